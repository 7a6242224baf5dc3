//! Blocks: the lines of a region parted into paragraphs, headings, items, rows.
//!
//! A new block begins where the gap between lines grows, where the size of the font changes, at a first line that is set
//! in, after a line that ends although the next word would have found room, and at the mark of an item.

use super::lines::Line;
use super::script::{closes, is_cjk};

/// Lines that belong together, or rows of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    /// Its lines, or rows.
    pub(super) lines: Vec<String>,
    /// Whether it is a table.
    pub(super) table: bool,
    /// Size of its font.
    pub(super) size: f32,
    /// Whether all of it is bold.
    pub(super) bold: bool,
    /// Whether its first line is set in.
    pub(super) indented: bool,
    /// Whether its last line reaches the end of the column.
    pub(super) full: bool,
    /// Whether its lines stand in the middle of the column.
    pub(super) centred: bool,
    /// Whether it begins with the mark of an item.
    pub(super) item: bool,
    /// The base line of its first line.
    pub(super) y: f32,
    /// The base line of its last line.
    pub(super) end: f32,
    /// The left edge of its first line.
    x0: f32,
    /// The left edge of its last line.
    last_x0: f32,
}

/// The edges of the column that lines stand in, and how far apart they are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Where most lines begin.
    pub(super) left: f32,
    /// Where full lines end.
    pub(super) right: f32,
    /// From base line to base line within a paragraph, in font sizes.
    pub(super) leading: f32,
    /// Size of the body's font.
    pub(super) em: f32,
    /// Whether the first lines of paragraphs are set in.
    pub(super) indents: bool,
}

/// Parts lines into blocks.
pub(super) fn blocks(lines: &[Line], column: Column) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<&Line> = None;
    for (index, line) in lines.iter().enumerate() {
        match (blocks.last_mut(), before) {
            (Some(block), Some(before)) if !begins(block, before, line, column) => {
                block.lines.push(line.text.clone());
                block.bold &= line.bold;
                block.centred &= is_centred(line, column);
                block.full = lines.get(index + 1).map_or_else(|| is_full(line, column), |next| !has_room(line, next, column));
                (block.end, block.last_x0) = (line.y, line.x0);
            }
            _ => blocks.push(block(line, lines.get(index + 1), column)),
        }
        before = Some(line);
    }
    blocks
}

fn block(line: &Line, next: Option<&Line>, column: Column) -> Block {
    let table = !line.rows.is_empty();
    Block {
        lines: if table { line.rows.clone() } else { vec![line.text.clone()] },
        table,
        size: line.size,
        bold: line.bold,
        indented: line.x0 - column.left > INDENT * line.size,
        full: next.map_or_else(|| is_full(line, column), |next| !has_room(line, next, column)),
        centred: is_centred(line, column),
        item: is_item(&line.text),
        y: line.y,
        end: line.y,
        x0: line.x0,
        last_x0: line.x0,
    }
}

/// The least that a first line is set in, in font sizes.
pub(super) const INDENT: f32 = 0.7;

/// The most that a first line is set in where that alone marks a paragraph, in font sizes.
const INDENT_AT_MOST: f32 = 4.0;

/// How much larger than the body's font a heading's is.
const DISPLAY: f32 = 1.15;

/// How much wider than the leading a gap between paragraphs is.
const PARAGRAPH_GAP: f32 = 1.22;

/// Whether a line begins a new block.
fn begins(block: &Block, before: &Line, line: &Line, column: Column) -> bool {
    let table = block.table || !line.rows.is_empty();
    let resized = (before.size - line.size).abs() > 0.07 * before.size.max(line.size);
    if table || resized || line.y - before.y > PARAGRAPH_GAP * column.leading * before.size {
        return true;
    }
    if block.size > DISPLAY * column.em && block.bold == line.bold {
        // A heading of several lines is broken by sense, not by room.
        return false;
    }
    if block.bold != line.bold && (block.lines.len() == 1 || line.bold) && !is_full(before, column) {
        return true;
    }
    if is_item(&line.text) && (block.item || !is_full(before, column)) && (line.x0 - block.x0).abs() < 3.0 * line.size {
        return true;
    }
    let indent = line.x0 - block.last_x0;
    let hangs = block.item && block.lines.len() == 1 && indent > 0.0;
    let set_in = line.x0 - column.left > INDENT * line.size;
    if set_in && !hangs && (indent > INDENT * line.size || column.indents && line.x0 - column.left < INDENT_AT_MOST * line.size) {
        return true;
    }
    has_room(before, line, column)
}

/// Whether the first word of the next line would have found room at the end of a line.
fn has_room(line: &Line, next: &Line, column: Column) -> bool {
    let latin = line.text.chars().next_back().is_some_and(|last| !is_cjk(last));
    let space = if latin { 0.25 } else { 0.0 };
    column.right - line.x1 > next.first + (space + 0.35) * line.size
}

/// Whether a line of which no next one is known reaches the end of its column.
fn is_full(line: &Line, column: Column) -> bool {
    let slack = column.right - line.x1;
    let latin = line.text.chars().next_back().is_some_and(|last| !is_cjk(last));
    slack < line.size * if latin { 3.5 } else { 1.6 }
}

/// Whether a line stands in the middle of its column, with room on both sides.
fn is_centred(line: &Line, column: Column) -> bool {
    let (left, right) = (line.x0 - column.left, column.right - line.x1);
    left > 1.5 * line.size && right > 1.5 * line.size && (left - right).abs() < 1.2 * line.size
}

/// The marks that items begin with.
pub(super) const BULLETS: [char; 16] = [
    '\u{2022}', '\u{25CF}', '\u{25CB}', '\u{25E6}', '\u{25AA}', '\u{25AB}', '\u{25A0}', '\u{25A1}', '\u{2023}', '\u{2043}',
    '\u{27A2}', '\u{2756}', '\u{25C6}', '\u{25C7}', '\u{2713}', '\u{2714}',
];

/// Whether a line begins with the mark of an item: a bullet, or a number or letter with a stop.
pub(super) fn is_item(text: &str) -> bool {
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return false };
    if BULLETS.contains(&first) {
        return true;
    }
    let bare = text.trim_start_matches(['(', '\u{FF08}']);
    let opened = bare.len() < text.len();
    let number = bare.chars().take_while(char::is_ascii_digit).count();
    let letter = bare.chars().take_while(char::is_ascii_lowercase).count();
    let rest = |count: usize| bare.chars().nth(count).is_some_and(|stop| is_stop(stop, opened) && follows(bare, count));
    (1..=2).contains(&number) && rest(number) || letter == 1 && rest(1)
}

/// Whether a character stands after the number of an item.
const fn is_stop(character: char, opened: bool) -> bool {
    matches!(character, ')' | '\u{FF09}') || !opened && matches!(character, '.' | '\u{3001}' | '\u{FF0E}')
}

/// Whether what follows the stop is the text of an item and not the rest of a number or a name.
fn follows(text: &str, stop: usize) -> bool {
    text.chars().nth(stop + 1).is_none_or(|next| next == ' ' || is_cjk(next) || closes(next) || next == '\u{201C}')
}

#[cfg(test)]
mod tests {
    use super::is_item;

    #[test]
    fn marks_of_items_are_told_from_text() {
        for text in ["• to open a port", "1. to open", "(a) to open", "12) to", "1、开放", "（3）开放"] {
            assert!(is_item(text), "{text}");
        }
        for text in ["1.5 million", "2026. The", "e.g. a port", "It opened", "5月14日", "3 ports"] {
            assert!(!is_item(text), "{text}");
        }
    }
}
