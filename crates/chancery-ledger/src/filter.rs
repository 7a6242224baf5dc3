//! Which entries are wanted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::state::{CHANGED, EntryState, facet};

/// Which entries are wanted. Within one list any will do; all lists must agree. An empty list asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EntryFilter {
    /// Kinds of entries.
    pub kinds: Vec<String>,
    /// States or actors that take part: CHN, USA/treasury-secretary.
    pub parties: Vec<String>,
    /// Areas.
    pub areas: Vec<String>,
    /// States that issued the account.
    pub sides: Vec<String>,
    /// Who says it: a state or an actor.
    pub voices: Vec<String>,
    /// What was decided.
    pub states: Vec<EntryState>,
    /// States that have not said so themselves.
    pub unconfirmed_by: Vec<String>,
    /// Rules that found it.
    pub rules: Vec<String>,
    /// Only those that a newer reading sees otherwise than the person who decided.
    pub changed: bool,
    /// Accounts.
    pub accounts: Vec<String>,
    /// Languages of the account.
    pub languages: Vec<String>,
    /// Of accounts from this day on, ISO 8601.
    pub since: Option<String>,
    /// Of accounts up to this day, ISO 8601.
    pub until: Option<String>,
}

impl EntryFilter {
    /// The facets asked for: of each group one must be there.
    pub(crate) fn facets(&self) -> Vec<Vec<String>> {
        let named = |name: char, values: &[String]| -> Vec<String> { values.iter().map(|value| facet(name, value)).collect() };
        let states = self.states.iter().map(|state| facet('s', state.as_str())).collect();
        let mut groups = vec![
            named('k', &self.kinds),
            named('p', &self.parties),
            named('a', &self.areas),
            named('v', &self.voices),
            states,
            named('u', &self.unconfirmed_by),
            named('r', &self.rules),
            self.changed.then(|| facet('x', CHANGED)).into_iter().collect(),
        ];
        groups.extend(self.account_facets());
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// Those of the facets that whole accounts have.
    pub(crate) fn account_facets(&self) -> Vec<Vec<String>> {
        let named = |name: char, values: &[String]| -> Vec<String> { values.iter().map(|value| facet(name, value)).collect() };
        vec![named('d', &self.sides), named('n', &self.accounts), named('l', &self.languages)]
    }

    /// Whether something is asked that only entries have.
    pub(crate) fn is_about_entries(&self) -> bool {
        let lists = [&self.kinds, &self.parties, &self.areas, &self.voices, &self.unconfirmed_by, &self.rules];
        self.changed || !self.states.is_empty() || lists.iter().any(|list| !list.is_empty())
    }
}
