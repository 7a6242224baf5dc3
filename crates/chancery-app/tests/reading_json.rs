//! The reading format, key by key, on a reading made by hand.

use std::sync::Arc;

use chancery_app::{Reading, ReadingJson};
use chancery_model::{
    Action, Actor, ActorId, AreaSet, Commitment, Date, Detail, Detected, Detection, Document, Engagement, EngagementStatus, EngagementType,
    Entry, Flags, Formulation, Language, Mechanism, MechanismStatus, Mention, MentionValue, Metadata, Modality, Names, Paragraph, Parties,
    Position, Request, Role, RuleId, Stance, Target, ThinVec, Understanding, UnitId, VoiceId, VoiceRun, Window,
};
use chancery_text::{Span, Text};
use serde_json::{Value, json};

/// A character outside the basic plane stands first, so that bytes, UTF-16 and code points differ.
const TEXT: &str = "𠮷甲乙同意\n五万人";

const BOTH: [ActorId; 2] = [ActorId(0), ActorId(1)];

fn parties(ids: &[ActorId]) -> Parties {
    ids.iter().copied().collect()
}

fn actor(id: &str, state: Option<&str>) -> Actor {
    let names = [(Language::EN, format!("The {id}").into()), (Language::ZH, "甲".into())].into();
    Actor { id: id.to_owned(), state: state.map(Arc::from), names, office: None, known: state.is_some() }
}

/// A reading with one entry for each of the details, all on the same words.
fn reading(side: &[&str], details: Vec<Detail>) -> Reading {
    let mut reading = Reading {
        document: Document {
            text: Text::new(TEXT.to_owned()).expect("it is short"),
            paragraphs: vec![
                Paragraph { span: Span::new(0, 16), role: Role::Title },
                Paragraph { span: Span::new(17, 26), role: Role::Body },
            ],
            metadata: Metadata {
                source: "page.txt".to_owned(),
                media_type: "text/plain".to_owned(),
                charset: "utf-8".to_owned(),
                language: Some(Language::ZH),
                side: side.iter().map(|&side| side.to_owned()).collect(),
                detected: vec![Detected { key: "language", from: Detection::Text }],
                ..Metadata::default()
            },
            warnings: Vec::new(),
        },
        names: Arc::new(Names {
            rules: vec!["zh.commitment.agreed".to_owned()],
            areas: vec!["trade".to_owned(), "people".to_owned()],
            units: UnitId::FIRST.into_iter().chain(["person"]).map(str::to_owned).collect(),
        }),
        lexicon_version: "abc".into(),
        ..Reading::default()
    };
    for made in [actor("ALV", Some("ALV")), actor("BER/minister", Some("BER")), actor("?/press", None)] {
        let id = made.id.clone();
        reading.actors.intern(&id, || made);
    }
    let voice = reading.voices.intern(&[ActorId(1)]);
    let rule = Some(RuleId(0));
    reading.voice_runs = vec![
        VoiceRun { span: Span::new(0, 17), voice: VoiceId::NARRATOR, source: None, cue: None, rule: None },
        VoiceRun { span: Span::new(17, 26), voice, source: Some(Span::new(17, 20)), cue: Some(Span::new(20, 23)), rule },
    ];
    let mut areas = AreaSet::default();
    areas.insert(1);
    areas.insert(0);
    let areas = reading.area_sets.intern(areas);
    let entry =
        |detail| Entry { span: Span::new(4, 16), voice, areas, flags: Flags { damaged: false }, rule: RuleId(0), confidence: 90, detail };
    reading.entries = details.into_iter().map(entry).collect();
    reading
}

fn written(reading: &Reading) -> (Value, String) {
    let mut bytes = Vec::new();
    ReadingJson::new(reading).write(&mut bytes).expect("memory can be written");
    let line = String::from_utf8(bytes).expect("JSON is UTF-8");
    (serde_json::from_str(&line).expect("it is JSON"), line)
}

/// The entry of a detail without what all entries have.
fn check(detail: Detail, expected: &Value) {
    let (reading, _) = written(&reading(&["ALV"], vec![detail]));
    let mut entry = reading["entries"][0].clone();
    let fields = entry.as_object_mut().expect("an entry is an object");
    for (key, common) in [
        ("span", json!([1, 5])),
        ("quote", json!("甲乙同意")),
        ("voice", json!(["BER/minister"])),
        ("areas", json!(["trade", "people"])),
        ("flags", json!([])),
        ("rule", json!("zh.commitment.agreed")),
        ("confidence", json!(0.9)),
    ] {
        assert_eq!(fields.remove(key), Some(common), "{key}");
    }
    assert!(fields.remove("id").is_some_and(|id| id.as_str().is_some_and(|id| id.len() == 16)));
    assert_eq!(&entry, expected);
}

