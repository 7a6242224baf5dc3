//! Dates and stretches of time: points, what lies between two, and what a word before or after
//! them opens to one side.

use crate::calendar::{Grain, Period, Side};
use crate::digits::digit_at;
use crate::scan::{Found, Scene};
use crate::stretch::{Point, join};
use crate::tables::{Joint, Role};
use crate::words::{char_before, skip_spaces, skip_spaces_back};
use crate::zh::length;
use crate::zh::point::{digit_run, point};

/// The date, stretch or length of time that begins at `at`.
pub(super) fn time(scene: &Scene<'_>, at: usize) -> Option<Found> {
    if let Some(found) = length::counted(scene, at) {
        return Some(found);
    }
    let Some(stretch) = stretch(scene, at) else { return length::length(scene, at) };
    Some(opened(scene, at, &stretch))
}

/// A point, or two joined.
struct Stretch {
    point: Point,
    joined: bool,
}

/// The points at `at`.
fn stretch(scene: &Scene<'_>, at: usize) -> Option<Stretch> {
    let first = point(scene, at, None);
    if let Some(point) = short_first(scene, at, first.as_ref()) {
        return Some(Stretch { point, joined: true });
    }
    let first = first?;
    match second(scene, &first) {
        Some(point) => Some(Stretch { point, joined: true }),
        None => Some(Stretch { point: first, joined: false }),
    }
}

/// The other end of a stretch that begins with `first`, as the stretch of both.
fn second(scene: &Scene<'_>, first: &Point) -> Option<Point> {
    let at = skip_spaces(scene.text, first.end);
    let (end, joint) = scene.word(&scene.tables.between, at)?;
    let mut last = point(scene, skip_spaces(scene.text, end), Some(first))?;
    if joint == Joint::And {
        last.end = scene.role(skip_spaces(scene.text, last.end), Role::Between)?;
    }
    join(first, last)
}

/// A stretch whose first end leaves its mark out: `1995-1997年`, `3至5月`, `13—15日`, and
/// `5月13-15日`. `first` is the point at `at`.
fn short_first(scene: &Scene<'_>, at: usize, first: Option<&Point>) -> Option<Point> {
    let month =
        first.filter(|point| matches!(point.period.grain, Grain::Months | Grain::Years) && (point.month.is_some() || point.year.is_some()));
    let from = month.map_or(at, |month| skip_spaces(scene.text, month.end));
    let number = digit_run(scene, from)?;
    let (end, joint) = scene.word(&scene.tables.between, skip_spaces(scene.text, number.end))?;
    if joint != Joint::To {
        return None;
    }
    let last = point(scene, skip_spaces(scene.text, end), month)?;
    let value = number.value as i32;
    let first = match last.period.grain {
        Grain::Day if value <= 31 && last.month.is_some() && number.count <= 2 => same_month(&last, value)?,
        Grain::Months if value <= 12 && last.month.is_some() => {
            let year = last.year.or_else(|| last.period.first.map(|day| day.year().into()))?;
            Point { period: Period::months(year, value, value), ..last }
        }
        Grain::Years if number.count == 4 && month.is_none() => Point { period: Period::years(value, value), year: Some(value), ..last },
        _ => return None,
    };
    (first.period.first <= last.period.first).then(|| join(&first, last))?
}

/// The day of that number in the month of `last`.
fn same_month(last: &Point, value: i32) -> Option<Point> {
    let day = last.period.first?;
    let first = crate::calendar::day(day.year().into(), day.month().into(), value);
    first.map(|first| Point { period: Period::day(Some(first)), ..*last })
}

/// What the words before and after a stretch make of it.
fn opened(scene: &Scene<'_>, at: usize, stretch: &Stretch) -> Found {
    let Point { end, period, is_end, .. } = stretch.point;
    let before = before_date(scene, at, is_end && !stretch.joined);
    if let Some((after_end, side)) = after_date(scene, skip_spaces(scene.text, end)) {
        let start = before.map_or(at, |(start, _)| start);
        return Found { start, end: after_end, value: stretch.point.side(side).value() };
    }
    let Some((start, side)) = before else { return Found { start: at, end, value: period.value() } };
    if stretch.joined {
        let start = if side == Side::Since { start } else { at };
        return Found { start, end, value: period.value() };
    }
    let closed = scene.word(&scene.tables.closes_date, skip_spaces(scene.text, end));
    let end = closed.map_or(end, |(end, _)| end);
    Found { start, end, value: side.of(period).value() }
}

/// The word before a date. One of a single character that also is a verb (`到`) counts where a
/// clause begins or the date is the end of something.
fn before_date(scene: &Scene<'_>, at: usize, is_end: bool) -> Option<(usize, Side)> {
    let end = skip_spaces_back(scene.text, scene.floor, at);
    let (start, side) = scene.ending(&scene.tables.before_date, scene.floor, end)?;
    let single = scene.text.get(start..end).is_some_and(|word| word.chars().count() == 1);
    let clause = char_before(scene.text, scene.floor, start).is_none_or(|before| !before.is_alphanumeric());
    (side != Side::Until || !single || is_end || clause).then_some((start, side))
}

/// The word after a date or a length of time; none when a number follows it (`前三季度`).
pub(super) fn after_date(scene: &Scene<'_>, at: usize) -> Option<(usize, Side)> {
    let (end, side) = scene.word(&scene.tables.after_date, at)?;
    let numeral = scene.raw(&scene.tables.element, end).is_some() || digit_at(scene.bytes, end).is_some();
    (!numeral).then_some((end, side))
}
