//! `chancery genealogy`: one promise through accounts in time.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chancery_app::Told;
use chancery_app::genealogy::{self, Descent, Genealogy};
use chancery_app::wording::Difference;
use clap::Args;

use super::follow::{changed, reasons};
use super::wording::accounts::ReadingArguments;
use super::wording::changes as changes_of_words;
use crate::cli::Common;
use crate::listing::{FormatArguments, ListFormat, Listing, brief, heading, long};
use crate::stop::{DONE, Ended, NOT_DONE, Stop};
use crate::terminal;

/// Follow one commitment or request through accounts in time: its mentions and what changed
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct GenealogyArguments {
    /// Id of an entry of the workspace, or how it begins; with --entry the file that the entry is in
    #[arg(value_name = "ENTRY|FILE")]
    what: PathBuf,
    /// The entry of the file, or how its id begins
    #[arg(long, value_name = "ID", requires = "against")]
    entry: Option<String>,
    /// Files and folders with the other accounts
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "entry")]
    against: Vec<PathBuf>,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    reading: ReadingArguments,
}

const EXAMPLES: &str = "\
Mentions are those that thread suggest would tie together, by shared states, areas, words, numbers and names,
and those that people linked. A mention belongs when it is tied to the promise asked for, or closely (0.6 of 1)
to one that belongs. chancery thread link makes a tie that holds.

Examples:
  chancery genealogy 3fa9
  chancery genealogy new.txt --entry 3fa9 --against accounts/ --format json";

/// Follows it.
pub(crate) fn run(arguments: &GenealogyArguments, common: &Common) -> Ended {
    let (found, all_read) = match &arguments.entry {
        Some(entry) => {
            let lexicon = common.load_lexicon()?;
            let mut read = arguments.reading.read(std::slice::from_ref(&arguments.what), Told::default(), &lexicon)?;
            let others = arguments.reading.read(&arguments.against, Told::default(), &lexicon)?;
            let all_read = read.all_read && others.all_read;
            read.gathered.extend(others.gathered);
            (genealogy::of_gathered(read.gathered, entry)?, all_read)
        }
        None => {
            let entry = arguments.what.to_str().unwrap_or_default();
            if arguments.what.exists() {
                return Err(Stop::usage(
                    format!("{entry} is a file; which of its entries is to be followed is not said"),
                    "chancery read lists them: chancery genealogy FILE --entry ID --against FOLDER",
                ));
            }
            (genealogy::of_workspace(&mut arguments.reading.past().open()?, entry)?, true)
        }
    };
    print(&found, arguments.format.format)?;
    Ok(ExitCode::from(if all_read { DONE } else { NOT_DONE }))
}

fn print(found: &Genealogy, format: ListFormat) -> io::Result<()> {
    match format {
        ListFormat::Table => draw(found),
        ListFormat::Json => {
            let mut out = terminal::plain_output();
            serde_json::to_writer_pretty(&mut out, found).map_err(io::Error::from)?;
            writeln!(out)?;
            out.flush()
        }
        ListFormat::Jsonl | ListFormat::Csv => list(found, format),
    }
}

fn list(found: &Genealogy, format: ListFormat) -> io::Result<()> {
    let columns = ["date", "entry", "parties", "words", "relation", "as against", "changes", "score", "why"].map(long);
    let mut listing = Listing::new(&columns, "");
    for told in &found.mentions {
        let line = &told.entry;
        let mut cells = vec![line.date.clone().unwrap_or_default(), line.entry.clone(), line.parties.join(", "), line.quote.clone()];
        cells.extend(match &told.from {
            None => {
                let into = told.into.as_ref().map(why).unwrap_or_default();
                ["first".to_owned(), String::new(), String::new(), String::new(), into]
            }
            Some(from) => [from.relation.as_str().to_owned(), from.entry.clone(), changed_in(from), from.score.to_string(), why(from)],
        });
        listing.push(cells, told)?;
    }
    listing.print(format)
}

/// A mention after the other, each with what changed and why it belongs.
fn draw(found: &Genealogy) -> io::Result<()> {
    let mut out = terminal::coloured_output();
    let clean = |text: &str| text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    for told in &found.mentions {
        let line = &told.entry;
        let date = line.date.as_deref().unwrap_or("no day");
        let is = match (&told.from, &told.into) {
            (Some(from), _) => from.relation.as_str(),
            (None, Some(_)) => "mentioned",
            (None, None) => "first mention",
        };
        let asked = if told.asked { ", the one asked for" } else { "" };
        heading(&mut out, &format!("{date}  {is}{asked}"))?;
        wrapped(&mut out, &format!("“{}”", clean(&line.quote)))?;
        let title = line.title.as_deref().map(|title| format!(" · {}", clean(title))).unwrap_or_default();
        wrapped(&mut out, &format!("{} {} · {}{title}", line.kind, brief(&line.entry), line.parties.join(", ")))?;
        if let Some(from) = &told.from {
            let since = from.date.as_deref().unwrap_or("the one without a day");
            wrapped(&mut out, &format!("changed since {since}: {}", changed_in(from)))?;
            wrapped(&mut out, &format!("belongs: {}", why(from)))?;
        }
        if let Some(into) = &told.into {
            let later = into.date.as_deref().unwrap_or("the one without a day");
            wrapped(&mut out, &format!("belongs with that of {later}: {}", why(into)))?;
        }
    }
    out.flush()?;
    if let Some(dropped) = &found.dropped_in {
        let date = dropped.date.as_deref().unwrap_or("no day");
        terminal::hint(&format!("the account {} of {date} could have it and has nothing of it", brief(&dropped.account)));
    }
    if found.mentions.len() == 1 {
        terminal::hint("no other account has a mention that fits; chancery thread suggest-for ENTRY and chancery find show what is near");
    }
    Ok(())
}

/// What changed from one mention to the next: what is told in numbers and days, then words.
fn changed_in(from: &Descent) -> String {
    let mut changes: Vec<String> = from.changes.iter().map(changed).collect();
    match &from.words {
        Some(words) if *words == Difference::default() && changes.is_empty() => return "nothing; the same words".to_owned(),
        Some(words) if *words != Difference::default() => changes.push(format!("words {}", changes_of_words(words))),
        None if changes.is_empty() => return "nothing in strength, numbers and days; other words".to_owned(),
        _ => {}
    }
    changes.join("; ")
}

fn why(from: &Descent) -> String {
    if from.confirmed { "linked by a person".to_owned() } else { format!("{:.2} of 1: {}", from.score, reasons(&from.reasons)) }
}

fn wrapped(out: &mut impl Write, text: &str) -> io::Result<()> {
    let options = textwrap::Options::new(terminal::columns()).initial_indent("  ").subsequent_indent("    ");
    textwrap::wrap(text, options).iter().try_for_each(|line| writeln!(out, "{line}"))
}
