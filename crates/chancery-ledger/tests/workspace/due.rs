//! What is due: groups by day, counts beyond the rows shown, and what narrows them.

use crate::common::{by, done, dossier, fresh, stands, told};
use chancery_ledger::follow::{Due, DueFilter, Nearness};
use chancery_ledger::operation::{Decide, Follow, Seen, Status, Undo};
use chancery_ledger::{EntryState, Operation, Workspace};
use serde_json::json;

const WEDNESDAY: &str = "2031-05-14";
const PROMISES: [(&str, Option<&str>); 8] = [
    ("Alvonia will open a port", Some("2031-05-13")),
    ("Alvonia will build a bridge", Some("2031-05-14")),
    ("Alvonia will dig a well", Some("2031-05-18")),
    ("Alvonia will plant a forest", Some("2031-05-19")),
    ("Alvonia will train nurses", Some("2031-05-31")),
    ("Alvonia will lay a cable", Some("2031-06-01")),
    ("Alvonia will host a fair", None),
    ("Alvonia will lower tariffs", None),
];

fn promised(workspace: &mut Workspace) -> Vec<String> {
    let mut ids = Vec::new();
    for (words, due) in PROMISES {
        let fields = json!({"window": due.map(by), "parties": ["ALV", "BER/president"]});
        ids.extend(told(workspace, "2031-05-01", &format!("{words}."), &[("commitment", words, fields)]));
    }
    ids
}

fn counts(due: &Due) -> Vec<(i64, usize)> {
    due.groups.iter().map(|group| (group.count, group.rows.len())).collect()
}

fn due(workspace: &mut Workspace, filter: DueFilter) -> Due {
    workspace.due(WEDNESDAY, &filter).expect("asked")
}

#[test]
fn promises_are_grouped_by_how_near_their_day_is() {
    let mut fresh = fresh();
    promised(&mut fresh.workspace);
    let found = due(&mut fresh.workspace, DueFilter { limit: 1, ..DueFilter::default() });
    assert_eq!(counts(&found), [(1, 1), (2, 1), (2, 1), (1, 1), (2, 1)], "rows end with the limit, counts do not");
    let kinds: Vec<Nearness> = found.groups.iter().map(|group| group.nearness).collect();
    assert_eq!(kinds, [Nearness::Overdue, Nearness::ThisWeek, Nearness::ThisMonth, Nearness::Later, Nearness::NoDate]);
    let first = |group: usize| &found.groups[group].rows[0];
    assert_eq!((first(0).line.quote.as_str(), first(0).days_over), (PROMISES[0].0, Some(1)));
    assert_eq!((first(1).due.as_deref(), first(1).days_over), (Some("2031-05-14"), Some(0)));
    assert_eq!((first(2).due.as_deref(), first(2).days_over), (Some("2031-05-19"), Some(-5)));
    assert_eq!((first(4).due.as_deref(), first(4).days_over, first(4).status), (None, None, Status::Open));
}

#[test]
fn a_week_may_end_after_the_month() {
    let mut fresh = fresh();
    for (words, day) in [("Alvonia will sow", "2031-07-31"), ("Alvonia will reap", "2031-08-03"), ("Alvonia will mill", "2031-08-04")] {
        told(&mut fresh.workspace, "2031-05-01", words, &[("commitment", words, json!({"window": by(day)}))]);
    }
    let found = fresh.workspace.due("2031-07-30", &DueFilter::default()).expect("asked");
    assert_eq!(counts(&found), [(0, 0), (2, 2), (0, 0), (1, 1), (0, 0)]);
}

#[test]
fn what_is_done_rejected_or_taken_out_is_not_waited_for() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let ids = promised(workspace);
    done(workspace, &stands(&ids[0], Status::Met, "2031-05-10"));
    done(workspace, &stands(&ids[1], Status::InProgress, "2031-05-10"));
    let revision = workspace.entry(&ids[2]).expect("there").revision;
    done(workspace, &Operation::Reject(Decide { entries: vec![Seen { entry: ids[2].clone(), revision }] }));
    let rejection = workspace.head().expect("there").seq;
    let account = workspace.entry(&ids[3]).expect("there").account;
    let account = workspace.account_by_num(account).expect("there").id;
    done(workspace, &Operation::RemoveAccount(chancery_ledger::operation::RemoveAccount { account }));
    let expected = [(0, 0), (1, 1), (1, 1), (1, 1), (2, 2)];
    assert_eq!(counts(&due(workspace, DueFilter::default())), expected);
    workspace.rebuild().expect("rebuilt");
    assert_eq!(counts(&due(workspace, DueFilter::default())), expected, "made again from the log, it is the same");
    done(workspace, &Operation::Undo(Undo { operation: rejection }));
    assert_eq!(counts(&due(workspace, DueFilter::default()))[1], (2, 2), "what is back is waited for again");
}

