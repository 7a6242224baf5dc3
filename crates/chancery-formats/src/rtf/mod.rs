//! Rich text.
//!
//! Read is the running text: paragraphs, tables, results of fields, text boxes, notes (at the end). Left out are
//! headers and footers, comments, pictures, hidden text and every group that is marked as one to pass over when it is
//! not known. Numbers of lists stand in the file as they are printed. Tracked changes are read as accepted.

mod charsets;
mod destinations;
mod flow;
mod reader;
mod tokens;

use crate::blocks::fold;
use crate::{Embedded, EmbeddedDate, Extracted, Format, FormatError, Limits, Remark};

use reader::Reader;

/// Takes the text out of rich text.
pub(crate) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, FormatError> {
    let reader = Reader::read(bytes, limits)?;
    let value = |text: &str| Some(fold(text)).filter(|text| !text.is_empty());
    let info = &reader.info;
    let published = match info.day {
        [Some(year @ 1..=9999), Some(month @ 1..=12), Some(day @ 1..=31)] => {
            Some(EmbeddedDate { day: format!("{year:04}-{month:02}-{day:02}") })
        }
        _ => None,
    };
    let embedded = Embedded {
        title: value(&info.title),
        issuers: [value(&info.company), value(&info.author)].into_iter().flatten().collect(),
        published,
        ..Embedded::default()
    };
    let remarks = if reader.changes > 0 { vec![Remark::TrackedChanges { changes: reader.changes }] } else { Vec::new() };
    let charset = reader.page.name().to_ascii_lowercase();
    reader.blocks.finish(Format::Rtf, &charset, embedded, remarks)
}

#[cfg(test)]
mod tests;
