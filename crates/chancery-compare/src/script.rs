//! Characters and words of Chinese and of spaced languages: the units that wordings are made of.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Numerals that are written out, in Chinese and English, one a line.
static NUMERALS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("../data/numerals.txt").lines().collect());

/// Chinese characters and English words with which no phrase begins, one a line.
static NO_BEGINNING: LazyLock<BTreeSet<&str>> = LazyLock::new(|| include_str!("../data/no_beginning.txt").lines().collect());
/// Those with which no phrase ends.
static NO_END: LazyLock<BTreeSet<&str>> = LazyLock::new(|| include_str!("../data/no_end.txt").lines().collect());

/// Whether a character is a Chinese one.
#[must_use]
pub fn is_han(character: char) -> bool {
    matches!(u32::from(character), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

/// Whether a character is a letter or digit of a word that spaces part from others.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() && !is_han(character)
}

/// Whether a range of bytes does not begin or end inside a word.
pub(crate) fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let parts = |before: Option<char>, after: Option<char>| !(before.is_some_and(is_of_word) && after.is_some_and(is_of_word));
    parts(text[..start].chars().next_back(), text[start..].chars().next())
        && parts(text[..end].chars().next_back(), text[end..].chars().next())
}

/// A unit of a wording: a Chinese character or a word, with the bytes it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit<'t> {
    pub(crate) text: &'t str,
    pub(crate) start: usize,
    /// Whether nothing but blanks stands between it and the unit before.
    pub(crate) follows: bool,
}

impl Unit<'_> {
    /// One past its last byte.
    pub(crate) fn end(self) -> usize {
        self.start + self.text.len()
    }
}

/// The units of a text, in order; marks and blanks are left out.
pub(crate) fn units(text: &str) -> Vec<Unit<'_>> {
    let mut units: Vec<Unit<'_>> = Vec::new();
    let mut follows = true;
    let mut characters = text.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        let mut end = start + character.len_utf8();
        if is_of_word(character) {
            while let Some((at, next)) = characters.next_if(|&(at, next)| is_of_word(next) || joins(text, at, next)) {
                end = at + next.len_utf8();
            }
        } else if !is_han(character) {
            follows &= character == ' ';
            continue;
        }
        units.push(Unit { text: &text[start..end], start, follows });
        follows = true;
    }
    units
}

/// Whether a mark inside a word belongs to it: *people's*, *win-win*.
fn joins(text: &str, at: usize, mark: char) -> bool {
    matches!(mark, '\'' | '’' | '-') && text[at + mark.len_utf8()..].chars().next().is_some_and(is_of_word)
}

/// Units as they are written: Chinese without spaces, words with one between them.
pub(crate) fn written(units: &[&str]) -> String {
    let mut text = String::new();
    for unit in units {
        let parts = text.chars().next_back().is_some_and(is_of_word) && unit.chars().next().is_some_and(is_of_word);
        if parts {
            text.push(' ');
        }
        text.push_str(unit);
    }
    text
}

/// Whether no phrase begins with a folded unit, such as a particle or article.
pub(crate) fn begins_no_phrase(unit: &str) -> bool {
    NO_BEGINNING.contains(unit)
}

/// Whether no phrase ends with a folded unit.
pub(crate) fn ends_no_phrase(unit: &str) -> bool {
    NO_END.contains(unit)
}

/// Whether a folded unit is a numeral that is written out.
pub(crate) fn is_numeral(unit: &str) -> bool {
    NUMERALS.contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_characters_and_words() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(units(text).iter().map(|unit| unit.text).collect::<Vec<_>>(), expected, "{text}");
        };
        check("四不一无意", &["四", "不", "一", "无", "意"]);
        check("win-win, the people's  way", &["win-win", "the", "people's", "way"]);
        check("“一带一路”AI合作", &["一", "带", "一", "路", "AI", "合", "作"]);
        check("—— ", &[]);
    }

    #[test]
    fn what_marks_part_does_not_follow() {
        let follows: Vec<bool> = units("合作,共赢 a b").iter().map(|unit| unit.follows).collect();
        assert_eq!(follows, [true, true, false, true, true, true]);
    }

    #[test]
    fn words_are_written_with_spaces_and_characters_without() {
        assert_eq!(written(&["new", "type"]), "new type");
        assert_eq!(written(&["新", "型"]), "新型");
    }

    #[test]
    fn a_range_is_whole_when_it_splits_no_word() {
        assert!(is_whole("a new type", 2, 5) && !is_whole("a newer type", 2, 5) && is_whole("新型大国关系", 3, 6));
    }
}
