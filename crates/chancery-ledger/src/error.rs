//! Why something could not be done with a workspace.

use crate::operation::EntryChange;

/// Why an operation on a workspace did not happen. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// There is no workspace at the place.
    #[error("{place}: there is no workspace here")]
    Missing {
        /// Where it was looked for.
        place: String,
    },
    /// There is something else than a workspace at the place.
    #[error("{place}: this is not a workspace: {reason}")]
    NotAWorkspace {
        /// Where it is.
        place: String,
        /// What was found.
        reason: String,
    },
    /// The workspace was written by a newer version of the program.
    #[error("{place}: the workspace has version {found}, this program knows versions up to {known}; nothing was changed")]
    Newer {
        /// Where it is.
        place: String,
        /// Version of the workspace.
        found: i64,
        /// Newest version known.
        known: i64,
    },
    /// Nothing has this id.
    #[error("there is no {class} {id}")]
    Unknown {
        /// `account`, `entry`, `dossier`, …
        class: &'static str,
        /// What was asked for.
        id: String,
    },
    /// Several things begin with this id.
    #[error("{id} stands for several: {candidates}")]
    Ambiguous {
        /// What was asked for.
        id: String,
        /// The ids it could be, by commas.
        candidates: String,
    },
    /// Someone else changed the entry in between.
    #[error("entry {entry} was changed since it was looked at: {}", changes_text(.changes))]
    Stale {
        /// The entry.
        entry: String,
        /// What happened to it since, oldest first.
        changes: Vec<EntryChange>,
    },
    /// An operation that others depend on cannot be undone.
    #[error("operation {operation} cannot be undone: {} what it made", depends_text(.dependents))]
    DependedOn {
        /// The operation.
        operation: i64,
        /// Later operations that need it, oldest first, with their kinds.
        dependents: Vec<(i64, String)>,
    },
    /// What was asked does not fit what is there.
    #[error("{0}")]
    Refused(String),
    /// The log is not what it was when it was written.
    #[error("the log is damaged at operation {operation}: {reason}")]
    Damaged {
        /// First operation that is wrong.
        operation: i64,
        /// What is wrong with it.
        reason: String,
    },
    /// The database could not do it.
    #[error("{place}: {reason}")]
    Database {
        /// Which database.
        place: String,
        /// What it says.
        reason: String,
    },
    /// A backup is not whole and as it was written.
    #[error("the backup is wrong at line {line} (operation {operation}): {reason}; nothing was restored")]
    Backup {
        /// Line of the file, from 1.
        line: u64,
        /// The operation that should be there; 0 for the header.
        operation: i64,
        /// What is wrong.
        reason: String,
    },
    /// A file could not be read or written.
    #[error("{path}: {reason}")]
    File {
        /// Which.
        path: String,
        /// What the system says.
        reason: String,
    },
}

impl LedgerError {
    /// Whether an operation was refused for what it asks, and could be carried out had other things been done before.
    pub(crate) fn is_about_the_operation(&self) -> bool {
        matches!(self, Self::Unknown { .. } | Self::Ambiguous { .. } | Self::Stale { .. } | Self::DependedOn { .. } | Self::Refused(_))
    }
}

fn changes_text(changes: &[EntryChange]) -> String {
    let one = |change: &EntryChange| format!("{} by {} in operation {}", change.kind, change.author, change.operation);
    let all: Vec<String> = changes.iter().map(one).collect();
    all.join(", ")
}

fn depends_text(dependents: &[(i64, String)]) -> String {
    let all: Vec<String> = dependents.iter().map(|(operation, kind)| format!("{operation} ({kind})")).collect();
    if all.len() == 1 { format!("operation {} needs", all[0]) } else { format!("operations {} need", all.join(", ")) }
}
