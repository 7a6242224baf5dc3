//! Finds the terms of one language in a text.
//!
//! Every form that stands in the text is a hit; [`Matcher::find`] settles which of those that
//! overlap count.

use chancery_model::Language;

use crate::class::{ClassSet, known};
use crate::packed::Unpacked;
use crate::term::{Arranged, Case, NONE, Term};
use crate::word_index::{WordIndex, is_spaced};

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
    /// The classes of each term, close together.
    classes: Vec<ClassSet>,
    variants: Vec<[u32; 3]>,
    glances: Vec<Glance>,
    index: WordIndex,
}

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Matcher({} terms)", self.terms.len())
    }
}

impl Matcher {
    pub(crate) fn new(arranged: Arranged, language: Language) -> Self {
        let index = WordIndex::new(arranged.forms(), is_spaced(language));
        Self::over(arranged.terms, arranged.variants, index)
    }

    /// The matcher of packed terms.
    pub(crate) fn unpacked(unpacked: Unpacked<'_>, language: Language) -> Self {
        let Unpacked { terms, variants, forms } = unpacked;
        Self::over(terms, variants, WordIndex::new(forms, is_spaced(language)))
    }

    fn over(terms: Vec<Term>, variants: Vec<[u32; 3]>, index: WordIndex) -> Self {
        let glances = variants.iter().map(|&slots| Glance::of(&terms, slots)).collect();
        let classes = terms.iter().map(|term| term.classes).collect();
        Self { terms, classes, variants, glances, index }
    }

    /// The term at an index.
    #[must_use]
    pub fn term(&self, index: u32) -> &Term {
        &self.terms[index as usize]
    }

    /// The parts that the term at an index can play.
    #[inline]
    #[must_use]
    pub fn classes(&self, index: u32) -> ClassSet {
        self.classes[index as usize]
    }

    /// All terms.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Finds the terms of `text`, given with the bytes of its matching form `folded`.
    ///
    /// `spine` receives terms that do not overlap: from the left, the longest. `areas` receives
    /// every area word, overlapping or not, in the order of their ends. Both are emptied first.
    pub fn find(&self, text: &str, folded: &[u8], spine: &mut Vec<Hit>, areas: &mut Vec<Hit>) {
        spine.clear();
        areas.clear();
        self.index.find(folded, |start, end, value| self.found(text, start, end, value, spine, areas));
        areas.sort_by_key(|hit| (hit.end, hit.start));
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

/// Adds a hit to hits that do not overlap. Hits arrive in the order of their starts, longest first.
#[inline]
fn settle(spine: &mut Vec<Hit>, hit: Hit) {
    if spine.last().is_none_or(|last| last.end <= hit.start) {
        spine.push(hit);
    }
}
