//! Accounts side by side: what several say of one event, and what people decide about it.

use chancery_app::compare::{Account, ComparisonJson, Given, compare_decided, decisions};
use chancery_app::workspace::Operation;
use chancery_app::workspace::operation::{Align, Aligned};
use chancery_app::workspace::reading::{Paragraph, VoiceRun};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::endpoint::{Endpoint, get, post};
use crate::problem::Problem;
use crate::views::Nothing;

/// Accounts that are compared at most.
const MOST: usize = 50;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/compare", "compare", "Accounts side by side", accounts),
        get("/dossiers/{id}/compare", "compareDossier", "The accounts of a dossier side by side", dossier),
        post("/alignments", "align", "Decide whether entries of two accounts say one thing", align),
    ]
}

/// Which accounts.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct CompareQuery {
    /// Two accounts or more, by id.
    account: Vec<String>,
}

/// Accounts with their texts, and what was compared.
#[derive(Debug, Serialize, JsonSchema)]
struct ComparePage {
    /// The dossier that they are of, where one was asked for.
    dossier: Option<DossierName>,
    /// The texts, in the order of the accounts of the comparison.
    texts: Vec<TextView>,
    /// Links, what only one says, what is confirmed, balances.
    #[schemars(with = "ComparisonJson<'static>")]
    comparison: serde_json::Value,
}

/// A dossier by name.
#[derive(Debug, Serialize, JsonSchema)]
struct DossierName {
    /// Its id.
    id: String,
    /// What it is called.
    name: String,
}

/// The text of an account.
#[derive(Debug, Serialize, JsonSchema)]
struct TextView {
    /// Id of the account.
    id: String,
    /// The text.
    text: String,
    /// Its paragraphs.
    paragraphs: Vec<Paragraph>,
    /// Who speaks where.
    voices: Vec<VoiceRun>,
    /// Who put it out, in its own words.
    issuer: Option<String>,
}

fn accounts(call: &mut Call<'_>, query: CompareQuery) -> Result<ComparePage, Problem> {
    compared(call, None, &query.account)
}

fn dossier(call: &mut Call<'_>, _: Nothing) -> Result<ComparePage, Problem> {
    let id = call.parameter("id").to_owned();
    let found = call.workspace()?.dossier(&id)?;
    let name = DossierName { id: found.dossier.dossier, name: found.dossier.name };
    let accounts: Vec<String> = found.accounts.into_iter().collect();
    compared(call, Some(name), &accounts)
}

fn compared(call: &mut Call<'_>, dossier: Option<DossierName>, ids: &[String]) -> Result<ComparePage, Problem> {
    let desk = call.desk;
    let workspace = call.workspace()?;
    let mut rows = ids.iter().map(|id| Ok(workspace.account(id)?)).collect::<Result<Vec<_>, Problem>>()?;
    if dossier.is_some() {
        rows.sort_by(|a, b| (&a.date, a.num).cmp(&(&b.date, b.num)));
    }
    rows.dedup_by_key(|row| row.num);
    if rows.len() < 2 || rows.len() > MOST {
        let many = rows.len();
        return Err(Problem::refused(format!(
            "there {} to compare; two to {MOST} accounts are",
            if many == 1 { "is 1 account".to_owned() } else { format!("are {many} accounts") }
        )));
    }
    let given = rows.iter().map(|row| Ok(Given::of_workspace(workspace, row)?)).collect::<Result<Vec<_>, Problem>>()?;
    let decisions = decisions(workspace)?;
    let accounts: Vec<Account> = given.iter().map(|given| given.account.clone()).collect();
    let comparison = compare_decided(&accounts, &decisions, &desk.lexicon);
    let comparison =
        serde_json::to_value(ComparisonJson::new(&accounts, &comparison)).map_err(|error| Problem::broken(error.to_string()))?;
    let texts = given.into_iter().map(|given| {
        let document = given.reading.document;
        TextView {
            id: document.id,
            text: document.text,
            issuer: document.issuer,
            paragraphs: given.reading.paragraphs,
            voices: given.reading.voices,
        }
    });
    Ok(ComparePage { dossier, texts: texts.collect(), comparison })
}

/// What holds of two entries.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AlignGiven {
    /// An entry.
    a: String,
    /// An entry of another account.
    b: String,
    /// Whether they say one thing.
    aligned: Aligned,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// What was decided.
#[derive(Debug, Serialize, JsonSchema)]
struct AlignDone {
    /// Number of the operation, for taking it back.
    operation: i64,
    /// Its kind.
    kind: String,
}

fn align(call: &mut Call<'_>, given: AlignGiven) -> Result<AlignDone, Problem> {
    let workspace = call.workspace()?;
    let (a, b) = (workspace.entry(&given.a)?.entry.id, workspace.entry(&given.b)?.entry.id);
    let done = call.append(&given.reason, &Operation::Align(Align { a, b, aligned: given.aligned }))?;
    Ok(AlignDone { operation: done.operation, kind: done.kind })
}
