//! Where two logs part, and which operations of them are the same.
//!
//! An operation is known by its hash in the log in which it was first done. A log that took it from another notes for
//! which hash each of its operations stands, so that it is the same operation however many workspaces it went through.

use std::collections::HashMap;

use crate::database::{Next, Session, Value, all, one_text};
use crate::error::LedgerError;
use crate::log::Head;
use crate::state::from_json;

/// The names of the operations of a log after a fork.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Operations by name; one that came in parts has several.
    by_name: HashMap<String, Vec<i64>>,
    /// Names that an operation has besides its own hash.
    others: HashMap<i64, Vec<String>>,
}

impl Names {
    /// Of the operations after a number up to an end; what stands for operations of other workspaces is all known.
    pub(super) fn of(session: &mut dyn Session, fork: i64, end: i64) -> Result<Self, LedgerError> {
        let mut names = Self::default();
        let sql = "SELECT hash, seq FROM operations WHERE seq > ?1 AND seq <= ?2 ORDER BY seq";
        session.query(sql, &[fork.into(), end.into()], &mut |row| {
            names.by_name.insert(row.text(0)?.to_owned(), vec![row.integer(1)?]);
            Ok(Next::More)
        })?;
        let sql = "SELECT name, body FROM objects WHERE class = 'foreign' ORDER BY name";
        let foreign = all(session, sql, &[], |row| {
            let operations: Vec<i64> = from_json(row.text(1)?)?;
            Ok((row.text(0)?.trim_start_matches("foreign:").to_owned(), operations))
        })?;
        for (name, operations) in foreign {
            for operation in operations.into_iter().filter(|operation| *operation <= end) {
                names.add(&name, operation);
            }
        }
        Ok(names)
    }

    /// An operation has one more name.
    pub(super) fn add(&mut self, name: &str, operation: i64) {
        self.by_name.entry(name.to_owned()).or_default().push(operation);
        self.others.entry(operation).or_default().push(name.to_owned());
    }

    /// The operations with a name.
    pub(super) fn operations(&self, name: &str) -> &[i64] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// All names of an operation whose own hash is given.
    pub(super) fn names<'n>(&'n self, operation: i64, hash: &'n str) -> impl Iterator<Item = &'n str> {
        std::iter::once(hash).chain(self.others.get(&operation).into_iter().flatten().map(String::as_str))
    }
}

/// The number of the last operation that two logs have in common.
pub(super) fn fork_of(here: &mut dyn Session, there: &mut dyn Session, ends: [&Head; 2]) -> Result<i64, LedgerError> {
    let (mut common, mut apart) = (0, ends[0].seq.min(ends[1].seq) + 1);
    while apart - common > 1 {
        let middle = common + (apart - common) / 2;
        let own = hash_at(here, middle)?;
        if own.is_some() && own == hash_at(there, middle)? { common = middle } else { apart = middle }
    }
    Ok(common)
}

/// The hash of an operation.
pub(super) fn hash_at(session: &mut dyn Session, operation: i64) -> Result<Option<String>, LedgerError> {
    one_text(session, "SELECT hash FROM operations WHERE seq = ?1", &[Value::from(operation)])
}

/// The kind of an operation; empty where there is none.
pub(super) fn kind_at(session: &mut dyn Session, operation: i64) -> Result<String, LedgerError> {
    Ok(one_text(session, "SELECT kind FROM operations WHERE seq = ?1", &[Value::from(operation)])?.unwrap_or_default())
}
