//! Places where no workspace is, or one that must not be touched.

use std::fs;

use chancery_ledger::{LedgerError, Place, Workspace};
use rusqlite::Connection;

use crate::common::{ALVA, incoming, meeting};

#[test]
fn a_newer_workspace_is_refused_and_stays_byte_for_byte() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("chancery.db");
    let place = Place::File(file.clone());
    let mut workspace = Workspace::open_or_create(&place).expect("made");
    workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    drop(workspace);
    let connection = Connection::open(&file).expect("opened");
    connection.execute("UPDATE meta SET value = '999' WHERE name = 'version'", []).expect("written");
    connection.close().expect("closed");
    let before = fs::read(&file).expect("read");
    for open in [Workspace::open, Workspace::open_or_create] {
        let refused = open(&place).expect_err("it is newer");
        assert!(matches!(&refused, LedgerError::Newer { found: 999, .. }), "{refused}");
        assert!(fs::read(&file).expect("read") == before, "not a byte was changed");
    }
}

#[test]
fn what_is_no_workspace_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("words.txt"), "Alvonia and Berland met. ".repeat(100)).expect("written");
    fs::write(at("short.txt"), "Alvonia").expect("written");
    let foreign = Connection::open(at("foreign.db")).expect("made");
    foreign.execute_batch("CREATE TABLE ships (name TEXT); INSERT INTO ships VALUES ('Heron');").expect("said");
    foreign.close().expect("closed");
    fs::create_dir(at("folder")).expect("made");
    for (name, said) in [
        ("words.txt", "not a database"),
        ("short.txt", "not a database"),
        ("foreign.db", "belongs to another program"),
        ("folder", "is a folder"),
    ] {
        let place = Place::File(at(name));
        let before = fs::read(at(name)).ok();
        for open in [Workspace::open, Workspace::open_or_create] {
            let refused = open(&place).expect_err(name).to_string();
            assert!(refused.contains(said) && refused.contains(name), "{refused}");
        }
        assert_eq!(fs::read(at(name)).ok(), before, "{name} is as it was");
    }
    fs::write(at("empty.db"), "").expect("written");
    let refused = Workspace::open(&Place::File(at("empty.db"))).expect_err("empty").to_string();
    assert!(refused.contains("the file is empty"), "{refused}");
    assert_eq!(fs::metadata(at("empty.db")).expect("there").len(), 0);
    Workspace::open_or_create(&Place::File(at("empty.db"))).expect("an empty file may become one");
    let refused = Workspace::open(&Place::File(at("missing.db"))).expect_err("missing");
    assert!(matches!(refused, LedgerError::Missing { .. }) && !at("missing.db").exists(), "{refused}");
    let refused = Workspace::open_or_create(&Place::File(at("no/such/chancery.db"))).expect_err("no folder").to_string();
    assert!(refused.contains("no/such"), "{refused}");
}

#[test]
fn a_workspace_that_may_only_be_read_says_so() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("chancery.db");
    let place = Place::File(file.clone());
    drop(Workspace::open_or_create(&place).expect("made"));
    let read_only = |path: &std::path::Path, is: bool| {
        let mut permissions = fs::metadata(path).expect("there").permissions();
        permissions.set_readonly(is);
        fs::set_permissions(path, permissions).expect("set");
    };
    read_only(&file, true);
    read_only(folder.path(), true);
    if fs::write(folder.path().join("probe"), "").is_ok() {
        println!("skipped: this user may write everywhere");
        read_only(folder.path(), false);
        return;
    }
    let refused = Workspace::open(&place).map(|mut workspace| workspace.add(&ALVA, vec![incoming("a.txt", meeting())]));
    read_only(folder.path(), false);
    let said = match refused {
        Ok(Ok(_)) => panic!("it could be written"),
        Ok(Err(error)) | Err(error) => error.to_string(),
    };
    assert!(said.contains("chancery.db"), "{said}");
}
