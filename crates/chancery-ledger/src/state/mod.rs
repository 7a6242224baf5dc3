//! What follows from the log: accounts, entries and the few other things, as they stand now.
//!
//! Everything here is written while an operation is carried out, through a [`Ground`]: it notes what the operation wrote
//! and rested on, and how things were before, which is all that undoing needs. What is written is a function of the log
//! alone, so it can be thrown away and made again.

mod accounts;
mod entries;
mod fresh;
mod later;
mod layout;
mod objects;
mod search_rows;
mod vectors;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::database::{Next, Session, Value, all, one_text};
use crate::error::LedgerError;
pub(crate) use accounts::{
    ACCOUNT_COLUMNS, account, account_at_source, account_by_num, account_if_any, delete_account, is_source, put_account, reading_of,
    save_account, save_source, sources_of, state_of,
};
pub use accounts::{AccountRow, Standing};
pub(crate) use entries::{
    ENTRY_COLUMNS, MOST_IN_AN_ACCOUNT, create_entry, entries_of, entry, entry_if_any, is_entry, next_entry_num, refresh_due, save_entry,
    states,
};
pub use entries::{EntryRow, EntryState, Review, Suggestion};
pub(crate) use fresh::{Fresh, put_fresh};
pub(crate) use later::Later;
pub(crate) use layout::{Layout, layout_of};
pub(crate) use objects::{object, objects_of, save_object};
pub(crate) use search_rows::{CHANGED, entry_facets, facet, match_words};

/// A connection while one operation is carried out.
pub(crate) struct Ground<'s> {
    /// The connection.
    pub(crate) session: &'s mut dyn Session,
    /// Rows that are not written yet.
    pub(crate) later: &'s mut Later,
    /// Number of the operation.
    pub(crate) seq: i64,
    /// Who does it.
    pub(crate) author: &'s str,
    /// When, RFC 3339.
    pub(crate) time: &'s str,
    /// Why.
    pub(crate) reason: &'s str,
}

/// What a before-image is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Account,
    Entry,
    Object,
    Source,
}

impl Class {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Entry => "entry",
            Self::Object => "object",
            Self::Source => "source",
        }
    }
}

impl Ground<'_> {
    /// Notes that the operation rests on something that must stay.
    pub(crate) fn rests_on(&mut self, class: Class, name: &str) -> Result<(), LedgerError> {
        self.touch(class, name, 0).map(drop)
    }

    /// Notes that the operation writes something, and how it was before: only the first time in an operation.
    pub(crate) fn writes(&mut self, class: Class, name: &str, before: Option<&str>) -> Result<(), LedgerError> {
        let is_first = self.touch(class, name, 1)?;
        if let (true, Some(before)) = (is_first, before) {
            let object = format!("{}:{name}", class.as_str());
            let sql = "INSERT INTO before_images(seq, object, body) VALUES (?1, ?2, ?3)";
            self.session.execute(sql, &[self.seq.into(), Value::from(&object), before.into()])?;
        }
        Ok(())
    }

    /// Whether the operation had not touched it so before.
    fn touch(&mut self, class: Class, name: &str, wrote: i64) -> Result<bool, LedgerError> {
        let object = format!("{}:{name}", class.as_str());
        let sql = "INSERT INTO touched(object, seq, wrote) VALUES (?1, ?2, ?3)
                   ON CONFLICT(object, seq) DO UPDATE SET wrote = excluded.wrote WHERE touched.wrote < excluded.wrote";
        Ok(self.session.execute(sql, &[Value::from(&object), self.seq.into(), wrote.into()])? > 0)
    }
}

