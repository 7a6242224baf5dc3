//! Numerals: `400`, `one hundred and sixty-one`, `4 thousand 3 hundred`, `1.5 million`,
//! `half a million`, `five and a half billion`, `two thirds`, `3/4`.
//!
//! Words below a hundred gather; *hundred* multiplies what has gathered, a greater scale closes
//! it. *And* joins only after a scale, and only what is smaller than that scale.

use crate::digits;
use crate::scan::Scene;
use crate::tables::{Element, Role};
use crate::words::{char_at, key_at, skip_spaces};

/// Elements a numeral may have.
const MAX_ELEMENTS: usize = 24;

/// A numeral read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Numeral {
    pub end: usize,
    pub value: f64,
    /// Digits in it when it is one plain run of digits.
    pub digits: usize,
    /// Words in it, 0 when it begins with digits.
    pub words: usize,
}

/// The numeral at `at`, fractions included.
pub(super) fn numeral(scene: &Scene<'_>, at: usize) -> Option<Numeral> {
    if let Some(found) = half_of(scene, at) {
        return Some(found);
    }
    let whole = cardinal(scene, at)?;
    if let Some(found) = fraction(scene, at, &whole) {
        return Some(found);
    }
    Some(and_a_half(scene, &whole).unwrap_or(whole))
}

/// The gathering of a numeral.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    total: f64,
    group: Option<f64>,
    last: f64,
    digits: usize,
    words: usize,
    elements: usize,
}

impl Sum {
    /// Takes a number below a hundred, or in digits.
    fn number(&mut self, value: f64) -> Option<()> {
        let sum = match self.group {
            None => value,
            Some(group) if (20.0..100.0).contains(&(group % 100.0)) && group % 10.0 == 0.0 && (1.0..10.0).contains(&value) => group + value,
            Some(group) if group >= 100.0 && group % 100.0 == 0.0 && value < 100.0 && self.last == 100.0 => group + value,
            Some(_) => return None,
        };
        self.group = Some(sum);
        Some(())
    }

    /// Takes a scale.
    fn scale(&mut self, value: f64) -> Option<()> {
        let group = match self.group {
            Some(group) => group,
            None if self.elements == 0 => 1.0,
            None => return None,
        };
        if value == 100.0 || value == 12.0 {
            (self.last == 0.0 || self.last > value).then_some(())?;
            self.group = Some(group * value);
        } else {
            (self.last <= 100.0 || self.last > value).then_some(())?;
            self.total += group * value;
            self.group = None;
        }
        self.last = value;
        Some(())
    }

    fn value(&self) -> f64 {
        self.total + self.group.unwrap_or(0.0)
    }
}

/// The whole or decimal number at `at`.
pub(super) fn cardinal(scene: &Scene<'_>, at: usize) -> Option<Numeral> {
    scene.en_numerals.get(at, || read(scene, at))
}

/// Reads the whole or decimal number at `at`.
fn read(scene: &Scene<'_>, at: usize) -> Option<Numeral> {
    if digits::digit_at(scene.bytes, at).is_none() && !scene.tables.element.is_in(scene.mask(at)) {
        return None;
    }
    let mut sum = Sum::default();
    let mut end = at;
    while sum.elements < MAX_ELEMENTS {
        let place = if sum.elements == 0 { at } else { joint(scene, end, &sum) };
        let Some(next) = element(scene, place, end, &mut sum) else { break };
        end = next;
        sum.elements += 1;
    }
    if sum.elements == 0 {
        return None;
    }
    if let Some((next, value)) = spoken_fraction(scene, end, sum.value()) {
        let scaled = scale_after(scene, next);
        let (end, value) = scaled.map_or((next, value), |(end, scale)| (end, value * scale));
        return Some(Numeral { end, value, digits: 0, words: 3 });
    }
    let digits = if sum.elements == 1 { sum.digits } else { 0 };
    Some(Numeral { end, value: exact(sum.value()), digits, words: sum.words })
}

/// Past what may stand between two elements: spaces, a hyphen, *and* after a scale.
fn joint(scene: &Scene<'_>, end: usize, sum: &Sum) -> usize {
    let mut at = skip_spaces(scene.text, end);
    if scene.bytes.get(at) == Some(&b'-') && sum.words > 0 {
        at = skip_spaces(scene.text, at + 1);
    }
    if sum.last >= 100.0
        && let Some(past) = scene.role(at, Role::And)
    {
        let next = skip_spaces(scene.text, past);
        if small_fraction(scene, next).is_some() {
            return at;
        }
        let small = scene.raw(&scene.tables.element, next).is_some() || digits::digit_at(scene.bytes, next).is_some();
        let rest = cardinal_head(scene, next);
        if small && rest.is_none_or(|scale| scale < sum.last) {
            return next;
        }
    }
    at
}

