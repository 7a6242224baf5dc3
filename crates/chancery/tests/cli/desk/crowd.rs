//! Many people review at once: no decision is lost, none is made on what someone else changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Barrier;
use std::thread;

use serde_json::{Value, json};

use super::Desk;
use crate::support::Folder;

/// Clients that review at once.
const CLIENTS: usize = 64;
/// Decisions that each tries.
const TRIES: usize = 6;

/// A workspace with some hundred entries.
fn folder() -> Folder {
    let folder = Folder::with_accounts();
    let line = |number: usize| {
        format!(
            "Alvonia will buy {number} aircraft by the end of 20{:02}. Berland urged Alvonia to open {number} ports.\n\n",
            27 + number % 40
        )
    };
    let text: String = (1..=40).map(line).collect();
    folder.write("many.txt", format!("Readout of Many Meetings\n\nMay 16, 2026\n\n{text}"));
    folder.run(&["add", "many.txt", "--lexicon", "lexicon", "--workspace", "talks.db", "--author", "Ana"]).done();
    folder
}

#[test]
fn sixty_four_clients_that_review_at_once_lose_no_update() {
    let desk = Desk::open(folder(), &["--author", "Ana"]);
    let entries = desk.entries();
    assert!(entries.len() >= 64, "{}", entries.len());
    let begin = Barrier::new(CLIENTS);
    let acknowledged: Vec<Vec<(String, i64, String)>> = thread::scope(|scope| {
        let client = |number: usize| {
            let (desk, entries, begin) = (&desk, &entries, &begin);
            scope.spawn(move || {
                begin.wait();
                // Each takes some that others take too; all of them have seen the first revision.
                let own = (0..TRIES).map(|step| &entries[(number * 7 + step * 13) % entries.len()]);
                let decided = own.filter_map(|(id, revision, _)| {
                    let reason = format!("client {number}");
                    let body = json!({"reason": reason});
                    let action = if number.is_multiple_of(2) { "accept" } else { "reject" };
                    let answer = desk.post(&format!("/api/entries/{id}/{action}"), &[("if-match", &format!("\"{revision}\""))], &body);
                    match answer.status {
                        200 => Some((id.clone(), answer.json()["operation"].as_i64().expect("it has a number"), reason)),
                        412 => None,
                        other => panic!("{other}: {}", answer.body),
                    }
                });
                decided.collect::<Vec<_>>()
            })
        };
        let clients: Vec<_> = (0..CLIENTS).map(client).collect();
        clients.into_iter().map(|client| client.join().expect("it ends")).collect()
    });
    let mut by_operation: BTreeMap<i64, (String, String)> = BTreeMap::new();
    let mut decided: BTreeSet<String> = BTreeSet::new();
    for (id, operation, reason) in acknowledged.into_iter().flatten() {
        assert!(decided.insert(id.clone()), "two clients decided about {id} as they had seen it first");
        by_operation.insert(operation, (id, reason));
    }
    let tried: BTreeSet<&String> = (0..CLIENTS)
        .flat_map(|number| (0..TRIES).map(move |step| number * 7 + step * 13))
        .map(|place| &entries[place % entries.len()].0)
        .collect();
    assert_eq!(decided.len(), tried.len(), "each entry that was tried was decided by one of them");
    let log = desk.get("/log.json?limit=500").with(200).json();
    let logged: BTreeMap<i64, String> = log["rows"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|row| row["kind"] == "entry.accept" || row["kind"] == "entry.reject")
        .map(|row| (row["operation"].as_i64().expect("a number"), row["reason"].as_str().expect("text").to_owned()))
        .collect();
    let acknowledged: BTreeMap<i64, String> = by_operation.iter().map(|(number, (_, reason))| (*number, reason.clone())).collect();
    assert_eq!(logged, acknowledged);
    for (id, reason) in by_operation.values() {
        let now: Value = desk.get(&format!("/entries/{id}.json")).with(200).json();
        assert_eq!(now["entry"]["review"]["reason"], *reason);
    }
    desk.folder.run(&["verify", "--workspace", "talks.db"]).done();
}
