//! Whether a line goes on with the paragraph before it or begins one.
//!
//! The evidence, from the surest: what a line begins with (a heading, a list mark, a question), what the
//! paragraph before is (a heading, a date line), whether the line before filled the width that the
//! text is wrapped at, and whether a sentence was left unfinished. A blank line is weak evidence:
//! columns and pages put one in the middle of a sentence.

use crate::conventions::Class;
use crate::layout::{Layout, Wrap};
use crate::numbering::{self, Mark};
use crate::patterns;
use crate::shape::{self, Ending};
use crate::{Conventions, repair::Form};

/// What to put between a line and the paragraph before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// A line feed: the line begins a paragraph.
    Break,
    /// A space.
    Space,
    /// Nothing.
    Nothing,
}

/// A line, besides its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Width in the unit that the text is wrapped in; 0 when it is not.
    pub(super) width: usize,
    pub(super) characters: usize,
    pub(super) indent: usize,
    pub(super) form: Form,
    pub(super) after_blank: bool,
    pub(super) hyphenated: bool,
}

/// The paragraph being written, besides its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenBlock {
    pub(super) start: usize,
    pub(super) form: Form,
    pub(super) lines: usize,
    characters: usize,
    /// The last line put into it.
    last: Line,
    /// How many paragraphs of its article come before it.
    index: usize,
}

impl OpenBlock {
    /// A paragraph that is to begin with a line.
    pub(super) fn at(start: usize, line: &Line, index: usize) -> Self {
        Self { start, form: line.form, lines: 0, characters: 0, last: *line, index }
    }

    /// Counts a line in.
    pub(super) fn extend(&mut self, line: &Line) {
        self.lines += 1;
        self.characters += line.characters;
        self.last = *line;
    }
}

/// The two sides of a boundary, as far as they are looked at.
struct Sides<'t> {
    paragraph: &'t [u8],
    line: &'t [u8],
    before_end: &'t str,
    ending: Ending,
}

impl<'t> Sides<'t> {
    /// The beginning of the paragraph so far, all of it when it is short.
    fn before(&self) -> &'t str {
        shape::head(self.paragraph, 400)
    }

    /// The beginning of the line.
    fn after(&self) -> &'t str {
        shape::head(self.line, 200)
    }

    /// The first character of the line.
    fn first(&self) -> Option<char> {
        shape::head(self.line, 4).chars().next()
    }

    /// Whether the line begins with a lower-case letter.
    fn lower(&self) -> bool {
        self.first().is_some_and(char::is_lowercase)
    }

    /// How the line ends.
    fn after_ending(&self) -> Ending {
        shape::ending(shape::tail(self.line, 64))
    }
}

/// Characters of the longest unnumbered heading in a script without spaces, and in one with spaces.
const HEADING_UNSPACED: usize = 40;
const HEADING_SPACED: usize = 130;

/// Characters of the longest second half of a heading that was cut in two.
const HEADING_REST: usize = 18;

/// Characters of the longest note that no line goes on with.
const NOTE: usize = 40;

/// Paragraphs that can stand between a title and the running text.
const FRONT: usize = 5;

/// Whether a line goes on with the paragraph before it.
pub(super) fn between(open: &OpenBlock, line: &Line, before: &[u8], after: &[u8], layout: &Layout, conventions: &Conventions) -> Join {
    let before_end = shape::tail(before, 24);
    let sides = Sides { paragraph: before, line: after, before_end, ending: ending_in(layout, before_end) };
    if continues(open, line, &sides, layout, conventions) { joint(open, &sides, layout) } else { Join::Break }
}

/// How a paragraph ends; a point after a digit of a Chinese text is that of a number cut in two.
fn ending_in(layout: &Layout, end: &str) -> Ending {
    let number = layout.unspaced && end.strip_suffix('.').is_some_and(|rest| rest.ends_with(|last: char| last.is_ascii_digit()));
    if number { Ending::Open } else { shape::ending(end) }
}

