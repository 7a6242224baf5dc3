//! The running text of an `OpenDocument` text: paragraphs, lists, tables, what is inside and around them.

use super::NAME;
use super::lists::Counted;
use super::styles::{Family, Styles};
use crate::blocks::{Blocks, Rows};
use crate::lists::{Counters, numbered};
use crate::look::{Look, Runs};
use crate::xml::{Element, Node, Space, Xml};
use crate::{Form, FormatError, Limits};

/// A text that is being read.
pub(super) struct Body<'a> {
    xml: Xml<'a>,
    styles: &'a Styles,
    counted: Counted,
    headings: Counters,
    notes: Blocks,
    changes: u32,
}

/// A list that is being read.
#[derive(Debug, Default)]
struct List {
    style: String,
    level: usize,
    counters: Counters,
    /// Whether the next paragraph begins an item, and the number that the item is told to have.
    item: Option<Option<u32>>,
}

/// A paragraph while it is read.
#[derive(Debug, Default)]
struct Paragraph {
    runs: Runs,
    /// Text in frames that hang on it.
    boxes: Blocks,
}

impl<'a> Body<'a> {
    pub(super) fn new(text: &'a str, limits: &Limits, styles: &'a Styles) -> Self {
        let xml = Xml::new(text, NAME, "content.xml", limits);
        Self { xml, styles, counted: Counted::default(), headings: Counters::default(), notes: Blocks::default(), changes: 0 }
    }

    /// Its blocks, the notes at the end, and how many changes were tracked.
    pub(super) fn read(mut self) -> Result<(Blocks, u32), FormatError> {
        let mut blocks = Blocks::default();
        while let Some(node) = self.xml.next()? {
            let Node::Open(element) = node else { continue };
            match (element.space, element.name()) {
                (Space::Office, "text") => self.blocks(&mut blocks, &mut None)?,
                (Space::Office, "document-content" | "body") => {}
                _ => self.xml.skip()?,
            }
        }
        blocks.append_notes(self.notes);
        Ok((blocks, self.changes))
    }

