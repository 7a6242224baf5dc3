//! Both lists, what changed on them, mechanisms and tallies.

use crate::common::{by, done, dossier, fresh, linked, stands, told};
use chancery_ledger::follow::{List, ListChange, ListItem, Scope, Why};
use chancery_ledger::operation::{Decide, Follow, Relation, Seen, Status};
use chancery_ledger::{Operation, Workspace};
use serde_json::{Value, json};

const DAY: &str = "2031-08-01";

fn both() -> Scope {
    Scope::States("ALV".to_owned(), "BER".to_owned())
}

fn on(items: &[ListItem]) -> Vec<(&str, Why)> {
    items.iter().map(|item| (item.line.quote.as_str(), item.why)).collect()
}

/// One entry of an account of Alvonia and Berland.
fn one(workspace: &mut Workspace, date: &str, kind: &str, text: &str, fields: Value) -> String {
    let whole = format!("{text}. They met.");
    told(workspace, date, &whole, &[(kind, text, fields), ("engagement", "They met", json!({}))]).remove(0)
}

/// A kind with fields and status, and where it is to be.
type Case = (&'static str, Value, Option<Status>, Option<(List, Why)>);

#[test]
fn each_thing_is_on_the_list_where_it_belongs() {
    let running = Some((List::Cooperation, Why::Running));
    let problem = |why| Some((List::Problems, why));
    let cases: [Case; 18] = [
        ("commitment", json!({}), None, running),
        ("commitment", json!({"window": by("2031-08-01")}), Some(Status::InProgress), running),
        ("commitment", json!({"window": by("2031-07-31")}), None, problem(Why::Overdue)),
        ("commitment", json!({"window": by("2031-07-31")}), Some(Status::Met), None),
        ("commitment", json!({}), Some(Status::PartlyMet), None),
        ("commitment", json!({}), Some(Status::NotMet), problem(Why::Broken)),
        ("commitment", json!({}), Some(Status::Withdrawn), problem(Why::Broken)),
        ("commitment", json!({}), Some(Status::Lapsed), problem(Why::Broken)),
        ("understanding", json!({}), None, Some((List::Cooperation, Why::Understanding))),
        ("mechanism", json!({}), None, Some((List::Cooperation, Why::Mechanism))),
        ("mechanism", json!({"status": "suspended"}), None, None),
        ("mechanism", json!({"status": "ended"}), None, None),
        ("request", json!({}), None, problem(Why::OpenRequest)),
        ("request", json!({}), Some(Status::Withdrawn), None),
        ("position", json!({"stance": "oppose"}), None, problem(Why::Opposes)),
        ("position", json!({"stance": "concern"}), None, problem(Why::Concern)),
        ("position", json!({"stance": "support"}), None, None),
        ("action", json!({}), None, None),
    ];
    for (kind, fields, status, expected) in cases {
        let mut fresh = fresh();
        let workspace = &mut fresh.workspace;
        let id = one(workspace, "2031-05-12", kind, "Alvonia speaks of tolls", fields.clone());
        if let Some(status) = status {
            done(workspace, &stands(&id, status, "2031-06-01"));
        }
        let lists = workspace.lists(&both(), DAY, None).expect("asked");
        let found: Vec<(List, Why)> = (lists.cooperation.iter().map(|item| (List::Cooperation, item.why)))
            .chain(lists.problems.iter().map(|item| (List::Problems, item.why)))
            .collect();
        assert_eq!(found, Vec::from_iter(expected), "{kind} {fields} {status:?}");
        assert_eq!(lists.changes, None);
    }
}

#[test]
fn accounts_of_other_states_and_rejected_entries_are_on_no_list() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let id = one(workspace, "2031-05-12", "commitment", "Alvonia will open a port", json!({}));
    let other = "Alvonia and Cerin will open a road";
    told(workspace, "2031-05-13", other, &[("commitment", other, json!({"parties": ["ALV", "CER"]}))]);
    let lists = workspace.lists(&both(), DAY, None).expect("asked");
    assert_eq!(on(&lists.cooperation), [("Alvonia will open a port", Why::Running)]);
    dossier(workspace, "d1", &[other]);
    let filed = workspace.lists(&Scope::Dossier("d1".to_owned()), DAY, None).expect("asked");
    assert_eq!(on(&filed.cooperation), [(other, Why::Running)]);
    let revision = workspace.entry(&id).expect("there").revision;
    done(workspace, &Operation::Reject(Decide { entries: vec![Seen { entry: id, revision }] }));
    assert!(workspace.lists(&both(), DAY, None).expect("asked").cooperation.is_empty());
    assert!(workspace.lists(&both(), "2031-05-11", None).expect("asked").problems.is_empty());
    assert!(workspace.lists(&both(), "May", None).is_err());
    assert!(workspace.lists(&both(), DAY, Some("2031-08-02")).is_err(), "since a later day");
}

