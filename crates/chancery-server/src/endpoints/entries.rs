//! One entry or several: all about it, deciding, changing, making.

use axum::http::Method;
use chancery_app::explain::{Asked, explain, find};
use chancery_app::review::changes;
use chancery_app::workspace::operation::{Decide, EditEntry, MergeEntries, Note, Policy, SplitEntry};
use chancery_app::workspace::reading::{Reading, Span};
use chancery_app::workspace::{AccountRow, LedgerError, Operation, Suggestion, Workspace, read_again};
use chancery_app::{Lexicon, ReadingJson};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::review::Newer;
use crate::call::Call;
use crate::endpoint::{Endpoint, get, post};
use crate::problem::Problem;
use crate::views::{AccountBrief, Because, Done, EntryView, FieldView, Nothing, Shown, actor_names, entry_view, fields};

/// Characters of a text that is read again to say which words a rule matched; longer ones take too long to wait for.
const READ_AGAIN: usize = 400_000;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/entries/{id}", "entry", "All about an entry", entry),
        post("/entries", "newEntry", "Make an entry of words of an account", new),
        post("/entries/decide", "decide", "Accept or reject entries", decide),
        post("/entries/merge", "mergeEntries", "Make one entry of several", merge),
        post("/entries/policy", "acceptByPolicy", "Accept what rules found with enough confidence", policy),
        post("/entries/{id}", "editEntry", "Change fields or the span of an entry", edit).by(Method::PATCH).of_a_revision(),
        post("/entries/{id}/accept", "acceptEntry", "Accept an entry", accept).of_a_revision(),
        post("/entries/{id}/reject", "rejectEntry", "Reject an entry", reject).of_a_revision(),
        post("/entries/{id}/split", "splitEntry", "Make several entries of one", split).of_a_revision(),
        post("/entries/{id}/take-newer", "takeNewer", "Make an entry as a newer reading has it", take_newer).of_a_revision(),
        post("/notes", "note", "Make a note", note),
    ]
}

/// All about an entry.
#[derive(Debug, Serialize, JsonSchema)]
struct EntryPage {
    /// The entry.
    entry: EntryView,
    /// Its account.
    account: AccountBrief,
    /// Its fields as a person reads and writes them.
    fields: Vec<FieldView>,
    /// How a newer reading sees it.
    newer: Option<Newer>,
    /// The rule that found it; nothing when a person did, or when the lexicon no longer has it.
    rule: Option<RuleView>,
    /// The words that take part, where the text is read today as it was then.
    words: Vec<WordView>,
    /// Notes on it.
    notes: Vec<Note>,
}

/// A rule.
#[derive(Debug, Serialize, JsonSchema)]
struct RuleView {
    /// Its name.
    id: String,
    /// What it finds.
    finds: String,
    /// The pattern that matched.
    pattern: Option<String>,
    /// The file it stands in.
    path: String,
    /// The line it begins on.
    line: u32,
    /// Texts that it finds something in.
    examples: Vec<String>,
    /// Texts that it finds nothing in.
    counters: Vec<String>,
}

/// A word and the part it plays.
#[derive(Debug, Serialize, JsonSchema)]
struct WordView {
    /// Where.
    span: Span,
    /// The word.
    text: String,
    /// The classes the lexicon gives it.
    classes: Vec<String>,
    /// The element of the pattern it matched.
    element: Option<String>,
}

fn entry(call: &mut Call<'_>, _: Nothing) -> Result<EntryPage, Problem> {
    let id = call.parameter("id").to_owned();
    let desk = call.desk;
    let workspace = call.workspace()?;
    let row = workspace.entry(&id)?;
    let account = workspace.account_by_num(row.account)?;
    let reading = workspace.reading(&account)?;
    let notes = workspace.notes(&format!("entry:{}", row.entry.id))?;
    let (rule, words) = why(&account, &reading, &row.entry.id, &row.entry.rule, &desk.lexicon);
    let revision = row.revision;
    let page = EntryPage {
        fields: fields(&row.entry, &actor_names(&reading)),
        newer: Newer::of(&row),
        rule,
        words,
        notes,
        account: AccountBrief::from(&account),
        entry: EntryView::new(row, &account),
    };
    call.shows = Some(revision);
    Ok(page)
}

