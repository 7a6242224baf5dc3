//! Two workspaces that grew apart.

use std::collections::{BTreeMap, BTreeSet};

use chancery_ledger::operation::{
    Conflict, Decide, Dossier, DossierAbout, DossierAccounts, Follow, Phase, RemoveAccount, Score, Seen, Take, Undo,
};
use chancery_ledger::{AccountFilter, Beginnings, EntryState, LedgerError, Merged, Operation, Workspace};
use proptest::prelude::*;
use serde_json::json;

use crate::common::{ALVA, BERTA, Fresh, fresh, incoming, meeting, told};
use crate::dump::whole;
use crate::steps::{Person, account, copied, steps};

fn merged(here: &mut Workspace, there: &mut Workspace) -> Merged {
    here.merge(&ALVA, there, Beginnings::Common).expect("merged")
}

/// Entries by id: state and content.
fn entries(workspace: &mut Workspace) -> BTreeMap<String, (EntryState, String)> {
    let accounts = workspace.accounts(&AccountFilter { all: true, ..AccountFilter::default() }).expect("listed");
    let rows = accounts.iter().flat_map(|account| workspace.entries_of(account).expect("listed")).collect::<Vec<_>>();
    rows.into_iter().map(|row| (row.entry.id.clone(), (row.state, serde_json::to_string(&row.entry).expect("JSON")))).collect()
}

/// Hashes of all operations but those of merges, and of those that they stand for.
fn known(workspace: &mut Workspace) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for record in workspace.records_after(0, 10_000).expect("read") {
        match record.operation().expect("known") {
            Operation::Taken(taken) => known.extend(taken.operations.into_iter().map(|(hash, _)| hash)),
            Operation::MergeWorkspace(_) => {}
            _ => {
                known.insert(record.hash);
            }
        }
    }
    known
}

fn mentions(conflicts: &[Conflict], id: &str) -> bool {
    conflicts.iter().any(|conflict| conflict.payload.contains(id) || conflict.why.contains(id) || conflict.kind == "undo")
}

/// Whether an entry stands as it stood; one that no one decided on may be as another reading has it.
fn is_kept(stood: &(EntryState, String), now: Option<&(EntryState, String)>) -> bool {
    now.is_some_and(|now| now == stood || !now.0.is_decided() && !stood.0.is_decided())
}

proptest! {
    #![proptest_config(crate::tries())]

    #[test]
    fn no_decision_is_lost(common in steps(12), ours in steps(14), theirs in steps(14)) {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let mut base = fresh();
        base.workspace.add(&ALVA, (0..3).map(|number| incoming("base.txt", account(number, 0))).collect()).expect("added");
        let take = |workspace: &mut Workspace, name, second, steps| {
            let mut person = Person { name, second };
            for step in steps {
                person.take(workspace, step);
            }
        };
        take(&mut base.workspace, "Alva", 0, common);
        let before = entries(&mut base.workspace);
        let (mut one, place) = copied(&mut base.workspace, folder.path(), "one.db");
        let (mut two, _) = copied(&mut base.workspace, folder.path(), "two.db");
        take(&mut one, "Alva", 1000, ours);
        take(&mut two, "Berta", 2000, theirs);
        let (own, other) = (entries(&mut one), entries(&mut two));
        let (mut one_as_it_was, _) = copied(&mut one, folder.path(), "one-as-it-was.db");
        let (mut two_as_it_was, _) = copied(&mut two, folder.path(), "two-as-it-was.db");

        merged(&mut one, &mut two_as_it_was);
        merged(&mut two, &mut one_as_it_was);
        let conflicts = one.conflicts().expect("listed");
        prop_assert!(known(&mut two_as_it_was).is_subset(&known(&mut one)), "every operation of the other is done or kept");
        prop_assert!(known(&mut one_as_it_was).is_subset(&known(&mut two)));
        let now = entries(&mut one);
        for (id, stands) in &own {
            if before.get(id) != Some(stands) && before.get(id) == other.get(id) {
                prop_assert!(is_kept(stands, now.get(id)), "what was decided here alone stands: {} {:?}", id, now.get(id));
            }
        }
        for (id, stands) in &other {
            if before.get(id) != Some(stands) && !is_kept(stands, now.get(id)) {
                prop_assert!(own.get(id) != before.get(id) || mentions(&conflicts, id), "what was decided there alone stands: {}", id);
            }
            if before.get(id) != Some(stands) && own.get(id) != before.get(id) && own.get(id) != Some(stands) {
                prop_assert!(is_kept(stands, now.get(id)) || mentions(&conflicts, id) || own.get(id) == now.get(id));
            }
        }
        if conflicts.is_empty() && two.conflicts().expect("listed").is_empty() {
            prop_assert_eq!(&now, &entries(&mut two), "merged either way, the same stands");
        }

        prop_assert_eq!(one.verify().expect("verified").damage, None);
        let state = whole(&place);
        one.rebuild().expect("rebuilt");
        prop_assert_eq!(whole(&place), state);

        let heads = [one.head().expect("there"), two.head().expect("there")];
        merged(&mut one, &mut two_as_it_was);
        merged(&mut one, &mut two);
        merged(&mut two, &mut one);
        prop_assert_eq!([one.head().expect("there"), two.head().expect("there")], heads, "nothing is taken twice");
    }
}