#[test]
fn a_newer_version_stands_for_the_old_one_in_a_dossier() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let old = "Alvonia will open a port";
    told(workspace, "2031-05-12", old, &[("commitment", old, json!({}))]);
    dossier(workspace, "d1", &[old]);
    let new = "Alvonia will open two ports";
    let entries = [crate::common::entry(new, "commitment", new, json!({}))];
    let version = crate::common::incoming(&chancery_ledger::id_of(&[old]), crate::common::reading(new, "2031-05-12", &entries));
    workspace.add(&crate::common::ALVA, vec![version]).expect("added");
    let lists = workspace.lists(&Scope::Dossier("d1".to_owned()), DAY, None).expect("asked");
    assert_eq!(on(&lists.cooperation), [(new, Why::Running)]);
}

#[test]
fn a_promise_that_is_repeated_is_listed_once_with_its_newest_entry() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let first = one(workspace, "2031-05-12", "commitment", "Alvonia will open a port", json!({"window": by("2031-06-30")}));
    let second = one(workspace, "2031-06-12", "commitment", "Alvonia will surely open a port", json!({"window": by("2031-12-31")}));
    let count = |workspace: &mut Workspace| {
        let lists = workspace.lists(&both(), DAY, None).expect("asked");
        (lists.cooperation.len(), lists.problems.len())
    };
    assert_eq!(count(workspace), (1, 1), "until a person links them, they are two");
    done(workspace, &linked(&first, &second, Relation::Weakened));
    let owned = Follow { entry: second.clone(), owner: Some("Clara".to_owned()), due: None, status: None, on: None };
    done(workspace, &Operation::Follow(owned));
    let lists = workspace.lists(&both(), DAY, None).expect("asked");
    assert_eq!((on(&lists.cooperation), lists.problems.len()), (vec![("Alvonia will surely open a port", Why::Running)], 0));
    let item = &lists.cooperation[0];
    assert_eq!((item.said, item.owner.as_deref(), item.days_over), (2, Some("Clara"), Some(-152)));
    let before = workspace.lists(&both(), "2031-06-01", None).expect("asked");
    assert_eq!((on(&before.cooperation)[0].0, before.cooperation[0].said), ("Alvonia will open a port", 1));
}

#[test]
fn confirmed_reports_take_a_promise_off_or_to_the_problems() {
    for (relation, expected) in [(Relation::Fulfilled, vec![]), (Relation::Dropped, vec![Why::Dropped])] {
        let mut fresh = fresh();
        let workspace = &mut fresh.workspace;
        let promise = one(workspace, "2031-05-12", "commitment", "Alvonia will open a port", json!({}));
        let report = one(workspace, "2031-07-12", "action", "Alvonia spoke of the port", json!({}));
        done(workspace, &linked(&promise, &report, relation));
        let lists = workspace.lists(&both(), DAY, None).expect("asked");
        assert!(lists.cooperation.is_empty());
        assert_eq!(lists.problems.iter().map(|item| item.why).collect::<Vec<_>>(), expected);
        let before = workspace.lists(&both(), "2031-07-01", None).expect("asked");
        assert_eq!(before.cooperation.len(), 1, "before the report it was running");
        one(workspace, "2031-07-20", "commitment", "Alvonia will open the port again", json!({}));
        assert_eq!(workspace.lists(&both(), DAY, None).expect("asked").cooperation.len(), 1);
    }
}

