//! A dossier or relationship as a whole: `chancery lists`, `mechanisms`, `tallies`.

use std::io::{self, Write};
use std::process::ExitCode;

use chancery_app::workspace::follow::{List, ListChange, ListItem, Lists};
use clap::Args;

use super::{DayArguments, ScopeArguments, is_day, line_cells};
use crate::listing::{FormatArguments, ListFormat, Listing, brief, heading, list, long, short};
use crate::stop::{DONE, Ended, Stop};
use crate::terminal;
use crate::workspace_arguments::PastArguments;

/// List what two sides do together and what stands between them, and what came on, moved or left
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ListsArguments {
    #[command(flatten)]
    scope: ScopeArguments,
    #[command(flatten)]
    day: DayArguments,
    /// Show what changed since this day
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    past: PastArguments,
}

const EXAMPLES: &str = "\
The cooperation list has running commitments, understandings and mechanisms; the problem list open requests, opposed
positions, and overdue or broken commitments. What is linked into a thread stands once.

Examples:
  chancery lists --states CHN,USA
  chancery lists --dossier summit --since 2026-01-01";

/// Prints both lists.
pub(crate) fn lists(arguments: &ListsArguments) -> Ended {
    let mut workspace = arguments.past.open()?;
    if let Some(since) = &arguments.since {
        is_day(since)?;
    }
    let lists = workspace.lists(&arguments.scope.scope()?, &arguments.day.day()?, arguments.since.as_deref())?;
    match arguments.format.format {
        ListFormat::Table => print_table(&lists)?,
        ListFormat::Json => {
            let mut out = terminal::plain_output();
            serde_json::to_writer_pretty(&mut out, &lists).map_err(io::Error::from)?;
            writeln!(out)?;
            out.flush()?;
        }
        format => {
            let columns = [short("list"), short("entry"), short("date"), short("kind"), short("why"), short("parties"), long("quote")];
            let mut listing = Listing::new(&columns, "");
            for (name, items) in [("cooperation", &lists.cooperation), ("problems", &lists.problems)] {
                for item in items {
                    let [_, date, parties, quote] = line_cells(&item.line);
                    let cells = vec![
                        name.to_owned(),
                        item.line.entry.clone(),
                        date,
                        item.line.kind.clone(),
                        item.why_text.to_owned(),
                        parties,
                        quote,
                    ];
                    listing.push(cells, &serde_json::json!({"list": name, "item": item}))?;
                }
            }
            listing.print(format)?;
        }
    }
    Ok(ExitCode::from(DONE))
}

fn print_table(lists: &Lists) -> Result<(), Stop> {
    let mut out = terminal::coloured_output();
    print_list(&mut out, "cooperation list", &lists.cooperation)?;
    writeln!(out)?;
    print_list(&mut out, "problem list", &lists.problems)?;
    if let Some(changes) = &lists.changes {
        for (name, changed) in [("came on", &changes.came), ("moved", &changes.moved), ("left", &changes.left)] {
            writeln!(out)?;
            heading(&mut out, &format!("{name} since {} ({})", changes.since, changed.len()))?;
            print_changes(&mut out, changed)?;
        }
    }
    Ok(out.flush()?)
}

fn print_list(out: &mut impl Write, name: &str, items: &[ListItem]) -> Result<(), Stop> {
    heading(out, &format!("{name} ({})", items.len()))?;
    let mut listing = Listing::new(&[short("entry"), short("date"), short("why"), short("parties"), long("quote")], "");
    for item in items {
        let [entry, date, parties, quote] = line_cells(&item.line);
        let mut why = item.why_text.to_owned();
        if let Some(days) = item.days_over.filter(|days| *days > 0) {
            why.push_str(&format!(" by {days} d"));
        }
        if item.said > 1 {
            why.push_str(&format!(", said {} times", item.said));
        }
        listing.push(vec![entry, date, why, parties, quote], item)?;
    }
    Ok(listing.print_table(out)?)
}

fn print_changes(out: &mut impl Write, changes: &[ListChange]) -> Result<(), Stop> {
    let name = |list: Option<List>| match list {
        Some(List::Cooperation) => "cooperation",
        Some(List::Problems) => "problems",
        None => "–",
    };
    let mut listing = Listing::new(&[short("entry"), short("from"), short("to"), short("why"), long("quote")], "");
    for change in changes {
        let [entry, _, _, quote] = line_cells(&change.line);
        listing.push(vec![entry, name(change.from).to_owned(), name(change.to).to_owned(), change.why_text.to_owned(), quote], change)?;
    }
    Ok(listing.print_table(out)?)
}

/// A dossier or relationship, and the form of the output.
#[derive(Debug, Args)]
pub(crate) struct ScopeListArguments {
    #[command(flatten)]
    scope: ScopeArguments,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    past: PastArguments,
}

/// Lists standing bodies and channels with their state over time.
pub(crate) fn mechanisms(arguments: &ScopeListArguments) -> Ended {
    let mut workspace = arguments.past.open()?;
    let columns = [short("parties"), short("status"), long("mechanism"), long("reported")];
    let mut listing = Listing::new(&columns, "no account here names a standing body or channel");
    for story in workspace.mechanisms(&arguments.scope.scope()?)? {
        let reports = story.reports.iter().map(|report| {
            let day = report.source.date.as_deref().unwrap_or("no date");
            format!("{day} {} ({})", report.status.as_deref().unwrap_or("named"), brief(&report.source.account))
        });
        let reports = reports.collect::<Vec<_>>().join("; ");
        listing.push(vec![list(&story.parties), story.status.clone().unwrap_or_default(), story.name.clone(), reports], &story)?;
    }
    listing.print(arguments.format.format)?;
    Ok(ExitCode::from(DONE))
}

/// Holds counts that accounts claim against the contacts on record.
pub(crate) fn tallies(arguments: &ScopeListArguments) -> Ended {
    let mut workspace = arguments.past.open()?;
    let columns =
        [short("entry"), short("type"), short("claimed"), short("on record"), short("missing"), long("claim"), long("comparison")];
    let mut listing = Listing::new(&columns, "no account here counts contacts");
    for tally in workspace.tallies(&arguments.scope.scope()?)? {
        let cells = vec![
            brief(&tally.claim.entry),
            tally.engagement_type.clone().unwrap_or_default(),
            tally.claimed.to_string(),
            tally.on_record.to_string(),
            tally.missing.to_string(),
            tally.claim.quote.clone(),
            tally.text.clone(),
        ];
        listing.push(cells, &tally)?;
    }
    listing.print(arguments.format.format)?;
    Ok(ExitCode::from(DONE))
}
