//! What is compared: accounts with what is said in them, as plain data.
//!
//! Names, codes and values are those of the reading format, so that a reading, a file of one, and
//! an entry that a person corrected are compared alike.

use chancery_model::{Date, EntryKind, Language};

/// One account of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// The language it is written in.
    pub language: Option<Language>,
    /// The day it is about or was given out.
    pub date: Option<Date>,
    /// Who issued it, as ids of states and groups; empty where that is not known.
    pub sides: Vec<String>,
    /// What is said in it, in the order of the text.
    pub statements: Vec<Statement>,
}

/// One entry of an account.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The id of the entry.
    pub id: String,
    /// Its kind.
    pub kind: EntryKind,
    /// Where it stands, in code points of the account's text.
    pub span: [usize; 2],
    /// Its words.
    pub quote: String,
    /// Who says so, outermost first.
    pub voice: Vec<String>,
    /// Who is bound, holds, asks, acts or takes part.
    pub parties: Vec<String>,
    /// Who is asked.
    pub asked: Vec<String>,
    /// What it is about.
    pub areas: Vec<String>,
    /// How firmly a party binds itself, as the reading format says it.
    pub modality: Option<String>,
    /// The direction of a stance.
    pub stance: Option<String>,
    /// Whether it hangs on a condition.
    pub conditional: bool,
    /// What kind of contact.
    pub engagement_type: Option<String>,
    /// The state of a contact or a standing body.
    pub status: Option<String>,
    /// How many contacts.
    pub count: Option<u32>,
    /// Where.
    pub place: Option<String>,
    /// When.
    pub period: Option<Period>,
    /// The numbers aimed at and named, with their units.
    pub amounts: Vec<Amount>,
    /// The name of a standing body, or a set phrase.
    pub name: Option<String>,
    /// States that the entry speaks for and that did not issue the account.
    pub unconfirmed_by: Vec<String>,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Period {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// ISO 8601 duration, where there is a length without a start.
    pub length: Option<String>,
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The number, in `unit`.
    pub value: f64,
    /// ISO 4217 code, `percent`, `person`, …; empty for a bare number.
    pub unit: String,
}

/// The state or group that an actor belongs to, by its id.
#[must_use]
pub fn state_of(actor: &str) -> &str {
    actor.split('/').next().unwrap_or(actor)
}

impl Statement {
    /// Whether another statement says the same in the same words, wherever it stands and whoever reports it.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let placed = |statement: &Self| Self { id: String::new(), span: [0; 2], voice: Vec::new(), ..statement.clone() };
        self.kind == other.kind && self.quote == other.quote && placed(self) == placed(other)
    }

    /// The states and groups that take part, sorted, each once.
    #[must_use]
    pub fn states(&self) -> Vec<&str> {
        states(&self.parties)
    }
}

/// The states and groups of actors, sorted, each once.
pub(crate) fn states(actors: &[String]) -> Vec<&str> {
    let mut states: Vec<&str> = actors.iter().map(|actor| state_of(actor)).collect();
    states.sort_unstable();
    states.dedup();
    states
}
