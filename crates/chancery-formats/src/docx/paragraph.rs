//! A paragraph while it is read: its text, its properties and what hangs on it.

use super::styles::{self, Styles};
use crate::blocks::Blocks;
use crate::look::Runs;
use crate::xml::{Space, Xml};
use crate::{Form, FormatError};

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) runs: Runs,
    pub(super) properties: Properties,
    /// Text boxes that hang on it.
    pub(super) boxes: Blocks,
}

/// What a paragraph says of itself.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) style: Option<String>,
    pub(super) list: Option<String>,
    pub(super) list_level: Option<u32>,
    pub(super) outline: Option<u32>,
    /// Whether its end was deleted, so that the next paragraph goes on with it.
    pub(super) runs_on: bool,
}

impl Paragraph {
    /// What it is, by its style and its look.
    pub(super) fn form(&self, styles: &Styles) -> Form {
        match styles.form(self.properties.style.as_deref(), self.properties.outline) {
            Form::Paragraph if self.runs.is_bold() => Form::Strong,
            form => form,
        }
    }
}

impl Properties {
    /// Reads the properties of a paragraph, the element open.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, FormatError> {
        let mut properties = Self::default();
        while let Some(element) = xml.element()? {
            match element.name() {
                _ if element.space != Space::Word => {}
                "pStyle" => properties.style = element.attribute("val"),
                "outlineLvl" => properties.outline = element.number("val"),
                "numPr" => {
                    (properties.list, properties.list_level) = styles::list(xml)?;
                    continue;
                }
                "rPr" => {
                    properties.runs_on = end_deleted(xml)?;
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(properties)
    }
}

/// Whether the properties of a paragraph's end say that it was deleted or moved away.
fn end_deleted(xml: &mut Xml<'_>) -> Result<bool, FormatError> {
    let mut deleted = false;
    while let Some(element) = xml.element()? {
        deleted |= matches!(element.name(), "del" | "moveFrom");
        xml.skip()?;
    }
    Ok(deleted)
}
