//! One promise followed: history, evidence, progress toward its number, scores, thread and notes.

use crate::common::{BERTA, by, done, dossier, evidence, fresh, linked, stands, told};
use chancery_ledger::follow::{Doubt, NotCountedReason, Scope, TargetProgress, Weight};
use chancery_ledger::operation::{Decide, Evidence, Note, Phase, Relation, RemoveAccount, Score, Seen, Status};
use chancery_ledger::{Operation, Workspace, id_of};
use serde_json::json;

const PROMISE: &str = "Alvonia will lend 1 million crowns by the end of 2031";
const REPORT: &str = "Alvonia lent 0.1 million crowns in June. Alvonia lent 0.2 million crowns in July. Alvonia gave 3 ships.";

fn promised(workspace: &mut Workspace) -> String {
    let fields = json!({"targets": [{"value": 1, "unit": "ALC", "of": null}], "window": by("2031-12-31")});
    let ids = told(workspace, "2031-05-12", PROMISE, &[("commitment", PROMISE, fields)]);
    told(workspace, "2031-08-01", REPORT, &[("action", "Alvonia gave 3 ships", json!({}))]);
    ids[0].clone()
}

fn with(workspace: &mut Workspace, pieces: Vec<Evidence>) {
    for piece in pieces {
        done(workspace, &Operation::AddEvidence(piece));
    }
}

fn progress(workspace: &mut Workspace, entry: &str) -> TargetProgress {
    workspace.progress(entry).expect("asked").remove(0)
}

#[test]
fn amounts_add_up_without_the_errors_of_fractions() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let id = promised(workspace);
    let june = evidence(&id, REPORT, "Alvonia lent 0.1 million crowns in June", "2031-06-15", Some((0.1, "ALC")));
    let july = evidence(&id, REPORT, "Alvonia lent 0.2 million crowns in July", "2031-07-15", Some((0.2, "ALC")));
    with(workspace, vec![july, june]);
    let found = progress(workspace, &id[..8]);
    assert_eq!((found.target.to_string(), found.sum.to_string(), found.percent), ("1".to_owned(), "0.3".to_owned(), Some(30.0)));
    assert_eq!((found.from.as_deref(), found.to.as_deref()), (Some("2031-05-13"), Some("2031-12-31")));
    let days: Vec<&str> = found.counted.iter().map(|piece| piece.date.as_str()).collect();
    assert_eq!(days, ["2031-06-15", "2031-07-15"]);
    assert!(found.counted.iter().all(|piece| piece.doubts.is_empty()));
}

/// Day and amount of evidence, whether it points for the promise, and why it does not count.
type Case = (&'static str, Option<(f64, &'static str)>, bool, NotCountedReason);

#[test]
fn what_does_not_count_is_listed_with_the_reason() {
    let cases: [Case; 7] = [
        ("2031-06-15", None, true, NotCountedReason::NoAmount),
        ("2031-06-15", Some((3.0, "ship")), true, NotCountedReason::OtherUnit),
        ("2031-06-15", Some((0.1, "ALC")), false, NotCountedReason::PointsAgainst),
        ("2031-05-12", Some((0.1, "ALC")), true, NotCountedReason::BeforeWindow),
        ("2032-01-01", Some((0.1, "ALC")), true, NotCountedReason::AfterWindow),
        ("2031-06-15", Some((1e300, "ALC")), true, NotCountedReason::NotExact),
        ("2031-06-15", Some((f64::MAX, "ALC")), true, NotCountedReason::NotExact),
    ];
    for (date, amount, is_for, reason) in cases {
        let mut fresh = fresh();
        let id = promised(&mut fresh.workspace);
        let mut piece = evidence(&id, REPORT, "Alvonia gave 3 ships", date, amount);
        if !is_for {
            piece.direction = chancery_ledger::operation::Direction::Against;
        }
        with(&mut fresh.workspace, vec![piece]);
        let found = progress(&mut fresh.workspace, &id);
        let reasons: Vec<NotCountedReason> = found.not_counted.iter().map(|piece| piece.reason).collect();
        assert_eq!((reasons, found.percent), (vec![reason], Some(0.0)), "{date} {amount:?}");
    }
}

