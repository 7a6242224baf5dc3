//! `chancery wording`, `unsaid` and `genealogy`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Folder, Ran};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder with the accounts of the example series in `series/` and the lexicon of their states in `lexicon/`.
fn series() -> Folder {
    let folder = Folder::new();
    let examples = root().join("examples");
    folder.copy(&examples.join("series"), "series");
    folder.copy(&examples.join("lexicon"), "lexicon");
    folder
}

fn run(folder: &Folder, arguments: &[&str]) -> Ran {
    folder.run(&[arguments, &["--lexicon", "lexicon"]].concat())
}

fn json(folder: &Folder, arguments: &[&str]) -> Value {
    run(folder, &[arguments, &["--format", "json"]].concat()).done().json()
}

#[test]
fn a_folder_has_a_history_of_its_set_phrases() {
    let folder = series();
    let list = json(&folder, &["wording", "series"]);
    let list = list.as_array().expect("a list");
    let of = |name: &str| list.iter().find(|one| one["formulation"] == name).expect("it is in the list");
    let three = of("三不一无意");
    assert_eq!((&three["uses"], &three["accounts"], &three["of"]), (&6.into(), &6.into(), &9.into()));
    assert_eq!((&three["first"]["date"], &three["last"]["date"]), (&"2020-04-10".into(), &"2024-09-12".into()));
    let versions = three["variants"].as_array().expect("a list");
    assert_eq!(versions.len(), 2);
    assert!(versions[1]["items"].as_array().is_some_and(|items| items.contains(&"不设岗".into())), "{versions:?}");
    assert_eq!(of("深海互信倡议")["first"]["date"], "2024-09-12");
    let table = run(&folder, &["wording", "series"]).done().out;
    assert!(table.contains("三不一无意") && table.contains("+四 −三"), "{table}");
}

#[test]
fn a_phrase_that_is_no_formulation_is_found_in_the_text() {
    let folder = series();
    let page = json(&folder, &["wording", "風雨同舟", "series"]);
    let texts = fs::read_dir(folder.path("series"))
        .expect("it is there")
        .map(|file| fs::read_to_string(file.expect("a file").path()).expect("a text"));
    let counted: usize = texts.map(|text| text.matches("风雨同舟").count()).sum();
    assert_eq!(page["uses"], counted);
    assert_eq!(page["list"].as_array().map(Vec::len), Some(counted));
    let cells = page["periods"]["lines"][0]["cells"].as_array().expect("a list").iter();
    assert_eq!(cells.map(|cell| cell["uses"].as_u64().expect("a number")).sum::<u64>(), counted as u64);
    let drawn = run(&folder, &["wording", "风雨同舟", "series"]).done().out;
    assert!(drawn.contains("XAL: 6 uses") && drawn.contains("2025 0 of 2"), "{drawn}");
    assert!(!drawn.contains('\u{1b}'), "no colour where there is no terminal");
    let rows = run(&folder, &["wording", "风雨同舟", "series", "--format", "csv"]).done().out;
    assert_eq!(rows.lines().count(), counted + 1);
    let none = run(&folder, &["wording", "没有的话", "series"]).done().out;
    assert!(none.contains("is in none of 9 accounts") && none.contains("chancery wording discover"), "{none}");
}

#[test]
fn a_phrase_is_drawn_for_those_who_see_and_those_who_do_not() {
    let folder = series();
    run(&folder, &["wording", "风雨同舟", "series", "--svg", "plot.svg", "--by", "quarter"]).done();
    let picture = fs::read_to_string(folder.path("plot.svg")).expect("it was written");
    assert!(picture.contains("<title id=\"title\">“风雨同舟” over time</title>") && picture.contains("2020-Q2 1 of 1"), "{picture}");
    assert!(!picture.contains("<script") && picture.trim_end().ends_with("</svg>"));
    run(&folder, &["wording", "series", "--svg", "plot.svg"]).failed(2, &["--svg draws one phrase", "hint: "]);
    run(&folder, &["wording", "风雨同舟", "series", "--svg", "absent/plot.svg"]).failed(1, &["absent/plot.svg", "cannot be written"]);
}

