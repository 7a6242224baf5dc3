//! Wording over time, over readings that were gathered: the way of readings into [`chancery_compare::wording`], and what the
//! lexicon knows of a phrase.

mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chancery_compare::wording::discover::Candidate;
use chancery_ledger::reading::Reading as KeptReading;
use chancery_lexicon::{ClassSet, Hit, LANGUAGES, Lexicon, NONE, known};
use chancery_text::fold::fold;
use chancery_text::{CodePoints, Span};
use pinyin::ToPinyin;
use serde::Deserialize;

pub use chancery_compare::wording::*;
pub use page::{PhrasePage, Sought, phrase_page, sought};

use crate::gathered::Gathered;

/// Names: what a set phrase is not.
const NAMES: ClassSet =
    known::STATE | known::GROUP | known::PERSON | known::OFFICE | known::BODY | known::OUTLET | known::PLACE | known::PAIR;
/// Words that stand for those who act, with which no set phrase begins.
const ACTING: ClassSet = known::BOTH | known::LEADERS | known::SELF | known::WE | known::PRONOUN | known::OTHER_SIDE;
/// Characters before the colon of a lead such as *agency news:*.
const LEAD: usize = 40;
/// Roles of paragraphs that hold no wording of the issuer.
const ASIDE: [&str; 4] = ["dateline", "byline", "signature", "note"];
/// Kinds of mentions that no set phrase has in it.
const DATED: [&str; 6] = ["date", "date_range", "duration", "percent", "money", "quantity"];

/// A concept of the lexicon with its wordings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// Its id.
    pub id: String,
    /// Its wordings, Chinese before English, as the lexicon has them.
    pub wordings: Vec<String>,
}

/// The accounts of readings, in order.
#[must_use]
pub fn accounts(gathered: &[Gathered], lexicon: &Lexicon) -> Accounts {
    Accounts::new(gathered.iter().map(|one| account(one, lexicon)).collect())
}

/// An account of a reading.
pub(crate) fn account(gathered: &Gathered, lexicon: &Lexicon) -> Account {
    let Gathered { name, reading } = gathered;
    let document = &reading.document;
    let points = CodePoints::new(&document.text);
    let span = |[start, end]: [u32; 2]| Span::new(points.to_byte(start), points.to_byte(end));
    let folded = fold(&document.text);
    let hits = hits(reading, &folded, lexicon);
    let mut issuers = document.side.clone().unwrap_or_default();
    issuers.sort();
    let formulations = reading.entries.iter().filter(|entry| entry.kind == "formulation");
    Account {
        name: name.clone(),
        id: document.id.clone(),
        date: document.date.as_deref().and_then(|date| date.parse().ok()),
        language: document.language.as_deref().and_then(|language| language.parse().ok()),
        issuer: issuers.join(" "),
        voices: reading.voices.iter().map(|run| (span(run.span), run.voice.clone())).collect(),
        formulations: formulations.map(|entry| coded(span(entry.span), &hits, lexicon)).collect(),
        names: names(reading, &folded, &hits, span),
        folded,
        text: document.text.clone(),
    }
}

/// A set phrase with the concept of the longest term of the lexicon in it.
fn coded(span: Span, hits: &[(Hit, ClassSet, u32)], lexicon: &Lexicon) -> Coded {
    let from = hits.partition_point(|(hit, ..)| hit.start < span.start);
    let inside = hits[from..].iter().take_while(|(hit, ..)| hit.end <= span.end);
    let terms = inside.filter(|(_, classes, concept)| classes & known::FORMULATION != 0 && *concept != NONE);
    let longest = terms.max_by_key(|(hit, ..)| hit.end - hit.start);
    Coded { span, concept: longest.map(|(.., concept)| lexicon.concept(*concept).id.clone()) }
}

/// The terms of the lexicon in a text, from the left, the longest first, with their classes and concepts.
fn hits(reading: &KeptReading, folded: &str, lexicon: &Lexicon) -> Vec<(Hit, ClassSet, u32)> {
    let language = reading.document.language.as_deref().and_then(|language| language.parse().ok());
    let Some(matcher) = language.and_then(|language| lexicon.matcher(language)) else { return Vec::new() };
    let (mut spine, mut areas) = (Vec::new(), Vec::new());
    matcher.find(&reading.document.text, folded.as_bytes(), &mut spine, &mut areas);
    spine.into_iter().map(|hit| (hit, matcher.classes(hit), matcher.term(hit.term).concept)).collect()
}

/// Where names, dates, amounts and what stands aside of the text are, in order.
fn names(reading: &KeptReading, folded: &str, hits: &[(Hit, ClassSet, u32)], span: impl Fn([u32; 2]) -> Span) -> Vec<Span> {
    #[derive(Deserialize)]
    struct Mention {
        span: [u32; 2],
        #[serde(rename = "type")]
        kind: String,
    }
    let mentions: Vec<Mention> = serde_json::from_str(reading.mentions.get()).unwrap_or_default();
    let mut found: Vec<Span> =
        hits.iter().filter(|(_, classes, _)| classes & NAMES != 0).map(|(hit, ..)| Span::new(hit.start, hit.end)).collect();
    found.extend(mentions.iter().filter(|mention| DATED.contains(&mention.kind.as_str())).map(|mention| span(mention.span)));
    found.extend(
        reading.paragraphs.iter().filter(|paragraph| ASIDE.contains(&paragraph.role.as_str())).map(|paragraph| span(paragraph.span)),
    );
    found.extend(lead(reading, folded, hits, &span));
    let unknown = reading.actors.iter().filter(|actor| !actor.known).flat_map(|actor| actor.names.values());
    let called: BTreeSet<String> = unknown.flat_map(|names| texts(names)).map(fold).filter(|name| name.chars().count() > 1).collect();
    for name in &called {
        found.extend(folded.match_indices(name.as_str()).map(|(at, words)| Span::of(at, at + words.len())));
    }
    found.sort_unstable();
    found
}

