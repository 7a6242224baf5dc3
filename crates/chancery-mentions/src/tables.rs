//! The tables of a vocabulary, one a class of words, and what the words of each mean.

use std::mem::take;

use chancery_model::UnitId;

use crate::calendar::{Side, TimeUnit};
use crate::file::WordFile;
use crate::index::Index;
use crate::words::Words;

/// What a character or word does in a numeral or a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    Again,
    Ago,
    All,
    And,
    Approximation,
    Article,
    Before,
    Between,
    Century,
    Circa,
    Day,
    DayNumber,
    Decade,
    Final,
    First,
    Fiscal,
    For,
    From,
    Half,
    HalfYear,
    In,
    Later,
    Minus,
    Mixed,
    Month,
    Now,
    Of,
    On,
    OrAfter,
    OrBefore,
    Ordinal,
    Over,
    Past,
    Percent,
    Piece,
    Point,
    Rest,
    Share,
    To,
    Weekend,
    Within,
    Year,
}

/// What joins the two ends of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Joint {
    /// From one to the other.
    To,
    /// Between one and the other.
    And,
}

/// A currency form: its currency and the share of the main unit it names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Coin {
    pub currency: UnitId,
    pub part: f64,
}

/// An element of a numeral.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Element {
    /// A digit, or in English a number below a hundred.
    Digit(f64),
    /// A digit in its form for contracts.
    Formal(f64),
    /// Ten, hundred, thousand of Chinese.
    Multiplier(f64),
    /// Ten thousand and up in Chinese; hundred, thousand, million in English.
    Scale(f64),
    /// An ordinal of English.
    Ordinal(f64),
}

/// All tables, by class.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub blocked: Words<()>,
    pub part_before: Words<()>,
    pub apart_after: Words<()>,
    pub counter: Words<()>,
    pub element: Words<Element>,
    /// Multipliers in their form for contracts.
    pub formal: Words<()>,
    pub role: Words<Role>,
    pub percent: Words<f64>,
    pub discount: Words<f64>,
    pub percent_word: Words<f64>,
    pub day: Words<i32>,
    pub week: Words<i32>,
    pub weekday: Words<i32>,
    pub weekday_tail: Words<i32>,
    pub month: Words<i32>,
    pub month_name: Words<i32>,
    pub doubtful_month_name: Words<i32>,
    pub year: Words<i32>,
    pub era: Words<i32>,
    pub century: Words<i32>,
    pub relative: Words<i32>,
    pub year_part: Words<[i32; 2]>,
    pub year_tail: Words<[i32; 2]>,
    pub season: Words<[i32; 2]>,
    pub month_part: Words<[i32; 2]>,
    pub month_part_alone: Words<[i32; 2]>,
    pub time_unit: Words<TimeUnit>,
    pub time_unit_tail: Words<TimeUnit>,
    pub time_joint: Words<i32>,
    pub stretch: Words<i32>,
    pub between: Words<Joint>,
    pub before_date: Words<Side>,
    pub after_date: Words<Side>,
    pub closes_date: Words<Side>,
    pub holiday: Words<[i32; 2]>,
    pub unit: Words<(UnitId, f64)>,
    pub money_before: Words<Coin>,
    pub money_after: Words<Coin>,
    pub money_part: Words<Coin>,
}

