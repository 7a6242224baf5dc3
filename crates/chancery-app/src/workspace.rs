//! Keeping readings in a workspace: what the ledger offers, and the way of a reading into it.

use std::io;

use chancery_lexicon::Lexicon;
use chancery_model::Reading;

pub use chancery_ledger::*;

use crate::reading_json::ReadingJson;
use crate::{Extractor, ReadError, Told, read_bytes, told};

/// A reading as the ledger keeps it: the published format, byte for byte what `chancery read` prints.
///
/// # Errors
/// What the ledger cannot keep, in words.
pub fn kept(reading: &Reading) -> Result<reading::Reading, String> {
    let mut json = Vec::new();
    ReadingJson::new(reading).write(&mut json).map_err(|error: io::Error| error.to_string())?;
    let json = String::from_utf8(json).map_err(|error| error.to_string())?;
    reading::Reading::parse(&json)
}

/// Reads the text of an account once more, with what is known of the account told.
///
/// The text is laid out anew, so the document may be another one: compare its id.
///
/// # Errors
/// The text makes no document.
pub fn read_again(account: &AccountRow, kept: &reading::Reading, lexicon: &Lexicon) -> Result<Reading, ReadError> {
    let told = Told {
        language: account.language.as_deref().and_then(|language| told::language(language).ok()),
        date: account.date.as_deref().and_then(|date| told::date(date).ok()),
        side: (!account.side.is_empty()).then(|| account.side.clone()),
        kind: account.kind.as_deref().and_then(|kind| told::kind(kind).ok()),
        title: account.title.clone(),
    };
    read_bytes(&kept.document.source, kept.document.text.clone().into_bytes(), &told, lexicon, &Extractor::InProcess)
}
