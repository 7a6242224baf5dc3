//! Finding words in entries, accounts and notes.
//!
//! A question is words and phrases in quotation marks; all must be there. Chinese needs no spaces and may be as short as
//! one character. Ranked, what is found stands by how much of the question it holds for its length (the term weight of
//! Okapi BM25, Robertson and Zaragoza 2009, without the weight of rarity, since all terms must be there), entries before
//! passages; exactly, by day, and only where the very characters stand. What is ranked is the [`RANKED`] hits that came in
//! last: a question that finds more is too wide for an order to help.

use schemars::JsonSchema;
use serde::Serialize;

use crate::database::{Dialect, Next, Session, Value, all, one_integer};
use crate::error::LedgerError;
use crate::filter::EntryFilter;
use crate::operation::Note;
use crate::reading::{Span, cut};
use crate::state::{self, AccountRow, ENTRY_COLUMNS, EntryRow, MOST_IN_AN_ACCOUNT, match_words, objects_of};
use crate::words::{Run, Token, located, tokens};
use crate::workspace::Workspace;

/// Entries that are ranked at most.
const RANKED: i64 = 300;
/// How many times as many are looked at for the very characters.
const EXACTLY: i64 = 20;
/// Passages that are looked at at most.
const PASSAGES: i64 = 60;
/// Characters shown on either side of the first hit.
const AROUND: usize = 36;
/// How fast more of the same word counts less; the usual value.
const K1: f64 = 1.2;
/// How much length counts; the usual value.
const B: f64 = 0.75;
/// Tokens of a common entry.
const USUAL_LENGTH: f64 = 30.0;

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Words and phrases.
    pub words: String,
    /// Only where these very characters stand.
    pub exact: bool,
    /// Which entries; passages and notes too where it asks nothing that only entries have.
    pub filter: EntryFilter,
    /// Hits at most.
    pub limit: usize,
}

/// What a hit is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// The words of an entry.
    Entry,
    /// A paragraph of an account.
    Passage,
    /// A note.
    Note,
}

/// One place that was found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Hit {
    /// What it is in.
    pub within: Within,
    /// The account; empty for a note on something else.
    pub account: String,
    /// Day of the account, ISO 8601.
    pub date: Option<String>,
    /// Title of the account.
    pub title: Option<String>,
    /// The entry, where it is one.
    pub entry: Option<String>,
    /// Kind of the entry.
    pub kind: Option<String>,
    /// Where in the account, in characters; of a note nothing.
    pub span: Option<Span>,
    /// The words around the first hit.
    pub snippet: String,
    /// What of the snippet was asked for, in characters.
    pub marks: Vec<Span>,
    /// Weight, for comparing hits of one answer.
    pub weight: f64,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Found {
    /// The hits, best first.
    pub hits: Vec<Hit>,
    /// Whether there are more than were looked at.
    pub more: bool,
}

impl Question {
    /// How many answers of the index are looked at. The very characters may stand in few of them.
    fn candidates(&self, ranked: i64) -> i64 {
        if self.exact { ranked * EXACTLY } else { ranked }
    }

    /// What is asked of the index.
    fn values<'q>(&'q self, asked: &'q str, candidates: i64) -> [Value<'q>; 4] {
        [asked.into(), candidates.into(), self.filter.since.as_deref().into(), self.filter.until.as_deref().into()]
    }
}