/// What stands between the two halves.
fn joint(open: &OpenBlock, sides: &Sides<'_>, layout: &Layout) -> Join {
    let (Some(last), Some(first)) = (sides.before_end.chars().next_back(), sides.first()) else { return Join::Nothing };
    let split_word = open.last.hyphenated || last == '-' && !sides.before_end.ends_with(" -") || last == '\u{2010}';
    let dash = last == '\u{2014}' && !sides.before_end.ends_with(" \u{2014}")
        || first == '\u{2014}' && !sides.line.starts_with("\u{2014} ".as_bytes());
    let number = layout.unspaced && (last.is_ascii_digit() || last == '.') && (first.is_ascii_digit() || first == '.');
    if shape::is_unspaced(last) || shape::is_unspaced(first) || split_word || dash || number || shape::never_begins(first) {
        return Join::Nothing;
    }
    Join::Space
}

/// Whether the line goes on with the paragraph.
fn continues(open: &OpenBlock, line: &Line, sides: &Sides<'_>, layout: &Layout, conventions: &Conventions) -> bool {
    if line.form != Form::Plain || open.form != Form::Plain {
        return false;
    }
    if sides.first().is_some_and(|first| shape::never_begins(first) && !first.is_ascii()) {
        return true;
    }
    if let Some(wrap) = layout.wrap.filter(|wrap| open.last.width <= wrap.width + wrap.slack) {
        return continues_wrapped(open, line, sides, layout, wrap, conventions);
    }
    goes_on(open, line, sides, layout, conventions)
        && !begins(open, line, sides, layout, conventions)
        && !is_closed(open, line, sides, conventions)
}

/// Whether a line goes on in a text that is wrapped at a width.
fn continues_wrapped(open: &OpenBlock, line: &Line, sides: &Sides<'_>, layout: &Layout, wrap: Wrap, conventions: &Conventions) -> bool {
    let unfinished = matches!(sides.ending, Ending::Open | Ending::Pause);
    // White space lost at the end of a line makes it a little short; a sentence left unfinished makes up for that.
    let slack = wrap.slack + if unfinished { 2 } else { 0 };
    let unit = if layout.unspaced { slack } else { 1 + first_word(sides.after()) };
    let full = open.last.width + unit >= wrap.width + usize::from(!layout.unspaced);
    let mark = numbering::mark(shape::head(sides.line, 48), conventions).map(|(mark, _)| mark);
    let indented = line.indent >= 2
        && line.indent > open.last.indent
        && !matches!(line_mark(sides.before(), conventions), Some(mark) if mark != Mark::Point);
    if mark == Some(Mark::Bullet) && !sides.first().is_some_and(|first| matches!(first, '+' | '*' | '\u{2013}' | '\u{2014}')) || indented {
        return false;
    }
    if !full {
        return sides.lower() && unfinished && mark.is_none() && !layout.unspaced && !line.after_blank;
    }
    if line.characters <= 30
        && (patterns::is_dateline(sides.after(), false, conventions) || patterns::is_byline(sides.after(), false, conventions))
    {
        return false;
    }
    if unfinished {
        let heading = line.after_blank && is_closed(open, line, sides, conventions);
        return !(heading || line.after_blank && mark.is_some());
    }
    let speaks = patterns::speaker(sides.after(), conventions).is_some_and(|(speaker, _)| speaker != patterns::Speaker::Named);
    let addresses = conventions.starts(Class::Salutation, sides.after()).is_some();
    mark.is_none() && !line.after_blank && !speaks && !addresses && !layout.indented
}

/// The length of the first word of a text, in characters.
fn first_word(text: &str) -> usize {
    text.chars().take_while(|character| !character.is_whitespace()).count()
}

/// The mark that a text begins with.
fn line_mark(text: &str, conventions: &Conventions) -> Option<Mark> {
    numbering::mark(text, conventions).map(|(mark, _)| mark)
}

