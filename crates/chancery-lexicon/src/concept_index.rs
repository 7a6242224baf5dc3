//! Finds the concepts of one language in a text.
//!
//! Chinese words are found on characters of the matching form. English phrases are found word by
//! word; the words of a text may be inflected (plural, past, participle), those of the lexicon are
//! not. At every place the longest wording counts, and one that lies within a longer one does not,
//! except within a name, whose parts are concepts too.

use std::collections::HashMap;

use chancery_model::Language;
use chancery_text::fold;

use crate::concept::{Concept, ConceptSort};
use crate::word_index::is_spaced;

/// A concept found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConceptHit {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The concept, an index of the lexicon's concepts.
    pub concept: u32,
}

/// A wording: how it goes on after its first part, and what it stands for.
#[derive(Debug)]
struct Wording {
    /// All of its parts: characters, or words.
    parts: Box<[u32]>,
    concept: u32,
    is_name: bool,
    /// Whether it hides what it covers and is nothing itself.
    is_guard: bool,
    /// Whether its letters must be capitals, as those of an abbreviation.
    is_upper: bool,
}

/// Finds all concepts of one language in one pass.
#[derive(Debug)]
pub struct ConceptIndex {
    spaced: bool,
    /// Numbers of the words in wordings; empty where parts are characters.
    words: HashMap<Box<str>, u32>,
    /// Wordings by their first part, the longest first.
    by_first: HashMap<u32, Vec<Wording>>,
}

/// A part of a text: a character or word.
struct Part {
    number: u32,
    start: usize,
    end: usize,
    is_upper: bool,
}

/// The number of a word that stands in no wording.
const UNKNOWN: u32 = u32::MAX;

impl ConceptIndex {
    /// The index of wordings, each with the index of its concept.
    pub(crate) fn new(wordings: &[(String, u32)], concepts: &[Concept], language: Language) -> Self {
        let mut index = Self { spaced: is_spaced(language), words: HashMap::new(), by_first: HashMap::new() };
        for (wording, concept) in wordings {
            let parts = index.intern(wording);
            let Some(&first) = parts.first() else { continue };
            let sort = concepts[*concept as usize].sort;
            let is_name = matches!(sort, ConceptSort::Formulation | ConceptSort::Mechanism);
            let is_guard = sort == ConceptSort::Guard;
            let is_upper = index.spaced && wording.len() <= 6 && is_upper(wording);
            index.by_first.entry(first).or_default().push(Wording { parts: parts.into(), concept: *concept, is_name, is_guard, is_upper });
        }
        for wordings in index.by_first.values_mut() {
            wordings.sort_by(|a, b| b.parts.len().cmp(&a.parts.len()).then(a.concept.cmp(&b.concept)));
        }
        index
    }

    /// The parts of a wording; its words are numbered when they are new.
    fn intern(&mut self, wording: &str) -> Vec<u32> {
        let folded = fold::fold(wording);
        if !self.spaced {
            return folded.chars().map(u32::from).collect();
        }
        let words = words_of(&folded).map(|(start, end)| &folded[start..end]);
        words.map(|word| next_number(&mut self.words, word)).collect()
    }

    /// The concepts of `text`, in the order of their starts.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<ConceptHit> {
        let parts = self.parts(text);
        let mut hits = Vec::new();
        // What a longer wording covers, but a name.
        let mut covered = 0;
        for at in 0..parts.len() {
            let Some(wordings) = self.by_first.get(&parts[at].number) else { continue };
            let mut longest = None;
            for wording in wordings.iter().filter(|wording| stands_at(wording, &parts[at..])) {
                let end = at + wording.parts.len();
                let within = longest.is_some_and(|longest| end < longest) || end <= covered;
                if (!within || wording.is_name) && !wording.is_guard {
                    hits.push(ConceptHit { start: parts[at].start, end: parts[end - 1].end, concept: wording.concept });
                }
                if !wording.is_name {
                    longest = longest.max(Some(end));
                }
            }
            covered = covered.max(longest.unwrap_or(0));
        }
        hits
    }

    fn parts(&self, text: &str) -> Vec<Part> {
        let folded = fold::fold(text);
        if !self.spaced {
            let part = |(start, character): (usize, char)| Part {
                number: u32::from(character),
                start,
                end: start + character.len_utf8(),
                is_upper: false,
            };
            return folded.char_indices().map(part).collect();
        }
        let part = |(start, end): (usize, usize)| Part {
            number: self.number(&folded[start..end]),
            start,
            end,
            is_upper: is_upper(&text[start..end]),
        };
        words_of(&folded).map(part).collect()
    }

    /// The number of a word of a text, which may be inflected.
    fn number(&self, word: &str) -> u32 {
        let known = |form: &str| self.words.get(form).copied();
        known(word).or_else(|| uninflected(word).into_iter().find_map(|form| known(&form))).unwrap_or(UNKNOWN)
    }
}

