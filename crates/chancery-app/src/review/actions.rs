//! What a person does in a review: each is one operation, on the entry as it was shown.

use chancery_ledger::operation::{AcceptByPolicy, Decide, EditEntry, MergeEntries, NewEntry, Policy, Seen, SplitEntry, Undo};
use chancery_ledger::reading::Span;
use chancery_ledger::{Context, EntryFilter, EntryRow, EntryState, LedgerError, Operation, Queue, Suggestion, Way};
use serde_json::{Map, Value, json};

use super::error::ReviewError;
use super::fields::{changes, changes_toward, differences};
use super::places::{Edge, Step, moved, natural_split, step, trimmed};
use super::{ReviewSession, made};

/// An operation of this session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Number of the operation.
    pub operation: i64,
    /// Its kind.
    pub kind: String,
    /// The entry that was open.
    pub entry: String,
    /// Entries of the queue that it settled.
    pub settled: usize,
}

/// Accounts whose entries are looked at at once for a policy.
const AT_ONCE: usize = 64;

impl ReviewSession {
    /// Accepts the open entry as it stands and goes to the next that waits.
    ///
    /// # Errors
    /// Someone else changed it, or a moved span was not kept.
    pub fn accept(&mut self, time: &str) -> Result<Done, ReviewError> {
        let row = self.open_row()?;
        self.decide(Operation::Accept(Decide { entries: vec![seen(&row)] }), &row, time)
    }

    /// Rejects the open entry and goes to the next that waits.
    ///
    /// # Errors
    /// Someone else changed it, or a moved span was not kept.
    pub fn reject(&mut self, time: &str) -> Result<Done, ReviewError> {
        let row = self.open_row()?;
        self.decide(Operation::Reject(Decide { entries: vec![seen(&row)] }), &row, time)
    }

    fn decide(&mut self, operation: Operation, row: &EntryRow, time: &str) -> Result<Done, ReviewError> {
        let settled = usize::from(self.waits(row));
        let done = self.carry_out(&operation, settled, time)?;
        self.next_waiting()?;
        Ok(done)
    }

    /// Changes a field of the open entry to what is written, in the form in which fields are shown.
    ///
    /// # Errors
    /// The value does not fit the field, or someone else changed the entry.
    pub fn edit(&mut self, field: &str, written: &str, time: &str) -> Result<Done, ReviewError> {
        let row = self.open_row()?;
        let changes = changes(&row.entry, field, written).map_err(ReviewError::Unfit)?;
        self.change(&row, changes, time)
    }

    /// Makes the open entry as a newer reading has it; rejects it where that does not find it any more.
    ///
    /// # Errors
    /// There is no newer reading, or someone else changed the entry.
    pub fn take_newer(&mut self, time: &str) -> Result<Done, ReviewError> {
        let row = self.open_row()?;
        match row.review.suggestion.as_ref() {
            None => Err(ReviewError::Unfit("no newer reading sees this entry otherwise".to_owned())),
            Some(Suggestion::Gone) => self.reject(time),
            Some(Suggestion::Changed(newer)) => {
                let changes = changes_toward(&row.entry, newer);
                if changes.is_empty() { self.accept(time) } else { self.change(&row, changes, time) }
            }
        }
    }

    fn change(&mut self, row: &EntryRow, changes: Map<String, Value>, time: &str) -> Result<Done, ReviewError> {
        let settled = usize::from(self.waits(row));
        self.carry_out(&Operation::Edit(EditEntry { seen: seen(row), changes }), settled, time)
    }

    /// Moves an end of the open entry's span, without keeping it yet.
    ///
    /// # Errors
    /// There is no entry.
    pub fn move_edge(&mut self, edge: Edge, by: Step) -> Result<(), ReviewError> {
        let (Some(row), Some(page)) = (self.row(), &self.page) else { return Err(ReviewError::NoEntry) };
        let span = moved(&page.letters, self.draft.unwrap_or(row.entry.span), edge, by);
        self.draft = (span != row.entry.span).then_some(span);
        Ok(())
    }

    /// Whether the open entry's span was moved and not kept.
    #[must_use]
    pub fn has_draft(&self) -> bool {
        self.draft.is_some()
    }

    /// Puts a moved span back.
    pub fn drop_draft(&mut self) {
        self.draft = None;
    }

    /// Keeps a moved span; the quote follows it.
    ///
    /// # Errors
    /// None was moved, or someone else changed the entry; then the move is forgotten.
    pub fn keep_draft(&mut self, time: &str) -> Result<Done, ReviewError> {
        let span = self.draft.take().ok_or_else(|| ReviewError::Unfit("no span was moved".to_owned()))?;
        let row = self.open_row()?;
        let mut changes = Map::from_iter([("span".to_owned(), json!(span))]);
        if let Some(page) = &self.page {
            for (field, value) in [("name", &row.entry.name), ("term", &row.entry.term)] {
                if value.as_ref() == Some(&row.entry.quote) {
                    changes.insert(field.to_owned(), json!(page.cut(span)));
                }
            }
        }
        self.change(&row, changes, time)
    }

