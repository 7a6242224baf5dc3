//! The part of a queue that was gone through, and where in it the person is.
//!
//! Accounts are asked for a few at a time in either direction; what was passed is remembered by its ids, so that one can
//! go back to what was decided.

use std::collections::VecDeque;

use chancery_ledger::{AccountRow, Queue, QueuePlace, Way, Workspace};

use super::error::ReviewError;
use super::page::Page;

/// Accounts asked for at once.
const AT_ONCE: usize = 64;

#[derive(Debug, Clone)]
struct Stop {
    account: i64,
    entry: String,
}

/// Accounts beyond one end of the trail.
#[derive(Debug, Default)]
struct Beyond {
    places: VecDeque<QueuePlace>,
    /// The outermost account that was asked for.
    last: Option<QueuePlace>,
}

/// Entries in the order of the queue, and which of them is open.
#[derive(Debug, Default)]
pub(super) struct Trail {
    stops: VecDeque<Stop>,
    at: usize,
    onward: Beyond,
    /// Nothing when the trail begins where the queue does.
    back: Option<Beyond>,
}

impl Trail {
    /// Starts at the beginning of a queue.
    pub(super) fn begin(&mut self, workspace: &mut Workspace, queue: &Queue) -> Result<(), ReviewError> {
        *self = Self::default();
        self.extend(workspace, queue, Way::Onward)?;
        Ok(())
    }

    /// Starts at an entry, whether or not the queue holds it.
    pub(super) fn begin_at(
        &mut self,
        workspace: &mut Workspace,
        queue: &Queue,
        account: &AccountRow,
        entry: &str,
    ) -> Result<(), ReviewError> {
        self.begin_within(workspace, queue, account)?;
        if !self.find(entry) {
            self.insert(account.num, entry.to_owned());
            self.sort(workspace, account)?;
            self.find(entry);
        }
        Ok(())
    }

    /// Starts at an entry where the queue holds it, else at the next one that it holds, else at the one before.
    pub(super) fn begin_near(
        &mut self,
        workspace: &mut Workspace,
        queue: &Queue,
        account: &AccountRow,
        entry: &str,
    ) -> Result<(), ReviewError> {
        self.begin_within(workspace, queue, account)?;
        if self.find(entry) {
            return Ok(());
        }
        let rows = workspace.entries_of(account)?;
        let place = |id: &str| rows.iter().find(|row| row.entry.id == id).map(|row| (row.entry.span, row.num));
        let here = place(entry);
        if let Some(later) = self.stops.iter().position(|stop| place(&stop.entry) > here) {
            self.at = later;
        } else {
            let known = self.stops.len();
            if self.extend(workspace, queue, Way::Onward)? {
                self.at = known;
            } else if known > 0 {
                self.at = known - 1;
            } else if self.extend(workspace, queue, Way::Back)? {
                self.at = self.stops.len() - 1;
            }
        }
        Ok(())
    }

    fn begin_within(&mut self, workspace: &mut Workspace, queue: &Queue, account: &AccountRow) -> Result<(), ReviewError> {
        let here = QueuePlace { date: account.date.clone().unwrap_or_default(), account: account.num };
        let beyond = || Beyond { places: VecDeque::new(), last: Some(here.clone()) };
        *self = Self { stops: VecDeque::new(), at: 0, onward: beyond(), back: Some(beyond()) };
        let rows = workspace.queued_entries(queue, account)?;
        self.stops.extend(rows.into_iter().map(|row| Stop { account: account.num, entry: row.entry.id }));
        Ok(())
    }

    fn sort(&mut self, workspace: &mut Workspace, account: &AccountRow) -> Result<(), ReviewError> {
        let rows = workspace.entries_of(account)?;
        let place = |id: &str| rows.iter().find(|row| row.entry.id == id).map(|row| (row.entry.span, row.num));
        self.stops.make_contiguous().sort_by_key(|stop| place(&stop.entry));
        Ok(())
    }

    /// The entry that is open.
    pub(super) fn entry(&self) -> Option<&str> {
        self.stops.get(self.at).map(|stop| stop.entry.as_str())
    }

    /// Number of its account.
    pub(super) fn account(&self) -> Option<i64> {
        self.stops.get(self.at).map(|stop| stop.account)
    }

    /// Goes on by one; whether there was one.
    pub(super) fn onward(&mut self, workspace: &mut Workspace, queue: &Queue) -> Result<bool, ReviewError> {
        if self.at + 1 < self.stops.len() || self.extend(workspace, queue, Way::Onward)? {
            self.at = (self.at + 1).min(self.stops.len().saturating_sub(1));
            return Ok(true);
        }
        Ok(false)
    }

    /// Goes back by one; whether there was one.
    pub(super) fn back(&mut self, workspace: &mut Workspace, queue: &Queue) -> Result<bool, ReviewError> {
        if self.at > 0 || self.extend(workspace, queue, Way::Back)? {
            self.at -= 1;
            return Ok(true);
        }
        Ok(false)
    }

    /// Goes to an entry that was passed or is near; whether it was.
    pub(super) fn find(&mut self, entry: &str) -> bool {
        let found = self.stops.iter().position(|stop| stop.entry == entry);
        self.at = found.unwrap_or(self.at);
        found.is_some()
    }

    /// Puts an entry after the one that is open.
    pub(super) fn insert(&mut self, account: i64, entry: String) {
        let at = (self.at + 1).min(self.stops.len());
        self.stops.insert(at, Stop { account, entry });
    }

    /// Forgets entries of an account that it does not have any more.
    pub(super) fn forget_missing(&mut self, page: &Page) {
        let open = self.at;
        let is_there = |stop: &Stop| stop.account != page.account.num || page.row(&stop.entry).is_some();
        let before = self.stops.iter().take(open).filter(|stop| is_there(stop)).count();
        self.stops.retain(is_there);
        self.at = before.min(self.stops.len().saturating_sub(1));
    }

    /// Adds the wanted entries of the next account that has any; whether there was one. Going back, what is open stays so.
    fn extend(&mut self, workspace: &mut Workspace, queue: &Queue, way: Way) -> Result<bool, ReviewError> {
        loop {
            let beyond = match way {
                Way::Onward => &mut self.onward,
                Way::Back => match &mut self.back {
                    Some(back) => back,
                    None => return Ok(false),
                },
            };
            if beyond.places.is_empty() {
                let places = workspace.queue_accounts(queue, beyond.last.as_ref(), way, AT_ONCE)?;
                beyond.last = places.last().cloned().or(beyond.last.take());
                beyond.places.extend(places);
            }
            let Some(place) = beyond.places.pop_front() else { return Ok(false) };
            let account = workspace.account_by_num(place.account)?;
            let rows = workspace.queued_entries(queue, &account)?;
            let stops = rows.into_iter().map(|row| Stop { account: account.num, entry: row.entry.id });
            let known = self.stops.len();
            match way {
                Way::Onward => self.stops.extend(stops),
                Way::Back => {
                    for stop in stops.rev() {
                        self.stops.push_front(stop);
                    }
                    self.at += self.stops.len() - known;
                }
            }
            if self.stops.len() > known {
                return Ok(true);
            }
        }
    }
}
