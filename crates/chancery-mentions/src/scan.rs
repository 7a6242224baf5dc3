//! The scan: from candidate to candidate through the bytes of a text.

use std::cell::Cell;

use chancery_model::{Date, Language, MentionValue};
use chancery_text::runs;

use crate::letters;
use crate::stretch::Point;
use crate::tables::{Role, Tables};
use crate::triggers::Triggers;
use crate::vocabulary::Vocabulary;
use crate::words::{WordList, Words, char_at, ends_in_alphanumeric, key_at, key_before};
use crate::{digits, en, zh};

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    /// Everything, each place read once.
    All,
    /// Dates, stretches and lengths of time.
    Times,
    /// Bare numbers.
    Numbers,
    /// Percentages and money.
    Amounts,
}

/// A mention found, by its place in the text at hand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub start: usize,
    pub end: usize,
    pub value: MentionValue,
}

/// A text as it is written, and folded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text<'a> {
    pub written: &'a str,
    pub folded: &'a str,
}

/// One text under the eye of one vocabulary.
pub(crate) struct Scene<'a> {
    pub vocabulary: &'a Vocabulary,
    pub tables: &'a Tables,
    /// The folded text.
    pub text: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The bytes of the text as it is written, as many.
    written: &'a [u8],
    pub reference: Option<Date>,
    pub layer: Layer,
    /// End of the last mention: nothing begins before it.
    pub floor: usize,
    /// Keys and masks of the places last asked for.
    beginnings: [Cell<(usize, u32, u64)>; MEMO],
    /// Words with a role at the places last asked for.
    roles: Memo<(usize, Role)>,
    /// Numerals of the places last asked for.
    pub zh_numerals: Memo<zh::Numeral>,
    pub en_numerals: Memo<en::Numeral>,
    /// Points of time at the places last asked for; they look back as far as the floor.
    pub en_points: Memo<Point>,
}

/// Places remembered.
const MEMO: usize = 16;

/// What was read at the places last asked for.
pub(crate) struct Memo<T>([Cell<(usize, Option<T>)>; MEMO]);

impl<T: Copy> Memo<T> {
    fn new() -> Self {
        Self([const { Cell::new((usize::MAX, None)) }; MEMO])
    }

    /// What `read` finds at `at`, read once.
    pub(crate) fn get(&self, at: usize, read: impl FnOnce() -> Option<T>) -> Option<T> {
        let memo = &self.0[at % MEMO];
        let (known, found) = memo.get();
        if known == at {
            return found;
        }
        let found = read();
        memo.set((at, found));
        found
    }

    /// Forgets what was read.
    fn clear(&self) {
        for memo in &self.0 {
            memo.set((usize::MAX, None));
        }
    }
}

impl<'a> Scene<'a> {
    pub(crate) fn new(vocabulary: &'a Vocabulary, text: Text<'a>, reference: Option<Date>, layer: Layer) -> Self {
        let tables = &vocabulary.tables;
        Self {
            vocabulary,
            tables,
            text: text.folded,
            bytes: text.folded.as_bytes(),
            written: text.written.as_bytes(),
            reference,
            layer,
            floor: 0,
            beginnings: [const { Cell::new((usize::MAX, 0, 0)) }; MEMO],
            roles: Memo::new(),
            zh_numerals: Memo::new(),
            en_numerals: Memo::new(),
            en_points: Memo::new(),
        }
    }

    /// Reads the text from the beginning to the end.
    pub(crate) fn scan(&mut self, mut emit: impl FnMut(Found)) {
        let triggers = &self.vocabulary.triggers;
        let mut at = 0;
        while let Some(candidate) = next_candidate(triggers, self.text, at) {
            match self.find(candidate) {
                Some(found) if found.end > candidate && found.start >= self.floor => {
                    at = found.end;
                    self.floor = at;
                    self.en_points.clear();
                    emit(found);
                }
                _ => at = past_none(self.text, candidate),
            }
        }
    }

