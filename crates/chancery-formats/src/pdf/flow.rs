//! The flow of blocks over columns and pages: paragraphs that go on, notes at the foot of a page, and what each block is.

use std::collections::HashMap;

use super::blocks::{BULLETS, Block, Column, INDENT, blocks};
use super::columns::regions;
use super::join::{Words, add};
use super::lines::{Line, Piece, lines};
use super::script::{ends_with_sentence, is_mostly_cjk};
use crate::Form;

/// A page cut into blocks, in the order of reading.
#[derive(Debug, Default)]
pub(super) struct Page {
    blocks: Vec<Block>,
    notes: Vec<Block>,
}

/// A note's font is at most this much of the body's.
const NOTE: f32 = 0.93;

/// A heading's font is at least this much of the body's.
const HEADING: f32 = 1.12;

/// Characters that a heading has at most.
const HEADING_AT_MOST: usize = 160;

/// Punctuation that may hang in the margin: ideographic comma and stop, and their full-width kin.
const HANGING: [char; 6] = ['\u{3001}', '\u{3002}', '\u{FF0C}', '\u{FF0E}', '\u{FF1A}', '\u{FF1B}'];

/// How far apart lines are, in font sizes, where a document does not tell.
const LEADING: f32 = 1.5;

/// The lines of each region of each page.
pub(super) type Regions = Vec<Vec<Vec<Line>>>;

/// Cuts the pieces of each page into the lines of its regions.
pub(super) fn regions_of(pages: Vec<Vec<Piece>>, em: f32) -> Regions {
    let of_page = |pieces| regions(pieces, em).into_iter().map(lines).collect();
    pages.into_iter().map(of_page).collect()
}

/// The font size of most characters.
pub(super) fn body_size<'r>(runs: impl Iterator<Item = &'r super::runs::Run>) -> f32 {
    let mut sizes: HashMap<u32, usize> = HashMap::new();
    for run in runs {
        *sizes.entry((run.size * 4.0).round() as u32).or_insert(0) += run.text.len();
    }
    sizes.into_iter().max_by_key(|&(size, count)| (count, size)).map_or(10.0, |(size, _)| (size as f32 / 4.0).max(1.0))
}

/// How far apart lines of one paragraph are, in font sizes: the lower third of what is seen.
fn leading(regions: &Regions) -> f32 {
    let mut gaps: Vec<f32> = regions
        .iter()
        .flatten()
        .flat_map(|lines| lines.windows(2))
        .filter(|pair| pair[0].rows.is_empty() && pair[1].rows.is_empty())
        .filter(|pair| (pair[0].size - pair[1].size).abs() < 0.05 * pair[0].size)
        .map(|pair| (pair[1].y - pair[0].y) / pair[0].size)
        .filter(|gap| (0.8..3.5).contains(gap))
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 3).copied().unwrap_or(LEADING)
}

/// Parts the regions of each page into blocks and notes.
pub(super) fn pages(regions: &Regions, em: f32) -> Vec<Page> {
    let leading = leading(regions);
    let right_of: Vec<(f32, f32)> = regions.iter().flatten().filter(|lines| lines.len() >= 4).map(bounds).collect();
    let of_page = |regions: &Vec<Vec<Line>>| {
        let mut page = Page::default();
        for lines in regions {
            let found = blocks(lines, column(lines, &right_of, leading, em));
            let noted = found.iter().rposition(|block| !is_note(block, em)).map_or(0, |last| last + 1);
            let first = found[noted..].iter().position(|block| begins_note(&block.lines[0]));
            let notes = first.map_or(found.len(), |first| noted + first);
            let mut found = found.into_iter();
            page.blocks.extend(found.by_ref().take(notes));
            page.notes.extend(found);
        }
        page
    };
    regions.iter().map(of_page).collect()
}

