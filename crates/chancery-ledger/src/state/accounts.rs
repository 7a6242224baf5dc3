//! Accounts as they stand: one row each, with their passages in the search.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Class, Ground, entries, from_json, search_rows, to_json};
use crate::database::{Next, Row, Session, Value, all, one_integer};
use crate::error::LedgerError;
use crate::log;
use crate::operation::Operation;
use crate::reading::Reading;

/// Whether an account counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It does.
    Current,
    /// A newer version took its place.
    Replaced,
    /// It was taken out.
    Removed,
}

impl Standing {
    /// Its word in formats.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Replaced => "replaced",
            Self::Removed => "removed",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "replaced" => Self::Replaced,
            "removed" => Self::Removed,
            _ => Self::Current,
        }
    }
}

/// An account as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccountRow {
    /// Its number in this workspace: that of the operation that added it.
    pub num: i64,
    /// Its id: the hash of its text.
    pub id: String,
    /// Number of the operation that holds its reading.
    pub reading: i64,
    /// Title.
    pub title: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// Its day, ISO 8601.
    pub date: Option<String>,
    /// Kind of document.
    pub kind: Option<String>,
    /// States that issued it.
    pub side: Vec<String>,
    /// Who issued it, in its own words.
    pub issuer: Option<String>,
    /// States that it is about, sorted.
    pub states: Vec<String>,
    /// Hash of the lexicon that it was read with.
    pub lexicon: String,
    /// How many entries were found when it was read.
    pub entries: i64,
    /// Whether it counts.
    pub standing: Standing,
    /// The account it is a new version of.
    pub version_of: Option<String>,
    /// The account that took its place.
    pub replaced_by: Option<String>,
    /// Number of the operation that last changed it.
    pub revision: i64,
}

pub(crate) const ACCOUNT_COLUMNS: &str =
    "num, id, reading, title, language, date, kind, side, issuer, states, lexicon, entries, standing, version_of, replaced_by, revision";

impl AccountRow {
    pub(crate) fn of_row(row: &dyn Row) -> Result<Self, LedgerError> {
        let text = |column| -> Result<Option<String>, LedgerError> { Ok(row.text_or_null(column)?.map(str::to_owned)) };
        Ok(Self {
            num: row.integer(0)?,
            id: row.text(1)?.to_owned(),
            reading: row.integer(2)?,
            title: text(3)?,
            language: text(4)?,
            date: text(5)?,
            kind: text(6)?,
            side: words(row.text(7)?),
            issuer: text(8)?,
            states: words(row.text(9)?),
            lexicon: row.text(10)?.to_owned(),
            entries: row.integer(11)?,
            standing: Standing::of(row.text(12)?),
            version_of: text(13)?,
            replaced_by: text(14)?,
            revision: row.integer(15)?,
        })
    }

    /// What a reading says of its account, added by an operation.
    pub(crate) fn of_reading(reading: &Reading, seq: i64, version_of: Option<String>) -> Self {
        let document = &reading.document;
        Self {
            num: seq,
            id: document.id.clone(),
            reading: seq,
            title: document.title.clone(),
            language: document.language.clone(),
            date: document.date.clone(),
            kind: document.kind.clone(),
            side: document.side.clone().unwrap_or_default(),
            issuer: document.issuer.clone(),
            states: states_of(reading),
            lexicon: reading.generator.lexicon.clone(),
            entries: reading.entries.len() as i64,
            standing: Standing::Current,
            version_of,
            replaced_by: None,
            revision: seq,
        }
    }
}

/// States that an account is about: those that issued it and those of its entries that act in them together with others, or
/// of all its entries when none do.
fn states_of(reading: &Reading) -> Vec<String> {
    let mut states: Vec<&str> = reading.document.side.iter().flatten().map(|side| state_of(side)).collect();
    let own = states.len();
    let all = |entry: &'_ crate::reading::Entry| -> usize {
        let mut named: Vec<&str> = entry.participants().map(state_of).collect();
        named.sort_unstable();
        named.dedup();
        named.len()
    };
    let joint = reading.entries.iter().filter(|entry| all(entry) > 1);
    states.extend(joint.flat_map(|entry| entry.participants().map(state_of)));
    if states.len() == own {
        states.extend(reading.entries.iter().flat_map(|entry| entry.participants().map(state_of)));
    }
    states.retain(|state| !state.is_empty() && *state != "?");
    states.sort_unstable();
    states.dedup();
    states.into_iter().map(str::to_owned).collect()
}

