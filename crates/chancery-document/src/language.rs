//! The language of a text, by its scripts and, for Latin letters, by its short frequent words.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use chancery_model::Language;

use crate::{Conventions, shape};

/// Bytes looked at.
const SAMPLE: usize = 64 * 1024;

/// Letters of one script from which a language is told.
const LETTERS_AT_LEAST: usize = 12;

/// Function words from which one is told.
const WORDS_AT_LEAST: usize = 4;

/// Letters by script.
#[derive(Debug, Default)]
struct Scripts {
    han: usize,
    kana: usize,
    hangul: usize,
    cyrillic: usize,
    latin: usize,
}

/// The language of a text, when there is enough of it to tell.
pub(crate) fn of(text: &str, conventions: &Conventions) -> Option<Language> {
    let sample = shape::beginning(text, SAMPLE);
    let scripts = count(sample);
    // A Han character carries about as much as three letters.
    let others = scripts.latin.max(scripts.cyrillic);
    if scripts.hangul >= LETTERS_AT_LEAST && scripts.hangul * 2 > others {
        return "ko".parse().ok();
    }
    if (scripts.han + scripts.kana) * 3 >= LETTERS_AT_LEAST && (scripts.han + scripts.kana) * 3 > others {
        return if scripts.kana * 10 > scripts.han { "ja".parse().ok() } else { Some(Language::ZH) };
    }
    if scripts.cyrillic >= LETTERS_AT_LEAST && scripts.cyrillic > scripts.latin {
        return "ru".parse().ok();
    }
    (scripts.latin >= LETTERS_AT_LEAST).then(|| latin(sample, conventions)).flatten()
}

/// Letters by script.
fn count(text: &str) -> Scripts {
    let mut scripts = Scripts::default();
    for character in text.chars() {
        match u32::from(character) {
            0x41..=0x5A | 0x61..=0x7A | 0xC0..=0x24F => scripts.latin += 1,
            0x400..=0x4FF => scripts.cyrillic += 1,
            0x3041..=0x30FF => scripts.kana += 1,
            0xAC00..=0xD7A3 => scripts.hangul += 1,
            _ if shape::is_han(character) => scripts.han += 1,
            _ => {}
        }
    }
    scripts
}

/// The language whose function words are the most, when that is clear.
fn latin(text: &str, conventions: &Conventions) -> Option<Language> {
    let mut languages: HashMap<&str, Vec<&str>> = HashMap::new();
    for (language, words) in conventions.function_words() {
        for word in words {
            let known = languages.entry(word).or_default();
            if known.last() != Some(&language.as_str()) {
                known.push(language);
            }
        }
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in text.split(|character: char| !character.is_alphabetic()).filter(|word| (1..=12).contains(&word.len())) {
        for language in languages.get(&*lower_case(word)).into_iter().flatten() {
            *counts.entry(language).or_default() += 1;
        }
    }
    let (&best, &most) = counts.iter().max_by_key(|&(_, &count)| count)?;
    let next = counts.iter().filter(|&(&language, _)| language != best).map(|(_, &count)| count).max().unwrap_or(0);
    (most >= WORDS_AT_LEAST && most > next).then(|| best.parse().ok()).flatten()
}

/// A word in lower case; most words are already.
fn lower_case(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_told_from_the_text_or_not_at_all() {
        let conventions = crate::conventions::tests::built_in();
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(of(text, &conventions).map(|language| language.to_string()).as_deref(), expected, "{text}");
        };
        check("甲国主席同乙国总统举行会谈。", Some("zh"));
        check("The leaders of Alvonia and Berland agreed to work with the council on trade.", Some("en"));
        check("Les dirigeants de la République sont convenus de travailler avec le conseil sur les questions des échanges.", Some("fr"));
        check("Состоялся телефонный разговор.", Some("ru"));
        check("両首脳は会談を行い、協力を確認した。", Some("ja"));
        check("두 정상은 회담을 갖고 협력을 확인하였다.", Some("ko"));
        check("Alvonia Berland 2026", None);
        check("12345 --", None);
    }
}
