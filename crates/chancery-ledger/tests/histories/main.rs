//! Random histories: the state follows from the log, what is undone is as it was, and no decision is lost in a merge.

#[path = "../common/mod.rs"]
mod common;

mod bulk;
mod dump;
mod merging;
mod properties;
mod steps;

/// How often a property is tried: as often as the environment says, else a few times, since each writes files.
fn tries() -> proptest::test_runner::Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(24);
    proptest::test_runner::Config { cases, ..Default::default() }
}
