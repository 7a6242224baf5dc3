//! The styles of an `OpenDocument` text: what a paragraph of each is, what its text looks like, how lists count.

use std::collections::HashMap;

use super::NAME;
use super::lists;
use crate::lists::Level;
use crate::look::Look;
use crate::xml::{Node, Space, Xml};
use crate::{Form, FormatError, Limits};

/// Styles that are based on one another at most; more is a circle.
const GENERATIONS: usize = 32;

/// A style as it is written.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u32>,
    list: Option<String>,
    look: Look,
}

/// What a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Family {
    Paragraph,
    Text,
    Section,
}

/// The styles of a document, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<(Family, String), Style>,
    lists: HashMap<String, Vec<Level>>,
    /// How headings are counted.
    outline: Vec<Level>,
}

impl Styles {
    /// Adds the styles of a part; those that are of its text and come after them are passed over.
    pub(super) fn read(&mut self, text: &str, part: &str, limits: &Limits) -> Result<(), FormatError> {
        let mut xml = Xml::new(text, NAME, part, limits);
        while let Some(node) = xml.next()? {
            let Node::Open(element) = node else { continue };
            let name = element.attribute("name").unwrap_or_default();
            match (element.space, element.name()) {
                (Space::Office, "body" | "master-styles") => xml.skip()?,
                (Space::Style, "style") => {
                    let family = match element.attribute("family").as_deref() {
                        Some("paragraph") => Family::Paragraph,
                        Some("text") => Family::Text,
                        Some("section") => Family::Section,
                        _ => {
                            xml.skip()?;
                            continue;
                        }
                    };
                    let style = Style {
                        name: element.attribute("display-name").unwrap_or_else(|| name.clone()).to_lowercase(),
                        based_on: element.attribute("parent-style-name"),
                        outline: element.number("default-outline-level"),
                        list: element.attribute("list-style-name"),
                        look: look(&mut xml)?,
                    };
                    self.styles.insert((family, name), style);
                }
                (Space::Text, "list-style") => drop(self.lists.insert(name, lists::levels(&mut xml)?)),
                (Space::Text, "outline-style") => self.outline = lists::levels(&mut xml)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// The styles from one upwards, each based on the next.
    fn chain<'s>(&'s self, family: Family, name: &str) -> impl Iterator<Item = (&'s str, &'s Style)> + use<'s> {
        let found = move |name: &str| self.styles.get_key_value(&(family, name.to_owned())).map(|(key, style)| (key.1.as_str(), style));
        std::iter::successors(found(name), move |(_, style)| found(style.based_on.as_deref()?)).take(GENERATIONS)
    }

    /// What a paragraph of a style is, by its name or the outline level it has.
    pub(super) fn form(&self, name: &str) -> Form {
        for (name, style) in self.chain(Family::Paragraph, name) {
            match (name, style.name.as_str()) {
                ("Subtitle", _) | (_, "subtitle") => return Form::Paragraph,
                ("Title", _) | (_, "title") => return Form::Title,
                // A style may be there by its name only.
                _ if style.based_on.as_deref() == Some("Title") => return Form::Title,
                _ => {}
            }
            if let Some(level) = style.outline.filter(|level| *level > 0) {
                return Form::Heading(level.min(6) as u8);
            }
        }
        if name == "Title" { Form::Title } else { Form::Paragraph }
    }

    /// What the text of a style looks like.
    pub(super) fn look(&self, family: Family, name: &str) -> Look {
        self.chain(family, name).fold(Look::default(), |look, (_, style)| look.or(style.look))
    }

    /// The list style that a paragraph's style names.
    pub(super) fn list_of(&self, name: &str) -> Option<&str> {
        self.chain(Family::Paragraph, name).find_map(|(_, style)| style.list.as_deref()).filter(|list| !list.is_empty())
    }

    /// The levels of a list style.
    pub(super) fn levels(&self, list: &str) -> &[Level] {
        self.lists.get(list).map_or(&[], Vec::as_slice)
    }

    /// How headings are counted.
    pub(super) fn outline(&self) -> &[Level] {
        &self.outline
    }
}

/// Reads what a style says of its text, its element open.
fn look(xml: &mut Xml<'_>) -> Result<Look, FormatError> {
    let mut look = Look::default();
    while let Some(element) = xml.element()? {
        if element.name() == "text-properties" {
            look.bold = element.attribute("font-weight").map(|weight| is_bold(&weight));
            look.hidden = element.attribute("display").map(|display| display == "none");
        } else if element.name() == "section-properties" {
            look.hidden = element.attribute("display").map(|display| display == "none");
        }
        xml.skip()?;
    }
    Ok(look)
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)
}
