//! Where an English clause ends: before a coordinated verb, or before a new subject with its verb.

use chancery_lexicon::known;

use crate::reader::Reader;
use crate::token::Tokens;

/// What the first verb of a clause says of verbs coordinated with it.
#[derive(Clone, Copy)]
pub(super) struct Chain {
    /// Each verb after it is an item of its own: *agreed to A, to B*.
    pub is_list: bool,
    /// It is told in the past.
    pub is_told: bool,
    /// It is what those who speak do now, not what they will do: *we reaffirm*.
    pub is_now: bool,
}

impl Reader<'_, '_> {
    /// One past the last token of the clause that begins at `start`: before a coordinated verb,
    /// before a new subject with its verb, or before a second *that*.
    pub(super) fn clause_end(&mut self, tokens: &Tokens, start: usize, to: usize) -> usize {
        let list = &tokens.list;
        let Some(verb) = self.clause_verb(tokens, start, to) else { return to };
        let lists = self.words.agree | self.words.promise | self.words.infinitive;
        let is_told = self.is_past(tokens, verb);
        let is_modal = list[verb].is(self.words.will | self.words.would | self.words.should | self.words.infinitive);
        let chain = Chain { is_list: list[verb].is(lists), is_told, is_now: !is_told && !is_modal };
        let mut depth = 0u32;
        // Whether a *that* has come whose clause still waits for its verb.
        let mut waits = false;
        let mut has_that = list[start..verb].iter().any(|token| token.is(self.words.that));
        let mut at = verb + 1;
        while at < to {
            let token = &list[at];
            if token.is(known::BRACKET_OPEN) {
                depth += 1;
            } else if token.is(known::BRACKET_CLOSE) {
                depth = depth.saturating_sub(1);
            } else if depth > 0 {
                // What brackets hold belongs to the clause.
            } else if token.is(known::SEMICOLON) {
                if !self.lists_means(tokens, verb, at, to) {
                    return at + 1;
                }
            } else if token.is(known::COMMA | known::AND) {
                let next = self.after_links(tokens, at, to);
                if next < to {
                    let begins_verb = self.begins_verb(tokens, next, to, token.is(known::COMMA), chain);
                    let is_blocked = waits
                        && (!begins_verb || list[next].is(self.words.will | self.words.would | self.words.should | self.words.is_are));
                    let begins = !is_blocked && (begins_verb || self.begins_clause(tokens, next, to));
                    if begins || has_that && self.begins_content(tokens, next, to) {
                        return at + 1;
                    }
                }
            } else if list[verb].is(self.words.meet | self.words.call) && self.is_purpose(tokens, at + 1) {
                return at + 1;
            } else if token.is(self.words.that) {
                waits = !self.is_relative(tokens, at);
                has_that |= waits;
            } else if waits && self.is_finite(tokens, at) {
                waits = false;
            }
            at += 1;
        }
        to
    }

    /// Whether a token is what a meeting was for, when that is to say something: *met to reaffirm*.
    pub(super) fn is_purpose(&self, tokens: &Tokens, at: usize) -> bool {
        let says = |token: &crate::token::Token| token.is(self.words.reaffirm) && !token.is(self.words.noun_or_verb | self.words.base);
        at > 0 && tokens.list[at - 1].is(self.words.infinitive) && tokens.list.get(at).is_some_and(says)
    }

    /// Whether what follows a semicolon is a further means of the same act: *by opening the ports;
    /// lowering the duties*.
    fn lists_means(&self, tokens: &Tokens, verb: usize, at: usize, to: usize) -> bool {
        let list = &tokens.list;
        let next = self.after_links(tokens, at, to);
        let is_means = |place: usize| list[place].is(known::PREPOSITION) && self.is_gerund(tokens, place + 1);
        next < to && self.is_gerund(tokens, next) && (verb + 1..at.saturating_sub(1)).any(is_means)
    }

    /// Whether a verb is told in the past: bare forms after it are nouns, not its fellows.
    fn is_past(&self, tokens: &Tokens, verb: usize) -> bool {
        let words = &self.text[tokens.list[verb].span.range()];
        tokens.list[verb].is(self.words.past) || words.ends_with("ed")
    }

