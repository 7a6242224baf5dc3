//! English sentences: verb phrases and what each takes for its subject, attributions, entries.

use chancery_lexicon::{Reach, known};
use chancery_model::{EntryKind, Parties};
use chancery_text::Span;

use crate::clause::Clause;
use crate::engine::Draft;
use crate::phrase::{Phrase, subject};
use crate::reader::{Lasts, LeadIn, Opened, Reader};
use crate::token::Tokens;

/// What the verb phrases of one sentence hand on to the next.
#[derive(Default)]
struct Sentence {
    drafts: Vec<Draft>,
    subject: Option<(Parties, u16)>,
    is_conditional: bool,
}

impl Reader<'_, '_> {
    /// Reads the sentence of tokens `from..to`.
    pub fn english_sentence(&mut self, tokens: &Tokens, from: usize, to: usize) {
        let mut sentence = Sentence::default();
        let mut start = from;
        while start < to {
            let end = self.clause_end(tokens, start, to);
            self.english_clause(tokens, start, end, from, &mut sentence);
            start = end;
        }
        self.note_lead_in(tokens, to, &sentence);
        let mut drafts = std::mem::take(&mut sentence.drafts);
        self.finish(tokens, &mut drafts);
    }

    /// Remembers a sentence that ends in a colon, for the list items after it.
    fn note_lead_in(&mut self, tokens: &Tokens, to: usize, sentence: &Sentence) {
        let ends_in_colon = tokens.list[..to].last().is_some_and(|token| token.is(known::COLON));
        if !ends_in_colon || to != tokens.list.len() {
            return;
        }
        let binding = sentence.drafts.iter().rev().find(|draft| self.rules.kind(draft.rule) == Some(EntryKind::Commitment));
        if let Some(draft) = binding {
            self.lead_in = Some(LeadIn { rule: draft.rule, subject: draft.subject.clone() });
            return;
        }
        let list = &tokens.list[..to];
        let Some(rule) = self.lexicon.rule_id("en.commitment.listed") else { return };
        let noun = list.iter().position(|token| token.is(self.words.commitment_noun));
        let binds = noun.is_some() || list.iter().any(|token| token.is(self.words.agree | self.words.will | self.words.promise));
        if binds {
            let owner = noun.and_then(|at| at.checked_sub(1)).map(|at| list[at]).filter(|token| token.is(known::ADJECTIVE | known::STATE));
            let owner = owner.and_then(|token| self.actor_of(&token));
            let subject = owner.map_or_else(|| self.cast.both(), |owner| [owner].into_iter().collect());
            self.lead_in = Some(LeadIn { rule: usize::from(rule.0), subject });
        }
    }

    /// One past the last token of the clause that begins at `start`: before a coordinated verb,
    /// or before a new subject with its verb.
    fn clause_end(&mut self, tokens: &Tokens, start: usize, to: usize) -> usize {
        let list = &tokens.list;
        let Some(verb) = self.first_verb(tokens, start, to) else { return to };
        let is_list = list[verb].is(self.words.agree | self.words.promise);
        let mut depth = 0u32;
        let mut at = verb + 1;
        while at < to {
            let token = &list[at];
            if token.is(known::BRACKET_OPEN) {
                depth += 1;
            } else if token.is(known::BRACKET_CLOSE) {
                depth = depth.saturating_sub(1);
            } else if depth == 0 && token.is(known::SEMICOLON) {
                return at + 1;
            } else if depth == 0 && token.is(known::COMMA | known::AND) {
                let next = self.after_links(tokens, at, to);
                if next < to
                    && (self.begins_verb(tokens, next, to, token.is(known::COMMA), is_list) || self.begins_clause(tokens, next, to))
                {
                    return at + 1;
                }
            }
            at += 1;
        }
        to
    }

    fn after_links(&self, tokens: &Tokens, at: usize, to: usize) -> usize {
        let mut next = at + 1;
        while next < to && tokens.list[next].is(known::AND | known::COMMA | known::CONNECTIVE) && !tokens.list[next].is(known::ADVERB) {
            next += 1;
        }
        next
    }

    /// The first token that is a finite verb of the lexicon or looks like one.
    fn first_verb(&self, tokens: &Tokens, start: usize, to: usize) -> Option<usize> {
        (start..to).find(|&at| self.is_finite(tokens, at))
    }

