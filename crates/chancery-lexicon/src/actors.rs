//! What the lexicon knows of actors and offices.

use chancery_model::Date;

/// An actor of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct KnownActor {
    /// The id in readings.
    pub id: String,
    /// The state or group it belongs to; its own id when it is one.
    pub state: Option<String>,
    /// Chinese name.
    pub zh: Option<String>,
    /// English name.
    pub en: Option<String>,
    /// Offices held.
    pub tenures: Vec<Tenure>,
    /// Whether it is a state or group.
    pub is_state: bool,
    /// States that make up a group.
    pub members: Vec<String>,
}

/// An office held for a time.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Tenure {
    /// The office, an index of the lexicon's offices.
    pub office: u32,
    /// First day, when known.
    #[serde(with = "day")]
    pub from: Option<Date>,
    /// Last day, when known and over.
    #[serde(with = "day")]
    pub to: Option<Date>,
}

impl Tenure {
    /// Whether the office was held on a day; an unknown bound is open.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl KnownActor {
    /// The office held on a day: the latest begun of those that cover it.
    #[must_use]
    pub fn office_on(&self, day: Option<Date>) -> Option<u32> {
        self.tenures
            .iter()
            .filter(|tenure| day.is_none_or(|day| tenure.covers(day)))
            .max_by_key(|tenure| tenure.from)
            .map(|tenure| tenure.office)
    }
}

/// An office.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct KnownOffice {
    /// Its id, as it stands in `STATE/office`.
    pub id: String,
    /// The state it belongs to, when there is only one such office.
    pub state: Option<String>,
    /// Its rank.
    pub rank: Rank,
}

/// Rank of an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Rank {
    /// Head of state or government.
    Leader,
    /// Minister.
    Minister,
    /// Anyone else.
    Official,
}

/// A day as it is packed: year, month and day of the month.
mod day {
    use chancery_model::Date;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de::Error as _};

    #[expect(clippy::ref_option, reason = "serde hands the field over so")]
    pub(super) fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(|day| (day.year(), day.month(), day.day())).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        let parts = Option::<(i16, i8, i8)>::deserialize(deserializer)?;
        parts.map(|(year, month, day)| Date::new(year, month, day).map_err(D::Error::custom)).transpose()
    }
}
