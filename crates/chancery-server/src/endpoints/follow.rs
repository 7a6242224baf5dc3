//! What becomes of promises: what is due, one commitment or request with all that bears on it, and what is suggested.

use axum::http::Method;
use chancery_app::evidence::{Words, evidence};
use chancery_app::workspace::follow::{Due, DueFilter, EvidenceSuggestions, FollowUp, LinkSuggestion};
use chancery_app::workspace::operation::{Amount, CutLink, Direction, Follow, Link, Phase, Relation, RemoveEvidence, Score, Status};
use chancery_app::workspace::reading::Span;
use chancery_app::workspace::{EntryState, Operation, Receipt};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::endpoint::{Endpoint, get, post};
use crate::problem::Problem;
use crate::views::{Because, Nothing, rows};

/// Suggestions of each sort at most.
const SUGGESTED: usize = 10;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/follow", "due", "What is overdue, due soon, due later", due),
        get("/follow/{id}", "followUp", "What became of a commitment or request", one),
        post("/follow/{id}", "follow", "Set owner, due day or status", set).by(Method::PATCH),
        get("/follow/{id}/suggestions", "suggestions", "Words that may bear on it, and what it may repeat", suggestions),
        post("/follow/{id}/evidence", "addEvidence", "Tie words of an account to it", add_evidence),
        post("/evidence/{id}/remove", "removeEvidence", "Take evidence back", remove_evidence),
        post("/follow/{id}/scores", "score", "Score how far a party kept it", score),
        post("/threads/link", "link", "Link an earlier entry and a later one", link),
        post("/threads/cut", "cutLink", "Cut a link", cut),
    ]
}

/// What is due, and for whom.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct DueQuery {
    /// As of this day; today when nothing is said.
    day: Option<String>,
    /// A state that takes part.
    party: Option<String>,
    /// Who looks after it.
    owner: Option<String>,
    /// Those of a dossier.
    dossier: Option<String>,
    /// What was decided.
    state: Option<EntryState>,
    /// Rows of each group, up to 500; 50 when nothing is said.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<usize>,
}

fn due(call: &mut Call<'_>, query: DueQuery) -> Result<Due, Problem> {
    if let Some(day) = &query.day {
        is_day(day)?;
    }
    let day = query.day.unwrap_or_else(|| call.day.clone());
    let filter =
        DueFilter { party: query.party, owner: query.owner, dossier: query.dossier, state: query.state, limit: rows(query.limit)? };
    Ok(call.workspace()?.due(&day, &filter)?)
}

fn is_day(day: &str) -> Result<(), Problem> {
    chancery_app::told::date(day).map(drop).map_err(|error| Problem::malformed(error.to_string()))
}

fn one(call: &mut Call<'_>, _: Nothing) -> Result<FollowUp, Problem> {
    let id = call.parameter("id").to_owned();
    Ok(call.workspace()?.follow_up(&id)?)
}

/// What was done, and how it stands now.
#[derive(Debug, Serialize, JsonSchema)]
struct FollowDone {
    /// Number of the operation, for taking it back.
    operation: i64,
    /// Its kind.
    kind: String,
    /// How the commitment or request stands now; nothing where it was not about one.
    follow: Option<FollowUp>,
}

fn done(call: &mut Call<'_>, receipt: Receipt, entry: Option<&str>) -> Result<FollowDone, Problem> {
    let workspace = call.workspace()?;
    let follow = entry.map(|entry| workspace.follow_up(entry)).transpose()?;
    Ok(FollowDone { operation: receipt.operation, kind: receipt.kind, follow })
}

/// How it is followed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct FollowGiven {
    /// Who looks after it; empty for no one.
    owner: Option<String>,
    /// When it is due; empty for the end of its window.
    due: Option<String>,
    /// Where it stands.
    status: Option<Status>,
    /// Day from which the status holds; today when nothing is said.
    on: Option<String>,
    /// Why.
    reason: String,
}

fn set(call: &mut Call<'_>, given: FollowGiven) -> Result<FollowDone, Problem> {
    for day in [&given.due, &given.on].into_iter().flatten().filter(|day| !day.is_empty()) {
        is_day(day)?;
    }
    if given.owner.is_none() && given.due.is_none() && given.status.is_none() {
        return Err(Problem::refused("nothing is to be changed"));
    }
    let id = call.parameter("id").to_owned();
    let entry = call.workspace()?.entry(&id)?.entry.id;
    let follow = Follow { entry: entry.clone(), owner: given.owner, due: given.due, status: given.status, on: given.on };
    let receipt = call.append(&given.reason, &Operation::Follow(follow))?;
    done(call, receipt, Some(&entry))
}

