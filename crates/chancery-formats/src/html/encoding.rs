//! Bytes of a page to text.
//!
//! A byte-order mark decides; then bytes that are UTF-8 are, whatever a stale declaration says; then the declaration;
//! then what the bytes look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes in which a declaration is looked for.
const DECLARED_BYTES: usize = 4096;

/// Bytes by which an encoding is told.
const DETECTED_BYTES: usize = 1 << 16;

/// The text of a page and its charset in lower case.
pub(super) fn decode(bytes: &[u8]) -> (String, String) {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if simdutf8::basic::from_utf8(bytes).is_ok() => UTF_8,
        None => declared(bytes).unwrap_or_else(|| detected(bytes)),
    };
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    // The decoders of GBK and GB 18030 are one, and pages that declare the smaller use the larger.
    let charset = if encoding == GBK { "gb18030".to_owned() } else { encoding.name().to_ascii_lowercase() };
    (text.into_owned(), charset)
}

/// The encoding that a page says it is in, when its bytes can be.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARED_BYTES)].to_ascii_lowercase();
    let labels = [&b"charset"[..], b"encoding"]
        .into_iter()
        .flat_map(|word| memchr::memmem::find_iter(&head, word).map(|at| at + word.len()).collect::<Vec<_>>());
    let mut encodings = labels.filter_map(|at| label(&head[at..])).filter_map(Encoding::for_label);
    let encoding = encodings.next()?;
    // What declares UTF-16 in letters of one byte is not in it; what declares UTF-8 and is not is neither.
    let usable = encoding != UTF_16LE && encoding != UTF_16BE && encoding != UTF_8;
    usable.then_some(encoding).filter(|encoding| !encoding.decode_without_bom_handling(bytes).1 || mostly_decodes(encoding, bytes))
}

/// Whether a page with a few damaged bytes is in an encoding all the same.
fn mostly_decodes(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    text.matches(char::REPLACEMENT_CHARACTER).count() * 1000 < text.len()
}

/// The label after `charset` or `encoding`.
fn label(after: &[u8]) -> Option<&[u8]> {
    let after = after.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let after = after.strip_prefix(b"\"").or(after.strip_prefix(b"'")).unwrap_or(after).trim_ascii_start();
    let end = after.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.+".contains(byte)).unwrap_or(after.len());
    Some(&after[..end]).filter(|label| !label.is_empty())
}

/// The encoding that bytes look like.
fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(DETECTED_BYTES)], bytes.len() <= DETECTED_BYTES);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, charset: &str) {
        let (decoded, found) = decode(bytes);
        assert!(decoded.contains(text), "{decoded:?}");
        assert_eq!(found, charset);
    }

    #[test]
    fn bytes_decide_before_declarations() {
        check("<meta charset=gb2312>阿尔沃尼亚外长".as_bytes(), "阿尔沃尼亚外长", "utf-8");
        let (gbk, ..) =
            encoding_rs::GB18030.encode("<meta http-equiv=Content-Type content='text/html; charset=gb2312'>沃外长会见\u{20BB7}先生");
        check(&gbk, "沃外长会见\u{20BB7}先生", "gb18030");
        let (cyrillic, ..) = encoding_rs::WINDOWS_1251.encode("<meta charset=\"windows-1251\">Министр Алвонии");
        check(&cyrillic, "Министр Алвонии", "windows-1251");
        check(b"\xFF\xFE<\0p\0>\0\x32\x75", "<p>甲", "utf-16le");
    }

    #[test]
    fn what_is_not_declared_is_told_from_the_bytes() {
        let (gbk, ..) = encoding_rs::GBK.encode("<p>阿尔沃尼亚外长在首都会见凯斯特里亚总理，双方就渔业问题交换意见。</p>");
        check(&gbk, "凯斯特里亚总理", "gb18030");
    }

    #[test]
    fn a_damaged_page_is_read_in_what_it_declares() {
        let (gbk, ..) = encoding_rs::GBK.encode("<meta charset=gbk>阿尔沃尼亚外长在首都会见凯斯特里亚总理。");
        let mut bytes = gbk.repeat(40);
        bytes.push(0xFF);
        check(&bytes, "凯斯特里亚总理", "gb18030");
    }
}
