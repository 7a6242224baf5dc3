//! Concepts: what words of both languages stand for.
//!
//! Set phrases and standing bodies are concepts, and so are the plain things that accounts speak of.
//! In the terms of SKOS, the wordings of a concept are its labels and one concept may be broader
//! than another. Two statements in two languages are laid side by side by the concepts they share.

use serde::{Deserialize, Serialize};

/// One concept, whatever its wording and language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Its id.
    pub id: String,
    /// What it is a concept of.
    pub sort: ConceptSort,
    /// The next broader concept, an index of the lexicon's concepts.
    pub broader: Option<u32>,
    /// Since when the term is used, where that is known: a year or date.
    pub since: Option<String>,
    /// Whose term it is, as an actor id, where that is known.
    pub side: Option<String>,
}

/// What a concept is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConceptSort {
    /// A set phrase given as a name.
    Formulation,
    /// A standing channel or body.
    Mechanism,
    /// A thing spoken of.
    Subject,
    /// A thing so often spoken of that it says little of what a statement is about.
    CommonSubject,
    /// Words that only look like another concept, and hide it.
    Guard,
}

/// The wordings of all concepts, by language: word or phrase, and the index of its concept.
pub(crate) type ConceptWords = [Vec<(String, u32)>; 2];
