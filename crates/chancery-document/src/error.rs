//! Why a file cannot be read.

use chancery_formats::FormatError;
use chancery_text::TooLong;

/// Why bytes could not be made a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No text can be taken out of the bytes.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// The text is longer than one document may be.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}
