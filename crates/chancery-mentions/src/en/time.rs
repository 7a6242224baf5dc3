//! Dates and stretches of time: points, what lies between two, and what a word before or after
//! them opens to one side.

use crate::calendar::{Grain, Period, Side, TimeUnit, add, day, first_units, last_units};
use crate::en::length;
use crate::en::point::{before, day_number, four_digits, gap, ordinal, point};
use crate::en::relative::this_unit;
use crate::scan::{Found, Scene};
use crate::stretch::{Point, join};
use crate::tables::{Joint, Role};

/// The date, stretch or length of time that begins at `at`.
pub(super) fn time(scene: &Scene<'_>, at: usize) -> Option<Found> {
    if let Some(found) =
        later(scene, at).or_else(|| week_of(scene, at)).or_else(|| length::counted(scene, at)).or_else(|| unit_of(scene, at))
    {
        return Some(found);
    }
    let Some((point, joined)) = stretch(scene, at) else { return length::length(scene, at) };
    Some(opened(scene, at, &point, joined))
}

/// *Later this year*, *the rest of the year*: from the day of the document on.
fn later(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let (end, _) = scene.role_word(at).filter(|&(_, role)| matches!(role, Role::Later | Role::Rest))?;
    let next = gap(scene, end);
    let from = scene.role(next, Role::In).map_or(next, |end| gap(scene, end));
    let whole = this_unit(scene, from).or_else(|| point(scene, from)).filter(|whole| whole.period.grain > Grain::Day)?;
    let inside = scene.reference.filter(|day| whole.period.first.is_some_and(|first| first <= *day));
    let period = Period::days(inside.or(whole.period.first), whole.period.last);
    Some(Found { start: at, end: whole.end, value: period.value() })
}

/// *The week of April 10th*.
fn week_of(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let from = scene.role(at, Role::Article).map(|end| gap(scene, end))?;
    let (end, unit) = scene.word(&scene.tables.time_unit, from)?;
    let of = scene.role(gap(scene, end), Role::Of)?;
    let day = point(scene, gap(scene, of)).filter(|day| unit == TimeUnit::Week && day.period.grain == Grain::Day)?;
    Some(Found { start: at, end: day.end, value: Period::week(day.period.first, 0).value() })
}

/// *The last week of July*, *3rd week of 2018*.
fn unit_of(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let article = scene.role(at, Role::Article).map_or(at, |end| gap(scene, end));
    let last = scene.word(&scene.tables.relative, article).filter(|&(_, steps)| steps < 0);
    let (end, count) = match last {
        Some((end, _)) => (end, 0.0),
        None => ordinal(scene, article).or_else(|| day_number(scene, article).map(|(end, value)| (end, f64::from(value))))?,
    };
    let (end, unit) =
        scene.word(&scene.tables.time_unit, gap(scene, end)).filter(|&(_, unit)| matches!(unit, TimeUnit::Week | TimeUnit::Month))?;
    let of = gap(scene, scene.role(gap(scene, end), Role::Of)?);
    let whole = point(scene, of).or_else(|| this_unit(scene, of)).filter(|whole| whole.period.grain > Grain::Days)?;
    let period =
        if count == 0.0 { last_units(whole.period, 1.0, unit)? } else { last_units(first_units(whole.period, count, unit)?, 1.0, unit)? };
    Some(Found { start: at, end: whole.end, value: period.value() })
}

/// A point, or two joined.
fn stretch(scene: &Scene<'_>, at: usize) -> Option<(Point, bool)> {
    if let Some(point) = days_of_month(scene, at) {
        return Some((point, true));
    }
    let first = point(scene, at)?;
    if let Some(joined) = second(scene, at, &first) {
        return Some((joined, true));
    }
    is_dated(scene, at, &first).then_some((first, false))
}

/// The other end of a stretch that begins with `first`, as the stretch of both.
fn second(scene: &Scene<'_>, at: usize, first: &Point) -> Option<Point> {
    let (end, joint) = scene.word(&scene.tables.between, gap(scene, first.end))?;
    let between = before(scene, at, &scene.tables.before_date).is_none() && leads_between(scene, at);
    if joint == Joint::And && !between {
        return None;
    }
    let last = point(scene, gap(scene, end)).or_else(|| {
        let (end, month_day) = day_number(scene, gap(scene, end))?;
        let from = first.period.last.filter(|_| first.period.grain == Grain::Day)?;
        let (year, month) = (i32::from(from.year()), i32::from(from.month()));
        let year_after = four_digits(scene, gap(scene, end + usize::from(scene.bytes.get(end) == Some(&b','))));
        let (end, year) = year_after.unwrap_or((end, year));
        Some(Point::new(end, Period::day(day(year, month, month_day))))
    })?;
    join(&with_year(first, &last), last)
}