impl Tables {
    /// The index of all tables.
    pub(crate) fn index(&mut self) -> Index {
        let mut index = Index::new();
        index.take(&mut self.blocked);
        index.take(&mut self.part_before);
        index.take(&mut self.apart_after);
        index.take(&mut self.counter);
        index.take(&mut self.element);
        index.take(&mut self.formal);
        index.take(&mut self.role);
        index.take(&mut self.percent);
        index.take(&mut self.discount);
        index.take(&mut self.percent_word);
        index.take(&mut self.day);
        index.take(&mut self.week);
        index.take(&mut self.weekday);
        index.take(&mut self.weekday_tail);
        index.take(&mut self.month);
        index.take(&mut self.month_name);
        index.take(&mut self.doubtful_month_name);
        index.take(&mut self.year);
        index.take(&mut self.era);
        index.take(&mut self.century);
        index.take(&mut self.relative);
        index.take(&mut self.year_part);
        index.take(&mut self.year_tail);
        index.take(&mut self.season);
        index.take(&mut self.month_part);
        index.take(&mut self.month_part_alone);
        index.take(&mut self.time_unit);
        index.take(&mut self.time_unit_tail);
        index.take(&mut self.time_joint);
        index.take(&mut self.stretch);
        index.take(&mut self.between);
        index.take(&mut self.before_date);
        index.take(&mut self.after_date);
        index.take(&mut self.closes_date);
        index.take(&mut self.holiday);
        index.take(&mut self.unit);
        index.take(&mut self.money_before);
        index.take(&mut self.money_after);
        index.take(&mut self.money_part);
        index
    }
}

impl Tables {
    /// Adds the words of one file, apart from units and currencies.
    pub(crate) fn extend(&mut self, mut file: WordFile) {
        self.extend_elements(&mut file);
        self.extend_plain(&mut file);
        self.extend_dates(file);
    }

    /// The elements of numerals.
    fn extend_elements(&mut self, file: &mut WordFile) {
        let formal = file.formal_multiplier.keys().map(|word| (word.clone(), ())).collect::<Vec<_>>();
        self.formal.extend(formal);
        for (words, meaning) in [
            (take(&mut file.digit), Element::Digit as fn(f64) -> Element),
            (take(&mut file.cardinal), Element::Digit),
            (take(&mut file.formal_digit), Element::Formal),
            (take(&mut file.multiplier), Element::Multiplier),
            (take(&mut file.formal_multiplier), Element::Multiplier),
            (take(&mut file.scale), Element::Scale),
            (take(&mut file.ordinal), Element::Ordinal),
        ] {
            self.element.extend(words.into_iter().map(|(word, value)| (word, meaning(value))));
        }
    }

    /// Words that guard and join, and percentages.
    fn extend_plain(&mut self, file: &mut WordFile) {
        self.role.extend(take(&mut file.role));
        self.time_unit.extend(take(&mut file.time_unit));
        self.time_unit_tail.extend(take(&mut file.time_unit_tail));
        self.between.extend(take(&mut file.between));
        self.blocked.extend(take(&mut file.blocked).into_iter().map(|word| (word, ())));
        self.part_before.extend(take(&mut file.part_before).into_iter().map(|word| (word, ())));
        self.apart_after.extend(take(&mut file.apart_after).into_iter().map(|word| (word, ())));
        self.counter.extend(take(&mut file.counter).into_iter().map(|word| (word, ())));
        self.percent.extend(take(&mut file.percent));
        self.discount.extend(take(&mut file.discount));
        self.percent_word.extend(take(&mut file.percent_word));
    }

    /// Words of dates and lengths of time.
    fn extend_dates(&mut self, file: WordFile) {
        self.day.extend(file.day);
        self.week.extend(file.week);
        self.weekday.extend(file.weekday);
        self.weekday_tail.extend(file.weekday_tail);
        self.month.extend(file.month);
        self.month_name.extend(file.month_name);
        self.doubtful_month_name.extend(file.doubtful_month_name);
        self.year.extend(file.year);
        self.era.extend(file.era);
        self.century.extend(file.century);
        self.relative.extend(file.relative);
        self.year_part.extend(file.year_part);
        self.year_tail.extend(file.year_tail);
        self.season.extend(file.season);
        self.month_part.extend(file.month_part);
        self.month_part_alone.extend(file.month_part_alone);
        self.time_joint.extend(file.time_joint);
        self.stretch.extend(file.stretch);
        self.before_date.extend(file.before_date);
        self.after_date.extend(file.after_date);
        self.closes_date.extend(file.closes_date);
        self.holiday.extend(file.holiday);
    }
}
