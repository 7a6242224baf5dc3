//! The history of every set phrase that the accounts have.

use std::collections::BTreeMap;

use chancery_model::Language;
use schemars::JsonSchema;
use serde::Serialize;

use super::account::{Accounts, Place, Use};
use super::variants::{Variant, form, frame, variants};

/// A formulation and where it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formulation {
    /// Its concept, when the lexicon knows it.
    pub concept: Option<String>,
    /// Its wording that is used most.
    pub name: String,
    /// Where it is used, in order.
    pub places: Vec<Place>,
}

/// What is one formulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// All wordings of a concept of the lexicon, in whatever language. Of phrases that the lexicon does not know, those of the
    /// same words are one, and those that differ in numerals only.
    Concept,
    /// Each wording by itself.
    Wording,
}

/// What a list says of a formulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Summary {
    /// Its wording that is used most.
    pub formulation: String,
    /// Its concept, when the lexicon knows it.
    pub concept: Option<String>,
    /// Uses.
    pub uses: usize,
    /// Accounts with a use.
    pub accounts: usize,
    /// Accounts that could have had one: those of the issuers that use it, in the languages it is used in.
    pub of: usize,
    /// The first use; nothing when no account with one has a day.
    pub first: Option<Use>,
    /// The last use.
    pub last: Option<Use>,
    /// Uses by issuer, the most first.
    pub issuers: Vec<(String, usize)>,
    /// Its wordings.
    pub variants: Vec<Variant>,
}

/// The formulations of accounts, those with the most uses first; of two alike, the one used earlier.
#[must_use]
pub fn formulations(accounts: &Accounts, unit: Unit) -> Vec<Formulation> {
    let mut by_key: BTreeMap<(Option<&str>, String), Vec<Place>> = BTreeMap::new();
    for (index, account) in accounts.all().iter().enumerate() {
        for coded in &account.formulations {
            let place = Place { account: index, span: coded.span };
            let wording = || form(accounts.folded(place));
            let key = match (&coded.concept, unit) {
                (concept, Unit::Wording) => (concept.as_deref(), wording()),
                (Some(concept), Unit::Concept) => (Some(concept.as_str()), String::new()),
                (None, Unit::Concept) => (None, frame(accounts.words(place)).unwrap_or_else(wording)),
            };
            by_key.entry(key).or_default().push(place);
        }
    }
    let formulation = |((concept, _), places): ((Option<&str>, String), Vec<Place>)| Formulation {
        concept: concept.map(str::to_owned),
        name: variants(accounts, &places).into_iter().next().map(|variant| variant.wording).unwrap_or_default(),
        places,
    };
    let mut found: Vec<Formulation> = by_key.into_iter().map(formulation).collect();
    found.sort_by(|a, b| b.places.len().cmp(&a.places.len()).then_with(|| a.places[0].cmp(&b.places[0])));
    found
}

impl Formulation {
    /// Indices of the accounts that use it, in order, each once.
    #[must_use]
    pub fn accounts(&self) -> Vec<usize> {
        accounts_of(&self.places)
    }

    /// What a list says of it.
    #[must_use]
    pub fn summary(&self, accounts: &Accounts) -> Summary {
        let dated: Vec<Place> = self.places.iter().copied().filter(|place| accounts.get(place.account).date.is_some()).collect();
        let shown = |place: Option<&Place>| place.and_then(|&place| accounts.uses(&[place]).pop());
        let mut issuers: BTreeMap<&str, usize> = BTreeMap::new();
        for place in &self.places {
            *issuers.entry(&accounts.get(place.account).issuer).or_default() += 1;
        }
        let mut issuers: Vec<(String, usize)> = issuers.into_iter().map(|(issuer, uses)| (issuer.to_owned(), uses)).collect();
        issuers.sort_by_key(|(_, uses)| std::cmp::Reverse(*uses));
        Summary {
            formulation: self.name.clone(),
            concept: self.concept.clone(),
            uses: self.places.len(),
            accounts: self.accounts().len(),
            of: chances(accounts, &self.places).len(),
            first: shown(dated.first()),
            last: shown(dated.last()),
            issuers,
            variants: variants(accounts, &self.places),
        }
    }
}

/// Indices of the accounts at places, each once.
pub(super) fn accounts_of(places: &[Place]) -> Vec<usize> {
    places.chunk_by(|one, other| one.account == other.account).map(|chunk| chunk[0].account).collect()
}

/// Indices of the accounts in which a wording could stand: those of the issuers and languages of the accounts that have it.
pub(super) fn chances(accounts: &Accounts, places: &[Place]) -> Vec<usize> {
    let kind = |index: usize| -> (&str, Option<Language>) {
        let account = accounts.get(index);
        (account.issuer.as_str(), account.language)
    };
    let kinds: std::collections::BTreeSet<_> = accounts_of(places).into_iter().map(kind).collect();
    (0..accounts.all().len()).filter(|&index| kinds.contains(&kind(index))).collect()
}
