//! The process that reads what is not trusted.

use std::path::PathBuf;

use chancery_app::{Bounds, Pool};
use chancery_formats::{Format, Limits};

use crate::support::{EN, Folder};

fn pool(bounds: Bounds) -> Pool {
    Pool::new(PathBuf::from(env!("CARGO_BIN_EXE_chancery")), vec!["extract-worker".to_owned()], bounds)
}

#[test]
fn the_binary_reads_for_another_one() {
    let pool = pool(Bounds::default());
    for text in ["甲国外长同乙国外长会谈", "Alvonia"] {
        let extracted = pool.extract(text.into(), Format::Text, &Limits::default()).expect("it is read");
        assert_eq!(extracted.text, text.as_bytes());
    }
    assert_eq!(pool.waiting(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_takes_more_memory_than_allowed_is_stopped() {
    let pool = pool(Bounds { memory_mib: 64, ..Bounds::default() });
    let error = pool.extract(vec![b'a'; 100 << 20], Format::Text, &Limits::default()).expect_err("there is no room for it");
    assert_eq!(error.to_string(), "reading it took more than 64 MiB of memory and was stopped; --memory-limit allows more");
    assert!(pool.extract(b"Alvonia".to_vec(), Format::Text, &Limits::default()).is_ok(), "there is room for the next");
}

#[test]
fn the_command_for_it_is_not_for_people() {
    let folder = Folder::new();
    for arguments in [vec!["--help"], vec!["completions", "bash"], vec!["completions", "fish"], vec!["man"]] {
        let shown = folder.run(&arguments).done().out;
        assert!(!shown.contains("extract-worker"), "chancery {}", arguments.join(" "));
    }
    let nothing = folder.run_with_input(&["extract-worker"], b"").done();
    assert_eq!(nothing.out, "");
    assert_eq!(folder.run_with_input(&["extract-worker"], b"not a frame at all, but words").status, 1);
}

#[test]
fn limits_have_bounds_themselves() {
    let folder = Folder::with_accounts();
    for (flag, value) in [("--memory-limit", "1"), ("--time-limit", "0"), ("--time-limit", "soon")] {
        folder.run(&["read", "zh.txt", flag, value]).failed(2, &[flag]);
    }
    folder.run(&["read", "zh.txt", "--memory-limit", "64", "--time-limit", "1", "--lexicon", "lexicon"]).done();
}

#[cfg(target_os = "linux")]
#[test]
fn a_page_that_takes_too_much_stops_no_other() {
    let folder = Folder::with_accounts();
    folder.write("pages/1.html", format!("<html><body><p>{}</p></body></html>", EN.replace("\n\n", "</p><p>")));
    folder.write("pages/2.html", format!("<html><body><p>{}</p></body></html>", "Alvonia ".repeat(6 << 20)));
    folder.write("pages/3.html", format!("<html><body><p>{}</p></body></html>", EN.replace("\n\n", "</p><p>")));
    for jobs in ["1", "3"] {
        let ran = folder.run(&["read", "pages", "--memory-limit", "64", "--jobs", jobs, "--format", "jsonl", "--language", "en"]);
        assert_eq!((ran.status, ran.out.lines().count()), (1, 2), "{}", ran.err);
        assert_eq!(
            ran.err,
            "error: pages/2.html: reading it took more than 64 MiB of memory and was stopped; --memory-limit allows more\n"
        );
    }
}