/// The rule that found an entry, and the words that it matched.
fn why(account: &AccountRow, kept: &Reading, entry: &str, rule: &str, lexicon: &Lexicon) -> (Option<RuleView>, Vec<WordView>) {
    let Some(found) = lexicon.rules().iter().find(|one| one.id == rule) else { return (None, Vec::new()) };
    let texts = |examples: &[chancery_app::Example]| examples.iter().map(|example| example.text.clone()).collect();
    let mut view = RuleView {
        id: found.id.clone(),
        finds: found.finds.clone(),
        pattern: None,
        path: found.path.clone(),
        line: found.line,
        examples: texts(&found.examples),
        counters: texts(&found.counters),
    };
    if kept.generator.name != "chancery" || kept.document.text.len() > READ_AGAIN {
        return (Some(view), Vec::new());
    }
    let Ok(reading) = read_again(account, kept, lexicon) else { return (Some(view), Vec::new()) };
    let json = ReadingJson::new(&reading);
    let Ok(places) = find(&json, &Asked::Id(entry.to_owned())) else { return (Some(view), Vec::new()) };
    let Some(explained) = places.first().and_then(|place| explain(&json, lexicon, *place)) else { return (Some(view), Vec::new()) };
    view.pattern = explained.rule.pattern;
    let word = |word: chancery_app::explain::WordJson<'_>| WordView {
        span: word.span,
        text: word.text.to_owned(),
        classes: word.classes,
        element: word.element,
    };
    (Some(view), explained.words.into_iter().map(word).collect())
}

/// What is to be made an entry.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewGiven {
    /// The account.
    account: String,
    /// The kind.
    kind: String,
    /// The words, in code points of the text.
    span: Span,
    /// Fields in the reading format, beside those that follow from the words.
    #[serde(default)]
    fields: Map<String, Value>,
    /// Why.
    #[serde(default)]
    reason: String,
}

fn new(call: &mut Call<'_>, given: NewGiven) -> Result<Done, Problem> {
    let mut fields = given.fields;
    if let Some(of) = field_of_words(&given.kind)
        && !fields.contains_key(of)
    {
        let workspace = call.workspace()?;
        let account = workspace.account(&given.account)?;
        let reading = workspace.reading(&account)?;
        let words = chancery_app::workspace::reading::cut(&reading.document.text, given.span);
        fields.insert(of.to_owned(), words.unwrap_or_default().into());
    }
    let operation = call.workspace()?.making(&given.account, &given.kind, given.span, &fields)?;
    let id = match &operation {
        Operation::New(new) => new.entry.id.clone(),
        _ => return Err(Problem::broken("making an entry is another operation")),
    };
    let receipt = call.append(&given.reason, &operation)?;
    Done::with(call, receipt, &[id])
}

/// The field of a kind that holds the words themselves.
fn field_of_words(kind: &str) -> Option<&'static str> {
    match kind {
        "mechanism" => Some("name"),
        "formulation" => Some("term"),
        _ => None,
    }
}

/// Accept or reject.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Decision {
    /// They stand.
    Accept,
    /// They do not.
    Reject,
}

/// What is decided about several entries: all of it, or nothing.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DecideGiven {
    /// Accept or reject.
    decision: Decision,
    /// The entries as they were shown.
    #[schemars(length(min = 1, max = 10_000))]
    entries: Vec<Shown>,
    /// Why.
    #[serde(default)]
    reason: String,
}

fn decide(call: &mut Call<'_>, given: DecideGiven) -> Result<Done, Problem> {
    if given.entries.is_empty() {
        return Err(Problem::refused("no entry is named"));
    }
    let workspace = call.workspace()?;
    let seen = given.entries.iter().map(|shown| shown.seen(workspace)).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<String> = seen.iter().map(|seen| seen.entry.clone()).collect();
    let operation = deciding(given.decision, seen);
    let receipt = call.append(&given.reason, &operation)?;
    Done::with(call, receipt, &ids)
}

fn deciding(decision: Decision, entries: Vec<chancery_app::workspace::operation::Seen>) -> Operation {
    match decision {
        Decision::Accept => Operation::Accept(Decide { entries }),
        Decision::Reject => Operation::Reject(Decide { entries }),
    }
}

fn accept(call: &mut Call<'_>, why: Because) -> Result<Done, Problem> {
    decide_one(call, Decision::Accept, &why.reason)
}

fn reject(call: &mut Call<'_>, why: Because) -> Result<Done, Problem> {
    decide_one(call, Decision::Reject, &why.reason)
}

fn decide_one(call: &mut Call<'_>, decision: Decision, reason: &str) -> Result<Done, Problem> {
    let seen = this(call)?.seen(call.workspace()?)?;
    let id = seen.entry.clone();
    let receipt = call.append(reason, &deciding(decision, vec![seen]))?;
    one_done(call, receipt, &id)
}

