//! Accounts of made-up states as readings, and workspaces to try things on.

#![allow(dead_code, reason = "each test file uses its own part")]

pub mod server;

use chancery_ledger::operation::{Amount, Direction, Dossier, DossierAbout, DossierAccounts, Evidence, Follow, Link, Relation, Status};
use chancery_ledger::reading::{Actor, Reading};
use chancery_ledger::{Context, Incoming, Operation, Place, Workspace, id_of};
use serde_json::{Value, json};

/// Alva at noon, for no reason.
pub const ALVA: Context<'static> = Context { author: "Alva", time: "2031-05-20T12:00:00Z", reason: "" };
/// Berta an hour later.
pub const BERTA: Context<'static> = Context { author: "Berta", time: "2031-05-20T13:00:00Z", reason: "as agreed with the desk" };

/// A workspace in a folder, or on a server, that goes away.
pub struct Fresh {
    pub workspace: Workspace,
    pub place: Place,
    _folder: tempfile::TempDir,
}

/// A new workspace: in the test program `postgres` in a schema of a database, where there can be one, elsewhere in a file.
pub fn fresh() -> Fresh {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let database = if env!("CARGO_CRATE_NAME") == "postgres" { server::new_schema().map(Place::Postgres) } else { None };
    let place = database.unwrap_or_else(|| Place::File(folder.path().join("chancery.db")));
    let workspace = Workspace::open_or_create(&place).expect("a workspace can be made");
    Fresh { workspace, place, _folder: folder }
}

/// An entry of a kind over words of the text; other fields are laid over what the kind needs.
pub fn entry(text: &str, kind: &str, words: &str, fields: Value) -> Value {
    let at = text.find(words).expect("the words are in the text");
    let start = text[..at].chars().count();
    let end = start + words.chars().count();
    let id = id_of(&[text, kind, words]);
    let mut entry = json!({"id": id, "kind": kind, "span": [start, end], "quote": words, "voice": [], "areas": ["trade"],
        "unconfirmed_by": [], "flags": [], "rule": format!("en.{kind}.test"), "confidence": 0.8});
    let needed = match kind {
        "commitment" => {
            json!({"parties": ["ALV"], "joint": false, "modality": "firm", "targets": [], "window": null, "conditional": false})
        }
        "understanding" => json!({"parties": ["ALV", "BER"]}),
        "position" => json!({"holder": ["ALV"], "stance": "assert"}),
        "request" => json!({"from": ["ALV"], "to": ["BER"]}),
        "action" => json!({"actors": ["ALV"], "targets": [], "when": null}),
        "engagement" => {
            json!({"type": "meeting", "participants": ["ALV", "BER"], "place": null, "when": null, "status": "held", "count": null})
        }
        "mechanism" => json!({"name": words, "parties": ["ALV", "BER"], "status": "agreed"}),
        _ => json!({"term": words}),
    };
    for more in [needed, fields] {
        for (key, value) in more.as_object().expect("fields are an object") {
            entry[key] = value.clone();
        }
    }
    entry
}

/// A reading of a text of a day, issued by Alvonia.
pub fn reading(text: &str, date: &str, entries: &[Value]) -> Reading {
    let mut start = 0;
    let paragraphs: Vec<Value> = text
        .split('\n')
        .map(|line| {
            let end = start + line.chars().count();
            let paragraph = json!({"span": [start, end], "role": "body"});
            start = end + 1;
            paragraph
        })
        .collect();
    let length = text.chars().count();
    let reading = json!({
        "schema": "chancery.reading/1",
        "generator": {"name": "chancery", "version": "0.1.0", "lexicon": "0123456789abcdef"},
        "document": {"id": id_of(&[text]), "source": "account.txt", "media_type": "text/plain", "charset": "utf-8", "title": null, "language": "en",
            "date": date, "published": null, "kind": "readout", "side": ["ALV"], "participants": null, "issuer": null, "detected": {}, "part": null,
            "text": text, "warnings": []},
        "paragraphs": paragraphs,
        "voices": [{"span": [0, length], "voice": []}],
        "entries": entries,
        "actors": [], "mentions": []
    });
    Reading::parse(&reading.to_string()).expect("the reading is in the format")
}

