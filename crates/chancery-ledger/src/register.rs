//! The register: all entries that are wanted, a page at a time, in an order that has an index.
//!
//! It goes by the day of the account, newest or oldest first, and within an account by where the words stand; where it is
//! asked by kind or by state, one kind or state after the other is gone through in that way. So a page takes about as long
//! in a million entries as in a thousand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::database::{Value, all, one_integer};
use crate::error::LedgerError;
use crate::queue::{Queue, QueuePlace, Way};
use crate::reading::KINDS;
use crate::state::{ACCOUNT_COLUMNS, AccountRow, EntryRow, EntryState, account_by_num};
use crate::workspace::Workspace;

/// Accounts whose entries are looked at together.
const AT_ONCE: usize = 16;
/// Accounts that are gone through before the index is asked which of them hold anything.
const WALKED: usize = 1024;

/// By what a register goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The day of the account.
    Date,
    /// The kind, by name.
    Kind,
    /// What was decided.
    State,
}

/// The order of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// By what it goes.
    pub by: By,
    /// Which way.
    pub way: Way,
}

/// Where in a register an entry stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterPlace {
    /// Its kind or state, where the register goes by that; empty otherwise.
    pub group: String,
    /// Day of its account, ISO 8601; empty when it is not known.
    pub date: String,
    /// Number of its account.
    pub account: i64,
    /// Where its words begin.
    pub start: u32,
    /// Its own number.
    pub num: i64,
}

/// An entry with its account.
#[derive(Debug, Clone, PartialEq)]
pub struct Registered {
    /// The entry.
    pub entry: EntryRow,
    /// Its account.
    pub account: AccountRow,
    /// Where it stands.
    pub place: RegisterPlace,
}

impl Workspace {
    /// The next entries of a register after a place, from its beginning when there is none.
    ///
    /// # Errors
    /// The database fails.
    pub fn register(
        &mut self,
        queue: &Queue,
        order: Order,
        after: Option<&RegisterPlace>,
        limit: usize,
    ) -> Result<Vec<Registered>, LedgerError> {
        let mut found = Vec::new();
        let groups = groups(queue, order);
        let begin = after.and_then(|place| groups.iter().position(|(name, _)| *name == place.group)).unwrap_or_default();
        for (name, queue) in groups.into_iter().skip(begin) {
            let after = after.filter(|place| place.group == name);
            self.group(&name, &queue, order.way, after, limit, &mut found)?;
            if found.len() >= limit {
                break;
            }
        }
        Ok(found)
    }

    /// Goes through one group until there are `limit` entries in all.
    fn group(
        &mut self,
        name: &str,
        queue: &Queue,
        way: Way,
        after: Option<&RegisterPlace>,
        limit: usize,
        found: &mut Vec<Registered>,
    ) -> Result<(), LedgerError> {
        let mut from = after.map(|place| QueuePlace { date: place.date.clone(), account: place.account });
        if let Some(place) = after {
            let account = account_by_num(self.session.as_mut(), place.account)?;
            let rows = self.queued_entries(queue, &account)?;
            let rest = rows.into_iter().filter(|row| (row.entry.span[0], row.num) > (place.start, place.num));
            found.extend(rest.map(|row| registered(name, row, &account)));
        }
        if self.is_wide(queue)? {
            from = self.walk(name, queue, way, from, limit, found)?;
        }
        while found.len() < limit {
            let places = self.queue_accounts(queue, from.as_ref(), way, AT_ONCE)?;
            let Some(last) = places.last().cloned() else { return Ok(()) };
            for place in places {
                let account = account_by_num(self.session.as_mut(), place.account)?;
                let mut rows = self.queued_entries(queue, &account)?;
                rows.sort_by_key(|row| (row.entry.span[0], row.num));
                found.extend(rows.into_iter().map(|row| registered(name, row, &account)));
                if found.len() >= limit {
                    break;
                }
            }
            from = Some(last);
        }
        found.truncate(limit);
        Ok(())
    }

