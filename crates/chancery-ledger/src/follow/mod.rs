//! Follow-through: owners, due days, status, evidence and scores of commitments and requests.
//!
//! What is written about them are operations; here the state is asked. Each module answers one question with methods of
//! [`Workspace`](crate::Workspace): what is due, all about one promise, progress toward numbers, scores, threads, the
//! cooperation and problem lists, mechanisms, tallies. What is suggested is ranked, with reasons as data and in words, and
//! decides nothing. Entries that do not count (rejected, replaced, withdrawn, of accounts that were taken out) are in no
//! answer but that about themselves. Today is told by the caller.

mod amounts;
mod candidates;
mod changes;
mod days;
mod due;
mod follow_up;
mod list_places;
mod lists;
mod matter;
mod mechanisms;
mod placed;
mod progress;
mod scope;
mod scores;
mod suggest_evidence;
mod suggest_links;
mod suggest_threads;
mod tallies;
mod terms;
mod thread;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operation::{Score, Status};
pub use candidates::MOST_CANDIDATES;
pub use changes::{Change, Changed, Weight};
pub use due::{Due, DueFilter, DueGroup, DueRow, Nearness};
pub use follow_up::FollowUp;
pub use lists::{List, ListChange, ListChanges, ListItem, Lists, Why};
pub use mechanisms::{MechanismReport, MechanismStory};
pub use placed::EntryLine;
pub use progress::{Counted, Doubt, NotCounted, NotCountedReason, TargetProgress};
pub use scope::Scope;
pub use scores::{Average, Averages, PartyScores, ScoreRow, ScoreTable};
pub use suggest_evidence::{EvidenceSuggestion, EvidenceSuggestions, Reason, Shared};
pub use suggest_links::LinkSuggestion;
pub use suggest_threads::ThreadSuggestion;
pub use tallies::{Contact, Tally};
pub use thread::{Step, Thread};

/// How a commitment or request is followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FollowState {
    /// The entry.
    pub entry: String,
    /// Who looks after it.
    pub owner: Option<String>,
    /// When it is due, where that was set by a person.
    pub due: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// Where it stood, oldest first.
    pub history: Vec<StatusSince>,
}

/// A status and the day from which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatusSince {
    /// The status.
    pub status: Status,
    /// From this day, ISO 8601.
    pub on: String,
    /// Who said so.
    pub author: String,
    /// Why.
    pub reason: String,
}

impl FollowState {
    /// Of an entry that no one has followed yet.
    #[must_use]
    pub fn new(entry: &str) -> Self {
        Self { entry: entry.to_owned(), owner: None, due: None, status: Status::Open, history: Vec::new() }
    }

    /// The status on a day: the last one that held from that day or before.
    #[must_use]
    pub fn status_on(&self, day: &str) -> Status {
        self.history
            .iter()
            .filter(|since| since.on.as_str() <= day)
            .max_by(|a, b| a.on.cmp(&b.on))
            .map_or(Status::Open, |since| since.status)
    }
}

/// A score with who gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SignedScore {
    /// The score.
    #[serde(flatten)]
    pub score: Score,
    /// Who gave it.
    pub coder: String,
    /// When, RFC 3339.
    pub time: String,
}
