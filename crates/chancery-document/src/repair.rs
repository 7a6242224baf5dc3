//! Paragraph repair: lines become paragraphs again, in place.
//!
//! The text is compacted in its own buffer. A line is tidied where it stands (runs of white space
//! become one space, marks of Markdown go), then moved behind the paragraph it continues, or
//! behind a line feed when it begins one. What is written is never ahead of what is read, since
//! every line is preceded by the line feed that ended the one before.
//!
//! Where the format says what each line is, the text has no marks and is taken literally; a line that
//! is said to be a heading, an item, a row or a note is a paragraph of its own.

mod boundary;
mod tidy;

use chancery_formats as formats;
use chancery_text::{Span, Utf8};

use crate::inline::{self, Marks};
use crate::layout::{self, Layout};
use crate::{Conventions, patterns, shape};

use boundary::{Join, Line, OpenBlock};

/// Bytes of a text for each paragraph, so that there is room for them from the start.
const BYTES_OF_A_PARAGRAPH: usize = 256;

/// A text of repaired paragraphs, one a line.
#[derive(Debug, Default)]
pub(crate) struct Repaired {
    pub(crate) text: Utf8,
    pub(crate) blocks: Vec<Block>,
    /// Where control characters were dropped.
    pub(crate) dropped: Vec<u32>,
}

/// A paragraph and what its layout said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) span: Span,
    pub(crate) form: Form,
}

/// What the layout says of a line or paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Nothing.
    Plain,
    /// A heading of that level.
    Heading(u8),
    /// All of it is emphasised.
    Strong,
    /// It stands between fences of Markdown.
    Fenced,
    /// The title of the page.
    Title,
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
    /// A foot or end note.
    Note,
}

impl From<formats::Form> for Form {
    fn from(form: formats::Form) -> Self {
        match form {
            formats::Form::Paragraph => Self::Plain,
            formats::Form::Title => Self::Title,
            formats::Form::Heading(level) => Self::Heading(level),
            formats::Form::Strong => Self::Strong,
            formats::Form::Item => Self::Item,
            formats::Form::Row => Self::Row,
            formats::Form::Note => Self::Note,
        }
    }
}

/// Where the lines are read, where the text is written, and the paragraph being written.
struct Repair<'c> {
    layout: &'c Layout,
    conventions: &'c Conventions,
    /// What the format says of each line, when it says so.
    forms: Option<std::vec::IntoIter<formats::Form>>,
    buffer: Vec<u8>,
    written: usize,
    open: Option<OpenBlock>,
    blank: bool,
    fenced: bool,
    /// How many paragraphs of the article come before the next one.
    index: usize,
    blocks: Vec<Block>,
    dropped: Vec<u32>,
}

/// Repairs the paragraphs of a text; `forms` are what its format says of its lines, one a line.
pub(crate) fn repair(text: Vec<u8>, forms: Option<Vec<formats::Form>>, layout: &Layout, conventions: &Conventions) -> Repaired {
    let blocks = Vec::with_capacity(text.len() / BYTES_OF_A_PARAGRAPH);
    let mut repair = Repair {
        layout,
        conventions,
        forms: forms.map(Vec::into_iter),
        buffer: text,
        written: 0,
        open: None,
        blank: true,
        fenced: false,
        index: 0,
        blocks,
        dropped: Vec::new(),
    };
    let mut start = 0;
    while start < repair.buffer.len() {
        let end = memchr::memchr(b'\n', &repair.buffer[start..]).map_or(repair.buffer.len(), |at| start + at);
        repair.line(start, end);
        start = end + 1;
    }
    repair.finish()
}

