//! A pool of readers that sleep, take memory, break down or lie.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Barrier;
use std::thread;

use chancery_apart::{ApartError, Bounds, Pool};
use chancery_formats::{Format, FormatError, Limits};

const BOUNDS: Bounds = Bounds { memory_mib: 256, time_s: 20 };

fn pool(bounds: Bounds) -> Pool {
    Pool::new(PathBuf::from(env!("CARGO_BIN_EXE_misbehaving-reader")), Vec::new(), bounds)
}

fn read(pool: &Pool, document: &str) -> Result<String, ApartError> {
    let extracted = pool.extract(document.as_bytes().to_vec(), Format::Text, &Limits::default())?;
    Ok(String::from_utf8(extracted.text).expect("the text is UTF-8"))
}

/// The error for a document, after which the next one is read.
fn check(document: &str, bounds: Bounds) -> String {
    let pool = pool(bounds);
    let error = read(&pool, document).expect_err("the reader broke down");
    assert_eq!(read(&pool, "the next one").as_deref(), Ok("the next one"), "after {document}");
    error.to_string()
}

#[test]
fn what_is_taken_out_comes_back_whole() {
    let pool = pool(BOUNDS);
    let long = "甲国外长同乙国外长会谈\n".repeat(200_000);
    assert_eq!(read(&pool, &long), Ok(long));
    let apart = pool.extract("# 会谈".into(), Format::Markdown, &Limits::default()).expect("it is read");
    assert_eq!(Ok(apart), chancery_formats::extract("# 会谈".into(), Format::Markdown, &Limits::default()));
}

#[test]
fn an_error_of_the_format_is_the_documents_own() {
    let pool = pool(BOUNDS);
    let error = pool.extract(b"\x01\x02\x03\x04".to_vec(), Format::Text, &Limits::default());
    assert!(matches!(error, Err(ApartError::Format(FormatError::Unread { looks_like, .. })) if looks_like == "a binary file"));
    assert_eq!(pool.waiting(), 1, "the process is kept");
}

#[test]
fn too_long_is_stopped() {
    for document in ["sleep", "spin"] {
        let error = check(document, Bounds { time_s: 1, ..BOUNDS });
        assert!(error.contains("more than 1 s"), "{document}: {error}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn too_much_memory_is_stopped() {
    let error = check("allocate", BOUNDS);
    assert!(error.contains("more than 256 MiB of memory"), "{error}");
}

#[test]
fn breaking_down_is_an_error_of_one_document() {
    for (document, expected) in [
        ("abort", "broke down on it (signal"),
        ("exit", "exit status: 3"),
        ("panic", "no such table"),
        ("recurse", "nested so deeply"),
        ("lie", "makes no sense"),
    ] {
        let error = check(document, BOUNDS);
        assert!(error.contains(expected), "{document}: {error}");
    }
}

#[test]
fn words_that_nobody_hears_stop_only_who_says_them() {
    let error = check("shout", Bounds { time_s: 1, ..BOUNDS });
    assert!(error.contains("more than 1 s"), "{error}");
}

#[test]
fn a_program_that_cannot_be_started_or_leaves_is_said() {
    let absent = Pool::new(PathBuf::from("/absent/reader"), Vec::new(), BOUNDS);
    assert!(matches!(read(&absent, "text"), Err(ApartError::NotStarted { program, .. }) if program == "/absent/reader"));
    let leaves = Pool::new(PathBuf::from(env!("CARGO_BIN_EXE_misbehaving-reader")), vec!["leave".to_owned()], BOUNDS);
    assert!(matches!(read(&leaves, "text"), Err(ApartError::Broken { how }) if how.contains("exit status: 0")));
}

#[cfg(unix)]
#[test]
fn one_that_closes_its_pipes_and_stays_is_ended() {
    let arguments = vec!["-c".to_owned(), "exec <&- >&-; exec sleep 600".to_owned()];
    let stays = Pool::new(PathBuf::from("/bin/sh"), arguments, BOUNDS);
    assert!(matches!(read(&stays, "text"), Err(ApartError::Broken { how }) if how == "it closed its pipes"));
}

#[test]
fn a_process_is_kept_for_the_next_document() {
    let pool = pool(BOUNDS);
    assert_eq!(pool.waiting(), 0, "none is started before it is needed");
    let processes: BTreeSet<String> = (0..50).map(|_| read(&pool, "who").expect("it is read")).collect();
    assert_eq!((processes.len(), pool.waiting()), (1, 1));
}

#[test]
fn there_are_as_many_processes_as_documents_at_a_time() {
    let pool = pool(BOUNDS);
    let begin = Barrier::new(4);
    thread::scope(|scope| {
        for number in 0..4 {
            let (pool, begin) = (&pool, &begin);
            scope.spawn(move || {
                begin.wait();
                for round in 0..20 {
                    let document = format!("{number} in {round}");
                    assert_eq!(read(pool, &document).as_deref(), Ok(document.as_str()), "no answer goes to another");
                }
            });
        }
    });
    assert!((1..=4).contains(&pool.waiting()), "{}", pool.waiting());
}

#[cfg(target_os = "linux")]
#[test]
fn a_process_that_ended_while_it_waited_is_replaced() {
    let pool = pool(BOUNDS);
    let process = read(&pool, "who").expect("it is read");
    let killed = std::process::Command::new("kill").args(["-9", &process]).status().expect("kill is there");
    assert!(killed.success());
    while !std::fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| stat.contains(") Z ")) {
        thread::yield_now();
    }
    assert_eq!(read(&pool, "text").as_deref(), Ok("text"));
}

#[cfg(target_os = "linux")]
#[test]
fn no_process_outlives_its_pool() {
    let pool = pool(BOUNDS);
    let process = read(&pool, "who").expect("it is read");
    drop(pool);
    assert!(!std::path::Path::new(&format!("/proc/{process}")).exists());
}
