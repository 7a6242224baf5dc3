//! Lays accounts of one event side by side.
//!
//! Each statement is given a `profile` of what it is about; the `likeness` of two statements of
//! different accounts is how much of their profiles they share; `link` joins those that say one
//! thing, and `difference` names what differs between them. What is joined to nothing is said by
//! one account only. No step knows which account came first, so exchanging the accounts exchanges
//! the answer.

mod balance;
mod confirmation;
mod difference;
mod likeness;
mod link;
mod profile;

pub use balance::{AreaShare, Balance};
pub use confirmation::Confirmation;
pub use difference::{Difference, DifferenceKind, Relation};
pub use likeness::Reason;
pub use link::{Link, Place};

use std::collections::{HashMap, HashSet};

use chancery_lexicon::Lexicon;

use crate::account::Account;

/// What accounts of one event say, side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Statements of two accounts that say one thing, in the order of the first account.
    pub links: Vec<Link>,
    /// Statements of one account that repeat one another, in the order of the text.
    pub repeats: Vec<Vec<Place>>,
    /// Statements that no other account has, in the order of the accounts.
    pub only: Vec<Place>,
    /// Claims about a side that its own account makes too, in the order of the accounts.
    pub confirmations: Vec<Confirmation>,
    /// How much of each account is about each area.
    pub balances: Vec<Balance>,
}

/// The links between what repeats one statement in one account and what repeats one in another.
#[derive(Debug, Clone, PartialEq)]
pub struct Bundle<'c> {
    /// The link of the most alike.
    pub best: &'c Link,
    /// What repeats the statement in the first account.
    pub a: Vec<Place>,
    /// What repeats it in the second.
    pub b: Vec<Place>,
}

impl Comparison {
    /// The links, those of repeats together, in the order of the first of each.
    #[must_use]
    pub fn bundles(&self) -> Vec<Bundle<'_>> {
        let mut group_of = HashMap::new();
        for (number, group) in self.repeats.iter().enumerate() {
            group_of.extend(group.iter().map(|&place| (place, number)));
        }
        let first = |place: Place| group_of.get(&place).map_or(place, |&group| self.repeats[group][0]);
        let mut bundles: Vec<Bundle<'_>> = Vec::new();
        let mut known: HashMap<(Place, Place), usize> = HashMap::new();
        for link in &self.links {
            let key = (first(link.a), first(link.b));
            let number = *known.entry(key).or_insert_with(|| {
                bundles.push(Bundle { best: link, a: Vec::new(), b: Vec::new() });
                bundles.len() - 1
            });
            let bundle = &mut bundles[number];
            for (places, place) in [(&mut bundle.a, link.a), (&mut bundle.b, link.b)] {
                if !places.contains(&place) {
                    places.push(place);
                }
            }
            if link.likeness > bundle.best.likeness {
                bundle.best = link;
            }
        }
        bundles
    }
}

/// What a person decided about two statements, by the ids of their entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// A statement.
    pub a: String,
    /// A statement of another account.
    pub b: String,
    /// How they are linked; not at all where they are kept apart.
    pub relation: Option<Relation>,
}

/// Compares accounts. Time grows with the statements that share something, not with their pairs.
#[must_use]
pub fn compare(accounts: &[Account], lexicon: &Lexicon) -> Comparison {
    compare_decided(accounts, &[], lexicon)
}

/// Compares accounts about whose statements people decided: what they linked is linked, what they cut is not.
#[must_use]
pub fn compare_decided(accounts: &[Account], decisions: &[Decision], lexicon: &Lexicon) -> Comparison {
    let profiles = profile::of_accounts(accounts, lexicon);
    let near = link::candidates(accounts, &profiles);
    let repeats = link::repeats(accounts, &profiles, &near, lexicon);
    let links = link::links(accounts, &profiles, &near, &repeats, decisions, lexicon);
    let linked: HashSet<Place> = links.iter().flat_map(|link| [link.a, link.b]).collect();
    let places = accounts
        .iter()
        .enumerate()
        .flat_map(|(account, found)| (0..found.statements.len()).map(move |statement| Place { account, statement }));
    let only = places.filter(|place| !linked.contains(place)).collect();
    let confirmations = confirmation::confirmations(accounts, &links);
    Comparison { links, repeats, only, confirmations, balances: accounts.iter().map(balance::of_account).collect() }
}
