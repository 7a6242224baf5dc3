//! Entries as they stand: one row each, found by account, party and day, and by words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::accounts::state_of;
use super::{AccountRow, Class, Ground, Standing, account_by_num, from_json, object, search_rows, to_json};
use crate::database::{Row, Session, Value, all, one_integer, one_text};
use crate::error::LedgerError;
use crate::follow::FollowState;
use crate::reading::Entry;

/// Entries and paragraphs that one account may have.
pub(crate) const MOST_IN_AN_ACCOUNT: i64 = 1 << 20;

/// What was decided about an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// Nothing yet.
    Proposed,
    /// It stands as it was found.
    Accepted,
    /// It stands as a person changed or wrote it.
    Edited,
    /// It does not stand.
    Rejected,
    /// Other entries stand in its place.
    Replaced,
    /// A newer reading does not find it any more, and no one had decided.
    Withdrawn,
}

impl EntryState {
    /// All there are.
    pub const ALL: [Self; 6] = [Self::Proposed, Self::Accepted, Self::Edited, Self::Rejected, Self::Replaced, Self::Withdrawn];

    /// Its word in formats.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Edited => "edited",
            Self::Rejected => "rejected",
            Self::Replaced => "replaced",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == word).unwrap_or(Self::Proposed)
    }

    /// Whether the entry is in the register.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Proposed | Self::Accepted | Self::Edited)
    }

    /// Whether a person decided.
    #[must_use]
    pub fn is_decided(self) -> bool {
        matches!(self, Self::Accepted | Self::Edited | Self::Rejected | Self::Replaced)
    }
}

/// Who decided about an entry, when and why, and where it comes from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Review {
    /// Who decided.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// When, RFC 3339.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub time: String,
    /// Why.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Entries that it was made of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<String>,
    /// Entries that stand in its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub into: Vec<String>,
    /// As a newer reading has it, where that differs from what a person decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<Suggestion>,
}

/// How a newer reading sees an entry that a person decided on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Suggestion {
    /// Otherwise.
    Changed(Box<Entry>),
    /// Not at all.
    Gone,
}

/// An entry as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EntryRow {
    /// Its number in this workspace: that of its account times 2^20, and its own.
    pub num: i64,
    /// Number of its account.
    pub account: i64,
    /// The entry.
    pub entry: Entry,
    /// What was decided.
    pub state: EntryState,
    /// By whom and why.
    pub review: Review,
    /// Number of the operation that last changed it.
    pub revision: i64,
}

pub(crate) const ENTRY_COLUMNS: &str = "entries.num, entries.account, entries.body, entries.state, entries.review, entries.revision";

impl EntryRow {
    pub(crate) fn of_row(row: &dyn Row) -> Result<Self, LedgerError> {
        Ok(Self {
            num: row.integer(0)?,
            account: row.integer(1)?,
            entry: from_json(row.text(2)?)?,
            state: EntryState::of(row.text(3)?),
            review: row.text_or_null(4)?.map_or_else(|| Ok(Review::default()), from_json)?,
            revision: row.integer(5)?,
        })
    }
}

/// The entry with an id.
pub(crate) fn entry(session: &mut dyn Session, id: &str) -> Result<EntryRow, LedgerError> {
    entry_if_any(session, id)?.ok_or_else(|| LedgerError::Unknown { class: "entry", id: id.to_owned() })
}

/// The entry with an id, if there is one.
pub(crate) fn entry_if_any(session: &mut dyn Session, id: &str) -> Result<Option<EntryRow>, LedgerError> {
    Ok(all(session, &format!("SELECT {ENTRY_COLUMNS} FROM entries WHERE id = ?1"), &[id.into()], EntryRow::of_row)?.pop())
}

/// Whether there is an entry with an id.
pub(crate) fn is_entry(session: &mut dyn Session, id: &str) -> Result<bool, LedgerError> {
    Ok(one_integer(session, "SELECT count(*) FROM entries WHERE id = ?1", &[id.into()])? == Some(1))
}

/// All entries of an account, whatever became of them, by number.
pub(crate) fn entries_of(session: &mut dyn Session, account: i64) -> Result<Vec<EntryRow>, LedgerError> {
    let first = account * MOST_IN_AN_ACCOUNT;
    let sql = format!("SELECT {ENTRY_COLUMNS} FROM entries WHERE num >= ?1 AND num < ?2 ORDER BY num");
    all(session, &sql, &[first.into(), (first + MOST_IN_AN_ACCOUNT).into()], EntryRow::of_row)
}