/// The left and right edges of lines. Punctuation at the end of a line may hang in the margin, and is left out.
fn bounds<'l>(lines: impl IntoIterator<Item = &'l Line>) -> (f32, f32) {
    lines.into_iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(x0, x1), line| (x0.min(line.x0), x1.max(line.x1 - if line.text.ends_with(HANGING) { line.size } else { 0.0 })))
}

/// The column that lines stand in. A few short lines do not tell its right edge: then a longer text's that begins there does.
fn column(lines: &[Line], known: &[(f32, f32)], of_document: f32, em: f32) -> Column {
    let mut starts: Vec<f32> = lines.iter().map(|line| line.x0).collect();
    starts.sort_by(f32::total_cmp);
    let supported = starts.windows(2).find(|pair| pair[1] - pair[0] < 0.3 * em).map(|pair| pair[0]);
    let body: Vec<&Line> = lines.iter().filter(|line| line.size < HEADING * em).collect();
    let (least, mut right) = if body.is_empty() { bounds(lines) } else { bounds(body) };
    let mut left = if starts.len() > 3 { supported.unwrap_or(least) } else { least };
    if lines.len() < 4 {
        let wider = known.iter().filter(|(x0, x1)| (x0 - left).abs() < 2.5 * em && *x1 >= right - em);
        if let Some(&(x0, x1)) = wider.min_by(|a, b| a.1.total_cmp(&b.1)) {
            (left, right) = (left.min(x0), right.max(x1));
        }
    }
    let mut gaps: Vec<f32> = lines.windows(2).map(|pair| (pair[1].y - pair[0].y) / pair[0].size.max(1.0)).collect();
    gaps.retain(|gap| (0.8..3.5).contains(gap));
    gaps.sort_by(f32::total_cmp);
    let own = gaps.get(gaps.len() / 4).copied().filter(|_| gaps.len() >= 4);
    let leading = own.filter(|own| *own < of_document * 1.6).unwrap_or(of_document);
    // A first line stands before a line that is not set in; the lines of a quotation before one another.
    let set_in = |line: &Line| line.x0 - left > INDENT * line.size;
    let after_set_in: Vec<bool> = lines.windows(2).filter(|pair| set_in(&pair[0])).map(|pair| set_in(&pair[1])).collect();
    let quoted = after_set_in.iter().filter(|&&again| again).count();
    let indents = after_set_in.len() > quoted && after_set_in.len() >= 2 * quoted;
    Column { left, right, leading, em, indents }
}

fn is_note(block: &Block, em: f32) -> bool {
    !block.table && block.size <= NOTE * em
}

/// Whether a line begins with the mark of a note: a number, or a star or dagger.
fn begins_note(line: &str) -> bool {
    let bare = line.trim_start_matches(['[', '(']);
    let number = bare.chars().take_while(char::is_ascii_digit).count();
    let marked = line.starts_with(['*', '\u{2020}', '\u{2021}', '\u{203B}']);
    let circled = line.starts_with(|first| ('\u{2460}'..='\u{2473}').contains(&first));
    marked || circled || (1..=3).contains(&number) && bare.chars().nth(number).is_some_and(|next| !next.is_ascii_digit())
}

