//! Running heads and feet: what repeats at the same place of neighbouring pages, and page numbers.
//!
//! Only the outermost lines of a page are looked at, from the edge inwards, so nothing inside a text is ever dropped.

use std::collections::HashMap;

use super::ink::Sheet;
use super::lines::{rows_of, text_of};
use super::runs::Run;

/// Lines at one edge of a page that may be running heads.
const LINES_AT_MOST: usize = 4;

/// How far into the page a running head may stand, by its height.
const REACH: f32 = 0.16;

/// How far the place of a line may differ from page to page, in points.
const PLACE: f32 = 4.0;

/// How many pages may lie between two that carry the same head: heads of even and odd pages differ.
const PAGES_BETWEEN: usize = 2;

/// A small line this far from the next one, in font sizes, stands apart.
const APART: f32 = 1.6;

/// How small a line at the head of a page is that needs no repetition to be a running head, by the body's font.
const SMALL: f32 = 0.85;

/// A line at the edge of a page.
#[derive(Debug)]
struct Edge {
    y: f32,
    size: f32,
    /// Its text with each number as one mark.
    masked: String,
    text: String,
    /// How far the next line inwards is, by its own size.
    gap: f32,
}

/// Drops the running heads and feet of all pages. `em` is the size of the body's font.
pub(super) fn drop_running(sheets: &mut [Sheet], em: f32) {
    for from_top in [true, false] {
        let edges: Vec<Vec<Edge>> = sheets.iter().map(|sheet| edges(sheet, from_top)).collect();
        let small = if from_top { SMALL * em } else { 0.0 };
        let dropped = running(&edges, small);
        for ((sheet, edges), count) in sheets.iter_mut().zip(&edges).zip(dropped) {
            let lines = &edges[..count];
            let is_dropped = |run: &Run| lines.iter().any(|line| (line.y - run.y).abs() <= 0.5 * line.size.max(run.size));
            let reach = if from_top { sheet.height * REACH } else { sheet.height * (1.0 - REACH) };
            sheet.runs.retain(|run| (run.y < reach) != from_top || !is_dropped(run));
        }
    }
}

/// The lines at one edge of a page, the outermost first.
fn edges(sheet: &Sheet, from_top: bool) -> Vec<Edge> {
    let reach = if from_top { sheet.height * REACH } else { sheet.height * (1.0 - REACH) };
    // A line beyond the reach is needed for the gap to it.
    let beyond = if from_top { sheet.height * 0.4 } else { sheet.height * 0.6 };
    let near = |run: &&Run| if from_top { run.y < beyond } else { run.y > beyond };
    let mut rows = rows_of(sheet.runs.iter().filter(near).cloned().collect());
    if !from_top {
        rows.reverse();
    }
    let place = |row: &Vec<Run>| row.first().map_or((0.0, 1.0), |run| (run.y, run.size));
    let mut edges = Vec::new();
    for (index, row) in rows.iter().enumerate().take(LINES_AT_MOST) {
        let (y, size) = place(row);
        if (y < reach) != from_top {
            break;
        }
        let text = text_of(row);
        let gap = rows.get(index + 1).map_or(f32::INFINITY, |next| (place(next).0 - y).abs() / size.max(place(next).1));
        edges.push(Edge { y, size, masked: masked(&text), text, gap });
    }
    edges
}

/// A text with each number as one mark, without spaces.
fn masked(text: &str) -> String {
    let mut masked = String::new();
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        let mark = if character.is_numeric() { '#' } else { character };
        if mark != '#' || !masked.ends_with('#') {
            masked.push(mark);
        }
    }
    masked
}

/// How many of the outermost lines of each page are running: those that repeat, and the first if it is small and apart.
fn running(edges: &[Vec<Edge>], small: f32) -> Vec<usize> {
    let mut places: HashMap<&str, Vec<(usize, f32)>> = HashMap::new();
    for (page, lines) in edges.iter().enumerate() {
        for line in lines {
            places.entry(&line.masked).or_default().push((page, line.y));
        }
    }
    let repeats = |page: usize, line: &Edge| {
        let same = places.get(line.masked.as_str()).map_or(&[][..], Vec::as_slice);
        let nearest = same.partition_point(|(other, _)| other + PAGES_BETWEEN < page);
        same[nearest..]
            .iter()
            .take_while(|(other, _)| *other <= page + PAGES_BETWEEN)
            .any(|&(other, y)| other != page && (y - line.y).abs() <= PLACE)
    };
    let is_running = |page: usize, line: &Edge| {
        if line.masked.trim_matches(is_dash) == "#" || is_roman(&line.text) {
            return repeats(page, line) || line.gap > APART && is_page_number(&line.text, edges.len());
        }
        line.size <= small && line.gap > APART || repeats(page, line) && (edges.len() > 2 || line.gap > 1.2)
    };
    let count = |page: usize, lines: &[Edge]| {
        let running = |line: &&Edge| is_running(page, line);
        // A line between running ones and the text that does not repeat itself, such as a date, stays.
        lines.iter().take_while(running).count()
    };
    edges.iter().enumerate().map(|(page, lines)| count(page, lines)).collect()
}

const fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2013}' | '\u{2014}' | '\u{00B7}' | '\u{2022}' | '|')
}

/// Whether a text is a page number that a document of so many pages may have.
fn is_page_number(text: &str, pages: usize) -> bool {
    let number = text.trim_matches(|character: char| is_dash(character) || character.is_whitespace());
    number.parse::<usize>().is_ok_and(|number| (1..=pages.max(1) + 2000).contains(&number)) && number.len() <= 4
}

/// Whether a text is a small Roman number.
fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.len() <= 6 && text.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_masked() {
        assert_eq!(masked("Page 12 of 30"), "Page#of#");
        assert_eq!(masked("2026 年 5 月"), "#年#月");
        assert!(is_page_number("— 12 —", 30));
        assert!(!is_page_number("2026-05", 30));
    }
}