/// A number for one more entry of an account.
pub(crate) fn next_entry_num(session: &mut dyn Session, account: i64) -> Result<i64, LedgerError> {
    let first = account * MOST_IN_AN_ACCOUNT;
    let sql = "SELECT max(num) FROM entries WHERE num >= ?1 AND num < ?2";
    let last = one_integer(session, sql, &[first.into(), (first + MOST_IN_AN_ACCOUNT).into()])?;
    let next = last.map_or(first, |last| last + 1);
    if next >= first + MOST_IN_AN_ACCOUNT {
        return Err(LedgerError::Refused(format!("an account can have {MOST_IN_AN_ACCOUNT} entries, and this one has them")));
    }
    Ok(next)
}

/// Writes an entry, noting how it was; its revision becomes that of the operation. It keeps its number, or gets another
/// where an entry that was made while it was away has that one.
pub(crate) fn save_entry(ground: &mut Ground<'_>, row: &mut EntryRow) -> Result<(), LedgerError> {
    let before = entry_if_any(ground.session, &row.entry.id)?;
    if let Some(before) = &before {
        row.num = before.num;
    } else if one_integer(ground.session, "SELECT count(*) FROM entries WHERE num = ?1", &[row.num.into()])? != Some(0) {
        row.num = next_entry_num(ground.session, row.account)?;
    }
    let image = before.as_ref().map(to_json).transpose()?;
    ground.writes(Class::Entry, &row.entry.id, image.as_deref())?;
    let account = account_by_num(ground.session, row.account)?;
    ground.rests_on(Class::Account, &account.id)?;
    row.revision = ground.seq;
    if let Some(before) = before {
        forget(ground.session, &before)?;
    }
    put_entry(ground.session, row, &account)
}

/// Writes an entry that was not there and that goes with its account.
pub(crate) fn create_entry(session: &mut dyn Session, row: &EntryRow, account: &AccountRow) -> Result<(), LedgerError> {
    put_followed_entry(session, row, account, None)
}

/// Takes an entry away, noting how it was.
pub(super) fn remove_entry(ground: &mut Ground<'_>, id: &str) -> Result<(), LedgerError> {
    let row = entry(ground.session, id)?;
    ground.writes(Class::Entry, id, Some(&to_json(&row)?))?;
    forget(ground.session, &row)?;
    ground.session.execute("DELETE FROM entries WHERE num = ?1", &[row.num.into()])?;
    Ok(())
}

/// Writes the row of an entry and what finds it.
fn put_entry(session: &mut dyn Session, row: &EntryRow, account: &AccountRow) -> Result<(), LedgerError> {
    let follow = object(session, "follow", &row.entry.id)?;
    put_followed_entry(session, row, account, follow.as_ref())
}

fn put_followed_entry(
    session: &mut dyn Session,
    row: &EntryRow,
    account: &AccountRow,
    follow: Option<&FollowState>,
) -> Result<(), LedgerError> {
    let live = row.state.counts() && account.standing == Standing::Current;
    let (due, running) = due_of(&row.entry, follow);
    let body = to_json(&row.entry)?;
    let review = (row.review != Review::default()).then(|| to_json(&row.review)).transpose()?;
    let sql = "INSERT INTO entries(num, id, account, kind, state, live, date, due, running, body, review, revision)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
               ON CONFLICT(num) DO UPDATE SET id = excluded.id, kind = excluded.kind, state = excluded.state, live = excluded.live, date = excluded.date,
               due = excluded.due, running = excluded.running, body = excluded.body, review = excluded.review, revision = excluded.revision";
    let values: [Value<'_>; 12] = [
        row.num.into(),
        (&row.entry.id).into(),
        row.account.into(),
        (&row.entry.kind).into(),
        row.state.as_str().into(),
        i64::from(live).into(),
        account.date.as_deref().into(),
        due.into(),
        i64::from(live && running).into(),
        (&body).into(),
        review.as_deref().into(),
        row.revision.into(),
    ];
    session.execute(sql, &values)?;
    if live {
        let date = account.date.as_deref().unwrap_or_default();
        for party in states(&row.entry) {
            let sql = "INSERT INTO entry_parties(party, kind, date, entry) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
            session.execute(sql, &[party.into(), (&row.entry.kind).into(), date.into(), row.num.into()])?;
        }
        if running {
            put_awaited(session, row, due)?;
        }
        search_rows::index_entry(session, row, account)?;
    }
    Ok(())
}

