//! All figures of one table of ratings.

use schemars::JsonSchema;
use serde::Serialize;

use super::ratings::Tally;
use super::{Estimate, Interval, Ratings, cohen_kappa, gwet_ac1, krippendorff_alpha};

/// The figures of one table of ratings. A figure that the table does not define is absent.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Figures {
    /// How many units have two ratings or more, on which agreement rests.
    pub units: usize,
    /// How many units have one rating only.
    pub unpaired: usize,
    /// How often each category of the scale was given, in the order of the categories.
    pub prevalence: Vec<Prevalence>,
    /// Percent agreement, as a share of 1.
    pub observed: Option<Estimate>,
    /// Cohen's kappa, of two coders only.
    pub kappa: Option<Estimate>,
    /// Krippendorff's alpha for nominal ratings.
    pub alpha: Option<Estimate>,
    /// Gwet's AC1.
    pub ac1: Option<Estimate>,
}

/// How often a category was given.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Prevalence {
    /// The category.
    pub category: String,
    /// How many ratings gave it.
    pub ratings: usize,
    /// Its share of all ratings, 0 to 1.
    pub share: f64,
}

/// All figures of a table.
pub fn figures(ratings: &Ratings) -> Figures {
    let tallies = ratings.tallies();
    let units = tallies.iter().filter(|tally| tally.raters > 1).count();
    Figures {
        units,
        unpaired: tallies.len() - units,
        prevalence: prevalence(ratings, &tallies),
        observed: observed_agreement(ratings),
        kappa: cohen_kappa(ratings),
        alpha: krippendorff_alpha(ratings),
        ac1: gwet_ac1(ratings),
    }
}

/// Percent agreement as a share: the mean over units of the share of their pairs of ratings that agree, which for two coders
/// is the share of units on which they agree (Fleiss 1971, Psychological Bulletin 76:378-382; Gwet 2014 for missing ratings).
///
/// Units with fewer than two ratings are left out; absent when none is left. The interval is Wilson's, over units.
pub fn observed_agreement(ratings: &Ratings) -> Option<Estimate> {
    let shares: Vec<f64> = ratings.tallies().iter().filter_map(Tally::agreement).collect();
    if shares.is_empty() {
        return None;
    }
    let value = shares.iter().sum::<f64>() / shares.len() as f64;
    Some(Estimate { value, interval: Some(Interval::wilson(value, shares.len())) })
}

fn prevalence(ratings: &Ratings, tallies: &[Tally]) -> Vec<Prevalence> {
    let mut counts = vec![0; ratings.categories().len()];
    for &(category, count) in tallies.iter().flat_map(|tally| &tally.counts) {
        counts[category] += count;
    }
    let all = counts.iter().sum::<usize>().max(1) as f64;
    let named = ratings.categories().iter().zip(counts);
    named.map(|(category, count)| Prevalence { category: category.clone(), ratings: count, share: count as f64 / all }).collect()
}
