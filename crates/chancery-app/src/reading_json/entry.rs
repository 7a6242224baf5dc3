//! The entries, as they are written: for each kind its own fields, always all of them.

use std::borrow::Cow;

use chancery_model::{EngagementStatus, EngagementType, MechanismStatus, Modality, Stance};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::SpanJson;
use super::rows::{Number, one_of};

/// One line of the register.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Entry")]
pub enum EntryJson<'v> {
    /// See [`CommitmentJson`].
    Commitment(CommitmentJson<'v>),
    /// See [`UnderstandingJson`].
    Understanding(UnderstandingJson<'v>),
    /// See [`PositionJson`].
    Position(PositionJson<'v>),
    /// See [`RequestJson`].
    Request(RequestJson<'v>),
    /// See [`ActionJson`].
    Action(ActionJson<'v>),
    /// See [`EngagementJson`].
    Engagement(EngagementJson<'v>),
    /// See [`MechanismJson`].
    Mechanism(MechanismJson<'v>),
    /// See [`FormulationJson`].
    Formulation(FormulationJson<'v>),
}

/// The exact words of an entry and who says them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Words")]
pub struct WordsJson<'v> {
    /// Where the words stand.
    pub span: SpanJson,
    /// The words, exactly those of the text at the span.
    pub quote: &'v str,
    /// Ids of the sources, outermost first; empty for the document's own narrator.
    pub voice: Vec<&'v str>,
}

/// What is derived or marked on every entry.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Marks")]
pub struct TailJson<'v> {
    /// States that the entry binds or speaks for and that did not issue the document, sorted.
    pub unconfirmed_by: Vec<&'v str>,
    /// `damaged` when the source is visibly corrupt inside the span.
    #[schemars(schema_with = "flags")]
    pub flags: Vec<&'static str>,
    /// The rule that found the entry.
    pub rule: &'v str,
    /// How often the rule is right, 0 to 1.
    pub confidence: Number,
}

/// A number with a unit that a measure aims at.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Target")]
pub struct TargetJson<'v> {
    /// The number.
    pub value: Number,
    /// ISO 4217 code, `percent`, `person`, …
    pub unit: Cow<'v, str>,
    /// The words that say of what.
    pub of: Option<&'v str>,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Window")]
pub struct WindowJson<'v> {
    /// First day.
    pub start: Option<String>,
    /// Last day.
    pub end: Option<String>,
    /// ISO 8601 duration, where there is a length without a start.
    pub length: Option<&'v str>,
    /// The words it came from.
    pub text: Option<&'v str>,
}

/// A party states that it will do something.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Commitment")]
pub struct CommitmentJson<'v> {
    /// Stable hash.
    pub id: String,
    /// Kind.
    #[schemars(extend("const" = "commitment"))]
    pub kind: &'static str,
    /// The words.
    #[serde(flatten)]
    pub words: WordsJson<'v>,
    /// Who is bound.
    pub parties: Vec<&'v str>,
    /// Whether more than one is bound.
    pub joint: bool,
    /// How firmly.
    #[schemars(schema_with = "modalities")]
    pub modality: &'static str,
    /// What it is about.
    pub areas: Vec<&'v str>,
    /// Numbers aimed at.
    pub targets: Vec<TargetJson<'v>>,
    /// When.
    pub window: Option<WindowJson<'v>>,
    /// Whether it hangs on an if, once or provided.
    pub conditional: bool,
    /// The marks.
    #[serde(flatten)]
    pub tail: TailJson<'v>,
}

/// Several parties are said to share a view.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Understanding")]
pub struct UnderstandingJson<'v> {
    /// Stable hash.
    pub id: String,
    /// Kind.
    #[schemars(extend("const" = "understanding"))]
    pub kind: &'static str,
    /// The words.
    #[serde(flatten)]
    pub words: WordsJson<'v>,
    /// Who shares it.
    pub parties: Vec<&'v str>,
    /// What it is about.
    pub areas: Vec<&'v str>,
    /// The marks.
    #[serde(flatten)]
    pub tail: TailJson<'v>,
}

/// One party's stance.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Position")]
pub struct PositionJson<'v> {
    /// Stable hash.
    pub id: String,
    /// Kind.
    #[schemars(extend("const" = "position"))]
    pub kind: &'static str,
    /// The words.
    #[serde(flatten)]
    pub words: WordsJson<'v>,
    /// Whose it is.
    pub holder: Vec<&'v str>,
    /// Which way.
    #[schemars(schema_with = "stances")]
    pub stance: &'static str,
    /// What it is about.
    pub areas: Vec<&'v str>,
    /// The marks.
    #[serde(flatten)]
    pub tail: TailJson<'v>,
}

/// One party asks another to do or refrain.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Request")]
pub struct RequestJson<'v> {
    /// Stable hash.
    pub id: String,
    /// Kind.
    #[schemars(extend("const" = "request"))]
    pub kind: &'static str,
    /// The words.
    #[serde(flatten)]
    pub words: WordsJson<'v>,
    /// Who asks.
    pub from: Vec<&'v str>,
    /// Who is asked.
    pub to: Vec<&'v str>,
    /// What it is about.
    pub areas: Vec<&'v str>,
    /// The marks.
    #[serde(flatten)]
    pub tail: TailJson<'v>,
}

