//! What holds for every table.

use chancery_ledger::agreement::{Estimate, Figures, figures};
use proptest::prelude::*;

use crate::tables::{Rows, ratings};

/// Tables of 1 to 30 units, 2 to 4 coders, up to 4 categories, a fifth of the ratings missing.
fn tables() -> impl Strategy<Value = Rows> {
    let rating = prop_oneof![1 => Just(None), 4 => (0_u32..4).prop_map(Some)];
    (2_usize..5).prop_flat_map(move |coders| prop::collection::vec(prop::collection::vec(rating.clone(), coders), 1..30))
}

/// The values of all coefficients.
fn values(figures: &Figures) -> [Option<f64>; 4] {
    [figures.observed, figures.kappa, figures.alpha, figures.ac1].map(|estimate| estimate.map(|estimate| estimate.value))
}

/// Whether figures are equal but for the last digits, which the order of a sum changes.
fn are_close(one: &Figures, other: &Figures) -> bool {
    let close = |one: Option<f64>, other: Option<f64>| one.zip(other).map_or(one == other, |(one, other)| (one - other).abs() < 1e-9);
    values(one).iter().zip(values(other)).all(|(one, other)| close(*one, other))
}

fn is_sound(estimate: &Estimate) -> bool {
    let within = |interval: chancery_ledger::agreement::Interval| {
        interval.low <= interval.high && interval.low.is_finite() && interval.high.is_finite()
    };
    estimate.value.is_finite() && estimate.value <= 1.0 && estimate.interval.is_none_or(within)
}

proptest! {
    #[test]
    fn figures_are_numbers_up_to_1(rows in tables()) {
        let figures = figures(&ratings(&rows));
        prop_assert!([figures.observed, figures.kappa, figures.alpha, figures.ac1].iter().flatten().all(is_sound));
        let shares: f64 = figures.prevalence.iter().map(|category| category.share).sum();
        prop_assert!(figures.prevalence.is_empty() || (shares - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_order_of_coders_changes_nothing(rows in tables(), turn in 0_usize..4) {
        let turned: Rows = rows.iter().map(|row| row.iter().cycle().skip(turn).take(row.len()).copied().collect()).collect();
        prop_assert!(are_close(&figures(&ratings(&rows)), &figures(&ratings(&turned))));
    }

    #[test]
    fn the_order_of_units_changes_nothing(rows in tables()) {
        let turned: Rows = rows.iter().rev().cloned().collect();
        prop_assert!(are_close(&figures(&ratings(&rows)), &figures(&ratings(&turned))));
    }

    #[test]
    fn the_names_of_categories_change_nothing(rows in tables()) {
        let renamed: Rows = rows.iter().map(|row| row.iter().map(|rating| rating.map(|rating| 90 - 7 * rating)).collect()).collect();
        prop_assert!(are_close(&figures(&ratings(&rows)), &figures(&ratings(&renamed))));
    }

    #[test]
    fn perfect_agreement_is_1(truth in prop::collection::vec(0_u32..4, 2..20), coders in 2_usize..5) {
        prop_assume!(truth.iter().any(|category| *category != truth[0]));
        let rows: Rows = truth.iter().map(|&category| vec![Some(category); coders]).collect();
        let found = values(&figures(&ratings(&rows)));
        let kappa = (coders == 2).then_some(1.0);
        prop_assert_eq!(found, [Some(1.0), kappa, Some(1.0), Some(1.0)]);
    }

    #[test]
    fn a_table_always_has_the_same_figures(rows in tables()) {
        prop_assert_eq!(figures(&ratings(&rows)), figures(&ratings(&rows)));
    }
}
