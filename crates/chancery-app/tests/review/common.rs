//! Accounts of made-up states in a workspace of their own, and sessions over it.

use chancery_app::review::ReviewSession;
use chancery_app::workspace::reading::Reading;
use chancery_app::workspace::{Context, EntryFilter, EntryState, Incoming, Place, Queue, Workspace, id_of};
use serde_json::{Value, json};

pub const ALVA: Context<'static> = Context { author: "Alva", time: "2031-05-20T12:00:00Z", reason: "" };
pub const NOON: &str = "2031-05-21T12:00:00Z";

pub const ENGLISH: &str = "Alvonia and Berland met in Port Ansel.\nAlvonia and Berland will open forty crossings by the end of 2031, and Alvonia will \
                           lower its tolls. Both sides shared the view that the river belongs to all.";
pub const CHINESE: &str = "两国外长在河口会晤。\n甲国愿同乙国建设跨河大桥，扩大大豆贸易。乙国反对收费。";

/// A workspace in a folder that goes away.
pub struct Fresh {
    pub place: Place,
    _folder: tempfile::TempDir,
}

impl Fresh {
    pub fn new(readings: Vec<Reading>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let place = Place::File(folder.path().join("chancery.db"));
        let mut workspace = Workspace::open_or_create(&place).expect("a workspace can be made");
        let named = |(index, reading)| Incoming { source: format!("{index}.txt"), reading };
        workspace.add(&ALVA, readings.into_iter().enumerate().map(named).collect()).expect("added");
        Self { place, _folder: folder }
    }

    /// The English account of May and the Chinese one of April.
    pub fn of_two() -> Self {
        Self::new(vec![english(), chinese()])
    }

    pub fn workspace(&self) -> Workspace {
        Workspace::open(&self.place).expect("it opens")
    }

    pub fn session(&self, queue: Queue) -> ReviewSession {
        ReviewSession::open(self.workspace(), queue, "Berta", "").expect("it opens")
    }

    pub fn proposed(&self) -> ReviewSession {
        self.session(proposed())
    }
}

pub fn proposed() -> Queue {
    Queue { filter: EntryFilter { states: vec![EntryState::Proposed], ..EntryFilter::default() }, words: String::new() }
}

pub fn entry(text: &str, kind: &str, words: &str, fields: Value) -> Value {
    let at = text.find(words).expect("the words are in the text");
    let start = text[..at].chars().count();
    let mut entry = json!({"id": id_of(&[text, kind, words]), "kind": kind, "span": [start, start + words.chars().count()], "quote": words,
        "voice": [], "areas": ["trade"], "unconfirmed_by": [], "flags": [], "rule": format!("rule.{kind}"), "confidence": 0.8});
    for (key, value) in fields.as_object().expect("an object") {
        entry[key] = value.clone();
    }
    entry
}

pub fn reading(text: &str, date: &str, entries: &[Value]) -> Reading {
    let mut start = 0;
    let paragraph = |line: &str| {
        let end = start + line.chars().count();
        let paragraph = json!({"span": [start, end], "role": "body"});
        start = end + 1;
        paragraph
    };
    let paragraphs: Vec<Value> = text.split('\n').map(paragraph).collect();
    let actor = |id: &str, en: &str, zh: &str| json!({"id": id, "state": id, "names": {"en": en, "zh": zh}, "office": null, "known": true});
    let language = if text.is_ascii() { "en" } else { "zh" };
    let reading = json!({
        "schema": "chancery.reading/1", "generator": {"name": "chancery", "version": "0.1.0", "lexicon": "0123456789abcdef"},
        "document": {"id": id_of(&[text]), "source": "account.txt", "media_type": "text/plain", "charset": "utf-8", "title": "At the river",
            "language": language, "date": date, "published": null, "kind": "readout", "side": ["ALV"], "participants": null, "issuer": null,
            "detected": {}, "part": null, "text": text, "warnings": []},
        "paragraphs": paragraphs, "voices": [{"span": [0, text.chars().count()], "voice": ["ALV"]}], "entries": entries,
        "actors": [actor("ALV", "Alvonia", "甲国"), actor("BER", "Berland", "乙国")], "mentions": []
    });
    Reading::parse(&reading.to_string()).expect("the reading is in the format")
}

pub fn english() -> Reading {
    let window = json!({"start": null, "end": "2031-12-31", "length": null, "text": "by the end of 2031"});
    let commitment = json!({"parties": ["ALV", "BER"], "joint": true, "modality": "firm", "unconfirmed_by": ["BER"], "window": window,
        "targets": [{"value": 40, "unit": "crossing", "of": null}]});
    let words = "Alvonia and Berland will open forty crossings by the end of 2031, and Alvonia will lower its tolls";
    let entries = [
        entry(
            ENGLISH,
            "engagement",
            "Alvonia and Berland met in Port Ansel",
            json!({"type": "meeting", "participants": ["ALV", "BER"], "status": "held"}),
        ),
        entry(ENGLISH, "commitment", words, commitment),
        entry(ENGLISH, "understanding", "Both sides shared the view that the river belongs to all", json!({"parties": ["ALV", "BER"]})),
    ];
    reading(ENGLISH, "2031-05-12", &entries)
}

pub fn chinese() -> Reading {
    let entries = [
        entry(CHINESE, "commitment", "甲国愿同乙国建设跨河大桥，扩大大豆贸易", json!({"parties": ["ALV"], "modality": "willing"})),
        entry(CHINESE, "position", "乙国反对收费", json!({"holder": ["BER"], "stance": "oppose", "confidence": 0.6})),
    ];
    reading(CHINESE, "2031-04-01", &entries)
}

/// The words of the open entry.
pub fn quote(session: &ReviewSession) -> String {
    session.row().map(|row| row.entry.quote.clone()).unwrap_or_default()
}
