//! Terms: what a word or phrase of the lexicon stands for, and the tables they are gathered in.

use std::collections::HashMap;

use chancery_model::AreaSet;

use crate::class::ClassSet;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
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
        if text.len() <= 6
            && text.bytes().filter(u8::is_ascii_alphabetic).count() >= 2
            && letters.clone().all(|letter| letter.is_ascii_uppercase())
        {
            Self::Upper
        } else if letters.next().is_some_and(|letter| letter.is_ascii_uppercase()) {
            Self::Capital
        } else {
            Self::Any
        }
    }

    pub(crate) fn allows(self, words: &str) -> bool {
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

    /// Arranges the terms for a matcher. Terms that differ in case only share a form.
    pub fn arrange(self) -> Arranged {
        let mut written: Vec<(String, u32)> = self.by_form.into_iter().map(|((form, _), index)| (form, index)).collect();
        // The stricter way of writing is tried first.
        let strictness = |index: u32| match self.terms[index as usize].case {
            Case::Upper => 0,
            Case::Capital => 1,
            Case::Any => 2,
        };
        written.sort_by(|a, b| a.0.cmp(&b.0).then(strictness(a.1).cmp(&strictness(b.1))));
        let mut variants: Vec<[u32; 3]> = Vec::new();
        let mut forms: Vec<(String, u32)> = Vec::new();
        for (form, index) in written {
            match forms.last() {
                Some((last, _)) if *last == form => {
                    if let Some(slot) = variants.last_mut().and_then(|slots| slots.iter_mut().find(|slot| **slot == NONE)) {
                        *slot = index;
                    }
                }
                _ => {
                    forms.push((form, variants.len() as u32));
                    variants.push([index, NONE, NONE]);
                }
            }
        }
        Arranged { terms: self.terms, variants, forms }
    }
}

/// The terms of one language, ready to be found.
pub(crate) struct Arranged {
    /// The terms.
    pub terms: Vec<Term>,
    /// For each form the terms it can be, the strictest way of writing first.
    pub variants: Vec<[u32; 3]>,
    /// The forms, sorted, each with its place in `variants`.
    pub forms: Vec<(String, u32)>,
}

impl Arranged {
    /// The forms, without taking them.
    pub fn forms(&self) -> Vec<(&str, u32)> {
        self.forms.iter().map(|(form, variants)| (form.as_str(), *variants)).collect()
    }
}
