//! Which later entries may be evidence of a commitment or request.
//!
//! Later actions, engagements, mechanisms and commitments of the same states are compared with it by states, areas, words,
//! numbers, names and days. They are ranked, each with its reasons; whether one is evidence, a person decides.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::amounts::decimal;
use super::candidates::{Side, beside};
use super::days::day_after;
use super::matter::{Worded, names_of_actors};
use super::placed::{EntryLine, Placed, followed, placed_in};
use super::progress::{evidence_of, overlap};
use super::terms::{Weights, holds_name, share};
use crate::database::Session;
use crate::error::LedgerError;
use crate::operation::Amount;
use crate::reading::Span;
use crate::workspace::Workspace;

/// Kinds of entries that tell what became of a promise.
const KINDS: [&str; 4] = ["action", "engagement", "mechanism", "commitment"];
/// Points for words in common, times how much is.
const TERMS_POINTS: f64 = 4.0;
/// Points for the same number and unit.
const NUMBER_POINTS: f64 = 2.0;
/// Points for the same unit alone.
const UNIT_POINTS: f64 = 0.5;
/// Points for a name that both have.
const NAME_POINTS: f64 = 1.5;
/// Points for the same states, areas, and for a day in the window, each.
const SURROUNDING_POINTS: f64 = 1.0;
/// All points there are.
const ALL_POINTS: f64 = TERMS_POINTS + NUMBER_POINTS + NAME_POINTS + 3.0 * SURROUNDING_POINTS;
/// What a further promise counts for: it tells less than a deed.
const PROMISE_FACTOR: f64 = 0.5;
/// How much of the words must be in common where nothing else of the matter is.
const LEAST_TERMS: f64 = 0.2;

/// Entries that may be evidence.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EvidenceSuggestions {
    /// Id of the commitment or request.
    pub entry: String,
    /// How many later entries were compared with it.
    pub compared: usize,
    /// The best of them, best first.
    pub suggestions: Vec<EvidenceSuggestion>,
}

/// An entry that may be evidence.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EvidenceSuggestion {
    /// The entry; its account and words are what evidence would stand on.
    #[serde(flatten)]
    pub line: EntryLine,
    /// Where its words stand.
    pub span: Span,
    /// The day it speaks of, ISO 8601: its own, else that of its account.
    pub day: Option<String>,
    /// Its amount in the unit of a target.
    pub amount: Option<Amount>,
    /// How well it fits, 0 to 1, to a thousandth.
    pub score: f64,
    /// Why, what counts most first.
    pub reasons: Vec<Reason>,
}

/// Why two entries may belong together.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Reason {
    /// What they share.
    #[serde(flatten)]
    pub shared: Shared,
    /// How much of the score it makes, 0 to 1, to a thousandth.
    pub points: f64,
    /// The same in words.
    pub text: String,
}

/// What two entries share.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "shares", content = "what")]
pub enum Shared {
    /// States.
    Parties(Vec<String>),
    /// Areas.
    Areas(Vec<String>),
    /// Words: stems or pairs of characters, the rarest first.
    Terms(Vec<String>),
    /// Numbers with their unit.
    Numbers(Vec<String>),
    /// Units, with other numbers.
    Units(Vec<String>),
    /// Names of mechanisms, formulations or places.
    Names(Vec<String>),
    /// A day within the window.
    Day(String),
}

impl Reason {
    pub(crate) fn new(shared: Shared, points: f64) -> Self {
        let text = match &shared {
            Shared::Parties(list) => format!("same states: {}", list.join(", ")),
            Shared::Areas(list) => format!("same areas: {}", list.join(", ")),
            Shared::Terms(list) => format!("same words: {}", list.join(", ")),
            Shared::Numbers(list) => format!("same number: {}", list.join(", ")),
            Shared::Units(list) => format!("another number of the same unit: {}", list.join(", ")),
            Shared::Names(list) => format!("same name: {}", list.join(", ")),
            Shared::Day(day) => format!("{day} is within its time"),
        };
        Self { shared, points: thousandth(points), text }
    }
}

