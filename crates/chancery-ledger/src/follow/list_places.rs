//! On which list something is on a day.

use std::collections::{BTreeMap, BTreeSet};

use super::FollowState;
use super::lists::{List, Why};
use super::mechanisms::by_mechanism;
use super::placed::{Placed, placed_by_ids};
use super::scope::threads_of;
use crate::database::Session;
use crate::error::LedgerError;
use crate::operation::{Link, Relation, Status};

/// One thing that lists may hold: an entry, a promise through the accounts that repeat it, or a mechanism.
pub(crate) struct Item<'p> {
    /// Its entries, by day.
    entries: Vec<&'p Placed>,
    /// Where its commitments and requests stand.
    follows: &'p BTreeMap<String, FollowState>,
    /// Confirmed reports that it was done or dropped.
    ends: Ends,
}

/// Where an item is on a day.
pub(crate) struct Place<'p> {
    /// The newest entry that was there and speaks for the item.
    pub(crate) newest: &'p Placed,
    /// The list, if any.
    pub(crate) list: Option<List>,
    /// Why it is there.
    pub(crate) why: Why,
    /// Status, or stance.
    pub(crate) status: Option<String>,
    /// How many of its entries were there.
    pub(crate) said: usize,
}

/// Entries as the items that they make, by the day of the newest.
pub(crate) fn items_of<'p>(
    session: &mut dyn Session,
    entries: &'p [Placed],
    follows: &'p BTreeMap<String, FollowState>,
    links: &[Link],
) -> Result<Vec<Item<'p>>, LedgerError> {
    let is_end = |link: &&Link| matches!(link.relation, Relation::Fulfilled | Relation::Dropped);
    let repeats: Vec<Link> = links.iter().filter(|link| !is_end(link)).cloned().collect();
    let threads = threads_of(&repeats);
    let mut by_thread: BTreeMap<&str, Vec<&Placed>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.kind() != "mechanism") {
        by_thread.entry(threads.get(entry.id()).copied().unwrap_or(entry.id())).or_default().push(entry);
    }
    let ends = ends_of(session, entries, links)?;
    let promise = |entries: Vec<&'p Placed>| {
        let ends = entries.iter().flat_map(|entry| ends.get(entry.id()).into_iter().flatten().cloned()).collect();
        Item { entries, follows, ends }
    };
    let mut items: Vec<Item<'p>> = by_thread.into_values().map(promise).collect();
    items.extend(by_mechanism(entries).into_values().map(|entries| Item { entries, follows, ends: Vec::new() }));
    items.sort_by(|a, b| a.entries.last().map(|entry| entry.order()).cmp(&b.entries.last().map(|entry| entry.order())));
    Ok(items)
}

/// Confirmed reports that something was done or dropped: the day, ISO 8601 or empty, and which.
type Ends = Vec<(String, Relation)>;

/// Confirmed reports that entries were done or dropped, by entry.
fn ends_of<'l>(session: &mut dyn Session, entries: &[Placed], links: &'l [Link]) -> Result<BTreeMap<&'l str, Ends>, LedgerError> {
    let ids: BTreeSet<&str> = entries.iter().map(Placed::id).collect();
    let is_end = |link: &&Link| matches!(link.relation, Relation::Fulfilled | Relation::Dropped) && ids.contains(link.from.as_str());
    let ends: Vec<&Link> = links.iter().filter(is_end).collect();
    let reports: Vec<&str> = ends.iter().map(|link| link.to.as_str()).collect();
    let reports = placed_by_ids(session, &reports)?;
    let days: BTreeMap<&str, &str> =
        reports.iter().filter(|report| report.row.state.counts()).map(|report| (report.id(), report.order().0)).collect();
    let mut found: BTreeMap<&str, Ends> = BTreeMap::new();
    for link in ends {
        if let Some(day) = days.get(link.to.as_str()) {
            found.entry(&link.from).or_default().push(((*day).to_owned(), link.relation));
        }
    }
    Ok(found)
}

impl<'p> Item<'p> {
    /// Where it is on a day; nothing when none of its entries was there.
    pub(crate) fn place_on(&self, day: &str) -> Option<Place<'p>> {
        let there: Vec<&'p Placed> = self.entries.iter().copied().filter(|entry| entry.was_there(day)).collect();
        let newest = *there.last()?;
        let entry = &newest.row.entry;
        let (list, why, status) = match newest.kind() {
            "mechanism" => {
                let status = there.iter().rev().find_map(|entry| entry.row.entry.status.clone());
                match status.as_deref() {
                    Some("suspended" | "ended") => (None, Why::Stopped, status),
                    _ => (Some(List::Cooperation), Why::Mechanism, status),
                }
            }
            "understanding" => (Some(List::Cooperation), Why::Understanding, None),
            "position" => match entry.stance.as_deref() {
                Some("oppose") => (Some(List::Problems), Why::Opposes, entry.stance.clone()),
                Some("concern") => (Some(List::Problems), Why::Concern, entry.stance.clone()),
                _ => (None, Why::NotOpposed, entry.stance.clone()),
            },
            _ => {
                let status = self.follows.get(newest.id()).map_or(Status::Open, |follow| follow.status_on(day));
                let (list, why) = self.promise(newest, status, day);
                (list, why, Some(status.as_str().to_owned()))
            }
        };
        Some(Place { newest, list, why, status, said: there.len() })
    }

    /// Where a commitment or request is.
    fn promise(&self, newest: &Placed, status: Status, day: &str) -> (Option<List>, Why) {
        let is_request = newest.kind() == "request";
        match status {
            Status::Met | Status::PartlyMet => return (None, Why::Done),
            Status::NotMet | Status::Lapsed | Status::Withdrawn if is_request => return (None, Why::Closed),
            Status::NotMet | Status::Lapsed | Status::Withdrawn => return (Some(List::Problems), Why::Broken),
            Status::Open | Status::InProgress => {}
        }
        let from = newest.order().0;
        let end = self.ends.iter().filter(|(on, _)| on.as_str() >= from && on.as_str() <= day).max_by(|a, b| a.0.cmp(&b.0));
        match end.map(|(_, relation)| relation) {
            Some(Relation::Dropped) if is_request => (None, Why::Closed),
            Some(Relation::Dropped) => (Some(List::Problems), Why::Dropped),
            Some(_) => (None, Why::ReportedDone),
            None if newest.due.as_deref().is_some_and(|due| due < day) => (Some(List::Problems), Why::Overdue),
            None if is_request => (Some(List::Problems), Why::OpenRequest),
            None => (Some(List::Cooperation), Why::Running),
        }
    }

    /// Who looks after an entry.
    pub(crate) fn owner_of(&self, entry: &Placed) -> Option<String> {
        self.follows.get(entry.id()).and_then(|follow| follow.owner.clone())
    }
}