    /// Whether a token is a finite verb: a modal, a verb of the lexicon, or a past form that does
    /// not stand before a noun it could describe.
    fn is_finite(&self, tokens: &Tokens, at: usize) -> bool {
        let token = &tokens.list[at];
        let words = &self.words;
        if token.is(words.will | words.should | words.is_are) {
            return true;
        }
        if !token.is(words.finite() | known::CUE) {
            return false;
        }
        let Some(before) = at.checked_sub(1).map(|before| &tokens.list[before]) else { return true };
        !before.is(words.infinitive | words.determiner | known::PREPOSITION | words.be | words.de)
    }

    /// Whether a coordinated verb phrase begins: the same subject does a second thing.
    fn begins_verb(&self, tokens: &Tokens, next: usize, to: usize, after_comma: bool, is_list: bool) -> bool {
        let list = &tokens.list;
        let mut at = next;
        let mut has_adverb = false;
        while at < to && list[at].is(known::ADVERB) && !list[at].is(self.words.past) {
            has_adverb = true;
            at += 1;
        }
        if at >= to {
            return false;
        }
        let token = &list[at];
        let words = &self.words;
        if token.is(words.will | words.should) || token.is(words.is_are) && list[next - 1].is(known::AND) {
            return true;
        }
        if token.is(words.finite()) && !token.is(known::ADJECTIVE) {
            let Some(after) = list.get(at + 1) else { return false };
            if self.text[after.span.range()].eq_ignore_ascii_case("by") {
                return false;
            }
            let is_linked = list[at.saturating_sub(1)].is(known::AND | known::ADVERB);
            let describes =
                after.is(known::PREPOSITION) || list[next.saturating_sub(20)..next].iter().any(|token| token.is(known::LIST_OPENER));
            if token.is(words.past) && !is_linked && describes {
                return false;
            }
            let takes_object = after.is(words.determiner
                | known::STATE
                | known::ADJECTIVE
                | known::NUMBER
                | words.infinitive
                | words.that
                | known::PREPOSITION);
            return token.term != chancery_lexicon::NONE && !token.is(words.base)
                || token.is(words.past) && is_linked && takes_object
                || token.is(words.base | words.verb) && (after_comma || has_adverb);
        }
        if token.is(words.base) && (after_comma || has_adverb) {
            return true;
        }
        is_list && after_comma && (token.is(words.infinitive) || self.is_gerund(tokens, at))
    }

    fn is_gerund(&self, tokens: &Tokens, at: usize) -> bool {
        tokens.list[at].is(known::WORD) && self.text[tokens.list[at].span.range()].ends_with("ing")
    }

    /// Whether a new subject with a verb of its own begins.
    fn begins_clause(&mut self, tokens: &Tokens, next: usize, to: usize) -> bool {
        let list = &tokens.list;
        let at = if list[next].is(self.words.determiner) { next + 1 } else { next };
        let joins_names = next >= 2
            && list[next - 1].is(known::AND)
            && list[next - 2].is(known::STATE | known::PERSON | known::ADJECTIVE | known::OFFICE | known::GROUP)
            && list[next].is(known::STATE | known::PERSON | known::ADJECTIVE | known::OFFICE | known::GROUP | self.words.determiner);
        if at >= to || joins_names {
            return false;
        }
        let saved = (self.cast.local.clone(), self.cast.last);
        let phrase = self.english_phrase(tokens, at, to);
        (self.cast.local, self.cast.last) = saved;
        let after = match phrase {
            Some(phrase) => phrase.tokens.1,
            None if list[next].is(self.words.determiner) || list[at].is(known::WORD) => {
                (at + 1..(at + 4).min(to)).find(|&place| list[place].is(self.words.will)).unwrap_or(to)
            }
            None => return false,
        };
        let mut after = after;
        while after < to && list[after].is(known::ADVERB) {
            after += 1;
        }
        after < to && (list[after].is(self.words.will | self.words.should) || list[after].is(self.words.finite() | self.words.is_are))
    }

