//! The shared machinery: rules over clauses, entries that reach over several clauses.

use chancery_lexicon::pattern::Seen;
use chancery_lexicon::{Lexicon, Reach, Rule, RuleKind};
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
    list: Vec<Tried>,
    /// Union of what the rules need: a clause without any of it is left at once.
    needs: u128,
}

/// What most clauses are told from a rule by, apart from the rest of it.
struct Tried {
    needs: u128,
    rule: u32,
    subjects: u16,
}

impl Tried {
    /// Whether the rule is worth trying on a clause with these classes and kinds of subject.
    const fn may_match(&self, classes: u128, kind: u16) -> bool {
        classes & self.needs != 0 && (self.subjects == 0 || self.subjects & kind != 0)
    }
}

impl<'l> ClauseRules<'l> {
    pub fn new(lexicon: &'l Lexicon, language: Language) -> Self {
        let is_tried = |rule: &Rule| {
            rule.language == language && !rule.patterns.is_empty() && matches!(rule.kind, RuleKind::Entry(_) | RuleKind::Nothing)
        };
        let rules = lexicon.rules().iter().enumerate().filter(|(_, rule)| is_tried(rule));
        let list: Vec<Tried> =
            rules.map(|(index, rule)| Tried { needs: rule.needs, rule: index as u32, subjects: rule.subjects }).collect();
        let needs = list.iter().fold(0, |all, tried| all | tried.needs);
        Self { lexicon, list, needs }
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
        let matches = |tried: &&Tried| {
            let rule = self.rule(tried.rule as usize);
            rule.patterns.iter().any(|pattern| pattern.matches_within(clause.classes, seen(predicate)))
                && !rule.unless.iter().any(|pattern| pattern.matches_within(clause.classes, seen(predicate)))
        };
        let mut worth_trying = self.list.iter().filter(|tried| tried.may_match(clause.classes, kind));
        worth_trying.find(matches).map(|tried| tried.rule as usize)
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