    /// Goes through accounts one after the other, whether they hold what is wanted or not, for a while; answers where it
    /// stopped.
    fn walk(
        &mut self,
        name: &str,
        queue: &Queue,
        way: Way,
        mut from: Option<QueuePlace>,
        limit: usize,
        found: &mut Vec<Registered>,
    ) -> Result<Option<QueuePlace>, LedgerError> {
        for _ in 0..WALKED / AT_ONCE {
            if found.len() >= limit {
                break;
            }
            let accounts = self.accounts_page(from.as_ref(), way, false, AT_ONCE)?;
            for account in &accounts {
                from = Some(QueuePlace { date: account.date.clone().unwrap_or_default(), account: account.num });
                let days = [&queue.filter.since, &queue.filter.until];
                let is_between = account.date.is_some() && days[0] <= &account.date && (days[1].is_none() || days[1] >= &account.date);
                if is_between || days == [&None, &None] {
                    let mut rows = self.queued_entries(queue, account)?;
                    rows.sort_by_key(|row| (row.entry.span[0], row.num));
                    found.extend(rows.into_iter().map(|row| registered(name, row, account)));
                }
                if found.len() >= limit {
                    break;
                }
            }
            if accounts.len() < AT_ONCE {
                break;
            }
        }
        Ok(from)
    }

    /// The next accounts after a place, newest first, and oldest first when that is asked; those that were replaced or
    /// taken out only when all are wanted.
    ///
    /// # Errors
    /// The database fails.
    pub fn accounts_page(
        &mut self,
        after: Option<&QueuePlace>,
        way: Way,
        all_of_them: bool,
        limit: usize,
    ) -> Result<Vec<AccountRow>, LedgerError> {
        let (beyond, order) = match way {
            Way::Onward => (">", "ASC"),
            Way::Back => ("<", "DESC"),
        };
        let sql = format!(
            "SELECT {ACCOUNT_COLUMNS} FROM accounts
             WHERE (?1 = 1 OR standing = 'current')
             AND (?2 = 0 OR (coalesce(date, '') {beyond}= ?3 AND (coalesce(date, '') {beyond} ?3 OR num {beyond} ?4)))
             ORDER BY coalesce(date, '') {order}, num {order} LIMIT ?5"
        );
        let values: [Value<'_>; 5] = [
            i64::from(all_of_them).into(),
            i64::from(after.is_some()).into(),
            after.map_or("", |place| place.date.as_str()).into(),
            after.map_or(0, |place| place.account).into(),
            i64::try_from(limit).unwrap_or(i64::MAX).into(),
        ];
        all(self.session.as_mut(), &sql, &values, AccountRow::of_row)
    }

    /// How many accounts count.
    ///
    /// # Errors
    /// The database fails.
    pub fn count_accounts(&mut self) -> Result<usize, LedgerError> {
        let count = one_integer(self.session.as_mut(), "SELECT count(*) FROM accounts WHERE standing = 'current'", &[])?;
        Ok(count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default())
    }
}

/// The queues that a register is made of, one after the other, with what they go by.
fn groups(queue: &Queue, order: Order) -> Vec<(String, Queue)> {
    let narrowed = |change: &dyn Fn(&mut Queue)| {
        let mut narrow = queue.clone();
        change(&mut narrow);
        narrow
    };
    let mut groups: Vec<(String, Queue)> = match order.by {
        By::Date => vec![(String::new(), queue.clone())],
        By::Kind => {
            let wanted = |kind: &&str| queue.filter.kinds.is_empty() || queue.filter.kinds.iter().any(|one| one == kind);
            let mut kinds: Vec<&str> = KINDS.iter().copied().filter(wanted).collect();
            kinds.sort_unstable();
            kinds.into_iter().map(|kind| (kind.to_owned(), narrowed(&|queue| queue.filter.kinds = vec![kind.to_owned()]))).collect()
        }
        By::State => {
            let wanted = |state: &EntryState| queue.filter.states.is_empty() || queue.filter.states.contains(state);
            let states = [EntryState::Proposed, EntryState::Accepted, EntryState::Edited].into_iter().filter(wanted);
            states.map(|state| (state.as_str().to_owned(), narrowed(&|queue| queue.filter.states = vec![state]))).collect()
        }
    };
    if order.way == Way::Back && order.by != By::Date {
        groups.reverse();
    }
    groups
}

fn registered(group: &str, entry: EntryRow, account: &AccountRow) -> Registered {
    let place = RegisterPlace {
        group: group.to_owned(),
        date: account.date.clone().unwrap_or_default(),
        account: account.num,
        start: entry.entry.span[0],
        num: entry.num,
    };
    Registered { entry, account: account.clone(), place }
}
