//! What a Word document says about itself.

use super::NAME;
use super::relations::Relations;
use crate::blocks::fold;
use crate::package::Package;
use crate::xml::Xml;
use crate::{Embedded, EmbeddedDate, FormatError, Limits};

/// Reads the core and the extended properties. The company is more telling than the author, the day of making than
/// that of the last change.
pub(super) fn read(package: &mut Package<'_>, relations: &Relations, limits: &Limits) -> Result<Embedded, FormatError> {
    let core = pairs(package, &relations.target("core-properties").unwrap_or_else(|| "docProps/core.xml".to_owned()), limits)?;
    let extended = pairs(package, &relations.target("extended-properties").unwrap_or_else(|| "docProps/app.xml".to_owned()), limits)?;
    let value = |pairs: &[(String, String)], name: &str| pairs.iter().find(|(of, _)| of == name).map(|(_, value)| value.clone());
    let day = value(&core, "created").or_else(|| value(&core, "modified")).and_then(|moment| day(&moment));
    Ok(Embedded {
        title: value(&core, "title"),
        issuers: [value(&extended, "Company"), value(&core, "creator")].into_iter().flatten().collect(),
        published: day.map(|day| EmbeddedDate { day }),
        language: value(&core, "language"),
        ..Embedded::default()
    })
}

/// The properties of a part that have a value, by their names.
fn pairs(package: &mut Package<'_>, name: &str, limits: &Limits) -> Result<Vec<(String, String)>, FormatError> {
    let Some(text) = package.xml(name)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(&text, NAME, name, limits);
    let mut pairs = Vec::new();
    xml.element()?;
    while let Some(element) = xml.element()? {
        let value = fold(&xml.text()?);
        if !value.is_empty() {
            pairs.push((element.name().to_owned(), value));
        }
    }
    Ok(pairs)
}

/// The day of a moment as XML writes it: `2026-05-14T08:00:00Z`.
pub(crate) fn day(moment: &str) -> Option<String> {
    let day = moment.get(..10)?;
    let is_day = day.bytes().enumerate().all(|(place, byte)| if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    is_day.then(|| day.to_owned())
}
