//! The company a wording keeps: formulations that stand in the same accounts more often than chance would have it.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::account::{Accounts, Place};
use super::history::{Formulation, accounts_of, chances};
use crate::statistics::log_likelihood;

/// The least log-likelihood ratio that counts: chance has as much in one of a hundred tables (chi-squared, one degree).
const LEAST: f64 = 6.63;
/// Accounts that two must have in common.
const LEAST_TOGETHER: usize = 2;

/// A formulation in the company of a wording.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Companion {
    /// The formulation.
    pub formulation: String,
    /// Accounts that have both.
    pub together: usize,
    /// Accounts that have the formulation.
    pub accounts: usize,
    /// Accounts that would have both by chance.
    pub expected: f64,
    /// How far that is from chance: the log-likelihood ratio.
    pub likelihood: f64,
}

/// The formulations that stand with what is at `places` more often than chance would have it, the least likely by chance
/// first. Accounts of the issuers and languages that have the wording are looked at. One that stands at the same words, all
/// of its uses long, is no company.
#[must_use]
pub fn company(accounts: &Accounts, places: &[Place], others: &[Formulation]) -> Vec<Companion> {
    let chances: BTreeSet<usize> = chances(accounts, places).into_iter().collect();
    let with: BTreeSet<usize> = accounts_of(places).into_iter().collect();
    let companion = |other: &Formulation| {
        let apart: Vec<Place> = other.places.iter().copied().filter(|place| !stands_at(places, *place)).collect();
        let of_other: BTreeSet<usize> = accounts_of(&apart).into_iter().filter(|account| chances.contains(account)).collect();
        let together = of_other.intersection(&with).count();
        let expected = with.len() as f64 * of_other.len() as f64 / chances.len() as f64;
        if together < LEAST_TOGETHER || together as f64 <= expected {
            return None;
        }
        let (one, two) = (with.len() - together, of_other.len() - together);
        let likelihood = log_likelihood(together, one, two, chances.len() - together - one - two);
        let found = Companion { formulation: other.name.clone(), together, accounts: of_other.len(), expected, likelihood };
        (likelihood >= LEAST).then_some(found)
    };
    let mut found: Vec<Companion> = others.iter().filter_map(companion).collect();
    found.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood).then_with(|| a.formulation.cmp(&b.formulation)));
    found
}

/// Whether a place shares words with one of `places`, which are in order.
fn stands_at(places: &[Place], place: Place) -> bool {
    let from = places.partition_point(|other| (other.account, other.span.end) <= (place.account, place.span.start));
    places.get(from).is_some_and(|other| other.account == place.account && other.span.overlaps(place.span))
}
