//! Artefacts of fonts in a text: ligatures, radicals, full-width Latin letters and digits, private bullets.
//!
//! Only what the glyphs of a font stand for is undone. Punctuation of Chinese text stays as it is; forms that exist for
//! vertical lines alone become those of horizontal ones.

use std::borrow::Cow;

use super::radicals::unified;

/// A text without artefacts of its font.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if !text.is_empty() && text.chars().all(|character| HYPHENS.contains(&character)) {
        // One glyph serves for all hyphens, and fonts map it to any of them, or to several at once.
        return "-".into();
    }
    if text.chars().all(|character| fold(character) == Fold::Same) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match fold(character) {
            Fold::Same => out.push(character),
            Fold::One(other) => out.push(other),
            Fold::Several(others) => out.push_str(others),
        }
    }
    out.into()
}

/// The hyphens that look alike.
const HYPHENS: [char; 4] = ['-', '\u{AD}', '\u{2010}', '\u{2011}'];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fold {
    Same,
    One(char),
    Several(&'static str),
}

/// What a character of a font stands for.
fn fold(character: char) -> Fold {
    if (character as u32) < 0x80 || ('\u{4E00}'..='\u{9FFF}').contains(&character) {
        return if character.is_ascii_control() { Fold::One(' ') } else { Fold::Same };
    }
    match character {
        '\u{FB00}' => Fold::Several("ff"),
        '\u{FB01}' => Fold::Several("fi"),
        '\u{FB02}' => Fold::Several("fl"),
        '\u{FB03}' => Fold::Several("ffi"),
        '\u{FB04}' => Fold::Several("ffl"),
        '\u{FB05}' | '\u{FB06}' => Fold::Several("st"),
        '\u{2E80}'..='\u{2FD5}' => Fold::One(unified(character)),
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => shifted(character, 0xFEE0),
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Fold::One(' '),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => Fold::Several(""),
        '\u{80}'..='\u{9F}' => Fold::Several(""),
        '\u{2028}' | '\u{2029}' => Fold::One(' '),
        // The bullet of the fonts Symbol and Wingdings, which have no Unicode of their own.
        '\u{F0B7}' | '\u{F0A7}' | '\u{F0D8}' | '\u{F06C}' | '\u{F06E}' | '\u{F0FC}' => Fold::One('\u{2022}'),
        _ => vertical(character).map_or(Fold::Same, Fold::One),
    }
}

/// A character so many code points lower.
fn shifted(character: char, by: u32) -> Fold {
    char::from_u32(character as u32 - by).map_or(Fold::Same, Fold::One)
}

/// The horizontal form of a presentation form for vertical lines.
const fn vertical(character: char) -> Option<char> {
    Some(match character {
        '\u{FE10}' => '\u{FF0C}',
        '\u{FE11}' => '\u{3001}',
        '\u{FE12}' => '\u{3002}',
        '\u{FE13}' => '\u{FF1A}',
        '\u{FE14}' => '\u{FF1B}',
        '\u{FE15}' => '\u{FF01}',
        '\u{FE16}' => '\u{FF1F}',
        '\u{FE35}' => '\u{FF08}',
        '\u{FE36}' => '\u{FF09}',
        '\u{FE3B}' => '\u{3010}',
        '\u{FE3C}' => '\u{3011}',
        '\u{FE3D}' => '\u{300A}',
        '\u{FE3E}' => '\u{300B}',
        '\u{FE3F}' => '\u{3008}',
        '\u{FE40}' => '\u{3009}',
        '\u{FE41}' => '\u{300C}',
        '\u{FE42}' => '\u{300D}',
        '\u{FE43}' => '\u{300E}',
        '\u{FE44}' => '\u{300F}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn artefacts_of_fonts_are_undone_and_punctuation_is_not() {
        let check = |text: &str, expected: &str| assert_eq!(folded(text), expected, "{text}");
        check("o\u{FB03}ce of \u{FB01}nance", "office of finance");
        check("\u{2F08}\u{2EA0}和\u{2ED4}", "人民和门");
        check("２０２６年ＧＤＰ", "2026年GDP");
        check("甲方，（乙方）：“好”；《约》。", "甲方，（乙方）：“好”；《约》。");
        check("\u{FE41}甲\u{FE42}", "「甲」");
        check("\u{AD}\u{2010}", "-");
        check("a\u{200B}b\u{A0}c", "ab c");
    }
}
