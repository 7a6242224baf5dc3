//! Plots of uses over time: bars in the terminal, and a picture (SVG) in a file.
//!
//! A bar is as long as the share of an issuer's accounts that have a use, since there are more accounts of some periods than of
//! others; the counts stand beside it. A period without accounts has no bar and says so, which is not the same as no use.

mod svg;
mod text;

use crate::wording::{Cell, Series};

pub use svg::svg;
pub use text::text;

/// A plot of one issuer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// What stands over it.
    pub heading: String,
    /// Its periods, in order.
    pub cells: Vec<Cell>,
}

impl Panel {
    /// A panel for each line of a series; `name` says what an issuer is called.
    #[must_use]
    pub fn of(series: &Series, name: impl Fn(&str) -> String) -> Vec<Self> {
        series.lines.iter().map(|line| Self { heading: name(&line.issuer), cells: line.cells.clone() }).collect()
    }

    /// Uses in all its periods.
    #[must_use]
    pub fn uses(&self) -> usize {
        self.cells.iter().map(|cell| cell.uses).sum()
    }

    /// Accounts in all its periods.
    fn of_all(&self) -> usize {
        self.cells.iter().map(|cell| cell.of).sum()
    }

    /// The largest share of a period.
    fn most(&self) -> f64 {
        self.cells.iter().filter_map(Cell::share).fold(0.0, f64::max)
    }
}

/// What a period is called.
fn label(cell: &Cell) -> String {
    cell.period.map_or_else(|| "no day".to_owned(), |period| period.to_string())
}

/// The largest share of all panels, so that their bars compare.
fn most(panels: &[Panel]) -> f64 {
    panels.iter().map(Panel::most).fold(0.0, f64::max)
}

/// A share in hundredths.
fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

#[cfg(test)]
mod tests;
