//! Tables with rules: the cells that crossing rules make, and what stands in them.

use super::ink::Rule;
use super::lines::{Piece, Table, rows_of, text_of};
use super::runs::Run;

/// How far rules may miss one another and still meet, in points.
const REACH: f32 = 3.0;

/// Rules of one page that are looked at; more make a drawing.
const RULES_AT_MOST: usize = 3000;

/// Takes the tables of a page out of its runs; the runs that stand in none come first.
pub(super) fn pieces(runs: Vec<Run>, rules: &[Rule]) -> Vec<Piece> {
    let grids = grids(rules);
    let mut cells: Vec<Vec<Run>> = vec![Vec::new(); grids.len()];
    let mut pieces = Vec::with_capacity(runs.len());
    for run in runs {
        match grids.iter().position(|grid| grid.holds(&run)) {
            Some(grid) => cells[grid].push(run),
            None => pieces.push(Piece::Run(run)),
        }
    }
    pieces.extend(grids.iter().zip(cells).filter_map(|(grid, runs)| grid.table(runs)).map(Piece::Table));
    pieces
}

/// The edges of the columns and rows of a table.
#[derive(Debug, PartialEq)]
struct Grid {
    xs: Vec<f32>,
    ys: Vec<f32>,
}

impl Grid {
    fn holds(&self, run: &Run) -> bool {
        let (x, y) = ((run.x0 + run.x1) / 2.0, run.y - 0.3 * run.size);
        let within = |edges: &[f32], at: f32| edges.first() < Some(&at) && Some(&at) < edges.last();
        within(&self.xs, x) && within(&self.ys, y)
    }

    fn table(&self, runs: Vec<Run>) -> Option<Table> {
        let (columns, rows) = (self.xs.len() - 1, self.ys.len() - 1);
        let mut cells: Vec<Vec<Run>> = vec![Vec::new(); columns * rows];
        for run in runs {
            let column = self.xs.partition_point(|&x| x <= run.x0 + REACH).clamp(1, columns) - 1;
            let row = self.ys.partition_point(|&y| y <= run.y - 0.3 * run.size).clamp(1, rows) - 1;
            cells[row * columns + column].push(run);
        }
        let cell = |runs: &Vec<Run>| {
            let lines: Vec<String> = rows_of(runs.clone()).iter().map(|line| text_of(line)).collect();
            super::join::plain(&lines)
        };
        let rows: Vec<String> = cells
            .chunks(columns)
            .map(|row| row.iter().map(cell).collect::<Vec<_>>().join("\t"))
            .filter(|row| !row.trim().is_empty())
            .collect();
        let edge = |edges: &[f32], last: bool| if last { edges.last() } else { edges.first() }.copied().unwrap_or(0.0);
        (!rows.is_empty()).then(|| Table {
            rows,
            x0: edge(&self.xs, false),
            x1: edge(&self.xs, true),
            top: edge(&self.ys, false),
            bottom: edge(&self.ys, true),
        })
    }
}

/// The tables that rules make: those that meet one another, with two columns and two rows at least.
fn grids(rules: &[Rule]) -> Vec<Grid> {
    if rules.len() > RULES_AT_MOST {
        return Vec::new();
    }
    let mut group: Vec<usize> = (0..rules.len()).collect();
    for i in 0..rules.len() {
        for j in 0..i {
            if meet(&rules[i], &rules[j]) {
                unite(&mut group, i, j);
            }
        }
    }
    let roots: Vec<usize> = (0..rules.len()).map(|index| root(&group, index)).collect();
    let mut seen: Vec<usize> = roots.clone();
    seen.sort_unstable();
    seen.dedup();
    seen.into_iter()
        .filter_map(|root| {
            let of = |horizontal: bool| {
                let rules = rules.iter().zip(&roots).filter(|(rule, of)| **of == root && rule.horizontal == horizontal);
                edges(rules.map(|(rule, _)| rule.at).collect())
            };
            let grid = Grid { xs: of(false), ys: of(true) };
            (grid.xs.len() > 2 && grid.ys.len() > 2).then_some(grid)
        })
        .collect()
}

/// Whether two rules cross or touch, or one goes on where the other ends.
fn meet(a: &Rule, b: &Rule) -> bool {
    let within = |at: f32, rule: &Rule| rule.from - REACH <= at && at <= rule.to + REACH;
    if a.horizontal == b.horizontal {
        (a.at - b.at).abs() <= REACH && a.from <= b.to + REACH && b.from <= a.to + REACH
    } else {
        within(a.at, b) && within(b.at, a)
    }
}

fn root(group: &[usize], mut index: usize) -> usize {
    while group[index] != index {
        index = group[index];
    }
    index
}

fn unite(group: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(group, one), root(group, other));
    let (low, high) = (one.min(other), one.max(other));
    group[high] = low;
    // Paths are kept short by pointing what was asked for at its root.
    if group[low] != low {
        group[low] = root(group, low);
    }
}

/// Places of rules, those that are as good as one put together.
fn edges(mut places: Vec<f32>) -> Vec<f32> {
    places.sort_by(f32::total_cmp);
    let mut edges: Vec<f32> = Vec::new();
    for place in places {
        if edges.last().is_none_or(|last| place - last > 2.0 * REACH) {
            edges.push(place);
        }
    }
    edges
}
