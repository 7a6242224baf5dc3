//! The fields of an entry as a person reads and writes them: one line of text each.
//!
//! Lists stand with commas, days as `2031-01-01..2031-12-31`, targets as `40 crossing; 17 percent of exports`.

use chancery_ledger::reading::{Entry, KINDS, Target, Window, fields_of, words_of};
use serde_json::{Map, Value, json};

use super::error::Difference;

/// One field of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in the reading format.
    pub name: &'static str,
    /// Its value, as it can be written again.
    pub text: String,
    /// Its value with the names of actors.
    pub shown: String,
}

/// Fields that every kind has and a person can change.
const COMMON: [&str; 4] = ["voice", "areas", "unconfirmed_by", "flags"];
/// Fields that hold lists of ids.
const LISTS: [&str; 10] = ["parties", "holder", "from", "to", "actors", "participants", "voice", "areas", "unconfirmed_by", "flags"];

/// The field of a kind that says whose it is.
const WHOSE: [(&str, &str); 7] = [
    ("commitment", "parties"),
    ("understanding", "parties"),
    ("position", "holder"),
    ("request", "from"),
    ("action", "actors"),
    ("engagement", "participants"),
    ("mechanism", "parties"),
];

/// The fields of an entry, in the order in which they are read; `named` gives an actor with its name.
#[must_use]
pub fn fields(entry: &Entry, named: impl Fn(&str) -> String) -> Vec<Field> {
    let values = object(entry);
    let names = ["kind"].into_iter().chain(fields_of(&entry.kind).iter().copied()).chain(COMMON);
    let field = |name: &'static str| {
        let value = values.get(name).unwrap_or(&Value::Null);
        let shown = match value {
            Value::Array(ids) if LISTS.contains(&name) => ids.iter().filter_map(Value::as_str).map(&named).collect::<Vec<_>>().join(", "),
            _ => text(name, value),
        };
        let quoted = window_words(value).map(|words| format!(" “{words}”")).unwrap_or_default();
        Field { name, text: text(name, value), shown: shown + &quoted }
    };
    names.map(field).collect()
}

fn window_words(value: &Value) -> Option<&str> {
    value.get("text").and_then(Value::as_str)
}