impl Workspace {
    /// Finds words.
    ///
    /// # Errors
    /// The question has no words, or the database fails.
    pub fn find(&mut self, question: &Question) -> Result<Found, LedgerError> {
        let phrases = phrases(question);
        if phrases.iter().all(|phrase| tokens(phrase, Run::Open).is_empty()) {
            return Err(LedgerError::Refused("the question has no words; write what is looked for".to_owned()));
        }
        let session = self.session.as_mut();
        let looked_for = LookedFor::new(question, &phrases);
        let (mut hits, mut more) = entry_hits(session, question, &looked_for)?;
        if !question.filter.is_about_entries() {
            let (passages, more_passages) = passage_hits(session, question, &looked_for)?;
            more |= more_passages;
            let covered: Vec<(String, Span)> = hits.iter().filter_map(|hit| Some((hit.account.clone(), hit.span?))).collect();
            let is_covered = |hit: &Hit| {
                covered.iter().any(|(account, span)| {
                    *account == hit.account && hit.span.is_some_and(|[start, _]| (span[0]..span[1]).contains(&start))
                })
            };
            hits.extend(passages.into_iter().filter(|hit| !is_covered(hit)));
            hits.extend(note_hits(session, &looked_for)?);
        }
        if question.exact {
            hits.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.account.cmp(&b.account)).then_with(|| a.span.cmp(&b.span)));
        } else {
            hits.sort_by(|a, b| a.within.cmp(&b.within).then_with(|| b.weight.total_cmp(&a.weight)).then_with(|| b.date.cmp(&a.date)));
        }
        more |= hits.len() > question.limit;
        hits.truncate(question.limit);
        Ok(Found { hits, more })
    }

    /// The entries that a filter wants, newest account first, after so many; and how many there are.
    ///
    /// # Errors
    /// The database fails.
    pub fn entries(&mut self, filter: &EntryFilter, skip: usize, limit: usize) -> Result<Vec<EntryRow>, LedgerError> {
        let session = self.session.as_mut();
        let (condition, asked) = condition(session.dialect(), "entry_words", match_words(session.dialect(), &[], &filter.facets()));
        let between = days_between("entries.date", 2, 3);
        let sql = format!(
            "SELECT {ENTRY_COLUMNS} FROM entries WHERE entries.live = 1 AND {condition} AND {between}
             ORDER BY entries.date DESC NULLS LAST, entries.num LIMIT ?4 OFFSET ?5"
        );
        let values: [Value<'_>; 5] = [
            asked.as_deref().into(),
            filter.since.as_deref().into(),
            filter.until.as_deref().into(),
            i64::try_from(limit).unwrap_or(i64::MAX).into(),
            i64::try_from(skip).unwrap_or(i64::MAX).into(),
        ];
        all(session, &sql, &values, EntryRow::of_row)
    }
}

/// The condition that a row of `entries` or a number is among the answers to `?1`, and what `?1` is.
pub(crate) fn condition(dialect: Dialect, table: &str, asked: Option<String>) -> (String, Option<String>) {
    condition_on("entries.num", dialect, table, asked)
}

/// The same of what names a number.
pub(crate) fn condition_on(num: &str, dialect: Dialect, table: &str, asked: Option<String>) -> (String, Option<String>) {
    match asked {
        None => ("CAST(?1 AS TEXT) IS NULL".to_owned(), None),
        Some(_) => (format!("{num} IN (SELECT {} FROM {table} WHERE {})", number(dialect), answers(dialect, table)), asked),
    }
}

/// How many entries answer a question, counted up to a bound.
pub(crate) fn found_up_to(session: &mut dyn Session, asked: &str, bound: i64) -> Result<i64, LedgerError> {
    let sql =
        format!("SELECT count(*) FROM (SELECT 1 FROM entry_words WHERE {} LIMIT ?2) AS found", answers(session.dialect(), "entry_words"));
    Ok(one_integer(session, &sql, &[asked.into(), bound.into()])?.unwrap_or_default())
}

/// The condition that a day is between two parameters, each of which may be nothing.
pub(crate) fn days_between(day: &str, since: usize, until: usize) -> String {
    format!("(CAST(?{since} AS TEXT) IS NULL OR {day} >= ?{since}) AND (CAST(?{until} AS TEXT) IS NULL OR {day} <= ?{until})")
}

/// The column of the search tables with the number of what was found.
fn number(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "rowid",
        Dialect::Postgres => "num",
    }
}

/// The condition that a row of a search table answers `?1`.
fn answers(dialect: Dialect, table: &str) -> String {
    match dialect {
        Dialect::Sqlite => format!("{table} MATCH ?1"),
        Dialect::Postgres => format!("{table}.words @@ CAST(CAST(?1 AS TEXT) AS TSQUERY)"),
    }
}

/// Two tables, of which SQLite goes through the first.
pub(crate) fn joined(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "CROSS JOIN",
        Dialect::Postgres => "JOIN",
    }
}

/// What answers a question, the last that came in first: `?1` the question, `?2` how many, `?3` and `?4` the days between.
fn newest_entries(dialect: Dialect) -> String {
    let (number, join, answers) = (number(dialect), joined(dialect), answers(dialect, "entry_words"));
    format!(
        "SELECT {ENTRY_COLUMNS} FROM entry_words {join} entries ON entries.num = entry_words.{number}
         WHERE {answers} AND {} ORDER BY entry_words.{number} DESC LIMIT ?2",
        days_between("entries.date", 3, 4)
    )
}

