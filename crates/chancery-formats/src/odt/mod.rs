//! `OpenDocument` texts.
//!
//! Read are the body, its notes (at the end), text in frames (after the paragraph they hang on), and what the file says
//! of itself. Left out are headers and footers, comments, indexes and tables of contents, hidden text. Tracked changes
//! are read as accepted: what was deleted is kept apart in the file, what was inserted stands in the text.

mod body;
mod lists;
mod styles;

use crate::blocks::fold;
use crate::docx::day;
use crate::package::Package;
use crate::xml::{Node, Xml};
use crate::{Embedded, EmbeddedDate, Extracted, Format, FormatError, Limits, Remark};

use body::Body;
use styles::Styles;

/// What people call the format.
const NAME: &str = "ODT";

/// Takes the text out of an `OpenDocument` text.
pub(crate) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, FormatError> {
    let mut package = Package::open(bytes, NAME, limits)?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    let is_encrypted = memchr::memmem::find(&manifest, b"encryption-data").is_some();
    if is_encrypted || package.has("encrypted-package") {
        return Err(FormatError::Protected);
    }
    let mut styles = Styles::default();
    if let Some(text) = package.xml("styles.xml")? {
        styles.read(&text, "styles.xml", limits)?;
    }
    let text = package.needed("content.xml")?;
    styles.read(&text, "content.xml", limits)?;
    let (blocks, changes) = Body::new(&text, limits, &styles).read()?;
    let embedded = meta(&mut package, limits)?;
    let remarks = if changes > 0 { vec![Remark::TrackedChanges { changes }] } else { Vec::new() };
    blocks.finish(Format::Odt, "utf-8", embedded, remarks)
}

/// What the file says of itself; the day of making is more telling than that of the last change.
fn meta(package: &mut Package<'_>, limits: &Limits) -> Result<Embedded, FormatError> {
    let name = "meta.xml";
    let Some(text) = package.xml(name)? else { return Ok(Embedded::default()) };
    let mut xml = Xml::new(&text, NAME, name, limits);
    let mut pairs: Vec<(String, String)> = Vec::new();
    while let Some(node) = xml.next()? {
        let Node::Open(element) = node else { continue };
        if !matches!(element.name(), "document-meta" | "meta") {
            pairs.push((element.name().to_owned(), fold(&xml.text()?)));
        }
    }
    let value = |name: &str| pairs.iter().find(|(of, value)| of == name && !value.is_empty()).map(|(_, value)| value.clone());
    Ok(Embedded {
        title: value("title"),
        issuers: value("creator").or_else(|| value("initial-creator")).into_iter().collect(),
        published: value("creation-date").or_else(|| value("date")).and_then(|moment| day(&moment)).map(|day| EmbeddedDate { day }),
        language: value("language"),
        ..Embedded::default()
    })
}
