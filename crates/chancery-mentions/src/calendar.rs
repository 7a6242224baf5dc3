//! Days and stretches of days: how words of time resolve against the day of a document.
//!
//! Everything is checked: a day that does not exist or lies outside the calendar is `None`.

use chancery_model::{Date, MentionValue};
use jiff::ToSpan;

/// How fine an expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grain {
    /// One day.
    Day,
    /// Several days.
    Days,
    /// A month or a part of a year.
    Months,
    /// A year or more.
    Years,
}

/// A stretch of days; a day is its own first and last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Period {
    /// First day.
    pub first: Option<Date>,
    /// Last day.
    pub last: Option<Date>,
    /// How fine the words are.
    pub grain: Grain,
}

impl Period {
    /// One day, existing or not.
    pub(crate) const fn day(day: Option<Date>) -> Self {
        Self { first: day, last: day, grain: Grain::Day }
    }

    /// Several days.
    pub(crate) const fn days(first: Option<Date>, last: Option<Date>) -> Self {
        Self { first, last, grain: Grain::Days }
    }

    /// The months from `from` to `to` of a year; a month past 12 lies in the next year.
    pub(crate) fn months(year: i32, from: i32, to: i32) -> Self {
        Self { first: month_start(year, from), last: month_end(year, to), grain: Grain::Months }
    }

    /// A year or several.
    pub(crate) fn years(from: i32, to: i32) -> Self {
        Self { first: month_start(from, 1), last: month_end(to, 12), grain: Grain::Years }
    }

    /// The week from Monday to Sunday, `weeks` after that of `day`.
    pub(crate) fn week(day: Option<Date>, weeks: i32) -> Self {
        let monday = day.and_then(|day| add(day, 0, weeks.saturating_mul(7) - weekday_offset(day)));
        Self::days(monday, monday.and_then(|monday| add(monday, 0, 6)))
    }

    /// From the first day of this to the last day of `other`.
    pub(crate) fn until(self, other: Self) -> Self {
        Self { first: self.first, last: other.last, grain: self.grain.max(Grain::Days) }
    }

    /// As a mention's value.
    pub(crate) fn value(self) -> MentionValue {
        if self.grain == Grain::Day && self.first == self.last {
            return MentionValue::Date(self.first);
        }
        MentionValue::DateRange { start: self.first, end: self.last }
    }
}

/// A word that opens a period to one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Side {
    /// Up to the day before the period.
    Before,
    /// From the day after the period.
    After,
    /// Up to the end of the period.
    Until,
    /// From the beginning of the period.
    Since,
}

impl Side {
    /// The period to that side of `period`.
    ///
    /// After a *day* begins with that day: accounts use the words for what takes effect on it.
    /// Before the *end* of a period (`底前`, *before the end of*) is before it is over.
    pub(crate) fn of(self, period: Period) -> Period {
        let grain = period.grain.max(Grain::Days);
        let (first, last) = match self {
            Self::Before => (None, period.first.and_then(|day| add(day, 0, -1))),
            Self::Until => (None, period.last),
            Self::Since => (period.first, None),
            Self::After if period.grain == Grain::Day => (period.first, None),
            Self::After => (period.last.and_then(|day| add(day, 0, 1)), None),
        };
        Period { first, last, grain }
    }
}

/// The day of that number.
pub(crate) fn day(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// First day of a month; months past 12 or under 1 run over into other years.
pub(crate) fn month_start(year: i32, month: i32) -> Option<Date> {
    let months = year.checked_mul(12)?.checked_add(month.checked_sub(1)?)?;
    day(months.div_euclid(12), months.rem_euclid(12) + 1, 1)
}

/// Last day of a month.
pub(crate) fn month_end(year: i32, month: i32) -> Option<Date> {
    month_start(year, month).map(Date::last_of_month)
}

/// `months` and `days` after a day.
pub(crate) fn add(day: Date, months: i32, days: i32) -> Option<Date> {
    const LIMIT: i32 = 200_000;
    if months.abs() > LIMIT || days.abs() > LIMIT * 31 {
        return None;
    }
    day.checked_add(months.months()).ok()?.checked_add(days.days()).ok()
}

/// Days since the Monday of its week.
pub(crate) fn weekday_offset(day: Date) -> i32 {
    i32::from(day.weekday().to_monday_zero_offset())
}

/// The day of that weekday (1 is Monday) nearest to `reference`.
pub(crate) fn nearest_weekday(reference: Option<Date>, weekday: i32) -> Option<Date> {
    let reference = reference?;
    let ahead = (weekday - 1 - weekday_offset(reference)).rem_euclid(7);
    add(reference, 0, if ahead > 3 { ahead - 7 } else { ahead })
}

/// The year that a day named without one lies in: the reference year, or its neighbour when the
/// day would be nine months off; for a 29 February the nearest year that has one.
pub(crate) fn year_for(reference: Option<Date>, month: i32, month_day: Option<i32>) -> Option<i32> {
    let reference = reference?;
    let year = i32::from(reference.year());
    if !(1..=12).contains(&month) {
        return None;
    }
    let wanted = month_day.unwrap_or(15);
    let distance = (month * 30 + wanted) - (i32::from(reference.month()) * 30 + i32::from(reference.day()));
    let nearest = year + i32::from(distance < -270) - i32::from(distance > 270);
    if day(nearest, month, wanted).is_some() || !(month == 2 && wanted == 29) {
        return Some(nearest);
    }
    (1..=8).map(|back| nearest - back).find(|&year| day(year, month, wanted).is_some())
}

/// A year of two digits.
pub(crate) const fn two_digit_year(value: i32) -> i32 {
    if value < 50 { 2000 + value } else { 1900 + value }
}

/// A unit of a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TimeUnit {
    /// Years.
    Year,
    /// Quarters of a year.
    Quarter,
    /// Months.
    Month,
    /// Weeks.
    Week,
    /// Days.
    Day,
    /// Hours.
    Hour,
    /// Minutes.
    Minute,
    /// Seconds.
    Second,
    /// Decades.
    Decade,
}

