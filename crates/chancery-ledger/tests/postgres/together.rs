//! Several write at once, and connections are lost.

use chancery_ledger::operation::{Dossier, DossierAbout};
use chancery_ledger::{LedgerError, Operation, Workspace};

use crate::common::server::{new_database, psql};
use crate::common::{ALVA, incoming, meeting};

fn set(number: usize) -> Operation {
    let dossier =
        Dossier { dossier: format!("d{number}"), name: format!("number {number}"), about: DossierAbout::Event, states: Vec::new() };
    Operation::SetDossier(dossier)
}

#[test]
fn writers_take_turns_even_when_they_make_the_workspace() {
    let Some(place) = new_database() else { return };
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
    let Some(place) = new_database() else { return };
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
