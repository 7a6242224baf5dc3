//! People decide about entries, change them and find new ones.

use serde_json::{Map, Value};

use crate::database::{Session, all};
use crate::error::LedgerError;
use crate::operation::{EditEntry, EntryChange, MergeEntries, NewEntry, Policy, Seen, SplitEntry};
use crate::reading::{Entry, cut, fields_of};
use crate::state::{self, AccountRow, ENTRY_COLUMNS, EntryRow, EntryState, Ground, Review, next_entry_num, save_entry};

pub(super) fn decide(ground: &mut Ground<'_>, entries: &[Seen], to: EntryState) -> Result<(), LedgerError> {
    if entries.is_empty() {
        return Err(LedgerError::Refused("no entry is named".to_owned()));
    }
    for seen in entries {
        let mut row = as_seen(ground, seen)?;
        if row.state == EntryState::Replaced {
            return Err(LedgerError::Refused(format!(
                "other entries stand in the place of {}: {}",
                seen.entry,
                row.review.into.join(", ")
            )));
        }
        // What a person has written is accepted as it was written.
        row.state = if to == EntryState::Accepted && row.entry.rule.is_empty() { EntryState::Edited } else { to };
        sign(ground, &mut row.review);
        save_entry(ground, &mut row)?;
    }
    Ok(())
}

pub(super) fn edit(ground: &mut Ground<'_>, edit: &EditEntry) -> Result<(), LedgerError> {
    let mut row = as_seen(ground, &edit.seen)?;
    if !row.state.counts() {
        return Err(LedgerError::Refused(format!("entry {} is {}; accept it first", edit.seen.entry, row.state.as_str())));
    }
    let text = text_of(ground, &row)?;
    row.entry = changed(&row.entry, &edit.changes, &text).map_err(LedgerError::Refused)?;
    row.state = EntryState::Edited;
    sign(ground, &mut row.review);
    save_entry(ground, &mut row)
}

/// An entry with other values in some fields, in a text.
fn changed(entry: &Entry, changes: &Map<String, Value>, text: &str) -> Result<Entry, String> {
    let Value::Object(mut fields) = serde_json::to_value(entry).map_err(|error| error.to_string())? else {
        return Err("an entry has fields".to_owned());
    };
    if changes.is_empty() {
        return Err("nothing is changed".to_owned());
    }
    if let Some(fixed) = changes.keys().find(|key| matches!(key.as_str(), "id" | "quote" | "rule" | "confidence")) {
        return Err(format!("{fixed} cannot be changed{}", if fixed == "quote" { ": it follows the span" } else { "" }));
    }
    if let Some(kind) = changes.get("kind").and_then(Value::as_str)
        && kind != entry.kind
    {
        let kept = fields_of(kind);
        for field in fields_of(&entry.kind).iter().filter(|field| !kept.contains(field)) {
            fields.remove(*field);
        }
        // The same word means other things for other kinds.
        fields.remove("status");
    }
    for (key, value) in changes {
        if value.is_null() {
            fields.remove(key);
        } else {
            fields.insert(key.clone(), value.clone());
        }
    }
    if let Some(span) = changes.get("span") {
        let span = serde_json::from_value(span.clone()).map_err(|_| format!("span is [start, end] in characters, not {span}"))?;
        let words = cut(text, span).ok_or_else(|| format!("the span {span:?} is not in the text"))?;
        fields.insert("quote".to_owned(), Value::from(words));
    }
    let entry: Entry = serde_json::from_value(Value::Object(fields)).map_err(|error| error.to_string())?;
    entry.check(text)?;
    Ok(entry)
}

pub(super) fn split(ground: &mut Ground<'_>, split: &SplitEntry) -> Result<(), LedgerError> {
    if split.into.len() < 2 {
        return Err(LedgerError::Refused("splitting makes at least two entries".to_owned()));
    }
    let row = as_seen(ground, &split.seen)?;
    replace(ground, vec![row], &split.into)
}

pub(super) fn merge(ground: &mut Ground<'_>, merge: &MergeEntries) -> Result<(), LedgerError> {
    if merge.entries.len() < 2 {
        return Err(LedgerError::Refused("merging takes at least two entries".to_owned()));
    }
    let rows: Vec<EntryRow> = merge.entries.iter().map(|seen| as_seen(ground, seen)).collect::<Result<_, _>>()?;
    if rows.iter().any(|row| row.account != rows[0].account) {
        return Err(LedgerError::Refused("entries of different accounts cannot become one; link them into a thread".to_owned()));
    }
    replace(ground, rows, std::slice::from_ref(&merge.into))
}

