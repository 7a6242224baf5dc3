//! What waits for a person, in its order and a few accounts at a time.

use chancery_ledger::operation::Decide;
use chancery_ledger::{EntryFilter, EntryState, Operation, Queue, QueuePlace, Way, Workspace, id_of};
use serde_json::json;

use crate::common::{ALVA, Fresh, entry, fresh, incoming, reading};

/// Accounts of these days; the last has nothing left to decide.
fn waiting() -> Fresh {
    let mut fresh = fresh();
    for (number, day) in ["2031-05-03", "2031-05-01", "", "2031-05-03", "2031-05-02"].iter().enumerate() {
        let text = format!("Alvonia will build dam {number}. Berland asks for boat {number}.");
        let entries = [
            entry(&text, "commitment", &format!("Alvonia will build dam {number}"), json!({})),
            entry(&text, "request", &format!("Berland asks for boat {number}"), json!({"from": ["BER"], "to": []})),
        ];
        let mut reading = reading(&text, day, &entries);
        reading.document.date = Some((*day).to_owned()).filter(|day| !day.is_empty());
        fresh.workspace.add(&ALVA, vec![incoming(&format!("{number}.txt"), reading)]).expect("added");
    }
    let last = fresh.workspace.account_by_num(5).expect("there");
    let seen = fresh.workspace.entries_of(&last).expect("listed").iter().map(|row| row.seen()).collect();
    fresh.workspace.append(&ALVA, &Operation::Accept(Decide { entries: seen })).expect("accepted");
    fresh
}

fn queue(parties: &[&str], states: &[EntryState], words: &str) -> Queue {
    let parties = parties.iter().map(|party| (*party).to_owned()).collect();
    Queue { filter: EntryFilter { parties, states: states.to_vec(), ..EntryFilter::default() }, words: words.to_owned() }
}

/// Numbers of the accounts of a queue, two at a time.
fn gone_through(workspace: &mut Workspace, queue: &Queue, way: Way) -> Vec<i64> {
    let (mut found, mut from): (Vec<i64>, Option<QueuePlace>) = (Vec::new(), None);
    loop {
        let places = workspace.queue_accounts(queue, from.as_ref(), way, 2).expect("listed");
        let Some(last) = places.last() else { return found };
        found.extend(places.iter().map(|place| place.account));
        from = Some(last.clone());
    }
}

#[test]
fn accounts_come_by_day_and_number_and_each_once() {
    let mut fresh = waiting();
    let mut check = |queue: Queue, expected: &[i64], entries: usize| {
        let workspace = &mut fresh.workspace;
        assert_eq!(gone_through(workspace, &queue, Way::Onward), expected, "{queue:?}");
        let back: Vec<i64> = expected.iter().rev().copied().collect();
        assert_eq!(gone_through(workspace, &queue, Way::Back), back, "{queue:?}");
        assert_eq!(workspace.count_queue(&queue).expect("counted"), entries, "{queue:?}");
    };
    let proposed = [EntryState::Proposed];
    check(queue(&[], &proposed, ""), &[3, 2, 1, 4], 8);
    check(queue(&["BER"], &proposed, ""), &[3, 2, 1, 4], 4);
    check(queue(&[], &proposed, "dam 3"), &[4], 1);
    check(queue(&["CER"], &proposed, ""), &[], 0);
    check(queue(&[], &[EntryState::Accepted], ""), &[5], 2);
    check(queue(&[], &[], ""), &[3, 2, 5, 1, 4], 10);
    let mut since = queue(&["BER"], &proposed, "");
    since.filter.since = Some("2031-05-02".to_owned());
    check(since, &[1, 4], 2);
}

#[test]
fn very_many_wanted_entries_are_gone_through_alike() {
    let mut fresh = waiting();
    let text = "Berland asks for very many boats.";
    let one = entry(text, "request", "Berland asks for very many boats", json!({"from": ["BER"], "to": []}));
    let many: Vec<serde_json::Value> = (0..20_000)
        .map(|number: i32| {
            let mut entry = one.clone();
            entry["id"] = id_of(&[text, &number.to_string()]).into();
            entry
        })
        .collect();
    fresh.workspace.add(&ALVA, vec![incoming("many.txt", reading(text, "2031-05-02", &many))]).expect("added");
    let last = fresh.workspace.head().expect("there").seq;
    let queue = queue(&["BER"], &[EntryState::Proposed], "");
    assert_eq!(gone_through(&mut fresh.workspace, &queue, Way::Onward), [3, 2, last, 1, 4]);
    assert_eq!(gone_through(&mut fresh.workspace, &queue, Way::Back), [4, 1, last, 2, 3]);
    assert_eq!(fresh.workspace.count_queue(&queue).expect("counted"), 20_004);
}
