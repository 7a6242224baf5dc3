//! One kind of line end: carriage returns, form feeds, vertical tabs, next-line and the line and
//! paragraph separators of Unicode become line feeds, and so does the tag that ends a paragraph in a text that was
//! half taken out of a page.

/// Where in UTF-8 the separators that are not ASCII begin.
const NEXT_LINE: &[u8] = "\u{85}".as_bytes();
const LINE_SEPARATOR: &[u8] = "\u{2028}".as_bytes();
const PARAGRAPH_SEPARATOR: &[u8] = "\u{2029}".as_bytes();

/// The tag that ends a paragraph.
const PARAGRAPH_END: &[u8] = b"</p>";

/// What else ends a line, besides the single bytes.
const ENDS: [&[u8]; 4] = [NEXT_LINE, LINE_SEPARATOR, PARAGRAPH_SEPARATOR, PARAGRAPH_END];

/// The text with line feeds for all its line ends; the very same text when it has no others.
pub(crate) fn unify(mut bytes: Vec<u8>) -> Vec<u8> {
    if !has_others(&bytes) {
        return bytes;
    }
    let (mut read, mut written) = (0, 0);
    while read < bytes.len() {
        let (length, line_end) = unit(&bytes[read..]);
        if line_end {
            bytes[written] = b'\n';
            written += 1;
        } else {
            bytes.copy_within(read..read + length, written);
            written += length;
        }
        read += length;
    }
    bytes.truncate(written);
    bytes
}

/// Whether there is any line end but the line feed.
fn has_others(bytes: &[u8]) -> bool {
    memchr::memchr3(b'\r', 0x0B, 0x0C, bytes).is_some() || ENDS.iter().any(|end| memchr::memmem::find(bytes, end).is_some())
}

/// Length of the line end that bytes begin with, or of what comes before the next candidate.
fn unit(bytes: &[u8]) -> (usize, bool) {
    if bytes.starts_with(b"\r\n") {
        return (2, true);
    }
    if matches!(bytes[0], b'\r' | 0x0B | 0x0C) {
        return (1, true);
    }
    if let Some(end) = ENDS.iter().find(|end| bytes.starts_with(end)) {
        return (end.len(), true);
    }
    let candidate = |&byte: &u8| matches!(byte, b'\r' | 0x0B | 0x0C | 0xC2 | 0xE2 | b'<');
    (bytes[1..].iter().position(candidate).map_or(bytes.len(), |at| at + 1), false)
}

#[cfg(test)]
mod tests {
    use super::unify;

    fn check(text: &str, expected: &str) {
        assert_eq!(String::from_utf8(unify(text.as_bytes().to_vec())).as_deref(), Ok(expected));
    }

    #[test]
    fn every_line_end_becomes_a_line_feed() {
        check("a\r\nb\rc\u{2028}d\u{85}e\u{c}f\n\r\ng", "a\nb\nc\nd\ne\nf\n\ng");
    }

    #[test]
    fn other_characters_of_the_same_first_byte_stay() {
        check("é“à”\r", "é“à”\n");
        check("<p>a</p><p>b < c", "<p>a\n<p>b < c");
    }
}
