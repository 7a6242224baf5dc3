//! The running text of a Word document: paragraphs, tables, what is inside and around them.

use std::collections::HashMap;

use super::NAME;
use super::numbering::Numbering;
use super::paragraph::{Paragraph, Properties};
use super::styles::{self, Styles};
use crate::blocks::{Blocks, Rows};
use crate::lists::numbered;
use crate::look::{Look, Runs};
use crate::xml::{Element, Node, Space, Xml};
use crate::{Form, FormatError, Limits};

/// A note that the text refers to.
#[derive(Debug)]
pub(super) struct NoteReference {
    /// The role of the part that it is in.
    pub(super) kind: &'static str,
    pub(super) id: String,
}

/// A part with running text that is being read.
pub(super) struct Body<'a> {
    xml: Xml<'a>,
    styles: &'a Styles,
    numbering: Numbering,
    notes: Vec<NoteReference>,
    changes: u32,
    /// Of each open field, whether its instruction is being read.
    fields: Vec<bool>,
    /// Text of paragraphs whose ends were deleted.
    carried: Runs,
}

impl<'a> Body<'a> {
    pub(super) fn new(text: &'a str, part: &'a str, limits: &Limits, styles: &'a Styles, numbering: Numbering) -> Self {
        let xml = Xml::new(text, NAME, part, limits);
        Self { xml, styles, numbering, notes: Vec::new(), changes: 0, fields: Vec::new(), carried: Runs::default() }
    }

    /// Reads the part as a document.
    pub(super) fn read(&mut self) -> Result<Blocks, FormatError> {
        let mut blocks = Blocks::default();
        while let Some(node) = self.xml.next()? {
            if let Node::Open(element) = node
                && element.name() == "body"
            {
                self.blocks(&mut blocks)?;
            }
        }
        Ok(blocks)
    }

    /// Reads the part as notes, by their ids; not those that are lines between text and notes.
    pub(super) fn notes(&mut self) -> Result<HashMap<String, Blocks>, FormatError> {
        let mut notes = HashMap::new();
        self.xml.element()?;
        while let Some(element) = self.xml.element()? {
            let is_note = element.attribute("type").is_none_or(|kind| kind == "normal");
            let Some(id) = element.attribute("id").filter(|_| is_note) else {
                self.xml.skip()?;
                continue;
            };
            let mut note = Blocks::default();
            self.blocks(&mut note)?;
            notes.insert(id, note);
        }
        Ok(notes)
    }

    /// The notes that are referred to, how many changes were tracked, and the lists as far as they are counted.
    pub(super) fn finish(self) -> (Vec<NoteReference>, u32, Numbering) {
        (self.notes, self.changes, self.numbering)
    }

    /// Reads blocks up to the close of the innermost open element.
    fn blocks(&mut self, out: &mut Blocks) -> Result<(), FormatError> {
        while let Some(element) = self.xml.element()? {
            match (element.space, element.name()) {
                (Space::Word, "p") => self.paragraph(out)?,
                (Space::Word, "tbl") => self.table(out)?,
                (Space::Word, "sdt") => self.control(|body| body.blocks(out))?,
                (Space::Word, "ins" | "moveTo") => {
                    self.changes += 1;
                    self.blocks(out)?;
                }
                (Space::Word, "customXml" | "smartTag" | "sdtContent") => self.blocks(out)?,
                (Space::Alternative, "AlternateContent") => self.alternatives(|body| body.blocks(out))?,
                _ => self.left_out(&element)?,
            }
        }
        out.push(&std::mem::take(&mut self.carried).text, Form::Paragraph);
        Ok(())
    }

    /// Passes over an element, and counts it when it is a tracked deletion.
    fn left_out(&mut self, element: &Element<'_>) -> Result<(), FormatError> {
        self.changes += u32::from(element.space == Space::Word && matches!(element.name(), "del" | "moveFrom"));
        self.xml.skip()
    }

