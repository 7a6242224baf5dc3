//! Which tables have a word that begins in a given way: one mask of tables a beginning.
//!
//! A grammar asks many tables at one place. The mask of that place, looked up once, answers most
//! of them with a single bit. A word begins with its run of ASCII letters, or with its first
//! character where that is none; characters that fold to another begin the same words.

use chancery_text::fold::fold_char;

use crate::triggers::WordHash;
use crate::words::Words;

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
        words.set_bit(bit);
        for (word, _) in words.iter() {
            match ascii_word(word) {
                Some(hash) => self.slot(hash).1 |= bit,
                None => self.mark(word[0], bit),
            }
        }
    }

    /// Gives every character the mask of the one it folds to. Called when all tables are in.
    pub(crate) fn finish(&mut self) {
        for character in (0x80..0x1_0000).filter_map(char::from_u32) {
            let folded = fold_char(character);
            if folded != character && (folded as usize) < self.plane.len() {
                self.plane[character as usize] = self.plane[folded as usize];
            }
        }
    }

    fn mark(&mut self, character: char, bit: u64) {
        let Some(place) = self.plane.get_mut(character as usize) else { return };
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

    /// The mask of the place `at`: the tables that may have a word there.
    #[inline]
    pub(crate) fn mask(&self, text: &str, at: usize) -> u64 {
        let bytes = text.as_bytes();
        match bytes.get(at) {
            None => 0,
            Some(byte) if byte.is_ascii_alphabetic() => self.word(WordHash::of(bytes, at)),
            Some(&byte) if byte < 0x80 => self.masks[usize::from(self.plane[usize::from(byte)])],
            Some(_) => {
                let character = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, |character| character as usize);
                self.plane.get(character).map_or(0, |&place| self.masks[usize::from(place)])
            }
        }
    }

    /// The mask of an ASCII word by its hash.
    #[inline]
    fn word(&self, hash: u32) -> u64 {
        let mut at = hash as usize % SLOTS;
        loop {
            match self.slots[at] {
                (0, _) => return 0,
                (known, mask) if known == hash => return mask,
                _ => at = (at + 1) % SLOTS,
            }
        }
    }
}

/// The hash of the ASCII letters a word begins with.
fn ascii_word(word: &[char]) -> Option<u32> {
    let letters: Vec<u8> = word.iter().take_while(|letter| letter.is_ascii_alphabetic()).map(|&letter| letter as u8).collect();
    (!letters.is_empty()).then(|| WordHash::of(&letters, 0))
}
