//! What is suggested: evidence of a promise, and the thread that it belongs to. A person decides.

use crate::common::{ALVA, by, done, dossier, entry, evidence, fresh, incoming, linked, reading, stands, told};
use chancery_ledger::follow::{EvidenceSuggestions, LinkSuggestion, MOST_CANDIDATES, Scope, Shared};
use chancery_ledger::operation::{Decide, Relation, Seen, Status};
use chancery_ledger::{Operation, Workspace, id_of};
use serde_json::{Value, json};

const PROMISE: &str = "Alvonia and Berland will open 40 border crossings by the end of 2031";
const OPENED: &str = "Alvonia has opened 12 border crossings with Berland.";

fn crossings(count: u32, more: Value) -> Value {
    let mut fields = json!({"parties": ["ALV", "BER"], "targets": [{"value": count, "unit": "crossing", "of": null}]});
    for (key, value) in more.as_object().expect("fields are an object") {
        fields[key] = value.clone();
    }
    fields
}

fn promised(workspace: &mut Workspace) -> String {
    let fields = crossings(40, json!({"window": by("2031-12-31")}));
    told(workspace, "2031-05-12", PROMISE, &[("commitment", PROMISE, fields)]).remove(0)
}

fn act(workspace: &mut Workspace, date: &str, text: &str, fields: Value) -> String {
    told(workspace, date, text, &[("action", text.trim_end_matches('.'), fields)]).remove(0)
}

fn opened(workspace: &mut Workspace) -> String {
    act(workspace, "2031-08-01", OPENED, json!({"targets": [{"value": 12, "unit": "crossing", "of": null}]}))
}

fn ids(found: &EvidenceSuggestions) -> Vec<&str> {
    found.suggestions.iter().map(|suggestion| suggestion.line.entry.as_str()).collect()
}

#[test]
fn later_deeds_of_the_same_states_are_ranked_with_reasons() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let promise = promised(workspace);
    let best = opened(workspace);
    let second = act(workspace, "2032-03-01", "Alvonia closed a border crossing.", json!({"areas": ["security"]}));
    act(workspace, "2031-08-02", "Alvonia issued stamps.", json!({}));
    act(workspace, "2031-05-11", "Alvonia had opened border crossings.", json!({}));
    act(workspace, "2031-08-03", "Cerin has opened 12 border crossings.", json!({"actors": ["CER"]}));
    let found = workspace.suggest_evidence(&promise, 10).expect("asked");
    assert_eq!(ids(&found), [&*best, &*second], "earlier deeds, other states and other matters are left out");
    assert_eq!(found.compared, 3);
    let first = &found.suggestions[0];
    assert_eq!((first.day.as_deref(), first.amount.as_ref().map(|amount| amount.value)), (Some("2031-08-01"), Some(12.0)));
    let sum: f64 = first.reasons.iter().map(|reason| reason.points).sum();
    assert!((sum - first.score).abs() < 0.01, "the reasons make the score: {sum} {}", first.score);
    let shared: Vec<&Shared> = first.reasons.iter().map(|reason| &reason.shared).collect();
    assert!(matches!(shared[0], Shared::Terms(terms) if terms.contains(&"border".to_owned())), "{shared:?}");
    for expected in [
        Shared::Units(vec!["12 crossing".to_owned()]),
        Shared::Parties(vec!["ALV".to_owned()]),
        Shared::Areas(vec!["trade".to_owned()]),
        Shared::Day("2031-08-01".to_owned()),
    ] {
        assert!(shared.contains(&&expected), "{expected:?} in {shared:?}");
    }
    assert!(!found.suggestions[1].reasons.iter().any(|reason| matches!(reason.shared, Shared::Day(_))), "after the due day");
    assert_eq!(workspace.suggest_evidence(&promise, 10).expect("asked"), found, "asked twice, the answer is the same");
    let json = serde_json::to_value(first).expect("it is data");
    assert_eq!((json["entry"].as_str(), json["reasons"][0]["shares"].as_str()), (Some(&*best), Some("terms")));
    assert!(json["reasons"][0]["text"].as_str().is_some_and(|text| text.starts_with("same words: ")), "{json}");
    assert_eq!(workspace.suggest_evidence(&promise, 1).expect("asked").suggestions.len(), 1);
}

