//! Terms: what a word or phrase of the lexicon stands for, and the automaton that finds them.

use std::collections::HashMap;

use chancery_model::AreaSet;
use daachorse::charwise::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

use crate::word_index::WordIndex;

use crate::class::{ClassSet, known};

/// No term, actor or office.
pub const NONE: u32 = u32::MAX;

/// A word or phrase and all it can stand for.
#[derive(Debug, Clone)]
pub struct Term {
    /// The phrase as it is written in the lexicon.
    pub text: Box<str>,
    /// The parts it can play.
    pub classes: ClassSet,
    /// The areas it indicates.
    pub areas: AreaSet,
    /// The actor it names, an index of the lexicon's actors, or [`NONE`].
    pub actor: u32,
    /// The second actor of a pair, or [`NONE`].
    pub second: u32,
    /// The office it names, an index of the lexicon's offices, or [`NONE`].
    pub office: u32,
    /// The concept of a formulation or mechanism, an index of the lexicon's concepts, or [`NONE`].
    pub concept: u32,
    /// How the letters must be written in the text.
    pub case: Case,
}

/// How the letters of a term must be written in the text for it to be that term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// Any way.
    Any,
    /// With a capital at the start: a name.
    Capital,
    /// All in capitals: an abbreviation.
    Upper,
}

impl Case {
    fn of(text: &str) -> Self {
        let mut letters = text.chars().filter(|character| character.is_ascii_alphabetic());
        if text.len() <= 6 && text.bytes().filter(u8::is_ascii_alphabetic).count() >= 2 && letters.clone().all(|letter| letter.is_ascii_uppercase()) {
            Self::Upper
        } else if letters.next().is_some_and(|letter| letter.is_ascii_uppercase()) {
            Self::Capital
        } else {
            Self::Any
        }
    }

    fn allows(self, words: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Capital => words.bytes().find(u8::is_ascii_alphabetic).is_none_or(|letter| letter.is_ascii_uppercase()),
            Self::Upper => words.bytes().filter(u8::is_ascii_alphabetic).all(|letter| letter.is_ascii_uppercase()),
        }
    }
}

/// Terms of one language while they are gathered.
#[derive(Debug, Default, Clone)]
pub(crate) struct TermTable {
    pub terms: Vec<Term>,
    by_form: HashMap<(String, Case), u32>,
}

impl TermTable {
    /// The index of the term with this text, made when it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        let key = (chancery_text::fold::fold(text), Case::of(text));
        *self.by_form.entry(key).or_insert_with(|| {
            self.terms.push(Term {
                text: text.into(),
                classes: 0,
                areas: AreaSet::default(),
                actor: NONE,
                second: NONE,
                office: NONE,
                concept: NONE,
                case: Case::of(text),
            });
            (self.terms.len() - 1) as u32
        })
    }

    /// The term with this text.
    pub fn entry(&mut self, text: &str) -> &mut Term {
        let index = self.intern(text);
        &mut self.terms[index as usize]
    }

    /// Whether there is a term with this text.
    pub fn contains(&self, text: &str) -> bool {
        self.by_form.contains_key(&(chancery_text::fold::fold(text), Case::of(text)))
    }

    /// Builds the automaton. Terms that differ in case only share a pattern.
    pub fn finish(self, is_spaced: bool) -> Matcher {
        let mut forms: Vec<(String, u32)> = self.by_form.into_iter().map(|((form, _), index)| (form, index)).collect();
        // The stricter way of writing is tried first.
        let strictness = |index: u32| match self.terms[index as usize].case {
            Case::Upper => 0,
            Case::Capital => 1,
            Case::Any => 2,
        };
        forms.sort_by(|a, b| a.0.cmp(&b.0).then(strictness(a.1).cmp(&strictness(b.1))));
        let mut variants: Vec<[u32; 3]> = Vec::new();
        let mut patterns: Vec<(String, u32)> = Vec::new();
        for (form, index) in forms {
            match patterns.last() {
                Some((last, _)) if *last == form => {
                    if let Some(slot) = variants.last_mut().and_then(|slots| slots.iter_mut().find(|slot| **slot == NONE)) {
                        *slot = index;
                    }
                }
                _ => {
                    patterns.push((form, variants.len() as u32));
                    variants.push([index, NONE, NONE]);
                }
            }
        }
        let finder = if patterns.is_empty() {
            Finder::Nothing
        } else if is_spaced {
            Finder::Words(WordIndex::new(patterns))
        } else {
            Finder::Characters(
                CharwiseDoubleArrayAhoCorasickBuilder::new()
                    .build_with_values(patterns)
                    .expect("patterns are not empty, are unique, and are fewer than the automaton can hold"),
            )
        };
        let glances = variants.iter().map(|&slots| Glance::of(&self.terms, slots)).collect();
        Matcher { terms: self.terms, variants, glances, finder }
    }
}