/// Two copies of a workspace with the account of a meeting.
fn parted() -> (Fresh, Fresh, Vec<Seen>) {
    let (mut one, two) = (fresh(), fresh());
    one.workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    let mut backup = Vec::new();
    one.workspace.backup(&mut backup).expect("backed up");
    Workspace::restore(&two.place, backup.as_slice()).expect("restored");
    let account = one.workspace.accounts(&AccountFilter::default()).expect("listed").remove(0);
    let seen = one.workspace.entries_of(&account).expect("listed").iter().map(|row| row.seen()).collect();
    (one, two, seen)
}

fn accept(entries: &[Seen]) -> Operation {
    Operation::Accept(Decide { entries: entries.to_vec() })
}

fn reject(entries: &[Seen]) -> Operation {
    Operation::Reject(Decide { entries: entries.to_vec() })
}

#[test]
fn decisions_of_both_stand_and_contradictions_wait() {
    let (mut one, mut two, seen) = parted();
    one.workspace.append(&ALVA, &accept(&seen[..1])).expect("accepted");
    one.workspace.append(&ALVA, &reject(&seen[1..2])).expect("rejected");
    two.workspace.append(&BERTA, &accept(&seen)).expect("accepted");
    let done = merged(&mut one.workspace, &mut two.workspace);
    assert_eq!((done.fork, done.taken, done.agreed, done.conflicts.len()), (1, 1, 0, 1));
    let why = &done.conflicts[0].why;
    assert!(why.contains("is rejected here: entry.reject in operation 3"), "{why}");
    let states: Vec<EntryState> = seen.iter().map(|seen| one.workspace.entry(&seen.entry).expect("there").state).collect();
    assert_eq!(states, [EntryState::Accepted, EntryState::Rejected, EntryState::Accepted]);
    assert_eq!(one.workspace.entry(&seen[2].entry).expect("there").review.author, "Berta");
    let merge = one.workspace.record(4).expect("there");
    assert_eq!((merge.kind.as_str(), merge.author.as_str()), ("merge", "Alva"));
    assert!(merge.payload.contains(&two.workspace.head().expect("there").hash));

    one.workspace.settle(&ALVA, &done.conflicts[0].conflict, Take::Theirs).expect("settled");
    assert!(one.workspace.conflicts().expect("listed").is_empty());
    assert_eq!(one.workspace.entry(&seen[1].entry).expect("there").state, EntryState::Accepted);
    let head = one.workspace.head().expect("there");
    merged(&mut one.workspace, &mut two.workspace);
    assert_eq!(one.workspace.head().expect("there"), head, "what was settled does not come again");
}

