//! An account that was not there, with its entries: what is written of it is worked out first, apart from the database,
//! and then written in few statements.

use std::sync::LazyLock;

use super::accounts::{AccountRow, write_row, write_source};
use super::entries::{MOST_IN_AN_ACCOUNT, due_of, states};
use super::search_rows::{Findable, Table, account_facets, entry_facets_among, insert, passages};
use super::{Class, EntryState, Ground, Review, to_json};
use crate::database::{Insert, Value, all};
use crate::error::LedgerError;
use crate::operation::AddAccount;
use crate::words::indexed;

static ENTRIES: LazyLock<Insert> = LazyLock::new(|| {
    let columns = "entries(num, id, account, kind, state, live, date, due, running, body, review, revision)";
    Insert::new(columns, "?, ?, ?, ?, 'proposed', 1, ?, ?, ?, ?, NULL, ?", "ON CONFLICT DO NOTHING")
});

/// What is written of an account and does not depend on what stands.
#[derive(Debug)]
pub(crate) struct Fresh {
    /// The account, without the number of the operation that brings it.
    account: AccountRow,
    /// Its paragraphs, by number.
    passages: Vec<(i64, String)>,
    /// The facets of its paragraphs.
    facets: String,
    entries: Vec<FreshEntry>,
}

#[derive(Debug)]
struct FreshEntry {
    body: String,
    words: String,
    facets: String,
}

impl Fresh {
    /// What is written of an account that comes in and takes no other's place.
    ///
    /// # Errors
    /// An entry cannot be written as JSON.
    pub(crate) fn of(add: &AddAccount) -> Result<Self, LedgerError> {
        let account = AccountRow::of_reading(&add.reading, 0, None);
        let facets = account_facets(&account);
        let entry = |entry: &crate::reading::Entry| -> Result<FreshEntry, LedgerError> {
            let of_entry = entry_facets_among(facets.clone(), entry, EntryState::Proposed, &Review::default());
            Ok(FreshEntry { body: to_json(entry)?, words: indexed(&entry.quote), facets: of_entry.join(" ") })
        };
        let entries = add.reading.entries.iter().map(entry).collect::<Result<_, _>>()?;
        Ok(Self { passages: passages(&add.reading), facets: facets.join(" "), entries, account })
    }
}

/// Writes an account that was not there, and its entries; what finds them may wait.
pub(crate) fn put_fresh(ground: &mut Ground<'_>, add: &AddAccount, fresh: &Fresh) -> Result<(), LedgerError> {
    let account = AccountRow { num: ground.seq, reading: ground.seq, revision: ground.seq, ..fresh.account.clone() };
    ground.later.made(Class::Account, &account.id, ground.seq);
    write_row(ground.session, &account)?;
    for state in &account.states {
        ground.later.about(state, account.num);
    }
    let first = account.num * MOST_IN_AN_ACCOUNT;
    let findable = |(number, words)| Findable { num: first + number, words, facets: &fresh.facets };
    let rows: Vec<Findable<'_>> = fresh.passages.iter().map(|(number, words)| findable((*number, words.as_str()))).collect();
    insert(ground.session, Table::Passages, &rows)?;
    if let Some(name) = write_source(ground.session, &add.source, &account.id)? {
        ground.later.made(Class::Source, &name, ground.seq);
    }
    put_entries(ground, add, &account, &fresh.entries)
}

fn put_entries(ground: &mut Ground<'_>, add: &AddAccount, account: &AccountRow, entries: &[FreshEntry]) -> Result<(), LedgerError> {
    let first = account.num * MOST_IN_AN_ACCOUNT;
    let date = account.date.as_deref();
    let found = &add.reading.entries;
    let mut values: Vec<Value<'_>> = Vec::with_capacity(9 * entries.len());
    for ((num, entry), fresh) in (first..).zip(found).zip(entries) {
        let (due, running) = due_of(entry, None);
        values.extend([num.into(), Value::from(&entry.id), account.num.into(), Value::from(&entry.kind), date.into(), due.into()]);
        values.extend([i64::from(running).into(), Value::from(&fresh.body), account.num.into()]);
    }
    let written = ENTRIES.write(ground.session, &values)?;
    // An entry that is there already, from another account, stays where it is.
    let mut there: Option<Vec<i64>> = None;
    if written < found.len() as u64 {
        let sql = "SELECT num FROM entries WHERE num >= ?1 AND num < ?2 ORDER BY num";
        there = Some(all(ground.session, sql, &[first.into(), (first + MOST_IN_AN_ACCOUNT).into()], |row| row.integer(0))?);
    }
    let mut rows = Vec::with_capacity(entries.len());
    for ((num, entry), fresh) in (first..).zip(found).zip(entries) {
        if there.as_ref().is_some_and(|there| there.binary_search(&num).is_err()) {
            continue;
        }
        let parties = states(entry);
        ground.later.take_part(&parties, entry, date.unwrap_or_default(), num);
        if let (due, true) = due_of(entry, None) {
            ground.later.wait_for(&parties, due.unwrap_or_default(), num);
        }
        rows.push(Findable { num, words: &fresh.words, facets: &fresh.facets });
    }
    insert(ground.session, Table::Entries, &rows)
}
