//! What a number is a number of: a percentage, an amount of money, a quantity with a unit.

use chancery_model::MentionValue;

use crate::scan::{Found, Layer, Scene};
use crate::tables::{Coin, Element, Role};
use crate::words::{char_before, skip_spaces, skip_spaces_back};

/// A number read, by its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    pub start: usize,
    pub end: usize,
    pub value: f64,
}

impl Number {
    /// As a bare number.
    pub(crate) const fn found(self) -> Found {
        Found { start: self.start, end: self.end, value: MentionValue::Number(self.value) }
    }
}

/// Reads a number at a place: where it ends, its value.
pub(crate) type ReadNumber = fn(&Scene<'_>, usize) -> Option<(usize, f64)>;

/// The amount of which `number` is the number.
pub(crate) fn amount(scene: &Scene<'_>, number: Number, read: ReadNumber) -> Option<Found> {
    if let Some(percent) = percent(scene, number) {
        return Some(percent);
    }
    money_after(scene, number, read).or_else(|| quantity(scene, number))
}

/// A percentage: the number and its sign or word.
fn percent(scene: &Scene<'_>, number: Number) -> Option<Found> {
    let at = skip_spaces(scene.text, number.end);
    if scene.layer == Layer::All
        && let Some((end, (unit, factor))) = scene.word(&scene.tables.unit, at)
        && scene.word(&scene.tables.percent, at).is_some_and(|(percent, _)| percent <= end)
    {
        let value = MentionValue::Quantity { value: number.value * factor, unit };
        return Some(Found { start: number.start, end, value });
    }
    let (end, share) = scene.word(&scene.tables.percent, at)?;
    Some(Found { start: number.start, end, value: MentionValue::Percent(number.value * share) })
}

/// An amount whose currency stands after the number, with smaller coins after that.
fn money_after(scene: &Scene<'_>, number: Number, read: ReadNumber) -> Option<Found> {
    let at = past_hyphen(scene, skip_spaces(scene.text, number.end));
    let piece = scene.role(at, Role::Piece).map(|end| skip_spaces(scene.text, end));
    let (end, coin) = scene
        .word(&scene.tables.money_after, at)
        .or_else(|| scene.word(&scene.tables.money_after, piece?))
        .or_else(|| scene.word(&scene.tables.money_part, at).filter(|(_, coin)| names_country(scene, *coin)))?;
    let (end, times) = scale_after(scene, end);
    let amount = money(number.start, end, number.value * coin.part * times, coin);
    Some(with_parts(scene, amount, coin, read))
}

/// A scale that stands after the currency: *75 USD million*.
fn scale_after(scene: &Scene<'_>, end: usize) -> (usize, f64) {
    match scene.word(&scene.tables.element, skip_spaces(scene.text, end)) {
        Some((past, Element::Scale(times))) if times >= 1e6 && scene.char(end) == Some(' ') => (past, times),
        _ => (end, 1.0),
    }
}

/// Past the hyphen of *one-yen*.
fn past_hyphen(scene: &Scene<'_>, at: usize) -> usize {
    at + usize::from(scene.bytes.get(at) == Some(&b'-'))
}

/// Whether a small coin says whose it is, so that it stands for money by itself.
fn names_country(scene: &Scene<'_>, coin: Coin) -> bool {
    matches!(scene.vocabulary.unit_name(coin.currency), "USD" | "EUR" | "JPY") && coin.part < 1.0
}

/// An amount as found.
fn money(start: usize, end: usize, amount: f64, coin: Coin) -> Found {
    Found { start, end, value: MentionValue::Money { amount, currency: coin.currency } }
}

/// Adds the smaller coins that follow an amount: `五元三毛`, *13 dollars 45 cents*.
fn with_parts(scene: &Scene<'_>, mut whole: Found, main: Coin, read: ReadNumber) -> Found {
    for _ in 0..3 {
        let mut at = skip_spaces(scene.text, whole.end);
        for role in [Role::Mixed, Role::And] {
            at = scene.role(at, role).map_or(at, |end| skip_spaces(scene.text, end));
        }
        let Some((end, count)) = read(scene, at) else { break };
        let at = skip_spaces(scene.text, end);
        let part = scene.word(&scene.tables.money_part, at).filter(|(_, coin)| coin.currency == main.currency);
        let Some((end, coin)) = part else { break };
        if let MentionValue::Money { amount, .. } = &mut whole.value {
            *amount = round(*amount + count * coin.part);
        }
        whole.end = end;
    }
    whole
}

/// Rounds away what binary fractions add to cents.
fn round(amount: f64) -> f64 {
    if amount.abs() < 1e9 { (amount * 1e4).round() / 1e4 } else { amount }
}

/// An amount whose currency stands before the number at `at`.
pub(crate) fn money_before(scene: &Scene<'_>, at: usize, read: ReadNumber) -> Option<Found> {
    let (end, coin) = scene.word(&scene.tables.money_before, at)?;
    let (number_end, value) = read(scene, skip_spaces(scene.text, end))?;
    let follows = skip_spaces(scene.text, number_end);
    let (end, coin) = match scene.word(&scene.tables.money_after, follows) {
        Some((end, after)) if after.currency == coin.currency => (end, coin),
        Some((end, after)) if is_open(scene, coin) && !is_sign(scene, follows) => (end, after),
        _ => (number_end, coin),
    };
    let of_date = [Role::Year, Role::Month, Role::Day, Role::DayNumber].into_iter().any(|role| scene.role(follows, role).is_some());
    (!of_date).then(|| money(at, end, value * coin.part, coin))
}

/// Whether the currency form at `at` is a sign.
fn is_sign(scene: &Scene<'_>, at: usize) -> bool {
    scene.char(at).is_some_and(|character| !character.is_alphanumeric())
}

/// Whether a currency leaves its country open.
fn is_open(scene: &Scene<'_>, coin: Coin) -> bool {
    scene.vocabulary.unit_name(coin.currency).len() != 3
}

/// A number with its unit.
fn quantity(scene: &Scene<'_>, number: Number) -> Option<Found> {
    if scene.layer != Layer::All {
        return None;
    }
    let mut at = skip_spaces(scene.text, number.end);
    if let Some(end) = scene.role(at, Role::Approximation) {
        at = end;
    }
    let (end, (unit, factor)) = scene.word(&scene.tables.unit, at)?;
    let value = MentionValue::Quantity { value: number.value * factor, unit };
    Some(Found { start: number.start, end, value })
}

/// Where a number in digits really begins: at a point or a minus sign before it.
pub(crate) fn signed(scene: &Scene<'_>, at: usize, value: f64) -> (usize, f64) {
    let before = char_before(scene.text, scene.floor, at);
    let minus = matches!(before, Some('-' | '－' | '−'));
    if !minus {
        return (at, value);
    }
    let start = at - before.map_or(0, char::len_utf8);
    let further = char_before(scene.text, 0, skip_spaces_back(scene.text, 0, start));
    let free = char_before(scene.text, 0, start).is_none_or(|character| matches!(character, ' ' | '\n' | '(' | '（' | '：' | '，' | ','));
    let joined = further.is_some_and(|character| matches!(character, '-' | '－') || character.is_ascii_digit());
    if free && !joined { (start, -value) } else { (at, value) }
}
