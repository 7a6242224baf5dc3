//! Tables of words with a meaning, matched at a place of a text.
//!
//! A table holds the words of one class (the months, the counters, the currencies). Matching
//! folds the text character by character, so traditional characters and capitals match and no
//! copy of the text is made. Between Chinese characters and at the spaces of a word a text may
//! have up to [`MAX_GAP`] spaces: layouts leave them around numbers.

use std::collections::BTreeMap;

use chancery_text::fold::fold_char;

use crate::triggers::WordHash;

/// Spaces that may stand inside a word or a numeral.
const MAX_GAP: usize = 4;

/// Words of one class, longest first under each first character.
#[derive(Debug, Clone)]
pub(crate) struct Words<T> {
    entries: Vec<(Box<[char]>, T)>,
    /// The key of each entry, ascending.
    keys: Vec<u32>,
    /// Its bit in the masks of the index.
    bit: u64,
    /// Characters of its longest word, with room for spaces.
    longest: usize,
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), keys: Vec::new(), bit: 0, longest: 0 }
    }
}

impl<T: Copy> Words<T> {
    /// Adds the words of one file; a later meaning of a word takes the place of an earlier one.
    pub(crate) fn extend(&mut self, words: impl IntoIterator<Item = (String, T)>) {
        let mut all: BTreeMap<Box<[char]>, T> = std::mem::take(&mut self.entries).into_iter().collect();
        all.extend(words.into_iter().map(|(word, meaning)| (word.chars().map(fold_char).collect(), meaning)));
        self.entries = all.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        self.longest = self.entries.iter().map(|(word, _)| word.len()).max().unwrap_or(0) + 1;
        self.entries.sort_by(|(a, _), (b, _)| key(a).cmp(&key(b)).then(b.len().cmp(&a.len())).then(a.cmp(b)));
        self.keys = self.entries.iter().map(|(word, _)| key(word)).collect();
    }

    /// The longest word of the table that begins at `at`, where the text has the key `key`: where
    /// it ends and what it means.
    pub(crate) fn at(&self, text: &str, at: usize, key: u32) -> Option<(usize, T)> {
        let from = self.keys.partition_point(|known| *known < key);
        let same = self.keys[from..].iter().take_while(|known| **known == key).count();
        self.entries[from..from + same].iter().find_map(|(word, meaning)| Some((end_of(word, text, at)?, *meaning)))
    }

    /// Characters of the longest word.
    pub(crate) const fn longest(&self) -> usize {
        self.longest
    }

    /// Gives the table its bit in the masks of the index.
    pub(crate) fn set_bit(&mut self, bit: u64) {
        self.bit = bit;
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

/// Where `word` ends when it stands at `at`.
fn end_of(word: &[char], text: &str, at: usize) -> Option<usize> {
    let mut place = at;
    for (index, &wanted) in word.iter().enumerate() {
        if wanted == ' ' {
            let after = skip_spaces(text, place);
            let hyphen = text.as_bytes().get(place) == Some(&b'-');
            place = if hyphen { place + 1 } else { (after > place).then_some(after)? };
            continue;
        }
        if index > 0 && !wanted.is_ascii() {
            place = skip_spaces(text, place);
        }
        let (found, next) = char_at(text, place)?;
        if found != wanted {
            return None;
        }
        place = next;
    }
    let last = word.last().copied()?;
    let runs_on = last.is_ascii_alphanumeric() && text.as_bytes().get(place).is_some_and(u8::is_ascii_alphabetic);
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
