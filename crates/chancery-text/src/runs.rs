//! Runs of ASCII of one kind, found eight bytes at a time.

/// One in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// The highest bit of each byte.
const HIGH: u64 = ONES << 7;

/// The eight bytes at a place, the first lowest; zeros past the end.
#[inline]
#[must_use]
pub fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at + 8) {
        Some(whole) => u64::from_le_bytes(whole.try_into().expect("these are eight bytes")),
        None => bytes.get(at..).unwrap_or_default().iter().rev().fold(0, |all, &byte| all << 8 | u64::from(byte)),
    }
}

/// How many of eight bytes, from the lowest, are ASCII letters.
#[inline]
#[must_use]
pub const fn letters(eight: u64) -> usize {
    run(letter_bits(eight))
}

/// How many of eight bytes, from the lowest, are ASCII letters or digits.
#[inline]
#[must_use]
pub const fn alphanumerics(eight: u64) -> usize {
    run(letter_bits(eight) | between(eight, b'0', b'9'))
}

/// How many of eight bytes, from the lowest, are ASCII letters, digits or no ASCII.
#[inline]
#[must_use]
pub const fn word_bytes(eight: u64) -> usize {
    run(letter_bits(eight) | between(eight, b'0', b'9') | eight & HIGH)
}

/// How many of eight bytes, from the lowest, are printed ASCII characters, with no more than one space between two. A
/// space that ends them is left out, for what comes after it may be another.
#[inline]
#[must_use]
pub const fn in_print(eight: u64) -> usize {
    let spaces = between(eight, b' ', b' ');
    let doubled = spaces & spaces >> 8;
    let length = run(between(eight, b' ', b'~') & !doubled);
    if length > 0 && spaces >> (8 * length - 1) & 1 == 1 { length - 1 } else { length }
}

/// Past the bytes from `at` on that are counted by one of the functions above.
#[inline]
#[must_use]
pub fn past(bytes: &[u8], mut at: usize, count: impl Fn(u64) -> usize) -> usize {
    loop {
        let found = count(eight(bytes, at));
        at += found;
        if found < 8 {
            return at;
        }
    }
}

/// The highest bit of each byte that is an ASCII letter.
#[inline]
const fn letter_bits(eight: u64) -> u64 {
    between(eight | (ONES * 0x20), b'a', b'z')
}

/// The highest bit of each ASCII byte from `first` to `last`.
#[inline]
const fn between(eight: u64, first: u8, last: u8) -> u64 {
    let low = eight & !HIGH;
    let reaches_first = low + ONES * (0x80 - first) as u64;
    let passes_last = low + ONES * (0x7F - last) as u64;
    reaches_first & !passes_last & !eight & HIGH
}

/// How many bytes, from the lowest, have their highest bit.
#[inline]
const fn run(bits: u64) -> usize {
    ((!bits & HIGH).trailing_zeros() / 8) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_what_it_is() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut bytes = *b"aZ0z9A7x";
                bytes[place] = byte;
                let until = |is_kind: fn(&u8) -> bool| bytes.iter().position(|byte| !is_kind(byte)).unwrap_or(8);
                let eight = eight(&bytes, 0);
                assert_eq!(letters(eight), until(u8::is_ascii_alphabetic), "{bytes:?}");
                assert_eq!(alphanumerics(eight), until(u8::is_ascii_alphanumeric), "{bytes:?}");
                assert_eq!(word_bytes(eight), until(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()), "{bytes:?}");
            }
        }
    }

    #[test]
    fn single_spaces_stand_between_printed_characters() {
        let length = |bytes: &[u8; 8]| in_print(eight(bytes, 0));
        assert_eq!((length(b"ab, cd e"), length(b"ab, cde "), length(b"        ")), (8, 7, 0));
        assert_eq!((length(b"ab  cdef"), length(b"ab\tcdefg"), length(b"ab \tcdef")), (2, 2, 2));
        assert_eq!((length(b"a b c \x7Fd"), length("abc d\u{A0}e".as_bytes().try_into().expect("these are eight bytes"))), (5, 5));
    }

    #[test]
    fn runs_end_at_the_end() {
        let bytes = b"internationally 2026";
        assert_eq!(past(bytes, 0, letters), 15);
        assert_eq!(past(bytes, 16, alphanumerics), 20);
        assert_eq!(past(bytes, 20, alphanumerics), 20);
        assert_eq!((eight(b"ab", 1), eight(b"ab", 2), eight(b"ab", 9)), (u64::from(b'b'), 0, 0));
    }
}
