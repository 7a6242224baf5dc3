//! Everything about one commitment or request.

use schemars::JsonSchema;
use serde::Serialize;

use super::FollowState;
use super::placed::followed;
use super::progress::{TargetProgress, evidence_of, progress_of};
use super::scores::{ScoreTable, scores_of, table_of};
use super::thread::{Thread, thread_of};
use crate::error::LedgerError;
use crate::operation::{Evidence, Note};
use crate::reading::Entry;
use crate::state::{AccountRow, EntryState, account_by_num, object, objects_of};
use crate::workspace::Workspace;

/// Everything about one commitment or request.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FollowUp {
    /// The entry.
    pub entry: Entry,
    /// What was decided about it.
    pub state: EntryState,
    /// Its account.
    pub account: AccountRow,
    /// When it is due, ISO 8601: as a person set it, else the end of its window.
    pub due: Option<String>,
    /// Owner, status and how that came about.
    pub follow: FollowState,
    /// Evidence, by day.
    pub evidence: Vec<Evidence>,
    /// Scores by party, with mean and compliance percentage.
    pub scores: ScoreTable,
    /// Where the same was promised before and after; nothing when it is in no thread.
    pub thread: Option<Thread>,
    /// Notes, by id.
    pub notes: Vec<Note>,
    /// How far its numeric targets are reached.
    pub progress: Vec<TargetProgress>,
}

impl Workspace {
    /// Everything about the commitment or request whose id begins so.
    ///
    /// # Errors
    /// There is none, there are several, or it is of another kind.
    pub fn follow_up(&mut self, entry: &str) -> Result<FollowUp, LedgerError> {
        let session = self.session.as_mut();
        let placed = followed(session, entry)?;
        let id = placed.id();
        Ok(FollowUp {
            account: account_by_num(session, placed.row.account)?,
            follow: object(session, "follow", id)?.unwrap_or_else(|| FollowState::new(id)),
            evidence: evidence_of(session, id)?,
            scores: table_of(&scores_of(session, id)?),
            thread: thread_of(session, id)?,
            notes: objects_of(session, "note", &format!("entry:{id}"))?,
            progress: progress_of(session, &placed)?,
            state: placed.row.state,
            due: placed.due,
            entry: placed.row.entry,
        })
    }
}
