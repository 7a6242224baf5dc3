//! The document, its paragraphs, voices, actors and mentions, as they are written.

use chancery_model::{Actor, DocumentKind, Mention, MentionValue, Names, Paragraph, Role, VoiceRun, WarningCode};
use chancery_text::CodePoints;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::rows::{NamePairs, Number, Rows, one_of, one_of_or_null};
use super::{ReadingJson, SpanJson};

/// The document read; what could not be told is `null`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Document")]
pub struct DocumentJson<'v> {
    /// Hash of the normalised text.
    pub id: &'v str,
    /// File name, or `-` for standard input.
    pub source: &'v str,
    /// Media type of the source.
    pub media_type: &'v str,
    /// Character encoding of the source.
    pub charset: &'v str,
    /// Title.
    pub title: Option<&'v str>,
    /// Language subtag.
    pub language: Option<String>,
    /// Date of the account, ISO 8601.
    pub date: Option<String>,
    /// Date of publication where it is another than that of the account, ISO 8601.
    pub published: Option<String>,
    /// Kind of document.
    #[schemars(schema_with = "document_kinds")]
    pub kind: Option<&'static str>,
    /// The states or groups that issued it.
    pub side: Option<&'v [String]>,
    /// The states and groups that take part in what it is about.
    pub participants: Option<&'v [String]>,
    /// The body that issued it, as the source names it.
    pub issuer: Option<&'v str>,
    /// Which of these were detected, and from what.
    pub detected: NamePairs<'v>,
    /// Which part of a page it is, when the page was split into its articles.
    pub part: Option<PartJson<'v>>,
    /// The normalised text, in which all offsets count.
    pub text: &'v str,
    /// Places where the source is visibly damaged.
    pub warnings: Rows<'v, WarningJson<'v>>,
}

/// The place of one of several articles in the page they were read from.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Part")]
pub struct PartJson<'v> {
    /// Its number, from 1.
    pub index: u32,
    /// How many articles there are.
    pub of: u32,
    /// Where it stands in the text of the whole page.
    pub span: SpanJson,
    /// The id of the whole page: the hash of its text.
    pub whole: &'v str,
}

/// A place where the source is visibly damaged.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Warning")]
pub struct WarningJson<'v> {
    /// Where; empty at 0 for trouble with the file as a whole.
    pub span: SpanJson,
    /// What kind of trouble.
    #[schemars(schema_with = "warning_codes")]
    pub code: &'static str,
    /// What is wrong.
    pub message: &'v str,
}

/// A paragraph and the part it plays.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[schemars(rename = "Paragraph")]
pub struct ParagraphJson {
    /// Where.
    pub span: SpanJson,
    /// The part it plays.
    #[schemars(schema_with = "roles")]
    pub role: &'static str,
}

/// A stretch of text in one voice.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "VoiceRun")]
pub struct VoiceJson<'v> {
    /// Where.
    pub span: SpanJson,
    /// Ids of the sources, outermost first; empty for the document's own narrator.
    pub voice: Vec<&'v str>,
    /// The words that name the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SpanJson>,
    /// The words that say it speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<SpanJson>,
    /// The rule that opened the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'v str>,
}

/// An actor.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Actor")]
pub struct ActorJson<'v> {
    /// `STATE`, `STATE/name`, `STATE/office` or `?/text`.
    pub id: &'v str,
    /// State or group it belongs to.
    pub state: Option<&'v str>,
    /// Names by language subtag.
    pub names: NamePairs<'v>,
    /// Office held at the document's date.
    pub office: Option<&'v str>,
    /// Whether the lexicon knows the actor.
    pub known: bool,
}

/// A date, a length of time, a number or an amount.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Mention")]
pub struct MentionJson {
    /// Where.
    pub span: SpanJson,
    /// What it resolves to.
    #[serde(flatten)]
    pub value: MentionValueJson,
}

/// What a mention resolves to.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schemars(rename = "MentionValue")]
pub enum MentionValueJson {
    /// A day.
    Date {
        /// ISO 8601; `null` when the day does not exist or cannot be resolved.
        value: Option<String>,
    },
    /// A stretch of days, both ends inclusive.
    DateRange {
        /// First day; `null` when open.
        start: Option<String>,
        /// Last day; `null` when open.
        end: Option<String>,
    },
    /// A length of time.
    Duration {
        /// ISO 8601.
        length: String,
    },
    /// A number without a unit.
    Number {
        /// The number.
        value: Number,
    },
    /// A percentage.
    Percent {
        /// The number before the sign.
        value: Number,
    },
    /// An amount of money.
    Currency {
        /// The amount, in the main unit.
        value: Number,
        /// ISO 4217 code, or a plain name where the words leave the country open.
        unit: String,
    },
    /// A number of something counted or measured.
    Quantity {
        /// The number.
        value: Number,
        /// What is counted.
        unit: String,
    },
}

