//! Dossiers: the accounts of one event or relationship, and how far they are reviewed.

use axum::http::Method;
use chancery_app::dossiers::{DossierChange, changed_dossier, new_dossier};
use chancery_app::workspace::operation::DossierAbout;
use chancery_app::workspace::{DossierState, EntryFilter, EntryState, Queue, SuggestedDossier, Workspace};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::endpoint::{Endpoint, get, post};
use crate::problem::Problem;
use crate::views::{AccountBrief, Nothing};

/// Accounts up to which dossiers are suggested; in more that takes a while.
const SUGGESTED_UP_TO: usize = 5_000;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/dossiers", "dossiers", "Dossiers, and accounts that may make one", list),
        post("/dossiers", "newDossier", "Make a dossier", new),
        get("/dossiers/{id}", "dossier", "A dossier with its accounts and how far they are reviewed", one),
        post("/dossiers/{id}", "changeDossier", "Rename a dossier, take accounts in or out", change).by(Method::PATCH),
    ]
}

/// Dossiers.
#[derive(Debug, Serialize, JsonSchema)]
struct DossiersPage {
    /// The dossiers, by id.
    rows: Vec<DossierView>,
    /// Accounts outside a dossier that may be of one event.
    suggested: Vec<SuggestedView>,
}

/// A dossier.
#[derive(Debug, Serialize, JsonSchema)]
struct DossierView {
    /// Its id.
    id: String,
    /// What it is called.
    name: String,
    /// What it holds together.
    about: DossierAbout,
    /// States that it is about, where it is a relationship.
    states: Vec<String>,
    /// Its accounts, by day.
    accounts: Vec<AccountBrief>,
}

/// Accounts that may belong together.
#[derive(Debug, Serialize, JsonSchema)]
struct SuggestedView {
    /// The accounts, by day.
    accounts: Vec<AccountBrief>,
    /// States, days, places, and why.
    suggestion: SuggestedDossier,
}

fn briefs(workspace: &mut Workspace, ids: impl IntoIterator<Item = String>) -> Vec<AccountBrief> {
    let mut rows: Vec<_> = ids.into_iter().filter_map(|id| workspace.account(&id).ok()).collect();
    rows.sort_by(|a, b| (&a.date, a.num).cmp(&(&b.date, b.num)));
    rows.iter().map(AccountBrief::from).collect()
}

fn view(workspace: &mut Workspace, found: DossierState) -> DossierView {
    let DossierState { dossier, accounts } = found;
    DossierView {
        id: dossier.dossier,
        name: dossier.name,
        about: dossier.about,
        states: dossier.states,
        accounts: briefs(workspace, accounts),
    }
}

fn list(call: &mut Call<'_>, _: Nothing) -> Result<DossiersPage, Problem> {
    let workspace = call.workspace()?;
    let rows = workspace.dossiers()?.into_iter().map(|found| view(workspace, found)).collect();
    let suggested = if workspace.count_accounts()? <= SUGGESTED_UP_TO { workspace.suggest_dossiers()? } else { Vec::new() };
    let suggested = suggested
        .into_iter()
        .map(|suggestion| SuggestedView { accounts: briefs(workspace, suggestion.accounts.clone()), suggestion })
        .collect();
    Ok(DossiersPage { rows, suggested })
}

/// A dossier with how far it is reviewed.
#[derive(Debug, Serialize, JsonSchema)]
struct DossierPage {
    /// The dossier.
    dossier: DossierView,
    /// Its accounts with their entries by what was decided.
    progress: Vec<Progress>,
}

/// How far an account is reviewed.
#[derive(Debug, Serialize, JsonSchema)]
struct Progress {
    /// The account.
    account: AccountBrief,
    /// Entries that nobody decided on.
    proposed: usize,
    /// Entries that stand as they were found.
    accepted: usize,
    /// Entries that stand as a person changed or wrote them.
    edited: usize,
    /// Entries that do not stand.
    rejected: usize,
}

fn one(call: &mut Call<'_>, _: Nothing) -> Result<DossierPage, Problem> {
    let id = call.parameter("id").to_owned();
    let workspace = call.workspace()?;
    let found = workspace.dossier(&id)?;
    let dossier = view(workspace, found);
    let mut progress = Vec::with_capacity(dossier.accounts.len());
    for account in &dossier.accounts {
        let mut count = |state| -> Result<usize, Problem> {
            let filter = EntryFilter { accounts: vec![account.id.clone()], states: vec![state], ..EntryFilter::default() };
            Ok(workspace.count_queue(&Queue { filter, words: String::new() })?)
        };
        let (proposed, accepted, edited) = (count(EntryState::Proposed)?, count(EntryState::Accepted)?, count(EntryState::Edited)?);
        let row = workspace.account(&account.id)?;
        let rejected = workspace.entries_of(&row)?.iter().filter(|entry| entry.state == EntryState::Rejected).count();
        progress.push(Progress { account: account.clone(), proposed, accepted, edited, rejected });
    }
    Ok(DossierPage { dossier, progress })
}

/// A dossier that is made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewGiven {
    /// What it is called.
    name: String,
    /// Its accounts, by id.
    #[serde(default)]
    accounts: Vec<String>,
    /// States, where it is about a relationship: all accounts about them that are there are taken in.
    #[serde(default)]
    states: Vec<String>,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// What was done with a dossier.
#[derive(Debug, Serialize, JsonSchema)]
struct DossierDone {
    /// Number of the last operation, for taking it back.
    operation: i64,
    /// Its kind.
    kind: String,
    /// The dossier as it stands now.
    dossier: DossierView,
}

fn done(call: &mut Call<'_>, id: &str, receipts: Vec<chancery_app::workspace::Receipt>) -> Result<DossierDone, Problem> {
    let last = receipts.into_iter().next_back().ok_or_else(|| Problem::refused("nothing is to be changed"))?;
    let workspace = call.workspace()?;
    let found = workspace.dossier(id)?;
    Ok(DossierDone { operation: last.operation, kind: last.kind, dossier: view(workspace, found) })
}

fn new(call: &mut Call<'_>, given: NewGiven) -> Result<DossierDone, Problem> {
    let mut id = String::new();
    let receipts = call.writing(&given.reason, |workspace, by| {
        let made = new_dossier(workspace, &given.name, &given.accounts, &given.states)?;
        id.clone_from(&made.id);
        workspace.append_all(by, &made.operations)
    })?;
    done(call, &id, receipts)
}

/// What is changed of a dossier.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct ChangeGiven {
    /// What it is called now.
    name: Option<String>,
    /// Accounts that it takes in.
    include: Vec<String>,
    /// Accounts that leave it.
    exclude: Vec<String>,
    /// Why.
    reason: String,
}

fn change(call: &mut Call<'_>, given: ChangeGiven) -> Result<DossierDone, Problem> {
    let id = call.parameter("id").to_owned();
    let change = DossierChange { name: given.name, include: given.include, exclude: given.exclude };
    let receipts = call.writing(&given.reason, |workspace, by| {
        let operations = changed_dossier(workspace, &id, &change)?;
        workspace.append_all(by, &operations)
    })?;
    done(call, &id, receipts)
}
