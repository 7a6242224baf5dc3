//! Examples printed in the literature, and variances derived another way.

use chancery_ledger::agreement::{
    Estimate, Ratings, RatingsError, cohen_kappa, figures, gwet_ac1, krippendorff_alpha, krippendorff_alpha_of_scores, observed_agreement,
};

use crate::tables::{Numbers, Rows, by_coder, by_pair, ratings};

/// Four observers, twelve units: Krippendorff 2011, *Computing Krippendorff's Alpha-Reliability*, section C.
const FOUR_OBSERVERS: [&str; 4] = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
/// Half the width of a 95 % interval in standard errors.
const Z: f64 = 1.959_963_984_540_054;

#[track_caller]
fn check(estimate: Option<Estimate>, expected: f64, places: i32) {
    let value = estimate.expect("the table defines it").value;
    assert!((value - expected).abs() <= 0.500_001 * 10_f64.powi(-places), "{value} is not {expected}");
}

/// The standard error that an interval rests on, for one that does not reach −1 or 1.
fn standard_error(estimate: Option<Estimate>) -> f64 {
    let interval = estimate.and_then(|estimate| estimate.interval).expect("there are units enough");
    assert!(interval.high < 1.0 && interval.low > -1.0, "the interval is cut off");
    (interval.high - interval.low) / (2.0 * Z)
}

/// What [`FOUR_OBSERVERS`] gave, as numbers.
fn scores() -> Vec<Vec<Option<f64>>> {
    let rows: Vec<Vec<Option<f64>>> =
        FOUR_OBSERVERS.iter().map(|row| row.chars().map(|rating| rating.to_digit(10).map(f64::from)).collect()).collect();
    (0..rows[0].len()).map(|unit| rows.iter().map(|row| row[unit]).collect()).collect()
}

#[test]
fn alpha_of_krippendorff_2011() {
    check(krippendorff_alpha(&by_coder(&["0100000010", "1110010000"])), 0.095, 3);
    check(krippendorff_alpha(&by_coder(&["aabbdcccedda", "babbbccceddd"])), 0.692, 3);
    check(krippendorff_alpha(&by_coder(&FOUR_OBSERVERS)), 0.743, 3);
    check(krippendorff_alpha_of_scores(&scores()), 0.849, 3);
}

/// Two abstractors on a hundred patients: Gwet 2014, *Handbook of Inter-Rater Reliability*; the figures are those that
/// the package irrCAC of its author prints for the table, to seven places.
#[test]
fn three_categories_of_gwet_2014() {
    let table = by_pair(&[&[13, 0, 0], &[0, 20, 7], &[0, 4, 56]]);
    check(observed_agreement(&table), 0.89, 7);
    check(cohen_kappa(&table), 0.796_409_4, 7);
    check(gwet_ac1(&table), 0.849_330_5, 7);
    check(krippendorff_alpha(&table), 0.797_258_5, 7);
    assert!((standard_error(cohen_kappa(&table)) - 0.058_910_72).abs() < 1e-8, "{}", standard_error(cohen_kappa(&table)));
    // For tables of two coders the package divides by the units, for lists of units, as here, by the units less one.
    let of_table = standard_error(gwet_ac1(&table)) * 0.99_f64.sqrt();
    assert!((of_table - 0.043_217_47).abs() < 1e-8, "{of_table}");
}

/// A table on which kappa is below 0 though the raters agree on 118 of 125: Gwet 2002, *Kappa statistic is not satisfactory
/// for assessing the extent of agreement between raters*. By hand: AC1 is (0.944 − e) / (1 − e) with e = 2 × 0.972 × 0.028.
#[test]
fn skewed_prevalence_of_gwet_2002() {
    let table = by_pair(&[&[118, 5], &[2, 0]]);
    check(observed_agreement(&table), 0.944, 9);
    check(cohen_kappa(&table), -0.0234, 4);
    check(gwet_ac1(&table), 0.9408, 4);
    let prevalence: Vec<usize> = figures(&table).prevalence.iter().map(|category| category.ratings).collect();
    assert_eq!(prevalence, [243, 7]);
}

/// The four observers again, by Gwet's coefficient with missing ratings, which irrCAC prints as 0.77544 with the standard error
/// 0.14295. By hand: nine of the eleven units with two ratings or more, and the mean shares of the five categories.
#[test]
fn ac1_with_missing_ratings() {
    let table = by_coder(&FOUR_OBSERVERS);
    check(observed_agreement(&table), 9.0 / 11.0, 9);
    let chance = [12.0, 13.0, 14.0, 5.0, 4.0].map(|share: f64| share / 48.0 * (1.0 - share / 48.0)).iter().sum::<f64>() / 4.0;
    check(gwet_ac1(&table), (9.0 / 11.0 - chance) / (1.0 - chance), 9);
    check(gwet_ac1(&table), 0.77544, 5);
    let interval = gwet_ac1(&table).and_then(|estimate| estimate.interval).expect("there are units enough");
    assert!((interval.low - (0.77544 - Z * 0.14295)).abs() < 2e-5, "{interval:?}");
    assert!(interval.high == 1.0);
}

/// Two readers of fifty proposals, by hand: they agree on 35 of 50, chance gives a half, so kappa is 0.4.
#[test]
fn kappa_by_hand() {
    check(cohen_kappa(&by_pair(&[&[20, 5], &[10, 15]])), 0.4, 9);
    check(cohen_kappa(&by_pair(&[&[0, 10], &[10, 0]])), -1.0, 9);
    check(cohen_kappa(&by_pair(&[&[25, 25], &[25, 25]])), 0.0, 9);
}

