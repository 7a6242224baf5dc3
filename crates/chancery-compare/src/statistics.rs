//! The measures that wording is judged by, each with its source.

/// How many standard errors a 95 percent interval reaches.
const Z: f64 = 1.959_963_984_540_054;

/// The 95 percent interval of a share, `of` being at least 1 (E. B. Wilson, *Probable inference, the law of succession, and
/// statistical inference*, 1927). 0 to 1, both ends.
#[must_use]
pub fn wilson(with: usize, of: usize) -> (f64, f64) {
    let (n, share) = (of.max(1) as f64, with as f64 / of.max(1) as f64);
    let middle = share + Z * Z / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    (((middle - half) / scale).max(0.0), ((middle + half) / scale).min(1.0))
}

/// The log-likelihood ratio of a table of two by two counts (T. Dunning, *Accurate methods for the statistics of surprise and
/// coincidence*, 1993): `both`, only the one, only the other, `neither`. 0 where the two have nothing to do with each other.
#[must_use]
pub fn log_likelihood(both: usize, one: usize, other: usize, neither: usize) -> f64 {
    let cells = [[both, one], [other, neither]].map(|row| row.map(|count| count as f64));
    let rows = cells.map(|[a, b]| a + b);
    let columns = [cells[0][0] + cells[1][0], cells[0][1] + cells[1][1]];
    let total = rows[0] + rows[1];
    let mut sum = 0.0;
    for (row, counts) in cells.iter().enumerate() {
        for (column, &count) in counts.iter().enumerate() {
            if count > 0.0 {
                sum += count * (count * total / (rows[row] * columns[column])).ln();
            }
        }
    }
    (2.0 * sum).max(0.0)
}

/// How likely it is that of `places`, the last `silent` have none of `uses` that fall on any of them alike, no two on one
/// (hypergeometric: the one-sided exact test of R. A. Fisher, 1935). 1 when there is nothing to fall.
#[must_use]
pub fn chance_of_silence(uses: usize, places: usize, silent: usize) -> f64 {
    let (uses, left) = (uses.min(places), places - silent.min(places));
    if uses > left {
        return 0.0;
    }
    (0..uses).map(|drawn| (left - drawn) as f64 / (places - drawn) as f64).product()
}

/// The entropy of counts, in bits.
#[must_use]
pub fn entropy(counts: impl Iterator<Item = usize> + Clone) -> f64 {
    let total: usize = counts.clone().sum();
    let share = |count: usize| count as f64 / total as f64;
    counts.filter(|&count| count > 0).map(|count| -share(count) * share(count).log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 0.0005, "{found} is not {expected}");
    }

    #[test]
    fn intervals_are_those_of_the_literature() {
        // R. G. Newcombe, 1998, table I: 81 of 263, and 15 of 148.
        let (low, high) = wilson(81, 263);
        near(low, 0.2553);
        near(high, 0.3662);
        let (low, high) = wilson(15, 148);
        near(low, 0.0624);
        near(high, 0.1605);
        assert!(wilson(4, 4).0 > 0.5 && wilson(8, 10).0 < 0.5 && wilson(9, 10).0 > 0.5);
    }

    #[test]
    fn what_is_independent_has_no_likelihood_and_what_goes_together_has() {
        near(log_likelihood(10, 10, 10, 10), 0.0);
        // Dunning's table: *the swiss*, 110 of 2442 pairs of 31777.
        near(log_likelihood(110, 2442, 111, 29114), 270.722);
    }

    #[test]
    fn silence_is_the_less_likely_the_more_chances_there_were() {
        near(chance_of_silence(1, 4, 2), 0.5);
        near(chance_of_silence(2, 4, 2), 1.0 / 6.0);
        near(chance_of_silence(3, 4, 2), 0.0);
        near(chance_of_silence(0, 4, 2), 1.0);
    }

    #[test]
    fn entropy_is_in_bits() {
        near(entropy([1, 1, 1, 1].into_iter()), 2.0);
        near(entropy([7].into_iter()), 0.0);
    }

    proptest! {
        #[test]
        fn chances_and_shares_are_between_nothing_and_one(of in 1usize..500, with in 0usize..500, silent in 0usize..500) {
            let with = with.min(of);
            let (low, high) = wilson(with, of);
            let share = with as f64 / of as f64;
            prop_assert!(0.0 <= low && low <= share + 1e-12 && share <= high + 1e-12 && high <= 1.0);
            let chance = chance_of_silence(with, of, silent);
            prop_assert!((0.0..=1.0).contains(&chance));
            prop_assert!(chance_of_silence(with, of, silent + 1) <= chance);
        }
    }
}
