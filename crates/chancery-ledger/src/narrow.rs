//! What a filter asks that the index of the search does not hold: fields of single kinds, phrases of which one will do, and
//! states that an account is about. Each question is asked twice: of the database, and of an entry that is at hand.
//!
//! Values stand in the statement itself, so that they take no part in the numbering of its parameters; a quotation mark in
//! one is doubled, as the standard of SQL has it.

use crate::database::Dialect;
use crate::filter::EntryFilter;
use crate::reading::Entry;
use crate::search::{LookedFor, Question, answering};
use crate::state::{AccountRow, match_words};

/// A field of entries with the words that are wanted of it.
type Wanted<'f> = (&'static str, &'f [String]);

impl EntryFilter {
    fn fields(&self) -> impl Iterator<Item = Wanted<'_>> {
        let all: [Wanted<'_>; 4] =
            [("stance", &self.stances), ("modality", &self.modalities), ("type", &self.types), ("status", &self.statuses)];
        all.into_iter().filter(|(_, words)| !words.is_empty())
    }

    /// The condition on `entries`, to be put after another with nothing between; empty when nothing is asked.
    pub(crate) fn narrowed(&self, dialect: Dialect) -> String {
        let fields = self.fields().map(|(name, words)| any(words.iter().map(|word| holds(dialect, name, word))));
        let said = (!self.says.is_empty()).then(|| self.said(dialect));
        let about = (!self.about.is_empty()).then(|| {
            let of = |state: &String| format!("SELECT account FROM account_states WHERE state = {}", text(state));
            format!("entries.account IN ({})", self.about.iter().map(of).collect::<Vec<_>>().join(" INTERSECT "))
        });
        fields.chain(said).chain(about).map(|condition| format!(" AND {condition}")).collect()
    }

    fn said(&self, dialect: Dialect) -> String {
        any(self.says.iter().map(|phrase| match match_words(dialect, &[phrase], &[]) {
            Some(asked) => format!("entries.num IN ({})", answering(dialect, &text(&asked))),
            None => "1 = 0".to_owned(),
        }))
    }

    /// Whether an entry is not left out by what [`Self::narrowed`] asks.
    pub(crate) fn is_narrowed_to(&self, entry: &Entry, account: &AccountRow) -> bool {
        let fields =
            [("stance", &entry.stance), ("modality", &entry.modality), ("type", &entry.engagement_type), ("status", &entry.status)];
        let has = |(name, words): Wanted<'_>| {
            fields.iter().any(|(field, value)| *field == name && value.as_ref().is_some_and(|value| words.contains(value)))
        };
        let says = |phrase: &String| LookedFor::new(&Question::default(), &[phrase]).places(&entry.quote).is_some();
        self.fields().all(has)
            && (self.says.is_empty() || self.says.iter().any(says))
            && self.about.iter().all(|state| account.states.contains(state))
    }
}

/// Entries are kept without blanks between name and value, and a quotation mark inside a text is written otherwise.
fn holds(dialect: Dialect, field: &str, word: &str) -> String {
    let sought = text(&format!("\"{field}\":\"{word}\""));
    match dialect {
        Dialect::Sqlite => format!("instr(entries.body, {sought}) > 0"),
        Dialect::Postgres => format!("strpos(entries.body, {sought}) > 0"),
    }
}

fn any(conditions: impl Iterator<Item = String>) -> String {
    format!("({})", conditions.collect::<Vec<_>>().join(" OR "))
}

fn text(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''").replace('\0', ""))
}