/// The scale right after the first number at `at`.
fn cardinal_head(scene: &Scene<'_>, at: usize) -> Option<f64> {
    let end = match digits::decimal(scene.bytes, at) {
        Some(number) => number.end,
        None => scene.raw(&scene.tables.element, at)?.0,
    };
    scale_after(scene, end).map(|(_, scale)| scale)
}

/// The scale after a number.
pub(super) fn scale_after(scene: &Scene<'_>, end: usize) -> Option<(usize, f64)> {
    let mut at = skip_spaces(scene.text, end);
    if scene.bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    match scene.word(&scene.tables.element, at)? {
        (next, Element::Scale(value)) if next - at > 1 || at == end => Some((next, value)),
        _ => None,
    }
}

/// Takes the element at `place` into the sum: where it ends.
fn element(scene: &Scene<'_>, place: usize, end: usize, sum: &mut Sum) -> Option<usize> {
    if digits::digit_at(scene.bytes, place).is_some() {
        let number = digits::decimal(scene.bytes, place)?;
        if sum.elements > 0 && (sum.last == 0.0 || place == end || number.value >= sum.last) {
            return None;
        }
        sum.number(number.value)?;
        sum.digits = if number.plain { digits::run(scene.bytes, place)?.count } else { 0 };
        return Some(number.end);
    }
    match scene.word(&scene.tables.element, place)? {
        (next, Element::Digit(value)) if sum.words > 0 || sum.elements == 0 || sum.last > 0.0 => {
            let spelled_on = sum.elements > 0 && place == end;
            (!spelled_on).then(|| sum.number(value))??;
            sum.words += 1;
            Some(next)
        }
        (next, Element::Scale(value)) => {
            let letter = next - place == 1;
            (!letter || place == end && sum.elements > 0).then_some(())?;
            sum.scale(value)?;
            sum.words += usize::from(sum.elements == 0 || sum.words > 0);
            Some(next)
        }
        _ => None,
    }
}

/// *Point* and the digits after it.
fn spoken_fraction(scene: &Scene<'_>, end: usize, whole: f64) -> Option<(usize, f64)> {
    let mut at = skip_spaces(scene.text, scene.role(skip_spaces(scene.text, end), Role::Point)?);
    let (mut fraction, mut share, mut last) = (0.0, 1.0, None);
    for _ in 0..MAX_ELEMENTS {
        let Some((next, Element::Digit(value))) = scene.raw(&scene.tables.element, at) else { break };
        let tens = scene.bytes.get(next) == Some(&b'-') && value >= 20.0;
        share /= if value >= 10.0 && !tens { 100.0 } else { 10.0 };
        fraction += if tens { value / 10.0 } else { value } * share;
        last = Some(next);
        at = skip_spaces(scene.text, next + usize::from(tens));
    }
    Some((last?, exact(whole + fraction)))
}

/// *Half a million*, *half a dozen*.
fn half_of(scene: &Scene<'_>, at: usize) -> Option<Numeral> {
    let end = scene.role(at, Role::Half)?;
    let (end, scale) = scale_after(scene, end)?;
    Some(Numeral { end, value: scale / 2.0, digits: 0, words: 2 })
}

/// *Two thirds*, *three quarters*, *one hundred thirty-fifths*, `3/4`, `1 over 20`.
fn fraction(scene: &Scene<'_>, at: usize, whole: &Numeral) -> Option<Numeral> {
    if let Some(found) = slash(scene, whole).or_else(|| share(scene, whole)) {
        return Some(found);
    }
    let mut place = skip_spaces(scene.text, whole.end);
    if scene.bytes.get(place) == Some(&b'-') {
        place = skip_spaces(scene.text, place + 1);
    }
    if whole.words == 0 || at == place {
        return None;
    }
    let (end, below) = denominator(scene, place)?;
    let value = whole.value / below;
    let (end, value) = scale_after(scene, end).map_or((end, value), |(end, scale)| (end, value * scale));
    Some(Numeral { end, value, digits: 0, words: 2 })
}

