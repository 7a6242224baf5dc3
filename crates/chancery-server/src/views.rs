//! What several endpoints answer and ask.

use std::collections::HashMap;

use chancery_app::review;
use chancery_app::workspace::operation::Seen;
use chancery_app::workspace::reading::{Entry, Reading};
use chancery_app::workspace::{AccountRow, EntryFilter, EntryRow, EntryState, LedgerError, Queue, Receipt, Review, Workspace};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::problem::Problem;

/// Rows of a page when nothing is said.
const ROWS: usize = 50;
/// Rows of a page at most.
const MOST_ROWS: usize = 500;

/// An entry as it stands.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct EntryView {
    /// Id of its account.
    pub(crate) account: String,
    /// Its number in this workspace.
    pub(crate) num: i64,
    /// Number of the operation that last changed it: what `If-Match` names.
    pub(crate) revision: i64,
    /// What was decided.
    pub(crate) state: EntryState,
    /// By whom, when and why.
    pub(crate) review: Review,
    /// Kind, span, quote and fields.
    #[serde(flatten)]
    pub(crate) entry: Entry,
}

impl EntryView {
    pub(crate) fn new(row: EntryRow, account: &AccountRow) -> Self {
        let EntryRow { num, entry, state, review, revision, .. } = row;
        Self { account: account.id.clone(), num, revision, state, review, entry }
    }
}

/// What an account is called in lists.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct AccountBrief {
    /// Its id.
    pub(crate) id: String,
    /// Its title.
    pub(crate) title: Option<String>,
    /// Its day, ISO 8601.
    pub(crate) date: Option<String>,
    /// States that issued it.
    pub(crate) side: Vec<String>,
    /// Its language.
    pub(crate) language: Option<String>,
}

impl From<&AccountRow> for AccountBrief {
    fn from(row: &AccountRow) -> Self {
        let AccountRow { id, title, date, side, language, .. } = row.clone();
        Self { id, title, date, side, language }
    }
}

/// A field of an entry as a person reads and writes it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct FieldView {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its value, as it can be written again.
    pub(crate) text: String,
    /// Its value with the names of actors.
    pub(crate) shown: String,
    /// What may be written, in words.
    pub(crate) allowed: String,
}

/// The fields of an entry, with the names that the actors of its account have.
pub(crate) fn fields(entry: &Entry, names: &HashMap<String, String>) -> Vec<FieldView> {
    let named = |id: &str| match names.get(id) {
        Some(name) => format!("{id} {name}"),
        None => id.strip_prefix("?/").unwrap_or(id).to_owned(),
    };
    let field = |field: review::Field| FieldView {
        allowed: review::allowed(&entry.kind, field.name),
        name: field.name,
        text: field.text,
        shown: field.shown,
    };
    review::fields(entry, named).into_iter().map(field).collect()
}

/// The names of the known actors of an account, in its language, else in English, else in any.
pub(crate) fn actor_names(reading: &Reading) -> HashMap<String, String> {
    let language = reading.document.language.as_deref().unwrap_or("en");
    let known = reading.actors.iter().filter(|actor| actor.known);
    let name = |names: &serde_json::Map<String, serde_json::Value>| -> Option<String> {
        let name = names.get(language).or_else(|| names.get("en")).or_else(|| names.values().next());
        Some(name?.as_str()?.to_owned())
    };
    known.filter_map(|actor| Some((actor.id.clone(), name(&actor.names)?))).collect()
}

/// What an edit did.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Done {
    /// Number of the operation, for taking it back.
    pub(crate) operation: i64,
    /// Its kind.
    pub(crate) kind: String,
    /// Entries that it was about, as they stand now.
    pub(crate) entries: Vec<EntryView>,
}

impl Done {
    /// What an operation did with these entries.
    pub(crate) fn with(call: &mut Call<'_>, receipt: Receipt, entries: &[String]) -> Result<Self, Problem> {
        let workspace = call.workspace()?;
        let entries = entries.iter().map(|id| entry_view(workspace, id)).collect::<Result<_, _>>()?;
        Ok(Self { operation: receipt.operation, kind: receipt.kind, entries })
    }
}

/// The entry whose id begins so.
pub(crate) fn entry_view(workspace: &mut Workspace, prefix: &str) -> Result<EntryView, LedgerError> {
    let row = workspace.entry(prefix)?;
    let account = workspace.account_by_num(row.account)?;
    Ok(EntryView::new(row, &account))
}

/// An entry as it was shown to who decides.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shown {
    /// Its id.
    pub(crate) entry: String,
    /// The revision that was shown.
    pub(crate) revision: i64,
}

impl Shown {
    /// The entry with its whole id, at the revision that was shown.
    pub(crate) fn seen(&self, workspace: &mut Workspace) -> Result<Seen, LedgerError> {
        Ok(Seen { entry: workspace.entry(&self.entry)?.entry.id, revision: self.revision })
    }
}

/// Nothing is asked, or there is nothing to say.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// Why something is done.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Because {
    /// Why; kept in the log.
    pub(crate) reason: String,
}

