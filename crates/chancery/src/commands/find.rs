//! `chancery find`: words in entries, accounts and notes.

use std::io::Write;
use std::process::ExitCode;

use chancery_app::workspace::{Hit, Question, Within};
use clap::Args;

use super::entries::FilterArguments;
use crate::listing::{FormatArguments, ListFormat, Listing, brief, long, short};
use crate::stop::{DONE, Ended, Stop};
use crate::terminal::{self, FAINT, GOOD};
use crate::workspace_arguments::PastArguments;

/// Find words in entries, accounts and notes
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Find {
    /// Words, all of which must be there; phrases in quotation marks; Chinese of any length, without spaces
    #[arg(required = true)]
    words: Vec<String>,
    /// Only where these very characters stand, newest first
    #[arg(long)]
    exact: bool,
    /// Hits at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    filter: FilterArguments,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    past: PastArguments,
}

const EXAMPLES: &str = "\
Examples:
  chancery find 大豆
  chancery find 'market access' --kind commitment --party USA
  chancery find '\"rare earths\"' tariffs --since 2026-01-01
  chancery find 一个中国 --exact --format jsonl";

/// Finds words.
pub(crate) fn run(arguments: &Find) -> Ended {
    let mut workspace = arguments.past.open()?;
    let filter = arguments.filter.filter(&mut workspace)?;
    let words = arguments.words.join(" ");
    let found = workspace.find(&Question { words: words.clone(), exact: arguments.exact, filter, limit: arguments.limit })?;
    if arguments.format.format != ListFormat::Table {
        let columns = [short("within"), short("account"), short("date"), short("entry"), short("kind"), long("snippet")];
        let mut listing = Listing::new(&columns, "");
        for hit in &found.hits {
            let optional = |value: &Option<String>| value.clone().unwrap_or_default();
            let cells = vec![
                within(hit.within).to_owned(),
                hit.account.clone(),
                optional(&hit.date),
                optional(&hit.entry),
                optional(&hit.kind),
                hit.snippet.clone(),
            ];
            listing.push(cells, hit)?;
        }
        listing.print(arguments.format.format)?;
        return Ok(ExitCode::from(DONE));
    }
    let mut out = terminal::coloured_output();
    if found.hits.is_empty() {
        writeln!(out, "nothing holds \"{words}\"")?;
    }
    for hit in &found.hits {
        print_hit(&mut out, hit)?;
    }
    out.flush()?;
    if found.more {
        terminal::hint("there is more; narrow the question, or raise --limit");
    }
    Ok(ExitCode::from(DONE))
}

fn within(within: Within) -> &'static str {
    match within {
        Within::Entry => "entry",
        Within::Passage => "passage",
        Within::Note => "note",
    }
}

fn print_hit(out: &mut impl Write, hit: &Hit) -> Result<(), Stop> {
    let what = match (&hit.entry, &hit.kind) {
        (Some(entry), Some(kind)) => format!("{kind} {}", brief(entry)),
        (Some(entry), None) => format!("{} on {}", within(hit.within), brief(entry)),
        _ => within(hit.within).to_owned(),
    };
    let date = hit.date.as_deref().unwrap_or("no date");
    writeln!(out, "{FAINT}{what} · {date} · {} {}{FAINT:#}", brief(&hit.account), hit.title.as_deref().unwrap_or_default())?;
    write!(out, "  ")?;
    let letters: Vec<char> = hit.snippet.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    for (index, letter) in letters.iter().enumerate() {
        let index = index as u32;
        if hit.marks.iter().any(|mark| mark[0] == index) {
            write!(out, "{GOOD}")?;
        }
        write!(out, "{letter}")?;
        if hit.marks.iter().any(|mark| mark[1] == index + 1) {
            write!(out, "{GOOD:#}")?;
        }
    }
    Ok(writeln!(out)?)
}
