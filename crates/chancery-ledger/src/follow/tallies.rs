//! Tallies: how many contacts an account claims, beside those on record.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::days::days_between;
use super::placed::{EntryLine, Placed, placed_columns};
use super::scope::{Scope, entries_of};
use crate::database::{Session, Value, all, one_integer};
use crate::error::LedgerError;
use crate::reading::Window;
use crate::workspace::Workspace;

/// An engagement whose time is longer than so many days is not placed on a day.
const MOST_DAYS: i64 = 31;

/// A claimed number of contacts beside those on record.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Tally {
    /// The entry that claims it.
    pub claim: EntryLine,
    /// What kind of contact; nothing when any.
    #[serde(rename = "type")]
    pub engagement_type: Option<String>,
    /// How many are claimed.
    pub claimed: u32,
    /// First day of the time that the claim is about, ISO 8601; nothing when neither claim nor account has a day.
    pub from: Option<String>,
    /// Last day of it.
    pub to: Option<String>,
    /// How many are on record in that time.
    pub on_record: u32,
    /// How many of those claimed are not on record.
    pub missing: u32,
    /// How many are on record beyond those claimed.
    pub beyond: u32,
    /// The contacts on record, by day.
    pub records: Vec<Contact>,
    /// Engagements whose time is too vague to be counted.
    pub vague: Vec<EntryLine>,
    /// The same in words.
    pub text: String,
}

/// One contact, however many accounts tell of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Contact {
    /// First day, ISO 8601.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The states that took part, sorted.
    pub parties: Vec<String>,
    /// The entries that tell of it.
    pub sources: Vec<EntryLine>,
}

impl Workspace {
    /// The tallies that the accounts of a scope claim, by day, each beside the held engagements of that type between the same
    /// states on record in the whole workspace. Accounts that tell of contacts of the same type and states on the same or
    /// overlapping days tell of one. The time of a claim is its own window, else the year of its account up to its day.
    ///
    /// # Errors
    /// There is no such dossier, or the database fails.
    pub fn tallies(&mut self, scope: &Scope) -> Result<Vec<Tally>, LedgerError> {
        let session = self.session.as_mut();
        let entries = entries_of(session, scope, &["engagement"])?;
        let mut between: BTreeMap<Vec<&str>, Vec<Placed>> = BTreeMap::new();
        let mut tallies = Vec::new();
        for claim in entries.iter().filter(|entry| is_claim(entry)) {
            let parties = claim.parties();
            if !between.contains_key(&parties) {
                let found = engagements_of(session, &parties)?;
                between.insert(parties.clone(), found);
            }
            let on_record = between.get(&parties).map(Vec::as_slice).unwrap_or_default();
            tallies.push(tally(claim, on_record));
        }
        Ok(tallies)
    }
}

/// Whether an entry claims a number of contacts.
fn is_claim(entry: &Placed) -> bool {
    entry.row.entry.count.is_some_and(|count| count > 1)
}

/// Held engagements in which all of some states take part: these alone when there are several, by number.
fn engagements_of(session: &mut dyn Session, parties: &[&str]) -> Result<Vec<Placed>, LedgerError> {
    let mut by_count = Vec::new();
    for party in parties {
        let sql = "SELECT count(*) FROM entry_parties WHERE party = ?1 AND kind = 'engagement'";
        by_count.push((one_integer(session, sql, &[(*party).into()])?, *party));
    }
    by_count.sort_unstable();
    let others: Vec<String> = (2..=by_count.len())
        .map(|parameter| {
            format!(
                "AND EXISTS (SELECT 1 FROM entry_parties AS other WHERE other.party = ?{parameter} AND other.kind = rare.kind
                 AND other.date = rare.date AND other.entry = rare.entry)"
            )
        })
        .collect();
    let sql = format!(
        "SELECT {} FROM entry_parties AS rare CROSS JOIN entries CROSS JOIN accounts
         WHERE rare.party = ?1 AND rare.kind = 'engagement' AND entries.num = rare.entry AND accounts.num = entries.account {}
         ORDER BY entries.num",
        placed_columns(),
        others.join(" ")
    );
    let values: Vec<Value<'_>> = by_count.iter().map(|(_, party)| Value::from(*party)).collect();
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = all(session, &sql, &values, Placed::of_row)?;
    found.retain(|placed| {
        placed.row.entry.status.as_deref() == Some("held") && !is_claim(placed) && (parties.len() < 2 || placed.parties() == parties)
    });
    Ok(found)
}

/// First and last day of a window, or of the day of an account.
fn days_of(window: Option<&Window>, account: Option<&str>) -> Option<(String, String)> {
    let (start, end) = window.map_or((None, None), |window| (window.start.as_deref(), window.end.as_deref()));
    let day = start.or(end).or(account)?;
    Some((start.unwrap_or(day).to_owned(), end.unwrap_or(day).to_owned()))
}