#[test]
fn what_came_moved_and_left_is_told() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    one(workspace, "2031-05-01", "commitment", "Alvonia will keep the peace", json!({}));
    one(workspace, "2031-05-02", "commitment", "Alvonia will open a port", json!({"window": by("2031-07-15")}));
    let met = one(workspace, "2031-05-03", "commitment", "Alvonia will build a bridge", json!({}));
    let early = one(workspace, "2031-05-04", "commitment", "Alvonia will dig a well", json!({}));
    done(workspace, &stands(&early, Status::Met, "2031-05-20"));
    done(workspace, &stands(&met, Status::Met, "2031-07-20"));
    one(workspace, "2031-05-05", "mechanism", "The River Commission", json!({"status": "running"}));
    one(workspace, "2031-07-05", "mechanism", "the river commission", json!({"status": "suspended"}));
    one(workspace, "2031-07-06", "position", "Alvonia opposes tolls", json!({"stance": "oppose"}));
    let lists = workspace.lists(&both(), DAY, Some("2031-07-01")).expect("asked");
    let changes = lists.changes.expect("asked for");
    let of =
        |list: &[ListChange]| list.iter().map(|change| (change.line.quote.clone(), change.from, change.to, change.why)).collect::<Vec<_>>();
    let (cooperation, problems) = (Some(List::Cooperation), Some(List::Problems));
    assert_eq!(of(&changes.came), [("Alvonia opposes tolls".to_owned(), None, problems, Why::Opposes)]);
    assert_eq!(of(&changes.moved), [("Alvonia will open a port".to_owned(), cooperation, problems, Why::Overdue)]);
    assert_eq!(
        of(&changes.left),
        [
            ("the river commission".to_owned(), cooperation, None, Why::Stopped),
            ("Alvonia will build a bridge".to_owned(), cooperation, None, Why::Done),
        ]
    );
    let json = serde_json::to_value(&changes.moved).expect("it is data");
    assert_eq!(
        (json[0]["from"].as_str(), json[0]["to"].as_str(), json[0]["why"].as_str()),
        (Some("cooperation"), Some("problems"), Some("overdue"))
    );
    let same = workspace.lists(&both(), DAY, Some(DAY)).expect("asked").changes.expect("asked for");
    assert!(same.came.is_empty() && same.moved.is_empty() && same.left.is_empty());
}

#[test]
fn a_mechanism_has_its_states_over_time_with_sources() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let named = |name: &str, status: Value| json!({"name": name, "status": status});
    one(workspace, "2031-06-01", "mechanism", "A commission runs", named("River Commission", json!("running")));
    let first = one(workspace, "2031-05-01", "mechanism", "They agreed on a commission", named("The River  Commission", json!("agreed")));
    one(workspace, "2031-07-01", "mechanism", "The commission was named", named("river commission", json!(null)));
    let other = json!({"name": "River Commission", "parties": ["ALV", "BER", "CER"], "status": "proposed"});
    one(workspace, "2031-07-02", "mechanism", "A commission of three", other);
    one(workspace, "2031-07-03", "mechanism", "A dialogue", named("Trade Dialogue", json!("ended")));
    let found = workspace.mechanisms(&both()).expect("asked");
    let short: Vec<(&str, usize, Option<&str>, usize)> =
        found.iter().map(|story| (story.name.as_str(), story.parties.len(), story.status.as_deref(), story.reports.len())).collect();
    assert_eq!(
        short,
        [
            ("river commission", 2, Some("running"), 3),
            ("River Commission", 3, Some("proposed"), 1),
            ("Trade Dialogue", 2, Some("ended"), 1)
        ]
    );
    let report = &found[0].reports[0];
    assert_eq!(
        (report.status.as_deref(), report.source.date.as_deref(), &report.source.entry),
        (Some("agreed"), Some("2031-05-01"), &first)
    );
    assert!(workspace.mechanisms(&Scope::States("ALV".to_owned(), "DOR".to_owned())).expect("asked").is_empty());
}

