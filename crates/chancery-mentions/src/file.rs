//! The shape of a data file. Every key may stand in any file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::calendar::{Side, TimeUnit};
use crate::tables::{Joint, Role};

/// Words with a value.
pub(crate) type Valued<T> = BTreeMap<String, T>;

/// One data file of words.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct WordFile {
    /// The language of the words; a file without one (units, currencies) serves all.
    pub language: Option<String>,
    pub blocked: Vec<String>,
    pub part_before: Vec<String>,
    pub apart_after: Vec<String>,
    pub counter: Vec<String>,
    pub digit: Valued<f64>,
    pub formal_digit: Valued<f64>,
    pub formal_multiplier: Valued<f64>,
    pub multiplier: Valued<f64>,
    pub scale: Valued<f64>,
    pub cardinal: Valued<f64>,
    pub ordinal: Valued<f64>,
    pub role: Valued<Role>,
    pub percent: Valued<f64>,
    pub discount: Valued<f64>,
    pub percent_word: Valued<f64>,
    pub day: Valued<i32>,
    pub week: Valued<i32>,
    pub weekday: Valued<i32>,
    pub weekday_tail: Valued<i32>,
    pub month: Valued<i32>,
    pub month_name: Valued<i32>,
    pub doubtful_month_name: Valued<i32>,
    pub year: Valued<i32>,
    pub era: Valued<i32>,
    pub century: Valued<i32>,
    pub relative: Valued<i32>,
    pub year_part: Valued<[i32; 2]>,
    pub year_tail: Valued<[i32; 2]>,
    pub season: Valued<[i32; 2]>,
    pub month_part: Valued<[i32; 2]>,
    pub month_part_alone: Valued<[i32; 2]>,
    pub time_unit: Valued<TimeUnit>,
    pub time_unit_tail: Valued<TimeUnit>,
    pub time_joint: Valued<i32>,
    pub stretch: Valued<i32>,
    pub between: Valued<Joint>,
    pub before_date: Valued<Side>,
    pub after_date: Valued<Side>,
    pub closes_date: Valued<Side>,
    pub holiday: Valued<[i32; 2]>,
    pub unit: Vec<UnitLine>,
    pub currency: Vec<CurrencyLine>,
}

/// A unit and its forms by language.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnitLine {
    pub id: String,
    #[serde(default = "one")]
    pub factor: f64,
    #[serde(default)]
    pub zh: Vec<String>,
    #[serde(default)]
    pub en: Vec<String>,
}

/// A currency and its forms by language.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CurrencyLine {
    pub code: String,
    /// The share of the main unit that these forms name; 1 for the main unit itself.
    #[serde(default = "one")]
    pub part: f64,
    #[serde(default)]
    pub before: Vec<String>,
    #[serde(default)]
    pub zh: Vec<String>,
    #[serde(default)]
    pub en: Vec<String>,
}

const fn one() -> f64 {
    1.0
}
