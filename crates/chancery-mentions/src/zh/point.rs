//! One end of a stretch of time: a year, a month, a day, a week, a part of one of them.

use crate::calendar::{Period, add, day, nearest_weekday, two_digit_year, year_for};
use crate::digits;
use crate::scan::Scene;
use crate::stretch::Point;
use crate::tables::Role;
use crate::words::{char_at, skip_spaces};
use crate::zh::length::share_of;
use crate::zh::numeral::{Form, Numeral, numeral};

/// The point at `at`; what it leaves out it takes over from `base`.
pub(super) fn point(scene: &Scene<'_>, at: usize, base: Option<&Point>) -> Option<Point> {
    if let Some((end, period)) = crate::digits_date::zh(scene, at) {
        return Some(Point::new(end, period));
    }
    if let Some((end, year)) = year_at(scene, at) {
        return Some(of_year(scene, end, year));
    }
    let year = base.and_then(|base| base.year);
    month(scene, at, year).or_else(|| of_month_word(scene, at)).or_else(|| named(scene, at)).or_else(|| day_alone(scene, at, base))
}

/// A year: where its words end, its number (`None` when it cannot be resolved).
fn year_at(scene: &Scene<'_>, at: usize) -> Option<(usize, Option<i32>)> {
    let reference = scene.reference.map(|day| i32::from(day.year()));
    if let Some((end, years)) = scene.word(&scene.tables.year, at) {
        return Some((end, reference.map(|year| year + years)));
    }
    if let Some((end, before)) = scene.word(&scene.tables.era, at) {
        let from = skip_spaces(scene.text, end);
        let (end, count) = match scene.role(from, Role::First) {
            Some(end) => (end, 1.0),
            None => numeral(scene, from).map(|number| (number.end, number.value))?,
        };
        let end = year_mark(scene, end)?;
        return (count < 3000.0).then(|| (end, Some(before + count as i32)));
    }
    let number = numeral(scene, at)?;
    let end = year_mark(scene, number.end).or_else(|| before_another_word(scene, &number))?;
    let year = year_number(scene, &number, end)?;
    Some((end, Some(year)))
}

/// Past the mark of a year.
fn year_mark(scene: &Scene<'_>, at: usize) -> Option<usize> {
    scene.role(skip_spaces(scene.text, at), Role::Year)
}

/// Past the mark of a year that looks like the word for a decade: `2026年代表团`.
fn before_another_word(scene: &Scene<'_>, number: &Numeral) -> Option<usize> {
    let at = skip_spaces(scene.text, number.end);
    scene.role_word(at).filter(|&(_, role)| role == Role::Decade)?;
    let (_, next) = char_at(scene.text, at)?;
    scene.raw(&scene.tables.blocked, next).is_some().then_some(next)
}

/// The year a number stands for before the mark of a year: four digits, or two where a month
/// follows or the first is a zero; otherwise so many years are meant.
fn year_number(scene: &Scene<'_>, number: &Numeral, end: usize) -> Option<i32> {
    let year = number.value as i32;
    let month_follows = || month_number(scene, skip_spaces(scene.text, end)).is_some();
    match number.form {
        Form::Digits(4) | Form::Spelled(4) => (1000..=2999).contains(&year).then_some(year),
        Form::Digits(2) if scene.bytes[number.end - 2] == b'0' || month_follows() => Some(two_digit_year(year)),
        Form::Spelled(2) => Some(two_digit_year(year)),
        _ => None,
    }
}

/// What a year goes on to: a month, a part of it, its last weeks, or nothing.
fn of_year(scene: &Scene<'_>, end: usize, year: Option<i32>) -> Point {
    let whole = year.map_or(Period::days(None, None), |year| Period::years(year, year));
    let at = skip_spaces(scene.text, end);
    if let Some((end, period)) = share_of(scene, at, whole) {
        return Point::new(end, period).of_year(year);
    }
    let tables = scene.tables;
    let part = [&tables.year_part, &tables.season, &tables.year_tail].into_iter().find_map(|table| scene.word(table, at));
    if let Some((end, months)) = part {
        return of_year_part(scene, end, year, months).of_year(year);
    }
    let of = scene.role(at, Role::Of).unwrap_or(at);
    if let Some(point) = month_of(scene, at, year).or_else(|| month_of(scene, skip_spaces(scene.text, of), year)) {
        return point;
    }
    Point::new(end, whole).of_year(year)
}