fn window() -> Option<Box<Window>> {
    Some(Box::new(Window { end: Some(Date::constant(2027, 12, 31)), words: Some(Span::new(4, 7)), ..Window::default() }))
}

fn window_json() -> Value {
    json!({"start": null, "end": "2027-12-31", "length": null, "text": "甲"})
}

fn targets() -> ThinVec<Target> {
    ThinVec::from([
        Target { value: 50000.0, unit: UnitId(3), of: Some(Span::new(23, 26)) },
        Target { value: 2.5, unit: UnitId::PERCENT, of: None },
    ])
}

fn targets_json() -> Value {
    json!([{"value": 50000, "unit": "person", "of": "人"}, {"value": 2.5, "unit": "percent", "of": null}])
}

#[test]
fn each_kind_has_its_own_fields_and_all_of_them() {
    let commitment = |parties, targets, window| Commitment { parties, modality: Modality::Firm, targets, window, conditional: false };
    check(
        Detail::Commitment(Box::new(commitment(parties(&BOTH), targets(), window()))),
        &json!({"kind": "commitment", "parties": ["ALV", "BER/minister"], "joint": true, "modality": "firm", "targets": targets_json(),
            "window": window_json(), "conditional": false, "unconfirmed_by": ["BER"]}),
    );
    check(
        Detail::Commitment(Box::new(commitment(parties(&BOTH[..1]), ThinVec::new(), None))),
        &json!({"kind": "commitment", "parties": ["ALV"], "joint": false, "modality": "firm", "targets": [], "window": null,
            "conditional": false, "unconfirmed_by": []}),
    );
    check(
        Detail::Understanding(Understanding { parties: parties(&BOTH) }),
        &json!({"kind": "understanding", "parties": ["ALV", "BER/minister"], "unconfirmed_by": ["BER"]}),
    );
    check(
        Detail::Position(Position { holder: parties(&[ActorId(1)]), stance: Stance::Oppose }),
        &json!({"kind": "position", "holder": ["BER/minister"], "stance": "oppose", "unconfirmed_by": ["BER"]}),
    );
    check(
        Detail::Request(Box::new(Request { from: parties(&[ActorId(2)]), to: parties(&BOTH) })),
        &json!({"kind": "request", "from": ["?/press"], "to": ["ALV", "BER/minister"], "unconfirmed_by": []}),
    );
    check(
        Detail::Action(Box::new(Action { actors: parties(&BOTH), when: window(), targets: targets() })),
        &json!({"kind": "action", "actors": ["ALV", "BER/minister"], "when": window_json(), "targets": targets_json(), "unconfirmed_by": ["BER"]}),
    );
    let engagement = Engagement {
        engagement_type: EngagementType::StateVisit,
        participants: parties(&BOTH),
        place: Some(Span::new(4, 7)),
        when: None,
        status: EngagementStatus::Planned,
        count: Some(5),
    };
    check(
        Detail::Engagement(Box::new(engagement)),
        &json!({"kind": "engagement", "type": "state_visit", "participants": ["ALV", "BER/minister"], "place": "甲", "when": null,
            "status": "planned", "count": 5, "unconfirmed_by": []}),
    );
    check(
        Detail::Mechanism(Box::new(Mechanism { name: Span::new(4, 10), parties: parties(&BOTH), status: MechanismStatus::Running })),
        &json!({"kind": "mechanism", "name": "甲乙", "parties": ["ALV", "BER/minister"], "status": "running", "unconfirmed_by": []}),
    );
    check(
        Detail::Formulation(Formulation { term: Span::new(10, 16) }),
        &json!({"kind": "formulation", "term": "同意", "unconfirmed_by": []}),
    );
}

