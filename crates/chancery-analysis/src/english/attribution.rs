//! Attributions inside an English sentence: whose words a clause reports.

use chancery_lexicon::known;
use chancery_model::EntryKind;
use chancery_text::Span;

use super::Sentence;
use crate::clause::Clause;
use crate::phrase::subject;
use crate::reader::{Lasts, Opened, Reader};
use crate::token::{Token, Tokens};

impl Reader<'_, '_> {
    /// Opens the voice of one person whose words a clause reports; where the content begins.
    pub(super) fn english_attribution(
        &mut self,
        tokens: &Tokens,
        clause: &Clause,
        sentence_start: usize,
        sentence: &mut Sentence,
    ) -> Option<usize> {
        let list = &tokens.list;
        let words = &self.words;
        let states =
            words.reaffirm | words.support_verb | words.welcome | words.oppose | words.raise | words.urge | words.call_on | words.courtesy;
        let is_pledge = self.is_pledge(tokens, clause.predicate);
        let cue = (clause.predicate..clause.tokens.1).take(4).find(|&at| {
            let is_verb = at == clause.predicate || self.is_finite(tokens, at);
            is_pledge || is_verb && list[at].is(known::CUE | states)
        })?;
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
        let told = self.told_that(tokens, cue, clause.tokens.1);
        let content = if has_that { Some(cue + 2) } else { told.or_else(|| self.bare_content(tokens, cue, clause.tokens.1)) };
        let has_that = content.is_some();
        let has_topic = list[cue + 1..(cue + 5).min(clause.tokens.1)].iter().any(|token| token.is(self.words.cue_topic));
        let is_ahead = list[clause.predicate..cue].iter().any(|token| token.is(self.words.will));
        let is_act = list[cue].is(states) || is_pledge && kind & subject::PERSON != 0;
        let is_persons_act = is_act && !is_ahead && !self.cast.is_state(source);
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
            let rule = self.named_rule("voice.cue");
            // Others were spoken of before: the voice begins where its source is named.
            let is_others = clause.subject.is_some() && sentence.opener.as_ref().is_some_and(|opener| *opener != parties);
            let is_part = is_others || clause.predicate > sentence_start && self.is_purpose(tokens, clause.predicate);
            let begins = if is_part { list[clause.start].span.start } else { list[sentence_start].span.start };
            self.say(begins, words, Some(list[cue].span), rule);
            let voice = self.voice();
            if !is_part {
                for draft in &mut sentence.drafts {
                    draft.voice = voice;
                }
            }
        }
        content
    }

    /// Whether a token tells of a promise that was given there, not of a state it leaves: *pledged*,
    /// not *is committed*.
    fn is_pledge(&self, tokens: &Tokens, at: usize) -> bool {
        let words = &self.text[tokens.list[at].span.range()];
        tokens.list[at].is(self.words.promise) && words.ends_with("ed") && !words.contains(' ')
    }

    /// Past the *that* of what the speaker said before: *I announced in May that*. A *that* after
    /// an object describes the object: *I announced five measures that*.
    fn own_content(&self, tokens: &Tokens, predicate: usize, to: usize) -> Option<usize> {
        let list = &tokens.list;
        let cue = (predicate..to).take(3).find(|&at| list[at].is(known::CUE))?;
        let may_follow = self.words.that | known::PREPOSITION | known::DATE | known::ADVERB;
        list.get(cue + 1).filter(|next| next.is(may_follow)).and_then(|_| self.told_that(tokens, cue, to))
    }

    /// Past the *that* of a thing that is told: *our position is that*, *that is why*.
    pub(super) fn told_thing(&self, tokens: &Tokens, clause: &Clause) -> Option<usize> {
        let list = &tokens.list;
        let at = clause.predicate;
        let opens = |next: &Token| next.is(self.words.that) || self.text[next.span.range()].eq_ignore_ascii_case("why");
        let tells = list[at].is(self.words.is_are) && list.get(at + 1).is_some_and(opens);
        (tells && at + 2 < clause.tokens.1 && !self.is_relative(tokens, at + 1)).then_some(at + 2)
    }

    /// Past the *that* of *told the officials that*, *laid out in detail that*.
    fn told_that(&self, tokens: &Tokens, cue: usize, end: usize) -> Option<usize> {
        let list = &tokens.list;
        let stops = self.words.that | self.words.concern | self.words.stance_noun | known::COMMA;
        let that = (cue + 1..(cue + 8).min(end)).find(|&at| list[at].is(stops) || self.is_finite(tokens, at))?;
        (list[cue].is(known::CUE) && list[that].is(self.words.that) && !self.is_relative(tokens, that)).then_some(that + 1)
    }

    /// Where the content of a cue begins that has no *that*: *noted all members have an interest*.
    fn bare_content(&self, tokens: &Tokens, cue: usize, end: usize) -> Option<usize> {
        let list = &tokens.list;
        let first = list.get(cue + 1).filter(|token| !token.is(known::PREPOSITION | self.words.infinitive))?;
        if !list[cue].is(self.words.cue_bare) || first.is(self.words.cue_topic) {
            return None;
        }
        let links = self.words.that | self.words.relative | known::COMMA | known::QUOTE_OPEN;
        let verb = (cue + 2..end).find(|&at| list[at].is(links) || self.is_finite(tokens, at))?;
        let is_plain = list[verb].is(self.words.is_are | self.words.will | self.words.would | self.words.should);
        let has_pronoun = first.is(known::PRONOUN | self.words.they) && verb == cue + 2 && !list[verb].is(links);
        (is_plain || has_pronoun).then_some(cue + 1)
    }

    /// The entry of what a source says, tokens `from..to`; whether there is one. Without a rule of
    /// its own it is what the source holds.
    pub(super) fn english_content(
        &mut self,
        tokens: &Tokens,
        (from, to): (usize, usize),
        holds: Option<usize>,
        sentence: &mut Sentence,
    ) -> bool {
        if from >= to {
            return false;
        }
        let verb = self.clause_verb(tokens, from, to);
        let mut clause = match verb {
            Some(verb) => self.english_parts(tokens, from, to, verb, sentence.subject.as_ref()),
            None => Clause { kind: subject::OTHER, ..Self::bare_clause(tokens, from, to) },
        };
        let matched = self.rules.first_match(&clause, &tokens.list).filter(|_| verb.is_some());
        let Some(rule) = matched.or(holds) else { return false };
        if matched.is_none() && self.is_anothers(&clause) {
            // What a source says of another state is that source's view of it.
            clause.kind = subject::OTHER;
        }
        self.english_entry(tokens, &clause, Some(rule), sentence);
        true
    }

    /// Whether a clause is about a state, or one of its people, that is not the speaker's.
    fn is_anothers(&self, clause: &Clause) -> bool {
        let own = self.speaker().and_then(|speaker| self.cast.state_of(speaker));
        let about = clause.subject.as_ref().filter(|phrase| phrase.parties.len() == 1).map(|phrase| self.cast.state_of(phrase.parties[0]));
        clause.kind & subject::JOINT == 0 && own.is_some() && about.is_some_and(|about| about != own)
    }

    /// The entry of what several say in one voice, when it binds them or is a contact: *agreed
    /// that the Secretary will visit*, *underscored that they will continue*; of what the speaker
    /// said before, when it binds or asks: *I announced that Alvonia will*. Whether there is one.
    pub(super) fn english_agreed_content(
        &mut self,
        tokens: &Tokens,
        clause: &Clause,
        outer: Option<usize>,
        sentence: &mut Sentence,
    ) -> bool {
        let list = &tokens.list;
        let to = clause.tokens.1;
        let that = (clause.predicate + 1..(clause.predicate + 3).min(to)).find(|&at| list[at].is(self.words.that));
        let is_own = clause.kind & (subject::SELF | subject::WE) != 0 && clause.kind & subject::JOINT == 0;
        let from = match is_own {
            true => self.own_content(tokens, clause.predicate, to),
            false => that.map(|that| that + 1).filter(|_| clause.kind & subject::JOINT != 0),
        };
        let Some(from) = from.filter(|&from| from < to) else { return false };
        let Some(verb) = self.clause_verb(tokens, from, to) else { return false };
        let inner = self.english_parts(tokens, from, to, verb, sentence.subject.as_ref());
        let Some(matched) = self.rules.first_match(&inner, list) else { return false };
        let is_view = outer.and_then(|outer| self.rules.kind(outer)) == Some(EntryKind::Understanding);
        let takes_over = match self.rules.kind(matched) {
            Some(EntryKind::Engagement) => true,
            Some(EntryKind::Commitment | EntryKind::Request) if is_own => true,
            Some(EntryKind::Commitment) => is_view && inner.kind & (subject::JOINT | subject::WE) != 0,
            _ => false,
        };
        if takes_over {
            self.english_entry(tokens, &inner, Some(matched), sentence);
        }
        takes_over
    }

    /// Whether a clause without a rule of its own goes on with what a source holds: a further
    /// clause with a subject, or a further verb of the last one.
    pub(super) fn goes_on_holding(&mut self, tokens: &Tokens, clause: &Clause, sentence: &mut Sentence) -> bool {
        let list = &tokens.list;
        let Some(rule) = sentence.holds else { return false };
        if clause.subject.is_some() || clause.kind & subject::OTHER != 0 {
            let is_narrated = list[clause.predicate].is(self.words.discuss | self.words.courtesy | known::CUE);
            let is_someone_else = clause.kind & (subject::PERSON | subject::JOINT) != 0 && clause.kind & subject::OTHER == 0;
            if is_narrated || is_someone_else {
                sentence.holds = None;
                return false;
            }
            self.english_entry(tokens, clause, Some(rule), sentence);
            return true;
        }
        let is_verb =
            self.is_finite(tokens, clause.predicate) && !list[clause.predicate].is(self.words.discuss | self.words.courtesy | known::CUE);
        if let Some(last) = sentence.drafts.last_mut().filter(|last| is_verb && last.tokens.1 == clause.tokens.0 && last.rule == rule) {
            last.end = list[clause.tokens.1 - 1].span.end;
            last.tokens.1 = clause.tokens.1;
            return true;
        }
        false
    }
}
