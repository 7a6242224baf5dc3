//! Which tables have a word that begins in a given way: one mask of tables a beginning.
//!
//! A grammar asks many tables at one place. The mask of that place, looked up once, answers most
//! of them with a single bit. A word begins with its run of ASCII letters, or with its first
//! character where that is none.

use crate::words::{Words, key};

/// Slots of the table of ASCII words; a power of two, several times the words there are.
const SLOTS: usize = 4096;

/// The masks.
#[derive(Debug, Default)]
pub(crate) struct Index {
    tables: u32,
    /// For each character of the basic plane, the place of its mask; 0 is no mask.
    plane: Vec<u16>,
    masks: Vec<u64>,
    slots: Vec<(u32, u64)>,
}

impl Index {
    pub(crate) fn new() -> Self {
        Self { tables: 0, plane: vec![0; 0x1_0000], masks: vec![0], slots: vec![(0, 0); SLOTS] }
    }

    /// Gives a table its bit and takes its words in.
    pub(crate) fn take<T: Copy>(&mut self, words: &mut Words<T>) {
        let bit = 1u64 << (self.tables & 63);
        self.tables += 1;
        words.file(bit);
        for (word, _) in words.iter() {
            match key(word) {
                first if (first as usize) < self.plane.len() => self.mark(first as usize, bit),
                hash => self.slot(hash).1 |= bit,
            }
        }
    }

    fn mark(&mut self, character: usize, bit: u64) {
        let place = &mut self.plane[character];
        if *place == 0 {
            *place = self.masks.len() as u16;
            self.masks.push(0);
        }
        self.masks[usize::from(*place)] |= bit;
    }

    fn slot(&mut self, hash: u32) -> &mut (u32, u64) {
        let mut at = hash as usize % SLOTS;
        while self.slots[at].0 != 0 && self.slots[at].0 != hash {
            at = (at + 1) % SLOTS;
        }
        self.slots[at].0 = hash;
        &mut self.slots[at]
    }

    /// The mask of a key: the tables that may have a word that begins so.
    #[inline]
    pub(crate) fn mask(&self, key: u32) -> u64 {
        if let Some(&place) = self.plane.get(key as usize) {
            return self.masks[usize::from(place)];
        }
        let mut at = key as usize % SLOTS;
        loop {
            match self.slots[at] {
                (0, _) => return 0,
                (known, mask) if known == key => return mask,
                _ => at = (at + 1) % SLOTS,
            }
        }
    }
}
