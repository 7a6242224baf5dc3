//! Runs the examples and counter-examples that every rule carries.
//!
//! Each is read like an account of the first made-up state (`SPECIMEN_SIDE`), dated
//! [`EXAMPLE_DAY`]. A text of one line is one paragraph of running text; a text of several goes
//! through the document reader, which knows questions, answers and list items by their heads.

use chancery_document::{Source, Told};
use chancery_lexicon::{Example, Lexicon, Problem, Rule, RuleKind, SPECIMEN_SIDE};
use chancery_model::{Date, Document, Metadata, Paragraph, Reading, Role};
use chancery_text::{Span, Text};

/// The day the examples are dated.
const EXAMPLE_DAY: Date = Date::constant(2026, 5, 15);

/// Runs every rule's examples and counter-examples; the ones that fail are problems.
///
/// The made-up states of the examples are added to the lexicon for it. A rule that finds entries
/// must find one in each of its examples, with the quote that is given, and none in its counters;
/// a voice or damage likewise. A rule of kind `nothing` must leave its examples without any entry.
#[must_use]
pub fn check_rules(lexicon: &Lexicon) -> Vec<Problem> {
    let lexicon = match lexicon.with_specimens() {
        Ok(lexicon) => lexicon,
        Err(problems) => return problems,
    };
    lexicon.rules().iter().flat_map(|rule| check_rule(rule, &lexicon)).collect()
}

fn check_rule(rule: &Rule, lexicon: &Lexicon) -> Vec<Problem> {
    let examples = rule.examples.iter().map(|example| ("example", example));
    let counters = rule.counters.iter().map(|counter| ("counter", counter));
    let failures = examples.chain(counters).filter_map(|(which, example)| {
        let said = failure(rule, which == "example", example, lexicon)?;
        let message = format!("rule '{}': the {which} “{}” {said}", rule.id, example.text);
        Some(Problem { path: rule.path.clone(), line: rule.line, column: 0, message })
    });
    failures.collect()
}

/// What is wrong with an example or counter: what was expected of it and what was found.
fn failure(rule: &Rule, is_example: bool, example: &Example, lexicon: &Lexicon) -> Option<String> {
    let Some(reading) = read(rule, &example.text, lexicon) else {
        return Some("cannot be read as a document".to_owned());
    };
    let found = findings(rule, &reading);
    let expects_some = is_example != (rule.kind == RuleKind::Nothing);
    let quote = example.quote.as_deref().filter(|_| expects_some);
    let holds = match quote {
        Some(quote) => found.contains(&quote),
        None => expects_some != found.is_empty(),
    };
    if holds {
        return None;
    }
    let what = match rule.kind {
        RuleKind::Entry(kind) => format!("{} by this rule", kind.as_str()),
        RuleKind::Voice => "run of a voice by this rule".to_owned(),
        RuleKind::Nothing => "entry".to_owned(),
        RuleKind::Damage => "warning of this rule".to_owned(),
    };
    let wanted = match (expects_some, quote) {
        (true, Some(quote)) => format!("should give a {what} that quotes “{quote}”"),
        (true, None) => format!("should give a {what}"),
        (false, _) => format!("should give no {what}"),
    };
    Some(format!("{wanted}, but {}", told(&reading, lexicon)))
}

/// The words that the rule found in a reading.
fn findings<'r>(rule: &Rule, reading: &'r Reading) -> Vec<&'r str> {
    let text = &reading.document.text;
    let names = &reading.names.rules;
    let is_own = |index: usize| names.get(index) == Some(&rule.id);
    match rule.kind {
        RuleKind::Entry(_) => {
            let entries = reading.entries.iter().filter(|entry| is_own(usize::from(entry.rule.0)));
            entries.map(|entry| text.slice(entry.span)).collect()
        }
        RuleKind::Nothing => reading.entries.iter().map(|entry| text.slice(entry.span)).collect(),
        RuleKind::Voice => {
            let runs = reading.voice_runs.iter().filter(|run| run.rule.is_some_and(|rule| is_own(usize::from(rule.0))));
            runs.map(|run| text.slice(run.span)).collect()
        }
        RuleKind::Damage => {
            let warnings = reading.document.warnings.iter().filter(|warning| warning.message == rule.message);
            warnings.map(|warning| text.slice(warning.span)).collect()
        }
    }
}

/// What a reading has, in words.
fn told(reading: &Reading, lexicon: &Lexicon) -> String {
    let text = &reading.document.text;
    let name = |index: u16| lexicon.rules().get(usize::from(index)).map_or("", |rule| rule.id.as_str());
    let entries = reading.entries.iter().map(|entry| format!("{} “{}”", name(entry.rule.0), text.slice(entry.span)));
    let runs = reading.voice_runs.iter().filter_map(|run| Some(format!("{} “{}”", name(run.rule?.0), text.slice(run.span))));
    let warnings = reading.document.warnings.iter().map(|warning| format!("a warning at “{}”", text.slice(warning.span)));
    let all: Vec<String> = entries.chain(runs).chain(warnings).collect();
    if all.is_empty() { "nothing was found".to_owned() } else { format!("this was found: {}", all.join("; ")) }
}

fn read(rule: &Rule, text: &str, lexicon: &Lexicon) -> Option<Reading> {
    let side = vec![SPECIMEN_SIDE.to_owned()];
    let document = if text.trim().contains('\n') {
        let told = Told { language: Some(rule.language), date: Some(EXAMPLE_DAY), side: Some(side), ..Told::default() };
        let source = Source { name: "example.txt", bytes: text.as_bytes().to_vec() };
        chancery_document::read(source, &told, lexicon.conventions()).ok()?
    } else {
        let text = Text::new(text.to_owned()).ok()?;
        let paragraph = Paragraph { span: Span::new(0, text.len()), role: Role::Body };
        let metadata = Metadata { language: Some(rule.language), date: Some(EXAMPLE_DAY), side, ..Metadata::default() };
        Document { text, paragraphs: vec![paragraph], metadata, warnings: Vec::new() }
    };
    Some(crate::analyse(document, lexicon))
}
