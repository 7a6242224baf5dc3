//! `chancery log`, `undo`, `verify`, `rebuild`: what was done to a workspace.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

use chancery_app::workspace::operation::Undo as UndoOperation;
use chancery_app::workspace::{Operation, Record};
use clap::Args;
use serde::Serialize;

use crate::listing::{FormatArguments, ListFormat, Listing, brief, long, short};
use crate::stop::{DONE, Ended, Stop};
use crate::terminal;
use crate::workspace_arguments::{AuthorArguments, WorkspaceArguments};

/// Characters of an operation's fields that the table shows.
const SHOWN: usize = 200;

/// List what was done to the workspace, the last first
#[derive(Debug, Args)]
pub(crate) struct Log {
    /// Operations at most
    #[arg(long, value_name = "N", default_value_t = 30)]
    limit: i64,
    /// Only operations before this one
    #[arg(long, value_name = "OPERATION")]
    before: Option<i64>,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    workspace: WorkspaceArguments,
}

/// An operation as it is listed.
#[derive(Serialize)]
struct Listed<'a> {
    #[serde(flatten)]
    record: &'a Record,
    /// The operation that took it back.
    undone_by: Option<i64>,
}

/// Lists the log.
pub(crate) fn log(arguments: &Log) -> Ended {
    let mut workspace = arguments.workspace.open()?;
    let last = workspace.head()?.seq;
    let end = arguments.before.map_or(last, |before| last.min(before - 1)).max(0);
    let start = (end - arguments.limit.max(0)).max(0);
    let mut records = workspace.records_after(start, end - start)?;
    records.reverse();
    let undone: BTreeMap<i64, i64> = workspace.undone()?.into_iter().collect();
    let columns = [short("no."), short("time"), short("author"), short("operation"), long("what"), long("reason")];
    let mut listing = Listing::new(&columns, "nothing was done yet");
    for record in &records {
        let undone_by = undone.get(&record.seq).copied();
        let kind = undone_by.map_or_else(|| record.kind.clone(), |by| format!("{} (undone by {by})", record.kind));
        let time = record.time.get(..16).unwrap_or(&record.time).replace('T', " ");
        let cells = vec![record.seq.to_string(), time, record.author.clone(), kind, summary(record), record.reason.clone()];
        listing.push(cells, &Listed { record, undone_by })?;
    }
    if arguments.format.format == ListFormat::Table && start > 0 && listing.len() > 0 {
        listing.print(ListFormat::Table)?;
        terminal::hint(&format!("{start} earlier operations: chancery log --before {}", start + 1));
    } else {
        listing.print(arguments.format.format)?;
    }
    Ok(ExitCode::from(DONE))
}

/// What an operation is about, in a few words.
fn summary(record: &Record) -> String {
    match record.operation() {
        Ok(Operation::AddAccount(add)) => {
            format!("{} {}", brief(&add.reading.document.id), add.reading.document.title.as_deref().unwrap_or(&add.source))
        }
        Ok(Operation::RereadAccount(reread)) => format!("{} {} entries", brief(&reread.account), reread.reading.entries.len()),
        _ => record.payload.trim_matches(['{', '}']).replace('"', "").chars().take(SHOWN).collect(),
    }
}

/// Take an operation back; of an undo, do again what it took back
#[derive(Debug, Args)]
pub(crate) struct Undo {
    /// Number of the operation; the last one when not given
    operation: Option<i64>,
    #[command(flatten)]
    author: AuthorArguments,
}

/// Takes an operation back.
pub(crate) fn undo(arguments: &Undo) -> Ended {
    let mut workspace = arguments.author.open()?;
    let signature = arguments.author.signature()?;
    let last = workspace.head()?.seq;
    let operation = match arguments.operation {
        Some(operation) => operation,
        None if last == 0 => return Err(Stop::not_done("nothing was done yet, so there is nothing to undo")),
        None => last,
    };
    super::said(&[workspace.append(&signature.context(), &Operation::Undo(UndoOperation { operation }))?])?;
    Ok(ExitCode::from(DONE))
}

/// Go through the whole log and prove that it is as it was written
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The end of the log as noted elsewhere: its last hash
    #[arg(long, value_name = "HASH")]
    head: Option<String>,
    #[command(flatten)]
    workspace: WorkspaceArguments,
}

/// Verifies the log.
pub(crate) fn verify(arguments: &Verify) -> Ended {
    let mut workspace = arguments.workspace.open()?;
    let verified = workspace.verify()?;
    if let Some(damage) = verified.damage {
        return Err(Stop::not_done(format!("the log is damaged at operation {}: {}", damage.operation, damage.reason))
            .with_hint("everything before it is as it was written; restore a backup, or go on from chancery backup of a good copy"));
    }
    if let Some(head) = &arguments.head
        && !verified.head.hash.starts_with(head.as_str())
    {
        return Err(Stop::not_done(format!("the log proves itself, but does not end in {head}: it ends in {}", verified.head.hash)));
    }
    writeln!(terminal::plain_output(), "{} operations, all as they were written; the last is {}", verified.head.seq, verified.head.hash)?;
    Ok(ExitCode::from(DONE))
}

/// Make everything that follows from the log again
#[derive(Debug, Args)]
pub(crate) struct Rebuild {
    #[command(flatten)]
    workspace: WorkspaceArguments,
}

/// Makes the state again.
pub(crate) fn rebuild(arguments: &Rebuild) -> Ended {
    let operations = arguments.workspace.open()?.rebuild()?;
    writeln!(terminal::plain_output(), "made again from {operations} operations")?;
    Ok(ExitCode::from(DONE))
}
