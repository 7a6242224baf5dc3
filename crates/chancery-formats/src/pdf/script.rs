//! What scripts ask of spaces: where a gap is one, and what stands between two lines.

/// Whether a character is of a script that is written without spaces: ideographs, kana, their punctuation and full-width forms.
pub(super) const fn is_cjk(character: char) -> bool {
    matches!(character,
        '\u{2E80}'..='\u{303F}' | '\u{3040}'..='\u{30FF}' | '\u{3100}'..='\u{31FF}' | '\u{3200}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character is punctuation that Latin and Chinese text share, so that its neighbours tell its script.
pub(super) const fn is_shared(character: char) -> bool {
    matches!(character, '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}' | '\u{2014}' | '\u{2026}' | '\u{00B7}')
}

/// Whether a character ends a sentence, or closes one that has ended.
pub(super) const fn ends_sentence(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | ':' | ';' | '\u{3002}' | '\u{FF01}' | '\u{FF1F}' | '\u{FF1A}' | '\u{FF1B}')
}

/// Whether a character closes a quotation or bracket.
pub(super) const fn closes(character: char) -> bool {
    matches!(
        character,
        ')' | ']' | '"' | '\'' | '\u{2019}' | '\u{201D}' | '\u{FF09}' | '\u{300D}' | '\u{300F}' | '\u{300B}' | '\u{3011}'
    )
}

/// Whether a character opens a quotation or bracket.
pub(super) const fn opens(character: char) -> bool {
    matches!(
        character,
        '(' | '[' | '\u{2018}' | '\u{201C}' | '\u{FF08}' | '\u{300C}' | '\u{300E}' | '\u{300A}' | '\u{3008}' | '\u{3010}'
    )
}

/// Whether a text ends where a sentence does.
pub(super) fn ends_with_sentence(text: &str) -> bool {
    text.trim_end_matches(closes).chars().next_back().is_some_and(ends_sentence)
}

/// Whether a gap between two characters, in font sizes, is a space that was not drawn.
pub(super) fn space_for_gap(before: char, after: char, gap: f32) -> bool {
    let wide = |character: char| is_cjk(character);
    let at_least = match (wide(before), wide(after)) {
        (true, true) => 0.8,
        (true, false) | (false, true) => 0.6,
        (false, false) if is_shared(before) && is_shared(after) => 0.6,
        (false, false) => 0.17,
    };
    gap >= at_least
}

/// Whether most letters of a text are of a script without spaces.
pub(super) fn is_mostly_cjk(text: &str) -> bool {
    let (mut cjk, mut other) = (0_usize, 0_usize);
    for character in text.chars() {
        if is_cjk(character) {
            cjk += 1;
        } else if character.is_alphabetic() {
            other += 1;
        }
    }
    // A Latin word takes the room of some four ideographs.
    cjk * 4 > other
}

/// A text without the spaces of a heading that is set wide, character by character.
pub(super) fn closed_up(text: String) -> String {
    let mut parts = 0;
    for part in text.split(' ') {
        let mut characters = part.chars();
        if !matches!((characters.next(), characters.next()), (Some(one), None) if is_cjk(one)) {
            return text;
        }
        parts += 1;
    }
    if parts < 2 { text } else { text.replace(' ', "") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_are_set_wide_are_closed_up() {
        let check = |text: &str, expected: &str| assert_eq!(closed_up(text.to_owned()), expected);
        check("公 报", "公报");
        check("联 合 声 明", "联合声明");
        check("甲 乙方", "甲 乙方");
        check("A B C", "A B C");
        check("甲", "甲");
    }

    #[test]
    fn gaps_are_spaces_by_script() {
        assert!(space_for_gap('a', 'b', 0.25));
        assert!(!space_for_gap('a', 'b', 0.1));
        assert!(!space_for_gap('甲', 'A', 0.25), "the quarter space that typesetters put there");
        assert!(!space_for_gap('甲', '国', 0.5), "a justified line");
        assert!(space_for_gap('甲', '乙', 1.0));
    }
}
