//! A reading as the log keeps it: the format `chancery.reading/1`, read and written.
//!
//! These types are the ledger's own, so that a log stays readable however the analysis changes. Offsets are code points of
//! the text. What the ledger only keeps (mentions, what was detected from what) stays as it was written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// A half-open range of code points.
pub type Span = [u32; 2];

/// The format that is kept.
pub const FORMAT: &str = "chancery.reading/1";

/// One reading.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// The format.
    pub schema: String,
    /// What made it.
    pub generator: Generator,
    /// The document.
    pub document: Document,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Who says what: runs that cover the text.
    pub voices: Vec<VoiceRun>,
    /// What was found.
    pub entries: Vec<Entry>,
    /// The actors named.
    pub actors: Vec<Actor>,
    /// Dates, numbers and amounts, as written.
    #[schemars(with = "Vec<serde_json::Value>")]
    pub mentions: Box<RawValue>,
}

/// What made a reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Generator {
    /// The program.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Hash of lexicon and rules.
    pub lexicon: String,
}

/// The document of a reading.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Hash of the text: the id of the account.
    pub id: String,
    /// Where it came from.
    pub source: String,
    /// Media type.
    pub media_type: String,
    /// Encoding.
    pub charset: String,
    /// Title.
    pub title: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// Day of the account, ISO 8601.
    pub date: Option<String>,
    /// Day it was published, where that differs.
    pub published: Option<String>,
    /// Kind of document.
    pub kind: Option<String>,
    /// States that issued it.
    pub side: Option<Vec<String>>,
    /// Actors that took part.
    pub participants: Option<Vec<String>>,
    /// Who issued it, in its own words.
    pub issuer: Option<String>,
    /// What was detected, and from what.
    #[schemars(with = "serde_json::Map<String, serde_json::Value>")]
    pub detected: Box<RawValue>,
    /// Which part of a page it is.
    #[schemars(with = "Option<serde_json::Value>")]
    pub part: Option<Box<RawValue>>,
    /// The text.
    pub text: String,
    /// Places of doubt.
    pub warnings: Vec<Warning>,
}

/// A place of doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// Where.
    pub span: Span,
    /// Which kind.
    pub code: String,
    /// What it says.
    pub message: String,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Paragraph {
    /// Where.
    pub span: Span,
    /// Its role.
    pub role: String,
}

/// A stretch with one voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VoiceRun {
    /// Where.
    pub span: Span,
    /// Sources, outermost first.
    pub voice: Vec<String>,
    /// Where the source is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Span>,
    /// Where the cue is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Span>,
    /// The rule that opened it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// An actor named in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    /// Id.
    pub id: String,
    /// Its state.
    pub state: Option<String>,
    /// Names by language.
    pub names: serde_json::Map<String, serde_json::Value>,
    /// Office.
    pub office: Option<String>,
    /// Whether the lexicon knows it.
    pub known: bool,
}

/// A number with a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The number.
    pub value: serde_json::Number,
    /// ISO 4217 code, `percent`, `person`, …
    pub unit: String,
    /// Of what.
    #[serde(default)]
    pub of: Option<String>,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// First day.
    #[serde(default)]
    pub start: Option<String>,
    /// Last day.
    #[serde(default)]
    pub end: Option<String>,
    /// ISO 8601 duration without a start.
    #[serde(default)]
    pub length: Option<String>,
    /// The words it came from.
    #[serde(default)]
    pub text: Option<String>,
}

/// One line of the register, of any kind. Which fields a kind has is told by [`Entry::check`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Stable id.
    pub id: String,
    /// Kind.
    pub kind: String,
    /// Where the words stand.
    pub span: Span,
    /// The words.
    pub quote: String,
    /// Who says it.
    #[serde(default)]
    pub voice: Vec<String>,
    /// What it is about.
    #[serde(default)]
    pub areas: Vec<String>,
    /// Of a commitment, understanding, mechanism: whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parties: Option<Vec<String>>,
    /// Of a commitment: whether more than one is bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint: Option<bool>,
    /// Of a commitment: how firmly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modality: Option<String>,
    /// Of a commitment: whether it hangs on an if.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditional: Option<bool>,
    /// Of a commitment, action: numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub targets: Option<Vec<Target>>,
    /// Of a commitment: when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Of a position: whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Vec<String>>,
    /// Of a position: which way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<String>,
    /// Of a request: who asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Vec<String>>,
    /// Of a request: who is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Vec<String>>,
    /// Of an action: who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actors: Option<Vec<String>>,
    /// Of an engagement: what kind of contact.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub engagement_type: Option<String>,
    /// Of an engagement: who takes part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participants: Option<Vec<String>>,
    /// Of an engagement: where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Of an action, engagement: when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Window>,
    /// Of an engagement, mechanism: in what state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Of an engagement: how many, where the text gives a tally.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Of a mechanism: its full name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Of a formulation: the phrase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// States that it speaks for and that did not issue the document.
    #[serde(default)]
    pub unconfirmed_by: Vec<String>,
    /// `damaged`.
    #[serde(default)]
    pub flags: Vec<String>,
    /// The rule that found it; empty when a person did.
    #[serde(default)]
    pub rule: String,
    /// How often the rule is right, 0 to 1; 1 when a person wrote it.
    #[serde(default = "certain")]
    pub confidence: f64,
}