    /// Whether a *that*, *which* or *who* is itself the subject of the verb after it.
    pub(super) fn is_relative(&self, tokens: &Tokens, place: usize) -> bool {
        let mut next = place + 1;
        while tokens.list.get(next).is_some_and(|token| token.is(known::ADVERB)) {
            next += 1;
        }
        tokens.list[place].is(self.words.that | self.words.relative) && next < tokens.list.len() && self.is_finite(tokens, next)
    }

    /// Whether a second content of one verb begins: *that A is so, and that B is so*, *and the B is so*.
    fn begins_content(&self, tokens: &Tokens, next: usize, to: usize) -> bool {
        let list = &tokens.list;
        let verb = (next + 1..(next + 5).min(to)).find(|&at| !list[at].is(known::WORD) || list[at].is(self.words.is_are));
        let is_noun = list[next].is(self.words.determiner) && verb.is_some_and(|verb| verb > next + 1 && list[verb].is(self.words.is_are));
        is_noun
            || list[next].is(self.words.that)
                && !self.is_relative(tokens, next)
                && (next + 2..(next + 16).min(to)).any(|at| self.is_finite(tokens, at))
    }

    pub(super) fn after_links(&self, tokens: &Tokens, at: usize, to: usize) -> usize {
        let mut next = at + 1;
        while next < to && tokens.list[next].is(known::AND | known::COMMA | known::CONNECTIVE) && !tokens.list[next].is(known::ADVERB) {
            next += 1;
        }
        next
    }

    /// The first token that is a finite verb of the lexicon or looks like one.
    pub(super) fn first_verb(&self, tokens: &Tokens, start: usize, to: usize) -> Option<usize> {
        (start..to).find(|&at| self.is_finite(tokens, at))
    }

    /// Whether a token is a finite verb: a modal, a verb of the lexicon, or a past form that does
    /// not stand before a noun it could describe.
    pub(super) fn is_finite(&self, tokens: &Tokens, at: usize) -> bool {
        let token = &tokens.list[at];
        let words = &self.words;
        if token.is(words.will | words.would | words.should | words.is_are) {
            return true;
        }
        if !token.is(words.finite | known::CUE) {
            return false;
        }
        let Some(before) = at.checked_sub(1).map(|before| &tokens.list[before]) else { return true };
        let begins = before.is(known::STOP | known::COLON | known::QUOTE_OPEN | known::QUOTE_CLOSE | known::GUARD | known::NUMBER);
        if self.is_capital(tokens, at) && !begins {
            return false;
        }
        if token.is(words.noun_or_verb) && !self.has_doer(tokens, at) {
            return false;
        }
        if before.is(known::COMMA) && tokens.list.get(at + 1).is_some_and(|next| self.text[next.span.range()] == *"by") {
            // *X, joined by Y, spoke with Z*.
            return false;
        }
        !before.is(words.infinitive | words.determiner | known::PREPOSITION | words.be | words.de)
    }

    /// Whether a word that is a noun as well stands after someone who can do it, or after a link.
    fn has_doer(&self, tokens: &Tokens, at: usize) -> bool {
        let list = &tokens.list;
        let before = (0..at).rev().find(|&before| !list[before].is(known::ADVERB));
        let doer = crate::phrase::OPENS_ACTOR
            | known::AGENT
            | known::AND
            | known::COMMA
            | known::COLON
            | known::BRACKET_CLOSE
            | known::GUARD
            | self.words.they
            | self.words.relative
            | self.words.is_are;
        let is_noun = list.get(at + 1).is_none_or(|next| next.is(self.words.de | known::COMMA | known::STOP | known::AND));
        !is_noun && before.is_none_or(|before| list[before].is(doer) && !list[before].is(known::ADJECTIVE | self.words.determiner))
    }

