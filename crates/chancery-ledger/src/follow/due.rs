//! What is due: commitments and requests that are waited for, by how near their day is.
//!
//! Counts are kept by day, and rows are read only as far as the limit, so an answer takes hardly longer in a large workspace.

use schemars::JsonSchema;
use serde::Serialize;

use super::FollowState;
use super::days::{day as parse_day, day_after, days_between, ends_of};
use super::placed::{EntryLine, Placed, placed_by_ids, placed_columns, placed_in};
use super::scope::{Scope, accounts_of, follows_of};
use crate::database::{Session, Value, all, one_integer};
use crate::error::LedgerError;
use crate::operation::Status;
use crate::state::{EntryState, objects_of, state_of};
use crate::workspace::Workspace;

/// Which commitments and requests are wanted; all when nothing is said.
#[derive(Debug, Clone)]
pub struct DueFilter {
    /// In which this state takes part.
    pub party: Option<String>,
    /// That this person looks after.
    pub owner: Option<String>,
    /// In the accounts of this dossier.
    pub dossier: Option<String>,
    /// About which this was decided.
    pub state: Option<EntryState>,
    /// Rows of each group at most.
    pub limit: usize,
}

impl Default for DueFilter {
    fn default() -> Self {
        Self { party: None, owner: None, dossier: None, state: None, limit: 20 }
    }
}

/// How near a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Nearness {
    /// Before the day that is asked about.
    Overdue,
    /// From that day to Sunday.
    ThisWeek,
    /// After Sunday, to the end of the month.
    ThisMonth,
    /// After that.
    Later,
    /// No day is set.
    NoDate,
}

/// What is due, in five groups.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Due {
    /// The day that was asked about, ISO 8601.
    pub day: String,
    /// Overdue first, without a day last.
    pub groups: Vec<DueGroup>,
}

/// Commitments and requests whose days are about as near.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DueGroup {
    /// How near.
    pub nearness: Nearness,
    /// How many there are.
    pub count: i64,
    /// The first of them, by day.
    pub rows: Vec<DueRow>,
}

/// A commitment or request that is waited for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DueRow {
    /// The entry.
    #[serde(flatten)]
    pub line: EntryLine,
    /// Who looks after it.
    pub owner: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// When it is due, ISO 8601: as a person set it, else the end of its window.
    pub due: Option<String>,
    /// Whether a person set the day.
    pub due_was_set: bool,
    /// Days since it was due; negative for days that are left.
    pub days_over: Option<i64>,
}

/// A stretch of due days: from the first (inclusive) to the second (exclusive).
type Stretch = (String, String);

/// Past any day that is written with digits.
const PAST_ALL: &str = "a";

fn stretches(day: &str) -> Result<[(Nearness, Stretch); 5], LedgerError> {
    let (week, month) = ends_of(parse_day(day)?);
    let next_week = day_after(&week.to_string());
    let next_month = day_after(&month.to_string()).max(next_week.clone());
    Ok([
        (Nearness::Overdue, ("0".to_owned(), day.to_owned())),
        (Nearness::ThisWeek, (day.to_owned(), next_week.clone())),
        (Nearness::ThisMonth, (next_week, next_month.clone())),
        (Nearness::Later, (next_month, PAST_ALL.to_owned())),
        (Nearness::NoDate, (String::new(), "0".to_owned())),
    ])
}

impl Workspace {
    /// Commitments and requests that are waited for, by how near their day is to a day (ISO 8601).
    ///
    /// # Errors
    /// The day is not one, there is no such dossier, or the database fails.
    pub fn due(&mut self, day: &str, filter: &DueFilter) -> Result<Due, LedgerError> {
        let session = self.session.as_mut();
        let stretches = stretches(day)?;
        let mut groups = Vec::with_capacity(stretches.len());
        let few = match (&filter.owner, &filter.dossier) {
            (None, None) => None,
            _ => Some(chosen(session, filter)?),
        };
        for (nearness, stretch) in stretches {
            let (count, rows) = match &few {
                Some(few) => within(few, &stretch, filter.limit),
                None => by_index(session, &stretch, filter)?,
            };
            groups.push(DueGroup { nearness, count, rows: due_rows(session, day, &rows)? });
        }
        Ok(Due { day: day.to_owned(), groups })
    }
}

