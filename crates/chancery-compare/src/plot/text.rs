//! A plot in characters.

use super::{Panel, label, most, percent};
use crate::wording::Cell;

/// A bar of eight eighths, then of seven, down to one.
const EIGHTHS: [char; 8] = ['█', '▉', '▊', '▋', '▌', '▍', '▎', '▏'];
/// Columns that a bar has at most, and at least.
const LONGEST: usize = 40;
const SHORTEST: usize = 8;

/// A plot of panels that is no wider than `columns` where that is possible: a line for each period with its bar, its uses, and
/// the accounts that have one of those that there are. Periods without accounts that follow one another share a line.
#[must_use]
pub fn text(panels: &[Panel], columns: usize) -> String {
    let most = most(panels);
    panels.iter().map(|panel| drawn(panel, columns, most)).collect()
}

fn drawn(panel: &Panel, columns: usize, most: f64) -> String {
    let rows: Vec<(String, &Cell)> = panel.cells.chunk_by(|one, other| one.of + other.of == 0).map(row).collect();
    let notes: Vec<String> = rows.iter().map(|(_, cell)| note(cell)).collect();
    let widest = |texts: &mut dyn Iterator<Item = &String>| texts.map(|text| text.chars().count()).max().unwrap_or_default();
    let width = widest(&mut rows.iter().map(|(label, _)| label));
    let room = columns.saturating_sub(width + widest(&mut notes.iter()) + 4).clamp(SHORTEST, LONGEST);
    let mut out = format!("{}: {}\n", panel.heading, count(panel.uses(), "use"));
    for ((label, cell), note) in rows.iter().zip(&notes) {
        let part = cell.share().filter(|_| most > 0.0).map_or(0.0, |share| share / most);
        let bar = bar(part, room);
        let gap = if bar.is_empty() { "" } else { " " };
        out.push_str(format!("  {label:<width$} {bar}{gap}{note}").trim_end());
        out.push('\n');
    }
    out
}

/// Periods that share a line, by the first and the last.
fn row(cells: &[Cell]) -> (String, &Cell) {
    let (first, last) = (&cells[0], &cells[cells.len() - 1]);
    let label = if cells.len() > 1 { format!("{} to {}", label(first), label(last)) } else { label(first) };
    (label, first)
}

fn note(cell: &Cell) -> String {
    match cell.share() {
        None => "no accounts".to_owned(),
        Some(_) if cell.uses == 0 => format!("0 of {}", cell.of),
        Some(share) => format!("{} of {} accounts ({}), {}", cell.accounts, cell.of, percent(share), count(cell.uses, "use")),
    }
}

/// A number of things in words.
pub(super) fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// A bar of a part, 0 to 1, of so many columns; a part above nothing has at least an eighth of a column.
fn bar(part: f64, columns: usize) -> String {
    let eighths = (part * columns as f64 * 8.0).round() as usize;
    let eighths = if part > 0.0 { eighths.max(1) } else { eighths };
    let mut bar: String = std::iter::repeat_n(EIGHTHS[0], eighths / 8).collect();
    if eighths % 8 > 0 {
        bar.push(EIGHTHS[8 - eighths % 8]);
    }
    bar
}
