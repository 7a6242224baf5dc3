//! Which clauses of a Chinese sentence begin an entry, and how far it reaches.

use chancery_lexicon::{Reach, known};
use chancery_model::EntryKind;

use super::Sentence;
use crate::clause::Clause;
use crate::engine::Draft;
use crate::phrase::subject;
use crate::reader::Reader;
use crate::token::Tokens;

/// How far into a predicate its verb is looked for, in tokens.
const MOST_BEFORE_VERB: usize = 12;

impl Reader<'_, '_> {
    /// Tries the rules on a clause and hands its subject on.
    pub(super) fn chinese_entry(&mut self, tokens: &Tokens, clause: Clause, from_source: Option<usize>, sentence: &mut Sentence) {
        let list = &tokens.list;
        let end = list[clause.tokens.1 - 1].span.end;
        if self.notes_invitation(tokens, &clause, sentence) {
            return;
        }
        if self.opens_list(tokens, &clause, sentence) {
            return;
        }
        if std::mem::take(&mut sentence.is_parted) && sentence.is_content {
            self.next_point(tokens, &clause, sentence);
            return;
        }
        let matched = if clause.is_topic { None } else { self.rules.first_match(&clause, list) };
        let is_forecast = |rule: usize| sentence.is_thing && clause.subject.is_none() && self.forecasts(tokens, &clause, rule);
        let matched = matched.filter(|&rule| !is_forecast(rule));
        if matched.is_some_and(|rule| self.goes_on_agreeing(&clause, rule, sentence)) {
            self.next_point(tokens, &clause, sentence);
            return;
        }
        let goes_on = sentence.is_open && (clause.subject.is_none() || sentence.is_content);
        let matched = matched.filter(|&rule| !goes_on || self.interrupts(tokens, &clause, rule, sentence));
        match matched {
            Some(rule) if self.rules.kind(rule).is_none() => {
                sentence.is_open = false;
                sentence.pending = None;
            }
            Some(rule) => self.begin(tokens, &clause, rule, from_source, sentence),
            None if goes_on => self.extend(tokens, &clause, end, sentence),
            None if self.goes_on_from_last(tokens, &clause, sentence) => {}
            None => self.leave_pending(tokens, &clause, sentence),
        }
        if let Some(phrase) = clause.subject {
            sentence.subject = Some((phrase.parties, phrase.kind));
            sentence.is_thing = false;
        } else {
            sentence.is_thing |= clause.kind & (subject::OTHER | subject::THIS) != 0;
        }
    }

    /// Whether a rule finds that something *will* happen, first of all verbs.
    fn forecasts(&self, tokens: &Tokens, clause: &Clause, rule: usize) -> bool {
        let verb = tokens.list[clause.predicate..clause.tokens.1].iter().find(|token| token.is(self.words.predicates));
        self.rules.kind(rule) == Some(EntryKind::Commitment) && verb.is_some_and(|verb| verb.is(self.words.will))
    }

    /// Whether *should* without a subject goes on with what the sides of a joint statement hold.
    fn goes_on_agreeing(&self, clause: &Clause, rule: usize, sentence: &Sentence) -> bool {
        let is_kind = |rule: usize, kind: EntryKind| self.rules.kind(rule) == Some(kind);
        let holds = sentence.drafts.last().is_some_and(|last| is_kind(last.rule, EntryKind::Understanding));
        self.is_joint
            && self.speaker().is_none()
            && clause.subject.is_none()
            && holds
            && sentence.is_open
            && is_kind(rule, EntryKind::Request)
    }

    /// The next of several points, parted by semicolons, of a view that is shared.
    fn next_point(&self, tokens: &Tokens, clause: &Clause, sentence: &mut Sentence) {
        let Some(last) = sentence.drafts.last().cloned() else { return };
        sentence.drafts.push(Draft {
            start: tokens.list[clause.start].span.start,
            end: tokens.list[clause.tokens.1 - 1].span.end,
            tokens: (clause.predicate, clause.tokens.1),
            clause_start: clause.start,
            ..last
        });
        sentence.is_open = true;
    }

