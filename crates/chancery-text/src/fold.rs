//! The matching form of a text: one character for one character, one byte for one byte.
//!
//! ASCII letters become lower case, traditional Chinese characters their simplified forms, CJK
//! compatibility ideographs and Kangxi radicals the ideographs they stand for. Only pairs of the same UTF-8 length are folded, so an
//! offset of the folded text is the same offset of the text and no map is needed. The table is
//! generated (`cargo run -p xtask -- fold`) from Unicode compatibility forms and the OpenCC
//! traditional-to-simplified character table.
//!
//! The displayed text is never folded.

use std::sync::OnceLock;

mod table;

/// What the characters of the basic plane fold to.
struct Plane {
    /// One bit for each character: whether it folds to another. Few do, and the bits stay near the processor.
    folds: Box<[u64; 0x1_0000 / 64]>,
    units: Box<[u16; 0x1_0000]>,
}

impl Plane {
    fn new() -> Self {
        let units = (0..=u16::MAX).collect::<Vec<u16>>().try_into().expect("a vector of 65536 code units fits its array");
        let mut plane = Self { folds: Box::new([0; 0x1_0000 / 64]), units };
        for letter in b'A'..=b'Z' {
            plane.set(letter.into(), letter.to_ascii_lowercase().into());
        }
        for &(from, to) in table::PAIRS {
            plane.set(from, to);
        }
        plane
    }

    fn set(&mut self, from: u16, to: u16) {
        self.units[usize::from(from)] = to;
        self.folds[usize::from(from >> 6)] |= u64::from(from != to) << (from & 63);
    }

    /// What a character folds to, where that is another.
    #[inline]
    fn other(&self, unit: u16) -> Option<u16> {
        let folds = self.folds[usize::from(unit >> 6)] >> (unit & 63) & 1 == 1;
        folds.then(|| self.units[usize::from(unit)])
    }
}

fn plane() -> &'static Plane {
    static PLANE: OnceLock<Plane> = OnceLock::new();
    PLANE.get_or_init(Plane::new)
}

/// What `character` matches as.
#[must_use]
pub fn fold_char(character: char) -> char {
    let other = u16::try_from(u32::from(character)).ok().and_then(|unit| plane().other(unit));
    other.and_then(|unit| char::from_u32(u32::from(unit))).unwrap_or(character)
}

/// Replaces `folded` with the bytes of the matching form of `text`, exactly as many.
pub fn fold_into(text: &str, folded: &mut Vec<u8>) {
    folded.clear();
    folded.extend_from_slice(text.as_bytes());
    folded.make_ascii_lowercase();
    if text.is_ascii() {
        return;
    }
    let plane = plane();
    let mut at = 0;
    while let Some(&first) = folded.get(at) {
        // Characters of four bytes are beyond the plane and fold to themselves.
        at += match first {
            0xE0..0xF0 => {
                fold_three(plane, &mut folded[at..at + 3]);
                3
            }
            0xF0.. => 4,
            0xC0..0xE0 => {
                fold_two(plane, &mut folded[at..at + 2]);
                2
            }
            _ => ascii_run(folded, at),
        };
    }
}

/// How many bytes are looked at together where a text is ASCII.
const ASCII_STEP: usize = 16;

/// How many bytes from an ASCII one on are passed: it alone, or those of a step.
#[inline]
fn ascii_run(bytes: &[u8], at: usize) -> usize {
    if bytes.get(at..at + ASCII_STEP).is_some_and(<[u8]>::is_ascii) { ASCII_STEP } else { 1 }
}

/// Folds a character of two bytes in place.
#[inline]
fn fold_two(plane: &Plane, bytes: &mut [u8]) {
    let unit = u16::from(bytes[0] & 0x1F) << 6 | u16::from(bytes[1] & 0x3F);
    if let Some(to) = plane.other(unit) {
        bytes[0] = 0xC0 | (to >> 6) as u8;
        bytes[1] = 0x80 | (to & 0x3F) as u8;
    }
}

/// Folds a character of three bytes in place.
#[inline]
fn fold_three(plane: &Plane, bytes: &mut [u8]) {
    let unit = u16::from(bytes[0] & 0x0F) << 12 | u16::from(bytes[1] & 0x3F) << 6 | u16::from(bytes[2] & 0x3F);
    if let Some(to) = plane.other(unit) {
        bytes[0] = 0xE0 | (to >> 12) as u8;
        bytes[1] = 0x80 | (to >> 6 & 0x3F) as u8;
        bytes[2] = 0x80 | (to & 0x3F) as u8;
    }
}

/// The matching form of `text`.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn traditional_characters_and_radicals_match_as_simplified() {
        assert_eq!(fold("臺灣問題與兩國關係"), "台湾问题与两国关系");
        assert_eq!(fold("⼈民"), "人民");
        assert_eq!(fold("The European Union"), "the european union");
        assert_eq!(fold("合作"), "合作");
    }

    proptest! {
        #[test]
        fn the_fold_keeps_every_offset(text in "\\PC{0,200}") {
            let folded = fold(&text);
            prop_assert_eq!(folded.len(), text.len());
            prop_assert!(text.char_indices().map(|(at, _)| at).eq(folded.char_indices().map(|(at, _)| at)));
            prop_assert_eq!(&fold(&folded), &folded);
            let mut bytes = Vec::new();
            fold_into(&text, &mut bytes);
            prop_assert_eq!(&bytes, folded.as_bytes());
        }
    }
}
