//! Finds the terms of one language in a text.
//!
//! Chinese is searched with an automaton over characters, a spaced script by the words that begin
//! phrases. Either way every form that stands in the text is a hit; [`Matcher::find`] settles
//! which of those that overlap count.

use chancery_model::Language;
use daachorse::charwise::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use serde::{Deserialize, Serialize};

use crate::class::known;
use crate::term::{Arranged, Case, NONE, Term};
use crate::word_index::WordIndex;

/// The terms of one language as the build script packs them.
#[derive(Serialize, Deserialize)]
pub(crate) struct PackedTerms<'p> {
    pub terms: Vec<Term>,
    pub variants: Vec<[u32; 3]>,
    /// The forms of a spaced script.
    pub forms: Vec<(String, u32)>,
    /// The automaton of an unspaced script, in a form of its own; empty where there is none.
    pub automaton: &'p [u8],
}

/// Whether words of a language have spaces between them.
pub(crate) fn is_spaced(language: Language) -> bool {
    language != Language::ZH
}

/// The automaton that finds forms of an unspaced script.
pub(crate) fn automaton(forms: Vec<(String, u32)>) -> CharwiseDoubleArrayAhoCorasick<u32> {
    CharwiseDoubleArrayAhoCorasickBuilder::new()
        .build_with_values(forms)
        .expect("forms are not empty, are unique, and are fewer than the automaton can hold")
}

/// What most hits need to know of a form, close together.
#[derive(Debug, Clone, Copy)]
struct Glance {
    term: u32,
    /// Whether the letters of the text must be looked at to choose the term.
    is_particular: bool,
    /// Whether the form begins or ends with a letter or digit, so that it may cut a word.
    may_cut: bool,
    has_area: bool,
    has_part: bool,
}

impl Glance {
    fn of(terms: &[Term], slots: [u32; 3]) -> Self {
        let term = &terms[slots[0] as usize];
        let ends = [term.text.as_bytes().first(), term.text.as_bytes().last()];
        Self {
            term: slots[0],
            is_particular: slots[1] != NONE || term.case != Case::Any,
            may_cut: ends.into_iter().flatten().any(u8::is_ascii_alphanumeric),
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
    pub(crate) fn new(arranged: Arranged, language: Language) -> Self {
        let Arranged { terms, variants, forms } = arranged;
        let finder = match () {
            () if forms.is_empty() => Finder::Nothing,
            () if is_spaced(language) => Finder::Words(WordIndex::new(forms)),
            () => Finder::Characters(automaton(forms)),
        };
        Self::assemble(terms, variants, finder)
    }

    /// The matcher of packed terms.
    pub(crate) fn unpack(packed: PackedTerms<'_>) -> Self {
        let PackedTerms { terms, variants, forms, automaton } = packed;
        let finder = match CharwiseDoubleArrayAhoCorasick::deserialize(automaton) {
            Ok((automaton, _)) => Finder::Characters(automaton),
            Err(_) if forms.is_empty() => Finder::Nothing,
            Err(_) => Finder::Words(WordIndex::new(forms)),
        };
        Self::assemble(terms, variants, finder)
    }

    fn assemble(terms: Vec<Term>, variants: Vec<[u32; 3]>, finder: Finder) -> Self {
        let glances = variants.iter().map(|&slots| Glance::of(&terms, slots)).collect();
        Self { terms, variants, glances, finder }
    }

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
                    let may_cut = self.glances[found.value() as usize].may_cut;
                    if !may_cut || is_bounded(text, found.start(), found.end()) {
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
