//! Backups: the same log and state come back, and no changed file is taken.

use crate::common::{ALVA, BERTA, Fresh, done, fresh, incoming, meeting, told};
use chancery_ledger::operation::{Decide, Undo};
use chancery_ledger::{AccountFilter, Head, LedgerError, Operation, Place, Workspace};
use serde_json::json;

/// A workspace with a few operations, and its backup.
fn kept() -> (Fresh, Vec<u8>, Head) {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    told(workspace, "2031-06-01", "Alvonia will mend the dam.", &[("commitment", "Alvonia will mend the dam", json!({}))]);
    let account = workspace.accounts(&AccountFilter::default()).expect("listed").remove(0);
    for row in workspace.entries_of(&account).expect("listed") {
        workspace.append(&BERTA, &Operation::Accept(Decide { entries: vec![row.seen()] })).expect("accepted");
    }
    done(workspace, &Operation::Undo(Undo { operation: 4 }));
    let mut backup = Vec::new();
    let head = workspace.backup(&mut backup).expect("backed up");
    (fresh, backup, head)
}

/// What restoring from some bytes into a new file says, and whether a file was left.
fn restored(backup: &[u8]) -> (Result<Head, LedgerError>, bool) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("again.db");
    let said = Workspace::restore(&Place::File(path), backup);
    (said, folder.path().read_dir().expect("listed").next().is_some())
}

#[test]
fn a_backup_restores_the_same_log_and_state() {
    let (mut fresh, backup, head) = kept();
    assert_eq!(head, fresh.workspace.head().expect("there"));
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let place = Place::File(folder.path().join("again.db"));
    assert_eq!(Workspace::restore(&place, backup.as_slice()).expect("restored"), head);
    let mut again = Workspace::open(&place).expect("opened");
    assert_eq!(again.verify().expect("verified").damage, None);
    let filter = AccountFilter::default();
    let accounts = fresh.workspace.accounts(&filter).expect("listed");
    assert_eq!(again.accounts(&filter).expect("listed"), accounts);
    for account in &accounts {
        assert_eq!(again.entries_of(account).expect("listed"), fresh.workspace.entries_of(account).expect("listed"));
    }
    let mut once_more = Vec::new();
    again.backup(&mut once_more).expect("backed up");
    assert_eq!(once_more, backup);
}

#[test]
fn a_workspace_in_use_is_not_restored_into() {
    let (mut fresh, backup, head) = kept();
    let refused = Workspace::restore(&fresh.place, backup.as_slice()).expect_err("it is in use").to_string();
    assert!(refused.contains("restore into a new one"), "{refused}");
    assert_eq!(fresh.workspace.head().expect("there"), head);
    let mut empty = crate::common::fresh();
    assert_eq!(Workspace::restore(&empty.place, backup.as_slice()).expect("nothing was done there"), head);
    assert_eq!(empty.workspace.head().expect("there"), head);
}

#[test]
fn a_changed_backup_is_refused_with_line_and_operation_and_leaves_nothing() {
    let (_fresh, backup, _) = kept();
    let text = String::from_utf8(backup.clone()).expect("text");
    let lines: Vec<&str> = text.lines().collect();
    let without =
        |line: usize| lines.iter().enumerate().filter(|(at, _)| *at != line).map(|(_, line)| format!("{line}\n")).collect::<String>();
    let mut swapped = lines.clone();
    swapped.swap(2, 3);
    let cases = [
        (without(3), 4, 3, "stands where"),
        (without(lines.len() - 1), lines.len(), lines.len() - 1, "breaks off"),
        (without(lines.len() - 2), lines.len() - 1, lines.len() - 2, "ends at operation"),
        (without(0), 1, 0, "not a line"),
        (swapped.join("\n") + "\n", 3, 2, "stands where"),
        (text.replace("Berta", "Berte"), 4, 3, "was changed"),
        (text.replacen("\"author\"", "\"author\" ", 1), 2, 1, "was changed"),
        (text.replace("chancery.log/1", "chancery.log/2"), 1, 0, "this program reads"),
        (format!("{text}{{}}\n"), lines.len() + 1, lines.len() - 1, "something follows"),
        (String::new(), 1, 0, "breaks off"),
    ];
    for (changed, line, operation, said) in cases {
        let (result, left) = restored(changed.as_bytes());
        let refused = result.expect_err(said);
        let LedgerError::Backup { line: found, operation: at, reason } = &refused else { panic!("{refused}") };
        assert!((*found, *at) == (line as u64, operation as i64) && reason.contains(said), "{refused}, not {said} in {line}");
        assert!(!left, "nothing is left of a refused backup");
    }
}

#[test]
fn every_flipped_byte_and_every_cut_of_a_backup_is_seen() {
    let (_fresh, backup, _) = kept();
    for at in (0..backup.len()).step_by(23) {
        let mut flipped = backup.clone();
        flipped[at] ^= 1 << (at % 8);
        assert!(Workspace::restore(&Place::Memory, flipped.as_slice()).is_err(), "byte {at} was flipped");
    }
    for length in (0..backup.len()).step_by(211) {
        assert!(Workspace::restore(&Place::Memory, &backup[..length]).is_err(), "cut after {length} bytes");
    }
}
