//! The entries, as they are written: for each kind its own fields, always all of them.

use chancery_model::{
    Action, ActorId, AreaSet, Commitment, Detail, Engagement, EngagementStatus, EngagementType, Entry, Formulation, Mechanism, MechanismStatus,
    Modality, Position, Request, RuleId, Stance, Target, Understanding, VoiceId, Window,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::rows::{Number, one_of};
use super::{ReadingJson, SpanJson};
use crate::hex;

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
    pub unit: &'v str,
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

/// What all kinds have, gathered before the fields of the kind.
struct Common<'v> {
    id: String,
    kind: &'static str,
    words: WordsJson<'v>,
    areas: Vec<&'v str>,
    tail: TailJson<'v>,
}

impl<'v> EntryJson<'v> {
    pub(super) fn new(view: &'v ReadingJson<'_>, index: usize) -> Self {
        let entry = &view.reading.entries[index];
        let common = Common::new(view, index);
        match &entry.detail {
            Detail::Commitment(detail) => Self::Commitment(commitment(view, common, detail)),
            Detail::Understanding(detail) => Self::Understanding(understanding(view, common, detail)),
            Detail::Position(detail) => Self::Position(position(view, common, detail)),
            Detail::Request(detail) => Self::Request(request(view, common, detail)),
            Detail::Action(detail) => Self::Action(action(view, common, detail)),
            Detail::Engagement(detail) => Self::Engagement(engagement(view, common, detail)),
            Detail::Mechanism(detail) => Self::Mechanism(mechanism(view, common, detail)),
            Detail::Formulation(detail) => Self::Formulation(formulation(view, common, detail)),
        }
    }

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

impl<'v> Common<'v> {
    fn new(view: &'v ReadingJson<'_>, index: usize) -> Self {
        let entry = &view.reading.entries[index];
        let tail = TailJson {
            unconfirmed_by: unconfirmed_by(view, &entry.detail),
            flags: if entry.flags.damaged { vec![DAMAGED] } else { Vec::new() },
            rule: view.rule(entry.rule),
            confidence: Number::hundredths(entry.confidence),
        };
        let words = WordsJson { span: view.span(entry.span), quote: view.words(entry.span), voice: view.chain(entry.voice) };
        Self { id: view.entry_id(index), kind: entry.detail.kind().as_str(), words, areas: view.areas(entry.areas), tail }
    }
}

impl ReadingJson<'_> {
    /// The stable id of the entry at an index: a hash of document, kind and place. Entries of one
    /// kind at one place are told apart by their order.
    pub(crate) fn entry_id(&self, index: usize) -> String {
        let entry = &self.reading.entries[index];
        let place = |entry: &Entry| (entry.span, entry.detail.kind());
        let twins = self.reading.entries[..index].iter().rev().take_while(|before| place(before) == place(entry)).count();
        let [start, end] = self.span(entry.span);
        let mut name = format!("{} {} {start} {end}", self.document_id, entry.detail.kind().as_str());
        if twins > 0 {
            name.push_str(&format!(" {twins}"));
        }
        hex::sha256([name.as_bytes()], 16)
    }

    /// Ids of the sources of a voice, outermost first.
    pub(crate) fn chain(&self, voice: VoiceId) -> Vec<&str> {
        self.ids(self.reading.voices.get(voice))
    }

    /// The name of a rule.
    pub(crate) fn rule(&self, rule: RuleId) -> &str {
        self.reading.names.rules.get(usize::from(rule.0)).map_or("", String::as_str)
    }

    fn ids(&self, actors: &[ActorId]) -> Vec<&str> {
        actors.iter().map(|&actor| self.reading.actors.get(actor).id.as_str()).collect()
    }

    fn areas(&self, areas: AreaSet) -> Vec<&str> {
        areas.iter().filter_map(|index| self.reading.names.areas.get(usize::from(index))).map(String::as_str).collect()
    }

