//! Patterns over the tokens of a clause.
//!
//! A pattern is a row of elements separated by spaces:
//!
//! | element | matches |
//! | --- | --- |
//! | `agree` | one token of the class `agree` |
//! | `agree\|welcome` | one token of either class |
//! | `"落实"` | one token that is exactly this term |
//! | `negation?` | a token of the class, or nothing |
//! | `..` | any number of tokens, or none |
//!
//! A pattern begins where the predicate begins unless it opens with `..`, and may end anywhere.
//! Adverbs are passed over unless an element names their class. Matching simulates all ways
//! through the pattern at once, one bit an element, so its time is linear in the clause.

use crate::class::{ClassSet, known};

/// The most elements one pattern may have.
pub const MOST_ELEMENTS: usize = 30;

/// A compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Pattern {
    source: String,
    elements: Vec<Element>,
    /// The states that are on before the first token.
    start: u32,
    /// For each element that must be there, what a clause needs of it.
    wanted: Vec<Holds>,
    /// Whether each element stands after a gap: then it suffices that they follow one another.
    is_floating: bool,
    /// A bit for each element that can be passed without a token: gaps and optional ones.
    passable: u32,
    /// What a first token can be: the classes of the elements that are on at the start; all for a gap.
    first: ClassSet,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Element {
    classes: ClassSet,
    /// Terms matched by identity, sorted.
    terms: Vec<u32>,
    optional: bool,
    gap: bool,
}

/// What stands somewhere in a stretch of tokens, or of what an element of a pattern needs something to stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Holds {
    /// The union of the classes of the tokens.
    pub classes: ClassSet,
    /// A bit for each term that some pattern names by itself; several terms may share one.
    pub literals: u64,
}

impl Holds {
    /// What stands in either.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self { classes: self.classes | other.classes, literals: self.literals | other.literals }
    }

    /// What stands in both.
    #[must_use]
    pub const fn common(self, other: Self) -> Self {
        Self { classes: self.classes & other.classes, literals: self.literals & other.literals }
    }

    /// Whether nothing stands there.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.classes == 0 && self.literals == 0
    }

    /// How often stretches of tokens have some of it, roughly: a class is met more often than a term.
    const fn frequency(self) -> u32 {
        4 * self.classes.count_ones() + self.literals.count_ones()
    }

    /// What stands in these tokens.
    #[must_use]
    pub fn of(tokens: impl IntoIterator<Item = Seen>) -> Self {
        tokens.into_iter().fold(Self::default(), |held, token| Self {
            classes: held.classes | token.classes,
            literals: held.literals | if token.classes & known::LITERAL != 0 { literal_bit(token.term) } else { 0 },
        })
    }
}

/// The bit of a term among the literals.
#[inline]
const fn literal_bit(term: u32) -> u64 {
    1 << (term.wrapping_mul(0x9E37_79B1) >> 26)
}

/// A token as patterns see it.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// The classes of the token.
    pub classes: ClassSet,
    /// The lexicon term it is, or `u32::MAX`.
    pub term: u32,
}

/// One element of a pattern's source, before names are looked up.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RawElement<'s> {
    pub names: Vec<&'s str>,
    pub literals: Vec<&'s str>,
    pub optional: bool,
    pub gap: bool,
}

/// Splits a pattern's source into elements.
pub(crate) fn parse(source: &str) -> Result<Vec<RawElement<'_>>, String> {
    let elements: Vec<_> = words(source).map(parse_element).collect::<Result<_, _>>()?;
    if elements.is_empty() || elements.iter().all(|element| element.gap || element.optional) {
        return Err("a pattern needs at least one element that must be there".to_owned());
    }
    if elements.len() > MOST_ELEMENTS {
        return Err(format!("a pattern may have {MOST_ELEMENTS} elements, this one has {}", elements.len()));
    }
    Ok(elements)
}

/// The elements of a pattern's source: parted by white space outside quotation marks.
fn words(source: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    let is_break = move |character: char| {
        is_quoted ^= character == '"';
        character.is_whitespace() && !is_quoted
    };
    source.split(is_break).filter(|word| !word.is_empty())
}

fn parse_element(source: &str) -> Result<RawElement<'_>, String> {
    if source == ".." {
        return Ok(RawElement { names: Vec::new(), literals: Vec::new(), optional: false, gap: true });
    }
    let (body, optional) = source.strip_suffix('?').map_or((source, false), |body| (body, true));
    let mut element = RawElement { names: Vec::new(), literals: Vec::new(), optional, gap: false };
    for choice in body.split('|') {
        match choice.strip_prefix('"') {
            Some(rest) => match rest.strip_suffix('"') {
                Some(literal) if !literal.is_empty() => element.literals.push(literal),
                _ => return Err(format!("the literal {choice} wants a closing quotation mark")),
            },
            None if is_name(choice) => element.names.push(choice),
            None => return Err(format!("'{choice}' is no class name: lower-case letters, digits, '_' and '.'")),
        }
    }
    Ok(element)
}

