//! Where a mention can begin: the quick filter of the scan.
//!
//! Digits are always candidates. A character outside ASCII is one when it begins a word of the
//! tables (one bit a character of the basic plane) and, unless it is
//! an element of a numeral, when its successor can follow it. An ASCII word is one when its
//! letters hash to those of the first letters of some word.

use crate::letters::hash;
use crate::tables::Tables;
use crate::words::Words;

/// Slots of the table of ASCII words.
const SLOTS: usize = 2048;

/// Words of bits for the basic plane.
const PLANE: usize = 0x1_0000 / 64;

/// Begins a mention by itself, whatever follows.
const ALONE: u8 = 1;
/// Begins a mention when the pair is one of the tables'.
const PAIRED: u8 = 2;

/// The filter.
#[derive(Debug)]
pub(crate) struct Triggers {
    /// One bit for each character of the basic plane.
    plane: Box<[u64; PLANE]>,
    /// For each character of the basic plane, which kinds of beginning it is.
    kinds: Vec<u8>,
    /// Hashes of pairs of characters.
    pairs: Vec<u64>,
    /// Hashes of ASCII words, 0 where the slot is free.
    slots: Vec<u32>,
    /// By the first two letters of an ASCII word: one bit for each length.
    lengths: Box<[u32; 1024]>,
    /// ASCII characters other than letters and digits that begin a word.
    signs: Vec<bool>,
}

impl Default for Triggers {
    fn default() -> Self {
        Self {
            plane: Box::new([0; PLANE]),
            kinds: vec![0; 0x1_0000],
            pairs: vec![0; 256],
            slots: vec![0; SLOTS],
            lengths: Box::new([0; 1024]),
            signs: vec![false; 128],
        }
    }
}

impl Triggers {
    /// The filter of all words that can begin a mention.
    pub(crate) fn new(tables: &Tables) -> Self {
        let mut triggers = Self::default();
        for digit in '\u{FF10}'..='\u{FF19}' {
            triggers.mark(digit, ALONE);
        }
        triggers.take_numerals(tables);
        triggers.take(&tables.percent_word);
        triggers.take(&tables.money_before);
        triggers.take(&tables.day);
        triggers.take(&tables.week);
        triggers.take(&tables.weekday);
        triggers.take(&tables.month);
        triggers.take(&tables.month_name);
        triggers.take(&tables.doubtful_month_name);
        triggers.take(&tables.year);
        triggers.take(&tables.era);
        triggers.take(&tables.century);
        triggers.take(&tables.relative);
        triggers.take(&tables.year_part);
        triggers.take(&tables.season);
        triggers.take(&tables.month_part_alone);
        triggers.take(&tables.stretch);
        triggers.take(&tables.holiday);
        triggers
    }

    /// The elements of numerals begin a mention whatever follows.
    fn take_numerals(&mut self, tables: &Tables) {
        use crate::tables::Role;
        let elements = tables.element.iter().map(|(word, _)| word);
        let begins = |role| matches!(role, Role::Minus | Role::Half | Role::Later | Role::Rest | Role::Fiscal | Role::Article | Role::Year);
        let roles = tables.role.iter().filter(|&(word, role)| begins(role) && (role != Role::Year || word[0].is_ascii()));
        for word in elements.chain(roles.map(|(word, _)| word)) {
            match word {
                [first, ..] if first.is_ascii() => self.take_ascii(word),
                [first, ..] => self.mark(*first, ALONE),
                [] => {}
            }
        }
    }

    fn take<T: Copy>(&mut self, words: &Words<T>) {
        for (word, _) in words.iter() {
            match *word {
                [first, ..] if first.is_ascii() => self.take_ascii(word),
                [first] => self.mark(first, ALONE),
                [first, second, ..] => {
                    self.mark(first, PAIRED);
                    let hash = pair(first, second);
                    self.pairs[hash >> 6] |= 1 << (hash & 63);
                }
                [] => {}
            }
        }
    }

    fn take_ascii(&mut self, word: &[char]) {
        let letters: Vec<u8> = word.iter().take_while(|letter| letter.is_ascii_alphabetic()).map(|&letter| letter as u8).collect();
        if letters.is_empty() {
            if let Some(sign) = self.signs.get_mut(word[0] as usize) {
                *sign = true;
            }
            return;
        }
        let second = letters.get(1).copied().unwrap_or(0);
        self.lengths[two_letters(letters[0], second)] |= length_bit(letters.len());
        let hash = hash(&letters, 0, letters.len());
        let mut slot = hash as usize % SLOTS;
        while self.slots[slot] != 0 && self.slots[slot] != hash {
            slot = (slot + 1) % SLOTS;
        }
        self.slots[slot] = hash;
    }

    fn mark(&mut self, character: char, kind: u8) {
        let code = character as usize;
        if let Some(kinds) = self.kinds.get_mut(code) {
            *kinds |= kind;
            self.plane[code >> 6] |= 1 << (code & 63);
        }
    }

    /// Whether an ASCII word of so many letters, with these first two, may begin a mention; the second is 0 where
    /// there is none.
    #[inline]
    pub(crate) fn letters(&self, first: u8, second: u8, length: usize) -> bool {
        self.lengths[two_letters(first, second)] & length_bit(length) != 0
    }

    /// Whether the ASCII word of that hash may begin a mention.
    #[inline]
    pub(crate) fn word(&self, hash: u32) -> bool {
        let mut slot = hash as usize % SLOTS;
        loop {
            match self.slots[slot] {
                0 => return false,
                known if known == hash => return true,
                _ => slot = (slot + 1) % SLOTS,
            }
        }
    }

    /// Whether the ASCII character may begin a mention.
    #[inline]
    pub(crate) fn sign(&self, byte: u8) -> bool {
        self.signs.get(usize::from(byte)).copied().unwrap_or(false)
    }

    /// Whether the character of the basic plane may begin a mention.
    #[inline]
    pub(crate) fn character(&self, code: usize) -> bool {
        self.plane.get(code >> 6).is_some_and(|word| word >> (code & 63) & 1 == 1)
    }

    /// Whether a mention may begin with this character and that successor (0 at the end).
    pub(crate) fn confirmed(&self, character: char, next: Option<char>) -> bool {
        let kinds = self.kinds.get(character as usize).copied().unwrap_or(0);
        let alone = kinds & ALONE != 0;
        alone || kinds != 0 && next.is_some_and(|next| next == ' ' || self.has_pair(character, next))
    }

    fn has_pair(&self, first: char, second: char) -> bool {
        let hash = pair(first, second);
        self.pairs[hash >> 6] >> (hash & 63) & 1 == 1
    }
}

/// The place of two letters, in either case.
#[inline]
const fn two_letters(first: u8, second: u8) -> usize {
    (first as usize & 31) << 5 | second as usize & 31
}

/// The bit of a length; long ones share one.
#[inline]
const fn length_bit(length: usize) -> u32 {
    1 << if length < 31 { length } else { 31 }
}

/// A hash of two characters, 14 bits.
const fn pair(first: char, second: char) -> usize {
    ((first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA6B)) as usize >> 18
}
