//! What waits for a person: the accounts that hold wanted entries, a few at a time, and the wanted entries of each.
//!
//! A queue may be long, so nothing here is about all of it but [`Workspace::count_queue`]. It goes by the day of the
//! account, those without a day first, then by the account, and within an account by where the words stand.

use crate::database::{Session, Value, all, one_integer};
use crate::error::LedgerError;
use crate::filter::EntryFilter;
use crate::search::{LookedFor, Question, condition_on, days_between, found_up_to, joined};
use crate::state::{AccountRow, EntryRow, EntryState, MOST_IN_AN_ACCOUNT, entries_of, entry_facets, match_words};
use crate::workspace::Workspace;

/// What a queue holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    /// Which entries.
    pub filter: EntryFilter,
    /// Words that stand one after the other in the quote; any quote when empty.
    pub words: String,
}

/// Where in a queue an account stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct QueuePlace {
    /// Day of the account, ISO 8601; empty when it is not known.
    pub date: String,
    /// Number of the account.
    pub account: i64,
}

/// Which way a queue is gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To later accounts.
    Onward,
    /// To earlier accounts.
    Back,
}

/// With which end the search for accounts begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begin {
    /// Accounts are gone through by day until enough of them hold a wanted entry, as the index of what is proposed tells.
    WithAccounts,
    /// All wanted entries are found first.
    WithEntries,
}

/// Entries that are too many to find all of them for a few accounts.
const MANY: i64 = 20_000;

impl Queue {
    /// Whether only entries are wanted on which nobody decided, which have an index of their own.
    fn is_of_proposed(&self) -> bool {
        self.filter.states == [EntryState::Proposed]
    }

    fn phrases(&self) -> Vec<&str> {
        Some(self.words.trim()).filter(|words| !words.is_empty()).into_iter().collect()
    }

    /// The conditions on `entries` with the parameters 1 to 3, and those parameters. `num` names the number of an entry.
    fn wanted(&self, session: &dyn Session, num: &str) -> (String, [Option<String>; 3]) {
        let facets = match self.is_of_proposed() {
            true => EntryFilter { states: Vec::new(), ..self.filter.clone() }.facets(),
            false => self.filter.facets(),
        };
        let (found, asked) = condition_on(num, session.dialect(), "entry_words", match_words(session.dialect(), &self.phrases(), &facets));
        let state = if self.is_of_proposed() { "entries.state = 'proposed' AND " } else { "" };
        let between = days_between("entries.date", 2, 3);
        let sql = format!("entries.live = 1 AND {state}{found} AND {between}");
        (sql, [asked, self.filter.since.clone(), self.filter.until.clone()])
    }

    /// The condition that an entry is of an account, by what has an index.
    fn of_account(&self) -> String {
        if self.is_of_proposed() {
            return "entries.account = accounts.num".to_owned();
        }
        format!("entries.num >= accounts.num * {MOST_IN_AN_ACCOUNT} AND entries.num < (accounts.num + 1) * {MOST_IN_AN_ACCOUNT}")
    }

    /// From which end its accounts are found faster.
    fn begin(&self, session: &mut dyn Session) -> Result<Begin, LedgerError> {
        let (_, [asked, ..]) = self.wanted(session, "entries.num");
        Ok(match asked {
            Some(asked) if found_up_to(session, &asked, MANY)? < MANY => Begin::WithEntries,
            _ => Begin::WithAccounts,
        })
    }

    fn holds(&self, row: &EntryRow, account: &AccountRow) -> bool {
        let facets = entry_facets(row, account);
        let has_any = |group: &Vec<String>| group.iter().any(|facet| facets.contains(facet));
        row.state.counts() && self.filter.facets().iter().all(has_any) && self.holds_words(&row.entry.quote)
    }

    fn holds_words(&self, quote: &str) -> bool {
        let phrases = self.phrases();
        phrases.is_empty() || LookedFor::new(&Question::default(), &phrases).places(quote).is_some()
    }
}

