//! Marks inside a line: emphasis, links, escapes and bare inline tags, taken out in place.
//!
//! Only marks that pair up on their line are taken out, so that a lone asterisk stays a character.
//! Each byte is looked at a fixed number of times, however many marks there are.

/// Tags that only style words or break a line.
const TAGS: &[&str] = &["u", "b", "i", "em", "strong", "span", "br", "p", "sup", "sub", "font", "small", "div", "center", "mark", "s", "a"];

/// Longest tag and longest address of a link, in bytes.
const TAG_AT_MOST: usize = 300;
const ADDRESS_AT_MOST: usize = 2000;

/// Characters that a backslash keeps from being a mark.
const ESCAPED: &[u8] = b"[]*_#`>~";

/// Whether single asterisks, underscores and backquotes are marks too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marks {
    /// Double asterisks, links, escapes, tags.
    Sure,
    /// All of Markdown's.
    Markdown,
}

/// Takes the marks out of a line and returns the length of what is left.
pub(crate) fn strip(line: &mut [u8], marks: Marks) -> usize {
    let mut length = line.len();
    if memchr::memchr3(b'*', b'<', b'[', line).is_none() && memchr::memchr3(b'_', b'`', b'\\', line).is_none() {
        return length;
    }
    length = drop_pairs(&mut line[..length], b"**");
    if marks == Marks::Markdown {
        length = drop_pairs(&mut line[..length], b"__");
        length = drop_pairs(&mut line[..length], b"`");
        length = drop_singles(&mut line[..length], b'*');
        length = drop_singles(&mut line[..length], b'_');
    }
    length = drop_links(&mut line[..length]);
    length = drop_tags(&mut line[..length]);
    drop_escapes(&mut line[..length])
}

/// Whether a whole line is emphasised.
pub(crate) fn is_all_strong(line: &[u8]) -> bool {
    let inside = |open: &[u8], close: &[u8]| {
        line.len() > open.len() + close.len()
            && line.starts_with(open)
            && line.ends_with(close)
            && memchr::memmem::find(&line[open.len()..line.len() - close.len()], &open[..open.len().min(2)]).is_none()
    };
    inside(b"**", b"**") || inside(b"__", b"__") || inside(b"<u>", b"</u>") || inside(b"<strong>", b"</strong>") || inside(b"<b>", b"</b>")
}

/// Drops a mark everywhere when it occurs an even number of times.
fn drop_pairs(line: &mut [u8], mark: &[u8]) -> usize {
    let count = memchr::memmem::find_iter(line, mark).count();
    if count == 0 || count % 2 == 1 {
        return line.len();
    }
    compact(line, |line, at| if line[at..].starts_with(mark) { mark.len() } else { 0 })
}

/// Drops single marks that stand at the edges of words, when there is an even number of them.
fn drop_singles(line: &mut [u8], mark: u8) -> usize {
    let edge = |line: &[u8], at: usize| {
        let before = at.checked_sub(1).map_or(b' ', |before| line[before]);
        let after = line.get(at + 1).copied().unwrap_or(b' ');
        line[at] == mark && before != mark && after != mark && (before.is_ascii_alphanumeric() != after.is_ascii_alphanumeric())
    };
    let count = (0..line.len()).filter(|&at| edge(line, at)).count();
    if count == 0 || count % 2 == 1 {
        return line.len();
    }
    // The bytes before the place are compacted already, so the edges are told from the byte kept last.
    let mut last = b' ';
    compact(line, |line, at| {
        let after = line.get(at + 1).copied().unwrap_or(b' ');
        let drop = line[at] == mark && last != mark && after != mark && (last.is_ascii_alphanumeric() != after.is_ascii_alphanumeric());
        last = line[at];
        usize::from(drop)
    })
}

