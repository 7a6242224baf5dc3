//! Plain text and Markdown: nothing to take off but the encoding.

use crate::{Embedded, Extracted, Format, FormatError, charset};

/// Takes the text out of a plain text or Markdown file.
pub(crate) fn extract(bytes: Vec<u8>, format: Format) -> Result<Extracted, FormatError> {
    let (text, charset) = charset::decode(bytes, None)?;
    Ok(Extracted { format, charset, text, forms: None, embedded: Embedded::default(), remarks: Vec::new() })
}
