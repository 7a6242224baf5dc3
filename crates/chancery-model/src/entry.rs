//! The eight kinds of entries, by the coding manual.

use chancery_text::Span;
use jiff::civil::Date;
use thin_vec::ThinVec;

use crate::{AreasId, Parties, VoiceId};

/// A rule, as an index of the reading's table of rule ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u16);

/// A unit, as an index of the reading's table of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub u16);

impl UnitId {
    /// A hundredth part.
    pub const PERCENT: Self = Self(0);
    /// A dollar whose country the words leave open.
    pub const DOLLAR: Self = Self(1);
    /// The dollar of the United States.
    pub const US_DOLLAR: Self = Self(2);
    /// The names of the units above, with which every table of units begins.
    pub const FIRST: [&str; 3] = ["percent", "Dollar", "USD"];
}

/// Marks on an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags {
    /// The source text is visibly corrupt inside the span.
    pub damaged: bool,
}

/// One line of the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The words.
    pub span: Span,
    /// Who says so.
    pub voice: VoiceId,
    /// What it is about.
    pub areas: AreasId,
    /// Marks.
    pub flags: Flags,
    /// The rule that found it.
    pub rule: RuleId,
    /// How often the rule is right, in hundredths.
    pub confidence: u8,
    /// The fields of its kind.
    pub detail: Detail,
}

/// The kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum EntryKind {
    /// A party states that it will do something.
    Commitment,
    /// Both or all parties share a view.
    Understanding,
    /// One party's stance.
    Position,
    /// One party asks another.
    Request,
    /// A concrete measure, done or under way.
    Action,
    /// A visit, meeting, call or letter.
    Engagement,
    /// A standing channel or body.
    Mechanism,
    /// A set phrase used as a name.
    Formulation,
}

impl EntryKind {
    /// Every kind, in the order of the coding manual.
    pub const ALL: [Self; 8] = [
        Self::Commitment,
        Self::Understanding,
        Self::Position,
        Self::Request,
        Self::Action,
        Self::Engagement,
        Self::Mechanism,
        Self::Formulation,
    ];

    /// The name in the reading format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Commitment => "commitment",
            Self::Understanding => "understanding",
            Self::Position => "position",
            Self::Request => "request",
            Self::Action => "action",
            Self::Engagement => "engagement",
            Self::Mechanism => "mechanism",
            Self::Formulation => "formulation",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// The fields of an entry, by kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Detail {
    /// See [`Commitment`].
    Commitment(Box<Commitment>),
    /// See [`Understanding`].
    Understanding(Understanding),
    /// See [`Position`].
    Position(Position),
    /// See [`Request`].
    Request(Box<Request>),
    /// See [`Action`].
    Action(Box<Action>),
    /// See [`Engagement`].
    Engagement(Box<Engagement>),
    /// See [`Mechanism`].
    Mechanism(Box<Mechanism>),
    /// See [`Formulation`].
    Formulation(Formulation),
}

impl Detail {
    /// The kind these are the fields of.
    #[must_use]
    pub const fn kind(&self) -> EntryKind {
        match self {
            Self::Commitment(_) => EntryKind::Commitment,
            Self::Understanding(_) => EntryKind::Understanding,
            Self::Position(_) => EntryKind::Position,
            Self::Request(_) => EntryKind::Request,
            Self::Action(_) => EntryKind::Action,
            Self::Engagement(_) => EntryKind::Engagement,
            Self::Mechanism(_) => EntryKind::Mechanism,
            Self::Formulation(_) => EntryKind::Formulation,
        }
    }
}

/// How firmly a party binds itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Modality {
    /// Will, shall, has agreed to.
    Firm,
    /// Intends, is ready to.
    Willing,
}

impl Modality {
    /// The name in the reading format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Willing => "willing",
        }
    }
}

/// A number with a unit that a measure aims at.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The number, in `unit`.
    pub value: f64,
    /// The unit, an index of the reading's table of units: `percent`, an ISO 4217 code, `person`, `tonne`, …
    pub unit: UnitId,
    /// The words that say of what.
    pub of: Option<Span>,
}

