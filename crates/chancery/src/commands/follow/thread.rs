//! `chancery thread`: the same promise through accounts.

use std::process::ExitCode;

use chancery_app::workspace::follow::{Change, Changed, LinkSuggestion};
use chancery_app::workspace::operation::{CutLink, Link, Relation};
use chancery_app::workspace::{Operation, Workspace};
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Subcommand};

use super::{ScopeArguments, line_cells, reasons};
use crate::commands::entry::act;
use crate::listing::{FormatArguments, Listing, brief, long, short};
use crate::stop::{DONE, Ended, Stop};
use crate::workspace_arguments::{AuthorArguments, PastArguments};

/// Link repeats of one promise: reaffirmed, strengthened, weakened, dropped, fulfilled
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ThreadArguments {
    #[command(subcommand)]
    command: ThreadCommand,
}

const EXAMPLES: &str = "\
Examples:
  chancery thread suggest --states CHN,USA
  chancery thread suggest-for 3fa9
  chancery thread link 3fa9 77b0 strengthened --reason 'the number went from 20 to 25'
  chancery thread show 3fa9";

#[derive(Debug, Subcommand)]
enum ThreadCommand {
    /// Show the thread of an entry, with what changed between
    Show {
        /// Id of the entry, or how it begins
        entry: String,
        #[command(flatten)]
        format: FormatArguments,
        #[command(flatten)]
        past: PastArguments,
    },
    /// Suggest threads of a dossier or relationship; nothing is decided
    Suggest {
        #[command(flatten)]
        scope: ScopeArguments,
        #[command(flatten)]
        format: FormatArguments,
        #[command(flatten)]
        past: PastArguments,
    },
    /// Suggest what an entry may be linked to; nothing is decided
    SuggestFor {
        /// Id of the entry, or how it begins
        entry: String,
        /// Suggestions at most
        #[arg(long, value_name = "N", default_value_t = 10)]
        limit: usize,
        #[command(flatten)]
        format: FormatArguments,
        #[command(flatten)]
        past: PastArguments,
    },
    /// Link an earlier entry and a later one
    Link {
        /// The earlier entry
        from: String,
        /// The later entry
        to: String,
        /// How the later stands to the earlier
        #[arg(value_parser = PossibleValuesParser::new(Relation::ALL.map(Relation::as_str)).map(|name| relation(&name)))]
        relation: Relation,
        #[command(flatten)]
        author: AuthorArguments,
    },
    /// Cut a link
    Cut {
        /// The earlier entry
        from: String,
        /// The later entry
        to: String,
        #[command(flatten)]
        author: AuthorArguments,
    },
}

fn relation(name: &str) -> Relation {
    Relation::ALL.into_iter().find(|relation| relation.as_str() == name).unwrap_or(Relation::Reaffirmed)
}

/// Runs a command on threads.
pub(crate) fn thread(arguments: &ThreadArguments) -> Ended {
    match &arguments.command {
        ThreadCommand::Show { entry, format, past } => show(&mut past.open()?, entry, format)?,
        ThreadCommand::Suggest { scope, format, past } => {
            let threads = past.open()?.suggest_threads(&scope.scope()?)?;
            let links: Vec<LinkSuggestion> = threads.into_iter().flat_map(|thread| thread.links).collect();
            print_links(&links, format)?;
        }
        ThreadCommand::SuggestFor { entry, limit, format, past } => print_links(&past.open()?.suggest_links(entry, *limit)?, format)?,
        ThreadCommand::Link { from, to, relation, author } => act(author, |workspace| {
            let (from, to) = both(workspace, from, to)?;
            Ok(Operation::Link(Link { from, to, relation: *relation }))
        })?,
        ThreadCommand::Cut { from, to, author } => act(author, |workspace| {
            let (from, to) = both(workspace, from, to)?;
            Ok(Operation::CutLink(CutLink { from, to }))
        })?,
    }
    Ok(ExitCode::from(DONE))
}

fn both(workspace: &mut Workspace, from: &str, to: &str) -> Result<(String, String), Stop> {
    Ok((workspace.entry(from)?.entry.id, workspace.entry(to)?.entry.id))
}

fn show(workspace: &mut Workspace, entry: &str, format: &FormatArguments) -> Result<(), Stop> {
    let columns = [short("entry"), short("date"), short("parties"), long("quote"), long("how it came")];
    let mut listing = Listing::new(&columns, "it is in no thread; chancery thread suggest-for ENTRY says what it may be linked to");
    if let Some(thread) = workspace.thread(entry)? {
        for line in &thread.entries {
            let steps = thread.steps.iter().filter(|step| step.to == line.entry).map(|step| {
                let changes: Vec<String> = step.changes.iter().map(changed).collect();
                format!(
                    "{} {}{}{}",
                    step.relation.as_str(),
                    brief(&step.from),
                    if changes.is_empty() { "" } else { ": " },
                    changes.join("; ")
                )
            });
            let [id, date, parties, quote] = line_cells(line);
            listing.push(vec![id, date, parties, quote, steps.collect::<Vec<_>>().join("; ")], line)?;
        }
    }
    Ok(listing.print(format.format)?)
}

/// What changed from one saying to the next.
pub(crate) fn changed(change: &Change) -> String {
    let what = match change.what {
        Changed::Number => "number",
        Changed::Modality => "modality",
        Changed::Condition => "condition",
        Changed::Date => "date",
        Changed::Parties => "parties",
    };
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    format!("{what} from {} to {}", value(&change.from), value(&change.to))
}

fn print_links(links: &[LinkSuggestion], format: &FormatArguments) -> Result<(), Stop> {
    let columns = [short("from"), short("to"), short("relation"), long("earlier"), long("later"), long("why")];
    let mut listing = Listing::new(&columns, "nothing here seems to repeat an earlier promise");
    for link in links {
        let later = link.to.as_ref().map_or_else(|| format!("nothing in {}", brief(&link.account)), |to| to.quote.clone());
        let to = link.to.as_ref().map(|to| brief(&to.entry)).unwrap_or_default();
        let cells =
            vec![brief(&link.from.entry), to, link.relation.as_str().to_owned(), link.from.quote.clone(), later, reasons(&link.reasons)];
        listing.push(cells, link)?;
    }
    Ok(listing.print(format.format)?)
}