    /// Reads a content control but for the text that only asks to be replaced.
    fn control(&mut self, mut read: impl FnMut(&mut Self) -> Result<(), FormatError>) -> Result<(), FormatError> {
        let mut is_prompt = false;
        while let Some(element) = self.xml.element()? {
            match element.name() {
                "sdtPr" => {
                    while let Some(property) = self.xml.element()? {
                        is_prompt |= property.name() == "showingPlcHdr" && property.is_on();
                        self.xml.skip()?;
                    }
                }
                "sdtContent" if !is_prompt => read(self)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// Reads one of several ways to say the same: the first, which is the newest.
    fn alternatives(&mut self, mut read: impl FnMut(&mut Self) -> Result<(), FormatError>) -> Result<(), FormatError> {
        let mut is_read = false;
        while self.xml.element()?.is_some() {
            if is_read {
                self.xml.skip()?;
            } else {
                read(self)?;
                is_read = true;
            }
        }
        Ok(())
    }

    fn table(&mut self, out: &mut Blocks) -> Result<(), FormatError> {
        let mut rows = Rows::new();
        self.rows(&mut rows)?;
        out.push_table(rows);
        Ok(())
    }

    fn rows(&mut self, rows: &mut Rows) -> Result<(), FormatError> {
        while let Some(element) = self.xml.element()? {
            match (element.space, element.name()) {
                (Space::Word, "tr") => {
                    let mut cells = Vec::new();
                    if self.cells(&mut cells)? {
                        rows.push(cells);
                    }
                }
                (Space::Word, "sdt") => self.control(|body| body.rows(rows))?,
                (Space::Word, "customXml" | "ins" | "moveTo") => self.rows(rows)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// Reads the cells of a row; false when the row was deleted.
    fn cells(&mut self, cells: &mut Vec<Blocks>) -> Result<bool, FormatError> {
        let mut is_kept = true;
        while let Some(element) = self.xml.element()? {
            match (element.space, element.name()) {
                (Space::Word, "trPr") => {
                    while let Some(property) = self.xml.element()? {
                        is_kept &= property.name() != "del";
                        self.changes += u32::from(matches!(property.name(), "del" | "ins"));
                        self.xml.skip()?;
                    }
                }
                (Space::Word, "tc") => {
                    let mut cell = Blocks::default();
                    self.blocks(&mut cell)?;
                    cells.push(cell);
                }
                (Space::Word, "sdt") => self.control(|body| body.cells(cells).map(drop))?,
                (Space::Word, "customXml") => drop(self.cells(cells)?),
                _ => self.xml.skip()?,
            }
        }
        Ok(is_kept)
    }

    fn paragraph(&mut self, out: &mut Blocks) -> Result<(), FormatError> {
        let mut paragraph = Paragraph { runs: std::mem::take(&mut self.carried), ..Paragraph::default() };
        self.inline(&mut paragraph)?;
        // An instruction that is still open belongs to a field without an end.
        self.fields.retain(|in_instruction| !in_instruction);
        if paragraph.properties.runs_on {
            self.changes += 1;
            self.carried = paragraph.runs;
            out.append(paragraph.boxes);
            return Ok(());
        }
        let style = paragraph.properties.style.as_deref();
        if !self.styles.is_contents(style) {
            let form = paragraph.form(self.styles);
            match self.number(&paragraph) {
                Some(number) if paragraph.runs.text.trim().is_empty() => drop(number),
                Some(number) => {
                    let form = if matches!(form, Form::Title | Form::Heading(_)) { form } else { Form::Item };
                    out.push(&numbered(&number, &paragraph.runs.text), form);
                }
                None => out.push(&paragraph.runs.text, form),
            }
        }
        out.append(paragraph.boxes);
        Ok(())
    }

    /// What a list prints before a paragraph; [`None`] when it is in no list.
    fn number(&mut self, paragraph: &Paragraph) -> Option<String> {
        let Properties { style, list, list_level, .. } = &paragraph.properties;
        let of_style = self.styles.list(style.as_deref());
        let list = list.as_deref().or(of_style.map(|(list, _)| list))?;
        let level = list_level.or(of_style.and_then(|(_, level)| level));
        self.numbering.count(list, level, style.as_deref())
    }

    /// Reads what a paragraph or a part of it holds.
    fn inline(&mut self, paragraph: &mut Paragraph) -> Result<(), FormatError> {
        while let Some(element) = self.xml.element()? {
            match (element.space, element.name()) {
                (Space::Word, "pPr") => paragraph.properties = Properties::read(&mut self.xml)?,
                (Space::Word, "r") => self.run(paragraph)?,
                (Space::Word, "ins" | "moveTo") => {
                    self.changes += 1;
                    self.inline(paragraph)?;
                }
                (Space::Word, "hyperlink" | "smartTag" | "customXml" | "dir" | "bdo" | "fldSimple" | "rubyBase") => {
                    self.inline(paragraph)?
                }
                (Space::Word, "sdt") => self.control(|body| body.inline(paragraph))?,
                (Space::Formula, "t") => paragraph.runs.push(&self.xml.text()?, Look::default()),
                (Space::Formula, _) => self.inline(paragraph)?,
                (Space::Alternative, "AlternateContent") => self.alternatives(|body| body.inline(paragraph))?,
                _ => self.left_out(&element)?,
            }
        }
        Ok(())
    }

    /// Reads a run: text of one look.
    fn run(&mut self, paragraph: &mut Paragraph) -> Result<(), FormatError> {
        let mut look = self.styles.look(paragraph.properties.style.as_deref());
        while let Some(element) = self.xml.element()? {
            let is_shown = !self.fields.contains(&true);
            match (element.space, element.name()) {
                (Space::Word, "rPr") => {
                    let (own, style) = styles::look(&mut self.xml)?;
                    let of_style = style.map_or_else(Look::default, |style| self.styles.look(Some(&style)));
                    look = own.or(of_style).or(look);
                    continue;
                }
                (Space::Word, "t") if is_shown => {
                    paragraph.runs.push(&self.xml.text()?, look);
                    continue;
                }
                (Space::Word, "tab" | "ptab") if is_shown => paragraph.runs.push_layout('\t', look),
                (Space::Word, "br" | "cr") if is_shown => paragraph.runs.push_layout('\n', look),
                (Space::Word, "noBreakHyphen") if is_shown => paragraph.runs.push("-", look),
                (Space::Word, "sym") if is_shown => paragraph.runs.push(&symbol(&element), look),
                (Space::Word, "fldChar") => self.field(&element),
                (Space::Word, "footnoteReference") => self.refer("footnotes", &element),
                (Space::Word, "endnoteReference") => self.refer("endnotes", &element),
                (Space::Word, "drawing" | "pict" | "object") | (Space::Alternative, "AlternateContent") => {
                    self.boxes(&element, &mut paragraph.boxes)?;
                    continue;
                }
                (Space::Word, "ruby") => {
                    self.inline(paragraph)?;
                    continue;
                }
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn refer(&mut self, kind: &'static str, element: &Element<'_>) {
        self.notes.extend(element.attribute("id").map(|id| NoteReference { kind, id }));
    }

    fn field(&mut self, element: &Element<'_>) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(true),
            Some("separate") => self.fields.iter_mut().next_back().into_iter().for_each(|in_instruction| *in_instruction = false),
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// Reads the text boxes of a drawing, the element open.
    fn boxes(&mut self, open: &Element<'_>, out: &mut Blocks) -> Result<(), FormatError> {
        match (open.space, open.name()) {
            (Space::Word, "txbxContent") => {
                // What is in the box is no part of a field or a paragraph around it.
                let outside = (std::mem::take(&mut self.fields), std::mem::take(&mut self.carried));
                self.blocks(out)?;
                (self.fields, self.carried) = outside;
            }
            (Space::Alternative, "AlternateContent") => self.alternatives(|body| body.drawn(out))?,
            _ => self.drawn(out)?,
        }
        Ok(())
    }

    fn drawn(&mut self, out: &mut Blocks) -> Result<(), FormatError> {
        while let Some(element) = self.xml.element()? {
            self.boxes(&element, out)?;
        }
        Ok(())
    }
}

/// The character that a symbol is, unless it is a picture in a font of its own.
fn symbol(element: &Element<'_>) -> String {
    let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
    let character = code.and_then(char::from_u32).filter(|character| !matches!(character, '\u{E000}'..='\u{F8FF}'));
    character.map(String::from).unwrap_or_default()
}
