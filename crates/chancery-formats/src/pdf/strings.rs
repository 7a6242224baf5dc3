//! Text strings of PDF: UTF-16, UTF-8 with a mark, or the document encoding.

/// A text string, with white space folded.
pub(super) fn text_string(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFE, 0xFF, units @ ..] => utf16(units, u16::from_be_bytes),
        [0xFF, 0xFE, units @ ..] => utf16(units, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, text @ ..] => String::from_utf8_lossy(text).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            // Files are wrong about this often enough, and no other reading of such bytes makes sense.
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|&byte| document_encoding(byte)).collect(),
        },
    };
    let text: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// A character of the document encoding, which is Latin-1 but for the quotes, dashes and ligatures at 0x80.
const fn document_encoding(byte: u8) -> char {
    match byte {
        0x80 => '\u{2022}',
        0x83 => '\u{2026}',
        0x84 => '\u{2014}',
        0x85 => '\u{2013}',
        0x8D => '\u{201C}',
        0x8E => '\u{201D}',
        0x8F => '\u{2018}',
        0x90 => '\u{2019}',
        0xA0 => '\u{20AC}',
        _ => byte as char,
    }
}

#[cfg(test)]
mod tests {
    use super::text_string;

    #[test]
    fn encodings_of_text_strings_are_told_apart() {
        assert_eq!(text_string(b"\xFE\xFF\x75\x32\x56\xFD"), "甲国");
        assert_eq!(text_string("\u{FEFF}甲国".as_bytes()), "甲国");
        assert_eq!(text_string(b"Joint\n Statement"), "Joint Statement");
        assert_eq!(text_string(b"na\xEFve \x8Dplan\x8E"), "naïve “plan”");
    }
}