/// Puts entries in the place of others of the same account.
fn replace(ground: &mut Ground<'_>, old: Vec<EntryRow>, new: &[Entry]) -> Result<(), LedgerError> {
    let account = state::account_by_num(ground.session, old[0].account)?;
    let text = text_of(ground, &old[0])?;
    let from: Vec<String> = old.iter().map(|row| row.entry.id.clone()).collect();
    for entry in new {
        write(ground, &account, &text, entry, from.clone())?;
    }
    for mut row in old {
        if !row.state.counts() {
            return Err(LedgerError::Refused(format!("entry {} is {}; accept it first", row.entry.id, row.state.as_str())));
        }
        row.state = EntryState::Replaced;
        sign(ground, &mut row.review);
        row.review.into = new.iter().map(|entry| entry.id.clone()).collect();
        save_entry(ground, &mut row)?;
    }
    Ok(())
}

pub(super) fn new(ground: &mut Ground<'_>, new: &NewEntry) -> Result<(), LedgerError> {
    let account = state::account(ground.session, &new.account)?;
    let text = state::reading_of(ground.session, account.reading)?.document.text;
    write(ground, &account, &text, &new.entry, Vec::new())
}

/// Writes an entry that a person made.
pub(super) fn write(
    ground: &mut Ground<'_>,
    account: &AccountRow,
    text: &str,
    entry: &Entry,
    from: Vec<String>,
) -> Result<(), LedgerError> {
    entry.check(text).map_err(LedgerError::Refused)?;
    if state::entry_if_any(ground.session, &entry.id)?.is_some() {
        return Err(LedgerError::Refused(format!("there is an entry {} already", entry.id)));
    }
    let num = next_entry_num(ground.session, account.num)?;
    let mut review = Review { from, ..Review::default() };
    sign(ground, &mut review);
    save_entry(ground, &mut EntryRow { num, account: account.num, entry: entry.clone(), state: EntryState::Edited, review, revision: 0 })
}

/// An entry, if nothing happened to it since it was seen.
fn as_seen(ground: &mut Ground<'_>, seen: &Seen) -> Result<EntryRow, LedgerError> {
    let row = state::entry(ground.session, &seen.entry)?;
    if row.revision == seen.revision {
        return Ok(row);
    }
    let sql = "SELECT operations.seq, operations.kind, operations.author, operations.time, operations.reason FROM touched
               JOIN operations ON operations.seq = touched.seq
               WHERE touched.object = ?1 AND touched.wrote = 1 AND touched.seq > ?2 ORDER BY touched.seq";
    let object = format!("entry:{}", seen.entry);
    let changes = all(ground.session, sql, &[(&object).into(), seen.revision.into()], |row| {
        let text = |column| row.text(column).map(str::to_owned);
        Ok(EntryChange { operation: row.integer(0)?, kind: text(1)?, author: text(2)?, time: text(3)?, reason: text(4)? })
    })?;
    Err(LedgerError::Stale { entry: seen.entry.clone(), changes })
}

fn text_of(ground: &mut Ground<'_>, row: &EntryRow) -> Result<String, LedgerError> {
    let account = state::account_by_num(ground.session, row.account)?;
    Ok(state::reading_of(ground.session, account.reading)?.document.text)
}

/// Notes who decided; a decision settles what a newer reading suggested.
fn sign(ground: &Ground<'_>, review: &mut Review) {
    review.author = ground.author.to_owned();
    review.time = ground.time.to_owned();
    review.reason = ground.reason.to_owned();
    review.suggestion = None;
}

/// The proposed entries that a policy takes, in order, as they stand.
pub(crate) fn take_by_policy(session: &mut dyn Session, policy: &Policy) -> Result<Vec<EntryRow>, LedgerError> {
    let accounts: Vec<i64> =
        policy.accounts.iter().map(|id| state::account(session, id).map(|account| account.num)).collect::<Result<_, _>>()?;
    let takes = |row: &EntryRow| {
        let one_of = |list: &[String], value: &str| list.is_empty() || list.iter().any(|one| one == value);
        row.entry.confidence >= policy.confidence
            && one_of(&policy.rules, &row.entry.rule)
            && one_of(&policy.kinds, &row.entry.kind)
            && (policy.damaged || row.entry.flags.is_empty())
    };
    let rows = if accounts.is_empty() {
        all(
            session,
            &format!("SELECT {ENTRY_COLUMNS} FROM entries WHERE live = 1 AND state = 'proposed' ORDER BY num"),
            &[],
            EntryRow::of_row,
        )?
    } else {
        let mut rows = Vec::new();
        for account in accounts {
            rows.extend(state::entries_of(session, account)?.into_iter().filter(|row| row.state == EntryState::Proposed));
        }
        rows
    };
    Ok(rows.into_iter().filter(takes).collect())
}
