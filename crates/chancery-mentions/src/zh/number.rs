//! Numbers in Chinese: numerals, fractions, mixed numbers, percentages; alone or with a unit.

use chancery_model::MentionValue;

use crate::amounts::{Number, amount, money_before, signed};
use crate::digits;
use crate::scan::{Found, Layer, Scene};
use crate::tables::{Element, Role};
use crate::words::{char_before, skip_spaces};
use crate::zh::numeral::{Form, Numeral, numeral};

/// The number or amount that begins at `at`.
pub(crate) fn number(scene: &Scene<'_>, at: usize) -> Option<Found> {
    if let Some((end, value)) = scene.word(&scene.tables.percent_word, at) {
        return (scene.layer != Layer::Numbers).then_some(Found { start: at, end, value: MentionValue::Percent(value) });
    }
    if scene.layer != Layer::Numbers
        && let Some(found) = per_hundred(scene, at).or_else(|| money_before(scene, at, read))
    {
        return Some(found);
    }
    let (number, form) = bare(scene, at)?;
    if scene.layer != Layer::Numbers {
        if let Some(found) = tenths(scene, number, form).or_else(|| spoken(form, number).and_then(|number| amount(scene, number, read))) {
            return Some(found);
        }
        if scene.layer == Layer::Amounts {
            return None;
        }
    }
    stands_alone(scene, number, form).then(|| number.found())
}

/// Reads a number as part of an amount.
fn read(scene: &Scene<'_>, at: usize) -> Option<(usize, f64)> {
    let found = numeral(scene, at)?;
    let clear = !matches!(found.form, Form::SingleFormal | Form::Spelled(2));
    clear.then_some((found.end, found.value))
}

/// The number, unless its form is vague (`二三`) or a lone form of contracts.
fn spoken(form: Form, number: Number) -> Option<Number> {
    (!matches!(form, Form::SingleFormal | Form::Spelled(2))).then_some(number)
}

/// The number at `at` with its sign, fraction and mixed parts.
fn bare(scene: &Scene<'_>, at: usize) -> Option<(Number, Form)> {
    let minus = scene.role(at, Role::Minus);
    let from = minus.map_or(at, |end| skip_spaces(scene.text, end));
    let numeral = numeral(scene, from)?;
    if ordinal(scene, at) || spoken_range(scene, &numeral) {
        return None;
    }
    let (end, value, form) = fraction(scene, &numeral);
    let (end, value) = match thousands(scene, end, value) {
        (past, times) if scene.word(&scene.tables.percent, skip_spaces(scene.text, past)).is_some() => (past, times),
        _ => (end, value),
    };
    let value = if minus.is_some() { -value } else { value };
    let (start, value) = if matches!(numeral.form, Form::Single | Form::Spelled(_)) { (at, value) } else { signed(scene, at, value) };
    let start = if start == at { leading_point(scene, at) } else { start };
    let value = if start < at && scene.bytes[start] == b'.' { digits::decimal(scene.bytes, start)?.value } else { value };
    let form = if minus.is_some() { Form::Full } else { form };
    Some((Number { start, end, value }, form))
}

/// Where a number that begins with its decimal point begins.
fn leading_point(scene: &Scene<'_>, at: usize) -> usize {
    let point = at > scene.floor && scene.bytes[at - 1] == b'.' && scene.bytes[at].is_ascii_digit();
    let free = at < 2 || at - 1 <= scene.floor || matches!(scene.bytes[at - 2], b' ' | b'\n');
    if point && free { at - 1 } else { at }
}

/// Whether `第` stands before the number.
fn ordinal(scene: &Scene<'_>, at: usize) -> bool {
    scene.ending(&scene.tables.role, scene.floor, at).is_some_and(|(_, role)| role == Role::Ordinal)
}

/// Whether digits and a multiplier follow each other as in `二三十`.
fn spoken_range(scene: &Scene<'_>, numeral: &Numeral) -> bool {
    matches!(numeral.form, Form::Spelled(_))
        && matches!(scene.raw(&scene.tables.element, numeral.end), Some((_, Element::Multiplier(_) | Element::Scale(_))))
}

/// A fraction (`五分之一`, `３／５`) or mixed number (`三又二分之一`), or the numeral itself.
fn fraction(scene: &Scene<'_>, first: &Numeral) -> (usize, f64, Form) {
    let whole = (first.end, first.value, first.form);
    let at = skip_spaces(scene.text, first.end);
    if let Some(end) = scene.role(at, Role::Mixed)
        && let Some(below) = numeral(scene, skip_spaces(scene.text, end))
        && let Some((end, value)) = over(scene, &below)
    {
        return (end, first.value + value, Form::Full);
    }
    if let Some((end, value)) = over(scene, first).or_else(|| slash(scene, first)) {
        return (end, value, Form::Full);
    }
    if first.form == Form::Digits(1)
        && at == first.end + 1
        && let Some(below) = numeral(scene, at)
        && let Some((end, value)) = slash(scene, &below)
    {
        return (end, first.value + value, Form::Full);
    }
    whole
}

/// `below` parts, of which the number after `分之`.
fn over(scene: &Scene<'_>, below: &Numeral) -> Option<(usize, f64)> {
    let end = scene.role(skip_spaces(scene.text, below.end), Role::Over)?;
    let at = skip_spaces(scene.text, end);
    let minus = scene.role(at, Role::Minus);
    let above = numeral(scene, minus.map_or(at, |end| skip_spaces(scene.text, end)))?;
    let value = above.value / below.value;
    value.is_finite().then_some((above.end, if minus.is_some() { -value } else { value }))
}

