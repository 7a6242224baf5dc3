//! Tokens of rich text to its paragraphs.

use std::collections::HashMap;
use std::mem;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::charsets;
use super::destinations::{Aside, Destination, Info, Opening, character, opening};
use super::flow::Flow;
use super::tokens::{Token, Tokens};
use crate::blocks::Blocks;
use crate::look::Look;
use crate::{Form, FormatError, Limits};

/// What is in force inside a group and ends with it.
#[derive(Debug, Clone, Copy)]
struct Group {
    destination: Destination,
    look: Look,
    deleted: bool,
    encoding: &'static Encoding,
    /// How many characters after `\u` say the same for old programs.
    fallback: u32,
    style: Option<i32>,
    outline: Option<u32>,
    in_table: bool,
}

/// A flow that waits until text that stands aside of it is over.
struct Waiting {
    flow: Flow,
    aside: Aside,
    /// How many groups are open when it goes on.
    depth: usize,
}

/// What the file says of itself.
#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) title: String,
    pub(super) author: String,
    pub(super) company: String,
    pub(super) day: [Option<i32>; 3],
}

/// A file while it is read, and what came out of it.
pub(super) struct Reader {
    groups: Vec<Group>,
    /// Whether the group that is being opened is to be passed over when it is not known.
    starred: bool,
    /// Bytes that are not decoded yet, units of UTF-16 likewise, and how many characters are still to be passed over.
    bytes: Vec<u8>,
    units: Vec<u16>,
    passed_over: u32,
    fonts: HashMap<i32, &'static Encoding>,
    font: i32,
    styles: HashMap<i32, Form>,
    style_name: String,
    flow: Flow,
    waiting: Vec<Waiting>,
    notes: Blocks,
    pub(super) page: &'static Encoding,
    pub(super) info: About,
    pub(super) changes: u32,
    pub(super) blocks: Blocks,
}

impl Reader {
    /// Reads a file to its end.
    pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Self, FormatError> {
        let mut reader = Self::new();
        let mut tokens = Tokens::new(bytes);
        for token in tokens.by_ref() {
            match token {
                Token::Open if reader.groups.len() > limits.depth => {
                    return Err(FormatError::TooLong { what: "groups inside one another".to_owned(), at_most: limits.depth });
                }
                Token::Open => reader.open(),
                Token::Close => reader.close(),
                Token::Word(word, number) => reader.word(word, number),
                Token::Symbol(symbol) => reader.symbol(symbol),
                Token::Byte(byte) => reader.byte(byte),
            }
            if reader.groups.len() == 1 && token == Token::Close {
                return Ok(reader.finish());
            }
        }
        let reason = format!("it ends at byte {} with {} groups open; it was cut off", tokens.at(), reader.groups.len() - 1);
        Err(FormatError::Broken { format: "RTF".to_owned(), reason })
    }

    fn new() -> Self {
        let outermost = Group {
            destination: Destination::Text,
            look: Look::default(),
            deleted: false,
            encoding: WINDOWS_1252,
            fallback: 1,
            style: None,
            outline: None,
            in_table: false,
        };
        Self {
            groups: vec![outermost],
            starred: false,
            bytes: Vec::new(),
            units: Vec::new(),
            passed_over: 0,
            fonts: HashMap::new(),
            font: 0,
            styles: HashMap::new(),
            style_name: String::new(),
            flow: Flow::default(),
            waiting: Vec::new(),
            notes: Blocks::default(),
            page: WINDOWS_1252,
            info: About::default(),
            changes: 0,
            blocks: Blocks::default(),
        }
    }

    fn finish(mut self) -> Self {
        let form = self.form();
        self.blocks = mem::take(&mut self.flow).finish(form);
        self.blocks.append_notes(mem::take(&mut self.notes));
        self
    }

    fn group(&mut self) -> &mut Group {
        self.groups.last_mut().expect("the outermost group is never closed")
    }

    fn open(&mut self) {
        self.flush();
        self.starred = false;
        let inner = *self.group();
        self.groups.push(inner);
    }

    fn close(&mut self) {
        self.flush();
        self.starred = false;
        let closed = *self.group();
        if self.waiting.last().is_some_and(|waiting| waiting.depth == self.groups.len()) {
            self.end_aside();
        }
        self.groups.pop();
        if closed.destination == Destination::Styles {
            self.end_style(closed);
        }
    }

    fn end_aside(&mut self) {
        let form = self.form();
        if let Some(waiting) = self.waiting.pop() {
            let blocks = mem::replace(&mut self.flow, waiting.flow).finish(form);
            match waiting.aside {
                Aside::Note => self.notes.append(blocks),
                Aside::Box => self.flow.append(blocks),
            }
        }
    }

    /// Keeps a style whose group was closed, if it makes titles or headings of its paragraphs.
    fn end_style(&mut self, closed: Group) {
        let name = mem::take(&mut self.style_name).trim().trim_end_matches(';').to_lowercase();
        let by_name = || name.strip_prefix("heading ").and_then(|level| level.parse::<u32>().ok()).filter(|level| *level > 0);
        let form = match closed.outline.filter(|level| *level < 9).map(|level| level + 1).or_else(by_name) {
            _ if name == "title" => Form::Title,
            Some(level) => Form::Heading(level.min(6) as u8),
            None => return,
        };
        self.styles.insert(closed.style.unwrap_or(0), form);
    }

