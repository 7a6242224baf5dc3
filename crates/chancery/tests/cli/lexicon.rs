//! The user's lexicon, and `chancery rules`.

use serde_json::Value;

use crate::support::Folder;

#[test]
fn a_broken_lexicon_is_named_with_its_place() {
    let folder = Folder::with_accounts();
    folder.write("broken/actors/mine.toml", "# mine\nstate = [\n  { id = \"ALV\", zh = 甲国 },\n]\n");
    let place = "mine.toml:3:";
    for command in [&["read", "zh.txt"][..], &["explain", "zh.txt"], &["mentions"], &["rules", "list"]] {
        folder.run(&[command, &["--lexicon", "broken"]].concat()).failed(2, &[place, "hint: "]);
    }
    folder.run(&["rules", "check", "--lexicon", "broken"]).failed(1, &[place]);
}

#[test]
fn an_unknown_key_is_named_with_its_place() {
    let folder = Folder::new();
    folder.write("broken/mine.toml", "\nnonsense = 1\n");
    folder.run(&["rules", "check", "--lexicon", "broken"]).failed(1, &["mine.toml:2:1: ", "nonsense"]);
}

#[test]
fn a_lexicon_that_is_not_there_is_named() {
    Folder::with_accounts().run(&["read", "zh.txt", "--lexicon", "absent"]).failed(2, &["absent: No such file or directory", "hint: "]);
}

#[test]
fn the_lexicon_is_part_of_what_made_a_reading() {
    let folder = Folder::with_accounts();
    let version = |arguments: &[&str]| {
        let reading = folder.reading(&[&["read", "zh.txt", "--format", "json"], arguments].concat());
        reading["generator"]["lexicon"].as_str().expect("a hash").to_owned()
    };
    assert_eq!(version(&[]), version(&[]));
    assert_ne!(version(&[]), version(&["--lexicon", "lexicon"]));
}

#[test]
fn every_listed_rule_can_be_shown() {
    let folder = Folder::new();
    let list: Value = folder.run(&["rules", "list", "--format", "json"]).done().json();
    let rules = list.as_array().expect("a list");
    assert!(!rules.is_empty());
    let ids: Vec<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert!(ids.is_sorted());
    assert_eq!(folder.run(&["rules", "list", "--format", "jsonl"]).done().out.lines().count(), ids.len());
    let csv = folder.run(&["rules", "list", "--format", "csv"]).done().out;
    assert!(csv.starts_with("id,kind,language,confidence,finds\n"), "{csv}");
    let table = folder.run(&["rules", "list"]).done().out;
    for id in [ids[0], ids[ids.len() - 1]] {
        assert!(csv.contains(id) && table.contains(id), "{id}");
        assert!(folder.run(&["rules", "show", id]).done().out.contains("stands in"));
        let page = folder.run(&["rules", "show", id, "--format", "json"]).done().json();
        assert_eq!(page["id"], id);
        assert!(page["examples"].as_array().is_some_and(|examples| !examples.is_empty()), "{page}");
    }
    folder.run(&["rules", "show", "zh.absent"]).failed(1, &["there is no rule 'zh.absent'", "hint: "]);
}

#[test]
fn the_check_counts_what_it_tried() {
    let folder = Folder::with_accounts();
    let ran = folder.run(&["rules", "check", "--lexicon", "lexicon"]);
    assert!(ran.out.contains(" rules, ") && ran.out.contains(" examples, "), "{}{}", ran.out, ran.err);
    assert_eq!(ran.status == 0, ran.err.is_empty(), "{}", ran.err);
}
