//! Terms as the build script packs them, short: what few terms have takes a byte in the others, and sets that recur are
//! kept once. They are unpacked one by one to where they stay, and texts are borrowed until then.

use std::collections::HashMap;

use chancery_model::{AreaSet, Language};
use serde::{Deserialize, Serialize};

use crate::class::ClassSet;
use crate::term::{Arranged, Case, Term};
use crate::word_index::{is_spaced, sort};

/// What the packed terms of a language begin with; then come so many terms, so many variants, and the forms.
#[derive(Serialize, Deserialize)]
struct Head {
    sets: Vec<(ClassSet, AreaSet)>,
    terms: usize,
    variants: usize,
}

/// A term; the sets by their place.
#[derive(Serialize, Deserialize)]
struct PackedTerm<'p> {
    text: &'p str,
    sets: u32,
    actor: Index,
    second: Index,
    office: Index,
    concept: Index,
    case: Case,
}

/// An index plus one, so that none is the shortest.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Index(u32);

impl Index {
    fn of(index: u32) -> Self {
        Self(index.wrapping_add(1))
    }

    fn index(self) -> u32 {
        self.0.wrapping_sub(1)
    }
}

impl PackedTerm<'_> {
    fn unpacked(&self, sets: &[(ClassSet, AreaSet)]) -> Term {
        let (classes, areas) = sets[self.sets as usize];
        Term {
            text: self.text.into(),
            classes,
            areas,
            actor: self.actor.index(),
            second: self.second.index(),
            office: self.office.index(),
            concept: self.concept.index(),
            case: self.case,
        }
    }
}

/// Packs the terms of a language.
#[allow(dead_code, reason = "only the build script packs")]
pub(crate) fn pack(arranged: &Arranged, language: Language) -> postcard::Result<Vec<u8>> {
    let (mut sets, mut places) = (Vec::new(), HashMap::new());
    let mut place = |classes: ClassSet, areas: AreaSet| {
        *places.entry((classes, areas)).or_insert_with(|| {
            sets.push((classes, areas));
            sets.len() as u32 - 1
        })
    };
    let mut body = Vec::new();
    for term in &arranged.terms {
        let packed = PackedTerm {
            text: &term.text,
            sets: place(term.classes, term.areas),
            actor: Index::of(term.actor),
            second: Index::of(term.second),
            office: Index::of(term.office),
            concept: Index::of(term.concept),
            case: term.case,
        };
        body = postcard::to_extend(&packed, body)?;
    }
    for slots in &arranged.variants {
        body = postcard::to_extend(&slots.map(Index::of), body)?;
    }
    let mut forms = arranged.forms();
    sort(&mut forms, is_spaced(language));
    body = postcard::to_extend(&forms, body)?;
    let head = Head { sets, terms: arranged.terms.len(), variants: arranged.variants.len() };
    let mut packed = postcard::to_allocvec(&head)?;
    packed.append(&mut body);
    Ok(packed)
}

/// The terms of a language, the terms that each form can be, and the forms, sorted as they are filed.
pub(crate) struct Unpacked<'p> {
    pub terms: Vec<Term>,
    pub variants: Vec<[u32; 3]>,
    pub forms: Vec<(&'p str, u32)>,
}

/// Unpacks the terms of a language.
pub(crate) fn unpack(packed: &[u8]) -> postcard::Result<Unpacked<'_>> {
    let (head, mut rest) = postcard::take_from_bytes::<Head>(packed)?;
    let mut terms = Vec::with_capacity(head.terms);
    for _ in 0..head.terms {
        let (term, left) = postcard::take_from_bytes::<PackedTerm<'_>>(rest)?;
        terms.push(term.unpacked(&head.sets));
        rest = left;
    }
    let mut variants = Vec::with_capacity(head.variants);
    for _ in 0..head.variants {
        let (slots, left) = postcard::take_from_bytes::<[Index; 3]>(rest)?;
        variants.push(slots.map(Index::index));
        rest = left;
    }
    Ok(Unpacked { terms, variants, forms: postcard::from_bytes(rest)? })
}
