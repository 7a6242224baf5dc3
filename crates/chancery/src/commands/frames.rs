//! `chancery frames`: limbs and indicators, counted over time.

use std::io::{self, Write as _};
use std::process::ExitCode;

use chancery_app::frames::{By, Counted, CountedIndicator, Cut, Frame, frames};
use chancery_app::overlay::LexiconError;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::follow::is_day;
use crate::cli::Common;
use crate::listing::{FormatArguments, ListFormat, Listing, heading, long, short};
use crate::stop::{DONE, Ended, Stop};
use crate::terminal;
use crate::workspace_arguments::PastArguments;

/// Periods that a table shows at most, the last of them.
const SHOWN: usize = 8;

/// Look at relations as limbs, each with indicators that are counted over time
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct FramesArguments {
    #[command(subcommand)]
    command: Option<FramesCommand>,
    #[command(flatten)]
    format: FormatArguments,
}

const EXAMPLES: &str = "\
Two frames are built in; DIR/frames/*.toml adds more with --lexicon DIR.

Examples:
  chancery frames
  chancery frames show plover --states CHN,USA --by year
  chancery frames show strategic-stability --dossier summit --format csv
  chancery frames show mine --lexicon my-lexicon/ --since 2025-01-01";

#[derive(Debug, Subcommand)]
enum FramesCommand {
    /// Count the entries of each indicator, period by period
    Show(Show),
}

#[derive(Debug, Args)]
struct Show {
    /// Id of a frame; chancery frames lists them
    frame: String,
    /// Accounts about all of these states, such as CHN,USA
    #[arg(long, value_delimiter = ',', value_name = "CODE,CODE", conflicts_with = "dossier")]
    states: Vec<String>,
    /// Accounts of a dossier
    #[arg(long, value_name = "ID")]
    dossier: Option<String>,
    /// Accounts of this day and later
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// Accounts up to this day
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// How long a period is
    #[arg(long, value_enum, default_value = "quarter")]
    by: Length,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    past: PastArguments,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Length {
    /// A month
    Month,
    /// Three months
    Quarter,
    /// A year
    Year,
}

impl From<Length> for By {
    fn from(length: Length) -> Self {
        match length {
            Length::Month => Self::Month,
            Length::Quarter => Self::Quarter,
            Length::Year => Self::Year,
        }
    }
}

/// The built-in frames and those of the user's lexicon folder.
pub(crate) fn load(common: &Common) -> Result<Vec<Frame>, Stop> {
    frames(common.lexicon.as_deref()).map_err(|error| match error {
        LexiconError::Unreadable { .. } => Stop::usage(error.to_string(), "--lexicon wants a folder; its frames stand in frames/*.toml"),
        LexiconError::Wrong(_) => Stop::usage(error.to_string(), "docs/frames.md says how a frame is written"),
    })
}

/// Lists the frames, or counts one.
pub(crate) fn run(arguments: &FramesArguments, common: &Common) -> Ended {
    let frames = load(common)?;
    match &arguments.command {
        None => list(&frames, arguments.format)?,
        Some(FramesCommand::Show(show)) => count(&frames, show)?,
    }
    Ok(ExitCode::from(DONE))
}

fn list(frames: &[Frame], format: FormatArguments) -> Result<(), Stop> {
    let columns = [short("frame"), long("name"), long("limbs"), short("indicators"), long("file")];
    let mut listing = Listing::new(&columns, "there is no frame");
    for frame in frames {
        let limbs: Vec<&str> = frame.limbs.iter().map(|limb| limb.id.as_str()).collect();
        let indicators: usize = frame.limbs.iter().map(|limb| limb.indicators.len()).sum();
        let name = format!("{} / {}", frame.names.en, frame.names.zh);
        listing.push(vec![frame.id.clone(), name, limbs.join(", "), indicators.to_string(), frame.path.clone()], frame)?;
    }
    Ok(listing.print(format.format)?)
}

fn count(frames: &[Frame], show: &Show) -> Result<(), Stop> {
    let known = || frames.iter().map(|frame| frame.id.as_str()).collect::<Vec<_>>().join(", ");
    let frame = frames.iter().find(|frame| frame.id == show.frame);
    let frame = frame.ok_or_else(|| Stop::usage(format!("there is no frame \"{}\"", show.frame), format!("there are {}", known())))?;
    [&show.since, &show.until].into_iter().flatten().try_for_each(|day| is_day(day))?;
    let mut workspace = show.past.open()?;
    let dossier = show.dossier.as_deref().map(|prefix| workspace.dossier(prefix)).transpose()?;
    let cut = Cut {
        about: show.states.clone(),
        dossier: dossier.map(|dossier| dossier.dossier.dossier),
        since: show.since.clone(),
        until: show.until.clone(),
        by: show.by.into(),
    };
    let counted = frame.count(&mut workspace, &cut)?;
    match show.format.format {
        ListFormat::Table => print_table(&counted)?,
        ListFormat::Json => {
            let mut out = terminal::plain_output();
            serde_json::to_writer_pretty(&mut out, &counted).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        ListFormat::Jsonl | ListFormat::Csv => print_rows(&counted, show.format)?,
    }
    Ok(())
}

/// A line an indicator under each limb, with the newest periods.
fn print_table(counted: &Counted) -> Result<(), Stop> {
    let mut out = terminal::coloured_output();
    for limb in &counted.limbs {
        heading(&mut out, &limb.names.en)?;
        let mut listing = Listing::new(&[long("indicator"), short("entries"), long("by period")], "no indicator");
        for indicator in &limb.indicators {
            listing.push(vec![indicator.names.en.clone(), indicator.total.to_string(), newest(counted, indicator)], indicator)?;
        }
        listing.print_table(&mut out)?;
        writeln!(out)?;
    }
    Ok(out.flush()?)
}

/// The newest periods with their counts, and what has no day.
fn newest(counted: &Counted, indicator: &CountedIndicator) -> String {
    let first = counted.periods.len().saturating_sub(SHOWN);
    let periods = counted.periods[first..].iter().zip(&indicator.counts[first..]);
    let mut parts: Vec<String> = periods.map(|(period, entries)| format!("{} {entries}", period.name)).collect();
    if indicator.undated > 0 {
        parts.push(format!("no day {}", indicator.undated));
    }
    parts.join(" · ")
}

/// A row an indicator and period.
fn print_rows(counted: &Counted, format: FormatArguments) -> Result<(), Stop> {
    let columns = ["frame", "limb", "indicator", "period", "from", "to", "entries", "register"].map(short);
    let mut listing = Listing::new(&columns, "no entry fits");
    for limb in &counted.limbs {
        for indicator in &limb.indicators {
            for (period, entries) in counted.periods.iter().zip(&indicator.counts) {
                let cells = [&counted.id, &limb.id, &indicator.id, &period.name, &period.from, &period.to].map(String::clone);
                let cells = cells.into_iter().chain([entries.to_string(), indicator.register.clone()]).collect();
                let row = json!({
                    "frame": counted.id, "limb": limb.id, "indicator": indicator.id, "period": period.name, "from": period.from,
                    "to": period.to, "entries": entries, "register": indicator.register
                });
                listing.push(cells, &row)?;
            }
        }
    }
    Ok(listing.print(format.format)?)
}
