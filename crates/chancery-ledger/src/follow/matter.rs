//! What an entry is about, in terms: its words without the names of states, without numbers and without days, which are
//! compared as such.

use std::collections::BTreeSet;

use serde_json::Value;

use super::placed::Placed;
use super::terms::terms;
use crate::database::Session;
use crate::error::LedgerError;
use crate::state::{account_by_num, reading_of};

/// An entry with its terms.
pub(crate) struct Worded {
    /// The entry.
    pub(crate) placed: Placed,
    /// What it is about.
    pub(crate) terms: BTreeSet<String>,
}

impl Worded {
    /// An entry with its terms, without those of names.
    pub(crate) fn new(placed: Placed, names: &BTreeSet<String>) -> Self {
        let entry = &placed.row.entry;
        let windows = [&entry.window, &entry.when].into_iter().flatten();
        let days: BTreeSet<String> = windows.filter_map(|window| window.text.as_deref()).flat_map(terms).collect();
        let is_number = |term: &String| term.chars().all(char::is_numeric);
        let mut terms = terms(&entry.quote);
        terms.retain(|term| !names.contains(term) && !days.contains(term) && !is_number(term));
        Self { placed, terms }
    }

    /// Whether it is a commitment or request.
    pub(crate) fn is_promise(&self) -> bool {
        matches!(self.placed.kind(), "commitment" | "request")
    }
}

/// Terms of the names that the accounts of entries call their actors by. One account is read for each state.
pub(crate) fn names_of_actors(session: &mut dyn Session, entries: &[&Placed]) -> Result<BTreeSet<String>, LedgerError> {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let mut accounts: BTreeSet<i64> = BTreeSet::new();
    for entry in entries {
        let parties = entry.parties();
        if parties.iter().any(|party| !known.contains(party)) {
            known.extend(parties);
            accounts.insert(entry.row.account);
        }
    }
    let mut names = BTreeSet::new();
    for account in accounts {
        let operation = account_by_num(session, account)?.reading;
        for actor in reading_of(session, operation)?.actors {
            actor.names.values().for_each(|value| gather(value, &mut names));
        }
    }
    Ok(names)
}

/// Terms of the texts in a value.
fn gather(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(name) => into.extend(terms(name)),
        Value::Array(values) => values.iter().for_each(|value| gather(value, into)),
        Value::Object(fields) => fields.values().for_each(|value| gather(value, into)),
        _ => {}
    }
}