#[test]
fn words_that_are_evidence_already_are_not_suggested() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let promise = promised(workspace);
    opened(workspace);
    assert_eq!(workspace.suggest_evidence(&promise, 10).expect("asked").suggestions.len(), 1);
    done(workspace, &Operation::AddEvidence(evidence(&promise, OPENED, "opened 12 border crossings", "2031-08-01", None)));
    assert!(workspace.suggest_evidence(&promise, 10).expect("asked").suggestions.is_empty());
}

#[test]
fn rejected_entries_are_not_suggested() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let promise = promised(workspace);
    let deed = opened(workspace);
    let revision = workspace.entry(&deed).expect("there").revision;
    done(workspace, &Operation::Reject(Decide { entries: vec![Seen { entry: deed, revision }] }));
    assert!(workspace.suggest_evidence(&promise, 10).expect("asked").suggestions.is_empty());
    assert!(workspace.suggest_links(&promise, 10).expect("asked").iter().all(|link| link.relation == Relation::Dropped));
}

#[test]
fn names_and_numbers_alone_suffice() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let text = "甲国和乙国将通过河流委员会安置40名工程师";
    let fields = json!({"parties": ["ALV", "BER"], "targets": [{"value": 40, "unit": "person", "of": null}]});
    let entries = [("commitment", text, fields), ("mechanism", "河流委员会", json!({}))];
    let promise = told(workspace, "2031-05-12", text, &entries).remove(0);
    let met = "河流委员会在安塞尔港举行会议";
    let named = told(workspace, "2031-06-01", met, &[("engagement", met, json!({}))]).remove(0);
    let hired = act(workspace, "2031-06-02", "Alvonia hired staff", json!({"targets": [{"value": 40.0, "unit": "person", "of": null}]}));
    act(workspace, "2031-06-03", "Alvonia hired cooks", json!({"targets": [{"value": 40, "unit": "ship", "of": null}]}));
    let found = workspace.suggest_evidence(&promise, 10).expect("asked");
    let mut both = ids(&found);
    both.sort_unstable();
    let mut expected = [&*named, &*hired];
    expected.sort_unstable();
    assert_eq!(both, expected);
    let reasons: Vec<&Shared> = found.suggestions.iter().flat_map(|one| &one.reasons).map(|reason| &reason.shared).collect();
    assert!(reasons.contains(&&Shared::Names(vec!["河流委员会".to_owned()])), "{reasons:?}");
    assert!(reasons.iter().any(|shared| matches!(shared, Shared::Numbers(_))), "{reasons:?}");
}

/// An account of a day with a hundred actions.
fn busy(number: usize) -> chancery_ledger::Incoming {
    let clauses: Vec<String> = (100..200).map(|clause| format!("Berland did thing {number} {clause} at the border")).collect();
    let text = clauses.join("; ");
    let acted = |clause: &String| entry(&text, "action", clause, json!({"actors": ["ALV", "BER"]}));
    let entries: Vec<Value> = clauses.iter().map(acted).collect();
    let date = format!("2031-{:02}-{:02}", 6 + number / 28, 1 + number % 28);
    incoming(&format!("{number}.txt"), reading(&text, &date, &entries))
}

#[test]
fn however_large_the_workspace_a_bounded_number_is_compared() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let promise = promised(workspace);
    workspace.add(&ALVA, (0..60).map(busy).collect()).expect("added");
    let found = workspace.suggest_evidence(&promise, 5).expect("asked");
    assert!((MOST_CANDIDATES / 8..=MOST_CANDIDATES).contains(&found.compared), "of 6,000 later actions {} are compared", found.compared);
    workspace.add(&ALVA, (60..90).map(busy).collect()).expect("added");
    let more = workspace.suggest_evidence(&promise, 5).expect("asked");
    assert_eq!(more.compared, found.compared, "with 3,000 more, as many are compared");
    assert_eq!(more, found, "and they are the nearest");
}

fn suggested(workspace: &mut Workspace, entry: &str) -> Vec<LinkSuggestion> {
    workspace.suggest_links(entry, 10).expect("asked")
}

