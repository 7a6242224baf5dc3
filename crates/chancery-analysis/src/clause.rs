//! Clauses of a sentence, in either language.

use crate::phrase::Phrase;

/// A clause: a stretch of a sentence between marks, with its subject and predicate.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    /// Its first token and one past its last, the mark that ends it left out.
    pub tokens: (usize, usize),
    /// Where its words begin: after connectives.
    pub start: usize,
    /// The subject, when it is an actor.
    pub subject: Option<Phrase>,
    /// Kind of subject, as bits of `phrase::subject`.
    pub kind: u16,
    /// Where the predicate begins.
    pub predicate: usize,
    /// Whether it only sets the scene: *on this question*, *in this year*.
    pub is_topic: bool,
    /// Union of the classes of the tokens from the predicate on.
    pub classes: u128,
}
