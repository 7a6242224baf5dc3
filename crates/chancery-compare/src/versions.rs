//! Versions of one text: two copies, drafts, or a text and its translation.
//!
//! Copies and drafts are compared word by word (Chinese: character by character) by an established library
//! (`imara-diff`, Myers 1986 with the bounds of GNU diff, so that no input takes quadratic time); neighbouring changes are
//! gathered into pieces a person can read. White space, and the script a character is written in, are no difference. A piece
//! that touches a negation, a number, a date or a party raises an alarm.
//!
//! A text and its translation share no words: their paragraphs are [aligned](translation), and what one has of numbers,
//! dates, parties and negations and the other lacks raises the alarm.

pub mod copies;
mod marks;
pub mod translation;

use chancery_lexicon::Lexicon;
use chancery_model::Language;

pub use copies::{Copies, Piece, Settled, compare_copies};
pub use marks::{Alarm, MarkKind};
pub use translation::{Bead, Translation, compare_translations};

/// One version of a text.
#[derive(Debug, Clone)]
pub struct Version<'t> {
    /// The text.
    pub text: &'t str,
    /// Its language.
    pub language: Option<Language>,
    /// Its paragraphs, in code points.
    pub paragraphs: Vec<[usize; 2]>,
    /// Where it has numbers and dates, in code points, with what they are worth in any language.
    pub mentions: Vec<Mention>,
    /// Places where characters may have been lost, in code points.
    pub doubts: Vec<[usize; 2]>,
}

/// A number or date of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub span: [usize; 2],
    /// Whether it is a number or a date.
    pub kind: MarkKind,
    /// What it is worth, the same in every language.
    pub value: String,
}

/// How two versions differ.
#[derive(Debug, Clone, PartialEq)]
pub enum Versions {
    /// Two texts of one language.
    Copies(Copies),
    /// A text and its translation.
    Translation(Translation),
}

/// Compares two versions of a text: word by word in one language, by paragraphs in two.
#[must_use]
pub fn compare_versions(a: &Version<'_>, b: &Version<'_>, lexicon: &Lexicon) -> Versions {
    if a.language == b.language {
        Versions::Copies(compare_copies(a, b, lexicon))
    } else {
        Versions::Translation(compare_translations(a, b, lexicon))
    }
}
