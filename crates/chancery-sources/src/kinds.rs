//! What kinds of file accounts come in: media types and endings, in one table.

use std::ffi::OsStr;
use std::path::Path;

/// A kind of file.
struct Kind {
    media_types: &'static [&'static str],
    /// Endings of names, without the dot.
    endings: &'static [&'static str],
}

/// What holds an account.
const DOCUMENTS: [Kind; 7] = [
    Kind { media_types: &["text/html", "application/xhtml+xml"], endings: &["html", "htm", "shtml", "xhtml", "xht"] },
    Kind { media_types: &["application/pdf"], endings: &["pdf"] },
    Kind { media_types: &["application/vnd.openxmlformats-officedocument.wordprocessingml.document"], endings: &["docx"] },
    Kind { media_types: &["application/vnd.oasis.opendocument.text"], endings: &["odt"] },
    Kind { media_types: &["application/rtf", "text/rtf"], endings: &["rtf"] },
    Kind { media_types: &["text/plain"], endings: &["txt"] },
    Kind { media_types: &["text/markdown"], endings: &["md", "markdown"] },
];

/// What lists accounts. It is not looked for below folders.
const FEED: Kind = Kind {
    media_types: &["application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"],
    endings: &["xml", "rss", "atom", "rdf"],
};

/// Endings of the names of files that are read below folders, without the dot.
pub fn endings() -> impl Iterator<Item = &'static str> {
    DOCUMENTS.iter().flat_map(|kind| kind.endings).copied()
}

/// Whether a file is named as a feed. One that is not is none, so that no file makes a connection by what is in it.
#[must_use]
pub fn is_named_as_feed(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str);
    ending.is_some_and(|ending| FEED.endings.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

/// Media types of what is read.
fn media_types() -> impl Iterator<Item = &'static str> {
    DOCUMENTS.iter().chain([&FEED]).flat_map(|kind| kind.media_types).copied()
}

/// Whether something of a media type is read; parameters after it do not matter.
pub(crate) fn is_read(content_type: &str) -> bool {
    let media_type = essence(content_type);
    media_types().any(|known| known == media_type)
}

/// What a server is told that is read.
pub(crate) fn accepted() -> String {
    media_types().collect::<Vec<_>>().join(", ")
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_is_known_with_its_parameters() {
        assert!(is_read("Text/HTML; charset=gb2312"));
        assert!(is_read("application/pdf"));
        assert!(!is_read("application/json"));
        assert!(!is_read(""));
        assert!(endings().any(|ending| ending == "docx"));
    }
}