    /// The mention that begins at a candidate.
    fn find(&self, at: usize) -> Option<Found> {
        match self.vocabulary.language() {
            Language::ZH => zh::find(self, at),
            Language::EN => en::find(self, at),
            _ => None,
        }
    }

    /// Whether dates and lengths of time are looked for.
    pub(crate) fn wants_times(&self) -> bool {
        matches!(self.layer, Layer::All | Layer::Times)
    }

    /// Whether numbers and amounts are looked for.
    pub(crate) fn wants_numbers(&self) -> bool {
        self.layer != Layer::Times
    }

    /// The longest word of a table at `at`, unless a longer one is blocked.
    #[inline]
    pub(crate) fn word<T: Copy>(&self, words: &Words<T>, at: usize) -> Option<(usize, T)> {
        let (key, mask) = self.beginning(at);
        if words.is_in(mask) { self.free_word(words.list(), at, key, mask).map(|found| words.meaning(found)) } else { None }
    }

    /// The longest word of a list at `at`, where the text has a key and a mask, and its place in the list.
    fn free_word(&self, words: &WordList, at: usize, key: u32, mask: u64) -> Option<(usize, usize)> {
        let found = words.at(self.text, at, key)?;
        let blocked = self.tables.blocked.list();
        let is_blocked = blocked.is_in(mask) && blocked.at(self.text, at, key).is_some_and(|(end, _)| end > found.0);
        (!is_blocked).then_some(found)
    }

    /// The longest word of a table at `at`.
    #[inline]
    pub(crate) fn raw<T: Copy>(&self, words: &Words<T>, at: usize) -> Option<(usize, T)> {
        let (key, mask) = self.beginning(at);
        if words.is_in(mask) { words.at(self.text, at, key) } else { None }
    }

    /// The mask of the tables that may have a word at `at`.
    #[inline]
    pub(crate) fn mask(&self, at: usize) -> u64 {
        self.beginning(at).1
    }

    /// The key and the mask of the place `at`.
    #[inline]
    fn beginning(&self, at: usize) -> (u32, u64) {
        let (known, key, mask) = self.beginnings[at % MEMO].get();
        if known == at { (key, mask) } else { self.look(at) }
    }

    /// Looks the key and the mask of a place up and remembers them.
    #[inline(never)]
    fn look(&self, at: usize) -> (u32, u64) {
        let key = key_at(self.text, at);
        let mask = self.vocabulary.index.mask(key);
        self.beginnings[at % MEMO].set((at, key, mask));
        (key, mask)
    }

    /// The longest word of a table that ends at `end` and begins at or after `floor`.
    pub(crate) fn ending<T: Copy>(&self, words: &Words<T>, floor: usize, end: usize) -> Option<(usize, T)> {
        self.listed_ending(words.list(), floor, end).map(|found| words.meaning(found))
    }

    /// The longest word of a list that ends at `end` and begins at or after `floor`: where it begins and its place in
    /// the list.
    fn listed_ending(&self, words: &WordList, floor: usize, end: usize) -> Option<(usize, usize)> {
        let reach = words.reach_before(key_before(self.text, floor, end)?);
        let mut best = None;
        let mut start = end;
        for _ in 0..reach {
            if start <= floor {
                break;
            }
            start = start_of_character(self.bytes, start);
            let inside_word = self.bytes[start].is_ascii_alphanumeric() && ends_in_alphanumeric(self.text, floor, start);
            if inside_word {
                continue;
            }
            let (key, mask) = self.beginning(start);
            let found = if words.is_in(mask) { words.at(self.text, start, key) } else { None };
            best = found.filter(|&(reached, _)| reached == end).map(|(_, place)| (start, place)).or(best);
        }
        best
    }

    /// Past the word at `at`, when its role is `role`.
    pub(crate) fn role(&self, at: usize, role: Role) -> Option<usize> {
        self.role_word(at).filter(|&(_, found)| found == role).map(|(end, _)| end)
    }

