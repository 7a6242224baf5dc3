//! The rows of the search: what a passage or entry can be found by.
//!
//! Beside its words each row has facets (kind, parties, areas, …), so that a filter narrows a search inside the index
//! instead of after it.

use std::sync::LazyLock;

use super::accounts::state_of;
use super::entries::{MOST_IN_AN_ACCOUNT, states};
use super::{AccountRow, EntryRow, EntryState, Review, vectors};
use crate::database::{Dialect, Insert, Session, Value};
use crate::error::LedgerError;
use crate::reading::{Entry, Reading, cut};
use crate::words::{Run, indexed, tokens};

/// The facet of entries that a newer reading sees otherwise.
pub(crate) const CHANGED: &str = "changed";

/// A facet: what is filtered by, and for which value.
pub(crate) fn facet(name: char, value: &str) -> String {
    let mut facet = String::with_capacity(value.len() + 2);
    facet.extend([name, '_']);
    let kept = |c: char| if c.is_alphanumeric() || "_/-".contains(c) { c } else { '_' };
    if value.is_ascii() {
        facet.extend(value.chars().map(|c| kept(c.to_ascii_lowercase())));
    } else {
        facet.extend(value.to_lowercase().chars().map(kept));
    }
    facet
}

/// What the paragraphs and entries of an account can be filtered by.
pub(super) fn account_facets(account: &AccountRow) -> Vec<String> {
    let mut facets = vec![facet('n', &account.id)];
    facets.extend(account.side.iter().map(|side| facet('d', side)));
    facets.extend(account.language.iter().map(|language| facet('l', language)));
    facets
}

/// What an entry can be filtered by.
pub(crate) fn entry_facets(row: &EntryRow, account: &AccountRow) -> Vec<String> {
    entry_facets_among(account_facets(account), &row.entry, row.state, &row.review)
}

/// What an entry can be filtered by, with the facets of its account: sorted, each once.
pub(super) fn entry_facets_among(account: Vec<String>, entry: &Entry, state: EntryState, review: &Review) -> Vec<String> {
    let mut facets = account;
    facets.push(facet('k', &entry.kind));
    facets.push(facet('s', state.as_str()));
    facets.extend(states(entry).into_iter().map(|party| facet('p', party)));
    facets.extend(entry.participants().filter(|actor| actor.contains('/')).map(|actor| facet('p', actor)));
    facets.extend(entry.areas.iter().map(|area| facet('a', area)));
    for voice in &entry.voice {
        facets.push(facet('v', voice));
        facets.push(facet('v', state_of(voice)));
    }
    facets.extend(entry.unconfirmed_by.iter().map(|state| facet('u', state)));
    if review.suggestion.is_some() {
        facets.push(facet('x', CHANGED));
    }
    if !entry.rule.is_empty() {
        facets.push(facet('r', &entry.rule));
    }
    facets.sort_unstable();
    facets.dedup();
    facets
}

/// Makes an entry findable.
pub(super) fn index_entry(session: &mut dyn Session, row: &EntryRow, account: &AccountRow) -> Result<(), LedgerError> {
    let words = indexed(&row.entry.quote);
    let facets = entry_facets(row, account).join(" ");
    insert(session, Table::Entries, &[Findable { num: row.num, words: &words, facets: &facets }])
}

/// Makes the paragraphs of an account findable.
pub(super) fn index_passages(session: &mut dyn Session, account: &AccountRow, reading: &Reading) -> Result<(), LedgerError> {
    let facets = account_facets(account).join(" ");
    let first = account.num * MOST_IN_AN_ACCOUNT;
    let passages = passages(reading);
    let rows: Vec<Findable<'_>> = passages.iter().map(|(number, words)| Findable { num: first + number, words, facets: &facets }).collect();
    insert(session, Table::Passages, &rows)
}

/// The words of the paragraphs of a reading, by number of the paragraph.
pub(super) fn passages(reading: &Reading) -> Vec<(i64, String)> {
    let mut passages = Vec::with_capacity(reading.paragraphs.len());
    let mut rest = reading.document.text.as_str();
    let mut passed = 0;
    for (number, paragraph) in (0..MOST_IN_AN_ACCOUNT).zip(&reading.paragraphs) {
        // Paragraphs follow one another, so each is cut from what the one before left.
        let [start, end] = paragraph.span;
        let (Some(gap), Some(length)) = (start.checked_sub(passed), end.checked_sub(start)) else { continue };
        let Some(words) = cut(rest, [gap, gap + length]) else { break };
        let skipped = cut(rest, [0, gap]).map_or(0, str::len);
        passages.push((number, indexed(words)));
        rest = &rest[skipped + words.len()..];
        passed = end;
    }
    passages
}