/// Keeps of `[words](address)` and `![words](address)` only the words.
fn drop_links(line: &mut [u8]) -> usize {
    if memchr::memmem::find(line, b"](").is_none() {
        return line.len();
    }
    // End of the words and end of the address of the link being read.
    let mut link: Option<(usize, usize)> = None;
    let mut next_middle = 0;
    compact(line, |line, at| {
        if let Some((middle, end)) = link {
            if at < middle {
                return 0;
            }
            link = None;
            return end - middle;
        }
        let opening = if line[at..].starts_with(b"![") { 2 } else { usize::from(line[at] == b'[') };
        if opening == 0 {
            return 0;
        }
        if next_middle <= at {
            next_middle = memchr::memmem::find(&line[at..], b"](").map_or(line.len(), |found| at + found);
        }
        let words = line.get(at + opening..next_middle).unwrap_or_default();
        // The words are looked at before the address, so that an address is looked at once.
        if words.is_empty() || words.len() > ADDRESS_AT_MOST || memchr::memchr(b'[', words).is_some() {
            return 0;
        }
        let address = &line[next_middle..];
        let close = address.iter().take(ADDRESS_AT_MOST).position(|&byte| matches!(byte, b')' | b' ' | b'['));
        if let Some(close) = close.filter(|&close| address[close] == b')') {
            link = Some((next_middle, next_middle + close + 1));
            return opening;
        }
        0
    })
}

/// Drops tags that only style words.
fn drop_tags(line: &mut [u8]) -> usize {
    if memchr::memchr(b'<', line).is_none() {
        return line.len();
    }
    compact(line, |line, at| if line[at] == b'<' { tag(&line[at..]) } else { 0 })
}

/// The length of the styling tag that bytes begin with.
fn tag(bytes: &[u8]) -> usize {
    let name_start = if bytes.get(1) == Some(&b'/') { 2 } else { 1 };
    let name_length = bytes[name_start.min(bytes.len())..].iter().take(8).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let name = bytes.get(name_start..name_start + name_length).unwrap_or_default().to_ascii_lowercase();
    if !TAGS.iter().any(|tag| tag.as_bytes() == name) || !matches!(bytes.get(name_start + name_length), Some(b'>' | b' ' | b'/')) {
        return 0;
    }
    let end = bytes.iter().take(TAG_AT_MOST).skip(1).position(|&byte| byte == b'>' || byte == b'<').map(|at| at + 1);
    end.filter(|&end| bytes[end] == b'>').map_or(0, |end| end + 1)
}

/// Drops backslashes that keep a character from being a mark.
fn drop_escapes(line: &mut [u8]) -> usize {
    if memchr::memchr(b'\\', line).is_none() {
        return line.len();
    }
    let escapes = |line: &[u8], at: usize| line[at] == b'\\' && line.get(at + 1).is_some_and(|next| ESCAPED.contains(next));
    compact(line, |line, at| usize::from(escapes(line, at)))
}

/// Moves the bytes of a line together, leaving out at each place as many as `dropped` says.
fn compact(line: &mut [u8], mut dropped: impl FnMut(&[u8], usize) -> usize) -> usize {
    let (mut read, mut written) = (0, 0);
    while read < line.len() {
        let skip = dropped(line, read);
        if skip > 0 {
            read += skip;
            continue;
        }
        line[written] = line[read];
        written += 1;
        read += 1;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str, marks: Marks) {
        let mut bytes = line.as_bytes().to_vec();
        let length = strip(&mut bytes, marks);
        assert_eq!(std::str::from_utf8(&bytes[..length]), Ok(expected));
    }

    #[test]
    fn paired_marks_go_and_words_stay() {
        check("**Alvonia** and **Berland**", "Alvonia and Berland", Marks::Sure);
        check("see [the text](https://example.org/a) and ![a map](m.png)", "see the text and a map", Marks::Sure);
        check(r"\[official\] said", "[official] said", Marks::Sure);
        check("<u>Trade</u> and <span style=\"x\">aid</span>", "Trade and aid", Marks::Sure);
        check("an *old* _name_ in `code`", "an old name in code", Marks::Markdown);
    }

    #[test]
    fn lone_and_unsure_marks_stay() {
        check("5 ** 2 and a*b", "5 ** 2 and a*b", Marks::Sure);
        check("an *old* name", "an *old* name", Marks::Sure);
        check("snake_case_name", "snake_case_name", Marks::Markdown);
        check("a < b and c > d, [1] (2)", "a < b and c > d, [1] (2)", Marks::Markdown);
        check("[[x](y z)", "[[x](y z)", Marks::Sure);
    }
}
