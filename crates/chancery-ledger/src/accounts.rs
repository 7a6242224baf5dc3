//! Accounts: taking them in, and looking at them.

use std::collections::BTreeSet;
use std::sync::mpsc::{channel, sync_channel};
use std::thread;

use schemars::JsonSchema;
use serde::Serialize;

use crate::apply::apply_prepared;
use crate::database::{Session, Value, all};
use crate::error::LedgerError;
use crate::log::{self, Head};
use crate::operation::{AddAccount, AddSource, Operation};
use crate::reading::Reading;
use crate::record::{Context, Record};
use crate::state::{self, ACCOUNT_COLUMNS, AccountRow, EntryRow, Fresh, Later, Standing, to_json};
use crate::workspace::{Workspace, append_record, append_waiting};

/// Accounts that one thread takes in; more are worth another one that prepares them.
const FEW: usize = 8;
/// Accounts that go from one thread to the other at once.
const AT_ONCE: usize = 32;
/// How many times as many are prepared ahead at most.
const AHEAD: usize = 4;

/// An account that comes in.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Where it came from: a path or an address.
    pub source: String,
    /// Its reading.
    pub reading: Reading,
}

/// What became of an account that came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Added {
    /// It is new.
    New {
        /// The account.
        account: String,
    },
    /// The text at its source changed: a new version took the place of the old one.
    Version {
        /// The account.
        account: String,
        /// The account that it took the place of.
        of: String,
    },
    /// The same text was there, from another source, which was noted.
    Source {
        /// The account.
        account: String,
    },
    /// The same text was there, from the same source; nothing was done.
    Same {
        /// The account.
        account: String,
    },
}

impl Added {
    /// The account.
    #[must_use]
    pub fn account(&self) -> &str {
        match self {
            Self::New { account } | Self::Version { account, .. } | Self::Source { account } | Self::Same { account } => account,
        }
    }
}

/// Which accounts are wanted; all that count when nothing is said.
#[derive(Debug, Clone, Default)]
pub struct AccountFilter {
    /// About all of these states.
    pub states: Vec<String>,
    /// From this day on, ISO 8601.
    pub since: Option<String>,
    /// Up to this day, ISO 8601.
    pub until: Option<String>,
    /// Of this dossier.
    pub dossier: Option<String>,
    /// Those that were replaced or taken out as well.
    pub all: bool,
}

impl Workspace {
    /// Takes accounts in, all in one transaction: the same text twice is one account, a changed text from the same source a
    /// new version. When this returns, they are on the disk.
    ///
    /// # Errors
    /// The database fails; then none was taken in.
    pub fn add(&mut self, by: &Context<'_>, incoming: Vec<Incoming>) -> Result<Vec<Added>, LedgerError> {
        self.transaction(|session| {
            let mut head = log::head(session)?;
            let before = head.seq;
            let mut later = Later::default();
            let mut all = Vec::with_capacity(incoming.len());
            each_prepared(incoming, |prepared| {
                all.push(take(session, &mut later, &mut head, by, prepared)?);
                Ok(())
            })?;
            later.write(session)?;
            if head.seq > before {
                log::note_head(session, &head)?;
            }
            Ok(all)
        })
    }

