//! Units, weekdays, months and seasons counted from the day of the document: *this week*, *next
//! Friday*, *last September*, *this fall*, *the year*.

use crate::calendar::{Period, TimeUnit, add};
use crate::en::point::{article, gap, month_first, weekday, weekday_first};
use crate::scan::Scene;
use crate::stretch::Point;
use crate::tables::Role;

/// *This week*, *next week*.
pub(super) fn relative_week(scene: &Scene<'_>, at: usize) -> Option<(usize, Period)> {
    let (end, weeks) = scene.word(&scene.tables.relative, at)?;
    let (end, unit) = scene.word(&scene.tables.time_unit, gap(scene, end))?;
    (unit == TimeUnit::Week).then(|| (end, Period::week(scene.reference, weeks)))
}

/// *This week*, *next month*, *last Friday*, *this fall*, *next May*.
pub(super) fn relative(scene: &Scene<'_>, at: usize) -> Option<Point> {
    let (end, steps) = scene.word(&scene.tables.relative, at)?;
    let next = gap(scene, end);
    if let Some((end, week)) = relative_week(scene, at) {
        let on = gap(scene, scene.role(gap(scene, end), Role::On).unwrap_or(end));
        return Some(match weekday(scene, on) {
            Some((end, weekday)) => Point::new(end, Period::day(in_week(week, weekday))),
            None => Point::new(end, week),
        });
    }
    if let Some((end, unit)) = scene.word(&scene.tables.time_unit, next).or_else(|| calendar_year(scene, next)) {
        let several = scene.bytes[end - 1].eq_ignore_ascii_case(&b's');
        if several {
            return None;
        }
        return Some(Point::new(end, of_unit(scene, unit, steps)?));
    }
    if let Some((end, weekday)) = weekday(scene, next) {
        let date = weekday_first(scene, next).filter(|point| point.end > end);
        let week = Period::week(scene.reference, steps);
        return Some(date.unwrap_or_else(|| Point::new(end, Period::day(in_week(week, weekday)))));
    }
    if let Some((end, [from, to])) = scene.word(&scene.tables.season, next) {
        let year = i32::from(scene.reference?.year()) + steps;
        return Some(Point::new(end, Period::months(year, from, to)));
    }
    if let Some(end) = scene.role(next, Role::Weekend) {
        let week = Period::week(scene.reference, steps);
        return Some(Point::new(end, Period::days(in_week(week, 6), week.last)));
    }
    relative_month(scene, next, steps)
}

/// The year of *this calendar year*.
pub(super) fn calendar_year(scene: &Scene<'_>, at: usize) -> Option<(usize, TimeUnit)> {
    scene.role_word(at).filter(|&(_, role)| matches!(role, Role::Year)).map(|(end, _)| (end, TimeUnit::Year))
}

/// *This September*, *next May*: of this year, or the nearest such month to that side.
pub(super) fn relative_month(scene: &Scene<'_>, at: usize, steps: i32) -> Option<Point> {
    let tables = scene.tables;
    let (end, month) =
        scene.word(&tables.month_name, at).or_else(|| scene.word(&tables.doubtful_month_name, at).filter(|_| scene.is_capital(at)))?;
    let point = month_first(scene, at)?;
    if point.end > end {
        return Some(point);
    }
    let reference = scene.reference?;
    let this = i32::from(reference.month());
    let year = i32::from(reference.year())
        + match steps {
            1 if month <= this => 1,
            -1 if month >= this => -1,
            _ => 0,
        };
    Some(Point::new(end, Period::months(year, month, month)).of_year(Some(year)).of_month(month))
}

/// The unit of the calendar that lies so many steps from the day of the document.
pub(super) fn of_unit(scene: &Scene<'_>, unit: TimeUnit, steps: i32) -> Option<Period> {
    let reference = scene.reference?;
    let (year, month) = (i32::from(reference.year()), i32::from(reference.month()));
    Some(match unit {
        TimeUnit::Year => Period::years(year + steps, year + steps),
        TimeUnit::Quarter => {
            let from = (month - 1) / 3 * 3 + 1 + steps * 3;
            Period::months(year, from, from + 2)
        }
        TimeUnit::Month => Period::months(year, month + steps, month + steps),
        TimeUnit::Week => Period::week(Some(reference), steps),
        TimeUnit::Day => Period::day(add(reference, 0, steps)),
        TimeUnit::Decade if steps != 0 => {
            let first = year.div_euclid(10) * 10 + steps * 10;
            Period::years(first, first + 9)
        }
        _ => return None,
    })
}

/// *The year*, *the month*, *the week* of the document.
pub(super) fn this_unit(scene: &Scene<'_>, at: usize) -> Option<Point> {
    let from = article(scene, at);
    let (end, unit) = scene.word(&scene.tables.time_unit, from)?;
    matches!(unit, TimeUnit::Year | TimeUnit::Month | TimeUnit::Week | TimeUnit::Quarter).then_some(())?;
    Some(Point::new(end, of_unit(scene, unit, 0)?))
}

pub(super) fn in_week(week: Period, weekday: i32) -> Option<chancery_model::Date> {
    week.first.and_then(|monday| add(monday, 0, weekday - 1))
}
