//! The walk of the examples, from two accounts to a followed promise and a proven log, on both databases.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::finish;

#[path = "../../../chancery-ledger/tests/common/server.rs"]
#[expect(dead_code, reason = "the ledger's tests use the rest of it")]
mod server;

/// What the script says when it comes to its end.
const SAID: [&str; 6] =
    ["cooperation list", "problem list", "evidence (2)", "in_progress", "the log proves itself", "all as they were written"];

fn walk(arguments: &[&str]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/walk.sh");
    let mut command = Command::new("sh");
    command.arg(&script).args(arguments).env("CHANCERY", env!("CARGO_BIN_EXE_chancery")).env_remove("CHANCERY_WORKSPACE");
    let ran = finish(&mut command);
    assert_eq!(ran.status, 0, "{}\n{}", ran.out, ran.err);
    for said in SAID {
        assert!(ran.out.contains(said), "no {said:?} in {}", ran.out);
    }
}

/// The newspaper page and the fact sheet on one summit; nothing, with a printed reason, where they are not.
fn page_and_sheet() -> Option<[String; 2]> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let page = shared.join("input/zhongnanhai-2026-05.txt");
    let begins = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("2026-05-17_fact"));
    let sheets = std::fs::read_dir(shared.join("corpora/en_whitehouse"));
    let sheet = sheets.ok().and_then(|children| children.flatten().map(|child| child.path()).find(begins));
    let (Some(sheet), true) = (sheet, page.is_file()) else {
        println!("skipped: there is no {}", page.display());
        return None;
    };
    Some([page, sheet].map(|path| path.display().to_string()))
}

#[test]
fn the_walk_runs_to_its_end_in_a_file() {
    walk(&[]);
    let Some([page, sheet]) = page_and_sheet() else { return };
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    walk(&[&folder.path().join("walk.db").display().to_string(), &page, &sheet, "2026-12-31"]);
}

#[test]
fn the_walk_runs_to_its_end_on_a_server() {
    let Some(database) = server::new_database() else { return };
    walk(&[&database]);
    let Some([page, sheet]) = page_and_sheet() else { return };
    let Some(database) = server::new_database() else { return };
    walk(&[&database, &page, &sheet, "2026-12-31"]);
}