#[test]
fn what_came_and_went_is_told_with_its_chance() {
    let folder = series();
    let gone = json(&folder, &["wording", "gone", "--since", "2025-01-01", "series"]);
    assert_eq!(gone.as_array().map(Vec::len), Some(1), "{gone}");
    assert_eq!((&gone[0]["formulation"], &gone[0]["silent"], &gone[0]["accounts"]), (&"三不一无意".into(), &3.into(), &6.into()));
    assert!(gone[0]["chance"].as_f64().is_some_and(|chance| (0.017..0.019).contains(&chance)), "{gone}");
    let new = json(&folder, &["wording", "new", "--since", "2024-01-01", "series"]);
    assert_eq!(new[0]["use"]["date"], "2024-09-12");
    let doubtful = run(&folder, &["wording", "new", "--since", "2020-01-01", "series"]);
    assert!(doubtful.err.contains("--all lists them"), "there are no accounts before that: {}", doubtful.err);
    run(&folder, &["wording", "gone", "series"]).failed(2, &["--since", "hint: "]);
}

#[test]
fn phrases_that_recur_are_lines_of_a_lexicon() {
    let folder = series();
    let discover = ["wording", "discover", "series", "--least-uses", "5", "--least-accounts", "4"];
    let lines = run(&folder, &[&discover[..], &["--format", "toml"]].concat()).done().out;
    assert!(lines.contains("id = \"found-"), "{lines}");
    folder.write("lexicon/names/found.toml", &lines);
    folder.run(&["rules", "check", "--lexicon", "lexicon"]).done();
    let after = run(&folder, &[&discover[..], &["--format", "json"]].concat()).done().json();
    let phrases = after.as_array().expect("a list").iter().filter_map(|one| one["phrase"].as_str());
    assert!(phrases.clone().all(|phrase| !lines.contains(&format!("\"{phrase}\""))), "{after}");
    run(&folder, &["wording", "series", "--format", "toml"]).failed(2, &["discover"]);
}

#[test]
fn what_was_the_habit_and_is_not_said_is_told_with_its_rate() {
    let folder = series();
    let found = json(&folder, &["unsaid", "series/2026-06-18.txt", "--against", "series"]);
    assert_eq!((&found[0]["counterpart"], &found[0]["enough"]), (&"XKS".into(), &true.into()));
    let missing = found[0]["missing"].as_array().expect("a list");
    let agriculture = missing.iter().find(|one| one["class"] == "area" && one["name"] == "agriculture").expect("it was the habit");
    assert_eq!((&agriculture["with"], &agriculture["of"]), (&8.into(), &8.into()));
    let early = run(&folder, &["unsaid", "series/2021-05-08.txt", "--against", "series"]).done().out;
    assert!(early.contains("only 2 accounts of XAL with XKS"), "{early}");
    run(&folder, &["unsaid", "series/2026-06-18.txt"]).failed(1, &["chancery.db", "hint: "]);
    folder.write("bare.txt", "沃方愿同凯方加强沟通。");
    run(&folder, &["unsaid", "bare.txt", "--against", "series"]).failed(2, &["bare.txt", "--date"]);
}

#[test]
fn a_promise_is_followed_through_accounts() {
    let folder = series();
    let reading = folder.reading(&["read", "series/2023-07-03.txt", "--lexicon", "lexicon", "--format", "json"]);
    let entries = reading["entries"].as_array().expect("a list");
    let ports = entries.iter().find(|one| one["quote"].as_str().is_some_and(|quote| quote.contains("8个港口"))).expect("it promises ports");
    let id = ports["id"].as_str().expect("an id");
    let check = |found: &Value| {
        let mentions = found["mentions"].as_array().expect("a list");
        let dates: Vec<&str> = mentions.iter().filter_map(|one| one["date"].as_str()).collect();
        assert_eq!(dates, ["2020-04-10", "2021-05-08", "2023-07-03", "2025-03-27"]);
        let changes = |at: usize| mentions[at]["from"]["changes"].as_array().expect("a list").iter();
        let changed = |at: usize, what: &str, weight: &str| changes(at).any(|one| one["what"] == what && one["weight"] == weight);
        assert!(changed(1, "modality", "stronger"), "{mentions:?}");
        assert!(changed(2, "date", "weaker") && changed(3, "modality", "weaker"), "{mentions:?}");
        assert!(mentions[3]["from"]["reasons"].as_array().is_some_and(|reasons| !reasons.is_empty()));
    };
    check(&json(&folder, &["genealogy", "series/2023-07-03.txt", "--entry", id, "--against", "series"]));
    run(&folder, &["add", "series", "--author", "Ana"]).done();
    check(&folder.run(&["genealogy", id, "--format", "json"]).done().json());
    let drawn = folder.run(&["genealogy", id]).out;
    assert!(drawn.contains("first mention") && drawn.contains("the one asked for"), "{drawn}");
    folder.run(&["genealogy", "series/2023-07-03.txt"]).failed(2, &["--entry", "hint: "]);
    folder.run(&["genealogy", "ffffffffffff"]).failed(1, &["ffffffffffff"]);
}