    /// *At the invitation of X*, a clause of its own before the visit.
    pub(super) fn notes_invitation(&mut self, tokens: &Tokens, clause: &Clause, sentence: &mut Sentence) -> bool {
        let list = &tokens.list;
        let (from, to) = clause.tokens;
        let invites = list[from].is(self.words.invited_by) && list[from..to].iter().any(|token| token.is(self.words.invite));
        if invites {
            let parties = self.phrase(tokens, from + 1).map(|phrase| phrase.parties).unwrap_or_default();
            sentence.invited = Some((list[from].span.start, parties));
        }
        invites
    }

    /// Whether a rule begins an entry although the one before could go on over its clause.
    ///
    /// What follows *will*, *should* or *agreed* belongs to it until another such word; a stance
    /// does not part it.
    pub(super) fn interrupts(&self, tokens: &Tokens, clause: &Clause, rule: usize, sentence: &Sentence) -> bool {
        let Some(last) = sentence.drafts.last() else { return true };
        if sentence.is_list || sentence.is_content || !self.rules.rule(rule).interrupts {
            return false;
        }
        let (open, next) = (self.rules.kind(last.rule), self.rules.kind(rule));
        match (self.rules.binds(last.rule), self.rules.binds(rule)) {
            (true, true) => open != next || self.begins_binding(tokens, clause),
            // Talks that someone should hold are no talks that were held.
            (true, false) if next == Some(EntryKind::Engagement) => {
                let is_governed = clause.subject.is_none() || tokens.list[clause.tokens.0].is(known::PREPOSITION);
                !(is_governed && open == Some(EntryKind::Request))
            }
            (true, false) => self.begins_anew(tokens, clause),
            (false, _) => rule != last.rule || self.verb(tokens, clause.predicate) != self.verb(tokens, last.tokens.0),
        }
    }

    /// Whether a clause says anew that something *will* or is *ready to* be done.
    fn begins_binding(&self, tokens: &Tokens, clause: &Clause) -> bool {
        let mut verbs = tokens.list[clause.predicate..clause.tokens.1].iter();
        let first = verbs.find(|token| !token.is(known::CONNECTIVE) && (!token.is(known::ADVERB) || token.is(self.words.will)));
        first.is_some_and(|token| token.is(self.words.will | self.words.willing))
    }

    /// Whether a clause opens with a verb of saying or welcome, which no *will* governs: *called on
    /// all to …, stressed that …*.
    fn begins_anew(&self, tokens: &Tokens, clause: &Clause) -> bool {
        let first = tokens.list[clause.predicate..clause.tokens.1].iter().find(|token| !token.is(known::ADVERB | known::CONNECTIVE));
        first.is_some_and(|token| token.is(self.words.cue_strong | self.words.welcome))
    }

    /// The first verb from a token on, as a term of the lexicon: *supports A, supports B* is one
    /// stance, *supports A, opposes B* two.
    fn verb(&self, tokens: &Tokens, from: usize) -> Option<u32> {
        let verbs = self.words.predicates;
        tokens.list[from..].iter().take(MOST_BEFORE_VERB).find(|token| token.is(verbs) && !token.is(known::ADVERB)).map(|token| token.term)
    }

