//! Bytes of one file to a reading.

use chancery_document::{ReadError, Source, Told};
use chancery_lexicon::{LANGUAGES, Lexicon};
use chancery_model::Reading;

/// Reads one account: `name` is its file name (`-` for standard input), `told` what flags or a
/// sidecar say about it.
///
/// # Errors
/// [`ReadError`] when the bytes are no text.
pub fn read_bytes(name: &str, bytes: Vec<u8>, told: &Told, lexicon: &Lexicon) -> Result<Reading, ReadError> {
    let document = chancery_document::read(Source { name, bytes }, told, lexicon.conventions())?;
    Ok(chancery_analysis::analyse(document, lexicon))
}

/// Whether there are rules for the language of a reading, without which it has no entries.
#[must_use]
pub fn has_rules(reading: &Reading) -> bool {
    reading.document.metadata.language.is_some_and(|language| LANGUAGES.contains(&language))
}