/// The number of a word, the next one when it is new.
fn next_number(words: &mut HashMap<Box<str>, u32>, word: &str) -> u32 {
    let next = words.len() as u32;
    *words.entry(word.into()).or_insert(next)
}

fn stands_at(wording: &Wording, parts: &[Part]) -> bool {
    wording.parts.len() <= parts.len()
        && wording.parts.iter().zip(parts).all(|(&number, part)| number == part.number && (part.is_upper || !wording.is_upper))
}

/// Whether a word has at least two letters and all are capitals.
fn is_upper(word: &str) -> bool {
    let mut letters = word.bytes().filter(u8::is_ascii_alphabetic);
    letters.clone().count() >= 2 && letters.all(|letter| letter.is_ascii_uppercase())
}

/// Where the words of a folded text stand: runs of letters and digits.
fn words_of(folded: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + folded[at..].find(char::is_alphanumeric)?;
        let end = folded[start..].find(|character: char| !character.is_alphanumeric()).map_or(folded.len(), |length| start + length);
        at = end;
        Some((start, end))
    })
}

/// What an English word may be a form of: plurals and third persons, past tenses and participles.
fn uninflected(word: &str) -> Vec<String> {
    let mut forms = Vec::new();
    if let Some(stem) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        forms.push(format!("{stem}y"));
    }
    for ending in ["s", "es"] {
        forms.extend(word.strip_suffix(ending).map(str::to_owned));
    }
    for stem in ["ing", "ed"].into_iter().filter_map(|ending| word.strip_suffix(ending)) {
        forms.push(stem.to_owned());
        forms.push(format!("{stem}e"));
        let mut letters = stem.chars().rev();
        if let (Some(last), true) = (letters.next(), stem.is_ascii() && letters.next() == stem.chars().last()) {
            forms.push(stem[..stem.len() - last.len_utf8()].to_owned());
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    fn check(text: &str, language: Language, expected: &[(&str, &str)]) {
        let lexicon = Lexicon::built_in().expect("the built-in lexicon is right");
        let hits = lexicon.concept_index(language).expect("both languages have concepts").find(text);
        let found: Vec<(&str, &str)> =
            hits.iter().map(|hit| (&text[hit.start..hit.end], lexicon.concept(hit.concept).id.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn chinese_words_are_found_in_both_scripts_and_the_longest_counts() {
        check("扩大农产品市场准入", Language::ZH, &[("农产品", "agri-products"), ("市场准入", "market-access")]);
        check("擴大農產品", Language::ZH, &[("農產品", "agri-products")]);
        check("", Language::ZH, &[]);
    }

    #[test]
    fn english_words_may_be_inflected() {
        check("They reopened ports for soybeans", Language::EN, &[("reopened", "reopen"), ("ports", "port"), ("soybeans", "soybean")]);
        check("planning and important plans", Language::EN, &[]);
        check("flown by planes", Language::EN, &[("planes", "aircraft")]);
        check("AI and an ai", Language::EN, &[("AI", "ai")]);
    }

    #[test]
    fn a_guard_hides_what_it_covers() {
        check("不支持", Language::ZH, &[("不", "negation"), ("支持", "support")]);
        check("不断支持", Language::ZH, &[("支持", "support")]);
    }

    #[test]
    fn the_parts_of_a_name_are_concepts_too() {
        check("the Paris Agreement", Language::EN, &[("Paris Agreement", "paris-agreement"), ("Agreement", "agreement")]);
    }
}
