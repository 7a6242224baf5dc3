//! `chancery compare`: what several accounts of one event say, side by side.

mod table;

use std::io::{self, Write as _};
use std::process::ExitCode;

use chancery_app::compare::{Account, ComparisonJson, compare_decided, page};
use clap::{Args, ValueEnum};

use crate::cli::Common;
use crate::given_arguments::GivenArguments;
use crate::stop::{Ended, Stop};
use crate::terminal;

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
    given: GivenArguments,
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
  chancery compare --dossier port
  chancery align 3fa9 77b0 differs                  two entries say one thing, whatever was found
  chancery align 3fa9 90c1 cut                      and these do not";

/// Compares the accounts.
pub(crate) fn run(arguments: &Compare, common: &Common) -> Ended {
    let lexicon = common.load_lexicon()?;
    let mut given = arguments.given.accounts(&arguments.accounts, &lexicon)?;
    if let Some(dossier) = &arguments.dossier {
        given.extend(arguments.given.dossier(dossier)?);
    }
    if given.len() < 2 {
        let message = format!("there {} to compare", if given.is_empty() { "are no accounts" } else { "is one account only" });
        return Err(Stop::usage(message, "give two accounts or more, or a --dossier that holds them"));
    }
    let accounts: Vec<Account> = given.iter().map(|given| given.account.clone()).collect();
    let is_kept = arguments.dossier.is_some() || arguments.accounts.iter().any(|name| GivenArguments::is_kept(name));
    let decisions = if is_kept { arguments.given.decisions()? } else { Vec::new() };
    let comparison = compare_decided(&accounts, &decisions, &lexicon);
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