/// A fraction in digits: two short numbers around a slash, with no other slash near.
fn slash(scene: &Scene<'_>, above: &Numeral) -> Option<(usize, f64)> {
    let short = |form: Form| matches!(form, Form::Digits(1 | 2));
    let (character, next) = crate::words::char_at(scene.text, above.end)?;
    if !matches!(character, '/' | '／') || !short(above.form) {
        return None;
    }
    let below = numeral(scene, next).filter(|below| short(below.form) && below.value > 0.0)?;
    let again = matches!(scene.char(below.end), Some('/' | '／'));
    (!again).then_some((below.end, above.value / below.value))
}

/// Takes the letter k for thousand in.
fn thousands(scene: &Scene<'_>, end: usize, value: f64) -> (usize, f64) {
    let (length, follows) = match scene.char(end) {
        Some('k') => (1, scene.bytes.get(end + 1)),
        Some('ｋ' | 'Ｋ') => (3, scene.bytes.get(end + 3)),
        _ => return (end, value),
    };
    let digits = end > 0 && (scene.bytes[end - 1].is_ascii_digit() || scene.bytes[end - 1] >= 0x80);
    let apart = !follows.is_some_and(u8::is_ascii_alphanumeric);
    if digits && apart { (end + length, value * 1000.0) } else { (end, value) }
}

/// `百分之五`, `千分之2.4`, `万分之三`, `百万分之五`.
fn per_hundred(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let (mut end, mut whole) = (at, 1.0);
    while let Some((next, element)) = scene.raw(&scene.tables.element, end) {
        match element {
            Element::Multiplier(value) | Element::Scale(value) if value >= 100.0 && whole < 1e6 => whole *= value,
            _ => break,
        }
        end = skip_spaces(scene.text, next);
    }
    if whole < 100.0 || after_numeral(scene, at) {
        return None;
    }
    let over = scene.role(end, Role::Over)?;
    let from = skip_spaces(scene.text, over);
    let minus = scene.role(from, Role::Minus);
    let above = numeral(scene, minus.map_or(from, |end| skip_spaces(scene.text, end)))?;
    if matches!(above.form, Form::SingleFormal) && whole < 1000.0 || spoken_range(scene, &above) || above.form == Form::Spelled(2) {
        return None;
    }
    let (end, value) = thousands(scene, above.end, above.value);
    let value = if minus.is_some() { -value } else { value };
    Some(Found { start: at, end, value: MentionValue::Percent(value * 100.0 / whole) })
}

/// Whether `at` is in the midst of a numeral that was none, or after `几`, `数`: no number then.
pub(super) fn inside_numeral(scene: &Scene<'_>, at: usize) -> bool {
    if at <= scene.floor || !scene.tables.element.is_in(scene.mask(at)) {
        return false;
    }
    let vague = scene.ending(&scene.tables.role, scene.floor, at).is_some_and(|(_, role)| role == Role::Approximation);
    vague || scene.ending(&scene.tables.element, scene.floor, at).is_some()
}

/// Whether a numeral or a digit stands right before `at`.
pub(super) fn after_numeral(scene: &Scene<'_>, at: usize) -> bool {
    let digit = char_before(scene.text, 0, at).is_some_and(|character| character.is_ascii_digit());
    digit || scene.ending(&scene.tables.element, 0, at).is_some()
}

/// `六点五成`, `三成半`, `九折`, `九九折`, `半成`: tenths.
fn tenths(scene: &Scene<'_>, number: Number, form: Form) -> Option<Found> {
    let at = skip_spaces(scene.text, number.end);
    let discount = scene.word(&scene.tables.discount, at);
    let (end, share) = discount.or_else(|| scene.word(&scene.tables.percent, at).filter(|&(_, share)| share > 1.0))?;
    if form == Form::Spelled(2) {
        return Some(Found { start: number.start, end, value: MentionValue::Percent(number.value) });
    }
    if number.value < 0.0 || number.value > 10.0 || discount.is_some() && number.value >= 10.0 {
        return None;
    }
    let half = scene.role(end, Role::Half);
    let value = number.value * share + if half.is_some() { 5.0 } else { 0.0 };
    let value = (value * 1e6).round() / 1e6;
    Some(Found { start: number.start, end: half.unwrap_or(end), value: MentionValue::Percent(value) })
}

/// Whether a numeral is a number where it stands, and no part of a word.
fn stands_alone(scene: &Scene<'_>, number: Number, form: Form) -> bool {
    match form {
        Form::Single => {}
        Form::SingleFormal | Form::Spelled(2) => return false,
        _ => return true,
    }
    let scene_text = scene.text;
    if scene.ending(&scene.tables.part_before, 0, number.start).is_some() {
        return false;
    }
    let at = skip_spaces(scene_text, number.end);
    let Some(next) = scene.char(at) else { return true };
    if !next.is_alphabetic() || next.is_ascii() {
        return true;
    }
    let tables = scene.tables;
    scene.word(&tables.apart_after, at).is_some()
        || scene.word(&tables.counter, at).is_some()
        || scene.word(&tables.unit, at).is_some()
        || scene.word(&tables.money_after, at).is_some()
        || scene.word(&tables.percent, at).is_some()
}
