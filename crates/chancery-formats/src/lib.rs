//! Bytes of a file to the lines of text it holds, whatever it is wrapped in.
//!
//! [`Format::of`] tells the format from the bytes, [`extract`] takes the wrapping off. What comes out is the same for
//! every format: lines in reading order, what the format says each of them is, and what the file says about itself.
//! Nothing here knows of languages or of diplomacy, and nothing trusts the bytes: each reader works within [`Limits`].

mod blocks;
mod charset;
mod container;
mod docx;
mod error;
mod extracted;
mod format;
mod html;
mod limits;
mod lists;
mod look;
mod numerals;
mod odt;
mod package;
mod pdf;
mod plain;
mod rtf;
mod xml;

pub use error::FormatError;
pub use extracted::{Embedded, EmbeddedDate, Extracted, Form, Remark};
pub use format::Format;
pub use limits::Limits;

/// Takes the text out of a file.
///
/// # Errors
/// [`FormatError`] when the bytes are not what their format asks for, hold no text, or go beyond a limit.
pub fn extract(bytes: Vec<u8>, format: Format, limits: &Limits) -> Result<Extracted, FormatError> {
    limits.check_size(bytes.len())?;
    match format {
        Format::Text | Format::Markdown => plain::extract(bytes, format),
        Format::Html => html::extract(bytes, limits),
        Format::Docx => docx::extract(&bytes, limits),
        Format::Odt => odt::extract(&bytes, limits),
        Format::Rtf => rtf::extract(&bytes, limits),
        Format::Pdf => pdf::extract(bytes, limits),
    }
}
