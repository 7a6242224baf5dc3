//! Accounts: taking them in, and looking at them.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::database::{Session, Value, all};
use crate::error::LedgerError;
use crate::log;
use crate::operation::{AddAccount, AddSource, Operation};
use crate::reading::Reading;
use crate::record::Context;
use crate::state::{self, ACCOUNT_COLUMNS, AccountRow, EntryRow, Standing};
use crate::workspace::{Workspace, append_one};

/// An account that comes in.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Where it came from: a path or an address.
    pub source: String,
    /// Its reading.
    pub reading: Reading,
}

/// What became of an account that came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
            let mut all = Vec::with_capacity(incoming.len());
            for one in incoming {
                let (added, operation) = place(session, one)?;
                if let Some(operation) = operation {
                    append_one(session, &mut head, by, &operation)?;
                }
                all.push(added);
            }
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

/// What is to be done with an account that comes in.
fn place(session: &mut dyn Session, one: Incoming) -> Result<(Added, Option<Operation>), LedgerError> {
    let Incoming { source, reading } = one;
    let account = reading.document.id.clone();
    if let Some(known) = state::account_if_any(session, &account)?
        && known.standing == Standing::Current
    {
        if state::sources_of(session, &account)?.contains(&source) {
            return Ok((Added::Same { account }, None));
        }
        let operation = Operation::AddSource(AddSource { account: account.clone(), source });
        return Ok((Added::Source { account }, Some(operation)));
    }
    let old = state::account_at_source(session, &source)?.map(|old| old.id);
    let added = match &old {
        Some(of) => Added::Version { account, of: of.clone() },
        None => Added::New { account },
    };
    Ok((added, Some(Operation::AddAccount(AddAccount { source, version_of: old, reading }))))
}
