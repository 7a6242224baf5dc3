//! Bytes of one file to a reading.

use chancery_document::Told;
use chancery_lexicon::{LANGUAGES, Lexicon};
use chancery_model::Reading;

use crate::extractor::{ExtractError, Extractor};

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No text can be taken out of it.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// The text makes no document.
    #[error(transparent)]
    Document(#[from] chancery_document::ReadError),
}

/// Reads one account: `name` is its file name (`-` for standard input), `told` what flags or a
/// sidecar say about it.
///
/// # Errors
/// [`ReadError`] when there is no text in the bytes.
pub fn read_bytes(name: &str, bytes: Vec<u8>, told: &Told, lexicon: &Lexicon, extractor: &Extractor) -> Result<Reading, ReadError> {
    let extracted = extractor.extract(name, bytes)?;
    let document = chancery_document::assemble(extracted, name, told, lexicon.conventions())?;
    Ok(chancery_analysis::analyse(document, lexicon))
}

/// Whether there are rules for the language of a reading, without which it has no entries.
#[must_use]
pub fn has_rules(reading: &Reading) -> bool {
    reading.document.metadata.language.is_some_and(|language| LANGUAGES.contains(&language))
}