#[test]
fn a_repeated_promise_is_compared_with_the_first() {
    let cases = [
        (
            "Alvonia and Berland will open 40 border crossings by the end of the year 2031",
            crossings(40, json!({"window": by("2031-12-31")})),
            Relation::Reaffirmed,
        ),
        (
            "Alvonia and Berland will open 60 border crossings by the end of 2031",
            crossings(60, json!({"window": by("2031-12-31")})),
            Relation::Strengthened,
        ),
        (
            "Alvonia and Berland will open 40 border crossings by June 2031",
            crossings(40, json!({"window": by("2031-06-30")})),
            Relation::Strengthened,
        ),
        (
            "Alvonia and Berland are willing to open 40 border crossings by the end of 2031",
            crossings(40, json!({"window": by("2031-12-31"), "modality": "willing"})),
            Relation::Weakened,
        ),
        (
            "Alvonia and Berland will open 20 border crossings by the end of 2031",
            crossings(20, json!({"window": by("2031-12-31")})),
            Relation::Weakened,
        ),
        (
            "Alvonia and Berland will open border crossings by the end of 2031",
            crossings(40, json!({"window": by("2031-12-31"), "targets": []})),
            Relation::Weakened,
        ),
    ];
    for (text, fields, relation) in cases {
        let mut fresh = fresh();
        let workspace = &mut fresh.workspace;
        let promise = promised(workspace);
        let later = told(workspace, "2031-05-30", text, &[("commitment", text, fields)]).remove(0);
        let found = suggested(workspace, &promise);
        let [link] = &found[..] else { panic!("one link is suggested for {text}: {found:?}") };
        assert_eq!(link.to.as_ref().map(|line| line.entry.as_str()), Some(&*later));
        assert_eq!(link.relation, relation, "{text}: {:?}", link.changes);
        let back = suggested(workspace, &later);
        assert_eq!(back.first().map(|link| (link.from.entry.as_str(), link.relation)), Some((&*promise, relation)), "seen from the later");
        done(workspace, &linked(&promise, &later, relation));
        assert!(suggested(workspace, &promise).is_empty(), "what is linked is not suggested again");
    }
}

#[test]
fn accounts_of_the_same_day_may_tell_of_one_promise() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let promise = promised(workspace);
    let text = format!("{PROMISE}, said Berland");
    let other =
        told(workspace, "2031-05-12", &text, &[("commitment", &text, crossings(40, json!({"window": by("2031-12-31")})))]).remove(0);
    for (asked, expected) in [(&promise, (&promise, &other)), (&other, (&promise, &other))] {
        let found = suggested(workspace, asked);
        let ends: Vec<(&str, Option<&str>)> =
            found.iter().map(|link| (link.from.entry.as_str(), link.to.as_ref().map(|line| line.entry.as_str()))).collect();
        assert_eq!(ends, [(expected.0.as_str(), Some(expected.1.as_str()))]);
    }
}

#[test]
fn other_promises_and_other_states_are_not_linked() {
    for (text, fields) in [
        ("Alvonia and Berland will exchange 40 students by the end of 2031", json!({"parties": ["ALV", "BER"], "areas": ["education"]})),
        ("Cerin and Dorland will open 40 border crossings by the end of 2031", json!({"parties": ["CER", "DOR"]})),
    ] {
        let mut fresh = fresh();
        let workspace = &mut fresh.workspace;
        let promise = promised(workspace);
        told(workspace, "2031-05-30", text, &[("commitment", text, fields)]);
        assert!(suggested(workspace, &promise).iter().all(|link| link.to.is_none()), "{text}");
    }
}

#[test]
fn the_name_of_a_mechanism_alone_fulfils_nothing() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let text = "双方希望对话取得积极成果，为重启河流委员会创造有利条件";
    let promise = told(workspace, "2031-05-12", text, &[("commitment", text, json!({"parties": ["ALV", "BER"]}))]).remove(0);
    let named = "河流委员会在安塞尔港";
    told(workspace, "2031-06-01", named, &[("mechanism", "河流委员会", json!({"status": "running"}))]);
    assert!(suggested(workspace, &promise).iter().all(|link| link.relation != Relation::Fulfilled));
}

#[test]
fn a_deed_may_fulfil_and_a_plan_does_not() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let promise = promised(workspace);
    let text = "Alvonia and Berland opened 40 border crossings by the end of 2031";
    let deed = act(workspace, "2032-01-10", text, json!({"actors": ["ALV", "BER"]}));
    let plan = "Plans to open 40 border crossings of Alvonia and Berland by the end of 2031";
    told(workspace, "2031-07-01", plan, &[("engagement", plan, json!({"type": "ceremony", "status": "planned"}))]);
    let found = suggested(workspace, &promise);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].relation, found[0].to.as_ref().map(|line| line.entry.as_str())), (Relation::Fulfilled, Some(&*deed)));
}

