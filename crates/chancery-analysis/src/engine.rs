//! The shared machinery: rules over clauses, entries that reach over several clauses.

use chancery_lexicon::pattern::{Holds, Pattern, Seen};
use chancery_lexicon::{ClassSet, Lexicon, Reach, Rule, RuleKind, SubjectSet};
use chancery_model::{EntryKind, Language, Parties, VoiceId};

use crate::clause::Clause;
use crate::phrase::subject;
use crate::token::Token;

/// An entry under way: which clauses it spans and what its rule saw.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// The rule, an index of the lexicon's rules.
    pub rule: usize,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The tokens from the predicate of its first clause to the end of its last.
    pub tokens: (usize, usize),
    /// Where its first clause begins.
    pub clause_start: usize,
    /// The subject, or those the clause takes it from.
    pub subject: Parties,
    /// Whether the clause names its subject itself.
    pub has_subject: bool,
    /// Kind of subject.
    pub kind: u16,
    /// Whose words.
    pub voice: VoiceId,
    /// Whether the clause hangs on a condition.
    pub conditional: bool,
}

/// The rules of one language that are tried on clauses, in their order.
pub(crate) struct ClauseRules<'l> {
    lexicon: &'l Lexicon,
    /// The patterns of all rules, each with the place of its rule in the lexicon's rules.
    patterns: Vec<(&'l Pattern, u32)>,
    /// Union of what the patterns need: a clause without any of it is left at once.
    needs: Holds,
    /// Union of all that tells the patterns from one another: other classes and literals need no look.
    told_by: Holds,
    /// A row for every 256 patterns.
    rows: Vec<Row>,
}

/// Which of 256 patterns are worth trying, one bit a pattern, so that a clause is told from most
/// patterns without a look at any of them.
struct Row {
    /// By class, and after the classes by literal.
    of_token: Box<[OfToken; TOKENS]>,
    /// The patterns that need nothing besides.
    of_one_token: Bits,
    /// By kind of subject: the patterns of rules that want it, or any.
    of_kind: [Bits; SubjectSet::BITS as usize],
    /// The patterns of rules that want no kind of subject.
    of_any: Bits,
}

impl Row {
    fn new(patterns: &[(&Pattern, u32)], lexicon: &Lexicon) -> Self {
        let mut row = Self {
            of_token: Box::new([OfToken::default(); TOKENS]),
            of_one_token: Bits::default(),
            of_kind: [Bits::default(); SubjectSet::BITS as usize],
            of_any: Bits::default(),
        };
        for (place, &(pattern, rule)) in patterns.iter().enumerate() {
            places(pattern.needs()).for_each(|token| row.of_token[token].needed.add(place));
            match pattern.needs_further() {
                Some(needed) => places(needed).for_each(|token| row.of_token[token].further.add(place)),
                None => row.of_one_token.add(place),
            }
            let subjects = lexicon.rules()[rule as usize].subjects;
            let of_kind = row.of_kind.iter_mut().enumerate().filter(|(kind, _)| subjects >> kind & 1 == 1);
            of_kind.for_each(|(_, patterns)| patterns.add(place));
            if subjects == 0 {
                row.of_any.add(place);
            }
        }
        row
    }

    /// The patterns worth trying on a clause that has these classes and literals and kinds of subject.
    fn worth_trying(&self, held: Holds, kind: SubjectSet) -> Bits {
        let mut wanted = self.of_any;
        for kind in ones(kind.into()) {
            wanted.unite(&self.of_kind[kind]);
        }
        let (mut needed, mut further) = (Bits::default(), self.of_one_token);
        for token in places(held) {
            needed.unite(&self.of_token[token].needed);
            further.unite(&self.of_token[token].further);
        }
        wanted.keep(&needed);
        wanted.keep(&further);
        wanted
    }
}

/// Places for what patterns need: one a class, then one a bit of the literals.
const TOKENS: usize = (ClassSet::BITS + u64::BITS) as usize;

/// The patterns of a row by a class or literal, close together.
#[derive(Clone, Copy, Default)]
#[repr(align(64))]
struct OfToken {
    /// Those that need it, or another.
    needed: Bits,
    /// Those that need it besides, or another.
    further: Bits,
}

