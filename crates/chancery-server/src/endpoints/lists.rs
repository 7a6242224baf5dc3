//! What the accounts of a dossier hold as a whole: engagements over time, mechanisms, the two lists, tallies.

use chancery_app::workspace::follow::{Lists, MechanismStory, Scope, Tally};
use chancery_app::workspace::{EntryFilter, EntryRow};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::endpoint::{Endpoint, get};
use crate::problem::Problem;
use crate::views::{AccountBrief, EntryView, Nothing};

/// Engagements of a time line at most.
const MOST_ENGAGEMENTS: usize = 2_000;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/dossiers/{id}/timeline", "timeline", "Engagements over time", timeline),
        get("/dossiers/{id}/mechanisms", "mechanisms", "Standing bodies and channels with their state over time", mechanisms),
        get("/dossiers/{id}/lists", "lists", "The cooperation list and the problem list", lists),
        get("/dossiers/{id}/tallies", "tallies", "Numbers of contacts that are claimed, beside those on record", tallies),
    ]
}

fn scope(call: &Call<'_>) -> Scope {
    Scope::Dossier(call.parameter("id").to_owned())
}

/// Engagements.
#[derive(Debug, Serialize, JsonSchema)]
struct Timeline {
    /// Today, where the desk stands.
    day: String,
    /// The engagements, by their first day; those without a day last.
    rows: Vec<TimelineRow>,
}

/// An engagement.
#[derive(Debug, Serialize, JsonSchema)]
struct TimelineRow {
    /// First day; that of the account where the text names none and it was held.
    from: Option<String>,
    /// Last day.
    to: Option<String>,
    /// Whether the days are those of the account.
    of_account: bool,
    /// The entry.
    entry: EntryView,
    /// Its account.
    account: AccountBrief,
}

fn timeline(call: &mut Call<'_>, _: Nothing) -> Result<Timeline, Problem> {
    let (id, day) = (call.parameter("id").to_owned(), call.day.clone());
    let workspace = call.workspace()?;
    let accounts: Vec<String> = workspace.dossier(&id)?.accounts.into_iter().collect();
    if accounts.is_empty() {
        return Ok(Timeline { day, rows: Vec::new() });
    }
    let filter = EntryFilter { accounts, kinds: vec!["engagement".to_owned()], ..EntryFilter::default() };
    let mut rows = Vec::new();
    for found in workspace.entries(&filter, 0, MOST_ENGAGEMENTS)? {
        let account = workspace.account_by_num(found.account)?;
        let (from, to) = days(&found);
        let of_account = from.is_none() && found.entry.status.as_deref() == Some("held");
        let fallback = if of_account { account.date.clone() } else { None };
        rows.push(TimelineRow {
            from: from.or_else(|| fallback.clone()),
            to: to.or(fallback),
            of_account,
            account: AccountBrief::from(&account),
            entry: EntryView::new(found, &account),
        });
    }
    rows.sort_by(|a, b| (a.from.is_none(), &a.from, &a.to, a.entry.num).cmp(&(b.from.is_none(), &b.from, &b.to, b.entry.num)));
    Ok(Timeline { day, rows })
}

/// First and last day that an entry names.
fn days(row: &EntryRow) -> (Option<String>, Option<String>) {
    let Some(when) = &row.entry.when else { return (None, None) };
    let (start, end) = (when.start.clone(), when.end.clone());
    (start.clone().or_else(|| end.clone()), end.or(start))
}

/// Mechanisms.
#[derive(Debug, Serialize, JsonSchema)]
struct Mechanisms {
    /// By name and states.
    rows: Vec<MechanismStory>,
}

fn mechanisms(call: &mut Call<'_>, _: Nothing) -> Result<Mechanisms, Problem> {
    let scope = scope(call);
    Ok(Mechanisms { rows: call.workspace()?.mechanisms(&scope)? })
}

/// As of when.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct ListsQuery {
    /// As of this day; today when nothing is said.
    day: Option<String>,
    /// What changed since this day.
    since: Option<String>,
}

fn lists(call: &mut Call<'_>, query: ListsQuery) -> Result<Lists, Problem> {
    for day in [&query.day, &query.since].into_iter().flatten() {
        chancery_app::told::date(day).map_err(|error| Problem::malformed(error.to_string()))?;
    }
    let scope = scope(call);
    let day = query.day.unwrap_or_else(|| call.day.clone());
    Ok(call.workspace()?.lists(&scope, &day, query.since.as_deref())?)
}

/// Tallies.
#[derive(Debug, Serialize, JsonSchema)]
struct Tallies {
    /// Each claim with what is on record.
    rows: Vec<Tally>,
}

fn tallies(call: &mut Call<'_>, _: Nothing) -> Result<Tallies, Problem> {
    let scope = scope(call);
    Ok(Tallies { rows: call.workspace()?.tallies(&scope)? })
}