    /// Where a step from a place of the text leads.
    #[must_use]
    pub fn step(&self, at: u32, by: Step) -> u32 {
        self.page.as_ref().map_or(at, |page| step(&page.letters, at, by))
    }

    /// A span of the text with one end moved.
    #[must_use]
    pub fn moved(&self, span: Span, edge: Edge, by: Step) -> Span {
        self.page.as_ref().map_or(span, |page| moved(&page.letters, span, edge, by))
    }

    /// Where the open entry is likely to be split.
    ///
    /// # Errors
    /// There is no entry, or it has one character.
    pub fn natural_split(&self) -> Result<u32, ReviewError> {
        let (Some(row), Some(page)) = (self.row(), &self.page) else { return Err(ReviewError::NoEntry) };
        let [start, end] = row.entry.span;
        if end - start < 2 {
            return Err(ReviewError::Unfit("an entry of one character cannot be split".to_owned()));
        }
        Ok(natural_split(&page.letters, [start, end]))
    }

    /// Makes two entries of the open one, before and after a place.
    ///
    /// # Errors
    /// One side has no words, or someone else changed the entry.
    pub fn split(&mut self, at: u32, time: &str) -> Result<Done, ReviewError> {
        let row = self.open_row()?;
        let operation = self.workspace.head()?.seq;
        let page = self.page.as_ref().ok_or(ReviewError::NoEntry)?;
        let [start, end] = row.entry.span;
        let parts = [[start, at.clamp(start, end)], [at.clamp(start, end), end]].map(|span| trimmed(&page.letters, span));
        let [Some(first), Some(second)] = parts else {
            return Err(ReviewError::Unfit("both parts need words; move the place".to_owned()));
        };
        let into = vec![made::part(page, &row.entry, first, operation), made::part(page, &row.entry, second, operation)];
        let ids: Vec<String> = into.iter().map(|entry| entry.id.clone()).collect();
        let settled = usize::from(self.waits(&row));
        let done = self.carry_out(&Operation::Split(SplitEntry { seen: seen(&row), into }), settled, time)?;
        self.stand_at(row.account, &ids)?;
        Ok(done)
    }

    /// Makes one entry of the open one and the next of the account.
    ///
    /// # Errors
    /// It is the last of its account, or someone else changed one of the two.
    pub fn merge(&mut self, time: &str) -> Result<Done, ReviewError> {
        let row = self.open_row()?;
        let operation = self.workspace.head()?.seq;
        let page = self.page.as_ref().ok_or(ReviewError::NoEntry)?;
        let after = page.rows.iter().find(|other| (other.entry.span, other.num) > (row.entry.span, row.num) && other.state.counts());
        let next = after.ok_or_else(|| ReviewError::Unfit("no entry of this account comes after this one".to_owned()))?.clone();
        let into = made::joined(page, &row.entry, &next.entry, operation);
        let id = into.id.clone();
        let settled = [&row, &next].into_iter().filter(|one| self.waits(one)).count();
        let merge = MergeEntries { entries: vec![seen(&row), seen(&next)], into };
        let done = self.carry_out(&Operation::Merge(merge), settled, time)?;
        self.stand_at(row.account, &[id])?;
        Ok(done)
    }

    /// The next words after the open entry that no entry has.
    ///
    /// # Errors
    /// There is no entry.
    pub fn natural_new(&self) -> Result<Span, ReviewError> {
        let (Some(row), Some(page)) = (self.row(), &self.page) else { return Err(ReviewError::NoEntry) };
        let is_free = |[start, end]: &Span| {
            !page.rows.iter().any(|other| {
                let [from, to] = other.entry.span;
                other.state.counts() && from < *end && *start < to
            })
        };
        let mut end = row.entry.span[1];
        let words = std::iter::from_fn(|| {
            let next = step(&page.letters, end, Step::WordRight);
            let words = [end, next];
            end = next;
            (words[0] < next).then_some(words)
        });
        let mut words = words.filter_map(|words| trimmed(&page.letters, words));
        Ok(words.find(is_free).unwrap_or(row.entry.span))
    }

    /// Makes an entry of a span; the person is then at it.
    ///
    /// # Errors
    /// The span has no words, or there is no such kind.
    pub fn new_entry(&mut self, span: Span, kind: &str, time: &str) -> Result<Done, ReviewError> {
        let operation = self.workspace.head()?.seq;
        let page = self.page.as_ref().ok_or(ReviewError::NoEntry)?;
        let beside = self.row().map(|row| &row.entry);
        let entry = made::found(page, kind, span, beside, operation).map_err(ReviewError::Unfit)?;
        let (id, number) = (entry.id.clone(), page.account.num);
        let new = NewEntry { account: page.account.id.clone(), entry };
        let done = self.carry_out(&Operation::New(new), 0, time)?;
        self.stand_at(number, &[id])?;
        Ok(done)
    }

