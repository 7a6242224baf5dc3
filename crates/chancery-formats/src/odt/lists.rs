//! The lists of an `OpenDocument` text and how far they are counted.

use std::collections::HashMap;

use crate::FormatError;
use crate::lists::{Counters, LEVELS, Level};
use crate::numerals::Numeral;
use crate::xml::{Element, Space, Xml};

/// Reads the levels of a list style, its element open.
pub(super) fn levels(xml: &mut Xml<'_>) -> Result<Vec<Level>, FormatError> {
    let mut levels = Vec::new();
    while let Some(element) = xml.element()? {
        let place = element.number("level").unwrap_or(1).max(1) as usize - 1;
        if element.space == Space::Text && place < LEVELS {
            levels.resize(levels.len().max(place + 1), Level::default());
            levels[place] = level(&element, place);
        }
        xml.skip()?;
    }
    Ok(levels)
}

fn level(element: &Element<'_>, place: usize) -> Level {
    if !matches!(element.name(), "list-level-style-number" | "outline-level-style") {
        return Level { numeral: Numeral::Bullet, ..Level::default() };
    }
    let numeral = Numeral::of_sample(&element.attribute("num-format").unwrap_or_default());
    let start = element.number("start-value").unwrap_or(1);
    let around = |name: &str| element.attribute(name).unwrap_or_default();
    let text = match element.attribute("num-list-format") {
        Some(format) => placed(&format),
        None if numeral == Numeral::None => around("num-prefix") + &around("num-suffix"),
        None => {
            let shown = element.number("display-levels").unwrap_or(1).clamp(1, place as u32 + 1) as usize;
            let places: Vec<String> = (place + 1 - shown..=place).map(|place| format!("%{}", place + 1)).collect();
            around("num-prefix") + &places.join(".") + &around("num-suffix")
        }
    };
    Level { numeral, text, start, ..Level::default() }
}

/// A format that writes `%1%` for the number of the first level, as one that writes `%1`.
fn placed(format: &str) -> String {
    let mut pieces = format.split('%');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    while let Some(number) = pieces.next() {
        text.push('%');
        text.push_str(number);
        text.push_str(pieces.next().unwrap_or_default());
    }
    text
}

/// How far the lists of a text are counted: those that are over, by their ids and by their styles.
#[derive(Debug, Default)]
pub(super) struct Counted {
    by_id: HashMap<String, Counters>,
    by_style: HashMap<String, Counters>,
}

impl Counted {
    /// Where the count of a list begins: it may go on with another.
    pub(super) fn begin(&self, list: &Element<'_>, style: &str) -> Counters {
        let goes_on = list.attribute("continue-numbering").is_some_and(|value| value == "true");
        let before = match list.attribute("continue-list") {
            Some(id) => self.by_id.get(&id),
            None => self.by_style.get(style).filter(|_| goes_on),
        };
        before.cloned().unwrap_or_default()
    }

    /// Keeps the count of a list that is over.
    pub(super) fn end(&mut self, list: &Element<'_>, style: &str, counters: Counters) {
        if let Some(id) = list.attribute("id") {
            self.by_id.insert(id, counters.clone());
        }
        self.by_style.insert(style.to_owned(), counters);
    }
}

#[cfg(test)]
mod tests {
    use super::placed;

    #[test]
    fn formats_are_placed() {
        assert_eq!(placed("(%1%.%2%)"), "(%1.%2)");
        assert_eq!(placed("%1%、"), "%1、");
        assert_eq!(placed(""), "");
    }
}
