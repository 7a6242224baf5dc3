//! Word documents (Office Open XML, transitional and strict).
//!
//! The parts are found by their relationships, as the standard has it. Read are the body, the notes that it refers to
//! (at the end), text boxes (after the paragraph they hang on), and what the file says of itself. Left out are headers
//! and footers, comments, tables of contents, hidden text and the instructions of fields. Tracked changes are read as
//! accepted.

mod body;
mod numbering;
mod paragraph;
mod properties;
mod relations;
mod styles;

use crate::blocks::Blocks;
use crate::package::Package;
use crate::{Extracted, Format, FormatError, Limits, Remark};

use body::Body;
use numbering::Numbering;
use relations::Relations;
use styles::Styles;

pub(crate) use properties::day;

/// What people call the format.
const NAME: &str = "DOCX";

/// Takes the text out of a Word document.
pub(crate) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, FormatError> {
    let mut package = Package::open(bytes, NAME, limits)?;
    let relations = Relations::read(&mut package, "", limits)?;
    let main = relations.target("officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
    let parts = Relations::read(&mut package, &main, limits)?;
    let styles = part(&mut package, &parts, "styles", limits, Styles::read)?;
    let numbering = part(&mut package, &parts, "numbering", limits, |text, part, limits| Numbering::read(text, part, limits, &styles))?;
    let text = package.needed(&main)?;
    let mut body = Body::new(&text, &main, limits, &styles, numbering);
    let mut blocks = body.read()?;
    let (notes, mut changes, numbering) = body.finish();
    drop(text);
    let mut numbering = numbering;
    for kind in ["footnotes", "endnotes"] {
        let wanted: Vec<&str> = notes.iter().filter(|note| note.kind == kind).map(|note| note.id.as_str()).collect();
        let Some((name, text)) = named(&mut package, &parts, kind)?.filter(|_| !wanted.is_empty()) else { continue };
        let mut body = Body::new(&text, &name, limits, &styles, numbering);
        let mut found = body.notes()?;
        let (_, in_notes, counted) = body.finish();
        (changes, numbering) = (changes + in_notes, counted);
        wanted.iter().filter_map(|id| found.remove(*id)).for_each(|note: Blocks| blocks.append_notes(note));
    }
    let embedded = properties::read(&mut package, &relations, limits)?;
    let remarks = if changes > 0 { vec![Remark::TrackedChanges { changes }] } else { Vec::new() };
    blocks.finish(Format::Docx, "utf-8", embedded, remarks)
}

/// The name and text of the part that plays a role.
fn named(package: &mut Package<'_>, parts: &Relations, role: &str) -> Result<Option<(String, String)>, FormatError> {
    let Some(name) = parts.target(role) else { return Ok(None) };
    Ok(package.xml(&name)?.map(|text| (name, text)))
}

/// What the part that plays a role says; what it says when there is none is the default.
fn part<T: Default>(
    package: &mut Package<'_>,
    parts: &Relations,
    role: &str,
    limits: &Limits,
    read: impl FnOnce(&str, &str, &Limits) -> Result<T, FormatError>,
) -> Result<T, FormatError> {
    named(package, parts, role)?.map_or_else(|| Ok(T::default()), |(name, text)| read(&text, &name, limits))
}
