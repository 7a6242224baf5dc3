//! The figures against independent implementations, on generated tables.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use chancery_ledger::agreement::{Estimate, figures, krippendorff_alpha_of_scores};
use serde_json::Value;

use crate::tables::{Numbers, Rows, ratings};

/// The variable that names a Python with the packages krippendorff and scikit-learn.
const PYTHON: &str = "CHANCERY_PYTHON";
/// Half the width of a 95 % interval in standard errors.
const Z: f64 = 1.959_963_984_540_054;

#[test]
fn figures_are_those_of_independent_implementations() {
    let python = std::env::var(PYTHON).unwrap_or_else(|_| "python3".to_owned());
    let has_packages = Command::new(&python).args(["-c", "import krippendorff, sklearn"]).stderr(Stdio::null()).status();
    if !has_packages.is_ok_and(|status| status.success()) {
        println!("skipped: {python} has no packages krippendorff and scikit-learn; {PYTHON} names another Python");
        return;
    }
    let tables = tables();
    let found = run(&python, &tables);
    assert_eq!(found.len(), tables.len());
    let mut compared = [0; 5];
    for (rows, expected) in tables.iter().zip(&found) {
        for (at, is_defined) in compare(rows, expected).into_iter().enumerate() {
            compared[at] += usize::from(is_defined);
        }
    }
    println!("compared in {} tables: observed, kappa, alpha, alpha of scores, AC1: {compared:?}", tables.len());
    assert!(compared.iter().all(|&count| count > 50), "{compared:?}");
}

/// Tables of many sizes and shapes, some of them hardly tables.
fn tables() -> Vec<Rows> {
    let mut numbers = Numbers(2026);
    let mut tables = Vec::new();
    for _ in 0..300 {
        let (coders, categories) = (2 + numbers.below(2) * numbers.below(4), 2 + numbers.below(5));
        let units = [1, 2, 5, 20, 60, 150][numbers.below(6)];
        let (skew, missing, noise) =
            ([1.0, 3.0, 12.0][numbers.below(3)], [0.0, 0.1, 0.5][numbers.below(3)], [0.0, 0.2, 0.6, 1.0][numbers.below(4)]);
        tables.push(numbers.rows(units, coders, categories, skew, missing, noise));
    }
    tables
}

fn run(python: &str, tables: &[Rows]) -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/agreement/oracle.py");
    let mut child =
        Command::new(python).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the interpreter ran a moment ago");
    let text = serde_json::to_vec(tables).expect("tables are plain");
    child.stdin.take().expect("it is piped").write_all(&text).expect("the script reads all its input");
    let output = child.wait_with_output().expect("the script ends");
    assert!(output.status.success(), "the script failed");
    serde_json::from_slice(&output.stdout).expect("the script prints JSON")
}

/// Asserts that all figures of a table are as expected; says which of them it defines.
fn compare(rows: &Rows, expected: &Value) -> [bool; 5] {
    let scores: Vec<Vec<Option<f64>>> = rows.iter().map(|row| row.iter().map(|rating| rating.map(f64::from)).collect()).collect();
    let figures = figures(&ratings(rows));
    let found = [
        ("observed", figures.observed),
        ("kappa", figures.kappa),
        ("alpha", figures.alpha),
        ("alpha_of_scores", krippendorff_alpha_of_scores(&scores)),
        ("ac1", figures.ac1),
    ];
    for (name, estimate) in found {
        let value = estimate.map(|estimate| estimate.value);
        let is_equal =
            value.zip(expected[name].as_f64()).map_or(value == expected[name].as_f64(), |(one, other)| (one - other).abs() < 1e-9);
        assert!(is_equal, "{name} is {value:?}, not {} for {rows:?}", expected[name]);
    }
    if let Some(Estimate { value, interval: Some(interval) }) = figures.ac1 {
        let error = expected["ac1_error"].as_f64().expect("two units or more have a standard error");
        assert!((interval.low - (value - Z * error).max(-1.0)).abs() < 1e-9, "the interval of AC1 for {rows:?}");
    }
    found.map(|(_, estimate)| estimate.is_some())
}
