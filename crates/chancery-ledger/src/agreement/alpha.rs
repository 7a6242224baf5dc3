//! Krippendorff's alpha.

use super::{Estimate, Interval, Ratings};

/// How many times the units are drawn anew for an interval.
const DRAWS: usize = 1000;
/// Where the draws begin, so that the same table always has the same interval.
const SEED: u64 = 0x6368_616e_6365_7279;

/// Krippendorff's alpha for nominal ratings of any number of coders, with missing ratings (Krippendorff 2011, *Computing
/// Krippendorff's Alpha-Reliability*, University of Pennsylvania, sections A to C).
///
/// Units with fewer than two ratings are left out. Absent when no unit is left, or when all ratings left are the same.
/// The interval is the percentile bootstrap over units, 1000 draws from a fixed seed (Zapf, Castell, Morawietz and Karch 2016,
/// BMC Medical Research Methodology 16:93); draws without variation have no alpha and are left out. It is absent with one
/// unit, and where more than half of the draws have no alpha.
pub fn krippendorff_alpha(ratings: &Ratings) -> Option<Estimate> {
    let units = ratings.units().iter().map(|row| row.iter().flatten().copied().collect()).collect();
    Table::new(units, ratings.categories().len(), |one, other| f64::from(one != other)).estimate()
}

/// Krippendorff's alpha for scores on an interval scale, such as −1, 0 and 1: a row for each unit, in it one score or nothing
/// for each coder; rows may differ in length. Everything else is as for [`krippendorff_alpha`].
///
/// Scores that are not finite count as missing.
pub fn krippendorff_alpha_of_scores(units: &[Vec<Option<f64>>]) -> Option<Estimate> {
    let finite = |row: &Vec<Option<f64>>| row.iter().flatten().copied().filter(|score| score.is_finite()).collect::<Vec<f64>>();
    let units: Vec<Vec<f64>> = units.iter().map(finite).collect();
    // Adding 0 makes −0 and 0 one score.
    let mut scale: Vec<f64> = units.iter().flatten().map(|score| score + 0.0).collect();
    scale.sort_by(f64::total_cmp);
    scale.dedup();
    let place = |score: f64| scale.partition_point(|&other| other < score);
    let units = units.iter().map(|row| row.iter().map(|&score| place(score)).collect()).collect();
    Table::new(units, scale.len(), |one, other| (scale[one] - scale[other]).powi(2)).estimate()
}

/// What alpha needs of a table.
struct Table<D> {
    /// The units with two or more ratings.
    units: Vec<Unit>,
    /// How many categories there are.
    categories: usize,
    /// The squared difference of two categories.
    distance: D,
}

/// The ratings of a unit.
struct Unit {
    /// The categories given.
    given: Vec<usize>,
    /// The differences within all ordered pairs of ratings, over the ratings less one.
    disagreement: f64,
}

impl<D: Fn(usize, usize) -> f64> Table<D> {
    fn new(units: Vec<Vec<usize>>, categories: usize, distance: D) -> Self {
        let unit = |given: Vec<usize>| {
            let pairs = given.iter().flat_map(|&one| given.iter().map(move |&other| (one, other)));
            let disagreement = pairs.map(|(one, other)| distance(one, other)).sum::<f64>() / (given.len() - 1) as f64;
            Unit { given, disagreement }
        };
        let units = units.into_iter().filter(|given| given.len() > 1).map(unit).collect();
        Self { units, categories, distance }
    }

    fn estimate(&self) -> Option<Estimate> {
        let value = self.alpha(self.units.iter())?;
        Some(Estimate { value, interval: self.interval() })
    }

    /// Alpha of some of the units, or of some of them several times.
    fn alpha<'a>(&'a self, units: impl Iterator<Item = &'a Unit>) -> Option<f64> {
        let mut counts = vec![0.0_f64; self.categories];
        let mut observed = 0.0;
        for unit in units {
            unit.given.iter().for_each(|&category| counts[category] += 1.0);
            observed += unit.disagreement;
        }
        let used: Vec<(usize, f64)> = counts.into_iter().enumerate().filter(|&(_, count)| count > 0.0).collect();
        let all: f64 = used.iter().map(|(_, count)| count).sum();
        let pairs = used.iter().flat_map(|one| used.iter().map(move |other| (one, other)));
        let expected: f64 = pairs.map(|(one, other)| one.1 * other.1 * (self.distance)(one.0, other.0)).sum();
        (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
    }

    fn interval(&self) -> Option<Interval> {
        let count = self.units.len();
        if count < 2 {
            return None;
        }
        let mut draws = Draws(SEED);
        let resampled = (0..DRAWS).filter_map(|_| self.alpha((0..count).map(|_| &self.units[draws.below(count)])));
        let mut alphas: Vec<f64> = resampled.collect();
        alphas.sort_by(f64::total_cmp);
        (2 * alphas.len() >= DRAWS).then(|| Interval { low: quantile(&alphas, 0.025), high: quantile(&alphas, 0.975) })
    }
}

/// The quantile of sorted values, between the two nearest in proportion.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    below + (above - below) * place.fract()
}

/// Numbers for drawing units: SplitMix64 (Steele, Lea and Flood 2014, *Fast splittable pseudorandom number generators*).
struct Draws(u64);

impl Draws {
    /// A number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^= word >> 31;
        ((u128::from(word) * bound as u128) >> 64) as usize
    }
}
