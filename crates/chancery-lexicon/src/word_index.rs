//! Finds phrases where they can begin, by what they begin with.
//!
//! In a spaced script a phrase begins where a word does. A word is a run of ASCII letters and
//! digits, or one character outside ASCII. Each phrase is filed under the first eight bytes of its
//! first word and, where a space and two letters or digits follow that, under those two as well.
//! In an unspaced script a phrase can begin at every character, and is filed under its first three,
//! or its first two when it has no more: many phrases share two characters, few share three.
//! A place of the text that begins no phrase costs a look at one or two bits.

use chancery_model::Language;
use chancery_text::runs::{alphanumerics, eight, past};

/// Phrases by what they begin with.
#[derive(Debug)]
pub(crate) struct WordIndex {
    /// Whether the script is one with spaces.
    is_spaced: bool,
    /// Open addressing by key: the key, and the first of `phrases` filed under it.
    slots: Vec<(u32, u32)>,
    mask: usize,
    /// One bit for some keys each: a key without its bit is in no slot.
    filter: Vec<u64>,
    /// Those under one key follow one another, longest first.
    phrases: Vec<Phrase>,
    /// All of each phrase.
    forms: String,
    /// In an unspaced script, the value of each character of the basic plane that is a phrase by itself.
    single: Vec<u32>,
    /// One bit for each of those characters.
    is_single: Box<[u64; PLANE]>,
}

/// A phrase: its first sixteen bytes at hand, so that most comparisons end there.
#[derive(Debug)]
struct Phrase {
    head: u128,
    /// Where all of it stands among the forms, and how long it is.
    form: u32,
    length: u16,
    /// Whether the next one is filed under another key.
    is_last: bool,
    value: u32,
}

/// Whether words of a language have spaces between them.
pub(crate) fn is_spaced(language: Language) -> bool {
    language != Language::ZH
}

/// No phrase, no value.
const NONE: u32 = u32::MAX;

/// How many bytes of a phrase are compared at once.
const HEAD: usize = 16;

