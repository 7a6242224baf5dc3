//! The words around an entry in lines that fit, with the entry and its neighbours marked.
//!
//! With colours the marks are colours; without, the entry stands between `[` and `]` and its neighbours between `‹` and `›`.

use chancery_app::review::ShownParagraph;
use chancery_app::workspace::reading::Span;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span as Piece};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use crate::table::layout::clean;

/// What is marked in a passage; places are characters of the account's text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks<'m> {
    /// The entry.
    pub(super) entry: Span,
    /// Other entries.
    pub(super) others: &'m [Span],
    /// Where the entry would be split.
    pub(super) split: Option<u32>,
    /// Whether there are colours.
    pub(super) colour: bool,
}

/// A passage in lines.
#[derive(Debug)]
pub(super) struct Passage {
    pub(super) lines: Vec<Line<'static>>,
    /// First and last line with words of the entry.
    pub(super) entry: (usize, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    Plain,
    Other,
    Entry,
    Split,
}

impl Tone {
    fn style(self, colour: bool) -> Style {
        match (self, colour) {
            (Self::Entry, true) => Style::new().bg(Color::Yellow).fg(Color::Black),
            (Self::Other, true) => Style::new().add_modifier(Modifier::UNDERLINED),
            (Self::Split, true) => Style::new().fg(Color::White).bg(Color::Red),
            _ => Style::new(),
        }
    }
}

type Letter = (char, Tone);

/// Lays paragraphs out in so many columns.
pub(super) fn passage(paragraphs: &[ShownParagraph], marks: Marks<'_>, columns: usize) -> Passage {
    let mut passage = Passage { lines: Vec::new(), entry: (usize::MAX, 0) };
    for paragraph in paragraphs {
        let letters = toned(paragraph, marks);
        for line in wrapped(&letters, columns) {
            let at = passage.lines.len();
            if line.iter().any(|(_, tone)| matches!(tone, Tone::Entry | Tone::Split)) {
                passage.entry = (passage.entry.0.min(at), at);
            }
            passage.lines.push(pieces(line, marks.colour));
        }
    }
    passage.entry.0 = passage.entry.0.min(passage.entry.1);
    passage
}

/// The characters of a paragraph with their tones, and the marks between them.
fn toned(paragraph: &ShownParagraph, marks: Marks<'_>) -> Vec<Letter> {
    let within = |span: &Span, at: u32| (span[0]..span[1]).contains(&at);
    let mut letters = Vec::with_capacity(paragraph.text.len());
    let mut at = paragraph.start;
    for letter in clean(&paragraph.text).chars() {
        if marks.split == Some(at) {
            letters.push(('│', Tone::Split));
        }
        if !marks.colour {
            letters.extend(marks.others.iter().filter(|span| span[0] == at).map(|_| ('‹', Tone::Other)));
            letters.extend((marks.entry[0] == at).then_some(('[', Tone::Entry)));
        }
        let other = marks.others.iter().any(|span| within(span, at));
        let tone = if within(&marks.entry, at) {
            Tone::Entry
        } else if other {
            Tone::Other
        } else {
            Tone::Plain
        };
        letters.push((letter, tone));
        at += 1;
        if !marks.colour {
            letters.extend((marks.entry[1] == at).then_some((']', Tone::Entry)));
            letters.extend(marks.others.iter().filter(|span| span[1] == at).map(|_| ('›', Tone::Other)));
        }
    }
    letters
}

/// The letters of each line. Spaces at the end of a line are not shown.
fn wrapped(letters: &[Letter], columns: usize) -> Vec<&[Letter]> {
    let text: String = letters.iter().map(|(letter, _)| *letter).collect();
    let options = Options::new(columns.max(2))
        .word_separator(WordSeparator::UnicodeBreakProperties)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let mut rest = letters;
    let mut lines = Vec::new();
    for line in textwrap::wrap(&text, options) {
        // What a line leaves out are the spaces between it and the one before.
        if !line.starts_with(' ') {
            let spaces = rest.iter().take_while(|(letter, _)| *letter == ' ').count();
            rest = &rest[spaces..];
        }
        let (this, after) = rest.split_at(line.chars().count().min(rest.len()));
        lines.push(this);
        rest = after;
    }
    lines
}

fn pieces(line: &[Letter], colour: bool) -> Line<'static> {
    let runs = line.chunk_by(|one, next| one.1 == next.1);
    let piece = |run: &[Letter]| Piece::styled(run.iter().map(|(letter, _)| *letter).collect::<String>(), run[0].1.style(colour));
    Line::from_iter(runs.map(piece))
}

/// The first line to show of a passage in so many rows, so that the entry is seen: all of it where it fits, else its
/// beginning, or its end when that is what moves.
pub(super) fn scroll(passage: &Passage, rows: usize, end_moves: bool) -> usize {
    let (first, last) = passage.entry;
    let most = passage.lines.len().saturating_sub(rows);
    let size = last - first + 1;
    let top =
        if size >= rows { if end_moves { last + 1 - rows.min(last + 1) } else { first } } else { first.saturating_sub((rows - size) / 2) };
    top.min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, entry: Span, others: &[Span], columns: usize) -> Vec<String> {
        let paragraphs = [ShownParagraph { start: 0, text: text.to_owned() }];
        let passage = passage(&paragraphs, Marks { entry, others, split: None, colour: false }, columns);
        passage.lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn marks_stand_around_the_words_and_nothing_is_lost() {
        assert_eq!(lines("甲国愿同乙国加强合作，保持沟通。", [3, 10], &[[11, 15]], 20), ["甲国愿[同乙国加强合", "作]，‹保持沟通›。"]);
        assert_eq!(lines("Alvonia will buy wheat from Berland", [8, 16], &[], 14), ["Alvonia [will", "buy] wheat", "from Berland"]);
    }

    #[test]
    fn the_entry_is_always_seen() {
        let text = "word ".repeat(400);
        for (start, end) in [(0, 4), (1000, 1009), (1990, 1999), (100, 1900)] {
            let paragraphs = [ShownParagraph { start: 0, text: text.clone() }];
            let passage = passage(&paragraphs, Marks { entry: [start, end], others: &[], split: None, colour: true }, 40);
            for rows in [1, 3, 7] {
                let top = scroll(&passage, rows, false);
                assert!((top..top + rows).contains(&passage.entry.0), "{start} {rows} {top}");
                let top = scroll(&passage, rows, true);
                assert!((top..top + rows).contains(&passage.entry.1), "{start} {rows} {top}");
            }
        }
    }
}
