//! Lines to a paragraph: what stands between the end of one line and the beginning of the next.

use std::collections::HashMap;

use super::script::{is_cjk, is_mostly_cjk, is_shared};

/// First parts of compounds that no syllable of a longer word is likely to be.
const PREFIXES: [&str; 3] = ["non", "self", "vice"];

/// First parts of compounds whose second part is a participle, as in "long-standing".
const DEGREES: [&str; 9] = ["long", "short", "high", "low", "well", "far", "hard", "wide", "deep"];

/// The words of a document, which tell how a word is written that a line parts.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// How often each word stands within a line, in lower case, with its hyphens.
    counts: HashMap<String, u32>,
    /// Whether the document puts spaces between ideographs and Latin words.
    spaced: bool,
}

impl Words {
    /// The words that stand within lines; those that a line parts are left out.
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l str> + Clone) -> Self {
        let (mut spaced, mut close) = (0_usize, 0_usize);
        for line in lines.clone() {
            let mut before = [' '; 2];
            for character in line.chars() {
                let latin = |character: char| character.is_ascii_alphanumeric();
                let [first, second] = before;
                close += usize::from(is_cjk(second) && latin(character) || latin(second) && is_cjk(character));
                let parted = second == ' ' && (is_cjk(first) && latin(character) || latin(first) && is_cjk(character));
                spaced += usize::from(parted);
                before = [second, character];
            }
        }
        let mut counts = HashMap::new();
        if lines.clone().any(|line| line.ends_with('-')) {
            let mut before_is_parted = false;
            for line in lines {
                let parted = line.ends_with('-');
                let words = line.split(|character: char| !is_of_word(character)).filter(|word| !word.is_empty());
                let mut words = words.skip(usize::from(before_is_parted)).peekable();
                before_is_parted = parted;
                while let Some(word) = words.next() {
                    if words.peek().is_some() || !parted {
                        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
                    }
                }
            }
        }
        Self { counts, spaced: spaced > close }
    }

    fn count(&self, word: &str) -> u32 {
        self.counts.get(&word.to_lowercase()).copied().unwrap_or(0)
    }

    /// Whether a word that a line parts at a hyphen keeps it, by how the document writes it elsewhere.
    fn keeps_hyphen(&self, head: &str, tail: &str) -> bool {
        let whole = self.count(&format!("{head}{tail}"));
        let hyphened = self.count(&format!("{head}-{tail}"));
        if whole != hyphened {
            return hyphened > whole;
        }
        let lower = head.to_lowercase();
        let participle = tail.len() > 4 && (tail.ends_with("ing") || tail.ends_with("ed"));
        if PREFIXES.contains(&lower.as_str()) || DEGREES.contains(&lower.as_str()) && participle {
            return true;
        }
        if lower == "co" {
            return !tail.starts_with(['a', 'e', 'i', 'o', 'u']);
        }
        // Of "state-of-the-art" parted at its end, "the" is a word of the document; of "Indo-Pacific" parted in "Pacific",
        // "Pa" is not. Two longer words that each stand alone speak for the hyphen too.
        let last = head.rsplit('-').next().unwrap_or(head);
        let compound = last.len() < head.len() && self.count(last) > 0;
        compound || tail.contains('-') && self.count(head) > 0 || head.chars().count() > 2 && self.count(head) > 0 && self.count(tail) > 0
    }
}

