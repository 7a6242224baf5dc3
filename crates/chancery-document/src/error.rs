//! Why a file cannot be read.

use chancery_text::TooLong;

/// Why bytes could not be made a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no character that is not white space or a mark of layout.
    #[error("there is no text in it: nothing but white space and marks of layout")]
    Empty,
    /// The bytes are not a text.
    #[error("it looks like {looks_like}, which is not read yet; convert it to text first")]
    Binary {
        /// What the bytes look like.
        looks_like: &'static str,
    },
    /// The text is in an encoding that is not read.
    #[error(
        "it is not UTF-8: byte {offset}, on line {line}, begins no character; \
         convert it to UTF-8 (only UTF-8, and UTF-16 with a byte-order mark, are read in this version)"
    )]
    NotUtf8 {
        /// The first byte that could not be decoded, counted from 0.
        offset: usize,
        /// The line it stands on, counted from 1.
        line: usize,
    },
    /// The text is longer than one document may be.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}
