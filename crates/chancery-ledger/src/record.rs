//! One line of the log, and the chain that ties it to the one before.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::database::{Row, Value};
use crate::error::LedgerError;
use crate::log::Head;
use crate::operation::Operation;

/// What the first operation follows: 64 zeros.
pub const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// Told apart from anything else that is hashed.
const DOMAIN: &[u8] = b"chancery.operation/1";

/// One operation as the log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Its number, from 1, without gaps.
    pub seq: i64,
    /// SHA-256 over everything else, in hexadecimal digits.
    pub hash: String,
    /// The hash of the operation before; [`BEGINNING`] for the first.
    pub prev: String,
    /// When, RFC 3339 in UTC.
    pub time: String,
    /// Who.
    pub author: String,
    /// Why; may be empty.
    pub reason: String,
    /// Kind of operation.
    pub kind: String,
    /// Its fields as JSON.
    pub payload: String,
}

/// The columns of a record, in the order that [`Record::of_row`] wants.
pub(crate) const COLUMNS: &str = "seq, hash, prev, time, author, reason, kind, payload";

impl Record {
    /// A record that follows the hash `prev`.
    pub(crate) fn new(seq: i64, prev: &str, by: &Context<'_>, kind: &str, payload: String) -> Self {
        let mut record = Self {
            seq,
            hash: String::new(),
            prev: prev.to_owned(),
            time: by.time.to_owned(),
            author: by.author.to_owned(),
            reason: by.reason.to_owned(),
            kind: kind.to_owned(),
            payload,
        };
        record.hash = record.computed_hash();
        record
    }

    pub(crate) fn of_row(row: &dyn Row) -> Result<Self, LedgerError> {
        let text = |column| row.text(column).map(str::to_owned);
        Ok(Self {
            seq: row.integer(0)?,
            hash: text(1)?,
            prev: text(2)?,
            time: text(3)?,
            author: text(4)?,
            reason: text(5)?,
            kind: text(6)?,
            payload: text(7)?,
        })
    }

    pub(crate) fn values(&self) -> [Value<'_>; 8] {
        [
            self.seq.into(),
            (&self.hash).into(),
            (&self.prev).into(),
            (&self.time).into(),
            (&self.author).into(),
            (&self.reason).into(),
            (&self.kind).into(),
            (&self.payload).into(),
        ]
    }

    /// The hash that the record should have.
    #[must_use]
    pub fn computed_hash(&self) -> String {
        let parts = [&self.prev, &self.time, &self.author, &self.reason, &self.kind, &self.payload];
        hash_of(self.seq, parts.map(|part| part.as_bytes()))
    }

    /// The end of a log once this follows its end; else why it does not follow.
    pub(crate) fn following(&self, before: &Head) -> Result<Head, String> {
        if self.seq != before.seq + 1 {
            return Err(format!("operation {} stands where operation {} should", self.seq, before.seq + 1));
        }
        if self.prev != before.hash {
            return Err("it does not follow the operation before it".to_owned());
        }
        if self.hash != self.computed_hash() {
            return Err("its content was changed after it was written".to_owned());
        }
        Ok(Head { seq: self.seq, hash: self.hash.clone() })
    }

    /// The operation.
    ///
    /// # Errors
    /// The payload is not that of the kind.
    pub fn operation(&self) -> Result<Operation, LedgerError> {
        Operation::parse(&self.kind, &self.payload).map_err(|reason| LedgerError::Damaged { operation: self.seq, reason })
    }
}

/// SHA-256 over the number and the parts, each after its length, so that no two records are written alike.
pub(crate) fn hash_of(seq: i64, parts: [&[u8]; 6]) -> String {
    let mut hash = Sha256::new();
    hash.update(DOMAIN);
    hash.update(seq.to_be_bytes());
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// An id of 16 hexadecimal digits made from some parts.
#[must_use]
pub fn id_of(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex(&hash.finalize()[..8])
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

/// Who does something, when and why.
#[derive(Debug, Clone, Copy)]
pub struct Context<'c> {
    /// Who.
    pub author: &'c str,
    /// When, RFC 3339 in UTC.
    pub time: &'c str,
    /// Why; may be empty.
    pub reason: &'c str,
}

#[cfg(test)]
mod tests {
    use super::{BEGINNING, Context, Record};

    #[test]
    fn every_part_counts() {
        let by = Context { author: "a", time: "2026-01-01T00:00:00Z", reason: "" };
        let record = Record::new(1, BEGINNING, &by, "undo", r#"{"operation":1}"#.to_owned());
        assert_eq!(record.hash, record.computed_hash());
        let moved = Record { author: String::new(), reason: "a".to_owned(), ..record.clone() };
        assert_ne!(moved.computed_hash(), record.hash, "what moves from one part to the next is seen");
        for other in [Record { seq: 2, ..record.clone() }, Record { time: "2026-01-02T00:00:00Z".to_owned(), ..record.clone() }] {
            assert_ne!(other.computed_hash(), record.hash);
        }
    }
}