/// Puts everything that an operation wrote back as it was before it. The change is written like any other, so that it can
/// be taken back too.
pub(crate) fn restore(ground: &mut Ground<'_>, operation: i64) -> Result<(), LedgerError> {
    let sql = "SELECT touched.object, before_images.body FROM touched
               LEFT JOIN before_images ON before_images.seq = touched.seq AND before_images.object = touched.object
               WHERE touched.seq = ?1 AND touched.wrote = 1 ORDER BY touched.object";
    let images =
        all(ground.session, sql, &[operation.into()], |row| Ok((row.text(0)?.to_owned(), row.text_or_null(1)?.map(str::to_owned))))?;
    for (object, body) in images {
        let (class, name) = object.split_once(':').unwrap_or_default();
        let body = body.as_deref();
        match class {
            "account" => match body {
                Some(body) => save_account(ground, &from_json(body)?)?,
                None => delete_account(ground, name)?,
            },
            "entry" => match body {
                Some(body) => save_entry(ground, &mut from_json(body)?)?,
                // An entry that goes with its account is gone by now.
                None if entry_if_any(ground.session, name)?.is_none() => {}
                None => entries::remove_entry(ground, name)?,
            },
            "source" => accounts::restore_source(ground, name, body)?,
            _ => objects::restore_object(ground, name, body)?,
        }
    }
    Ok(())
}

/// Later operations that still stand and touch what an operation wrote, with their kinds.
pub(crate) fn dependents(session: &mut dyn Session, operation: i64) -> Result<Vec<(i64, String)>, LedgerError> {
    let sql = "SELECT DISTINCT later.seq, operations.kind FROM touched AS mine
               JOIN touched AS later ON later.object = mine.object AND later.seq > mine.seq
               JOIN operations ON operations.seq = later.seq
               WHERE mine.seq = ?1 AND mine.wrote = 1 AND operations.kind <> 'undo'
               AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.seq = later.seq)
               ORDER BY later.seq LIMIT 20";
    all(session, sql, &[operation.into()], |row| Ok((row.integer(0)?, row.text(1)?.to_owned())))
}

/// The full id that begins so, out of a table.
pub(crate) fn complete_id(session: &mut dyn Session, class: &'static str, prefix: &str) -> Result<String, LedgerError> {
    let (table, column) = match class {
        "account" => ("accounts", "id"),
        "entry" => ("entries", "id"),
        _ => ("objects", "name"),
    };
    let (start, strip) = match table {
        "objects" => (format!("{class}:{prefix}"), class.len() + 1),
        _ => (prefix.to_owned(), 0),
    };
    let exact = one_text(session, &format!("SELECT {column} FROM {table} WHERE {column} = ?1"), &[Value::from(&start)])?;
    if let Some(exact) = exact {
        return Ok(exact[strip..].to_owned());
    }
    let mut found: Vec<String> = Vec::new();
    let past = format!("{start}\u{10ffff}");
    let sql = format!("SELECT {column} FROM {table} WHERE {column} >= ?1 AND {column} < ?2 ORDER BY {column} LIMIT 6");
    session.query(&sql, &[Value::from(&start), Value::from(&past)], &mut |row| {
        found.push(row.text(0)?[strip..].to_owned());
        Ok(Next::More)
    })?;
    match found.len() {
        1 if !prefix.is_empty() => Ok(found.remove(0)),
        0 | 1 => Err(LedgerError::Unknown { class, id: prefix.to_owned() }),
        _ => Err(LedgerError::Ambiguous { id: prefix.to_owned(), candidates: found.join(", ") }),
    }
}

/// Something of the ledger's own, from the JSON that it wrote.
pub(crate) fn from_json<T: DeserializeOwned>(json: &str) -> Result<T, LedgerError> {
    serde_json::from_str(json).map_err(|error| {
        LedgerError::Refused(format!("what the workspace holds cannot be read ({error}); chancery rebuild makes it again from the log"))
    })
}

/// Something of the ledger's own as JSON.
pub(crate) fn to_json<T: Serialize>(value: &T) -> Result<String, LedgerError> {
    serde_json::to_string(value).map_err(|error| LedgerError::Refused(format!("this cannot be kept: {error}")))
}
