//! The rows of the search: what a passage or entry can be found by.
//!
//! Beside its words each row has facets (kind, parties, areas, day, …), so that a filter narrows a search inside the index
//! instead of after it.

use super::accounts::state_of;
use super::entries::{MOST_IN_AN_ACCOUNT, states};
use super::{AccountRow, EntryRow, vectors};
use crate::database::{Dialect, Session, Value};
use crate::error::LedgerError;
use crate::reading::{Reading, cut};
use crate::words::{Run, indexed, tokens};

/// The facet of entries that a newer reading sees otherwise.
pub(crate) const CHANGED: &str = "changed";

/// A facet: what is filtered by, and for which value.
pub(crate) fn facet(name: char, value: &str) -> String {
    let value: String = value.to_lowercase().chars().map(|c| if c.is_alphanumeric() || "_/-".contains(c) { c } else { '_' }).collect();
    format!("{name}_{value}")
}

fn account_facets(account: &AccountRow) -> Vec<String> {
    let mut facets = vec![facet('n', &account.id)];
    facets.extend(account.side.iter().map(|side| facet('d', side)));
    facets.extend(account.states.iter().map(|state| facet('w', state)));
    facets.extend(account.language.iter().map(|language| facet('l', language)));
    facets.extend(account.kind.iter().map(|kind| facet('t', kind)));
    if let Some(date) = &account.date {
        facets.push(facet('y', date.get(..4).unwrap_or_default()));
        facets.push(facet('m', date.get(..7).unwrap_or_default()));
    }
    facets
}

/// What an entry can be filtered by.
pub(crate) fn entry_facets(row: &EntryRow, account: &AccountRow) -> Vec<String> {
    let mut facets = account_facets(account);
    facets.push(facet('k', &row.entry.kind));
    facets.push(facet('s', row.state.as_str()));
    facets.extend(states(&row.entry).into_iter().map(|party| facet('p', party)));
    facets.extend(row.entry.participants().filter(|actor| actor.contains('/')).map(|actor| facet('p', actor)));
    facets.extend(row.entry.areas.iter().map(|area| facet('a', area)));
    for voice in &row.entry.voice {
        facets.push(facet('v', voice));
        facets.push(facet('v', state_of(voice)));
    }
    facets.extend(row.entry.unconfirmed_by.iter().map(|state| facet('u', state)));
    if row.review.suggestion.is_some() {
        facets.push(facet('x', CHANGED));
    }
    if !row.entry.rule.is_empty() {
        facets.push(facet('r', &row.entry.rule));
    }
    facets.sort_unstable();
    facets.dedup();
    facets
}

/// Makes an entry findable.
pub(super) fn index_entry(session: &mut dyn Session, row: &EntryRow, account: &AccountRow) -> Result<(), LedgerError> {
    let words = indexed(&row.entry.quote);
    let facets = entry_facets(row, account).join(" ");
    insert(session, "entry_words", row.num, &words, &facets)
}

/// Makes the paragraphs of an account findable.
pub(super) fn index_passages(session: &mut dyn Session, account: &AccountRow, reading: &Reading) -> Result<(), LedgerError> {
    let facets = account_facets(account).join(" ");
    let first = account.num * MOST_IN_AN_ACCOUNT;
    let mut rest = reading.document.text.as_str();
    let mut passed = 0;
    for (index, paragraph) in reading.paragraphs.iter().take(MOST_IN_AN_ACCOUNT as usize).enumerate() {
        // Paragraphs follow one another, so each is cut from what the one before left.
        let [start, end] = paragraph.span;
        let (Some(gap), Some(length)) = (start.checked_sub(passed), end.checked_sub(start)) else { continue };
        let Some(words) = cut(rest, [gap, gap + length]) else { break };
        let skipped = cut(rest, [0, gap]).map_or(0, str::len);
        let tokens = indexed(words);
        insert(session, "passage_words", first + index as i64, &tokens, &facets)?;
        rest = &rest[skipped + words.len()..];
        passed = end;
    }
    Ok(())
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

fn insert(session: &mut dyn Session, table: &str, num: i64, words: &str, facets: &str) -> Result<(), LedgerError> {
    match session.dialect() {
        Dialect::Sqlite => {
            let sql = format!("INSERT INTO {table}(rowid, words, facets) VALUES (?1, ?2, ?3)");
            session.execute(&sql, &[num.into(), words.into(), facets.into()])?;
        }
        Dialect::Postgres => {
            let sql = format!("INSERT INTO {table}(num, words) VALUES (?1, CAST(CAST(?2 AS TEXT) AS TSVECTOR))");
            session.execute(&sql, &[num.into(), (&vectors::vector(words, facets)).into()])?;
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