#[test]
fn a_promise_may_be_dropped_when_the_last_account_has_nothing_of_it() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let promise = promised(workspace);
    assert!(suggested(workspace, &promise).is_empty(), "there is no later account");
    let other = "Cerin and Dorland met.";
    told(workspace, "2031-09-01", other, &[("engagement", other, json!({"participants": ["CER", "DOR"]}))]);
    assert!(suggested(workspace, &promise).is_empty(), "an account about other states says nothing");
    let later = "Alvonia and Berland discussed grain.";
    told(workspace, "2031-09-02", later, &[("engagement", later, json!({}))]);
    let found = suggested(workspace, &promise);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].relation, found[0].to.is_none(), found[0].account.clone()), (Relation::Dropped, true, id_of(&[later])));
    let both = Scope::States("ALV".to_owned(), "BER".to_owned());
    assert!(workspace.suggest_threads(&both).expect("asked").is_empty(), "what was said once makes no thread");
    let same = format!("{PROMISE} without delay");
    told(workspace, "2031-05-13", &same, &[("commitment", &same, crossings(40, json!({"window": by("2031-12-31")})))]);
    let threads = workspace.suggest_threads(&both).expect("asked");
    assert_eq!(threads[0].links.len(), 1, "the next day it is the same event: {threads:?}");
    let again = format!("{PROMISE} and be glad");
    told(workspace, "2031-08-01", &again, &[("commitment", &again, crossings(40, json!({"window": by("2031-12-31")})))]);
    let threads = workspace.suggest_threads(&both).expect("asked");
    let relations: Vec<Relation> = threads[0].links.iter().map(|link| link.relation).collect();
    assert_eq!(relations, [Relation::Reaffirmed, Relation::Reaffirmed, Relation::Dropped]);
    assert_eq!(threads[0].links[2].account, id_of(&[later]));
    done(workspace, &stands(&promise, Status::Met, "2031-09-03"));
    assert!(suggested(workspace, &promise).iter().all(|link| link.relation != Relation::Dropped), "what is done is not dropped");
}

#[test]
fn threads_of_a_dossier_tie_each_entry_to_the_promise_it_fits_best() {
    let mut fresh = fresh();
    let workspace = &mut fresh.workspace;
    let first = promised(workspace);
    let texts = [
        ("2031-06-12", "Alvonia and Berland will open 50 border crossings by the end of 2031", 50),
        ("2031-07-12", "Alvonia and Berland will open 60 border crossings by the end of 2031", 60),
    ];
    let mut chain = vec![first];
    for (date, text, count) in texts {
        let fields = crossings(count, json!({"window": by("2031-12-31")}));
        chain.extend(told(workspace, date, text, &[("commitment", text, fields)]));
    }
    let alone = "Alvonia and Berland will plant a forest in the north";
    told(workspace, "2031-07-12", alone, &[("commitment", alone, json!({"parties": ["ALV", "BER"], "areas": ["climate"]}))]);
    dossier(workspace, "d1", &[PROMISE, texts[0].1, texts[1].1, alone]);
    for scope in [Scope::Dossier("d1".to_owned()), Scope::States("BER".to_owned(), "ALV".to_owned())] {
        let found = workspace.suggest_threads(&scope).expect("asked");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].entries, chain);
        let steps: Vec<Relation> = found[0].links.iter().map(|link| link.relation).collect();
        assert_eq!(steps, [Relation::Strengthened, Relation::Strengthened]);
        assert_eq!(found[0].links[1].from.entry, chain[1], "of two alike, the later");
    }
    done(workspace, &linked(&chain[0], &chain[1], Relation::Strengthened));
    let found = workspace.suggest_threads(&Scope::Dossier("d1".to_owned())).expect("asked");
    assert_eq!(found[0].links.len(), 1, "what is confirmed is not suggested again");
    assert!(workspace.suggest_threads(&Scope::States("ALV".to_owned(), "CER".to_owned())).expect("asked").is_empty());
    assert!(workspace.suggest_threads(&Scope::Dossier("d2".to_owned())).is_err());
}
