//! From a document and a lexicon to a reading: a cascade of finite-state stages.
//!
//! For each paragraph in turn: one pass of the lexicon's index of terms and one of the mention
//! recogniser make tokens; sentences are parted into clauses; each clause shows its subject and
//! predicate; attributions open voices; the rules of the lexicon are tried on each predicate and
//! make entries that reach over the clauses that go on with them; names of bodies and set phrases
//! are picked up; and each entry is given its parties, areas, numbers and dates. The manner is
//! that of FASTUS (Hobbs et al., 1997): every stage is finite-state and looks at no more than a
//! sentence, so the whole is linear in the length of the text.
//!
//! Left out: bytes and paragraphs (`chancery-document`), the data (`chancery-lexicon`), formats.

mod areas;
mod cast;
mod check;
mod chinese;
mod clause;
mod damage;
mod engine;
mod english;
mod explain;
mod fields;
mod issuers;
mod named;
mod names;
mod phrase;
mod reader;
mod sides;
mod speakers;
mod token;
mod words;

use std::sync::Arc;

use chancery_lexicon::Lexicon;
use chancery_model::{Document, Reading, VoiceId, VoiceRun};
use chancery_text::Span;

pub use check::check_rules;
pub use explain::{Explanation, MatchedWord, explain_entry};

/// Reads a document: first whose it is, where its title tells that and nothing else does, then its text. A pure function of its arguments, linear in the length of the text.
///
/// A document in a language without rules has one voice, the narrator's, and no entries.
#[must_use]
pub fn analyse(mut document: Document, lexicon: &Lexicon) -> Reading {
    sides::tell(&mut document, lexicon);
    let language = document.metadata.language;
    let reader = language.and_then(|language| reader::Reader::new(&document, lexicon, language));
    let Some(mut reader) = reader else { return without_rules(document, lexicon) };
    reader.run(&document.paragraphs);
    let found = reader.detach();
    found.into_reading(document, lexicon)
}

fn without_rules(document: Document, lexicon: &Lexicon) -> Reading {
    let whole = Span::new(0, document.text.len());
    Reading {
        document,
        voice_runs: vec![VoiceRun { span: whole, voice: VoiceId::NARRATOR, source: None, cue: None, rule: None }],
        names: Arc::clone(lexicon.names()),
        lexicon_version: Arc::clone(lexicon.version()),
        ..Reading::default()
    }
}
