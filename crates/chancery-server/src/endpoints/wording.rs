//! Wording over time: set phrases, one phrase, what came and went, what went unsaid.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex};

use chancery_app::frames::By;
use chancery_app::gathered::{Gathered, of_workspace};
use chancery_app::unsaid::{self, LEAST_HISTORY, Unsaid};
use chancery_app::wording::discover::{Candidate, Floor, discover};
use chancery_app::wording::{self, Accounts, Length, PhrasePage, Summary, Turn, Turned, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::desk::locked;
use crate::endpoint::{Endpoint, get};
use crate::problem::Problem;
use crate::views::AccountBrief;

/// Phrases of a list at most.
const MOST: usize = 500;
/// Uses of a phrase at most.
const MOST_USES: usize = 1_000;
/// Earlier accounts that a new one is held against.
const LAST: usize = 10;

/// What counts as recurring: what the command line takes when nothing is said.
const FLOOR: Floor = Floor { uses: 5, accounts: 4 };

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/wording", "wording", "Set phrases, and phrases that recur and the lexicon does not know", list),
        get("/wording/history", "history", "One phrase over time", history),
        get("/wording/unsaid", "unsaid", "What came and went since a day, and what an account leaves out", turned),
    ]
}

/// Accounts that were gathered of a workspace as of an operation.
type Kept = (i64, Arc<Vec<Gathered>>);

/// The last gathering of each workspace: looking at all accounts takes a while, and mostly nothing changed.
static GATHERED: LazyLock<Mutex<HashMap<PathBuf, Kept>>> = LazyLock::new(Mutex::default);

fn gathered(call: &mut Call<'_>) -> Result<Arc<Vec<Gathered>>, Problem> {
    let key = PathBuf::from(call.desk.place.to_string());
    let workspace = call.workspace()?;
    let head = workspace.head()?.seq;
    if let Some((_, kept)) = locked(&GATHERED).get(&key).filter(|(seq, _)| *seq == head) {
        return Ok(Arc::clone(kept));
    }
    let found = Arc::new(of_workspace(workspace)?);
    locked(&GATHERED).insert(key, (head, Arc::clone(&found)));
    Ok(found)
}

/// Of whose accounts.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct WordingQuery {
    /// Only of accounts that this state issued.
    issuer: Option<String>,
    /// Each wording by itself, not all of a concept together.
    wordings: bool,
}

/// Set phrases.
#[derive(Debug, Serialize, JsonSchema)]
struct WordingPage {
    /// Accounts that were looked at.
    accounts: usize,
    /// States that issued them, with how many each.
    issuers: Vec<(String, usize)>,
    /// Set phrases, the most used first.
    rows: Vec<Summary>,
    /// Phrases that recur and that the lexicon does not know.
    found: Vec<Candidate>,
    /// Set phrases that there are more.
    more: usize,
}

fn of_issuer(accounts: &Accounts, issuer: Option<&str>) -> Accounts {
    match issuer {
        None => accounts.clone(),
        Some(issuer) => {
            let is_asked_for = |account: &&wording::Account| account.issuer.split(' ').any(|code| code == issuer);
            Accounts::new(accounts.all().iter().filter(is_asked_for).cloned().collect())
        }
    }
}

fn issuers(accounts: &Accounts) -> Vec<(String, usize)> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for account in accounts.all() {
        match counted.iter_mut().find(|(issuer, _)| *issuer == account.issuer) {
            Some((_, count)) => *count += 1,
            None => counted.push((account.issuer.clone(), 1)),
        }
    }
    counted.sort();
    counted
}

fn list(call: &mut Call<'_>, query: WordingQuery) -> Result<WordingPage, Problem> {
    let lexicon = &call.desk.lexicon;
    let all = wording::accounts(&gathered(call)?, lexicon);
    let accounts = of_issuer(&all, query.issuer.as_deref());
    let unit = if query.wordings { Unit::Wording } else { Unit::Concept };
    let formulations = wording::formulations(&accounts, unit);
    let mut found = discover(&accounts, FLOOR, wording::is_known(lexicon));
    found.truncate(MOST);
    Ok(WordingPage {
        accounts: accounts.all().len(),
        issuers: issuers(&all),
        rows: formulations.iter().take(MOST).map(|formulation| formulation.summary(&accounts)).collect(),
        found,
        more: formulations.len().saturating_sub(MOST),
    })
}

/// Which phrase.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct HistoryQuery {
    /// The phrase, or the id of a concept of the lexicon.
    term: String,
    /// How long a period is; a quarter when nothing is said.
    by: Option<By>,
    /// All wordings of its concept.
    #[serde(default)]
    concept: bool,
    /// Only of accounts that this state issued.
    issuer: Option<String>,
}

/// One phrase over time.
#[derive(Debug, Serialize, JsonSchema)]
struct History {
    /// How long a period is.
    by: By,
    /// States that issued the accounts, with how many each.
    issuers: Vec<(String, usize)>,
    /// The concept of the lexicon that it is a wording of, with all its wordings.
    concept: Option<ConceptView>,
    /// Uses that there are more than are listed.
    more: usize,
    /// What is known of it.
    #[serde(flatten)]
    page: PhrasePage,
}

