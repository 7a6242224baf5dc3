//! Sidecars: `NAME.meta.toml` beside a document says what the document itself cannot.
//!
//! The keys are `date`, `language`, `kind`, `side` (one code or a list of them) and `title`, with
//! the same values as the flags of the command line.

use chancery_document::Told;
use chancery_lexicon::{Lexicon, Problem};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::told;

/// The keys a sidecar may have.
pub const KEYS: [&str; 5] = ["date", "language", "kind", "side", "title"];

/// Reads a sidecar; `path` is for messages.
///
/// # Errors
/// The first [`Problem`], with line and column: no TOML, an unknown key, a wrong value.
pub fn parse(path: &str, text: &str, lexicon: &Lexicon) -> Result<Told, Problem> {
    let table =
        DeTable::parse(text).map_err(|error| Problem::at(path, text, error.span().map_or(0, |span| span.start), error.message()))?;
    let mut told = Told::default();
    for (key, value) in table.get_ref() {
        if !KEYS.contains(&key.get_ref().as_ref()) {
            let message = format!("unknown key '{}'; a sidecar has {}", key.get_ref(), KEYS.join(", "));
            return Err(Problem::at(path, text, key.span().start, message));
        }
        set(&mut told, key.get_ref(), value, lexicon).map_err(|(at, message)| Problem::at(path, text, at, message))?;
    }
    Ok(told)
}

/// Lays `over` on `under`: what `over` says wins.
#[must_use]
pub fn merge(over: &Told, under: Told) -> Told {
    Told {
        language: over.language.or(under.language),
        date: over.date.or(under.date),
        side: over.side.clone().or(under.side),
        kind: over.kind.or(under.kind),
        title: over.title.clone().or(under.title),
    }
}

/// Where a value is wrong, in bytes, and how.
type Wrong = (usize, String);

fn set(told: &mut Told, key: &str, value: &Spanned<DeValue<'_>>, lexicon: &Lexicon) -> Result<(), Wrong> {
    let at = value.span().start;
    let wrong = |error: told::WrongValue| (at, error.to_string());
    match key {
        "date" => told.date = Some(told::date(&date_text(value)?).map_err(wrong)?),
        "language" => told.language = Some(told::language(string(key, value)?).map_err(wrong)?),
        "kind" => told.kind = Some(told::kind(string(key, value)?).map_err(wrong)?),
        "side" => told.side = Some(sides(value, lexicon)?),
        _ => told.title = Some(string(key, value)?.to_owned()),
    }
    Ok(())
}

fn string<'v>(key: &str, value: &'v Spanned<DeValue<'_>>) -> Result<&'v str, Wrong> {
    value.get_ref().as_str().ok_or_else(|| (value.span().start, format!("'{key}' is given as a string")))
}

/// A date as a string or as a bare TOML date.
fn date_text(value: &Spanned<DeValue<'_>>) -> Result<String, Wrong> {
    match value.get_ref() {
        DeValue::Datetime(bare) => Ok(bare.to_string()),
        _ => string("date", value).map(str::to_owned),
    }
}

fn sides(value: &Spanned<DeValue<'_>>, lexicon: &Lexicon) -> Result<Vec<String>, Wrong> {
    let one =
        |value: &Spanned<DeValue<'_>>| told::side(string("side", value)?, lexicon).map_err(|error| (value.span().start, error.to_string()));
    match value.get_ref() {
        DeValue::Array(list) => list.iter().map(one).collect(),
        DeValue::String(_) => Ok(vec![one(value)?]),
        _ => Err((value.span().start, "'side' is given as a code or a list of codes".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<Told, &str>) {
        let lexicon = Lexicon::built_in().expect("the built-in lexicon is right");
        let found = parse("a.meta.toml", text, &lexicon).map_err(|problem| problem.to_string());
        match (found, expected) {
            (Err(message), Err(expected)) => assert!(message.starts_with(expected), "{message}"),
            (found, expected) => assert_eq!(found, expected.map_err(str::to_owned), "{text}"),
        }
    }

    #[test]
    fn a_sidecar_says_what_flags_say() {
        let told =
            Told { date: Some(Date::constant(2026, 5, 16)), side: Some(vec!["CHN".to_owned(), "USA".to_owned()]), ..Told::default() };
        check("date = \"2026-05-16\"\nside = [\"CHN\", \"USA\"]\n", Ok(told.clone()));
        check("date = 2026-05-16\nside = [\"CHN\", \"USA\"]\n", Ok(told));
        check(
            "side = \"CHN\"\ntitle = \"公报\"",
            Ok(Told { side: Some(vec!["CHN".to_owned()]), title: Some("公报".to_owned()), ..Told::default() }),
        );
        check("", Ok(Told::default()));
    }

    #[test]
    fn an_error_has_its_place() {
        check("date = \"2026-05-16\"\nplace = \"here\"\n", Err("a.meta.toml:2:1: unknown key 'place'"));
        check("date = \"yesterday\"\n", Err("a.meta.toml:1:8: 'yesterday' is no date"));
        check("side = [\"CHN\", 3]\n", Err("a.meta.toml:1:16: 'side' is given as a string"));
        check("title = 中\n", Err("a.meta.toml:1:9: "));
        check("language = \"zh\n", Err("a.meta.toml:1:"));
    }

    use chancery_model::Date;
}
