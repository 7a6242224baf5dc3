//! From an English clause to a draft: the rule that has it, lists whose items go on.

use chancery_lexicon::{Reach, known};
use chancery_model::{ActorId, EntryKind};

use super::Sentence;
use crate::clause::Clause;
use crate::engine::Draft;
use crate::phrase::subject;
use crate::reader::Reader;
use crate::token::Tokens;

impl Reader<'_, '_> {
    pub(super) fn english_entry(&mut self, tokens: &Tokens, clause: &Clause, matched: Option<usize>, sentence: &mut Sentence) {
        let list = &tokens.list;
        let link = known::AND | known::COMMA | known::CONNECTIVE | self.words.infinitive;
        let last = (clause.predicate..clause.tokens.1).rev().find(|&at| !list[at].is(link)).unwrap_or(clause.tokens.1 - 1);
        let end = list[last].span.end;
        let Some(rule) = matched else {
            let goes_on = clause.subject.is_none() && clause.kind & subject::NONE != 0;
            let is_bare =
                list[clause.predicate].is(self.words.base | self.words.infinitive) || self.has_participle(tokens, clause.predicate);
            let last = sentence.drafts.last().filter(|draft| goes_on && is_bare && self.rules.reach(draft.rule) == Reach::Run);
            if let Some(draft) = last {
                let next = Draft {
                    start: list[clause.start].span.start,
                    end,
                    tokens: (clause.predicate, clause.tokens.1),
                    clause_start: clause.start,
                    has_subject: false,
                    ..draft.clone()
                };
                sentence.drafts.push(next);
            }
            return;
        };
        let rule = self.joint_view(clause, rule).unwrap_or(rule);
        let is_loose = self.rules.kind(rule) == Some(EntryKind::Action) || self.has_participle(tokens, clause.predicate);
        let has_doer = sentence.subject.as_ref().is_some_and(|(parties, _)| !parties.is_empty());
        let is_participle = clause.subject.is_none() && !has_doer && is_loose;
        if is_participle {
            return;
        }
        let owner = self.owner_of_stance(tokens, clause);
        let is_view = clause.kind == subject::OTHER && self.rules.kind(rule) == Some(EntryKind::Understanding);
        let parties = match &clause.subject {
            _ if owner.is_some() => owner.into_iter().collect(),
            _ if is_view => self.narrating_parties(),
            Some(phrase) => phrase.parties.clone(),
            None => sentence.subject.as_ref().map_or_else(|| self.narrating_parties(), |(parties, _)| parties.clone()),
        };
        let voice = self.voice();
        sentence.drafts.push(Draft {
            rule,
            start: list[clause.start].span.start,
            end,
            tokens: (clause.predicate, clause.tokens.1),
            clause_start: clause.start,
            subject: parties,
            has_subject: clause.subject.is_some(),
            kind: clause.kind,
            voice,
            conditional: sentence.is_conditional,
        });
    }

    /// Whether a clause is the next of several things someone is bound to: *committed to lowering the
    /// duties, strengthening the ports*, *to open the ports; encourage trade*.
    pub(super) fn lists_on(&self, tokens: &Tokens, clause: &Clause, sentence: &Sentence) -> bool {
        let list = &tokens.list;
        let follows_semicolon = clause.tokens.0.checked_sub(1).is_some_and(|before| list[before].is(known::SEMICOLON));
        let is_next = self.has_participle(tokens, clause.predicate) || follows_semicolon && list[clause.predicate].is(self.words.base);
        let is_bound =
            |draft: &Draft| self.rules.kind(draft.rule) == Some(EntryKind::Commitment) && self.rules.reach(draft.rule) == Reach::Run;
        clause.subject.is_none() && is_next && sentence.drafts.last().is_some_and(is_bound)
    }

