//! Tables of words with a meaning, matched at a place of a text.
//!
//! A table holds the words of one class (the months, the counters, the currencies). Matching
//! folds the text character by character, so traditional characters and capitals match and no
//! copy of the text is made. Between Chinese characters and at the spaces of a word a text may
//! have up to [`MAX_GAP`] spaces: layouts leave them around numbers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chancery_text::fold::fold_char;

use crate::triggers::WordHash;

/// Spaces that may stand inside a word or a numeral.
const MAX_GAP: usize = 4;

/// Words of one class, longest first under each first character.
#[derive(Debug, Clone)]
pub(crate) struct Words<T> {
    /// The words while they are gathered.
    gathered: BTreeMap<Box<[char]>, T>,
    entries: Vec<(Box<[char]>, T)>,
    /// Open addressing by key: the key, the first of the entries under it, and how many they are.
    slots: Vec<(u32, u32, u32)>,
    /// Its bit in the masks of the index.
    bit: u64,
    /// Characters of its longest word, with room for spaces.
    longest: usize,
    /// A bit for the last character of each word, by the character's lowest six bits.
    lasts: u64,
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self { gathered: BTreeMap::new(), entries: Vec::new(), slots: vec![(0, 0, 0)], bit: 0, longest: 0, lasts: 0 }
    }
}

impl<T: Copy> Words<T> {
    /// Adds the words of one file; a later meaning of a word takes the place of an earlier one.
    pub(crate) fn extend(&mut self, words: impl IntoIterator<Item = (String, T)>) {
        let words = words.into_iter().filter(|(word, _)| !word.is_empty());
        self.gathered.extend(words.map(|(word, meaning)| (word.chars().map(fold_char).collect(), meaning)));
    }

    /// Files the words gathered so that they can be found, and gives the table its bit in the masks
    /// of the index.
    pub(crate) fn file(&mut self, bit: u64) {
        self.bit = bit;
        self.entries = std::mem::take(&mut self.gathered).into_iter().collect();
        self.longest = self.entries.iter().map(|(word, _)| word.len()).max().unwrap_or(0) + 1;
        self.lasts = self.entries.iter().filter_map(|(word, _)| word.last()).fold(0, |all, &last| all | last_bit(last));
        // The sort is stable, so words of one key and one length stay in their own order.
        self.entries.sort_by_cached_key(|(word, _)| (key(word), Reverse(word.len())));
        self.slots = vec![(0, 0, 0); (self.entries.len() * 2 + 1).next_power_of_two()];
        for place in 0..self.entries.len() {
            let key = key(&self.entries[place].0);
            let slot = self.slot(key);
            let (known, from, count) = &mut self.slots[slot];
            if *count == 0 {
                (*known, *from) = (key, place as u32);
            }
            *count += 1;
        }
    }

