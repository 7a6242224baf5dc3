//! Numbers and marks that begin a heading, a list item, an article or a point of an argument.

use crate::Conventions;
use crate::conventions::Class;
use crate::shape;

/// What a paragraph begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A bullet or a dash with a space after it.
    Bullet,
    /// `1.`, `(1)`, `2.3`, a circled number.
    Arabic,
    /// `a)`, `(iv)`.
    Letter,
    /// A Chinese numeral with its comma, or in brackets.
    Han,
    /// A numbered chapter or article in Chinese.
    Division,
    /// The long dash of Chinese.
    Dash,
    /// *First,* in Chinese, or a numeral with a copula: running text.
    Point,
}

/// The long dashes that begin a paragraph: two em dashes, two horizontal bars, two box lines.
const DASHES: [&str; 3] = ["\u{2014}\u{2014}", "\u{2015}\u{2015}", "\u{2500}\u{2500}"];

/// What a text begins with, and how long that is in bytes.
pub(crate) fn mark(text: &str, conventions: &Conventions) -> Option<(Mark, usize)> {
    let first = text.chars().next()?;
    if let Some(dash) = DASHES.iter().find(|dash| text.starts_with(**dash)) {
        return Some((Mark::Dash, dash.len()));
    }
    match first {
        '-' | '*' | '+' | '\u{2013}' | '\u{2014}' | '\u{B7}' => after_space(text, first.len_utf8()).map(|length| (Mark::Bullet, length)),
        '\u{2022}' | '\u{25CF}' | '\u{25A0}' | '\u{25AA}' | '\u{25E6}' | '\u{2023}' | '\u{25CB}' | '\u{25A1}' | '\u{25C6}' | '\u{F0B7}' => {
            Some((Mark::Bullet, first.len_utf8()))
        }
        '\u{2460}'..='\u{2473}' => Some((Mark::Arabic, first.len_utf8())),
        '(' | '\u{FF08}' => bracketed(text, first.len_utf8(), conventions),
        _ if digit(first) => arabic(text),
        _ if first.is_ascii_alphabetic() => letter(text).map(|length| (Mark::Letter, length)),
        _ => han(text, conventions),
    }
}

/// A decimal digit, of half or full width.
fn digit(character: char) -> bool {
    character.is_ascii_digit() || ('\u{FF10}'..='\u{FF19}').contains(&character)
}

/// The length of a mark with the white space after it, when there is some.
fn after_space(text: &str, length: usize) -> Option<usize> {
    let space = text[length..].chars().next().filter(|next| next.is_whitespace())?;
    Some(length + space.len_utf8())
}

/// The length of a run of characters a text begins with.
fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|character| !belongs(character)).unwrap_or(text.len())
}

/// `1. `, `1)`, `1、`, `2.3 `.
fn arabic(text: &str) -> Option<(Mark, usize)> {
    let digits = run(text, digit);
    let numbered = text[..digits].chars().count() <= 3;
    let rest = &text[digits..];
    let mut after = rest.chars();
    match (after.next()?, after.next()) {
        _ if !numbered => None,
        ('\u{3001}' | '\u{FF09}' | ')', _) => Some((Mark::Arabic, digits + rest.chars().next()?.len_utf8())),
        ('.' | '\u{FF0E}', Some(next)) if next.is_whitespace() || shape::is_unspaced(next) && !digit(next) => {
            Some((Mark::Arabic, digits + 1))
        }
        ('.', Some(next)) if next.is_ascii_digit() => {
            let sections = run(text, |character| character.is_ascii_digit() || character == '.');
            let title = text[sections..].trim_start();
            let titled =
                title.len() < text.len() - sections && title.starts_with(|first: char| first.is_uppercase() || shape::is_han(first));
            // A quantity is followed by a unit, a section by a title.
            (titled && text[..sections].ends_with(|last: char| last.is_ascii_digit())).then_some((Mark::Arabic, sections))
        }
        _ => None,
    }
}

