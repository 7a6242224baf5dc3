//! Why no text can be taken out of a file.

use serde::{Deserialize, Serialize};

/// Why no text can be taken out of a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum FormatError {
    /// There is no character that is not white space or a mark of layout.
    #[error("there is no text in it: nothing but white space and marks of layout")]
    Empty,
    /// A page without text whose scripts would fetch or make it.
    #[error(
        "there is no text in it: the page's text is made by scripts; save the page from a browser when it has loaded, or copy its text"
    )]
    MadeByScripts,
    /// The bytes are in no format that is read.
    #[error("it looks like {looks_like}, which is not read; {advice}")]
    Unread {
        /// What the bytes look like.
        looks_like: String,
        /// What to do about it.
        advice: String,
    },
    /// The text is in no encoding that is read, or is damaged.
    #[error(
        "byte {offset}, on line {line}, is not UTF-8, and the bytes fit no other encoding well; \
         convert it to UTF-8"
    )]
    NotUtf8 {
        /// The first byte that is not UTF-8, counted from 0.
        offset: usize,
        /// The line it stands on, counted from 1.
        line: usize,
    },
    /// The file asks for more than [`crate::Limits`] allow.
    #[error("it has more than {at_most} {what}, the most that is read")]
    TooLong {
        /// What there is too much of.
        what: String,
        /// The most that is allowed.
        at_most: usize,
    },
    /// The file breaks the rules of its own format.
    #[error("it is a broken {format} file: {reason}")]
    Broken {
        /// The format, as people call it.
        format: String,
        /// What is wrong, and where.
        reason: String,
    },
    /// The file is protected with a password.
    #[error("it is protected with a password; save a copy without one")]
    Protected,
    /// No page of the file holds text.
    #[error("its pages are pictures without text ({pages} of them, from page 1); run it through character recognition first")]
    Scanned {
        /// How many pages there are.
        pages: usize,
    },
}

impl FormatError {
    /// The error for bytes in a format that is known and not read.
    pub(crate) fn unread(looks_like: &str, advice: &str) -> Self {
        Self::Unread { looks_like: looks_like.to_owned(), advice: advice.to_owned() }
    }
}