/// Lines of text and what each is.
pub(super) fn assemble(pages: Vec<Page>, regions: &Regions, em: f32) -> Vec<(Form, String)> {
    let all = regions.iter().flatten().flatten();
    let words = Words::of(all.flat_map(|line| std::iter::once(line.text.as_str()).chain(line.rows.iter().map(String::as_str))));
    let indents = indents(&pages);
    let title = title(&pages, em);
    let levels = levels(&pages, em, title);
    let mut out: Vec<(Form, String)> = Vec::new();
    // The last block of the body, which the next may go on, and where it is.
    let mut open: Option<(Block, usize)> = None;
    for (number, page) in pages.into_iter().enumerate() {
        for block in page.blocks {
            if block.table {
                out.extend(block.lines.into_iter().map(|row| (Form::Row, row)));
                open = None;
                continue;
            }
            if let Some((before, at)) = &mut open
                && goes_on(before, &block, &out[*at].1, indents)
            {
                block.lines.iter().for_each(|line| add(&mut out[*at].1, line, &words));
                (before.full, before.end) = (block.full, f32::INFINITY);
                continue;
            }
            let text = paragraph(&block.lines, &words);
            let is_title = title.is_some_and(|title| number == 0 && title == (block.y, block.size));
            let form = if is_title { Form::Title } else { form(&block, &text, em, &levels) };
            let text = if form == Form::Item { text.trim_start_matches(BULLETS).trim_start().to_owned() } else { text };
            if !text.is_empty() {
                open = Some((block, out.len()));
                out.push((form, text));
            }
        }
        if let Some((before, _)) = &mut open {
            before.end = f32::INFINITY;
        }
        out.extend(page.notes.iter().map(|note| (Form::Note, paragraph(&note.lines, &words))));
    }
    out
}

fn paragraph(lines: &[String], words: &Words) -> String {
    lines.iter().fold(String::new(), |mut text, line| {
        add(&mut text, line, words);
        text
    })
}

/// Whether a document sets the first lines of its paragraphs in.
fn indents(pages: &[Page]) -> bool {
    let long = pages.iter().flat_map(|page| &page.blocks).filter(|block| block.lines.len() > 1 && !block.centred && !block.item);
    let (set_in, all) = long.fold((0, 0), |(set_in, all), block| (set_in + usize::from(block.indented), all + 1));
    set_in * 2 > all
}

/// Whether a block goes on with a paragraph that ended at the foot of a column or page.
fn goes_on(before: &Block, block: &Block, text: &str, indents: bool) -> bool {
    // Blocks below one another in one column were parted for a reason.
    let column_turned = block.y < before.end;
    let alike = (before.size - block.size).abs() < 0.05 * block.size && before.bold == block.bold;
    if !column_turned || !alike || block.item || before.centred || block.centred {
        return false;
    }
    if !ends_with_sentence(text) && block.lines[0].starts_with(char::is_lowercase) {
        return true;
    }
    before.full && !(block.indented && indents) && !(indents && ends_with_sentence(text) && block.indented)
}

/// The place and size of the title: the first block of the largest font on the first page.
fn title(pages: &[Page], em: f32) -> Option<(f32, f32)> {
    let blocks = &pages.first()?.blocks;
    let largest = blocks.iter().filter(|block| !block.table).map(|block| block.size).fold(0.0, f32::max);
    let block = blocks.iter().find(|block| block.size > largest - 0.3)?;
    let length: usize = block.lines.iter().map(|line| line.chars().count()).sum();
    (largest >= HEADING * em && length <= HEADING_AT_MOST && length > 1).then_some((block.y, block.size))
}

/// The sizes of headings, the largest first.
fn levels(pages: &[Page], em: f32, title: Option<(f32, f32)>) -> Vec<f32> {
    let is_title = |block: &Block| title == Some((block.y, block.size));
    let blocks = pages.iter().flat_map(|page| &page.blocks).filter(|block| !block.table && !is_title(block));
    let mut sizes: Vec<f32> = blocks.map(|block| block.size).filter(|&size| size >= HEADING * em).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.dedup_by(|a, b| (*a - *b).abs() < 0.6);
    sizes
}

/// What a block is.
fn form(block: &Block, text: &str, em: f32, levels: &[f32]) -> Form {
    let length = text.chars().count();
    let short = length <= if is_mostly_cjk(text) { HEADING_AT_MOST / 3 } else { HEADING_AT_MOST };
    if block.size >= HEADING * em && short && block.lines.len() <= 3 {
        let level = levels.iter().position(|&size| size < block.size + 0.6).unwrap_or(0);
        return Form::Heading((level + 1).min(6) as u8);
    }
    if text.starts_with(BULLETS) {
        return Form::Item;
    }
    if block.bold { Form::Strong } else { Form::Paragraph }
}
