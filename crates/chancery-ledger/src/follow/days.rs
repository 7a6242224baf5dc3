//! Days as follow-through counts them.

use jiff::civil::Date;
use jiff::{ToSpan, Unit};

use crate::error::LedgerError;

/// A day that a person gave.
///
/// # Errors
/// It is not one.
pub(crate) fn day(text: &str) -> Result<Date, LedgerError> {
    text.parse().map_err(|_| LedgerError::Refused(format!("\"{text}\" is not a day; write YYYY-MM-DD")))
}

/// The last day of the week, a Sunday, and of the month of a day.
pub(crate) fn ends_of(day: Date) -> (Date, Date) {
    let left = i64::from(7 - day.weekday().to_monday_one_offset());
    (day.checked_add(left.days()).unwrap_or(day), day.last_of_month())
}

/// How many days `later` is after `earlier`; nothing when one of them is not a day.
pub(crate) fn days_between(earlier: &str, later: &str) -> Option<i64> {
    let (earlier, later): (Date, Date) = (earlier.parse().ok()?, later.parse().ok()?);
    earlier.until((Unit::Day, later)).ok().map(|span| i64::from(span.get_days()))
}

/// The day after a day; the same when it is not one.
pub(crate) fn day_after(text: &str) -> String {
    let next = text.parse::<Date>().ok().and_then(|day| day.tomorrow().ok());
    next.map_or_else(|| text.to_owned(), |day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::{day, day_after, days_between, ends_of};

    #[test]
    fn weeks_end_on_sunday_and_months_on_their_last_day() {
        for (text, sunday, last) in [
            ("2031-05-12", "2031-05-18", "2031-05-31"),
            ("2031-05-18", "2031-05-18", "2031-05-31"),
            ("2032-02-27", "2032-02-29", "2032-02-29"),
            ("2031-12-30", "2032-01-04", "2031-12-31"),
        ] {
            let (week, month) = ends_of(day(text).expect("a day"));
            assert_eq!((week.to_string().as_str(), month.to_string().as_str()), (sunday, last), "{text}");
        }
        assert!(day("2031-02-30").is_err());
    }

    #[test]
    fn days_are_counted_both_ways() {
        assert_eq!(days_between("2031-12-30", "2032-01-02"), Some(3));
        assert_eq!(days_between("2032-01-02", "2031-12-30"), Some(-3));
        assert_eq!(days_between("soon", "2031-12-30"), None);
        assert_eq!(day_after("2031-12-31"), "2032-01-01");
    }
}
