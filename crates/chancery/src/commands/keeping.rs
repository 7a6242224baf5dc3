//! `chancery backup`, `restore`, `merge`, `conflicts`, `settle`: workspaces kept, moved and brought together.

use std::fs::File;
use std::io::{BufReader, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use chancery_app::workspace::operation::Take;
use chancery_app::workspace::{Beginnings, LedgerError, Place, Workspace};
use clap::Args;

use crate::inputs::plain;
use crate::listing::{FormatArguments, Listing, brief, long, short};
use crate::stop::{DONE, Ended, NOT_DONE, Stop};
use crate::workspace_arguments::{AuthorArguments, WorkspaceArguments};
use crate::{files, terminal};

/// Write the log into one portable file, from which the workspace can be made again
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file that is written
    file: PathBuf,
    #[command(flatten)]
    workspace: WorkspaceArguments,
}

/// Writes a backup.
pub(crate) fn backup(arguments: &Backup) -> Ended {
    let mut workspace = arguments.workspace.open()?;
    let mut head = None;
    let mut failed = None;
    let written = files::write_whole(&arguments.file, |out| match workspace.backup(out) {
        Ok(end) => {
            head = Some(end);
            Ok(())
        }
        Err(error) => {
            failed = Some(error);
            Err(std::io::Error::other("the log cannot be read"))
        }
    });
    if let Some(error) = failed {
        return Err(error.into());
    }
    written.map_err(|error| Stop::not_done(format!("{}: {}", arguments.file.display(), plain(&error))))?;
    if let Some(head) = head {
        writeln!(terminal::plain_output(), "{} operations in {}; the last is {}", head.seq, arguments.file.display(), head.hash)?;
    }
    Ok(ExitCode::from(DONE))
}

/// Make a new workspace from a backup, proving every operation on the way
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup
    file: PathBuf,
    #[command(flatten)]
    workspace: WorkspaceArguments,
}

/// Restores a backup.
pub(crate) fn restore(arguments: &Restore) -> Ended {
    let name = arguments.file.display().to_string();
    let file = File::open(&arguments.file).map_err(|error| Stop::not_done(format!("{name}: {}", plain(&error))))?;
    let head = Workspace::restore(&arguments.workspace.place(), BufReader::new(file)).map_err(|error| match error {
        LedgerError::Backup { .. } => Stop::not_done(format!("{name}: {error}")).with_hint("take another backup"),
        other => other.into(),
    })?;
    writeln!(terminal::plain_output(), "{} operations, all as they were written; the last is {}", head.seq, head.hash)?;
    Ok(ExitCode::from(DONE))
}

/// Bring in what was done in another workspace since both were one
#[derive(Debug, Args)]
#[command(after_help = MERGE_EXAMPLES)]
pub(crate) struct Merge {
    /// The other workspace, which is not changed
    other: String,
    /// Bring them together although they never were one
    #[arg(long)]
    unrelated: bool,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    author: AuthorArguments,
}

const MERGE_EXAMPLES: &str = "\
What the other workspace decided is carried out here, in its authors' names. What contradicts a decision made here
waits for a person: chancery conflicts, chancery settle.

Examples:
  chancery merge ../berta/chancery.db
  chancery settle 3fa9 --theirs";

/// Brings another workspace in.
pub(crate) fn merge(arguments: &Merge) -> Ended {
    let mut workspace = arguments.author.open()?;
    let signature = arguments.author.signature()?;
    let mut other = Workspace::open(&Place::parse(&arguments.other))?;
    let beginnings = if arguments.unrelated { Beginnings::MayDiffer } else { Beginnings::Common };
    let merged = workspace.merge(&signature.context(), &mut other, beginnings)?;
    if arguments.format.format == crate::listing::ListFormat::Table {
        writeln!(terminal::plain_output(), "one until operation {}; {} taken, {} done here too", merged.fork, merged.taken, merged.agreed)?;
    }
    conflict_listing(&merged.conflicts)?.print(arguments.format.format)?;
    Ok(ExitCode::from(if merged.conflicts.is_empty() { DONE } else { NOT_DONE }))
}

/// List what a merge left for a person to settle
#[derive(Debug, Args)]
pub(crate) struct Conflicts {
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    workspace: WorkspaceArguments,
}

/// Lists conflicts.
pub(crate) fn conflicts(arguments: &Conflicts) -> Ended {
    let conflicts = arguments.workspace.open()?.conflicts()?;
    conflict_listing(&conflicts)?.print(arguments.format.format)?;
    Ok(ExitCode::from(DONE))
}

fn conflict_listing(conflicts: &[chancery_app::workspace::operation::Conflict]) -> Result<Listing, Stop> {
    let columns = [short("conflict"), short("author"), short("time"), short("operation"), long("fields"), long("why it waits")];
    let mut listing = Listing::new(&columns, "nothing waits to be settled");
    for conflict in conflicts {
        let time = conflict.time.get(..16).unwrap_or(&conflict.time).replace('T', " ");
        let fields: String = conflict.payload.trim_matches(['{', '}']).replace('"', "").chars().take(200).collect();
        let cells = vec![brief(&conflict.conflict), conflict.author.clone(), time, conflict.kind.clone(), fields, conflict.why.clone()];
        listing.push(cells, conflict)?;
    }
    Ok(listing)
}

/// Settle a conflict of a merge
#[derive(Debug, Args)]
pub(crate) struct Settle {
    /// Id of the conflict, or how it begins
    conflict: String,
    /// Carry the other workspace's operation out now
    #[arg(long, required_unless_present = "ours")]
    theirs: bool,
    /// Leave things as they are here
    #[arg(long, conflicts_with = "theirs")]
    ours: bool,
    #[command(flatten)]
    author: AuthorArguments,
}

/// Settles a conflict.
pub(crate) fn settle(arguments: &Settle) -> Ended {
    let mut workspace = arguments.author.open()?;
    let signature = arguments.author.signature()?;
    let take = if arguments.theirs { Take::Theirs } else { Take::Ours };
    super::said(&workspace.settle(&signature.context(), &arguments.conflict, take)?)?;
    Ok(ExitCode::from(DONE))
}
