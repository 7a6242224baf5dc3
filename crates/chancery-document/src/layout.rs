//! How a text is laid out, told from its beginning: wrapped at a width, cut by columns, indented,
//! Markdown or plain.
//!
//! A text is *wrapped* when most of its lines end at one width, and *cut* when long blocks end in
//! the middle of a sentence. Looking at the beginning only keeps the cost apart from the length.

use chancery_formats::Format;

use crate::numbering::{self, Mark};
use crate::shape::{self, Ending};
use crate::{Conventions, patterns};

/// Bytes looked at.
const SAMPLE: usize = 256 * 1024;

/// Widest line that can be a wrapped one, in columns.
const WIDEST: usize = 200;

/// Narrowest width that a text is wrapped at, in characters; in columns it is twice that.
const NARROWEST: usize = 12;

/// Fewest lines from which a width is told.
const LINES_AT_LEAST: usize = 6;

/// Fewest full lines from which a width is told that they do not fill exactly, when some of them end sentences.
const FULL_AT_LEAST: usize = 8;

/// How a text is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The width that lines are wrapped at.
    pub(crate) wrap: Option<Wrap>,
    /// Whether long blocks end in the middle of a sentence.
    pub(crate) cut: bool,
    /// Whether the text runs on after a Chinese number with its comma, and after one in brackets,
    /// rather than these numbering headings.
    pub(crate) run_in: [bool; 2],
    /// Whether most paragraphs begin with an indent.
    pub(crate) indented: bool,
    /// Whether the text is mainly in a script written without spaces.
    pub(crate) unspaced: bool,
    /// Whether the text is Markdown, by its name or its headings.
    pub(crate) markdown: bool,
    /// Whether the file is named as Markdown.
    pub(crate) named_markdown: bool,
}

/// What the width of a line is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Characters, each of the same width.
    Characters,
    /// Columns, a Chinese character taking two.
    Columns,
}

impl Layout {
    /// Whether the text runs on after a mark such as a paragraph begins with.
    pub(crate) fn runs_in(&self, mark: Mark, paragraph: &str) -> bool {
        mark == Mark::Han && self.run_in[usize::from(is_bracketed(paragraph))]
    }
}

impl Unit {
    /// The width of a line.
    pub(crate) fn width(self, line: &[u8]) -> usize {
        match self {
            Self::Characters => shape::characters(line),
            Self::Columns => shape::columns(line),
        }
    }
}

/// The width that lines are wrapped at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wrap {
    pub(crate) width: usize,
    pub(crate) unit: Unit,
    /// How much short of the width a full line can be.
    pub(crate) slack: usize,
}

/// How many lines have each width, and how many of these end within a sentence.
struct Widths {
    unit: Unit,
    lines: Vec<usize>,
    unfinished: Vec<usize>,
}

impl Widths {
    fn new(unit: Unit) -> Self {
        Self { unit, lines: vec![0; WIDEST + 1], unfinished: vec![0; WIDEST + 1] }
    }

    fn add(&mut self, line: &[u8], unfinished: bool) {
        let width = self.unit.width(line).min(WIDEST);
        self.lines[width] += 1;
        self.unfinished[width] += usize::from(unfinished);
    }

    /// The width with the most lines at it or at most `window` short of it, and how many these are.
    fn peak(&self, window: usize) -> Option<(Wrap, usize)> {
        let total: usize = self.lines.iter().sum();
        let sum = |counts: &[usize], width: usize| counts[width - window..=width].iter().sum::<usize>();
        let narrowest = if self.unit == Unit::Columns { 2 * NARROWEST } else { NARROWEST };
        let width = (narrowest..WIDEST).rev().max_by_key(|&width| sum(&self.lines, width))?;
        let (full, unfinished) = (sum(&self.lines, width), sum(&self.unfinished, width));
        let wider: usize = self.lines[width + 1..].iter().sum();
        let wrapped = total >= LINES_AT_LEAST && full * 20 >= total * 9 && unfinished * 2 >= full && wider * 20 <= total;
        let slack = if self.lines[width] * 10 >= full * 9 { 0 } else { window };
        let sure = slack == 0 || full >= FULL_AT_LEAST || unfinished * 10 >= full * 9;
        (wrapped && sure).then_some((Wrap { width, unit: self.unit, slack }, full))
    }
}

/// Tells how a text is laid out.
pub(crate) fn look_at(text: &[u8], format: Format, conventions: &Conventions) -> Layout {
    let sample = sample(text);
    let unspaced = is_unspaced(shape::beginning(sample, 16 * 1024));
    let wrap = wrap(sample, unspaced);
    let (long, cut) = cuts(sample, unspaced, conventions);
    let indents = sample.lines().filter(|line| line.starts_with("\u{3000}")).count();
    let named_markdown = format == Format::Markdown;
    Layout {
        wrap,
        run_in: run_in(sample, conventions),
        cut: wrap.is_none() && cut >= 2 && cut * 12 >= long,
        indented: indents * 3 > sample.lines().filter(|line| !line.trim().is_empty()).count(),
        unspaced,
        markdown: named_markdown || sample.lines().any(|line| heading_level(line.as_bytes()).is_some()),
        named_markdown,
    }
}

