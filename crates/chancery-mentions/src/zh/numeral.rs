//! Numerals: `一百零一`, `5万4千6百`, `1,100.9亿`, `十余万`, `两千三百五`, `二〇二六`.
//!
//! The elements are data; this is their arithmetic. A numeral is read from left to right: digits
//! wait for a multiplier (ten to thousand), multiples add up to a section, and a scale (ten
//! thousand, a hundred million) closes the section. A last digit without a multiplier counts by
//! the tenth of the one before it (`一百五` is 150), unless a zero stands before it.

use crate::digits;
use crate::scan::Scene;
use crate::tables::{Element, Role};
use crate::words::skip_spaces;

/// Elements a numeral may have.
const MAX_ELEMENTS: usize = 40;

/// How a numeral is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// One character, a digit or ten.
    Single,
    /// One character of the forms for contracts.
    SingleFormal,
    /// Digit after digit in characters: a year, or a vague number when there are two.
    Spelled(usize),
    /// In digits alone.
    Digits(usize),
    /// Anything else.
    Full,
}

/// A numeral read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Numeral {
    pub end: usize,
    pub value: f64,
    pub form: Form,
}

/// A digit, or a number in digits, that waits for its multiplier.
#[derive(Debug, Clone, Copy)]
struct Pending {
    value: f64,
    digits: usize,
    native: bool,
}

/// The state of the reading.
struct Reader<'s, 'a> {
    scene: &'s Scene<'a>,
    at: usize,
    total: f64,
    section: f64,
    pending: Option<Pending>,
    /// The multiplier or scale of the last multiple; 0 before the first.
    last: f64,
    zero: bool,
    elements: usize,
    formal: bool,
    spaced: bool,
}

/// The numeral at `at`.
pub(crate) fn numeral(scene: &Scene<'_>, at: usize) -> Option<Numeral> {
    scene.zh_numerals.get(at, || read(scene, at))
}

/// Reads the numeral at `at`.
fn read(scene: &Scene<'_>, at: usize) -> Option<Numeral> {
    if digits::digit_at(scene.bytes, at).is_none() && !scene.tables.element.is_in(scene.mask(at)) {
        return None;
    }
    let mut reader =
        Reader { scene, at, total: 0.0, section: 0.0, pending: None, last: 0.0, zero: false, elements: 0, formal: false, spaced: false };
    while reader.elements < MAX_ELEMENTS && reader.step().is_some() {
        reader.elements += 1;
    }
    reader.finish()
}

impl Reader<'_, '_> {
    /// Takes the next element; `None` where the numeral ends.
    fn step(&mut self) -> Option<()> {
        let place = if self.elements == 0 { self.at } else { skip_spaces(self.scene.text, self.at) };
        let gap = place > self.at;
        if digits::digit_at(self.scene.bytes, place).is_some() {
            return self.take_digits(place);
        }
        let (end, element) = match self.scene.word(&self.scene.tables.element, place) {
            Some(found) => found,
            None => return self.take_role(place),
        };
        match element {
            Element::Digit(value) => self.take_digit(value)?,
            Element::Formal(value) => {
                self.take_digit(value)?;
                self.formal = true;
            }
            Element::Multiplier(value) => {
                self.take_multiplier(value)?;
                self.formal |= self.scene.raw(&self.scene.tables.formal, place).is_some();
            }
            Element::Scale(value) => self.take_scale(value)?,
            Element::Ordinal(_) => return None,
        }
        self.spaced |= gap;
        self.at = end;
        Some(())
    }

    /// A number in digits: the first, or after a multiple or a zero.
    fn take_digits(&mut self, place: usize) -> Option<()> {
        if self.pending.is_some() {
            return None;
        }
        let number = digits::decimal(self.scene.bytes, place)?;
        let room = self.elements == 0 || self.zero || number.value < self.last;
        let count = if number.plain { digits::run(self.scene.bytes, place)?.count } else { 0 };
        room.then_some(())?;
        self.pending = Some(Pending { value: number.value, digits: count, native: false });
        self.at = number.end;
        Some(())
    }

    /// A digit in characters; several in a row only before any multiple.
    fn take_digit(&mut self, value: f64) -> Option<()> {
        match &mut self.pending {
            None if value == 0.0 && self.elements > 0 => self.zero = true,
            None => self.pending = Some(Pending { value, digits: 1, native: true }),
            Some(pending) if pending.native && self.last == 0.0 && !self.formal => {
                pending.value = pending.value * 10.0 + value;
                pending.digits += 1;
            }
            Some(_) => return None,
        }
        Some(())
    }

