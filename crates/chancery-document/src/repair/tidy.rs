//! White space, rules and marks at the edges of a line.

use chancery_text::runs;

/// A tidied line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tidied {
    /// Bytes left.
    pub(super) length: usize,
    /// Whether its last character was a soft hyphen, which splits a word.
    pub(super) ends_with_soft_hyphen: bool,
}

/// What a character is to a tidied line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// White space, written as one space.
    White,
    /// Nothing to see: zero-width spaces, byte-order marks, soft hyphens.
    Nothing,
    /// A control character.
    Control,
    /// Anything else.
    Kept,
}

/// What the character that bytes begin with is, and its length when it is not kept.
fn sort(bytes: &[u8]) -> (Sort, usize) {
    match *bytes {
        [b' ' | b'\t', ..] => (Sort::White, 1),
        [0..=0x1F | 0x7F, ..] => (Sort::Control, 1),
        [0xC2, 0xA0, ..] | [0xC2, 0x85, ..] => (Sort::White, 2),
        [0xC2, 0xAD, ..] => (Sort::Nothing, 2),
        [0xC2, 0x80..=0x9F, ..] => (Sort::Control, 2),
        [0xE2, 0x80, 0x8B, ..] | [0xE2, 0x81, 0xA0, ..] | [0xEF, 0xBB, 0xBF, ..] => (Sort::Nothing, 3),
        [0xE2, 0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF, ..] | [0xE2, 0x81, 0x9F, ..] | [0xE3, 0x80, 0x80, ..] | [0xE1, 0x9A, 0x80, ..] => {
            (Sort::White, 3)
        }
        _ => (Sort::Kept, 1),
    }
}

/// Which bytes can begin a character that is not kept.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte <= 0x20 {
        special[byte] = true;
        byte += 1;
    }
    special[0x7F] = true;
    special[0xC2] = true;
    special[0xE1] = true;
    special[0xE2] = true;
    special[0xE3] = true;
    special[0xEF] = true;
    special
};

/// Leaves white space off both ends of a line; also how wide the indent was.
pub(super) fn trim(buffer: &[u8], mut start: usize, mut end: usize) -> (usize, usize, usize) {
    let mut indent = 0;
    while start < end {
        match sort(&buffer[start..end]) {
            (Sort::White, length) => {
                indent += if buffer[start] == b'\t' { 4 } else { length };
                start += length;
            }
            (Sort::Nothing, length) => start += length,
            _ => break,
        }
    }
    while start < end {
        let last = (1..=3.min(end - start)).find(|&length| {
            let (sort, whole) = sort(&buffer[end - length..end]);
            whole == length && sort == Sort::White || whole == length && sort == Sort::Nothing && buffer[end - length] != 0xC2
        });
        match last {
            Some(length) => end -= length,
            None => break,
        }
    }
    (start, end, indent)
}

/// Makes each run of white space one space and drops what cannot be seen, noting control characters.
pub(super) fn tidy(line: &mut [u8], lost: &mut Vec<usize>) -> Tidied {
    let (mut read, mut written) = (0, 0);
    let mut soft_hyphen = false;
    while read < line.len() {
        let kept = kept(&line[read..]);
        if kept > 0 {
            if read != written {
                line.copy_within(read..read + kept, written);
            }
            read += kept;
            written += kept;
            soft_hyphen = false;
            continue;
        }
        let (what, length) = sort(&line[read..]);
        match what {
            Sort::White if written > 0 && line[written - 1] != b' ' => {
                line[written] = b' ';
                written += 1;
            }
            Sort::Control if lost.last() != Some(&written) => lost.push(written),
            _ => soft_hyphen |= line[read..].starts_with(&[0xC2, 0xAD]),
        }
        read += length;
    }
    while written > 0 && line[written - 1] == b' ' {
        written -= 1;
    }
    Tidied { length: written, ends_with_soft_hyphen: soft_hyphen }
}

/// Tidies each cell of a table's row; the tabs between the cells stay, those around empty ones go.
pub(super) fn tidy_cells(row: &mut [u8], lost: &mut Vec<usize>) -> Tidied {
    let (mut read, mut written) = (0, 0);
    while read < row.len() {
        let end = memchr::memchr(b'\t', &row[read..]).map_or(row.len(), |at| read + at);
        let mut lost_here = Vec::new();
        let length = tidy(&mut row[read..end], &mut lost_here).length;
        if length > 0 {
            if written > 0 {
                row[written] = b'\t';
                written += 1;
            }
            row.copy_within(read..read + length, written);
            lost.extend(lost_here.iter().map(|&at| written + at));
            written += length;
        }
        read = end + 1;
    }
    Tidied { length: written, ends_with_soft_hyphen: false }
}

