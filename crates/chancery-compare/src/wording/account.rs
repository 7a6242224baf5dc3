//! Accounts as the history of wording sees them, in one order whatever order they came in.

use chancery_model::{Date, Language};
use chancery_text::{CodePoints, Span};
use schemars::JsonSchema;
use serde::Serialize;

/// Characters of the same paragraph that are shown on each side of a use.
const AROUND: usize = 24;

/// A set phrase that the reading of an account found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    /// Where it stands, in bytes.
    pub span: Span,
    /// Its concept, when the lexicon knows it.
    pub concept: Option<String>,
}

/// One account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What it is called in lists: its file, or the beginning of its id.
    pub name: String,
    /// Hash of its text.
    pub id: String,
    /// Its day.
    pub date: Option<Date>,
    /// Its language.
    pub language: Option<Language>,
    /// Who issued it: codes with blanks between, sorted; empty when that is not known.
    pub issuer: String,
    /// Its text.
    pub text: String,
    /// The matching form of its text, byte for byte.
    pub folded: String,
    /// Who says what: stretches in text order, each with the ids of the sources, outermost first.
    pub voices: Vec<(Span, Vec<String>)>,
    /// Its set phrases, in text order.
    pub formulations: Vec<Coded>,
    /// Names, dates and numbers, which are no set phrases, in text order.
    pub names: Vec<Span>,
}

/// A place in the accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The account, an index of [`Accounts`].
    pub account: usize,
    /// Where in it, in bytes.
    pub span: Span,
}

/// A use of a wording, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Use {
    /// The account.
    pub account: String,
    /// Hash of its text.
    pub id: String,
    /// Its day.
    #[serde(serialize_with = "iso")]
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Who issued it.
    pub issuer: String,
    /// Who says it: ids, outermost first; empty for the account's own narrator.
    pub voice: Vec<String>,
    /// Where, in Unicode code points of the account's text.
    pub span: [u32; 2],
    /// What stands before it.
    pub before: String,
    /// The exact words.
    pub quote: String,
    /// What stands after it.
    pub after: String,
}

/// Accounts in the order of their days, those without one last; the same text is there once.
#[derive(Debug, Clone, Default)]
pub struct Accounts {
    list: Vec<Account>,
}

impl Accounts {
    /// Puts accounts in order. Of those with the same text the one is kept whose name comes first.
    #[must_use]
    pub fn new(mut list: Vec<Account>) -> Self {
        list.sort_by(|a, b| (a.date.is_none(), a.date, &a.id, &a.name).cmp(&(b.date.is_none(), b.date, &b.id, &b.name)));
        list.dedup_by(|later, earlier| later.id == earlier.id);
        Self { list }
    }

    /// The accounts, in order.
    #[must_use]
    pub fn all(&self) -> &[Account] {
        &self.list
    }

    /// The account at an index.
    #[must_use]
    pub fn get(&self, index: usize) -> &Account {
        &self.list[index]
    }

    /// Names of those without a day, in order.
    #[must_use]
    pub fn undated(&self) -> Vec<&str> {
        self.list.iter().filter(|account| account.date.is_none()).map(|account| account.name.as_str()).collect()
    }

    /// The words at a place.
    #[must_use]
    pub fn words(&self, place: Place) -> &str {
        &self.list[place.account].text[place.span.range()]
    }

    /// The matching form of the words at a place.
    #[must_use]
    pub fn folded(&self, place: Place) -> &str {
        &self.list[place.account].folded[place.span.range()]
    }

    /// Uses as they are shown, in the order of the places.
    #[must_use]
    pub fn uses(&self, places: &[Place]) -> Vec<Use> {
        let mut uses = Vec::with_capacity(places.len());
        for of_account in places.chunk_by(|one, other| one.account == other.account) {
            let account = self.get(of_account[0].account);
            let points = CodePoints::new(&account.text);
            uses.extend(of_account.iter().map(|place| account.shown(place.span, &points)));
        }
        uses
    }
}

impl Account {
    /// The sources at a byte.
    #[must_use]
    pub fn voice_at(&self, byte: u32) -> &[String] {
        let after = self.voices.partition_point(|(span, _)| span.start <= byte);
        after.checked_sub(1).map_or(&[], |at| &self.voices[at].1)
    }

    fn shown(&self, span: Span, points: &CodePoints<'_>) -> Use {
        let (start, end) = (span.start as usize, span.end as usize);
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[end..].find('\n').map_or(self.text.len(), |at| end + at);
        let from = self.text[line_start..start].char_indices().rev().take(AROUND).last().map_or(start, |(at, _)| line_start + at);
        let to = self.text[end..line_end].char_indices().nth(AROUND).map_or(line_end, |(at, _)| end + at);
        Use {
            account: self.name.clone(),
            id: self.id.clone(),
            date: self.date,
            issuer: self.issuer.clone(),
            voice: self.voice_at(span.start).to_vec(),
            span: [points.of_byte(span.start), points.of_byte(span.end)],
            before: self.text[from..start].to_owned(),
            quote: self.text[start..end].to_owned(),
            after: self.text[end..to].to_owned(),
        }
    }
}

/// A day as it is written, ISO 8601.
pub(crate) fn iso<S: serde::Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.collect_str(date),
        None => serializer.serialize_none(),
    }
}
