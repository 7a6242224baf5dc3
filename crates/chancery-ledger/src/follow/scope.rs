//! What is looked at: the accounts of a dossier, or of two states.

use std::collections::{BTreeMap, BTreeSet};

use super::FollowState;
use super::placed::{Placed, for_each_of, placed_in};
use crate::database::{Session, Value, all, one_integer};
use crate::error::LedgerError;
use crate::operation::Link;
use crate::state::{self, ACCOUNT_COLUMNS, AccountRow, from_json, objects_of};

/// Which accounts are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Those of a dossier, by the beginning of its id; newer versions stand for those that they replaced.
    Dossier(String),
    /// Those that are about both of two states.
    States(String, String),
}

/// Numbers of the accounts that count, in order.
pub(crate) fn accounts_of(session: &mut dyn Session, scope: &Scope) -> Result<Vec<i64>, LedgerError> {
    match scope {
        Scope::Dossier(prefix) => {
            let id = state::complete_id(session, "dossier", prefix)?;
            let dossier = crate::dossier::dossier(session, &id)?;
            current_of(session, dossier.accounts)
        }
        Scope::States(one, other) => accounts_about(session, one, other),
    }
}

/// Numbers of the accounts with these ids that count, in order; of those that were replaced, the ones that took their place.
fn current_of(session: &mut dyn Session, ids: BTreeSet<String>) -> Result<Vec<i64>, LedgerError> {
    let sql = "SELECT num, standing, replaced_by FROM accounts WHERE id IN ({list})";
    let (mut nums, mut asked, mut ids) = (BTreeSet::new(), BTreeSet::new(), ids);
    while !ids.is_empty() {
        let values: Vec<Value<'_>> = ids.iter().map(Value::from).collect();
        let found = for_each_of(session, sql, &values, |row| {
            Ok((row.integer(0)?, row.text(1)? == "current", row.text_or_null(2)?.map(str::to_owned)))
        })?;
        nums.extend(found.iter().filter(|(_, is_current, _)| *is_current).map(|(num, _, _)| *num));
        asked.extend(ids);
        let replacing = found.into_iter().filter(|(_, is_current, _)| !is_current).filter_map(|(_, _, by)| by);
        ids = replacing.filter(|id| !asked.contains(id)).collect();
    }
    Ok(nums.into_iter().collect())
}

/// Numbers of the accounts that are about both of two states, beginning from the state of which there are fewer.
fn accounts_about(session: &mut dyn Session, one: &str, other: &str) -> Result<Vec<i64>, LedgerError> {
    let sql = "SELECT count(*) FROM account_states WHERE state = ?1";
    let first = one_integer(session, sql, &[one.into()])?;
    let (rare, common) = if first <= one_integer(session, sql, &[other.into()])? { (one, other) } else { (other, one) };
    let sql = "SELECT accounts.num FROM account_states AS rare CROSS JOIN account_states AS common CROSS JOIN accounts
               WHERE rare.state = ?1 AND common.state = ?2 AND common.account = rare.account AND accounts.num = rare.account
               AND accounts.standing = 'current' ORDER BY accounts.num";
    all(session, sql, &[rare.into(), common.into()], |row| row.integer(0))
}

/// The accounts that count.
pub(crate) fn account_rows(session: &mut dyn Session, scope: &Scope) -> Result<Vec<AccountRow>, LedgerError> {
    let nums = accounts_of(session, scope)?;
    let values: Vec<Value<'_>> = nums.into_iter().map(Value::from).collect();
    let sql = format!("SELECT {ACCOUNT_COLUMNS} FROM accounts WHERE num IN ({{list}})");
    for_each_of(session, &sql, &values, AccountRow::of_row)
}

/// The entries of certain kinds that count, in the order of their days, those without a day first.
pub(crate) fn entries_of(session: &mut dyn Session, scope: &Scope, kinds: &[&str]) -> Result<Vec<Placed>, LedgerError> {
    let accounts = accounts_of(session, scope)?;
    let mut found = placed_in(session, &accounts, kinds)?;
    found.sort_by(|a, b| a.order().cmp(&b.order()));
    Ok(found)
}

/// How entries are followed, by entry; those that no one follows are not there.
pub(crate) fn follows_of(session: &mut dyn Session, entries: &[&str]) -> Result<BTreeMap<String, FollowState>, LedgerError> {
    let names: Vec<String> = entries.iter().map(|entry| format!("follow:{entry}")).collect();
    let values: Vec<Value<'_>> = names.iter().map(Value::from).collect();
    let sql = "SELECT body FROM objects WHERE name IN ({list})";
    let found = for_each_of(session, sql, &values, |row| from_json::<FollowState>(row.text(0)?))?;
    Ok(found.into_iter().map(|follow| (follow.entry.clone(), follow)).collect())
}

/// All links that people confirmed.
pub(crate) fn links(session: &mut dyn Session) -> Result<Vec<Link>, LedgerError> {
    objects_of(session, "link", "")
}

/// Which thread each linked entry belongs to: by entry, the smallest id of the thread.
pub(crate) fn threads_of(links: &[Link]) -> BTreeMap<&str, &str> {
    let mut beside: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for link in links {
        beside.entry(&link.from).or_default().push(&link.to);
        beside.entry(&link.to).or_default().push(&link.from);
    }
    let mut thread = BTreeMap::new();
    for &first in beside.keys() {
        let mut waiting = vec![first];
        while let Some(entry) = waiting.pop() {
            if thread.contains_key(entry) {
                continue;
            }
            // Keys come in order, so the first of a thread is its smallest.
            thread.insert(entry, first);
            waiting.extend(beside.get(entry).into_iter().flatten());
        }
    }
    thread
}

#[cfg(test)]
mod tests {
    use super::threads_of;
    use crate::operation::{Link, Relation};

    #[test]
    fn linked_entries_are_one_thread() {
        let link = |from: &str, to: &str| Link { from: from.to_owned(), to: to.to_owned(), relation: Relation::Reaffirmed };
        let links = [link("d", "b"), link("b", "c"), link("e", "f")];
        let threads = threads_of(&links);
        let found: Vec<(&str, &str)> = threads.into_iter().collect();
        assert_eq!(found, [("b", "b"), ("c", "b"), ("d", "b"), ("e", "e"), ("f", "e")]);
        assert!(threads_of(&[]).is_empty());
    }
}
