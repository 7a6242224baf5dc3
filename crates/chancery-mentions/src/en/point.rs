//! One end of a stretch of time: a year, a month, a day, a week, a part of one of them.

use std::ops::RangeInclusive;

use crate::calendar::{Grain, Period, TimeUnit, add, day, nearest_weekday, two_digit_year, year_for};
use crate::digits;
use crate::en::numeral::cardinal;
use crate::en::relative::{in_week, relative, relative_week, this_unit};
use crate::scan::Scene;
use crate::stretch::Point;
use crate::tables::{Element, Role};
use crate::words::{Words, skip_spaces, skip_spaces_back};

/// The years of four digits that dates are in.
pub(super) const YEARS: RangeInclusive<i64> = 1500..=2200;

/// Past the spaces at `at`.
pub(super) fn gap(scene: &Scene<'_>, at: usize) -> usize {
    skip_spaces(scene.text, at)
}

/// The word of a table that ends before `at`: where it begins, what it means.
pub(super) fn before<T: Copy>(scene: &Scene<'_>, at: usize, words: &Words<T>) -> Option<(usize, T)> {
    let end = skip_spaces_back(scene.text, scene.floor, at);
    scene.ending(words, scene.floor, end)
}

/// The point at `at`.
pub(super) fn point(scene: &Scene<'_>, at: usize) -> Option<Point> {
    scene.en_points.get(at, || read(scene, at))
}

/// Reads the point at `at`.
fn read(scene: &Scene<'_>, at: usize) -> Option<Point> {
    if digits::digit_at(scene.bytes, at).is_some() {
        if let Some((end, period)) = crate::digits_date::en(scene, at) {
            return Some(Point::new(end, period));
        }
        if scene.mask(at) == 0 {
            return day_first(scene, at).or_else(|| decade(scene, at)).or_else(|| year_first(scene, at));
        }
    }
    part_of(scene, at)
        .or_else(|| month_first(scene, at))
        .or_else(|| day_first(scene, at))
        .or_else(|| weekday_first(scene, at))
        .or_else(|| relative(scene, at))
        .or_else(|| named(scene, at))
        .or_else(|| decade(scene, at))
        .or_else(|| year_first(scene, at))
}

/// Past an article.
pub(super) fn article(scene: &Scene<'_>, at: usize) -> usize {
    scene.role(at, Role::Article).map_or(at, |end| gap(scene, end))
}

/// A month by its name; a name that is another word too only beside a number or after a word
/// that dates have before them.
fn month_name(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    if let Some(found) = scene.word(&scene.tables.month_name, at) {
        return Some(found);
    }
    let (end, month) = scene.word(&scene.tables.doubtful_month_name, at)?;
    let number = digits::digit_at(scene.bytes, gap(scene, end)).is_some() || ordinal(scene, gap(scene, end)).is_some();
    let capital = scene.is_capital(at);
    let led = before(scene, at, &scene.tables.apart_after).is_some();
    let next = gap(scene, end);
    let onward = scene
        .word(&scene.tables.between, next)
        .is_some_and(|(end, joint)| joint == crate::tables::Joint::To && scene.word(&scene.tables.month_name, gap(scene, end)).is_some());
    let inside = before(scene, at, &scene.tables.role).is_some_and(|(_, role)| matches!(role, Role::In));
    (number || onward || led && capital || inside || scene.floor > 0 && capital && joined(scene, at)).then_some((end, month))
}

/// Whether a word that joins two dates stands before `at`.
fn joined(scene: &Scene<'_>, at: usize) -> bool {
    before(scene, at, &scene.tables.between).is_some()
}

/// A month, and the day and year after it.
pub(super) fn month_first(scene: &Scene<'_>, at: usize) -> Option<Point> {
    let (end, month) = month_name(scene, at)?;
    let mut next = gap(scene, end);
    if matches!(scene.bytes.get(next), Some(b',' | b'/' | b'-')) {
        next = gap(scene, next + 1);
    }
    let the = article(scene, next);
    if let Some((day_end, month_day)) = day_number(scene, the).or_else(|| spoken_day(scene, the)) {
        return Some(of_day(scene, day_end, month, month_day));
    }
    if let Some((end, year)) = year_after(scene, end) {
        return Some(Point::new(end, Period::months(year, month, month)).of_year(Some(year)).of_month(month));
    }
    let year = year_for(scene.reference, month, None);
    let period = year.map_or(Period { first: None, last: None, grain: Grain::Months }, |year| Period::months(year, month, month));
    Some(Point::new(end, period).of_month(month))
}