/// Whether a text can name a class.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'.')
}

impl Pattern {
    pub(crate) fn new(source: &str, elements: Vec<(ClassSet, Vec<u32>, bool, bool)>) -> Self {
        let elements: Vec<Element> = elements
            .into_iter()
            .map(|(classes, mut terms, optional, gap)| {
                terms.sort_unstable();
                Element { classes, terms, optional, gap }
            })
            .collect();
        let literals = |element: &Element| element.terms.iter().fold(0, |all, &term| all | literal_bit(term));
        let wanted: Vec<Holds> = elements
            .iter()
            .filter(|element| !element.gap && !element.optional)
            .map(|element| Holds { classes: element.classes, literals: literals(element) })
            .collect();
        let in_pairs = elements.chunks(2).all(|pair| matches!(pair, [gap, one] if gap.gap && !one.gap && !one.optional));
        let passable = elements.iter().enumerate().filter(|(_, element)| element.gap || element.optional).map(|(index, _)| 1 << index);
        let passable = passable.fold(0, |all, bit: u32| all | bit);
        let mut pattern = Self { source: source.to_owned(), elements, start: 0, wanted, is_floating: in_pairs, passable, first: 0 };
        pattern.start = pattern.closure(1);
        let starting = pattern.elements.iter().enumerate().filter(|(index, _)| pattern.start >> index & 1 == 1).map(|(_, element)| element);
        pattern.first = starting.fold(known::ADVERB, |all, element| {
            let literal = if element.terms.is_empty() { 0 } else { known::LITERAL };
            all | if element.gap { ClassSet::MAX } else { element.classes | literal }
        });
        pattern
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// An element as it was written.
    #[must_use]
    pub fn element(&self, index: usize) -> Option<&str> {
        words(&self.source).nth(index)
    }

    /// The classes and literals of which a token must be there for the pattern to match at all.
    #[must_use]
    pub fn needs(&self) -> Holds {
        self.rarest().map_or(Holds { classes: ClassSet::MAX, literals: u64::MAX }, |(_, wanted)| wanted)
    }

    /// The classes and literals of which a further token must be there, or the same again; `None` when the pattern has
    /// no other element that must be there.
    #[must_use]
    pub fn needs_further(&self) -> Option<Holds> {
        let (rarest, _) = self.rarest()?;
        let others = self.wanted.iter().enumerate().filter(|&(place, _)| place != rarest);
        others.map(|(_, &wanted)| wanted).min_by_key(|wanted| wanted.frequency())
    }

    /// The element that must be there which is met least often: its place among those, and what fits it.
    fn rarest(&self) -> Option<(usize, Holds)> {
        self.wanted.iter().copied().enumerate().min_by_key(|(_, wanted)| wanted.frequency())
    }

    /// Whether tokens in which this stands can match at all.
    #[inline]
    #[must_use]
    pub fn can_match(&self, held: Holds) -> bool {
        self.wanted.iter().all(|wanted| !wanted.common(held).is_empty())
    }

    /// Whether a match can begin with a token of these classes.
    #[inline]
    #[must_use]
    pub const fn can_begin(&self, classes: ClassSet) -> bool {
        self.first & classes != 0
    }

    /// Whether the tokens, in which `held` stands, match from the first on.
    #[inline]
    #[must_use]
    pub fn matches_within(&self, held: Holds, tokens: impl IntoIterator<Item = Seen>) -> bool {
        self.can_match(held) && if self.is_floating { self.follow_one_another(tokens) } else { self.matches(tokens) }
    }

    /// Whether the tokens match, from the first on.
    #[must_use]
    pub fn matches(&self, tokens: impl IntoIterator<Item = Seen>) -> bool {
        let end = 1u32 << self.elements.len();
        let mut states = self.start;
        for token in tokens {
            if states & end != 0 {
                return true;
            }
            states = self.step(states, token);
            if states == 0 {
                return false;
            }
        }
        states & end != 0
    }

    /// Which element each token was matched by, for an explanation; `None` when nothing matches.
    #[must_use]
    pub fn trace(&self, tokens: &[Seen]) -> Option<Vec<(usize, usize)>> {
        let end = 1u32 << self.elements.len();
        let mut history = vec![self.start];
        for &token in tokens {
            let states = *history.last().expect("the history begins with the start states");
            if states & end != 0 || states == 0 {
                break;
            }
            history.push(self.step(states, token));
        }
        if history.last().is_none_or(|states| states & end == 0) {
            return None;
        }
        Some(self.walk_back(&history, tokens))
    }

    /// From the end of a match to its beginning: the element that took each token.
    fn walk_back(&self, history: &[u32], tokens: &[Seen]) -> Vec<(usize, usize)> {
        let mut taken = Vec::new();
        let mut goal = 1u32 << self.elements.len();
        for place in (1..history.len()).rev() {
            let found = (0..self.elements.len()).rev().find(|&index| {
                history[place - 1] >> index & 1 == 1 && self.takes(index, tokens[place - 1]) && self.closure(1 << (index + 1)) & goal != 0
            });
            if let Some(index) = found {
                taken.push((place - 1, index));
                goal = 1 << index;
            }
        }
        taken.reverse();
        taken
    }

    /// Whether tokens for each element follow one another, with anything between.
    fn follow_one_another(&self, tokens: impl IntoIterator<Item = Seen>) -> bool {
        if let [_, only] = &self.elements[..]
            && only.terms.is_empty()
        {
            // The union of the classes has shown that one is there.
            return true;
        }
        let mut at = 1;
        for token in tokens {
            if self.takes(at, token) {
                at += 2;
                if at > self.elements.len() {
                    return true;
                }
            }
        }
        false
    }

    #[inline]
    fn takes(&self, index: usize, token: Seen) -> bool {
        let element = &self.elements[index];
        !element.gap
            && (element.classes & token.classes != 0
                || token.classes & known::LITERAL != 0 && element.terms.binary_search(&token.term).is_ok())
    }

    fn step(&self, states: u32, token: Seen) -> u32 {
        let mut next = 0;
        let mut left = states & !(1 << self.elements.len());
        while left != 0 {
            let index = left.trailing_zeros() as usize;
            left &= left - 1;
            if self.elements[index].gap {
                next |= 1 << index;
            } else if self.takes(index, token) {
                next |= 1 << (index + 1);
            } else if token.classes & known::ADVERB != 0 {
                next |= 1 << index;
            }
        }
        self.closure(next)
    }

    /// Adds the states reached without a token, past gaps and optional elements.
    fn closure(&self, mut states: u32) -> u32 {
        loop {
            let more = states | (states & self.passable) << 1;
            if more == states {
                return states;
            }
            states = more;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(source: &str) -> Pattern {
        let bit = |name: &str| match name {
            "adverb" => known::ADVERB,
            letter => 1 << (100 + u32::from(letter.as_bytes()[0] - b'a')),
        };
        let raw = parse(source).expect("the test's patterns are right");
        let elements = raw.iter().map(|element| {
            let classes = element.names.iter().map(|name| bit(name)).fold(0, |set, class| set | class);
            (classes, Vec::new(), element.optional, element.gap)
        });
        Pattern::new(source, elements.collect())
    }

    fn tokens(letters: &str) -> Vec<Seen> {
        let class = |letter: char| if letter == '+' { known::ADVERB } else { 1 << (100 + (letter as u32 - 'a' as u32)) };
        letters.chars().map(|letter| Seen { classes: class(letter), term: u32::MAX }).collect()
    }

    fn check(source: &str, letters: &str, expected: bool) {
        assert_eq!(pattern(source).matches(tokens(letters)), expected, "{source} on {letters}");
    }

    #[test]
    fn elements_follow_one_another() {
        check("a b", "ab", true);
        check("a b", "abz", true);
        check("a b", "axb", false);
        check("a .. b", "axxb", true);
        check("a .. b", "ab", true);
        check("a .. b", "axx", false);
        check(".. b", "xxb", true);
        check("a b? c", "ac", true);
        check("a b? c", "abc", true);
        check("a b? c", "abbc", false);
        check("a|b c", "bc", true);
    }

    #[test]
    fn adverbs_are_passed_over() {
        check("a b", "+a+b", true);
        check("a adverb b", "a+b", true);
        check("a adverb b", "ab", false);
    }

    #[test]
    fn a_trace_names_the_element_of_each_word() {
        assert_eq!(pattern("a .. b").trace(&tokens("axxb")), Some(vec![(0, 0), (3, 2)]));
        assert_eq!(pattern("a b").trace(&tokens("ac")), None);
    }

    #[test]
    fn a_pattern_without_a_necessary_element_is_refused() {
        for source in ["", "..", "a?", ".. b?", "\"x", "A"] {
            assert!(parse(source).is_err(), "{source}");
        }
    }
}
