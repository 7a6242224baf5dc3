//! The text of an account and its paragraphs, taken out of the log without the rest of the reading.

use serde::Deserialize;

use super::from_json;
use crate::database::{Session, one_text};
use crate::error::LedgerError;
use crate::reading::Span;

/// A text and where its paragraphs are.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) text: String,
    pub(crate) paragraphs: Vec<Span>,
}

#[derive(Deserialize)]
struct Kept {
    reading: Option<KeptReading>,
    import: Option<KeptImport>,
}

#[derive(Deserialize)]
struct KeptImport {
    reading: KeptReading,
}

#[derive(Deserialize)]
struct KeptReading {
    document: KeptDocument,
    paragraphs: Vec<KeptParagraph>,
}

#[derive(Deserialize)]
struct KeptDocument {
    text: String,
}

#[derive(Deserialize)]
struct KeptParagraph {
    span: Span,
}

/// The text that an operation brought in.
pub(crate) fn layout_of(session: &mut dyn Session, operation: i64) -> Result<Layout, LedgerError> {
    let payload = one_text(session, "SELECT payload FROM operations WHERE seq = ?1", &[operation.into()])?;
    let payload = payload.ok_or_else(|| LedgerError::Unknown { class: "operation", id: operation.to_string() })?;
    let Kept { reading, import } = from_json(&payload)?;
    let reading = reading.or(import.map(|import| import.reading));
    let reading = reading.ok_or_else(|| LedgerError::Refused(format!("operation {operation} holds no reading")))?;
    Ok(Layout { text: reading.document.text, paragraphs: reading.paragraphs.into_iter().map(|paragraph| paragraph.span).collect() })
}