/// A part of a year by its months; month 0 is the month of the day of the document.
fn of_year_part(scene: &Scene<'_>, end: usize, year: Option<i32>, [from, to]: [i32; 2]) -> Point {
    let Some(year) = year else { return Point::new(end, Period::days(None, None)) };
    let mut period = Period::months(year, from.max(1), to);
    if from == 0 && scene.reference.is_some_and(|day| i32::from(day.year()) == year) {
        period.first = scene.reference;
    }
    Point { is_end: from == to, ..Point::new(end, period) }
}

/// A month of no year, or of the year of the other end.
fn month(scene: &Scene<'_>, at: usize, year: Option<i32>) -> Option<Point> {
    let (_, month) = month_number(scene, at)?;
    let found = month_of(scene, at, year.or_else(|| year_for(scene.reference, month, None)))?;
    if year.is_some() || found.period.grain > crate::calendar::Grain::Day {
        return Some(Point { year, ..found });
    }
    let day_of_month = day_of_month(scene, at)?;
    let found = month_of(scene, at, year_for(scene.reference, month, Some(day_of_month)))?;
    Some(Point { year: None, ..found })
}

/// The day of the month that the words at `at` name.
fn day_of_month(scene: &Scene<'_>, at: usize) -> Option<i32> {
    let (end, _) = month_number(scene, at)?;
    numeral(scene, skip_spaces(scene.text, end)).map(|number| number.value as i32)
}

/// A number and the mark of a month.
fn month_number(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    let number = numeral(scene, at)?;
    let end = scene.role(skip_spaces(scene.text, number.end), Role::Month)?;
    let fits = (1.0..=12.0).contains(&number.value) && !matches!(number.form, Form::Spelled(_));
    fits.then_some((end, number.value as i32))
}

/// A month of a year, and what it goes on to: a day, a part, or nothing.
fn month_of(scene: &Scene<'_>, at: usize, year: Option<i32>) -> Option<Point> {
    let (end, month) = month_number(scene, at)?;
    Some(of_month(scene, end, year, month))
}

/// What a month goes on to.
fn of_month(scene: &Scene<'_>, end: usize, year: Option<i32>, month: i32) -> Point {
    let at = skip_spaces(scene.text, end);
    let point = |end, period| Point::new(end, period).of_year(year).of_month(month);
    if let Some((end, days)) = day_number(scene, at, year.is_some()) {
        return point(end, Period::day(year.and_then(|year| day(year, month, days))));
    }
    let whole = year.map_or(Period::days(None, None), |year| Period::months(year, month, month));
    if let Some((end, [from, to])) = scene.word(&scene.tables.month_part, at) {
        return Point { is_end: to == 31, ..point(end, days_of(whole, from, to)) };
    }
    if let Some((end, period)) = share_of(scene, at, whole) {
        return point(end, period);
    }
    point(end, whole)
}

/// Days of a month by their numbers.
fn days_of(month: Period, from: i32, to: i32) -> Period {
    let first = month.first.and_then(|first| add(first, 0, from - 1));
    let last = month.first.and_then(|first| add(first, 0, to - 1));
    Period::days(first, if to > 28 { month.last } else { last })
}

/// A number and the mark of a day; after a year and a month the mark may be missing.
fn day_number(scene: &Scene<'_>, at: usize, whole_date: bool) -> Option<(usize, i32)> {
    let number = numeral(scene, at)?;
    if !(1.0..=31.0).contains(&number.value) || matches!(number.form, Form::Spelled(_)) {
        return None;
    }
    let mark = skip_spaces(scene.text, number.end);
    let end = scene.role(mark, Role::Day).or_else(|| scene.role(mark, Role::DayNumber));
    let bare =
        whole_date && number.form == Form::Full && number.value > 9.0 && scene.char(number.end).is_none_or(|next| !next.is_alphanumeric());
    end.or(bare.then_some(number.end)).map(|end| (end, number.value as i32))
}

/// A month by a word: `本月`, `上个月`; with its days.
fn of_month_word(scene: &Scene<'_>, at: usize) -> Option<Point> {
    let (end, months) = scene.word(&scene.tables.month, at)?;
    let Some(first) = scene.reference.and_then(|day| add(day.first_of_month(), months, 0)) else {
        return Some(Point::new(end, Period::days(None, None)));
    };
    Some(of_month(scene, end, Some(i32::from(first.year())), i32::from(first.month())))
}