fn certain() -> f64 {
    1.0
}

impl Reading {
    /// Reads a reading in the published format.
    ///
    /// # Errors
    /// What is wrong with it, with line and column.
    pub fn parse(json: &str) -> Result<Self, String> {
        let reading: Self = serde_json::from_str(json).map_err(|error| error.to_string())?;
        if reading.schema != FORMAT {
            return Err(format!("the format is \"{}\", not {FORMAT}", reading.schema));
        }
        Ok(reading)
    }
}

/// The fields that entries of a kind have of their own.
const FIELDS: [(&str, &[&str]); 8] = [
    ("commitment", &["parties", "joint", "modality", "targets", "window", "conditional"]),
    ("understanding", &["parties"]),
    ("position", &["holder", "stance"]),
    ("request", &["from", "to"]),
    ("action", &["actors", "targets", "when"]),
    ("engagement", &["type", "participants", "place", "when", "status", "count"]),
    ("mechanism", &["name", "parties", "status"]),
    ("formulation", &["term"]),
];

/// The words that a field may hold, by kind.
const WORDS: [(&str, &str, &[&str]); 5] = [
    ("commitment", "modality", &["firm", "willing"]),
    ("position", "stance", &["support", "oppose", "assert", "concern"]),
    ("engagement", "type", &["state_visit", "visit", "meeting", "call", "letter", "talks", "ceremony"]),
    ("engagement", "status", &["held", "planned", "invited"]),
    ("mechanism", "status", &["proposed", "agreed", "established", "running", "resumed", "suspended", "ended"]),
];

/// The kinds of entries, in the order of the coding manual.
pub const KINDS: [&str; 8] = {
    let mut kinds = [""; 8];
    let mut index = 0;
    while index < 8 {
        kinds[index] = FIELDS[index].0;
        index += 1;
    }
    kinds
};

/// The fields that entries of a kind have of their own; none for a kind that there is not.
#[must_use]
pub fn fields_of(kind: &str) -> &'static [&'static str] {
    FIELDS.iter().find(|(name, _)| *name == kind).map_or(&[], |(_, fields)| fields)
}

/// The words that a field of a kind may hold, where they are a closed list.
#[must_use]
pub fn words_of(kind: &str, field: &str) -> Option<&'static [&'static str]> {
    WORDS.iter().find(|(of, name, _)| *of == kind && *name == field).map(|(_, _, words)| *words)
}

impl Entry {
    /// Those who are bound, hold, ask, act or take part, whatever the kind; states and their actors.
    pub fn participants(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.parties, &self.holder, &self.from, &self.to, &self.actors, &self.participants];
        lists.into_iter().flatten().flatten().map(String::as_str)
    }

    /// Whether the fields are those of the kind and hold what they may, in a text: the quote is what stands at the span.
    ///
    /// # Errors
    /// What is wrong, in words for a person.
    pub fn check(&self, text: &str) -> Result<(), String> {
        if !KINDS.contains(&self.kind.as_str()) {
            return Err(format!("there is no kind \"{}\"; the kinds are {}", self.kind, KINDS.join(", ")));
        }
        let words = cut(text, self.span).ok_or_else(|| format!("the span {:?} is not in the text", self.span))?;
        if words != self.quote {
            return Err(format!("the quote is not what stands at {:?}: \"{words}\"", self.span));
        }
        if words.is_empty() {
            return Err("an entry needs words".to_owned());
        }
        let value = serde_json::to_value(self).map_err(|error| error.to_string())?;
        let own = fields_of(&self.kind);
        for (_, fields) in FIELDS {
            if let Some(strange) =
                fields.iter().find(|field| !own.contains(field) && value.get(**field).is_some_and(|held| !held.is_null()))
            {
                return Err(format!("entries of the kind {} have no field \"{strange}\"; theirs are {}", self.kind, own.join(", ")));
            }
        }
        for (_, field, allowed) in WORDS.iter().filter(|(kind, _, _)| *kind == self.kind) {
            match value.get(*field).and_then(serde_json::Value::as_str) {
                Some(word) if !allowed.contains(&word) => {
                    return Err(format!("{field} is \"{word}\"; it is one of {}", allowed.join(", ")));
                }
                _ => {}
            }
        }
        for day in [&self.window, &self.when].into_iter().flatten().flat_map(|window| [&window.start, &window.end]).flatten() {
            day.parse::<jiff::civil::Date>().map_err(|_| format!("\"{day}\" is not a day; write YYYY-MM-DD"))?;
        }
        Ok(())
    }
}

/// The words at a span of code points; nothing when it is not in the text.
#[must_use]
pub fn cut(text: &str, [start, end]: Span) -> Option<&str> {
    if start > end {
        return None;
    }
    let mut bounds = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let first = bounds.nth(start as usize)?;
    let last = if end == start { first } else { bounds.nth((end - start - 1) as usize)? };
    text.get(first..last)
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn words_are_cut_by_code_points() {
        assert_eq!(cut("甲国和B国", [1, 4]), Some("国和B"));
        assert_eq!(cut("甲国", [0, 2]), Some("甲国"));
        assert_eq!(cut("甲国", [2, 2]), Some(""));
        assert_eq!(cut("甲国", [1, 3]), None);
        assert_eq!(cut("甲国", [2, 1]), None);
    }
}
