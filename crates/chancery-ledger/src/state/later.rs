//! Rows that wait to be written together while accounts come in.
//!
//! What finds accounts and entries is kept in the order of states and days, so the rows of one account go to many places.
//! Those of many accounts that go to the same place are written one after the other. Nothing that waits here is looked at by
//! the next account that is new; whatever else is done to the state writes all of it first, as does the end of the
//! transaction.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Class;
use crate::database::{Insert, Session, Value};
use crate::error::LedgerError;
use crate::reading::Entry;

/// Rows that wait at most: some ten thousand accounts'.
const MOST: usize = 400_000;

static TOUCHED: LazyLock<Insert> =
    LazyLock::new(|| Insert::new("touched(object, seq, wrote)", "?, ?, 1", "ON CONFLICT(object, seq) DO UPDATE SET wrote = 1"));
static STATES: LazyLock<Insert> = LazyLock::new(|| Insert::new("account_states(state, account)", "?, ?", "ON CONFLICT DO NOTHING"));
static PARTIES: LazyLock<Insert> =
    LazyLock::new(|| Insert::new("entry_parties(party, kind, date, entry)", "?, ?, ?, ?", "ON CONFLICT DO NOTHING"));
static AWAITED: LazyLock<Insert> =
    LazyLock::new(|| Insert::new("awaited(party, due, entry, state)", "?, ?, ?, 'proposed'", "ON CONFLICT DO NOTHING"));
static COUNTS: LazyLock<Insert> = LazyLock::new(|| {
    let end = "ON CONFLICT(party, due, state) DO UPDATE SET waiting = awaited_counts.waiting + excluded.waiting";
    Insert::new("awaited_counts(party, due, state, waiting)", "?, ?, 'proposed', ?", end)
});

/// Days and numbers of entries.
type Dated = Vec<(String, i64)>;

/// Rows that wait, by where they go.
#[derive(Debug, Default)]
pub(crate) struct Later {
    rows: usize,
    touched: Vec<(String, i64)>,
    states: BTreeMap<String, Vec<i64>>,
    /// By party, then by kind.
    parties: BTreeMap<String, BTreeMap<String, Dated>>,
    /// Proposed entries that are waited for, by party, with their due days.
    awaited: BTreeMap<String, Dated>,
}

impl Later {
    /// An operation made something that was not there.
    pub(crate) fn made(&mut self, class: Class, name: &str, seq: i64) {
        self.touched.push((format!("{}:{name}", class.as_str()), seq));
        self.rows += 1;
    }

    /// An account is about a state.
    pub(super) fn about(&mut self, state: &str, account: i64) {
        of(&mut self.states, state).push(account);
        self.rows += 1;
    }

    /// States take part in an entry of an account of a day.
    pub(super) fn take_part(&mut self, states: &[&str], entry: &Entry, date: &str, num: i64) {
        for state in states {
            of(of(&mut self.parties, state), &entry.kind).push((date.to_owned(), num));
        }
        self.rows += states.len();
    }

    /// A proposed entry is waited for, under each of its states and under the empty party, which stands for all.
    pub(super) fn wait_for(&mut self, states: &[&str], due: &str, num: i64) {
        for party in std::iter::once("").chain(states.iter().copied().filter(|state| !state.is_empty())) {
            of(&mut self.awaited, party).push((due.to_owned(), num));
        }
        self.rows += states.len() + 1;
    }

    /// Whether so much waits that it should be written.
    pub(crate) fn is_long(&self) -> bool {
        self.rows > MOST
    }

    /// Writes all that waits.
    pub(crate) fn write(&mut self, session: &mut dyn Session) -> Result<(), LedgerError> {
        if self.rows == 0 {
            return Ok(());
        }
        let Self { mut touched, states, mut parties, mut awaited, .. } = std::mem::take(self);
        touched.sort_unstable();
        let values: Vec<Value<'_>> = touched.iter().flat_map(|(object, seq)| [object.into(), (*seq).into()]).collect();
        TOUCHED.write(session, &values)?;
        let mut values: Vec<Value<'_>> = Vec::new();
        for (state, accounts) in &states {
            values.extend(accounts.iter().flat_map(|account| [Value::from(state), (*account).into()]));
        }
        STATES.write(session, &values)?;
        values.clear();
        for (party, kinds) in &mut parties {
            for (kind, entries) in kinds {
                entries.sort_unstable();
                values
                    .extend(entries.iter().flat_map(|(date, num)| [Value::from(&*party), Value::from(&*kind), date.into(), (*num).into()]));
            }
        }
        PARTIES.write(session, &values)?;
        write_awaited(session, &mut awaited)
    }
}

fn write_awaited(session: &mut dyn Session, awaited: &mut BTreeMap<String, Dated>) -> Result<(), LedgerError> {
    let (mut rows, mut counts) = (Vec::new(), Vec::new());
    for (party, entries) in awaited {
        entries.sort_unstable();
        let party: &str = party;
        rows.extend(entries.iter().flat_map(|(due, num)| [party.into(), due.into(), Value::from(*num)]));
        for same in entries.chunk_by(|one, other| one.0 == other.0) {
            counts.extend([party.into(), Value::from(&same[0].0), (same.len() as i64).into()]);
        }
    }
    AWAITED.write(session, &rows)?;
    COUNTS.write(session, &counts)?;
    Ok(())
}

/// What stands under a name, made where there was nothing.
fn of<'m, T: Default>(map: &'m mut BTreeMap<String, T>, name: &str) -> &'m mut T {
    if !map.contains_key(name) {
        map.insert(name.to_owned(), T::default());
    }
    map.get_mut(name).expect("it was just put there")
}
