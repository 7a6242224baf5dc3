//! Which entries may be one promise, said again, changed, done or dropped.
//!
//! Two promises of different accounts are compared by words, states, areas and numbers; a promise and a later action of one
//! of its states by words and numbers. Each suggestion has its reasons; whether it holds, a person confirms.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::candidates::{Side, beside};
use super::changes::{Change, changes_between, relation_of};
use super::matter::{Worded, names_of_actors};
use super::placed::{EntryLine, Placed, followed, placed_in};
use super::scope::links;
use super::suggest_evidence::{Reason, Shared, thousandth};
use super::terms::{Weights, share};
use crate::database::{Session, Value, one_integer};
use crate::error::LedgerError;
use crate::operation::{Link, Relation};
use crate::workspace::Workspace;

/// Kinds of entries that tell that a promise was kept.
const DEEDS: [&str; 3] = ["action", "mechanism", "engagement"];
/// How alike the words of two promises must be.
const LEAST_LIKENESS: f64 = 0.3;
/// How well two promises must fit in all.
const LEAST_SCORE: f64 = 0.4;
/// How much of the words a promise and a deed must have in common.
const LEAST_OF_A_DEED: f64 = 0.5;
/// What the words make of a score.
const TERMS: f64 = 0.6;
/// What the states make of it.
const PARTIES: f64 = 0.15;
/// What the areas make of it.
const AREAS: f64 = 0.15;
/// What a common unit makes of it.
const NUMBERS: f64 = 0.1;

/// Two entries that may belong to one thread.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LinkSuggestion {
    /// The earlier.
    pub from: EntryLine,
    /// The later; nothing when the promise may have been dropped.
    pub to: Option<EntryLine>,
    /// Id of the account of the later, or of the one that has nothing of the promise.
    pub account: String,
    /// Day of that account, ISO 8601.
    pub date: Option<String>,
    /// How the later may stand to the earlier.
    pub relation: Relation,
    /// How well they fit, 0 to 1, to a thousandth; 0 where there is nothing of the promise.
    pub score: f64,
    /// Why they may belong together.
    pub reasons: Vec<Reason>,
    /// What changed from one to the other.
    pub changes: Vec<Change>,
}

impl Workspace {
    /// Entries that may belong to one thread with the commitment or request whose id begins so: earlier and later ones, best
    /// first and at most so many; then, while it is waited for, whether it may have been dropped. Pairs that are linked
    /// already are left out.
    ///
    /// # Errors
    /// There is no such entry, there are several, or it is of another kind.
    pub fn suggest_links(&mut self, entry: &str, limit: usize) -> Result<Vec<LinkSuggestion>, LedgerError> {
        let session = self.session.as_mut();
        let placed = followed(session, entry)?;
        let kind = placed.kind().to_owned();
        let mut others = beside(session, &placed, &[&kind], Side::Until)?;
        let mut kinds = vec![kind.as_str()];
        kinds.extend(DEEDS);
        others.extend(beside(session, &placed, &kinds, Side::After)?);
        let names = names_of_actors(session, &[&placed])?;
        let promise = Worded::new(placed, &names);
        let mut linked = links(session)?;
        linked.retain(|link| link.from == promise.placed.id() || link.to == promise.placed.id());
        let others: Vec<Worded> = others.into_iter().map(|other| Worded::new(other, &names)).collect();
        let weights = Weights::of(others.iter().map(|other| &other.terms).chain([&promise.terms]));
        let mut found: Vec<LinkSuggestion> = Vec::new();
        for other in &others {
            let is_earlier = other.placed.order() < promise.placed.order();
            let (from, to) = if is_earlier { (other, &promise) } else { (&promise, other) };
            if !is_linked(&linked, from.placed.id(), to.placed.id()) {
                found.extend(compare(from, to, &weights));
            }
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| (&a.date, &a.account).cmp(&(&b.date, &b.account))));
        found.truncate(limit);
        if promise.placed.running && !linked.iter().any(|link| link.from == promise.placed.id()) {
            found.extend(dropped(session, &promise, &names, &weights)?);
        }
        Ok(found)
    }
}

/// Whether a person has linked two entries.
pub(crate) fn is_linked(links: &[Link], from: &str, to: &str) -> bool {
    links.iter().any(|link| (link.from == from && link.to == to) || (link.from == to && link.to == from))
}

/// What a later entry may be to an earlier promise; nothing when they are too little alike.
pub(crate) fn compare(from: &Worded, to: &Worded, weights: &Weights<'_>) -> Option<LinkSuggestion> {
    let likeness = likeness(from, to, weights)?;
    let reasons = reasons(from, to, likeness, weights);
    let score = thousandth(reasons.iter().map(|reason| reason.points).sum());
    if score < LEAST_SCORE {
        return None;
    }
    let changes = if to.is_promise() { changes_between(&from.placed, &to.placed) } else { Vec::new() };
    Some(LinkSuggestion {
        from: EntryLine::from(&from.placed),
        to: Some(EntryLine::from(&to.placed)),
        account: to.placed.account.clone(),
        date: to.placed.date.clone(),
        relation: if to.is_promise() { relation_of(&changes) } else { Relation::Fulfilled },
        score,
        reasons,
        changes,
    })
}