    /// Whether a coordinated verb phrase begins: the same subject does a second thing.
    pub(super) fn begins_verb(&self, tokens: &Tokens, next: usize, to: usize, after_comma: bool, chain: Chain) -> bool {
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
        if token.is(words.will | words.would | words.should) || token.is(words.is_are) && list[next - 1].is(known::AND) {
            return true;
        }
        if token.is(words.base | words.verb | words.noun_or_verb) && !token.is(words.past) && !chain.is_list {
            let is_noun = list.get(at + 1).is_none_or(|after| !after.is(self.objects()));
            if chain.is_told || is_noun && !has_adverb {
                return false;
            }
        }
        if token.is(words.finite) && !token.is(known::ADJECTIVE) && !self.is_capital(tokens, at) {
            let Some(after) = list.get(at + 1) else { return false };
            if self.text[after.span.range()].eq_ignore_ascii_case("by") {
                return false;
            }
            let is_linked = list[at.saturating_sub(1)].is(known::AND | known::ADVERB);
            let takes_object = after.is(self.objects());
            let describes =
                after.is(known::PREPOSITION) || list[next.saturating_sub(20)..next].iter().any(|token| token.is(known::LIST_OPENER));
            if token.is(words.past) && !is_linked && describes || token.is(words.describing) && !takes_object {
                return false;
            }
            let asks_now = chain.is_now && is_linked && takes_object && token.is(words.urge | words.call_on);
            return token.term != chancery_lexicon::NONE && !token.is(words.base)
                || asks_now
                || token.is(words.past) && is_linked && takes_object
                || token.is(words.base | words.verb) && (after_comma || has_adverb);
        }
        if token.is(words.base) && (after_comma || has_adverb) {
            return true;
        }
        chain.is_list && after_comma && (token.is(words.infinitive) || self.is_gerund(tokens, at))
    }

    /// The classes of words that can follow a verb as its object.
    fn objects(&self) -> u128 {
        self.words.determiner
            | known::STATE
            | known::ADJECTIVE
            | known::NUMBER
            | self.words.infinitive
            | self.words.that
            | known::PREPOSITION
    }

    pub(super) fn is_gerund(&self, tokens: &Tokens, at: usize) -> bool {
        tokens.list[at].is(known::WORD) && self.text[tokens.list[at].span.range()].ends_with("ing")
    }

    /// Whether a new subject with a verb of its own begins.
    pub(super) fn begins_clause(&mut self, tokens: &Tokens, next: usize, to: usize) -> bool {
        let list = &tokens.list;
        if self.is_relative(tokens, next) {
            return false;
        }
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
                let reach = if list[next].is(self.words.determiner) { 7 } else { 4 };
                let parts = known::AND | known::COMMA | self.words.that | self.words.relative | self.words.infinitive;
                let mut few = (at + 1..(at + reach).min(to)).take_while(|&place| !list[place].is(parts));
                few.find(|&place| list[place].is(self.words.will)).unwrap_or(to)
            }
            None => return false,
        };
        let mut after = after;
        while after < to && list[after].is(known::ADVERB) && !list[after].is(self.words.past) {
            after += 1;
        }
        after < to
            && (list[after].is(self.words.will | self.words.would | self.words.should)
                || list[after].is(self.words.finite | self.words.is_are))
    }

    /// The verb of a clause: its first finite one, or a bare one after a link.
    pub(super) fn clause_verb(&self, tokens: &Tokens, start: usize, end: usize) -> Option<usize> {
        let list = &tokens.list;
        let mut at = start;
        while at < end && list[at].is(known::AND | known::COMMA | known::ADVERB | known::CONNECTIVE | known::GUARD) {
            at += 1;
        }
        if start < end && self.is_purpose(tokens, start) {
            return Some(start);
        }
        let is_linked = at > start || start > 0 && list[start - 1].is(known::SEMICOLON);
        if is_linked && at < end && (list[at].is(self.words.base | self.words.infinitive) || self.is_gerund(tokens, at)) {
            return Some(at);
        }
        let mut from = start;
        loop {
            let verb = self.first_verb(tokens, from, end)?;
            let subject = (start..verb).rev().find(|&at| !list[at].is(known::ADVERB));
            if subject.is_none_or(|subject| subject == start || !self.is_relative(tokens, subject)) {
                return Some(verb);
            }
            from = verb + 1;
        }
    }
}