/// One account that comes from a file of this name.
pub fn incoming(source: &str, reading: Reading) -> Incoming {
    Incoming { source: source.to_owned(), reading }
}

/// An account with a commitment of Alvonia and Berland, an understanding and an engagement.
pub fn meeting() -> Reading {
    let text = "Alvonia and Berland met in Port Ansel.\nAlvonia and Berland will open forty crossings by the end of 2031. \
                Both sides shared the view that the river belongs to all.";
    reading(
        text,
        "2031-05-12",
        &[
            entry(text, "engagement", "Alvonia and Berland met in Port Ansel", json!({})),
            entry(
                text,
                "commitment",
                "Alvonia and Berland will open forty crossings by the end of 2031",
                json!({"parties": ["ALV", "BER"], "joint": true, "unconfirmed_by": ["BER"],
                    "targets": [{"value": 40, "unit": "crossing", "of": null}],
                    "window": {"start": null, "end": "2031-12-31", "length": null, "text": "by the end of 2031"}}),
            ),
            entry(text, "understanding", "Both sides shared the view that the river belongs to all", json!({"areas": ["bilateral"]})),
        ],
    )
}

/// Names of the made-up states.
const STATES: [(&str, &str, &str); 4] =
    [("ALV", "Alvonia", "甲国"), ("BER", "Berland", "乙国"), ("CER", "Cerin", "丙国"), ("DOR", "Dorland", "丁国")];

/// An account of a day with these entries (kind, words, other fields) and the names of states comes in; the ids of the entries.
pub fn told(workspace: &mut Workspace, date: &str, text: &str, entries: &[(&str, &str, Value)]) -> Vec<String> {
    let entries: Vec<Value> = entries.iter().map(|(kind, words, fields)| entry(text, kind, words, fields.clone())).collect();
    let ids = entries.iter().map(|entry| entry["id"].as_str().expect("entries have ids").to_owned()).collect();
    let mut reading = reading(text, date, &entries);
    for (id, en, zh) in STATES {
        let names = json!({"en": en, "zh": zh}).as_object().expect("an object").clone();
        reading.actors.push(Actor { id: id.to_owned(), state: Some(id.to_owned()), names, office: None, known: true });
    }
    workspace.add(&ALVA, vec![incoming(&id_of(&[text]), reading)]).expect("added");
    ids
}

/// An operation of Alva's is done.
pub fn done(workspace: &mut Workspace, operation: &Operation) {
    workspace.append(&ALVA, operation).expect("done");
}

/// Words of an account's text as evidence of an entry, with an amount where one is given.
pub fn evidence(entry: &str, text: &str, words: &str, date: &str, amount: Option<(f64, &str)>) -> Evidence {
    let start = text[..text.find(words).expect("the words are in the text")].chars().count() as u32;
    Evidence {
        evidence: id_of(&[entry, text, words, date]),
        entry: entry.to_owned(),
        account: id_of(&[text]),
        span: [start, start + words.chars().count() as u32],
        quote: words.to_owned(),
        date: date.to_owned(),
        direction: Direction::For,
        party: None,
        amount: amount.map(|(value, unit)| Amount { value, unit: unit.to_owned() }),
        note: String::new(),
    }
}

/// That an entry stands so from a day on.
pub fn stands(entry: &str, status: Status, on: &str) -> Operation {
    let on = Some(on.to_owned());
    Operation::Follow(Follow { entry: entry.to_owned(), owner: None, due: None, status: Some(status), on })
}

/// That a later entry belongs to the thread of an earlier one.
pub fn linked(from: &str, to: &str, relation: Relation) -> Operation {
    Operation::Link(Link { from: from.to_owned(), to: to.to_owned(), relation })
}

/// A dossier of these texts' accounts.
pub fn dossier(workspace: &mut Workspace, id: &str, texts: &[&str]) {
    let set = Dossier { dossier: id.to_owned(), name: id.to_owned(), about: DossierAbout::Relationship, states: Vec::new() };
    done(workspace, &Operation::SetDossier(set));
    let accounts = texts.iter().map(|text| id_of(&[text])).collect();
    done(workspace, &Operation::IncludeAccounts(DossierAccounts { dossier: id.to_owned(), accounts }));
}

/// The window that ends on a day.
pub fn by(day: &str) -> Value {
    json!({"start": null, "end": day, "length": null, "text": null})
}