/// How alike the words of a promise and of a later promise or deed are; nothing when they cannot belong together or are too
/// little alike.
fn likeness(from: &Worded, to: &Worded, weights: &Weights<'_>) -> Option<f64> {
    let (mine, others) = (from.placed.parties(), to.placed.parties());
    let may_belong = from.is_promise() && from.placed.account != to.placed.account && mine.iter().any(|party| others.contains(party));
    if !may_belong {
        return None;
    }
    if to.is_promise() {
        let likeness = weights.likeness(&from.terms, &to.terms);
        return (from.placed.kind() == to.placed.kind() && likeness >= LEAST_LIKENESS).then_some(likeness);
    }
    // What is only planned, invited or proposed fulfils nothing.
    if matches!(to.placed.row.entry.status.as_deref(), Some("planned" | "invited" | "proposed")) {
        return None;
    }
    let likeness = weights.overlap(&from.terms, &to.terms);
    (likeness >= LEAST_OF_A_DEED).then_some(likeness)
}

fn reasons(from: &Worded, to: &Worded, likeness: f64, weights: &Weights<'_>) -> Vec<Reason> {
    let both = |one: &[&str], other: &[&str]| one.iter().filter(|x| other.contains(x)).map(|x| (*x).to_owned()).collect::<Vec<_>>();
    let mut reasons = vec![Reason::new(Shared::Terms(weights.shared(&from.terms, &to.terms, 8)), TERMS * likeness)];
    let (mine, others) = (from.placed.parties(), to.placed.parties());
    reasons.push(Reason::new(Shared::Parties(both(&mine, &others)), PARTIES * share(&mine, &others)));
    let areas = |worded: &Worded| worded.placed.row.entry.areas.clone();
    let (mine, others) = (areas(from), areas(to));
    let shared: Vec<String> = mine.iter().filter(|area| others.contains(area)).cloned().collect();
    if !shared.is_empty() {
        reasons.push(Reason::new(Shared::Areas(shared), AREAS * share(&mine, &others)));
    }
    let units = |worded: &Worded| worded.placed.targets().iter().map(|target| target.unit.clone()).collect::<BTreeSet<_>>();
    let shared: Vec<String> = units(from).intersection(&units(to)).cloned().collect();
    if !shared.is_empty() {
        reasons.push(Reason::new(Shared::Units(shared), NUMBERS));
    }
    reasons
}

/// Whether the last account of the same issuer and states has nothing of a promise.
fn dropped(
    session: &mut dyn Session,
    promise: &Worded,
    names: &BTreeSet<String>,
    weights: &Weights<'_>,
) -> Result<Option<LinkSuggestion>, LedgerError> {
    let Some(account) = last_account(session, &promise.placed)? else { return Ok(None) };
    let later = placed_in(session, &[account], &["commitment", "request", "action", "mechanism", "engagement", "understanding"])?;
    let mut has_it = false;
    for other in later {
        let other = Worded::new(other, names);
        has_it |= weights.likeness(&promise.terms, &other.terms) >= LEAST_LIKENESS
            || weights.overlap(&promise.terms, &other.terms) >= LEAST_OF_A_DEED;
    }
    if has_it {
        return Ok(None);
    }
    let row = crate::state::account_by_num(session, account)?;
    Ok(Some(dropped_in(&promise.placed, &row.id, row.date.as_deref())))
}

/// That an account has nothing of a promise.
pub(crate) fn dropped_in(promise: &Placed, account: &str, date: Option<&str>) -> LinkSuggestion {
    LinkSuggestion {
        from: EntryLine::from(promise),
        to: None,
        account: account.to_owned(),
        date: date.map(str::to_owned),
        relation: Relation::Dropped,
        score: 0.0,
        reasons: Vec::new(),
        changes: Vec::new(),
    }
}

/// The states that an account must be about to be one of the same issuer and counterpart as that of an entry: those that
/// issued it and those of the entry, or all of its account's where these are one.
pub(crate) fn counterparts(placed: &Placed) -> BTreeSet<&str> {
    let mut states: BTreeSet<&str> = placed.side.iter().map(|side| crate::state::state_of(side)).collect();
    states.extend(placed.parties());
    if states.len() < 2 {
        states.extend(placed.states.iter().map(String::as_str));
    }
    states
}

/// Number of the last later account of the same issuer about the same states, if there is one.
fn last_account(session: &mut dyn Session, placed: &Placed) -> Result<Option<i64>, LedgerError> {
    let (Some(date), false) = (placed.date.as_deref(), placed.side.is_empty()) else { return Ok(None) };
    let states = counterparts(placed);
    let about: Vec<String> = (0..states.len())
        .map(|index| {
            let parameter = index + 3;
            format!("AND EXISTS (SELECT 1 FROM account_states WHERE account_states.state = ?{parameter} AND account_states.account = accounts.num)")
        })
        .collect();
    let sql = format!(
        "SELECT accounts.num FROM accounts WHERE accounts.side = ?1 AND coalesce(accounts.date, '') > ?2 AND accounts.standing = 'current' {}
         ORDER BY coalesce(accounts.date, '') DESC, accounts.num DESC LIMIT 1",
        about.join(" ")
    );
    let side = placed.side.join(" ");
    let mut values: Vec<Value<'_>> = vec![(&side).into(), date.into()];
    values.extend(states.into_iter().map(Value::from));
    one_integer(session, &sql, &values)
}