    fn byte(&mut self, byte: u8) {
        if self.passed_over > 0 {
            self.passed_over -= 1;
            return;
        }
        if !self.units.is_empty() {
            self.flush();
        }
        if self.group().destination != Destination::Nowhere {
            self.bytes.push(byte);
        }
    }

    /// Decodes what has come together and puts it where the group's text goes.
    fn flush(&mut self) {
        self.passed_over = 0;
        if !self.bytes.is_empty() {
            let bytes = mem::take(&mut self.bytes);
            let text = self.group().encoding.decode_without_bom_handling(&bytes).0;
            self.text(&text);
        }
        if !self.units.is_empty() {
            let text = String::from_utf16_lossy(&mem::take(&mut self.units));
            self.text(&text);
        }
    }

    fn text(&mut self, text: &str) {
        let Group { destination, look, deleted, .. } = *self.group();
        match destination {
            Destination::Text if !deleted => self.flow.runs.push(text, look),
            Destination::Number => self.flow.number.get_or_insert_default().push_str(text),
            Destination::Styles => self.style_name.push_str(text),
            Destination::Info(Info::Title) => self.info.title.push_str(text),
            Destination::Info(Info::Author) => self.info.author.push_str(text),
            Destination::Info(Info::Company) => self.info.company.push_str(text),
            _ => {}
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.starred = true,
            b'~' => self.byte(b' '),
            b'_' => self.byte(b'-'),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if word == "u" {
            // Units follow one another, with what says the same for old programs between them.
            if !self.bytes.is_empty() {
                self.flush();
            }
            if self.group().destination != Destination::Nowhere {
                self.units.push(number.unwrap_or(0) as u16);
            }
            self.passed_over = self.group().fallback;
            return;
        }
        self.flush();
        let starred = mem::take(&mut self.starred);
        if self.group().destination == Destination::Nowhere {
            return;
        }
        match opening(word) {
            Some(Opening::To(destination)) => self.group().destination = destination,
            Some(Opening::Aside(aside)) => {
                let waiting = Waiting { flow: mem::take(&mut self.flow), aside, depth: self.groups.len() };
                self.waiting.push(waiting);
                let group = self.group();
                (group.destination, group.in_table) = (Destination::Text, false);
            }
            // A character style in the style sheet is known and is none of a paragraph.
            None if starred => self.group().destination = Destination::Nowhere,
            None => self.property(word, number),
        }
    }

    /// A word that changes what is in force, or stands for a character or an end.
    fn property(&mut self, word: &str, number: Option<i32>) {
        let is_on = number != Some(0);
        match word {
            "ansicpg" => {
                self.page = charsets::of_page(number.unwrap_or(0));
                self.group().encoding = self.page;
            }
            "f" | "deff" => self.set_font(number.unwrap_or(0)),
            "fcharset" => drop(charsets::of_font(number.unwrap_or(0)).map(|encoding| self.fonts.insert(self.font, encoding))),
            "uc" => self.group().fallback = number.unwrap_or(1).clamp(0, 8) as u32,
            "b" => self.group().look.bold = Some(is_on),
            "v" => self.group().look.hidden = Some(is_on),
            "plain" => self.group().look = Look::default(),
            "deleted" | "revised" => {
                self.changes += u32::from(is_on);
                self.group().deleted = is_on && word == "deleted";
            }
            "pard" => {
                let group = self.group();
                (group.style, group.outline, group.in_table) = (None, None, false);
            }
            "s" => self.group().style = number,
            "outlinelevel" => self.group().outline = number.and_then(|level| u32::try_from(level).ok()),
            "intbl" => self.group().in_table = true,
            "yr" | "mo" | "dy" if self.group().destination == Destination::Info(Info::Made) => {
                self.info.day[["yr", "mo", "dy"].iter().position(|unit| *unit == word).unwrap_or(0)] = number;
            }
            _ => match character(word) {
                Some(character) => self.text(character),
                None => self.layout(word),
            },
        }
    }

    fn set_font(&mut self, font: i32) {
        self.font = font;
        let encoding = self.fonts.get(&font).copied().unwrap_or(self.page);
        self.group().encoding = encoding;
    }

    /// Ends of paragraphs, cells and rows, tabs and line breaks.
    fn layout(&mut self, word: &str) {
        let Group { destination, look, deleted, in_table, .. } = *self.group();
        if destination != Destination::Text || deleted {
            return;
        }
        match word {
            "tab" => self.flow.runs.push_layout('\t', look),
            "line" => self.flow.runs.push_layout('\n', look),
            "par" | "sect" | "page" | "column" => self.end_paragraph(in_table),
            "nestcell" => self.end_paragraph(true),
            "cell" => {
                self.end_paragraph(true);
                self.flow.end_cell();
            }
            "row" => self.flow.end_row(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self, in_table: bool) {
        let form = self.form();
        self.flow.end_paragraph(form, in_table);
    }

    /// What the paragraph is by its style and its outline level.
    fn form(&mut self) -> Form {
        let Group { style, outline, .. } = *self.group();
        let by_style = self.styles.get(&style.unwrap_or(0)).copied();
        match outline.filter(|level| *level < 9) {
            Some(level) if by_style != Some(Form::Title) => Form::Heading((level + 1).min(6) as u8),
            _ => by_style.unwrap_or(Form::Paragraph),
        }
    }
}