/// A length of time by the units of ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Length {
    years: f64,
    months: f64,
    weeks: f64,
    days: f64,
    hours: f64,
    minutes: f64,
    seconds: f64,
}

impl Length {
    /// Adds `count` of a unit.
    pub(crate) fn add(&mut self, count: f64, unit: TimeUnit) {
        match unit {
            TimeUnit::Decade => self.years += count * 10.0,
            TimeUnit::Year => self.years += count,
            TimeUnit::Quarter => self.months += count * 3.0,
            TimeUnit::Month => self.months += count,
            TimeUnit::Week => self.weeks += count,
            TimeUnit::Day => self.days += count,
            TimeUnit::Hour => self.hours += count,
            TimeUnit::Minute => self.minutes += count,
            TimeUnit::Second => self.seconds += count,
        }
    }

    /// The length of `count` of a unit.
    pub(crate) fn of(count: f64, unit: TimeUnit) -> Self {
        let mut length = Self::default();
        length.add(count, unit);
        length
    }

    /// Whether it has hours, minutes or seconds.
    pub(crate) fn has_time(&self) -> bool {
        self.hours + self.minutes + self.seconds > 0.0
    }

    /// The day that lies this length after (or, for −1, before) `day`.
    pub(crate) fn away_from(&self, day: Date, direction: i32) -> Option<Date> {
        let months = (self.years * 12.0 + self.months).round();
        let days = (self.weeks * 7.0 + self.days).round();
        if !(months.abs() < 1e6 && days.abs() < 1e7) {
            return None;
        }
        add(day, direction * months as i32, direction * days as i32)
    }

    /// As ISO 8601 writes it.
    pub(crate) fn iso(&self) -> Box<str> {
        let mut text = String::from("P");
        let days = [(self.years, 'Y'), (self.months, 'M'), (self.weeks, 'W'), (self.days, 'D')];
        let times = [(self.hours, 'H'), (self.minutes, 'M'), (self.seconds, 'S')];
        push(&mut text, &days);
        if self.has_time() {
            text.push('T');
            push(&mut text, &times);
        }
        if text.len() == 1 {
            text.push_str("0D");
        }
        text.into_boxed_str()
    }
}

/// Writes the parts that are not zero.
fn push(text: &mut String, parts: &[(f64, char)]) {
    for &(count, letter) in parts {
        if count != 0.0 {
            text.push_str(&format!("{count}"));
            text.push(letter);
        }
    }
}

/// Of a period, the last `count` units: whole months, or weeks. Like the weeks of
/// ISO 8601, a week belongs to the period that has its Thursday.
pub(crate) fn last_units(whole: Period, count: f64, unit: TimeUnit) -> Option<Period> {
    let last = whole.last?;
    let count = (1.0..1000.0).contains(&count).then_some(count as i32)?;
    Some(match unit {
        TimeUnit::Week => {
            let sunday = add(last, 0, 3 - (weekday_offset(last) + 4) % 7)?;
            Period::days(add(sunday, 0, 1 - count * 7), Some(sunday))
        }
        TimeUnit::Day => Period::days(add(last, 0, 1 - count), Some(last)),
        TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year => {
            let months = count
                * if unit == TimeUnit::Year {
                    12
                } else if unit == TimeUnit::Quarter {
                    3
                } else {
                    1
                };
            Period::months(i32::from(last.year()), i32::from(last.month()) + 1 - months, i32::from(last.month()))
        }
        _ => return None,
    })
}

/// Of a period, the first `count` units: whole months, or weeks as in [`last_units`].
pub(crate) fn first_units(whole: Period, count: f64, unit: TimeUnit) -> Option<Period> {
    let first = whole.first?;
    let count = (1.0..1000.0).contains(&count).then_some(count as i32)?;
    Some(match unit {
        TimeUnit::Week => {
            let monday = add(first, 0, (10 - weekday_offset(first)) % 7 - 3)?;
            Period::days(Some(monday), add(monday, 0, count * 7 - 1))
        }
        TimeUnit::Day => Period::days(Some(first), add(first, 0, count - 1)),
        TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year => {
            let months = count
                * if unit == TimeUnit::Year {
                    12
                } else if unit == TimeUnit::Quarter {
                    3
                } else {
                    1
                };
            let from = i32::from(first.month());
            Period::months(i32::from(first.year()), from, from + months - 1)
        }
        _ => return None,
    })
}
