//! The first page: what is here, what waits, what is due.

use chancery_app::workspace::follow::{DueFilter, DueGroup};
use chancery_app::workspace::{DossierState, EntryFilter, EntryState, Queue, SuggestedDossier, Way};
use schemars::JsonSchema;
use serde::Serialize;

use crate::call::Call;
use crate::endpoint::{Endpoint, get};
use crate::problem::Problem;
use crate::views::{AccountBrief, Nothing};

/// Accounts, dossiers and rows that the first page shows.
const FEW: usize = 8;
/// Accounts up to which dossiers are suggested on the first page; in more that takes a while.
const SUGGESTED_UP_TO: usize = 5_000;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/index", "index", "What is here, what waits, what is due", index)]
}

/// What is here, what waits, what is due.
#[derive(Debug, Serialize, JsonSchema)]
struct Index {
    /// Accounts that count.
    accounts: usize,
    /// Entries by what was decided.
    entries: Vec<StateCount>,
    /// The newest accounts.
    newest: Vec<AccountBrief>,
    /// Dossiers.
    dossiers: Vec<DossierState>,
    /// Accounts that may belong together and are in no dossier.
    suggested: Vec<SuggestedDossier>,
    /// Titles of the accounts that dossiers and suggestions name.
    named: Vec<AccountBrief>,
    /// What is due.
    due: Vec<DueGroup>,
}

/// How many entries there are.
#[derive(Debug, Serialize, JsonSchema)]
struct StateCount {
    /// What was decided.
    state: EntryState,
    /// How many.
    count: usize,
}

fn index(call: &mut Call<'_>, _: Nothing) -> Result<Index, Problem> {
    let day = call.day.clone();
    let workspace = call.workspace()?;
    let accounts = workspace.count_accounts()?;
    let mut entries = Vec::new();
    for state in [EntryState::Proposed, EntryState::Accepted, EntryState::Edited] {
        let queue = Queue { filter: EntryFilter { states: vec![state], ..EntryFilter::default() }, words: String::new() };
        entries.push(StateCount { state, count: workspace.count_queue(&queue)? });
    }
    let newest = workspace.accounts_page(None, Way::Back, false, FEW)?;
    let dossiers = workspace.dossiers()?;
    let mut suggested = if accounts <= SUGGESTED_UP_TO { workspace.suggest_dossiers()? } else { Vec::new() };
    suggested.truncate(FEW);
    let mut ids: Vec<&String> = dossiers.iter().flat_map(|dossier| &dossier.accounts).take(200).collect();
    ids.extend(suggested.iter().flat_map(|suggestion| &suggestion.accounts));
    ids.sort();
    ids.dedup();
    let named = ids.into_iter().filter_map(|id| workspace.account(id).ok()).map(|account| AccountBrief::from(&account)).collect();
    let due = workspace.due(&day, &DueFilter { limit: FEW, ..DueFilter::default() })?.groups;
    Ok(Index { accounts, entries, newest: newest.iter().map(AccountBrief::from).collect(), dossiers, suggested, named, due })
}