/// The words with which a medium opens the first paragraph: from its beginning to a colon, when they name the medium or end with
/// something in brackets: *agency news (evening news):*.
fn lead(reading: &KeptReading, folded: &str, hits: &[(Hit, ClassSet, u32)], span: impl Fn([u32; 2]) -> Span) -> Option<Span> {
    let first = span(reading.paragraphs.iter().find(|paragraph| paragraph.role == "body")?.span);
    let colon = folded[first.range()].char_indices().take(LEAD).find(|(_, character)| matches!(character, ':' | '：'))?;
    let lead = Span::new(first.start, first.start + colon.0 as u32);
    let names_medium =
        |(hit, classes, _): &(Hit, ClassSet, u32)| classes & known::OUTLET != 0 && lead.covers(Span::new(hit.start, hit.end));
    let ends_in_brackets = folded[lead.range()].ends_with([')', '）']);
    (ends_in_brackets || hits.iter().any(names_medium)).then_some(lead)
}

/// The texts of a name or of a list of names.
fn texts(names: &serde_json::Value) -> Vec<&str> {
    match names {
        serde_json::Value::String(name) => vec![name],
        serde_json::Value::Array(names) => names.iter().filter_map(serde_json::Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The concept that a phrase is the id or a wording of.
#[must_use]
pub fn concept_of(lexicon: &Lexicon, phrase: &str) -> Option<Concept> {
    let sought = phrase::sought(phrase);
    let mut wordings: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for matcher in LANGUAGES.iter().filter_map(|&language| lexicon.matcher(language)) {
        let terms = matcher.terms().iter().filter(|term| term.classes & known::FORMULATION != 0 && term.concept != NONE);
        terms.for_each(|term| wordings.entry(term.concept).or_default().push(&term.text));
    }
    let is_meant = |id: u32, wordings: &[&str]| lexicon.concept(id).id == sought || wordings.iter().any(|text| fold(text) == sought);
    let (id, mut wordings) = wordings.into_iter().find(|(id, wordings)| is_meant(*id, wordings))?;
    wordings.sort_by_key(|text| (text.is_ascii(), *text));
    Some(Concept { id: lexicon.concept(id).id.clone(), wordings: wordings.into_iter().map(str::to_owned).collect() })
}

/// What tells whether the lexicon has a phrase, given in its matching form: as a term, or inside the wording of a set phrase or
/// standing body. One that begins with a word for those who act is no phrase to be added either.
pub fn is_known(lexicon: &Lexicon) -> impl Fn(&str) -> bool {
    let mut terms = BTreeSet::new();
    let (mut wordings, mut acting) = (Vec::new(), Vec::new());
    for matcher in LANGUAGES.iter().filter_map(|&language| lexicon.matcher(language)) {
        for term in matcher.terms() {
            let folded = fold(&term.text);
            if term.concept != NONE {
                wordings.push(folded.clone());
            }
            if term.classes & ACTING != 0 {
                acting.push(folded.clone());
            }
            terms.insert(folded);
        }
    }
    move |phrase: &str| {
        terms.contains(phrase)
            || wordings.iter().any(|wording| wording.contains(phrase))
            || acting.iter().any(|words| {
                phrase.strip_prefix(words.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphabetic) || !words.is_ascii())
            })
    }
}

/// Candidates as lines of a lexicon overlay, each with its figures in a comment. Ids are the phrases in latin letters.
#[must_use]
pub fn lexicon_lines(candidates: &[Candidate]) -> String {
    let mut lines =
        String::from("# Phrases that recur and that the lexicon does not know. Keep the lines that are set phrases.\nformulation = [\n");
    let mut taken = BTreeSet::new();
    for candidate in candidates {
        let mut id = latin(&candidate.phrase);
        while !taken.insert(id.clone()) {
            id.push_str("-2");
        }
        let days = candidate.first.zip(candidate.last).map(|(first, last)| format!(", {first} to {last}")).unwrap_or_default();
        let phrase = toml::Value::String(candidate.phrase.clone());
        let Candidate { uses, accounts, language, .. } = candidate;
        // Writing to a text cannot fail.
        let _ = writeln!(lines, "  # {uses} uses in {accounts} accounts{days}\n  {{ id = \"{id}\", {language} = [{phrase}] }},");
    }
    lines.push_str("]\n");
    lines
}

/// A phrase in latin letters, as an id.
fn latin(phrase: &str) -> String {
    let mut id = String::new();
    for character in phrase.chars() {
        if let Some(syllable) = character.to_pinyin() {
            if !id.is_empty() && !id.ends_with('-') {
                id.push('-');
            }
            id.push_str(syllable.plain());
        } else if character.is_ascii_alphanumeric() {
            id.push(character.to_ascii_lowercase());
        } else if !id.ends_with('-') && !id.is_empty() {
            id.push('-');
        }
    }
    format!("found-{}", id.trim_end_matches('-'))
}
