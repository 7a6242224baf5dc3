//! Finds the terms of one language in a text.
//!
//! Every form that stands in the text is a hit; [`Matcher::find`] settles which of those that
//! overlap count.

use std::collections::HashMap;

use chancery_model::Language;

use crate::class::{ClassSet, known};
use crate::packed::Unpacked;
use crate::term::{Arranged, Case, NONE, Term};
use crate::word_index::{WordIndex, is_spaced};

/// What most hits need to know of a form, filed with it.
#[derive(Debug, Clone, Copy)]
struct Glance {
    /// The term, or the place of its variants when it has several.
    term: u32,
    /// Its set of classes, and flags in the upper bits.
    set: u32,
}

/// The form has several variants: the letters of the text choose the term.
const HAS_VARIANTS: u32 = 1 << 31;
/// It is an area word.
const HAS_AREA: u32 = 1 << 30;
/// It plays a part besides.
const HAS_PART: u32 = 1 << 29;
/// It begins with a capital, or is all in capitals.
const IS_CAPITAL: u32 = 1 << 28;
const IS_UPPER: u32 = 1 << 27;
/// All of a set that is no flag.
const SET: u32 = IS_UPPER - 1;

/// What a term counts as.
fn flags(term: &Term) -> u32 {
    let area = if term.areas.is_empty() { 0 } else { HAS_AREA };
    let part = if term.classes & !known::AREA == 0 { 0 } else { HAS_PART };
    let case = match term.case {
        Case::Any => 0,
        Case::Capital => IS_CAPITAL,
        Case::Upper => IS_UPPER,
    };
    area | part | case
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
    /// What [`Matcher::classes`] tells the parts it can play by.
    set: u32,
}

/// Finds all terms of one language in one pass.
pub struct Matcher {
    terms: Vec<Term>,
    variants: Vec<[u32; 3]>,
    /// The sets of classes that terms have, each once: few, so that they stay near the processor.
    sets: Vec<ClassSet>,
    /// For each term the place of its set.
    set_of: Vec<u32>,
    index: WordIndex<Glance>,
}

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Matcher({} terms)", self.terms.len())
    }
}

impl Matcher {
    pub(crate) fn new(arranged: Arranged, language: Language) -> Self {
        let forms = arranged.forms.iter().map(|(form, variants)| (form.as_str(), *variants)).collect();
        Self::unpacked(Unpacked { terms: arranged.terms, variants: arranged.variants, forms }, language)
    }

    /// The matcher of packed terms.
    pub(crate) fn unpacked(unpacked: Unpacked<'_>, language: Language) -> Self {
        let Unpacked { terms, variants, forms } = unpacked;
        let (sets, set_of) = sets(&terms);
        let glance = |value: u32| {
            let slots = variants[value as usize];
            let flags = slots.into_iter().filter(|&slot| slot != NONE).fold(0, |all, slot| all | flags(&terms[slot as usize]));
            let glance = if slots[1] != NONE {
                Glance { term: value, set: flags | HAS_VARIANTS }
            } else {
                Glance { term: slots[0], set: flags | set_of[slots[0] as usize] }
            };
            (glance, flags & HAS_AREA != 0)
        };
        let index = WordIndex::new(forms, is_spaced(language), glance);
        Self { terms, variants, sets, set_of, index }
    }

    /// The term at an index.
    #[must_use]
    pub fn term(&self, index: u32) -> &Term {
        &self.terms[index as usize]
    }

    /// The parts that the term of a hit can play.
    #[inline]
    #[must_use]
    pub fn classes(&self, hit: Hit) -> ClassSet {
        self.sets[hit.set as usize]
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
        let mut covered = 0;
        self.index.find(folded, |start, end, glance| {
            let Glance { mut term, mut set } = glance;
            if set & HAS_VARIANTS != 0 {
                let Some(index) = self.variant(term, &text[start..end]) else { return covered };
                (term, set) = (index, self.set_of[index as usize] | flags(&self.terms[index as usize]));
            } else if set & (IS_CAPITAL | IS_UPPER) != 0 {
                let case = if set & IS_UPPER != 0 { Case::Upper } else { Case::Capital };
                if !case.allows(&text[start..end]) {
                    return covered;
                }
            }
            let hit = Hit { start: start as u32, end: end as u32, term, set: set & SET };
            if set & HAS_AREA != 0 {
                areas.push(hit);
            }
            // Hits arrive in the order of their starts, longest first.
            if set & HAS_PART != 0 && start >= covered {
                covered = end;
                spine.push(hit);
            }
            covered
        });
        areas.sort_by_key(|hit| (hit.end, hit.start));
    }

    /// The variant of a pattern whose letters the words have.
    #[inline(never)]
    fn variant(&self, value: u32, words: &str) -> Option<u32> {
        let slots = self.variants[value as usize];
        slots.into_iter().take_while(|&index| index != NONE).find(|&index| self.terms[index as usize].case.allows(words))
    }
}

/// The sets of classes that terms have, and for each term the place of its own.
fn sets(terms: &[Term]) -> (Vec<ClassSet>, Vec<u32>) {
    let (mut sets, mut places) = (Vec::new(), HashMap::new());
    let place = |term: &Term| {
        *places.entry(term.classes).or_insert_with(|| {
            sets.push(term.classes);
            sets.len() as u32 - 1
        })
    };
    let set_of = terms.iter().map(place).collect();
    (sets, set_of)
}
