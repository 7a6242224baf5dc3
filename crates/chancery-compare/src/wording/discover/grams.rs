//! Runs of units that recur: every run of up to so many units that stands at least so often, level by level.
//!
//! A run can recur no more often than what it is made of (R. Agrawal and R. Srikant, 1994), so that a run of *n* units is only
//! counted where both runs of *n* − 1 units in it recur, and each level has fewer places than the one before.

use std::collections::HashMap;

/// What stands between stretches that no phrase crosses.
pub(super) const BREAK: u32 = 0;

/// The units of many texts, by number, in one row.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Each unit, or [`BREAK`].
    pub(super) units: Vec<u32>,
    /// Which account it stands in.
    pub(super) accounts: Vec<u32>,
    /// What the units are; the first stands for a break.
    pub(super) names: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Row {
    /// Adds a unit of an account.
    pub(super) fn push(&mut self, unit: &str, account: u32) {
        if self.names.is_empty() {
            self.names.push(String::new());
        }
        let number = match self.numbers.get(unit) {
            Some(&number) => number,
            None => {
                let number = self.names.len() as u32;
                self.names.push(unit.to_owned());
                self.numbers.insert(unit.to_owned(), number);
                number
            }
        };
        self.units.push(number);
        self.accounts.push(account);
    }

    /// Adds a break, where there is none yet.
    pub(super) fn part(&mut self, account: u32) {
        if self.units.last().is_some_and(|&unit| unit != BREAK) {
            self.units.push(BREAK);
            self.accounts.push(account);
        }
    }

    /// The unit at a place; a break past both ends.
    pub(super) fn at(&self, place: Option<usize>) -> u32 {
        place.and_then(|place| self.units.get(place)).copied().unwrap_or(BREAK)
    }
}

/// Runs of one length.
#[derive(Debug, Default)]
pub(super) struct Level {
    /// Where they stand, in order, each with the number of its run.
    places: Vec<(u32, u32)>,
    /// How often each stands.
    counts: Vec<u32>,
}

impl Level {
    fn one(row: &Row, least: u32) -> Self {
        let places = (0..).zip(&row.units).filter(|(_, unit)| **unit != BREAK).map(|(at, &unit)| (at, u64::from(unit)));
        Self::kept(&places.collect::<Vec<_>>(), least)
    }

    fn next(&self, least: u32) -> Self {
        let beside = self.places.windows(2).filter(|pair| pair[1].0 == pair[0].0 + 1);
        let places = beside.map(|pair| (pair[0].0, u64::from(pair[0].1) << 32 | u64::from(pair[1].1)));
        Self::kept(&places.collect::<Vec<_>>(), least)
    }

    /// Of runs by what they are made of, those that stand often enough, numbered in the order of their first places.
    fn kept(places: &[(u32, u64)], least: u32) -> Self {
        let mut counts: HashMap<u64, u32> = HashMap::with_capacity(places.len() / 4);
        for (_, run) in places {
            *counts.entry(*run).or_default() += 1;
        }
        let mut numbers: HashMap<u64, u32> = HashMap::new();
        let mut level = Self::default();
        for &(at, run) in places {
            let count = counts.get(&run).copied().unwrap_or_default();
            if count >= least {
                let number = *numbers.entry(run).or_insert_with(|| {
                    level.counts.push(count);
                    level.counts.len() as u32 - 1
                });
                level.places.push((at, number));
            }
        }
        level
    }

    /// Runs with the places where each stands, in order.
    pub(super) fn runs(&self) -> Vec<Vec<u32>> {
        let mut runs = vec![Vec::new(); self.counts.len()];
        for &(at, run) in &self.places {
            runs[run as usize].push(at);
        }
        runs
    }

    /// The number of the run at a place.
    pub(super) fn number(&self, at: usize) -> Option<usize> {
        let found = self.places.binary_search_by_key(&(at as u32), |&(place, _)| place).ok()?;
        Some(self.places[found].1 as usize)
    }

    /// How often the run at a place stands; 0 when it is not kept.
    pub(super) fn count(&self, at: usize) -> u32 {
        self.number(at).map_or(0, |run| self.counts[run])
    }
}

/// The levels of a row, up to runs of `longest` units; the first holds single units.
pub(super) fn levels(row: &Row, longest: usize, least: u32) -> Vec<Level> {
    let mut levels = vec![Level::one(row, least)];
    while levels.len() < longest {
        let next = levels[levels.len() - 1].next(least);
        if next.places.is_empty() {
            break;
        }
        levels.push(next);
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_run_is_counted_as_often_as_it_stands(text in "[ab ]{0,60}") {
            let mut row = Row::default();
            for letter in text.chars() {
                if letter == ' ' { row.part(0) } else { row.push(&letter.to_string(), 0) }
            }
            let levels = levels(&row, 4, 2);
            for (length, level) in (1..).zip(&levels) {
                for (at, window) in row.units.windows(length).enumerate() {
                    let stands = row.units.windows(length).filter(|other| other == &window).count();
                    let expected = if stands >= 2 && !window.contains(&BREAK) { stands as u32 } else { 0 };
                    prop_assert_eq!(level.count(at), expected);
                }
            }
        }
    }
}