#[test]
fn amounts_that_no_longer_fit_are_left_out_without_a_panic() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let id = promised(workspace);
    let huge = |words: &str, date: &str, value: f64| evidence(&id, REPORT, words, date, Some((value, "ALC")));
    with(
        workspace,
        vec![
            huge("Alvonia lent 0.1", "2031-06-01", 7e28),
            huge("Alvonia lent 0.2", "2031-06-02", 7e28),
            huge("Alvonia lent 0.1 million", "2031-06-03", -7e28),
            huge("Alvonia gave", "2031-06-04", 7e28),
        ],
    );
    let found = progress(workspace, &id);
    let left_out: Vec<(&str, NotCountedReason)> = found.not_counted.iter().map(|piece| (piece.date.as_str(), piece.reason)).collect();
    assert_eq!(left_out, [("2031-06-02", NotCountedReason::NotExact), ("2031-06-04", NotCountedReason::NotExact)]);
}

#[test]
fn evidence_of_an_account_that_was_taken_out_does_not_count() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let id = promised(workspace);
    with(workspace, vec![evidence(&id, REPORT, "Alvonia lent 0.1 million", "2031-06-15", Some((0.1, "ALC")))]);
    done(workspace, &Operation::RemoveAccount(RemoveAccount { account: id_of(&[REPORT]) }));
    assert_eq!(progress(workspace, &id).not_counted[0].reason, NotCountedReason::AccountRemoved);
}

#[test]
fn what_may_count_twice_is_flagged_and_left_out_of_the_second_sum() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let id = promised(workspace);
    let again = "In June Berland received 0.1 million crowns from Alvonia.";
    told(workspace, "2031-08-03", again, &[("action", "Berland received 0.1 million crowns", json!({"actors": ["BER"]}))]);
    let other = "Alvonia will lend crowns to Cerin";
    let elsewhere = told(workspace, "2031-05-13", other, &[("commitment", other, json!({}))]).remove(0);
    let first = evidence(&id, REPORT, "Alvonia lent 0.1 million crowns", "2031-06-15", Some((0.1, "ALC")));
    let overlapping = evidence(&id, REPORT, "0.1 million crowns in June", "2031-06-16", Some((0.1, "ALC")));
    let retold = evidence(&id, again, "received 0.1 million crowns", "2031-06-15", Some((0.1, "ALC")));
    let shared = evidence(&id, REPORT, "lent 0.2 million crowns in July", "2031-07-15", Some((0.2, "ALC")));
    let theirs = Evidence { entry: elsewhere.clone(), evidence: "e9".to_owned(), ..shared.clone() };
    with(workspace, vec![first.clone(), overlapping, retold, shared, theirs]);
    let found = progress(workspace, &id);
    assert_eq!((found.sum.to_string(), found.sum_without_doubles.to_string()), ("0.5".to_owned(), "0.3".to_owned()));
    assert_eq!((found.percent, found.percent_without_doubles), (Some(50.0), Some(30.0)));
    let doubts: Vec<&Doubt> = found.counted.iter().flat_map(|piece| &piece.doubts).collect();
    let earlier = found.counted[0].evidence.clone();
    assert!(doubts.iter().any(|doubt| matches!(doubt, Doubt::SameAmountAndDay { evidence } if *evidence == earlier)), "{doubts:?}");
    assert!(doubts.iter().any(|doubt| matches!(doubt, Doubt::SameWords { evidence } if *evidence == first.evidence)), "{doubts:?}");
    assert!(doubts.contains(&&Doubt::UsedElsewhere { entry: elsewhere }), "{doubts:?}");
    assert_eq!(doubts.len(), 3);
}

#[test]
fn a_promise_without_a_number_has_no_progress_and_other_kinds_are_refused() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let text = "Alvonia will listen. The river belongs to all.";
    let ids = told(
        workspace,
        "2031-05-12",
        text,
        &[("commitment", "Alvonia will listen", json!({})), ("understanding", "The river belongs to all", json!({}))],
    );
    assert_eq!(workspace.progress(&ids[0]).expect("asked"), []);
    for refused in [workspace.progress(&ids[1]).err(), workspace.follow_up(&ids[1]).err(), workspace.suggest_links(&ids[1], 10).err()] {
        let refused = refused.expect("an understanding is not followed").to_string();
        assert!(refused.contains("of the kind understanding"), "{refused}");
    }
    assert!(workspace.follow_up("ffffffff").is_err());
}

