//! Blocks of a document as its reader meets them, made into lines.

use crate::{Embedded, Extracted, Form, Format, FormatError, Remark};

/// A paragraph, heading, item, row or note: its text, in which a line feed is a line break, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) text: String,
    pub(crate) form: Form,
}

/// Blocks in reading order.
#[derive(Debug, Default)]
pub(crate) struct Blocks(Vec<Block>);

/// A table: its rows, their cells, the blocks in these.
pub(crate) type Rows = Vec<Vec<Blocks>>;

impl Blocks {
    /// Adds a block, white space folded; one without text is left out.
    ///
    /// A line break parts blocks: in official papers it stands between the lines of an address, a list of persons or a
    /// signature, and where a page was pasted in, between its paragraphs. In a title or heading it is layout, and the
    /// line is closed up.
    pub(crate) fn push(&mut self, text: &str, form: Form) {
        let lines = text.split('\n').map(fold).filter(|line| !line.is_empty());
        match form {
            Form::Title | Form::Heading(_) => {
                let line = lines.reduce(|before, line| joined(&before, &line));
                self.0.extend(line.map(|text| Block { text, form }));
            }
            Form::Item => {
                let forms = std::iter::once(form).chain(std::iter::repeat(Form::Paragraph));
                self.0.extend(lines.zip(forms).map(|(text, form)| Block { text, form }));
            }
            _ => self.0.extend(lines.map(|text| Block { text, form })),
        }
    }

    /// Adds a table. One whose rows have a single cell each is a frame, and its blocks stand for themselves.
    pub(crate) fn push_table(&mut self, rows: Rows) {
        let is_frame = rows.iter().all(|cells| cells.len() <= 1);
        for cells in rows {
            if is_frame {
                self.0.extend(cells.into_iter().flat_map(|blocks| blocks.0));
                continue;
            }
            let texts: Vec<String> = cells.iter().map(Blocks::flat).collect();
            if texts.iter().any(|text| !text.is_empty()) {
                self.0.push(Block { text: texts.join("\t"), form: Form::Row });
            }
        }
    }

    /// Adds other blocks.
    pub(crate) fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    /// Adds other blocks, as notes.
    pub(crate) fn append_notes(&mut self, notes: Self) {
        self.0.extend(notes.0.into_iter().map(|block| Block { form: Form::Note, text: block.text.replace('\t', " ") }));
    }

    /// All the text on one line, blocks parted by a space.
    fn flat(&self) -> String {
        let texts: Vec<String> = self.0.iter().map(|block| block.text.replace('\t', " ")).collect();
        texts.join(" ")
    }

    /// What was taken out of a file.
    ///
    /// # Errors
    /// [`FormatError::Empty`] when there is no block.
    pub(crate) fn finish(
        mut self,
        format: Format,
        charset: &str,
        embedded: Embedded,
        remarks: Vec<Remark>,
    ) -> Result<Extracted, FormatError> {
        if self.0.is_empty() {
            return Err(FormatError::Empty);
        }
        self.weaken();
        let mut text = Vec::with_capacity(self.0.iter().map(|block| block.text.len() + 1).sum());
        for block in &self.0 {
            text.extend_from_slice(block.text.as_bytes());
            text.push(b'\n');
        }
        let forms = Some(self.0.iter().map(|block| block.form).collect());
        Ok(Extracted { format, charset: charset.to_owned(), text, forms, embedded, remarks })
    }

    /// Where most paragraphs are emphasised, none is.
    fn weaken(&mut self) {
        let count = |form: Form| self.0.iter().filter(|block| block.form == form).count();
        if count(Form::Strong) > count(Form::Paragraph) {
            let strong = self.0.iter_mut().filter(|block| block.form == Form::Strong);
            strong.for_each(|block| block.form = Form::Paragraph);
        }
    }
}

/// A line with its white space folded; a full-width space inside it stays, because names are set with it.
pub(crate) fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    let mut gap = false;
    for character in line.trim().chars() {
        if character.is_whitespace() && character != '\u{3000}' {
            gap = true;
        } else if !character.is_control() {
            if gap {
                folded.push(' ');
            }
            gap = false;
            folded.push(character);
        }
    }
    folded
}

/// Two lines of a heading as one; Chinese is closed up, other scripts are parted by a space.
fn joined(before: &str, after: &str) -> String {
    let is_wide = |character: Option<char>| character.is_some_and(|character| character >= '\u{2E80}');
    let gap = if is_wide(before.chars().next_back()) && is_wide(after.chars().next()) { "" } else { " " };
    format!("{before}{gap}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(blocks: Blocks) -> Vec<(String, Form)> {
        blocks.0.into_iter().map(|block| (block.text, block.form)).collect()
    }

    #[test]
    fn line_breaks_part_paragraphs_and_not_headings() {
        let mut blocks = Blocks::default();
        blocks.push("\u{3000}\u{3000}Mr.\u{a0} Lund\tand\n\n  others ", Form::Paragraph);
        blocks.push("甲国乙国\n联合声明", Form::Title);
        blocks.push("Joint\nStatement", Form::Heading(1));
        let expected = [
            ("Mr. Lund and", Form::Paragraph),
            ("others", Form::Paragraph),
            ("甲国乙国联合声明", Form::Title),
            ("Joint Statement", Form::Heading(1)),
        ];
        assert_eq!(lines(blocks), expected.map(|(text, form)| (text.to_owned(), form)));
    }

    #[test]
    fn cells_are_parted_by_tabs_and_frames_are_no_tables() {
        let cell = |texts: &[&str]| {
            let mut blocks = Blocks::default();
            texts.iter().for_each(|text| blocks.push(text, Form::Paragraph));
            blocks
        };
        let mut blocks = Blocks::default();
        blocks.push_table(vec![vec![cell(&["a", "b"]), cell(&[]), cell(&["c"])], vec![cell(&[]), cell(&[])]]);
        blocks.push_table(vec![vec![cell(&["d", "e"])]]);
        let expected = [("a b\t\tc", Form::Row), ("d", Form::Paragraph), ("e", Form::Paragraph)];
        assert_eq!(lines(blocks), expected.map(|(text, form)| (text.to_owned(), form)));
    }
}
