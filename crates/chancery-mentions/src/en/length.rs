//! Lengths of time: *five years*, *1 year 2 months*, *an hour and a half*; and the days and
//! stretches they measure off from the day of the document: *two months ago*, *the next decade*.

use chancery_model::MentionValue;

use crate::calendar::{Grain, Length, Period, TimeUnit, add, first_units, last_units, month_start};
use crate::en::numeral::{Numeral, cardinal, numeral};
use crate::en::point::{before, gap, point};
use crate::scan::{Found, Scene};
use crate::tables::{Element, Role};

/// Units one length may have.
const MAX_PARTS: usize = 7;

/// A length of time read.
pub(super) struct Measured {
    pub end: usize,
    pub length: Length,
    /// Its first unit and how many.
    pub first: (f64, TimeUnit),
    pub parts: usize,
}

/// The length of time at `at`.
pub(super) fn measured(scene: &Scene<'_>, at: usize) -> Option<Measured> {
    let (end, count, unit) = part(scene, at, true)?;
    let mut found = Measured { end, length: Length::of(count, unit), first: (count, unit), parts: 1 };
    for _ in 1..MAX_PARTS {
        let mut from = gap(scene, found.end);
        if scene.bytes.get(from) == Some(&b',') {
            from = gap(scene, from + 1);
        }
        if let Some(end) = scene.role(from, Role::And) {
            from = gap(scene, end);
            if let Some(end) = scene.role(from, Role::Half).filter(|_| found.parts == 1) {
                found.length.add(0.5, unit);
                found.end = end;
                break;
            }
        }
        let Some((end, count, unit)) = part(scene, from, false) else { break };
        found.length.add(count, unit);
        found.end = end;
        found.parts += 1;
    }
    Some(found)
}

/// A number, or an article, and one unit.
fn part(scene: &Scene<'_>, at: usize, article: bool) -> Option<(usize, f64, TimeUnit)> {
    let timed = |number: &Numeral| scene.word(&scene.tables.time_unit, gap(scene, number.end)).is_some();
    let (end, count) = match cardinal(scene, at).filter(timed).or_else(|| numeral(scene, at)) {
        Some(number) if number.value >= 0.0 && number.value < 1e5 => (number.end, number.value),
        Some(_) => return None,
        None => {
            let end = scene.role(at, Role::Article).filter(|_| article)?;
            (end, 1.0)
        }
    };
    let mut from = gap(scene, end);
    if scene.bytes.get(from) == Some(&b'-') {
        from += 1;
    }
    if let Some(end) = scene.role(from, Role::Approximation) {
        from = gap(scene, end);
    }
    let (end, unit) = scene.word(&scene.tables.time_unit, from)?;
    let definite = scene.char(at) == Some('t') && scene.role(at, Role::Article).is_some();
    (!definite).then_some((end, count, unit))
}

/// The length of time, or the day it measures off, at `at`.
pub(super) fn length(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let measured = measured(scene, at)?;
    if let Some(found) = away(scene, at, &measured) {
        return Some(found);
    }
    let article = scene.role(at, Role::Article).is_some();
    let definite_noun = article && matches!(measured.first.1, TimeUnit::Second | TimeUnit::Quarter | TimeUnit::Day | TimeUnit::Week);
    if definite_noun {
        return None;
    }
    Some(Found { start: at, end: measured.end, value: MentionValue::Duration(Box::new(measured.length.iso())) })
}

/// *Two months ago*, *three days later*, *in two weeks*, *two weeks from now*, *3 days after D*.
fn away(scene: &Scene<'_>, at: usize, measured: &Measured) -> Option<Found> {
    use crate::calendar::Side;
    if measured.length.has_time() {
        return None;
    }
    let after = gap(scene, measured.end);
    let of = |direction| MentionValue::Date(scene.reference.and_then(|day| measured.length.away_from(day, direction)));
    match scene.role_word(after) {
        Some((end, Role::Ago | Role::Before)) => return Some(Found { start: at, end, value: of(-1) }),
        Some((end, Role::Later | Role::From)) => return Some(Found { start: at, end, value: of(1) }),
        _ => {}
    }
    if let Some((end, side @ (Side::Before | Side::After | Side::Since))) = scene.word(&scene.tables.before_date, after)
        && let Some(base) = point(scene, gap(scene, end)).filter(|base| base.period.first == base.period.last)
    {
        let direction = if side == Side::Before { -1 } else { 1 };
        let day = base.period.first.and_then(|day| measured.length.away_from(day, direction));
        return Some(Found { start: at, end: base.end, value: MentionValue::Date(day) });
    }
    if let Some(found) = starting(scene, at, measured) {
        return Some(found);
    }
    let (start, role) = before(scene, at, &scene.tables.role)?;
    (role == Role::In).then(|| Found { start, end: measured.end, value: of(1) })
}

