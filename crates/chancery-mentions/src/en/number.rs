//! Numbers in English: numerals alone or with a unit, percentages, money.

use crate::amounts::{Number, amount, money_before, signed};
use crate::digits;
use crate::en::numeral::{Numeral, cardinal, numeral, scale_after};
use crate::scan::{Found, Layer, Scene};
use crate::tables::{Element, Role};
use crate::words::{char_before, skip_spaces, skip_spaces_back};

/// The number or amount that begins at `at`.
pub(super) fn number(scene: &Scene<'_>, at: usize) -> Option<Found> {
    if scene.layer != Layer::Numbers
        && let Some(found) = money_before(scene, at, read)
    {
        return Some(found);
    }
    let (number, numeral) = bare(scene, at)?;
    if scene.layer != Layer::Numbers {
        if let Some(found) = amount(scene, number, read).or_else(|| shared(scene, number, &numeral)) {
            return Some(found);
        }
        if scene.layer == Layer::Amounts {
            return None;
        }
    }
    stands_alone(scene, &number, &numeral).then(|| number.found())
}

/// Reads a number as part of an amount.
fn read(scene: &Scene<'_>, at: usize) -> Option<(usize, f64)> {
    numeral(scene, at).map(|found| (found.end, found.value))
}

/// The number at `at` with its sign.
fn bare(scene: &Scene<'_>, at: usize) -> Option<(Number, Numeral)> {
    let minus = scene.role(at, Role::Minus);
    let article = scene.role(at, Role::Article);
    let from = minus.or(article).map_or(at, |end| skip_spaces(scene.text, end));
    let found = numeral(scene, from)?;
    if article.is_some() && !scale_begins(scene, from) {
        return None;
    }
    let (mut start, mut value) = if minus.is_some() { (at, -found.value) } else { (at, found.value) };
    if found.words == 0 && minus.is_none() {
        let point = leading_point(scene, at);
        if point < at {
            value = digits::decimal(scene.bytes, point)?.value;
            start = point;
        } else {
            (start, value) = signed(scene, at, value);
        }
    }
    Some((Number { start, end: found.end, value }, found))
}

/// Whether a scale stands at `at`: *a hundred*, *a million*.
fn scale_begins(scene: &Scene<'_>, at: usize) -> bool {
    matches!(scene.raw(&scene.tables.element, at), Some((_, Element::Scale(_))))
}

/// Where a number that begins with its decimal point begins.
fn leading_point(scene: &Scene<'_>, at: usize) -> usize {
    let point = at > scene.floor && scene.bytes[at - 1] == b'.' && scene.bytes[at].is_ascii_digit();
    let free = at < 2 || at - 1 <= scene.floor || matches!(scene.bytes[at - 2], b' ' | b'\n');
    if point && free { at - 1 } else { at }
}

/// The first of two numbers with one scale and unit: *40-45 bcm*, *3 to 5 million people*.
fn shared(scene: &Scene<'_>, number: Number, numeral: &Numeral) -> Option<Found> {
    if numeral.digits == 0 || scale_after(scene, number.end).is_some() {
        return None;
    }
    let at = skip_spaces(scene.text, number.end);
    let (end, _) = scene.raw(&scene.tables.between, at)?;
    let other = cardinal(scene, skip_spaces(scene.text, end)).filter(|other| other.digits == 0 || scene.layer == Layer::All)?;
    let scale = digits::decimal(scene.bytes, skip_spaces(scene.text, end)).and_then(|first| scale_after(scene, first.end));
    let whole = Number { end: other.end, value: number.value * scale.map_or(1.0, |(_, scale)| scale), ..number };
    let found = amount(scene, whole, read)?;
    Some(Found { end: number.end, ..found })
}

/// Whether a numeral is a number where it stands: digits not glued to letters, a lone word not a
/// pronoun.
fn stands_alone(scene: &Scene<'_>, number: &Number, numeral: &Numeral) -> bool {
    let follows = scene.bytes.get(number.end);
    if follows.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_') {
        return false;
    }
    if numeral.words == 0 {
        let before = char_before(scene.text, 0, number.start);
        return !before.is_some_and(|before| before.is_ascii_alphanumeric() || matches!(before, '_' | '%' | '='));
    }
    let end = skip_spaces_back(scene.text, scene.floor, number.start);
    numeral.words != 1 || numeral.value != 1.0 || scene.ending(&scene.tables.part_before, scene.floor, end).is_none()
}
