//! `chancery read`: forms of the output, sidecars, folders, standard input, many files.

use std::io::Read as _;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::{EN, Folder, ZH, finish, text_of};

const TOLD: [&str; 8] = ["--date", "2026-05-16", "--side", "CHN", "--language", "zh", "--kind", "readout"];

/// Entries whose quote is not what stands at their span in code points, or that say too little.
fn check_entries(reading: &Value) {
    let text: Vec<char> = reading["document"]["text"].as_str().expect("a text").chars().collect();
    let at = |span: &Value| {
        let bound = |index: usize| span[index].as_u64().expect("an offset") as usize;
        text[bound(0)..bound(1)].iter().collect::<String>()
    };
    let mut ids = std::collections::BTreeSet::new();
    for entry in reading["entries"].as_array().expect("a list") {
        assert_eq!(entry["quote"], at(&entry["span"]), "{entry}");
        let id = entry["id"].as_str().expect("an id");
        assert!(id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
        assert!(ids.insert(id.to_owned()), "{id} twice");
    }
    let voices = reading["voices"].as_array().expect("a list");
    let ends = |index: usize| voices.iter().map(move |run| run["span"][index].as_u64()).collect::<Vec<_>>();
    assert_eq!(ends(0)[1..], ends(1)[..voices.len() - 1], "runs follow one another");
    assert_eq!((ends(0)[0], ends(1)[voices.len() - 1]), (Some(0), Some(text.len() as u64)), "runs cover the text");
}

#[test]
fn a_reading_quotes_what_stands_at_its_spans() {
    let folder = Folder::with_accounts();
    for name in ["zh.txt", "en.txt"] {
        let reading = folder.reading(&["read", name, "--format", "json", "--lexicon", "lexicon"]);
        assert_eq!(reading["schema"], "chancery.reading/1");
        assert_eq!(reading["document"]["source"], name);
        check_entries(&reading);
    }
}

#[test]
fn what_is_told_is_in_the_reading_and_not_detected() {
    let folder = Folder::with_accounts();
    let mut arguments = vec!["read", "zh.txt", "--format", "json", "--title", "公报"];
    arguments.extend(TOLD);
    let document = &folder.reading(&arguments)["document"];
    assert_eq!(document["date"], "2026-05-16");
    assert_eq!(document["side"], json!(["CHN"]));
    assert_eq!(document["kind"], "readout");
    assert_eq!(document["title"], "公报");
    for key in ["date", "side", "kind", "language", "title"] {
        assert_eq!(document["detected"].get(key), None, "{key}");
    }
}

#[test]
fn several_sides_are_given_by_commas_or_by_repeating_the_flag() {
    let folder = Folder::with_accounts();
    for sides in [&["--side", "CHN,USA"][..], &["--side", "CHN", "--side", "USA"]] {
        let arguments = [&["read", "zh.txt", "--format", "json"], sides].concat();
        assert_eq!(folder.reading(&arguments)["document"]["side"], json!(["CHN", "USA"]));
    }
}

#[test]
fn a_side_of_the_users_lexicon_is_known() {
    let folder = Folder::with_accounts();
    let side = ["read", "en.txt", "--format", "json", "--side", "ALV"];
    folder.run(&side).failed(2, &["'ALV' is no state or group", "hint: "]);
    let reading = folder.reading(&[&side[..], &["--lexicon", "lexicon"]].concat());
    assert_eq!(reading["document"]["side"], json!(["ALV"]));
    let of_side = |entry: &Value| entry["unconfirmed_by"].as_array().expect("a list").contains(&json!("ALV"));
    assert!(!reading["entries"].as_array().expect("a list").iter().any(of_side), "a side need not confirm itself");
}

#[test]
fn a_sidecar_is_used_and_flags_win() {
    let folder = Folder::with_accounts();
    folder.write("zh.meta.toml", "date = 2020-01-02\nside = \"CHN\"\nkind = \"speech\"\ntitle = \"讲话\"\n");
    let read = ["read", "zh.txt", "--format", "json"];
    let document = &folder.reading(&read)["document"];
    assert_eq!((&document["date"], &document["side"]), (&json!("2020-01-02"), &json!(["CHN"])));
    assert_eq!((&document["kind"], &document["title"]), (&json!("speech"), &json!("讲话")));
    let document = &folder.reading(&[&read[..], &["--date", "2021-03-04"]].concat())["document"];
    assert_eq!((&document["date"], &document["kind"]), (&json!("2021-03-04"), &json!("speech")));
}

#[test]
fn what_cannot_be_told_is_null() {
    let folder = Folder::new();
    folder.write("short.txt", "Hm.");
    let ran = folder.run(&["read", "short.txt", "--format", "json"]);
    assert_eq!(ran.status, 0);
    let document = &ran.json()["document"];
    for key in ["date", "side", "issuer"] {
        assert_eq!(document[key], Value::Null, "{key}");
    }
}

#[test]
fn standard_input_is_read() {
    let folder = Folder::new();
    let ran = folder.run_with_input(&["read", "-", "--format", "json"], ZH.as_bytes()).done();
    assert_eq!(ran.json()["document"]["source"], "-");
    check_entries(&ran.json());
    let ran = folder.run_with_input(&["read", "-", "--out", "readings"], ZH.as_bytes()).done();
    assert_eq!(ran.out, "");
    assert_eq!(folder.names("readings"), ["stdin.json"]);
}

#[test]
fn json_and_jsonl_say_the_same() {
    let folder = Folder::with_accounts();
    let rows = folder.run(&["read", "zh.txt", "--format", "json"]).done();
    let line = folder.run(&["read", "zh.txt", "--format", "jsonl"]).done();
    assert_eq!(rows.json(), line.json());
    assert_eq!(line.out.matches('\n').count(), 1);
    assert!(rows.out.starts_with("{\n  \"schema\": \"chancery.reading/1\",\n  \"generator\": {"), "{}", rows.out);
    for keys in
        [["\"id\":", "\"kind\":"], ["\"document\":", "\"paragraphs\":"], ["\"voices\":", "\"entries\":"], ["\"actors\":", "\"mentions\":"]]
    {
        assert!(line.out.find(keys[0]) < line.out.find(keys[1]), "{keys:?}");
    }
}

/// A folder with forty documents in `accounts/`, some of them nested.
fn many() -> Folder {
    let folder = Folder::new();
    for number in 0..40 {
        let (below, text) = if number % 3 == 0 { ("deep/", ZH) } else { ("", EN) };
        folder.write(&format!("accounts/{below}doc{number:02}.txt"), format!("{text}\n\nNo. {number}.\n"));
    }
    folder.write("accounts/notes.png", "not a document");
    folder.write("accounts/.hidden/secret.txt", "not looked at");
    folder.write("accounts/doc01.meta.toml", "date = \"2001-01-01\"\n");
    folder
}

#[test]
fn many_documents_come_in_the_same_order_from_any_number_of_threads() {
    let folder = many();
    let read = |jobs: &str| folder.run(&["read", "accounts", "--format", "jsonl", "--jobs", jobs]).done().out;
    let one = read("1");
    assert_eq!(read("2"), one);
    assert_eq!(read("7"), one);
    let readings: Vec<Value> = one.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let sources: Vec<&str> = readings.iter().filter_map(|reading| reading["document"]["source"].as_str()).collect();
    assert_eq!(sources.len(), 40);
    assert_eq!(&sources[..3], ["deep/doc00.txt", "deep/doc03.txt", "deep/doc06.txt"]);
    assert_eq!(&sources[14..16], ["doc01.txt", "doc02.txt"]);
    assert_eq!(readings[14]["document"]["date"], "2001-01-01", "a sidecar below a folder");
}

#[test]
fn files_come_in_the_order_given() {
    let folder = Folder::with_accounts();
    let ran = folder.run(&["read", "zh.txt", "en.txt", "zh.txt", "--format", "jsonl"]).done();
    let sources: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["document"]["source"].take()).collect();
    assert_eq!(sources, ["zh.txt", "en.txt", "zh.txt"]);
}