#[test]
fn a_workspace_and_its_files_have_the_same_history() {
    let folder = series();
    run(&folder, &["add", "series", "--author", "Ana"]).done();
    let counts = |list: Value| -> Vec<(Value, Value)> {
        list.as_array().expect("a list").iter().map(|one| (one["formulation"].clone(), one["uses"].clone())).collect()
    };
    assert_eq!(counts(json(&folder, &["wording"])), counts(json(&folder, &["wording", "series"])));
    let missing = |found: Value| -> Vec<(Value, Value)> {
        found[0]["missing"].as_array().expect("a list").iter().map(|one| (one["name"].clone(), one["with"].clone())).collect()
    };
    let new = ["unsaid", "series/2026-06-18.txt"];
    assert_eq!(missing(json(&folder, &new)), missing(json(&folder, &[&new[..], &["--against", "series"]].concat())));
    // A use that a person rejected is none.
    let deep = json(&folder, &["wording", "series", "--show", "uses"]);
    let uses = deep.as_array().expect("a list").iter().filter(|one| one["formulation"] == "深海互信倡议").count();
    let entries = run(&folder, &["entries", "--kind", "formulation", "--format", "json"]).done().json();
    let one = entries.as_array().expect("a list").iter().find(|one| one["entry"]["quote"] == "深海互信倡议").expect("it is there");
    run(&folder, &["entry", "reject", one["entry"]["id"].as_str().expect("an id"), "--author", "Ana"]).done();
    let after = json(&folder, &["wording"]);
    let left = after.as_array().expect("a list").iter().find(|one| one["formulation"] == "深海互信倡议").expect("others are left");
    assert_eq!(left["uses"], uses - 1);
}

#[test]
fn accounts_without_a_day_are_named_and_counted() {
    let folder = series();
    folder.write("series/later.txt", "双方要风雨同舟。");
    let ran = run(&folder, &["wording", "风雨同舟", "series", "--format", "json"]);
    assert!(ran.err.contains("later.txt") && ran.err.contains("no day"), "{}", ran.err);
    assert_eq!(ran.json()["uses"], 7);
}

#[test]
fn what_cannot_be_looked_at_is_said_with_what_to_do() {
    let folder = series();
    run(&folder, &["wording"]).failed(1, &["chancery.db", "chancery add"]);
    let absent = run(&folder, &["wording", "series/absent.txt"]);
    absent.failed(1, &["absent.txt: "]);
    run(&folder, &["wording", "sereis"]).failed(1, &["“sereis” is no file here", "chancery add"]);
    run(&folder, &["wording", " ", "series"]).failed(2, &["empty", "hint: "]);
    run(&folder, &["wording", "series", "--issuer", "NOWHERE"]).failed(2, &["NOWHERE"]);
    folder.write("empty/plain.txt", "没有提法。");
    let none = folder.run(&["wording", "empty"]);
    assert!(none.out.contains("chancery wording discover"), "{}", none.out);
}

/// The recipes of `docs/wording.md`, held against a plain count of the files.
#[test]
fn the_recipes_tell_what_a_plain_count_tells() {
    let corpus = root().join("../shared/corpora/zh_xwlb");
    if !corpus.is_dir() {
        eprintln!("skipped: {} is not there", corpus.display());
        return;
    }
    let folder = Folder::new();
    let place = corpus.to_str().expect("a path");
    for phrase in ["人类命运共同体", "新型大国关系", "全球治理倡议", "真正的多边主义", "三大全球倡议", "四大全球倡议", "新闻联播"]
    {
        let mut counted: Vec<(String, usize)> = Vec::new();
        for file in fs::read_dir(&corpus).expect("it is there") {
            let path = file.expect("it can be read").path();
            let uses = fs::read_to_string(&path).unwrap_or_default().matches(phrase).count();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            counted.extend(std::iter::repeat_n((name, 1), uses));
        }
        counted.sort();
        let list = folder.run(&["wording", phrase, place, "--show", "uses", "--format", "json"]).json();
        let mut found: Vec<(String, usize)> =
            list.as_array().expect("a list").iter().filter_map(|one| Some((one["account"].as_str()?.to_owned(), 1))).collect();
        found.sort();
        assert_eq!(found, counted, "{phrase}");
    }
}
