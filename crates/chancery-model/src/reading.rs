//! What was found in one document.

use std::hash::BuildHasher;
use std::sync::Arc;

use chancery_text::Span;
use foldhash::fast::RandomState;
use hashbrown::HashTable;

use crate::{ActorId, Actors, AreaSets, Document, Entry, Mention, UnitId};

/// A chain of sources, outermost first, as an index of the reading's table of voices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VoiceId(pub u16);

impl VoiceId {
    /// The document's own narrator: the empty chain.
    pub const NARRATOR: Self = Self(0);
}

/// A chain of sources, outermost first.
pub type Voice = Box<[ActorId]>;

/// The voices of one reading; the first is the narrator.
#[derive(Debug, Clone)]
pub struct Voices {
    list: Vec<Voice>,
    /// Places in the list, found by the chains there.
    by_chain: HashTable<VoiceId>,
    hasher: RandomState,
    /// The one asked for last, which is mostly the one asked for next.
    last: VoiceId,
}

impl Default for Voices {
    fn default() -> Self {
        let mut voices = Self { list: Vec::new(), by_chain: HashTable::new(), hasher: RandomState::default(), last: VoiceId::NARRATOR };
        voices.intern(&[]);
        voices
    }
}

impl Voices {
    /// The index of a chain. When the table is full (65,536 chains) the narrator stands for more.
    pub fn intern(&mut self, chain: &[ActorId]) -> VoiceId {
        if self.list.get(usize::from(self.last.0)).is_some_and(|last| **last == *chain) {
            return self.last;
        }
        let Self { list, by_chain, hasher, last } = self;
        let hash = hasher.hash_one(chain);
        if let Some(&known) = by_chain.find(hash, |known| *list[usize::from(known.0)] == *chain) {
            *last = known;
            return known;
        }
        let Ok(index) = u16::try_from(list.len()) else {
            return VoiceId::NARRATOR;
        };
        list.push(chain.into());
        by_chain.insert_unique(hash, VoiceId(index), |known| hasher.hash_one(&*list[usize::from(known.0)]));
        VoiceId(index)
    }

    /// The chain at an index of this table.
    #[must_use]
    pub fn get(&self, id: VoiceId) -> &[ActorId] {
        &self.list[usize::from(id.0)]
    }
}

/// A stretch of text in one voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceRun {
    /// The stretch; runs follow one another and cover the text.
    pub span: Span,
    /// Who speaks.
    pub voice: VoiceId,
    /// The words that name the source, when the run has them.
    pub source: Option<Span>,
    /// The words that say it speaks.
    pub cue: Option<Span>,
    /// The rule that opened the run, an index of the reading's table of rule ids.
    pub rule: Option<crate::RuleId>,
}

/// Names shared by all readings made with one lexicon, by index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Rule ids.
    pub rules: Vec<String>,
    /// Areas.
    pub areas: Vec<String>,
    /// Units.
    pub units: Vec<String>,
}

impl Names {
    /// The name of a unit; empty when the table has none there.
    #[must_use]
    pub fn unit(&self, unit: UnitId) -> &str {
        self.units.get(usize::from(unit.0)).map_or("", String::as_str)
    }
}

/// What was found in one document.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The document read.
    pub document: Document,
    /// The voices, as a table.
    pub voices: Voices,
    /// The runs of voices, in text order.
    pub voice_runs: Vec<VoiceRun>,
    /// The entries, ordered by span and kind.
    pub entries: Vec<Entry>,
    /// The sets of areas that the entries refer to, as a table.
    pub area_sets: AreaSets,
    /// The actors.
    pub actors: Actors,
    /// Dates, numbers and amounts, in text order.
    pub mentions: Vec<Mention>,
    /// Names of rules, areas and units.
    pub names: Arc<Names>,
    /// Hash of the lexicon and rules the reading was made with.
    pub lexicon_version: Arc<str>,
}
