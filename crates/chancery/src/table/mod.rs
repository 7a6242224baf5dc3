//! The table for people: one reading, laid out for the columns there are.
//!
//! A header says what is known of the document, then come its damaged places, then the entries
//! under their kind or voice. Every word of a quote is shown; the words are the same with colour
//! and without.

pub(crate) mod carets;
mod entry;
mod header;
pub(crate) mod layout;
mod names;

use std::io::{self, Write};

use chancery_app::ReadingJson;
use chancery_app::reading_json::{EntryJson, KINDS};

use crate::cli::Group;
use crate::terminal::STRONG;
use layout::Layout;
use names::Names;

/// Prints a reading.
pub(crate) fn print(view: &ReadingJson<'_>, group: Group, columns: usize, out: &mut impl Write) -> io::Result<()> {
    let names = Names::new(view);
    let layout = Layout::new(columns);
    header::print(view, &names, layout, out)?;
    for (heading, members) in groups(view, group, &names) {
        writeln!(out)?;
        layout.paragraph(out, 0, STRONG, &format!("{heading} ({})", members.len()))?;
        for index in members {
            writeln!(out)?;
            entry::print(index + 1, &view.entries().get(index), group, &names, layout, out)?;
        }
    }
    Ok(())
}

/// The entries by kind, in the order of the coding manual, or by voice, in the order of the text.
fn groups(view: &ReadingJson<'_>, group: Group, names: &Names) -> Vec<(String, Vec<usize>)> {
    let mut groups: Vec<(String, Vec<usize>)> = match group {
        Group::Kind => KINDS.map(|kind| (plural(kind), Vec::new())).into(),
        Group::Voice => Vec::new(),
    };
    for (index, entry) in view.entries().iter().enumerate() {
        let heading = heading_of(&entry, group, names);
        match groups.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, members)) => members.push(index),
            None => groups.push((heading, vec![index])),
        }
    }
    groups.retain(|(_, members)| !members.is_empty());
    groups
}

fn heading_of(entry: &EntryJson<'_>, group: Group, names: &Names) -> String {
    let parts = entry.parts();
    match group {
        Group::Kind => plural(parts.kind),
        Group::Voice => names.voice(&parts.words.voice),
    }
}

/// A kind of entry as a heading.
fn plural(kind: &str) -> String {
    let (first, rest) = kind.split_at(kind.len().min(1));
    format!("{}{rest}s", first.to_ascii_uppercase())
}
