//! What was done to the workspace, and taking it back.

use std::collections::BTreeMap;

use chancery_app::workspace::operation::Undo;
use chancery_app::workspace::{Operation, Record};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::endpoint::{Endpoint, get, post};
use crate::people::Role;
use crate::problem::Problem;
use crate::views::{cursor, place, rows};

/// Characters of an operation's fields that a list shows.
const SHOWN: usize = 400;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/log", "log", "What was done, the last first", log), post("/undo", "undo", "Take an operation back", undo)]
}

/// Which page is wanted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct LogQuery {
    /// Rows of a page, up to 500; 50 when nothing is said.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<usize>,
    /// Where the page begins: `next` of the one before.
    cursor: Option<String>,
}

/// A page of the log.
#[derive(Debug, Serialize, JsonSchema)]
struct LogPage {
    /// The operations.
    rows: Vec<LogRow>,
    /// Where the next page begins.
    next: Option<String>,
    /// How many there are.
    total: i64,
}

/// An operation.
#[derive(Debug, Serialize, JsonSchema)]
struct LogRow {
    /// Its number.
    operation: i64,
    /// When, RFC 3339.
    time: String,
    /// Who.
    author: String,
    /// Why.
    reason: String,
    /// Its kind.
    kind: String,
    /// What it is about, in short.
    about: String,
    /// Its hash.
    hash: String,
    /// The operation that took it back.
    undone_by: Option<i64>,
}

fn log(call: &mut Call<'_>, query: LogQuery) -> Result<LogPage, Problem> {
    let limit = rows(query.limit)? as i64;
    let before: Option<i64> = place(query.cursor.as_deref())?;
    let workspace = call.workspace()?;
    let last = workspace.head()?.seq;
    let end = before.map_or(last, |before| last.min(before.saturating_sub(1))).max(0);
    let start = (end - limit).max(0);
    let undone: BTreeMap<i64, i64> = workspace.undone()?.into_iter().collect();
    let mut records = workspace.records_after(start, end - start)?;
    records.reverse();
    let rows =
        records.into_iter().map(|record| LogRow { undone_by: undone.get(&record.seq).copied(), about: about(&record), ..shown(record) });
    Ok(LogPage { rows: rows.collect(), next: (start > 0).then(|| cursor(&(start + 1))), total: last })
}

fn shown(record: Record) -> LogRow {
    let Record { seq, time, author, reason, kind, hash, .. } = record;
    LogRow { operation: seq, time, author, reason, kind, about: String::new(), hash, undone_by: None }
}

/// What an operation is about: the title of an account that comes in, else its fields as they are kept.
fn about(record: &Record) -> String {
    match record.operation() {
        Ok(Operation::AddAccount(add)) => add.reading.document.title.clone().unwrap_or(add.source),
        Ok(Operation::RereadAccount(reread)) => reread.account,
        _ => record.payload.chars().take(SHOWN).collect(),
    }
}

/// Which operation is taken back.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UndoGiven {
    /// Its number.
    operation: i64,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// What was taken back.
#[derive(Debug, Serialize, JsonSchema)]
struct Undone {
    /// Number of the operation that did it.
    operation: i64,
    /// Number of the one that was taken back.
    undone: i64,
}

fn undo(call: &mut Call<'_>, given: UndoGiven) -> Result<Undone, Problem> {
    let record = call.workspace()?.record(given.operation)?;
    let is_own = record.author == call.author();
    if !is_own && call.person.as_ref().is_some_and(|person| person.role < Role::Editor) {
        return Err(Problem::forbidden(format!(
            "operation {} is {}'s; taking back what others did takes the role 'editor'",
            record.seq, record.author
        )));
    }
    let receipt = call.append(&given.reason, &Operation::Undo(Undo { operation: given.operation }))?;
    Ok(Undone { operation: receipt.operation, undone: given.operation })
}
