//! The rows of the search and the questions to it as PostgreSQL writes them: `tsvector` and `tsquery`.
//!
//! A row holds tokens with their positions and facets without. Tokens are letters and digits, and facets have `_` after
//! their first letter, so neither is taken for the other. What has more tokens than PostgreSQL can number is kept without
//! positions and with [`UNNUMBERED`]: a phrase finds it by its tokens in any order. What has more than PostgreSQL can hold
//! is kept with [`UNFINISHED`], and any words find it. The text itself, which is looked at for every hit, decides.

use std::collections::BTreeMap;

/// Positions that PostgreSQL tells apart.
const MOST_POSITIONS: usize = 16_383;
/// Positions that it keeps of one token.
const MOST_OF_ONE: usize = 255;
/// Bytes of a token; the rest of a longer one is left to the text.
const LONGEST: usize = 2_000;
/// Bytes that the tokens of a row may have together, with what is kept beside each; PostgreSQL ends at 1 MiB.
const MOST_BYTES: usize = 1_000_000;
/// Bytes kept beside a token.
const BESIDE: usize = 4;
/// Bytes of a position.
const OF_A_POSITION: usize = 2;
/// Tokens of a phrase that are asked for; the rest is left to the text.
const MOST_ASKED: usize = 64;
/// Marks a row without positions. Not a token, not a facet.
const UNNUMBERED: &str = "+";
/// Marks a row without all of its tokens. Not a token, not a facet.
const UNFINISHED: &str = "++";

/// A row with tokens and facets, each with blanks between, as the text of a `tsvector`.
pub(super) fn vector(tokens: &str, facets: &str) -> String {
    let mut positions: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut count = 0;
    for token in tokens.split_ascii_whitespace() {
        count += 1;
        positions.entry(cut(token)).or_default().push(count);
    }
    let mut left = MOST_BYTES;
    let mut row: Vec<String> = Vec::with_capacity(positions.len());
    for facet in facets.split_ascii_whitespace().map(cut) {
        left = left.saturating_sub(facet.len() + BESIDE);
        row.push(quoted(facet));
    }
    let bytes: usize = positions.iter().map(|(token, places)| token.len() + BESIDE + OF_A_POSITION * places.len()).sum();
    if count <= MOST_POSITIONS && bytes <= left && positions.values().all(|places| places.len() <= MOST_OF_ONE) {
        for (token, places) in positions {
            let places: Vec<String> = places.iter().map(usize::to_string).collect();
            row.push(format!("{}:{}", quoted(token), places.join(",")));
        }
    } else {
        row.push(quoted(UNNUMBERED));
        for token in positions.keys() {
            if token.len() + BESIDE > left {
                row.push(quoted(UNFINISHED));
                break;
            }
            left -= token.len() + BESIDE;
            row.push(quoted(token));
        }
    }
    row.join(" ")
}

/// The question for tokens that follow one another.
pub(super) fn phrase(tokens: &[String]) -> String {
    let asked: Vec<String> = tokens.iter().take(MOST_ASKED).map(|token| quoted(cut(token))).collect();
    match &asked[..] {
        [one] => or_unfinished(one),
        _ => or_unfinished(&format!("{} | {} & {}", asked.join(" <-> "), asked.join(" & "), quoted(UNNUMBERED))),
    }
}

/// The question for tokens that begin so.
pub(super) fn beginning(token: &str) -> String {
    or_unfinished(&format!("{}:*", quoted(token)))
}

fn or_unfinished(question: &str) -> String {
    format!("({question} | {})", quoted(UNFINISHED))
}

/// The question for one facet of several.
pub(super) fn any_of(facets: &[String]) -> String {
    let asked: Vec<String> = facets.iter().map(|facet| quoted(cut(facet))).collect();
    format!("({})", asked.join(" | "))
}

/// What is kept of a token.
fn cut(token: &str) -> &str {
    let mut end = token.len().min(LONGEST);
    while !token.is_char_boundary(end) {
        end -= 1;
    }
    &token[..end]
}

/// A token as it stands in the text of a vector or a question.
fn quoted(token: &str) -> String {
    format!("'{}'", token.replace('\\', r"\\").replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::{any_of, beginning, phrase, quoted, vector};

    #[test]
    fn rows_hold_positions_of_tokens_and_facets() {
        assert_eq!(vector("甲国 国 a 甲国 ", "k_position n_1"), "'k_position' 'n_1' 'a':3 '国':2 '甲国':1,4");
        assert_eq!(vector("", ""), "");
        assert_eq!(quoted(r"it's a \"), r"'it''s a \\'");
    }

    #[test]
    fn more_than_can_be_numbered_is_kept_without_positions() {
        assert_eq!(vector(&"a ".repeat(255), "").matches(',').count(), 254);
        assert_eq!(vector(&"a ".repeat(256), "k_action"), "'k_action' '+' 'a'");
        let many: Vec<String> = (0..16_384).map(|number| number.to_string()).collect();
        assert!(vector(&many[1..].join(" "), "").contains("'16383':16383"));
        assert!(!vector(&many.join(" "), "").contains(':'));
    }

    #[test]
    fn what_is_too_long_is_cut() {
        assert_eq!(vector(&"é".repeat(5_000), ""), format!("'{}':1", "é".repeat(1_000)));
        let huge: Vec<String> = (0..1_000).map(|number| format!("{number}{}", "x".repeat(1_990))).collect();
        let vector = vector(&huge.join(" "), "k_action");
        assert!((900_000..1_010_000).contains(&vector.len()), "{}", vector.len());
        assert!(vector.ends_with("'++'"), "the rest is left to the text");
    }

    #[test]
    fn questions_ask_for_phrases_beginnings_and_facets() {
        assert_eq!(phrase(&["a".to_owned()]), "('a' | '++')");
        assert_eq!(phrase(&["a".to_owned(), "b".to_owned()]), "('a' <-> 'b' | 'a' & 'b' & '+' | '++')");
        assert_eq!(beginning("豆"), "('豆':* | '++')");
        assert_eq!(any_of(&["k_action".to_owned(), "k_request".to_owned()]), "('k_action' | 'k_request')");
    }
}
