//! One part of an office document as a stream of elements and text.
//!
//! Elements are known by their namespace, not by the prefix a program chose. Entities are the five of XML and
//! characters by number; a part cannot define its own, so nothing grows when it is read.

use std::borrow::Cow;

use quick_xml::NsReader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;

use crate::{FormatError, Limits};

/// Namespaces that may be in force at once.
const NAMESPACES: usize = 1024;

/// The vocabulary that an element is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// Office Open XML: the text of a document (`w`).
    Word,
    /// Office Open XML: alternatives for programs that know more or less (`mc`).
    Alternative,
    /// Office Open XML: formulas (`m`).
    Formula,
    /// `OpenDocument`: the text of a document (`text`).
    Text,
    /// `OpenDocument`: tables (`table`).
    Table,
    /// `OpenDocument`: drawings and frames (`draw`).
    Draw,
    /// `OpenDocument`: the document and notes in its margin (`office`).
    Office,
    /// `OpenDocument`: styles (`style`).
    Style,
    /// Anything else.
    Other,
}

impl Space {
    fn of(address: &str) -> Self {
        match address {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main" | "http://purl.oclc.org/ooxml/wordprocessingml/main" => {
                Self::Word
            }
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Alternative,
            "http://schemas.openxmlformats.org/officeDocument/2006/math" | "http://purl.oclc.org/ooxml/officeDocument/math" => {
                Self::Formula
            }
            "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Self::Text,
            "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => Self::Table,
            "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => Self::Draw,
            "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => Self::Office,
            "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => Self::Style,
            _ => Self::Other,
        }
    }
}

/// An element that was opened.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    pub(crate) space: Space,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// Its name without a prefix.
    pub(crate) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of the attribute of that name, whatever its prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| {
            let declares = attribute.key.prefix().is_some_and(|prefix| prefix.as_ref() == "xmlns");
            !declares && attribute.key.local_name().into_inner() == name
        })?;
        Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }

    /// The number that an attribute holds.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether it says that something is on; what is only named is on.
    pub(crate) fn is_on(&self) -> bool {
        self.attribute("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}

/// What comes next in a part.
#[derive(Debug)]
pub(crate) enum Node<'a> {
    /// An element opens.
    Open(Element<'a>),
    /// A piece of text.
    Text(Cow<'a, str>),
    /// The innermost open element closes.
    Close,
}

/// A part that is being read.
#[derive(Debug)]
pub(crate) struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    /// What the file is called by people and how the part is called in it, for messages.
    place: (&'static str, &'a str),
    depth: usize,
    at_most: usize,
}

impl<'a> Xml<'a> {
    /// Begins to read the part of that name in a file of that format.
    pub(crate) fn new(text: &'a str, format: &'static str, part: &'a str, limits: &Limits) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        reader.resolver_mut().set_max_namespace_bindings(NAMESPACES);
        Self { reader, place: (format, part), depth: 0, at_most: limits.depth }
    }

    /// The next node; [`None`] when the part is over.
    pub(crate) fn next(&mut self) -> Result<Option<Node<'a>>, FormatError> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.broken(&error.to_string()))?;
            return Ok(Some(match event {
                Event::Start(start) => self.open(start)?,
                Event::End(_) => {
                    self.depth -= 1;
                    Node::Close
                }
                Event::Text(text) => Node::Text(text.into_inner()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(reference) => Node::Text(self.resolve(&reference)?),
                Event::Eof if self.depth > 0 => return Err(self.broken("it ends before its elements do")),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            }));
        }
    }

    /// The next node inside the innermost open element; [`None`] when that closes.
    pub(crate) fn inside(&mut self) -> Result<Option<Node<'a>>, FormatError> {
        Ok(self.next()?.filter(|node| !matches!(node, Node::Close)))
    }

    /// The next element inside the innermost open one, text between them passed over.
    pub(crate) fn element(&mut self) -> Result<Option<Element<'a>>, FormatError> {
        loop {
            match self.inside()? {
                Some(Node::Open(element)) => return Ok(Some(element)),
                Some(_) => {}
                None => return Ok(None),
            }
        }
    }

    /// Passes over the rest of the innermost open element.
    pub(crate) fn skip(&mut self) -> Result<(), FormatError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next()?.is_some() {}
        Ok(())
    }

    /// All the text of the innermost open element.
    pub(crate) fn text(&mut self) -> Result<String, FormatError> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.next()? {
                Some(Node::Text(piece)) => text.push_str(&piece),
                Some(_) => {}
                None => break,
            }
        }
        Ok(text)
    }

    fn open(&mut self, start: BytesStart<'a>) -> Result<Node<'a>, FormatError> {
        self.depth += 1;
        if self.depth > self.at_most {
            let what = format!("elements inside one another in {}", self.place.1);
            return Err(FormatError::TooLong { what, at_most: self.at_most });
        }
        let space = match self.reader.resolver().resolve_element(start.name()).0 {
            ResolveResult::Bound(namespace) => Space::of(namespace.into_inner()),
            ResolveResult::Unbound | ResolveResult::Unknown(_) => Space::Other,
        };
        Ok(Node::Open(Element { space, start }))
    }

    fn resolve(&self, reference: &BytesRef<'a>) -> Result<Cow<'a, str>, FormatError> {
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            return Ok(Cow::Owned(character.to_string()));
        }
        let known = resolve_predefined_entity(reference).map(Cow::Borrowed);
        known.ok_or_else(|| self.broken(&format!("it uses '&{};', which XML does not know", &**reference)))
    }

    fn broken(&self, reason: &str) -> FormatError {
        let (format, part) = self.place;
        FormatError::Broken { format: format.to_owned(), reason: format!("{part}, byte {}: {reason}", self.reader.buffer_position()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, FormatError> {
        let mut xml = Xml::new(text, "DOCX", "a.xml", &Limits { depth: 3, ..Limits::default() });
        let mut out = String::new();
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(element) => {
                    out += &format!("<{:?}:{}{}>", element.space, element.name(), element.attribute("val").unwrap_or_default());
                }
                Node::Text(text) => out += &text,
                Node::Close => out += "</>",
            }
        }
        Ok(out)
    }

    #[test]
    fn names_are_resolved_and_entities_kept() {
        let text = "<?xml version='1.0'?><!-- x --><q:p xmlns:q='http://purl.oclc.org/ooxml/wordprocessingml/main' \
                    q:val='&lt;'>A &amp; B&#x4E00;<![CDATA[<c>]]><r/></q:p>";
        assert_eq!(read(text).as_deref(), Ok("<Word:p<>A & B一<c><Other:r></></>"));
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_place() {
        for (text, says) in [
            ("<a><b></a>", "a.xml, byte"),
            ("<a>text", "ends before"),
            ("<!DOCTYPE a [<!ENTITY x 'xx'>]><a>&x;</a>", "&x;"),
            ("<a><b><c><d/></c></b></a>", "3 elements inside one another in a.xml"),
        ] {
            let message = read(text).expect_err("refused").to_string();
            assert!(message.contains(says), "{message}");
        }
    }
}