/// The lower part of a fraction; *second* is none, *half* is two.
fn denominator(scene: &Scene<'_>, at: usize) -> Option<(usize, f64)> {
    if let Some(end) = scene.role(at, Role::Over) {
        return Some((end, 4.0));
    }
    if let Some(end) = scene.role(at, Role::Half) {
        return Some((end, 2.0));
    }
    let (from, tens) = match scene.raw(&scene.tables.element, at) {
        Some((end, Element::Digit(tens))) if tens >= 20.0 => {
            (end + usize::from(scene.bytes.get(end).is_some_and(|byte| matches!(byte, b' ' | b'-'))), tens)
        }
        _ => (at, 0.0),
    };
    let (end, value) = match scene.raw(&scene.tables.element, from) {
        Some((end, Element::Ordinal(value))) => (end, value),
        _ => plural_ordinal(scene, from)?,
    };
    (tens + value > 2.0).then_some((end, tens + value))
}

/// An ordinal with the s of its plural.
fn plural_ordinal(scene: &Scene<'_>, at: usize) -> Option<(usize, f64)> {
    let end = at + scene.bytes.get(at..)?.iter().take(20).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = scene.text.get(at..end)?.strip_suffix('s')?;
    match scene.tables.element.at(word, 0, key_at(word, 0))? {
        (length, Element::Ordinal(value)) if length == word.len() => Some((end, value)),
        _ => None,
    }
}

/// A fraction in digits: two short numbers around a slash.
fn slash(scene: &Scene<'_>, above: &Numeral) -> Option<Numeral> {
    let (mark, next) = char_at(scene.text, above.end)?;
    if mark != '/' || !(1..=2).contains(&above.digits) {
        return None;
    }
    let below = digits::run(scene.bytes, next).filter(|run| run.count <= 2 && run.value > 0)?;
    let again = scene.bytes.get(below.end).is_some_and(|byte| *byte == b'/' || byte.is_ascii_alphanumeric());
    (!again).then(|| Numeral { end: below.end, value: above.value / below.value as f64, digits: 0, words: 0 })
}

/// *Five and a half million*, *one million and a half*, *three and one fourth*.
fn and_a_half(scene: &Scene<'_>, whole: &Numeral) -> Option<Numeral> {
    let and = scene.role(skip_spaces(scene.text, whole.end), Role::And)?;
    let (end, part) = small_fraction(scene, skip_spaces(scene.text, and))?;
    let unit = [1e12, 1e9, 1e6].into_iter().find(|unit| whole.value >= *unit && whole.value % unit == 0.0).unwrap_or(1.0);
    let (end, value) = match scale_after(scene, end) {
        Some((end, scale)) if scale < unit => (end, whole.value + part * scale),
        Some((end, scale)) => (end, (whole.value + part) * scale),
        None => (end, whole.value + part * unit),
    };
    Some(Numeral { end, value: exact(value), digits: 0, words: 3 })
}

/// *A half*, *one fourth*, *two thirds*, *fifty-four hundredths*.
fn small_fraction(scene: &Scene<'_>, at: usize) -> Option<(usize, f64)> {
    let (mut end, mut above) = match scene.role(at, Role::Article) {
        Some(end) => (end, 1.0),
        None => match scene.word(&scene.tables.element, at)? {
            (end, Element::Digit(value)) => (end, value),
            _ => return None,
        },
    };
    if above >= 20.0
        && scene.bytes.get(end) == Some(&b'-')
        && let Some((next, Element::Digit(value))) = scene.word(&scene.tables.element, end + 1)
    {
        (end, above) = (next, above + value);
    }
    let (end, below) = denominator(scene, skip_spaces(scene.text, end))?;
    Some((end, above / below))
}

/// *One over three*, *nine out of ten*: less than one, and no length of time.
fn share(scene: &Scene<'_>, above: &Numeral) -> Option<Numeral> {
    let of = scene.role(skip_spaces(scene.text, above.end), Role::Share)?;
    let below = cardinal(scene, skip_spaces(scene.text, of))?;
    let after = skip_spaces(scene.text, below.end);
    let counted = scene.word(&scene.tables.time_unit, after).is_some() || scene.word(&scene.tables.unit, after).is_some();
    (above.value < below.value && !counted).then(|| Numeral { value: above.value / below.value, words: 3, digits: 0, ..below })
}

/// The number meant by a product of a decimal and a power of ten.
pub(super) fn exact(value: f64) -> f64 {
    if value.fract() == 0.0 && value.abs() < 1e15 || !value.is_finite() {
        return value;
    }
    format!("{value:.14e}").parse().unwrap_or(value)
}
