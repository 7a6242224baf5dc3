//! Dossiers: the accounts of one event or of a relationship.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::accounts::AccountFilter;
use crate::database::Session;
use crate::error::LedgerError;
use crate::operation::Dossier;
use crate::state::{AccountRow, complete_id, object, objects_of};
use crate::workspace::Workspace;

/// A dossier as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DossierState {
    /// What it is about.
    #[serde(flatten)]
    pub dossier: Dossier,
    /// Its accounts.
    pub accounts: BTreeSet<String>,
}

/// The dossier with an id.
pub(crate) fn dossier(session: &mut dyn Session, id: &str) -> Result<DossierState, LedgerError> {
    object(session, "dossier", id)?.ok_or_else(|| LedgerError::Unknown { class: "dossier", id: id.to_owned() })
}

/// Days that accounts of one event may lie apart.
const DAYS_APART: i32 = 2;
/// Accounts of one event that are suggested at most.
const MOST_TOGETHER: usize = 50;

/// Accounts that may belong to one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SuggestedDossier {
    /// The accounts, by day.
    pub accounts: Vec<String>,
    /// States that all of them are about.
    pub states: Vec<String>,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Places that more than one of them names for a meeting.
    pub places: Vec<String>,
    /// Why they are suggested, in words.
    pub why: String,
}

impl Workspace {
    /// The dossier whose id begins so.
    ///
    /// # Errors
    /// None does, or several do.
    pub fn dossier(&mut self, prefix: &str) -> Result<DossierState, LedgerError> {
        let id = complete_id(self.session.as_mut(), "dossier", prefix)?;
        dossier(self.session.as_mut(), &id)
    }

    /// All dossiers, by id.
    ///
    /// # Errors
    /// The database fails.
    pub fn dossiers(&mut self) -> Result<Vec<DossierState>, LedgerError> {
        objects_of(self.session.as_mut(), "dossier", "")
    }

    /// Accounts outside any dossier that may be of one event: about the same two states or more, from several sides or
    /// sources, within two days, and with no word of different places.
    ///
    /// # Errors
    /// The database fails.
    pub fn suggest_dossiers(&mut self) -> Result<Vec<SuggestedDossier>, LedgerError> {
        let taken: BTreeSet<String> = self.dossiers()?.into_iter().flat_map(|dossier| dossier.accounts).collect();
        let mut accounts = self.accounts(&AccountFilter::default())?;
        accounts.retain(|account| account.date.is_some() && account.states.len() > 1 && !taken.contains(&account.id));
        let mut suggested = Vec::new();
        let mut used = BTreeSet::new();
        for (index, first) in accounts.iter().enumerate() {
            if used.contains(&first.id) {
                continue;
            }
            let mut group = Group::begin(self, first)?;
            for other in accounts[index + 1..].iter().take_while(|other| days_between(first, other).is_some_and(|days| days <= DAYS_APART))
            {
                if group.accounts.len() < MOST_TOGETHER && !used.contains(&other.id) {
                    group.take(self, other)?;
                }
            }
            if group.accounts.len() > 1 {
                used.extend(group.accounts.iter().map(|account| account.id.clone()));
                suggested.push(group.suggestion());
            }
        }
        Ok(suggested)
    }
}

/// Accounts that are put together.
struct Group<'a> {
    accounts: Vec<&'a AccountRow>,
    states: Vec<String>,
    /// Places that are named, with how many accounts name each.
    places: BTreeMap<String, usize>,
}

impl<'a> Group<'a> {
    fn begin(workspace: &mut Workspace, first: &'a AccountRow) -> Result<Self, LedgerError> {
        let places = places_of(workspace, first)?.into_iter().map(|place| (place, 1)).collect();
        Ok(Self { accounts: vec![first], states: first.states.clone(), places })
    }

    /// Takes an account in, if it fits.
    fn take(&mut self, workspace: &mut Workspace, other: &'a AccountRow) -> Result<(), LedgerError> {
        let shared: Vec<String> = self.states.iter().filter(|state| other.states.contains(state)).cloned().collect();
        if shared.len() < 2 {
            return Ok(());
        }
        let places = places_of(workspace, other)?;
        // Places in two languages cannot be told apart, so only those of one language can part accounts.
        let is_same_language = self.accounts.iter().all(|account| account.language == other.language);
        let apart = !self.places.is_empty() && !places.is_empty() && !places.iter().any(|place| self.places.contains_key(place));
        if is_same_language && apart {
            return Ok(());
        }
        for place in places {
            *self.places.entry(place).or_default() += 1;
        }
        self.states = shared;
        self.accounts.push(other);
        Ok(())
    }

    fn suggestion(self) -> SuggestedDossier {
        let day = |account: Option<&&AccountRow>| account.and_then(|account| account.date.clone()).unwrap_or_default();
        let (from, to) = (day(self.accounts.first()), day(self.accounts.last()));
        let places: Vec<String> = self.places.into_iter().filter(|(_, named)| *named > 1).map(|(place, _)| place).collect();
        let at = if places.is_empty() { String::new() } else { format!(", both at {}", places.join(", ")) };
        let when = if from == to { format!("on {from}") } else { format!("from {from} to {to}") };
        let why = format!("{} accounts about {} {when}{at}", self.accounts.len(), self.states.join(" and "));
        SuggestedDossier {
            accounts: self.accounts.iter().map(|account| account.id.clone()).collect(),
            states: self.states,
            from,
            to,
            places,
            why,
        }
    }
}

/// Places at which an account says that a meeting was held.
fn places_of(workspace: &mut Workspace, account: &AccountRow) -> Result<BTreeSet<String>, LedgerError> {
    let rows = workspace.entries_of(account)?;
    let held =
        rows.into_iter().filter(|row| row.state.counts() && row.entry.kind == "engagement" && row.entry.status.as_deref() == Some("held"));
    Ok(held.filter_map(|row| row.entry.place).collect())
}

fn days_between(one: &AccountRow, other: &AccountRow) -> Option<i32> {
    let day = |account: &AccountRow| account.date.as_deref()?.parse::<jiff::civil::Date>().ok();
    Some((day(other)? - day(one)?).get_days())
}