fn call(workspace: &mut Workspace, date: &str, text: &str, fields: Value) {
    let mut all = json!({"type": "call"});
    for (key, value) in fields.as_object().expect("fields are an object") {
        all[key] = value.clone();
    }
    told(workspace, date, text, &[("engagement", text, all)]);
}

#[test]
fn claimed_contacts_stand_beside_those_on_record() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    call(workspace, "2031-06-30", "They spoke 5 times this year", json!({"count": 5}));
    call(workspace, "2031-02-03", "A call on trade", json!({}));
    call(workspace, "2031-02-04", "The call of yesterday", json!({"when": {"start": "2031-02-03", "end": "2031-02-03"}}));
    call(workspace, "2031-03-10", "Calls", json!({"when": {"start": "2031-03-01", "end": "2031-03-03"}}));
    call(workspace, "2031-03-11", "A call in those days", json!({"when": {"start": "2031-03-03", "end": "2031-03-04"}}));
    call(workspace, "2030-12-31", "A call of the year before", json!({}));
    call(workspace, "2031-07-01", "A call after that", json!({}));
    call(workspace, "2031-04-01", "A call to come", json!({"status": "planned"}));
    call(workspace, "2031-04-02", "A letter", json!({"type": "letter"}));
    call(workspace, "2031-04-03", "A call of three", json!({"participants": ["ALV", "BER", "CER"]}));
    call(workspace, "2031-04-04", "A call some time", json!({"when": {"start": "2031-01-01", "end": "2031-04-01"}}));
    let found = workspace.tallies(&both()).expect("asked");
    let [tally] = &found[..] else { panic!("one claim: {found:?}") };
    assert_eq!((tally.claimed, tally.on_record, tally.missing, tally.beyond), (5, 2, 3, 0), "{}", tally.text);
    assert_eq!((tally.from.as_deref(), tally.to.as_deref()), (Some("2031-01-01"), Some("2031-06-30")));
    let days: Vec<(&str, &str, usize)> =
        tally.records.iter().map(|contact| (contact.from.as_str(), contact.to.as_str(), contact.sources.len())).collect();
    assert_eq!(days, [("2031-02-03", "2031-02-03", 2), ("2031-03-01", "2031-03-04", 2)]);
    assert_eq!(tally.vague.iter().map(|line| line.quote.as_str()).collect::<Vec<_>>(), ["A call some time"]);
    assert_eq!(tally.text, "call, 2031-01-01 to 2031-06-30: 5 claimed, 2 on record; 3 not on record");
}

#[test]
fn a_claim_has_its_own_time_and_may_be_exceeded() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    call(workspace, "2031-06-30", "2 calls in February", json!({"count": 2, "when": {"start": "2031-02-01", "end": "2031-02-28"}}));
    for day in ["2031-01-31", "2031-02-01", "2031-02-14", "2031-02-28", "2031-03-01"] {
        call(workspace, day, &format!("A call on {day}"), json!({}));
    }
    let tally = workspace.tallies(&both()).expect("asked").remove(0);
    assert_eq!((tally.on_record, tally.missing, tally.beyond), (3, 0, 1), "{}", tally.text);
    assert!(workspace.tallies(&Scope::States("ALV".to_owned(), "CER".to_owned())).expect("asked").is_empty());
}
