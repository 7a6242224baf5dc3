//! Finds phrases where they can begin, by what they begin with.
//!
//! In a spaced script a phrase begins where a word does. A word is a run of ASCII letters and
//! digits, or one character outside ASCII. A phrase is filed under its first sixteen bytes, or its
//! first eight when it has no more than fifteen, or its first word when it has no more than seven:
//! many phrases share a first word, few share more.
//! In an unspaced script a phrase can begin at every character, and is filed under its first three,
//! or its first two when it has no more: many phrases share two characters, few share three.
//! A place of the text that begins no phrase costs a look at one or two bits.

use chancery_model::Language;
use chancery_text::runs::{alphanumerics, eight, past};

/// Phrases by what they begin with, each with a note of type `N`.
#[derive(Debug)]
pub(crate) struct WordIndex<N> {
    /// Whether the script is one with spaces.
    is_spaced: bool,
    /// Which keys are filed.
    all: Keys,
    /// Which keys are filed for phrases that count where they overlap others.
    overlapping: Keys,
    /// For each place a key can have, the first of `phrases` there; at the end, how many phrases there are.
    starts: Vec<u32>,
    /// Those at one place follow one another, longest first.
    phrases: Vec<Phrase<N>>,
    /// All of each phrase.
    forms: String,
}

/// A phrase: its first sixteen bytes at hand, so that most comparisons end there.
#[derive(Debug)]
struct Phrase<N> {
    head: u128,
    /// Where all of it stands among the forms, and how long it is.
    form: u32,
    length: u16,
    beginning: Beginning,
    note: N,
}

/// How much of a phrase its key is made of. A place of the index can hold phrases of several keys, and is looked at for
/// several keys of one place of the text: so each phrase is found once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beginning {
    /// Its first word, or all of its one character.
    Short,
    /// Eight bytes, or two characters.
    Middle,
    /// Sixteen bytes, or three characters.
    Long,
}

/// What a phrase, or a place of a text, is filed or looked for under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    hash: u32,
    beginning: Beginning,
}

impl Key {
    const fn new(hash: u32, beginning: Beginning) -> Self {
        Self { hash, beginning }
    }
}

/// Which keys are filed, as far as a bit can tell.
#[derive(Debug)]
struct Keys {
    /// Lines of bits by what keys have in common, the first word or the first two characters.
    lines: Box<[Line; LINES]>,
    /// In an unspaced script, one bit for each character of the basic plane that is a phrase by itself.
    singles: Box<[u64; PLANE]>,
}

/// As many bits as a processor loads at once, one for some keys each: a key without its bit is not filed.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Line([u64; 8]);

impl Line {
    /// The word and bit of a key.
    #[inline]
    fn bit(hash: u32) -> (usize, u64) {
        ((hash >> 20) as usize & 7, 1 << (hash >> 14 & 63))
    }

    /// Whether there may be phrases under a key.
    #[inline]
    fn may_hold(&self, hash: u32) -> bool {
        let (word, bit) = Self::bit(hash);
        self.0[word] & bit != 0
    }
}

impl Keys {
    fn new() -> Self {
        Self { lines: Box::new([Line([0; 8]); LINES]), singles: Box::new([0; PLANE]) }
    }

    /// Takes in the key of a phrase.
    fn add(&mut self, form: &str, key: Key, is_spaced: bool) {
        let start = if is_spaced { spread(word(form.as_bytes(), 0).0) } else { key_of_two(form) };
        let (word, bit) = Line::bit(key.hash);
        self.lines[line_of(start)].0[word] |= bit;
        if !is_spaced && key.beginning == Beginning::Short {
            let character = character(form.as_bytes(), 0).0;
            if let Some(bits) = self.singles.get_mut(character as usize >> 6) {
                *bits |= 1 << (character & 63);
            }
        }
    }

    /// The bits of the keys that have a beginning in common.
    #[inline]
    fn line(&self, start: u32) -> &Line {
        &self.lines[line_of(start)]
    }

    /// Whether a character may be a phrase by itself.
    #[inline]
    fn may_hold_single(&self, character: u32) -> bool {
        self.singles.get(character as usize >> 6).is_none_or(|bits| bits >> (character & 63) & 1 == 1)
    }
}

/// Lines of bits; a power of two.
const LINES: usize = 256;

/// The line of the keys that begin with what has this hash.
#[inline]
const fn line_of(start: u32) -> usize {
    (start >> (u32::BITS - LINES.ilog2())) as usize
}