/// The state of an actor's id.
pub(crate) fn state_of(actor: &str) -> &str {
    actor.split('/').next().unwrap_or(actor)
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// The account with an id.
pub(crate) fn account(session: &mut dyn Session, id: &str) -> Result<AccountRow, LedgerError> {
    account_if_any(session, id)?.ok_or_else(|| LedgerError::Unknown { class: "account", id: id.to_owned() })
}

/// The account with an id, if there is one.
pub(crate) fn account_if_any(session: &mut dyn Session, id: &str) -> Result<Option<AccountRow>, LedgerError> {
    Ok(all(session, &format!("SELECT {ACCOUNT_COLUMNS} FROM accounts WHERE id = ?1"), &[id.into()], AccountRow::of_row)?.pop())
}

/// The account with a number.
pub(crate) fn account_by_num(session: &mut dyn Session, num: i64) -> Result<AccountRow, LedgerError> {
    all(session, &format!("SELECT {ACCOUNT_COLUMNS} FROM accounts WHERE num = ?1"), &[num.into()], AccountRow::of_row)?
        .pop()
        .ok_or_else(|| LedgerError::Unknown { class: "account", id: num.to_string() })
}

/// The reading that an operation holds.
pub(crate) fn reading_of(session: &mut dyn Session, operation: i64) -> Result<Reading, LedgerError> {
    match log::record(session, operation)?.operation()? {
        Operation::AddAccount(add) => Ok(add.reading),
        Operation::RereadAccount(reread) => Ok(reread.reading),
        Operation::ImportCompliance(table) => Ok(table.import.reading),
        other => Err(LedgerError::Refused(format!("operation {operation} holds no reading; it is {}", other.kind()))),
    }
}

/// Writes an account, noting how it was.
pub(crate) fn save_account(ground: &mut Ground<'_>, account: &AccountRow) -> Result<(), LedgerError> {
    let before = account_if_any(ground.session, &account.id)?;
    let image = before.as_ref().map(to_json).transpose()?;
    ground.writes(Class::Account, &account.id, image.as_deref())?;
    let mut account = AccountRow { revision: ground.seq, ..account.clone() };
    match before {
        Some(before) => {
            account.num = before.num;
            rewrite(ground.session, &before, &account)?;
        }
        None => {
            put_account(ground.session, &account, None)?;
        }
    }
    Ok(())
}

/// Writes an account that was there otherwise, and what follows from what changed.
fn rewrite(session: &mut dyn Session, before: &AccountRow, account: &AccountRow) -> Result<(), LedgerError> {
    let found_otherwise = found_by(before) != found_by(account);
    if found_otherwise {
        entries::forget_entries(session, before)?;
        search_rows::forget_passages(session, before.num)?;
        session.execute("DELETE FROM account_states WHERE account = ?1", &[before.num.into()])?;
    }
    write_row(session, account)?;
    if found_otherwise {
        write_states(session, account)?;
        if account.standing == Standing::Current {
            index_passages(session, account, None)?;
        }
        entries::put_entries(session, account)?;
    }
    Ok(())
}

/// What accounts and their entries are found by.
fn found_by(account: &AccountRow) -> impl PartialEq {
    let AccountRow { date, side, states, standing, language, kind, .. } = account.clone();
    (date, side, states, standing, language, kind)
}

fn write_states(session: &mut dyn Session, account: &AccountRow) -> Result<(), LedgerError> {
    for state in &account.states {
        let sql = "INSERT INTO account_states(state, account) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        session.execute(sql, &[state.into(), account.num.into()])?;
    }
    Ok(())
}

/// Writes an account that was not there, and its passages. The reading is looked up where it is not given.
pub(crate) fn put_account(session: &mut dyn Session, account: &AccountRow, reading: Option<&Reading>) -> Result<(), LedgerError> {
    write_row(session, account)?;
    write_states(session, account)?;
    if account.standing == Standing::Current {
        index_passages(session, account, reading)?;
    }
    Ok(())
}

fn index_passages(session: &mut dyn Session, account: &AccountRow, reading: Option<&Reading>) -> Result<(), LedgerError> {
    match reading {
        Some(reading) => search_rows::index_passages(session, account, reading),
        None => {
            let reading = reading_of(session, account.reading)?;
            search_rows::index_passages(session, account, &reading)
        }
    }
}

pub(super) fn write_row(session: &mut dyn Session, account: &AccountRow) -> Result<(), LedgerError> {
    let sql = "INSERT INTO accounts(num, id, reading, title, language, date, kind, side, issuer, states, lexicon, entries, standing, version_of,
               replaced_by, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
               ON CONFLICT(num) DO UPDATE SET reading = excluded.reading, title = excluded.title, language = excluded.language, date = excluded.date,
               kind = excluded.kind, side = excluded.side, issuer = excluded.issuer, states = excluded.states, lexicon = excluded.lexicon,
               entries = excluded.entries, standing = excluded.standing, version_of = excluded.version_of, replaced_by = excluded.replaced_by,
               revision = excluded.revision";
    let (side, states) = (account.side.join(" "), account.states.join(" "));
    let values: [Value<'_>; 16] = [
        account.num.into(),
        (&account.id).into(),
        account.reading.into(),
        account.title.as_deref().into(),
        account.language.as_deref().into(),
        account.date.as_deref().into(),
        account.kind.as_deref().into(),
        (&side).into(),
        account.issuer.as_deref().into(),
        (&states).into(),
        (&account.lexicon).into(),
        account.entries.into(),
        account.standing.as_str().into(),
        account.version_of.as_deref().into(),
        account.replaced_by.as_deref().into(),
        account.revision.into(),
    ];
    session.execute(sql, &values)?;
    Ok(())
}

/// Takes an account out as if it had never come, with its entries, noting how all of it was.
pub(crate) fn delete_account(ground: &mut Ground<'_>, id: &str) -> Result<(), LedgerError> {
    let account = account(ground.session, id)?;
    ground.writes(Class::Account, id, Some(&to_json(&account)?))?;
    let entries = entries::entries_of(ground.session, account.num)?;
    for entry in entries {
        entries::remove_entry(ground, &entry.entry.id)?;
    }
    search_rows::forget_passages(ground.session, account.num)?;
    for sql in ["DELETE FROM account_states WHERE account = ?1", "DELETE FROM accounts WHERE num = ?1"] {
        ground.session.execute(sql, &[account.num.into()])?;
    }
    Ok(())
}

/// Notes where an account was found.
pub(crate) fn save_source(ground: &mut Ground<'_>, source: &str, account: &str) -> Result<(), LedgerError> {
    if let Some(name) = write_source(ground.session, source, account)? {
        ground.writes(Class::Source, &name, None)?;
    }
    Ok(())
}

/// Writes where an account was found; the name of that, unless it was known.
pub(super) fn write_source(session: &mut dyn Session, source: &str, account: &str) -> Result<Option<String>, LedgerError> {
    let sql = "INSERT INTO sources(source, account) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    match session.execute(sql, &[source.into(), account.into()])? {
        0 => Ok(None),
        _ => to_json(&(source, account)).map(Some),
    }
}

