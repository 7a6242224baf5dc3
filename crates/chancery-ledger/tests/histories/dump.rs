//! Everything that a workspace file holds besides its log, as text.

#![allow(dead_code, reason = "each test program uses its own part")]

use std::path::Path;

use chancery_ledger::Place;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

/// Tables and their columns; revisions are the last, where there are any.
const TABLES: [(&str, &str, bool); 10] = [
    ("undone", "seq, undoing", false),
    ("touched", "object, seq, wrote", false),
    ("before_images", "seq, object, body", false),
    ("accounts", "num, id, reading, title, date, states, lexicon, entries, standing, version_of, replaced_by, revision", true),
    ("account_states", "state, account", true),
    ("sources", "source, account", true),
    ("entries", "num, id, account, kind, state, live, date, due, running, body, review, revision", true),
    ("entry_parties", "party, kind, date, entry", true),
    ("awaited", "party, due, entry, state", true),
    ("objects", "name, class, parent, body, revision", true),
];

/// Every row of every table that follows from the log.
pub fn whole(place: &Place) -> Vec<String> {
    dumped(place, |_| true, |columns| columns.to_owned())
}

/// Every row of every table that says how things stand, without the numbers of the operations that last changed them.
pub fn standing(place: &Place) -> Vec<String> {
    dumped(place, |stands| stands, |columns| columns.trim_end_matches(", revision").to_owned())
}

fn dumped(place: &Place, wanted: impl Fn(bool) -> bool, columns: impl Fn(&str) -> String) -> Vec<String> {
    let Place::File(path) = place else { panic!("only files are dumped") };
    let connection = opened(path);
    let mut rows = Vec::new();
    for (table, all, stands) in TABLES {
        if wanted(stands) {
            select(&connection, table, &format!("SELECT {} FROM {table}", columns(all)), &mut rows);
        }
    }
    for table in ["passage_words", "entry_words"] {
        let sql = format!("CREATE VIRTUAL TABLE temp.of_{table} USING fts5vocab('main', '{table}', 'instance')");
        connection.execute_batch(&sql).expect("the words can be listed");
        select(&connection, table, &format!("SELECT term, doc, col, \"offset\" FROM temp.of_{table}"), &mut rows);
    }
    rows.sort();
    rows
}

fn opened(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("the file opens")
}

fn select(connection: &Connection, table: &str, sql: &str, rows: &mut Vec<String>) {
    let mut statement = connection.prepare(sql).expect("the table is there");
    let width = statement.column_count();
    let mut found = statement.query([]).expect("asked");
    while let Some(row) = found.next().expect("a row") {
        let values: Vec<Value> = (0..width).map(|column| row.get(column).expect("a value")).collect();
        rows.push(format!("{table} {values:?}"));
    }
}
