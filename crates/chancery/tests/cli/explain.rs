//! `chancery explain`.

use serde_json::Value;

use crate::support::Folder;

/// The entries of the Chinese account.
fn entries(folder: &Folder) -> Vec<Value> {
    let mut reading = folder.reading(&["read", "zh.txt", "--format", "json"]);
    serde_json::from_value(reading["entries"].take()).expect("a list")
}

#[test]
fn every_entry_can_be_explained_by_its_id_and_by_its_place() {
    let folder = Folder::with_accounts();
    for entry in entries(&folder) {
        let id = entry["id"].as_str().expect("an id");
        let text = folder.run(&["explain", "zh.txt", "--entry", id]).done().out;
        for words in [id, entry["rule"].as_str().expect("a rule"), entry["kind"].as_str().expect("a kind")] {
            assert!(text.contains(words), "no {words} in {text}");
        }
        let explained = folder.run(&["explain", "zh.txt", "--entry", &id[..10], "--format", "json"]).done().json();
        assert_eq!(explained["entry"], entry);
        assert_eq!(explained["rule"]["id"], entry["rule"]);
        assert_eq!(explained["voice"]["chain"], entry["voice"]);
        let start = entry["span"][0].to_string();
        let here = folder.run(&["explain", "zh.txt", "--at", &start, "--format", "json"]).done().out;
        assert!(here.lines().any(|line| line.contains(id)), "{here}");
    }
}

#[test]
fn without_a_choice_all_are_explained() {
    let folder = Folder::with_accounts();
    let text = folder.run(&["explain", "zh.txt"]).done().out;
    let lines = folder.run(&["explain", "zh.txt", "--format", "json"]).done().out;
    let entries = entries(&folder);
    assert_eq!(lines.lines().count(), entries.len());
    for entry in entries {
        assert!(text.contains(entry["id"].as_str().expect("an id")), "{entry}");
    }
}

#[test]
fn an_entry_that_is_not_there_is_said() {
    let folder = Folder::with_accounts();
    folder.run(&["explain", "zh.txt", "--entry", "nothing"]).failed(1, &["no entry has an id that begins with 'nothing'", "hint: "]);
    folder.run(&["explain", "zh.txt", "--at", "99999"]).failed(1, &["no entry covers offset 99999"]);
}
