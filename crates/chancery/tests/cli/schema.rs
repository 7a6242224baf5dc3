//! `chancery schema` against what `chancery read` prints.

use serde_json::{Map, Value};

use crate::split::PAGE;
use crate::support::{EN, Folder, ZH};

#[test]
fn readings_are_as_the_schema_says() {
    let folder = Folder::with_accounts();
    let schema = folder.run(&["schema"]).done().json();
    assert_eq!(schema["properties"]["schema"]["const"], "chancery.reading/1");
    folder.write("long.txt", format!("{ZH}\n{EN}").repeat(20));
    let told = ["--date", "2026-05-16", "--side", "CHN,USA"];
    for arguments in [&["zh.txt"][..], &["en.txt"], &["long.txt"], &[&["zh.txt"][..], &told].concat(), &["en.txt", "--lexicon", "lexicon"]]
    {
        let reading = folder.reading(&[&["read"], arguments, &["--format", "json"]].concat());
        Check { schema: &schema }.value(&reading, &schema, "reading");
    }
    folder.write("page.txt", PAGE);
    let split = folder.run(&["read", "page.txt", "--split", "--format", "jsonl"]).done();
    for line in split.out.lines() {
        let reading: Value = serde_json::from_str(line).expect("JSON");
        assert!(reading["document"]["part"].is_object());
        Check { schema: &schema }.value(&reading, &schema, "reading");
    }
}

#[test]
#[should_panic(expected = "reading.document: no language")]
fn a_reading_without_a_key_is_not() {
    let folder = Folder::with_accounts();
    let schema = folder.run(&["schema"]).done().json();
    let mut reading = folder.reading(&["read", "zh.txt", "--format", "json"]);
    reading["document"].as_object_mut().expect("an object").remove("language");
    Check { schema: &schema }.value(&reading, &schema, "reading");
}

/// A check of the part of JSON Schema that the generated schema uses; a keyword it does not know
/// fails, so that nothing goes unchecked.
struct Check<'s> {
    schema: &'s Value,
}

impl Check<'_> {
    fn value(&self, value: &Value, schema: &Value, place: &str) {
        let found = self.problems(value, schema, place);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    fn problems(&self, value: &Value, schema: &Value, place: &str) -> Vec<String> {
        let Some(keywords) = schema.as_object() else { return Vec::new() };
        keywords.iter().flat_map(|(keyword, wanted)| self.keyword(value, keyword, wanted, keywords, place)).collect()
    }

    fn keyword(&self, value: &Value, keyword: &str, wanted: &Value, all: &Map<String, Value>, place: &str) -> Vec<String> {
        let unless = |holds: bool, problem: String| if holds { Vec::new() } else { vec![format!("{place}: {problem}")] };
        match keyword {
            "$schema" | "$defs" | "title" | "description" | "format" => Vec::new(),
            "$ref" => {
                let name = wanted.as_str().and_then(|path| path.strip_prefix("#/$defs/")).expect("references are to $defs");
                self.problems(value, &self.schema["$defs"][name], place)
            }
            "type" => unless(one_or_many(wanted).iter().any(|name| is_type(value, name)), format!("{value} is no {wanted}")),
            "const" => unless(value == wanted, format!("{value} is not {wanted}")),
            "enum" => unless(wanted.as_array().is_some_and(|values| values.contains(value)), format!("{value} is none of {wanted}")),
            "minimum" => unless(value.as_f64() >= wanted.as_f64(), format!("{value} is less than {wanted}")),
            "minItems" => unless(length(value) >= wanted.as_u64(), format!("{value} is too short")),
            "maxItems" => unless(length(value) <= wanted.as_u64(), format!("{value} is too long")),
            "items" => {
                let items = value.as_array().into_iter().flatten().enumerate();
                items.flat_map(|(index, item)| self.problems(item, wanted, &format!("{place}[{index}]"))).collect()
            }
            "required" => {
                let names = wanted.as_array().into_iter().flatten().filter_map(Value::as_str);
                names.filter(|name| value.get(name).is_none()).map(|name| format!("{place}: no {name}")).collect()
            }
            "properties" => self.properties(value, wanted, all, place),
            "additionalProperties" => {
                let values = value.as_object().into_iter().flatten();
                values.flat_map(|(key, item)| self.problems(item, wanted, &format!("{place}.{key}"))).collect()
            }
            "anyOf" | "oneOf" => {
                let tried: Vec<Vec<String>> =
                    wanted.as_array().into_iter().flatten().map(|schema| self.problems(value, schema, place)).collect();
                if tried.iter().any(Vec::is_empty) { Vec::new() } else { tried.into_iter().min_by_key(Vec::len).unwrap_or_default() }
            }
            other => panic!("the schema has a keyword that is not checked: {other}"),
        }
    }

    /// Each property by its schema; where an object has no other forms, no key is unknown.
    fn properties(&self, value: &Value, wanted: &Value, all: &Map<String, Value>, place: &str) -> Vec<String> {
        let mut problems = Vec::new();
        for (key, item) in value.as_object().into_iter().flatten() {
            match wanted.get(key) {
                Some(schema) => problems.extend(self.problems(item, schema, &format!("{place}.{key}"))),
                None if all.contains_key("oneOf") || is_form(all) => {}
                None => problems.push(format!("{place}: {key} is not in the schema")),
            }
        }
        problems
    }
}

/// Whether a schema is one form of an object that has properties elsewhere too.
fn is_form(schema: &Map<String, Value>) -> bool {
    schema["properties"].get("type").is_some_and(|kind| kind.get("const").is_some()) && schema["properties"].get("span").is_none()
}

fn one_or_many(wanted: &Value) -> Vec<&str> {
    wanted.as_str().into_iter().chain(wanted.as_array().into_iter().flatten().filter_map(Value::as_str)).collect()
}

fn is_type(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("an unknown type: {other}"),
    }
}

fn length(value: &Value) -> Option<u64> {
    value.as_array().map(|items| items.len() as u64)
}