impl<'v> DocumentJson<'v> {
    pub(super) fn new(view: &'v ReadingJson<'_>) -> Self {
        let document = &view.reading.document;
        let known = &document.metadata;
        Self {
            id: &view.document_id,
            source: &known.source,
            media_type: &known.media_type,
            charset: &known.charset,
            title: known.title.as_deref(),
            language: known.language.map(|language| language.to_string()),
            date: known.date.map(|date| date.to_string()),
            published: known.published.map(|date| date.to_string()),
            kind: known.kind.map(DocumentKind::as_str),
            side: (!known.side.is_empty()).then_some(&known.side),
            participants: (!known.participants.is_empty()).then_some(&known.participants),
            issuer: known.issuer.as_deref(),
            detected: NamePairs(known.detected.iter().map(|detected| (detected.key, detected.from.as_str())).collect()),
            part: known.part.as_ref().map(|part| PartJson { index: part.index, of: part.of, span: part.span, whole: &part.whole }),
            text: document.text.as_str(),
            warnings: Rows::new(document.warnings.len(), |index| {
                let warning = &document.warnings[index];
                WarningJson { span: view.span(warning.span), code: warning.code.as_str(), message: &warning.message }
            }),
        }
    }
}

impl ParagraphJson {
    pub(super) fn new(view: &ReadingJson<'_>, paragraph: &Paragraph) -> Self {
        Self { span: view.span(paragraph.span), role: paragraph.role.as_str() }
    }
}

impl<'v> VoiceJson<'v> {
    pub(super) fn new(view: &'v ReadingJson<'_>, run: &VoiceRun) -> Self {
        Self {
            span: view.span(run.span),
            voice: view.chain(run.voice),
            source: run.source.map(|span| view.span(span)),
            cue: run.cue.map(|span| view.span(span)),
            rule: run.rule.map(|rule| view.rule(rule)),
        }
    }
}

impl<'v> ActorJson<'v> {
    pub(super) fn new(actor: &'v Actor) -> Self {
        Self {
            id: &actor.id,
            state: actor.state.as_deref(),
            names: NamePairs(actor.names.iter().map(|(language, name)| (language.as_str(), &**name)).collect()),
            office: actor.office.as_deref(),
            known: actor.known,
        }
    }
}

impl MentionJson {
    /// A mention in the code points of its text, with the names of units.
    #[must_use]
    pub(crate) fn new(mention: &Mention, points: &CodePoints<'_>, names: &Names) -> Self {
        let day = |date: &chancery_model::Date| date.to_string();
        let value = match &mention.value {
            MentionValue::Date(value) => MentionValueJson::Date { value: value.as_ref().map(day) },
            MentionValue::DateRange { start, end } => {
                MentionValueJson::DateRange { start: start.as_ref().map(day), end: end.as_ref().map(day) }
            }
            MentionValue::Duration(length) => MentionValueJson::Duration { length: length.to_string() },
            MentionValue::Number(value) => MentionValueJson::Number { value: Number(*value) },
            MentionValue::Percent(value) => MentionValueJson::Percent { value: Number(*value) },
            MentionValue::Money { amount, currency } => {
                MentionValueJson::Currency { value: Number(*amount), unit: names.unit(*currency).to_owned() }
            }
            MentionValue::Quantity { value, unit } => {
                MentionValueJson::Quantity { value: Number(*value), unit: names.unit(*unit).to_owned() }
            }
        };
        Self { span: [points.of_byte(mention.span.start), points.of_byte(mention.span.end)], value }
    }
}

fn document_kinds(_: &mut SchemaGenerator) -> Schema {
    one_of_or_null(DocumentKind::ALL.iter().map(|kind| kind.as_str()))
}

fn warning_codes(_: &mut SchemaGenerator) -> Schema {
    one_of(WarningCode::ALL.iter().map(|code| code.as_str()))
}

fn roles(_: &mut SchemaGenerator) -> Schema {
    one_of(Role::ALL.iter().map(|role| role.as_str()))
}
