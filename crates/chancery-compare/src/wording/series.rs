//! Uses by issuer and period, with the accounts that there were.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::account::{Accounts, Place};
use super::period::{Length, Period};

/// Uses over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Series {
    /// A line for each issuer that has a use, the one with the most uses first; a line for each issuer when none has.
    pub lines: Vec<Line>,
}

/// Uses of one issuer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Line {
    /// Who: codes with blanks between; empty when it is not known.
    pub issuer: String,
    /// Every period from the first account to the last of all, then what has no day, where there is such an account.
    pub cells: Vec<Cell>,
}

/// Uses in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cell {
    /// Which; nothing for accounts without a day.
    #[serde(serialize_with = "named")]
    #[schemars(with = "Option<String>")]
    pub period: Option<Period>,
    /// Uses.
    pub uses: usize,
    /// Accounts with a use.
    pub accounts: usize,
    /// Accounts of the issuer in the period.
    pub of: usize,
}

fn named<S: Serializer>(period: &Option<Period>, serializer: S) -> Result<S::Ok, S::Error> {
    match period {
        Some(period) => serializer.collect_str(period),
        None => serializer.serialize_none(),
    }
}

impl Cell {
    /// Accounts with a use, of all accounts of the issuer in the period; nothing where there are none.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.of > 0).then(|| self.accounts as f64 / self.of as f64)
    }

    fn and(self, other: &Self) -> Self {
        Self { period: self.period, uses: self.uses + other.uses, accounts: self.accounts + other.accounts, of: self.of + other.of }
    }
}

impl Line {
    /// Uses in all periods.
    #[must_use]
    pub fn uses(&self) -> usize {
        self.cells.iter().map(|cell| cell.uses).sum()
    }
}

impl Series {
    /// The uses at places, which are in order, by periods of a length.
    #[must_use]
    pub fn new(accounts: &Accounts, places: &[Place], length: Length) -> Self {
        let periods = periods(accounts, length);
        let mut lines: BTreeMap<&str, Vec<Cell>> = BTreeMap::new();
        let empty = || periods.iter().map(|&period| Cell { period, uses: 0, accounts: 0, of: 0 }).collect::<Vec<_>>();
        // Periods follow one another without gaps; what has no day comes last.
        let first = periods.first().copied().flatten();
        let at = |account: usize| {
            let period = accounts.get(account).date.map(|date| Period::of(date, length));
            period.zip(first).map_or(periods.len() - 1, |(period, first)| period.after(first))
        };
        for (index, account) in accounts.all().iter().enumerate() {
            lines.entry(&account.issuer).or_insert_with(empty)[at(index)].of += 1;
        }
        for of_account in places.chunk_by(|one, other| one.account == other.account) {
            let index = of_account[0].account;
            if let Some(cells) = lines.get_mut(accounts.get(index).issuer.as_str()) {
                let cell = &mut cells[at(index)];
                cell.uses += of_account.len();
                cell.accounts += 1;
            }
        }
        let mut lines: Vec<Line> = lines.into_iter().map(|(issuer, cells)| Line { issuer: issuer.to_owned(), cells }).collect();
        if !places.is_empty() {
            lines.retain(|line| line.uses() > 0);
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.uses()));
        Self { lines }
    }

    /// The cells of all lines together.
    #[must_use]
    pub fn total(&self) -> Vec<Cell> {
        let mut lines = self.lines.iter();
        let first = lines.next().map(|line| line.cells.clone()).unwrap_or_default();
        lines.fold(first, |sum, line| sum.iter().zip(&line.cells).map(|(cell, other)| cell.and(other)).collect())
    }
}

/// The periods of all accounts, without gaps, then none when an account has no day.
fn periods(accounts: &Accounts, length: Length) -> Vec<Option<Period>> {
    let mut dates = accounts.all().iter().filter_map(|account| account.date);
    let first = dates.next();
    let last = dates.next_back().or(first);
    let bounds = first.zip(last);
    let dated = bounds.map(|(first, last)| Period::of(first, length).until(Period::of(last, length)).map(Some));
    let undated = accounts.all().iter().any(|account| account.date.is_none()).then_some(None);
    dated.into_iter().flatten().chain(undated).collect()
}
