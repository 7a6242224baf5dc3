//! A table of ratings: units by coders.

use std::collections::{BTreeMap, BTreeSet};

/// Nominal ratings: a row for each unit, in it one category or nothing for each coder.
///
/// Nothing means that the coder did not rate the unit; a coder who looked and found nothing gives a category of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratings {
    coders: usize,
    categories: Vec<String>,
    units: Vec<Vec<Option<usize>>>,
}

/// Why a table of ratings is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RatingsError {
    /// A row is longer or shorter than there are coders.
    #[error("unit {unit} has {found} ratings for {coders} coders; give each coder a category or nothing")]
    Width {
        /// The place of the unit, from 1.
        unit: usize,
        /// How many ratings it has.
        found: usize,
        /// How many it should have.
        coders: usize,
    },
}

impl Ratings {
    /// The table of `units`, each with one rating or nothing for each of `coders`. The scale is what was used.
    pub fn new<S: AsRef<str>>(coders: usize, units: &[Vec<Option<S>>]) -> Result<Self, RatingsError> {
        Self::on_scale(coders, &[], units)
    }

    /// The table of `units` on a scale that may have categories nobody used, which count for Gwet's AC1.
    ///
    /// A category that was used and is not in `scale` is added to it.
    pub fn on_scale<S: AsRef<str>>(coders: usize, scale: &[&str], units: &[Vec<Option<S>>]) -> Result<Self, RatingsError> {
        if let Some((at, row)) = units.iter().enumerate().find(|(_, row)| row.len() != coders) {
            return Err(RatingsError::Width { unit: at + 1, found: row.len(), coders });
        }
        let used = units.iter().flatten().flatten().map(AsRef::as_ref);
        let categories: BTreeSet<&str> = scale.iter().copied().chain(used).collect();
        let places: BTreeMap<&str, usize> = categories.iter().enumerate().map(|(at, &category)| (category, at)).collect();
        let place = |rating: &Option<S>| rating.as_ref().map(|category| places[category.as_ref()]);
        let units = units.iter().map(|row| row.iter().map(place).collect()).collect();
        Ok(Self { coders, categories: categories.into_iter().map(str::to_owned).collect(), units })
    }

    /// How many coders there are.
    pub const fn coders(&self) -> usize {
        self.coders
    }

    /// The categories of the scale, sorted.
    pub fn categories(&self) -> &[String] {
        &self.categories
    }

    /// The units in the order given: for each coder the place of its category in the scale, or nothing.
    pub fn units(&self) -> &[Vec<Option<usize>>] {
        &self.units
    }

    /// How often each category was given to each unit, of the units that were rated at all.
    pub(super) fn tallies(&self) -> Vec<Tally> {
        self.units.iter().map(|row| Tally::of(row)).filter(|tally| tally.raters > 0).collect()
    }
}

/// The ratings of one unit, whoever gave them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tally {
    /// Categories with how many coders gave them, without those that nobody gave.
    pub counts: Vec<(usize, usize)>,
    /// How many coders rated the unit.
    pub raters: usize,
}

impl Tally {
    fn of(row: &[Option<usize>]) -> Self {
        let mut counts = BTreeMap::new();
        for &category in row.iter().flatten() {
            *counts.entry(category).or_insert(0) += 1;
        }
        Self { raters: counts.values().sum(), counts: counts.into_iter().collect() }
    }

    /// The share of the pairs of its ratings that agree; absent with fewer than two.
    pub fn agreement(&self) -> Option<f64> {
        let pairs = |count: usize| (count * count.saturating_sub(1)) as f64;
        (self.raters > 1).then(|| self.counts.iter().map(|&(_, count)| pairs(count)).sum::<f64>() / pairs(self.raters))
    }
}
