//! Texts in the manner of the genre: sentences from a small grammar, its slots filled with terms of
//! the lexicon and dictionary words, so that long stretches do not repeat.

use std::collections::BTreeMap;

use chancery_app::Lexicon;
use chancery_model::Language;

use crate::seeded::Seeded;

/// A grammar with its slots filled.
#[derive(Debug)]
pub(crate) struct Genre {
    /// The alternatives of every key.
    keys: BTreeMap<String, Vec<Vec<Part>>>,
    /// What stands between two paragraphs.
    between: &'static str,
}

#[derive(Debug, Clone)]
enum Part {
    Words(String),
    Key(String),
    /// A number from the first to the second.
    Number(usize, usize),
}

/// Kinds of paragraph and how often of a hundred each comes.
const PARAGRAPHS: [(&str, usize); 5] = [("heading", 6), ("question", 12), ("answer", 12), ("item", 20), ("body", 50)];

/// The slots that are numbers.
const NUMBERS: [(&str, usize, usize); 6] =
    [("number", 2, 900), ("small", 2, 12), ("year", 2015, 2032), ("month", 1, 12), ("day", 1, 28), ("hundredth", 1, 99)];

impl Genre {
    /// The genre in Chinese; `words` fill the slot `word`.
    pub(crate) fn chinese(lexicon: &Lexicon, words: &[String]) -> Self {
        Self::new(include_str!("../data/zh.toml"), lexicon, Language::ZH, words, "\n")
    }

    /// The genre in English. Names of places that are not there are made of syllables.
    pub(crate) fn english(lexicon: &Lexicon) -> Self {
        Self::new(include_str!("../data/en.toml"), lexicon, Language::EN, &names(), "\n\n")
    }

    fn new(grammar: &str, lexicon: &Lexicon, language: Language, words: &[String], between: &'static str) -> Self {
        let grammar: BTreeMap<String, Vec<String>> = toml::from_str(grammar).expect("the grammars are right, as a test shows");
        let mut keys: BTreeMap<String, Vec<Vec<Part>>> = BTreeMap::new();
        for (key, alternatives) in &grammar {
            keys.insert(key.clone(), alternatives.iter().map(|alternative| parts(alternative)).collect());
        }
        for slot in ["word", "name"] {
            keys.insert(slot.to_owned(), words.iter().map(|word| vec![Part::Words(word.clone())]).collect());
        }
        let wanted: Vec<String> = keys.values().flatten().flatten().filter_map(Part::key).collect();
        for key in wanted {
            keys.entry(key.clone()).or_insert_with(|| of_class(lexicon, language, &key));
        }
        Self { keys, between }
    }

    /// A text of at least `bytes` bytes, to the end of a paragraph.
    pub(crate) fn text(&self, bytes: usize, seed: u64) -> String {
        let mut seeded = Seeded::new(seed);
        let mut text = String::with_capacity(bytes + 4096);
        while text.len() < bytes {
            let mut chance = seeded.below(100);
            let paragraph = PARAGRAPHS.iter().find(|(_, share)| {
                let is_it = chance < *share;
                chance = chance.saturating_sub(*share);
                is_it
            });
            self.put(paragraph.map_or("body", |(key, _)| key), &mut text, &mut seeded);
            text.push_str(self.between);
        }
        text
    }

    fn put(&self, key: &str, text: &mut String, seeded: &mut Seeded) {
        for part in seeded.one_of(&self.keys[key]) {
            match part {
                Part::Words(words) => text.push_str(words),
                Part::Key(key) => self.put(key, text, seeded),
                Part::Number(first, last) => text.push_str(&(first + seeded.below(last - first + 1)).to_string()),
            }
        }
    }
}

impl Part {
    fn key(&self) -> Option<String> {
        if let Self::Key(key) = self { Some(key.clone()) } else { None }
    }
}

/// The parts of an alternative: words, and names in braces.
fn parts(source: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (count, piece) in source.split(['{', '}']).enumerate() {
        if count % 2 == 0 {
            parts.push(Part::Words(piece.to_owned()));
        } else if let Some(&(_, first, last)) = NUMBERS.iter().find(|(name, ..)| *name == piece) {
            parts.push(Part::Number(first, last));
        } else {
            parts.push(Part::Key(piece.to_owned()));
        }
    }
    parts
}

/// The terms of a class of the lexicon.
fn of_class(lexicon: &Lexicon, language: Language, class: &str) -> Vec<Vec<Part>> {
    let bit = lexicon.classes(language).find(class).unwrap_or_else(|| panic!("the grammar names '{class}', which is no key and no class"));
    let matcher = lexicon.matcher(language).expect("the grammars are of languages with rules");
    // A word of an area that is the name of a state besides would make another sentence.
    let is_wanted = |classes| if class == "area" { classes == bit } else { classes & bit != 0 };
    let terms: Vec<_> =
        matcher.terms().iter().filter(|term| is_wanted(term.classes)).map(|term| vec![Part::Words(term.text.to_string())]).collect();
    assert!(!terms.is_empty(), "the class '{class}' has terms");
    terms
}

/// Made-up names, capitalised.
fn names() -> Vec<String> {
    let mut seeded = Seeded::new(3);
    let first = [
        "Al", "Ber", "Cor", "Dov", "El", "Far", "Gal", "Hal", "Is", "Jor", "Kes", "Lor", "Mar", "Nor", "Os", "Per", "Quil", "Ros", "Sol",
        "Tar",
    ];
    let middle = ["", "a", "en", "i", "or", "u", "al", "ef", "im", "ost"];
    let last = ["dan", "land", "mere", "nia", "ra", "rick", "stad", "ton", "vale", "wick"];
    (0..4000).map(|_| format!("{}{}{}", seeded.one_of(&first), seeded.one_of(&middle), seeded.one_of(&last))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_stretches_do_not_repeat() {
        let lexicon = Lexicon::built_in().expect("the built-in lexicon is right");
        let words = names();
        for genre in [Genre::chinese(&lexicon, &words), Genre::english(&lexicon)] {
            let text = genre.text(300_000, 1);
            assert_eq!(text, genre.text(300_000, 1), "the same seed gives the same text");
            let mut stretches: Vec<&[u8]> = text.as_bytes().windows(120).step_by(7).collect();
            let all = stretches.len();
            stretches.sort_unstable();
            stretches.dedup();
            assert!(stretches.len() * 100 > all * 99, "{} of {all} stretches differ", stretches.len());
        }
    }
}
