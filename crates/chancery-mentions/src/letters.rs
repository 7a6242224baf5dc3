//! Runs of ASCII letters as numbers, so that most words are told apart by one comparison.

use chancery_text::runs;

/// The bit that makes a letter lower case, in each byte.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// Letters taken together.
const STEP: usize = 8;

/// A hash of the run of ASCII letters from `at` to `end`, in either case; its highest bit is set. It is made of the
/// first eight letters, the last eight and the length.
#[inline]
pub(crate) fn hash(bytes: &[u8], at: usize, end: usize) -> u32 {
    let length = end - at;
    let first = runs::eight(bytes, at) | LOWER;
    let letters =
        if length < STEP { first & ((1 << (8 * length)) - 1) } else { first ^ (runs::eight(bytes, end - STEP) | LOWER).rotate_left(31) };
    let spread = (letters ^ length as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (spread >> 32) as u32 | 0x8000_0000
}

/// The hash of the run of ASCII letters that begins at `at`.
#[inline]
pub(crate) fn hash_at(bytes: &[u8], at: usize) -> u32 {
    hash(bytes, at, runs::past(bytes, at, runs::letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_of_all_letters_in_either_case() {
        let of = |word: &str| hash_at(word.as_bytes(), 0);
        assert_eq!(of("September 2026"), of("sEPTEMBER"));
        assert_eq!(hash(b"in May,", 3, 6), of("may"));
        let words =
            ["", "a", "b", "may", "maya", "january", "february", "fourteen", "fourteenth", "sixteenth", "seventeenth", "seventieth"];
        for (place, word) in words.iter().enumerate() {
            assert!(words[..place].iter().all(|other| of(other) != of(word)), "{word}");
        }
    }
}
