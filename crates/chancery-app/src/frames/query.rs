//! What an indicator counts, as a filter of the ledger and as the address of the register that shows it.

use std::fmt::Write as _;

use chancery_ledger::{EntryFilter, EntryState};
use schemars::JsonSchema;
use serde::Serialize;

/// Which entries: within one list any will do, all lists must agree, an empty list asks for nothing. The names are those that
/// the register takes in its address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Query {
    /// Kinds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kind: Vec<String>,
    /// Stances of positions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stance: Vec<String>,
    /// How firmly commitments bind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modality: Vec<String>,
    /// Types of engagements.
    #[serde(rename = "type", skip_serializing_if = "Vec::is_empty")]
    pub engagement_type: Vec<String>,
    /// In what state engagements and mechanisms are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<String>,
    /// Areas.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub area: Vec<String>,
    /// What was decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub state: Vec<String>,
    /// Who takes part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub party: Vec<String>,
    /// Phrases, of which one stands in the quote.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub says: Vec<String>,
}

impl Query {
    /// The lists with their names, in the order of an address.
    fn lists(&self) -> [(&'static str, &[String]); 9] {
        [
            ("kind", &self.kind),
            ("stance", &self.stance),
            ("modality", &self.modality),
            ("type", &self.engagement_type),
            ("status", &self.status),
            ("area", &self.area),
            ("state", &self.state),
            ("party", &self.party),
            ("says", &self.says),
        ]
    }

    /// The filter that finds the entries.
    #[must_use]
    pub fn filter(&self) -> EntryFilter {
        let is_asked = |state: &EntryState| self.state.iter().any(|word| word == state.as_str());
        EntryFilter {
            kinds: self.kind.clone(),
            stances: self.stance.clone(),
            modalities: self.modality.clone(),
            types: self.engagement_type.clone(),
            statuses: self.status.clone(),
            areas: self.area.clone(),
            states: EntryState::ALL.into_iter().filter(is_asked).collect(),
            parties: self.party.clone(),
            says: self.says.clone(),
            ..EntryFilter::default()
        }
    }

    /// The part of an address after `/register?` that shows the entries, without what narrows a whole frame.
    #[must_use]
    pub fn address(&self) -> String {
        let mut address = String::new();
        for (name, words) in self.lists() {
            words.iter().for_each(|word| push(&mut address, name, word));
        }
        address
    }
}

/// Adds a name and a value to an address.
pub(super) fn push(address: &mut String, name: &str, value: &str) {
    if !address.is_empty() {
        address.push('&');
    }
    address.push_str(name);
    address.push('=');
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/".contains(&byte) {
            address.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
}
