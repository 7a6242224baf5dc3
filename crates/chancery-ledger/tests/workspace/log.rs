//! The log: what was done stays, can be taken back, and proves itself.

use crate::common::{ALVA, BERTA, entry, fresh, incoming, meeting, reading};
use chancery_ledger::operation::{Decide, EditEntry, RemoveAccount, Seen, Undo};
use chancery_ledger::{AccountFilter, Added, EntryState, LedgerError, Operation, Workspace};
use serde_json::json;

fn seen(workspace: &mut Workspace, words: &str) -> Seen {
    let account = workspace.accounts(&AccountFilter::default()).expect("listed").remove(0);
    let rows = workspace.entries_of(&account).expect("listed");
    let row = rows.into_iter().find(|row| row.entry.quote.contains(words)).expect("the entry is there");
    Seen { entry: row.entry.id, revision: row.revision }
}

fn accept(seen: Seen) -> Operation {
    Operation::Accept(Decide { entries: vec![seen] })
}

#[test]
fn a_workspace_opens_again_as_it_was() {
    let mut fresh = fresh();
    let added = fresh.workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    assert!(matches!(&added[..], [Added::New { .. }]));
    let crossing = seen(&mut fresh.workspace, "crossings");
    fresh.workspace.append(&BERTA, &accept(crossing.clone())).expect("accepted");
    let head = fresh.workspace.head().expect("there");
    let mut again = Workspace::open(&fresh.place).expect("opened");
    assert_eq!(again.head().expect("there"), head);
    let row = again.entry(&crossing.entry[..6]).expect("found");
    assert_eq!(
        (row.state, row.review.author.as_str(), row.review.reason.as_str()),
        (EntryState::Accepted, "Berta", "as agreed with the desk")
    );
    assert_eq!(again.verify().expect("verified").damage, None);
}

#[test]
fn the_same_text_is_one_account_and_a_changed_one_a_new_version() {
    let mut fresh = fresh();
    let text = "Alvonia will open a port.";
    let first = reading(text, "2031-05-12", &[entry(text, "commitment", "Alvonia will open a port", json!({}))]);
    fresh.workspace.add(&ALVA, vec![incoming("a.txt", first.clone())]).expect("added");
    let again = fresh.workspace.add(&ALVA, vec![incoming("a.txt", first.clone()), incoming("b.txt", first.clone())]).expect("added");
    assert!(matches!(&again[..], [Added::Same { .. }, Added::Source { .. }]));
    let port = seen(&mut fresh.workspace, "port");
    fresh.workspace.append(&ALVA, &accept(port.clone())).expect("accepted");
    let text = "Alvonia will open a port. Alvonia opposes tolls.";
    let entries =
        [entry(text, "commitment", "Alvonia will open a port", json!({})), entry(text, "position", "Alvonia opposes tolls", json!({}))];
    let added = fresh.workspace.add(&BERTA, vec![incoming("a.txt", reading(text, "2031-05-12", &entries))]).expect("added");
    assert!(matches!(&added[..], [Added::Version { of, .. }] if *of == first.document.id));
    let accounts = fresh.workspace.accounts(&AccountFilter::default()).expect("listed");
    assert_eq!(accounts.len(), 1, "the old version does not count");
    let rows = fresh.workspace.entries_of(&accounts[0]).expect("listed");
    assert_eq!(rows[0].state, EntryState::Accepted, "what was decided about the same words stands");
    assert_eq!(rows[0].review.from, [port.entry]);
    assert_eq!(rows[1].state, EntryState::Proposed);
}

#[test]
fn an_entry_that_is_there_already_stays_where_it_is() {
    let mut fresh = fresh();
    let told = |text: &str| reading(text, "2031-05-12", &[entry(text, "commitment", "Alvonia will open a port", json!({}))]);
    let first = told("Alvonia will open a port.");
    // With the id of the first one's entry: in an account of its own, and in the new version of another.
    let again = |text: &str| {
        let mut reading = told(text);
        reading.entries[0].id = first.entries[0].id.clone();
        reading
    };
    let all = [
        incoming("a.txt", first.clone()),
        incoming("b.txt", told("Alvonia will open a port soon.")),
        incoming("b.txt", again("Alvonia will open a port in June.")),
        incoming("c.txt", again("Alvonia will open a port in July.")),
    ];
    fresh.workspace.add(&ALVA, all.to_vec()).expect("added");
    let entries = [1, 2, 3, 4].map(|num| {
        let account = fresh.workspace.account_by_num(num).expect("there");
        fresh.workspace.entries_of(&account).expect("listed").len()
    });
    assert_eq!(entries, [1, 1, 0, 0]);
}