/// *For one year, starting on D*: from D to the eve of its anniversary.
fn starting(scene: &Scene<'_>, at: usize, measured: &Measured) -> Option<Found> {
    use crate::calendar::Side;
    let mut next = gap(scene, measured.end);
    next = gap(scene, next + usize::from(scene.bytes.get(next) == Some(&b',')));
    let (end, _) = scene.word(&scene.tables.before_date, next).filter(|&(_, side)| side == Side::Since)?;
    let day = point(scene, gap(scene, end)).filter(|day| day.period.grain == Grain::Day)?;
    let last = day.period.first.and_then(|first| add(measured.length.away_from(first, 1)?, 0, -1));
    let start = before(scene, at, &scene.tables.role).filter(|&(_, role)| role == Role::For).map_or(at, |(start, _)| start);
    Some(Found { start, end: day.end, value: Period::days(day.period.first, last).value() })
}

/// *5 upcoming years*, *2 next days*.
fn counted_inside(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let number = cardinal(scene, at).filter(|number| number.value < 1e4)?;
    let (end, direction) = scene.word(&scene.tables.relative, gap(scene, number.end)).filter(|&(_, direction)| direction != 0)?;
    let (end, unit) = scene.word(&scene.tables.time_unit, gap(scene, end))?;
    let measured = Measured { end, length: Length::of(number.value, unit), first: (number.value, unit), parts: 1 };
    (!measured.length.has_time()).then(|| Found { start: at, end, value: stretch(scene, &measured, direction).value() })
}

/// *The last two months of 2025*, *next five years*, *past decade*.
pub(super) fn counted(scene: &Scene<'_>, at: usize) -> Option<Found> {
    if let Some(found) = counted_inside(scene, at) {
        return Some(found);
    }
    let from = scene.role(at, Role::Article).map_or(at, |end| gap(scene, end));
    let (end, direction) = scene.word(&scene.tables.relative, from).or_else(|| first(scene, from))?;
    let measured = measured(scene, gap(scene, end)).filter(|measured| !measured.length.has_time())?;
    if let Some((end, period)) = of_whole(scene, measured.end, direction, &measured) {
        return Some(Found { start: at, end, value: period.value() });
    }
    if direction == 0 || from > at || matches!(scene.word(&scene.tables.element, at), Some((_, Element::Ordinal(_)))) {
        return None;
    }
    Some(Found { start: at, end: measured.end, value: stretch(scene, &measured, direction).value() })
}

/// *First*, as the direction of what follows.
fn first(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    match scene.word(&scene.tables.element, at)? {
        (end, Element::Ordinal(1.0)) => Some((end, 1)),
        _ => None,
    }
}

/// So many units of the period that follows *of*.
pub(super) fn of_whole(scene: &Scene<'_>, end: usize, direction: i32, measured: &Measured) -> Option<(usize, Period)> {
    let of = scene.role(gap(scene, end), Role::Of)?;
    let whole = point(scene, gap(scene, of)).or_else(|| super::relative::this_unit(scene, gap(scene, of)))?;
    let (count, unit) = measured.first;
    let period = if direction < 0 { last_units(whole.period, count, unit) } else { first_units(whole.period, count, unit) };
    Some((whole.end, period?))
}

/// The stretch of a length before or after the day of the document; quarters are whole.
fn stretch(scene: &Scene<'_>, measured: &Measured, direction: i32) -> Period {
    let Some(reference) = scene.reference else { return Period::days(None, None) };
    if let ((count, TimeUnit::Quarter), 1) = (measured.first, measured.parts) {
        let (year, this) = (i32::from(reference.year()), (i32::from(reference.month()) - 1) / 3 * 3 + 1);
        let months = count as i32 * 3;
        let (from, to) = if direction < 0 { (this - months, this - 1) } else { (this + 3, this + 2 + months) };
        return Period { first: month_start(year, from), ..Period::months(year, from, to) };
    }
    let other = measured.length.away_from(reference, direction);
    let eve = add(reference, 0, direction);
    if direction < 0 { Period::days(other, eve) } else { Period::days(eve, other) }
}
