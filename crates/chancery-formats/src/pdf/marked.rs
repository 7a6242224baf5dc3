//! Marked content: what a file marks as no part of its text, hides, or gives other words for.

use std::collections::HashSet;

use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, String as PdfString};
use hayro_syntax::xref::XRef;

use super::strings::text_string;

/// Layers that are not shown.
#[derive(Debug, Default)]
pub(super) struct Hidden(HashSet<ObjectIdentifier>);

impl Hidden {
    /// The layers that are off when a file is opened.
    pub(super) fn of(xref: &XRef) -> Self {
        let off = xref
            .get::<Dict<'_>>(xref.root_id())
            .and_then(|catalog| catalog.get::<Dict<'_>>("OCProperties"))
            .and_then(|layers| layers.get::<Dict<'_>>("D"))
            .and_then(|shown| shown.get::<Array<'_>>("OFF"));
        let ids = off.iter().flat_map(Array::raw_iter).filter_map(|layer| layer.as_obj_ref().map(Into::into));
        Self(ids.collect())
    }

    /// Whether a dictionary belongs, by its entry of that name, to a layer that is not shown.
    pub(super) fn hides(&self, dict: &Dict<'_>, key: &[u8]) -> bool {
        !self.0.is_empty() && dict.get_ref(key).is_some_and(|layer| self.0.contains(&layer.into()))
    }
}

/// A sequence of marked content that is open.
#[derive(Debug, Default, Clone)]
pub(super) struct Mark {
    /// Whether it is no part of the text.
    pub(super) artifact: bool,
    /// Whether it is on a layer that is not shown.
    pub(super) hidden: bool,
    /// The words that its characters stand for, all together; taken by the first of them.
    pub(super) words: Option<String>,
    /// Whether its words are given, so that its own characters are not to be read.
    pub(super) given: bool,
}

impl Mark {
    /// A mark of that tag and with those properties inside another.
    pub(super) fn new(tag: &Name<'_>, properties: Option<&Dict<'_>>, hidden: bool, outer: Option<&Self>) -> Self {
        let words = properties
            .filter(|_| !outer.is_some_and(|outer| outer.given))
            .and_then(|properties| properties.get::<PdfString<'_>>("ActualText"))
            .map(|words| text_string(words.as_bytes()));
        Self {
            artifact: tag.as_ref() == b"Artifact" || outer.is_some_and(|outer| outer.artifact),
            hidden: hidden || outer.is_some_and(|outer| outer.hidden),
            given: words.is_some() || outer.is_some_and(|outer| outer.given),
            words,
        }
    }
}
