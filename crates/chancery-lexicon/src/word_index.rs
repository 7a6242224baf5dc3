//! Finds phrases of a spaced script: only where a word begins, by its first letters.
//!
//! A word is a run of ASCII letters and digits, or one character outside ASCII. Each phrase is
//! filed under the first eight bytes of its first word and, where a space and two letters or digits
//! follow that, under those two as well. A place of the text that begins no phrase costs a look
//! at one or two bits.

/// Phrases by the beginning of their first word.
#[derive(Debug)]
pub(crate) struct WordIndex {
    /// Open addressing by key: the key, and the range of `phrases` filed under it.
    slots: Vec<(u64, u32, u32)>,
    mask: usize,
    /// One bit for some keys each: a key without its bit is in no slot.
    filter: Vec<u64>,
    /// Longest first under one key.
    phrases: Vec<Phrase>,
}

/// A phrase: its first sixteen bytes at hand, so that most comparisons end there.
#[derive(Debug)]
struct Phrase {
    head: u128,
    mask: u128,
    form: Box<str>,
    value: u32,
}

impl Phrase {
    fn new((form, value): (String, u32)) -> Self {
        let head = head(form.as_bytes(), 0);
        let mask = if form.len() >= HEAD { u128::MAX } else { (1 << (form.len() * 8)) - 1 };
        Self { head, mask, form: form.into_boxed_str(), value }
    }

    /// Whether the whole phrase stands at a place where its head does, and ends a word there.
    fn stands_at(&self, bytes: &[u8], at: usize) -> bool {
        let end = at + self.form.len();
        let rest = HEAD.min(self.form.len());
        end <= bytes.len()
            && (rest == self.form.len() || bytes[at + rest..end] == self.form.as_bytes()[rest..])
            && !(bytes[end - 1].is_ascii_alphanumeric() && bytes.get(end).is_some_and(u8::is_ascii_alphanumeric))
    }
}

/// How many bytes of a phrase are compared at once.
const HEAD: usize = 16;

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
    /// Files `phrases`, each with its value. Empty ones are left out.
    pub fn new(mut phrases: Vec<(String, u32)>) -> Self {
        phrases.retain(|(form, _)| !form.is_empty());
        Self::sort(&mut phrases);
        let mask = (phrases.len() * 2 + 1).next_power_of_two() - 1;
        let phrases = phrases.into_iter().map(Phrase::new).collect();
        let mut index = Self { slots: vec![(0, 0, 0); mask + 1], mask, filter: vec![0; FILTER_BITS / 64], phrases };
        let mut from = 0;
        while from < index.phrases.len() {
            let first = key_of(&index.phrases[from].form);
            let to = from + index.phrases[from..].iter().take_while(|phrase| key_of(&phrase.form) == first).count();
            let slot = index.slot(first);
            index.slots[slot] = (first, from as u32, to as u32);
            let (word, bit) = filter_bit(first);
            index.filter[word] |= bit;
            from = to;
        }
        index
    }

    /// Sorts phrases as they are filed; [`Self::new`] is faster with phrases so sorted.
    pub fn sort(phrases: &mut [(String, u32)]) {
        phrases.sort_by(|(a, _), (b, _)| key_of(a).cmp(&key_of(b)).then(b.len().cmp(&a.len())).then(a.cmp(b)));
    }

    /// The slot of a key, or the free one where it would stand.
    #[inline]
    fn slot(&self, key: u64) -> usize {
        let mut slot = (spread(key) >> 32) as usize & self.mask;
        while self.slots[slot].2 != 0 && self.slots[slot].0 != key {
            slot = (slot + 1) & self.mask;
        }
        slot
    }

    /// Tells every phrase in `folded`: its start, its end and its value, by start and longest first.
    pub fn find(&self, folded: &str, mut tell: impl FnMut(usize, usize, u32)) {
        let bytes = folded.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            if !(byte.is_ascii_alphanumeric() || byte >= 0xC0) {
                at += 1;
                continue;
            }
            let (key, next) = key(bytes, at);
            // A phrase of several words is longer than any that is filed under its first alone.
            if let Some(longer) = longer_key(bytes, key, next) {
                self.tell_of(longer, bytes, at, &mut tell);
            }
            self.tell_of(key, bytes, at, &mut tell);
            at = next;
        }
    }

    /// Tells the phrases under a key that stand at a place.
    #[inline]
    fn tell_of(&self, key: u64, bytes: &[u8], at: usize, tell: &mut impl FnMut(usize, usize, u32)) {
        let (word, bit) = filter_bit(key);
        if self.filter[word] & bit == 0 {
            return;
        }
        let (_, from, to) = self.slots[self.slot(key)];
        if to == 0 {
            return;
        }
        let words = head(bytes, at);
        for phrase in &self.phrases[from as usize..to as usize] {
            if words & phrase.mask == phrase.head && phrase.stands_at(bytes, at) {
                tell(at, at + phrase.form.len(), phrase.value);
            }
        }
    }
}

/// Bits of the filter; a power of two.
const FILTER_BITS: usize = 1 << 17;

/// The word and bit of a key in the filter.
#[inline]
fn filter_bit(key: u64) -> (usize, u64) {
    let place = (spread(key) >> 47) as usize & (FILTER_BITS - 1);
    (place >> 6, 1 << (place & 63))
}

/// The key with its bits spread upwards.
#[inline]
const fn spread(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The key a phrase is filed under.
fn key_of(form: &str) -> u64 {
    let bytes = form.as_bytes();
    if bytes.is_empty() {
        return 0;
    }
    let (key, next) = key(bytes, 0);
    longer_key(bytes, key, next).unwrap_or(key)
}

/// The key of a word that ends at `next` together with what follows, where that is a space and two
/// letters or digits. Two phrases under one key by accident are told apart like any others.
#[inline]
fn longer_key(bytes: &[u8], key: u64, next: usize) -> Option<u64> {
    match bytes.get(next..next + 3) {
        Some(&[b' ', first, second]) if first.is_ascii_alphanumeric() && second.is_ascii_alphanumeric() => {
            Some(key.rotate_left(23) ^ spread(u64::from(first) << 8 | u64::from(second)))
        }
        _ => None,
    }
}

/// The first eight bytes of the word at a place, and where the word ends.
#[inline]
fn key(bytes: &[u8], at: usize) -> (u64, usize) {
    let mut key = 0u64;
    let mut end = at;
    if bytes[at].is_ascii_alphanumeric() {
        while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
            if end - at < 8 {
                key = key << 8 | u64::from(bytes[end]);
            }
            end += 1;
        }
    } else {
        key = u64::from(bytes[end]);
        end += 1;
        while end < bytes.len() && bytes[end] & 0xC0 == 0x80 {
            key = key << 8 | u64::from(bytes[end]);
            end += 1;
        }
    }
    (key, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrases: &[&str], text: &str, expected: &[&str]) {
        let index = WordIndex::new(phrases.iter().enumerate().map(|(value, form)| ((*form).to_owned(), value as u32)).collect());
        let mut found = Vec::new();
        index.find(text, |start, end, _| found.push(&text[start..end]));
        assert_eq!(found, expected, "{text}");
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