/// A day of a month, with the year after it or the one it lies nearest to.
fn of_day(scene: &Scene<'_>, end: usize, month: i32, month_day: i32) -> Point {
    let given = year_after(scene, end);
    let year = given.map(|(_, year)| year).or_else(|| year_for(scene.reference, month, Some(month_day)));
    let found = year.and_then(|year| day(year, month, month_day));
    let end = given.map_or(end, |(end, _)| end);
    Point::new(end, Period::day(found)).of_year(given.map(|(_, year)| year)).of_month(month)
}

/// A number of a day: `14`, `14th`, *fourteenth*, *twenty-second*.
pub(super) fn day_number(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    let (end, value) = match digits::run(scene.bytes, at) {
        Some(run) if run.count <= 2 => (ordinal_ending(scene, run.end)?, run.value as f64),
        Some(_) => return None,
        None => ordinal(scene, at)?,
    };
    (1.0..=31.0).contains(&value).then_some((end, value as i32))
}

/// A day in words that are no ordinal: *twenty-nine*.
fn spoken_day(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    let number = cardinal(scene, at).filter(|number| number.words > 0 && number.words < 3)?;
    ((1.0..=31.0).contains(&number.value) && number.value.fract() == 0.0).then_some((number.end, number.value as i32))
}

/// Past the ending of an ordinal in digits; `None` when other letters are glued to it.
fn ordinal_ending(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let letters = scene.bytes.get(end..).unwrap_or_default().iter().take(4).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let decimal = matches!(scene.bytes.get(end), Some(b'.' | b',')) && digits::digit_at(scene.bytes, end + 1).is_some();
    match scene.text.get(end..end + letters)? {
        "" => (!decimal).then_some(end),
        "st" | "nd" | "rd" | "th" => Some(end + 2),
        _ => None,
    }
}

