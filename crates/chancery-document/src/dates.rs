//! Full dates in short texts: day, month and year, written in digits or with the name of a month.

use std::ops::Range;

use chancery_model::Date;

use crate::Conventions;
use crate::conventions::{Class, MONTHS};

/// A date and the bytes it is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) date: Date,
    pub(crate) range: Range<usize>,
}

/// A number, its value and where it stands.
#[derive(Debug, Clone, Copy)]
struct Number {
    value: i32,
    digits: usize,
    start: usize,
    end: usize,
}

/// The first full date of a text. Meant for lines and titles, not for whole texts.
pub(crate) fn first(text: &str, conventions: &Conventions) -> Option<Found> {
    if !text.contains(|character| digit(character).is_some()) && !conventions.has(Class::YearMark, text) {
        return None;
    }
    let numbers = numbers(text, conventions);
    (0..numbers.len()).find_map(|at| beginning_at(text, &numbers[at..], conventions))
}

/// A date that begins with the first of some numbers.
fn beginning_at(text: &str, numbers: &[Number], conventions: &Conventions) -> Option<Found> {
    year_first(text, numbers, conventions).or_else(|| named_month(text, numbers, conventions))
}

/// `2026-05-17`, `2026/5/17`, `2026.5.17`, and the Chinese form with its marks.
fn year_first(text: &str, numbers: &[Number], conventions: &Conventions) -> Option<Found> {
    let &[year, month, day, ..] = numbers else { return None };
    let (one, two) = (text.get(year.end..month.start)?.trim(), text.get(month.end..day.start)?.trim());
    let same_sign = one == two && matches!(one, "-" | "/" | "." | "\u{2013}" | "\u{2014}");
    let marked = conventions.is(Class::YearMark, one) && conventions.is(Class::MonthMark, two);
    let end = match conventions.starts(Class::DayMark, text[day.end..].trim_start()) {
        Some(length) if marked => text.len() - text[day.end..].trim_start().len() + length,
        _ => day.end,
    };
    (year.digits == 4 && (same_sign || marked)).then_some(())?;
    found(year.value, month.value, day.value, year.start..end)
}

/// `May 17, 2026`, `17 May 2026`, and the same in other languages.
fn named_month(text: &str, numbers: &[Number], conventions: &Conventions) -> Option<Found> {
    let &[day, year, ..] = numbers else { return None };
    if day.digits > 2 || year.digits != 4 {
        return None;
    }
    let between = text
        .get(day.end..year.start)?
        .trim()
        .trim_start_matches("st")
        .trim_start_matches("nd")
        .trim_start_matches("rd")
        .trim_start_matches("th");
    if between.trim() == "," || between.is_empty() {
        let before = text[..day.start].trim_end();
        let (month, start) = MONTHS.iter().enumerate().find_map(|(index, &class)| {
            let length = conventions.ends(class, before)?;
            Some((index, before.len() - length))
        })?;
        return found(year.value, month as i32 + 1, day.value, start..year.end);
    }
    let name = between.trim().trim_end_matches(',').trim_start_matches("de ").trim_end_matches(" de").trim_start_matches('.').trim();
    let month = MONTHS.iter().position(|&class| conventions.is(class, name))?;
    found(year.value, month as i32 + 1, day.value, day.start..year.end)
}

/// A date that exists.
fn found(year: i32, month: i32, day: i32, range: Range<usize>) -> Option<Found> {
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    (1800..2200).contains(&year).then_some(Found { date, range })
}

/// The numbers of a text: runs of digits of either width, or of Chinese numerals.
fn numbers(text: &str, conventions: &Conventions) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    let mut numerals: Option<Range<usize>> = None;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if let Some(digit) = digit(character) {
            match numbers.last_mut() {
                Some(last) if last.end == at && last.digits < 5 => {
                    *last = Number { value: last.value * 10 + digit, digits: last.digits + 1, end, ..*last };
                }
                _ => numbers.push(Number { value: digit, digits: 1, start: at, end }),
            }
        } else if numeral(character, conventions).is_some() {
            numerals = Some(numerals.map_or(at, |run| run.start)..end);
            continue;
        }
        close(text, &mut numerals, &mut numbers, conventions);
    }
    close(text, &mut numerals, &mut numbers, conventions);
    numbers
}

