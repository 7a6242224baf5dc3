//! `chancery compare`, `versions` and `align`.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::Folder;

/// The two sides' accounts of one visit among the examples, with the lexicon of their states.
fn summit() -> Folder {
    let folder = Folder::new();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    for name in ["summit-alvonia-zh.txt", "summit-kestria-en.txt"] {
        folder.write(name, fs::read(examples.join("accounts").join(name)).expect("the example is there"));
    }
    folder.copy(&examples.join("lexicon"), "lexicon");
    folder
}

const ACCOUNTS: [&str; 2] = ["summit-alvonia-zh.txt", "summit-kestria-en.txt"];

fn compared(folder: &Folder, arguments: &[&str]) -> Value {
    folder.run(&[&["compare"], arguments, &["--lexicon", "lexicon", "--format", "json"]].concat()).done().json()
}

/// The link whose statements hold these words.
fn link<'c>(comparison: &'c Value, a: &str, b: &str) -> Option<&'c Value> {
    let holds = |side: &Value, words: &str| side["quote"].as_str().is_some_and(|quote| quote.contains(words));
    comparison["links"].as_array().expect("links").iter().find(|link| holds(&link["a"], a) && holds(&link["b"], b))
}

#[test]
fn two_sides_accounts_are_aligned_across_languages() {
    let folder = summit();
    let comparison = compared(&folder, &ACCOUNTS);
    assert_eq!(comparison["schema"], "chancery.comparison/1");
    let tariff = link(&comparison, "平均关税", "average tariff").expect("the tariff cut is in both");
    assert_eq!((&tariff["relation"], &tariff["decided"]), (&"same".into(), &false.into()));
    let gas = link(&comparison, "天然气", "natural gas").expect("the gas is in both");
    let what: Vec<&str> = gas["differences"].as_array().expect("a list").iter().filter_map(|one| one["what"].as_str()).collect();
    assert_eq!((&gas["relation"], what), (&"differs".into(), vec!["modality", "number", "date"]));
    let only = comparison["only"].as_array().expect("a list");
    assert!(
        only.iter().any(|one| one["account"] == 1 && one["quote"].as_str().is_some_and(|quote| quote.contains("40 regional aircraft")))
    );
    let claim = tariff["b"]["id"].as_str();
    let confirmed = comparison["confirmed"].as_array().expect("a list");
    assert!(confirmed.iter().any(|one| one["claim"].as_str() == claim && one["side"] == "XAL" && one["relation"] == "same"));
    assert_eq!(tariff["b"]["unconfirmed_by"], Value::Array(Vec::new()));
}

#[test]
fn the_table_says_what_one_side_alone_said() {
    let folder = summit();
    let table = folder.run(&[&["compare"], &ACCOUNTS[..], &["--lexicon", "lexicon"]].concat()).done().out;
    for words in ["Said alike", "Said differently", "Only in A (XAL)", "Only in B (XKS)", "A confirms what B says for XAL", "Areas"] {
        assert!(table.contains(words), "{words} is not in\n{table}");
    }
}

#[test]
fn the_page_shows_texts_as_text() {
    let folder = summit();
    let account = "Readout of a Meeting\n\nMarch 19, 2026\n\nBoth sides agreed to <script>alert(1)</script> expand trade & \"investment\" in soybeans.\n";
    folder.write("odd.txt", account);
    let page = folder.run(&["compare", ACCOUNTS[0], "odd.txt", "--lexicon", "lexicon", "--format", "html"]).done().out;
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script>alert"));
    assert_eq!(page.matches("http").count(), page.matches("http://www.w3.org/2000/svg").count(), "the page needs something else");
    assert!(page.contains("lang=\"zh\"") && page.contains("id=\"only-0\""));
}

#[test]
fn an_account_beside_itself_gives_no_difference() {
    let folder = summit();
    let comparison = compared(&folder, &[ACCOUNTS[1], ACCOUNTS[1]]);
    assert_eq!(comparison["only"], Value::Array(Vec::new()));
    assert!(comparison["links"].as_array().expect("links").iter().all(|link| link["relation"] == "same"));
}

