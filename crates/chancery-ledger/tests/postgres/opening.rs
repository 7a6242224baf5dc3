//! What is said when a database cannot be opened, and that what is no workspace is left alone.

use chancery_ledger::{LedgerError, Place, Workspace};

use crate::common::server::{address, new_database, new_schema, psql};
use crate::common::{ALVA, incoming, meeting};

/// The name of the database of a place.
fn name(place: &Place) -> String {
    place.to_string().rsplit('/').next().expect("addresses end with a name").to_owned()
}

fn refused(address: String) -> String {
    Workspace::open_or_create(&Place::Postgres(address)).expect_err("it cannot be opened").to_string()
}

#[test]
fn an_empty_database_is_no_workspace_until_one_is_made() {
    let Some(place) = new_database().map(Place::Postgres) else { return };
    assert!(matches!(Workspace::open(&place), Err(LedgerError::Missing { .. })));
    Workspace::open_or_create(&place).expect("made");
    assert_eq!(Workspace::open(&place).expect("opened").head().expect("there").seq, 0);
}

#[test]
fn a_missing_database_or_server_is_said() {
    let Some(missing) = address("chancery", "no_desk") else { return };
    let said = refused(missing);
    assert!(said.contains("the server has no database \"no_desk\"; make it with: createdb no_desk"), "{said}");
    let said = refused("postgres://alva:secret@%2Fno%2Fsuch%2Ffolder/desk".to_owned());
    assert!(said.contains("cannot connect") && !said.contains("secret"), "{said}");
    let said = refused("postgres://alva:secret@host:port/desk".to_owned());
    assert!(said.contains("this is not the address of a database") && !said.contains("secret"), "{said}");
}

#[test]
fn a_wrong_password_is_said_and_not_shown() {
    let Some(place) = new_database().map(Place::Postgres) else { return };
    psql("postgres", "CREATE USER locked PASSWORD 'right'");
    let database = name(&place);
    let said = refused(address("locked:wrong", &database).expect("there"));
    assert!(said.contains("refuses the user or the password") && !said.contains("wrong"), "{said}");
    let said = refused(address("locked", &database).expect("there"));
    assert!(said.contains("wants a password"), "{said}");
    let said = refused(address("locked:right", &database).expect("there"));
    assert!(said.contains("the user may not do this: permission denied for schema public"), "{said}");
    psql("postgres", &format!("ALTER DATABASE {database} OWNER TO locked"));
    Workspace::open_or_create(&Place::Postgres(address("locked:right", &database).expect("there"))).expect("opened");
}

#[test]
fn tables_of_other_programs_are_left_alone() {
    let Some(place) = new_database().map(Place::Postgres) else { return };
    psql(&name(&place), "CREATE TABLE meta (name TEXT)");
    let said = Workspace::open_or_create(&place).expect_err("not ours").to_string();
    assert!(said.contains("this is not a workspace: the database has tables of another program"), "{said}");
    assert_eq!(psql(&name(&place), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").as_deref(), Some("1"));
}

#[test]
fn a_database_of_another_encoding_is_refused() {
    let Some(place) = new_database().map(Place::Postgres) else { return };
    let database = format!("latin_{}", name(&place));
    psql("postgres", &format!("CREATE DATABASE {database} TEMPLATE template0 ENCODING LATIN1 LOCALE_PROVIDER libc LOCALE 'C'"));
    let said = refused(address("chancery", &database).expect("there"));
    assert!(said.contains("the database has the encoding LATIN1"), "{said}");
}

#[test]
fn schemas_of_a_database_are_workspaces_of_their_own() {
    let (Some(one), Some(other)) = (new_schema(), new_schema()) else { return };
    let beside = one.rsplit("%3D").next().expect("addresses end with the schema");
    let (one, other) = (Place::Postgres(one.clone()), Place::Postgres(format!("{other},{beside}")));
    Workspace::open_or_create(&one).expect("made").add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    assert!(matches!(Workspace::open(&other), Err(LedgerError::Missing { .. })), "what stands in the next schema is not taken for it");
    assert_eq!(Workspace::open_or_create(&other).expect("made").head().expect("there").seq, 0);
    assert_eq!(Workspace::open(&one).expect("opened").head().expect("there").seq, 1);
}

#[test]
fn a_newer_workspace_is_left_alone() {
    let Some(place) = new_database().map(Place::Postgres) else { return };
    drop(Workspace::open_or_create(&place).expect("made"));
    psql(&name(&place), "UPDATE meta SET value = '99' WHERE name = 'version'");
    assert!(matches!(Workspace::open(&place), Err(LedgerError::Newer { found: 99, .. })));
}

#[test]
fn the_log_cannot_be_changed_from_outside() {
    let Some(place) = new_database().map(Place::Postgres) else { return };
    let mut workspace = Workspace::open_or_create(&place).expect("made");
    workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    for sql in ["UPDATE operations SET author = 'Berta'", "DELETE FROM operations", "TRUNCATE operations"] {
        let said = psql(&name(&place), sql).expect("there is a server");
        assert!(said.contains("the log is only ever appended to"), "{sql}: {said}");
    }
    psql(&name(&place), "ALTER TABLE operations DISABLE TRIGGER ALL; UPDATE operations SET author = 'Berta'");
    let damage = workspace.verify().expect("verified").damage.expect("it was changed");
    assert_eq!((damage.operation, damage.reason.as_str()), (1, "its content was changed after it was written"));
}
