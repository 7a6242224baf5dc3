//! Where the text is taken out of files: in this process, or apart.

use std::io::{self, Read, Write};

use chancery_apart::{ApartError, Pool};
use chancery_formats::{Extracted, Format, FormatError, Limits};

/// Where the text is taken out of files.
#[derive(Debug)]
pub enum Extractor {
    /// In this process: for documents that one trusts, and programs that cannot start others.
    InProcess,
    /// Formats with a structure that hostile bytes could turn against their reader, in processes of their own; others in
    /// this one.
    Apart(Pool),
}

/// Why no text can be taken out of a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// Of what is in it.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// Of how its reader ended.
    #[error(transparent)]
    Apart(#[from] ApartError),
}

impl Extractor {
    /// Takes the text out of a file; `name` helps to tell its format.
    ///
    /// # Errors
    /// [`ExtractError`] when there is none to be had.
    pub fn extract(&self, name: &str, bytes: Vec<u8>) -> Result<Extracted, ExtractError> {
        let format = Format::of(&bytes, name)?;
        let limits = Limits::default();
        match self {
            Self::Apart(pool) if format.is_structured() => Ok(pool.extract(bytes, format, &limits)?),
            _ => Ok(chancery_formats::extract(bytes, format, &limits)?),
        }
    }
}

/// Takes the text out of the files that a pool sends, until it sends no more: what the program of [`Extractor::Apart`] does.
///
/// # Errors
/// The pipes to the pool break, or the system refuses the limits that the pool asks for.
pub fn serve_extractor(from: impl Read, out: impl Write) -> io::Result<()> {
    chancery_apart::serve(from, out, chancery_formats::extract)
}
