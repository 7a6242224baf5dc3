//! Why something could not be done in a review.

use chancery_ledger::LedgerError;
use chancery_ledger::operation::EntryChange;

/// A field that is not what it was, or that a newer reading sees otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The field.
    pub field: String,
    /// What it was; empty for nothing.
    pub before: String,
    /// What it is; empty for nothing.
    pub after: String,
}

/// Why something could not be done in a review. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// The workspace refused.
    #[error(transparent)]
    Ledger(LedgerError),
    /// Someone else changed the entry since it was shown; it is shown as it stands now.
    #[error("nothing was done: {}", changes_text(.changes, .differences))]
    Stale {
        /// What was done to it since, oldest first.
        changes: Vec<EntryChange>,
        /// What is different now.
        differences: Vec<Difference>,
    },
    /// There is no entry to do it with.
    #[error("there is no entry here")]
    NoEntry,
    /// A span was moved and neither kept nor dropped.
    #[error("the span was moved: Enter keeps it, Esc drops it")]
    Unsettled,
    /// A value does not fit its field, or a place does not fit the entry.
    #[error("{0}")]
    Unfit(String),
}

impl From<LedgerError> for ReviewError {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Stale { changes, .. } => Self::Stale { changes, differences: Vec::new() },
            error => Self::Ledger(error),
        }
    }
}

fn changes_text(changes: &[EntryChange], differences: &[Difference]) -> String {
    let change = |change: &EntryChange| {
        let reason = if change.reason.is_empty() { String::new() } else { format!(" ({})", change.reason) };
        format!("{} by {}{reason}", change.kind, change.author)
    };
    let changes: Vec<String> = changes.iter().map(change).collect();
    let differences: Vec<String> = differences.iter().map(|one| format!("{}: {} → {}", one.field, one.before, one.after)).collect();
    let now = if differences.is_empty() { String::new() } else { format!("; {}", differences.join("; ")) };
    format!("the entry was changed since it was shown: {}{now}", changes.join(", "))
}