/// The places of classes and literals.
fn places(held: Holds) -> impl Iterator<Item = usize> {
    ones(held.classes).chain(ones(held.literals.into()).map(|bit| ClassSet::BITS as usize + bit))
}

/// The bits of a set, ascending.
fn ones(mut set: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = set.trailing_zeros() as usize;
        let left = set.checked_sub(1)?;
        set &= left;
        Some(place)
    })
}

/// A set of the patterns of a row.
#[derive(Clone, Copy, Default)]
struct Bits([u64; ROW / u64::BITS as usize]);

/// The patterns of one row.
const ROW: usize = 256;

impl Bits {
    fn add(&mut self, place: usize) {
        self.0[place / 64] |= 1 << (place % 64);
    }

    fn unite(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word |= other);
    }

    fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word &= other);
    }

    /// The places in the set, ascending.
    fn places(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().zip((0..).step_by(64)).flat_map(|(mut word, first)| {
            std::iter::from_fn(move || {
                let place = first + word.trailing_zeros() as usize;
                let left = word.checked_sub(1)?;
                word &= left;
                Some(place)
            })
        })
    }
}

impl<'l> ClauseRules<'l> {
    pub fn new(lexicon: &'l Lexicon, language: Language) -> Self {
        let is_tried = |rule: &Rule| rule.language == language && matches!(rule.kind, RuleKind::Entry(_) | RuleKind::Nothing);
        let rules = lexicon.rules().iter().zip(0..).filter(|(rule, _)| is_tried(rule));
        let patterns: Vec<_> = rules.flat_map(|(rule, place)| rule.patterns.iter().map(move |pattern| (pattern, place))).collect();
        let needs = patterns.iter().fold(Holds::default(), |all, (pattern, _)| all.union(pattern.needs()));
        let further = patterns.iter().filter_map(|(pattern, _)| pattern.needs_further());
        let told_by = further.fold(needs, Holds::union);
        let rows = patterns.chunks(ROW).map(|patterns| Row::new(patterns, lexicon)).collect();
        Self { lexicon, patterns, needs, told_by, rows }
    }

    pub fn rule(&self, index: usize) -> &'l Rule {
        &self.lexicon.rules()[index]
    }

    /// The first rule that a clause's predicate satisfies.
    pub fn first_match(&self, clause: &Clause, tokens: &[Token]) -> Option<usize> {
        let predicate = &tokens[clause.predicate..clause.tokens.1];
        let held = Holds { classes: clause.classes, ..Holds::of(seen(predicate)) };
        if held.common(self.needs).is_empty() {
            return None;
        }
        // What several do together is no one's own, however the several are named.
        let kind =
            if clause.kind & subject::JOINT != 0 { clause.kind & (subject::JOINT | subject::OTHER | subject::BODY) } else { clause.kind };
        let matches = |pattern: &Pattern| pattern.matches_within(held, seen(predicate));
        for (row, patterns) in self.rows.iter().zip(self.patterns.chunks(ROW)) {
            for place in row.worth_trying(held.common(self.told_by), kind).places() {
                let (pattern, rule) = patterns[place];
                if matches(pattern) && !self.rule(rule as usize).unless.iter().any(matches) {
                    return Some(rule as usize);
                }
            }
        }
        None
    }

    /// Whether a rule binds someone: what follows its verb belongs to it until another such verb.
    pub fn binds(&self, index: usize) -> bool {
        matches!(self.kind(index), Some(EntryKind::Commitment | EntryKind::Request))
    }

    pub fn reach(&self, index: usize) -> Reach {
        self.rule(index).reach
    }

    pub fn kind(&self, index: usize) -> Option<EntryKind> {
        match self.rule(index).kind {
            RuleKind::Entry(kind) => Some(kind),
            RuleKind::Voice | RuleKind::Nothing | RuleKind::Damage => None,
        }
    }
}

/// Tokens as patterns see them.
pub(crate) fn seen(tokens: &[Token]) -> impl Iterator<Item = Seen> + '_ {
    tokens.iter().map(|token| Seen { classes: token.classes, term: token.term })
}