    /// An actor phrase, a body of both sides by name included.
    fn english_phrase(&mut self, tokens: &Tokens, place: usize, to: usize) -> Option<Phrase> {
        if place >= to {
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
                return Some(Phrase { tokens: (place, end), parties: self.cast.both(), kind: subject::JOINT | subject::AGENT });
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
    fn with_agent(&mut self, tokens: &Tokens, mut phrase: Phrase, to: usize) -> Option<Phrase> {
        let list = &tokens.list;
        let end = phrase.tokens.1;
        if end < to && list[end].is(known::AGENT) {
            phrase.tokens.1 = end + 1;
            phrase.kind |= subject::AGENT;
        }
        Some(phrase)
    }

    /// The clause of tokens `start..end`: its subject and the predicate from its verb on.
    fn english_parts(&mut self, tokens: &Tokens, start: usize, end: usize, verb: usize, inherited: Option<&(Parties, u16)>) -> Clause {
        let list = &tokens.list;
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
            if token.is(known::PREPOSITION) {
                // An actor inside a prepositional phrase is no subject.
                at = self.after_prepositional(tokens, at, verb);
                continue;
            }
            if let Some(phrase) = self.english_phrase(tokens, at, verb) {
                at = phrase.tokens.1;
                first.get_or_insert(phrase);
                continue;
            }
            has_noun |=
                token.is(known::WORD | known::AREA) && !token.is(self.words.determiner | known::ADVERB | known::CONNECTIVE | known::AND);
            at += 1;
        }
        clause.predicate = verb;
        clause.classes = Self::union(&list[verb..end]);
        match first {
            Some(phrase) => {
                let begins = phrase.tokens.0;
                let has_determiner = begins > 0 && begins > clause.start && list[begins - 1].is(self.words.determiner);
                clause.start = dated.unwrap_or(if has_determiner { begins - 1 } else { begins });
                clause.kind = phrase.kind;
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
                clause.kind = subject::NONE | inherited.map_or(0, |(_, kind)| *kind);
                while clause.start < verb
                    && list[clause.start].is(known::AND | known::COMMA | known::CONNECTIVE | known::GUARD | known::QUOTE_OPEN)
                {
                    clause.start += 1;
                }
            }
        }
        clause
    }

    /// Past a prepositional phrase: to the next comma, or past its first noun phrase.
    fn after_prepositional(&self, tokens: &Tokens, at: usize, verb: usize) -> usize {
        let list = &tokens.list;
        let mut next = at + 1;
        while next < verb && !list[next].is(known::COMMA) {
            next += 1;
        }
        if next < verb { next } else { (at + 2).min(verb) }
    }

    fn english_clause(&mut self, tokens: &Tokens, start: usize, end: usize, sentence_start: usize, sentence: &mut Sentence) {
        let list = &tokens.list;
        if sentence.drafts.is_empty() && self.is_bound_item(tokens, start, end) {
            self.list_item(tokens, start, end, sentence);
            return;
        }
        let Some(verb) = self.clause_verb(tokens, start, end) else {
            self.list_item(tokens, start, end, sentence);
            return;
        };
        let clause = self.english_parts(tokens, start, end, verb, sentence.subject.as_ref());
        if list[start..verb].iter().any(|token| token.is(known::CONDITION)) {
            sentence.is_conditional = true;
        }
        if let Some(phrase) = &clause.subject {
            sentence.subject = Some((phrase.parties.clone(), phrase.kind));
            if phrase.parties.len() > 1 {
                self.cast.group = phrase.parties.clone();
            } else {
                self.cast.last = phrase.parties.first().copied();
            }
        } else if clause.kind & subject::OTHER != 0 {
            sentence.subject = None;
        }
        let content = self.english_attribution(tokens, &clause, sentence_start, sentence);
        let inner = content.and_then(|content| Some((content, self.clause_verb(tokens, content, end)?)));
        if let Some((content, inner_verb)) = inner {
            let inner = self.english_parts(tokens, content, end, inner_verb, sentence.subject.as_ref());
            let matched = self.rules.first_match(&inner, list);
            if matched.is_some() {
                self.english_entry(tokens, &inner, matched, sentence);
                return;
            }
        }
        let matched = self.rules.first_match(&clause, list);
        self.english_entry(tokens, &clause, matched, sentence);
    }

    /// The verb of a clause: its first finite one, or a bare one after a link.
    fn clause_verb(&self, tokens: &Tokens, start: usize, end: usize) -> Option<usize> {
        let list = &tokens.list;
        let mut at = start;
        while at < end && list[at].is(known::AND | known::COMMA | known::ADVERB | known::CONNECTIVE | known::GUARD) {
            at += 1;
        }
        if at > start && at < end && (list[at].is(self.words.base | self.words.infinitive) || self.is_gerund(tokens, at)) {
            return Some(at);
        }
        self.first_verb(tokens, start, end)
    }

    /// Opens the voice of one person whose words a clause reports; where the content begins.
    fn english_attribution(&mut self, tokens: &Tokens, clause: &Clause, sentence_start: usize, sentence: &mut Sentence) -> Option<usize> {
        let list = &tokens.list;
        let words = self.words;
        let states =
            words.reaffirm | words.support_verb | words.welcome | words.oppose | words.raise | words.urge | words.call_on | words.courtesy;
        let cue = (clause.predicate..clause.tokens.1).take(4).find(|&at| list[at].is(known::CUE | states))?;
        let (parties, kind) = match &clause.subject {
            Some(phrase) => (phrase.parties.clone(), phrase.kind),
            None => sentence.subject.clone()?,
        };
        if parties.len() != 1 || kind & subject::JOINT != 0 || kind & (subject::PERSON | subject::STATE) == 0 {
            return None;
        }
        let source = parties[0];
        let next = list.get(cue + 1);
        let has_that = next.is_some_and(|token| token.is(self.words.that | known::QUOTE_OPEN | known::COMMA));
        let has_topic = list[cue + 1..(cue + 5).min(clause.tokens.1)].iter().any(|token| token.is(self.words.cue_topic));
        let is_ahead = list[clause.predicate..cue].iter().any(|token| token.is(words.will));
        let is_persons_act = list[cue].is(states) && !is_ahead && !self.cast.is_state(source);
        if !has_that && !has_topic && !is_persons_act && !list[cue].is(self.words.cue_strong) {
            return None;
        }
        if self.cast.is_state(source) && self.home == Some(source) && !has_that {
            return None;
        }
        if self.base != Some(source) {
            self.opened = Some(Opened { source, lasts: Lasts::Sentence, announces: false });
            let words =
                clause.subject.as_ref().map(|phrase| Span::new(list[phrase.tokens.0].span.start, list[phrase.tokens.1 - 1].span.end));
            let rule = self.lexicon.rule_id("en.voice.cue");
            self.say(list[sentence_start].span.start, words, Some(list[cue].span), rule);
            let voice = self.voice();
            for draft in &mut sentence.drafts {
                draft.voice = voice;
            }
        }
        has_that.then_some(cue + 2)
    }

    fn english_entry(&mut self, tokens: &Tokens, clause: &Clause, matched: Option<usize>, sentence: &mut Sentence) {
        let list = &tokens.list;
        let end = list[clause.tokens.1 - 1].span.end;
        let Some(rule) = matched else {
            let goes_on = clause.subject.is_none() && clause.kind & subject::NONE != 0;
            let is_bare = list[clause.predicate].is(self.words.base | self.words.infinitive) || self.is_gerund(tokens, clause.predicate);
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
        let is_participle = clause.subject.is_none() && sentence.subject.is_none() && self.rules.kind(rule) == Some(EntryKind::Action);
        if is_participle {
            return;
        }
        let parties = match &clause.subject {
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

    /// The verb that opens a list item under a lead-in that binds it.
    fn item_verb(&self, tokens: &Tokens, start: usize, end: usize) -> Option<usize> {
        let list = &tokens.list;
        let mut at = start;
        while at < end && list[at].is(known::GUARD | known::ADVERB | known::NUMBER | known::STOP | known::DATE) {
            at += 1;
        }
        (at < end && list[at].is(self.words.base)).then_some(at)
    }

    fn is_bound_item(&self, tokens: &Tokens, start: usize, end: usize) -> bool {
        self.lead_in.is_some() && self.role == chancery_model::Role::ListItem && self.item_verb(tokens, start, end).is_some()
    }

    /// An item that begins with a verb, under a lead-in that binds it.
    fn list_item(&mut self, tokens: &Tokens, start: usize, end: usize, sentence: &mut Sentence) {
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
