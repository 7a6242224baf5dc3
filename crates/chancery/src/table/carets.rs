//! A line of text with marks under its words, wrapped by display width.

use std::io::{self, Write};

use unicode_width::UnicodeWidthChar as _;

use super::layout::{Layout, clean};
use crate::terminal::{FAINT, GOOD};

/// What stands under a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Nothing.
    None,
    /// It matched an element of a pattern.
    Matched,
    /// It takes part.
    TakesPart,
    /// It belongs to the entry.
    Entry,
}

impl Mark {
    const fn sign(self) -> &'static str {
        match self {
            Self::None => " ",
            Self::Matched => "^",
            Self::TakesPart => "-",
            Self::Entry => "~",
        }
    }
}

/// Prints characters `indent` columns in, with their marks on a line under them.
pub(crate) fn print(characters: &[char], marks: &[Mark], indent: usize, layout: Layout, out: &mut impl Write) -> io::Result<()> {
    let room = layout.columns().saturating_sub(indent);
    let lead = " ".repeat(indent);
    for (text, signs) in rows(characters, marks, room) {
        writeln!(out, "{lead}{text}")?;
        if !signs.is_empty() {
            writeln!(out, "{lead}{GOOD}{signs}{GOOD:#}")?;
        }
    }
    writeln!(out, "{lead}{FAINT}^ matched the pattern, - takes part, ~ the rest of the entry{FAINT:#}")
}

/// Lines of text no wider than `room`, each with the signs under it.
fn rows(characters: &[char], marks: &[Mark], room: usize) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    let (mut text, mut signs, mut used) = (String::new(), String::new(), 0);
    for (&character, mark) in characters.iter().zip(marks) {
        let shown = clean(character.encode_utf8(&mut [0; 4])).into_owned();
        let columns = shown.chars().next().and_then(char::width).unwrap_or(0);
        if used + columns > room {
            rows.push((std::mem::take(&mut text), std::mem::take(&mut signs)));
            used = 0;
        }
        text.push_str(&shown);
        signs.push_str(&mark.sign().repeat(columns));
        used += columns;
    }
    rows.push((text, signs));
    rows.into_iter().map(|(text, signs)| (text, signs.trim_end().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_as_wide_as_its_character() {
        let text: Vec<char> = "甲国will合作".chars().collect();
        let marks = [Mark::TakesPart, Mark::TakesPart, Mark::Matched, Mark::Matched, Mark::Matched, Mark::Matched, Mark::None, Mark::None];
        assert_eq!(rows(&text, &marks, 80), [("甲国will合作".to_owned(), "----^^^^".to_owned())]);
        let narrow = rows(&text, &marks, 5);
        assert_eq!(narrow[0], ("甲国w".to_owned(), "----^".to_owned()));
        assert_eq!(narrow[1], ("ill合".to_owned(), "^^^".to_owned()));
    }
}