impl Repair<'_> {
    /// Takes in the line between two places of the buffer.
    fn line(&mut self, start: usize, end: usize) {
        let line_start = start;
        // A line that nothing is said of is a paragraph: the text is literal all the same.
        let form = self.forms.as_mut().map(|forms| forms.next().map_or(Form::Plain, Form::from));
        let (start, end, indent) = tidy::trim(&self.buffer, start, end);
        if start == end {
            self.blank = true;
            return;
        }
        let width = self.layout.wrap.map_or(0, |wrap| wrap.unit.width(&self.buffer[line_start..end]));
        let mut lost = Vec::new();
        let tidied = match form {
            Some(Form::Row) => tidy::tidy_cells(&mut self.buffer[start..end], &mut lost),
            _ => tidy::tidy(&mut self.buffer[start..end], &mut lost),
        };
        if tidied.length == 0 {
            self.dropped.extend(lost.first().map(|_| self.written as u32));
            return;
        }
        let literal = form.map(|form| (start, start + tidied.length, form));
        let Some((from, until, form)) = literal.or_else(|| self.unmark(start, start + tidied.length)) else {
            self.blank = true;
            return;
        };
        let line = Line {
            width,
            characters: shape::characters(&self.buffer[from..until]),
            indent,
            form,
            // Blocks of a format are parted as by a blank line.
            after_blank: self.blank || self.forms.is_some(),
            hyphenated: tidied.ends_with_soft_hyphen,
        };
        self.place(from, until, &line);
        let line_start = self.written - (until - from);
        self.dropped.extend(lost.iter().map(|&at| (line_start + at.saturating_sub(from - start).min(until - from)) as u32));
        self.blank = false;
    }

    /// Takes the marks of Markdown off a line; nothing when only marks were there.
    fn unmark(&mut self, start: usize, end: usize) -> Option<(usize, usize, Form)> {
        let line = &self.buffer[start..end];
        if line.starts_with(b"```") && self.layout.named_markdown {
            self.fenced = !self.fenced;
            return None;
        }
        if self.fenced {
            return Some((start, end, Form::Fenced));
        }
        if tidy::is_rule(line) {
            let mark = line[0];
            self.underline(mark);
            return None;
        }
        if let Some(level) = layout::heading_level(line) {
            let (from, until) = tidy::heading(&self.buffer, start + level, end);
            let length = self.strip(from, until);
            return (length > 0).then_some((from, from + length, Form::Heading(level as u8)));
        }
        let quoted = line.iter().take_while(|&&byte| byte == b'>' || byte == b' ').count();
        let start = if self.layout.markdown && line[0] == b'>' && start + quoted < end { start + quoted } else { start };
        let form = if inline::is_all_strong(&self.buffer[start..end]) { Form::Strong } else { Form::Plain };
        let length = self.strip(start, end);
        (length > 0).then_some((start, start + length, form))
    }

    /// A rule under a single line of Markdown makes that a heading; a rule alone is nothing.
    fn underline(&mut self, mark: u8) {
        let level = match mark {
            b'=' => 1,
            b'-' => 2,
            _ => return,
        };
        let under = self.layout.named_markdown && !self.blank;
        if let Some(open) = self.open.as_mut().filter(|open| under && open.lines == 1 && open.form == Form::Plain) {
            open.form = Form::Heading(level);
        }
    }

    /// Takes marks out of a line and returns the length of what is left.
    fn strip(&mut self, start: usize, end: usize) -> usize {
        let marks = if self.layout.named_markdown { Marks::Markdown } else { Marks::Sure };
        let mut length = inline::strip(&mut self.buffer[start..end], marks);
        if length < end - start {
            length = tidy::tidy(&mut self.buffer[start..start + length], &mut Vec::new()).length;
        }
        let (from, until, _) = tidy::trim(&self.buffer, start, start + length);
        self.buffer.copy_within(from..until, start);
        until - from
    }

    /// Puts a line behind the open paragraph or begins one with it.
    fn place(&mut self, from: usize, until: usize, line: &Line) {
        let join = match &self.open {
            None => Join::Break,
            Some(open) => boundary::between(
                open,
                line,
                &self.buffer[open.start..self.written],
                &self.buffer[from..until],
                self.layout,
                self.conventions,
            ),
        };
        match join {
            Join::Break => self.begin(line),
            Join::Space => self.push(b' '),
            Join::Nothing => {}
        }
        self.buffer.copy_within(from..until, self.written);
        self.written += until - from;
        if let Some(open) = &mut self.open {
            open.extend(line);
        }
    }

    /// Ends the open paragraph and begins another.
    fn begin(&mut self, line: &Line) {
        self.close();
        if self.written > 0 {
            self.push(b'\n');
        }
        self.open = Some(OpenBlock::at(self.written, line, self.index));
        self.index += 1;
    }

    /// Writes one byte.
    fn push(&mut self, byte: u8) {
        self.buffer[self.written] = byte;
        self.written += 1;
    }

    /// Ends the open paragraph.
    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let words = &self.buffer[open.start..self.written];
            if words.len() <= 200 && patterns::is_agency_line(shape::head(words, 200), self.conventions) {
                self.index = 0;
            }
            self.blocks.push(Block { span: Span::of(open.start, self.written), form: open.form });
        }
    }

    /// The text and its paragraphs.
    fn finish(mut self) -> Repaired {
        self.close();
        // The text stays where it is: a copy would hold as much memory again while the text is large.
        self.buffer.truncate(self.written);
        Repaired { text: self.buffer.into(), blocks: self.blocks, dropped: self.dropped }
    }
}
