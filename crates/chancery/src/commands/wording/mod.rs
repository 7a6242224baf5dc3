//! `chancery wording`: how set phrases come, change and go.

pub(crate) mod accounts;
mod discovered;
mod list;
mod page;
mod turned;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chancery_app::Lexicon;
use chancery_app::told;
use chancery_app::wording::{self, Accounts, Length, Turn, Unit};
use chancery_sources::Address;
use clap::{Args, ValueEnum};

use crate::cli::Common;
use crate::inputs::is_standard_input;
use crate::listing::ListFormat;
use crate::stop::{DONE, Ended, NOT_DONE, Stop};
use accounts::{ReadingArguments, warn_undated};

/// Follow set phrases over time: first and last use, uses by period and issuer, variants, company
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Wording {
    /// A phrase, or new, gone or discover, then the files and folders with the accounts; the workspace when there are none
    #[arg(value_name = "PHRASE|new|gone|discover|FILE")]
    what: Vec<PathBuf>,
    /// This phrase, also where a file or command has its name
    #[arg(long, value_name = "PHRASE")]
    phrase: Option<String>,
    /// Every wording that the lexicon has of the phrase's concept, in all languages
    #[arg(long)]
    concept: bool,
    /// In lists, and for new and gone: each wording by itself, not all those of a concept together
    #[arg(long)]
    wordings: bool,
    /// For new and gone: the day that parts before and after
    #[arg(long, value_name = "DAY", value_parser = told::date)]
    since: Option<told::Date>,
    /// Length of a period
    #[arg(long, value_enum, default_value = "year")]
    by: By,
    /// Only accounts that this state or group issued, alone or with others, such as CHN
    #[arg(long, value_name = "CODE")]
    issuer: Option<String>,
    /// Rows of the table at most
    #[arg(long, value_name = "N", default_value_t = 30)]
    limit: usize,
    /// For new and gone: also those of which the silence may be chance
    #[arg(long)]
    all: bool,
    /// For discover: uses that a phrase must have
    #[arg(long, value_name = "N", default_value_t = 5)]
    least_uses: usize,
    /// For discover: accounts that must have it
    #[arg(long, value_name = "N", default_value_t = 4)]
    least_accounts: usize,
    /// One part only, as a list
    #[arg(long, value_enum)]
    show: Option<Show>,
    /// Also write the plot of uses over time to FILE, as SVG
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Form of the output
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    reading: ReadingArguments,
}

const EXAMPLES: &str = "\
A phrase is looked for in the text of the accounts, in traditional and simplified characters and in
any case of letters. The list without a phrase has what the readings took for set phrases.

Examples:
  chancery wording accounts/                              every set phrase of a folder
  chancery wording 人类命运共同体 accounts/               one phrase: uses by year, neighbours, company
  chancery wording bri --by quarter --svg bri.svg         a concept of the lexicon, in the workspace
  chancery wording gone --since 2022-01-01 accounts/      what is not said any more
  chancery wording discover accounts/ --format toml       recurring phrases, as lines of a lexicon
  chancery wording accounts/ --show periods --format csv  all counts, for a spreadsheet";

/// Length of a period.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    Month,
    Quarter,
    Year,
}

impl By {
    const fn length(self) -> Length {
        match self {
            Self::Month => Length::Month,
            Self::Quarter => Length::Quarter,
            Self::Year => Length::Year,
        }
    }
}

/// A part of what is known of formulations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Show {
    /// Every use, with the words around it
    Uses,
    /// Uses and accounts by issuer and period
    Periods,
    /// Wordings, with what came in and dropped out
    Variants,
    /// Formulations that stand in the same accounts more often than chance would have it
    Company,
}

/// Form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// One object, or an array
    Json,
    /// One object a line
    Jsonl,
    /// Comma-separated values with a head
    Csv,
    /// For discover: lines of a lexicon
    Toml,
}

impl Format {
    /// The form of a list.
    fn of_list(self) -> Result<ListFormat, Stop> {
        match self {
            Self::Table => Ok(ListFormat::Table),
            Self::Json => Ok(ListFormat::Json),
            Self::Jsonl => Ok(ListFormat::Jsonl),
            Self::Csv => Ok(ListFormat::Csv),
            Self::Toml => Err(Stop::usage("--format toml is for chancery wording discover", "use table, json, jsonl or csv")),
        }
    }
}

/// Characters around a use that a table has room for.
const NEAR: usize = 10;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    All,
    Phrase(String),
    Turned(Turn),
    Discover,
}

