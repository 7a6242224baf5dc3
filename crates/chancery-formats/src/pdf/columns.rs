//! Columns: a page cut into regions of one column each, in the order of reading.
//!
//! A recursive cut along the white space (the XY-cut of Nagy and Seth, 1984), with one change: strips of text that share
//! a gutter stay together, so that a line gap that happens to run through all columns does not part them.

use super::lines::{Piece, Table, rows_of, text_of};
use super::runs::Run;

/// Cuts inside one another.
const DEPTH_AT_MOST: usize = 24;

/// Narrowest gutter, in sizes of the body's font.
const GUTTER: f32 = 0.9;

/// Narrowest column, in sizes of the body's font.
const COLUMN: f32 = 5.0;

/// A stretch of white space from one x to another.
type Gap = (f32, f32);

/// Cuts a page into regions, in the order of reading. `em` is the size of the body's font.
pub(super) fn regions(pieces: Vec<Piece>, em: f32) -> Vec<Vec<Piece>> {
    let mut regions = Vec::new();
    cut(pieces, em, 0, &mut regions);
    regions
}

fn cut(mut pieces: Vec<Piece>, em: f32, depth: usize, regions: &mut Vec<Vec<Piece>>) {
    if pieces.len() < 2 || depth > DEPTH_AT_MOST {
        regions.extend((!pieces.is_empty()).then_some(pieces));
        return;
    }
    pieces.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let mut solid = Vec::new();
    for zone in zones(strips(pieces), em) {
        let columns = if zone.gutters.is_empty() { Columns::None(zone.pieces) } else { columns(zone, em) };
        match columns {
            Columns::None(pieces) => solid.extend(pieces),
            Columns::Some(columns) => {
                regions.extend((!solid.is_empty()).then(|| std::mem::take(&mut solid)));
                columns.into_iter().for_each(|column| cut(column, em, depth + 1, regions));
            }
            Columns::Table(table) => solid.push(Piece::Table(table)),
        }
    }
    regions.extend((!solid.is_empty()).then_some(solid));
}

/// Pieces that stand beside one another, parted from the next by a gap that runs through the whole region.
#[derive(Debug)]
struct Strip {
    pieces: Vec<Piece>,
    /// Where nothing stands, outside and between.
    free: Vec<Gap>,
    x0: f32,
    x1: f32,
}

/// Strips that share their gutters.
#[derive(Debug)]
struct Zone {
    pieces: Vec<Piece>,
    free: Vec<Gap>,
    gutters: Vec<Gap>,
    x0: f32,
    x1: f32,
}

/// Parts pieces that are sorted by their upper edges.
fn strips(pieces: Vec<Piece>) -> Vec<Strip> {
    let mut groups: Vec<Vec<Piece>> = Vec::new();
    let mut bottom = f32::NEG_INFINITY;
    for piece in pieces {
        let lower = piece.bottom();
        match groups.last_mut() {
            Some(group) if piece.top() < bottom => group.push(piece),
            _ => groups.push(vec![piece]),
        }
        bottom = bottom.max(lower);
    }
    groups.into_iter().map(strip).collect()
}

fn strip(pieces: Vec<Piece>) -> Strip {
    let mut spans: Vec<Gap> = pieces.iter().map(|piece| (piece.x0(), piece.x1())).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = Vec::new();
    let mut end = f32::NEG_INFINITY;
    for &(x0, x1) in &spans {
        if x0 > end {
            free.push((end, x0));
        }
        end = end.max(x1);
    }
    free.push((end, f32::INFINITY));
    let x0 = spans.first().map_or(0.0, |span| span.0);
    Strip { pieces, free, x0, x1: end }
}