    /// The word with a role at `at`.
    #[inline]
    pub(crate) fn role_word(&self, at: usize) -> Option<(usize, Role)> {
        if !self.tables.role.is_in(self.mask(at)) {
            return None;
        }
        self.roles.get(at, || self.word(&self.tables.role, at))
    }

    /// Whether a capital letter of ASCII is written at `at`.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.written.get(at).is_some_and(u8::is_ascii_uppercase)
    }

    /// The folded character at `at`.
    pub(crate) fn char(&self, at: usize) -> Option<char> {
        char_at(self.text, at).map(|(character, _)| character)
    }
}

/// Where the character begins that ends at `end`, which is not the beginning of the text.
#[inline]
fn start_of_character(bytes: &[u8], end: usize) -> usize {
    let mut start = end - 1;
    while start > 0 && bytes[start] & 0xC0 == 0x80 {
        start -= 1;
    }
    start
}

/// The first place from `at` on where a mention may begin.
fn next_candidate(triggers: &Triggers, text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        match byte {
            0xE0..=0xEF => {
                if may_begin_outside_ascii(triggers, text, at) {
                    return Some(at);
                }
                at += 3;
            }
            b'a'..=b'z' => match past_letters(triggers, bytes, at) {
                Some(next) => at = next,
                None => return Some(at),
            },
            b'0'..=b'9' => return Some(at),
            0..=0x7F => {
                if triggers.sign(byte) {
                    return Some(at);
                }
                at += 1;
            }
            0xF0..=0xFF => at += 4,
            _ => {
                let second = *bytes.get(at + 1)?;
                if triggers.character(usize::from(byte & 0x1F) << 6 | usize::from(second & 0x3F)) {
                    return Some(at);
                }
                at += 2;
            }
        }
    }
    None
}

/// Where the next word may begin after the letters at `at`; `None` when they may begin a mention.
#[inline]
fn past_letters(triggers: &Triggers, bytes: &[u8], at: usize) -> Option<usize> {
    let end = runs::past(bytes, at, runs::letters);
    if bytes.get(end) == Some(&b':') && bytes.get(end..end + 3) == Some(b"://") {
        return Some(past_address(bytes, end));
    }
    let second = if end - at > 1 { bytes[at + 1] } else { 0 };
    if triggers.letters(bytes[at], second, end - at) && triggers.word(letters::hash(bytes, at, end)) {
        return None;
    }
    Some(match bytes.get(end) {
        // A space follows most words.
        Some(b' ') if !triggers.sign(b' ') => end + 1,
        Some(b'0'..=b'9') => runs::past(bytes, end, runs::alphanumerics),
        _ => end,
    })
}

/// Whether the character of three bytes at `at` may begin a mention.
#[inline]
fn may_begin_outside_ascii(triggers: &Triggers, text: &str, at: usize) -> bool {
    let Some(&[first, second, third]) = text.as_bytes().get(at..at + 3) else { return false };
    let code = usize::from(first & 0xF) << 12 | usize::from(second & 0x3F) << 6 | usize::from(third & 0x3F);
    triggers.character(code) && confirmed(triggers, text, at)
}

/// Whether the character at `at` may begin a mention together with the next.
fn confirmed(triggers: &Triggers, text: &str, at: usize) -> bool {
    let mut characters = text.get(at..).unwrap_or_default().chars();
    let Some(first) = characters.next() else { return false };
    triggers.confirmed(first, characters.next())
}

/// Past the address of a page.
fn past_address(bytes: &[u8], at: usize) -> usize {
    let length = bytes[at..].iter().position(|byte| byte.is_ascii_whitespace() || !byte.is_ascii());
    length.map_or(bytes.len(), |length| at + length)
}

/// Past a candidate that was none: its whole word or run of digits, or its character.
fn past_none(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    if bytes[at].is_ascii_alphanumeric() {
        return runs::past(bytes, at, runs::alphanumerics);
    }
    if let Some(run) = digits::run(bytes, at) {
        return run.end;
    }
    char_at(text, at).map_or(at + 1, |(_, next)| next)
}
