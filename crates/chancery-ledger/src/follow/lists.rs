//! The cooperation list and the problem list of a dossier or of two states, and what changed on them.
//!
//! On the first are running commitments, understandings and mechanisms; on the second open requests, opposed positions and
//! what is overdue or broken. A promise that accounts repeat is on a list once, with its newest entry, and the newest entry
//! speaks for it.

use schemars::JsonSchema;
use serde::Serialize;

use super::days::{day as parse_day, days_between};
use super::list_places::{Item, Place, items_of};
use super::placed::EntryLine;
use super::scope::{Scope, entries_of, follows_of, links};
use crate::error::LedgerError;
use crate::workspace::Workspace;

/// Kinds of entries that lists hold.
const KINDS: [&str; 5] = ["commitment", "request", "understanding", "mechanism", "position"];

/// One of the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// What is being done together.
    Cooperation,
    /// What is in the way.
    Problems,
}

/// Why something is on a list, or on neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A commitment that is waited for, not overdue.
    Running,
    /// An understanding.
    Understanding,
    /// A mechanism that is neither suspended nor ended.
    Mechanism,
    /// A request that is waited for.
    OpenRequest,
    /// A position against something.
    Opposes,
    /// A position of concern.
    Concern,
    /// A commitment or request whose day is past.
    Overdue,
    /// A commitment that was not kept, lapsed or was taken back.
    Broken,
    /// A commitment that a person confirmed was dropped.
    Dropped,
    /// On neither: done, in whole or in part.
    Done,
    /// On neither: a person confirmed that an account reports it as done.
    ReportedDone,
    /// On neither: a request that is no longer waited for.
    Closed,
    /// On neither: a mechanism that is suspended or ended.
    Stopped,
    /// On neither: a position that is not against anything.
    NotOpposed,
}

impl Why {
    /// The same in words.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Running => "a commitment that is waited for",
            Self::Understanding => "an understanding",
            Self::Mechanism => "a mechanism that is neither suspended nor ended",
            Self::OpenRequest => "a request that is waited for",
            Self::Opposes => "a position against something",
            Self::Concern => "a position of concern",
            Self::Overdue => "its day is past",
            Self::Broken => "it was not kept, lapsed or was taken back",
            Self::Dropped => "it was dropped",
            Self::Done => "it was done, in whole or in part",
            Self::ReportedDone => "an account reports it as done",
            Self::Closed => "it is no longer waited for",
            Self::Stopped => "it is suspended or ended",
            Self::NotOpposed => "nothing is opposed any more",
        }
    }
}

/// Both lists as they are on a day.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Lists {
    /// The day, ISO 8601.
    pub day: String,
    /// What is being done together, newest first.
    pub cooperation: Vec<ListItem>,
    /// What is in the way, newest first.
    pub problems: Vec<ListItem>,
    /// What changed, where that was asked.
    pub changes: Option<ListChanges>,
}

/// Something on a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ListItem {
    /// The newest entry that says it.
    #[serde(flatten)]
    pub line: EntryLine,
    /// Where it stands: the status of a commitment, request or mechanism, the stance of a position.
    pub status: Option<String>,
    /// Why it is on the list.
    pub why: Why,
    /// The same in words.
    pub why_text: &'static str,
    /// When it is due, ISO 8601.
    pub due: Option<String>,
    /// Days since it was due; negative for days that are left.
    pub days_over: Option<i64>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// How many entries say it, this one with them.
    pub said: usize,
}

/// What changed on the lists after a day.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ListChanges {
    /// The day, ISO 8601.
    pub since: String,
    /// What came on a list.
    pub came: Vec<ListChange>,
    /// What moved from one list to the other.
    pub moved: Vec<ListChange>,
    /// What left the lists.
    pub left: Vec<ListChange>,
}

/// How something changed its list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ListChange {
    /// The newest entry that says it.
    #[serde(flatten)]
    pub line: EntryLine,
    /// The list that it was on.
    pub from: Option<List>,
    /// The list that it is on.
    pub to: Option<List>,
    /// Why it is where it is now.
    pub why: Why,
    /// The same in words.
    pub why_text: &'static str,
}

impl Workspace {
    /// Both lists of a scope as they are on a day (ISO 8601), and what changed since an earlier day when one is given.
    ///
    /// How things were then follows from the days of accounts, from which status held, and from due days as they are set now.
    /// Accounts without a day were always there.
    ///
    /// # Errors
    /// A day is not one, `since` is after `day`, there is no such dossier, or the database fails.
    pub fn lists(&mut self, scope: &Scope, day: &str, since: Option<&str>) -> Result<Lists, LedgerError> {
        let session = self.session.as_mut();
        for text in [Some(day), since].into_iter().flatten() {
            parse_day(text)?;
        }
        if let Some(since) = since.filter(|since| *since > day) {
            return Err(LedgerError::Refused(format!("{since} is after {day}; ask since an earlier day")));
        }
        let entries = entries_of(session, scope, &KINDS)?;
        let followed: Vec<&str> =
            entries.iter().filter(|entry| matches!(entry.kind(), "commitment" | "request")).map(|entry| entry.id()).collect();
        let follows = follows_of(session, &followed)?;
        let links = links(session)?;
        let items = items_of(session, &entries, &follows, &links)?;
        let list = |list| items.iter().rev().filter_map(|item| listed(item, day, list)).collect();
        Ok(Lists {
            day: day.to_owned(),
            cooperation: list(List::Cooperation),
            problems: list(List::Problems),
            changes: since.map(|since| changes(&items, since, day)),
        })
    }
}

/// An item as it is on a list, if it is.
fn listed(item: &Item<'_>, day: &str, list: List) -> Option<ListItem> {
    let Place { newest, why, status, said, list: own } = item.place_on(day)?;
    let due = newest.due.clone();
    (own == Some(list)).then(|| ListItem {
        line: EntryLine::from(newest),
        status,
        why,
        why_text: why.text(),
        days_over: due.as_deref().and_then(|due| days_between(due, day)),
        due,
        owner: item.owner_of(newest),
        said,
    })
}

fn changes(items: &[Item<'_>], since: &str, day: &str) -> ListChanges {
    let mut changes = ListChanges { since: since.to_owned(), came: Vec::new(), moved: Vec::new(), left: Vec::new() };
    for item in items.iter().rev() {
        let before = item.place_on(since).and_then(|place| place.list);
        let Some(now) = item.place_on(day) else { continue };
        let into = match (before, now.list) {
            (None, Some(_)) => &mut changes.came,
            (Some(from), Some(to)) if from != to => &mut changes.moved,
            (Some(_), None) => &mut changes.left,
            _ => continue,
        };
        let line = EntryLine::from(now.newest);
        into.push(ListChange { line, from: before, to: now.list, why: now.why, why_text: now.why.text() });
    }
    changes
}