#[test]
fn out_writes_a_file_for_every_document() {
    let folder = many();
    let ran = folder.run(&["read", "accounts", "--out", "new/readings", "--jobs", "2"]).done();
    assert_eq!(ran.out, "");
    let names = folder.names("new/readings");
    assert_eq!(names.len(), 40, "no temporary file is left: {names:?}");
    assert_eq!(names[0], "doc00.json");
    let written = text_of(&folder.path("new/readings/doc07.json"));
    let printed = folder.run(&["read", "accounts/doc07.txt", "--format", "json"]).done().out;
    assert_eq!(written, printed);
}

#[test]
fn two_documents_of_one_stem_are_not_written_over_each_other() {
    let folder = Folder::with_accounts();
    folder.write("other/zh.md", ZH);
    let ran = folder.run(&["read", "zh.txt", "other/zh.md", "--out", "readings"]);
    ran.failed(2, &["zh.txt and other/zh.md would both be written to zh.json", "hint: "]);
    assert!(!folder.path("readings").exists(), "nothing is written");
}

#[test]
fn one_that_cannot_be_read_does_not_stop_the_others() {
    let folder = Folder::with_accounts();
    folder.write("empty.txt", "");
    let ran = folder.run(&["read", "zh.txt", "absent.txt", "empty.txt", "en.txt", "--format", "jsonl"]);
    assert_eq!((ran.status, ran.out.lines().count()), (1, 2), "{}", ran.err);
    let errors: Vec<&str> = ran.err.lines().collect();
    assert!(errors.len() == 2 && errors[0].starts_with("error: absent.txt: ") && errors[1].starts_with("error: empty.txt: "), "{errors:?}");
    let ran = folder.run(&["read", "zh.txt", "absent.txt", "--out", "readings"]);
    assert_eq!((ran.status, folder.names("readings")), (1, vec!["zh.json".to_owned()]), "{}", ran.err);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new();
    folder.write("long.txt", ZH.repeat(2000));
    for format in ["json", "table"] {
        let mut child = folder
            .command(&["read", "long.txt", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut stdout = child.stdout.take().expect("it was asked for");
        stdout.read_exact(&mut [0; 10]).expect("there is output");
        drop(stdout);
        let ended = child.wait_with_output().expect("the binary ends");
        assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(0), ""), "{format}");
    }
}

#[test]
fn a_second_run_gives_the_same_bytes() {
    let folder = Folder::with_accounts();
    let read = ["read", "zh.txt", "--format", "json"];
    let first = folder.run(&read).done().out;
    let elsewhere = finish(folder.command(&read).env("TZ", "Asia/Shanghai").env("LANG", "de_DE.UTF-8")).done().out;
    assert_eq!(first, elsewhere);
}

#[test]
fn a_language_without_rules_is_said() {
    let folder = Folder::with_accounts();
    let ran = folder.run(&["read", "en.txt", "--format", "json", "--language", "fr"]);
    assert_eq!((ran.status, &ran.json()["entries"]), (0, &json!([])));
    assert!(ran.err.contains("warning: en.txt: there are no rules for the language 'fr'"), "{}", ran.err);
}
