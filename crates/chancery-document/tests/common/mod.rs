//! The built-in layout words, for the tests.

use chancery_document::Conventions;

macro_rules! files {
    ($($name:literal),*) => { [$(($name, include_str!(concat!("../../../chancery-lexicon/data/layout/", $name)))),*] };
}

/// The built-in layout words.
pub fn conventions() -> Conventions {
    Conventions::parse(&files!(
        "bylines.toml",
        "dates.toml",
        "exchanges.toml",
        "issuers.toml",
        "kinds.toml",
        "languages.toml",
        "months.toml",
        "notes.toml",
        "numerals.toml",
        "places.toml",
        "salutations.toml"
    ))
    .expect("the built-in layout words are well formed")
}