pub(crate) fn thousandth(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

impl Workspace {
    /// Later entries that may be evidence of the commitment or request whose id begins so, best first. What stands on words
    /// that are evidence of it already is left out.
    ///
    /// # Errors
    /// There is no such entry, there are several, or it is of another kind.
    pub fn suggest_evidence(&mut self, entry: &str, limit: usize) -> Result<EvidenceSuggestions, LedgerError> {
        let session = self.session.as_mut();
        let placed = followed(session, entry)?;
        let mut candidates = beside(session, &placed, &KINDS, Side::After)?;
        let used = evidence_of(session, placed.id())?;
        candidates.retain(|candidate| {
            !used.iter().any(|piece| piece.account == candidate.account && overlap(piece.span, candidate.row.entry.span))
        });
        let names = names_of(session, &placed)?;
        let actors = names_of_actors(session, &[&placed])?;
        let candidates: Vec<Worded> = candidates.into_iter().map(|candidate| Worded::new(candidate, &actors)).collect();
        let weights = Weights::of(candidates.iter().map(|candidate| &candidate.terms));
        let Worded { placed, terms } = Worded::new(placed, &actors);
        let promise = Promise { placed, terms, names };
        let mut suggestions: Vec<EvidenceSuggestion> =
            candidates.iter().filter_map(|candidate| promise.suggestion(&candidate.placed, &candidate.terms, &weights)).collect();
        suggestions.sort_by(|a, b| {
            let by_score = b.score.total_cmp(&a.score);
            by_score.then_with(|| a.day.cmp(&b.day)).then_with(|| a.line.entry.cmp(&b.line.entry))
        });
        suggestions.truncate(limit);
        Ok(EvidenceSuggestions { entry: promise.placed.id().to_owned(), compared: candidates.len(), suggestions })
    }
}

/// Names of mechanisms, formulations and places that stand within the words of an entry.
fn names_of(session: &mut dyn Session, placed: &Placed) -> Result<Vec<String>, LedgerError> {
    let beside = placed_in(session, &[placed.row.account], &["mechanism", "formulation", "engagement"])?;
    let within = beside.iter().filter(|other| overlap(other.row.entry.span, placed.row.entry.span));
    let mut names: Vec<String> = within.filter_map(own_name).map(str::to_owned).collect();
    names.retain(|name| holds_name(&placed.row.entry.quote, name));
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

/// The name that an entry is about, if any.
fn own_name(placed: &Placed) -> Option<&str> {
    let entry = &placed.row.entry;
    entry.name.as_deref().or(entry.term.as_deref()).or(entry.place.as_deref())
}

/// The day an entry speaks of: its own, else that of its account.
pub(crate) fn day_of(placed: &Placed) -> Option<&str> {
    let own = placed.row.entry.when.as_ref();
    own.and_then(|when| when.end.as_deref().or(when.start.as_deref())).or(placed.date.as_deref())
}

/// What is looked for.
struct Promise {
    placed: Placed,
    terms: BTreeSet<String>,
    names: Vec<String>,
}

impl Promise {
    /// A candidate with all that it shares; nothing when it shares too little of the matter itself.
    fn suggestion(&self, candidate: &Placed, words: &BTreeSet<String>, weights: &Weights<'_>) -> Option<EvidenceSuggestion> {
        let likeness = weights.overlap(&self.terms, words);
        let mut found: Vec<(Shared, f64)> = self.numbers(candidate).into_iter().collect();
        found.extend(self.names(candidate));
        if found.iter().all(|(shared, _)| matches!(shared, Shared::Units(_))) && likeness < LEAST_TERMS {
            return None;
        }
        if likeness > 0.0 {
            found.push((Shared::Terms(weights.shared(&self.terms, words, 8)), TERMS_POINTS * likeness));
        }
        found.extend(self.surroundings(candidate));
        if candidate.kind() == "commitment" {
            found.iter_mut().for_each(|(_, points)| *points *= PROMISE_FACTOR);
        }
        let score = found.iter().map(|(_, points)| points).sum::<f64>() / ALL_POINTS;
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        let reasons = found.into_iter().map(|(shared, points)| Reason::new(shared, points / ALL_POINTS)).collect();
        Some(EvidenceSuggestion {
            line: EntryLine::from(candidate),
            span: candidate.row.entry.span,
            day: day_of(candidate).map(str::to_owned),
            amount: self.amount(candidate),
            score: thousandth(score),
            reasons,
        })
    }

    fn numbers(&self, candidate: &Placed) -> Option<(Shared, f64)> {
        let (mut same, mut units) = (Vec::new(), Vec::new());
        for mine in self.placed.targets() {
            for other in candidate.targets().iter().filter(|other| other.unit == mine.unit) {
                let value = |number: &serde_json::Number| decimal(&number.to_string());
                let is_same = value(&mine.value).is_some() && value(&mine.value) == value(&other.value);
                if is_same { &mut same } else { &mut units }.push(format!("{} {}", other.value, other.unit));
            }
        }
        match (same.is_empty(), units.is_empty()) {
            (false, _) => Some((Shared::Numbers(same), NUMBER_POINTS)),
            (true, false) => Some((Shared::Units(units), UNIT_POINTS)),
            (true, true) => None,
        }
    }

    fn names(&self, candidate: &Placed) -> Option<(Shared, f64)> {
        let mut names: BTreeSet<&str> = BTreeSet::new();
        names.extend(own_name(candidate).filter(|name| holds_name(&self.placed.row.entry.quote, name)));
        names.extend(self.names.iter().map(String::as_str).filter(|name| holds_name(&candidate.row.entry.quote, name)));
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        (!names.is_empty()).then_some((Shared::Names(names), NAME_POINTS))
    }

    fn surroundings(&self, candidate: &Placed) -> Vec<(Shared, f64)> {
        let mut found = Vec::new();
        let (mine, others) = (self.placed.parties(), candidate.parties());
        let both = |one: &[&str], other: &[&str]| one.iter().filter(|x| other.contains(x)).map(|x| (*x).to_owned()).collect::<Vec<_>>();
        found.push((Shared::Parties(both(&mine, &others)), SURROUNDING_POINTS * share(&mine, &others)));
        let areas = |placed: &Placed| placed.row.entry.areas.clone();
        let (mine, others) = (areas(&self.placed), areas(candidate));
        let shared: Vec<String> = mine.iter().filter(|area| others.contains(area)).cloned().collect();
        if !shared.is_empty() {
            found.push((Shared::Areas(shared), SURROUNDING_POINTS * share(&mine, &others)));
        }
        if let Some(day) = day_of(candidate)
            && self.placed.date.as_deref().is_none_or(|date| day >= day_after(date).as_str())
            && self.placed.due.as_deref().is_some_and(|due| day <= due)
        {
            found.push((Shared::Day(day.to_owned()), SURROUNDING_POINTS));
        }
        found
    }

    /// The amount of a candidate that is no promise, in the unit of a target.
    fn amount(&self, candidate: &Placed) -> Option<Amount> {
        if candidate.kind() == "commitment" {
            return None;
        }
        let mine = self.placed.targets();
        let target = candidate.targets().iter().find(|other| mine.iter().any(|mine| mine.unit == other.unit))?;
        Some(Amount { value: target.value.as_f64()?, unit: target.unit.clone() })
    }
}
