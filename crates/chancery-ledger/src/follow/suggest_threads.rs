//! Threads that the accounts of a dossier or of two states may hold.
//!
//! A promise that was repeated and of which the last account has nothing may have been dropped.
//!
//! Each later entry is tied to the one earlier promise that it fits best. Only entries that share a word that is not in very
//! many of them are compared, so the work grows with the entries and not with their pairs.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::days::days_between;
use super::matter::{Worded, names_of_actors};
use super::scope::{Scope, account_rows, entries_of, links, threads_of};
use super::suggest_links::{LinkSuggestion, compare, counterparts, dropped_in, is_linked};
use super::terms::Weights;
use crate::error::LedgerError;
use crate::operation::{Link, Relation};
use crate::state::AccountRow;
use crate::workspace::Workspace;

/// Earlier promises that one entry is compared with at most.
const MOST_COMPARED: usize = 32;
/// Earlier entries that a word is looked up in at most, the latest first.
const MOST_WITH_A_WORD: usize = 256;

/// Accounts of so many days may tell of the same event; what they repeat was said once.
const DAYS_OF_AN_EVENT: i64 = 3;

/// Links that may make one thread.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ThreadSuggestion {
    /// Ids of the entries that it would hold, in order of their days.
    pub entries: Vec<String>,
    /// The links, by day of the later entry.
    pub links: Vec<LinkSuggestion>,
}

impl Workspace {
    /// Threads that the accounts of a scope may hold, by day of their first entry, without the links that are confirmed.
    ///
    /// # Errors
    /// There is no such dossier, or the database fails.
    pub fn suggest_threads(&mut self, scope: &Scope) -> Result<Vec<ThreadSuggestion>, LedgerError> {
        let session = self.session.as_mut();
        let entries = entries_of(session, scope, &["commitment", "request", "action", "mechanism", "engagement"])?;
        let confirmed = links(session)?;
        let names = names_of_actors(session, &entries.iter().collect::<Vec<_>>())?;
        let entries: Vec<Worded> = entries.into_iter().map(|entry| Worded::new(entry, &names)).collect();
        let weights = Weights::of(entries.iter().map(|entry| &entry.terms));
        let mut found = best_links(&entries, &weights, &confirmed);
        let accounts = account_rows(session, scope)?;
        let lost = dropped(&entries, &accounts, &found, &confirmed);
        found.extend(lost);
        Ok(grouped(found, &entries))
    }
}

/// For each entry the link to the earlier promise that it fits best; of two alike, to the later one.
fn best_links(entries: &[Worded], weights: &Weights<'_>, confirmed: &[Link]) -> Vec<LinkSuggestion> {
    let mut with_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut shared = vec![0.0; entries.len()];
    let mut found = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let candidates = nearest(entry, &with_word, weights, &mut shared).into_iter().map(|earlier| &entries[earlier]);
        let fitting = candidates.filter_map(|earlier| Some((compare(earlier, entry, weights)?, earlier.placed.order())));
        let best = fitting.max_by(|(a, one), (b, other)| a.score.total_cmp(&b.score).then(one.cmp(other)));
        if let Some((link, _)) = best
            && !is_linked(confirmed, &link.from.entry, entry.placed.id())
        {
            found.push(link);
        }
        if entry.is_promise() {
            for term in &entry.terms {
                with_word.entry(term).or_default().push(at);
            }
        }
    }
    found
}

/// The earlier promises with which an entry shares the most, by the weight of what is shared; of two alike, the later first.
/// `shared` holds a zero for every entry, before and after.
fn nearest(entry: &Worded, with_word: &BTreeMap<&str, Vec<usize>>, weights: &Weights<'_>, shared: &mut [f64]) -> Vec<usize> {
    let mut touched = Vec::new();
    for term in &entry.terms {
        let weight = weights.weight(term);
        for &earlier in with_word.get(term.as_str()).into_iter().flatten().rev().take(MOST_WITH_A_WORD) {
            if shared[earlier] <= 0.0 {
                touched.push(earlier);
            }
            shared[earlier] += weight;
        }
    }
    let order = |a: &usize, b: &usize| shared[*b].total_cmp(&shared[*a]).then(b.cmp(a));
    let mut nearest = touched.clone();
    if nearest.len() > MOST_COMPARED {
        nearest.select_nth_unstable_by(MOST_COMPARED, order);
        nearest.truncate(MOST_COMPARED);
    }
    nearest.sort_by(order);
    touched.into_iter().for_each(|earlier| shared[earlier] = 0.0);
    nearest
}