/// Bytes looked at together.
const BLOCK: usize = 32;

/// Whether a block of bytes, with the one after it, is printed ASCII without two spaces side by side. Every pair is looked
/// at, so that the processor can look at many at once.
fn is_plain(block: &[u8; BLOCK + 1]) -> bool {
    let is_printed = |byte: u8| byte.wrapping_sub(b' ') <= b'~' - b' ';
    let pairs = block[..BLOCK].iter().zip(&block[1..]);
    pairs.fold(true, |plain, (&byte, &next)| plain & is_printed(byte) & is_printed(next) & !((byte == b' ') & (next == b' ')))
}

/// How many bytes from the start of some need no change: single spaces between words need none.
fn kept(bytes: &[u8]) -> usize {
    let mut at = 0;
    if bytes.first() != Some(&b' ') {
        while bytes[at..].first_chunk().is_some_and(is_plain) {
            at += BLOCK;
        }
    }
    while let Some(&byte) = bytes.get(at) {
        if !SPECIAL[usize::from(byte)] {
            // Most of what is not special is ASCII, or an ideograph of three bytes.
            at += match byte {
                0xE4..=0xE9 => 3.min(bytes.len() - at),
                0x21..=0x7E => runs::in_print(runs::eight(bytes, at)).max(1),
                _ => 1,
            };
            continue;
        }
        let single = byte == b' '
            && at > 0
            && bytes.get(at + 1).is_some_and(|&next| !SPECIAL[usize::from(next)] || sort(&bytes[at + 1..]).0 == Sort::Kept);
        if !single && sort(&bytes[at..]).0 != Sort::Kept {
            return at;
        }
        at += 1;
    }
    at
}

/// Whether a line is only a rule: three marks of one kind or more.
pub(super) fn is_rule(line: &[u8]) -> bool {
    let Some(&first) = line.first() else { return false };
    matches!(first, b'-' | b'=' | b'_' | b'*' | b'#' | b'~' | b':')
        && line.iter().all(|&byte| byte == first || byte == b' ')
        && line.iter().filter(|&&byte| byte == first).count() >= 3
}

/// Leaves off the space after the marks of a heading and the marks that close it.
pub(super) fn heading(buffer: &[u8], start: usize, end: usize) -> (usize, usize) {
    let (start, end, _) = trim(buffer, start, end);
    let closing = buffer[start..end].iter().rev().take_while(|&&byte| byte == b'#').count();
    if closing > 0 && closing < end - start && buffer[end - closing - 1] == b' ' {
        let (start, end, _) = trim(buffer, start, end - closing);
        return (start, end);
    }
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let mut bytes = line.as_bytes().to_vec();
        let (start, end, _) = trim(&bytes, 0, line.len());
        let tidied = tidy(&mut bytes[start..end], &mut Vec::new());
        assert_eq!(std::str::from_utf8(&bytes[start..start + tidied.length]), Ok(expected), "{line:?}");
    }

    #[test]
    fn runs_of_white_space_become_one_space() {
        check("  -   Alvonia\u{A0}\u{A0} will \t", "- Alvonia will");
        check("　　甲国主席　　某某　", "甲国主席 某某");
        check("\u{FEFF}甲\u{200B}国“好”、与、", "甲国“好”、与、");
        check("a b  c", "a b c");
        check("abcdefg  h i  j\u{A0}klmnopq r s t u ", "abcdefg h i j klmnopq r s t u");
        check("\u{AD}co\u{AD}operation", "cooperation");
    }

    #[test]
    fn control_characters_go_and_are_noted() {
        let mut line = b"a\x07\x08b\x1Bc".to_vec();
        let mut lost = Vec::new();
        let tidied = tidy(&mut line, &mut lost);
        assert_eq!((&line[..tidied.length], lost), (&b"abc"[..], vec![1, 2]));
    }

    #[test]
    fn cells_stay_apart() {
        let mut row = "\t Alvonia \t\t  buys  grain\t".as_bytes().to_vec();
        let length = tidy_cells(&mut row, &mut Vec::new()).length;
        assert_eq!(std::str::from_utf8(&row[..length]), Ok("Alvonia\tbuys grain"));
    }

    #[test]
    fn rules_and_closed_headings() {
        assert!(is_rule(b"* * *") && is_rule(b"====") && !is_rule(b"--") && !is_rule(b"-- a"));
        let line = b" Trade ##";
        assert_eq!(heading(line, 0, line.len()), (1, 6));
    }
}
