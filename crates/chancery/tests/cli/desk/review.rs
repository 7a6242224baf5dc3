//! Deciding, changing and making entries through the interface.

use serde_json::{Value, json};

use super::{Answer, Desk};

/// An entry of a kind with a revision, as `If-Match` names it.
fn one_of(desk: &Desk, kind: &str) -> (String, String, Value) {
    let page = desk.get(&format!("/register.json?kind={kind}")).with(200).json();
    let entry = page["rows"][0]["entry"].clone();
    (entry["id"].as_str().expect("there is one").to_owned(), format!("\"{}\"", entry["revision"]), entry)
}

fn act(desk: &Desk, id: &str, what: &str, revision: &str, body: &Value) -> Answer {
    desk.post(&format!("/api/entries/{id}/{what}"), &[("if-match", revision)], body)
}

#[test]
fn a_decision_names_the_revision_it_is_about() {
    let desk = Desk::new();
    let (id, revision, _) = one_of(&desk, "commitment");
    desk.post(&format!("/api/entries/{id}/accept"), &[], &json!({})).with(428);
    desk.post(&format!("/api/entries/{id}/accept"), &[("if-match", "7")], &json!({})).with(400);
    let done = act(&desk, &id, "accept", &revision, &json!({"reason": "as the text has it"})).with(200);
    let now = &done.json()["entries"][0];
    assert_eq!(
        (&now["state"], &now["review"]["author"], &now["review"]["reason"]),
        (&json!("accepted"), &json!("Ana"), &json!("as the text has it"))
    );
    assert_eq!(done.header("etag"), format!("\"{}\"", now["revision"]));
    assert_eq!(desk.get(&format!("/entries/{id}.json")).with(200).header("etag"), done.header("etag"));
    let stale = act(&desk, &id, "reject", &revision, &json!({})).with(412).json();
    assert_eq!((&stale["type"], &stale["changes"][0]["author"]), (&json!("stale"), &json!("Ana")));
    let undone = desk.post("/api/undo", &[], &json!({"operation": done.json()["operation"]})).with(200);
    assert_eq!(undone.json()["undone"], done.json()["operation"]);
    assert_eq!(one_of(&desk, "commitment").2["state"], "proposed");
}

#[test]
fn fields_and_words_are_edited_and_the_quote_follows_the_span() {
    let desk = Desk::new();
    let (id, revision, entry) = one_of(&desk, "commitment");
    let [start, end] = [entry["span"][0].as_u64().expect("a number"), entry["span"][1].as_u64().expect("a number")];
    let edit = |revision: &str, body: &Value| {
        desk.ask("PATCH", &format!("/api/entries/{id}"), &[("if-match", revision)], Some(body.to_string().as_bytes()))
    };
    let wrong = edit(&revision, &json!({"changes": {"modality": "maybe"}})).with(422).json();
    assert!(wrong["detail"].as_str().is_some_and(|said| said.contains("modality") && said.contains("write one of")), "{wrong}");
    edit(&revision, &json!({})).with(422);
    let done =
        edit(&revision, &json!({"changes": {"modality": "firm", "areas": "trade, energy"}, "span": [start, end - 1], "reason": "tidied"}))
            .with(200);
    let now = done.json()["entries"][0].clone();
    assert_eq!((&now["modality"], &now["areas"], &now["state"]), (&json!("firm"), &json!(["trade", "energy"]), &json!("edited")));
    let before: Vec<char> = entry["quote"].as_str().expect("text").chars().collect();
    assert_eq!(now["quote"], before[..before.len() - 1].iter().collect::<String>());
    edit(&revision, &json!({"changes": {"modality": "willing"}})).with(412);
    let page = desk.get(&format!("/entries/{id}.json")).with(200).json();
    assert_eq!(page["fields"][0]["name"], "kind");
    assert_eq!(page["rule"]["id"], entry["rule"]);
}

#[test]
fn entries_are_split_merged_and_made_of_words() {
    let desk = Desk::new();
    let (id, revision, entry) = one_of(&desk, "commitment");
    let [start, end] = [entry["span"][0].as_u64().expect("a number"), entry["span"][1].as_u64().expect("a number")];
    act(&desk, &id, "split", &revision, &json!({"at": [end + 5]})).with(422);
    let split = act(&desk, &id, "split", &revision, &json!({"at": [(start + end) / 2]})).with(200).json();
    let parts = split["entries"].as_array().expect("a list");
    assert_eq!(parts.iter().filter(|part| part["state"] == "edited").count(), 2, "{split}");
    assert_eq!(parts.iter().filter(|part| part["state"] == "replaced").count(), 1, "{split}");
    let shown: Vec<Value> = parts
        .iter()
        .filter(|part| part["state"] == "edited")
        .map(|part| json!({"entry": part["id"], "revision": part["revision"]}))
        .collect();
    let merged = desk.post("/api/entries/merge", &[], &json!({"entries": shown})).with(200).json();
    assert_eq!(merged["entries"][0]["span"], entry["span"]);
    let new = json!({"account": entry["account"], "kind": "formulation", "span": [start, start + 4], "reason": "a set phrase"});
    let made = desk.post("/api/entries", &[], &new).with(200).json();
    assert_eq!(made["entries"][0]["term"], made["entries"][0]["quote"]);
    desk.post("/api/entries", &[], &json!({"account": entry["account"], "kind": "poem", "span": [0, 3]})).with(422);
    desk.post("/api/entries", &[], &json!({"account": entry["account"], "kind": "action", "span": [9, 3]})).with(422);
}

#[test]
fn many_are_decided_on_at_once_or_none() {
    let desk = Desk::new();
    let entries = desk.entries();
    let shown = |revision: i64| -> Vec<Value> { entries.iter().map(|(id, _, _)| json!({"entry": id, "revision": revision})).collect() };
    let mut all: Vec<Value> = entries.iter().map(|(id, revision, _)| json!({"entry": id, "revision": revision})).collect();
    desk.post("/api/entries/decide", &[], &json!({"decision": "accept", "entries": shown(-1)})).with(412);
    assert!(desk.entries().iter().all(|(.., state)| state == "proposed"));
    let last = all.pop().expect("there are some");
    desk.post("/api/entries/decide", &[], &json!({"decision": "accept", "entries": all})).with(200);
    assert_eq!(desk.entries().iter().filter(|(.., state)| state == "accepted").count(), all.len());
    desk.post("/api/entries/decide", &[], &json!({"decision": "reject", "entries": [last]})).with(200);
    assert_eq!(desk.entries().len(), all.len());
    let review = desk.get("/review.json").with(200).json();
    assert_eq!((&review["total"], &review["decided"]), (&json!(0), &json!(all.len())));
}

#[test]
fn a_policy_says_what_it_would_accept_before_it_does() {
    let desk = Desk::new();
    let policy = |dry: bool| {
        desk.post("/api/entries/policy", &[], &json!({"kinds": ["commitment"], "confidence": 0.0, "dry": dry})).with(200).json()
    };
    let would = policy(true);
    assert!(would["operation"].is_null() && would["count"].as_u64().is_some_and(|count| count > 0), "{would}");
    let did = policy(false);
    assert_eq!(did["count"], would["count"]);
    assert!(did["operation"].as_i64().is_some());
    assert_eq!(policy(true)["count"], 0);
    desk.post("/api/entries/policy", &[], &json!({"confidence": 7})).with(422);
}
