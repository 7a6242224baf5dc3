//! Stretches of the calendar that uses are counted by.

use chancery_model::Date;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Length {
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
}

/// One period, by its number; those that follow one another in time have numbers that do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    number: i32,
    length: Length,
}

impl Period {
    /// The period of a day.
    #[must_use]
    pub fn of(date: Date, length: Length) -> Self {
        let (year, month) = (i32::from(date.year()), i32::from(date.month()) - 1);
        let number = match length {
            Length::Month => year * 12 + month,
            Length::Quarter => year * 4 + month / 3,
            Length::Year => year,
        };
        Self { number, length }
    }

    /// How many periods after another one of the same length it is; 0 for one that is not after it.
    #[must_use]
    pub fn after(self, first: Self) -> usize {
        usize::try_from(self.number - first.number).unwrap_or_default()
    }

    /// Its first and last day, ISO 8601.
    #[must_use]
    pub fn days(self) -> (String, String) {
        let (months, length) = match self.length {
            Length::Month => (self.number, 1),
            Length::Quarter => (self.number * 3, 3),
            Length::Year => (self.number * 12, 12),
        };
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
        let last = month + length - 1;
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let day = match last {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        (format!("{year:04}-{month:02}-01"), format!("{year:04}-{last:02}-{day}"))
    }

    /// The periods from this one to another, both included.
    pub fn until(self, last: Self) -> impl Iterator<Item = Self> {
        (self.number..=last.number).map(move |number| Self { number, length: self.length })
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (number, part) = match self.length {
            Length::Month => (self.number.div_euclid(12), self.number.rem_euclid(12) + 1),
            Length::Quarter => (self.number.div_euclid(4), self.number.rem_euclid(4) + 1),
            Length::Year => (self.number, 0),
        };
        match self.length {
            Length::Month => write!(out, "{number:04}-{part:02}"),
            Length::Quarter => write!(out, "{number:04}-Q{part}"),
            Length::Year => write!(out, "{number:04}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_named_and_follow_one_another() {
        let day = |year, month| Date::new(year, month, 15).expect("a day");
        let check = |length, first, last, expected: &[&str]| {
            let names: Vec<String> = Period::of(first, length).until(Period::of(last, length)).map(|period| period.to_string()).collect();
            assert_eq!(names, expected);
        };
        check(Length::Month, day(2025, 11), day(2026, 2), &["2025-11", "2025-12", "2026-01", "2026-02"]);
        check(Length::Quarter, day(2025, 9), day(2026, 1), &["2025-Q3", "2025-Q4", "2026-Q1"]);
        check(Length::Year, day(2024, 12), day(2026, 1), &["2024", "2025", "2026"]);
    }

    #[test]
    fn periods_have_a_first_and_a_last_day() {
        let check = |length, year, month, from: &str, to: &str| {
            let day = Date::new(year, month, 15).expect("a day");
            assert_eq!(Period::of(day, length).days(), (from.to_owned(), to.to_owned()));
        };
        check(Length::Month, 2024, 2, "2024-02-01", "2024-02-29");
        check(Length::Month, 2100, 2, "2100-02-01", "2100-02-28");
        check(Length::Quarter, 2026, 5, "2026-04-01", "2026-06-30");
        check(Length::Quarter, 2026, 12, "2026-10-01", "2026-12-31");
        check(Length::Year, 2026, 3, "2026-01-01", "2026-12-31");
    }
}