pub(super) fn forget_entry(session: &mut dyn Session, num: i64) -> Result<(), LedgerError> {
    let sql = match session.dialect() {
        Dialect::Sqlite => "DELETE FROM entry_words WHERE rowid = ?1",
        Dialect::Postgres => "DELETE FROM entry_words WHERE num = ?1",
    };
    session.execute(sql, &[num.into()])?;
    Ok(())
}

pub(super) fn forget_passages(session: &mut dyn Session, account: i64) -> Result<(), LedgerError> {
    let first = account * MOST_IN_AN_ACCOUNT;
    let bounds: [Value<'_>; 2] = [first.into(), (first + MOST_IN_AN_ACCOUNT).into()];
    let sql = match session.dialect() {
        Dialect::Sqlite => "DELETE FROM passage_words WHERE rowid >= ?1 AND rowid < ?2",
        Dialect::Postgres => "DELETE FROM passage_words WHERE num >= ?1 AND num < ?2",
    };
    session.execute(sql, &bounds)?;
    Ok(())
}

/// The tables of the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    /// Paragraphs of accounts.
    Passages,
    /// Entries.
    Entries,
}

/// What is put into a table of the search: words and facets, each with blanks between.
#[derive(Debug, Clone, Copy)]
pub(super) struct Findable<'f> {
    pub(super) num: i64,
    pub(super) words: &'f str,
    pub(super) facets: &'f str,
}

static PASSAGES_IN_SQLITE: LazyLock<Insert> = LazyLock::new(|| Insert::new("passage_words(rowid, words, facets)", "?, ?, ?", ""));
static ENTRIES_IN_SQLITE: LazyLock<Insert> = LazyLock::new(|| Insert::new("entry_words(rowid, words, facets)", "?, ?, ?", ""));
static PASSAGES_IN_POSTGRES: LazyLock<Insert> =
    LazyLock::new(|| Insert::new("passage_words(num, words)", "?, CAST(CAST(? AS TEXT) AS TSVECTOR)", ""));
static ENTRIES_IN_POSTGRES: LazyLock<Insert> =
    LazyLock::new(|| Insert::new("entry_words(num, words)", "?, CAST(CAST(? AS TEXT) AS TSVECTOR)", ""));

/// Puts rows into a table of the search.
pub(super) fn insert(session: &mut dyn Session, table: Table, rows: &[Findable<'_>]) -> Result<(), LedgerError> {
    match session.dialect() {
        Dialect::Sqlite => {
            let values: Vec<Value<'_>> = rows.iter().flat_map(|row| [row.num.into(), row.words.into(), row.facets.into()]).collect();
            let statement = if table == Table::Entries { &ENTRIES_IN_SQLITE } else { &PASSAGES_IN_SQLITE };
            statement.write(session, &values)?;
        }
        Dialect::Postgres => {
            let vectors: Vec<String> = rows.iter().map(|row| vectors::vector(row.words, row.facets)).collect();
            let values: Vec<Value<'_>> = rows.iter().zip(&vectors).flat_map(|(row, vector)| [row.num.into(), vector.into()]).collect();
            let statement = if table == Table::Entries { &ENTRIES_IN_POSTGRES } else { &PASSAGES_IN_POSTGRES };
            statement.write(session, &values)?;
        }
    }
    Ok(())
}

/// A question to the search: all phrases and all facets (each of a group of which one must be there); nothing when it asks
/// for nothing.
pub(crate) fn match_words(dialect: Dialect, phrases: &[&str], facets: &[Vec<String>]) -> Option<String> {
    let mut parts = Vec::new();
    for phrase in phrases {
        let tokens = tokens(phrase, Run::Open);
        let is_one = tokens.len() == 1 && tokens[0].chars().count() == 1 && tokens[0].chars().all(crate::words::is_han);
        if !tokens.is_empty() {
            parts.push(match dialect {
                Dialect::Sqlite => format!("words : \"{}\"{}", tokens.join(" "), if is_one { " *" } else { "" }),
                Dialect::Postgres if is_one => vectors::beginning(&tokens[0]),
                Dialect::Postgres => vectors::phrase(&tokens),
            });
        }
    }
    for group in facets.iter().filter(|group| !group.is_empty()) {
        parts.push(match dialect {
            Dialect::Sqlite => {
                let any: Vec<String> = group.iter().map(|facet| format!("\"{facet}\"")).collect();
                format!("facets : ({})", any.join(" OR "))
            }
            Dialect::Postgres => vectors::any_of(group),
        });
    }
    let and = match dialect {
        Dialect::Sqlite => " AND ",
        Dialect::Postgres => " & ",
    };
    (!parts.is_empty()).then(|| parts.join(and))
}
