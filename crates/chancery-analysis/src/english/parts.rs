//! The subject of an English clause and its predicate, from the verb on.

use chancery_lexicon::known;
use chancery_model::Parties;

use crate::clause::Clause;
use crate::phrase::{Phrase, subject};
use crate::reader::Reader;
use crate::token::Tokens;

impl Reader<'_, '_> {
    /// An actor phrase, a body of both sides by name included.
    pub(super) fn english_phrase(&mut self, tokens: &Tokens, place: usize, to: usize) -> Option<Phrase> {
        if place >= to || self.is_expletive(tokens, place) {
            return None;
        }
        if let Some(phrase) = self.phrase(tokens, place).filter(|phrase| phrase.tokens.1 <= to) {
            return self.with_agent(tokens, phrase, to);
        }
        // A body by name: its last word within a few capitalised words.
        let list = &tokens.list;
        let limit = (place + 8).min(to);
        let mut at = place;
        while at < limit {
            let token = &list[at];
            if token.is(known::MECHANISM | known::MECHANISM_HEAD)
                && self.text[token.span.range()].chars().next().is_some_and(char::is_uppercase)
            {
                let mut end = at + 1;
                while end + 1 < to
                    && list[end].is(self.words.filler)
                    && self.text[list[end + 1].span.range()].chars().next().is_some_and(char::is_uppercase)
                {
                    end += 2;
                    while end < to && self.text[list[end].span.range()].chars().next().is_some_and(char::is_uppercase) {
                        end += 1;
                    }
                }
                return Some(Phrase {
                    tokens: (place, end),
                    parties: self.cast.both(),
                    kind: subject::JOINT | subject::AGENT | subject::BODY,
                });
            }
            let is_capital = self.text[token.span.range()].chars().next().is_some_and(char::is_uppercase);
            if !is_capital && !token.is(known::GUARD) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// *Both delegations*, *the U.S. team*: the state that the common noun acts for.
    pub(super) fn with_agent(&mut self, tokens: &Tokens, mut phrase: Phrase, to: usize) -> Option<Phrase> {
        let list = &tokens.list;
        let end = phrase.tokens.1;
        if end < to && list[end].is(known::AGENT) {
            phrase.tokens.1 = end + 1;
            phrase.kind |= subject::AGENT;
        }
        Some(phrase)
    }

    /// The clause of tokens `start..end`: its subject and the predicate from its verb on.
    pub(super) fn english_parts(
        &mut self,
        tokens: &Tokens,
        start: usize,
        end: usize,
        verb: usize,
        inherited: Option<&(Parties, u16)>,
    ) -> Clause {
        let list = &tokens.list;
        let linked = (start..verb).find(|&at| !list[at].is(known::AND | known::COMMA)).filter(|&at| list[at].is(self.words.that));
        let start = linked.map_or(start, |that| that + 1);
        let mut clause = Self::bare_clause(tokens, start, end);
        let mut at = start;
        let mut first: Option<Phrase> = None;
        let mut has_noun = false;
        let mut dated = None;
        while at < verb {
            let token = list[at];
            if token.is(known::COMMA | known::COLON) {
                if token.is(known::COLON) {
                    // A run-in head.
                    (first, dated) = (None, None);
                }
                // What stands before a comma sets the scene unless it is the subject's own.
                if first.is_none() {
                    let is_dated =
                        token.is(known::COMMA) && list[clause.start..at].iter().any(|token| token.is(known::DATE)) && at - start < 7;
                    dated = if is_dated { dated.or(Some(clause.start)) } else { None };
                    clause.start = at + 1;
                    has_noun = false;
                }
                at += 1;
                continue;
            }
            if at > clause.start && self.begins_after_head(tokens, at) {
                (first, dated, has_noun) = (None, None, false);
                clause.start = at;
            }
            if token.is(known::PREPOSITION) && at > start && at + 1 < verb && list[at + 1].is(self.words.relative) {
                // *The summit, during which Alvonia and Berland agreed*: those who did it come after.
                (first, dated, has_noun) = (None, None, false);
                clause.start = at + 2;
                at += 2;
                continue;
            }
            if token.is(known::PREPOSITION) || at == start && self.opens_participle(tokens, at, verb) {
                // An actor inside a prepositional phrase is no subject.
                at = self.after_prepositional(tokens, at, verb);
                continue;
            }
            if let Some(phrase) = self.english_phrase(tokens, at, verb) {
                let addresses =
                    phrase.kind & (subject::SELF | subject::WE) != 0 && list[phrase.tokens.0.saturating_sub(1)].is(known::COMMA);
                at = phrase.tokens.1;
                if first.is_none() || addresses {
                    first = Some(phrase);
                }
                continue;
            }
            has_noun |= token.is(known::WORD | known::AREA | known::FORMULATION_HEAD | known::FORMULATION)
                && !token.is(self.words.determiner | known::ADVERB | known::CONNECTIVE | known::AND);
            at += 1;
        }
        clause.predicate = verb;
        clause.classes = Self::union(&list[verb..end]);
        if first.as_ref().is_some_and(|phrase| self.names_ties(tokens, phrase, verb)) {
            (first, has_noun) = (None, true);
        }
        match first {
            Some(phrase) => {
                let begins = phrase.tokens.0;
                let has_determiner = begins > 0 && begins > clause.start && list[begins - 1].is(self.words.determiner);
                let has_title = begins >= clause.start + 2 && list[begins - 2].is(self.words.courtesy_title);
                let named = begins - if has_title { 2 } else { usize::from(has_determiner) };
                clause.start = dated.unwrap_or_else(|| self.before_people(tokens, clause.start, named));
                clause.kind = phrase.kind;
                if self.is_possessive(tokens, phrase.tokens.1) && phrase.tokens.1 < verb && phrase.kind & subject::AGENT == 0 {
                    clause.kind = subject::OTHER;
                }
                if has_noun
                    && phrase.tokens.1 < verb
                    && !list[phrase.tokens.1..verb].iter().all(|token| token.is(known::ADVERB))
                    && phrase.kind & (subject::STATE) != 0
                {
                    clause.kind |= subject::OTHER;
                }
                clause.subject = Some(phrase);
            }
            None if has_noun => clause.kind = subject::OTHER,
            None => {
                let kind = inherited.map_or(0, |(_, kind)| *kind);
                clause.kind = if kind == subject::OTHER { kind } else { subject::NONE | kind };
                while clause.start < verb
                    && list[clause.start].is(known::AND | known::COMMA | known::CONNECTIVE | known::GUARD | known::QUOTE_OPEN)
                {
                    clause.start += 1;
                }
            }
        }
        clause
    }

    /// Where the common noun for people begins, with its words, whose state is named at a place: *Senior officials of Alvonia*.
    fn before_people(&self, tokens: &Tokens, start: usize, named: usize) -> usize {
        let list = &tokens.list;
        if named < start + 2 || !list[named - 1].is(self.words.filler) || !self.is_of_people(tokens, named - 1) {
            return named;
        }
        let is_own =
            |at: &usize| list[*at].is(self.words.determiner | known::ADJECTIVE | known::NUMBER) || list[*at].classes == known::WORD;
        (start..named - 2).rev().take_while(is_own).last().unwrap_or(named - 2)
    }

    /// Whether an *it* stands for what follows: *it is a priority to*, *it is important that*.
    fn is_expletive(&self, tokens: &Tokens, place: usize) -> bool {
        let list = &tokens.list;
        let is_it = list[place].is(known::PRONOUN) && self.text[list[place].span.range()].eq_ignore_ascii_case("it");
        let verb = list.get(place + 1).map(|verb| &self.text[verb.span.range()]);
        let next = list.iter().skip(place + 2).take(3).find(|next| !next.is(known::ADVERB));
        is_it
            && matches!(verb, Some("is" | "was" | "remains" | "remained"))
            && next.is_some_and(|next| next.is(self.words.determiner | self.words.evaluation))
    }

    /// Whether states only tell whose ties a clause is about: *the Alvonia-Berland relationship*.
    fn names_ties(&self, tokens: &Tokens, phrase: &Phrase, verb: usize) -> bool {
        let named = phrase.kind & (subject::STATE | subject::JOINT) != 0 && phrase.kind & subject::BODY == 0;
        let ends = known::COMMA | known::PREPOSITION | self.words.de;
        let mut beside = tokens.list[phrase.tokens.1..verb].iter().take(4).take_while(|token| !token.is(ends));
        named && beside.any(|token| token.is(self.words.relationship))
    }

    /// Whether a sentence opens with a participle that has a comma after it: *Recognizing the need of
    /// Berland, the two sides*.
    fn opens_participle(&self, tokens: &Tokens, at: usize, verb: usize) -> bool {
        let list = &tokens.list;
        let words = &self.text[list[at].span.range()];
        self.is_capital(tokens, at)
            && words.split(' ').next().is_some_and(|word| word.ends_with("ing"))
            && list[at + 1..verb].iter().any(|token| token.is(known::COMMA))
    }

    /// Whether the token at a place is the ending of a possessive: *’s*.
    fn is_possessive(&self, tokens: &Tokens, place: usize) -> bool {
        tokens.list.get(place).is_some_and(|token| {
            let words = &self.text[token.span.range()];
            token.is(known::WORD | known::GUARD | known::QUOTE_CLOSE) && matches!(words, "’s" | "'s" | "’" | "'" | "s")
        })
    }

    /// Whether a sentence begins in the middle of what has no stop: a head ran into it. *Cooperation
    /// for Security The two sides…*
    fn begins_after_head(&self, tokens: &Tokens, at: usize) -> bool {
        let list = &tokens.list;
        let words = &self.text[list[at].span.range()];
        let opens = list[at].is(self.words.determiner | known::BOTH | known::LEADERS | known::WE | self.words.they);
        let is_word = |word: &&str| words.strip_prefix(*word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        let is_opening = opens && ["The", "We", "Both", "They", "Our"].iter().any(is_word);
        is_opening && list[at - 1].is(known::WORD | known::AREA) && self.is_capital(tokens, at - 1)
    }

    /// Whether a preposition follows a common noun for people: *officials of*, *leaders of*.
    fn is_of_people(&self, tokens: &Tokens, at: usize) -> bool {
        at > 0 && tokens.list[at - 1].is(known::AGENT | known::LEADERS | known::BOTH | known::OFFICE)
    }

    /// Past a prepositional phrase: to the next comma, or past its first noun phrase, actors
    /// included; those whose people a common noun names stay: *officials of Alvonia*.
    pub(super) fn after_prepositional(&mut self, tokens: &Tokens, at: usize, verb: usize) -> usize {
        let list = &tokens.list;
        if self.is_of_people(tokens, at) {
            return at + 1;
        }
        if let Some(comma) = (at + 1..verb).find(|&next| list[next].is(known::COMMA)) {
            return comma;
        }
        let mut next = at + 1;
        while next < verb && list[next].is(self.words.determiner) && !list[next].is(crate::phrase::OPENS_ACTOR) {
            next += 1;
        }
        let saved = (self.cast.local.clone(), self.cast.last);
        let phrase = self.english_phrase(tokens, next, verb);
        (self.cast.local, self.cast.last) = saved;
        phrase.map_or(next + 1, |phrase| phrase.tokens.1).min(verb)
    }
}
