//! Lines that fit: wrapping by display width, in which a Chinese character is two columns wide.

use std::borrow::Cow;
use std::io::{self, Write};

use clap::builder::styling::Style;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// How many columns there are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    columns: usize,
}

impl Layout {
    /// A layout of so many columns.
    pub(crate) fn new(columns: usize) -> Self {
        Self { columns }
    }

    /// How many columns there are.
    pub(crate) fn columns(self) -> usize {
        self.columns
    }

    /// Prints text in lines that all stand `indent` columns in.
    pub(crate) fn paragraph(self, out: &mut impl Write, indent: usize, style: Style, text: &str) -> io::Result<()> {
        self.hanging(out, &" ".repeat(indent), indent, style, text)
    }

    /// Prints text after `head`, which is `indent` columns wide, and its further lines as far in.
    pub(crate) fn hanging(self, out: &mut impl Write, head: &str, indent: usize, style: Style, text: &str) -> io::Result<()> {
        let rest = " ".repeat(indent);
        for (index, line) in self.lines(text, indent).iter().enumerate() {
            let lead = if index == 0 { head } else { &rest };
            writeln!(out, "{lead}{style}{line}{style:#}")?;
        }
        Ok(())
    }

    /// The lines of a text that stands `indent` columns in.
    pub(crate) fn lines(self, text: &str, indent: usize) -> Vec<String> {
        let options = Options::new(self.columns.saturating_sub(indent).max(10))
            .word_separator(WordSeparator::UnicodeBreakProperties)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        textwrap::wrap(&clean(text), options).into_iter().map(Cow::into_owned).collect()
    }
}

/// Columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// A text that cannot steer the terminal: line ends and tabs become spaces, other control
/// characters and marks that turn the direction of writing become U+FFFD.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let steers = |character: char| character.is_control() || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let cleaned = text.chars().map(|character| match character {
        '\n' | '\r' | '\t' => ' ',
        character if steers(character) => char::REPLACEMENT_CHARACTER,
        character => character,
    });
    Cow::Owned(cleaned.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, columns: usize, expected: &[&str]) {
        let lines = Layout::new(columns).lines(text, 0);
        assert_eq!(lines, expected);
        assert!(lines.iter().all(|line| width(line) <= columns), "{lines:?}");
    }

    #[test]
    fn chinese_takes_two_columns_a_character() {
        check("甲国愿同乙国加强合作，保持沟通。", 20, &["甲国愿同乙国加强合", "作，保持沟通。"]);
    }

    #[test]
    fn english_breaks_between_words() {
        check("Alvonia will buy wheat", 12, &["Alvonia will", "buy wheat"]);
        check("incomprehensibilities", 12, &["incomprehens", "ibilities"]);
    }

    #[test]
    fn a_quote_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\nc\u{202e}d"), "a\u{fffd}[31mb c\u{fffd}d");
    }
}