/// What is suggested; nothing is decided.
#[derive(Debug, Serialize, JsonSchema)]
struct Suggestions {
    /// Words that may bear on it.
    evidence: EvidenceSuggestions,
    /// What it may repeat, or what may repeat it.
    links: Vec<LinkSuggestion>,
}

fn suggestions(call: &mut Call<'_>, _: Nothing) -> Result<Suggestions, Problem> {
    let id = call.parameter("id").to_owned();
    let workspace = call.workspace()?;
    Ok(Suggestions { evidence: workspace.suggest_evidence(&id, SUGGESTED)?, links: workspace.suggest_links(&id, SUGGESTED)? })
}

/// Words that bear on it: those of an entry, or a span of an account.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct EvidenceGiven {
    /// The words are those of this entry.
    entry: Option<String>,
    /// The words stand in this account.
    account: Option<String>,
    /// Where in the account, in code points.
    span: Option<Span>,
    /// For it or against it.
    direction: Direction,
    /// Day they speak of; that of the account when nothing is said.
    date: Option<String>,
    /// They are about this party alone.
    party: Option<String>,
    /// How much toward a target.
    amount: Option<Amount>,
    /// What is to be said of it.
    #[serde(default)]
    note: String,
    /// Why.
    #[serde(default)]
    reason: String,
}

fn add_evidence(call: &mut Call<'_>, given: EvidenceGiven) -> Result<FollowDone, Problem> {
    if let Some(day) = &given.date {
        is_day(day)?;
    }
    let (id, time) = (call.parameter("id").to_owned(), call.time.clone());
    let words = match (given.entry, given.account, given.span) {
        (Some(entry), None, None) => Words::OfEntry(entry),
        (None, Some(account), Some(span)) => Words::At(account, span),
        _ => return Err(Problem::refused("name an entry, or an account with a span")),
    };
    let workspace = call.workspace()?;
    let mut found = evidence(workspace, &id, &words, given.date.as_deref(), &time)?;
    found.direction = given.direction;
    found.party = given.party;
    found.amount = given.amount;
    found.note = given.note;
    let entry = found.entry.clone();
    let receipt = call.append(&given.reason, &Operation::AddEvidence(found))?;
    done(call, receipt, Some(&entry))
}

fn remove_evidence(call: &mut Call<'_>, why: Because) -> Result<FollowDone, Problem> {
    let id = call.parameter("id").to_owned();
    let evidence = call.workspace()?.evidence_id(&id)?;
    let receipt = call.append(&why.reason, &Operation::RemoveEvidence(RemoveEvidence { evidence }))?;
    done(call, receipt, None)
}

/// A score.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ScoreGiven {
    /// The party.
    party: String,
    /// For which report.
    phase: Phase,
    /// -1, 0 or 1; nothing where the commitment does not apply.
    #[schemars(range(min = -1, max = 1))]
    score: Option<i8>,
    /// Why this score.
    rationale: String,
}

fn score(call: &mut Call<'_>, given: ScoreGiven) -> Result<FollowDone, Problem> {
    if given.score.is_some_and(|score| !(-1..=1).contains(&score)) {
        return Err(Problem::refused("a score is -1, 0 or 1"));
    }
    let id = call.parameter("id").to_owned();
    let entry = call.workspace()?.entry(&id)?.entry.id;
    let score = Score { entry: entry.clone(), party: given.party, phase: given.phase, score: given.score, rationale: given.rationale };
    let receipt = call.append("", &Operation::SetScore(score))?;
    done(call, receipt, Some(&entry))
}

/// A link of a thread.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LinkGiven {
    /// The earlier entry.
    from: String,
    /// The later entry.
    to: String,
    /// How the later stands to the earlier.
    relation: Relation,
    /// Why.
    #[serde(default)]
    reason: String,
}

fn link(call: &mut Call<'_>, given: LinkGiven) -> Result<FollowDone, Problem> {
    let workspace = call.workspace()?;
    let (from, to) = (workspace.entry(&given.from)?.entry.id, workspace.entry(&given.to)?.entry.id);
    let receipt = call.append(&given.reason, &Operation::Link(Link { from, to, relation: given.relation }))?;
    done(call, receipt, None)
}

/// A link that does not hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CutGiven {
    /// The earlier entry.
    from: String,
    /// The later entry.
    to: String,
    /// Why.
    #[serde(default)]
    reason: String,
}

fn cut(call: &mut Call<'_>, given: CutGiven) -> Result<FollowDone, Problem> {
    let workspace = call.workspace()?;
    let (from, to) = (workspace.entry(&given.from)?.entry.id, workspace.entry(&given.to)?.entry.id);
    let receipt = call.append(&given.reason, &Operation::CutLink(CutLink { from, to }))?;
    done(call, receipt, None)
}
