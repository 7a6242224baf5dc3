//! The fields of an entry as categories.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What an entry may carry that its coder did not code as a field: what names it, its words, and what is derived.
const NOT_CODED: [&str; 7] = ["id", "kind", "span", "quote", "rule", "confidence", "unconfirmed_by"];
/// Keys inside a field that hold words of the account, which agree when the spans do.
const WORDS: [&str; 2] = ["text", "of"];
/// The field whose list is a chain, outermost first, and not a set.
const CHAIN: &str = "voice";
/// The category of a field that an entry does not have.
pub(super) const ABSENT: &str = "none";
/// The category of a field that does not hold.
pub(super) const NO: &str = "no";

/// A field as a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Category {
    /// What is compared.
    pub text: String,
    /// Whether it is a yes or a no, so that a coder who left it out said no.
    pub is_yes_or_no: bool,
}

/// The fields that an entry has, by name: those inside an object as `window.end`. Lists are sets, in the order of the alphabet.
pub(super) fn categories(fields: &Map<String, Value>) -> BTreeMap<String, Category> {
    let mut found = BTreeMap::new();
    for (name, value) in fields.iter().filter(|(name, _)| !NOT_CODED.contains(&name.as_str())) {
        collect(name, value, &mut found);
    }
    found
}

fn collect(name: &str, value: &Value, found: &mut BTreeMap<String, Category>) {
    if let Value::Object(parts) = value {
        for (part, value) in parts.iter().filter(|(part, _)| !WORDS.contains(&part.as_str())) {
            collect(&format!("{name}.{part}"), value, found);
        }
        return;
    }
    let text = match value {
        Value::Array(items) if name == CHAIN => items.iter().map(plain).collect::<Vec<_>>().join(" > "),
        Value::Array(items) => set(items),
        value => plain(value),
    };
    if !text.is_empty() {
        found.insert(name.to_owned(), Category { text, is_yes_or_no: value.is_boolean() });
    }
}

/// A list as a set.
fn set(items: &[Value]) -> String {
    let mut texts: Vec<String> = items.iter().map(plain).filter(|text| !text.is_empty()).collect();
    texts.sort();
    texts.dedup();
    texts.join(", ")
}

/// A value as text that is the same for equal values: numbers without needless digits, objects by the order of their keys.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => NO.to_owned(),
        Value::Number(number) => number.as_f64().filter(|_| number.is_f64()).map_or_else(|| number.to_string(), |float| float.to_string()),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(parts) => object(parts),
    }
}

fn object(parts: &Map<String, Value>) -> String {
    let compared = parts.iter().filter(|(part, _)| !WORDS.contains(&part.as_str()));
    let mut texts: Vec<String> = compared
        .map(|(part, value)| (part, plain(value)))
        .filter(|(_, text)| !text.is_empty())
        .map(|(part, text)| format!("{part} {text}"))
        .collect();
    texts.sort();
    texts.join(" ")
}