    /// The slot of a key, or the free one where it would stand.
    #[inline]
    fn slot(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (key.wrapping_mul(0x9E37_79B1) >> 16) as usize & mask;
        while self.slots[slot].2 != 0 && self.slots[slot].0 != key {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// The longest word of the table that begins at `at`, where the text has the key `key`: where
    /// it ends and what it means.
    pub(crate) fn at(&self, text: &str, at: usize, key: u32) -> Option<(usize, T)> {
        let (_, from, count) = self.slots[self.slot(key)];
        let same = &self.entries[from as usize..(from + count) as usize];
        same.iter().find_map(|(word, meaning)| Some((end_of(word, text, at)?, *meaning)))
    }

    /// Whether a word of the table may end with a folded character.
    #[inline]
    pub(crate) const fn may_end_with(&self, last: char) -> bool {
        self.lasts & last_bit(last) != 0
    }

    /// Characters of the longest word.
    pub(crate) const fn longest(&self) -> usize {
        self.longest
    }

    /// Its bit in the masks of the index.
    pub(crate) const fn bit(&self) -> u64 {
        self.bit
    }

    /// Whether a mask of the index has this table.
    #[inline]
    pub(crate) fn is_in(&self, mask: u64) -> bool {
        mask & self.bit != 0
    }

    /// The words and their meanings.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[char], T)> {
        self.entries.iter().map(|(word, meaning)| (&**word, *meaning))
    }
}

/// What a word begins with: a hash of its run of ASCII letters, or its first character.
pub(crate) fn key(word: &[char]) -> u32 {
    let letters: Vec<u8> = word.iter().take_while(|letter| letter.is_ascii_alphabetic()).map(|&letter| letter as u8).collect();
    if letters.is_empty() { u32::from(word[0]) } else { WordHash::of(&letters, 0) }
}

/// What the text begins with at `at`, as [`key`] has it.
#[inline]
pub(crate) fn key_at(text: &str, at: usize) -> u32 {
    let bytes = text.as_bytes();
    match bytes.get(at) {
        None => 0,
        Some(byte) if byte.is_ascii_alphabetic() => WordHash::of(bytes, at),
        Some(&byte) if byte < 0x80 => u32::from(byte),
        Some(_) => char_at(text, at).map_or(0, |(character, _)| u32::from(character)),
    }
}

/// The bit of a character among the last ones of a table's words.
#[inline]
const fn last_bit(last: char) -> u64 {
    1 << (last as u32 & 63)
}

/// Where `word` ends when it stands at `at`, where the text has its key.
fn end_of(word: &[char], text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let first = *word.first()?;
    // A first character outside ASCII is the key, and as long in the text as in the word.
    let (mut place, known) = if first.is_ascii() { (at, 0) } else { (at + first.len_utf8(), 1) };
    for (index, &wanted) in word.iter().enumerate().skip(known) {
        if wanted == ' ' {
            let after = skip_spaces(text, place);
            let hyphen = bytes.get(place) == Some(&b'-');
            place = if hyphen { place + 1 } else { (after > place).then_some(after)? };
            continue;
        }
        if wanted.is_ascii() {
            // Only ASCII folds to ASCII.
            if bytes.get(place)?.to_ascii_lowercase() != wanted as u8 {
                return None;
            }
            place += 1;
            continue;
        }
        if index > 0 {
            place = skip_spaces(text, place);
        }
        let (found, next) = char_at(text, place)?;
        if found != wanted {
            return None;
        }
        place = next;
    }
    let last = word.last().copied()?;
    let runs_on = last.is_ascii_alphanumeric() && bytes.get(place).is_some_and(u8::is_ascii_alphabetic);
    (!runs_on).then_some(place)
}

/// The folded character at `at` and where the next begins.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> Option<(char, usize)> {
    let character = text.get(at..)?.chars().next()?;
    Some((fold_char(character), at + character.len_utf8()))
}

/// The folded character that ends at `at`, not looking before `floor`.
pub(crate) fn char_before(text: &str, floor: usize, at: usize) -> Option<char> {
    text.get(floor..at)?.chars().next_back().map(fold_char)
}

/// Past the spaces at `at`; `at` itself when there are more than a layout leaves.
#[inline]
pub(crate) fn skip_spaces(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    if !matches!(bytes.get(at), Some(b' ' | 0xC2)) {
        return at;
    }
    let mut place = at;
    let mut gaps = 0;
    while gaps <= MAX_GAP {
        if bytes.get(place) == Some(&b' ') {
            place += 1;
        } else if bytes.get(place..place + 2) == Some(&[0xC2, 0xA0]) {
            place += 2;
        } else {
            return place;
        }
        gaps += 1;
    }
    at
}

/// Back over the spaces that end at `at`.
pub(crate) fn skip_spaces_back(text: &str, floor: usize, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut place = at;
    while place > floor && at - place < MAX_GAP && bytes[place - 1] == b' ' {
        place -= 1;
    }
    place
}

/// Whether the text from `floor` to `at` ends in an ASCII letter or digit.
pub(crate) fn ends_in_alphanumeric(text: &str, floor: usize, at: usize) -> bool {
    at > floor && text.as_bytes()[at - 1].is_ascii_alphanumeric()
}
