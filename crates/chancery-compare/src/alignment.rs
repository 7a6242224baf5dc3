//! Lays accounts of one event side by side.
//!
//! Each statement is given a [`profile`] of what it is about; the [`likeness`] of two statements of
//! different accounts is how much of their profiles they share; [`link`] joins those that say one
//! thing, and [`difference`] names what differs between them. What is joined to nothing is said by
//! one account only. No step knows which account came first, so exchanging the accounts exchanges
//! the answer.

mod balance;
mod difference;
mod likeness;
mod link;
mod profile;

pub use balance::{AreaShare, Balance};
pub use difference::{Difference, DifferenceKind, Relation};
pub use likeness::Reason;
pub use link::{Link, Place};

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
    /// How much of each account is about each area.
    pub balances: Vec<Balance>,
}

/// Compares accounts. Time grows with the statements that share something, not with their pairs.
#[must_use]
pub fn compare(accounts: &[Account], lexicon: &Lexicon) -> Comparison {
    let profiles = profile::of_accounts(accounts, lexicon);
    let repeats = link::repeats(accounts, &profiles, lexicon);
    let links = link::links(accounts, &profiles, &repeats, lexicon);
    let linked = |place: &Place| links.iter().any(|link| link.a == *place || link.b == *place);
    let places = accounts
        .iter()
        .enumerate()
        .flat_map(|(account, found)| (0..found.statements.len()).map(move |statement| Place { account, statement }));
    let only = places.filter(|place| !linked(place)).collect();
    Comparison { links, repeats, only, balances: accounts.iter().map(balance::of_account).collect() }
}
