//! Whether bytes are a page.

/// Bytes at the beginning that are looked at after white space and comments.
const HEAD: usize = 1024;

/// How names of pages end.
const NAMES: [&str; 5] = [".html", ".htm", ".xhtml", ".xht", ".shtml"];

/// Names of plain texts and of Markdown, in which elements may stand.
const TEXTS: [&str; 5] = [".txt", ".text", ".md", ".markdown", ".mdown"];

/// Elements that only a page begins with.
const PAGE: [&str; 8] = ["!doctype html", "html", "head", "body", "meta", "title", "base", "link"];

/// Elements that a part of a page begins with; Markdown may begin with them too.
const PART: [&str; 22] = [
    "a",
    "article",
    "b",
    "blockquote",
    "br",
    "center",
    "div",
    "font",
    "h1",
    "h2",
    "h3",
    "header",
    "iframe",
    "main",
    "p",
    "script",
    "section",
    "span",
    "style",
    "table",
    "ul",
    "ol",
];

/// Whether bytes are a page or a part of one.
///
/// What begins as only pages do is a page whatever it is called. A part of a page is one unless it is named as a text.
pub(crate) fn is_page(bytes: &[u8], name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let head = opening(bytes);
    if begins(&head, &PAGE) {
        return true;
    }
    if ends(&NAMES) {
        return has_tag(&head);
    }
    !ends(&TEXTS) && begins(&head, &PART) && has_end_tag(&head)
}

/// The beginning in lower case, without byte-order mark, white space, XML declaration and comments.
fn opening(bytes: &[u8]) -> Vec<u8> {
    let (bytes, wide) = match bytes {
        [0xFF, 0xFE, rest @ ..] | [0xFE, 0xFF, rest @ ..] => (rest, true),
        [0xEF, 0xBB, 0xBF, rest @ ..] => (rest, false),
        _ => (bytes, false),
    };
    let mut rest = bytes;
    if wide {
        return rest
            .iter()
            .take(4 * HEAD)
            .filter(|&&byte| byte != 0)
            .map(u8::to_ascii_lowercase)
            .skip_while(u8::is_ascii_whitespace)
            .collect();
    }
    loop {
        rest = rest.trim_ascii_start();
        let end: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<?xml") {
            b"?>"
        } else {
            break;
        };
        let Some(at) = memchr::memmem::find(rest, end) else { break };
        rest = &rest[at + end.len()..];
    }
    rest[..rest.len().min(HEAD)].to_ascii_lowercase()
}

/// Whether a text begins with one of the elements.
fn begins(head: &[u8], elements: &[&str]) -> bool {
    let Some(rest) = head.strip_prefix(b"<") else { return false };
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    elements.iter().any(|element| rest.strip_prefix(element.as_bytes()).is_some_and(|rest| ends(rest.first())))
}

/// Whether a tag stands in a text.
fn has_tag(head: &[u8]) -> bool {
    head.windows(2).any(|pair| pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || matches!(pair[1], b'/' | b'!')))
}

/// Whether an end tag stands in a text.
fn has_end_tag(head: &[u8]) -> bool {
    memchr::memmem::find(head, b"</").is_some() || begins(head, &["p", "br"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_texts() {
        for page in [
            "<!DOCTYPE html><p>a",
            "\u{FEFF} \n<!-- saved -->\n<HTML lang=en>",
            "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"\">",
            "<meta charset=utf-8><p>a",
            "<body>",
        ] {
            assert!(is_page(page.as_bytes(), "a.txt"), "{page}");
        }
        assert!(is_page(b"\xFF\xFE<\0h\0t\0m\0l\0>\0", ""));
        assert!(is_page(b"Talks<br>were held", "a.html"));
        assert!(is_page(b"<div class=x>Talks</div>", ""));
        for text in
            ["Talks <b>were</b> held", "<p>Talks</p>", "<div align=center>\n\n# Talks</div>", "<headline>Talks", "<!-- a note -->\nTalks"]
        {
            assert!(!is_page(text.as_bytes(), "a.md"), "{text}");
        }
        assert!(!is_page(b"1 < 2 and no more", "a.html"));
        assert!(!is_page(b"<rss version='2.0'>", ""));
        assert!(!is_page(b"", "a.html") && !is_page(b"<", "") && !is_page(b"<!--", ""));
    }
}
