//! Readings that are looked at together: of files that were just read, or of a workspace.

use chancery_ledger::reading::Reading as KeptReading;
use chancery_ledger::{AccountFilter, AccountRow, EntryState, LedgerError, Workspace};
use chancery_model::Reading;

use crate::workspace::kept;

/// Characters of an id that lists show.
const BRIEF: usize = 8;

/// A reading among others.
#[derive(Debug, Clone)]
pub struct Gathered {
    /// What its account is called in lists.
    pub name: String,
    /// The reading, with the entries that count.
    pub reading: KeptReading,
}

/// A reading that was just made.
///
/// # Errors
/// What cannot be kept of it, in words.
pub fn of_reading(name: &str, reading: &Reading) -> Result<Gathered, String> {
    Ok(Gathered { name: name.to_owned(), reading: kept(reading)? })
}

/// The accounts of a workspace that count, with the entries that do: none that was rejected, replaced or withdrawn.
///
/// # Errors
/// The log is damaged, or the database fails.
pub fn of_workspace(workspace: &mut Workspace) -> Result<Vec<Gathered>, LedgerError> {
    let accounts = workspace.accounts(&AccountFilter::default())?;
    let mut gathered = Vec::with_capacity(accounts.len());
    for account in accounts {
        let reading = standing(workspace, &account)?;
        gathered.push(Gathered { name: account.id.chars().take(BRIEF).collect(), reading });
    }
    Ok(gathered)
}

/// The reading of an account of a workspace, with the entries that count as they stand.
pub(crate) fn standing(workspace: &mut Workspace, account: &AccountRow) -> Result<KeptReading, LedgerError> {
    let mut reading = workspace.reading(account)?;
    let entries = workspace.entries_of(account)?.into_iter();
    let counts = |state: EntryState| matches!(state, EntryState::Proposed | EntryState::Accepted | EntryState::Edited);
    reading.entries = entries.filter(|row| counts(row.state)).map(|row| row.entry).collect();
    reading.entries.sort_by(|a, b| (a.span, &a.kind, &a.id).cmp(&(b.span, &b.kind, &b.id)));
    Ok(reading)
}
