//! Bytes to text: what kind of file it is, byte-order marks, UTF-8 and UTF-16.
//!
//! A few bytes that are no character are each replaced by U+FFFD; a file with more than one such
//! byte in a thousand is in another encoding and is refused.

use crate::{Embedded, Extracted, Format, FormatError};

/// A decoded text and the encoding it was in.
#[derive(Debug)]
struct Decoded {
    text: Vec<u8>,
    charset: &'static str,
}

/// One control byte in this many is still a text.
const CONTROL_SHARE: usize = 20;

/// One byte in this many may be undecodable.
const UNDECODABLE_SHARE: usize = 1000;

/// Takes the text out of a plain text or Markdown file.
pub(crate) fn extract(bytes: Vec<u8>, format: Format) -> Result<Extracted, FormatError> {
    let decoded = decode(bytes)?;
    let charset = decoded.charset.to_owned();
    Ok(Extracted { format, charset, text: decoded.text, forms: None, embedded: Embedded::default(), remarks: Vec::new() })
}

/// Makes text of bytes.
fn decode(bytes: Vec<u8>) -> Result<Decoded, FormatError> {
    match bytes.get(..2) {
        Some([0xFF, 0xFE]) => return utf16(&bytes[2..], u16::from_le_bytes, "utf-16le"),
        Some([0xFE, 0xFF]) => return utf16(&bytes[2..], u16::from_be_bytes, "utf-16be"),
        _ => {}
    }
    refuse_binary(&bytes)?;
    Ok(Decoded { text: utf8(bytes)?, charset: "utf-8" })
}

/// The error for bytes in no format that is read.
fn unread(looks_like: &str) -> FormatError {
    FormatError::Unread { looks_like: looks_like.to_owned() }
}

/// An error when bytes hold what no text has.
fn refuse_binary(bytes: &[u8]) -> Result<(), FormatError> {
    if memchr::memchr(0, bytes).is_some() {
        return Err(unread(with_nul(bytes)));
    }
    // Counted in chunks so that each sum fits a byte and the loop is vectorised.
    let controls: usize = bytes
        .chunks(255)
        .map(|chunk| usize::from(chunk.iter().map(|&byte| u8::from(byte < 0x20 && !(0x09..=0x0D).contains(&byte))).sum::<u8>()))
        .sum();
    if controls > 2 && controls > bytes.len() / CONTROL_SHARE {
        return Err(unread("a binary file"));
    }
    Ok(())
}

/// What bytes with a NUL among them look like.
fn with_nul(bytes: &[u8]) -> &'static str {
    let pairs = bytes.len().min(4096) / 2;
    let nul_at = |odd: usize| (0..pairs).filter(|pair| bytes[pair * 2 + odd] == 0).count();
    let (even, odd) = (nul_at(0), nul_at(1));
    if even.max(odd) * 4 > pairs && even.min(odd) * 50 < pairs {
        return "UTF-16 text without a byte-order mark";
    }
    "a binary file"
}

/// Decodes UTF-8, with U+FFFD where a few bytes are no character.
fn utf8(bytes: Vec<u8>) -> Result<Vec<u8>, FormatError> {
    if simdutf8::basic::from_utf8(&bytes).is_ok() {
        return Ok(bytes);
    }
    let bad = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    if bad > bytes.len() / UNDECODABLE_SHARE {
        return Err(not_utf8(&bytes));
    }
    let mut text = String::with_capacity(bytes.len() + 3 * bad);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    Ok(text.into_bytes())
}

/// Where the first byte stands that is no character.
fn not_utf8(bytes: &[u8]) -> FormatError {
    let offset = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    let line = memchr::memchr_iter(b'\n', &bytes[..offset]).count() + 1;
    FormatError::NotUtf8 { offset, line }
}

/// Decodes UTF-16 after its byte-order mark.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, charset: &'static str) -> Result<Decoded, FormatError> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut bad = bytes.len() % 2;
    for character in char::decode_utf16(units) {
        bad += usize::from(character.is_err());
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if bytes.len() % 2 == 1 {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    if text.contains('\0') || bad > 1 && bad > text.len() / UNDECODABLE_SHARE {
        return Err(unread("a binary file"));
    }
    Ok(Decoded { text: text.into_bytes(), charset })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        String::from_utf8(decode(bytes.to_vec()).expect("a text").text).expect("UTF-8")
    }

    #[test]
    fn byte_order_marks_tell_the_encoding() {
        assert_eq!(text(b"\xFF\xFE\x32\x75\xFD\x56"), "甲国");
        assert_eq!(text(b"\xFE\xFF\x75\x32\x56\xFD"), "甲国");
        assert_eq!(decode(b"\xFF\xFEa\0".to_vec()).expect("a text").charset, "utf-16le");
    }

    #[test]
    fn a_few_bad_bytes_are_replaced_and_many_refused() {
        let mut few = "甲国".repeat(600).into_bytes();
        few[1200] = 0xFF;
        assert_eq!(text(&few).matches('\u{FFFD}').count(), 3, "the byte, and the two left of its character");
        let gbk = b"\nAlvonia \xBC\xD7\xB9\xFA".to_vec();
        assert_eq!(decode(gbk).expect_err("refused"), FormatError::NotUtf8 { offset: 9, line: 2 });
    }

    #[test]
    fn what_is_no_text_is_named() {
        let looks_like = |bytes: &[u8]| match decode(bytes.to_vec()) {
            Err(FormatError::Unread { looks_like }) => looks_like,
            other => panic!("not refused as binary: {other:?}"),
        };
        assert!(looks_like(b"A\0l\0v\0o\0n\0i\0a\0").contains("UTF-16"));
        assert_eq!(looks_like(b"\x01\x02\x03\x04 Alvonia"), "a binary file");
    }
}
