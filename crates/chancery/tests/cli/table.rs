//! The table for people.

use unicode_width::UnicodeWidthStr as _;

use crate::support::{Folder, finish};

fn table(arguments: &[&str], columns: &str) -> String {
    let folder = Folder::with_accounts();
    let arguments = [&["read"], arguments, &["--lexicon", "lexicon"]].concat();
    finish(folder.command(&arguments).env("COLUMNS", columns)).done().out
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in [60, 80, 100] {
        for arguments in [["zh.txt", "--group", "kind"], ["zh.txt", "--group", "voice"], ["en.txt", "--group", "kind"]] {
            let table = table(&arguments, &columns.to_string());
            let widest = table.lines().max_by_key(|line| line.width()).expect("there are lines");
            assert!(widest.width() <= columns, "{} columns: {widest}", widest.width());
        }
    }
}

#[test]
fn every_word_of_a_quote_is_shown() {
    let folder = Folder::with_accounts();
    for name in ["zh.txt", "en.txt"] {
        let without_space = |text: &str| text.split_whitespace().collect::<String>();
        let table = without_space(&finish(folder.command(&["read", name]).env("COLUMNS", "60")).done().out);
        for entry in folder.reading(&["read", name, "--format", "json"])["entries"].as_array().expect("a list") {
            let quote = without_space(entry["quote"].as_str().expect("words"));
            assert!(table.contains(&format!("“{quote}”")), "{quote}");
            assert!(table.contains(&entry["id"].as_str().expect("an id")[..8]), "{entry}");
        }
    }
}

#[test]
fn the_head_says_what_is_known_and_what_is_not() {
    let table = table(&["en.txt"], "80");
    assert!(table.starts_with("Readout of the Meeting Between the Foreign Ministers"), "{table}");
    assert!(table.contains("2026-05-16"), "{table}");
    assert!(table.lines().any(|line| line.starts_with("not known: ") && line.contains("side")), "{table}");
}

#[test]
fn colour_is_for_terminals_and_changes_no_word() {
    let folder = Folder::with_accounts();
    let plain = folder.run(&["read", "zh.txt"]).done().out;
    assert!(!plain.contains('\u{1b}'));
    let always = ["read", "zh.txt", "--color", "always"];
    let coloured = folder.run(&always).done().out;
    assert!(coloured.contains('\u{1b}'));
    assert_eq!(without_escapes(&coloured), plain);
    assert_eq!(finish(folder.command(&["read", "zh.txt"]).env("NO_COLOR", "1")).done().out, plain);
    assert_eq!(folder.run(&["read", "zh.txt", "--color", "never"]).done().out, plain);
}

#[test]
fn damaged_words_are_marked() {
    let folder = Folder::new();
    let mut bytes = "双方同意成立贸易理事会。\n".repeat(200).into_bytes();
    bytes.splice(36..36, *b"\xFF");
    folder.write("page.txt", bytes);
    let table = folder.run(&["read", "page.txt"]).done().out;
    assert!(table.contains("warning: ") && table.contains("[\u{fffd}]"), "{}", &table[..400]);
}

#[test]
fn a_document_cannot_steer_the_terminal() {
    let folder = Folder::new();
    let text = format!("标题\u{1b}]0;owned\u{7}\n\n{}", "甲国外长表示，双方同意\u{1b}[31m成立贸易理事会。\n".repeat(3));
    folder.write("page.txt", text);
    let ran = folder.run(&["read", "page.txt"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(!ran.out.contains(['\u{1b}', '\u{7}']), "{}", ran.out);
}

#[test]
fn several_documents_follow_one_another() {
    let folder = Folder::with_accounts();
    let both = folder.run(&["read", "en.txt", "zh.txt"]).done().out;
    let one = |name: &str| folder.run(&["read", name]).done().out;
    assert_eq!(both, format!("{}\n{}", one("en.txt"), one("zh.txt")));
}

/// A text without the escapes that colour it.
fn without_escapes(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').map_or("", |(_, rest)| rest))
}
