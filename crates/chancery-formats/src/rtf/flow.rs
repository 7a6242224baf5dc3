//! Paragraphs and tables as rich text makes them: by marks at their ends.

use crate::Form;
use crate::blocks::{Blocks, Rows};
use crate::lists::numbered;
use crate::look::Runs;

/// A stream of paragraphs while it is read.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) runs: Runs,
    /// What a list prints before the paragraph.
    pub(super) number: Option<String>,
    blocks: Blocks,
    cell: Blocks,
    cells: Vec<Blocks>,
    rows: Rows,
}

impl Flow {
    /// Ends a paragraph that is of a form, or emphasised when all of it is bold.
    pub(super) fn end_paragraph(&mut self, form: Form, in_table: bool) {
        let runs = std::mem::take(&mut self.runs);
        let form = if form == Form::Paragraph && runs.is_bold() { Form::Strong } else { form };
        if !in_table {
            self.end_table();
        }
        let to = if in_table { &mut self.cell } else { &mut self.blocks };
        match self.number.take().filter(|_| !runs.text.trim().is_empty()) {
            Some(number) => {
                let form = if matches!(form, Form::Title | Form::Heading(_)) { form } else { Form::Item };
                to.push(&numbered(if is_bullet(&number) { "" } else { &number }, &runs.text), form);
            }
            None => to.push(&runs.text, form),
        }
    }

    /// Ends a cell, whose last paragraph was ended.
    pub(super) fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.cell));
    }

    pub(super) fn end_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.cells));
    }

    fn end_table(&mut self) {
        if !self.cells.is_empty() {
            self.end_row();
        }
        self.blocks.push_table(std::mem::take(&mut self.rows));
        self.blocks.append(std::mem::take(&mut self.cell));
    }

    /// Puts text that stood aside after what was read so far.
    pub(super) fn append(&mut self, aside: Blocks) {
        self.blocks.append(aside);
    }

    /// All its blocks.
    pub(super) fn finish(mut self, form: Form) -> Blocks {
        self.end_paragraph(form, false);
        self.blocks
    }
}

/// Whether what stands before an item is a mark: no letter or number, or one letter alone, which is a picture in a
/// font of its own.
fn is_bullet(number: &str) -> bool {
    let number = number.trim();
    let is_letter = number.chars().count() == 1 && number.chars().all(|character| character.is_alphabetic() && character < '\u{2E80}');
    is_letter || !number.chars().any(char::is_alphanumeric)
}
