//! Tables of words with a meaning, matched at a place of a text.
//!
//! A table holds the words of one class (the months, the counters, the currencies). They are matched with
//! the folded text, so that traditional characters and capitals match. Between Chinese characters and at the spaces of a word a text may
//! have up to [`MAX_GAP`] spaces: layouts leave them around numbers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chancery_text::fold::fold_char;

use crate::letters;

/// Spaces that may stand inside a word or a numeral.
const MAX_GAP: usize = 4;

/// Words of one class, each with a meaning.
#[derive(Debug, Clone)]
pub(crate) struct Words<T> {
    /// The words while they are gathered.
    gathered: BTreeMap<Box<[char]>, T>,
    list: WordList,
    /// The meanings of the words of the list.
    meanings: Vec<T>,
}

/// Words of one class, longest first under each first character. It knows no meanings, so that the tables of all
/// classes are searched by the same code.
#[derive(Debug, Clone)]
pub(crate) struct WordList {
    entries: Vec<Entry>,
    /// Open addressing by key: the key, the first of the entries under it, and how many they are.
    slots: Vec<(u32, u32, u32)>,
    /// Its bit in the masks of the index.
    bit: u64,
    /// By the key of how words end: the most characters of a text that one of them can be written with, 0 where no
    /// word ends so.
    ends: [u8; ENDS],
}

/// A word of a table.
#[derive(Debug, Clone)]
struct Entry {
    word: Box<[char]>,
    /// The word in bytes.
    form: Box<str>,
}

impl Entry {
    fn new(word: Box<[char]>) -> Self {
        let form = word.iter().collect::<String>().into();
        Self { word, form }
    }
}

/// Places for how words end; a power of two.
const ENDS: usize = 512;

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self { gathered: BTreeMap::new(), list: WordList::new(Vec::new(), 0), meanings: Vec::new() }
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
        let mut words: Vec<(Box<[char]>, T)> = std::mem::take(&mut self.gathered).into_iter().collect();
        // The sort is stable, so words of one key and one length stay in their own order.
        words.sort_by_cached_key(|(word, _)| (key(word), Reverse(word.len())));
        let (words, meanings) = words.into_iter().unzip();
        (self.list, self.meanings) = (WordList::new(words, bit), meanings);
    }

    /// The longest word of the table that begins at `at`, where the text has the key `key`: where it ends and what it
    /// means.
    #[inline]
    pub(crate) fn at(&self, text: &str, at: usize, key: u32) -> Option<(usize, T)> {
        self.list.at(text, at, key).map(|found| self.meaning(found))
    }

    /// The words, for a search.
    #[inline]
    pub(crate) const fn list(&self) -> &WordList {
        &self.list
    }

    /// The meaning of a word found in the list.
    #[inline]
    pub(crate) fn meaning(&self, (end, place): (usize, usize)) -> (usize, T) {
        (end, self.meanings[place])
    }

    /// Its bit in the masks of the index.
    pub(crate) const fn bit(&self) -> u64 {
        self.list.bit
    }

    /// Whether a mask of the index has this table.
    #[inline]
    pub(crate) const fn is_in(&self, mask: u64) -> bool {
        mask & self.list.bit != 0
    }

    /// The words and their meanings.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[char], T)> {
        self.list.entries.iter().zip(&self.meanings).map(|(entry, &meaning)| (&*entry.word, meaning))
    }
}