    fn targets<'v>(&'v self, targets: &'v [Target]) -> Vec<TargetJson<'v>> {
        let row = |target: &'v Target| TargetJson {
            value: Number(target.value),
            unit: &target.unit,
            of: target.of.map(|span| self.words(span)),
        };
        targets.iter().map(row).collect()
    }

    fn window<'v>(&'v self, window: Option<&'v Window>) -> Option<WindowJson<'v>> {
        window.map(|window| WindowJson {
            start: window.start.map(|date| date.to_string()),
            end: window.end.map(|date| date.to_string()),
            length: window.length.as_deref(),
            text: window.words.map(|span| self.words(span)),
        })
    }
}

/// The states that an entry binds or speaks for and that did not issue the document, sorted; none
/// when it is not known who did.
fn unconfirmed_by<'v>(view: &'v ReadingJson<'_>, detail: &Detail) -> Vec<&'v str> {
    let side = &view.reading.document.metadata.side;
    if side.is_empty() {
        return Vec::new();
    }
    let bound = bound(detail).iter().filter_map(|&actor| view.reading.actors.get(actor).state.as_deref());
    let mut states: Vec<&str> = bound.filter(|&state| side.iter().all(|issuer| state_of(issuer) != state)).collect();
    states.sort_unstable();
    states.dedup();
    states
}

/// Whom an entry binds or speaks for.
fn bound(detail: &Detail) -> &[ActorId] {
    match detail {
        Detail::Commitment(commitment) => &commitment.parties,
        Detail::Understanding(understanding) => &understanding.parties,
        Detail::Position(position) => &position.holder,
        Detail::Request(request) => &request.from,
        Detail::Action(action) => &action.actors,
        Detail::Engagement(_) | Detail::Mechanism(_) | Detail::Formulation(_) => &[],
    }
}

/// The state of an actor id.
fn state_of(id: &str) -> &str {
    id.split('/').next().unwrap_or(id)
}

fn commitment<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Commitment) -> CommitmentJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    CommitmentJson {
        id,
        kind,
        words,
        parties: view.ids(&detail.parties),
        joint: detail.parties.len() > 1,
        modality: detail.modality.as_str(),
        targets: view.targets(&detail.targets),
        window: view.window(detail.window.as_ref()),
        conditional: detail.conditional,
        areas,
        tail,
    }
}

fn understanding<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Understanding) -> UnderstandingJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    UnderstandingJson {
        id,
        kind,
        words,
        parties: view.ids(&detail.parties),
        areas,
        tail,
    }
}

fn position<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Position) -> PositionJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    PositionJson {
        id,
        kind,
        words,
        holder: view.ids(&detail.holder),
        stance: detail.stance.as_str(),
        areas,
        tail,
    }
}

fn request<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Request) -> RequestJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    RequestJson {
        id,
        kind,
        words,
        from: view.ids(&detail.from),
        to: view.ids(&detail.to),
        areas,
        tail,
    }
}

fn action<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Action) -> ActionJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    ActionJson {
        id,
        kind,
        words,
        actors: view.ids(&detail.actors),
        targets: view.targets(&detail.targets),
        when: view.window(detail.when.as_ref()),
        areas,
        tail,
    }
}

fn engagement<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Engagement) -> EngagementJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    EngagementJson {
        id,
        kind,
        words,
        engagement_type: detail.engagement_type.as_str(),
        participants: view.ids(&detail.participants),
        place: detail.place.map(|span| view.words(span)),
        when: view.window(detail.when.as_ref()),
        status: detail.status.as_str(),
        count: detail.count,
        areas,
        tail,
    }
}

fn mechanism<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Mechanism) -> MechanismJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    MechanismJson {
        id,
        kind,
        words,
        name: view.words(detail.name),
        parties: view.ids(&detail.parties),
        status: detail.status.as_str(),
        areas,
        tail,
    }
}

fn formulation<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Formulation) -> FormulationJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    FormulationJson {
        id,
        kind,
        words,
        term: view.words(detail.term),
        areas,
        tail,
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