/// Whether words of a language have spaces between them.
pub(crate) fn is_spaced(language: Language) -> bool {
    language != Language::ZH
}

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
    if let Some(whole) = bytes.get(at..at + HEAD) {
        return u128::from_le_bytes(whole.try_into().expect("these are sixteen bytes"));
    }
    let mut head = [0; HEAD];
    head[..bytes.len() - at].copy_from_slice(&bytes[at..]);
    u128::from_le_bytes(head)
}

impl<N: Copy> WordIndex<N> {
    /// Files `phrases`, each with what `note` makes of its value and whether it counts where it overlaps others, as a
    /// spaced or unspaced script asks for. Empty ones, and those of more than 65,535 bytes, are left out.
    pub fn new(mut phrases: Vec<(&str, u32)>, is_spaced: bool, note: impl Fn(u32) -> (N, bool)) -> Self {
        phrases.retain(|(form, _)| !form.is_empty() && u16::try_from(form.len()).is_ok());
        sort(&mut phrases, is_spaced);
        let places = places_for(phrases.len());
        let mut index = Self {
            is_spaced,
            all: Keys::new(),
            overlapping: Keys::new(),
            starts: Vec::with_capacity(places + 1),
            phrases: Vec::with_capacity(phrases.len()),
            forms: String::with_capacity(phrases.iter().map(|(form, _)| form.len()).sum()),
        };
        for (form, value) in phrases {
            let key = key_of(form, is_spaced);
            let (note, overlaps) = note(value);
            index.starts.resize(index.starts.len().max(place(key.hash, places) + 1), index.phrases.len() as u32);
            for keys in [Some(&mut index.all), overlaps.then_some(&mut index.overlapping)].into_iter().flatten() {
                keys.add(form, key, is_spaced);
            }
            let (head, at, length) = (head(form.as_bytes(), 0), index.forms.len() as u32, form.len() as u16);
            index.phrases.push(Phrase { head, form: at, length, beginning: key.beginning, note });
            index.forms.push_str(form);
        }
        index.starts.resize(places + 1, index.phrases.len() as u32);
        index
    }

    /// Tells every phrase in `folded`, which is UTF-8, by start and longest first: its start, its end and its note.
    /// `tell` returns up to where the text is covered: inside, only phrases that count where they overlap are told.
    #[inline]
    pub fn find(&self, folded: &[u8], tell: impl FnMut(usize, usize, N) -> usize) {
        if self.is_spaced { self.find_at_words(folded, tell) } else { self.find_at_characters(folded, tell) }
    }

    /// The keys that are looked for, inside what is covered or outside.
    #[inline]
    fn keys(&self, is_covered: bool) -> &Keys {
        if is_covered { &self.overlapping } else { &self.all }
    }

    /// Looks at every character, with the two after it.
    fn find_at_characters(&self, bytes: &[u8], mut tell: impl FnMut(usize, usize, N) -> usize) {
        let (mut first, mut next) = character(bytes, 0);
        let (mut second, mut after) = character(bytes, next);
        let (mut at, mut covered) = (0, 0);
        while at < bytes.len() {
            let (third, later) = character(bytes, after);
            let pair = pair_key(first, second);
            // A phrase of three characters or more is longer than any that is filed under two.
            let longer = longer_pair_key(pair, third);
            if self.keys(at < covered).line(pair).may_hold(longer) && !cuts_a_word(bytes, at) {
                self.tell_filed(Key::new(longer, Beginning::Long), bytes, at, &mut covered, &mut tell);
            }
            if self.keys(at < covered).line(pair).may_hold(pair) && !cuts_a_word(bytes, at) {
                self.tell_filed(Key::new(pair, Beginning::Middle), bytes, at, &mut covered, &mut tell);
            }
            if self.keys(at < covered).may_hold_single(first) && !cuts_a_word(bytes, at) {
                self.tell_filed(Key::new(pair_key(first, 0), Beginning::Short), bytes, at, &mut covered, &mut tell);
            }
            (at, first, next, second, after) = (next, second, after, third, later);
        }
    }

    /// Looks at the places where words begin.
    fn find_at_words(&self, bytes: &[u8], mut tell: impl FnMut(usize, usize, N) -> usize) {
        let (mut at, mut covered) = (0, 0);
        while let Some(&byte) = bytes.get(at) {
            if !BEGINS_WORD[usize::from(byte)] {
                at += 1;
                continue;
            }
            let (word, next) = word(bytes, at);
            let words = head(bytes, at);
            let (short, middle, long) = (spread(word), eight_key(words), sixteen_key(words));
            for key in [Key::new(long, Beginning::Long), Key::new(middle, Beginning::Middle), Key::new(short, Beginning::Short)] {
                if self.keys(at < covered).line(short).may_hold(key.hash) {
                    self.tell_filed(key, bytes, at, &mut covered, &mut tell);
                }
            }
            at = next;
        }
    }