/// Answers it.
pub(crate) fn run(arguments: &Wording, common: &Common) -> Ended {
    let (asked, files) = arguments.asked();
    arguments.check(&asked)?;
    let lexicon = common.load_lexicon()?;
    let read = arguments.reading.gather(files, &lexicon).map_err(|stop| match &asked {
        Asked::Phrase(phrase) if files.is_empty() => stop.with_hint(format!(
            "“{phrase}” is no file here, so it was taken for a phrase to look for in the workspace; name files or folders after it, or make a \
             workspace with chancery add FILE"
        )),
        _ => stop,
    })?;
    if read.gathered.is_empty() && !read.all_read {
        return Ok(ExitCode::from(NOT_DONE));
    }
    let accounts = arguments.accounts(&read.gathered, &lexicon)?;
    warn_undated(&accounts.undated());
    match &asked {
        Asked::All => list::print(arguments, &accounts)?,
        Asked::Phrase(phrase) => page::print(arguments, phrase, &accounts, &lexicon)?,
        Asked::Turned(turn) => turned::print(arguments, *turn, &accounts)?,
        Asked::Discover => discovered::print(arguments, &accounts, &lexicon)?,
    }
    Ok(ExitCode::from(if read.all_read { DONE } else { NOT_DONE }))
}

impl Wording {
    /// What is one formulation.
    fn unit(&self) -> Unit {
        if self.wordings { Unit::Wording } else { Unit::Concept }
    }

    /// What is asked, and of which files.
    fn asked(&self) -> (Asked, &[PathBuf]) {
        if let Some(phrase) = &self.phrase {
            return (Asked::Phrase(phrase.clone()), &self.what);
        }
        let Some((first, rest)) = self.what.split_first() else { return (Asked::All, &[]) };
        match first.to_str() {
            Some("new") => (Asked::Turned(Turn::New), rest),
            Some("gone") => (Asked::Turned(Turn::Gone), rest),
            Some("discover") => (Asked::Discover, rest),
            Some(text) if !is_source(first, text) => (Asked::Phrase(text.to_owned()), rest),
            _ => (Asked::All, &self.what),
        }
    }

    /// Whether the flags go together.
    fn check(&self, asked: &Asked) -> Result<(), Stop> {
        let is_turned = matches!(asked, Asked::Turned(_));
        if is_turned && self.since.is_none() {
            return Err(Stop::usage("new and gone want the day that parts before and after", "say it with --since 2024-01-01"));
        }
        if !is_turned && self.since.is_some() {
            return Err(Stop::usage("--since is for chancery wording new and gone", "chancery wording new --since DAY"));
        }
        if self.svg.is_some() && !matches!(asked, Asked::Phrase(_)) {
            return Err(Stop::usage("--svg draws one phrase", "name it: chancery wording PHRASE --svg FILE"));
        }
        if self.show.is_some() && matches!(asked, Asked::Turned(_) | Asked::Discover) {
            return Err(Stop::usage("--show is for a phrase, or for all of them", "leave --show out"));
        }
        if *asked != Asked::Discover {
            self.format.of_list()?;
        }
        match asked {
            Asked::Phrase(phrase) if wording::phrase::sought(phrase).is_empty() => {
                Err(Stop::usage("the phrase is empty", "chancery wording accounts/ lists all set phrases"))
            }
            _ => Ok(()),
        }
    }

    fn accounts(&self, gathered: &[chancery_app::gathered::Gathered], lexicon: &Lexicon) -> Result<Accounts, Stop> {
        let accounts = wording::accounts(gathered, lexicon);
        let Some(issuer) = &self.issuer else { return Ok(accounts) };
        let issuer =
            told::side(issuer, lexicon).map_err(|error| Stop::usage(error.to_string(), "chancery ls shows who issued accounts"))?;
        let is_asked_for = |account: &&wording::Account| account.issuer.split(' ').any(|code| code == issuer);
        Ok(Accounts::new(accounts.all().iter().filter(is_asked_for).cloned().collect()))
    }
}

/// Whether an argument stands for accounts: a file or folder, standard input, an address, or what is written as a path.
fn is_source(path: &Path, text: &str) -> bool {
    is_standard_input(path) || Address::is_meant(text) || path.exists() || text.contains(std::path::is_separator)
}

/// How an issuer is called; those who issued it together by a plus.
fn issuer_name(issuer: &str) -> String {
    if issuer.is_empty() { "unknown".to_owned() } else { issuer.replace(' ', "+") }
}

/// Words of a use as tables show them, with a little of what is around.
fn around(used: &wording::Use) -> String {
    let before = used.before.chars().count().saturating_sub(NEAR);
    let before: String = used.before.chars().skip(before).collect();
    let after: String = used.after.chars().take(NEAR).collect();
    format!("{before}[{}]{after}", used.quote)
}

/// A part of accounts: *3 of 12*.
fn of(part: usize, all: usize) -> String {
    format!("{part} of {all}")
}

/// A day, or nothing.
fn day(date: Option<told::Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// What came in and dropped out: *+全面 −互惠*.
pub(crate) fn changes(difference: &wording::Difference) -> String {
    let came = difference.came.iter().map(|words| format!("+{words}"));
    came.chain(difference.dropped.iter().map(|words| format!("−{words}"))).collect::<Vec<_>>().join(" ")
}
