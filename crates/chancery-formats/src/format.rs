//! Which format a file is in, told from its bytes.

use serde::{Deserialize, Serialize};

use crate::{FormatError, container};

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Text,
    /// A text that is named as Markdown.
    Markdown,
    /// A page of the web.
    Html,
    /// A Word document (Office Open XML).
    Docx,
    /// An `OpenDocument` text.
    Odt,
    /// Rich text.
    Rtf,
    /// PDF.
    Pdf,
}

/// How files that are not text begin, and what they are.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1A\n", "an image (PNG)"),
    (b"\xFF\xD8\xFF", "an image (JPEG)"),
    (b"GIF87a", "an image (GIF)"),
    (b"GIF89a", "an image (GIF)"),
    (b"II*\0", "an image (TIFF)"),
    (b"MM\0*", "an image (TIFF)"),
    (b"RIFF", "an image, a sound or a film (RIFF)"),
    (b"\x1F\x8B", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xFD7zXZ\0", "an xz file"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard file"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip file"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7FELF", "a program (ELF)"),
    (b"PAR1", "a Parquet file"),
];

/// Bytes in which the mark of a PDF file is looked for, as readers of PDF do.
const PDF_MARK_WITHIN: usize = 1024;

/// How the names of Markdown files end.
const MARKDOWN: [&str; 3] = [".md", ".markdown", ".mdown"];

impl Format {
    /// The format that bytes are in; `name` tells Markdown from plain text, and a part of a page from a text with tags.
    ///
    /// The mark of a PDF file may stand anywhere in its first 1024 bytes.
    ///
    /// # Errors
    /// [`FormatError::Unread`] for bytes of a format that is known and not read, [`FormatError::Protected`] and
    /// [`FormatError::Broken`] for those that cannot be looked into.
    pub fn of(bytes: &[u8], name: &str) -> Result<Self, FormatError> {
        if let Some(&(_, looks_like)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
            return Err(FormatError::unread(looks_like, "convert it to text first"));
        }
        if let Some(format) = container::tell(bytes)? {
            return Ok(format);
        }
        if bytes.starts_with(b"{\\rtf") {
            return Ok(Self::Rtf);
        }
        if is_json(bytes) {
            return Err(FormatError::unread("JSON data, whose fields have no reading order", "convert it to text first"));
        }
        if crate::html::is_page(bytes, name) {
            return Ok(Self::Html);
        }
        if memchr::memmem::find(&bytes[..bytes.len().min(PDF_MARK_WITHIN)], b"%PDF-").is_some() {
            return Ok(Self::Pdf);
        }
        let name = name.to_ascii_lowercase();
        let named_markdown = MARKDOWN.iter().any(|end| name.ends_with(end));
        Ok(if named_markdown { Self::Markdown } else { Self::Text })
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Rtf => "application/rtf",
            Self::Pdf => "application/pdf",
        }
    }

    /// Whether its reader parses a structure that hostile bytes could turn against it, and so is run apart.
    #[must_use]
    pub const fn is_structured(self) -> bool {
        match self {
            Self::Text | Self::Markdown => false,
            Self::Html | Self::Docx | Self::Odt | Self::Rtf | Self::Pdf => true,
        }
    }
}

/// Whether bytes begin as an object of JSON with a key, or a list of such objects; no text begins so.
fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut marks = bytes.iter().take(200).filter(|byte| !byte.is_ascii_whitespace());
    matches!((marks.next(), marks.next(), marks.next()), (Some(b'{'), Some(b'"'), _) | (Some(b'['), Some(b'{'), Some(b'"')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_read_is_named() {
        let looks_like = |bytes: &[u8]| match Format::of(bytes, "a.txt") {
            Err(FormatError::Unread { looks_like, .. }) => looks_like,
            other => panic!("not refused: {other:?}"),
        };
        assert_eq!(Format::of(b"{\\rtf1}", "a.txt"), Ok(Format::Rtf));
        assert!(looks_like(b"\xEF\xBB\xBF{ \"title\": \"Alvonia\"}").contains("JSON") && looks_like(b"[\n {\"a\": 1}]").contains("JSON"));
        assert_eq!(Format::of(b"text", "A.MD"), Ok(Format::Markdown));
        assert_eq!(Format::of(b"[\"Quoted\"] {Alvonia} said", "a.txt"), Ok(Format::Text));
        assert_eq!(Format::of(b"\n\n%PDF-1.7\n", "a"), Ok(Format::Pdf));
    }
}
