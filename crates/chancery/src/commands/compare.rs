//! `chancery compare`: what several accounts of one event say, side by side.

mod table;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chancery_app::compare::{Account, ComparisonJson, Given, compare, page};
use chancery_app::workspace::kept;
use chancery_app::{Lexicon, Told};
use clap::{Args, ValueEnum};

use crate::cli::Common;
use crate::inputs::{self, Means, Read};
use crate::limit_arguments::LimitArguments;
use crate::source_arguments::SourceArguments;
use crate::stop::{Ended, Stop};
use crate::terminal;
use crate::workspace_arguments::PastArguments;

/// Lay accounts of one event side by side: said by all, differently, or by one only
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Compare {
    /// Files and web addresses, or ids of accounts in the workspace, or how they begin
    #[arg(value_name = "ACCOUNT", required_unless_present = "dossier")]
    accounts: Vec<String>,
    /// The accounts of a dossier: its id, or how it begins
    #[arg(long, value_name = "ID")]
    dossier: Option<String>,
    /// Form of the output
    #[arg(long, value_enum, default_value = "table")]
    format: CompareFormat,
    #[command(flatten)]
    past: PastArguments,
    #[command(flatten)]
    source: SourceArguments,
    #[command(flatten)]
    limits: LimitArguments,
}

/// Form of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CompareFormat {
    /// For people
    Table,
    /// The whole comparison
    Json,
    /// One web page that needs nothing else: the texts side by side, the links drawn
    Html,
}

const EXAMPLES: &str = "\
Accounts are aligned by concepts, numbers, dates and parties, across languages; nothing is translated.
What a file cannot say of itself (side, date) is taken from its sidecar NAME.meta.toml.

Examples:
  chancery compare theirs.txt ours.txt
  chancery compare summit-zh.txt summit-en.html --format json
  chancery compare theirs.txt ours.txt --format html > side-by-side.html
  chancery compare 1a4d 77b0
  chancery compare --dossier port";

/// Compares the accounts.
pub(crate) fn run(arguments: &Compare, common: &Common) -> Ended {
    let lexicon = common.load_lexicon()?;
    let given = given(arguments, &lexicon)?;
    if given.len() < 2 {
        let message = format!("there {} to compare", if given.is_empty() { "are no accounts" } else { "is one account only" });
        return Err(Stop::usage(message, "give two accounts or more, or a --dossier that holds them"));
    }
    let accounts: Vec<Account> = given.iter().map(|given| given.account.clone()).collect();
    let comparison = compare(&accounts, &lexicon);
    match arguments.format {
        CompareFormat::Table => table::print(&given, &comparison, &mut terminal::coloured_output())?,
        CompareFormat::Json => {
            let mut out = terminal::plain_output();
            serde_json::to_writer_pretty(&mut out, &ComparisonJson::new(&accounts, &comparison)).map_err(io::Error::from)?;
            writeln!(out)?;
            out.flush()?;
        }
        CompareFormat::Html => {
            let mut out = terminal::plain_output();
            out.write_all(page(&given, &comparison).as_bytes())?;
            out.flush()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The accounts that were named, in order.
fn given(arguments: &Compare, lexicon: &Lexicon) -> Result<Vec<Given>, Stop> {
    let means = Means {
        told: Told::default(),
        lexicon,
        extractor: arguments.limits.extractor()?,
        sources: arguments.source.sources(&arguments.limits)?,
        split: false,
    };
    let mut given = Vec::new();
    for name in &arguments.accounts {
        if is_document(name) { given.extend(read(name, arguments, &means)?) } else { given.push(kept_account(name, arguments)?) }
    }
    if let Some(dossier) = &arguments.dossier {
        let mut workspace = arguments.past.open()?;
        for id in workspace.dossier(dossier)?.accounts {
            let account = workspace.account(&id)?;
            given.push(Given::of_workspace(&mut workspace, &account)?);
        }
    }
    Ok(given)
}

/// Whether a name means a document and not the id of an account: there is such a file, or it has the look of one.
fn is_document(name: &str) -> bool {
    Path::new(name).exists() || name == "-" || name.contains(['.', '/', '\\']) || !name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn read(name: &str, arguments: &Compare, means: &Means<'_>) -> Result<Vec<Given>, Stop> {
    let mut given = Vec::new();
    for asked in inputs::gather(&[PathBuf::from(name)], &arguments.source.wanted()) {
        let unread = |place: &str, reason: &str| Stop::not_done(format!("{place}: {reason}"));
        let input = asked.map_err(|error| unread(&error.place, &error.reason))?;
        match inputs::read(&input, means).map_err(|error| unread(&error.place, &error.reason))? {
            Read::Accounts(readings) => {
                for reading in &readings {
                    given.push(Given::of_reading(kept(reading).map_err(|reason| unread(name, &reason))?));
                }
            }
            Read::Feed(_) => return Err(Stop::usage(format!("{name} is a feed"), "give the accounts it lists")),
        }
    }
    Ok(given)
}

fn kept_account(name: &str, arguments: &Compare) -> Result<Given, Stop> {
    let mut workspace = arguments
        .past
        .open()
        .map_err(|stop| stop.with_hint(format!("there is no file {name}, so it was taken for the id of an account")))?;
    let account = workspace.account(name)?;
    Ok(Given::of_workspace(&mut workspace, &account)?)
}
