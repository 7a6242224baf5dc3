//! Whether an operation of another workspace fits what was done here meanwhile.
//!
//! Most that does not fit is refused when it is carried out: an entry changed since it was seen, an account is gone. Here
//! is what would be carried out and yet undo in silence what a person did here without knowing: another score in the place
//! of a score, an account taken out on which someone worked.

use super::Merging;
use super::lineage::kind_at;
use crate::Operation;
use crate::database::{all, one_integer};
use crate::error::LedgerError;
use crate::log;
use crate::operation::{AcceptByPolicy, Decide, EditEntry, Follow, Seen};
use crate::record::id_of;
use crate::state::{self, EntryState};

/// The part of a decision that fits, and the part that does not with the reason.
pub(super) type Parted = (Option<Operation>, Option<(Operation, String)>);

/// Something that two operations both touched.
struct Met {
    /// What: `entry:ID`, `account:ID`, `object:NAME`, …
    object: String,
    /// Whether the operation that comes in wrote it.
    wrote: bool,
    /// The operation here.
    operation: i64,
    /// Its kind.
    kind: String,
    /// Whether it wrote it.
    wrote_here: bool,
    /// Whether it made it.
    made_here: bool,
}

impl Merging<'_> {
    /// Whether an operation here was not carried out in the other log before a number.
    pub(super) fn is_unknown_there(&mut self, operation: i64, before: i64) -> Result<bool, LedgerError> {
        let hash = super::hash_at(self.here, operation)?.unwrap_or_default();
        let there: Vec<i64> = self.names.names(operation, &hash).flat_map(|name| self.names_there.operations(name)).copied().collect();
        for known in there.into_iter().filter(|known| *known < before) {
            if kind_at(self.there, known)? != "conflict" {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The operation here that says the same, was done without knowing of that of the other log, and stands: it was not
    /// undone, and what it decided was not decided otherwise since.
    pub(super) fn done_here(&mut self, operation: &Operation, before: i64) -> Result<Option<i64>, LedgerError> {
        let payload = operation.payload().map_err(|error| LedgerError::Refused(format!("this cannot be kept: {error}")))?;
        let Some(&same) = self.same.get(&id_of(&[operation.kind(), &payload])) else { return Ok(None) };
        let undone = one_integer(self.here, "SELECT undoing FROM undone WHERE seq = ?1", &[same.into()])?;
        let stands = undone.is_none() && self.is_unknown_there(same, before)? && self.still_decides(operation, same)?;
        Ok(stands.then_some(same))
    }

    /// Whether what a decision says is still so here, where it was carried out as `same`.
    fn still_decides(&mut self, operation: &Operation, same: i64) -> Result<bool, LedgerError> {
        let (entries, states): (&[Seen], &[EntryState]) = match operation {
            Operation::Accept(decide) => (&decide.entries, &[EntryState::Accepted, EntryState::Edited, EntryState::Replaced]),
            Operation::AcceptByPolicy(accept) => (&accept.entries, &[EntryState::Accepted, EntryState::Edited, EntryState::Replaced]),
            Operation::Reject(decide) => (&decide.entries, &[EntryState::Rejected]),
            Operation::Edit(edit) => return self.still_reads(edit),
            Operation::Follow(_) | Operation::SetScore(_) | Operation::Link(_) | Operation::Align(_) | Operation::Undo(_) => {
                let sql = "SELECT count(*) FROM touched AS mine JOIN touched AS later
                           ON later.object = mine.object AND later.seq > mine.seq AND later.wrote = 1
                           WHERE mine.seq = ?1 AND mine.wrote = 1
                           AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.seq = later.seq)";
                return Ok(one_integer(self.here, sql, &[same.into()])? == Some(0));
            }
            _ => return Ok(true),
        };
        for seen in entries {
            let row = state::entry_if_any(self.here, &seen.entry)?;
            if !row.is_some_and(|row| states.contains(&row.state)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether an entry here has the values that an edit gave it.
    fn still_reads(&mut self, edit: &EditEntry) -> Result<bool, LedgerError> {
        let Some(row) = state::entry_if_any(self.here, &edit.seen.entry)? else { return Ok(false) };
        let fields = serde_json::to_value(&row.entry).unwrap_or_default();
        let has = |(name, value): (&String, &serde_json::Value)| fields.get(name).unwrap_or(&serde_json::Value::Null) == value;
        Ok(row.state != EntryState::Rejected && edit.changes.iter().all(has))
    }

    /// A decision on several entries in two parts: on those that it fits, and on those that it does not, with the reason.
    pub(super) fn parted(&mut self, before: i64, operation: Operation) -> Result<Parted, LedgerError> {
        let (entries, to): (&[Seen], EntryState) = match &operation {
            Operation::Accept(decide) => (&decide.entries, EntryState::Accepted),
            Operation::AcceptByPolicy(accept) => (&accept.entries, EntryState::Accepted),
            Operation::Reject(decide) => (&decide.entries, EntryState::Rejected),
            _ => return Ok((Some(operation), None)),
        };
        let (mut fitting, mut rest, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
        for seen in entries {
            match self.fits(seen, to, before)? {
                Ok(seen) => fitting.push(seen),
                Err(why) => {
                    rest.push(seen.clone());
                    reasons.push(why);
                }
            }
        }
        let fitting = (!fitting.is_empty()).then(|| deciding(&operation, fitting));
        let rest = (!rest.is_empty()).then(|| (deciding(&operation, rest), reasons.join("; ")));
        Ok((fitting, rest))
    }

    /// A decision on an entry as it can be carried out here, or why it cannot.
    fn fits(&mut self, seen: &Seen, to: EntryState, before: i64) -> Result<Result<Seen, String>, LedgerError> {
        let Some(row) = state::entry_if_any(self.here, &seen.entry)? else {
            return Ok(Err(format!("there is no entry {} here", seen.entry)));
        };
        if row.state == EntryState::Replaced {
            return Ok(Err(format!("other entries stand in the place of {}: {}", seen.entry, row.review.into.join(", "))));
        }
        let was_agreed = self.agreed.contains(&row.revision);
        if row.revision == seen.revision && !(was_agreed && row.state.is_decided() && decided(row.state) != to) {
            return Ok(Ok(seen.clone()));
        }
        let changes = self.changes_here(&format!("entry:{}", seen.entry), before)?;
        let is_same = |kind: &str| match to {
            EntryState::Rejected => kind == "entry.reject",
            _ => matches!(kind, "entry.accept" | "entry.accept_by_policy"),
        };
        if row.state == to && !changes.is_empty() && changes.iter().all(|(_, kind)| is_same(kind)) {
            return Ok(Ok(Seen { revision: row.revision, ..seen.clone() }));
        }
        let said: Vec<String> = changes.iter().map(|(operation, kind)| format!("{kind} in operation {operation}")).collect();
        let said = if said.is_empty() { "it was read otherwise there".to_owned() } else { said.join(", ") };
        Ok(Err(format!("entry {} is {} here: {said}", seen.entry, row.state.as_str())))
    }

    /// What was done here to something, without the other log's knowing or by both, by numbers and kinds.
    fn changes_here(&mut self, object: &str, before: i64) -> Result<Vec<(i64, String)>, LedgerError> {
        let sql = "SELECT touched.seq, operations.kind FROM touched JOIN operations ON operations.seq = touched.seq
                   WHERE touched.object = ?1 AND touched.wrote = 1 AND touched.seq > ?2 ORDER BY touched.seq";
        let found = all(self.here, sql, &[object.into(), self.fork.into()], |row| Ok((row.integer(0)?, row.text(1)?.to_owned())))?;
        let mut changes = Vec::new();
        for (operation, kind) in found {
            if self.agreed.contains(&operation) || self.is_unknown_there(operation, before)? {
                changes.push((operation, kind));
            }
        }
        Ok(changes)
    }

    /// What an operation that was just carried out met of what was done here without knowing, in words.
    pub(super) fn clash(&mut self, operation: &Operation, before: i64) -> Result<Option<String>, LedgerError> {
        if matches!(operation.kind(), "account.add" | "account.source" | "account.reread" | "compliance.import") {
            return Ok(None);
        }
        for met in self.met()? {
            if met.collides(operation.kind()) && self.is_unknown_there(met.operation, before)? && !self.together(operation, &met)? {
                let name = met.object.trim_start_matches("object:");
                return Ok(Some(format!("{} met {name} in operation {} here ({})", operation.kind(), met.operation, met.kind)));
            }
        }
        Ok(None)
    }

    /// What the last operation touched that others since the fork touched too, and that still stand.
    fn met(&mut self) -> Result<Vec<Met>, LedgerError> {
        let sql = "SELECT mine.object, mine.wrote, own.seq, operations.kind, own.wrote,
                   (SELECT count(*) FROM before_images WHERE before_images.seq = own.seq AND before_images.object = own.object)
                   FROM touched AS mine JOIN touched AS own ON own.object = mine.object AND own.seq > ?2 AND own.seq < mine.seq
                   JOIN operations ON operations.seq = own.seq
                   WHERE mine.seq = ?1 AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.seq = own.seq)
                   AND (mine.object NOT LIKE 'account:%' OR mine.wrote = 1 OR operations.kind IN ('account.add', 'account.remove', 'undo'))
                   ORDER BY own.seq";
        all(self.here, sql, &[self.head.seq.into(), self.fork.into()], |row| {
            Ok(Met {
                object: row.text(0)?.to_owned(),
                wrote: row.integer(1)? == 1,
                operation: row.integer(2)?,
                kind: row.text(3)?.to_owned(),
                wrote_here: row.integer(4)? == 1,
                made_here: row.integer(4)? == 1 && row.integer(5)? == 0,
            })
        })
    }

    /// Whether an operation and one here leave each other's part as it is, although they wrote the same.
    fn together(&mut self, operation: &Operation, met: &Met) -> Result<bool, LedgerError> {
        let is_dossier = |kind: &str| matches!(kind, "dossier.set" | "dossier.include" | "dossier.exclude");
        if is_dossier(operation.kind()) && is_dossier(&met.kind) {
            return Ok(operation.kind() != "dossier.set" || met.kind != "dossier.set");
        }
        let Operation::Follow(coming) = operation else { return Ok(false) };
        Ok(match log::record(self.here, met.operation)?.operation()? {
            Operation::Follow(here) => !contradicts(coming, &here),
            _ => false,
        })
    }
}

impl Met {
    /// Whether an operation of a kind that comes in may not stand beside the one here.
    fn collides(&self, kind: &str) -> bool {
        match self.object.split(':').next().unwrap_or_default() {
            "object" => self.wrote && self.wrote_here && !is_of_merges(&self.object),
            "account" if self.wrote => true,
            "account" => self.wrote_here && !self.made_here,
            "entry" if self.wrote && self.wrote_here => matches!(kind, "undo" | "adjudicate"),
            "entry" => self.wrote && self.kind != "note" && matches!(kind, "entry.reject" | "entry.split" | "entry.merge" | "undo"),
            _ => false,
        }
    }
}

/// Whether an object is one that merges keep for themselves.
fn is_of_merges(object: &str) -> bool {
    object.starts_with("object:foreign:") || object.starts_with("object:conflict:")
}

/// Whether two set the same of an entry's follow-up to different values.
fn contradicts(one: &Follow, other: &Follow) -> bool {
    fn differ<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
        matches!((one, other), (Some(one), Some(other)) if one != other)
    }
    let statuses = differ(one.status.as_ref(), other.status.as_ref());
    statuses || differ(one.owner.as_ref(), other.owner.as_ref()) || differ(one.due.as_ref(), other.due.as_ref())
}

/// What was decided, whoever wrote the words.
fn decided(state: EntryState) -> EntryState {
    if state == EntryState::Edited { EntryState::Accepted } else { state }
}

/// A decision of the same kind on other entries.
fn deciding(operation: &Operation, entries: Vec<Seen>) -> Operation {
    match operation {
        Operation::AcceptByPolicy(accept) => Operation::AcceptByPolicy(AcceptByPolicy { policy: accept.policy.clone(), entries }),
        Operation::Reject(_) => Operation::Reject(Decide { entries }),
        _ => Operation::Accept(Decide { entries }),
    }
}