#[test]
fn an_operation_is_taken_back_unless_others_need_it() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    let before = seen(workspace, "crossings");
    workspace.append(&ALVA, &accept(before.clone())).expect("accepted");
    let changes = json!({"areas": ["local"]}).as_object().expect("an object").clone();
    let now = seen(workspace, "crossings");
    workspace.append(&BERTA, &Operation::Edit(EditEntry { seen: now, changes })).expect("edited");
    let refused = workspace.append(&ALVA, &Operation::Undo(Undo { operation: 2 })).expect_err("the edit needs it");
    assert!(
        matches!(&refused, LedgerError::DependedOn { dependents, .. } if dependents[..] == [(3, "entry.edit".to_owned())]),
        "{refused}"
    );
    workspace.append(&ALVA, &Operation::Undo(Undo { operation: 3 })).expect("undone");
    workspace.append(&ALVA, &Operation::Undo(Undo { operation: 2 })).expect("undone");
    let row = workspace.entry(&before.entry).expect("found");
    assert_eq!((row.state, row.entry.areas[0].as_str()), (EntryState::Proposed, "trade"));
    workspace.append(&ALVA, &Operation::Undo(Undo { operation: 1 })).expect("undone");
    assert!(workspace.accounts(&AccountFilter { all: true, ..AccountFilter::default() }).expect("listed").is_empty());
    assert!(matches!(workspace.append(&ALVA, &Operation::Undo(Undo { operation: 1 })), Err(LedgerError::Refused(_))));
    workspace.append(&ALVA, &Operation::Undo(Undo { operation: 6 })).expect("done again");
    assert_eq!(workspace.entry(&before.entry).expect("there again").state, EntryState::Proposed);
}

#[test]
fn an_account_is_taken_back_and_done_again_any_number_of_times() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    for operation in 1..7 {
        workspace.append(&ALVA, &Operation::Undo(Undo { operation })).expect("undone");
        let accounts = workspace.accounts(&AccountFilter::default()).expect("listed");
        assert_eq!(accounts.len() as i64, (operation + 1) % 2, "after operation {}", operation + 1);
        let sources = workspace.sources(&meeting().document.id).expect("listed");
        assert_eq!(sources.len(), accounts.len(), "its source comes and goes with it");
        assert!(accounts.iter().all(|account| workspace.entries_of(account).expect("listed").len() == 3));
        let undone: Vec<i64> = workspace.undone().expect("listed").into_iter().map(|(undone, _)| undone).collect();
        let expected: Vec<i64> = (1..=operation).filter(|number| (operation - number) % 2 == 0).collect();
        assert_eq!(undone, expected, "every second one stands, from the last");
    }
}

#[test]
fn what_is_done_again_takes_nothing_of_what_was_made_meanwhile() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    let crossing = seen(workspace, "crossings").entry;
    let crossing = workspace.entry(&crossing).expect("found").entry;
    let split = workspace.splitting(&crossing.id, &[crossing.span[0] + 8]).expect("it can be split");
    workspace.append(&ALVA, &split).expect("split");
    workspace.append(&ALVA, &Operation::Undo(Undo { operation: 2 })).expect("undone");
    let account = workspace.accounts(&AccountFilter::default()).expect("listed").remove(0);
    let term = json!({"term": "river"}).as_object().expect("an object").clone();
    let made = workspace.making(&account.id, "formulation", [0, 7], &term).expect("it can be made");
    workspace.append(&BERTA, &made).expect("made");
    let alone = workspace.entries_of(&account).expect("listed");
    workspace.append(&ALVA, &Operation::Undo(Undo { operation: 3 })).expect("split again");
    let all = workspace.entries_of(&account).expect("listed");
    assert_eq!(all.len(), alone.len() + 2, "both parts stand, and what was made meanwhile: {all:#?}");
    assert!(all.contains(alone.last().expect("made")), "as it was");
    workspace.append(&ALVA, &Operation::Undo(Undo { operation: 5 })).expect("undone again");
    assert_eq!(workspace.entries_of(&account).expect("listed").len(), alone.len());
}

#[test]
fn a_stale_decision_is_refused_with_what_changed() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    let looked_at = seen(workspace, "crossings");
    workspace.append(&BERTA, &accept(looked_at.clone())).expect("accepted");
    let refused = workspace.append(&ALVA, &Operation::Reject(Decide { entries: vec![looked_at] })).expect_err("stale");
    assert!(
        matches!(&refused, LedgerError::Stale { changes, .. } if changes[0].author == "Berta" && changes[0].kind == "entry.accept"),
        "{refused}"
    );
    assert_eq!(workspace.head().expect("there").seq, 2, "nothing was appended");
}