/// Promises that were said more than once, are waited for, and that nothing later goes back to, where a later account of the
/// same issuer and states could have.
fn dropped(entries: &[Worded], accounts: &[AccountRow], found: &[LinkSuggestion], confirmed: &[Link]) -> Vec<LinkSuggestion> {
    let mut taken_up: BTreeSet<&str> = found.iter().map(|link| link.from.entry.as_str()).collect();
    taken_up.extend(confirmed.iter().map(|link| link.from.as_str()));
    // The last account of each issuer, by the states that it is about.
    let mut last: BTreeMap<(&[String], &[String]), &AccountRow> = BTreeMap::new();
    for account in accounts.iter().filter(|account| account.date.is_some() && !account.side.is_empty()) {
        let known = last.entry((&account.side, &account.states)).or_insert(account);
        if (&account.date, account.num) > (&known.date, known.num) {
            *known = account;
        }
    }
    let is_later = |link: &&LinkSuggestion| {
        let days = link.from.date.as_deref().zip(link.date.as_deref()).and_then(|(from, to)| days_between(from, to));
        days.is_some_and(|days| days > DAYS_OF_AN_EVENT)
    };
    let mut repeats: BTreeSet<&str> = found.iter().filter(is_later).filter_map(|link| Some(link.to.as_ref()?.entry.as_str())).collect();
    repeats.extend(confirmed.iter().map(|link| link.to.as_str()));
    let is_untouched = |id: &str| repeats.contains(id) && !taken_up.contains(id);
    let untouched = entries.iter().filter(|entry| entry.placed.running && is_untouched(entry.placed.id()));
    let drop = |entry: &Worded| {
        let states = counterparts(&entry.placed);
        let is_same = |account: &&&AccountRow| {
            account.side == entry.placed.side
                && states.iter().all(|state| account.states.iter().any(|other| other == state))
                && entry.placed.date.is_some()
                && account.date > entry.placed.date
        };
        let later = last.values().filter(is_same).max_by_key(|account| (&account.date, account.num))?;
        Some(dropped_in(&entry.placed, &later.id, later.date.as_deref()))
    };
    untouched.filter_map(drop).collect()
}

/// Links by the threads that they would make.
fn grouped(found: Vec<LinkSuggestion>, entries: &[Worded]) -> Vec<ThreadSuggestion> {
    let end = |link: &LinkSuggestion| link.to.as_ref().unwrap_or(&link.from).entry.clone();
    let pairs: Vec<Link> =
        found.iter().map(|link| Link { from: link.from.entry.clone(), to: end(link), relation: Relation::Reaffirmed }).collect();
    let threads = threads_of(&pairs);
    let places: BTreeMap<&str, usize> = entries.iter().enumerate().map(|(at, entry)| (entry.placed.id(), at)).collect();
    let mut by_thread: BTreeMap<&str, ThreadSuggestion> = BTreeMap::new();
    for link in found {
        let Some(thread) = threads.get(link.from.entry.as_str()) else { continue };
        by_thread.entry(thread).or_insert_with(|| ThreadSuggestion { entries: Vec::new(), links: Vec::new() }).links.push(link);
    }
    for (entry, thread) in &threads {
        if let Some(suggestion) = by_thread.get_mut(thread) {
            suggestion.entries.push((*entry).to_owned());
        }
    }
    let place = |id: &String| places.get(id.as_str()).copied();
    let mut all: Vec<ThreadSuggestion> = by_thread.into_values().collect();
    for suggestion in &mut all {
        suggestion.entries.sort_by_key(place);
    }
    all.sort_by_key(|suggestion| suggestion.entries.first().and_then(place));
    all
}