#[test]
fn a_follow_up_holds_all_that_is_known() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let id = promised(workspace);
    let again = "Alvonia is willing to lend 2 million crowns by the middle of 2032";
    let fields = json!({"modality": "willing", "targets": [{"value": 2, "unit": "ALC", "of": null}], "window": by("2032-06-30")});
    let later = told(workspace, "2031-09-01", again, &[("commitment", again, fields)]).remove(0);
    done(workspace, &linked(&id, &later, Relation::Reaffirmed));
    done(workspace, &stands(&id, Status::InProgress, "2031-06-01"));
    done(workspace, &stands(&id, Status::Met, "2031-11-01"));
    done(workspace, &Operation::Note(Note { note: "n1".to_owned(), on: format!("entry:{id}"), text: "Ask the bank.".to_owned() }));
    let found = workspace.follow_up(&id).expect("asked");
    assert_eq!(
        (found.entry.id.as_str(), found.account.date.as_deref(), found.due.as_deref()),
        (&*id, Some("2031-05-12"), Some("2031-12-31"))
    );
    assert_eq!((found.follow.status, found.follow.history.len(), found.notes.len()), (Status::Met, 2, 1));
    assert_eq!(found.follow.status_on("2031-10-31"), Status::InProgress);
    let thread = found.thread.expect("it is in a thread");
    assert_eq!(thread.entries.iter().map(|line| line.entry.as_str()).collect::<Vec<_>>(), [&*id, &*later]);
    let weights: Vec<Weight> = thread.steps[0].changes.iter().map(|change| change.weight).collect();
    assert_eq!(weights, [Weight::Stronger, Weight::Weaker, Weight::Weaker], "more, less firmly, later");
    let json = serde_json::to_value(workspace.follow_up(&later).expect("asked")).expect("it is data");
    assert_eq!(json["follow"]["status"], "open");
    assert_eq!(workspace.thread(&later).expect("asked"), Some(thread));
}

#[test]
fn a_thread_leaves_out_what_does_not_count() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let id = promised(workspace);
    let again = "Alvonia will lend 1 million crowns";
    let later = told(workspace, "2031-09-01", again, &[("commitment", again, json!({}))]).remove(0);
    assert_eq!(workspace.thread(&id).expect("asked"), None);
    done(workspace, &linked(&id, &later, Relation::Reaffirmed));
    let revision = workspace.entry(&later).expect("there").revision;
    done(workspace, &Operation::Reject(Decide { entries: vec![Seen { entry: later, revision }] }));
    assert_eq!(workspace.thread(&id).expect("asked"), None);
}

#[test]
fn scores_are_averaged_without_blanks() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let id = promised(workspace);
    let other = "Alvonia and Berland will open a road";
    let road = told(workspace, "2031-05-13", other, &[("commitment", other, json!({}))]).remove(0);
    for (entry, party, phase, score) in [
        (&id, "ALV", Phase::Interim, Some(-1)),
        (&id, "ALV", Phase::Final, Some(1)),
        (&id, "BER", Phase::Interim, Some(0)),
        (&id, "CER", Phase::Final, None),
        (&road, "ALV", Phase::Final, Some(0)),
    ] {
        let score = Score { entry: entry.clone(), party: party.to_owned(), phase, score, rationale: "as reported".to_owned() };
        workspace.append(&BERTA, &Operation::SetScore(score)).expect("scored");
    }
    let table = workspace.scores(&id).expect("asked");
    assert_eq!(table.rows.iter().map(|row| row.party.as_str()).collect::<Vec<_>>(), ["ALV", "BER", "CER"]);
    assert_eq!(table.rows[0].r#final.as_ref().map(|signed| signed.coder.as_str()), Some("Berta"));
    let of = |average: Option<chancery_ledger::follow::Average>| average.map(|average| (average.n, average.percent));
    assert_eq!(of(table.averages.interim), Some((2, 25.0)));
    assert_eq!(of(table.averages.r#final), Some((1, 100.0)), "a blank is not a zero");
    assert_eq!(of(table.averages.last), Some((2, 75.0)), "the final score goes before the interim one");
    let all = workspace.scores_by_party(None).expect("asked");
    let last = |party: usize| (all[party].party.as_str(), all[party].entries, of(all[party].averages.last));
    assert_eq!([last(0), last(1), last(2)], [("ALV", 2, Some((2, 75.0))), ("BER", 1, Some((1, 50.0))), ("CER", 1, None)]);
    dossier(workspace, "d1", &[other]);
    let filed = workspace.scores_by_party(Some(&Scope::Dossier("d1".to_owned()))).expect("asked");
    assert_eq!((filed.len(), of(filed[0].averages.last)), (1, Some((1, 50.0))));
    let revision = workspace.entry(&road).expect("there").revision;
    done(workspace, &Operation::Reject(Decide { entries: vec![Seen { entry: road, revision }] }));
    assert_eq!(of(workspace.scores_by_party(None).expect("asked")[0].averages.last), Some((1, 100.0)), "what was rejected does not count");
}