/// How many there are in a stretch, and the first of them.
fn by_index(session: &mut dyn Session, (from, to): &Stretch, filter: &DueFilter) -> Result<(i64, Vec<Placed>), LedgerError> {
    let party = filter.party.as_deref().map(state_of).unwrap_or_default();
    let state = filter.state.map(EntryState::as_str).unwrap_or_default();
    let values: [Value<'_>; 5] =
        [party.into(), from.into(), to.into(), state.into(), i64::try_from(filter.limit).unwrap_or(i64::MAX).into()];
    let sql = "SELECT CAST(coalesce(sum(waiting), 0) AS BIGINT) FROM awaited_counts
               WHERE party = ?1 AND due >= ?2 AND due < ?3 AND (?4 = '' OR state = ?4)";
    let count = one_integer(session, sql, &values[..4])?.unwrap_or_default();
    if count == 0 {
        return Ok((0, Vec::new()));
    }
    let sql = format!(
        "SELECT {} FROM awaited CROSS JOIN entries CROSS JOIN accounts
         WHERE awaited.party = ?1 AND awaited.due >= ?2 AND awaited.due < ?3 AND (?4 = '' OR awaited.state = ?4)
         AND entries.num = awaited.entry AND accounts.num = entries.account ORDER BY awaited.due, awaited.entry LIMIT ?5",
        placed_columns()
    );
    Ok((count, all(session, &sql, &values, Placed::of_row)?))
}

/// Those of an owner or a dossier, by day.
fn chosen(session: &mut dyn Session, filter: &DueFilter) -> Result<Vec<Placed>, LedgerError> {
    let owned: Option<Vec<FollowState>> = match &filter.owner {
        Some(owner) => {
            let mut follows: Vec<FollowState> = objects_of(session, "follow", "")?;
            follows.retain(|follow| follow.owner.as_ref() == Some(owner));
            Some(follows)
        }
        None => None,
    };
    let accounts = match &filter.dossier {
        Some(dossier) => Some(accounts_of(session, &Scope::Dossier(dossier.clone()))?),
        None => None,
    };
    let mut found = match (&owned, &accounts) {
        (Some(owned), _) => {
            let ids: Vec<&str> = owned.iter().map(|follow| follow.entry.as_str()).collect();
            placed_by_ids(session, &ids)?
        }
        (None, accounts) => placed_in(session, accounts.as_deref().unwrap_or_default(), &["commitment", "request"])?,
    };
    let party = filter.party.as_deref().map(state_of);
    found.retain(|placed| {
        placed.running
            && accounts.as_ref().is_none_or(|accounts| accounts.binary_search(&placed.row.account).is_ok())
            && party.is_none_or(|party| placed.parties().contains(&party))
            && filter.state.is_none_or(|state| placed.row.state == state)
    });
    found.sort_by(|a, b| (&a.due, a.row.num).cmp(&(&b.due, b.row.num)));
    Ok(found)
}

fn within(few: &[Placed], (from, to): &Stretch, limit: usize) -> (i64, Vec<Placed>) {
    let is_in = |placed: &&Placed| {
        let due = placed.due.as_deref().unwrap_or_default();
        due >= from.as_str() && due < to.as_str()
    };
    (few.iter().filter(is_in).count() as i64, few.iter().filter(is_in).take(limit).cloned().collect())
}

fn due_rows(session: &mut dyn Session, day: &str, placed: &[Placed]) -> Result<Vec<DueRow>, LedgerError> {
    let ids: Vec<&str> = placed.iter().map(Placed::id).collect();
    let follows = follows_of(session, &ids)?;
    let row = |placed: &Placed| {
        let follow = follows.get(placed.id());
        DueRow {
            line: EntryLine::from(placed),
            owner: follow.and_then(|follow| follow.owner.clone()),
            status: follow.map_or(Status::Open, |follow| follow.status),
            due: placed.due.clone(),
            due_was_set: follow.is_some_and(|follow| follow.due.is_some()),
            days_over: placed.due.as_deref().and_then(|due| days_between(due, day)),
        }
    };
    Ok(placed.iter().map(row).collect())
}
