//! Levels of lists and how far each is counted.

use crate::numerals::Numeral;

/// Most levels that a list has.
pub(crate) const LEVELS: usize = 10;

/// A level of a list: how its number is written and begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Level {
    pub(crate) numeral: Numeral,
    /// What is printed, with `%1` to `%9` for the numbers of the levels.
    pub(crate) text: String,
    pub(crate) start: u32,
    /// Whether the numbers of higher levels are written in decimal.
    pub(crate) decimal: bool,
    /// Whether it begins anew after a higher level.
    pub(crate) restarts: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { numeral: Numeral::None, text: String::new(), start: 1, decimal: false, restarts: true }
    }
}

/// How far each level of a list is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counters([Option<u32>; LEVELS]);

impl Counters {
    /// Counts an item of a level, and gives what is printed before it: nothing for a bullet.
    ///
    /// `from` is the number that the item is told to have.
    pub(crate) fn count(&mut self, levels: &[Level], level: usize, from: Option<u32>) -> String {
        let level = level.min(LEVELS - 1);
        let Some(own) = levels.get(level) else { return String::new() };
        let next = self.0[level].map_or(own.start, |number| number.saturating_add(1));
        self.0[level] = Some(from.unwrap_or(next));
        for deeper in level + 1..LEVELS {
            if levels.get(deeper).is_none_or(|level| level.restarts) {
                self.0[deeper] = None;
            }
        }
        if own.numeral == Numeral::Bullet { String::new() } else { self.printed(levels, own) }
    }

    fn printed(&self, levels: &[Level], own: &Level) -> String {
        let mut printed = String::new();
        let mut rest = own.text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            printed.push_str(before);
            let place = after.chars().next().and_then(|digit| digit.to_digit(10)).filter(|place| *place > 0);
            if let Some(index) = place.map(|place| place as usize - 1) {
                printed.push_str(&self.number(levels, own, index));
                rest = &after[1..];
            } else {
                printed.push('%');
                rest = after;
            }
        }
        printed + rest
    }

    /// The number of one level; one that was not counted yet is at its start.
    fn number(&self, levels: &[Level], own: &Level, index: usize) -> String {
        let Some(level) = levels.get(index) else { return String::new() };
        let numeral = if own.decimal && level.numeral != Numeral::None { Numeral::Decimal } else { level.numeral };
        numeral.write(self.0[index].unwrap_or(level.start))
    }
}

/// A number and the text after it as one: a full-width mark needs no space after it.
pub(crate) fn numbered(number: &str, text: &str) -> String {
    let number = number.trim();
    let gap = if number.is_empty() || number.ends_with(|last: char| last >= '\u{2E80}') { "" } else { " " };
    format!("{number}{gap}{}", text.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_counted_and_printed() {
        let level = |numeral, text: &str| Level { numeral, text: text.to_owned(), ..Level::default() };
        let levels = [
            level(Numeral::Chinese, "%1、"),
            level(Numeral::Decimal, "%1.%2"),
            Level { decimal: true, ..level(Numeral::Letters, "%1.%2.%3)") },
        ];
        let mut counters = Counters::default();
        let printed: Vec<String> = [(1, None), (0, None), (1, None), (1, None), (2, None), (0, Some(5)), (1, None)]
            .map(|(at, from)| counters.count(&levels, at, from))
            .into();
        assert_eq!(printed, ["一.1", "一、", "一.1", "一.2", "1.2.1)", "五、", "五.1"]);
        assert_eq!(counters.count(&[level(Numeral::Bullet, "•")], 0, None), "");
        assert_eq!(counters.count(&levels, 7, None), "");
    }

    #[test]
    fn a_number_stands_before_its_text() {
        assert_eq!(numbered("一、", " 贸易"), "一、贸易");
        assert_eq!(numbered("1.", "Trade"), "1. Trade");
        assert_eq!(numbered("", "Trade"), "Trade");
    }
}
