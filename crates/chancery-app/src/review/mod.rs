//! Reviewing the entries of a workspace one after the other, without a terminal.
//!
//! A [`ReviewSession`] goes through a [`Queue`], opens one account at a time and turns what a person does into operations,
//! each on the entry as it was shown. [`ReviewSession::view`] is all that a surface has to show. What someone else changed
//! in between is said and shown again, never written over. Left out: keys, colours, the clock.

mod actions;
mod error;
mod fields;
mod made;
mod page;
mod places;
mod trail;
mod view;

use chancery_ledger::reading::Span;
use chancery_ledger::{EntryRow, Queue, Workspace};

pub use actions::Done;
pub use error::{Difference, ReviewError};
pub use fields::{Field, allowed, changes, changes_toward, differences, fields};
pub use places::{Edge, Step};
pub use view::{Newer, Progress, ShownParagraph, View};

use page::Page;
use trail::Trail;

/// A person going through a queue of entries.
#[derive(Debug)]
pub struct ReviewSession {
    workspace: Workspace,
    queue: Queue,
    author: String,
    /// Why, where nothing else is said.
    standing_reason: String,
    /// Why the next operation is done.
    reason: Option<String>,
    trail: Trail,
    page: Option<Page>,
    /// Where the open entry would stand.
    draft: Option<Span>,
    done: Vec<Done>,
    total: usize,
}

impl ReviewSession {
    /// Opens a queue at its beginning.
    ///
    /// # Errors
    /// The database fails.
    pub fn open(workspace: Workspace, queue: Queue, author: &str, reason: &str) -> Result<Self, ReviewError> {
        let mut session = Self {
            workspace,
            queue,
            author: author.to_owned(),
            standing_reason: reason.to_owned(),
            reason: None,
            trail: Trail::default(),
            page: None,
            draft: None,
            done: Vec::new(),
            total: 0,
        };
        session.total = session.workspace.count_queue(&session.queue)?;
        session.trail.begin(&mut session.workspace, &session.queue)?;
        session.turn()?;
        Ok(session)
    }

    /// Goes to the next entry of the queue, decided on or not; whether there was one.
    ///
    /// # Errors
    /// A moved span was not kept, or the database fails.
    pub fn onward(&mut self) -> Result<bool, ReviewError> {
        self.must_be_settled()?;
        let moved = self.trail.onward(&mut self.workspace, &self.queue)?;
        self.turn()?;
        Ok(moved)
    }

    /// Goes to the entry before; whether there was one.
    ///
    /// # Errors
    /// A moved span was not kept, or the database fails.
    pub fn previous(&mut self) -> Result<bool, ReviewError> {
        self.must_be_settled()?;
        let moved = self.trail.back(&mut self.workspace, &self.queue)?;
        self.turn()?;
        Ok(moved)
    }

    /// Goes to the next entry that waits for a person; whether there was one.
    pub(crate) fn next_waiting(&mut self) -> Result<bool, ReviewError> {
        while self.trail.onward(&mut self.workspace, &self.queue)? {
            self.turn()?;
            if self.row().is_some_and(|row| self.waits(row)) {
                return Ok(true);
            }
        }
        self.turn()?;
        Ok(false)
    }

    /// Goes to the entry whose id begins so, in the queue or not.
    ///
    /// # Errors
    /// None does, or several do.
    pub fn go_to(&mut self, prefix: &str) -> Result<(), ReviewError> {
        self.must_be_settled()?;
        let row = self.workspace.entry(prefix.trim())?;
        self.show(&row)
    }

    fn show(&mut self, row: &EntryRow) -> Result<(), ReviewError> {
        if !self.trail.find(&row.entry.id) {
            let account = self.workspace.account_by_num(row.account)?;
            self.trail.begin_at(&mut self.workspace, &self.queue, &account, &row.entry.id)?;
        }
        self.turn()
    }

    /// Narrows the queue to entries with these words, from the open entry on; all of the queue again when there are none.
    /// Answers whether anything is found; when nothing is, the queue stays as it was.
    ///
    /// # Errors
    /// The database fails.
    pub fn search(&mut self, words: &str) -> Result<bool, ReviewError> {
        self.must_be_settled()?;
        let queue = Queue { words: words.trim().to_owned(), ..self.queue.clone() };
        let here = self.page.as_ref().zip(self.trail.entry()).map(|(page, entry)| (page.account.clone(), entry.to_owned()));
        let total = self.workspace.count_queue(&queue)?;
        if total == 0 && !queue.words.is_empty() {
            return Ok(false);
        }
        let mut trail = Trail::default();
        match &here {
            Some((account, entry)) => trail.begin_near(&mut self.workspace, &queue, account, entry)?,
            None => trail.begin(&mut self.workspace, &queue)?,
        }
        let decided = self.decided();
        self.total = total + if queue.words.is_empty() { decided } else { 0 };
        (self.queue, self.trail) = (queue, trail);
        self.turn()?;
        Ok(true)
    }

    /// The words that the queue is narrowed to; empty when it is not.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.queue.words
    }

    /// Says why the next operation is done.
    pub fn set_reason(&mut self, reason: &str) {
        self.reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    }

    /// Why the next operation is done; may be empty.
    #[must_use]
    pub fn reason(&self) -> &str {
        self.reason.as_deref().unwrap_or(&self.standing_reason)
    }

    /// The open entry as it was read from the workspace.
    #[must_use]
    pub fn row(&self) -> Option<&EntryRow> {
        self.page.as_ref()?.row(self.trail.entry()?)
    }

    /// Whether an entry still waits for a person.
    pub(crate) fn waits(&self, row: &EntryRow) -> bool {
        if self.queue.filter.changed { row.review.suggestion.is_some() } else { !row.state.is_decided() && row.state.counts() }
    }

    /// Entries of the queue that were settled in this session.
    pub(crate) fn decided(&self) -> usize {
        self.done.iter().map(|done| done.settled).sum()
    }

    /// The workspace, after the review.
    #[must_use]
    pub fn into_workspace(self) -> Workspace {
        self.workspace
    }

    /// Opens the account of the entry that the trail is at, where another one is open.
    fn turn(&mut self) -> Result<(), ReviewError> {
        self.draft = None;
        let Some(account) = self.trail.account() else {
            self.page = None;
            return Ok(());
        };
        match &mut self.page {
            Some(page) if page.account.num == account => page.refresh(&mut self.workspace)?,
            _ => self.page = Some(Page::open(&mut self.workspace, account)?),
        }
        if self.row().is_none() {
            // What was shown here was taken back; whatever stands beside it is shown instead.
            if let Some(page) = &self.page {
                self.trail.forget_missing(page);
            }
            if self.trail.account().is_some() {
                return self.turn();
            }
            self.page = None;
        }
        Ok(())
    }

    fn must_be_settled(&self) -> Result<(), ReviewError> {
        if self.draft.is_some() { Err(ReviewError::Unsettled) } else { Ok(()) }
    }
}