/// For each length of a phrase, the bits of its head.
const HEAD_MASKS: [u128; HEAD + 1] = {
    let mut masks = [u128::MAX; HEAD + 1];
    let mut length = 0;
    while length < HEAD {
        masks[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    masks
};

/// Words of bits for the basic plane.
const PLANE: usize = 0x1_0000 / 64;

/// The bytes at a place, the first lowest; zeros past the end.
#[inline]
fn head(bytes: &[u8], at: usize) -> u128 {
    let mut head = [0; HEAD];
    match bytes.get(at..at + HEAD) {
        Some(whole) => head.copy_from_slice(whole),
        None => head[..bytes.len() - at].copy_from_slice(&bytes[at..]),
    }
    u128::from_le_bytes(head)
}

impl WordIndex {
    /// Files `phrases`, each with its value, as a spaced or unspaced script asks for. Empty ones, and
    /// those of more than 65,535 bytes, are left out.
    pub fn new(mut phrases: Vec<(&str, u32)>, is_spaced: bool) -> Self {
        phrases.retain(|(form, _)| !form.is_empty() && u16::try_from(form.len()).is_ok());
        Self::sort(&mut phrases, is_spaced);
        let mask = (phrases.len() * 2 + 1).next_power_of_two() - 1;
        let mut index = Self {
            is_spaced,
            slots: vec![(0, NONE); mask + 1],
            mask,
            filter: vec![0; FILTER_BITS / 64],
            phrases: Vec::with_capacity(phrases.len()),
            forms: String::with_capacity(phrases.iter().map(|(form, _)| form.len()).sum()),
            single: if is_spaced { Vec::new() } else { vec![NONE; 1 << 16] },
            is_single: Box::new([0; PLANE]),
        };
        let mut last = None;
        for (form, value) in phrases {
            if let Some(character) = index.single_of(form) {
                index.single[character] = value;
                index.is_single[character >> 6] |= 1 << (character & 63);
                continue;
            }
            let key = key_of(form, is_spaced);
            if last == Some(key) {
                index.phrases.last_mut().expect("the key before has a phrase").is_last = false;
            } else {
                let slot = index.slot(key);
                index.slots[slot] = (key, index.phrases.len() as u32);
                index.mark(key);
                if !is_spaced {
                    let pair = key_of_two(form);
                    index.mark(if pair == key { own(pair) } else { pair });
                    index.mark(pair);
                }
                last = Some(key);
            }
            let (head, at, length) = (head(form.as_bytes(), 0), index.forms.len() as u32, form.len() as u16);
            index.phrases.push(Phrase { head, form: at, length, is_last: true, value });
            index.forms.push_str(form);
        }
        index
    }

    /// Sets the bit of a key in the filter.
    fn mark(&mut self, key: u32) {
        let (word, bit) = filter_bit(key);
        self.filter[word] |= bit;
    }

    /// The character of the basic plane that is all of a form, in an unspaced script.
    fn single_of(&self, form: &str) -> Option<usize> {
        let mut characters = form.chars();
        let only = characters.next()? as usize;
        (characters.next().is_none() && only < self.single.len()).then_some(only)
    }

    /// Sorts phrases as they are filed; [`Self::new`] is faster with phrases so sorted.
    pub fn sort(phrases: &mut [(&str, u32)], is_spaced: bool) {
        let key = |form: &str| key_of(form, is_spaced);
        phrases.sort_by(|(a, _), (b, _)| key(a).cmp(&key(b)).then(b.len().cmp(&a.len())).then(a.cmp(b)));
    }

    /// The slot of a key, or the free one where it would stand.
    #[inline]
    fn slot(&self, key: u32) -> usize {
        let mut slot = key as usize & self.mask;
        while self.slots[slot].1 != NONE && self.slots[slot].0 != key {
            slot = (slot + 1) & self.mask;
        }
        slot
    }

    /// Tells every phrase in `folded`, which is UTF-8: its start, its end and its value, by start and longest first.
    #[inline]
    pub fn find(&self, folded: &[u8], tell: impl FnMut(usize, usize, u32)) {
        if self.is_spaced { self.find_at_words(folded, tell) } else { self.find_at_characters(folded, tell) }
    }

    /// Looks at every character, with the two after it.
    fn find_at_characters(&self, bytes: &[u8], mut tell: impl FnMut(usize, usize, u32)) {
        let (mut first, mut next) = character(bytes, 0);
        let (mut second, mut after) = character(bytes, next);
        let mut at = 0;
        while at < bytes.len() {
            let (third, later) = character(bytes, after);
            let pair = pair_key(first, second);
            if self.may_hold(pair) {
                // A phrase of three characters or more is longer than any that is filed under two.
                let longer = longer_pair_key(pair, third);
                if self.may_hold(longer) && !cuts_a_word(bytes, at) {
                    self.tell_filed(longer, bytes, at, &mut tell);
                }
                if self.may_hold(own(pair)) && !cuts_a_word(bytes, at) {
                    self.tell_filed(pair, bytes, at, &mut tell);
                }
            }
            if first > 0xFFFF && second != 0 {
                self.tell_filed(pair_key(first, 0), bytes, at, &mut tell);
            }
            if self.is_single(first) && !cuts_a_word(bytes, at) && !cuts_a_word(bytes, next) {
                tell(at, next, self.single[first as usize]);
            }
            (at, first, next, second, after) = (next, second, after, third, later);
        }
    }

    /// Whether a character is a phrase by itself.
    #[inline]
    fn is_single(&self, character: u32) -> bool {
        self.is_single.get(character as usize >> 6).is_some_and(|bits| bits >> (character & 63) & 1 == 1)
    }

    /// Looks at the places where words begin.
    fn find_at_words(&self, bytes: &[u8], mut tell: impl FnMut(usize, usize, u32)) {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if !BEGINS_WORD[usize::from(byte)] {
                at += 1;
                continue;
            }
            let (word, next) = word(bytes, at);
            // A phrase of several words is longer than any that is filed under its first alone.
            if let Some(longer) = longer_key(bytes, word, next).filter(|&longer| self.may_hold(longer)) {
                self.tell_filed(longer, bytes, at, &mut tell);
            }
            let key = spread(word);
            if self.may_hold(key) {
                self.tell_filed(key, bytes, at, &mut tell);
            }
            at = next;
        }
    }

    /// Whether there may be phrases under a key, or in an unspaced script under longer ones.
    #[inline]
    fn may_hold(&self, key: u32) -> bool {
        let (word, bit) = filter_bit(key);
        self.filter[word] & bit != 0
    }

    /// Tells the phrases in the slot of a key that stand at a place. Most places have none, so this stays out of their way.
    #[inline(never)]
    fn tell_filed(&self, key: u32, bytes: &[u8], at: usize, tell: &mut impl FnMut(usize, usize, u32)) {
        let (_, from) = self.slots[self.slot(key)];
        let words = head(bytes, at);
        for phrase in self.phrases.get(from as usize..).unwrap_or_default() {
            if self.stands_at(phrase, words, bytes, at) {
                tell(at, at + usize::from(phrase.length), phrase.value);
            }
            if phrase.is_last {
                break;
            }
        }
    }

    /// Whether a phrase stands at a place, where the text goes on with `words`, and cuts no word at its end.
    #[inline]
    fn stands_at(&self, phrase: &Phrase, words: u128, bytes: &[u8], at: usize) -> bool {
        let length = usize::from(phrase.length);
        let end = at + length;
        if (words ^ phrase.head) & HEAD_MASKS[length.min(HEAD)] != 0 || end > bytes.len() {
            return false;
        }
        let form = phrase.form as usize;
        (length <= HEAD || bytes[at + HEAD..end] == self.forms.as_bytes()[form + HEAD..form + length]) && !cuts_a_word(bytes, end)
    }
}

/// Which bytes can begin a word.
const BEGINS_WORD: [bool; 256] = {
    let mut begins = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        begins[byte] = byte >= 0xC0 || (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    begins
};

/// What the filter has for the phrases filed under two characters themselves, not under longer keys.
#[inline]
const fn own(pair: u32) -> u32 {
    pair.rotate_left(16)
}

/// Bits of the filter; a power of two.
const FILTER_BITS: usize = 1 << 17;

/// The word and bit of a key in the filter.
#[inline]
fn filter_bit(key: u32) -> (usize, u64) {
    let place = (key >> 15) as usize & (FILTER_BITS - 1);
    (place >> 6, 1 << (place & 63))
}

/// The upper bits of what a place begins with, spread.
#[inline]
const fn spread(words: u64) -> u32 {
    (words.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

/// Whether a place stands between two letters or digits.
#[inline]
fn cuts_a_word(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) && at > 0 && bytes[at - 1].is_ascii_alphanumeric()
}

/// The character at a place and where the next one stands; 0 past the end.
#[inline]
fn character(bytes: &[u8], at: usize) -> (u32, usize) {
    // Three bytes, as nearly all of an unspaced script has.
    if let Some(&[first @ 0xE0..0xF0, second, third]) = bytes.get(at..at + 3) {
        return (u32::from(first & 0x0F) << 12 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F), at + 3);
    }
    shorter_or_longer(bytes, at)
}

/// The character at a place that is not of three bytes, or cut off, and where the next one stands.
#[inline(never)]
fn shorter_or_longer(bytes: &[u8], at: usize) -> (u32, usize) {
    let low = |offset: usize| bytes.get(at + offset).map_or(0, |byte| u32::from(byte & 0x3F));
    match bytes.get(at) {
        None => (0, at),
        Some(&first) => match first {
            0..0x80 => (u32::from(first), at + 1),
            0x80..0xE0 => (u32::from(first & 0x1F) << 6 | low(1), at + 2),
            0xE0..0xF0 => (u32::from(first & 0x0F) << 12 | low(1) << 6 | low(2), at + 3),
            _ => (u32::from(first & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3), at + 4),
        },
    }
}

/// The key of two characters that follow one another.
#[inline]
const fn pair_key(first: u32, second: u32) -> u32 {
    spread((first as u64) << 21 | second as u64)
}

/// The key of two characters with a third after them.
#[inline]
const fn longer_pair_key(pair: u32, third: u32) -> u32 {
    spread((pair as u64) << 21 | third as u64)
}

/// The key of the first two characters of a phrase.
fn key_of_two(form: &str) -> u32 {
    let (first, next) = character(form.as_bytes(), 0);
    pair_key(first, character(form.as_bytes(), next).0)
}

/// The key a phrase is filed under.
fn key_of(form: &str, is_spaced: bool) -> u32 {
    let bytes = form.as_bytes();
    if bytes.is_empty() {
        return 0;
    }
    if !is_spaced {
        let after = character(bytes, character(bytes, 0).1).1;
        let pair = key_of_two(form);
        return if after < bytes.len() { longer_pair_key(pair, character(bytes, after).0) } else { pair };
    }
    let (word, next) = word(bytes, 0);
    longer_key(bytes, word, next).unwrap_or(spread(word))
}

/// The key of a word that ends at `next` together with what follows, where that is a space and two
/// letters or digits. Two phrases under one key by accident are told apart like any others.
#[inline]
fn longer_key(bytes: &[u8], word: u64, next: usize) -> Option<u32> {
    match bytes.get(next..next + 3) {
        Some(&[b' ', first, second]) if first.is_ascii_alphanumeric() && second.is_ascii_alphanumeric() => {
            Some(spread(word.rotate_left(23) ^ (u64::from(first) << 8 | u64::from(second)).wrapping_mul(0x9E37_79B9_7F4A_7C15)))
        }
        _ => None,
    }
}

/// The first eight bytes of the word at a place, zeros after its last, and where the word ends.
#[inline]
fn word(bytes: &[u8], at: usize) -> (u64, usize) {
    let start = eight(bytes, at);
    let length = alphanumerics(start);
    match length {
        0 => character_as_word(bytes, at),
        8 => (start, past(bytes, at + 8, alphanumerics)),
        _ => (start & ((1 << (8 * length)) - 1), at + length),
    }
}

/// The bytes of the character outside ASCII at a place, as of a word.
#[inline(never)]
fn character_as_word(bytes: &[u8], at: usize) -> (u64, usize) {
    let length = 1 + bytes[at + 1..].iter().take(3).take_while(|&&byte| byte & 0xC0 == 0x80).count();
    (eight(bytes, at) & ((1 << (8 * length)) - 1), at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(phrases: &[&str], text: &'t str, is_spaced: bool) -> Vec<&'t str> {
        let phrases = phrases.iter().enumerate().map(|(value, form)| (*form, value as u32)).collect();
        let mut found = Vec::new();
        WordIndex::new(phrases, is_spaced).find(text.as_bytes(), |start, end, _| found.push(&text[start..end]));
        found
    }

    fn check(phrases: &[&str], text: &str, expected: &[&str]) {
        assert_eq!(found(phrases, text, true), expected, "{text}");
    }

    #[test]
    fn phrases_of_an_unspaced_script_are_found_at_every_character() {
        let check = |phrases: &[&str], text: &'static str, expected: &[&str]| assert_eq!(found(phrases, text, false), expected, "{text}");
        check(&["两国", "两国元首", "国", "元首"], "甲两国元首", &["两国元首", "两国", "国", "元首"]);
        check(&["两国元首会晤并发表声明", "两国元首会晤并发表公报"], "两国元首会晤并发表公报", &["两国元首会晤并发表公报"]);
        check(&["tpp", "g20", "20国"], "g20tpp，tpp20国tpp", &["tpp"]);
        check(&["\u{20BB7}", "\u{20BB7}\u{20BB7}"], "\u{20BB7}\u{20BB7}", &["\u{20BB7}\u{20BB7}", "\u{20BB7}", "\u{20BB7}"]);
    }

    #[test]
    fn phrases_are_found_at_words_only() {
        check(&["in", "the two leaders", "the"], "in the two leaders within", &["in", "the two leaders", "the"]);
        check(&["agreed"], "disagreed agreeds", &[]);
        check(&["u.s.", "u.s.-china"], "the u.s.-china board", &["u.s.-china", "u.s."]);
        check(&["“", "bj\u{f6}rn"], "“bj\u{f6}rn", &["“", "bj\u{f6}rn"]);
        check(&["internationally"], "international", &[]);
    }
}
