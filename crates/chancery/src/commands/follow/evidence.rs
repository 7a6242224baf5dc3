//! `chancery evidence`: words of accounts that bear on a commitment.

use std::process::ExitCode;

use chancery_app::evidence::{self as app, Words};
use chancery_app::workspace::operation::{Amount, Direction, Evidence, RemoveEvidence};
use chancery_app::workspace::reading::Span;
use chancery_app::workspace::{Operation, Workspace};
use clap::{Args, Subcommand};

use super::{is_day, line_cells, reasons};
use crate::commands::entry::{act, span};
use crate::listing::{FormatArguments, Listing, long, short};
use crate::stop::{DONE, Ended, Stop};
use crate::workspace_arguments::{AuthorArguments, PastArguments};

/// Tie words of accounts to a commitment or request, for it or against it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct EvidenceArguments {
    #[command(subcommand)]
    command: EvidenceCommand,
}

const EXAMPLES: &str = "\
Examples:
  chancery evidence suggest 3fa9
  chancery evidence add 3fa9 --entry 8c20 --amount 200,aircraft
  chancery evidence add 3fa9 --account 1a4d --span 385..435 --against --date 2026-09-03";

#[derive(Debug, Subcommand)]
enum EvidenceCommand {
    /// Suggest later actions, contacts and bodies that may bear on it; nothing is decided
    Suggest {
        /// Id of the commitment or request, or how it begins
        entry: String,
        /// Suggestions at most
        #[arg(long, value_name = "N", default_value_t = 10)]
        limit: usize,
        #[command(flatten)]
        format: FormatArguments,
        #[command(flatten)]
        past: PastArguments,
    },
    /// Add evidence: the words of an entry, or a span of an account
    Add(Box<AddArguments>),
    /// Take evidence back
    Rm {
        /// Id of the evidence, or how it begins
        evidence: String,
        #[command(flatten)]
        author: AuthorArguments,
    },
}

#[derive(Debug, Args)]
struct AddArguments {
    /// Id of the commitment or request, or how it begins
    on: String,
    /// The words are those of this entry
    #[arg(long, value_name = "ID", conflicts_with_all = ["account", "span"], required_unless_present = "account")]
    entry: Option<String>,
    /// The words stand in this account
    #[arg(long, value_name = "ID", requires = "span")]
    account: Option<String>,
    /// Where in the account: START..END, in characters
    #[arg(long, value_parser = span, requires = "account")]
    span: Option<Span>,
    /// They point against it
    #[arg(long)]
    against: bool,
    /// Day they speak of [default: the day of the account]
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
    /// They are about this party alone
    #[arg(long, value_name = "CODE")]
    party: Option<String>,
    /// How much toward a target: NUMBER,UNIT
    #[arg(long, value_name = "NUMBER,UNIT", value_parser = amount)]
    amount: Option<Amount>,
    /// What you say of it
    #[arg(long, default_value = "")]
    note: String,
    #[command(flatten)]
    author: AuthorArguments,
}

fn amount(text: &str) -> Result<Amount, String> {
    let (value, unit) = text.rsplit_once(',').or_else(|| text.split_once(' ')).ok_or("write NUMBER,UNIT, such as 200,aircraft")?;
    let value = value.trim().replace([',', '_'], "").parse::<f64>().map_err(|_| format!("\"{value}\" is no number"))?;
    Ok(Amount { value, unit: unit.trim().to_owned() })
}

/// Runs a command on evidence.
pub(crate) fn evidence(arguments: &EvidenceArguments) -> Ended {
    match &arguments.command {
        EvidenceCommand::Suggest { entry, limit, format, past } => suggest(&mut past.open()?, entry, *limit, format)?,
        EvidenceCommand::Add(arguments) => {
            let signature = arguments.author.signature()?;
            act(&arguments.author, |workspace| Ok(Operation::AddEvidence(added(workspace, arguments, signature.context().time)?)))?;
        }
        EvidenceCommand::Rm { evidence, author } => {
            act(author, |workspace| Ok(Operation::RemoveEvidence(RemoveEvidence { evidence: workspace.evidence_id(evidence)? })))?;
        }
    }
    Ok(ExitCode::from(DONE))
}

fn added(workspace: &mut Workspace, arguments: &AddArguments, time: &str) -> Result<Evidence, Stop> {
    let words = match (&arguments.entry, &arguments.account, arguments.span) {
        (Some(entry), _, _) => Words::OfEntry(entry.clone()),
        (None, Some(account), Some(span)) => Words::At(account.clone(), span),
        _ => return Err(Stop::usage("which words are the evidence is not said", "name an --entry, or an --account with a --span")),
    };
    if let Some(day) = &arguments.date {
        is_day(day)?;
    }
    let found = app::evidence(workspace, &arguments.on, &words, arguments.date.as_deref(), time)?;
    let direction = if arguments.against { Direction::Against } else { Direction::For };
    Ok(Evidence { direction, party: arguments.party.clone(), amount: arguments.amount.clone(), note: arguments.note.clone(), ..found })
}

fn suggest(workspace: &mut Workspace, entry: &str, limit: usize, format: &FormatArguments) -> Result<(), Stop> {
    let found = workspace.suggest_evidence(entry, limit)?;
    let columns = [short("entry"), short("date"), short("kind"), short("points"), long("words"), long("why")];
    let mut listing = Listing::new(&columns, "nothing later in the workspace seems to bear on it");
    for suggestion in &found.suggestions {
        let [id, date, _, quote] = line_cells(&suggestion.line);
        let cells = vec![id, date, suggestion.line.kind.clone(), format!("{:.1}", suggestion.score), quote, reasons(&suggestion.reasons)];
        listing.push(cells, suggestion)?;
    }
    Ok(listing.print(format.format)?)
}