/// Whether a line can only begin a paragraph.
fn begins(open: &OpenBlock, line: &Line, sides: &Sides<'_>, layout: &Layout, conventions: &Conventions) -> bool {
    let indented = line.indent >= 3 && layout.unspaced && (layout.indented || sides.first().is_some_and(shape::is_han));
    let author = open.index < FRONT && patterns::is_byline(sides.after(), true, conventions) && line.characters <= 30;
    indented
        || author
        || line_mark(sides.after(), conventions).is_some()
        || patterns::is_run_in_agency(sides.after(), conventions)
        || patterns::is_byline(sides.after(), false, conventions) && line.characters <= 60
        || patterns::is_note(sides.after(), conventions) && line.characters <= 100
        || patterns::is_dateline(sides.after(), false, conventions)
        || patterns::speaker(sides.after(), conventions).is_some_and(|(speaker, _)| speaker != patterns::Speaker::Named)
}

/// Whether a paragraph is one that no line goes on with.
fn is_closed(open: &OpenBlock, line: &Line, sides: &Sides<'_>, conventions: &Conventions) -> bool {
    let short = sides.before().len() < 400;
    short
        && (open.index == 0 && open.characters <= if sides.before().is_ascii() { 340 } else { 120 }
            || open.index == 1 && open.characters <= HEADING_UNSPACED && sides.ending == Ending::Open && line.after_blank && !sides.lower()
            || open.index < FRONT && open.characters <= HEADING_UNSPACED && line_mark(sides.before(), conventions) == Some(Mark::Dash)
            || patterns::is_dateline(sides.before(), true, conventions)
            || patterns::is_byline(sides.before(), true, conventions)
            || patterns::is_salutation(sides.before(), conventions)
            || open.characters <= NOTE && patterns::is_note(sides.before(), conventions))
}

/// Whether the words themselves go on.
fn goes_on(open: &OpenBlock, line: &Line, sides: &Sides<'_>, layout: &Layout, conventions: &Conventions) -> bool {
    match sides.ending {
        Ending::Final | Ending::Colon => false,
        Ending::Semicolon => layout.cut && layout.unspaced && open.characters > HEADING_UNSPACED,
        Ending::Pause => goes_on_after_comma(open, sides, layout),
        Ending::Open if layout.unspaced => !is_heading_unspaced(open, line, sides, layout, conventions),
        Ending::Open => goes_on_spaced(open, line, sides, layout, conventions),
    }
}

/// Whether a sentence broken after a comma goes on; an item that ends with one is followed by another item.
fn goes_on_after_comma(open: &OpenBlock, sides: &Sides<'_>, layout: &Layout) -> bool {
    layout.unspaced || sides.first().is_some_and(|first| !first.is_uppercase()) || open.characters > HEADING_SPACED
}

/// Whether an unfinished block of a script without spaces is a heading.
fn is_heading_unspaced(open: &OpenBlock, line: &Line, sides: &Sides<'_>, layout: &Layout, conventions: &Conventions) -> bool {
    if open.characters > HEADING_UNSPACED || sides.before().contains('\u{3002}') {
        return false;
    }
    if !layout.cut {
        return true;
    }
    match numbering::mark(sides.before(), conventions) {
        Some((mark @ (Mark::Han | Mark::Arabic | Mark::Division), _)) => {
            let rest_of_heading =
                line.characters <= HEADING_REST && sides.after_ending() == Ending::Open && !sides.after().contains('\u{3002}');
            !rest_of_heading && !layout.runs_in(mark, sides.before())
        }
        _ => open.characters <= 3,
    }
}

/// Whether an unfinished block of a script with spaces goes on.
fn goes_on_spaced(open: &OpenBlock, line: &Line, sides: &Sides<'_>, layout: &Layout, conventions: &Conventions) -> bool {
    let same_script = !sides.before_end.ends_with(shape::is_unspaced);
    if sides.lower() && same_script {
        return true;
    }
    let item = matches!(line_mark(sides.before(), conventions), Some(mark) if mark != Mark::Point);
    if item {
        return !line.after_blank && line.indent > 0 && line.indent >= open.last.indent;
    }
    let (capitals, words) = shape::capitals(sides.before());
    let titled = capitals * 3 > words * 2;
    open.characters > HEADING_SPACED && same_script && !titled && (layout.cut || !line.after_blank)
}