/// The first end of a stretch takes the year over that only the last one names.
fn with_year(first: &Point, last: &Point) -> Point {
    let (Some(year), None, Some(from)) = (last.year, first.year, first.period.first) else { return *first };
    if first.month.is_none() {
        return *first;
    }
    let years = year - i32::from(from.year()) - i32::from(first.month > last.month);
    let moved = |day: Option<chancery_model::Date>| day.and_then(|day| add(day, years * 12, 0));
    Point { period: Period { first: moved(first.period.first), last: moved(first.period.last), ..first.period }, ..*first }
}

/// Whether *between* stands before `at`.
fn leads_between(scene: &Scene<'_>, at: usize) -> bool {
    before(scene, at, &scene.tables.role).is_some_and(|(_, role)| role == Role::Between)
}

/// *May 13-15, 2026*, *13-15 May 2026*.
fn days_of_month(scene: &Scene<'_>, at: usize) -> Option<Point> {
    if let Some((end, first)) = day_number(scene, at) {
        let (end, joint) = scene.word(&scene.tables.between, gap(scene, end))?;
        let last = point(scene, gap(scene, end)).filter(|last| last.month.is_some() && last.period.grain == Grain::Day)?;
        let and = joint == Joint::And && !leads_between(scene, at);
        let on = last.period.first?;
        let start = day(on.year().into(), on.month().into(), first).filter(|start| *start <= on && !and)?;
        return Some(Point { period: Period::days(Some(start), Some(on)), ..last });
    }
    let first = point(scene, at).filter(|first| first.month.is_some() && first.year.is_none() && first.period.grain == Grain::Day)?;
    let (end, joint) = scene.word(&scene.tables.between, gap(scene, first.end))?;
    if joint == Joint::And && !leads_between(scene, at) {
        return None;
    }
    let (end, last) = day_number(scene, gap(scene, end)).filter(|&(end, _)| scene.bytes.get(end) != Some(&b'/'))?;
    let comma = gap(scene, end + usize::from(scene.bytes.get(end) == Some(&b',')));
    let from = first.period.first?;
    let (end, year) = four_digits(scene, comma).unwrap_or((end, from.year().into()));
    let start = day(year, from.month().into(), from.day().into());
    let stop = day(year, from.month().into(), last).filter(|stop| start.is_some_and(|start| start <= *stop))?;
    Some(Point { end, period: Period::days(start, Some(stop)), ..first })
}

/// Whether a point is a date where it stands: a bare year needs a word that leads to dates, or a
/// year before it in a list.
fn is_dated(scene: &Scene<'_>, at: usize, point: &Point) -> bool {
    let bare = four_digits(scene, at).is_some_and(|(end, _)| end == point.end)
        || scene.role(at, Role::Year).is_none() && scene.raw(&scene.tables.element, at).is_some() && point.period.grain == Grain::Years;
    if !bare {
        return true;
    }
    let counted = scene.word(&scene.tables.unit, gap(scene, point.end)).is_some()
        || scene.word(&scene.tables.money_after, gap(scene, point.end)).is_some();
    let led = before(scene, at, &scene.tables.apart_after).is_some() || before(scene, at, &scene.tables.before_date).is_some();
    !counted && (led || listed(scene, at))
}

/// Whether only a comma or *and*, and words in brackets, stand between the last year and `at`.
fn listed(scene: &Scene<'_>, at: usize) -> bool {
    let year = scene.floor >= 4 && four_digits(scene, scene.floor - 4).is_some();
    let Some(between) = scene.text.get(scene.floor..at).filter(|between| year && between.len() < 40) else {
        return false;
    };
    let outside = between.find(')').map_or(between, |close| between.get(close + 1..).unwrap_or_default());
    let rest = outside.trim_start_matches([' ', ',']);
    let tail = at - rest.len();
    rest.is_empty() || scene.role(tail, Role::And).is_some_and(|end| gap(scene, end) == at)
}

/// What the words before and after a stretch make of it.
fn opened(scene: &Scene<'_>, at: usize, point: &Point, joined: bool) -> Found {
    let end = point.end;
    let after = scene.word(&scene.tables.after_date, gap(scene, end)).filter(|&(end, _)| stands_last(scene, end));
    if let Some((after_end, side)) = after {
        return Found { start: at, end: after_end, value: point.side(side).value() };
    }
    if joined && let Some((start, Role::Between)) = before(scene, at, &scene.tables.role) {
        return Found { start, end, value: point.period.value() };
    }
    let Some((start, side)) = before(scene, at, &scene.tables.before_date) else {
        return Found { start: with_article(scene, at), end, value: point.period.value() };
    };
    if joined {
        let start = if side == Side::Since { start } else { at };
        return Found { start, end, value: point.period.value() };
    }
    Found { start, end, value: point.side(side).value() }
}

/// Whether no date follows: *2010 or after 2018* has two.
fn stands_last(scene: &Scene<'_>, end: usize) -> bool {
    point(scene, gap(scene, end)).is_none()
}

/// Takes the article of *the 14th of May* in.
fn with_article(scene: &Scene<'_>, at: usize) -> usize {
    if day_number(scene, at).is_none() {
        return at;
    }
    before(scene, at, &scene.tables.role).filter(|&(_, role)| role == Role::Article).map_or(at, |(start, _)| start)
}
