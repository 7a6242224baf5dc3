//! `chancery ls`, `show`, `rm`: the accounts of a workspace.

use std::io::{self, Write};
use std::process::ExitCode;

use chancery_app::workspace::operation::RemoveAccount;
use chancery_app::workspace::{AccountFilter, AccountRow, EntryRow, Operation, Standing, Workspace};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::differences;
use crate::listing::{FormatArguments, ListFormat, Listing, brief, heading, list, long, short};
use crate::stop::{DONE, Ended, Stop};
use crate::terminal;
use crate::workspace_arguments::{AuthorArguments, PastArguments};

/// List the accounts of the workspace
#[derive(Debug, Args)]
pub(crate) struct Ls {
    /// Only accounts about all of these states, such as CHN,USA
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    state: Vec<String>,
    /// Only accounts of this day and later
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// Only accounts up to this day
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// Only accounts of this dossier
    #[arg(long, value_name = "ID")]
    dossier: Option<String>,
    /// Those that were replaced or taken out as well
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    past: PastArguments,
}

/// Lists the accounts.
pub(crate) fn ls(arguments: &Ls) -> Ended {
    let mut workspace = arguments.past.open()?;
    let filter = AccountFilter {
        states: arguments.state.clone(),
        since: arguments.since.clone(),
        until: arguments.until.clone(),
        dossier: arguments.dossier.as_deref().map(|prefix| workspace.dossier(prefix).map(|dossier| dossier.dossier.dossier)).transpose()?,
        all: arguments.all,
    };
    let columns = [short("account"), short("date"), short("side"), short("kind"), short("entries"), long("title")];
    let mut listing = Listing::new(&columns, "no account fits; chancery add FILE takes one in");
    for account in workspace.accounts(&filter)? {
        let standing = if account.standing == Standing::Current { String::new() } else { format!(" ({})", account.standing.as_str()) };
        let cells = vec![
            brief(&account.id),
            account.date.clone().unwrap_or_default(),
            list(&account.side),
            account.kind.clone().unwrap_or_default(),
            account.entries.to_string(),
            format!("{}{standing}", account.title.as_deref().unwrap_or("(no title)")),
        ];
        listing.push(cells, &account)?;
    }
    listing.print(arguments.format.format)?;
    Ok(ExitCode::from(DONE))
}

/// Show an account: what is known of it and its entries as they stand
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Id of the account, or how it begins
    account: String,
    /// What to show
    #[arg(long, value_enum, default_value = "entries")]
    what: What,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    past: PastArguments,
}

/// What of an account is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// The entries, with what was decided
    Entries,
    /// The text
    Text,
    /// The reading, as it came in
    Reading,
    /// The words that differ from the version before
    Changes,
}

/// Everything about an account.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    account: &'a AccountRow,
    sources: Vec<String>,
    entries: Vec<EntryRow>,
}

/// Shows an account.
pub(crate) fn show(arguments: &Show) -> Ended {
    let mut workspace = arguments.past.open()?;
    let account = workspace.account(&arguments.account)?;
    match arguments.what {
        What::Entries => show_entries(&mut workspace, &account, arguments.format.format)?,
        What::Text => writeln!(terminal::plain_output(), "{}", workspace.reading(&account)?.document.text)?,
        What::Reading => {
            let mut out = terminal::plain_output();
            serde_json::to_writer(&mut out, &workspace.reading(&account)?).map_err(io::Error::from)?;
            writeln!(out)?;
            out.flush()?;
        }
        What::Changes => show_changes(&mut workspace, &account)?,
    }
    Ok(ExitCode::from(DONE))
}

fn show_entries(workspace: &mut Workspace, account: &AccountRow, format: ListFormat) -> Result<(), Stop> {
    let entries = workspace.entries_of(account)?;
    let sources = workspace.sources(&account.id)?;
    if format == ListFormat::Json {
        let mut out = terminal::plain_output();
        serde_json::to_writer_pretty(&mut out, &Shown { account, sources, entries }).map_err(io::Error::from)?;
        writeln!(out)?;
        return Ok(out.flush()?);
    }
    if format == ListFormat::Table {
        let mut out = terminal::coloured_output();
        heading(&mut out, account.title.as_deref().unwrap_or("(no title)"))?;
        for (name, value) in [
            ("account", account.id.clone()),
            ("date", account.date.clone().unwrap_or_else(|| "not known".to_owned())),
            ("kind", account.kind.clone().unwrap_or_else(|| "not known".to_owned())),
            ("side", if account.side.is_empty() { "not known".to_owned() } else { list(&account.side) }),
            ("about", list(&account.states)),
            ("source", sources.join("\n           ")),
        ] {
            writeln!(out, "  {name:<8} {value}")?;
        }
        if account.standing != Standing::Current {
            writeln!(
                out,
                "  standing {}{}",
                account.standing.as_str(),
                account.replaced_by.as_deref().map_or_else(String::new, |id| format!(" by {}", brief(id)))
            )?;
        }
        if let Some(old) = &account.version_of {
            writeln!(out, "  version  of {}; chancery show {} --what changes", brief(old), brief(&account.id))?;
        }
        writeln!(out)?;
        out.flush()?;
    }
    let mut listing = Listing::new(&super::entries::COLUMNS, "no entry was found in it; chancery entry new makes one");
    for row in entries {
        listing.push(super::entries::cells(&row, account), &row)?;
    }
    Ok(listing.print(format)?)
}

fn show_changes(workspace: &mut Workspace, account: &AccountRow) -> Result<(), Stop> {
    let Some(old) = &account.version_of else {
        return Err(Stop::not_done(format!("account {} is no new version of another", brief(&account.id))));
    };
    let old = workspace.account(old)?;
    let (before, after) = (workspace.reading(&old)?.document.text, workspace.reading(account)?.document.text);
    Ok(differences::print(&before, &after)?)
}

/// Take an account out of the workspace; undo brings it back
#[derive(Debug, Args)]
pub(crate) struct Rm {
    /// Ids of the accounts, or how they begin
    #[arg(required = true)]
    accounts: Vec<String>,
    #[command(flatten)]
    author: AuthorArguments,
}

/// Takes accounts out.
pub(crate) fn rm(arguments: &Rm) -> Ended {
    let mut workspace = arguments.author.open()?;
    let signature = arguments.author.signature()?;
    let mut operations = Vec::new();
    for prefix in &arguments.accounts {
        operations.push(Operation::RemoveAccount(RemoveAccount { account: workspace.account(prefix)?.id }));
    }
    super::said(&workspace.append_all(&signature.context(), &operations)?)?;
    Ok(ExitCode::from(DONE))
}
