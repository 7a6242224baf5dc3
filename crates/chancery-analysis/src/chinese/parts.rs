//! The parts of a Chinese clause: what opens it, its subject, its predicate.

use chancery_lexicon::known;
use chancery_model::{Language, Parties};
use chancery_text::Span;

use crate::clause::Clause;
use crate::phrase::{OPENS_ACTOR, Phrase, subject};
use crate::reader::Reader;
use crate::token::{Token, Tokens};

impl Reader<'_, '_> {
    /// The parts of a clause: what opens it, its subject, its predicate.
    pub(super) fn chinese_parts(&mut self, tokens: &Tokens, from: usize, to: usize, inherited: Option<&(Parties, u16)>) -> Clause {
        let list = &tokens.list;
        let mut clause = Self::bare_clause(tokens, from, to);
        let mut place = self.after_agency_line(tokens, from, to);
        if place == from {
            place = self.after_item_mark(tokens, from, to);
        }
        clause.start = place;
        let mut is_this = false;
        while place < to {
            let token = &list[place];
            if token.is(known::DEMONSTRATIVE) {
                is_this = true;
                place += 1;
                break;
            }
            if token.is(OPENS_ACTOR) {
                break;
            }
            if token.is(self.words.topic) && !token.is(known::WORD) {
                let Some(after) = self.after_scene(tokens, place, to) else { break };
                place = after;
            } else if token.is(known::CONNECTIVE | known::QUOTE_OPEN) {
                place += 1;
                if clause.start == place - 1 {
                    clause.start = place;
                }
            } else if token.is(known::ADVERB | known::DATE) {
                place += 1;
            } else {
                break;
            }
        }
        let phrase = if place < to && !is_this { self.phrase(tokens, place) } else { None };
        if let Some(phrase) = phrase.filter(|phrase| phrase.tokens.1 <= to) {
            self.chinese_subject(tokens, phrase, to, &mut clause);
        }
        if clause.subject.is_none() && clause.kind == subject::NONE && !is_this {
            self.departments(tokens, place, to, &mut clause);
        }
        if clause.subject.is_none() {
            let is_genitive = clause.kind & subject::OTHER;
            clause.kind = if is_this { subject::THIS } else { self.kind_without_actor(tokens, place, to) };
            if clause.kind == subject::NONE {
                let narrates_both = self.is_joint && self.speaker().is_none();
                clause.kind |= inherited.map_or(if narrates_both { subject::JOINT } else { 0 }, |(_, kind)| *kind);
            }
            clause.kind |= is_genitive;
            clause.predicate = from;
        }
        clause.is_topic = clause.subject.is_none()
            && list.get(clause.start).is_some_and(|token| token.is(self.words.topic))
            && !clause_has_verb(self, tokens, place, to);
        // A clause of connectives only has no other words to begin with.
        clause.start = clause.start.min(to - 1);
        clause.start = clause.start.min(to - 1);
        clause.predicate = clause.predicate.min(to);
        clause.classes = Self::union(&list[clause.predicate..to]);
        clause
    }

    /// Past an agency's line that opens running text: *Agency, city, 3 April (author)*.
    pub(crate) fn after_agency_line(&self, tokens: &Tokens, from: usize, to: usize) -> usize {
        let list = &tokens.list;
        if from != 0 || !list[from..to].iter().take(8).any(|token| token.is(known::OUTLET | self.words.agency_line)) {
            return from;
        }
        let limit = (from + 24).min(to);
        // The sign of a wire report can run into the day before it, which leaves one character.
        let is_rest = |at: usize| {
            let is_word = at > from && list[at].term == chancery_lexicon::NONE && list[at].is(known::WORD) && list[at - 1].is(known::DATE);
            is_word && self.text[list[at].span.range()].trim().chars().count() == 1
        };
        let Some(mark) = (from..limit).rev().find(|&at| list[at].is(self.words.agency_line) || is_rest(at)) else { return from };
        match (mark + 1..limit).find(|&at| list[at].is(known::BRACKET_CLOSE)) {
            Some(close) if list[mark + 1].is(known::BRACKET_OPEN) => close + 1,
            _ => mark + 1,
        }
    }

    /// Past what marks a paragraph as an item: a dash, *5.*, *(5)*, or a head set off by a space.
    fn after_item_mark(&self, tokens: &Tokens, from: usize, to: usize) -> usize {
        let list = &tokens.list;
        let words = |at: usize| &self.text[list[at].span.range()];
        let is_numeral = |at: usize| at < to && list[at].is(known::WORD | known::NUMBER) && words(at).chars().nth(3).is_none();
        let is = |at: usize, classes: u128| at < to && list[at].is(classes);
        let mut place = from;
        if is(place + 1, known::ENUMERATION) && is_numeral(place) && (from == 0 || list[place].is(known::NUMBER)) {
            place += 2;
        }
        if from > 0 {
            return place;
        }
        if is(place, known::BRACKET_OPEN) && is(place + 2, known::BRACKET_CLOSE) && is_numeral(place + 1) {
            place += 3;
        }
        let is_mark =
            |at: usize| at < to && !list[at].is(known::QUOTE_OPEN | known::BRACKET_OPEN) && !words(at).contains(char::is_alphanumeric);
        while is_mark(place) {
            place += 1;
        }
        let head_end = (place..to.min(place + 10)).find(|&at| {
            let is_apart = at > place && list[at - 1].span.end < list[at].span.start;
            is_apart && list[at].is(OPENS_ACTOR) && !list[at - 1].is(OPENS_ACTOR | known::DATE)
        });
        head_end.unwrap_or(place)
    }

