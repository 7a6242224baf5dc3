//! The lists of a Word document and how far they are counted.

use std::collections::{HashMap, HashSet};

use super::NAME;
use super::styles::Styles;
use crate::lists::{Counters, LEVELS, Level};
use crate::numerals::Numeral;
use crate::xml::{Element, Xml};
use crate::{FormatError, Limits};

/// A kind of list that lists are instances of. Its instances are counted together.
#[derive(Debug, Default)]
struct Kind {
    levels: Vec<Level>,
    /// The style that paragraphs of each level have, where there is one.
    styles: Vec<Option<String>>,
    /// The list style that says what it looks like, when it says nothing itself.
    like: Option<String>,
    /// The list style that it is the look of.
    look_of: Option<String>,
}

/// A list: its kind, and what differs in it.
#[derive(Debug, Default)]
struct Instance {
    kind: String,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document, by their numbers, and how far they are counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: HashMap<String, Kind>,
    instances: HashMap<String, Instance>,
    counters: HashMap<String, Counters>,
    /// The levels of lists that have begun, for those that begin anew once.
    begun: HashSet<(String, usize)>,
}

impl Numbering {
    pub(super) fn read(text: &str, part: &str, limits: &Limits, styles: &Styles) -> Result<Self, FormatError> {
        let mut xml = Xml::new(text, NAME, part, limits);
        let mut numbering = Self::default();
        xml.element()?;
        while let Some(element) = xml.element()? {
            match element.name() {
                "abstractNum" => {
                    let kind = kind(&mut xml)?;
                    numbering.kinds.insert(element.attribute("abstractNumId").unwrap_or_default(), kind);
                }
                "num" => {
                    let instance = instance(&mut xml)?;
                    numbering.instances.insert(element.attribute("numId").unwrap_or_default(), instance);
                }
                _ => xml.skip()?,
            }
        }
        numbering.resolve(styles);
        Ok(numbering)
    }

    /// Points the lists whose kind says no more than the name of a list style to the kind that has its look.
    fn resolve(&mut self, styles: &Styles) {
        let target = |style: &str| -> Option<String> {
            let by_kind = self.kinds.iter().filter(|(_, kind)| kind.look_of.as_deref() == Some(style)).map(|(id, _)| id.clone()).min();
            by_kind.or_else(|| self.instances.get(styles.list(Some(style))?.0).map(|instance| instance.kind.clone()))
        };
        let like = |kind: &str| self.kinds.get(kind).and_then(|kind| kind.like.as_deref());
        let moved: Vec<(String, String)> =
            self.instances.iter().filter_map(|(id, instance)| Some((id.clone(), target(like(&instance.kind)?)?))).collect();
        for (id, kind) in moved {
            self.instances.entry(id).and_modify(|instance| instance.kind = kind);
        }
    }

    /// Counts an item and gives what is printed before it; [`None`] when there is no such list.
    ///
    /// The level is that which the paragraph names, or that of its style in the list, or the first.
    pub(super) fn count(&mut self, list: &str, level: Option<u32>, style: Option<&str>) -> Option<String> {
        let instance = self.instances.get(list)?;
        let kind = self.kinds.get(&instance.kind)?;
        let of_style = || kind.styles.iter().position(|of| of.is_some() && of.as_deref() == style);
        let level = level.map(|level| level as usize).or_else(of_style).unwrap_or(0).min(LEVELS - 1);
        let mut levels = kind.levels.clone();
        for (&index, changed) in &instance.levels {
            if let Some(level) = levels.get_mut(index) {
                *level = changed.clone();
            }
        }
        let anew = self.begun.insert((list.to_owned(), level));
        let from = instance.starts.get(&level).copied().filter(|_| anew);
        Some(self.counters.entry(instance.kind.clone()).or_default().count(&levels, level, from))
    }
}

/// Reads a kind of list, its element open.
fn kind(xml: &mut Xml<'_>) -> Result<Kind, FormatError> {
    let mut kind = Kind::default();
    while let Some(element) = xml.element()? {
        match element.name() {
            "lvl" => {
                let index = element.number("ilvl").unwrap_or(0) as usize;
                let (level, style) = level(xml)?;
                if index < LEVELS {
                    kind.levels.resize(kind.levels.len().max(index + 1), Level::default());
                    kind.styles.resize(kind.levels.len(), None);
                    (kind.levels[index], kind.styles[index]) = (level, style);
                }
                continue;
            }
            "numStyleLink" => kind.like = element.attribute("val"),
            "styleLink" => kind.look_of = element.attribute("val"),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(kind)
}

/// Reads a list, its element open.
fn instance(xml: &mut Xml<'_>) -> Result<Instance, FormatError> {
    let mut instance = Instance::default();
    while let Some(element) = xml.element()? {
        match element.name() {
            "abstractNumId" => {
                instance.kind = element.attribute("val").unwrap_or_default();
                xml.skip()?;
            }
            "lvlOverride" => changed(xml, &element, &mut instance)?,
            _ => xml.skip()?,
        }
    }
    Ok(instance)
}

/// Reads what differs in a level of a list.
fn changed(xml: &mut Xml<'_>, of: &Element<'_>, instance: &mut Instance) -> Result<(), FormatError> {
    let index = of.number("ilvl").unwrap_or(0) as usize;
    while let Some(element) = xml.element()? {
        match element.name() {
            "lvl" => {
                let level = level(xml)?.0;
                instance.levels.insert(index, level);
                continue;
            }
            "startOverride" => drop(element.number("val").map(|start| instance.starts.insert(index, start))),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(())
}

/// Reads a level and the style of its paragraphs, its element open.
fn level(xml: &mut Xml<'_>) -> Result<(Level, Option<String>), FormatError> {
    let (mut level, mut style) = (Level { numeral: Numeral::Decimal, ..Level::default() }, None);
    while let Some(element) = xml.element()? {
        let value = || element.attribute("val");
        match element.name() {
            "start" => level.start = element.number("val").unwrap_or(1),
            "numFmt" => level.numeral = Numeral::of_word(&value().unwrap_or_default()),
            "lvlText" => level.text = value().unwrap_or_default(),
            "lvlRestart" => level.restarts = element.number("val") != Some(0),
            "isLgl" => level.decimal = element.is_on(),
            "pStyle" => style = value(),
            _ => {}
        }
        xml.skip()?;
    }
    Ok((level, style))
}