/// The entry of the path at the revision of the request.
fn this(call: &Call<'_>) -> Result<Shown, Problem> {
    Ok(Shown { entry: call.parameter("id").to_owned(), revision: call.revision()? })
}

/// What was done with one entry; the answer carries its new revision.
fn one_done(call: &mut Call<'_>, receipt: chancery_app::workspace::Receipt, id: &str) -> Result<Done, Problem> {
    let done = Done::with(call, receipt, &[id.to_owned()])?;
    call.shows = done.entries.first().map(|entry| entry.revision);
    Ok(done)
}

/// What is to be changed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct EditGiven {
    /// Fields with what is written in them, in the form in which they are shown.
    #[serde(default)]
    changes: std::collections::BTreeMap<String, String>,
    /// Other words, in code points of the text; the quote follows them.
    #[serde(default)]
    span: Option<Span>,
    /// Why.
    #[serde(default)]
    reason: String,
}

fn edit(call: &mut Call<'_>, given: EditGiven) -> Result<Done, Problem> {
    let seen = this(call)?.seen(call.workspace()?)?;
    let id = seen.entry.clone();
    let workspace = call.workspace()?;
    let mut row = workspace.entry(&id)?;
    let mut all = Map::new();
    // The kind comes first: which other fields there are follows from it.
    let kind_first = given.changes.get_key_value("kind").into_iter().chain(given.changes.iter().filter(|(field, _)| *field != "kind"));
    for (field, written) in kind_first {
        let changed = changes(&row.entry, field, written).map_err(|reason| Problem::refused(format!("{field}: {reason}")))?;
        if let Some(kind) = changed.get("kind").and_then(Value::as_str) {
            row.entry.kind = kind.to_owned();
        }
        all.extend(changed);
    }
    if let Some(span) = given.span {
        all.insert("span".to_owned(), json!(span));
        follow_words(workspace, &row, span, &mut all)?;
    }
    if all.is_empty() {
        return Err(Problem::refused("nothing is to be changed"));
    }
    let receipt = call.append(&given.reason, &Operation::Edit(EditEntry { seen, changes: all }))?;
    one_done(call, receipt, &id)
}

/// A name or term that is the quote itself stays so when the words change.
fn follow_words(
    workspace: &mut Workspace,
    row: &chancery_app::workspace::EntryRow,
    span: Span,
    all: &mut Map<String, Value>,
) -> Result<(), Problem> {
    for (field, value) in [("name", &row.entry.name), ("term", &row.entry.term)] {
        if value.as_ref() == Some(&row.entry.quote) && !all.contains_key(field) {
            let account = workspace.account_by_num(row.account)?;
            let reading = workspace.reading(&account)?;
            let words = chancery_app::workspace::reading::cut(&reading.document.text, span).unwrap_or_default();
            all.insert(field.to_owned(), words.into());
        }
    }
    Ok(())
}

/// Where an entry is to be split.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SplitGiven {
    /// Places inside the entry, in code points of the text, in order.
    #[schemars(length(min = 1, max = 100))]
    at: Vec<u32>,
    /// Why.
    #[serde(default)]
    reason: String,
}

fn split(call: &mut Call<'_>, given: SplitGiven) -> Result<Done, Problem> {
    if given.at.is_empty() {
        return Err(Problem::refused("no place is named"));
    }
    let shown = this(call)?;
    let Operation::Split(split) = call.workspace()?.splitting(&shown.entry, &given.at)? else {
        return Err(Problem::broken("splitting an entry is another operation"));
    };
    let mut ids: Vec<String> = split.into.iter().map(|entry| entry.id.clone()).collect();
    ids.push(split.seen.entry.clone());
    let seen = chancery_app::workspace::operation::Seen { revision: shown.revision, ..split.seen };
    let receipt = call.append(&given.reason, &Operation::Split(SplitEntry { seen, into: split.into }))?;
    Done::with(call, receipt, &ids)
}

/// What is to be made one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MergeGiven {
    /// The entries as they were shown; the first gives the fields.
    #[schemars(length(min = 2, max = 100))]
    entries: Vec<Shown>,
    /// Why.
    #[serde(default)]
    reason: String,
}

