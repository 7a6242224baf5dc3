//! The head of the table: what is known of the document, what was found, what is damaged.

use std::io::{self, Write};

use chancery_app::ReadingJson;
use chancery_app::reading_json::{DocumentJson, KINDS, WarningJson};

use super::layout::{Layout, clean};
use super::names::Names;
use crate::terminal::{BAD, DOUBTFUL, FAINT, STRONG};

/// Damaged places shown one by one; the others are counted.
const PLACES_SHOWN: usize = 20;
/// Characters shown before and after damaged words.
const AROUND: usize = 12;

/// Prints the head.
pub(super) fn print(view: &ReadingJson<'_>, names: &Names, layout: Layout, out: &mut impl Write) -> io::Result<()> {
    let document = view.document();
    layout.paragraph(out, 0, STRONG, document.title.unwrap_or(document.source))?;
    layout.paragraph(out, 0, FAINT, &known(&document, names))?;
    let unknown = unknown(&document);
    if !unknown.is_empty() {
        layout.paragraph(out, 0, FAINT, &format!("not known: {}", unknown.join(", ")))?;
    }
    layout.paragraph(out, 0, FAINT, &counts(view))?;
    for warning in document.warnings.iter().take(PLACES_SHOWN) {
        writeln!(out)?;
        print_warning(&warning, view, layout, out)?;
    }
    if document.warnings.len() > PLACES_SHOWN {
        let more = document.warnings.len() - PLACES_SHOWN;
        layout.paragraph(out, 0, DOUBTFUL, &format!("and {more} more damaged places; --format json lists all"))?;
    }
    Ok(())
}

/// What is known, in one line.
fn known(document: &DocumentJson<'_>, names: &Names) -> String {
    let detected = |key: &str| document.detected.get(key).map_or_else(String::new, |from| format!(" (from {})", from.replace('_', " ")));
    let mut parts = Vec::new();
    if let Some(date) = &document.date {
        parts.push(format!("{date}{}", detected("date")));
    }
    if let Some(side) = document.side {
        let side: Vec<&str> = side.iter().map(|side| names.one(side)).collect();
        parts.push(format!("{}{}", side.join(", "), detected("side")));
    }
    if let Some(issuer) = document.issuer {
        parts.push(issuer.to_owned());
    }
    if let Some(kind) = document.kind {
        parts.push(format!("{}{}", kind.replace('_', " "), detected("kind")));
    }
    if let Some(language) = &document.language {
        parts.push(language.clone());
    }
    if document.title.is_some() {
        parts.push(document.source.to_owned());
    }
    parts.join(" · ")
}

/// What is not known, by the names of the flags that would tell it.
fn unknown(document: &DocumentJson<'_>) -> Vec<&'static str> {
    let keys = [
        ("date", document.date.is_none()),
        ("side", document.side.is_none()),
        ("kind", document.kind.is_none()),
        ("language", document.language.is_none()),
    ];
    keys.into_iter().filter(|key| key.1).map(|key| key.0).collect()
}

/// How many entries of each kind there are.
fn counts(view: &ReadingJson<'_>) -> String {
    let mut counts = [0usize; KINDS.len()];
    for entry in view.entries().iter() {
        if let Some(place) = KINDS.iter().position(|&kind| kind == entry.parts().kind) {
            counts[place] += 1;
        }
    }
    let told = KINDS.iter().zip(counts).filter(|(_, count)| *count > 0);
    let told: Vec<String> = told.map(|(kind, count)| format!("{count} {kind}{}", if count == 1 { "" } else { "s" })).collect();
    if told.is_empty() { "no entries".to_owned() } else { told.join(", ") }
}

fn print_warning(warning: &WarningJson<'_>, view: &ReadingJson<'_>, layout: Layout, out: &mut impl Write) -> io::Result<()> {
    layout.hanging(out, &format!("{DOUBTFUL}warning:{DOUBTFUL:#} "), "warning: ".len(), FAINT, warning.message)?;
    let [before, damaged, after] = view.around(warning.span, AROUND).map(clean);
    let marked = format!("…{before}[{damaged}]{after}…");
    // The words are few enough to fit, so that the mark is never parted.
    if super::layout::width(&marked) + 2 > layout.columns() {
        return layout.paragraph(out, 2, FAINT, &marked);
    }
    writeln!(out, "  …{before}{BAD}[{damaged}]{BAD:#}{after}…")
}
