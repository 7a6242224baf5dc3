//! Bytes of a page to text: what the page declares, for the charsets.

use crate::{FormatError, charset};

/// Bytes in which a declaration is looked for.
const DECLARED_BYTES: usize = 4096;

/// The text of a page and its charset in lower case.
pub(super) fn decode(bytes: Vec<u8>) -> Result<(String, String), FormatError> {
    let label = declared(&bytes);
    let (mut text, charset) = charset::decode(bytes, label.as_deref())?;
    if text.starts_with("\u{FEFF}".as_bytes()) {
        text.drain(..3);
    }
    let text = String::from_utf8(text).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    Ok((text, charset))
}

/// The label of the encoding that a page says it is in.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(DECLARED_BYTES)].to_ascii_lowercase();
    let words = [&b"charset"[..], b"encoding"].into_iter();
    let mut ends = words.flat_map(|word| memchr::memmem::find_iter(&head, word).map(|at| at + word.len()).collect::<Vec<_>>());
    ends.find_map(|at| label(&head[at..])).map(|label| String::from_utf8_lossy(label).into_owned())
}

/// The label after `charset` or `encoding`.
fn label(after: &[u8]) -> Option<&[u8]> {
    let after = after.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let after = after.strip_prefix(b"\"").or(after.strip_prefix(b"'")).unwrap_or(after).trim_ascii_start();
    let end = after.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.+".contains(byte)).unwrap_or(after.len());
    Some(&after[..end]).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, charset: &str) {
        let (decoded, found) = decode(bytes.to_vec()).expect("a page");
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
