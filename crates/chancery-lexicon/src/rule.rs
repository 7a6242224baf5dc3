//! Rules: what makes a clause an entry.

use chancery_model::{EngagementStatus, EngagementType, EntryKind, Language, MechanismStatus, Modality, Stance};

use crate::pattern::Pattern;

/// What a rule finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum RuleKind {
    /// An entry of this kind.
    Entry(EntryKind),
    /// A voice.
    Voice,
    /// No entry: the rule only keeps later ones from a clause.
    Nothing,
    /// A place where text was probably lost.
    Damage,
}

impl RuleKind {
    /// The name in rule files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Entry(kind) => kind.as_str(),
            Self::Voice => "voice",
            Self::Nothing => "nothing",
            Self::Damage => "damage",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name {
            "voice" => Some(Self::Voice),
            "nothing" => Some(Self::Nothing),
            _ => EntryKind::from_name(name).map(Self::Entry),
        }
    }
}

/// Kinds of subject a clause can have, as bits.
pub type SubjectSet = u16;

/// The kinds of subject that rules name.
pub const SUBJECTS: [(&str, SubjectSet); 10] = [
    ("joint", 1),
    ("state", 2),
    ("person", 4),
    ("self", 8),
    ("we", 16),
    ("agent", 32),
    ("other", 64),
    ("none", 128),
    ("this", 256),
    ("body", 512),
];

/// How far an entry reaches beyond the clause its rule matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Reach {
    /// Over the following clauses that have no subject and no entry of their own.
    Run,
    /// The clause alone.
    Clause,
    /// Each following clause without a subject and entry of its own is an entry of the same rule.
    List,
}

/// Whom a rule takes for the parties of its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum PartiesFrom {
    /// The subject, or the speaker.
    Subject,
    /// Both parties of the event.
    Both,
    /// The speaker.
    Speaker,
    /// The speaker's state.
    SpeakerState,
}

/// One rule.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Rule {
    /// Its name, which says what it finds and never changes meaning.
    pub id: String,
    /// What it finds, in a sentence.
    pub finds: String,
    /// The language it is for.
    pub language: Language,
    /// What it makes.
    pub kind: RuleKind,
    /// The kinds of subject it wants; 0 is any.
    pub subjects: SubjectSet,
    /// One of these must match the predicate; empty when a stage of the analysis finds it by
    /// the classes of its terms.
    pub patterns: Vec<Pattern>,
    /// None of these may match it.
    pub unless: Vec<Pattern>,
    /// Field of a commitment.
    pub modality: Option<Modality>,
    /// Field of a position.
    pub stance: Option<Stance>,
    /// Field of an engagement.
    pub engagement_type: Option<EngagementType>,
    /// Field of an engagement.
    pub engagement_status: Option<EngagementStatus>,
    /// Field of a mechanism.
    pub mechanism_status: Option<MechanismStatus>,
    /// Whose entry it is.
    pub parties: PartiesFrom,
    /// How far it reaches.
    pub reach: Reach,
    /// Whether it begins an entry in a clause without a subject while another entry goes on.
    pub interrupts: bool,
    /// How often it is right, in hundredths.
    pub confidence: u8,
    /// Texts it must find something in.
    pub examples: Vec<Example>,
    /// Texts it must find nothing in.
    pub counters: Vec<Example>,
    /// Why the place is forbidden, for a rule of damage.
    pub message: String,
    /// The file it stands in.
    pub path: String,
    /// The line it begins on.
    pub line: u32,
}

/// A text that shows what a rule finds, or does not.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The words the entry must quote.
    pub quote: Option<String>,
}
