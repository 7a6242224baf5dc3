//! Tables whose rows are lines, told from tables that only lay the page out.

use super::tag::Tag;
use super::tree::{Marks, NodeIndex, Tree};

/// A cell of this length may hold a page.
const LONG_CELL: usize = 1500;

/// A cell with this many paragraphs of its own may hold a page.
const MANY_BLOCKS: usize = 4;

/// What is counted of a table.
#[derive(Debug, Default)]
struct Counts {
    node: NodeIndex,
    /// Bytes of all its cells.
    text: usize,
    /// Rows with text in two cells or more.
    wide_rows: usize,
    cells_in_row: usize,
    cell_text: usize,
    cell_blocks: usize,
    layout: bool,
}

impl Counts {
    /// Where a cell ends.
    fn end_cell(&mut self) {
        self.cells_in_row += usize::from(self.cell_text > 0);
        self.layout |= self.cell_blocks >= MANY_BLOCKS && self.cell_text >= LONG_CELL;
        (self.cell_text, self.cell_blocks) = (0, 0);
    }

    /// Where a row ends.
    fn end_row(&mut self) {
        self.end_cell();
        self.wide_rows += usize::from(self.cells_in_row >= 2);
        self.cells_in_row = 0;
    }
}

/// Marks the tables whose rows are lines: those without tables in them, with two filled cells in some row and no cell
/// that holds a page.
pub(super) fn mark_tables(tree: &mut Tree) {
    let mut open: Vec<Counts> = Vec::new();
    for place in 0..=tree.nodes.len() {
        while let Some(mut table) = open.pop_if(|table| tree.nodes[table.node].end as usize <= place) {
            table.end_row();
            if !table.layout && table.wide_rows > 0 && table.text > 0 {
                tree.nodes[table.node].marks.add(Marks::ROWS);
            }
        }
        let Some(node) = tree.nodes.get(place) else { break };
        if node.tag == Tag::Table {
            if let Some(around) = open.last_mut() {
                around.layout = true;
            }
            open.push(Counts { node: place, layout: node.marks.any(Marks::LAYOUT), ..Counts::default() });
        }
        let Some(table) = open.last_mut() else { continue };
        match node.tag {
            Tag::Row => table.end_row(),
            Tag::Cell => table.end_cell(),
            Tag::Text => {
                let text = tree.text[node.text.0 as usize..node.text.1 as usize].trim().len();
                table.cell_text += text;
                table.text += text;
            }
            tag => {
                table.cell_blocks += usize::from(matches!(tag, Tag::Paragraph | Tag::Break | Tag::Div | Tag::Item));
                table.layout |= matches!(tag, Tag::H1 | Tag::Main | Tag::Article);
            }
        }
    }
}