#[test]
fn people_have_the_last_word() {
    let folder = summit();
    let author = ["--author", "Ana"];
    folder.run(&[&["add"], &ACCOUNTS[..], &["--lexicon", "lexicon"], &author].concat()).done();
    folder.run(&[&["dossier", "new", "Visit"], &author[..]].concat()).done();
    let ids: Vec<String> = folder
        .run(&["ls", "--format", "json"])
        .done()
        .json()
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["id"].as_str().map(str::to_owned))
        .collect();
    folder.run(&[&["dossier", "include", "visit", &ids[0], &ids[1]], &author[..]].concat()).done();
    let before = compared(&folder, &["--dossier", "visit"]);
    let entries = before["links"].as_array().expect("links").iter();
    let gas = entries
        .clone()
        .find(|link| link["a"]["quote"].as_str().is_some_and(|quote| quote.contains("天然气") || quote.contains("natural gas")))
        .expect("it is linked");
    let [a, b] = ["a", "b"].map(|side| gas[side]["id"].as_str().expect("an id").to_owned());
    let alone = before["only"].as_array().expect("a list");
    let of = |account: u64| {
        alone.iter().find(|one| one["account"] == account).and_then(|one| one["id"].as_str()).expect("each has some alone").to_owned()
    };
    folder.run(&[&["align", &a, &b, "cut"], &author[..]].concat()).done();
    folder.run(&[&["align", &of(0), &of(1), "differs", "--reason", "read by hand"], &author[..]].concat()).done();
    let after = compared(&folder, &["--dossier", "visit"]);
    let pairs: Vec<[&str; 2]> = after["links"]
        .as_array()
        .expect("links")
        .iter()
        .map(|link| ["a", "b"].map(|side| link[side]["id"].as_str().unwrap_or_default()))
        .collect();
    assert!(!pairs.contains(&[&a, &b]));
    assert!(pairs.contains(&[&of(0), &of(1)]));
    let made = after["links"].as_array().expect("links").iter().find(|link| link["decided"] == true).expect("it was made by hand");
    assert_eq!(made["relation"], "differs");
    folder.run(&[&["undo"], &author[..]].concat()).done();
    let undone = compared(&folder, &["--dossier", "visit"]);
    assert!(undone["links"].as_array().expect("links").iter().all(|link| link["decided"] == false));
    let same_account = folder.run(&[&["align", &a, &a, "same"], &author[..]].concat());
    assert_eq!(same_account.status, 1, "{}", same_account.err);
}

#[test]
fn what_cannot_be_compared_is_said() {
    let folder = summit();
    let one = folder.run(&["compare", ACCOUNTS[0]]);
    assert_eq!(one.status, 2);
    assert!(one.err.contains("one account only"), "{}", one.err);
    let missing = folder.run(&["compare", ACCOUNTS[0], "nowhere.txt"]);
    assert_eq!(missing.status, 1);
    assert!(missing.err.contains("nowhere.txt"), "{}", missing.err);
    let id = folder.run(&["compare", ACCOUNTS[0], "3fa9"]);
    assert_ne!(id.status, 0);
    assert!(id.err.contains("taken for the id of an account"), "{}", id.err);
    assert_eq!(folder.run(&["versions", ACCOUNTS[0], "nowhere.txt"]).status, 1);
}

#[test]
fn two_copies_are_compared_word_by_word() {
    let folder = Folder::with_accounts();
    folder.write("first.txt", "甲国外长同乙国外长会谈\n\n2026年5月15日，双方不支持单边制裁，同意购买200架飞机。\n");
    folder.write("second.txt", "甲国外长同乙国外长会谈\n\n2026年5月16日，双方支持单边制裁，同意购买300架飞机。\n");
    let told = folder.run(&["versions", "first.txt", "second.txt", "--lexicon", "lexicon"]).done().out;
    for words in ["[-15-]{+16+}", "[-不-]", "[-200-]{+300+}", "negation", "date", "number"] {
        assert!(told.contains(words), "{words} is not in\n{told}");
    }
    let json = folder.run(&["versions", "first.txt", "second.txt", "--format", "json"]).done().json();
    assert_eq!((&json["schema"], &json["relation"]), (&"chancery.versions/1".into(), &"copies".into()));
    assert_eq!(json["pieces"].as_array().map(Vec::len), Some(3));
    let same = folder.run(&["versions", "first.txt", "first.txt", "--format", "json"]).done().json();
    assert_eq!(same["pieces"], Value::Array(Vec::new()));
}

#[test]
fn a_second_copy_settles_lost_characters() {
    let folder = Folder::with_accounts();
    folder.write("cut.txt", "甲国外长谈话\n\n2026年5月15日，甲国外长表示，各方认同也不接受单边行动。\n");
    folder.write("whole.txt", "甲国外长谈话\n\n2026年5月15日，甲国外长表示，各方不认同也不接受单边行动。\n");
    let told = folder.run(&["versions", "cut.txt", "whole.txt", "--lexicon", "lexicon"]).done().out;
    assert!(told.contains("Where A may have lost characters") && told.contains("B has “"), "{told}");
}

#[test]
fn a_translation_is_held_against_its_text() {
    let folder = Folder::with_accounts();
    folder.write("text.txt", "联合声明\n\n2026年5月15日\n\n双方同意在2027年底前购买200架飞机。\n\n双方同意扩大农产品贸易。\n");
    folder.write("translation.txt", "Joint Statement\n\nMay 15, 2026\n\nBoth sides agreed to purchase 250 aircraft by the end of 2027.\n\nBoth sides agreed to expand trade in agricultural products.\n");
    let json = folder.run(&["versions", "text.txt", "translation.txt", "--format", "json"]).done().json();
    assert_eq!(json["relation"], "translation");
    let beads = json["beads"].as_array().expect("paragraphs");
    let alarmed: Vec<&Value> = beads.iter().filter(|bead| bead["alarms"].as_array().is_some_and(|alarms| !alarms.is_empty())).collect();
    assert_eq!(alarmed.len(), 1, "{beads:?}");
    assert_eq!(alarmed[0]["alarms"][0]["what"], "number");
}