/// Puts strips that share their gutters together.
fn zones(strips: Vec<Strip>, em: f32) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    for strip in strips {
        let own = gutters(&strip.free, strip.x0, strip.x1, em);
        if let Some(zone) = zones.last_mut() {
            let free = shared(&zone.free, &strip.free, em);
            let (x0, x1) = (zone.x0.min(strip.x0), zone.x1.max(strip.x1));
            let both = gutters(&free, x0, x1, em);
            // A gutter may be lost to a wide space of a justified line, or to a heading over two of three columns: the
            // cut of the parts sees to that.
            let belongs = !both.is_empty() || zone.gutters.is_empty() && own.is_empty();
            if belongs {
                zone.gutters = if zone.gutters.is_empty() && own.is_empty() { Vec::new() } else { both };
                zone.pieces.extend(strip.pieces);
                (zone.free, zone.x0, zone.x1) = (free, x0, x1);
                continue;
            }
        }
        zones.push(Zone { pieces: strip.pieces, free: strip.free, gutters: own, x0: strip.x0, x1: strip.x1 });
    }
    zones
}

/// The gaps that lie inside.
fn gutters(free: &[Gap], x0: f32, x1: f32, em: f32) -> Vec<Gap> {
    free.iter().copied().filter(|gap| gap.0 > x0 && gap.1 < x1 && gap.1 - gap.0 >= GUTTER * em).collect()
}

/// The gaps that two lists share, where wide enough.
fn shared(one: &[Gap], other: &[Gap], em: f32) -> Vec<Gap> {
    let (mut i, mut j) = (0, 0);
    let mut shared = Vec::new();
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        let gap = (a.0.max(b.0), a.1.min(b.1));
        if gap.1 - gap.0 >= GUTTER * em {
            shared.push(gap);
        }
        if a.1 < b.1 { i += 1 } else { j += 1 }
    }
    shared
}

/// What the gutters of a zone part.
enum Columns {
    /// Nothing: they are gaps within lines.
    None(Vec<Piece>),
    /// Columns of text.
    Some(Vec<Vec<Piece>>),
    /// Cells of a table.
    Table(Table),
}

/// Looks at what the gutters of a zone part.
fn columns(zone: Zone, em: f32) -> Columns {
    let parts = part(zone.pieces, &zone.gutters);
    let shapes: Vec<Shape> = parts.iter().map(|pieces| Shape::of(pieces)).collect();
    if let Some(table) = table(&parts, &shapes, em) {
        return Columns::Table(table);
    }
    // A part that is too narrow, or no more than one line, is the marks of a list or a date beside a place.
    let is_narrow = |shape: &Shape| shape.x1 - shape.x0 < COLUMN * em || shape.lines.len() < 2;
    let mut kept: Vec<(Vec<Piece>, bool)> = Vec::new();
    for (pieces, shape) in parts.into_iter().zip(&shapes) {
        let narrow = is_narrow(shape);
        match kept.last_mut() {
            Some((last, before_is_narrow)) if narrow || *before_is_narrow => {
                last.extend(pieces);
                *before_is_narrow = false;
            }
            _ => kept.push((pieces, narrow)),
        }
    }
    let tall = shapes.iter().any(|shape| shape.lines.len() >= 3);
    let mut kept = kept.into_iter().map(|(pieces, _)| pieces);
    if kept.len() > 1 && tall { Columns::Some(kept.collect()) } else { Columns::None(kept.by_ref().flatten().collect()) }
}

/// Parts pieces at gutters.
fn part(pieces: Vec<Piece>, gutters: &[Gap]) -> Vec<Vec<Piece>> {
    let mut parts: Vec<Vec<Piece>> = (0..=gutters.len()).map(|_| Vec::new()).collect();
    for piece in pieces {
        let index = gutters.partition_point(|gutter| gutter.1 <= piece.x0() + 0.01);
        parts[index].push(piece);
    }
    parts
}

/// How the lines of a part are set.
struct Shape {
    x0: f32,
    x1: f32,
    /// Base line of each line.
    lines: Vec<f32>,
    /// How many of its lines reach its right edge, or nearly.
    full: usize,
    /// Whether all its lines are marks of a list.
    marks: bool,
    /// Whether a table stands in it.
    table: bool,
}

