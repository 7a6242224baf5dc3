//! The numbers that a browser shows before the items of a list.

use super::hints::HINTS;
use super::tree::{Marks, Node};

/// A list in the making.
#[derive(Debug)]
pub(super) struct List {
    numbered: bool,
    next: i32,
    step: i32,
    style: u8,
}

impl List {
    /// The list of an `ol` or `ul` with so many items.
    pub(super) fn new(node: &Node, numbered: bool, items: usize) -> Self {
        let down = node.marks.any(Marks::REVERSED);
        let first = if down { i32::try_from(items).unwrap_or(i32::MAX) } else { 1 };
        Self {
            numbered: numbered && !node.marks.any(Marks::UNNUMBERED),
            next: node.number.unwrap_or(first),
            step: if down { -1 } else { 1 },
            style: node.style,
        }
    }

    /// What stands before its next item, which may have a `value` of its own.
    pub(super) fn mark(&mut self, value: Option<i32>) -> String {
        let number = value.unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        if !self.numbered {
            return String::new();
        }
        let counted = match self.style {
            b'a' => letters(number),
            b'A' => letters(number).map(|letters| letters.to_uppercase()),
            b'i' => roman(number),
            b'I' => roman(number).map(|roman| roman.to_uppercase()),
            _ => None,
        };
        format!("{}. ", counted.unwrap_or_else(|| number.to_string()))
    }
}

/// Whether a text opens with a number of its own, so that the list's is not shown.
pub(super) fn has_own_number(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '[', '\u{FF08}']);
    let opened = bare.len() < text.len();
    let number = bare.find(|character| !is_number(character) && !character.is_ascii_lowercase()).unwrap_or(bare.len());
    let (number, after) = bare.split_at(number);
    let counted = !number.is_empty() && number.chars().all(is_number);
    match after.chars().next() {
        Some(')' | ']' | '\u{FF09}') => counted || opened && (1..=4).contains(&number.len()),
        Some('.' | '\u{3001}' | '\u{FF0E}') => counted,
        _ => false,
    }
}

/// Whether numbers are written with a character.
fn is_number(character: char) -> bool {
    character.is_ascii_digit() || HINTS.numerals.contains(character)
}

/// 1 is `a`, 27 is `aa`.
fn letters(number: i32) -> Option<String> {
    let mut left = u32::try_from(number).ok().filter(|&number| number > 0)?;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'a' + (left % 26) as u8));
        left /= 26;
    }
    Some(letters.iter().rev().collect())
}

/// 4 is `iv`; to 3999.
fn roman(number: i32) -> Option<String> {
    const NUMERALS: [(i32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut left = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut roman = String::new();
    for (value, numeral) in NUMERALS {
        while left >= value {
            roman.push_str(numeral);
            left -= value;
        }
    }
    Some(roman)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_are_shown() {
        assert_eq!(letters(28).as_deref(), Some("ab"));
        assert_eq!(roman(1949).as_deref(), Some("mcmxlix"));
        assert_eq!((letters(0), roman(-1), roman(4000)), (None, None, None));
    }

    #[test]
    fn items_may_have_numbers_of_their_own() {
        for text in ["1. Fisheries", "（一）渔业", "一、渔业", "(a) Fisheries", "12) Ports"] {
            assert!(has_own_number(text), "{text}");
        }
        for text in ["Fisheries", "渔业、港口和关税", "2026 is the year", "U.S. ports", "沃凯双方、各界"] {
            assert!(!has_own_number(text), "{text}");
        }
    }
}