impl Workspace {
    /// The next accounts of a queue from a place on, without it; from the beginning or the end when there is none.
    ///
    /// # Errors
    /// The database fails.
    pub fn queue_accounts(
        &mut self,
        queue: &Queue,
        from: Option<&QueuePlace>,
        way: Way,
        limit: usize,
    ) -> Result<Vec<QueuePlace>, LedgerError> {
        let session = self.session.as_mut();
        let begin = queue.begin(session)?;
        let (wanted, [asked, since, until]) =
            queue.wanted(session, if begin == Begin::WithAccounts { "+entries.num" } else { "entries.num" });
        let (beyond, order) = match way {
            Way::Onward => (">", "ASC"),
            Way::Back => ("<", "DESC"),
        };
        let sql = match begin {
            Begin::WithAccounts => format!(
                "SELECT coalesce(accounts.date, ''), accounts.num FROM accounts
                 WHERE EXISTS (SELECT 1 FROM entries WHERE {} AND {wanted}) AND {}
                 ORDER BY coalesce(accounts.date, '') {order}, accounts.num {order} LIMIT ?4",
                queue.of_account(),
                past("accounts.date", "accounts.num", from, beyond)
            ),
            Begin::WithEntries => format!(
                "SELECT DISTINCT coalesce(entries.date, ''), entries.account FROM entries WHERE {wanted} AND {}
                 ORDER BY coalesce(entries.date, '') {order}, entries.account {order} LIMIT ?4",
                past("entries.date", "entries.account", from, beyond)
            ),
        };
        let values: [Value<'_>; 6] = [
            asked.as_deref().into(),
            since.as_deref().into(),
            until.as_deref().into(),
            i64::try_from(limit).unwrap_or(i64::MAX).into(),
            from.map_or("", |place| place.date.as_str()).into(),
            from.map_or(0, |place| place.account).into(),
        ];
        all(session, &sql, &values, |row| Ok(QueuePlace { date: row.text(0)?.to_owned(), account: row.integer(1)? }))
    }

    /// How many entries a queue holds.
    ///
    /// # Errors
    /// The database fails.
    pub fn count_queue(&mut self, queue: &Queue) -> Result<usize, LedgerError> {
        self.count_queue_up_to(queue, usize::MAX)
    }

    /// The same; where days are asked for, which have no index of their own, counted up to a bound only.
    ///
    /// # Errors
    /// The database fails.
    pub fn count_queue_up_to(&mut self, queue: &Queue, bound: usize) -> Result<usize, LedgerError> {
        let filter = &queue.filter;
        if filter.since.is_some() || filter.until.is_some() {
            return self.count_between(queue, bound);
        }
        if filter.facets().is_empty() && queue.phrases().is_empty() {
            // All that count, by what was decided: each of the states has an index.
            let mut all = 0;
            for state in [EntryState::Proposed, EntryState::Accepted, EntryState::Edited] {
                let of_state = EntryFilter { states: vec![state], ..EntryFilter::default() };
                all += self.count_queue(&Queue { filter: of_state, words: String::new() })?;
            }
            return Ok(all);
        }
        let session = self.session.as_mut();
        let (wanted, [asked, since, until]) = queue.wanted(session, "entries.num");
        let values: [Value<'_>; 3] = [asked.as_deref().into(), since.as_deref().into(), until.as_deref().into()];
        let count = one_integer(session, &format!("SELECT count(*) FROM entries WHERE {wanted}"), &values)?;
        Ok(count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default())
    }

    /// The same of the accounts between days, up to a bound.
    fn count_between(&mut self, queue: &Queue, bound: usize) -> Result<usize, LedgerError> {
        let session = self.session.as_mut();
        let (wanted, [asked, since, until]) = queue.wanted(session, "+entries.num");
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM accounts {} entries ON {} WHERE {wanted} AND {} LIMIT ?4) AS found",
            joined(session.dialect()),
            queue.of_account(),
            days_between("coalesce(accounts.date, '')", 2, 3),
        );
        let bound = i64::try_from(bound).unwrap_or(i64::MAX);
        let values: [Value<'_>; 4] = [asked.as_deref().into(), since.as_deref().into(), until.as_deref().into(), bound.into()];
        let count = one_integer(session, &sql, &values)?;
        Ok(count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default())
    }

    /// Whether a queue holds so much that going through the accounts finds some of it soon.
    pub(crate) fn is_wide(&mut self, queue: &Queue) -> Result<bool, LedgerError> {
        Ok(queue.begin(self.session.as_mut())? == Begin::WithAccounts)
    }

    /// The entries of an account that a queue holds, by where their words stand. The days of the filter are not looked at.
    ///
    /// # Errors
    /// The database fails.
    pub fn queued_entries(&mut self, queue: &Queue, account: &AccountRow) -> Result<Vec<EntryRow>, LedgerError> {
        let mut rows = entries_of(self.session.as_mut(), account.num)?;
        rows.retain(|row| queue.holds(row, account));
        rows.sort_by_key(|row| (row.entry.span, row.num));
        Ok(rows)
    }
}

/// The condition that an account stands beyond the place of the parameters 5 and 6, if there is one.
fn past(date: &str, account: &str, from: Option<&QueuePlace>, beyond: &str) -> String {
    match from {
        Some(_) => format!("coalesce({date}, '') {beyond}= ?5 AND (coalesce({date}, '') {beyond} ?5 OR {account} {beyond} ?6)"),
        None => "CAST(?5 AS TEXT) IS NOT NULL AND CAST(?6 AS BIGINT) IS NOT NULL".to_owned(),
    }
}