/// The beginning of a text, to the end of a line when there is one.
fn sample(text: &[u8]) -> &str {
    let beginning = shape::head(text, SAMPLE);
    match beginning.rfind('\n') {
        Some(feed) if beginning.len() < text.len() => &beginning[..feed],
        _ => beginning,
    }
}

/// Whether most characters of a text are of a script written without spaces.
fn is_unspaced(text: &str) -> bool {
    let unspaced = text.chars().filter(|&character| shape::is_unspaced(character)).count();
    unspaced * 3 > text.chars().count()
}

/// The width that lines are wrapped at, in characters or columns, whichever is the sharper.
fn wrap(sample: &str, unspaced: bool) -> Option<Wrap> {
    let (mut characters, mut columns) = (Widths::new(Unit::Characters), Widths::new(Unit::Columns));
    for line in sample.lines().map(|line| line.trim_end_matches(shape::is_blank)).filter(|line| !line.is_empty()) {
        let unfinished = matches!(shape::ending(line), Ending::Open | Ending::Pause);
        characters.add(line.as_bytes(), unfinished);
        columns.add(line.as_bytes(), unfinished);
    }
    if !unspaced {
        return columns.peak(14).map(|(wrap, _)| wrap);
    }
    let (characters, columns) = (characters.peak(2), columns.peak(4));
    match (characters, columns) {
        (Some((one, first)), Some((other, second))) => Some(if first >= second || one.slack == 0 && other.slack > 0 { one } else { other }),
        (one, other) => one.or(other).map(|(wrap, _)| wrap),
    }
}

/// How many long lines there are, and how many of them end in the middle of a sentence.
fn cuts(sample: &str, unspaced: bool, conventions: &Conventions) -> (usize, usize) {
    let long = if unspaced { 45 } else { 160 };
    let lines = sample.lines().skip(1).map(|line| line.trim_matches(shape::is_blank));
    lines.filter(|line| shape::characters(line.as_bytes()) >= long).fold((0, 0), |(all, cut), line| {
        let unfinished = matches!(shape::ending(line), Ending::Open | Ending::Pause) && !patterns::is_note(line, conventions);
        (all + 1, cut + usize::from(unfinished))
    })
}

/// Whether most of the numbered lines are longer than a heading or finished sentences, for each way of numbering.
fn run_in(sample: &str, conventions: &Conventions) -> [bool; 2] {
    let mut balance = [0i32; 2];
    for line in sample.lines().map(|line| line.trim_matches(shape::is_blank)) {
        let head = shape::beginning(line, 60);
        if matches!(numbering::mark(head, conventions), Some((Mark::Han, _))) {
            let runs_on = line.contains('\u{3002}') || shape::characters(line.as_bytes()) > 45;
            balance[usize::from(is_bracketed(line))] += if runs_on { 1 } else { -1 };
        }
    }
    balance.map(|balance| balance > 0)
}

/// Whether a paragraph begins with a bracket.
fn is_bracketed(paragraph: &str) -> bool {
    paragraph.starts_with(['(', '\u{FF08}'])
}

/// The level of the heading that a line is in Markdown, and how long its marks are.
pub(crate) fn heading_level(line: &[u8]) -> Option<usize> {
    let level = line.iter().take(7).take_while(|&&byte| byte == b'#').count();
    let rest = line.get(level..)?;
    let titled = matches!(rest.first(), Some(b' ' | b'\t')) && rest.iter().any(|&byte| !matches!(byte, b' ' | b'\t' | b'#' | b'\r'));
    ((1..=6).contains(&level) && titled).then_some(level)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(text: &str) -> Layout {
        look_at(text.as_bytes(), Format::Text, &crate::conventions::tests::built_in())
    }

    #[test]
    fn a_width_is_told_from_lines_that_end_at_it() {
        let wrapped = "甲国同乙国就共同关心的问题交换意见并\n".repeat(9) + "达成共识。\n";
        assert_eq!(layout(&wrapped).wrap.map(|wrap| (wrap.width, wrap.slack)), Some((18, 0)));
        let paragraphs: String = (10..30).map(|length| "甲".repeat(length * 3) + "。\n").collect();
        assert_eq!(layout(&paragraphs).wrap, None);
    }

    #[test]
    fn long_blocks_that_end_within_a_sentence_tell_of_cuts() {
        let cut = format!("题\n\n{0}\n\n{0}。\n\n{0}\n\n{0}。", "甲国同乙国".repeat(12));
        assert!(layout(&cut).cut);
        assert!(!layout(&format!("题\n\n{0}。\n\n{0}。", "甲国同乙国".repeat(12))).cut);
    }

    #[test]
    fn headings_make_a_plain_text_markdown() {
        assert!(layout("## 题\n文。").markdown && !layout("#题\n# # #\n文。").markdown);
        assert!(look_at("文".as_bytes(), Format::Markdown, &Conventions::default()).markdown);
    }
}
