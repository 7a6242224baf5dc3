//! Dates in digits alone: `2026-05-14`, `2026/5/14`, `14/05/2026`, `20260514`.

use crate::calendar::{Period, day, two_digit_year, year_for};
use crate::digits::{Run, digit_at, run};
use crate::scan::Scene;

/// Three runs of digits between equal separators, or two between slashes.
struct Parts {
    end: usize,
    runs: [Run; 3],
    count: usize,
    separator: u8,
}

/// The parts at `at`, with nothing of the kind around them.
fn parts(scene: &Scene<'_>, at: usize) -> Option<Parts> {
    let bytes = scene.bytes;
    let outside = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_digit());
    let glued =
        at > 0 && (!outside(bytes.get(at - 1)) || at > 1 && matches!(bytes[at - 1], b'-' | b'/' | b'.') && !outside(bytes.get(at - 2)));
    if glued {
        return None;
    }
    let first = run(bytes, at).filter(|run| run.count <= 4)?;
    let separator = *bytes.get(first.end).filter(|byte| matches!(byte, b'-' | b'/' | b'.'))?;
    let second = run(bytes, first.end + 1).filter(|run| run.count <= 4)?;
    let mut found = Parts { end: second.end, runs: [first, second, second], count: 2, separator };
    if bytes.get(second.end) == Some(&separator)
        && let Some(third) = run(bytes, second.end + 1)
    {
        found = Parts { end: third.end, runs: [first, second, third], count: 3, separator };
    }
    let more = bytes.get(found.end) == Some(&separator) && digit_at(bytes, found.end + 1).is_some();
    let decimal = separator == b'/' && bytes.get(found.end) == Some(&b'.') && digit_at(bytes, found.end + 1).is_some();
    if decimal {
        return None;
    }
    let far = found.count == 3 && more && !ends_range(scene, found.end, separator);
    (!far && (found.count == 3 || !more)).then_some(found)
}

/// Whether what follows a whole date is a separator of another kind of stretch.
fn ends_range(scene: &Scene<'_>, end: usize, separator: u8) -> bool {
    separator == b'/' && scene.bytes.get(end) == Some(&b'-')
}

/// The day of a year, month and day in digits.
fn of(year: Run, month: Run, month_day: Run) -> Option<Period> {
    let number = match year.count {
        4 => year.value as i32,
        2 => two_digit_year(year.value as i32),
        _ => return None,
    };
    if !(1..=12).contains(&month.value) || !(1..=31).contains(&month_day.value) || month.count > 2 || month_day.count > 2 {
        return None;
    }
    Some(Period::day(day(number, month.value as i32, month_day.value as i32)))
}

/// The date at `at` as Chinese texts write it: the year first, or the day where the year is last.
pub(crate) fn zh(scene: &Scene<'_>, at: usize) -> Option<(usize, Period)> {
    let parts = parts(scene, at)?;
    let [first, second, third] = parts.runs;
    if parts.count == 2 {
        return month_and_day(scene, &parts);
    }
    if parts.separator == b'.' && first.count != 4 {
        return None;
    }
    let found = if third.count == 4 { of(third, second, first).or_else(|| of(third, first, second)) } else { of(first, second, third) };
    Some((parts.end, found?))
}

/// The date at `at` as English texts write it: the year first, or the month where it is last.
pub(crate) fn en(scene: &Scene<'_>, at: usize) -> Option<(usize, Period)> {
    if let Some(found) = compact(scene, at) {
        return Some(found);
    }
    let parts = parts(scene, at)?;
    let [first, second, third] = parts.runs;
    if parts.count == 2 {
        return month_and_day(scene, &parts).or_else(|| year_and_month(&parts));
    }
    if first.count == 4 {
        return Some((parts.end, of(first, second, third)?));
    }
    if first.count > 2 || parts.separator == b'.' && third.count != 4 || parts.separator == b'-' && third.count != 4 {
        return None;
    }
    Some((parts.end, of(third, first, second).or_else(|| of(third, second, first))?))
}

/// Month and day around a slash.
fn month_and_day(scene: &Scene<'_>, parts: &Parts) -> Option<(usize, Period)> {
    let [first, second, _] = parts.runs;
    if parts.separator != b'/' || first.count > 2 || second.count > 2 {
        return None;
    }
    let (a, b) = (first.value as i32, second.value as i32);
    let (month, month_day) = if a <= 12 { (a, b) } else { (b, a) };
    if !(1..=12).contains(&month) || !(1..=31).contains(&month_day) {
        return None;
    }
    let found = year_for(scene.reference, month, Some(month_day)).and_then(|year| day(year, month, month_day));
    Some((parts.end, Period::day(found)))
}

/// `2015-3`, `12-2015`.
fn year_and_month(parts: &Parts) -> Option<(usize, Period)> {
    let [first, second, _] = parts.runs;
    let (year, month) = if first.count == 4 { (first, second) } else { (second, first) };
    let fits = year.count == 4 && month.count <= 2 && (1..=12).contains(&month.value) && (1900..2100).contains(&year.value);
    (fits && parts.separator != b'.').then(|| (parts.end, Period::months(year.value as i32, month.value as i32, month.value as i32)))
}

/// `20260514`.
fn compact(scene: &Scene<'_>, at: usize) -> Option<(usize, Period)> {
    let found = run(scene.bytes, at).filter(|run| run.count == 8)?;
    let value = found.value as i32;
    let (year, month, month_day) = (value / 10_000, value / 100 % 100, value % 100);
    if !(1900..2100).contains(&year) || scene.bytes.get(found.end).is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    Some((found.end, Period::day(Some(day(year, month, month_day)?))))
}
