//! Operations of one log said with the numbers of another.
//!
//! Numbers of operations differ between logs: an operation that decides on an entry as it was seen names the operation
//! that had last changed it, and one that takes another back names that one.

use std::collections::BTreeMap;

use super::Merging;
use super::lineage::kind_at;
use crate::Operation;
use crate::database::{Session, one_text};
use crate::error::LedgerError;
use crate::log;
use crate::operation::{Conflict, Seen, SettleConflict, Take, Undo};
use crate::reading::Reading;
use crate::record::id_of;
use crate::state::{self, EntryRow, object};

/// A revision that no entry has.
const NONE: i64 = 0;

impl Merging<'_> {
    /// An operation of the other log as it is done here; one that takes back what came in parts becomes several.
    pub(super) fn translated(&mut self, mut operation: Operation) -> Result<Vec<Operation>, LedgerError> {
        if let Operation::Undo(undo) = &operation {
            return self.undoing(undo.operation);
        }
        for seen in seen_of(&mut operation) {
            seen.revision = self.revision_here(seen)?;
        }
        Ok(vec![operation])
    }

    /// A conflict of the other log as it is kept here.
    pub(super) fn translated_conflict(&mut self, conflict: Conflict) -> Result<Conflict, LedgerError> {
        if conflict.kind != "undo" {
            return Ok(conflict);
        }
        let undo: Undo = state::from_json(&conflict.payload)?;
        let payload = match self.undoing(undo.operation)?.first().map(Operation::payload) {
            Some(Ok(payload)) => payload,
            _ => conflict.payload,
        };
        Ok(Conflict { payload, ..conflict })
    }

    /// The operations here that stand for one of the other log.
    pub(super) fn operations_here(&mut self, operation: i64) -> Result<Vec<i64>, LedgerError> {
        if operation <= self.fork {
            return Ok(vec![operation]);
        }
        let hash = super::hash_at(self.there, operation)?.unwrap_or_default();
        let mut found: Vec<i64> = self.names_there.names(operation, &hash).flat_map(|name| self.names.operations(name)).copied().collect();
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// What takes an operation of the other log back here. What is here only as a conflict is dropped; what was done here
    /// as well is not taken back by one who did not know.
    fn undoing(&mut self, operation: i64) -> Result<Vec<Operation>, LedgerError> {
        let mut undoing = Vec::new();
        for found in self.operations_here(operation)? {
            if kind_at(self.here, found)? != "conflict" {
                if !self.is_same_act(found, operation)? {
                    return Ok(vec![Operation::Undo(Undo { operation: NONE })]);
                }
                undoing = vec![Operation::Undo(Undo { operation: found })];
                continue;
            }
            let Operation::Conflict(conflict) = log::record(self.here, found)?.operation()? else { continue };
            if object::<Conflict>(self.here, "conflict", &conflict.conflict)?.is_some() {
                undoing.push(Operation::SettleConflict(SettleConflict { conflict: conflict.conflict, take: Take::Ours }));
            }
        }
        Ok(if undoing.is_empty() { vec![Operation::Undo(Undo { operation: NONE })] } else { undoing })
    }

    /// Whether an operation here is that of the other log, and not one of someone else that says the same.
    fn is_same_act(&mut self, here: i64, there: i64) -> Result<bool, LedgerError> {
        let (here, there) = (log::record(self.here, here)?, log::record(self.there, there)?);
        Ok(here.author == there.author && here.time == there.time)
    }

    /// The revision here of an entry that was seen in the other log; [`NONE`] when it was changed here since.
    fn revision_here(&mut self, seen: &Seen) -> Result<i64, LedgerError> {
        if seen.revision <= self.fork {
            return Ok(seen.revision);
        }
        let Some(row) = state::entry_if_any(self.here, &seen.entry)? else { return Ok(NONE) };
        let is_known = self.operations_here(seen.revision)?.contains(&row.revision) && self.rests_on_known(&row)?;
        Ok(if is_known || self.was_read_alike(&row, seen.revision)? { row.revision } else { NONE })
    }

    /// Whether what was done to an entry here before it was read anew, or before that was taken back, is known there. Both
    /// fit an entry whatever was decided about it, so that they alone do not show what was seen.
    fn rests_on_known(&mut self, row: &EntryRow) -> Result<bool, LedgerError> {
        let object = format!("entry:{}", row.entry.id);
        let mut revision = row.revision;
        while revision > self.fork && matches!(kind_at(self.here, revision)?.as_str(), "account.reread" | "undo") {
            let sql = "SELECT body FROM before_images WHERE seq = ?1 AND object = ?2";
            let Some(image) = one_text(self.here, sql, &[revision.into(), (&object).into()])? else { return Ok(true) };
            let before: EntryRow = state::from_json(&image)?;
            revision = before.revision;
            let hash = super::hash_at(self.here, revision)?.unwrap_or_default();
            if revision > self.fork && self.names.names(revision, &hash).all(|name| self.names_there.operations(name).is_empty()) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether an entry that no one changed here came in alike with an account there, by an operation of the other log.
    fn was_read_alike(&mut self, row: &EntryRow, revision: i64) -> Result<bool, LedgerError> {
        if row.revision != row.account || !matches!(kind_at(self.there, revision)?.as_str(), "account.add" | "compliance.import") {
            return Ok(false);
        }
        if !self.read_there.contains_key(&revision) {
            let reading: Reading = state::reading_of(self.there, revision)?;
            let entries: BTreeMap<String, String> = reading
                .entries
                .iter()
                .map(|entry| Ok((entry.id.clone(), id_of(&[&state::to_json(entry)?]))))
                .collect::<Result<_, LedgerError>>()?;
            self.read_there.insert(revision, entries);
        }
        let there = self.read_there.get(&revision).and_then(|entries| entries.get(&row.entry.id));
        Ok(there == Some(&id_of(&[&state::to_json(&row.entry)?])))
    }
}

/// The entries that an operation names as they were seen.
pub(super) fn seen_of(operation: &mut Operation) -> Vec<&mut Seen> {
    match operation {
        Operation::Accept(decide) | Operation::Reject(decide) => decide.entries.iter_mut().collect(),
        Operation::AcceptByPolicy(accept) => accept.entries.iter_mut().collect(),
        Operation::Edit(edit) => vec![&mut edit.seen],
        Operation::Split(split) => vec![&mut split.seen],
        Operation::Merge(merge) => merge.entries.iter_mut().collect(),
        _ => Vec::new(),
    }
}

/// An operation on its entries as they stand now.
pub(super) fn on_what_stands(session: &mut dyn Session, mut operation: Operation) -> Result<Operation, LedgerError> {
    for seen in seen_of(&mut operation) {
        seen.revision = state::entry(session, &seen.entry)?.revision;
    }
    Ok(operation)
}