fn merge(call: &mut Call<'_>, given: MergeGiven) -> Result<Done, Problem> {
    let workspace = call.workspace()?;
    let seen = given.entries.iter().map(|shown| shown.seen(workspace)).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<String> = seen.iter().map(|seen| seen.entry.clone()).collect();
    let Operation::Merge(merge) = workspace.merging(&ids)? else {
        return Err(Problem::broken("merging entries is another operation"));
    };
    let mut about = vec![merge.into.id.clone()];
    about.extend(ids);
    let receipt = call.append(&given.reason, &Operation::Merge(MergeEntries { entries: seen, into: merge.into }))?;
    Done::with(call, receipt, &about)
}

fn take_newer(call: &mut Call<'_>, why: Because) -> Result<Done, Problem> {
    let seen = this(call)?.seen(call.workspace()?)?;
    let id = seen.entry.clone();
    let row = call.workspace()?.entry(&id)?;
    let operation = match row.review.suggestion.as_ref() {
        None => return Err(Problem::refused("no newer reading sees this entry otherwise")),
        Some(Suggestion::Gone) => Operation::Reject(Decide { entries: vec![seen] }),
        Some(Suggestion::Changed(newer)) => {
            let changes = chancery_app::review::changes_toward(&row.entry, newer);
            if changes.is_empty() {
                Operation::Accept(Decide { entries: vec![seen] })
            } else {
                Operation::Edit(EditEntry { seen, changes })
            }
        }
    };
    let receipt = call.append(&why.reason, &operation)?;
    one_done(call, receipt, &id)
}

/// What a policy accepts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PolicyGiven {
    /// Rules; any when empty.
    #[serde(default)]
    rules: Vec<String>,
    /// Kinds; any when empty.
    #[serde(default)]
    kinds: Vec<String>,
    /// Accounts; any when empty.
    #[serde(default)]
    accounts: Vec<String>,
    /// Confidence at least, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    confidence: f64,
    /// Damaged entries too.
    #[serde(default)]
    damaged: bool,
    /// Only say what it would accept.
    #[serde(default)]
    dry: bool,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// What a policy accepted, or would.
#[derive(Debug, Serialize, JsonSchema)]
struct PolicyDone {
    /// Number of the operation; nothing when nothing was done.
    operation: Option<i64>,
    /// How many entries it takes.
    count: usize,
    /// The first of them, as they stand now.
    entries: Vec<EntryView>,
}

/// Entries of a policy that are shown.
const SHOWN_OF_POLICY: usize = 20;

fn policy(call: &mut Call<'_>, given: PolicyGiven) -> Result<PolicyDone, Problem> {
    if !(0.0..=1.0).contains(&given.confidence) {
        return Err(Problem::refused("confidence is between 0 and 1"));
    }
    let policy =
        Policy { rules: given.rules, kinds: given.kinds, accounts: given.accounts, confidence: given.confidence, damaged: given.damaged };
    let taken = call.workspace()?.taken_by(&policy)?;
    let ids: Vec<String> = taken.iter().take(SHOWN_OF_POLICY).map(|row| row.entry.id.clone()).collect();
    let mut operation = None;
    if !given.dry {
        operation = call.writing(&given.reason, |workspace, by| {
            workspace.accepting_by(policy)?.map(|operation| Ok(workspace.append(by, &operation)?.operation)).transpose()
        })?;
    }
    let workspace = call.workspace()?;
    let entries = ids.iter().map(|id| entry_view(workspace, id)).collect::<Result<Vec<_>, LedgerError>>()?;
    Ok(PolicyDone { operation, count: taken.len(), entries })
}

/// What a note is on.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum NoteClass {
    /// An entry.
    Entry,
    /// An account.
    Account,
    /// A dossier.
    Dossier,
}

/// A note.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NoteGiven {
    /// On what.
    on: NoteClass,
    /// Its id.
    id: String,
    /// What it says.
    text: String,
}

/// A note that was made.
#[derive(Debug, Serialize, JsonSchema)]
struct NoteDone {
    /// Number of the operation.
    operation: i64,
}

fn note(call: &mut Call<'_>, given: NoteGiven) -> Result<NoteDone, Problem> {
    if given.text.trim().is_empty() {
        return Err(Problem::refused("the note has no words"));
    }
    let class = match given.on {
        NoteClass::Entry => "entry",
        NoteClass::Account => "account",
        NoteClass::Dossier => "dossier",
    };
    let time = call.time.clone();
    let operation = call.workspace()?.noting(class, &given.id, given.text.trim(), &time)?;
    Ok(NoteDone { operation: call.append("", &operation)?.operation })
}
