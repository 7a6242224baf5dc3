//! The shape of a lexicon file. Every key is optional and may stand in any file.

use serde::Deserialize;
use toml::Spanned;

/// One lexicon or rule file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LexiconFile {
    pub state: Vec<Spanned<StateLine>>,
    pub group: Vec<Spanned<GroupLine>>,
    pub person: Vec<Spanned<PersonLine>>,
    pub office: Vec<Spanned<OfficeLine>>,
    pub body: Vec<Spanned<BodyLine>>,
    pub outlet: Vec<Spanned<OutletLine>>,
    pub place: Vec<Spanned<PlaceLine>>,
    pub area: Vec<Spanned<AreaLine>>,
    pub region: Vec<Spanned<AreaLine>>,
    pub formulation: Vec<Spanned<NameLine>>,
    pub mechanism: Vec<Spanned<NameLine>>,
    pub concept: Vec<Spanned<SubjectLine>>,
    pub class: Vec<Spanned<ClassLine>>,
    pub rule: Vec<Spanned<RuleLine>>,
    pub damage: Vec<Spanned<DamageLine>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StateLine {
    pub id: String,
    #[serde(default)]
    pub zh: Vec<String>,
    #[serde(default)]
    pub en: Vec<String>,
    pub zh_short: Option<String>,
    #[serde(default)]
    pub en_adjective: Vec<String>,
    pub zh_capital: Option<String>,
    pub en_capital: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupLine {
    pub id: String,
    #[serde(default)]
    pub zh: Vec<String>,
    #[serde(default)]
    pub en: Vec<String>,
    pub zh_short: Option<String>,
    #[serde(default)]
    pub members: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonLine {
    pub id: String,
    #[serde(default)]
    pub zh: Vec<String>,
    #[serde(default)]
    pub en: Vec<String>,
    #[serde(default)]
    pub zh_short: Vec<String>,
    #[serde(default)]
    pub en_short: Vec<String>,
    #[serde(default)]
    pub office: Vec<TenureLine>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TenureLine {
    pub title: String,
    pub from: Option<String>,
    pub to: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfficeLine {
    pub id: String,
    #[serde(default)]
    pub zh: Vec<String>,
    #[serde(default)]
    pub en: Vec<String>,
    pub state: Option<String>,
    pub rank: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BodyLine {
    pub id: String,
    #[serde(default)]
    pub zh: Vec<String>,
    #[serde(default)]
    pub en: Vec<String>,
    pub state: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutletLine {
    pub id: String,
    #[serde(default)]
    pub zh: Vec<String>,
    #[serde(default)]
    pub en: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceLine {
    pub id: String,
    #[serde(default)]
    pub zh: Vec<String>,
    #[serde(default)]
    pub en: Vec<String>,
    pub state: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AreaLine {
    pub id: String,
    #[serde(default)]
    pub zh: Vec<String>,
    #[serde(default)]
    pub en: Vec<String>,
}

/// A formulation or mechanism: one concept, its wordings by language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameLine {
    pub id: String,
    #[serde(default)]
    pub zh: Vec<String>,
    #[serde(default)]
    pub en: Vec<String>,
    /// Since when the term is used, where that is known: a year or date.
    pub since: Option<String>,
    /// Whose term it is, where that is known.
    pub side: Option<String>,
}

/// A thing that accounts speak of: one concept, its wordings by language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubjectLine {
    pub id: String,
    #[serde(default)]
    pub zh: Vec<String>,
    #[serde(default)]
    pub en: Vec<String>,
    /// The id of the next broader concept.
    pub broader: Option<String>,
    /// Whether much of what is said has it.
    #[serde(default)]
    pub common: bool,
    /// Whether its wordings only look like other concepts.
    #[serde(default)]
    pub guard: bool,
}

/// Terms of one class in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClassLine {
    pub name: String,
    pub language: String,
    pub terms: Vec<Spanned<String>>,
}

/// One rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleLine {
    pub id: String,
    pub finds: String,
    pub language: String,
    pub kind: String,
    #[serde(default)]
    pub subject: Vec<String>,
    #[serde(default)]
    pub pattern: Vec<Spanned<String>>,
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    pub modality: Option<String>,
    pub stance: Option<String>,
    #[serde(rename = "type")]
    pub engagement_type: Option<String>,
    pub status: Option<String>,
    pub parties: Option<String>,
    pub reach: Option<String>,
    #[serde(default)]
    pub interrupts: bool,
    #[serde(default)]
    pub confidence: Option<u8>,
    #[serde(default)]
    pub example: Vec<ExampleLine>,
    #[serde(default)]
    pub counter: Vec<ExampleLine>,
}

/// A text a rule must find something in, or must not.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExampleLine {
    pub text: String,
    pub quote: Option<String>,
}

/// A place where the language forbids what stands there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DamageLine {
    pub id: String,
    pub finds: String,
    pub language: String,
    pub pattern: Vec<Spanned<String>>,
    pub message: String,
    #[serde(default)]
    pub example: Vec<ExampleLine>,
    #[serde(default)]
    pub counter: Vec<ExampleLine>,
}
