//! Characters of a page to one line: white space folded, marks of layout left out.

/// What stands between two words where nothing was shown but the page's style may part them.
///
/// Control characters are left out of the text, so that none of its own can be taken for it.
pub(super) const GLUE: char = '\u{1F}';

/// What stands before the next character.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    Nothing,
    /// Two elements that style may part.
    Glue,
    /// The beginning of superscript, which is parted only from what it would be taken for a part of.
    Superscript,
    /// White space with an end of line, which is none between characters of Chinese.
    LineEnd,
    Space,
}

/// A line in the making.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Its text.
    pub(super) text: String,
    /// Its length, a character of Chinese or Japanese counted twice.
    pub(super) weight: u32,
    /// As much of it as is linked.
    pub(super) linked: u32,
    /// As much of it as is bold.
    pub(super) bold: u32,
    /// Marks that end sentences or part them.
    pub(super) stops: u32,
    /// Letters and digits.
    pub(super) letters: u32,
    gap: Gap,
}

/// How a run of text is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) linked: bool,
    pub(super) bold: bool,
}

impl Line {
    /// Adds text.
    pub(super) fn push(&mut self, text: &str, shown: Shown) {
        for character in text.chars() {
            if character.is_whitespace() {
                self.space(character);
            } else if !is_left_out(character) {
                self.character(character, shown);
            }
        }
    }

    /// Adds text that is not the page's own words: a number, a tab.
    pub(super) fn push_mark(&mut self, mark: &str) {
        self.gap = Gap::Nothing;
        self.text.push_str(mark);
    }

    /// A break that does not end the line.
    pub(super) fn part(&mut self) {
        self.gap = self.gap.max(if self.text.is_empty() { Gap::Nothing } else { Gap::LineEnd });
    }

    /// A place where style may part two words.
    pub(super) fn glue(&mut self) {
        self.gap = self.gap.max(if self.text.is_empty() { Gap::Nothing } else { Gap::Glue });
    }

    /// The beginning of superscript.
    pub(super) fn superscript(&mut self) {
        self.gap = self.gap.max(if self.text.is_empty() { Gap::Nothing } else { Gap::Superscript });
    }

    /// Whether nothing was added.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn space(&mut self, character: char) {
        let gap = match (character, self.gap) {
            _ if self.text.is_empty() || self.text.ends_with('\t') => Gap::Nothing,
            (_, Gap::Space) => Gap::Space,
            ('\n', _) => Gap::LineEnd,
            // Blanks that indent a source line belong to its end.
            (' ' | '\t' | '\r', Gap::LineEnd) => Gap::LineEnd,
            _ => Gap::Space,
        };
        self.gap = gap;
        if self.text.ends_with(['.', ',', ';', ':', '!', '?']) {
            self.stops += u32::from(gap != Gap::Nothing);
        }
    }

    fn character(&mut self, character: char, shown: Shown) {
        match self.gap {
            Gap::Nothing => {}
            Gap::Glue => self.text.push(GLUE),
            // 10 and its sixth power are not 106, and a note at the end of a sentence is no decimal.
            Gap::Superscript if character.is_ascii_digit() && !self.text.ends_with(char::is_alphabetic) => self.text.push(' '),
            Gap::Superscript => {}
            Gap::LineEnd if is_ideographic(character) && self.text.chars().next_back().is_some_and(is_ideographic) => {}
            Gap::LineEnd | Gap::Space => self.text.push(' '),
        }
        self.gap = Gap::Nothing;
        self.text.push(character);
        let weight = if is_ideographic(character) { 2 } else { 1 };
        self.weight += weight;
        self.linked += if shown.linked { weight } else { 0 };
        self.bold += if shown.bold { weight } else { 0 };
        self.stops += u32::from(is_full_stop(character));
        self.letters += u32::from(character.is_alphanumeric());
    }

    /// The line as it is when its block ends.
    pub(super) fn finish(&mut self) -> Self {
        let mut line = std::mem::take(self);
        if line.text.ends_with(['.', ';', ':', '!', '?']) && line.gap == Gap::Nothing {
            line.stops += 1;
        }
        line
    }
}

/// As much of a text as fits so many bytes.
pub(super) fn at_most(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Characters that show nothing: joiners, marks of direction, soft hyphens, control characters.
fn is_left_out(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Characters of scripts that are written without spaces and take twice the room.
pub(super) fn is_ideographic(character: char) -> bool {
    matches!(character as u32, 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0x20000..=0x3FFFF)
}

/// Marks that part or end sentences whatever follows them: Chinese, Arabic, Indic.
fn is_full_stop(character: char) -> bool {
    matches!(
        character,
        '\u{3001}'
            | '\u{3002}'
            | '\u{FF01}'
            | '\u{FF0C}'
            | '\u{FF1A}'
            | '\u{FF1B}'
            | '\u{FF1F}'
            | '\u{60C}'
            | '\u{61B}'
            | '\u{61F}'
            | '\u{6D4}'
            | '\u{964}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(texts: &[&str]) -> String {
        let mut line = Line::default();
        texts.iter().for_each(|text| line.push(text, Shown { linked: false, bold: false }));
        line.finish().text
    }

    #[test]
    fn white_space_is_folded() {
        assert_eq!(line(&["\u{3000}\u{3000}沃外长\u{A0}\u{A0}", " 韦里克 "]), "沃外长 韦里克");
        assert_eq!(line(&["会见在\n    首都举行"]), "会见在首都举行", "no space where a line of the source ends");
        assert_eq!(line(&["met\n    today"]), "met today");
        assert_eq!(line(&["a\u{200B}b\u{AD}c\u{FEFF}\u{1F}"]), "abc");
    }

    #[test]
    fn sentences_are_counted() {
        let mut line = Line::default();
        line.push("They met, at 10.30. They agreed.", Shown { linked: false, bold: false });
        assert_eq!(line.finish().stops, 3);
    }
}