    /// Accounts in the order of their days, those without a day last.
    ///
    /// # Errors
    /// There is no such dossier, or the database fails.
    pub fn accounts(&mut self, filter: &AccountFilter) -> Result<Vec<AccountRow>, LedgerError> {
        let session = self.session.as_mut();
        let of_dossier = filter.dossier.as_deref().map(|id| newest_of(session, id)).transpose()?;
        let sql = format!(
            "SELECT {ACCOUNT_COLUMNS} FROM accounts WHERE (CAST(?1 AS TEXT) IS NULL OR date >= ?1) AND (CAST(?2 AS TEXT) IS NULL OR date <= ?2)
             AND (?3 = 1 OR standing = 'current') ORDER BY date IS NULL, date, num"
        );
        let values: [Value<'_>; 3] = [filter.since.as_deref().into(), filter.until.as_deref().into(), i64::from(filter.all).into()];
        let mut found = all(session, &sql, &values, AccountRow::of_row)?;
        found.retain(|account| {
            filter.states.iter().all(|state| account.states.contains(state))
                && of_dossier.as_ref().is_none_or(|of_dossier| of_dossier.contains(&account.id))
        });
        Ok(found)
    }

    /// The account whose id begins so.
    ///
    /// # Errors
    /// None does, or several do.
    pub fn account(&mut self, prefix: &str) -> Result<AccountRow, LedgerError> {
        let id = state::complete_id(self.session.as_mut(), "account", prefix)?;
        state::account(self.session.as_mut(), &id)
    }

    /// The account with a number, as entries have it.
    ///
    /// # Errors
    /// There is none.
    pub fn account_by_num(&mut self, num: i64) -> Result<AccountRow, LedgerError> {
        state::account_by_num(self.session.as_mut(), num)
    }

    /// The reading of an account, as it came in.
    ///
    /// # Errors
    /// The log is damaged.
    pub fn reading(&mut self, account: &AccountRow) -> Result<Reading, LedgerError> {
        state::reading_of(self.session.as_mut(), account.reading)
    }

    /// Where an account was found, in order.
    ///
    /// # Errors
    /// The database fails.
    pub fn sources(&mut self, account: &str) -> Result<Vec<String>, LedgerError> {
        state::sources_of(self.session.as_mut(), account)
    }

    /// All entries of an account, whatever became of them, in the order in which they were made.
    ///
    /// # Errors
    /// The database fails.
    pub fn entries_of(&mut self, account: &AccountRow) -> Result<Vec<EntryRow>, LedgerError> {
        state::entries_of(self.session.as_mut(), account.num)
    }

    /// The entry whose id begins so.
    ///
    /// # Errors
    /// None does, or several do.
    pub fn entry(&mut self, prefix: &str) -> Result<EntryRow, LedgerError> {
        let id = state::complete_id(self.session.as_mut(), "entry", prefix)?;
        state::entry(self.session.as_mut(), &id)
    }
}

/// The accounts of a dossier and the newer versions of them.
fn newest_of(session: &mut dyn Session, dossier: &str) -> Result<BTreeSet<String>, LedgerError> {
    let mut accounts = crate::dossier::dossier(session, dossier)?.accounts;
    let mut open: Vec<String> = accounts.iter().cloned().collect();
    while let Some(id) = open.pop() {
        let newer = state::account_if_any(session, &id)?.and_then(|account| account.replaced_by);
        open.extend(newer.filter(|newer| accounts.insert(newer.clone())));
    }
    Ok(accounts)
}

/// An account, and what can be worked out of one that is new before it is its turn.
struct Prepared {
    add: AddAccount,
    payload: String,
    fresh: Fresh,
}

impl Prepared {
    fn of(one: Incoming) -> Result<Self, LedgerError> {
        let add = AddAccount { source: one.source, version_of: None, reading: one.reading };
        Ok(Self { payload: to_json(&add)?, fresh: Fresh::of(&add)?, add })
    }
}

/// Prepares accounts on a thread beside this one, which takes them in order. What was taken goes back there to be let go, so
/// that the thread that writes does nothing else.
fn each_prepared(incoming: Vec<Incoming>, mut take: impl FnMut(&mut Prepared) -> Result<(), LedgerError>) -> Result<(), LedgerError> {
    if incoming.len() < FEW {
        return incoming.into_iter().try_for_each(|one| take(&mut Prepared::of(one)?));
    }
    thread::scope(|scope| {
        let (send, receive) = sync_channel::<Result<Vec<Prepared>, LedgerError>>(AHEAD);
        let (give_back, taken) = channel::<Vec<Prepared>>();
        scope.spawn(move || {
            let mut incoming = incoming.into_iter();
            loop {
                let some: Result<Vec<Prepared>, LedgerError> = incoming.by_ref().take(AT_ONCE).map(Prepared::of).collect();
                // Where nobody receives, one could not be taken in, so none will be.
                if some.as_ref().is_ok_and(Vec::is_empty) || send.send(some).is_err() {
                    return;
                }
                taken.try_iter().for_each(drop);
            }
        });
        receive.into_iter().try_for_each(|some| {
            let mut some = some?;
            some.iter_mut().try_for_each(&mut take)?;
            // At the end nobody takes it back, and it is let go here.
            let _ = give_back.send(some);
            Ok(())
        })
    })
}

/// Takes an account in, or notes that it is there.
fn take(
    session: &mut dyn Session,
    later: &mut Later,
    head: &mut Head,
    by: &Context<'_>,
    prepared: &mut Prepared,
) -> Result<Added, LedgerError> {
    let Prepared { add, payload, fresh } = prepared;
    let account = add.reading.document.id.clone();
    if let Some(known) = state::account_if_any(session, &account)?
        && known.standing == Standing::Current
    {
        if state::is_source(session, &add.source, &account)? {
            return Ok(Added::Same { account });
        }
        let operation = Operation::AddSource(AddSource { account: account.clone(), source: add.source.clone() });
        append_waiting(session, later, head, by, &operation)?;
        return Ok(Added::Source { account });
    }
    add.version_of = state::account_at_source(session, &add.source)?.map(|old| old.id);
    if let Some(of) = add.version_of.clone() {
        append_waiting(session, later, head, by, &Operation::AddAccount(add.clone()))?;
        return Ok(Added::Version { account, of });
    }
    let record = Record::new(head.seq + 1, &head.hash, by, AddAccount::KIND, std::mem::take(payload));
    append_record(session, later, head, record, |ground| apply_prepared(ground, add, fresh))?;
    Ok(Added::New { account })
}
