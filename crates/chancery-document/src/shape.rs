//! What the beginning and the end of a piece of text look like, whatever its words are.
//!
//! Punctuation of Chinese is written as code points here; the names say which it is.

/// The end of a piece of text, closing quotation marks and brackets left aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// A sentence ends.
    Final,
    /// A semicolon.
    Semicolon,
    /// A colon.
    Colon,
    /// A comma of either kind.
    Pause,
    /// Anything else: the sentence goes on, or there is none.
    Open,
}

/// How a piece of text ends.
pub(crate) fn ending(text: &str) -> Ending {
    match text.trim_end_matches(is_closing).chars().next_back() {
        Some('.' | '!' | '?' | '\u{2026}' | '\u{3002}' | '\u{FF01}' | '\u{FF1F}' | '\u{FF0E}') => Ending::Final,
        Some(';' | '\u{FF1B}') => Ending::Semicolon,
        Some(':' | '\u{FF1A}') => Ending::Colon,
        Some(',' | '\u{FF0C}' | '\u{3001}') => Ending::Pause,
        _ => Ending::Open,
    }
}

/// Whether a text asks: it ends with a question mark.
pub(crate) fn asks(text: &str) -> bool {
    text.trim_end_matches(is_closing).ends_with(['?', '\u{FF1F}'])
}

/// Whether a character closes a quotation or a bracket.
pub(crate) fn is_closing(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | ')'
            | ']'
            | '\u{201D}'
            | '\u{2019}'
            | '\u{FF09}'
            | '\u{300B}'
            | '\u{300D}'
            | '\u{300F}'
            | '\u{3011}'
            | '\u{3009}'
            | '*'
    )
}

/// Whether a character never begins a line: it closes, or it punctuates what came before.
pub(crate) fn never_begins(character: char) -> bool {
    matches!(
        character,
        '\u{3002}'
            | '\u{FF0C}'
            | '\u{3001}'
            | '\u{FF1B}'
            | '\u{FF1A}'
            | '\u{FF1F}'
            | '\u{FF01}'
            | '\u{201D}'
            | '\u{FF09}'
            | '\u{300B}'
            | '\u{3011}'
            | '\u{300D}'
            | '\u{300F}'
            | '\u{FF05}'
            | '%'
            | ','
            | ';'
            | '!'
            | '?'
            | ')'
    )
}

/// Whether a character belongs to a script or punctuation written without spaces between words.
pub(crate) fn is_unspaced(character: char) -> bool {
    matches!(
        u32::from(character),
        0x2E80..=0x312F | 0x31A0..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x2_0000..=0x3_FFFF
    ) || matches!(character, '\u{201C}' | '\u{201D}' | '\u{2018}')
}

/// Whether a character is a Han character.
pub(crate) fn is_han(character: char) -> bool {
    matches!(u32::from(character), 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF | 0x3005 | 0x3007)
}

/// Whether a text is mainly in a script written without spaces, by its first 160 bytes.
pub(crate) fn is_mainly_unspaced(text: &str) -> bool {
    let bytes = &text.as_bytes()[..text.len().min(160)];
    let unspaced: u8 = bytes.iter().map(|&byte| u8::from(matches!(byte, 0xE3..=0xE9 | 0xEF))).sum();
    usize::from(unspaced) * 3 > characters(bytes)
}

/// Whether a character is white space or as good as none: zero width, not joining.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{FEFF}' | '\u{200B}' | '\u{2060}' | '\u{AD}')
}

/// Characters in UTF-8 bytes.
pub(crate) fn characters(bytes: &[u8]) -> usize {
    // Counted in chunks so that each sum fits a byte and the loop is vectorised.
    bytes.chunks(255).map(|chunk| usize::from(chunk.iter().map(|&byte| u8::from(byte & 0xC0 != 0x80)).sum::<u8>())).sum()
}

/// Columns that UTF-8 bytes take on a grid, a character of Chinese taking two.
pub(crate) fn columns(bytes: &[u8]) -> usize {
    let wide: usize = bytes.chunks(255).map(|chunk| usize::from(chunk.iter().map(|&byte| u8::from(byte >= 0xE3)).sum::<u8>())).sum();
    characters(bytes) + wide
}

/// The first `limit` bytes of a text, less what would split a character.
pub(crate) fn beginning(text: &str, limit: usize) -> &str {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The first `limit` bytes of UTF-8 as text, less what would split a character.
pub(crate) fn head(bytes: &[u8], limit: usize) -> &str {
    let mut end = bytes.len().min(limit);
    while end < bytes.len() && end > 0 && bytes[end] & 0xC0 == 0x80 {
        end -= 1;
    }
    simdutf8::basic::from_utf8(&bytes[..end]).unwrap_or_default()
}

/// The last `limit` bytes of UTF-8 as text, less what would split a character.
pub(crate) fn tail(bytes: &[u8], limit: usize) -> &str {
    let mut start = bytes.len().saturating_sub(limit);
    while start < bytes.len() && bytes[start] & 0xC0 == 0x80 {
        start += 1;
    }
    simdutf8::basic::from_utf8(&bytes[start..]).unwrap_or_default()
}

/// How many of the words of a text begin with a capital or a digit, and how many words there are.
pub(crate) fn capitals(text: &str) -> (usize, usize) {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    words.fold((0, 0), |(capitals, all), word| {
        let first = word.chars().find(|character| character.is_alphanumeric());
        (capitals + usize::from(first.is_some_and(|first| !first.is_lowercase())), all + 1)
    })
}

/// Whether a text has letters and none of them is lower case.
pub(crate) fn is_all_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Whether most words of a line begin with a capital.
pub(crate) fn is_titled(words: &str) -> bool {
    let (capitals, all) = capitals(words);
    capitals * 3 > all * 2
}

/// Whether a line before a colon is in capitals or each of its words has one.
pub(crate) fn is_headline(words: &str) -> bool {
    let (capitals, all) = capitals(words);
    is_all_capitals(words) || capitals == all && (1..=8).contains(&all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_marks_do_not_hide_the_end() {
        assert_eq!(ending("他说：“好。”"), Ending::Final);
        assert_eq!(ending("(They met.)"), Ending::Final);
        assert_eq!(ending("坚持“一国"), Ending::Open);
        assert_eq!(ending("坚持“和平”"), Ending::Open, "a quotation inside a sentence ends nothing");
        assert_eq!(ending("甲国、"), Ending::Pause);
        assert!(asks("是吗？”") && !asks("是。"));
    }

    #[test]
    fn pieces_never_split_a_character() {
        assert_eq!(head("甲国乙".as_bytes(), 7), "甲国");
        assert_eq!(tail("甲国乙".as_bytes(), 7), "国乙");
        assert_eq!(tail("甲国乙".as_bytes(), 99), "甲国乙");
        assert_eq!((characters("甲a国".as_bytes()), columns("甲a国".as_bytes())), (3, 5));
    }
}
