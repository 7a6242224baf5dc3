//! Bytes to UTF-8, whatever encoding they are in.
//!
//! In this order: a byte-order mark; valid UTF-8; UTF-16 that has no mark, told by what its units would be; UTF-8 with
//! a few bad bytes; the encoding that the file declares; the encoding that its bytes look like. UTF-8 comes before what
//! is declared because pages outlive their declarations, and because text in a legacy encoding is hardly ever valid
//! UTF-8. A decoding counts only if next to nothing in it is no character and what comes out looks like text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252, X_USER_DEFINED};

use crate::FormatError;

/// One control byte in this many is still a text.
const CONTROL_SHARE: usize = 20;

/// More control bytes than one in this many are in no legacy encoding; in Chinese UTF-16 they are low halves of units.
const HALVES_SHARE: usize = 100;

/// One byte in this many may be undecodable.
const UNDECODABLE_SHARE: usize = 1000;

/// Units of UTF-16 that are looked at to tell it.
const UNITS_LOOKED_AT: usize = 4096;

/// Bytes from which a legacy encoding is guessed, from the first that is not ASCII.
const GUESSED_FROM: usize = 64 * 1024;

/// Texts in Central European languages have more accented letters than one in this many.
const ACCENTED_SHARE: usize = 50;

/// Decodes a text, and names its encoding in lower case.
///
/// UTF-8 is given back as it came in, byte-order mark and all, without a copy. `declared` is a label as web pages and
/// headers use them.
///
/// # Errors
/// [`FormatError::Unread`] for bytes that no text has, [`FormatError::NotUtf8`] when no encoding fits.
pub(crate) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Result<(Vec<u8>, String), FormatError> {
    if let Some((encoding, mark)) = marked(&bytes) {
        return unicode(&bytes[mark..], encoding).ok_or_else(binary);
    }
    if memchr::memchr(0, &bytes).is_some() {
        return unmarked_utf16(&bytes).ok_or_else(binary);
    }
    let valid = simdutf8::basic::from_utf8(&bytes).is_ok();
    let controls = controls(&bytes);
    let share = if valid { CONTROL_SHARE } else { HALVES_SHARE };
    // Of UTF-16 that is UTF-8 too there is only Cyrillic, of which every other byte is a control character.
    let may_be_units = !valid || bytes.len() >= 8 && bytes.len().is_multiple_of(2) && controls > bytes.len() / 3;
    let may_be_utf16 = controls > bytes.len() / share && may_be_units;
    let utf16 = if may_be_utf16 { unmarked_utf16(&bytes) } else { None };
    if let Some(decoded) = utf16 {
        return Ok(decoded);
    }
    if controls > 2 && controls > bytes.len() / CONTROL_SHARE {
        return Err(binary());
    }
    if valid {
        return Ok((bytes, "utf-8".to_owned()));
    }
    mended_utf8(&bytes)
        .or_else(|| declared.and_then(|label| legacy(&bytes, for_label(label)?)))
        .or_else(|| legacy(&bytes, guess(&bytes)))
        .ok_or_else(|| not_utf8(&bytes))
}

/// The encoding that a byte-order mark tells, but for UTF-8's, and the length of the mark.
fn marked(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    match bytes {
        [0xFF, 0xFE, ..] => Some((UTF_16LE, 2)),
        [0xFE, 0xFF, ..] => Some((UTF_16BE, 2)),
        [0x84, 0x31, 0x95, 0x33, ..] => Some((GB18030, 4)),
        _ => None,
    }
}

/// The error for bytes that are no text.
fn binary() -> FormatError {
    FormatError::unread("a binary file", "convert it to text first")
}

/// How many bytes are control characters that no text has.
fn controls(bytes: &[u8]) -> usize {
    // Counted in chunks so that each sum fits a byte and the loop is vectorised.
    let in_chunk = |chunk: &[u8]| chunk.iter().map(|&byte| u8::from(byte < 0x20 && !(0x09..=0x0D).contains(&byte))).sum::<u8>();
    bytes.chunks(255).map(|chunk| usize::from(in_chunk(chunk))).sum()
}

/// Decodes an encoding that is known for sure; [`None`] when it is no text for all that.
fn unicode(bytes: &[u8], encoding: &'static Encoding) -> Option<(Vec<u8>, String)> {
    let text = encoding.decode_without_bom_handling(bytes).0;
    let bad = replacements(&text);
    let is_text = !text.contains('\0') && (bad <= 1 || bad <= text.len() / UNDECODABLE_SHARE);
    is_text.then(|| named(text, encoding))
}