#[test]
fn a_day_set_by_a_person_goes_before_the_window() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let ids = promised(workspace);
    let set =
        |due: &str| Follow { entry: ids[6].clone(), owner: Some("Clara".to_owned()), due: Some(due.to_owned()), status: None, on: None };
    done(workspace, &Operation::Follow(set("2031-04-30")));
    let found = due(workspace, DueFilter::default());
    assert_eq!(counts(&found), [(2, 2), (2, 2), (2, 2), (1, 1), (1, 1)]);
    let row = &found.groups[0].rows[0];
    assert_eq!((row.owner.as_deref(), row.due_was_set, row.days_over), (Some("Clara"), true, Some(14)));
    done(workspace, &Operation::Follow(set("2031-12-31")));
    assert_eq!(counts(&due(workspace, DueFilter::default())), [(1, 1), (2, 2), (2, 2), (2, 2), (1, 1)], "no row of the old day is left");
}

#[test]
fn parties_owners_dossiers_and_decisions_narrow() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let ids = promised(workspace);
    let request = "Cerin asked Alvonia to open a road";
    told(workspace, "2031-05-02", request, &[("request", request, json!({"from": ["CER"], "to": ["ALV"]}))]);
    let of = |party: &str| DueFilter { party: Some(party.to_owned()), ..DueFilter::default() };
    let sum = |found: &Due| found.groups.iter().map(|group| group.count).sum::<i64>();
    for (party, expected) in [("ALV", 9), ("BER", 8), ("BER/president", 8), ("CER", 1), ("DOR", 0)] {
        assert_eq!(sum(&due(workspace, of(party))), expected, "{party}");
    }
    let owned = Follow { entry: ids[0].clone(), owner: Some("Clara".to_owned()), due: None, status: None, on: None };
    done(workspace, &Operation::Follow(owned));
    let clara = DueFilter { owner: Some("Clara".to_owned()), ..DueFilter::default() };
    assert_eq!(counts(&due(workspace, clara.clone())), [(1, 1), (0, 0), (0, 0), (0, 0), (0, 0)]);
    assert_eq!(sum(&due(workspace, DueFilter { party: Some("CER".to_owned()), ..clara })), 0);
    dossier(workspace, "d1", &["Alvonia will open a port.", request]);
    let filed = DueFilter { dossier: Some("d1".to_owned()), ..DueFilter::default() };
    assert_eq!(counts(&due(workspace, filed.clone())), [(1, 1), (0, 0), (0, 0), (0, 0), (1, 1)]);
    assert_eq!(sum(&due(workspace, DueFilter { party: Some("CER".to_owned()), ..filed })), 1);
    let revision = workspace.entry(&ids[4]).expect("there").revision;
    done(workspace, &Operation::Accept(Decide { entries: vec![Seen { entry: ids[4].clone(), revision }] }));
    let accepted = DueFilter { state: Some(EntryState::Accepted), ..DueFilter::default() };
    assert_eq!(counts(&due(workspace, accepted.clone())), [(0, 0), (0, 0), (1, 1), (0, 0), (0, 0)]);
    let proposed = DueFilter { state: Some(EntryState::Proposed), ..DueFilter::default() };
    assert_eq!(sum(&due(workspace, proposed)), 8);
    let changes = json!({"parties": ["DOR"], "window": by("2031-05-13")}).as_object().expect("an object").clone();
    let seen = Seen { entry: ids[4].clone(), revision: workspace.entry(&ids[4]).expect("there").revision };
    done(workspace, &Operation::Edit(chancery_ledger::operation::EditEntry { seen, changes }));
    assert_eq!(sum(&due(workspace, accepted)), 0, "what was changed is no longer accepted as it was");
    assert_eq!(counts(&due(workspace, of("DOR")))[0], (1, 1));
    assert_eq!((sum(&due(workspace, of("ALV"))), sum(&due(workspace, of("BER")))), (8, 7));
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let mut fresh = fresh();
    let refused = fresh.workspace.due("14 May", &DueFilter::default()).expect_err("no day").to_string();
    assert!(refused.contains("write YYYY-MM-DD"), "{refused}");
    let none = DueFilter { dossier: Some("d9".to_owned()), ..DueFilter::default() };
    assert!(fresh.workspace.due(WEDNESDAY, &none).is_err());
}