#[test]
fn the_keys_stand_in_the_order_of_the_format() {
    let commitment =
        Commitment { parties: parties(&BOTH), modality: Modality::Willing, targets: ThinVec::new(), window: None, conditional: true };
    let mut reading = reading(&["ALV"], vec![Detail::Commitment(Box::new(commitment))]);
    reading.entries[0].flags.damaged = true;
    let (value, line) = written(&reading);
    let id = value["entries"][0]["id"].as_str().expect("an id");
    let document_id = value["document"]["id"].as_str().expect("an id");
    let version = env!("CARGO_PKG_VERSION");
    let expected = [
        r#"{"schema":"chancery.reading/1","generator":{"name":"chancery","version":""#,
        version,
        r#"","lexicon":"abc"},"document":{"id":""#,
        document_id,
        r#"","source":"page.txt","media_type":"text/plain","charset":"utf-8","title":null,"language":"zh","date":null,"published":null,"kind":null,"#,
        r#""side":["ALV"],"participants":null,"issuer":null,"detected":{"language":"text"},"part":null,"text":"𠮷甲乙同意\n五万人","warnings":[]},"#,
        r#""paragraphs":[{"span":[0,5],"role":"title"},{"span":[6,9],"role":"body"}],"#,
        r#""voices":[{"span":[0,6],"voice":[]},"#,
        r#"{"span":[6,9],"voice":["BER/minister"],"source":[6,7],"cue":[7,8],"rule":"zh.commitment.agreed"}],"#,
        r#""entries":[{"id":""#,
        id,
        r#"","kind":"commitment","span":[1,5],"quote":"甲乙同意","voice":["BER/minister"],"parties":["ALV","BER/minister"],"#,
        r#""joint":true,"modality":"willing","areas":["trade","people"],"targets":[],"window":null,"conditional":true,"#,
        r#""unconfirmed_by":["BER"],"flags":["damaged"],"rule":"zh.commitment.agreed","confidence":0.9}],"#,
        r#""actors":[{"id":"ALV","state":"ALV","names":{"en":"The ALV","zh":"甲"},"office":null,"known":true},"#,
        r#"{"id":"BER/minister","state":"BER","names":{"en":"The BER/minister","zh":"甲"},"office":null,"known":true},"#,
        r#"{"id":"?/press","state":null,"names":{"en":"The ?/press","zh":"甲"},"office":null,"known":false}],"mentions":[]}"#,
    ];
    assert_eq!(line, expected.concat());
}

#[test]
fn nothing_is_unconfirmed_when_it_is_not_known_who_issued_the_document() {
    let (value, _) = written(&reading(&[], vec![Detail::Understanding(Understanding { parties: parties(&BOTH) })]));
    assert_eq!(value["document"]["side"], Value::Null);
    assert_eq!(value["entries"][0]["unconfirmed_by"], json!([]));
}

#[test]
fn ids_are_stable_and_apart() {
    let understanding = || Detail::Understanding(Understanding { parties: parties(&BOTH) });
    let position = Detail::Position(Position { holder: parties(&BOTH), stance: Stance::Assert });
    let ids = |reading: &Reading| -> Vec<String> {
        let entries = ReadingJson::new(reading);
        entries.entries().iter().map(|entry| entry.parts().id.to_owned()).collect()
    };
    let first = ids(&reading(&["ALV"], vec![understanding(), understanding(), position]));
    assert!(first[0] != first[1] && first[1] != first[2] && first[0] != first[2], "{first:?}");
    let mut other_rule = reading(&[], vec![understanding()]);
    other_rule.entries[0].confidence = 10;
    assert_eq!(ids(&other_rule)[0], first[0], "the id is of the words, not of how they were found");
}

#[test]
fn mentions_have_the_fields_of_their_type() {
    let mut reading = reading(&[], Vec::new());
    let day = Date::constant(2026, 5, 16);
    let values = [
        (MentionValue::Date(Some(day)), json!({"type": "date", "value": "2026-05-16"})),
        (MentionValue::Date(None), json!({"type": "date", "value": null})),
        (MentionValue::DateRange { start: None, end: Some(day) }, json!({"type": "date_range", "start": null, "end": "2026-05-16"})),
        (MentionValue::Duration(Box::new("P5Y".into())), json!({"type": "duration", "length": "P5Y"})),
        (MentionValue::Number(0.5), json!({"type": "number", "value": 0.5})),
        (MentionValue::Percent(90.0), json!({"type": "percent", "value": 90})),
        (
            MentionValue::Money { amount: 17e9, currency: UnitId::US_DOLLAR },
            json!({"type": "currency", "value": 17_000_000_000_i64, "unit": "USD"}),
        ),
        (MentionValue::Quantity { value: 50000.0, unit: UnitId(3) }, json!({"type": "quantity", "value": 50000, "unit": "person"})),
    ];
    reading.mentions = values.iter().map(|(value, _)| Mention { span: Span::new(17, 26), value: value.clone() }).collect();
    let (value, line) = written(&reading);
    for (index, (_, expected)) in values.iter().enumerate() {
        let mut mention = value["mentions"][index].clone();
        assert_eq!(mention.as_object_mut().and_then(|fields| fields.remove("span")), Some(json!([6, 9])));
        assert_eq!(&mention, expected);
    }
    assert!(line.contains("\"value\":90}") && line.contains("\"value\":17000000000,"), "whole numbers have no fraction: {line}");
}