/// The large-sample variance is the delta method for a multinomial table: here with slopes taken numerically.
#[test]
fn variance_of_kappa_is_that_of_the_delta_method() {
    let kappa = |cells: &[[f64; 3]; 3]| {
        let agreed: f64 = (0..3).map(|at| cells[at][at]).sum();
        let expected: f64 = (0..3).map(|at| cells[at].iter().sum::<f64>() * cells.iter().map(|row| row[at]).sum::<f64>()).sum();
        (agreed - expected) / (1.0 - expected)
    };
    for counts in [[[75, 1, 4], [5, 4, 1], [0, 0, 10]], [[13, 0, 0], [0, 20, 7], [0, 4, 56]], [[9, 30, 2], [1, 7, 3], [8, 0, 40]]] {
        let n = f64::from(counts.iter().flatten().sum::<u32>());
        let cells = counts.map(|row| row.map(|count| f64::from(count) / n));
        let (mut mean, mut square) = (0.0, 0.0);
        for row in 0..3 {
            for column in 0..3 {
                let (mut up, mut down) = (cells, cells);
                up[row][column] += 1e-6;
                down[row][column] -= 1e-6;
                let slope = (kappa(&up) - kappa(&down)) / 2e-6;
                mean += cells[row][column] * slope;
                square += cells[row][column] * slope * slope;
            }
        }
        let derived = ((square - mean * mean) / n).sqrt();
        let rows: Vec<Vec<usize>> = counts.iter().map(|row| row.iter().map(|&count| count as usize).collect()).collect();
        let table = by_pair(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
        assert!((standard_error(cohen_kappa(&table)) - derived).abs() < 1e-7, "{counts:?}");
    }
}

/// The bootstrap of alpha against the jackknife, which draws nothing: both estimate the same standard error.
#[test]
fn interval_of_alpha_is_as_wide_as_the_jackknife_says() {
    let mut numbers = Numbers(7);
    let rows = numbers.rows(400, 3, 4, 1.5, 0.2, 0.3);
    let whole = krippendorff_alpha(&ratings(&rows)).expect("there is variation");
    let without =
        |left_out: usize| -> Rows { rows.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, row)| row.clone()).collect() };
    let alphas: Vec<f64> =
        (0..rows.len()).map(|at| krippendorff_alpha(&ratings(&without(at))).expect("there is variation").value).collect();
    let mean = alphas.iter().sum::<f64>() / alphas.len() as f64;
    let n = rows.len() as f64;
    let jackknife = ((n - 1.0) / n * alphas.iter().map(|alpha| (alpha - mean).powi(2)).sum::<f64>()).sqrt();
    let bootstrap = standard_error(Some(whole));
    assert!((bootstrap / jackknife - 1.0).abs() < 0.1, "{bootstrap} and {jackknife}");
}

/// 81 of 263: Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3.
#[test]
fn wilson_of_newcombe_1998() {
    let interval = observed_agreement(&by_pair(&[&[81, 182], &[0, 0]])).and_then(|estimate| estimate.interval).expect("there are units");
    assert!((interval.low - 0.2553).abs() < 5e-5 && (interval.high - 0.3662).abs() < 5e-5, "{interval:?}");
}

#[test]
fn no_pair_gives_no_figure() {
    for table in [by_coder(&["...", "..."]), by_coder(&["ab.", "..c"]), ratings(&Vec::new())] {
        let figures = figures(&table);
        assert_eq!((figures.units, figures.observed, figures.kappa, figures.alpha, figures.ac1), (0, None, None, None, None));
    }
    assert_eq!(figures(&by_coder(&["ab.", "..c"])).unpaired, 3);
    assert_eq!(krippendorff_alpha_of_scores(&[vec![Some(1.0), None], vec![Some(f64::NAN), Some(0.0)]]), None);
}

#[test]
fn no_variation_leaves_kappa_and_alpha_undefined() {
    let table = figures(&by_coder(&["aaaa", "aaaa"]));
    assert_eq!((table.kappa, table.alpha, table.ac1), (None, None, None));
    check(table.observed, 1.0, 9);
    let units = vec![vec![Some("yes"), Some("yes")]; 4];
    let on_scale = figures(&Ratings::on_scale(2, &["yes", "no"], &units).expect("all rows have two ratings"));
    assert_eq!((on_scale.kappa, on_scale.alpha), (None, None));
    check(on_scale.ac1, 1.0, 9);
    assert_eq!(krippendorff_alpha_of_scores(&[vec![Some(0.0), Some(-0.0)]]), None);
}

#[test]
fn one_unit_gives_figures_without_intervals() {
    let table = figures(&by_coder(&["a", "b"]));
    let has_interval = |estimate: Option<Estimate>| estimate.map(|estimate| estimate.interval.is_some());
    assert_eq!(
        [table.observed, table.kappa, table.alpha, table.ac1].map(has_interval),
        [Some(true), Some(false), Some(false), Some(false)]
    );
    check(table.observed, 0.0, 9);
    check(table.kappa, 0.0, 9);
    check(table.alpha, 0.0, 9);
    check(table.ac1, -1.0, 9);
}

#[test]
fn kappa_is_for_two_coders() {
    assert_eq!(cohen_kappa(&by_coder(&["ab", "ab", "ab"])), None);
    assert_eq!(cohen_kappa(&by_coder(&["ab"])), None);
}

#[test]
fn rows_of_another_length_are_refused() {
    let refused = Ratings::new(2, &[vec![Some("a"), None], vec![Some("a")]]);
    assert_eq!(refused, Err(RatingsError::Width { unit: 2, found: 1, coders: 2 }));
}