    /// Begins an entry at a clause.
    pub(super) fn begin(&mut self, tokens: &Tokens, clause: &Clause, rule: usize, from_source: Option<usize>, sentence: &mut Sentence) {
        let list = &tokens.list;
        let (subject, has_subject) = match &clause.subject {
            Some(phrase) => (phrase.parties.clone(), true),
            None if sentence.subject.is_none() && self.speaker().is_none() && list[clause.predicate].is(self.words.agree) => {
                (self.cast.both(), false)
            }
            None if self.wishes_for_speaker(tokens, clause, sentence) => (self.narrating_parties(), false),
            None => (sentence.subject.as_ref().map_or_else(|| self.narrating_parties(), |(parties, _)| parties.clone()), false),
        };
        let own = list[clause.start].span.start;
        let start = match (clause.subject.is_some(), from_source, sentence.pending) {
            (true, ..) => sentence.dated.unwrap_or(own),
            (false, Some(source), _) => list[source].span.start,
            (false, None, Some(pending)) => pending,
            _ => sentence.dated.unwrap_or(own),
        };
        let mut draft = Draft {
            rule,
            start,
            end: list[clause.tokens.1 - 1].span.end,
            tokens: (clause.predicate, clause.tokens.1),
            clause_start: clause.start,
            subject,
            has_subject,
            kind: clause.kind,
            voice: self.voice(),
            conditional: sentence.is_conditional,
        };
        if clause.subject.is_some() && self.rules.kind(rule) == Some(EntryKind::Request) && sentence.is_open {
            // *To reach it, both should …*: the aim is part of what is asked.
            let aim = sentence.drafts.pop_if(|last| !last.has_subject && self.rules.kind(last.rule) == Some(EntryKind::Request));
            draft.start = aim.map_or(draft.start, |aim| aim.start);
        }
        if self.rules.kind(rule) == Some(EntryKind::Engagement) {
            if clause.subject.is_none() && sentence.subject.is_none() && sentence.invited.is_none() && from_source.is_none() {
                return;
            }
            if let Some((start, inviters)) = sentence.invited.take() {
                draft.start = start;
                draft.subject.extend(inviters);
            }
        }
        let ends_in_view = list[clause.tokens.1 - 1].is(self.words.agree_view | self.words.hold | known::CUE);
        let is_view = matches!(self.rules.kind(rule), Some(EntryKind::Understanding | EntryKind::Position));
        sentence.is_content = ends_in_view && is_view && clause.classes & self.words.copula == 0;
        sentence.drafts.push(draft);
        sentence.is_open = self.rules.reach(rule) != Reach::Clause;
        (sentence.pending, sentence.dated) = (None, None);
        sentence.awaits_item = list[clause.tokens.1 - 1].is(self.words.agree);
        sentence.is_list = sentence.awaits_item;
    }

    /// *Kestria matters, hopes to work with it*: after words on the other side, a hope without a
    /// subject is the speaker's.
    fn wishes_for_speaker(&self, tokens: &Tokens, clause: &Clause, sentence: &Sentence) -> bool {
        let Some((subject, kind)) = &sentence.subject else { return false };
        let own = self.speaker().and_then(|speaker| self.cast.state_of(speaker));
        let other = subject.first().and_then(|&party| self.cast.state_of(party)).filter(|_| subject.len() == 1);
        let verb = tokens.list[clause.predicate..clause.tokens.1].iter().find(|token| token.is(self.words.predicates));
        kind & subject::JOINT == 0 && own.is_some() && other.is_some() && own != other && verb.is_some_and(|verb| verb.is(self.words.hope))
    }

    /// A sentence that opens with a verb goes on with what the last one bound someone to.
    pub(super) fn goes_on_from_last(&mut self, tokens: &Tokens, clause: &Clause, sentence: &mut Sentence) -> bool {
        let list = &tokens.list;
        let Some(last) = self.carried.take() else { return false };
        let opens = clause.tokens.0 == 0 || list[clause.tokens.0 - 1].is(known::STOP);
        let first = list[clause.tokens.0];
        let verbs = self.words.use_event | self.words.establish | self.words.act | self.words.carry_verb;
        let begins_verb = !first.is(known::PREPOSITION | known::CONNECTIVE | self.words.topic | self.words.de | self.words.copula)
            && (first.is(verbs) || first.is(known::ADVERB) && clause.classes & verbs != 0);
        if !opens || !begins_verb || clause.subject.is_some() || clause.kind & !subject::NONE != 0 || last.voice != self.voice() {
            return false;
        }
        sentence.drafts.push(Draft {
            start: list[clause.start].span.start,
            end: list[clause.tokens.1 - 1].span.end,
            tokens: (clause.predicate, clause.tokens.1),
            clause_start: clause.start,
            has_subject: last.kind & subject::JOINT != 0 || !last.subject.is_empty(),
            ..last
        });
        sentence.is_open = true;
        true
    }