impl Shape {
    fn of(pieces: &[Piece]) -> Self {
        let edge = |of: fn(&Piece) -> f32, pick: fn(f32, f32) -> f32, from| pieces.iter().map(of).fold(from, pick);
        let (x0, x1) = (edge(Piece::x0, f32::min, f32::INFINITY), edge(Piece::x1, f32::max, f32::NEG_INFINITY));
        let rows = rows_of(runs(pieces));
        let end = |row: &Vec<Run>| row.iter().map(|run| run.x1).fold(x0, f32::max);
        let full = rows.iter().filter(|row| x1 - end(row) < 0.1 * (x1 - x0)).count();
        let marks = rows.iter().all(|row| row.len() == 1 && is_mark(&row[0].text));
        let lines = rows.iter().filter_map(|row| row.first().map(|run| run.y)).collect();
        Self { x0, x1, lines, full, marks, table: pieces.iter().any(|piece| matches!(piece, Piece::Table(_))) }
    }
}

fn runs(pieces: &[Piece]) -> Vec<Run> {
    pieces.iter().filter_map(|piece| if let Piece::Run(run) = piece { Some(run.clone()) } else { None }).collect()
}

/// Whether a text is nothing but the mark of an item: a bullet, or a short number or letter with a stop.
fn is_mark(text: &str) -> bool {
    let count = text.chars().count();
    let ends = text.chars().next_back();
    count == 1 && !text.chars().all(char::is_alphanumeric)
        || count <= 6 && ends.is_some_and(|end| matches!(end, '.' | ')' | '\u{3001}' | '\u{FF09}' | '\u{FF0E}' | '\u{3002}'))
}

/// The rows of a table without rules: short cells whose base lines agree in all its columns.
fn table(parts: &[Vec<Piece>], shapes: &[Shape], em: f32) -> Option<Table> {
    const ROWS_AT_LEAST: usize = 3;
    let most = shapes.iter().map(|shape| shape.lines.len()).max()?;
    let main = shapes.iter().find(|shape| shape.lines.len() == most)?;
    if most < ROWS_AT_LEAST || shapes.iter().any(|shape| shape.table || shape.lines.is_empty()) || shapes[0].marks {
        return None;
    }
    let stands = |y: f32| main.lines.iter().any(|line| (line - y).abs() < 1.0);
    let cells: usize = shapes.iter().map(|shape| shape.lines.len()).sum();
    let agreeing: usize = shapes.iter().map(|shape| shape.lines.iter().filter(|&&y| stands(y)).count()).sum();
    // The lines of running text are full; the cells of a column of numbers are too, but narrow.
    let (full, lines) = shapes
        .iter()
        .filter(|shape| shape.x1 - shape.x0 >= COLUMN * em)
        .fold((0, 0), |(full, lines), shape| (full + shape.full, lines + shape.lines.len()));
    if agreeing * 20 < cells * 19 || cells * 3 < most * shapes.len() * 2 || full * 3 > lines {
        return None;
    }
    let all = rows_of(parts.iter().flat_map(|pieces| runs(pieces)).collect());
    let column = |run: &Run| shapes.iter().rposition(|shape| shape.x0 <= run.x0 + 0.01).unwrap_or(0);
    let row = |row: Vec<Run>| {
        let mut cells: Vec<Vec<Run>> = vec![Vec::new(); shapes.len()];
        row.into_iter().for_each(|run| cells[column(&run)].push(run));
        cells.iter().map(|cell| text_of(cell)).collect::<Vec<_>>().join("\t")
    };
    let bound = |of: fn(&Piece) -> f32, pick: fn(f32, f32) -> f32, from| parts.iter().flatten().map(of).fold(from, pick);
    Some(Table {
        x0: bound(Piece::x0, f32::min, f32::INFINITY),
        x1: bound(Piece::x1, f32::max, f32::NEG_INFINITY),
        top: bound(Piece::top, f32::min, f32::INFINITY),
        bottom: bound(Piece::bottom, f32::max, f32::NEG_INFINITY),
        rows: all.into_iter().map(row).collect(),
    })
}