/// What most hits need to know of a form, close together.
#[derive(Debug, Clone, Copy)]
struct Glance {
    term: u32,
    /// Whether the letters of the text must be looked at to choose the term.
    is_particular: bool,
    has_area: bool,
    has_part: bool,
}

impl Glance {
    fn of(terms: &[Term], slots: [u32; 3]) -> Self {
        let term = &terms[slots[0] as usize];
        Self {
            term: slots[0],
            is_particular: slots[1] != NONE || term.case != Case::Any,
            has_area: !term.areas.is_empty(),
            has_part: term.classes & !known::AREA != 0,
        }
    }
}

/// How forms are found: at every character of Chinese, at the words of a spaced script.
enum Finder {
    Nothing,
    Characters(CharwiseDoubleArrayAhoCorasick<u32>),
    Words(WordIndex),
}

/// A term found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The term.
    pub term: u32,
}

/// Finds all terms of one language in one pass.
pub struct Matcher {
    terms: Vec<Term>,
    variants: Vec<[u32; 3]>,
    glances: Vec<Glance>,
    finder: Finder,
}

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Matcher({} terms)", self.terms.len())
    }
}

impl Matcher {
    /// The term at an index.
    #[must_use]
    pub fn term(&self, index: u32) -> &Term {
        &self.terms[index as usize]
    }

    /// All terms.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Finds the terms of `text`, given with its matching form `folded`.
    ///
    /// `spine` receives terms that do not overlap: from the left, the longest. `areas` receives
    /// every area word, overlapping or not, in the order of their ends. Both are emptied first.
    pub fn find(&self, text: &str, folded: &str, spine: &mut Vec<Hit>, areas: &mut Vec<Hit>) {
        spine.clear();
        areas.clear();
        match &self.finder {
            Finder::Nothing => {}
            Finder::Characters(automaton) => {
                for found in automaton.find_overlapping_iter(folded) {
                    if is_bounded(text, found.start(), found.end()) {
                        self.found(text, found.start(), found.end(), found.value(), spine, areas);
                    }
                }
            }
            Finder::Words(index) => {
                index.find(folded, |start, end, value| self.found(text, start, end, value, spine, areas));
                areas.sort_by_key(|hit| (hit.end, hit.start));
            }
        }
    }

    #[inline]
    fn found(&self, text: &str, start: usize, end: usize, value: u32, spine: &mut Vec<Hit>, areas: &mut Vec<Hit>) {
        let mut glance = self.glances[value as usize];
        if glance.is_particular {
            let Some(index) = self.variant(value, &text[start..end]) else { return };
            glance = Glance::of(&self.terms, [index, NONE, NONE]);
        }
        let hit = Hit { start: start as u32, end: end as u32, term: glance.term };
        if glance.has_area {
            areas.push(hit);
        }
        if glance.has_part {
            settle(spine, hit);
        }
    }

    /// The variant of a pattern whose letters the words have.
    #[inline]
    fn variant(&self, value: u32, words: &str) -> Option<u32> {
        let slots = self.variants[value as usize];
        slots.into_iter().take_while(|&index| index != NONE).find(|&index| self.terms[index as usize].case.allows(words))
    }
}

/// Whether a stretch that begins or ends with a letter or digit does not cut a word.
#[inline]
fn is_bounded(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let cuts_left = bytes[start].is_ascii_alphanumeric() && start > 0 && bytes[start - 1].is_ascii_alphanumeric();
    let cuts_right = bytes[end - 1].is_ascii_alphanumeric() && bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    !cuts_left && !cuts_right
}

/// Adds a hit to hits that do not overlap. Hits arrive in the order of their ends, longest first,
/// or in the order of their starts, longest first.
fn settle(spine: &mut Vec<Hit>, hit: Hit) {
    while spine.last().is_some_and(|last| last.start >= hit.start && last.end <= hit.end && last.end - last.start < hit.end - hit.start) {
        spine.pop();
    }
    if spine.last().is_none_or(|last| last.end <= hit.start) {
        spine.push(hit);
    }
}