/// Which entries are wanted, and which page of them.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct EntriesQuery {
    /// Kinds.
    kind: Vec<String>,
    /// States or actors that take part.
    party: Vec<String>,
    /// Areas.
    area: Vec<String>,
    /// States that issued the account.
    side: Vec<String>,
    /// Who says it.
    voice: Vec<String>,
    /// What was decided.
    state: Vec<EntryState>,
    /// States that have not said so themselves.
    unconfirmed_by: Vec<String>,
    /// Rules that found it.
    rule: Vec<String>,
    /// Only what a newer reading sees otherwise than the person who decided.
    changed: bool,
    /// Accounts, by id.
    account: Vec<String>,
    /// Those of the accounts of a dossier, by id.
    dossier: Option<String>,
    /// Languages of the account.
    language: Vec<String>,
    /// Of accounts from this day on, ISO 8601.
    since: Option<String>,
    /// Of accounts up to this day, ISO 8601.
    until: Option<String>,
    /// Words that stand one after the other in the quote.
    q: String,
    /// By what they are sorted.
    pub(crate) sort: Option<Sort>,
    /// Rows of a page, up to 500; 50 when nothing is said.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<usize>,
    /// Where the page begins: `next` of the one before.
    pub(crate) cursor: Option<String>,
}

/// By what entries are sorted: with a minus, backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub(crate) enum Sort {
    /// Oldest account first.
    #[serde(rename = "date")]
    Date,
    /// Newest account first.
    #[serde(rename = "-date")]
    DateBack,
    /// By kind.
    #[serde(rename = "kind")]
    Kind,
    /// By kind, backwards.
    #[serde(rename = "-kind")]
    KindBack,
    /// By what was decided.
    #[serde(rename = "state")]
    State,
    /// By what was decided, backwards.
    #[serde(rename = "-state")]
    StateBack,
}

impl EntriesQuery {
    /// The queue of those entries. Ids of accounts may be shortened.
    pub(crate) fn queue(&self, workspace: &mut Workspace) -> Result<Queue, Problem> {
        for day in [&self.since, &self.until].into_iter().flatten() {
            chancery_app::told::date(day).map_err(|error| Problem::malformed(error.to_string()))?;
        }
        let mut accounts = self.account.iter().map(|id| Ok(workspace.account(id)?.id)).collect::<Result<Vec<_>, LedgerError>>()?;
        if let Some(dossier) = &self.dossier {
            let of_dossier = workspace.dossier(dossier)?.accounts;
            accounts = if self.account.is_empty() {
                of_dossier.into_iter().collect()
            } else {
                accounts.into_iter().filter(|id| of_dossier.contains(id)).collect()
            };
            if accounts.is_empty() {
                // No account has this id: nothing is wanted.
                accounts.push("-".to_owned());
            }
        }
        let filter = EntryFilter {
            kinds: self.kind.clone(),
            parties: self.party.clone(),
            areas: self.area.clone(),
            sides: self.side.clone(),
            voices: self.voice.clone(),
            states: self.state.clone(),
            unconfirmed_by: self.unconfirmed_by.clone(),
            rules: self.rule.clone(),
            changed: self.changed,
            accounts,
            languages: self.language.clone(),
            since: self.since.clone(),
            until: self.until.clone(),
        };
        Ok(Queue { filter, words: self.q.trim().to_owned() })
    }

    /// Rows of a page.
    pub(crate) fn rows(&self) -> Result<usize, Problem> {
        rows(self.limit)
    }
}

/// Rows of a page: as many as are asked for, within bounds.
pub(crate) fn rows(limit: Option<usize>) -> Result<usize, Problem> {
    match limit {
        None => Ok(ROWS),
        Some(limit @ 1..=MOST_ROWS) => Ok(limit),
        Some(limit) => Err(Problem::malformed(format!("limit={limit}: a page has 1 to {MOST_ROWS} rows"))),
    }
}

/// Where a page begins, as a text that has no meaning outside.
pub(crate) fn cursor<T: Serialize>(place: &T) -> String {
    let json = serde_json::to_vec(place).unwrap_or_default();
    json.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The place that a cursor means.
pub(crate) fn place<T: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<T>, Problem> {
    let Some(cursor) = cursor else { return Ok(None) };
    let wrong = || Problem::malformed("cursor: this is not the 'next' of a page");
    if cursor.len() % 2 != 0 || !cursor.is_ascii() {
        return Err(wrong());
    }
    let byte = |at: usize| u8::from_str_radix(&cursor[at..at + 2], 16).map_err(|_| wrong());
    let json = (0..cursor.len()).step_by(2).map(byte).collect::<Result<Vec<u8>, _>>()?;
    serde_json::from_slice(&json).map(Some).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_mean_the_place_that_they_were_made_of() {
        let there = ("2026-03-18".to_owned(), 7_i64);
        let text = cursor(&there);
        assert_eq!(place::<(String, i64)>(Some(&text)).expect("it was made here"), Some(there));
        for wrong in ["x", "zz", "00", "七七", "5b5d"] {
            assert_eq!(place::<(String, i64)>(Some(wrong)).expect_err("it was not made here").status, 400, "{wrong}");
        }
    }
}
