//! What is in a file that is a container of parts: a ZIP archive or an OLE compound file.

use crate::package::Package;
use crate::{Format, FormatError, Limits};

/// How a compound file begins: documents of old, and new ones that are encrypted.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Bytes of the part that names the types of the others.
const TYPES_AT_MOST: usize = 1 << 20;

/// What to do with a document that holds no running text.
const AS_TEXT: &str = "save what is to be read as DOCX, ODT or plain text";

/// Main parts of Word documents, by the ends of their content types.
const WORD: [&str; 4] = [
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
];

/// The format of a file that is a container; [`None`] when it is none.
///
/// # Errors
/// [`FormatError::Unread`] when what is in it is known and not read, or not known; [`FormatError::Protected`] for an
/// encrypted document; [`FormatError::Broken`] for an archive without a list of its parts.
pub(crate) fn tell(bytes: &[u8]) -> Result<Option<Format>, FormatError> {
    if bytes.starts_with(COMPOUND) {
        return Err(in_compound_file(bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return in_archive(bytes).map(Some);
    }
    if bytes.starts_with(b"PK\x05\x06") {
        return Err(FormatError::unread("an empty ZIP file", "unpack archives first"));
    }
    Ok(None)
}

/// The format of an archive: by the type that it begins with, or by the types of its parts.
fn in_archive(bytes: &[u8]) -> Result<Format, FormatError> {
    let limits = Limits { unpacked: TYPES_AT_MOST, ..Limits::default() };
    let mut package = Package::open(bytes, "ZIP (or office document)", &limits)?;
    let mut text = |name: &str| package.part(name).map(|part| part.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
    if let Some(media_type) = text("mimetype")? {
        return by_media_type(media_type.trim());
    }
    if let Some(types) = text("[Content_Types].xml")? {
        return by_content_types(&types.replace('\0', ""));
    }
    if package.has("content.xml") && package.has("META-INF/manifest.xml") {
        return Ok(Format::Odt);
    }
    Err(FormatError::unread("a ZIP file", "unpack archives first"))
}

fn by_media_type(media_type: &str) -> Result<Format, FormatError> {
    let kind = media_type.strip_prefix("application/vnd.oasis.opendocument.").unwrap_or(media_type);
    match kind {
        "text" | "text-template" | "text-master" => Ok(Format::Odt),
        "application/epub+zip" => Err(FormatError::unread("an electronic book (EPUB)", AS_TEXT)),
        _ if kind.starts_with("spreadsheet") => Err(FormatError::unread("a spreadsheet (ODS)", AS_TEXT)),
        _ if kind.starts_with("presentation") => Err(FormatError::unread("a presentation (ODP)", AS_TEXT)),
        _ => Err(FormatError::unread("a ZIP file of a kind that is not known", AS_TEXT)),
    }
}

fn by_content_types(types: &str) -> Result<Format, FormatError> {
    if WORD.iter().any(|word| types.contains(word)) {
        return Ok(Format::Docx);
    }
    let looks_like = match types {
        _ if types.contains("spreadsheetml") => "a spreadsheet (XLSX)",
        _ if types.contains("presentationml") => "a presentation (PPTX)",
        _ => "an office document of a kind that is not known",
    };
    Err(FormatError::unread(looks_like, AS_TEXT))
}

/// The error for a compound file, told by the names of its streams, which are in UTF-16.
fn in_compound_file(bytes: &[u8]) -> FormatError {
    let has = |name: &str| {
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &units).is_some()
    };
    match () {
        () if has("EncryptedPackage") => FormatError::Protected,
        () if has("WordDocument") => FormatError::unread("an old Word document (DOC)", "save it as DOCX"),
        () if has("Workbook") => FormatError::unread("an old spreadsheet (XLS)", AS_TEXT),
        () if has("PowerPoint Document") => FormatError::unread("an old presentation (PPT)", AS_TEXT),
        () => FormatError::unread("an old office document (OLE)", AS_TEXT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compound_files_are_told_by_their_streams() {
        let file = |name: &str| [COMPOUND, &[0; 504], &name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat();
        assert_eq!(tell(&file("EncryptedPackage")), Err(FormatError::Protected));
        let message = tell(&file("WordDocument")).expect_err("refused").to_string();
        assert!(message.contains("DOC") && message.contains("save it as DOCX"), "{message}");
    }

    #[test]
    fn an_archive_that_is_cut_off_is_broken() {
        assert!(matches!(tell(b"PK\x03\x04\x14\0\0\0"), Err(FormatError::Broken { .. })));
        assert_eq!(tell(b"text"), Ok(None));
    }
}