/// Takes away what finds an entry.
fn forget(session: &mut dyn Session, row: &EntryRow) -> Result<(), LedgerError> {
    let account = account_by_num(session, row.account)?;
    let date = account.date.as_deref().unwrap_or_default();
    for party in states(&row.entry) {
        let sql = "DELETE FROM entry_parties WHERE party = ?1 AND kind = ?2 AND date = ?3 AND entry = ?4";
        session.execute(sql, &[party.into(), (&row.entry.kind).into(), date.into(), row.num.into()])?;
    }
    forget_awaited(session, row)?;
    search_rows::forget_entry(session, row.num)
}

/// Notes that an entry is waited for, under each of its states and under the empty party, which stands for all.
fn put_awaited(session: &mut dyn Session, row: &EntryRow, due: Option<&str>) -> Result<(), LedgerError> {
    let (due, state) = (due.unwrap_or_default(), row.state.as_str());
    for party in std::iter::once("").chain(states(&row.entry)) {
        let sql = "INSERT INTO awaited(party, due, entry, state) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
        if session.execute(sql, &[party.into(), due.into(), row.num.into(), state.into()])? > 0 {
            let sql = "INSERT INTO awaited_counts(party, due, state, waiting) VALUES (?1, ?2, ?3, 1)
                       ON CONFLICT(party, due, state) DO UPDATE SET waiting = awaited_counts.waiting + 1";
            session.execute(sql, &[party.into(), due.into(), state.into()])?;
        }
    }
    Ok(())
}

/// Takes away that an entry is waited for, as it was last written.
fn forget_awaited(session: &mut dyn Session, row: &EntryRow) -> Result<(), LedgerError> {
    if !matches!(row.entry.kind.as_str(), "commitment" | "request") {
        return Ok(());
    }
    let due = one_text(session, "SELECT due FROM entries WHERE num = ?1", &[row.num.into()])?.unwrap_or_default();
    for party in std::iter::once("").chain(states(&row.entry)) {
        let key: [Value<'_>; 3] = [party.into(), (&due).into(), row.state.as_str().into()];
        let sql = "DELETE FROM awaited WHERE party = ?1 AND due = ?2 AND state = ?3 AND entry = ?4";
        if session.execute(sql, &[key[0], key[1], key[2], row.num.into()])? > 0 {
            session.execute("UPDATE awaited_counts SET waiting = waiting - 1 WHERE party = ?1 AND due = ?2 AND state = ?3", &key)?;
            session.execute("DELETE FROM awaited_counts WHERE party = ?1 AND due = ?2 AND state = ?3 AND waiting = 0", &key)?;
        }
    }
    Ok(())
}

/// Takes away what finds the entries of an account, as the account stands.
pub(super) fn forget_entries(session: &mut dyn Session, account: &AccountRow) -> Result<(), LedgerError> {
    entries_of(session, account.num)?.iter().try_for_each(|row| forget(session, row))
}

/// Writes the entries of an account again, and what finds them, after the account changed.
pub(super) fn put_entries(session: &mut dyn Session, account: &AccountRow) -> Result<(), LedgerError> {
    entries_of(session, account.num)?.iter().try_for_each(|row| put_entry(session, row, account))
}

/// Writes due day and running of an entry again, after its follow-up changed.
pub(crate) fn refresh_due(session: &mut dyn Session, id: &str) -> Result<(), LedgerError> {
    if let Some(row) = entry_if_any(session, id)? {
        let follow: Option<FollowState> = object(session, "follow", id)?;
        let (due, running) = due_of(&row.entry, follow.as_ref());
        forget_awaited(session, &row)?;
        let sql = "UPDATE entries SET due = ?2, running = live * ?3 WHERE num = ?1";
        session.execute(sql, &[row.num.into(), due.into(), i64::from(running).into()])?;
        let sql = "SELECT running FROM entries WHERE num = ?1";
        if one_integer(session, sql, &[row.num.into()])? == Some(1) {
            put_awaited(session, &row, due)?;
        }
    }
    Ok(())
}

/// When an entry is due and whether it is waited for: of commitments and requests alone.
pub(super) fn due_of<'e>(entry: &'e Entry, follow: Option<&'e FollowState>) -> (Option<&'e str>, bool) {
    if !matches!(entry.kind.as_str(), "commitment" | "request") {
        return (None, false);
    }
    let window = || entry.window.as_ref().and_then(|window| window.end.as_deref());
    let due = follow.and_then(|follow| follow.due.as_deref()).or_else(window);
    (due, follow.is_none_or(|follow| follow.status.is_running()))
}

/// The states that take part in an entry, sorted.
pub(crate) fn states(entry: &Entry) -> Vec<&str> {
    let mut states: Vec<&str> = entry.participants().map(state_of).collect();
    states.sort_unstable();
    states.dedup();
    states
}
