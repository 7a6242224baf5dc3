//! The styles of a Word document: what a paragraph of each is, and what its text looks like.

use std::collections::HashMap;

use super::NAME;
use crate::look::Look;
use crate::xml::{Space, Xml};
use crate::{Form, FormatError, Limits};

/// Styles that are based on one another at most; more is a circle.
const GENERATIONS: usize = 32;

/// Outline levels from this on are body text.
const BODY_LEVEL: u32 = 9;

/// A style as it is written.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u32>,
    list: Option<String>,
    list_level: Option<u32>,
    look: Look,
}

/// The styles of a document, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

impl Styles {
    pub(super) fn read(text: &str, part: &str, limits: &Limits) -> Result<Self, FormatError> {
        let mut xml = Xml::new(text, NAME, part, limits);
        let mut styles = Self::default();
        xml.element()?;
        while let Some(element) = xml.element()? {
            let id = element.attribute("styleId").filter(|_| element.space == Space::Word && element.name() == "style");
            let Some(id) = id else {
                xml.skip()?;
                continue;
            };
            let is_default = element.attribute("default").is_some_and(|value| value == "1" || value == "true");
            if is_default && element.attribute("type").is_some_and(|kind| kind == "paragraph") {
                styles.default = Some(id.clone());
            }
            styles.by_id.insert(id, style(&mut xml)?);
        }
        Ok(styles)
    }

    /// The styles from one upwards, each based on the next; from the default when none is named.
    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = &'s Style> + use<'s> {
        let first = id.or(self.default.as_deref()).and_then(|id| self.by_id.get(id));
        std::iter::successors(first, |style| self.by_id.get(style.based_on.as_deref()?)).take(GENERATIONS)
    }

    /// What a paragraph of a style is: by the name, which is English for the styles a program brings along, or by the
    /// outline level that it or one it is based on has.
    pub(super) fn form(&self, id: Option<&str>, outline: Option<u32>) -> Form {
        let named = self.chain(id).find(|style| matches!(style.name.as_str(), "title" | "subtitle"));
        if named.is_some_and(|style| style.name == "title") {
            return Form::Title;
        }
        let by_name = |style: &Style| style.name.strip_prefix("heading ")?.trim().parse::<u32>().ok()?.checked_sub(1);
        let level = outline.or_else(|| self.chain(id).find_map(|style| style.outline.or_else(|| by_name(style))));
        match level {
            Some(level) if level < BODY_LEVEL => Form::Heading((level as u8 + 1).min(6)),
            _ => Form::Paragraph,
        }
    }

    /// Whether a paragraph of a style is of a table of contents, which says again what the headings say.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|style| style.name.starts_with("toc "))
    }

    /// What the text of a style looks like; nothing of it is known for a style that is not named.
    pub(super) fn look(&self, id: Option<&str>) -> Look {
        self.chain(id).fold(Look::default(), |look, style| look.or(style.look))
    }

    /// The list that paragraphs of a style are in, and the level when it is said.
    pub(super) fn list<'s>(&'s self, id: Option<&str>) -> Option<(&'s str, Option<u32>)> {
        let list = self.chain(id).find_map(|style| style.list.as_deref())?;
        Some((list, self.chain(id).find_map(|style| style.list_level)))
    }
}

/// Reads a style, its element open.
fn style(xml: &mut Xml<'_>) -> Result<Style, FormatError> {
    let mut style = Style::default();
    while let Some(element) = xml.element()? {
        match element.name() {
            "name" => style.name = element.attribute("val").unwrap_or_default().to_lowercase(),
            "basedOn" => style.based_on = element.attribute("val"),
            "rPr" => {
                style.look = look(xml)?.0;
                continue;
            }
            "pPr" => {
                paragraph(xml, &mut style)?;
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(style)
}

/// Reads the properties of a run, the element open, and the style it names.
pub(super) fn look(xml: &mut Xml<'_>) -> Result<(Look, Option<String>), FormatError> {
    let (mut look, mut style) = (Look::default(), None);
    while let Some(element) = xml.element()? {
        match element.name() {
            "b" => look.bold = Some(element.is_on()),
            "vanish" => look.hidden = Some(element.is_on()),
            "rStyle" => style = element.attribute("val"),
            _ => {}
        }
        xml.skip()?;
    }
    Ok((look, style))
}

/// Reads what a style says of paragraphs.
fn paragraph(xml: &mut Xml<'_>, style: &mut Style) -> Result<(), FormatError> {
    while let Some(element) = xml.element()? {
        match element.name() {
            "outlineLvl" => style.outline = element.number("val"),
            "numPr" => {
                (style.list, style.list_level) = list(xml)?;
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(())
}

/// Reads the list and the level that a paragraph or style names, the element open.
pub(super) fn list(xml: &mut Xml<'_>) -> Result<(Option<String>, Option<u32>), FormatError> {
    let (mut list, mut level) = (None, None);
    while let Some(element) = xml.element()? {
        match element.name() {
            "numId" => list = element.attribute("val"),
            "ilvl" => level = element.number("val"),
            _ => {}
        }
        xml.skip()?;
    }
    Ok((list, level))
}
