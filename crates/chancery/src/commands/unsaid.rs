//! `chancery unsaid`: what an issuer's accounts mostly had and a new one has not.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use chancery_app::unsaid::{self, Account, LEAST_HISTORY, Unsaid};
use clap::Args;
use serde::Serialize;

use super::wording::accounts::ReadingArguments;
use crate::cli::{Common, ToldArguments};
use crate::listing::{FormatArguments, ListFormat, Listing, heading, long, short};
use crate::stop::{DONE, Ended, NOT_DONE, Stop};
use crate::terminal;

/// Show what an issuer's last accounts with the same counterpart mostly had and a new one has not
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct UnsaidArguments {
    /// The new account: a file, a web address, or - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Files and folders with the earlier accounts; the workspace when not given
    #[arg(long, value_name = "FILE", num_args = 1..)]
    against: Vec<PathBuf>,
    /// Earlier accounts that are looked at, the latest ones
    #[arg(long, value_name = "N", default_value_t = 10)]
    last: usize,
    /// Counterpart, such as USA; those that take part when not given
    #[arg(long, value_name = "CODE")]
    with: Vec<String>,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    told: ToldArguments,
    #[command(flatten)]
    reading: ReadingArguments,
}

const EXAMPLES: &str = "\
Formulations, areas, and commitments (by who is bound and the area) are looked at. Listed is what so many
earlier accounts had that the lower end of the 95% interval of its share is above one half: 4 of 4, 7 of 8,
9 of 10. With fewer than four earlier accounts nothing is listed.

Examples:
  chancery unsaid new.txt --against accounts/
  chancery unsaid new.txt --last 20 --with USA          held against the workspace
  chancery unsaid new.txt --against accounts/ --date 2026-05-16 --side CHN";

/// A habit that was not kept, with the counterpart.
#[derive(Serialize)]
struct Row<'r> {
    counterpart: &'r str,
    #[serde(flatten)]
    missing: &'r unsaid::Habit,
}

/// Shows it.
pub(crate) fn run(arguments: &UnsaidArguments, common: &Common) -> Ended {
    let lexicon = common.load_lexicon()?;
    let told = arguments.told.told(&lexicon)?;
    let read = arguments.reading.read(std::slice::from_ref(&arguments.file), told, &lexicon)?;
    let Some(new) = read.gathered.first() else { return Ok(ExitCode::from(NOT_DONE)) };
    let new = unsaid::account(new, &lexicon);
    let counterparts = counterparts(&new, arguments)?;
    let earlier = arguments.reading.gather(&arguments.against, &lexicon)?;
    let accounts: Vec<Account> = earlier.gathered.iter().map(|one| unsaid::account(one, &lexicon)).collect();
    let found: Vec<Unsaid> = counterparts.iter().map(|counterpart| unsaid::unsaid(&new, &accounts, counterpart, arguments.last)).collect();
    match arguments.format.format {
        ListFormat::Table => print_pages(&new, &found)?,
        ListFormat::Json => {
            let mut out = terminal::plain_output();
            serde_json::to_writer_pretty(&mut out, &found).map_err(io::Error::from)?;
            writeln!(out)?;
            out.flush()?;
        }
        format => {
            let mut listing = listing(true);
            found.iter().try_for_each(|found| push(&mut listing, found, true))?;
            listing.print(format)?;
            found.iter().filter(|found| !found.enough).for_each(|found| terminal::warning(&too_little(&new, found)));
        }
    }
    Ok(ExitCode::from(if read.all_read && earlier.all_read { DONE } else { NOT_DONE }))
}

/// With whom the account is, when all that is needed is known of it.
fn counterparts(new: &Account, arguments: &UnsaidArguments) -> Result<Vec<String>, Stop> {
    let place = arguments.file.display();
    if new.date.is_none() {
        return Err(Stop::usage(
            format!("{place}: its day is not known, so what is earlier is not either"),
            "say it with --date YYYY-MM-DD",
        ));
    }
    if new.issuers.is_empty() {
        return Err(Stop::usage(format!("{place}: who issued it is not known"), "say it with --side CODE, such as --side CHN"));
    }
    let counterparts = if arguments.with.is_empty() { new.counterparts.clone() } else { arguments.with.clone() };
    if counterparts.is_empty() {
        return Err(Stop::usage(format!("{place}: with whom it is, is not known"), "say it with --with CODE, such as --with USA"));
    }
    Ok(counterparts)
}

fn too_little(new: &Account, found: &Unsaid) -> String {
    format!(
        "there {} of {} with {} before {}; with fewer than {LEAST_HISTORY}, absence says nothing",
        match found.against.len() {
            0 => "is no account".to_owned(),
            1 => "is only 1 account".to_owned(),
            count => format!("are only {count} accounts"),
        },
        new.issuers.join("+"),
        found.counterpart,
        new.date.map(|date| date.to_string()).unwrap_or_default()
    )
}

fn print_pages(new: &Account, found: &[Unsaid]) -> Result<(), Stop> {
    let mut out = terminal::coloured_output();
    for (index, found) in found.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let day = |date: Option<chancery_app::told::Date>| date.map(|date| date.to_string()).unwrap_or_default();
        heading(&mut out, &format!("{} with {}, {}", new.issuers.join("+"), found.counterpart, day(new.date)))?;
        if !found.enough {
            writeln!(out, "{}", too_little(new, found))?;
            continue;
        }
        let bounds = found.against.last().zip(found.against.first());
        let bounds = bounds.map(|(first, last)| format!(", {} to {}", day(first.date), day(last.date))).unwrap_or_default();
        let (count, kept, missing) = (found.against.len(), found.kept.len(), found.missing.len());
        writeln!(out, "held against the last {count} accounts{bounds}: {kept} of {} habits are kept", kept + missing)?;
        if kept > 0 {
            let habits: Vec<String> = found.kept.iter().map(|habit| format!("{} ({} of {})", habit.name, habit.with, habit.of)).collect();
            let line = format!("kept: {}", habits.join("; "));
            textwrap::wrap(&line, terminal::columns()).iter().try_for_each(|line| writeln!(out, "{line}"))?;
        }
        if missing == 0 {
            writeln!(out, "nothing that was the habit went unsaid")?;
            continue;
        }
        let mut listing = listing(false);
        push(&mut listing, found, false)?;
        listing.print_table(&mut out)?;
    }
    Ok(out.flush()?)
}

fn listing(with_counterpart: bool) -> Listing {
    let columns =
        [short("kind"), long("unsaid"), short("had it"), short("95% interval"), short("last"), long("words there"), short("account")];
    let counterpart = with_counterpart.then(|| short("counterpart"));
    Listing::new(&counterpart.into_iter().chain(columns).collect::<Vec<_>>(), "nothing that was the habit went unsaid")
}

fn push(listing: &mut Listing, found: &Unsaid, with_counterpart: bool) -> io::Result<()> {
    for missing in &found.missing {
        let cells = [
            missing.class.as_str().to_owned(),
            missing.name.clone(),
            format!("{} of {}", missing.with, missing.of),
            format!("{:.2} to {:.2}", missing.low, missing.high),
            missing.last.date.map(|date| date.to_string()).unwrap_or_default(),
            missing.quote.clone(),
            missing.last.account.clone(),
        ];
        let counterpart = with_counterpart.then(|| found.counterpart.clone());
        listing.push(counterpart.into_iter().chain(cells).collect(), &Row { counterpart: &found.counterpart, missing })?;
    }
    Ok(())
}
