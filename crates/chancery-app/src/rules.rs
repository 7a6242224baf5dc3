//! The catalogue of rules, and the check of a lexicon.

use chancery_lexicon::{Example, Lexicon, PartiesFrom, Problem, Reach, Rule, SUBJECTS};
use serde::Serialize;

/// One line of the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleLine<'l> {
    /// The rule's name.
    pub id: &'l str,
    /// Kind of entry, `voice` or `damage`.
    pub kind: &'static str,
    /// Language it is for.
    pub language: &'l str,
    /// What it finds, in a sentence.
    pub finds: &'l str,
    /// How often it is right, 0 to 1.
    pub confidence: crate::reading_json::Number,
}

/// A whole rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RulePage<'l> {
    /// What the catalogue says.
    #[serde(flatten)]
    pub line: RuleLine<'l>,
    /// Kinds of subject it wants; empty is any.
    pub subjects: Vec<&'static str>,
    /// Patterns one of which must match.
    pub patterns: Vec<&'l str>,
    /// Patterns none of which may match.
    pub unless: Vec<&'l str>,
    /// Fields it fills, by name.
    pub fills: Vec<(&'static str, &'static str)>,
    /// Texts in which it must find something.
    pub examples: Vec<ExampleLine<'l>>,
    /// Texts in which it must find nothing.
    pub counters: Vec<ExampleLine<'l>>,
    /// The file it stands in.
    pub path: &'l str,
    /// The line it begins on.
    pub line_number: u32,
}

/// A text that shows what a rule finds, or does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExampleLine<'l> {
    /// The text.
    pub text: &'l str,
    /// The words the entry quotes, where the rule says so.
    pub quote: Option<&'l str>,
}

/// What a check of the lexicon found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Rules there are.
    pub rules: usize,
    /// Examples tried.
    pub examples: usize,
    /// Counter-examples tried.
    pub counters: usize,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// The catalogue, sorted by id.
#[must_use]
pub fn list(lexicon: &Lexicon) -> Vec<RuleLine<'_>> {
    let mut lines: Vec<_> = lexicon.rules().iter().map(line).collect();
    lines.sort_by_key(|line| line.id);
    lines
}

/// One rule.
#[must_use]
pub fn show<'l>(lexicon: &'l Lexicon, id: &str) -> Option<RulePage<'l>> {
    lexicon.rules().iter().find(|rule| rule.id == id).map(page)
}

/// Runs every rule's examples and counter-examples.
#[must_use]
pub fn check(lexicon: &Lexicon) -> Checked {
    let count = |of: fn(&Rule) -> usize| lexicon.rules().iter().map(of).sum();
    Checked {
        rules: lexicon.rules().len(),
        examples: count(|rule| rule.examples.len()),
        counters: count(|rule| rule.counters.len()),
        problems: chancery_analysis::check_rules(lexicon),
    }
}

fn line(rule: &Rule) -> RuleLine<'_> {
    RuleLine {
        id: &rule.id,
        kind: rule.kind.as_str(),
        language: rule.language.as_str(),
        finds: &rule.finds,
        confidence: crate::reading_json::Number::hundredths(rule.confidence),
    }
}

fn page(rule: &Rule) -> RulePage<'_> {
    RulePage {
        line: line(rule),
        subjects: SUBJECTS.iter().filter(|(_, bit)| rule.subjects & bit != 0).map(|&(name, _)| name).collect(),
        patterns: rule.patterns.iter().map(|pattern| pattern.source()).collect(),
        unless: rule.unless.iter().map(|pattern| pattern.source()).collect(),
        fills: fills(rule),
        examples: examples(&rule.examples),
        counters: examples(&rule.counters),
        path: &rule.path,
        line_number: rule.line,
    }
}

fn examples(examples: &[Example]) -> Vec<ExampleLine<'_>> {
    examples.iter().map(|example| ExampleLine { text: &example.text, quote: example.quote.as_deref() }).collect()
}

fn fills(rule: &Rule) -> Vec<(&'static str, &'static str)> {
    let parties = match rule.parties {
        PartiesFrom::Subject => "subject",
        PartiesFrom::Both => "both",
        PartiesFrom::Speaker => "speaker",
        PartiesFrom::SpeakerState => "speaker_state",
    };
    let reach = match rule.reach {
        Reach::Run => "run",
        Reach::Clause => "clause",
        Reach::List => "list",
    };
    let fields = [
        ("modality", rule.modality.map(|value| value.as_str())),
        ("stance", rule.stance.map(|value| value.as_str())),
        ("type", rule.engagement_type.map(|value| value.as_str())),
        ("status", rule.engagement_status.map(|value| value.as_str())),
        ("status", rule.mechanism_status.map(|value| value.as_str())),
        ("parties", Some(parties)),
        ("reach", Some(reach)),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
