//! A workspace from outside: accounts in, decisions, lists, the log, and what goes wrong.

use crate::support::{Folder, Ran, finish};

/// Runs a command on the folder's own workspace, as Ana.
fn run(folder: &Folder, arguments: &[&str]) -> Ran {
    finish(folder.command(arguments).env("CHANCERY_AUTHOR", "Ana"))
}

fn with_workspace() -> Folder {
    let folder = Folder::with_accounts();
    run(&folder, &["add", "zh.txt", "en.txt", "--lexicon", "lexicon"]).done();
    folder
}

/// The first column of a list.
fn ids(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let out = run(folder, &[arguments, &["--format", "csv"]].concat()).done().out;
    out.lines().skip(1).map(|line| line.split(',').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn accounts_come_in_once_and_again_when_they_change() {
    let folder = with_workspace();
    let again = run(&folder, &["add", "zh.txt", "--lexicon", "lexicon"]).done();
    assert!(again.out.contains("known"), "{}", again.out);
    folder.write("en.txt", crate::support::EN.replace("200 aircraft", "300 aircraft"));
    let changed = run(&folder, &["add", "en.txt", "--lexicon", "lexicon"]).done();
    assert!(changed.out.contains("new version of"), "{}", changed.out);
    assert_eq!(ids(&folder, &["ls"]).len(), 2);
    assert_eq!(ids(&folder, &["ls", "--all"]).len(), 3);
    let newest = run(&folder, &["ls", "--format", "json"]).json();
    let newest =
        newest.as_array().and_then(|all| all.iter().find(|account| account["version_of"].is_string())).cloned().expect("a new version");
    let shown = run(&folder, &["show", newest["id"].as_str().unwrap_or_default(), "--what", "changes"]).done();
    assert!(shown.out.contains("[-2-]{+3+}"), "{}", shown.out);
}

#[test]
fn decisions_are_kept_undone_and_shown() {
    let folder = with_workspace();
    let commitments = ids(&folder, &["entries", "--kind", "commitment", "--party", "ALV"]);
    assert!(!commitments.is_empty());
    let first = commitments[0].as_str();
    run(&folder, &["entry", "accept", first, "--reason", "read twice"]).done();
    let shown = run(&folder, &["entry", "show", first]).done().out;
    assert!(shown.contains("accepted by Ana") && shown.contains("read twice"), "{shown}");
    run(&folder, &["entry", "edit", first, "areas=energy,trade"]).done();
    assert_eq!(ids(&folder, &["entries", "--area", "energy", "--state", "edited"]).len(), 1);
    run(&folder, &["undo", "3"]).failed(1, &["operation 3 cannot be undone: operation 4 (entry.edit) needs", "undo those first"]);
    run(&folder, &["undo"]).done();
    run(&folder, &["undo", "3"]).done();
    assert_eq!(ids(&folder, &["entries", "--state", "accepted"]).len(), 0);
    assert_eq!(ids(&folder, &["entries", "--state", "accepted", "--at", "3"]).len(), 1, "as it was");
    let log = run(&folder, &["log", "--format", "json"]).json();
    assert_eq!(log.as_array().map(Vec::len), Some(6));
    assert!(run(&folder, &["verify"]).done().out.starts_with("6 operations"));
    assert!(run(&folder, &["rebuild"]).done().out.contains("6 operations"));
}

#[test]
fn words_are_found_in_both_languages() {
    let folder = with_workspace();
    assert!(run(&folder, &["find", "贸易"]).done().out.contains("贸易理事会"));
    assert!(run(&folder, &["find", "aircraft", "--kind", "commitment"]).done().out.contains("200 aircraft"));
    assert_eq!(run(&folder, &["find", "zeppelin"]).done().out, "nothing holds \"zeppelin\"\n");
    run(&folder, &["find", "，"]).failed(1, &["the question has no words"]);
}

#[test]
fn a_backup_makes_the_same_workspace_and_merging_brings_decisions() {
    let folder = with_workspace();
    run(&folder, &["backup", "talks.log"]).done();
    run(&folder, &["restore", "talks.log", "--workspace", "copy.db"]).done();
    let verify = |place: &str| run(&folder, &["verify", "--workspace", place]).done().out;
    assert_eq!(verify("copy.db"), verify("chancery.db"));
    let ids = ids(&folder, &["entries"]);
    run(&folder, &["entry", "accept", &ids[0]]).done();
    run(&folder, &["entry", "accept", &ids[1], "--workspace", "copy.db", "--author", "Bo"]).done();
    run(&folder, &["entry", "reject", &ids[0], "--workspace", "copy.db", "--author", "Bo"]).done();
    let merged = run(&folder, &["merge", "copy.db"]);
    assert_eq!(merged.status, 1, "something waits to be settled: {}", merged.out);
    let conflicts = self::ids(&folder, &["conflicts"]);
    assert_eq!(conflicts.len(), 1);
    run(&folder, &["settle", &conflicts[0], "--theirs"]).done();
    assert_eq!(self::ids(&folder, &["entries", "--state", "accepted"]), [ids[1].clone()]);
    run(&folder, &["restore", "talks.log"]).failed(1, &["chancery.db"]);
    folder.write("cut.log", std::fs::read(folder.path("talks.log")).expect("there").split_last().expect("not empty").1);
    run(&folder, &["restore", "cut.log", "--workspace", "none.db"]).failed(1, &["cut.log: the backup is wrong at line"]);
}

#[test]
fn what_goes_wrong_is_named_with_what_to_do() {
    let folder = with_workspace();
    finish(&mut folder.command(&["add", "zh.txt"])).failed(2, &["who does this is not known", "--author NAME"]);
    run(&folder, &["ls", "--workspace", "none.db"]).failed(1, &["none.db: there is no workspace here", "chancery add FILE makes one"]);
    assert!(!folder.path("none.db").exists(), "looking makes nothing");
    run(&folder, &["ls", "--workspace", "zh.txt"]).failed(1, &["zh.txt: this is not a workspace"]);
    run(&folder, &["show", "ffffffffffff"]).failed(1, &["there is no account ffffffffffff", "chancery ls"]);
    run(&folder, &["entry", "show", ""]).failed(1, &["stands for several", "write more of it"]);
    let entry = ids(&folder, &["entries", "--kind", "commitment"])[0].clone();
    run(&folder, &["entry", "edit", &entry, "modality=perhaps"]).failed(2, &["modality=perhaps", "firm, willing"]);
    run(&folder, &["entry", "edit", &entry, "stance=oppose"]).failed(1, &["have no field \"stance\""]);
    run(&folder, &["entry", "edit", &entry, "span=1..x"]).failed(2, &["span=1..x", "120..164"]);
    run(&folder, &["accept", "--confidence", "9"]).failed(2, &["--confidence 9", "from 0 to 1"]);
    run(&folder, &["due", "--day", "tomorrow"]).failed(2, &["\"tomorrow\" is not a day"]);
    run(&folder, &["lists", "--states", "ALV"]).failed(2, &["a relationship has two states"]);
    run(&folder, &["ls", "--at", "77"]).failed(2, &["the last operation is 2"]);
    run(&folder, &["dossier", "new", ""]).failed(1, &["a dossier needs a name"]);
    folder.write("table.csv", "a,b\n1,2\n");
    run(&folder, &["import", "table.csv"]).failed(1, &["table.csv"]);
}
