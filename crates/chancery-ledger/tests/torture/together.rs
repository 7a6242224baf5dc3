//! Eight processes change the same entries at once.

use chancery_ledger::{AccountFilter, Place};

use crate::children::child;
use crate::common::{ALVA, fresh, incoming, meeting};

#[test]
fn no_update_is_lost_among_eight_processes() {
    let mut fresh = fresh();
    fresh.workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    let Place::File(file) = &fresh.place else { panic!("it is in a file") };
    let names: Vec<String> = (0..8).map(|number| format!("person{number}")).collect();
    let processes: Vec<_> = names.iter().map(|name| child("tag", file, name, None).spawn().expect("started")).collect();
    let mut stale = 0;
    for process in processes {
        let output = process.wait_with_output().expect("it ran");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("tagged"), "{said}");
        stale += said.lines().filter(|line| *line == "stale").count();
    }
    let account = fresh.workspace.accounts(&AccountFilter::default()).expect("listed").remove(0);
    for row in fresh.workspace.entries_of(&account).expect("listed") {
        assert!(names.iter().all(|name| row.entry.areas.contains(name)), "{:?}", row.entry.areas);
        assert_eq!(row.entry.areas.len(), names.len() + 1);
    }
    assert_eq!(fresh.workspace.head().expect("there").seq, 1 + 8 * 3, "what was refused left nothing");
    assert_eq!(fresh.workspace.verify().expect("verified").damage, None);
    assert!(stale > 0, "some came too late and were told so");
    println!("24 edits, {stale} refused as stale and done again");
}
