//! Actors: states, persons, offices, bodies and groups, by id.

use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use crate::Language;

/// An actor of a reading, as an index of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u16);

/// One actor. A reading may have tens of thousands, so its texts leave no room, and its people share the text of
/// their state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// `STATE`, `STATE/name`, `STATE/office` or `?/text`.
    pub id: String,
    /// The state or group the actor belongs to; `None` when it is not known.
    pub state: Option<Arc<str>>,
    /// Names by language, sorted by subtag.
    pub names: Box<[(Language, Box<str>)]>,
    /// Office held at the document's date, when the lexicon knows it.
    pub office: Option<Box<str>>,
    /// Whether the lexicon knows the actor.
    pub known: bool,
}

/// The actors of one reading, in the order of first mention.
#[derive(Debug, Clone, Default)]
pub struct Actors {
    list: Vec<Actor>,
    /// Places in the list, found by the ids of the actors there.
    by_id: HashTable<ActorId>,
    hasher: RandomState,
}

impl Actors {
    /// No actors, with room for some, at most as many as there may be.
    #[must_use]
    pub fn with_capacity(room: usize) -> Self {
        Self { list: Vec::with_capacity(room.min(usize::from(u16::MAX) + 1)), ..Self::default() }
    }

    /// The index of the actor with this id; `make` supplies it, with this id, when it is new. When the table is
    /// full (65,536 actors) the last place stands for all further ones.
    pub fn intern(&mut self, id: &str, make: impl FnOnce() -> Actor) -> ActorId {
        let Self { list, by_id, hasher } = self;
        let hash = hasher.hash_one(id);
        if let Some(&known) = by_id.find(hash, |known| list[usize::from(known.0)].id == id) {
            return known;
        }
        let Ok(index) = u16::try_from(list.len()) else {
            return ActorId(u16::MAX);
        };
        list.push(make());
        by_id.insert_unique(hash, ActorId(index), |known| hasher.hash_one(list[usize::from(known.0)].id.as_str()));
        ActorId(index)
    }

    /// The actor at an index of this table.
    #[must_use]
    pub fn get(&self, id: ActorId) -> &Actor {
        &self.list[usize::from(id.0)]
    }

    /// All actors, in the order of first mention.
    #[must_use]
    pub fn all(&self) -> &[Actor] {
        &self.list
    }
}
