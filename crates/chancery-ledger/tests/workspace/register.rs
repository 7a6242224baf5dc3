//! The register: everything that is wanted comes once, in order, whatever the size of the pages.

use chancery_ledger::operation::Decide;
use chancery_ledger::{By, EntryFilter, EntryState, Operation, Order, Queue, RegisterPlace, Way, Workspace};
use serde_json::json;

use crate::common::{ALVA, Fresh, entry, fresh, incoming, reading};

/// Accounts of several days and of none, two of whose entries were decided on.
fn filled() -> Fresh {
    let mut fresh = fresh();
    for (number, day) in ["2031-05-16", "", "2031-05-14", "2031-05-16", "2031-05-15"].iter().enumerate() {
        let text = format!("Alvonia will build dam {number}. Berland asks for boat {number}. They met {number} times.");
        let entries = [
            entry(&text, "commitment", &format!("Alvonia will build dam {number}"), json!({})),
            entry(&text, "request", &format!("Berland asks for boat {number}"), json!({"from": ["BER"], "to": []})),
            entry(&text, "engagement", &format!("They met {number} times"), json!({"participants": ["ALV", "BER"]})),
        ];
        let mut reading = reading(&text, day, &entries);
        reading.document.date = Some((*day).to_owned()).filter(|day| !day.is_empty());
        fresh.workspace.add(&ALVA, vec![incoming(&format!("{number}.txt"), reading)]).expect("added");
    }
    let first = fresh.workspace.account_by_num(1).expect("there");
    let seen: Vec<_> = fresh.workspace.entries_of(&first).expect("listed").iter().map(|row| row.seen()).collect();
    fresh.workspace.append(&ALVA, &Operation::Accept(Decide { entries: vec![seen[0].clone()] })).expect("accepted");
    fresh.workspace.append(&ALVA, &Operation::Reject(Decide { entries: vec![seen[1].clone()] })).expect("rejected");
    fresh
}

/// All of a register, by pages of a size: day, kind and id of each entry.
fn paged(workspace: &mut Workspace, queue: &Queue, order: Order, size: usize) -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    let mut after: Option<RegisterPlace> = None;
    loop {
        let page = workspace.register(queue, order, after.as_ref(), size).expect("asked");
        assert!(page.len() <= size);
        after = page.last().map(|last| last.place.clone());
        let is_last = page.len() < size;
        all.extend(page.into_iter().map(|one| (one.place.date, one.entry.entry.kind, one.entry.entry.id)));
        if is_last {
            return all;
        }
    }
}

#[test]
fn pages_of_any_size_make_the_same_register_in_order() {
    let mut fresh = filled();
    let workspace = &mut fresh.workspace;
    let queue = |filter: EntryFilter, words: &str| Queue { filter, words: words.to_owned() };
    let day = |day: &str| Some(day.to_owned());
    let queues = [
        (queue(EntryFilter::default(), ""), 14),
        (queue(EntryFilter { kinds: vec!["commitment".to_owned()], ..EntryFilter::default() }, ""), 5),
        (queue(EntryFilter { states: vec![EntryState::Accepted], ..EntryFilter::default() }, ""), 1),
        (queue(EntryFilter { parties: vec!["BER".to_owned()], ..EntryFilter::default() }, "boat 3"), 1),
        (queue(EntryFilter { since: day("2031-05-15"), ..EntryFilter::default() }, ""), 8),
        (queue(EntryFilter { since: day("2031-05-14"), until: day("2031-05-15"), ..EntryFilter::default() }, ""), 6),
        (queue(EntryFilter { kinds: vec!["poem".to_owned()], ..EntryFilter::default() }, ""), 0),
    ];
    for (queue, count) in queues {
        for (by, way) in [By::Date, By::Kind, By::State].into_iter().flat_map(|by| [(by, Way::Onward), (by, Way::Back)]) {
            let order = Order { by, way };
            let whole = paged(workspace, &queue, order, 500);
            assert_eq!((whole.len(), workspace.count_queue(&queue).expect("counted")), (count, count), "{queue:?}");
            for size in [1, 2, 3, 7] {
                assert_eq!(paged(workspace, &queue, order, size), whole, "{order:?} by {size}, {queue:?}");
            }
            let is_sorted = |of: fn(&(String, String, String)) -> &String| {
                whole.is_sorted_by(|a, b| if way == Way::Onward { of(a) <= of(b) } else { of(a) >= of(b) })
            };
            let is_in_order = match by {
                By::Date => is_sorted(|one| &one.0),
                By::Kind => is_sorted(|one| &one.1),
                By::State => true,
            };
            assert!(is_in_order, "{order:?}: {whole:?}");
        }
    }
}

#[test]
fn entries_between_days_are_counted_up_to_a_bound() {
    let mut fresh = filled();
    let filter = EntryFilter { since: Some("2031-05-14".to_owned()), ..EntryFilter::default() };
    let queue = Queue { filter, ..Queue::default() };
    assert_eq!(fresh.workspace.count_queue_up_to(&queue, 4).expect("counted"), 4);
    assert_eq!(fresh.workspace.count_queue_up_to(&queue, 400).expect("counted"), 11);
}
