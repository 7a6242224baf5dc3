//! The log itself: appending, listing, proving.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::database::{Next, Row, Session, Value, all, one_text};
use crate::error::LedgerError;
use crate::record::{BEGINNING, COLUMNS, Record, hash_of};

/// The end of a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Head {
    /// Number of the last operation; 0 when there is none.
    pub seq: i64,
    /// Its hash; [`BEGINNING`] when there is none.
    pub hash: String,
}

/// What going through a log found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Verified {
    /// The end of the log.
    pub head: Head,
    /// The first operation that is wrong, and how; nothing when all are as they were written.
    pub damage: Option<Damage>,
}

/// The first operation that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Damage {
    /// Its number.
    pub operation: i64,
    /// What is wrong.
    pub reason: String,
}

/// The end of the log, by the log itself.
pub(crate) fn head(session: &mut dyn Session) -> Result<Head, LedgerError> {
    let mut head = Head { seq: 0, hash: BEGINNING.to_owned() };
    session.query("SELECT seq, hash FROM operations ORDER BY seq DESC LIMIT 1", &[], &mut |row| {
        head = Head { seq: row.integer(0)?, hash: row.text(1)?.to_owned() };
        Ok(Next::Enough)
    })?;
    Ok(head)
}

/// Appends a record, within a transaction.
pub(crate) fn append(session: &mut dyn Session, record: &Record) -> Result<(), LedgerError> {
    let sql = "INSERT INTO operations(seq, hash, prev, time, author, reason, kind, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    session.execute(sql, &record.values())?;
    Ok(())
}

/// Notes where the log ends, apart from the log, so that a log cut short is seen. Once a transaction.
pub(crate) fn note_head(session: &mut dyn Session, head: &Head) -> Result<(), LedgerError> {
    let text = format!("{} {}", head.seq, head.hash);
    let sql = "INSERT INTO meta(name, value) VALUES ('head', ?1) ON CONFLICT(name) DO UPDATE SET value = excluded.value";
    session.execute(sql, &[Value::from(&text)])?;
    Ok(())
}

/// One record.
pub(crate) fn record(session: &mut dyn Session, seq: i64) -> Result<Record, LedgerError> {
    let found = all(session, &format!("SELECT {COLUMNS} FROM operations WHERE seq = ?1"), &[seq.into()], Record::of_row)?;
    found.into_iter().next().ok_or(LedgerError::Unknown { class: "operation", id: seq.to_string() })
}

/// Records after a number, at most so many, in order.
pub(crate) fn records_after(session: &mut dyn Session, seq: i64, limit: i64) -> Result<Vec<Record>, LedgerError> {
    let sql = format!("SELECT {COLUMNS} FROM operations WHERE seq > ?1 ORDER BY seq LIMIT ?2");
    all(session, &sql, &[seq.into(), limit.into()], Record::of_row)
}

/// Goes through the whole log: every number is there, every hash is that of its record, every record follows the one
/// before, and the log ends where it was noted to end.
///
/// # Errors
/// The database cannot be read at all. What is wrong with the log is an answer, not an error.
pub(crate) fn verify(session: &mut dyn Session) -> Result<Verified, LedgerError> {
    let mut head = Head { seq: 0, hash: BEGINNING.to_owned() };
    let mut damage = None;
    session.query(&format!("SELECT {COLUMNS} FROM operations ORDER BY seq"), &[], &mut |row| match examine(row, &head) {
        Ok(next) => {
            head = next;
            Ok(Next::More)
        }
        Err(found) => {
            damage = Some(found);
            Ok(Next::Enough)
        }
    })?;
    if damage.is_none() {
        let noted = one_text(session, "SELECT value FROM meta WHERE name = 'head'", &[])?;
        let reached = format!("{} {}", head.seq, head.hash);
        if noted.as_deref().unwrap_or(&format!("0 {BEGINNING}")) != reached {
            let reason = "the log does not end where it was noted to end: the last operations are missing or were added past the program";
            damage = Some(Damage { operation: head.seq + 1, reason: reason.to_owned() });
        }
    }
    Ok(Verified { head, damage })
}

/// Whether a row follows what came before; its place in the chain, or what is wrong.
fn examine(row: &dyn Row, before: &Head) -> Result<Head, Damage> {
    let expected = before.seq + 1;
    let unreadable = |error: LedgerError| Damage { operation: expected, reason: format!("it cannot be read: {error}") };
    let seq = row.integer(0).map_err(unreadable)?;
    if seq != expected {
        return Err(Damage { operation: expected, reason: format!("it is missing; the next one is {seq}") });
    }
    let column = |column| row.bytes(column).map_err(unreadable);
    if column(2)? != before.hash.as_bytes() {
        return Err(Damage {
            operation: seq,
            reason: "it does not follow the operation before it: one of the two was replaced or moved".to_owned(),
        });
    }
    let computed = hash_of(seq, [column(2)?, column(3)?, column(4)?, column(5)?, column(6)?, column(7)?]);
    if column(1)? != computed.as_bytes() {
        return Err(Damage { operation: seq, reason: "its content was changed after it was written".to_owned() });
    }
    Ok(Head { seq, hash: computed })
}