#[test]
fn what_one_did_and_took_back_and_the_other_did_waits() {
    let (mut one, mut two, seen) = parted();
    one.workspace.append(&ALVA, &reject(&seen[..1])).expect("rejected");
    let rejected = one.workspace.entry(&seen[0].entry).expect("there").seen();
    one.workspace.append(&ALVA, &accept(&[rejected])).expect("accepted after all");
    two.workspace.append(&BERTA, &reject(&seen[..1])).expect("rejected");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (mut one_as_it_was, _) = copied(&mut one.workspace, folder.path(), "one.db");
    let here = merged(&mut one.workspace, &mut two.workspace);
    assert_eq!((here.agreed, here.conflicts.len()), (0, 1), "{here:?}");
    assert_eq!(one.workspace.entry(&seen[0].entry).expect("there").state, EntryState::Accepted);
    let there = merged(&mut two.workspace, &mut one_as_it_was);
    assert_eq!((there.agreed, there.conflicts.len()), (1, 1), "{there:?}");
    assert_eq!(two.workspace.entry(&seen[0].entry).expect("there").state, EntryState::Rejected);
}

#[test]
fn a_score_does_not_take_the_place_of_another_in_silence() {
    let (mut one, mut two, seen) = parted();
    let score = |value| {
        let (entry, party) = (seen[1].entry.clone(), "ALV".to_owned());
        Operation::SetScore(Score { entry, party, phase: Phase::Final, score: Some(value), rationale: String::new() })
    };
    let follow = |owner: Option<&str>, due: Option<&str>| {
        let (owner, due) = (owner.map(str::to_owned), due.map(str::to_owned));
        Operation::Follow(Follow { entry: seen[1].entry.clone(), owner, due, status: None, on: None })
    };
    one.workspace.append(&ALVA, &score(1)).expect("scored");
    two.workspace.append(&BERTA, &score(-1)).expect("scored");
    one.workspace.append(&ALVA, &follow(Some("desk"), None)).expect("followed");
    two.workspace.append(&BERTA, &follow(None, Some("2031-08-01"))).expect("followed");
    let done = merged(&mut one.workspace, &mut two.workspace);
    assert_eq!((done.taken, done.conflicts.len()), (1, 1), "owner and due day stand together");
    assert_eq!(done.conflicts[0].kind, "score");
    one.workspace.settle(&ALVA, &done.conflicts[0].conflict, Take::Ours).expect("settled");
    assert!(one.workspace.conflicts().expect("listed").is_empty());
    let dropped = merged(&mut two.workspace, &mut one.workspace);
    assert_eq!(dropped.conflicts.iter().filter(|conflict| conflict.kind == "score").count(), 1, "{dropped:?}");
}

#[test]
fn workspaces_begun_apart_merge_only_when_told() {
    let (mut one, mut two) = (fresh(), fresh());
    one.workspace.add(&ALVA, vec![incoming("a.txt", meeting())]).expect("added");
    two.workspace.add(&BERTA, vec![incoming("b.txt", meeting())]).expect("added");
    told(&mut two.workspace, "2031-06-01", "Alvonia will mend the dam.", &[("commitment", "Alvonia will mend the dam", json!({}))]);
    let account = two.workspace.accounts(&AccountFilter::default()).expect("listed").remove(0);
    let seen: Vec<Seen> = two.workspace.entries_of(&account).expect("listed").iter().map(|row| row.seen()).collect();
    two.workspace.append(&BERTA, &accept(&seen)).expect("accepted");
    let refused = one.workspace.merge(&ALVA, &mut two.workspace, Beginnings::Common);
    assert!(matches!(refused, Err(LedgerError::Refused(_))));
    let done = one.workspace.merge(&ALVA, &mut two.workspace, Beginnings::MayDiffer).expect("merged");
    assert_eq!((done.fork, done.taken, done.conflicts.len()), (0, 3, 0), "{done:?}");
    assert_eq!(one.workspace.accounts(&AccountFilter::default()).expect("listed").len(), 2, "the same text is one account");
    assert_eq!(one.workspace.sources(&account.id).expect("listed"), ["a.txt", "b.txt"]);
    assert!(seen.iter().all(|seen| one.workspace.entry(&seen.entry).expect("there").state == EntryState::Accepted));
}

