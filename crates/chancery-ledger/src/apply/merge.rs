//! What is kept of merges: which operations here stand for which of other workspaces, and conflicts that are settled.

use std::collections::BTreeMap;

use crate::error::LedgerError;
use crate::operation::{Conflict, SettleConflict, Take, Taken};
use crate::state::{Ground, object, save_object};

pub(super) fn taken(ground: &mut Ground<'_>, taken: &Taken) -> Result<(), LedgerError> {
    let mut here: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for (hash, operation) in &taken.operations {
        here.entry(hash).or_default().push(*operation);
    }
    here.into_iter().try_for_each(|(hash, operations)| stands_for(ground, hash, &operations))
}

/// A conflict goes. Where the other's decision is taken, the next operation stands for it.
pub(super) fn settle(ground: &mut Ground<'_>, settle: &SettleConflict) -> Result<(), LedgerError> {
    let conflict: Conflict = object(ground.session, "conflict", &settle.conflict)?
        .ok_or_else(|| LedgerError::Unknown { class: "conflict", id: settle.conflict.clone() })?;
    if settle.take == Take::Theirs {
        let next = ground.seq + 1;
        stands_for(ground, &conflict.hash, &[next])?;
    }
    save_object::<()>(ground, "conflict", &settle.conflict, "", None)
}

/// Notes that operations here stand for one of another workspace.
fn stands_for(ground: &mut Ground<'_>, hash: &str, operations: &[i64]) -> Result<(), LedgerError> {
    let mut known: Vec<i64> = object(ground.session, "foreign", hash)?.unwrap_or_default();
    known.extend(operations);
    save_object(ground, "foreign", hash, "", Some(&known))
}
