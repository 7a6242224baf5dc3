//! Points of time as words give them, and the stretch between two: shared by the languages.

use crate::calendar::{Grain, Period, Side, add};

/// What a point resolved to, and the parts another point can take over from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub end: usize,
    pub period: Period,
    /// The year, where the words give one.
    pub year: Option<i32>,
    pub month: Option<i32>,
    /// Whether it is the end of something (`年底`): *before* it means before it is over.
    pub is_end: bool,
}

impl Point {
    pub(crate) const fn new(end: usize, period: Period) -> Self {
        Self { end, period, year: None, month: None, is_end: false }
    }

    pub(crate) const fn of_year(self, year: Option<i32>) -> Self {
        Self { year, ..self }
    }

    pub(crate) const fn of_month(self, month: i32) -> Self {
        Self { month: Some(month), ..self }
    }

    /// What lies to one side of the point.
    pub(crate) fn side(&self, side: Side) -> Period {
        let side = if self.is_end && side == Side::Before { Side::Until } else { side };
        side.of(self.period)
    }
}

/// The stretch from `first` to `last`; over the turn of a year when `last` names none.
pub(crate) fn join(first: &Point, mut last: Point) -> Option<Point> {
    if let (Some(from), Some(to)) = (first.period.first, last.period.last)
        && to < from
    {
        if last.year.is_some() && last.year != first.year {
            return None;
        }
        let next_year = |day| add(day, 12, 0);
        last.period.first = last.period.first.and_then(next_year);
        last.period.last = last.period.last.and_then(next_year);
    }
    let grain = first.period.grain.max(last.period.grain).max(Grain::Days);
    last.period = Period { grain, ..first.period.until(last.period) };
    Some(last)
}