/// The time that a claim is about.
fn time_of(claim: &Placed) -> Option<(String, String)> {
    let window = claim.row.entry.when.as_ref();
    let start = window.and_then(|window| window.start.as_deref());
    let end = window.and_then(|window| window.end.as_deref()).or(claim.date.as_deref()).or(start)?;
    let year = || end.get(..4).map(|year| format!("{year}-01-01"));
    Some((start.map(str::to_owned).or_else(year)?, end.to_owned()))
}

fn tally(claim: &Placed, engagements: &[Placed]) -> Tally {
    let time = time_of(claim);
    let (dated, vague) = time.as_ref().map(|time| within(time, claim, engagements)).unwrap_or_default();
    let records = contacts(dated);
    let claimed = claim.row.entry.count.unwrap_or_default();
    let on_record = u32::try_from(records.len()).unwrap_or(u32::MAX);
    let kind = claim.row.entry.engagement_type.clone();
    let text = match &time {
        Some((from, to)) => text_of(kind.as_deref(), claimed, on_record, from, to),
        None => format!("{claimed} claimed; neither the claim nor its account has a day"),
    };
    let (from, to) = time.unzip();
    Tally {
        claim: EntryLine::from(claim),
        engagement_type: kind,
        claimed,
        from,
        to,
        on_record,
        missing: claimed.saturating_sub(on_record),
        beyond: on_record.saturating_sub(claimed),
        records,
        vague,
        text,
    }
}

/// The engagements of the type of a claim within its time, with their days, and those whose time is too vague.
fn within<'p>((from, to): &(String, String), claim: &Placed, engagements: &'p [Placed]) -> (Vec<Dated<'p>>, Vec<EntryLine>) {
    let (mut dated, mut vague) = (Vec::new(), Vec::new());
    let claimed = &claim.row.entry.engagement_type;
    for engagement in engagements.iter().filter(|other| claimed.is_none() || other.row.entry.engagement_type == *claimed) {
        let Some((first, last)) = days_of(engagement.row.entry.when.as_ref(), engagement.date.as_deref()) else { continue };
        if last < *from || first > *to {
            continue;
        }
        match days_between(&first, &last) {
            Some(0..=MOST_DAYS) => dated.push((first, last, engagement)),
            _ => vague.push(EntryLine::from(engagement)),
        }
    }
    (dated, vague)
}

fn text_of(kind: Option<&str>, claimed: u32, on_record: u32, from: &str, to: &str) -> String {
    let kind = kind.map_or("contact", |kind| kind).replace('_', " ");
    let rest = match claimed.cmp(&on_record) {
        std::cmp::Ordering::Greater => format!("{} not on record", claimed - on_record),
        std::cmp::Ordering::Less => format!("{} more on record than claimed", on_record - claimed),
        std::cmp::Ordering::Equal => "all on record".to_owned(),
    };
    format!("{kind}, {from} to {to}: {claimed} claimed, {on_record} on record; {rest}")
}

/// An engagement with its first and last day.
type Dated<'p> = (String, String, &'p Placed);

/// Engagements as the contacts that they tell of: those of the same type and states whose days overlap are one.
fn contacts(dated: Vec<Dated<'_>>) -> Vec<Contact> {
    let mut groups: BTreeMap<(Vec<&str>, Option<&str>), Vec<Dated<'_>>> = BTreeMap::new();
    for (first, last, engagement) in dated {
        let key = (engagement.parties(), engagement.row.entry.engagement_type.as_deref());
        groups.entry(key).or_default().push((first, last, engagement));
    }
    let mut contacts: Vec<Contact> = Vec::new();
    for ((parties, _), mut engagements) in groups {
        engagements.sort_by(|a, b| (&a.0, &a.1, a.2.row.num).cmp(&(&b.0, &b.1, b.2.row.num)));
        let mut of_group: Vec<Contact> = Vec::new();
        for (first, last, engagement) in engagements {
            let source = EntryLine::from(engagement);
            match of_group.last_mut() {
                Some(before) if first <= before.to => {
                    before.to = last.max(std::mem::take(&mut before.to));
                    before.sources.push(source);
                }
                _ => {
                    let parties = parties.iter().map(|party| (*party).to_owned()).collect();
                    of_group.push(Contact { from: first, to: last, parties, sources: vec![source] });
                }
            }
        }
        contacts.extend(of_group);
    }
    contacts.sort_by(|a, b| (&a.from, &a.to, &a.parties).cmp(&(&b.from, &b.to, &b.parties)));
    contacts
}