/// The same for passages: their numbers.
fn newest_passages(dialect: Dialect) -> String {
    let (number, join, answers) = (number(dialect), joined(dialect), answers(dialect, "passage_words"));
    format!(
        "SELECT passage_words.{number} FROM passage_words {join} accounts ON accounts.num = passage_words.{number} / {MOST_IN_AN_ACCOUNT}
         WHERE {answers} AND {} ORDER BY passage_words.{number} DESC LIMIT ?2",
        days_between("accounts.date", 3, 4)
    )
}

/// The phrases of a question: what stands in quotation marks, and every word outside.
fn phrases(question: &Question) -> Vec<&str> {
    if question.exact {
        return vec![question.words.trim()];
    }
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '「' | '」');
    let parts = question.words.split(is_mark).enumerate();
    parts
        .flat_map(|(index, part)| if index % 2 == 1 { vec![part] } else { part.split_whitespace().collect() })
        .filter(|part| !part.trim().is_empty())
        .collect()
}

/// What is looked for in a text.
pub(crate) struct LookedFor {
    phrases: Vec<Vec<String>>,
    /// The very characters.
    exactly: Option<String>,
    asked: Vec<String>,
}

impl LookedFor {
    pub(crate) fn new(question: &Question, phrases: &[&str]) -> Self {
        let exactly = question.exact.then(|| question.words.trim().to_owned());
        let asked: Vec<String> = phrases.iter().map(|phrase| (*phrase).to_owned()).collect();
        let phrases = phrases.iter().map(|phrase| tokens(phrase, Run::Open)).filter(|tokens| !tokens.is_empty()).collect();
        Self { phrases, exactly, asked }
    }

    /// Where in a text, in characters; nothing when not all of it is there. And the weight.
    pub(crate) fn places(&self, text: &str) -> Option<(Vec<[usize; 2]>, f64)> {
        if let Some(exactly) = &self.exactly {
            let length = exactly.chars().count();
            let places: Vec<[usize; 2]> = text
                .match_indices(exactly.as_str())
                .map(|(at, _)| text[..at].chars().count())
                .map(|start| [start, start + length])
                .collect();
            return (!places.is_empty()).then_some((places, 1.0));
        }
        let there = located(text, Run::Closed);
        let mut places = Vec::new();
        let mut weight = 0.0;
        for phrase in &self.phrases {
            let found = phrase_places(&there, phrase);
            if found.is_empty() {
                return None;
            }
            let often = found.len() as f64;
            weight += often * (K1 + 1.0) / (often + K1 * (1.0 - B + B * there.len() as f64 / USUAL_LENGTH));
            places.extend(found);
        }
        places.sort_unstable();
        places.dedup();
        Some((places, weight))
    }
}

/// Where a phrase stands among tokens, in characters.
fn phrase_places(there: &[Token], phrase: &[String]) -> Vec<[usize; 2]> {
    let is_one = phrase.len() == 1 && phrase[0].chars().count() == 1 && phrase[0].chars().all(crate::words::is_han);
    if is_one {
        return there
            .iter()
            .filter(|token| token.text.starts_with(phrase[0].as_str()))
            .map(|token| [token.start, token.start + 1])
            .collect();
    }
    there
        .windows(phrase.len())
        .filter(|window| window.iter().zip(phrase).all(|(token, wanted)| token.text == *wanted))
        .map(|window| [window[0].start, window[window.len() - 1].end])
        .collect()
}

fn entry_hits(session: &mut dyn Session, question: &Question, looked_for: &LookedFor) -> Result<(Vec<Hit>, bool), LedgerError> {
    let asked: Vec<&str> = looked_for.asked.iter().map(String::as_str).collect();
    let Some(asked) = match_words(session.dialect(), &asked, &question.filter.facets()) else { return Ok((Vec::new(), false)) };
    let candidates = question.candidates(RANKED);
    let mut weighed: Vec<(EntryRow, Vec<[usize; 2]>, f64)> = Vec::new();
    let mut seen = 0;
    let values = question.values(&asked, candidates);
    let sql = newest_entries(session.dialect());
    session.query(&sql, &values, &mut |row| {
        seen += 1;
        let entry = EntryRow::of_row(row)?;
        if let Some((places, weight)) = looked_for.places(&entry.entry.quote) {
            weighed.push((entry, places, weight));
        }
        Ok(if question.exact && weighed.len() > question.limit { Next::Enough } else { Next::More })
    })?;
    let more = seen == candidates;
    weighed.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| b.0.num.cmp(&a.0.num)));
    let many = weighed.len() > question.limit;
    weighed.truncate(question.limit);
    let mut hits = Vec::with_capacity(weighed.len());
    for (row, places, weight) in weighed {
        let account = state::account_by_num(session, row.account)?;
        let (snippet, marks) = snippet(&row.entry.quote, &places);
        let (entry, kind) = (Some(row.entry.id), Some(row.entry.kind));
        hits.push(Hit { within: Within::Entry, entry, kind, span: Some(row.entry.span), weight, snippet, marks, ..of_account(&account) });
    }
    Ok((hits, more || many))
}