/// A concrete measure, done or under way.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Action")]
pub struct ActionJson<'v> {
    /// Stable hash.
    pub id: String,
    /// Kind.
    #[schemars(extend("const" = "action"))]
    pub kind: &'static str,
    /// The words.
    #[serde(flatten)]
    pub words: WordsJson<'v>,
    /// Who does it.
    pub actors: Vec<&'v str>,
    /// What it is about.
    pub areas: Vec<&'v str>,
    /// Numbers with units.
    pub targets: Vec<TargetJson<'v>>,
    /// When.
    pub when: Option<WindowJson<'v>>,
    /// The marks.
    #[serde(flatten)]
    pub tail: TailJson<'v>,
}

/// A visit, meeting, call or letter.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Engagement")]
pub struct EngagementJson<'v> {
    /// Stable hash.
    pub id: String,
    /// Kind.
    #[schemars(extend("const" = "engagement"))]
    pub kind: &'static str,
    /// The words.
    #[serde(flatten)]
    pub words: WordsJson<'v>,
    /// What kind of contact.
    #[serde(rename = "type")]
    #[schemars(schema_with = "engagement_types")]
    pub engagement_type: &'static str,
    /// Who takes part.
    pub participants: Vec<&'v str>,
    /// Where, in the source's words.
    pub place: Option<&'v str>,
    /// When.
    pub when: Option<WindowJson<'v>>,
    /// Whether it took place.
    #[schemars(schema_with = "engagement_statuses")]
    pub status: &'static str,
    /// How many, where the text gives a tally.
    pub count: Option<u32>,
    /// What it is about.
    pub areas: Vec<&'v str>,
    /// The marks.
    #[serde(flatten)]
    pub tail: TailJson<'v>,
}

/// A standing channel or body.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Mechanism")]
pub struct MechanismJson<'v> {
    /// Stable hash.
    pub id: String,
    /// Kind.
    #[schemars(extend("const" = "mechanism"))]
    pub kind: &'static str,
    /// The words.
    #[serde(flatten)]
    pub words: WordsJson<'v>,
    /// Its full name in this document.
    pub name: &'v str,
    /// Whose body it is.
    pub parties: Vec<&'v str>,
    /// In what state.
    #[schemars(schema_with = "mechanism_statuses")]
    pub status: &'static str,
    /// What it is about.
    pub areas: Vec<&'v str>,
    /// The marks.
    #[serde(flatten)]
    pub tail: TailJson<'v>,
}

/// A set phrase used as a name.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Formulation")]
pub struct FormulationJson<'v> {
    /// Stable hash.
    pub id: String,
    /// Kind.
    #[schemars(extend("const" = "formulation"))]
    pub kind: &'static str,
    /// The words.
    #[serde(flatten)]
    pub words: WordsJson<'v>,
    /// The phrase, without quotation marks.
    pub term: &'v str,
    /// What it is about.
    pub areas: Vec<&'v str>,
    /// The marks.
    #[serde(flatten)]
    pub tail: TailJson<'v>,
}

/// What entries of every kind have.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'e, 'v> {
    /// The stable hash.
    pub id: &'e str,
    /// The kind.
    pub kind: &'static str,
    /// The words and who says them.
    pub words: &'e WordsJson<'v>,
    /// What it is about.
    pub areas: &'e [&'v str],
    /// The marks.
    pub tail: &'e TailJson<'v>,
}

/// The flag of an entry whose source is corrupt.
pub const DAMAGED: &str = "damaged";

impl<'v> EntryJson<'v> {
    /// What entries of every kind have.
    #[must_use]
    pub fn parts(&self) -> Parts<'_, 'v> {
        match self {
            Self::Commitment(CommitmentJson { id, kind, words, areas, tail, .. })
            | Self::Understanding(UnderstandingJson { id, kind, words, areas, tail, .. })
            | Self::Position(PositionJson { id, kind, words, areas, tail, .. })
            | Self::Request(RequestJson { id, kind, words, areas, tail, .. })
            | Self::Action(ActionJson { id, kind, words, areas, tail, .. })
            | Self::Engagement(EngagementJson { id, kind, words, areas, tail, .. })
            | Self::Mechanism(MechanismJson { id, kind, words, areas, tail, .. })
            | Self::Formulation(FormulationJson { id, kind, words, areas, tail, .. }) => Parts { id, kind, words, areas, tail },
        }
    }
}

fn flags(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": one_of([DAMAGED]) })
}

fn modalities(_: &mut SchemaGenerator) -> Schema {
    one_of([Modality::Firm, Modality::Willing].map(|value| value.as_str()))
}

fn stances(_: &mut SchemaGenerator) -> Schema {
    one_of([Stance::Support, Stance::Oppose, Stance::Assert, Stance::Concern].map(|value| value.as_str()))
}

fn engagement_types(_: &mut SchemaGenerator) -> Schema {
    one_of(EngagementType::ALL.map(|value| value.as_str()))
}

fn engagement_statuses(_: &mut SchemaGenerator) -> Schema {
    one_of([EngagementStatus::Held, EngagementStatus::Planned, EngagementStatus::Invited].map(|value| value.as_str()))
}

fn mechanism_statuses(_: &mut SchemaGenerator) -> Schema {
    use MechanismStatus::{Agreed, Ended, Established, Proposed, Resumed, Running, Suspended};
    one_of([Proposed, Agreed, Established, Running, Resumed, Suspended, Ended].map(|value| value.as_str()))
}
