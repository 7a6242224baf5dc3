//! Several write at once, connections are lost, and workspaces move between a file and a server.

use chancery_ledger::operation::{Dossier, DossierAbout};
use chancery_ledger::{AccountFilter, LedgerError, Operation, Place, Workspace};

use crate::common::server::{new_database, psql};
use crate::common::{ALVA, incoming, meeting};

fn set(number: usize) -> Operation {
    let dossier =
        Dossier { dossier: format!("d{number}"), name: format!("number {number}"), about: DossierAbout::Event, states: Vec::new() };
    Operation::SetDossier(dossier)
}

#[test]
fn writers_take_turns_even_when_they_make_the_workspace() {
    let Some(place) = new_database().map(Place::Postgres) else { return };
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let place = &place;
            scope.spawn(move || {
                let mut workspace = Workspace::open_or_create(place).expect("opened");
                for number in 0..15 {
                    workspace.append(&ALVA, &set(100 * writer + number)).expect("appended");
                }
            });
        }
    });
    let verified = Workspace::open(&place).expect("opened").verify().expect("verified");
    assert_eq!((verified.head.seq, verified.damage), (60, None));
}

#[test]
fn a_lost_connection_is_said_and_made_again() {
    let Some(place) = new_database().map(Place::Postgres) else { return };
    let mut workspace = Workspace::open_or_create(&place).expect("made");
    workspace.append(&ALVA, &set(1)).expect("appended");
    let database = place.to_string().rsplit('/').next().expect("a name").to_owned();
    psql("postgres", &format!("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{database}'"));
    let lost = workspace.append(&ALVA, &set(2)).expect_err("the connection is lost");
    assert!(matches!(&lost, LedgerError::Database { reason, .. } if reason.contains("connection to the server was lost")), "{lost}");
    workspace.append(&ALVA, &set(2)).expect("connected again");
    workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    assert_eq!(workspace.verify().expect("verified").head.seq, 3);
}

#[test]
fn a_workspace_moves_from_a_file_to_a_server_and_back() {
    let mut file = Workspace::open_or_create(&Place::Memory).expect("made");
    file.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    file.append(&ALVA, &set(1)).expect("appended");
    let mut backup = Vec::new();
    let head = file.backup(&mut backup).expect("written");
    let Some(place) = new_database().map(Place::Postgres) else { return };
    assert!(Workspace::restore(&place, &backup[..backup.len() - 9]).is_err(), "it breaks off");
    assert_eq!(Workspace::open_or_create(&place).expect("opened").head().expect("there").seq, 0, "nothing of it was kept");
    assert_eq!(Workspace::restore(&place, backup.as_slice()).expect("restored"), head);
    let mut server = Workspace::open(&place).expect("opened");
    let mut again = Vec::new();
    server.backup(&mut again).expect("written");
    assert_eq!(again, backup);
    let rows = |workspace: &mut Workspace| {
        let account = workspace.accounts(&AccountFilter::default()).expect("listed").remove(0);
        workspace.entries_of(&account).expect("listed")
    };
    assert_eq!(rows(&mut server), rows(&mut file));
}
