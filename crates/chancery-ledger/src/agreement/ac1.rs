//! Gwet's AC1.

use super::ratings::Tally;
use super::{Estimate, Interval, Ratings};

/// Gwet's AC1 of any number of coders with its variance over units (Gwet 2008, British Journal of Mathematical and Statistical
/// Psychology 61:29-48), in the form for missing ratings (Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition, chapters 2 and 5).
///
/// Units with one rating count for the prevalence only. Absent when no unit has two ratings, and on a scale of a single
/// category, which leaves nothing to chance; give the scale ([`Ratings::on_scale`]) when it has more than was used.
/// One unit gives no interval.
pub fn gwet_ac1(ratings: &Ratings) -> Option<Estimate> {
    let tallies = ratings.tallies();
    let paired = tallies.iter().filter(|tally| tally.raters > 1).count() as f64;
    let q = ratings.categories().len();
    if paired == 0.0 || q < 2 {
        return None;
    }
    let n = tallies.len() as f64;
    let mut prevalence = vec![0.0; q];
    for tally in &tallies {
        tally.counts.iter().for_each(|&(category, count)| prevalence[category] += count as f64 / (tally.raters as f64 * n));
    }
    let others = (q - 1) as f64;
    let agreed = tallies.iter().filter_map(Tally::agreement).sum::<f64>() / paired;
    let expected = prevalence.iter().map(|share| share * (1.0 - share)).sum::<f64>() / others;
    let ac1 = if agreed == 1.0 { 1.0 } else { (agreed - expected) / (1.0 - expected) };
    // Each unit's part in the coefficient, corrected for its part in the prevalence.
    let part = |tally: &Tally| {
        let own = tally.agreement().map_or(0.0, |agreement| n / paired * (agreement - expected) / (1.0 - expected));
        let chance = tally.counts.iter().map(|&(category, count)| count as f64 * (1.0 - prevalence[category])).sum::<f64>();
        own - 2.0 * (1.0 - ac1) * (chance / (others * tally.raters as f64) - expected) / (1.0 - expected)
    };
    let spread: f64 = tallies.iter().map(|tally| (part(tally) - ac1).powi(2)).sum();
    let interval = (tallies.len() > 1).then(|| Interval::normal(ac1, spread / (n * (n - 1.0))));
    Some(Estimate { value: ac1, interval })
}