/// Words that name a time by themselves.
fn named(scene: &Scene<'_>, at: usize) -> Option<Point> {
    let tables = scene.tables;
    if let Some((end, days)) = scene.word(&tables.day, at) {
        return Some(Point::new(end, Period::day(scene.reference.and_then(|day| add(day, 0, days)))));
    }
    if let Some((end, weeks)) = scene.word(&tables.week, at) {
        return Some(of_week(scene, end, Period::week(scene.reference, weeks)));
    }
    if let Some((end, weekday)) = scene.word(&tables.weekday, at) {
        return Some(Point::new(end, Period::day(nearest_weekday(scene.reference, weekday))));
    }
    if let Some((end, months)) = scene.word(&tables.year_part, at) {
        let year = scene.reference.map(|day| i32::from(day.year()));
        return Some(of_year_part(scene, end, year, months));
    }
    if let Some((end, [from, to])) = scene.word(&tables.month_part_alone, at) {
        let month = scene
            .reference
            .map_or(Period::days(None, None), |day| Period::months(day.year().into(), day.month().into(), day.month().into()));
        return Some(Point { is_end: to == 31, ..Point::new(end, days_of(month, from, to)) });
    }
    decade(scene, at)
}

/// A day of a week, or the week.
fn of_week(scene: &Scene<'_>, end: usize, week: Period) -> Point {
    match scene.word(&scene.tables.weekday_tail, end) {
        Some((end, weekday)) => Point::new(end, Period::day(week.first.and_then(|monday| add(monday, 0, weekday - 1)))),
        None => Point::new(end, week),
    }
}

/// `20世纪90年代`, `上世纪九十年代`, `90年代`.
fn decade(scene: &Scene<'_>, at: usize) -> Option<Point> {
    let century = scene.word(&scene.tables.century, at).or_else(|| {
        let number = numeral(scene, at).filter(|number| (1.0..=30.0).contains(&number.value))?;
        Some((scene.role(number.end, Role::Century)?, (number.value as i32 - 1) * 100))
    });
    let from = century.map_or(at, |(end, _)| skip_spaces(scene.text, end));
    let number = numeral(scene, from)?;
    let end = scene.role(number.end, Role::Decade)?;
    let tens = number.value as i32;
    if !(10..=90).contains(&tens) || tens % 10 != 0 {
        return None;
    }
    let first = century.map_or_else(|| two_digit_year(tens) / 100 * 100, |(_, hundreds)| hundreds) + tens;
    Some(Point::new(end, Period::years(first, first + 9)))
}

/// A day without a month: of the other end's month, or the month of the day of the document; of
/// the month before when that has no such day.
fn day_alone(scene: &Scene<'_>, at: usize, base: Option<&Point>) -> Option<Point> {
    let number = numeral(scene, at).filter(|number| (1.0..=31.0).contains(&number.value))?;
    if matches!(number.form, Form::Spelled(_)) || number.form == Form::Single && base.is_none() {
        return None;
    }
    let end = scene.role(skip_spaces(scene.text, number.end), Role::Day)?;
    let days = number.value as i32;
    if let Some(month) = base.and_then(|base| base.month) {
        let first = base.and_then(|base| base.period.first);
        let year =
            base.and_then(|base| base.year).or(first.map(|day| day.year().into())).or_else(|| year_for(scene.reference, month, None));
        return Some(Point::new(end, Period::day(year.and_then(|year| day(year, month, days)))).of_year(year).of_month(month));
    }
    let of = |months| {
        let first = add(scene.reference?.first_of_month(), months, 0)?;
        day(first.year().into(), first.month().into(), days)
    };
    let found = of(0).or_else(|| of(-1));
    let month = found.map(|day| i32::from(day.month()));
    Some(Point { month, year: found.map(|day| day.year().into()), ..Point::new(end, Period::day(found)) })
}

/// Whether a run of that many digits begins at `at`.
pub(super) fn digit_run(scene: &Scene<'_>, at: usize) -> Option<digits::Run> {
    digits::run(scene.bytes, at).filter(|run| run.count <= 4)
}