/// A concept of the lexicon.
#[derive(Debug, Serialize, JsonSchema)]
struct ConceptView {
    /// Its id.
    id: String,
    /// Its wordings.
    wordings: Vec<String>,
}

fn history(call: &mut Call<'_>, query: HistoryQuery) -> Result<History, Problem> {
    if wording::phrase::sought(&query.term).is_empty() {
        return Err(Problem::refused("term: the phrase is empty"));
    }
    let lexicon = &call.desk.lexicon;
    let all = wording::accounts(&gathered(call)?, lexicon);
    let accounts = of_issuer(&all, query.issuer.as_deref());
    let unit = if query.concept { Unit::Concept } else { Unit::Wording };
    let sought = wording::sought(&accounts, lexicon, &query.term, unit);
    let by = query.by.unwrap_or_default();
    let length = match by {
        By::Month => Length::Month,
        By::Quarter => Length::Quarter,
        By::Year => Length::Year,
    };
    let mut page = wording::phrase_page(&accounts, &query.term, &sought, length, Unit::Concept);
    let more = page.list.len().saturating_sub(MOST_USES);
    page.list.truncate(MOST_USES);
    let concept = sought.concept.map(|concept| ConceptView { id: concept.id, wordings: concept.wordings });
    Ok(History { by, issuers: issuers(&all), concept, more, page })
}

/// Since when, or of which account.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct TurnedQuery {
    /// The day that parts before and after; the day of the newest account when nothing is said.
    since: Option<String>,
    /// Only of accounts that this state issued.
    issuer: Option<String>,
    /// The account that is held against earlier ones; the newest one when nothing is said.
    account: Option<String>,
}

/// What came, what went, what went unsaid.
#[derive(Debug, Serialize, JsonSchema)]
struct TurnedPage {
    /// The day that parts before and after; nothing when no account has a day.
    since: Option<String>,
    /// States that issued the accounts, with how many each.
    issuers: Vec<(String, usize)>,
    /// Set phrases that were first used since.
    new: Vec<Turned>,
    /// Set phrases that were last used before.
    gone: Vec<Turned>,
    /// The account that is held against earlier ones.
    account: Option<AccountBrief>,
    /// What it leaves out, for each counterpart.
    unsaid: Vec<Unsaid>,
    /// Earlier accounts without which nothing is said.
    least: usize,
    /// Accounts that can be asked for, the newest first.
    accounts: Vec<AccountBrief>,
}

fn turned(call: &mut Call<'_>, query: TurnedQuery) -> Result<TurnedPage, Problem> {
    let lexicon = &call.desk.lexicon;
    let found = gathered(call)?;
    let all = wording::accounts(&found, lexicon);
    let accounts = of_issuer(&all, query.issuer.as_deref());
    let newest = accounts.all().iter().filter_map(|account| account.date).max();
    let since = match &query.since {
        Some(day) => Some(chancery_app::told::date(day).map_err(|error| Problem::malformed(error.to_string()))?),
        None => newest,
    };
    let formulations = wording::formulations(&accounts, Unit::Concept);
    let turn = |turn| since.map(|since| wording::turned(&accounts, &formulations, turn, since)).unwrap_or_default();
    let (new, gone) = (turn(Turn::New), turn(Turn::Gone));
    let workspace = call.workspace()?;
    let mut rows = found
        .iter()
        .filter(|one| one.reading.document.date.is_some())
        .filter_map(|one| workspace.account(&one.reading.document.id).ok())
        .collect::<Vec<_>>();
    rows.sort_by(|a, b| (&b.date, b.num).cmp(&(&a.date, a.num)));
    rows.truncate(MOST);
    let asked = match &query.account {
        Some(id) => Some(workspace.account(id)?),
        None => rows.first().cloned(),
    };
    let unsaid = asked.as_ref().map(|account| left_out(&found, &account.id, call)).unwrap_or_default();
    Ok(TurnedPage {
        since: since.map(|day| day.to_string()),
        issuers: issuers(&all),
        new,
        gone,
        account: asked.as_ref().map(AccountBrief::from),
        unsaid,
        least: LEAST_HISTORY,
        accounts: rows.iter().map(AccountBrief::from).collect(),
    })
}

/// What an account leaves out of what was the habit with each of its counterparts.
fn left_out(found: &[Gathered], account: &str, call: &Call<'_>) -> Vec<Unsaid> {
    let accounts: Vec<unsaid::Account> = found.iter().map(|one| unsaid::account(one, &call.desk.lexicon)).collect();
    let Some(new) = accounts.iter().find(|one| one.id == account) else { return Vec::new() };
    new.counterparts.iter().map(|counterpart| unsaid::unsaid(new, &accounts, counterpart, LAST)).collect()
}