/// Adds a line to a paragraph.
pub(super) fn add(paragraph: &mut String, line: &str, words: &Words) {
    let (Some(last), Some(first)) = (paragraph.chars().next_back(), line.chars().next()) else {
        paragraph.push_str(line);
        return;
    };
    if last == '-' && is_parted_at(paragraph) {
        let head = last_word(&paragraph[..paragraph.len() - 1]);
        let tail = first_word(line);
        let capitals = |word: &str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
        let goes_on = first.is_lowercase() || first.is_uppercase() && capitals(head) && capitals(tail);
        if goes_on && !words.keeps_hyphen(head, tail) {
            paragraph.pop();
        }
    } else if !(last == '-' && !paragraph[..paragraph.len() - 1].ends_with(' ')) && is_apart(paragraph, last, line, first, words) {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

/// The text of a few lines of which nothing more is known.
pub(super) fn plain(lines: &[String]) -> String {
    let words = Words::default();
    lines.iter().fold(String::new(), |mut text, line| {
        add(&mut text, line, &words);
        text
    })
}

/// Whether a hyphen at the end of a line follows a letter, and so may part a word.
fn is_parted_at(paragraph: &str) -> bool {
    let before = paragraph.chars().rev().nth(1);
    before.is_some_and(|before| before.is_alphanumeric() && !is_cjk(before))
}

/// Whether a space stands between two lines.
fn is_apart(paragraph: &str, last: char, line: &str, first: char, words: &Words) -> bool {
    let is_dash = |character: char| matches!(character, '\u{2014}' | '\u{2013}');
    if is_dash(last) || is_dash(first) {
        // A dash stands as it does elsewhere in the line: free, or close to its words.
        let free_before = is_dash(last) && paragraph.trim_end_matches(is_dash).ends_with(' ');
        let free_after = is_dash(first) && line.trim_start_matches(is_dash).starts_with(' ');
        return free_before || free_after;
    }
    match (is_cjk(last), is_cjk(first)) {
        (true, true) => false,
        (true, false) => words.spaced && first.is_ascii_alphanumeric() && last.is_alphanumeric(),
        (false, true) => words.spaced && last.is_ascii_alphanumeric() && first.is_alphanumeric(),
        (false, false) => {
            let shared = is_shared(last) || is_shared(first) || last.is_ascii_digit() && first.is_ascii_digit();
            !(shared && is_mostly_cjk(&paragraph[floor(paragraph, 90)..]))
        }
    }
}

/// Where the last so many bytes of a text begin, at a character.
fn floor(text: &str, bytes: usize) -> usize {
    let mut at = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() && !is_cjk(character) || matches!(character, '-' | '\'' | '\u{2019}')
}

fn last_word(text: &str) -> &str {
    let rest = text.trim_end_matches(is_of_word);
    &text[rest.len()..]
}

fn first_word(text: &str) -> &str {
    let rest = text.trim_start_matches(is_of_word);
    &text[..text.len() - rest.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], elsewhere: &str, expected: &str) {
        let words = Words::of(lines.iter().copied().chain([elsewhere]));
        let mut text = String::new();
        lines.iter().for_each(|line| add(&mut text, line, &words));
        assert_eq!(text, expected);
    }

    #[test]
    fn words_that_a_line_parts_are_made_whole() {
        check(&["both countries’ econ-", "omies"], "", "both countries’ economies");
        check(&["a long-", "term plan"], "the long-term view", "a long-term plan");
        check(&["the Alvo-", "Borduria treaty"], "", "the Alvo-Borduria treaty");
        check(&["a state-of-the-", "art port"], "the port", "a state-of-the-art port");
        check(&["the Indo-Pa-", "cific region"], "", "the Indo-Pacific region");
        check(&["a non-", "tariff barrier"], "", "a non-tariff barrier");
        check(&["long-", "standing ties of co-", "operation"], "", "long-standing ties of cooperation");
        check(&["FOR PEACE AND PROSPER-", "ITY OF ALL"], "", "FOR PEACE AND PROSPERITY OF ALL");
        check(&["the U.A.-", "Borduria board"], "", "the U.A.-Borduria board");
        check(&["from 2026-", "2030"], "", "from 2026-2030");
        check(&["pages 3 -", "7"], "", "pages 3 - 7");
    }

    #[test]
    fn spaces_between_lines_follow_the_script() {
        check(&["两国元首", "同意"], "", "两国元首同意");
        check(&["同意设立", "ABC", "基金"], "", "同意设立ABC基金");
        check(&["同意设立 ABC 的", "XYZ"], "", "同意设立 ABC 的 XYZ");
        check(&["the two", "sides"], "", "the two sides");
        check(&["甲方说，这是“历史", "”的一步。甲方说", "“好”。"], "", "甲方说，这是“历史”的一步。甲方说“好”。");
        check(&["the plan—", "agreed last year"], "", "the plan—agreed last year");
        check(&["the plan —", "agreed last year"], "", "the plan — agreed last year");
    }
}
