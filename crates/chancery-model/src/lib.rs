//! The nouns of the register, as plain data.
//!
//! A [`Document`] is an official account with its text and paragraphs; a [`Reading`] is what was
//! found in it: voices, entries, actors and mentions, each tied to a span of the text. Nothing
//! here reads, writes or prints; wire formats are types of their own elsewhere.
//!
//! Names that recur (actors, voices, areas, rules, units) are kept once in a table of the reading
//! and referred to by small indices, so that a reading of a very long document stays small.

mod actor;
mod areas;
mod document;
mod entry;
mod language;
mod mention;
mod parties;
mod reading;

pub use actor::{Actor, ActorId, Actors};
pub use areas::{AreaSet, AreaSets, AreasId};
pub use document::{Detected, Detection, Document, DocumentKind, Metadata, Paragraph, Part, Role, Warning, WarningCode};
pub use entry::{
    Action, Commitment, Detail, Engagement, EngagementStatus, EngagementType, Entry, EntryKind, Flags, Formulation, Mechanism,
    MechanismStatus, Modality, Position, Request, RuleId, Stance, Target, Understanding, UnitId, Window,
};
pub use jiff::civil::Date;
pub use language::Language;
pub use mention::{Mention, MentionValue};
pub use parties::{IntoParties, Parties};
pub use reading::{Names, Reading, Voice, VoiceId, VoiceRun, Voices};
pub use thin_vec::ThinVec;