/// Decodes UTF-16 that has no mark, when nearly all units are of scripts and signs that accounts are written in.
///
/// Bytes in the wrong order, and bytes of legacy encodings taken for units, fall into scripts, private areas and
/// unassigned places that no account uses.
fn unmarked_utf16(bytes: &[u8]) -> Option<(Vec<u8>, String)> {
    let looked_at = bytes.len().min(2 * UNITS_LOOKED_AT) / 2;
    let plausible =
        |unit: fn([u8; 2]) -> u16| bytes.chunks_exact(2).take(looked_at).filter(|pair| is_plausible(unit([pair[0], pair[1]]))).count();
    let (little, big) = (plausible(u16::from_le_bytes), plausible(u16::from_be_bytes));
    let encoding = if little > big { UTF_16LE } else { UTF_16BE };
    let enough = looked_at > 0 && little != big && little.max(big) * 20 >= looked_at * 19;
    enough.then(|| unicode(bytes, encoding)).flatten()
}

/// Whether a unit of UTF-16 is a common character.
fn is_plausible(unit: u16) -> bool {
    matches!(unit,
        0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0x17F | 0x370..=0x4FF // Latin, Greek, Cyrillic
        | 0x2010..=0x203B | 0x20AC | 0x2100..=0x22FF | 0x2460..=0x25FF // punctuation, signs, numbers in circles
        | 0x3000..=0x312F | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 | 0xFF00..=0xFFEF) // Chinese, Japanese, Korean
}

/// Decodes UTF-8 that a few bad bytes are in, with U+FFFD for each run of them.
///
/// It is UTF-8 only if more characters of several bytes are right than wrong: plain English with a few bytes of
/// another encoding is in that one.
fn mended_utf8(bytes: &[u8]) -> Option<(Vec<u8>, String)> {
    let (mut bad, mut right) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let cut_short = bytes.utf8_chunks().last().is_some_and(|chunk| !chunk.invalid().is_empty() && ends_within_character(bytes));
    let bad = bad - usize::from(cut_short);
    if bad > bytes.len() / UNDECODABLE_SHARE || right <= bad {
        return None;
    }
    Some((String::from_utf8_lossy(bytes).into_owned().into_bytes(), "utf-8".to_owned()))
}

/// Whether bytes end before the last character does.
fn ends_within_character(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(4)..];
    (0..tail.len())
        .any(|start| std::str::from_utf8(&tail[start..]).is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none()))
}

/// The encoding of a label; not those that would have been told from the bytes, nor those that stand for none.
fn for_label(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label.trim().as_bytes())?;
    let is_legacy = ![UTF_8, UTF_16LE, UTF_16BE, X_USER_DEFINED].contains(&encoding);
    is_legacy.then_some(encoding)
}

/// The encoding that bytes look like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let looked_at = &bytes[first.saturating_sub(16)..];
    let sample = &looked_at[..looked_at.len().min(GUESSED_FROM)];
    if has_only_chinese_signs(sample) {
        return GB18030;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // A text that is cut within a character is not held against an encoding.
    detector.feed(sample, false);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    // Punctuation is the same in all of Windows' encodings, and the accents of a name or two in an English text do not
    // tell Central European from Western.
    let letters = sample.iter().filter(|byte| **byte >= 0xA0).count();
    if guessed == WINDOWS_1250 && letters * ACCENTED_SHARE <= sample.len() { WINDOWS_1252 } else { guessed }
}

/// Whether all that is not ASCII is signs of GB 2312: the quotation marks, dashes and accents of an English text
/// that was written in China. In Western encodings they would be pairs of signs that nobody writes.
fn has_only_chinese_signs(sample: &[u8]) -> bool {
    let mut runs = sample.split(u8::is_ascii).filter(|run| !run.is_empty()).peekable();
    runs.peek().is_some() && runs.all(|run| run.chunks(2).all(|pair| matches!(pair, [0xA1..=0xA9, 0xA1..=0xFE] | [0xA1..=0xA9])))
}

/// Decodes a legacy encoding; [`None`] when what comes out is no text.
fn legacy(bytes: &[u8], encoding: &'static Encoding) -> Option<(Vec<u8>, String)> {
    // GB 18030 holds GBK and GB 2312, and what is declared as one of these is often in the larger one.
    let encoding = if encoding == GBK { GB18030 } else { encoding };
    let text = encoding.decode_without_bom_handling(bytes).0;
    let cut_short = usize::from(text.ends_with(char::REPLACEMENT_CHARACTER));
    let few_bad = replacements(&text) - cut_short <= bytes.len() / UNDECODABLE_SHARE;
    (few_bad && looks_written(&text)).then(|| named(text, encoding))
}

/// Whether a decoded text looks like one.
///
/// Encodings of one byte a character decode anything: what they are not for comes out as accented letters and signs
/// close together. Those of two bytes have private and control characters for what nobody writes.
fn looks_written(text: &str) -> bool {
    let (mut visible, mut accented, mut odd) = (0_usize, 0_usize, 0_usize);
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        visible += 1;
        accented += usize::from(matches!(character, '\u{A0}'..='\u{24F}'));
        odd += usize::from(matches!(character, '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}'));
    }
    visible > 0 && accented * 4 <= visible && odd * 100 <= visible
}

fn replacements(text: &str) -> usize {
    memchr::memmem::find_iter(text.as_bytes(), "\u{FFFD}").count()
}

fn named(text: Cow<'_, str>, encoding: &'static Encoding) -> (Vec<u8>, String) {
    (text.into_owned().into_bytes(), encoding.name().to_ascii_lowercase())
}

