//! Threads: one promise through the accounts that repeat it, as people confirmed.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::changes::{Change, changes_between};
use super::placed::{EntryLine, Placed, placed_by_ids};
use super::scope::{links, threads_of};
use crate::database::Session;
use crate::error::LedgerError;
use crate::operation::{Link, Relation};
use crate::state;
use crate::workspace::Workspace;

/// One promise through the accounts that repeat it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Thread {
    /// Its entries, by day.
    pub entries: Vec<EntryLine>,
    /// The links between them, by day of the earlier, then of the later.
    pub steps: Vec<Step>,
}

/// From one entry of a thread to a later one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step {
    /// Id of the earlier.
    pub from: String,
    /// Id of the later.
    pub to: String,
    /// How the later stands to the earlier, as a person confirmed.
    pub relation: Relation,
    /// What changed from one to the other.
    pub changes: Vec<Change>,
}

impl Workspace {
    /// The thread that the entry whose id begins so belongs to; nothing when it is linked to none.
    ///
    /// # Errors
    /// There is no such entry, or there are several.
    pub fn thread(&mut self, entry: &str) -> Result<Option<Thread>, LedgerError> {
        let session = self.session.as_mut();
        let id = state::complete_id(session, "entry", entry)?;
        thread_of(session, &id)
    }
}

/// The thread of an entry. Entries that do not count are left out, and so is a thread of one.
pub(crate) fn thread_of(session: &mut dyn Session, entry: &str) -> Result<Option<Thread>, LedgerError> {
    let links = links(session)?;
    let threads = threads_of(&links);
    let Some(thread) = threads.get(entry) else { return Ok(None) };
    let ids: Vec<&str> = threads.iter().filter(|(_, of)| *of == thread).map(|(id, _)| *id).collect();
    let live = live_of(session, &ids)?;
    let mut entries = placed_by_ids(session, &ids)?;
    entries.retain(|placed| live.contains(placed.id()));
    entries.sort_by(|a, b| a.order().cmp(&b.order()));
    if entries.len() < 2 {
        return Ok(None);
    }
    let mut steps: Vec<(usize, usize, Step)> = links.iter().filter_map(|link| step(link, &entries)).collect();
    steps.sort_by_key(|(from, to, _)| (*from, *to));
    let steps = steps.into_iter().map(|(_, _, step)| step).collect();
    Ok(Some(Thread { entries: entries.iter().map(EntryLine::from).collect(), steps }))
}

fn live_of(session: &mut dyn Session, ids: &[&str]) -> Result<BTreeSet<String>, LedgerError> {
    let values: Vec<_> = ids.iter().map(|id| crate::database::Value::from(*id)).collect();
    let sql = "SELECT id FROM entries WHERE id IN ({list}) AND live = 1";
    Ok(super::placed::for_each_of(session, sql, &values, |row| Ok(row.text(0)?.to_owned()))?.into_iter().collect())
}

/// A link with its places among the entries of the thread.
fn step(link: &Link, entries: &[Placed]) -> Option<(usize, usize, Step)> {
    let at = |id: &str| entries.iter().position(|placed| placed.id() == id);
    let (from, to) = (at(&link.from)?, at(&link.to)?);
    let changes = if link.relation == Relation::Fulfilled { Vec::new() } else { changes_between(&entries[from], &entries[to]) };
    Some((from, to, Step { from: link.from.clone(), to: link.to.clone(), relation: link.relation, changes }))
}