#[test]
fn taking_back_what_both_did_leaves_it_to_the_one_who_did_not() {
    let (mut one, mut two, _) = parted();
    let again = |by, workspace: &mut Workspace| workspace.add(by, vec![incoming("b.txt", account(1, 0))]).expect("added");
    again(&ALVA, &mut one.workspace);
    again(&BERTA, &mut two.workspace);
    two.workspace.append(&BERTA, &Operation::Undo(Undo { operation: 2 })).expect("undone");
    let done = merged(&mut one.workspace, &mut two.workspace);
    assert_eq!((done.taken, done.agreed, done.conflicts.len()), (0, 1, 1), "{done:?}");
    assert_eq!(one.workspace.accounts(&AccountFilter::default()).expect("listed").len(), 2);
}

#[test]
fn an_account_that_one_took_out_and_the_other_worked_on_waits() {
    for taken_out_here in [true, false] {
        let (mut one, mut two, seen) = parted();
        let account = one.workspace.accounts(&AccountFilter::default()).expect("listed").remove(0).id;
        let removal = Operation::RemoveAccount(RemoveAccount { account });
        let (here, there) = if taken_out_here { (removal, accept(&seen[..1])) } else { (accept(&seen[..1]), removal) };
        one.workspace.append(&ALVA, &here).expect("done here");
        two.workspace.append(&BERTA, &there).expect("done there");
        let done = merged(&mut one.workspace, &mut two.workspace);
        assert_eq!((done.taken, done.conflicts.len()), (0, 1), "{done:?}");
        assert_eq!(done.conflicts[0].kind, there.kind());
        assert_eq!(one.workspace.accounts(&AccountFilter::default()).expect("listed").len(), usize::from(!taken_out_here));
        one.workspace.settle(&ALVA, &done.conflicts[0].conflict, Take::Theirs).expect("settled");
        assert!(one.workspace.conflicts().expect("listed").is_empty());
        let accepted = one.workspace.entry(&seen[0].entry).expect("there").state;
        assert_eq!(accepted, EntryState::Accepted, "what was decided of its entries is kept");
        assert!(one.workspace.accounts(&AccountFilter::default()).expect("listed").is_empty(), "it is out either way");
    }
}

#[test]
fn two_names_of_a_dossier_wait_and_its_accounts_come_together() {
    let (mut one, mut two, _) = parted();
    let named = |name: &str| {
        let (dossier, name) = ("summit".to_owned(), name.to_owned());
        Operation::SetDossier(Dossier { dossier, name, about: DossierAbout::Event, states: Vec::new() })
    };
    let include =
        |account: &str| Operation::IncludeAccounts(DossierAccounts { dossier: "summit".to_owned(), accounts: vec![account.to_owned()] });
    let meeting = one.workspace.accounts(&AccountFilter::default()).expect("listed").remove(0).id;
    one.workspace.append(&ALVA, &named("Summit")).expect("named");
    one.workspace.append(&ALVA, &include(&meeting)).expect("included");
    two.workspace.add(&BERTA, vec![incoming("b.txt", account(1, 0))]).expect("added");
    two.workspace.append(&BERTA, &named("The summit of June")).expect("named");
    two.workspace.append(&BERTA, &include(&account(1, 0).document.id)).expect("included");
    let done = merged(&mut one.workspace, &mut two.workspace);
    assert_eq!(done.conflicts.iter().map(|conflict| conflict.kind.as_str()).collect::<Vec<_>>(), ["dossier.set"], "{done:?}");
    let dossier = one.workspace.dossier("summit").expect("there");
    assert_eq!((dossier.dossier.name.as_str(), dossier.accounts.len()), ("Summit", 2));
    one.workspace.settle(&ALVA, &done.conflicts[0].conflict, Take::Theirs).expect("settled");
    let dossier = one.workspace.dossier("summit").expect("there");
    assert_eq!((dossier.dossier.name.as_str(), dossier.accounts.len()), ("The summit of June", 2));
}