    /// A clause without an entry: its beginning may belong to the entry of the next.
    pub(super) fn leave_pending(&mut self, tokens: &Tokens, clause: &Clause, sentence: &mut Sentence) {
        let list = &tokens.list;
        let start = list[clause.start].span.start;
        sentence.is_open = false;
        let is_date = list[clause.tokens.0..clause.tokens.1]
            .iter()
            .all(|token| token.is(known::DATE | known::ADVERB | known::CONNECTIVE | self.words.local_time));
        if is_date && list[clause.tokens.0..clause.tokens.1].iter().any(|token| token.is(known::DATE)) {
            sentence.dated = Some(list[clause.tokens.0].span.start);
        } else if clause.subject.is_some() || clause.kind & subject::OTHER != 0 && sentence.drafts.is_empty() {
            sentence.pending = Some(start);
        } else if clause.is_topic || sentence.drafts.is_empty() && clause.subject.is_none() {
            sentence.pending = None;
        }
    }

    /// A clause that begins a list of what was agreed makes its first item an entry.
    pub(super) fn opens_list(&mut self, tokens: &Tokens, clause: &Clause, sentence: &mut Sentence) -> bool {
        let list = &tokens.list;
        let (from, to) = clause.tokens;
        let Some((_, kind)) = &sentence.subject else { return false };
        if !list[from].is(known::LIST_OPENER) || kind & (subject::JOINT | subject::AGENT | subject::STATE) == 0 || from + 1 >= to {
            return false;
        }
        let begins_verb = !list[from + 1].is(known::PREPOSITION | self.words.topic | self.words.de)
            && list[from + 1].is(known::ADVERB | self.words.use_event | self.words.establish | self.words.act | self.words.agree);
        let Some(rule) = self.named_rule("commitment.listed").filter(|_| begins_verb) else { return false };
        let subject = self.cast.both();
        let voice = self.voice();
        sentence.drafts.push(Draft {
            rule: usize::from(rule.0),
            start: list[from + 1].span.start,
            end: list[to - 1].span.end,
            tokens: (from + 1, to),
            clause_start: from + 1,
            subject,
            has_subject: true,
            kind: subject::JOINT,
            voice,
            conditional: false,
        });
        (sentence.is_open, sentence.is_list) = (true, true);
        true
    }

    /// Whether a clause names another act that was agreed: one to set up or hold, or to go on with.
    fn begins_item(&self, tokens: &Tokens, clause: &Clause) -> bool {
        let words = &self.words;
        let acts = words.establish | words.hold_event | words.resume;
        let list = &tokens.list[clause.start..clause.tokens.1];
        let verb = list.iter().find(|token| !token.is(known::ADVERB));
        let goes_on = list[0].is(known::ADVERB) && verb.is_some_and(|verb| verb.is(words.carry_verb | words.use_event));
        goes_on || verb.is_some_and(|verb| verb.is(acts))
    }

    /// A clause without subject and rule of its own goes on with the entry before it.
    pub(super) fn extend(&mut self, tokens: &Tokens, clause: &Clause, end: u32, sentence: &mut Sentence) {
        let is_first = std::mem::take(&mut sentence.awaits_item);
        let is_list = sentence.is_list && !is_first;
        let agreed = self.named_rule("commitment.agreed").map(|rule| usize::from(rule.0));
        let Some(draft) = sentence.drafts.last_mut() else { return };
        let is_item = is_list
            || self.rules.reach(draft.rule) == Reach::List
            || !is_first && Some(draft.rule) == agreed && self.begins_item(tokens, clause);
        if is_item && clause.kind & subject::NONE != 0 {
            let mut next = draft.clone();
            next.start = tokens.list[clause.start].span.start;
            next.end = end;
            next.tokens = (clause.predicate, clause.tokens.1);
            next.clause_start = clause.start;
            next.has_subject = is_list;
            sentence.drafts.push(next);
            return;
        }
        draft.end = end;
        draft.tokens.1 = clause.tokens.1;
    }
}
