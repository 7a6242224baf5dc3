//! The log is changed past the program.

use std::path::Path;

use chancery_ledger::operation::Decide;
use chancery_ledger::{Context, Operation, Place, Record, Workspace};
use rusqlite::{Connection, params};

use crate::common::{ALVA, BERTA, Fresh, fresh, incoming, meeting, told};
use crate::{Numbers, times};

/// A workspace with some operations, and a way past the program into its log.
fn opened() -> (Fresh, Connection) {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    for number in 0..12 {
        let text = format!("Alvonia will mend dam {number}. 双方同意修坝。");
        let entries = [("commitment", &*format!("Alvonia will mend dam {number}"), serde_json::json!({}))];
        for id in told(workspace, "2031-06-01", &text, &entries) {
            let row = workspace.entry(&id).expect("there");
            workspace.append(&BERTA, &Operation::Accept(Decide { entries: vec![row.seen()] })).expect("accepted");
        }
    }
    let Place::File(path) = &fresh.place else { panic!("it is in a file") };
    let log = past_the_program(path);
    (fresh, log)
}

fn past_the_program(path: &Path) -> Connection {
    let connection = Connection::open(path).expect("opened");
    connection.execute_batch("PRAGMA synchronous = OFF; DROP TRIGGER operations_stay; DROP TRIGGER operations_remain;").expect("said");
    connection
}

/// The number of the first operation that is wrong, and what is wrong with it.
fn damage(workspace: &mut Workspace) -> (i64, String) {
    let damage = workspace.verify().expect("verified").damage.expect("something is wrong");
    (damage.operation, damage.reason)
}

#[test]
fn every_flipped_byte_in_the_log_is_found_and_named() {
    let (mut fresh, log) = opened();
    let records = fresh.workspace.records_after(0, 1000).expect("read");
    let mut numbers = Numbers(7);
    let flips = (times(500) * 2).max(1000);
    for _ in 0..flips {
        let record = &records[numbers.below(records.len() as u64) as usize];
        let mut payload = record.payload.clone().into_bytes();
        let at = numbers.below(payload.len() as u64) as usize;
        payload[at] ^= 1 << numbers.below(8);
        let write = "UPDATE operations SET payload = CAST(?1 AS TEXT) WHERE seq = ?2";
        log.execute(write, params![payload, record.seq]).expect("written");
        assert_eq!(damage(&mut fresh.workspace).0, record.seq, "byte {at} of operation {}", record.seq);
        log.execute(write, params![record.payload.as_bytes(), record.seq]).expect("written");
    }
    assert_eq!(fresh.workspace.verify().expect("verified").damage, None, "all is as it was");
    println!("{flips} flipped bytes were found");
}

#[test]
fn what_else_a_record_says_is_covered_too() {
    let (mut fresh, log) = opened();
    for column in ["hash", "prev", "time", "author", "reason", "kind"] {
        log.execute_batch("BEGIN").expect("begun");
        log.execute(&format!("UPDATE operations SET {column} = {column} || 'x' WHERE seq = 5"), []).expect("written");
        log.execute_batch("COMMIT").expect("kept");
        assert_eq!(damage(&mut fresh.workspace).0, 5, "{column}");
        log.execute(&format!("UPDATE operations SET {column} = rtrim({column}, 'x') WHERE seq = 5"), []).expect("written");
    }
    assert_eq!(fresh.workspace.verify().expect("verified").damage, None, "all is as it was");
}

#[test]
fn missing_moved_cut_and_added_operations_are_found() {
    let cases = [
        ("DELETE FROM operations WHERE seq = 4", 4, "missing"),
        ("DELETE FROM operations WHERE seq = 1", 1, "missing"),
        ("DELETE FROM operations WHERE seq > 20", 21, "does not end where"),
        ("DELETE FROM operations WHERE seq = (SELECT max(seq) FROM operations)", 25, "does not end where"),
        (
            "UPDATE operations SET seq = 1000 WHERE seq = 6; UPDATE operations SET seq = 6 WHERE seq = 7; UPDATE operations SET seq = 7 WHERE seq = 1000",
            6,
            "does not follow",
        ),
        ("UPDATE operations SET payload = (SELECT payload FROM operations WHERE seq = 2) WHERE seq = 4", 4, "changed"),
    ];
    for (sql, operation, said) in cases {
        let (mut fresh, log) = opened();
        log.execute_batch(sql).expect("said");
        let (found, reason) = damage(&mut fresh.workspace);
        assert!(found == operation && reason.contains(said), "{sql}: {found}, {reason}");
        assert!(fresh.workspace.rebuild().is_err(), "nothing is made from a damaged log");
    }
    let (mut fresh, log) = opened();
    let last = fresh.workspace.head().expect("there");
    let by = Context { author: "Nobody", ..ALVA };
    let mut added = Record {
        seq: last.seq + 1,
        hash: String::new(),
        prev: last.hash,
        time: by.time.to_owned(),
        author: by.author.to_owned(),
        reason: String::new(),
        kind: "undo".to_owned(),
        payload: r#"{"operation":2}"#.to_owned(),
    };
    added.hash = added.computed_hash();
    let values = params![added.seq, added.hash, added.prev, added.time, added.author, added.reason, added.kind, added.payload];
    log.execute(
        "INSERT INTO operations(seq, hash, prev, time, author, reason, kind, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        values,
    )
    .expect("written");
    let (found, reason) = damage(&mut fresh.workspace);
    assert!(reason.contains("added past the program"), "{found}: {reason}");
}