    /// The rule for a view of a thing that a joint text holds in no one's name: not one side's.
    fn joint_view(&mut self, clause: &Clause, rule: usize) -> Option<usize> {
        let is_thing =
            clause.kind & (subject::OTHER | subject::THIS) != 0 && clause.kind & (subject::STATE | subject::PERSON | subject::AGENT) == 0;
        let is_view = self.rules.kind(rule) == Some(EntryKind::Position) && is_thing;
        let rule = (is_view && self.is_joint && self.speaker().is_none()).then(|| self.named_rule("understanding.joint_view"))?;
        rule.map(|rule| usize::from(rule.0))
    }

    /// Whether a sentence opens with a participle: *Looking forward to*.
    fn has_participle(&self, tokens: &Tokens, place: usize) -> bool {
        let words = &self.text[tokens.list[place].span.range()];
        words.split(' ').next().is_some_and(|word| word.ends_with("ing"))
    }

    /// The state whose commitment, support or concern one of its people states: *reaffirmed the
    /// commitment of Alvonia*, *raised our concerns*.
    fn owner_of_stance(&mut self, tokens: &Tokens, clause: &Clause) -> Option<ActorId> {
        let list = &tokens.list;
        let person = clause.subject.as_ref().filter(|phrase| phrase.parties.len() == 1).map(|phrase| phrase.parties[0])?;
        let own = self.cast.state_of(person).filter(|&own| own != person)?;
        let to = clause.tokens.1.min(clause.predicate + 5);
        let of = (clause.predicate + 1..to).find(|&at| list[at].is(self.words.stance_noun)).map(|noun| noun + 1);
        if let Some(of) = of.filter(|&of| list.get(of).is_some_and(|token| token.is(self.words.de))) {
            let at = if list.get(of + 1).is_some_and(|token| token.is(self.words.determiner)) { of + 2 } else { of + 1 };
            let owner = list.get(at).copied().filter(|token| token.is(known::STATE));
            return owner.and_then(|token| self.states_of(&token).contains(&own).then_some(own));
        }
        let place = (clause.predicate + 1..to).find(|&at| list[at].is(known::STATE | known::ADJECTIVE | known::WE | known::SELF))?;
        let is_own = match list[place].is(known::WE) {
            true => true,
            false => self.states_of(&list[place]).contains(&own),
        };
        let stance = (place + 1..(place + 5).min(clause.tokens.1)).find(|&at| list[at].is(self.words.stance_noun | known::PREPOSITION))?;
        (is_own && list[stance].is(self.words.stance_noun)).then_some(own)
    }

    /// The verb that opens a list item under a lead-in that binds it.
    pub(super) fn item_verb(&self, tokens: &Tokens, start: usize, end: usize) -> Option<usize> {
        let list = &tokens.list;
        let mut at = start;
        while at < end && list[at].is(known::GUARD | known::ADVERB | known::NUMBER | known::STOP | known::DATE) {
            at += 1;
        }
        (at < end && list[at].is(self.words.base)).then_some(at)
    }

    pub(super) fn is_bound_item(&self, tokens: &Tokens, start: usize, end: usize) -> bool {
        self.lead_in.is_some() && self.role == chancery_model::Role::ListItem && self.item_verb(tokens, start, end).is_some()
    }

    /// An item that begins with a verb, under a lead-in that binds it.
    pub(super) fn list_item(&mut self, tokens: &Tokens, start: usize, end: usize, sentence: &mut Sentence) {
        let list = &tokens.list;
        let Some(lead_in) = self.lead_in.clone().filter(|_| self.role == chancery_model::Role::ListItem) else { return };
        let Some(at) = self.item_verb(tokens, start, end) else { return };
        let first = (start..end).find(|&place| !list[place].is(known::GUARD | known::NUMBER | known::STOP | known::DATE)).unwrap_or(at);
        let voice = self.voice();
        sentence.drafts.push(Draft {
            rule: lead_in.rule,
            start: list[first].span.start,
            end: list[end - 1].span.end,
            tokens: (at, end),
            clause_start: first,
            subject: lead_in.subject,
            has_subject: true,
            kind: subject::STATE,
            voice,
            conditional: false,
        });
    }
}