/// Where the first byte stands that is not UTF-8.
fn not_utf8(bytes: &[u8]) -> FormatError {
    let offset = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    let line = memchr::memchr_iter(b'\n', &bytes[..offset]).count() + 1;
    FormatError::NotUtf8 { offset, line }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], declared: Option<&str>, text: &str, charset: &str) {
        let decoded = decode(bytes.to_vec(), declared).expect("a text");
        assert_eq!((String::from_utf8_lossy(&decoded.0).as_ref(), decoded.1.as_str()), (text, charset));
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    const CHINESE: &str = "甲国外长同乙国外长举行会谈。双方同意深化经贸合作";
    const TRADITIONAL: &str = "甲國外長同乙國外長舉行會談。雙方同意深化經貿合作";

    #[test]
    fn byte_order_marks_tell_the_encoding() {
        check(b"\xFF\xFE\x32\x75\xFD\x56", None, "甲国", "utf-16le");
        check(b"\xFE\xFF\x75\x32\x56\xFD", None, "甲国", "utf-16be");
        check(b"\x84\x31\x95\x33\xBC\xD7\xB9\xFA", None, "甲国", "gb18030");
        check("\u{FEFF}甲国".as_bytes(), Some("gbk"), "\u{FEFF}甲国", "utf-8");
    }

    #[test]
    fn utf16_without_a_mark_is_told_with_and_without_nul() {
        for text in ["Alvonia", "甲国一、\n二", CHINESE, "Альвония", TRADITIONAL] {
            check(&utf16(text, u16::to_le_bytes), None, text, "utf-16le");
            check(&utf16(text, u16::to_be_bytes), None, text, "utf-16be");
        }
    }

    #[test]
    fn a_control_character_does_not_make_utf8_utf16() {
        for text in ["\u{A0}\u{7}", "# \u{7}", "0\u{7}"] {
            check(text.as_bytes(), None, text, "utf-8");
        }
    }

    #[test]
    fn legacy_encodings_are_told_by_their_bytes() {
        check(&encoding_rs::GBK.encode(CHINESE).0, None, CHINESE, "gb18030");
        check(&encoding_rs::BIG5.encode(TRADITIONAL).0, None, TRADITIONAL, "big5");
        let signs = "The ministers’ “first step” — a council.";
        check(&encoding_rs::GBK.encode(signs).0, None, signs, "gb18030");
        let russian = "Министры договорились о встрече.";
        check(&encoding_rs::WINDOWS_1251.encode(russian).0, None, russian, "windows-1251");
        let english = "The ministers agreed \u{2014} Alvonia\u{2019}s \u{201C}first step\u{201D}.";
        check(&WINDOWS_1252.encode(english).0, None, english, "windows-1252");
        let name = "President Ferrán\u{2019}s call with the president, the third this year.";
        check(&WINDOWS_1252.encode(name).0, None, name, "windows-1252");
    }

    #[test]
    fn what_is_declared_is_believed_unless_the_bytes_say_otherwise() {
        let big5 = encoding_rs::BIG5.encode("甲國").0;
        check(&big5, Some("big5"), "甲國", "big5");
        check(&GB18030.encode("𠮷甲国").0, Some(" GB2312 "), "𠮷甲国", "gb18030");
        check(CHINESE.as_bytes(), Some("gb2312"), CHINESE, "utf-8");
        check(&encoding_rs::GBK.encode(CHINESE).0, Some("iso-8859-1"), CHINESE, "gb18030");
        check(&encoding_rs::GBK.encode(CHINESE).0, Some("no such encoding"), CHINESE, "gb18030");
    }

    #[test]
    fn a_few_bad_bytes_of_utf8_are_replaced() {
        let mut few = "甲国".repeat(600).into_bytes();
        few[1200] = 0xFF;
        let (text, charset) = decode(few, None).expect("a text");
        assert_eq!(charset, "utf-8");
        let text = String::from_utf8(text).expect("UTF-8");
        assert_eq!(text.matches('\u{FFFD}').count(), 3, "the byte, and the two left of its character");
        check(&CHINESE.as_bytes()[..10], None, "甲国外\u{FFFD}", "utf-8");
    }

    #[test]
    fn bytes_in_no_encoding_are_refused_with_their_place() {
        let scattered: Vec<u8> = b"\nAlvonia ".iter().copied().chain((0..200).map(|at: u32| 0x80 + (at * 89 % 127) as u8)).collect();
        assert_eq!(decode(scattered, None), Err(FormatError::NotUtf8 { offset: 9, line: 2 }));
    }

    #[test]
    fn what_is_no_text_is_named() {
        for bytes in [&b"\x01\x02\x03\x04 Alvonia"[..], b"\x7FXYZ\0\0\0\x01\x02\x8A\xFF", b"\xFF\xFEa\0\0\0"] {
            assert!(matches!(decode(bytes.to_vec(), None), Err(FormatError::Unread { looks_like, .. }) if looks_like == "a binary file"));
        }
    }
}
