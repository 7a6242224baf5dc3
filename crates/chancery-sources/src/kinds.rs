//! What kinds of file accounts come in: media types and endings, in one table.

/// A kind of file.
struct Kind {
    media_types: &'static [&'static str],
    /// Endings of names, without the dot; none for feeds, which are read only when named.
    endings: &'static [&'static str],
}

const KINDS: [Kind; 8] = [
    Kind { media_types: &["text/html", "application/xhtml+xml"], endings: &["html", "htm", "shtml", "xhtml", "xht"] },
    Kind { media_types: &["application/pdf"], endings: &["pdf"] },
    Kind { media_types: &["application/vnd.openxmlformats-officedocument.wordprocessingml.document"], endings: &["docx"] },
    Kind { media_types: &["application/vnd.oasis.opendocument.text"], endings: &["odt"] },
    Kind { media_types: &["application/rtf", "text/rtf"], endings: &["rtf"] },
    Kind { media_types: &["text/plain"], endings: &["txt"] },
    Kind { media_types: &["text/markdown"], endings: &["md", "markdown"] },
    Kind {
        media_types: &["application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"],
        endings: &[],
    },
];

/// Endings of the names of files that are read below folders, without the dot.
pub fn endings() -> impl Iterator<Item = &'static str> {
    KINDS.iter().flat_map(|kind| kind.endings).copied()
}

/// Whether something of a media type is read; parameters after it do not matter.
pub(crate) fn is_read(content_type: &str) -> bool {
    let media_type = essence(content_type);
    KINDS.iter().flat_map(|kind| kind.media_types).any(|known| *known == media_type)
}

/// What a server is told that is read.
pub(crate) fn accepted() -> String {
    KINDS.iter().flat_map(|kind| kind.media_types).copied().collect::<Vec<_>>().join(", ")
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