fn of_account(account: &AccountRow) -> Hit {
    Hit {
        within: Within::Passage,
        account: account.id.clone(),
        date: account.date.clone(),
        title: account.title.clone(),
        entry: None,
        kind: None,
        span: None,
        snippet: String::new(),
        marks: Vec::new(),
        weight: 0.0,
    }
}

fn passage_hits(session: &mut dyn Session, question: &Question, looked_for: &LookedFor) -> Result<(Vec<Hit>, bool), LedgerError> {
    let asked: Vec<&str> = looked_for.asked.iter().map(String::as_str).collect();
    let Some(asked) = match_words(session.dialect(), &asked, &question.filter.account_facets()) else { return Ok((Vec::new(), false)) };
    let candidates = question.candidates(PASSAGES);
    let sql = newest_passages(session.dialect());
    let numbers = all(session, &sql, &question.values(&asked, candidates), |row| row.integer(0))?;
    let more = numbers.len() as i64 == candidates;
    let mut hits = Vec::new();
    let mut last: Option<(AccountRow, state::Layout)> = None;
    for num in numbers {
        let (account, paragraph) = (num / state::MOST_IN_AN_ACCOUNT, num % state::MOST_IN_AN_ACCOUNT);
        if last.as_ref().is_none_or(|(row, _)| row.num != account) {
            let row = state::account_by_num(session, account)?;
            let layout = state::layout_of(session, row.reading)?;
            last = Some((row, layout));
        }
        let Some((account, layout)) = &last else { continue };
        let Some(&[start, end]) = layout.paragraphs.get(paragraph as usize) else { continue };
        let Some(words) = cut(&layout.text, [start, end]) else { continue };
        if let Some((places, weight)) = looked_for.places(words) {
            let first = places[0];
            let span = Some([start + first[0] as u32, start + first[1] as u32]);
            let (snippet, marks) = snippet(words, &places);
            hits.push(Hit { span, snippet, marks, weight, ..of_account(account) });
        }
    }
    Ok((hits, more))
}

fn note_hits(session: &mut dyn Session, looked_for: &LookedFor) -> Result<Vec<Hit>, LedgerError> {
    let mut hits = Vec::new();
    for note in objects_of::<Note>(session, "note", "")? {
        let Some((places, weight)) = looked_for.places(&note.text) else { continue };
        let (snippet, marks) = snippet(&note.text, &places);
        let (class, id) = note.on.split_once(':').unwrap_or_default();
        let id = id.to_owned();
        let (account, entry) = match class {
            "account" => (id, None),
            "entry" => (String::new(), Some(id)),
            _ => (String::new(), None),
        };
        let (date, title, kind) = (None, None, None);
        hits.push(Hit { within: Within::Note, account, date, title, entry, kind, span: None, snippet, marks, weight });
    }
    Ok(hits)
}

/// The words around the first place, and where in them the places are.
fn snippet(text: &str, places: &[[usize; 2]]) -> (String, Vec<Span>) {
    let total = text.chars().count();
    let first = places.first().copied().unwrap_or_default();
    let start = first[0].saturating_sub(AROUND);
    let end = (first[1] + 2 * AROUND).min(total);
    let shown: String = text.chars().skip(start).take(end - start).collect();
    let (before, after) = (if start > 0 { "…" } else { "" }, if end < total { "…" } else { "" });
    let shift = before.chars().count();
    let inside = places.iter().filter(|place| place[0] >= start && place[1] <= end);
    let marks = inside.map(|place| [(place[0] - start + shift) as u32, (place[1] - start + shift) as u32]).collect();
    (format!("{before}{shown}{after}"), marks)
}
