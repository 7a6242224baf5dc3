//! Lines: the runs of one region, put together by their base lines.

use super::runs::Run;
use super::script::{closed_up, is_cjk, space_for_gap};

/// A run, or a table that is set as a whole.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// Characters on one line.
    Run(Run),
    /// Rows of a table.
    Table(Table),
}

/// A table and the box that it fills.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    /// Its rows, the cells parted by tabs.
    pub(super) rows: Vec<String>,
    /// Left edge.
    pub(super) x0: f32,
    /// Right edge.
    pub(super) x1: f32,
    /// Upper edge.
    pub(super) top: f32,
    /// Lower edge.
    pub(super) bottom: f32,
}

impl Piece {
    /// Left edge.
    pub(super) const fn x0(&self) -> f32 {
        match self {
            Self::Run(run) => run.x0,
            Self::Table(table) => table.x0,
        }
    }

    /// Right edge.
    pub(super) const fn x1(&self) -> f32 {
        match self {
            Self::Run(run) => run.x1,
            Self::Table(table) => table.x1,
        }
    }

    /// Upper edge.
    pub(super) fn top(&self) -> f32 {
        match self {
            Self::Run(run) => run.top(),
            Self::Table(table) => table.top,
        }
    }

    /// Lower edge.
    pub(super) fn bottom(&self) -> f32 {
        match self {
            Self::Run(run) => run.bottom(),
            Self::Table(table) => table.bottom,
        }
    }
}

/// A line of text, or a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Its text.
    pub(super) text: String,
    /// Left edge.
    pub(super) x0: f32,
    /// Right edge.
    pub(super) x1: f32,
    /// Base line, of most of its characters.
    pub(super) y: f32,
    /// Size of the font, of most of its characters.
    pub(super) size: f32,
    /// Whether all of it is bold.
    pub(super) bold: bool,
    /// Width of what cannot be parted at its beginning.
    pub(super) first: f32,
    /// Rows of a table; none in a line of text.
    pub(super) rows: Vec<String>,
}

/// Puts pieces of one region into lines, from top to bottom.
pub(super) fn lines(pieces: Vec<Piece>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut runs = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Run(run) => runs.push(run),
            Piece::Table(table) => lines.push(of_table(table)),
        }
    }
    lines.extend(rows_of(runs).into_iter().filter_map(of_runs));
    lines.sort_by(|a, b| a.y.total_cmp(&b.y));
    lines
}

/// Groups runs that stand beside one another. Each group is sorted from left to right.
pub(super) fn rows_of(mut runs: Vec<Run>) -> Vec<Vec<Run>> {
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    let (mut top, mut bottom) = (0.0_f32, f32::NEG_INFINITY);
    for run in runs {
        let overlap = run.bottom().min(bottom) - run.top().max(top);
        let least = (run.bottom() - run.top()).min(bottom - top);
        match rows.last_mut() {
            Some(row) if overlap > 0.5 * least => {
                // A raised mark is no reason for a line to reach higher than its letters.
                if row.last().is_none_or(|last| run.size > last.size) {
                    (top, bottom) = (run.top(), run.bottom());
                }
                row.push(run);
            }
            _ => {
                (top, bottom) = (run.top(), run.bottom());
                rows.push(vec![run]);
            }
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows
}

/// The text of runs that stand beside one another.
pub(super) fn text_of(runs: &[Run]) -> String {
    let mut text = String::new();
    let mut before: Option<&Run> = None;
    for run in runs {
        if let Some(before) = before
            && is_space_between(before, run)
        {
            text.push(' ');
        }
        text.push_str(&run.text);
        before = Some(run);
    }
    closed_up(text)
}

/// Whether there is a space between two runs of a line.
fn is_space_between(before: &Run, run: &Run) -> bool {
    let size = before.size.max(run.size);
    let gap = (run.x0 - before.x1) / size;
    let (Some(last), Some(first)) = (before.text.chars().next_back(), run.text.chars().next()) else { return false };
    if is_cjk(last) != is_cjk(first) && (before.space_after || run.spaced) && gap > 0.15 {
        return true;
    }
    space_for_gap(last, first, gap)
}

fn of_runs(runs: Vec<Run>) -> Option<Line> {
    let main = runs.iter().max_by_key(|run| run.text.len())?;
    let (y, size) = (main.y, main.size);
    let first = runs.first()?;
    let text = text_of(&runs);
    Some(Line {
        x0: first.x0,
        x1: runs.iter().map(|run| run.x1).fold(f32::NEG_INFINITY, f32::max),
        y,
        size,
        bold: runs.iter().all(|run| run.bold || !run.text.chars().any(char::is_alphanumeric)),
        first: first.first,
        rows: Vec::new(),
        text,
    })
}

fn of_table(table: Table) -> Line {
    Line {
        text: String::new(),
        x0: table.x0,
        x1: table.x1,
        y: table.bottom,
        size: 0.0,
        bold: false,
        first: 0.0,
        rows: table.rows,
    }
}
