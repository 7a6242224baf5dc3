//! `chancery due`: what is overdue, and what comes next.

use std::io::Write;
use std::process::ExitCode;

use chancery_app::workspace::EntryState;
use chancery_app::workspace::follow::{DueFilter, DueGroup, Nearness};
use clap::Args;
use serde::Serialize;

use super::{DayArguments, line_cells};
use crate::listing::{FormatArguments, ListFormat, Listing, heading, long, short};
use crate::stop::{DONE, Ended, Stop};
use crate::terminal;
use crate::workspace_arguments::PastArguments;

/// List commitments and requests that are waited for: overdue, this week, this month, later, without a day
#[derive(Debug, Args)]
pub(crate) struct DueArguments {
    #[command(flatten)]
    day: DayArguments,
    /// Only those of this state or actor
    #[arg(long, value_name = "CODE")]
    party: Option<String>,
    /// Only those that this person looks after
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// Only those of this dossier
    #[arg(long, value_name = "ID")]
    dossier: Option<String>,
    /// Only those that a person accepted
    #[arg(long)]
    accepted: bool,
    /// Rows of each group at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    past: PastArguments,
}

/// A row with its group.
#[derive(Serialize)]
struct Row<'a> {
    group: Nearness,
    #[serde(flatten)]
    row: &'a chancery_app::workspace::follow::DueRow,
}

/// Lists what is due.
pub(crate) fn due(arguments: &DueArguments) -> Ended {
    let mut workspace = arguments.past.open()?;
    let day = arguments.day.day()?;
    let filter = DueFilter {
        party: arguments.party.clone(),
        owner: arguments.owner.clone(),
        dossier: arguments.dossier.as_deref().map(|prefix| workspace.dossier(prefix).map(|dossier| dossier.dossier.dossier)).transpose()?,
        state: arguments.accepted.then_some(EntryState::Accepted),
        limit: arguments.limit,
    };
    let due = workspace.due(&day, &filter)?;
    let format = arguments.format.format;
    if format != ListFormat::Table {
        let columns = [
            short("group"),
            short("entry"),
            short("due"),
            short("days_over"),
            short("status"),
            short("owner"),
            short("parties"),
            long("quote"),
        ];
        let mut listing = Listing::new(&columns, "");
        for group in &due.groups {
            for row in &group.rows {
                let [_, _, parties, quote] = line_cells(&row.line);
                let days = row.days_over.map(|days| days.to_string()).unwrap_or_default();
                let cells = vec![
                    name(group.nearness).to_owned(),
                    row.line.entry.clone(),
                    row.due.clone().unwrap_or_default(),
                    days,
                    row.status.as_str().to_owned(),
                    row.owner.clone().unwrap_or_default(),
                    parties,
                    quote,
                ];
                listing.push(cells, &Row { group: group.nearness, row })?;
            }
        }
        listing.print(format)?;
        return Ok(ExitCode::from(DONE));
    }
    let mut out = terminal::coloured_output();
    if due.groups.iter().all(|group| group.count == 0) {
        writeln!(out, "nothing is waited for; commitments and requests that are open are listed here")?;
    }
    for group in due.groups.iter().filter(|group| group.count > 0) {
        print_group(&mut out, group)?;
    }
    out.flush()?;
    Ok(ExitCode::from(DONE))
}

fn name(nearness: Nearness) -> &'static str {
    match nearness {
        Nearness::Overdue => "overdue",
        Nearness::ThisWeek => "this week",
        Nearness::ThisMonth => "this month",
        Nearness::Later => "later",
        Nearness::NoDate => "no date",
    }
}

fn print_group(out: &mut impl Write, group: &DueGroup) -> Result<(), Stop> {
    heading(out, &format!("{} ({})", name(group.nearness), group.count))?;
    let columns = [short("entry"), short("due"), short("status"), short("owner"), short("parties"), long("quote")];
    let mut listing = Listing::new(&columns, "");
    for row in &group.rows {
        let [entry, _, parties, quote] = line_cells(&row.line);
        let due = match (&row.due, row.days_over) {
            (Some(due), Some(days)) if days > 0 => format!("{due} (+{days} d)"),
            (Some(due), _) => due.clone(),
            (None, _) => String::new(),
        };
        listing.push(vec![entry, due, row.status.as_str().to_owned(), row.owner.clone().unwrap_or_default(), parties, quote], &row)?;
    }
    listing.print_table(out)?;
    let left = group.count - group.rows.len() as i64;
    if left > 0 {
        writeln!(out, "… and {left} more; --limit shows them")?;
    }
    Ok(writeln!(out)?)
}