    fn take_multiplier(&mut self, value: f64) -> Option<()> {
        let count = match self.pending {
            Some(pending) if pending.native && pending.digits > 1 => return None,
            Some(pending) => pending.value,
            None if value == 10.0 && (self.elements == 0 || self.zero || self.last >= 100.0) => 1.0,
            None => return None,
        };
        if self.last > 0.0 && self.last < value && self.section > 0.0 {
            return None;
        }
        self.section += count * value;
        (self.last, self.pending, self.zero) = (value, None, false);
        Some(())
    }

    fn take_scale(&mut self, value: f64) -> Option<()> {
        if self.pending.is_some_and(|pending| pending.native && pending.digits > 1) {
            return None;
        }
        let below = self.section + self.pending.map_or(0.0, |pending| pending.value);
        if below == 0.0 {
            (self.total > 0.0 && self.last >= 1e4).then_some(())?;
            self.total *= value;
        } else if self.total > 0.0 && self.total < value {
            self.total = (self.total + below) * value;
        } else {
            self.total += below * value;
        }
        (self.section, self.last, self.pending, self.zero) = (0.0, value, None, false);
        Some(())
    }

    /// An approximation before a scale (`十余万`) or a decimal point with digits.
    fn take_role(&mut self, place: usize) -> Option<()> {
        let scene = self.scene;
        let (end, role) = scene.role_word(place)?;
        if self.elements == 0 {
            return None;
        }
        match role {
            Role::Approximation => {
                let next = skip_spaces(scene.text, end);
                let scaled = scene.word(&scene.tables.element, next).is_some_and(|(_, element)| matches!(element, Element::Scale(_)));
                scaled.then(|| self.at = end)
            }
            Role::Point => self.take_fraction(skip_spaces(scene.text, end)),
            _ => None,
        }
    }

    /// The digits after a decimal point.
    fn take_fraction(&mut self, place: usize) -> Option<()> {
        let scene = self.scene;
        let (mut at, mut share, mut fraction, mut end) = (place, 0.1, 0.0, place);
        for _ in 0..MAX_ELEMENTS {
            let digit = match scene.raw(&scene.tables.element, at) {
                Some((next, Element::Digit(value) | Element::Formal(value))) => Some((next, value)),
                _ => digits::digit_at(scene.bytes, at).map(|(value, length)| (at + length, f64::from(value))),
            };
            let Some((next, value)) = digit else { break };
            fraction += value * share;
            share /= 10.0;
            end = next;
            at = skip_spaces(scene.text, next);
        }
        (end > place).then_some(())?;
        let whole = self.rest() + self.section;
        self.section = 0.0;
        let value = ((whole + fraction) / share / 10.0).round() * share * 10.0;
        let value = if share > 1e-12 { clean(value) } else { whole + fraction };
        self.pending = Some(Pending { value, digits: 0, native: false });
        (self.at, self.zero) = (end, true);
        Some(())
    }

    /// What a last digit counts.
    fn rest(&self) -> f64 {
        let Some(pending) = self.pending else { return 0.0 };
        let by_tenth = pending.native && !self.zero && self.last >= 100.0;
        if by_tenth { pending.value * self.last / 10.0 } else { pending.value }
    }

    fn finish(&self) -> Option<Numeral> {
        let form = match (self.elements, self.pending) {
            (0, _) => return None,
            (1, Some(pending)) if pending.native => {
                if self.formal {
                    Form::SingleFormal
                } else {
                    Form::Single
                }
            }
            (1, None) => {
                if self.formal {
                    Form::SingleFormal
                } else {
                    Form::Single
                }
            }
            (_, Some(pending)) if pending.native && self.last == 0.0 && pending.digits > 1 => Form::Spelled(pending.digits),
            (1, Some(pending)) if pending.digits > 0 => Form::Digits(pending.digits),
            _ => Form::Full,
        };
        Some(Numeral { end: self.at, value: exact(self.total + self.section + self.rest()), form })
    }
}

/// The number meant by a product of a decimal and a power of ten.
fn exact(value: f64) -> f64 {
    if value.fract() == 0.0 && value.abs() < 1e15 || !value.is_finite() {
        return value;
    }
    format!("{value:.14e}").parse().unwrap_or(value)
}

/// The decimal nearest to a sum of binary fractions.
fn clean(value: f64) -> f64 {
    format!("{value:.12}").parse().unwrap_or(value)
}