pub(super) fn restore_source(ground: &mut Ground<'_>, name: &str, body: Option<&str>) -> Result<(), LedgerError> {
    let (source, account): (String, String) = from_json(name)?;
    if body.is_some() {
        return save_source(ground, &source, &account);
    }
    ground.writes(Class::Source, name, Some(""))?;
    ground.session.execute("DELETE FROM sources WHERE source = ?1 AND account = ?2", &[(&source).into(), (&account).into()])?;
    Ok(())
}

/// Whether an account was found at a place.
pub(crate) fn is_source(session: &mut dyn Session, source: &str, account: &str) -> Result<bool, LedgerError> {
    let sql = "SELECT count(*) FROM sources WHERE source = ?1 AND account = ?2";
    Ok(one_integer(session, sql, &[source.into(), account.into()])? == Some(1))
}

/// Where an account was found, in order.
pub(crate) fn sources_of(session: &mut dyn Session, account: &str) -> Result<Vec<String>, LedgerError> {
    let sql = "SELECT source FROM sources WHERE account = ?1 ORDER BY source";
    all(session, sql, &[account.into()], |row| Ok(row.text(0)?.to_owned()))
}

/// The current account that was last found at a place, if there is one.
pub(crate) fn account_at_source(session: &mut dyn Session, source: &str) -> Result<Option<AccountRow>, LedgerError> {
    let sql = format!(
        "SELECT {} FROM sources JOIN accounts ON accounts.id = sources.account
         WHERE sources.source = ?1 AND accounts.standing = 'current' ORDER BY accounts.num DESC LIMIT 1",
        ACCOUNT_COLUMNS.split(", ").map(|column| format!("accounts.{column}")).collect::<Vec<_>>().join(", ")
    );
    let mut found = None;
    session.query(&sql, &[source.into()], &mut |row| {
        found = Some(AccountRow::of_row(row)?);
        Ok(Next::Enough)
    })?;
    Ok(found)
}