impl WordList {
    /// Files words, sorted by their keys and the longest first under each.
    fn new(words: Vec<Box<[char]>>, bit: u64) -> Self {
        let entries: Vec<Entry> = words.into_iter().map(Entry::new).collect();
        let longest = entries.iter().map(|entry| entry.word.len()).max().unwrap_or(0);
        let slots = vec![(0, 0, 0); (entries.len() * 2 + 1).next_power_of_two()];
        let mut list = Self { entries, slots, bit, ends: [0; ENDS] };
        for place in 0..list.entries.len() {
            let word = &list.entries[place].word;
            let (key, end) = (key(word), end_place(end_key(word)));
            list.ends[end] = list.ends[end].max(most_written(word, longest));
            let slot = list.slot(key);
            let (known, from, count) = &mut list.slots[slot];
            if *count == 0 {
                (*known, *from) = (key, place as u32);
            }
            *count += 1;
        }
        list
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

    /// The longest word of the list that begins at `at`, where the text has the key `key`: where
    /// it ends and its place in the list.
    pub(crate) fn at(&self, text: &str, at: usize, key: u32) -> Option<(usize, usize)> {
        let (_, from, count) = self.slots[self.slot(key)];
        let same = from as usize..(from + count) as usize;
        let mut entries = self.entries[same.clone()].iter().zip(same);
        entries.find_map(|(entry, place)| end_of(entry, text, at).map(|end| (end, place)))
    }

    /// How many characters before a place a word of the list can begin that ends there, where the text before has a
    /// key; see [`key_before`].
    #[inline]
    pub(crate) fn reach_before(&self, key: u32) -> usize {
        usize::from(self.ends[end_place(key)])
    }

    /// Whether a mask of the index has this list.
    #[inline]
    pub(crate) const fn is_in(&self, mask: u64) -> bool {
        mask & self.bit != 0
    }
}

/// What a word begins with: a hash of its run of ASCII letters, or its first character.
pub(crate) fn key(word: &[char]) -> u32 {
    let letters: Vec<u8> = word.iter().take_while(|letter| letter.is_ascii_alphabetic()).map(|&letter| letter as u8).collect();
    if letters.is_empty() { u32::from(word[0]) } else { letters::hash(&letters, 0, letters.len()) }
}

/// What a word ends with: a hash of its last run of ASCII letters, or its last character.
fn end_key(word: &[char]) -> u32 {
    let text: String = word.iter().collect();
    key_before(&text, 0, text.len()).unwrap_or(0)
}

/// What the text ends with at `end`, not looking before `floor`: a hash of its last run of ASCII letters, or its last
/// character.
pub(crate) fn key_before(text: &str, floor: usize, end: usize) -> Option<u32> {
    let before = text.as_bytes().get(floor..end)?;
    let letters = before.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if letters > 0 { Some(letters::hash(text.as_bytes(), end - letters, end)) } else { char_before(text, floor, end).map(u32::from) }
}

/// What the text begins with at `at`, as [`key`] has it.
#[inline]
pub(crate) fn key_at(text: &str, at: usize) -> u32 {
    let bytes = text.as_bytes();
    match bytes.get(at) {
        None => 0,
        Some(byte) if byte.is_ascii_alphabetic() => letters::hash_at(bytes, at),
        Some(&byte) if byte < 0x80 => u32::from(byte),
        Some(_) => char_at(text, at).map_or(0, |(character, _)| u32::from(character)),
    }
}

/// The place for the key of an end.
#[inline]
const fn end_place(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> (u32::BITS - ENDS.ilog2())) as usize
}

/// The most characters of a text that a word of a list is looked for in: its own, and the spaces a layout may leave
/// where it has a space or a character outside ASCII, but no more than one over the longest word of the list.
fn most_written(word: &[char], longest: usize) -> u8 {
    let gaps = word.iter().skip(1).filter(|character| !character.is_ascii() || **character == ' ').count();
    u8::try_from((word.len() + MAX_GAP * gaps).min(longest + 1)).unwrap_or(u8::MAX)
}

/// Where the word of an entry ends when it stands at `at`.
#[inline]
fn end_of(entry: &Entry, text: &str, at: usize) -> Option<usize> {
    let form = entry.form.as_bytes();
    let words = text.as_bytes().get(at..)?;
    let end = match form.iter().zip(words).position(|(wanted, found)| wanted != found) {
        // Only where there is a gap the text can differ and have the word all the same.
        Some(place) if matches!(words[place], b' ' | b'-' | 0xC2) => end_with_gaps(&entry.word, text, at)?,
        None if form.len() <= words.len() => at + form.len(),
        _ => return None,
    };
    let runs_on = form.last().is_some_and(u8::is_ascii_alphanumeric) && text.as_bytes().get(end).is_some_and(u8::is_ascii_alphabetic);
    (!runs_on).then_some(end)
}

/// Where a word ends when it stands at `at`, with spaces where a layout may leave them, or with a hyphen for a space.
#[inline(never)]
fn end_with_gaps(word: &[char], text: &str, at: usize) -> Option<usize> {
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
    Some(place)
}

/// The character at `at` and where the next begins.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> Option<(char, usize)> {
    let character = text.get(at..)?.chars().next()?;
    Some((character, at + character.len_utf8()))
}

/// The character that ends at `at`, not looking before `floor`.
pub(crate) fn char_before(text: &str, floor: usize, at: usize) -> Option<char> {
    text.get(floor..at)?.chars().next_back()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_looked_for_as_far_back_as_it_can_be_written() {
        let mut words = Words::default();
        words.extend(["in", "by the end of", "截至", "到"].map(|word| (word.to_owned(), ())));
        words.file(1);
        let reach = |text: &str| key_before(text, 0, text.len()).map(|key| words.list().reach_before(key));
        assert_eq!((reach("as in"), reach("by the end  of"), reach("截 至"), reach("直到")), (Some(2), Some(14), Some(6), Some(1)));
        assert_eq!((reach("within"), reach("")), (Some(0), None));
    }
}
