//! Accounts: the list, one with its text and entries, taking one out.

use axum::http::Method;
use chancery_app::workspace::operation::{Note, RemoveAccount};
use chancery_app::workspace::reading::{Actor, Paragraph, Reading, Span, VoiceRun, Warning, cut};
use chancery_app::workspace::{AccountRow, LedgerError, Operation, QueuePlace, Way, Workspace};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::endpoint::{Endpoint, get, post};
use crate::people::Role;
use crate::problem::Problem;
use crate::views::{Because, EntryView, Nothing, cursor, place, rows};

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/accounts", "accounts", "Accounts, newest first", accounts),
        get("/accounts/{id}", "account", "An account: text, voices, actors, entries", account),
        get("/accounts/{id}/text", "accountText", "The text of an account, or some of its paragraphs", text),
        post("/accounts/{id}", "removeAccount", "Take an account out; the log keeps it", remove).by(Method::DELETE).for_role(Role::Admin),
    ]
}

/// Which accounts are wanted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct AccountsQuery {
    /// Oldest first.
    oldest: bool,
    /// Those that were replaced or taken out as well.
    all: bool,
    /// Those of a dossier only, by id.
    dossier: Option<String>,
    /// Rows of a page, up to 500; 50 when nothing is said.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<usize>,
    /// Where the page begins: `next` of the one before.
    cursor: Option<String>,
}

/// A page of accounts.
#[derive(Debug, Serialize, JsonSchema)]
struct AccountsPage {
    /// The accounts.
    rows: Vec<AccountRow>,
    /// Where the next page begins.
    next: Option<String>,
    /// How many accounts count.
    total: usize,
}

fn accounts(call: &mut Call<'_>, query: AccountsQuery) -> Result<AccountsPage, Problem> {
    let limit = rows(query.limit)?;
    let after: Option<(String, i64)> = place(query.cursor.as_deref())?;
    let after = after.map(|(date, account)| QueuePlace { date, account });
    let way = if query.oldest { Way::Onward } else { Way::Back };
    let workspace = call.workspace()?;
    if let Some(dossier) = &query.dossier {
        let ids = workspace.dossier(dossier)?.accounts;
        let rows = ids.iter().map(|id| workspace.account(id)).collect::<Result<Vec<_>, _>>()?;
        return Ok(AccountsPage { total: rows.len(), rows, next: None });
    }
    let rows = workspace.accounts_page(after.as_ref(), way, query.all, limit)?;
    let last = rows.last().filter(|_| rows.len() == limit);
    let next = last.map(|last| cursor(&(last.date.clone().unwrap_or_default(), last.num)));
    Ok(AccountsPage { rows, next, total: workspace.count_accounts()? })
}

/// An account with all that the reader shows of it.
#[derive(Debug, Serialize, JsonSchema)]
struct AccountView {
    /// The account.
    account: AccountRow,
    /// Where it was found.
    sources: Vec<String>,
    /// Its text; a part of it where only some paragraphs were asked for.
    #[serde(flatten)]
    text: TextView,
    /// Who says what: runs that cover the text.
    voices: Vec<VoiceRun>,
    /// The actors named.
    actors: Vec<Actor>,
    /// Places of doubt.
    warnings: Vec<Warning>,
    /// Its entries by where their words stand, rejected and replaced ones with them.
    entries: Vec<EntryView>,
    /// Dossiers that it is in.
    dossiers: Vec<DossierName>,
    /// Notes on it.
    notes: Vec<Note>,
}

/// Some of a text.
#[derive(Debug, Serialize, JsonSchema)]
struct TextView {
    /// The words from `offset` on.
    text: String,
    /// Where they begin in the whole text, in code points.
    offset: u32,
    /// Its paragraphs.
    paragraphs: Vec<Paragraph>,
    /// How many paragraphs the whole text has.
    paragraphs_in_all: usize,
}

/// A dossier by name.
#[derive(Debug, Serialize, JsonSchema)]
struct DossierName {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
}

/// Which paragraphs are wanted; all when nothing is said.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct TextQuery {
    /// The first paragraph, from 0.
    from: usize,
    /// How many.
    count: Option<usize>,
}

fn account(call: &mut Call<'_>, query: TextQuery) -> Result<AccountView, Problem> {
    let (row, reading) = found(call)?;
    let text = text_of(&reading, &query)?;
    let workspace = call.workspace()?;
    let mut entries = workspace.entries_of(&row)?;
    entries.sort_by_key(|entry| (entry.entry.span, entry.num));
    let is_in = |dossier: &chancery_app::workspace::DossierState| dossier.accounts.contains(&row.id);
    let dossiers = workspace.dossiers()?.into_iter().filter(is_in);
    Ok(AccountView {
        dossiers: dossiers.map(|dossier| DossierName { id: dossier.dossier.dossier, name: dossier.dossier.name }).collect(),
        sources: workspace.sources(&row.id)?,
        notes: workspace.notes(&format!("account:{}", row.id))?,
        text,
        voices: reading.voices,
        actors: reading.actors,
        warnings: reading.document.warnings,
        entries: entries.into_iter().map(|entry| EntryView::new(entry, &row)).collect(),
        account: row,
    })
}

fn text(call: &mut Call<'_>, query: TextQuery) -> Result<TextView, Problem> {
    let (_, reading) = found(call)?;
    text_of(&reading, &query)
}

fn found(call: &mut Call<'_>) -> Result<(AccountRow, Reading), Problem> {
    let id = call.parameter("id").to_owned();
    let workspace = call.workspace()?;
    Ok(account_with_reading(workspace, &id)?)
}

fn account_with_reading(workspace: &mut Workspace, id: &str) -> Result<(AccountRow, Reading), LedgerError> {
    let row = workspace.account(id)?;
    let reading = workspace.reading(&row)?;
    Ok((row, reading))
}

fn text_of(reading: &Reading, query: &TextQuery) -> Result<TextView, Problem> {
    let all = &reading.paragraphs;
    let from = query.from.min(all.len());
    let to = query.count.map_or(all.len(), |count| from.saturating_add(count).min(all.len()));
    let is_whole = from == 0 && to == all.len();
    let span: Span = match (is_whole, all.get(from), all.get(to.saturating_sub(1))) {
        (true, ..) => {
            return Ok(TextView { text: reading.document.text.clone(), offset: 0, paragraphs: all.clone(), paragraphs_in_all: all.len() });
        }
        (false, Some(first), Some(last)) if from < to => [first.span[0], last.span[1]],
        _ => [0, 0],
    };
    let text = cut(&reading.document.text, span).ok_or_else(|| Problem::broken("a paragraph does not stand in the text"))?;
    Ok(TextView { text: text.to_owned(), offset: span[0], paragraphs: all[from..to].to_vec(), paragraphs_in_all: all.len() })
}

fn remove(call: &mut Call<'_>, why: Because) -> Result<Nothing, Problem> {
    let id = call.parameter("id").to_owned();
    let account = call.workspace()?.account(&id)?.id;
    call.append(&why.reason, &Operation::RemoveAccount(RemoveAccount { account }))?;
    Ok(Nothing {})
}
