//! Mechanisms: in what state the accounts say they are, over time.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::placed::{EntryLine, Placed};
use super::scope::{Scope, entries_of};
use super::terms::name_key;
use crate::error::LedgerError;
use crate::workspace::Workspace;

/// A mechanism of some states, by its name.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MechanismStory {
    /// Its name, as the last account writes it.
    pub name: String,
    /// Whose it is, sorted.
    pub parties: Vec<String>,
    /// What the last account that says it says its status is; nothing when none says one.
    pub status: Option<String>,
    /// What each account says, by day.
    pub reports: Vec<MechanismReport>,
}

/// What an account says of a mechanism.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MechanismReport {
    /// `proposed`, `agreed`, `established`, `running`, `resumed`, `suspended`, `ended`; nothing when it does not say.
    pub status: Option<String>,
    /// Where it says so.
    #[serde(flatten)]
    pub source: EntryLine,
}

impl Workspace {
    /// The mechanisms that the accounts of a scope name, by name and states.
    ///
    /// # Errors
    /// There is no such dossier, or the database fails.
    pub fn mechanisms(&mut self, scope: &Scope) -> Result<Vec<MechanismStory>, LedgerError> {
        let entries = entries_of(self.session.as_mut(), scope, &["mechanism"])?;
        Ok(by_mechanism(&entries).into_values().filter_map(|entries| story(&entries)).collect())
    }
}

/// Entries by the mechanism that they are about: by name as it is compared, and states. Their order is kept.
pub(crate) fn by_mechanism(entries: &[Placed]) -> BTreeMap<(String, Vec<&str>), Vec<&Placed>> {
    let mut found: BTreeMap<(String, Vec<&str>), Vec<&Placed>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.kind() == "mechanism") {
        found.entry((name_key(name_of(entry)), entry.parties())).or_default().push(entry);
    }
    found
}

/// The name of a mechanism; its words where it has none.
fn name_of(entry: &Placed) -> &str {
    entry.row.entry.name.as_deref().unwrap_or(&entry.row.entry.quote)
}

fn story(entries: &[&Placed]) -> Option<MechanismStory> {
    let last = entries.last()?;
    Some(MechanismStory {
        name: name_of(last).to_owned(),
        parties: last.parties().into_iter().map(str::to_owned).collect(),
        status: entries.iter().rev().find_map(|entry| entry.row.entry.status.clone()),
        reports: entries
            .iter()
            .map(|entry| MechanismReport { status: entry.row.entry.status.clone(), source: EntryLine::from(*entry) })
            .collect(),
    })
}