/// An ordinal in words: *fourth*, *twenty-second*.
pub(super) fn ordinal(scene: &Scene<'_>, at: usize) -> Option<(usize, f64)> {
    match scene.word(&scene.tables.element, at)? {
        (end, Element::Ordinal(value)) => Some((end, value)),
        (end, Element::Digit(tens)) if tens == 20.0 || tens == 30.0 => {
            let from = if scene.bytes.get(end) == Some(&b'-') { end + 1 } else { gap(scene, end) };
            match scene.word(&scene.tables.element, from)? {
                (end, Element::Ordinal(value)) if value < 10.0 => Some((end, tens + value)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The year after a month or a day: `2026`, `, 2026`, `of 2026`, `in 2026`, `-2026`.
fn year_after(scene: &Scene<'_>, end: usize) -> Option<(usize, i32)> {
    let mut at = gap(scene, end);
    if matches!(scene.bytes.get(at), Some(b',' | b'/' | b'-' | b'.')) {
        at = gap(scene, at + 1);
    }
    if let Some((past, Role::Of | Role::In)) = scene.role_word(at) {
        at = gap(scene, past);
        at = scene.role(at, Role::Year).map_or(at, |past| gap(scene, past));
        if let Some(found) = this_year(scene, at).or_else(|| short_year(scene, at)) {
            return Some(found);
        }
    }
    four_digits(scene, at).or_else(|| spoken_year(scene, at))
}

/// *This year*, *next year*, *the year*.
fn this_year(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    let (end, years) = scene.word(&scene.tables.relative, at)?;
    let (end, unit) = scene.word(&scene.tables.time_unit, gap(scene, end))?;
    (unit == TimeUnit::Year).then_some((end, i32::from(scene.reference?.year()) + years))
}

/// A year of four digits.
pub(super) fn four_digits(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    let run = digits::run(scene.bytes, at).filter(|run| run.count == 4 && YEARS.contains(&(run.value as i64)))?;
    let glued = scene.bytes.get(run.end).is_some_and(u8::is_ascii_alphabetic)
        || matches!(scene.bytes.get(run.end), Some(b',' | b'.')) && digits::digit_at(scene.bytes, run.end + 1).is_some();
    let percent = scene.word(&scene.tables.percent, gap(scene, run.end)).is_some();
    (!glued && !percent).then_some((run.end, run.value as i32))
}

/// A year in words: *two thousand and fifteen*, *nineteen eighty-six*.
fn spoken_year(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    let first = cardinal(scene, at).filter(|number| number.words > 0)?;
    let value = first.value as i32;
    if YEARS.contains(&value.into()) {
        return Some((first.end, value));
    }
    let second = cardinal(scene, gap(scene, first.end)).filter(|number| number.words > 0 && (10.0..100.0).contains(&number.value))?;
    ((18..=20).contains(&value)).then_some((second.end, value * 100 + second.value as i32))
}

/// A day before its month: `14 May 2026`, *the 14th of May*, *the fifteenth day of June*.
fn day_first(scene: &Scene<'_>, at: usize) -> Option<Point> {
    let from = article(scene, at);
    let (end, month_day) = day_number(scene, from).or_else(|| spoken_day(scene, from))?;
    let mut next = gap(scene, end);
    if matches!(scene.bytes.get(next), Some(b'/' | b'-')) {
        next += 1;
    }
    if let Some(end) = scene.role(next, Role::Day) {
        next = gap(scene, end);
    }
    if let Some(end) = scene.role(next, Role::Of) {
        next = gap(scene, end);
    }
    let found = scene
        .word(&scene.tables.month_name, next)
        .or_else(|| scene.word(&scene.tables.doubtful_month_name, next).filter(|_| scene.is_capital(next)));
    let (end, month) = found?;
    Some(of_day(scene, end, month, month_day))
}

/// A weekday, alone or before a date.
pub(super) fn weekday_first(scene: &Scene<'_>, at: usize) -> Option<Point> {
    let (end, weekday) = weekday(scene, at)?;
    let mut next = gap(scene, end);
    if scene.bytes.get(next) == Some(&b',') {
        next = gap(scene, next + 1);
    }
    if let Some((end, period)) = crate::digits_date::en(scene, next) {
        return Some(Point::new(end, period));
    }
    if let Some(point) = month_first(scene, next).filter(|point| point.period.grain == Grain::Day).or_else(|| day_first(scene, next)) {
        return Some(point);
    }
    let of = scene.role(next, Role::Of).map_or(next, |end| gap(scene, end));
    if let Some((end, week)) = relative_week(scene, of) {
        return Some(Point::new(end, Period::day(in_week(week, weekday))));
    }
    Some(Point::new(end, Period::day(nearest_weekday(scene.reference, weekday))))
}

/// A weekday by its name; a short form needs a capital or a point.
pub(super) fn weekday(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    let (end, weekday) = scene.word(&scene.tables.weekday, at)?;
    let short = end - at <= 5;
    (!short || scene.is_capital(at)).then_some((end, weekday))
}

/// Words that name a day by themselves.
fn named(scene: &Scene<'_>, at: usize) -> Option<Point> {
    if let Some((end, days)) = scene.word(&scene.tables.day, at) {
        return Some(Point::new(end, Period::day(scene.reference.and_then(|day| add(day, 0, days)))));
    }
    let (end, [month, month_day]) = scene.word(&scene.tables.holiday, at)?;
    Some(of_day(scene, end, month, month_day))
}

/// `1990s`, *the nineties*.
fn decade(scene: &Scene<'_>, at: usize) -> Option<Point> {
    if let Some((end, first)) = scene.word(&scene.tables.century, at) {
        return Some(Point::new(end, Period::years(first, first + 9)));
    }
    let run = digits::run(scene.bytes, at).filter(|run| (run.count == 4 || run.count == 2) && run.value % 10 == 0)?;
    let mut end = run.end;
    if matches!(scene.char(end), Some('\'' | '’')) {
        end = crate::words::char_at(scene.text, end)?.1;
    } else if run.count == 4 || run.value >= 20 {
        end = gap(scene, end);
    }
    let plural = scene.bytes.get(end) == Some(&b's') && !scene.bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
    let year = if run.count == 4 { run.value as i32 } else { two_digit_year(run.value as i32) };
    (plural && (1000..=2990).contains(&year)).then(|| Point::new(end + 1, Period::years(year, year + 9)))
}

/// A year with its quarter, half or season after or before it, or a bare year.
fn year_first(scene: &Scene<'_>, at: usize) -> Option<Point> {
    let tables = scene.tables;
    if let Some((end, months)) = scene.word(&tables.year_tail, at).or_else(|| scene.word(&tables.season, at)) {
        let of = scene.role(gap(scene, end), Role::Of).map_or(gap(scene, end), |end| gap(scene, end));
        let (end, year) = four_digits(scene, of)?;
        return Some(Point::new(end, Period::months(year, months[0], months[1])).of_year(Some(year)));
    }
    if let Some((end, Role::Year | Role::Fiscal)) = scene.role_word(at) {
        let (end, year) = four_digits(scene, gap(scene, end)).or_else(|| short_year(scene, end))?;
        return Some(Point::new(end, Period::years(year, year)).of_year(Some(year)));
    }
    let (end, year) = four_digits(scene, at).or_else(|| spoken_year(scene, at))?;
    let next = gap(scene, end);
    if let Some((end, [from, to])) = scene.word(&tables.year_tail, next) {
        return Some(Point::new(end, Period::months(year, from, to)).of_year(Some(year)));
    }
    if let Some((end, month)) = scene.word(&tables.month_name, next) {
        return Some(Point::new(end, Period::months(year, month, month)).of_year(Some(year)).of_month(month));
    }
    Some(Point::new(end, Period::years(year, year)).of_year(Some(year)))
}

/// The two digits of *FY26*.
fn short_year(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    let run = digits::run(scene.bytes, at).filter(|run| run.count == 2)?;
    let glued = scene.bytes.get(run.end).is_some_and(|byte| {
        byte.is_ascii_alphabetic() || matches!(byte, b'%' | b',' | b'.') && digits::digit_at(scene.bytes, run.end + 1).is_some()
    });
    if glued || !matches!(run.value, 10..) {
        return None;
    }
    Some((run.end, two_digit_year(run.value as i32)))
}

/// A part of a year or a month before it: *the first quarter of 2026*, *end of 2027*, *early May*.
fn part_of(scene: &Scene<'_>, at: usize) -> Option<Point> {
    let (end, months) = scene.word(&scene.tables.year_part, at)?;
    let next = gap(scene, end);
    let next = next + usize::from(scene.bytes.get(next) == Some(&b'-'));
    let bare = scene.role(next, Role::Of).map_or(next, |end| gap(scene, end));
    let named = month_first(scene, bare).or_else(|| relative(scene, bare)).filter(|point| point.period.grain > Grain::Day);
    let whole = named.or_else(|| year_first(scene, bare)).or_else(|| this_unit(scene, bare))?;
    match whole.period.grain {
        Grain::Years => part_of_year(&whole, months),
        Grain::Months => part_of_month(&whole, scene.raw(&scene.tables.month_part, at)?.1),
        _ => None,
    }
}

/// The part of a year by its months.
fn part_of_year(whole: &Point, [from, to]: [i32; 2]) -> Option<Point> {
    let year = i32::from(whole.period.first?.year());
    let part = Point::new(whole.end, Period::months(year, from, to)).of_year(Some(year));
    Some(Point { is_end: from == to, ..part })
}

/// The part of a month by its days.
fn part_of_month(whole: &Point, [from, to]: [i32; 2]) -> Option<Point> {
    let first = whole.period.first;
    let last = if to > 28 { whole.period.last } else { first.and_then(|first| add(first, 0, to - 1)) };
    let period = Period::days(first.and_then(|first| add(first, 0, from - 1)), last);
    Some(Point { is_end: to > 28, period, ..*whole })
}
