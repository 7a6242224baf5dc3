//! Hashes as text.

use sha2::{Digest as _, Sha256};

/// The first `digits` hexadecimal digits, 64 at most, of the SHA-256 of some parts, one after another.
pub(crate) fn sha256<'p>(parts: impl IntoIterator<Item = &'p [u8]>, digits: usize) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    let mut text = String::with_capacity(digits + 1);
    for byte in &hash.finalize()[..digits.div_ceil(2)] {
        text.extend([byte >> 4, byte & 15].map(digit));
    }
    text.truncate(digits);
    text
}

fn digit(value: u8) -> char {
    char::from_digit(u32::from(value), 16).expect("four bits are one hexadecimal digit")
}

#[cfg(test)]
mod tests {
    #[test]
    fn is_the_beginning_of_the_known_hash() {
        assert_eq!(super::sha256([b"a".as_slice(), b"bc"], 16), "ba7816bf8f01cfea");
    }
}