/// A stretch of time, with the words it came from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Window {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// ISO 8601 duration, where there is a length without a start; boxed twice, for most windows have none.
    pub length: Option<Box<Box<str>>>,
    /// The words.
    pub words: Option<Span>,
}

/// A party states that it will do something.
#[derive(Debug, Clone, PartialEq)]
pub struct Commitment {
    /// Who is bound.
    pub parties: Parties,
    /// How firmly.
    pub modality: Modality,
    /// Numbers aimed at.
    pub targets: ThinVec<Target>,
    /// When.
    pub window: Option<Box<Window>>,
    /// Whether it hangs on an if, once or provided.
    pub conditional: bool,
}

/// Several parties are said to share a view.
#[derive(Debug, Clone, PartialEq)]
pub struct Understanding {
    /// Who shares it.
    pub parties: Parties,
}

/// The direction of a stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Stance {
    /// For.
    Support,
    /// Against.
    Oppose,
    /// Holds that.
    Assert,
    /// Is worried about.
    Concern,
}

impl Stance {
    /// The name in the reading format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Oppose => "oppose",
            Self::Assert => "assert",
            Self::Concern => "concern",
        }
    }
}

/// One party's stance.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// Whose.
    pub holder: Parties,
    /// Which way.
    pub stance: Stance,
}

/// One party asks another to do or refrain.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Who asks.
    pub from: Parties,
    /// Who is asked.
    pub to: Parties,
}

/// A measure done or under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Who does it.
    pub actors: Parties,
    /// When.
    pub when: Option<Box<Window>>,
    /// Numbers with units.
    pub targets: ThinVec<Target>,
}

/// What kind of contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum EngagementType {
    /// A state visit.
    StateVisit,
    /// Any other visit.
    Visit,
    /// A meeting.
    Meeting,
    /// A call, by telephone or video.
    Call,
    /// A letter or message.
    Letter,
    /// Talks, consultations.
    Talks,
    /// A banquet, a welcome, a joint tour.
    Ceremony,
}

impl EngagementType {
    /// Every type.
    pub const ALL: [Self; 7] = [Self::StateVisit, Self::Visit, Self::Meeting, Self::Call, Self::Letter, Self::Talks, Self::Ceremony];

    /// The name in the reading format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::StateVisit => "state_visit",
            Self::Visit => "visit",
            Self::Meeting => "meeting",
            Self::Call => "call",
            Self::Letter => "letter",
            Self::Talks => "talks",
            Self::Ceremony => "ceremony",
        }
    }
}

/// Whether a contact took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum EngagementStatus {
    /// It took place or is taking place.
    Held,
    /// It is agreed or announced.
    Planned,
    /// Someone is invited.
    Invited,
}

impl EngagementStatus {
    /// The name in the reading format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Planned => "planned",
            Self::Invited => "invited",
        }
    }
}

/// A contact between parties.
#[derive(Debug, Clone, PartialEq)]
pub struct Engagement {
    /// What kind.
    pub engagement_type: EngagementType,
    /// Who takes part.
    pub participants: Parties,
    /// Where, in the source's words.
    pub place: Option<Span>,
    /// When.
    pub when: Option<Box<Window>>,
    /// Whether it took place.
    pub status: EngagementStatus,
    /// How many, where the text gives a tally.
    pub count: Option<u32>,
}

/// The state of a standing body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum MechanismStatus {
    /// Someone suggests it.
    Proposed,
    /// The parties agreed on it.
    Agreed,
    /// It was set up.
    Established,
    /// It works.
    Running,
    /// It works again.
    Resumed,
    /// It is held up.
    Suspended,
    /// It is over.
    Ended,
}

impl MechanismStatus {
    /// The name in the reading format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::Established => "established",
            Self::Running => "running",
            Self::Resumed => "resumed",
            Self::Suspended => "suspended",
            Self::Ended => "ended",
        }
    }
}

/// A standing channel or body.
#[derive(Debug, Clone, PartialEq)]
pub struct Mechanism {
    /// The words of its full name in this document.
    pub name: Span,
    /// Whose body it is.
    pub parties: Parties,
    /// In what state.
    pub status: MechanismStatus,
}

/// A set phrase used as a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Formulation {
    /// The phrase, without quotation marks.
    pub term: Span,
}
