//! Accounts that come in together are as if each had come in alone.

use chancery_ledger::operation::RemoveAccount;
use chancery_ledger::{Added, Incoming, Operation, Place, Workspace, id_of};
use serde_json::{Value, json};

use crate::common::{ALVA, by, entry, fresh, incoming, reading};
use crate::dump::whole;

/// The account of a number: some share a day, some have none, and each waits for something of other states.
fn account(number: usize) -> Incoming {
    let text = format!("Alvonia will build dam {number} with Berland.\n双方同意修坝{number}。Cerin asks for {number} boats.");
    let parties = [["ALV", "BER"], ["CER", "ALV"], ["BER", "DOR/minister"]][number % 3];
    let window = (!number.is_multiple_of(4)).then(|| by(&format!("2032-{:02}-28", 1 + number % 12)));
    let entries = [
        entry(&text, "commitment", &format!("Alvonia will build dam {number}"), json!({"parties": parties, "window": window})),
        entry(&text, "request", &format!("Cerin asks for {number} boats"), json!({"from": ["CER"], "to": [""]})),
        entry(&text, "understanding", &format!("双方同意修坝{number}"), json!({})),
    ];
    let mut reading = reading(&text, &format!("2031-05-{:02}", 1 + number % 9), &entries);
    if number % 7 == 3 {
        reading.document.date = None;
    }
    incoming(&format!("{number}.txt"), reading)
}

/// Accounts among which are all the ways in which one can be known.
fn accounts() -> Vec<Incoming> {
    let mut all: Vec<Incoming> = (0..100).map(account).collect();
    // The same text from another source, from the same one, and another text from a source that is known: twice.
    all.insert(40, Incoming { source: "copy.txt".to_owned(), ..account(7) });
    all.insert(50, account(7));
    all.insert(60, Incoming { source: "8.txt".to_owned(), ..account(200) });
    all.insert(70, Incoming { source: "8.txt".to_owned(), ..account(201) });
    // An entry that is there already, in another account, and one that stands twice.
    let text = "Alvonia will build dam 5 again.";
    let again: Vec<Value> = ["Alvonia", "dam 5", "dam 5"].map(|words| entry(text, "position", words, json!({}))).to_vec();
    let mut again = reading(text, "2031-05-12", &again);
    again.entries[0].id = account(5).reading.entries[0].id.clone();
    all.push(incoming("again.txt", again));
    // One that was taken out before.
    all.push(account(300));
    all
}

fn begun(workspace: &mut Workspace) {
    let gone = account(300);
    let id = gone.reading.document.id.clone();
    workspace.add(&ALVA, vec![gone]).expect("added");
    workspace.append(&ALVA, &Operation::RemoveAccount(RemoveAccount { account: id })).expect("taken out");
}

#[test]
fn together_is_as_one_after_the_other() {
    let (mut together, mut alone) = (fresh(), fresh());
    begun(&mut together.workspace);
    begun(&mut alone.workspace);
    let added = together.workspace.add(&ALVA, accounts()).expect("added");
    let one_by_one: Vec<Added> = accounts().into_iter().flat_map(|one| alone.workspace.add(&ALVA, vec![one]).expect("added")).collect();
    assert_eq!(added, one_by_one);
    assert_eq!(together.workspace.head().expect("there"), alone.workspace.head().expect("there"), "the logs are the same");
    assert!(whole(&together.place) == whole(&alone.place), "and so is what follows from them");
    let mut other = Workspace::open_or_create(&Place::File(together.place.to_string().into())).expect("opened");
    other.rebuild().expect("rebuilt");
    assert!(whole(&together.place) == whole(&alone.place), "also when it is made again");
}

#[test]
fn what_cannot_be_taken_in_leaves_nothing_of_the_others() {
    let mut fresh = fresh();
    let before = whole(&fresh.place);
    let Place::File(path) = &fresh.place else { panic!("it is in a file") };
    let past = rusqlite::Connection::open(path).expect("opened");
    let sql = format!(
        "CREATE TRIGGER stop BEFORE INSERT ON accounts WHEN new.id = '{}' BEGIN SELECT RAISE(ABORT, 'the dam broke'); END",
        id_of(&["Alvonia will build dam 60 with Berland.\n双方同意修坝60。Cerin asks for 60 boats."])
    );
    past.execute_batch(&sql).expect("said");
    let refused = fresh.workspace.add(&ALVA, accounts()).expect_err("one is refused").to_string();
    assert!(refused.contains("the dam broke"), "{refused}");
    assert!(whole(&fresh.place) == before && fresh.workspace.head().expect("there").seq == 0, "none was kept");
    past.execute_batch("DROP TRIGGER stop").expect("said");
    assert_eq!(fresh.workspace.add(&ALVA, accounts()).expect("all come in now").len(), accounts().len());
}