/// Ends a run of Chinese numerals.
fn close(text: &str, numerals: &mut Option<Range<usize>>, numbers: &mut Vec<Number>, conventions: &Conventions) {
    let Some(run) = numerals.take() else { return };
    let values: Vec<i32> = text[run.clone()].chars().filter_map(|character| numeral(character, conventions)).collect();
    let number = |value, digits| Number { value, digits, start: run.start, end: run.end };
    match *values.as_slice() {
        [a, b, c, d] if values.iter().all(|&value| value < 10) => numbers.push(number(a * 1000 + b * 100 + c * 10 + d, 4)),
        [one] => numbers.push(number(one, 1)),
        [10, one] => numbers.push(number(10 + one, 2)),
        [tens, 10] if tens < 10 => numbers.push(number(tens * 10, 2)),
        [tens, 10, one] if tens < 10 && one < 10 => numbers.push(number(tens * 10 + one, 2)),
        _ => {}
    }
}

/// The value of a digit of half or full width.
fn digit(character: char) -> Option<i32> {
    match character {
        '0'..='9' => Some(character as i32 - '0' as i32),
        '\u{FF10}'..='\u{FF19}' => Some(character as i32 - 0xFF10),
        _ => None,
    }
}

/// The value of a Chinese numeral: 0 for the digits that stand for it in years.
fn numeral(character: char, conventions: &Conventions) -> Option<i32> {
    let value = match character {
        '\u{4E00}' => 1,
        '\u{4E8C}' => 2,
        '\u{4E09}' => 3,
        '\u{56DB}' => 4,
        '\u{4E94}' => 5,
        '\u{516D}' => 6,
        '\u{4E03}' => 7,
        '\u{516B}' => 8,
        '\u{4E5D}' => 9,
        '\u{5341}' => 10,
        _ => return conventions.is(Class::YearDigit, character.encode_utf8(&mut [0; 4])).then_some(0),
    };
    Some(value)
}

/// The date a file name begins with or holds: `2026-05-17_…`, `20260514_…`.
pub(crate) fn of_file_name(name: &str) -> Option<Date> {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut runs: Vec<&str> = base.split(|character: char| !character.is_ascii_digit()).collect();
    let separated = runs.windows(3).find_map(|parts| match parts {
        [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => calendar(year, month, day),
        _ => None,
    });
    runs.retain(|run| run.len() == 8);
    separated.or_else(|| runs.iter().find_map(|run| calendar(&run[..4], &run[4..6], &run[6..])))
}

/// A date of digits.
fn calendar(year: &str, month: &str, day: &str) -> Option<Date> {
    let found = found(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?, 0..0)?;
    Some(found.date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let found = first(text, &crate::conventions::tests::built_in());
        assert_eq!(found.map(|found| found.date.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn full_dates_are_found() {
        for (text, date) in [
            ("2026-05-17", "2026-05-17"),
            ("2026年5月7日外交部发言人", "2026-05-07"),
            ("２０１２年８月３日", "2012-08-03"),
            ("二〇二六年五月十七日", "2026-05-17"),
            ("Berland City, May 17, 2026", "2026-05-17"),
            ("17th May 2026", "2026-05-17"),
            ("Press Briefing – Sept. 9, 2022", "2022-09-09"),
            ("12 февраля 2025 года", "2025-02-12"),
            ("人民日报 2012-08-03", "2012-08-03"),
        ] {
            check(text, Some(date));
        }
    }

    #[test]
    fn what_lacks_a_part_or_does_not_exist_is_no_date() {
        for text in ["5月17日", "May 2026", "2026-13-01", "2026年2月30日", "1:38 P.M.", "room 17 of 2026 rooms", "2026"] {
            check(text, None);
        }
    }

    #[test]
    fn file_names_tell_dates() {
        let date = |name| of_file_name(name).map(|date| date.to_string());
        assert_eq!(date("in/2026-05-17_fact-sheet.txt").as_deref(), Some("2026-05-17"));
        assert_eq!(date("20260514_01.txt").as_deref(), Some("2026-05-14"));
        assert_eq!(date("2026-05.txt"), None);
        assert_eq!(date("99999999_1.txt"), None);
    }
}