#[test]
fn the_state_made_again_from_the_log_is_the_same() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    let crossing = seen(workspace, "crossings");
    workspace.append(&BERTA, &accept(crossing)).expect("accepted");
    let river = seen(workspace, "river");
    workspace.append(&BERTA, &Operation::Reject(Decide { entries: vec![river] })).expect("rejected");
    workspace.append(&BERTA, &Operation::Undo(Undo { operation: 3 })).expect("undone");
    let account = workspace.accounts(&AccountFilter::default()).expect("listed").remove(0);
    let before = workspace.entries_of(&account).expect("listed");
    assert_eq!(workspace.rebuild().expect("rebuilt"), 4);
    assert_eq!(workspace.entries_of(&account).expect("listed"), before);
    let mut past = workspace.at(2).expect("replayed");
    assert_eq!(past.entry(&before[1].entry.id).expect("found").state, EntryState::Accepted);
    workspace.append(&ALVA, &Operation::RemoveAccount(RemoveAccount { account: account.id })).expect("removed");
    assert!(workspace.accounts(&AccountFilter::default()).expect("listed").is_empty());
    assert_eq!(workspace.at(4).expect("replayed").accounts(&AccountFilter::default()).expect("listed").len(), 1);
}

#[test]
fn an_edit_moves_the_quote_with_the_span_and_must_fit() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    let mut edit = |changes: serde_json::Value| {
        let seen = seen(workspace, "river");
        let changes = changes.as_object().expect("an object").clone();
        workspace
            .append(&ALVA, &Operation::Edit(EditEntry { seen: seen.clone(), changes }))
            .map(|_| workspace.entry(&seen.entry).expect("found"))
    };
    for (changes, said) in [
        (json!({"quote": "other words"}), "follows the span"),
        (json!({"stance": "oppose"}), "have no field \"stance\""),
        (json!({"span": [3, 9000]}), "not in the text"),
        (json!({"colour": "red"}), "unknown field"),
        (json!({}), "nothing is changed"),
        (json!({"kind": "wish"}), "there is no kind"),
    ] {
        let refused = edit(changes).expect_err(said).to_string();
        assert!(refused.contains(said), "{refused}");
    }
    let text = meeting().document.text;
    let start = text[..text.find("the river").expect("there")].chars().count();
    let row = edit(json!({"span": [start, start + 9]})).expect("edited");
    assert_eq!((row.entry.quote.as_str(), row.state), ("the river", EntryState::Edited));
    let row = edit(json!({"kind": "position", "holder": ["ALV"], "stance": "assert"})).expect("edited");
    assert_eq!((row.entry.kind.as_str(), row.entry.parties), ("position", None));
}

#[test]
fn a_new_reading_proposes_and_never_overrides() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let text = "Alvonia will open a port. Alvonia opposes tolls. Berland urges Alvonia to wait.";
    let port = entry(text, "commitment", "Alvonia will open a port", json!({}));
    let tolls = entry(text, "position", "Alvonia opposes tolls", json!({}));
    workspace.add(&ALVA, vec![incoming("a.txt", reading(text, "2031-05-12", &[port.clone(), tolls.clone()]))]).expect("added");
    let accepted = seen(workspace, "port");
    workspace.append(&ALVA, &accept(accepted.clone())).expect("accepted");
    let mut firmer = port.clone();
    firmer["areas"] = json!(["maritime"]);
    let wait = entry(text, "request", "Berland urges Alvonia to wait", json!({"from": ["BER"], "to": ["ALV"]}));
    let again = reading(text, "2031-06-01", &[firmer, wait]);
    let account = workspace.accounts(&AccountFilter::default()).expect("listed").remove(0);
    let operation = workspace.rereading(&account, again).expect("asked").expect("it differs");
    workspace.append(&BERTA, &operation).expect("read again");
    let row = workspace.entry(&accepted.entry).expect("there");
    assert_eq!((row.state, row.entry.areas[0].as_str()), (EntryState::Accepted, "trade"), "what a person accepted stays");
    let suggested = serde_json::to_value(row.review.suggestion.expect("and the difference is told")).expect("JSON");
    assert_eq!(suggested["changed"]["areas"], json!(["maritime"]));
    let states: Vec<EntryState> = workspace.entries_of(&account).expect("listed").into_iter().map(|row| row.state).collect();
    assert_eq!(states, [EntryState::Accepted, EntryState::Withdrawn, EntryState::Proposed]);
    let since = chancery_ledger::EntryFilter { since: Some("2031-06-01".to_owned()), ..Default::default() };
    assert_eq!(workspace.entries(&since, 0, 9).expect("listed").len(), 2, "the new day holds for all of them");
    let before = workspace.entries_of(&account).expect("listed");
    workspace.rebuild().expect("rebuilt");
    assert_eq!(workspace.entries_of(&account).expect("listed"), before);
}