    /// The policy that accepts what the open entry's rule found with at least its confidence, and what of the queue it takes.
    ///
    /// # Errors
    /// A person made the entry, or the database fails.
    pub fn alike(&mut self) -> Result<AcceptByPolicy, ReviewError> {
        let row = self.open_row()?;
        if row.entry.rule.is_empty() {
            return Err(ReviewError::Unfit("a person made this entry; no rule found it".to_owned()));
        }
        let filter = EntryFilter { rules: vec![row.entry.rule.clone()], states: vec![EntryState::Proposed], ..self.queue.filter.clone() };
        let policy = Policy {
            rules: filter.rules.clone(),
            kinds: filter.kinds.clone(),
            accounts: filter.accounts.clone(),
            confidence: row.entry.confidence,
            damaged: false,
        };
        let queue = Queue { filter, words: self.queue.words.clone() };
        let mut entries = Vec::new();
        let mut places = self.workspace.queue_accounts(&queue, None, Way::Onward, AT_ONCE)?;
        while let Some(last) = places.last().cloned() {
            for place in places {
                let account = self.workspace.account_by_num(place.account)?;
                let rows = self.workspace.queued_entries(&queue, &account)?;
                let taken = rows.iter().filter(|row| row.entry.confidence >= policy.confidence && row.entry.flags.is_empty());
                entries.extend(taken.map(seen));
            }
            places = self.workspace.queue_accounts(&queue, Some(&last), Way::Onward, AT_ONCE)?;
        }
        Ok(AcceptByPolicy { policy, entries })
    }

    /// Accepts what a policy takes, in one operation, and goes to the next entry that waits.
    ///
    /// # Errors
    /// It takes nothing, or someone else changed one of the entries; then none is accepted.
    pub fn accept_alike(&mut self, alike: AcceptByPolicy, time: &str) -> Result<Done, ReviewError> {
        let settled = alike.entries.len();
        let done = self.carry_out(&Operation::AcceptByPolicy(alike), settled, time)?;
        if !self.row().is_some_and(|row| self.waits(row)) {
            self.next_waiting()?;
        }
        Ok(done)
    }

    /// Takes back the last operation of this session that stands, and shows its entry again.
    ///
    /// # Errors
    /// There is none, or a later operation needs what it made.
    pub fn undo(&mut self, time: &str) -> Result<Done, ReviewError> {
        self.draft = None;
        let last = self.done.last().cloned().ok_or_else(|| ReviewError::Unfit("nothing was done in this session".to_owned()))?;
        self.append(&Operation::Undo(Undo { operation: last.operation }), time)?;
        self.done.pop();
        let row = self.workspace.entry(&last.entry)?;
        self.show(&row)?;
        Ok(last)
    }

    fn open_row(&self) -> Result<EntryRow, ReviewError> {
        self.must_be_settled()?;
        self.row().cloned().ok_or(ReviewError::NoEntry)
    }

    /// Carries out an operation and reads the open account again. Of a stale one, says what is different now.
    fn carry_out(&mut self, operation: &Operation, settled: usize, time: &str) -> Result<Done, ReviewError> {
        let before = self.row().cloned().ok_or(ReviewError::NoEntry)?;
        match self.append(operation, time) {
            Ok(number) => {
                let done = Done { operation: number, kind: operation.kind().to_owned(), entry: before.entry.id, settled };
                self.done.push(done.clone());
                self.turn()?;
                Ok(done)
            }
            Err(LedgerError::Stale { changes, .. }) => {
                self.turn()?;
                let now = self.row().filter(|now| now.entry.id == before.entry.id);
                let differences = now.map(|now| differences(&before.entry, &now.entry)).unwrap_or_default();
                Err(ReviewError::Stale { changes, differences })
            }
            Err(error) => Err(error.into()),
        }
    }

    fn append(&mut self, operation: &Operation, time: &str) -> Result<i64, LedgerError> {
        let reason = self.reason().to_owned();
        let by = Context { author: &self.author, time, reason: &reason };
        let receipt = self.workspace.append(&by, operation)?;
        self.reason = None;
        Ok(receipt.operation)
    }

    /// Stands at the first of some entries that were made, which come after the open one.
    fn stand_at(&mut self, account: i64, made: &[String]) -> Result<(), ReviewError> {
        for id in made.iter().rev() {
            self.trail.insert(account, id.clone());
        }
        if let Some(first) = made.first() {
            self.trail.find(first);
        }
        self.turn()
    }
}

fn seen(row: &EntryRow) -> Seen {
    Seen { entry: row.entry.id.clone(), revision: row.revision }
}
