//! Actors by id, without a second copy of the ids.

use crate::actors::KnownActor;
use crate::term::NONE;

/// Open addressing: places of actors by a hash of their ids.
#[derive(Debug)]
pub(crate) struct ActorIndex {
    /// A power of two, at least twice the actors.
    slots: Vec<u32>,
}

impl ActorIndex {
    /// Files all actors; the later of two with one id is found.
    pub fn new(actors: &[KnownActor]) -> Self {
        let mut index = Self { slots: vec![NONE; (actors.len() * 2 + 1).next_power_of_two()] };
        for (place, actor) in actors.iter().enumerate() {
            let slot = index.slot(actors, &actor.id);
            index.slots[slot] = place as u32;
        }
        index
    }

    /// The place of the actor with an id.
    pub fn find(&self, actors: &[KnownActor], id: &str) -> Option<u32> {
        Some(self.slots[self.slot(actors, id)]).filter(|&place| place != NONE)
    }

    /// The slot of an id, or the free one where it would stand.
    fn slot(&self, actors: &[KnownActor], id: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash(id) & mask;
        while self.slots[slot] != NONE && actors[self.slots[slot] as usize].id != id {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// FNV-1a: ids are short and come from data, not from texts.
fn hash(id: &str) -> usize {
    let hash = id.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
    (hash ^ hash >> 32) as usize
}
