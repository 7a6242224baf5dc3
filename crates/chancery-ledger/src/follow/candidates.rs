//! Entries of the same states up to or after a day, nearest first, never more than a bound.

use std::collections::BTreeMap;

use super::placed::{Placed, placed_columns};
use crate::database::{Session, all};
use crate::error::LedgerError;

/// How many entries are compared with one at most.
pub const MOST_CANDIDATES: usize = 5_000;

/// On which side of a day entries are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Before it, or on it.
    Until,
    /// After it.
    After,
}

/// Entries of some kinds in which one of the states of an entry takes part, on one side of its day, nearest first by state
/// and kind, at most [`MOST_CANDIDATES`]. An entry without a day has all those with one after it and none before.
pub(crate) fn beside(session: &mut dyn Session, placed: &Placed, kinds: &[&str], side: Side) -> Result<Vec<Placed>, LedgerError> {
    let parties = placed.parties();
    let (order, test) = match side {
        Side::Until => ("DESC", "<= ?3 AND entry_parties.date > ''"),
        Side::After => ("ASC", "> ?3"),
    };
    let sql = format!(
        "SELECT {} FROM entry_parties CROSS JOIN entries CROSS JOIN accounts
         WHERE entry_parties.party = ?1 AND entry_parties.kind = ?2 AND entry_parties.date {test}
         AND entries.num = entry_parties.entry AND accounts.num = entries.account
         ORDER BY entry_parties.date {order}, entry_parties.entry {order} LIMIT ?4",
        placed_columns()
    );
    let day = placed.date.as_deref().unwrap_or_default();
    let mut found = BTreeMap::new();
    let mut questions = parties.len() * kinds.len();
    for party in parties {
        for kind in kinds {
            // What one question leaves, because it found few or the same as another, the next ones may use.
            let most = (MOST_CANDIDATES - found.len()) / questions;
            questions -= 1;
            for one in all(session, &sql, &[party.into(), (*kind).into(), day.into(), (most as i64).into()], Placed::of_row)? {
                found.insert(one.row.num, one);
            }
        }
    }
    Ok(found.into_values().collect())
}