fn object(entry: &Entry) -> Map<String, Value> {
    match serde_json::to_value(entry) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

/// A value as text that [`parse`] reads again.
fn text(name: &str, value: &Value) -> String {
    match (name, value) {
        (_, Value::Null) => String::new(),
        ("targets", Value::Array(targets)) => targets.iter().map(target_text).collect::<Vec<_>>().join("; "),
        ("window" | "when", _) => window_text(value),
        (_, Value::Array(ids)) => ids.iter().map(plain).collect::<Vec<_>>().join(", "),
        (_, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
        _ => plain(value),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn target_text(target: &Value) -> String {
    let part = |name: &str| target.get(name).filter(|part| !part.is_null()).map(plain);
    let of = part("of").map(|of| format!(" of {of}")).unwrap_or_default();
    format!("{} {}{of}", part("value").unwrap_or_default(), part("unit").unwrap_or_default())
}

fn window_text(window: &Value) -> String {
    let part = |name: &str| window.get(name).and_then(Value::as_str);
    match (part("start"), part("end"), part("length")) {
        (None, None, None) => String::new(),
        (None, None, Some(length)) => length.to_owned(),
        (Some(start), Some(end), _) if start == end => start.to_owned(),
        (start, end, _) => format!("{}..{}", start.unwrap_or_default(), end.unwrap_or_default()),
    }
}

/// What may be written in a field of a kind, for a person.
#[must_use]
pub fn allowed(kind: &str, name: &str) -> String {
    if let Some(words) = words_of(kind, name) {
        return format!("{}; empty for none", words.join(", "));
    }
    match name {
        "kind" => KINDS.join(", "),
        "joint" | "conditional" => "yes or no".to_owned(),
        "count" => "a number; empty for none".to_owned(),
        "targets" => "NUMBER UNIT [of WORDS], more with ;".to_owned(),
        "window" | "when" => "DAY, DAY..DAY, ..DAY, DAY.. or a length as P5Y; a day is YYYY-MM-DD".to_owned(),
        "flags" => "damaged; empty for none".to_owned(),
        "areas" => "areas with commas".to_owned(),
        _ if LISTS.contains(&name) => "ids with commas, as ALV, BER/minister".to_owned(),
        _ => "text; empty for none".to_owned(),
    }
}

/// The changes that a text in a field asks for.
///
/// # Errors
/// What is wrong with the text, in words for a person.
pub fn changes(entry: &Entry, name: &str, written: &str) -> Result<Map<String, Value>, String> {
    let value = parse(entry, name, written.trim())?;
    let mut changes = Map::new();
    if name == "kind" {
        let whose = |kind: &str| WHOSE.iter().find(|(of, _)| *of == kind).map(|(_, field)| *field);
        let kind = value.as_str().unwrap_or_default();
        if let Some(field) = whose(kind).filter(|field| Some(*field) != whose(&entry.kind)) {
            changes.insert(field.to_owned(), json!(those_of(entry)));
        }
        match kind {
            "mechanism" => drop(changes.insert("name".to_owned(), json!(entry.quote))),
            "formulation" => drop(changes.insert("term".to_owned(), json!(entry.quote))),
            _ => {}
        }
    }
    changes.insert(name.to_owned(), value);
    Ok(changes)
}

/// Whose an entry is: who is bound, holds, asks, acts or takes part.
pub(super) fn those_of(entry: &Entry) -> Vec<&str> {
    let lists = [&entry.parties, &entry.holder, &entry.from, &entry.actors, &entry.participants];
    lists.into_iter().flatten().flatten().map(String::as_str).collect()
}

fn parse(entry: &Entry, name: &str, written: &str) -> Result<Value, String> {
    if let Some(words) = words_of(&entry.kind, name) {
        return if written.is_empty() { Ok(Value::Null) } else { one_of(words, written) };
    }
    match name {
        "kind" => one_of(&KINDS, written),
        "joint" | "conditional" => match written.to_lowercase().as_str() {
            "yes" | "y" | "true" => Ok(Value::Bool(true)),
            "no" | "n" | "false" => Ok(Value::Bool(false)),
            _ => Err(format!("\"{written}\": write yes or no")),
        },
        "targets" => written.split([';', '；']).map(str::trim).filter(|one| !one.is_empty()).map(target).collect(),
        "window" => window(written, entry.window.as_ref()),
        "when" => window(written, entry.when.as_ref()),
        _ if LISTS.contains(&name) => {
            Ok(written.split([',', '，', '、']).map(str::trim).filter(|one| !one.is_empty()).map(Value::from).collect())
        }
        _ if written.is_empty() => Ok(Value::Null),
        "count" => written.parse::<u32>().map(Value::from).map_err(|_| format!("\"{written}\" is not a whole number")),
        _ => Ok(Value::from(written)),
    }
}

/// The word that is written, or the only one that begins so.
fn one_of(words: &[&str], written: &str) -> Result<Value, String> {
    let exact = words.iter().find(|word| **word == written);
    let mut begun = words.iter().filter(|word| !written.is_empty() && word.starts_with(written));
    let only = begun.next().filter(|_| begun.next().is_none());
    exact.or(only).map(|word| Value::from(*word)).ok_or_else(|| format!("\"{written}\": write one of {}", words.join(", ")))
}

fn target(written: &str) -> Result<Value, String> {
    let wrong = || format!("\"{written}\": write NUMBER UNIT, as 40 crossing");
    let (number, rest) = written.split_once(char::is_whitespace).ok_or_else(wrong)?;
    let value: serde_json::Number = number.replace(',', "").parse().map_err(|_| wrong())?;
    let (unit, of) = rest.trim().split_once(" of ").map_or((rest.trim(), None), |(unit, of)| (unit.trim(), Some(of.trim().to_owned())));
    serde_json::to_value(Target { value, unit: unit.to_owned(), of }).map_err(|error| error.to_string())
}

fn window(written: &str, before: Option<&Window>) -> Result<Value, String> {
    if written.is_empty() {
        return Ok(Value::Null);
    }
    let day = |day: &str| Some(day.trim().to_owned()).filter(|day| !day.is_empty());
    let text = before.and_then(|window| window.text.clone());
    let window = if let Some((start, end)) = written.split_once("..") {
        Window { start: day(start), end: day(end), length: None, text }
    } else if written.starts_with('P') {
        Window { start: None, end: None, length: Some(written.to_owned()), text }
    } else {
        Window { start: day(written), end: day(written), length: None, text }
    };
    serde_json::to_value(window).map_err(|error| error.to_string())
}

/// What a newer reading has that an entry has not, as changes to it.
#[must_use]
pub fn changes_toward(entry: &Entry, newer: &Entry) -> Map<String, Value> {
    let (before, mut after) = (object(entry), object(newer));
    let is_fixed = |name: &str| matches!(name, "id" | "quote" | "rule" | "confidence");
    for name in before.keys() {
        after.entry(name.clone()).or_insert(Value::Null);
    }
    after.retain(|name, value| !is_fixed(name) && before.get(name).unwrap_or(&Value::Null) != value);
    after
}

/// How two entries differ, field by field.
#[must_use]
pub fn differences(before: &Entry, after: &Entry) -> Vec<Difference> {
    let changed = changes_toward(before, after);
    let (old, new) = (object(before), object(after));
    let written = |fields: &Map<String, Value>, entry: &Entry, name: &str| match name {
        "span" => format!("“{}”", entry.quote),
        _ => fields.get(name).map(|value| text(name, value)).unwrap_or_default(),
    };
    let difference =
        |name: &String| Difference { field: name.clone(), before: written(&old, before, name), after: written(&new, after, name) };
    changed.keys().map(difference).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(more: Value) -> Entry {
        let mut entry =
            json!({"id": "a", "kind": "commitment", "span": [0, 2], "quote": "甲国", "parties": ["ALV"], "rule": "r", "confidence": 0.5});
        for (name, value) in more.as_object().expect("an object") {
            entry[name] = value.clone();
        }
        serde_json::from_value(entry).expect("an entry")
    }

    #[test]
    fn what_is_shown_can_be_written_again() {
        let window = json!({"start": null, "end": "2031-12-31", "length": null, "text": "by the end of 2031"});
        let targets = json!([{"value": 40, "unit": "crossing", "of": null}, {"value": 1.5, "unit": "percent", "of": "all trade"}]);
        let entry = entry(json!({"window": window, "targets": targets, "joint": true, "modality": "firm", "areas": ["trade", "local"]}));
        for field in fields(&entry, str::to_owned) {
            let changes = changes(&entry, field.name, &field.text);
            if field.text.is_empty() {
                continue;
            }
            let value = changes.expect("it can be read").get(field.name).cloned();
            assert_eq!(value.as_ref(), object(&entry).get(field.name), "{}: {}", field.name, field.text);
        }
        let shown: Vec<String> = fields(&entry, str::to_owned).into_iter().map(|field| format!("{}={}", field.name, field.shown)).collect();
        assert!(shown.contains(&"targets=40 crossing; 1.5 percent of all trade".to_owned()), "{shown:?}");
        assert!(shown.contains(&"window=..2031-12-31 “by the end of 2031”".to_owned()), "{shown:?}");
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let check = |name: &str, written: &str, said: &str| {
            let wrong = changes(&entry(json!({})), name, written).expect_err(said);
            assert!(wrong.contains(said), "{wrong}");
        };
        check("kind", "wish", "write one of commitment");
        check("kind", "", "write one of");
        check("modality", "strong", "firm, willing");
        check("joint", "perhaps", "yes or no");
        check("targets", "forty", "NUMBER UNIT");
        check("targets", "forty crossings", "NUMBER UNIT");
    }

    #[test]
    fn another_kind_keeps_whose_it_is() {
        let changes = changes(&entry(json!({})), "kind", "pos").expect("a kind");
        assert_eq!(Value::Object(changes), json!({"kind": "position", "holder": ["ALV"]}));
    }

    #[test]
    fn a_newer_reading_is_taken_field_by_field() {
        let newer = entry(json!({"modality": "willing", "parties": ["ALV", "BER"], "confidence": 0.9}));
        let before = entry(json!({"joint": true}));
        assert_eq!(
            Value::Object(changes_toward(&before, &newer)),
            json!({"joint": null, "modality": "willing", "parties": ["ALV", "BER"]})
        );
        let differences = differences(&before, &newer);
        assert!(differences.contains(&Difference { field: "joint".to_owned(), before: "yes".to_owned(), after: String::new() }));
    }
}
