//! A plot as a picture: SVG without scripts, fonts or colours that must be told apart, with its content in words.

use std::fmt::Write as _;

use super::text::count;
use super::{Panel, label, most, percent};
use crate::wording::Cell;

/// Width of the picture.
const WIDTH: usize = 860;
/// Margins on the left and right.
const LEFT: usize = 60;
const RIGHT: usize = 20;
/// Height of the title, of a panel, and of the bars in it.
const HEAD: usize = 50;
const PANEL: usize = 200;
const BARS: usize = 120;
/// Width that a label needs for each of its letters.
const LETTER: usize = 8;

/// A picture of panels, one under the other on the same scale.
#[must_use]
pub fn svg(title: &str, panels: &[Panel]) -> String {
    let height = HEAD + panels.len() * PANEL;
    let mut out = String::new();
    // Writing to a text cannot fail.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" \
         aria-labelledby=\"title desc\" font-family=\"sans-serif\" font-size=\"12\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"white\"/>\n<text x=\"{LEFT}\" y=\"28\" font-size=\"16\">{}</text>",
        escaped(title),
        escaped(&in_words(panels)),
        escaped(title),
    );
    let most = most(panels);
    for (index, panel) in panels.iter().enumerate() {
        draw(&mut out, panel, HEAD + index * PANEL, most);
    }
    out.push_str("</svg>\n");
    out
}

fn draw(out: &mut String, panel: &Panel, top: usize, most: f64) {
    let base = top + 30 + BARS;
    let heading = format!(
        "{} – {} in {}; bars: share of accounts with a use",
        panel.heading,
        count(panel.uses(), "use"),
        count(panel.of_all(), "account")
    );
    let _ = writeln!(out, "<g>\n<text x=\"{LEFT}\" y=\"{}\" font-weight=\"bold\">{}</text>", top + 12, escaped(&heading));
    let right = WIDTH - RIGHT;
    for (part, height) in [(0.0, 0), (0.5, BARS / 2), (1.0, BARS)] {
        let y = base - height;
        let _ = writeln!(out, "<line x1=\"{LEFT}\" x2=\"{right}\" y1=\"{y}\" y2=\"{y}\" stroke=\"#bbb\"/>");
        let _ = writeln!(out, "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>", LEFT - 6, y + 4, percent(part * most));
    }
    let step = (right - LEFT) as f64 / panel.cells.len().max(1) as f64;
    let widest = panel.cells.iter().map(|cell| label(cell).len()).max().unwrap_or(1) * LETTER;
    let every = (widest as f64 / step).ceil().max(1.0) as usize;
    for (index, cell) in panel.cells.iter().enumerate() {
        let middle = LEFT as f64 + (index as f64 + 0.5) * step;
        bar(out, cell, middle, step, base, most);
        if index % every == 0 {
            let _ = writeln!(out, "<text x=\"{middle:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>", base + 18, label(cell));
        }
    }
    out.push_str("</g>\n");
}

/// A bar with its uses above it, a cross where there are no accounts.
fn bar(out: &mut String, cell: &Cell, middle: f64, step: f64, base: usize, most: f64) {
    let Some(share) = cell.share() else {
        let _ = writeln!(
            out,
            "<text x=\"{middle:.1}\" y=\"{}\" text-anchor=\"middle\" fill=\"#666\">×<title>{}: no accounts</title></text>",
            base - 3,
            label(cell)
        );
        return;
    };
    if cell.uses == 0 {
        return;
    }
    let height = share / most * BARS as f64;
    let width = (step * 0.7).max(0.8);
    let told =
        format!("{}: {} of {} ({}), {}", label(cell), cell.accounts, count(cell.of, "account"), percent(share), count(cell.uses, "use"));
    let (x, y) = (middle - width / 2.0, base as f64 - height);
    let _ = writeln!(
        out,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"#333\" stroke=\"black\"><title>{told}</title></rect>"
    );
    if step >= 14.0 {
        let _ = writeln!(out, "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>", y - 4.0, cell.uses);
    }
}

/// What the picture shows, for those who do not see it.
fn in_words(panels: &[Panel]) -> String {
    let of_cell = |cell: &Cell| format!("{} {} of {}", label(cell), cell.accounts, cell.of);
    let of_panel = |panel: &Panel| {
        let cells: Vec<String> = panel.cells.iter().filter(|cell| cell.of > 0).map(of_cell).collect();
        format!("{}, {}. Accounts with a use, of all accounts: {}.", panel.heading, count(panel.uses(), "use"), cells.join("; "))
    };
    panels.iter().map(of_panel).collect::<Vec<_>>().join(" ")
}

/// A text as it may stand in the picture.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out
}
