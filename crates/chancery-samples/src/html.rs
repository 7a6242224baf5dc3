//! Pages of the web.

use crate::{Block, escaped};

/// An account as a page of the web.
pub fn html(blocks: &[Block<'_>]) -> Vec<u8> {
    let body: String = blocks.iter().map(block).collect();
    format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><article>{body}</article></body></html>").into_bytes()
}

fn block(block: &Block<'_>) -> String {
    match block {
        Block::Title(text) => format!("<h1>{}</h1>\n", escaped(text)),
        Block::Heading(level, text) => format!("<h{0}>{1}</h{0}>\n", level + 1, escaped(text)),
        Block::Paragraph(text) => format!("<p>{}</p>\n", escaped(text)),
        Block::Item(text) => format!("<ol><li>{}</li></ol>\n", escaped(text)),
        Block::Row(cells) => {
            let cells: String = cells.iter().map(|text| format!("<td>{}</td>", escaped(text))).collect();
            format!("<table><tr>{cells}</tr></table>\n")
        }
    }
}