    /// Reads blocks up to the close of the innermost open element; `list` is the list that they are in.
    fn blocks(&mut self, out: &mut Blocks, list: &mut Option<List>) -> Result<(), FormatError> {
        while let Some(element) = self.xml.element()? {
            match (element.space, element.name()) {
                (Space::Text, "p" | "h") => self.paragraph(&element, out, list)?,
                (Space::Text, "list") => self.list(&element, out, list)?,
                (Space::Text, "section") if self.is_hidden(&element) => self.xml.skip()?,
                (Space::Text, "tracked-changes") => self.tracked()?,
                (Space::Text, "section" | "numbered-paragraph") => self.blocks(out, list)?,
                (Space::Table, "table") => {
                    let mut rows = Rows::new();
                    self.rows(&mut rows)?;
                    out.push_table(rows);
                }
                (Space::Draw, _) => self.blocks(out, &mut None)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn is_hidden(&self, section: &Element<'_>) -> bool {
        let by_style = || section.attribute("style-name").and_then(|style| self.styles.look(Family::Section, &style).hidden);
        section.attribute("display").is_some_and(|display| display == "none") || by_style() == Some(true)
    }

    /// Counts the tracked changes and passes over what was deleted.
    fn tracked(&mut self) -> Result<(), FormatError> {
        while self.xml.element()?.is_some() {
            self.changes += 1;
            self.xml.skip()?;
        }
        Ok(())
    }

    /// Reads a list, its element open, that may be in an item of another.
    fn list(&mut self, open: &Element<'_>, out: &mut Blocks, outer: &mut Option<List>) -> Result<(), FormatError> {
        let style = open.attribute("style-name");
        let mut list = match outer {
            Some(outer) => List {
                style: style.unwrap_or_else(|| outer.style.clone()),
                level: outer.level + 1,
                counters: std::mem::take(&mut outer.counters),
                item: None,
            },
            None => {
                let style = style.unwrap_or_default();
                List { counters: self.counted.begin(open, &style), style, level: 0, item: None }
            }
        };
        while let Some(element) = self.xml.element()? {
            if element.name() == "list-item" {
                list.item = Some(element.number("start-value"));
            }
            let mut inside = Some(list);
            self.blocks(out, &mut inside)?;
            list = inside.unwrap_or_default();
        }
        match outer {
            Some(outer) => outer.counters = list.counters,
            None => self.counted.end(open, &list.style, list.counters),
        }
        Ok(())
    }

    fn rows(&mut self, rows: &mut Rows) -> Result<(), FormatError> {
        while let Some(element) = self.xml.element()? {
            match (element.space, element.name()) {
                (Space::Table, "table-row") => {
                    let cells = self.cells()?;
                    rows.push(cells);
                }
                (Space::Table, "table-header-rows" | "table-rows" | "table-row-group") => self.rows(rows)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn cells(&mut self) -> Result<Vec<Blocks>, FormatError> {
        let mut cells = Vec::new();
        while let Some(element) = self.xml.element()? {
            if element.name() == "table-cell" {
                let mut cell = Blocks::default();
                self.blocks(&mut cell, &mut None)?;
                cells.push(cell);
            } else {
                self.xml.skip()?;
            }
        }
        Ok(cells)
    }

    fn paragraph(&mut self, open: &Element<'_>, out: &mut Blocks, list: &mut Option<List>) -> Result<(), FormatError> {
        let style = open.attribute("style-name").unwrap_or_default();
        let mut paragraph = Paragraph::default();
        self.inline(&mut paragraph, self.styles.look(Family::Paragraph, &style))?;
        let form = match self.styles.form(&style) {
            Form::Paragraph if open.name() == "h" => Form::Heading(open.number("outline-level").unwrap_or(1).clamp(1, 6) as u8),
            Form::Paragraph if paragraph.runs.is_bold() => Form::Strong,
            form => form,
        };
        let is_heading = matches!(form, Form::Title | Form::Heading(_));
        match self.number(open, &style, list) {
            Some(number) if !paragraph.runs.text.trim().is_empty() => {
                out.push(&numbered(&number, &paragraph.runs.text), if is_heading { form } else { Form::Item });
            }
            _ => out.push(&paragraph.runs.text, form),
        }
        out.append(paragraph.boxes);
        Ok(())
    }

    /// What is printed before a paragraph; [`None`] when it begins no item.
    fn number(&mut self, open: &Element<'_>, style: &str, list: &mut Option<List>) -> Option<String> {
        let is_header = open.attribute("is-list-header").is_some_and(|value| value == "true");
        if let Some(list) = list {
            let from = list.item.take()?;
            let named = if list.style.is_empty() { self.styles.list_of(style).unwrap_or_default() } else { &list.style };
            return Some(list.counters.count(self.styles.levels(named), list.level, from));
        }
        let level = open.number("outline-level").filter(|_| open.name() == "h" && !is_header)?;
        let printed = self.headings.count(self.styles.outline(), level.max(1) as usize - 1, None);
        Some(printed).filter(|printed| !printed.trim().is_empty())
    }

    /// Reads what a paragraph or a part of it holds; `look` is that of the text around.
    fn inline(&mut self, paragraph: &mut Paragraph, look: Look) -> Result<(), FormatError> {
        while let Some(node) = self.xml.inside()? {
            let element = match node {
                Node::Text(text) => {
                    paragraph.runs.push(&text, look);
                    continue;
                }
                Node::Open(element) => element,
                Node::Close => break,
            };
            match (element.space, element.name()) {
                (Space::Text, "s") => paragraph.runs.push(" ", look),
                (Space::Text, "tab") => paragraph.runs.push_layout('\t', look),
                (Space::Text, "line-break") => paragraph.runs.push_layout('\n', look),
                (Space::Text, "span") => {
                    let own = element.attribute("style-name").map_or_else(Look::default, |style| self.styles.look(Family::Text, &style));
                    self.inline(paragraph, own.or(look))?;
                    continue;
                }
                (Space::Text, "note") => {
                    self.note()?;
                    continue;
                }
                (Space::Text, "ruby-text" | "hidden-text" | "hidden-paragraph" | "script") | (Space::Office, _) => {}
                (Space::Text, _) => {
                    self.inline(paragraph, look)?;
                    continue;
                }
                (Space::Draw, _) => {
                    self.blocks(&mut paragraph.boxes, &mut None)?;
                    continue;
                }
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    /// Reads a foot or end note, but for its mark.
    fn note(&mut self) -> Result<(), FormatError> {
        while let Some(element) = self.xml.element()? {
            if element.name() == "note-body" {
                let mut note = Blocks::default();
                self.blocks(&mut note, &mut None)?;
                self.notes.append(note);
            } else {
                self.xml.skip()?;
            }
        }
        Ok(())
    }
}