    /// Tells the phrases of a key that stand at a place. Most places have none, so this stays out of their way.
    #[inline(never)]
    fn tell_filed(&self, key: Key, bytes: &[u8], at: usize, covered: &mut usize, tell: &mut impl FnMut(usize, usize, N) -> usize) {
        let place = place(key.hash, self.starts.len() - 1);
        let words = head(bytes, at);
        for phrase in &self.phrases[self.starts[place] as usize..self.starts[place + 1] as usize] {
            if phrase.beginning == key.beginning && self.stands_at(phrase, words, bytes, at) {
                *covered = tell(at, at + usize::from(phrase.length), phrase.note);
            }
        }
    }

    /// Whether a phrase stands at a place, where the text goes on with `words`, and cuts no word at its end.
    #[inline]
    fn stands_at(&self, phrase: &Phrase<N>, words: u128, bytes: &[u8], at: usize) -> bool {
        let length = usize::from(phrase.length);
        let end = at + length;
        if (words ^ phrase.head) & HEAD_MASKS[length.min(HEAD)] != 0 || end > bytes.len() {
            return false;
        }
        let form = phrase.form as usize;
        (length <= HEAD || bytes[at + HEAD..end] == self.forms.as_bytes()[form + HEAD..form + length]) && !cuts_a_word(bytes, end)
    }
}

/// Sorts phrases as they are filed; [`WordIndex::new`] is faster with phrases so sorted.
pub(crate) fn sort(phrases: &mut [(&str, u32)], is_spaced: bool) {
    let places = places_for(phrases.len());
    let place = |form: &str| place(key_of(form, is_spaced).hash, places);
    phrases.sort_by(|(a, _), (b, _)| place(a).cmp(&place(b)).then(b.len().cmp(&a.len())).then(a.cmp(b)));
}

/// How many places an index of some phrases has for them; a power of two.
fn places_for(phrases: usize) -> usize {
    phrases.next_power_of_two()
}

/// The place of a key among that many.
#[inline]
const fn place(hash: u32, places: usize) -> usize {
    hash as usize & (places - 1)
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
fn key_of(form: &str, is_spaced: bool) -> Key {
    let bytes = form.as_bytes();
    if bytes.is_empty() {
        return Key::new(0, Beginning::Short);
    }
    if is_spaced {
        return match bytes.len() {
            ..8 => Key::new(spread(word(bytes, 0).0), Beginning::Short),
            8..16 => Key::new(eight_key(head(bytes, 0)), Beginning::Middle),
            16.. => Key::new(sixteen_key(head(bytes, 0)), Beginning::Long),
        };
    }
    let (first, next) = character(bytes, 0);
    let (second, after) = character(bytes, next);
    if next == bytes.len() {
        return Key::new(pair_key(first, 0), Beginning::Short);
    }
    let pair = pair_key(first, second);
    if after == bytes.len() {
        return Key::new(pair, Beginning::Middle);
    }
    Key::new(longer_pair_key(pair, character(bytes, after).0), Beginning::Long)
}

/// The key of the first eight bytes of a place.
#[inline]
const fn eight_key(head: u128) -> u32 {
    spread(!(head as u64))
}

/// The key of the first sixteen bytes of a place.
#[inline]
const fn sixteen_key(head: u128) -> u32 {
    spread((head as u64).rotate_left(23) ^ ((head >> 64) as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F))
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
        let index = WordIndex::new(phrases, is_spaced, |value| (value, false));
        index.find(text.as_bytes(), |start, end, _| {
            found.push(&text[start..end]);
            0
        });
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
    fn inside_what_is_covered_only_phrases_that_overlap_are_found() {
        for (is_spaced, phrases, text, expected) in [
            (false, ["两国元首", "国元", "元首会晤", "首"], "两国元首会晤", ["两国元首", "元首会晤"]),
            (true, ["the two leaders", "two", "two leaders met", "leaders"], "the two leaders met", ["the two leaders", "two leaders met"]),
        ] {
            let filed = phrases.iter().zip(0..).map(|(form, value)| (*form, value)).collect();
            let index = WordIndex::new(filed, is_spaced, |value| (value, value == 2));
            let (mut found, mut covered) = (Vec::new(), 0);
            index.find(text.as_bytes(), |start, end, _| {
                found.push(&text[start..end]);
                covered = end.max(covered);
                covered
            });
            assert_eq!(found, expected, "{text}");
        }
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
