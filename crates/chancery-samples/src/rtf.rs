//! Rich text.

use std::fmt::Write as _;

use encoding_rs::GB18030;

use crate::Block;

/// An account as rich text of code page 936, as old Chinese programs write it; what that page has in four bytes is
/// written as units of UTF-16.
pub fn rtf(blocks: &[Block<'_>]) -> Vec<u8> {
    let mut written = String::from(
        "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\
         {\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\s2\\outlinelevel1 heading 2;}{\\s9 Title;}}\n",
    );
    let mut number = 0;
    for block in blocks {
        written += "\\pard\\plain\\f0 ";
        match block {
            Block::Title(text) => written += &format!("\\s9 {}\\par\n", escaped(text)),
            Block::Heading(level, text) => written += &format!("\\s{level} {}\\par\n", escaped(text)),
            Block::Paragraph(text) => written += &format!("{}\\par\n", escaped(text)),
            Block::Item(text) => {
                number += 1;
                written += &format!("{{\\listtext {number}.\\tab}}{}\\par\n", escaped(text));
            }
            Block::Row(cells) => {
                let cells: String = cells.iter().map(|text| format!("{}\\cell", escaped(text))).collect();
                written += &format!("\\trowd\\intbl {cells}\\row\n");
            }
        }
    }
    written.push('}');
    written.into_bytes()
}

fn escaped(text: &str) -> String {
    let mut written = String::new();
    for character in text.chars() {
        let mut utf8 = [0; 4];
        match GB18030.encode(character.encode_utf8(&mut utf8)).0.as_ref() {
            [b'\\' | b'{' | b'}'] => written.extend(['\\', character]),
            [byte] if byte.is_ascii_control() => written.push(' '),
            [_] => written.push(character),
            [first, second] => written += &format!("\\'{first:02x}\\'{second:02x}"),
            _ => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(written, "\\u{}?", *unit as i16).expect("a string takes all text");
                }
            }
        }
    }
    written
}
