//! `chancery reread`: accounts of the workspace read again, with today's lexicon.

use std::process::ExitCode;

use chancery_app::workspace::{AccountFilter, kept, read_again};
use clap::Args;

use crate::cli::Common;
use crate::listing::{FormatArguments, Listing, brief, long, short};
use crate::stop::{DONE, Ended, NOT_DONE, Stop};
use crate::terminal;
use crate::workspace_arguments::AuthorArguments;

/// Read accounts again with the lexicon as it is now; what people decided stays
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Reread {
    /// Ids of accounts, or how they begin; all when none is named
    accounts: Vec<String>,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    author: AuthorArguments,
}

const EXAMPLES: &str = "\
What no one decided on becomes as the new reading has it. Where it differs from what a person decided, the decision
stays and the difference is shown: chancery review --changed.";

/// Reads accounts again from the texts that the workspace keeps.
pub(crate) fn run(arguments: &Reread, common: &Common) -> Ended {
    let lexicon = common.load_lexicon()?;
    let mut workspace = arguments.author.open()?;
    let signature = arguments.author.signature()?;
    let mut accounts = Vec::new();
    for prefix in &arguments.accounts {
        accounts.push(workspace.account(prefix)?);
    }
    if accounts.is_empty() {
        accounts = workspace.accounts(&AccountFilter::default())?;
    }
    let mut listing = Listing::new(&[short("account"), short("entries"), long("outcome")], "there is no account");
    let mut all_read = true;
    for account in accounts {
        let before = workspace.reading(&account)?;
        // Only what the program read itself can be read again.
        let outcome = if before.generator.name != "chancery" {
            "was not read by this program".to_owned()
        } else {
            let reading = read_again(&account, &before, &lexicon);
            let reading = reading.map_err(|error| error.to_string()).and_then(|reading| kept(&reading));
            match reading {
                Ok(reading) if reading.document.id == account.id => match workspace.rereading(&account, reading)? {
                    Some(operation) => format!("read again in operation {}", workspace.append(&signature.context(), &operation)?.operation),
                    None => "the same".to_owned(),
                },
                Ok(_) => {
                    all_read = false;
                    "left as it is: its text would be laid out otherwise now; add it again from its source".to_owned()
                }
                Err(reason) => {
                    all_read = false;
                    terminal::error(&format!("{}: {reason}", account.id));
                    "could not be read".to_owned()
                }
            }
        };
        let entries = workspace.account(&account.id)?.entries;
        listing.push(
            vec![brief(&account.id), entries.to_string(), outcome.clone()],
            &serde_json::json!({"account": account.id, "entries": entries, "outcome": outcome}),
        )?;
    }
    listing.print(arguments.format.format).map_err(Stop::from)?;
    Ok(ExitCode::from(if all_read { DONE } else { NOT_DONE }))
}
