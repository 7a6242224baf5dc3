//! The built-in files, compiled in.

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Path below `data/` and text of every built-in file, in the order they are read.
        pub const FILES: &[(&str, &str)] = &[$(($path, include_str!(concat!("../data/", $path)))),*];
    };
}

files![
    "actors/bodies.toml",
    "actors/groups.toml",
    "actors/offices.toml",
    "actors/outlets.toml",
    "actors/people.toml",
    "actors/places.toml",
    "actors/states.toml",
    "areas/areas.toml",
    "areas/regions.toml",
    "concepts/diplomacy.toml",
    "concepts/economy.toml",
    "concepts/negation.toml",
    "concepts/security.toml",
    "layout/bylines.toml",
    "layout/dates.toml",
    "layout/exchanges.toml",
    "layout/issuers.toml",
    "layout/kinds.toml",
    "layout/languages.toml",
    "layout/months.toml",
    "layout/notes.toml",
    "layout/numerals.toml",
    "layout/places.toml",
    "layout/salutations.toml",
    "mentions/currencies.toml",
    "mentions/en.toml",
    "mentions/units.toml",
    "mentions/zh.toml",
    "names/formulations.toml",
    "names/mechanisms.toml",
    "rules/damage.toml",
    "rules/en.toml",
    "rules/zh.toml",
    "terms/en.toml",
    "terms/zh.toml",
];
