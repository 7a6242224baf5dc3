//! Reads JSON lines `{"text", "date", "language"}` and prints `{"mentions": [...]}` for each, spans
//! in code points: what `chancery mentions` does, for measuring.
//!
//! `line_filter DATA_DIR < CASES`: the data files are read from `DATA_DIR`.

use std::io::{self, BufRead, Write};
use std::path::Path;

use chancery_mentions::{Vocabulary, recognize_layers};
use chancery_model::{Date, Language, Mention, MentionValue};
use chancery_text::CodePoints;
use serde_json::{Map, Value, json};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let directory = std::env::args().nth(1).ok_or("usage: line_filter DATA_DIR")?;
    let vocabularies = [vocabulary(&directory, Language::ZH)?, vocabulary(&directory, Language::EN)?];
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        writeln!(out, "{}", answer(&vocabularies, &serde_json::from_str(&line?)?)?)?;
    }
    Ok(())
}

/// The compiled words of a language.
fn vocabulary(directory: &str, language: Language) -> Result<Vocabulary, Failure> {
    let mut files = Vec::new();
    for name in ["zh.toml", "en.toml", "units.toml", "currencies.toml"] {
        files.push((name, std::fs::read_to_string(Path::new(directory).join(name))?));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Ok(Vocabulary::parse(language, &files)?)
}

/// The mentions of one line.
fn answer(vocabularies: &[Vocabulary], line: &Value) -> Result<Value, Failure> {
    let text = line["text"].as_str().ok_or("a line has no text")?;
    let language = line["language"].as_str().unwrap_or("zh");
    let reference = line["date"].as_str().map(str::parse::<Date>).transpose()?;
    let vocabulary = vocabularies.iter().find(|vocabulary| vocabulary.language().as_str() == language).ok_or("an unknown language")?;
    let mut mentions = Vec::new();
    recognize_layers(vocabulary, text, reference, &mut mentions);
    let points = CodePoints::new(text);
    let shaped: Vec<Value> = mentions.iter().filter_map(|mention| shape(mention, &points, vocabulary.units())).collect();
    Ok(json!({ "mentions": shaped }))
}

/// One mention as JSON; a quantity has none here.
fn shape(mention: &Mention, points: &CodePoints<'_>, units: &[String]) -> Option<Value> {
    let (kind, fields) = match &mention.value {
        MentionValue::Date(day) => ("date", json!({ "value": day.map_or_else(|| "not resolved".to_owned(), |day| day.to_string()) })),
        MentionValue::DateRange { start, end } => ("date_range", range(*start, *end)),
        MentionValue::Duration(length) => ("duration", json!({ "length": length })),
        MentionValue::Number(value) => ("number", json!({ "value": value })),
        MentionValue::Percent(value) => ("percent", json!({ "value": value })),
        MentionValue::Money { amount, currency } => ("currency", json!({ "value": amount, "unit": units[usize::from(currency.0)] })),
        MentionValue::Quantity { .. } => return None,
    };
    let span = [points.of_byte(mention.span.start), points.of_byte(mention.span.end)];
    let mut shaped = Map::from_iter([("span".to_owned(), json!(span)), ("type".to_owned(), json!(kind))]);
    if let Value::Object(fields) = fields {
        shaped.extend(fields);
    }
    Some(Value::Object(shaped))
}

/// The ends of a stretch that are known.
fn range(start: Option<Date>, end: Option<Date>) -> Value {
    let ends = [("start", start), ("end", end)];
    ends.into_iter().filter_map(|(name, day)| Some((name.to_owned(), json!(day?.to_string())))).collect::<Map<_, _>>().into()
}
