//! Frames from outside: the list, the counts, what stands behind them, and what goes wrong.

use crate::support::{Folder, Ran, finish};

fn run(folder: &Folder, arguments: &[&str]) -> Ran {
    finish(folder.command(arguments).env("CHANCERY_AUTHOR", "Ana"))
}

const FRAME: &str = "id = \"promises\"\nen = \"Promises\"\nzh = \"承诺\"\nabout_en = \"What is promised.\"\nabout_zh = \"所作的承诺。\"\n\n[[limb]]\nid = \"firm\"\nen = \"Firm\"\nzh = \"明确\"\nabout_en = \".\"\nabout_zh = \"。\"\n\n[[limb.indicator]]\nid = \"commitments\"\nen = \"Commitments\"\nzh = \"承诺\"\nkind = [\"commitment\"]\n";

fn with_workspace() -> Folder {
    let folder = Folder::with_accounts();
    run(&folder, &["add", "zh.txt", "en.txt", "--lexicon", "lexicon"]).done();
    folder
}

#[test]
fn counts_are_those_of_the_register() {
    let folder = with_workspace();
    let listed = run(&folder, &["frames", "--format", "json"]).json();
    let ids: Vec<&str> = listed.as_array().into_iter().flatten().filter_map(|frame| frame["id"].as_str()).collect();
    assert_eq!(ids, ["plover", "strategic-stability"]);
    for id in ids {
        let counted = run(&folder, &["frames", "show", id, "--format", "json", "--by", "month"]).json();
        let limbs = counted["limbs"].as_array().cloned().unwrap_or_default();
        assert_eq!(limbs.len(), 4, "{id}");
        for indicator in limbs.iter().filter_map(|limb| limb["indicators"].as_array()).flatten() {
            let asked = indicator["register"].as_str().unwrap_or_default();
            let mut arguments =
                vec!["entries".to_owned(), "--format".to_owned(), "jsonl".to_owned(), "--limit".to_owned(), "1000".to_owned()];
            for part in asked.split('&') {
                let (name, value) = part.split_once('=').expect("a name and a value");
                arguments.extend([format!("--{name}"), unescaped(value)]);
            }
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let entries = run(&folder, &arguments).done().out.lines().count() as u64;
            assert_eq!(indicator["total"].as_u64(), Some(entries), "{id}: {asked}");
        }
    }
}

/// A value of an address as it was meant.
fn unescaped(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let [first, others @ ..] = rest {
        let escaped = (*first == b'%').then(|| u8::from_str_radix(&value[value.len() - others.len()..][..2], 16).expect("two digits"));
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &others[2..] } else { others };
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn an_own_frame_is_counted_in_every_format() {
    let folder = with_workspace();
    folder.write("lexicon/frames/promises.toml", FRAME);
    let show = |more: &[&str]| run(&folder, &[&["frames", "show", "promises", "--lexicon", "lexicon"], more].concat());
    let entries = run(&folder, &["entries", "--kind", "commitment", "--format", "jsonl"]).done().out.lines().count();
    assert!(entries > 0);
    let table = show(&[]).done().out;
    assert!(table.contains("Commitments") && table.contains(&entries.to_string()), "{table}");
    let csv = show(&["--format", "csv", "--by", "year"]).done().out;
    assert!(csv.starts_with("frame,limb,indicator,period,from,to,entries,register\n"), "{csv}");
    assert!(csv.contains("kind=commitment"), "{csv}");
    assert_eq!(show(&["--states", "ALV,ZZZ", "--format", "jsonl"]).done().out, "");
}

#[test]
fn what_is_wrong_is_said() {
    let folder = with_workspace();
    run(&folder, &["frames", "show", "nothing"]).failed(2, &["there is no frame \"nothing\"", "plover, strategic-stability"]);
    run(&folder, &["frames", "show", "plover", "--since", "soon"]).failed(2, &["\"soon\" is not a day"]);
    run(&folder, &["frames", "show", "plover", "--dossier", "none"]).failed(1, &["none"]);
    folder.write("lexicon/frames/promises.toml", FRAME.replace("\"commitment\"", "\"vow\""));
    run(&folder, &["frames", "--lexicon", "lexicon"]).failed(2, &["promises.toml:18:9: 'vow' is not one of", "docs/frames.md"]);
}
