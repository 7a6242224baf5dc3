//! Formulations that came, and formulations that went, and how much that says.
//!
//! A phrase that was used once is always new or gone. What counts is how many accounts could have had it and did not: under
//! chance alone, uses fall on any account alike, and the chance that all of them miss so many in a row is told by the exact
//! test of Fisher. The account of the first use (or the last, for what is new) bounds the stretch and is not counted.

use chancery_model::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::account::{Accounts, Use};
use super::history::{Formulation, chances};
use crate::statistics::chance_of_silence;

/// The chance under which a silence is held to say something.
pub const TELLING: f64 = 0.05;

/// Which way formulations turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// They came.
    New,
    /// They went.
    Gone,
}

/// A formulation that came or went.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Turned {
    /// Its wording that is used most.
    pub formulation: String,
    /// Its concept, when the lexicon knows it.
    pub concept: Option<String>,
    /// The first use of what is new, the last of what is gone.
    #[serde(rename = "use")]
    pub turning: Use,
    /// Accounts with a use.
    pub accounts: usize,
    /// Accounts in the stretch of its use: from the day asked for to the last use, or from the first use to that day.
    pub of: usize,
    /// Accounts on the other side of the day, none of which has it.
    pub silent: usize,
    /// How likely that silence is by chance, 0 to 1.
    pub chance: f64,
}

/// The formulations that turned at a day, those whose silence is the least likely first. Accounts without a day are passed
/// over.
#[must_use]
pub fn turned(accounts: &Accounts, formulations: &[Formulation], turn: Turn, day: Date) -> Vec<Turned> {
    let mut found: Vec<Turned> = formulations.iter().filter_map(|formulation| one(accounts, formulation, turn, day)).collect();
    found.sort_by(|a, b| a.chance.total_cmp(&b.chance).then(b.accounts.cmp(&a.accounts)).then(a.turning.date.cmp(&b.turning.date)));
    found
}

fn one(accounts: &Accounts, formulation: &Formulation, turn: Turn, day: Date) -> Option<Turned> {
    let date = |index: usize| accounts.get(index).date;
    let dated = |indices: Vec<usize>| -> Vec<usize> { indices.into_iter().filter(|&index| date(index).is_some()).collect() };
    let (uses, all) = (dated(formulation.accounts()), dated(chances(accounts, &formulation.places)));
    let (first, last) = (*uses.first()?, *uses.last()?);
    let since = all.partition_point(|&index| date(index) < Some(day));
    let (turning, of, silent) = match turn {
        Turn::New if date(first) >= Some(day) => (first, all.partition_point(|&index| index <= last) - since, since),
        Turn::Gone if date(last) < Some(day) => (last, since - all.partition_point(|&index| index < first), all.len() - since),
        _ => return None,
    };
    let place = match turn {
        Turn::New => formulation.places.iter().find(|place| place.account == turning),
        Turn::Gone => formulation.places.iter().rfind(|place| place.account == turning),
    };
    Some(Turned {
        formulation: formulation.name.clone(),
        concept: formulation.concept.clone(),
        turning: accounts.uses(&[*place?]).pop()?,
        accounts: uses.len(),
        of,
        silent,
        chance: chance_of_silence(uses.len() - 1, of - 1 + silent, silent),
    })
}
