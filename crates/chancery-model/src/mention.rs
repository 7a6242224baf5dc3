//! Mentions of dates, durations, numbers and amounts.

use chancery_text::Span;
use jiff::civil::Date;

use crate::UnitId;

/// A span that names a date, a length of time, a number or an amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// What they resolve to.
    pub value: MentionValue,
}

/// What a mention resolves to.
#[derive(Debug, Clone, PartialEq)]
pub enum MentionValue {
    /// A day; `None` when the words name a day that does not exist or cannot be resolved.
    Date(Option<Date>),
    /// A stretch of days, both ends inclusive, either may be open.
    DateRange {
        /// First day.
        start: Option<Date>,
        /// Last day.
        end: Option<Date>,
    },
    /// A length of time, ISO 8601 (`P5Y`). It is boxed twice, for most mentions are something else.
    Duration(Box<Box<str>>),
    /// A number without a unit.
    Number(f64),
    /// A percentage; the number before the sign.
    Percent(f64),
    /// An amount of money.
    Money {
        /// The amount, in the currency's main unit.
        amount: f64,
        /// The currency, an index of the reading's table of units: its ISO 4217 code, or a plain name where the words
        /// leave the country open.
        currency: UnitId,
    },
    /// A number of something counted or measured.
    Quantity {
        /// The number, in `unit`.
        value: f64,
        /// The unit, an index of the reading's table of units.
        unit: UnitId,
    },
}
