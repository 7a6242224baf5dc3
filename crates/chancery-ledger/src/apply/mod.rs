//! Carrying out an operation: what each does to the state.
//!
//! [`apply`] is a function of the operation and what stands, so that doing a log again gives the same state. It checks all
//! it needs first; an operation that does not fit is refused and nothing of it is kept.

mod accounts;
mod coding;
mod compliance;
mod entries;
mod follow;
mod merge;

use crate::database::{Next, Session, Value, one_integer};
use crate::error::LedgerError;
use crate::log;
use crate::operation::{AddAccount, Note, Operation, Undo};
use crate::state::{self, Class, Fresh, Ground, save_object};
pub(crate) use entries::take_by_policy;

/// Carries out an operation.
pub(crate) fn apply(ground: &mut Ground<'_>, operation: &Operation) -> Result<(), LedgerError> {
    if !matches!(operation, Operation::AddAccount(_)) {
        ground.later.write(ground.session)?;
    }
    match operation {
        Operation::AddAccount(add) => accounts::add(ground, add),
        Operation::AddSource(add) => accounts::add_source(ground, add),
        Operation::RemoveAccount(remove) => accounts::remove(ground, remove),
        Operation::RereadAccount(reread) => accounts::reread(ground, reread),
        Operation::SetDossier(dossier) => accounts::set_dossier(ground, dossier),
        Operation::IncludeAccounts(include) => accounts::include(ground, include),
        Operation::ExcludeAccounts(exclude) => accounts::exclude(ground, exclude),
        Operation::RemoveDossier(remove) => accounts::remove_dossier(ground, remove),
        Operation::Accept(decide) => entries::decide(ground, &decide.entries, state::EntryState::Accepted),
        Operation::Reject(decide) => entries::decide(ground, &decide.entries, state::EntryState::Rejected),
        Operation::AcceptByPolicy(accept) => entries::decide(ground, &accept.entries, state::EntryState::Accepted),
        Operation::Edit(edit) => entries::edit(ground, edit),
        Operation::Split(split) => entries::split(ground, split),
        Operation::Merge(merge) => entries::merge(ground, merge),
        Operation::New(new) => entries::new(ground, new),
        Operation::Note(note) => make_note(ground, note),
        Operation::Follow(follow) => follow::follow(ground, follow),
        Operation::AddEvidence(evidence) => follow::add_evidence(ground, evidence),
        Operation::RemoveEvidence(remove) => follow::remove_evidence(ground, remove),
        Operation::SetScore(score) => follow::score(ground, score),
        Operation::Link(link) => follow::link(ground, link),
        Operation::CutLink(cut) => follow::cut_link(ground, cut),
        Operation::Align(align) => follow::align(ground, align),
        Operation::GivePacket(packet) => coding::give(ground, packet),
        Operation::ReturnPacket(packet) => coding::take_back(ground, packet),
        Operation::ImportCompliance(import) => compliance::import(ground, import),
        Operation::Adjudicate(adjudicate) => coding::adjudicate(ground, adjudicate),
        Operation::Undo(undo) => take_back(ground, undo),
        Operation::Conflict(conflict) => save_object(ground, "conflict", &conflict.conflict, "", Some(conflict)),
        Operation::SettleConflict(settle) => merge::settle(ground, settle),
        Operation::MergeWorkspace(_) => Ok(()),
        Operation::Taken(taken) => merge::taken(ground, taken),
    }
}

/// Takes in an account, of which is worked out what to write when it is new.
pub(crate) fn apply_prepared(ground: &mut Ground<'_>, add: &AddAccount, fresh: &Fresh) -> Result<(), LedgerError> {
    accounts::take_in(ground, add, Some(fresh))
}

fn make_note(ground: &mut Ground<'_>, note: &Note) -> Result<(), LedgerError> {
    let (class, id) = note.on.split_once(':').unwrap_or_default();
    match class {
        "entry" => {
            state::entry(ground.session, id)?;
            ground.rests_on(Class::Entry, id)?;
        }
        "account" => {
            state::account(ground.session, id)?;
            ground.rests_on(Class::Account, id)?;
        }
        "dossier" => {
            must_be(ground.session, "dossier", id)?;
            ground.rests_on(Class::Object, &note.on)?;
        }
        _ => return Err(LedgerError::Refused(format!("a note is on entry:ID, account:ID or dossier:ID, not on \"{}\"", note.on))),
    }
    if note.text.trim().is_empty() {
        return Err(LedgerError::Refused("a note needs words".to_owned()));
    }
    save_object(ground, "note", &note.note, &note.on, Some(note))
}

/// That there is an object of a class with an id.
fn must_be(session: &mut dyn Session, class: &'static str, id: &str) -> Result<(), LedgerError> {
    let name = format!("{class}:{id}");
    let found = one_integer(session, "SELECT count(*) FROM objects WHERE name = ?1", &[(&name).into()])?;
    if found == Some(0) { Err(LedgerError::Unknown { class, id: id.to_owned() }) } else { Ok(()) }
}

/// Takes an operation back. Of an operation that took another back, that does the other again.
fn take_back(ground: &mut Ground<'_>, undo: &Undo) -> Result<(), LedgerError> {
    let record = log::record(ground.session, undo.operation)?;
    if undo.operation >= ground.seq {
        return Err(LedgerError::Unknown { class: "operation", id: undo.operation.to_string() });
    }
    if matches!(record.kind.as_str(), "merge" | "merge.taken" | "conflict") {
        return Err(LedgerError::Refused(format!(
            "operation {} is part of a merge; undo the operations that came with it, or settle its conflicts",
            undo.operation
        )));
    }
    let mut by = None;
    ground.session.query("SELECT undoing FROM undone WHERE seq = ?1", &[undo.operation.into()], &mut |row| {
        by = Some(row.integer(0)?);
        Ok(Next::Enough)
    })?;
    if let Some(by) = by {
        return Err(LedgerError::Refused(format!(
            "operation {} was undone already, by operation {by}; to do it again, undo operation {by}",
            undo.operation
        )));
    }
    let dependents = state::dependents(ground.session, undo.operation)?;
    if !dependents.is_empty() {
        return Err(LedgerError::DependedOn { operation: undo.operation, dependents });
    }
    state::restore(ground, undo.operation)?;
    note_undone(ground, undo.operation)
}

/// Notes that an operation does not stand; of one that took another back, that the other stands again, and so on.
fn note_undone(ground: &mut Ground<'_>, operation: i64) -> Result<(), LedgerError> {
    let (mut operation, mut by) = (operation, Some(ground.seq));
    loop {
        match by {
            Some(by) => {
                let sql = "INSERT INTO undone(seq, undoing) VALUES (?1, ?2)";
                ground.session.execute(sql, &[operation.into(), Value::from(by)])?;
            }
            None => {
                ground.session.execute("DELETE FROM undone WHERE seq = ?1", &[operation.into()])?;
            }
        }
        let record = log::record(ground.session, operation)?;
        if record.kind != "undo" {
            return Ok(());
        }
        let taken_back: Undo = state::from_json(&record.payload)?;
        by = by.is_none().then_some(operation);
        operation = taken_back.operation;
    }
}