/// `a) `, `b. `, `iv. `.
fn letter(text: &str) -> Option<usize> {
    let letters = run(text, |character| character.is_ascii_lowercase());
    let roman = letters <= 4 && text[..letters].chars().all(|character| matches!(character, 'i' | 'v' | 'x'));
    if letters == 0 || !(letters == 1 || roman) {
        return None;
    }
    text[letters..].starts_with(['.', ')']).then(|| after_space(text, letters + 1)).flatten()
}

/// `(1)`, `(a)`, `(iv)`, and a Chinese numeral in brackets.
fn bracketed(text: &str, opening: usize, conventions: &Conventions) -> Option<(Mark, usize)> {
    let close = text.find([')', '\u{FF09}']).filter(|&close| close <= opening + 15)?;
    let inside = text[opening..close].trim();
    let end = close + text[close..].chars().next()?.len_utf8();
    let numerals = |character: char| is_in(conventions, Class::Numeral, character);
    if inside.is_empty() {
        return None;
    }
    if inside.chars().all(digit) && inside.chars().count() <= 3 {
        return Some((Mark::Arabic, end));
    }
    if inside.chars().all(numerals) {
        return Some((Mark::Han, end));
    }
    let roman = inside.chars().all(|character| matches!(character, 'i' | 'v' | 'x'));
    let single = inside.len() == 1 && inside.chars().all(|character| character.is_ascii_lowercase());
    (roman || single).then_some((Mark::Letter, end))
}

/// Chinese numerals: of a heading, of an article, of a point.
fn han(text: &str, conventions: &Conventions) -> Option<(Mark, usize)> {
    let numerals = |character: char| is_in(conventions, Class::Numeral, character);
    if let Some(length) = conventions.starts(Class::Point, text) {
        return text[length..].starts_with('\u{FF0C}').then_some((Mark::Point, length));
    }
    if let Some(length) = conventions.starts(Class::Ordinal, text) {
        let number = run(&text[length..], |character| numerals(character) || digit(character));
        let after = &text[length + number..];
        if number > 0 && conventions.starts(Class::Division, after).is_some() {
            return Some((Mark::Division, length + number));
        }
        let pointed = after.starts_with(['\u{FF0C}', '\u{3001}']) || conventions.starts(Class::Copula, after).is_some();
        return (number > 0 && pointed).then_some((Mark::Point, length + number));
    }
    let number = run(text, numerals);
    if number == 0 || text[..number].chars().count() > 4 {
        return None;
    }
    let after = &text[number..];
    if after.starts_with(['\u{3001}', '\u{FF0E}']) {
        return Some((Mark::Han, number + '\u{3001}'.len_utf8()));
    }
    conventions.starts(Class::Copula, after).map(|length| (Mark::Point, number + length))
}

/// Whether a character is a word of a class.
fn is_in(conventions: &Conventions, class: Class, character: char) -> bool {
    conventions.is(class, character.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Mark>) {
        assert_eq!(mark(text, &crate::conventions::tests::built_in()).map(|(mark, _)| mark), expected, "{text}");
    }

    #[test]
    fn marks_begin_items_headings_and_points() {
        for (text, expected) in [
            ("- Alvonia will", Mark::Bullet),
            ("• Alvonia", Mark::Bullet),
            ("1. Alvonia", Mark::Arabic),
            ("1.甲国", Mark::Arabic),
            ("2）甲国", Mark::Arabic),
            ("2.1 Trade", Mark::Arabic),
            ("(a) trade", Mark::Letter),
            ("一、甲国", Mark::Han),
            ("（十二）甲国", Mark::Han),
            ("第三章 贸易", Mark::Division),
            ("第一，甲国", Mark::Point),
            ("二是坚持", Mark::Point),
            ("——甲国将", Mark::Dash),
        ] {
            check(text, Some(expected));
        }
    }

    #[test]
    fn quantities_dates_and_words_are_no_marks() {
        for text in
            ["2.17万亿", "2.5 percent", "2026年", "-5 degrees", "a country", "一个中国", "（甲国）", "I. ", "2026. A", "第一次", "十五五"]
        {
            check(text, None);
        }
    }
}
