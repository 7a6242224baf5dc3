//! Which actor a member's column stands for.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Column names with actor ids.
static MEMBERS: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| toml::from_str(include_str!("members.toml")).expect("the file is part of the program, and a test reads it"));

/// The id of the actor that a column of a table stands for: `safrica` is `ZAF`. A name that is not known stays, as `?/name`.
///
/// Case and white space around the name do not matter.
pub fn member_id(column: &str) -> String {
    let name = column.trim();
    MEMBERS.get(&name.to_lowercase()).cloned().unwrap_or_else(|| format!("?/{name}"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn names_of_columns_stand_for_actors() {
        let known =
            [("argentina", "ARG"), ("us", "USA"), ("UK ", "GBR"), ("eu", "EUU"), ("korea", "KOR"), ("safrica", "ZAF"), ("saudi", "SAU")];
        for (column, actor) in known {
            assert_eq!(member_id(column), actor);
        }
        assert_eq!(member_id(" Alvonia"), "?/Alvonia");
    }

    #[test]
    fn every_id_is_in_the_lexicon() {
        let actors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../chancery-lexicon/data/actors");
        let read = |file: &str| std::fs::read_to_string(actors.join(file)).expect("the lexicon stands beside this crate");
        let lexicon = read("states.toml") + &read("groups.toml");
        for (column, actor) in MEMBERS.iter() {
            assert!(lexicon.contains(&format!("id = \"{actor}\"")), "{column} = {actor}");
        }
    }
}
