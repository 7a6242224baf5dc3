//! The shared machinery: rules over clauses, entries that reach over several clauses.

use chancery_lexicon::pattern::{Holds, Seen};
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
    list: Vec<&'l Rule>,
    /// The place of each in the lexicon's rules.
    places: Vec<u32>,
    /// Union of what the rules need: a clause without any of it is left at once.
    needs: u128,
    /// A row for every 64 rules.
    rows: Vec<Row>,
}

/// Which of 64 rules are worth trying, one bit a rule, so that a clause is told from most rules
/// without a look at any of them.
struct Row {
    /// By class: the rules that need it, or another.
    of_class: [u64; ClassSet::BITS as usize],
    /// By kind of subject: the rules that want it, or any.
    of_kind: [u64; SubjectSet::BITS as usize],
    /// The rules that want no kind of subject.
    of_any: u64,
}

/// The rules of one row.
const ROW: usize = u64::BITS as usize;

impl Row {
    fn new(rules: &[&Rule]) -> Self {
        let mut row = Self { of_class: [0; ClassSet::BITS as usize], of_kind: [0; SubjectSet::BITS as usize], of_any: 0 };
        for (place, rule) in rules.iter().enumerate() {
            let bit = 1 << place;
            for (class, rules) in row.of_class.iter_mut().enumerate() {
                *rules |= if rule.needs >> class & 1 == 1 { bit } else { 0 };
            }
            for (kind, rules) in row.of_kind.iter_mut().enumerate() {
                *rules |= if rule.subjects >> kind & 1 == 1 { bit } else { 0 };
            }
            row.of_any |= if rule.subjects == 0 { bit } else { 0 };
        }
        row
    }

    /// The rules worth trying on a clause with these classes and kinds of subject.
    fn worth_trying(&self, mut classes: ClassSet, mut kind: SubjectSet) -> u64 {
        let mut wanted = self.of_any;
        while kind != 0 {
            wanted |= self.of_kind[kind.trailing_zeros() as usize];
            kind &= kind - 1;
        }
        let mut needed = 0;
        while classes != 0 {
            needed |= self.of_class[classes.trailing_zeros() as usize];
            classes &= classes - 1;
        }
        wanted & needed
    }
}

impl<'l> ClauseRules<'l> {
    pub fn new(lexicon: &'l Lexicon, language: Language) -> Self {
        let is_tried = |rule: &Rule| {
            rule.language == language && !rule.patterns.is_empty() && matches!(rule.kind, RuleKind::Entry(_) | RuleKind::Nothing)
        };
        let rules = lexicon.rules().iter().enumerate().filter(|(_, rule)| is_tried(rule));
        let (places, list): (Vec<u32>, Vec<&Rule>) = rules.map(|(place, rule)| (place as u32, rule)).unzip();
        let needs = list.iter().fold(0, |all, rule| all | rule.needs);
        let rows = list.chunks(ROW).map(Row::new).collect();
        Self { lexicon, list, places, needs, rows }
    }

    pub fn rule(&self, index: usize) -> &'l Rule {
        &self.lexicon.rules()[index]
    }

    /// The first rule that a clause's predicate satisfies.
    pub fn first_match(&self, clause: &Clause, tokens: &[Token]) -> Option<usize> {
        if clause.classes & self.needs == 0 {
            return None;
        }
        let predicate = &tokens[clause.predicate..clause.tokens.1];
        // What several do together is no one's own, however the several are named.
        let kind =
            if clause.kind & subject::JOINT != 0 { clause.kind & (subject::JOINT | subject::OTHER | subject::BODY) } else { clause.kind };
        let held = Holds { classes: clause.classes, ..Holds::of(seen(predicate)) };
        let matches = |rule: &Rule| {
            rule.patterns.iter().any(|pattern| pattern.matches_within(held, seen(predicate)))
                && !rule.unless.iter().any(|pattern| pattern.matches_within(held, seen(predicate)))
        };
        for (row, first) in self.rows.iter().zip((0..).step_by(ROW)) {
            let mut left = row.worth_trying(clause.classes & self.needs, kind);
            while left != 0 {
                let place = first + left.trailing_zeros() as usize;
                if matches(self.list[place]) {
                    return Some(self.places[place] as usize);
                }
                left &= left - 1;
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
