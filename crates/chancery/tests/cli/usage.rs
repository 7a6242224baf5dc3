//! Wrong usage, help, completions, the manual page.

use crate::support::{Folder, finish};

fn check(arguments: &[&str], errors: &[&str]) {
    Folder::with_accounts().run(arguments).failed(2, errors);
}

#[test]
fn a_wrong_value_names_the_accepted_form() {
    check(&["read", "zh.txt", "--date", "16.05.2026"], &["'16.05.2026'", "YYYY-MM-DD, such as 2026-05-16"]);
    check(&["read", "zh.txt", "--date", "2026-02-30"], &["'2026-02-30'", "YYYY-MM-DD"]);
    check(&["read", "zh.txt", "--side", "China"], &["'China' is no state or group", "CHN or USA"]);
    check(&["read", "zh.txt", "--side", "CHN,ZZZ"], &["'ZZZ' is no state or group"]);
    check(&["read", "zh.txt", "--kind", "poem"], &["'poem'", "press_briefing"]);
    check(&["read", "zh.txt", "--language", "Chinese"], &["'Chinese'", "zh or en"]);
    check(&["read", "zh.txt", "--format", "xml"], &["'xml'", "jsonl"]);
    check(&["read", "zh.txt", "--jobs", "0"], &["'0'"]);
}

#[test]
fn flags_that_do_not_go_together_are_refused() {
    check(
        &["read", "zh.txt", "en.txt", "--format", "json"],
        &["--format json is for one document, and there are 2", "hint: use --format jsonl"],
    );
    check(&["read", "zh.txt", "--out", "o", "--format", "table"], &["--out writes JSON files", "hint: "]);
    check(&["read", "zh.txt", "--group", "voice", "--format", "json"], &["--group is for the table"]);
    check(&["read", "-", "-"], &["standard input can be read once only"]);
    check(&["explain", "zh.txt", "--entry", "ab", "--at", "3"], &["--entry"]);
}

#[test]
fn a_command_or_file_is_wanted() {
    let folder = Folder::new();
    assert_eq!(folder.run(&[]).status, 2);
    assert_eq!(folder.run(&["read"]).status, 2);
    assert_eq!(folder.run(&["fly"]).status, 2);
}

#[test]
fn help_and_version_are_printed() {
    let folder = Folder::new();
    let version = folder.run(&["--version"]).done().out;
    assert_eq!(version, format!("chancery {}\n", env!("CARGO_PKG_VERSION")));
    let help = folder.run(&["read", "--help"]).done().out;
    for words in ["Examples:", "NAME.meta.toml", "--lexicon", "press_briefing"] {
        assert!(help.contains(words), "no {words:?} in {help}");
    }
    assert!(folder.run(&["--help"]).done().out.contains("Exit status"));
}

#[test]
fn completions_and_manual_pages_are_printed() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = folder.run(&["completions", shell]).done().out;
        assert!(script.contains("chancery") && script.contains("explain"), "{shell}");
    }
    assert!(folder.run(&["man"]).done().out.contains(".TH chancery 1"));
    let page = folder.run(&["man", "read"]).done().out;
    assert!(page.contains(".TH chancery-read 1") && page.contains("jsonl"), "{page}");
    folder.run(&["man", "fly"]).failed(2, &["there is no command 'fly'"]);
}

#[test]
fn errors_have_no_escapes_in_a_pipe() {
    let folder = Folder::new();
    let ran = folder.run(&["read", "absent.txt"]);
    assert!(!ran.err.contains('\u{1b}'), "{}", ran.err);
    let ran = finish(folder.command(&["read", "absent.txt", "--color", "always"]).env("NO_COLOR", "1"));
    assert!(ran.err.contains('\u{1b}'), "an explicit choice wins: {}", ran.err);
}

#[test]
fn a_review_without_a_terminal_names_the_other_ways() {
    check(&["review"], &["chancery review needs a terminal", "hint: without one, chancery entry accept"]);
}
