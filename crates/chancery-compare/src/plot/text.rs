//! A plot in characters.

use super::{Panel, label, most, percent};

/// A bar of eight eighths, then of seven, down to one.
const EIGHTHS: [char; 8] = ['█', '▉', '▊', '▋', '▌', '▍', '▎', '▏'];
/// Columns that a bar has at most, and at least.
const LONGEST: usize = 40;
const SHORTEST: usize = 8;

/// A plot of panels that is no wider than `columns` where that is possible: a line for each period with its bar, its uses, and
/// the accounts that have one of those that there are.
#[must_use]
pub fn text(panels: &[Panel], columns: usize) -> String {
    let most = most(panels);
    let mut out = String::new();
    for panel in panels {
        let labels: Vec<String> = panel.cells.iter().map(label).collect();
        let notes: Vec<String> = panel.cells.iter().map(note).collect();
        let widest = |texts: &[String]| texts.iter().map(|text| text.chars().count()).max().unwrap_or_default();
        let room = columns.saturating_sub(widest(&labels) + widest(&notes) + 4).clamp(SHORTEST, LONGEST);
        out.push_str(&format!("{}: {}\n", panel.heading, count(panel.uses(), "use")));
        for ((cell, label), note) in panel.cells.iter().zip(&labels).zip(&notes) {
            let bar = cell.share().map(|share| bar(if most > 0.0 { share / most } else { 0.0 }, room)).unwrap_or_default();
            let (width, used) = (widest(&labels), bar.chars().count());
            let line = format!("  {label:<width$} {bar}{:gap$}{note}", "", gap = if used > 0 { 1 } else { 0 });
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}

fn note(cell: &crate::wording::Cell) -> String {
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
