//! Cohen's kappa.

use super::{Estimate, Interval, Ratings};

/// Cohen's kappa of two coders over the units that both rated (Cohen 1960, Educational and Psychological Measurement 20:37-46),
/// with the large-sample variance of Fleiss, Cohen and Everitt (1969, Psychological Bulletin 72:323-327).
///
/// Absent unless there are exactly two coders, a unit that both rated, and variation: when both gave all units one and the
/// same category, chance alone explains the agreement and kappa is undefined. One unit gives no interval. With perfect
/// agreement the large-sample variance is 0 and the interval is the point 1, however few the units.
pub fn cohen_kappa(ratings: &Ratings) -> Option<Estimate> {
    let pairs: Vec<(usize, usize)> = ratings.units().iter().filter_map(|row| both(row)).collect();
    if pairs.is_empty() {
        return None;
    }
    let n = pairs.len() as f64;
    let share = |of: fn(&(usize, usize)) -> usize| {
        let mut shares = vec![0.0; ratings.categories().len()];
        pairs.iter().for_each(|pair| shares[of(pair)] += 1.0 / n);
        shares
    };
    let (first, second) = (share(|pair| pair.0), share(|pair| pair.1));
    let first_pair = pairs[0];
    if first_pair.0 == first_pair.1 && pairs.iter().all(|&pair| pair == first_pair) {
        return None;
    }
    let agreed = pairs.iter().filter(|(one, other)| one == other).count() as f64 / n;
    let expected: f64 = first.iter().zip(&second).map(|(one, other)| one * other).sum();
    let kappa = if agreed == 1.0 { 1.0 } else { (agreed - expected) / (1.0 - expected) };
    let rest = 1.0 - kappa;
    // The sums over the cells of the table of both coders, written as means over its units.
    let term = |&(one, other): &(usize, usize)| match one == other {
        true => (1.0 - (first[one] + second[one]) * rest).powi(2),
        false => ((second[one] + first[other]) * rest).powi(2),
    };
    let spread = pairs.iter().map(term).sum::<f64>() / n - (kappa - expected * rest).powi(2);
    let variance = spread / (n * (1.0 - expected).powi(2));
    Some(Estimate { value: kappa, interval: (pairs.len() > 1).then(|| Interval::normal(kappa, variance)) })
}

/// The ratings of a unit that both of two coders rated.
const fn both(row: &[Option<usize>]) -> Option<(usize, usize)> {
    match row {
        [Some(one), Some(other)] => Some((*one, *other)),
        _ => None,
    }
}