    /// Where a scene-setting phrase that opens a clause ends: after its closing word.
    pub(super) fn after_scene(&self, tokens: &Tokens, place: usize, to: usize) -> Option<usize> {
        (place + 1..to).find(|&at| tokens.list[at].is(known::POSTPOSITION)).map(|at| at + 1)
    }

    /// Departments and teams without a state are those of both sides.
    pub(super) fn departments(&mut self, tokens: &Tokens, place: usize, to: usize, clause: &mut Clause) {
        let list = &tokens.list;
        if let Some(agent) = if place + 1 < to { self.agents_at(tokens, place) } else { None } {
            clause.subject = Some(Phrase { tokens: (place, place + 1), parties: [agent].into_iter().collect(), kind: subject::AGENT });
            (clause.kind, clause.predicate, clause.start) = (subject::AGENT, place + 1, place);
            return;
        }
        let is_agent = |at: usize| at < to && list[at].is(known::AGENT) && list[at].is(self.words.agent_state);
        let agent = if is_agent(place) { place } else { place + 1 };
        if !is_agent(agent) || !list[place].is(known::WORD | known::AGENT) || list.get(agent + 1).is_some_and(|next| next.is(self.words.de))
        {
            return;
        }
        let phrase = Phrase { tokens: (place, agent + 1), parties: self.cast.both(), kind: subject::JOINT | subject::AGENT };
        clause.kind = phrase.kind;
        clause.predicate = agent + 1;
        clause.start = place;
        clause.subject = Some(phrase);
    }

    /// Settles the subject of a clause that opens with an actor phrase.
    pub(super) fn chinese_subject(&mut self, tokens: &Tokens, mut phrase: Phrase, to: usize, clause: &mut Clause) {
        let list = &tokens.list;
        let mut end = phrase.tokens.1;
        let agent = (end..(end + 3).min(to)).find(|&at| list[at].is(known::AGENT));
        let is_plain_gap = |upto: usize| {
            let verbs = self.words.predicates | known::CUE;
            list[end..upto].iter().all(|token| {
                !token.is(verbs)
                    && token.is(known::WORD | known::BOTH | known::ADVERB | known::OFFICE | known::AGENT | known::GUARD | known::BODY)
                    || token.classes == 0
            })
        };
        if let Some(at) = agent.filter(|&at| is_plain_gap(at)) {
            let mut last = at;
            while last + 1 < to && list[last + 1].is(known::AGENT) {
                last += 1;
            }
            let is_state_agent = list[at..=last].iter().any(|token| token.is(self.words.agent_state)) || phrase.kind == subject::JOINT;
            if !is_state_agent {
                let words = Span::new(list[phrase.tokens.0].span.start, list[last].span.end);
                let printed = self.text[words.range()].to_owned();
                phrase.parties = [self.cast.unknown(None, &printed, (Language::ZH, &printed))].into_iter().collect();
                self.cast.group = phrase.parties.clone();
            } else {
                phrase.parties = phrase.parties.iter().map(|&actor| self.cast.state_of(actor).unwrap_or(actor)).collect();
            }
            phrase.kind = if phrase.kind == subject::JOINT { subject::JOINT | subject::AGENT } else { subject::AGENT };
            end = last + 1;
            phrase.tokens.1 = end;
        }
        let names_relation = phrase.kind & subject::JOINT != 0 && end < to && list[end].is(self.words.relationship);
        if names_relation || end < to && list[end].is(self.words.de | known::DEMONSTRATIVE) {
            // A genitive, *its* or *this* something of the actor's: the subject is a thing.
            clause.kind = subject::OTHER;
            clause.predicate = end;
            clause.start = clause.start.min(phrase.tokens.0);
            return;
        }
        let is_side = phrase.kind != subject::STATE || !self.is_plain_name(&list[end - 1]);
        let next_is_word = end < to
            && !list[end].is(self.words.predicates | known::ADVERB | known::PREPOSITION | known::CUE | known::CONTACT | known::DATE);
        clause.kind = phrase.kind;
        if next_is_word && (!is_side || phrase.kind & subject::JOINT != 0) {
            clause.kind |= subject::OTHER;
        }
        clause.predicate = end;
        clause.start = clause.start.max(clause.tokens.0);
        if phrase.kind & (subject::STATE | subject::PERSON) != 0 {
            self.cast.last = phrase.parties.first().copied();
        }
        clause.subject = Some(phrase);
    }

    /// Whether a token is a state's own name rather than a form that only its government has.
    pub(super) fn is_plain_name(&self, token: &Token) -> bool {
        if token.term == chancery_lexicon::NONE {
            return false;
        }
        let term = self.tokenizer.matcher.term(token.term);
        term.actor != chancery_lexicon::NONE && self.lexicon.actor(term.actor).zh.as_deref() == Some(&*term.text)
    }

    /// Whether a clause that opens without an actor has a thing for its subject, or none.
    pub(super) fn kind_without_actor(&self, tokens: &Tokens, place: usize, to: usize) -> u16 {
        let words = &self.words;
        let finite = words.should | words.will | words.ought_not | words.copula;
        let list = &tokens.list[place..to];
        match list.iter().position(|token| token.is(finite)) {
            Some(0) | None => subject::NONE,
            Some(at) => {
                if list[..at].iter().any(|token| token.is(words.predicates & !finite | known::CUE)) {
                    subject::NONE | subject::OTHER
                } else {
                    subject::OTHER
                }
            }
        }
    }
}

/// Whether a verb of the lexicon stands in a stretch.
fn clause_has_verb(reader: &Reader<'_, '_>, tokens: &Tokens, from: usize, to: usize) -> bool {
    let words = &reader.words;
    let verbs =
        words.should | words.will | words.willing | words.agree | words.hope | words.urge | words.oppose | words.copula | words.ought_not;
    tokens.list[from..to].iter().any(|token| token.is(verbs))
}
