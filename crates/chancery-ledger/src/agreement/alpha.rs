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
    Table::new(units, ratings.categories().len(), Difference::Nominal).estimate()
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
    Table::new(units, scale.len(), Difference::Interval(&scale)).estimate()
}

/// How far apart two categories are, squared.
enum Difference<'a> {
    /// 1 whenever they are not the same.
    Nominal,
    /// That of their scores, which are given for each category.
    Interval(&'a [f64]),
}

impl Difference<'_> {
    fn between(&self, one: usize, other: usize) -> f64 {
        match self {
            Self::Nominal => f64::from(one != other),
            Self::Interval(scores) => (scores[one] - scores[other]).powi(2),
        }
    }

    /// The sum over all ordered pairs of ratings; `counts` has how often each category was given.
    fn between_all(&self, counts: &[f64]) -> f64 {
        match self {
            Self::Nominal => counts.iter().sum::<f64>().powi(2) - counts.iter().map(|count| count * count).sum::<f64>(),
            Self::Interval(_) => {
                let pairs = (0..counts.len()).flat_map(|one| (0..counts.len()).map(move |other| (one, other)));
                pairs.map(|(one, other)| counts[one] * counts[other] * self.between(one, other)).sum()
            }
        }
    }
}

/// What alpha needs of a table.
struct Table<'a> {
    /// The units with two or more ratings.
    units: Vec<Unit>,
    /// How many categories there are.
    categories: usize,
    /// How far apart they are.
    difference: Difference<'a>,
}

/// The ratings of a unit.
struct Unit {
    /// The categories given.
    given: Vec<usize>,
    /// The differences within all ordered pairs of ratings, over the ratings less one.
    disagreement: f64,
}

impl<'a> Table<'a> {
    fn new(units: Vec<Vec<usize>>, categories: usize, difference: Difference<'a>) -> Self {
        let unit = |given: Vec<usize>| {
            let pairs = given.iter().flat_map(|&one| given.iter().map(move |&other| (one, other)));
            let disagreement = pairs.map(|(one, other)| difference.between(one, other)).sum::<f64>() / (given.len() - 1) as f64;
            Unit { given, disagreement }
        };
        let units = units.into_iter().filter(|given| given.len() > 1).map(unit).collect();
        Self { units, categories, difference }
    }

    fn estimate(&self) -> Option<Estimate> {
        let value = self.alpha(self.units.iter())?;
        Some(Estimate { value, interval: self.interval() })
    }

    /// Alpha of some of the units, or of some of them several times.
    fn alpha<'u>(&self, units: impl Iterator<Item = &'u Unit>) -> Option<f64> {
        let mut counts = vec![0.0; self.categories];
        let (mut ratings, mut observed) = (0, 0.0);
        for unit in units {
            unit.given.iter().for_each(|&category| counts[category] += 1.0);
            ratings += unit.given.len();
            observed += unit.disagreement;
        }
        let expected = self.difference.between_all(&counts);
        (expected > 0.0).then(|| 1.0 - (ratings - 1) as f64 * observed / expected)
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
