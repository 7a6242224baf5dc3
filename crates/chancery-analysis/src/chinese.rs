//! Chinese sentences: clauses at commas, their subjects, attributions, and the entries they make.

use chancery_lexicon::{Reach, known};
use chancery_model::{EntryKind, Parties};
use chancery_text::Span;

use crate::clause::Clause;
use crate::engine::Draft;
use crate::phrase::{Phrase, subject};
use crate::reader::{Lasts, Opened, Reader};
use crate::token::Tokens;

/// What the clauses of one sentence hand on to the next.
#[derive(Default)]
struct Sentence {
    drafts: Vec<Draft>,
    /// The subject that clauses without one take, and its kind.
    subject: Option<(Parties, u16)>,
    /// First byte of a clause with a subject and no entry yet, for the clause that goes on with it.
    pending: Option<(u32, usize)>,
    /// Whether the last draft may still reach further.
    is_open: bool,
    is_conditional: bool,
    /// *At the invitation of X*: where it begins, and X.
    invited: Option<(u32, Parties)>,
    /// First byte of a date that stands before the subject in a clause of its own.
    dated: Option<u32>,
    /// Whether what was agreed is being listed.
    is_list: bool,
    /// Whether all that follows is the content of a view that is shared.
    is_content: bool,
}

impl Reader<'_, '_> {
    /// Reads the sentence of tokens `from..to`.
    pub fn chinese_sentence(&mut self, tokens: &Tokens, from: usize, to: usize) {
        let mut sentence = Sentence::default();
        let is_question = tokens.list[from..to].iter().rev().take(3).any(|token| token.is(known::QUESTION_MARK));
        let mut start = from;
        for place in from..to {
            let next_denies =
                tokens.list[place].is(known::ENUMERATION) && tokens.list.get(place + 1).is_some_and(|next| next.is(self.words.not_seek));
            let ends = next_denies || tokens.list[place].is(known::COMMA | known::SEMICOLON | known::COLON | known::STOP);
            if ends || place + 1 == to {
                let end = if ends { place } else { place + 1 };
                self.chinese_clause(tokens, start, end, place, from, &mut sentence);
                if tokens.list[place].is(known::SEMICOLON) {
                    sentence.is_open = false;
                }
                start = place + 1;
            }
        }
        let binds = |kind| matches!(kind, Some(EntryKind::Commitment | EntryKind::Request));
        self.carried = sentence.drafts.last().filter(|draft| binds(self.rules.kind(draft.rule)) && sentence.is_open).cloned();
        if !is_question {
            self.finish(tokens, &mut sentence.drafts);
        }
    }

    fn chinese_clause(&mut self, tokens: &Tokens, from: usize, to: usize, mark: usize, sentence_start: usize, sentence: &mut Sentence) {
        if from >= to {
            return;
        }
        let clause = self.chinese_parts(tokens, from, to, sentence.subject.as_ref());
        if tokens.list[from..to].iter().take(3).any(|token| token.is(known::CONDITION)) {
            sentence.is_conditional = true;
        }
        if self.narrator_returns(tokens, &clause) && self.opened.is_some() {
            self.opened = None;
            self.say(tokens.list[from].span.start, None, None, None);
        }
        if let Some(content) = self.attribution(tokens, &clause, mark, sentence_start, sentence) {
            if content < to {
                let from_source = clause.subject.is_some().then_some(clause.start);
                let inner = self.chinese_parts(tokens, content, to, sentence.subject.as_ref());
                self.chinese_entry(tokens, inner, from_source, sentence);
            }
            return;
        }
        self.chinese_entry(tokens, clause, None, sentence);
    }

    /// The parts of a clause: what opens it, its subject, its predicate.
    fn chinese_parts(&mut self, tokens: &Tokens, from: usize, to: usize, inherited: Option<&(Parties, u16)>) -> Clause {
        let list = &tokens.list;
        let mut clause = Self::bare_clause(tokens, from, to);
        let mut place = self.after_agency_line(tokens, from, to);
        if place + 1 < to && list[place].is(known::NUMBER) && list[place + 1].is(known::ENUMERATION) {
            place += 2;
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
            if self.begins_actor(token) {
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
            clause.predicate = place.min(to);
            clause.kind = if is_this { subject::THIS } else { self.kind_without_actor(tokens, place, to) };
            if clause.kind == subject::NONE {
                let narrates_both = self.is_joint && self.speaker().is_none();
                clause.kind |= inherited.map_or(if narrates_both { subject::JOINT } else { 0 }, |(_, kind)| *kind);
                clause.predicate = from;
            } else {
                clause.predicate = from;
            }
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
    fn after_agency_line(&self, tokens: &Tokens, from: usize, to: usize) -> usize {
        let list = &tokens.list;
        if from != 0 || !list[from..to].iter().take(8).any(|token| token.is(known::OUTLET | self.words.agency_line)) {
            return from;
        }
        let limit = (from + 24).min(to);
        let Some(mark) = (from..limit).rev().find(|&at| list[at].is(self.words.agency_line)) else { return from };
        match (mark + 1..limit).find(|&at| list[at].is(known::BRACKET_CLOSE)) {
            Some(close) if list[mark + 1].is(known::BRACKET_OPEN) => close + 1,
            _ => mark + 1,
        }
    }

    fn begins_actor(&self, token: &crate::token::Token) -> bool {
        token.is(known::STATE
            | known::GROUP
            | known::PERSON
            | known::OFFICE
            | known::BODY
            | known::BOTH
            | known::LEADERS
            | known::SELF
            | known::WE
            | known::PRONOUN
            | known::PAIR
            | known::OTHER_SIDE)
    }

    /// Where a scene-setting phrase that opens a clause ends: after its closing word.
    fn after_scene(&self, tokens: &Tokens, place: usize, to: usize) -> Option<usize> {
        (place + 1..to).find(|&at| tokens.list[at].is(known::POSTPOSITION)).map(|at| at + 1)
    }

    /// Departments and teams without a state are those of both sides.
    fn departments(&mut self, tokens: &Tokens, place: usize, to: usize, clause: &mut Clause) {
        let list = &tokens.list;
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
    fn chinese_subject(&mut self, tokens: &Tokens, mut phrase: Phrase, to: usize, clause: &mut Clause) {
        let list = &tokens.list;
        let mut end = phrase.tokens.1;
        let agent = (end..(end + 3).min(to)).find(|&at| list[at].is(known::AGENT));
        let is_plain_gap = |upto: usize| {
            list[end..upto].iter().all(|token| {
                token.is(known::WORD | known::BOTH | known::ADVERB | known::OFFICE | known::AGENT | known::GUARD | known::BODY)
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
                phrase.parties = [self.cast.unknown(None, &printed, ("zh", &printed))].into_iter().collect();
                self.cast.group = phrase.parties.clone();
            } else {
                phrase.parties = phrase.parties.iter().map(|&actor| self.cast.state_of(actor).unwrap_or(actor)).collect();
            }
            phrase.kind = if phrase.kind == subject::JOINT { subject::JOINT | subject::AGENT } else { subject::AGENT };
            end = last + 1;
            phrase.tokens.1 = end;
        }
        if list.get(end).is_some_and(|token| token.is(self.words.de)) && end < to {
            // A genitive: the subject is a thing of the actor's.
            clause.kind = subject::OTHER;
            clause.predicate = end;
            clause.start = clause.start.min(phrase.tokens.0);
            return;
        }
        let is_side = phrase.kind != subject::STATE || !self.is_plain_name(&list[end - 1]);
        let next_is_word = end < to
            && !list[end].is(self.words.predicates() | known::ADVERB | known::PREPOSITION | known::CUE | known::CONTACT | known::DATE);
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
    fn is_plain_name(&self, token: &crate::token::Token) -> bool {
        if token.term == chancery_lexicon::NONE {
            return false;
        }
        let term = self.tokenizer.matcher.term(token.term);
        term.actor != chancery_lexicon::NONE && self.lexicon.actor(term.actor).zh.as_deref() == Some(&*term.text)
    }

    /// Whether a clause that opens without an actor has a thing for its subject, or none.
    fn kind_without_actor(&self, tokens: &Tokens, place: usize, to: usize) -> u16 {
        let words = &self.words;
        let finite = words.should | words.will | words.ought_not | words.copula;
        let list = &tokens.list[place..to];
        match list.iter().position(|token| token.is(finite)) {
            Some(0) | None => subject::NONE,
            Some(at) => {
                if list[..at].iter().any(|token| token.is(words.predicates() & !finite)) {
                    subject::NONE | subject::OTHER
                } else {
                    subject::OTHER
                }
            }
        }
    }

    /// Whether the narrator, or the speaker of the exchange, plainly takes over again.
    fn narrator_returns(&self, tokens: &Tokens, clause: &Clause) -> bool {
        let list = &tokens.list;
        let Some(opened) = self.opened else { return false };
        let begins_sentence = clause.tokens.0 == 0 || list[clause.tokens.0 - 1].is(known::STOP | known::QUOTE_CLOSE);
        let is_nested = self.base.is_some();
        if clause.kind & subject::THIS != 0 {
            return is_nested
                && (begins_sentence && clause.classes & (self.words.will | self.words.copula) != 0 || self.shows(tokens, clause));
        }
        let Some(phrase) = &clause.subject else { return false };
        if !begins_sentence {
            return false;
        }
        let has = |class: u128| list[phrase.tokens.0..phrase.tokens.1].iter().any(|token| token.is(class));
        let meets = clause.classes & self.words.talks != 0 && clause.classes & (self.words.should | self.words.willing) == 0;
        let is_both = has(known::LEADERS | known::BOTH) && !has(known::SELF);
        if is_nested {
            let is_other_person = phrase.kind & subject::PERSON != 0 && !phrase.parties.contains(&opened.source);
            return has(known::LEADERS) || phrase.kind & subject::AGENT != 0 || is_other_person || is_both && meets;
        }
        is_both && meets || has(known::LEADERS) && clause.classes & (self.words.agree | self.words.agree_view) != 0
    }

    /// Whether a clause that begins with *this* comments on what was said: *this proves again*.
    fn shows(&self, tokens: &Tokens, clause: &Clause) -> bool {
        tokens.list[clause.tokens.0..clause.tokens.1].iter().take(4).any(|token| token.is(self.words.shows))
    }

    /// Opens the voice that a clause attributes its content to; where the content begins.
    fn attribution(
        &mut self,
        tokens: &Tokens,
        clause: &Clause,
        mark: usize,
        sentence_start: usize,
        sentence: &mut Sentence,
    ) -> Option<usize> {
        let list = &tokens.list;
        let (from, to) = (clause.predicate, clause.tokens.1);
        let cue = self.leading_cue(tokens, from, to)?;
        let opens = list.get(mark).is_some_and(|token| token.is(known::COMMA | known::COLON)) && cue + 1 >= to;
        let as_said = list[clause.tokens.0..from.max(clause.tokens.0 + 1)].iter().any(|token| token.is(known::AS_SAID));
        let is_cue = list[cue].is(self.words.cue_strong) || opens && clause.subject.is_some();
        if !is_cue {
            return None;
        }
        let (source, source_words) = self.source_of(tokens, clause, sentence, as_said)?;
        let begin = if clause.subject.is_none() || sentence.drafts.is_empty() && !as_said { sentence_start } else { clause.tokens.0 };
        let begin = self.quotation_before(tokens, clause.start).unwrap_or(begin);
        let begin = list[begin].span.start;
        let rule = self.lexicon.rule_id(if as_said { "zh.voice.as_said" } else { "zh.voice.cue" });
        if as_said {
            if self.opened.is_some() {
                self.inner = Some(source);
            } else {
                self.opened = Some(Opened { source, lasts: Lasts::Sentence, announces: false });
            }
            self.say(list[clause.tokens.0].span.start, source_words, Some(list[cue].span), rule);
            return Some(to);
        }
        let lasts = Lasts::Paragraph;
        let announces = list.get(mark).is_some_and(|token| token.is(known::COLON)) && cue + 1 >= to;
        self.cast.last = Some(source);
        if self.base == Some(source) {
            self.opened = None;
        } else if self.opened.is_none_or(|opened| opened.source != source) {
            self.opened = Some(Opened { source, lasts, announces });
        }
        self.say(begin, source_words, Some(list[cue].span), rule);
        for draft in &mut sentence.drafts {
            if draft.start >= begin {
                draft.voice =
                    self.voices.intern(&[self.base, self.opened.map(|opened| opened.source)].into_iter().flatten().collect::<Vec<_>>());
            }
        }
        sentence.subject = None;
        sentence.is_open = false;
        sentence.pending = None;
        Some(cue + 1)
    }

    /// Where the quotation begins that ends right before a token: *“…”, X said*.
    fn quotation_before(&self, tokens: &Tokens, place: usize) -> Option<usize> {
        let list = &tokens.list;
        let close = place.checked_sub(1)?;
        if !list[close].is(known::QUOTE_CLOSE) {
            return None;
        }
        list[..close].iter().rposition(|token| token.is(known::QUOTE_OPEN))
    }

    /// The cue that is the first verb of a predicate.
    fn leading_cue(&self, tokens: &Tokens, from: usize, to: usize) -> Option<usize> {
        let words = &self.words;
        let verbs = words.willing
            | words.agree
            | words.hope
            | words.oppose
            | words.support
            | words.welcome
            | words.promise
            | words.should
            | words.will
            | words.copula
            | words.act
            | words.urge;
        let mut at = from;
        while at < to {
            let token = &tokens.list[at];
            if token.is(known::CUE) {
                let thanks = tokens.list[at + 1..(at + 3).min(to)].iter().any(|next| next.is(self.words.courtesy));
                return (!thanks).then_some(at);
            }
            if let Some(after) = self.after_scene(tokens, at, to).filter(|_| token.is(known::PREPOSITION)) {
                at = after;
                continue;
            }
            if token.is(verbs) && !token.is(known::ADVERB) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Whose words a clause with a cue reports.
    fn source_of(
        &mut self,
        tokens: &Tokens,
        clause: &Clause,
        sentence: &Sentence,
        as_said: bool,
    ) -> Option<(chancery_model::ActorId, Option<Span>)> {
        let list = &tokens.list;
        if let Some(phrase) = &clause.subject {
            if phrase.parties.len() != 1 {
                return None;
            }
            let source = phrase.parties[0];
            let own = self.speaker().and_then(|speaker| self.cast.state_of(speaker));
            if self.cast.is_state(source) && self.base.is_some() && own == Some(source)
                || phrase.kind & subject::WE != 0
                || phrase.kind & subject::SELF != 0
            {
                return None;
            }
            return Some((source, Some(Span::new(list[phrase.tokens.0].span.start, list[phrase.tokens.1 - 1].span.end))));
        }
        if as_said {
            let said = (clause.tokens.0..clause.tokens.1).find(|&at| list[at].is(known::AS_SAID))?;
            if let Some(phrase) = self.phrase(tokens, said + 1) {
                let words = Span::new(list[phrase.tokens.0].span.start, list[phrase.tokens.1 - 1].span.end);
                return phrase.parties.first().map(|&party| (party, Some(words)));
            }
            let cue = (said..clause.tokens.1).find(|&at| list[at].is(known::CUE))?;
            let words = Span::new(list.get(said + 1)?.span.start, list[cue - 1].span.end);
            let printed = self.text.get(words.range()).filter(|printed| !printed.is_empty())?.to_owned();
            return Some((self.cast.unknown(None, &printed, ("zh", &printed)), Some(words)));
        }
        let (parties, kind) = sentence.subject.as_ref()?;
        (parties.len() == 1 && kind & (subject::PERSON | subject::AGENT) != 0).then(|| (parties[0], None))
    }

    /// Tries the rules on a clause and hands its subject on.
    fn chinese_entry(&mut self, tokens: &Tokens, clause: Clause, from_source: Option<usize>, sentence: &mut Sentence) {
        let list = &tokens.list;
        let end = list[clause.tokens.1 - 1].span.end;
        if self.notes_invitation(tokens, &clause, sentence) {
            return;
        }
        if self.opens_list(tokens, &clause, sentence) {
            return;
        }
        let matched = if clause.is_topic { None } else { self.rules.first_match(&clause, list) };
        let goes_on = sentence.is_open && (clause.subject.is_none() || sentence.is_content);
        let matched = matched.filter(|&rule| !goes_on || self.interrupts(rule, sentence));
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
        }
    }

    /// *At the invitation of X*, a clause of its own before the visit.
    fn notes_invitation(&mut self, tokens: &Tokens, clause: &Clause, sentence: &mut Sentence) -> bool {
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
    fn interrupts(&self, rule: usize, sentence: &Sentence) -> bool {
        let Some(last) = sentence.drafts.last() else { return true };
        if sentence.is_list || sentence.is_content || !self.rules.rule(rule).interrupts {
            return false;
        }
        let (open, next) = (self.rules.kind(last.rule), self.rules.kind(rule));
        let binds = |kind| matches!(kind, Some(EntryKind::Commitment | EntryKind::Request));
        match (binds(open), binds(next)) {
            (true, true) => open != next,
            (true, false) => matches!(next, Some(EntryKind::Engagement)),
            (false, _) => true,
        }
    }

    /// Begins an entry at a clause.
    fn begin(&mut self, tokens: &Tokens, clause: &Clause, rule: usize, from_source: Option<usize>, sentence: &mut Sentence) {
        let list = &tokens.list;
        let (subject, has_subject) = match &clause.subject {
            Some(phrase) => (phrase.parties.clone(), true),
            None => (sentence.subject.as_ref().map_or_else(|| self.narrating_parties(), |(parties, _)| parties.clone()), false),
        };
        let own = list[clause.start].span.start;
        let start = match (clause.subject.is_some(), from_source, sentence.pending) {
            (true, ..) => sentence.dated.unwrap_or(own),
            (false, Some(source), _) => list[source].span.start,
            (false, None, Some((pending, _))) => pending,
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
        if self.rules.kind(rule) == Some(EntryKind::Engagement) {
            if clause.subject.is_none() && sentence.subject.is_none() && sentence.invited.is_none() && from_source.is_none() {
                return;
            }
            if let Some((start, inviters)) = sentence.invited.take() {
                draft.start = start;
                draft.subject.extend(inviters);
            }
        }
        let ends_in_view = list[clause.tokens.1 - 1].is(self.words.agree_view | known::CUE);
        sentence.is_content =
            ends_in_view && clause.classes & self.words.copula == 0 && self.rules.kind(rule) == Some(EntryKind::Understanding);
        sentence.drafts.push(draft);
        sentence.is_open = self.rules.reach(rule) != Reach::Clause;
        (sentence.pending, sentence.dated) = (None, None);
        sentence.is_list = false;
    }

    /// A sentence that opens with a verb goes on with what the last one bound someone to.
    fn goes_on_from_last(&mut self, tokens: &Tokens, clause: &Clause, sentence: &mut Sentence) -> bool {
        let list = &tokens.list;
        let Some(last) = self.carried.take() else { return false };
        let opens = clause.tokens.0 == 0 || list[clause.tokens.0 - 1].is(known::STOP);
        let begins_verb =
            list[clause.tokens.0].is(known::ADVERB | self.words.use_event | self.words.establish | self.words.act | self.words.carry_verb);
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
    fn leave_pending(&mut self, tokens: &Tokens, clause: &Clause, sentence: &mut Sentence) {
        let list = &tokens.list;
        let start = list[clause.start].span.start;
        sentence.is_open = false;
        let is_date = list[clause.tokens.0..clause.tokens.1]
            .iter()
            .all(|token| token.is(known::DATE | known::ADVERB | known::CONNECTIVE | self.words.local_time));
        if is_date && list[clause.tokens.0..clause.tokens.1].iter().any(|token| token.is(known::DATE)) {
            sentence.dated = Some(list[clause.tokens.0].span.start);
        } else if clause.subject.is_some() || clause.kind & subject::OTHER != 0 && sentence.drafts.is_empty() {
            sentence.pending = Some((start, clause.predicate));
        } else if clause.is_topic || sentence.drafts.is_empty() && clause.subject.is_none() {
            sentence.pending = None;
        }
    }

    /// A clause that begins a list of what was agreed makes its first item an entry.
    fn opens_list(&mut self, tokens: &Tokens, clause: &Clause, sentence: &mut Sentence) -> bool {
        let list = &tokens.list;
        let (from, to) = clause.tokens;
        let Some((_, kind)) = &sentence.subject else { return false };
        if !list[from].is(known::LIST_OPENER) || kind & (subject::JOINT | subject::AGENT | subject::STATE) == 0 || from + 1 >= to {
            return false;
        }
        let begins_verb =
            list[from + 1].is(known::ADVERB | self.words.use_event | self.words.establish | self.words.act | self.words.agree);
        let Some(rule) = self.lexicon.rule_id("zh.commitment.listed").filter(|_| begins_verb) else { return false };
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

    /// A clause without subject and rule of its own goes on with the entry before it.
    fn extend(&mut self, tokens: &Tokens, clause: &Clause, end: u32, sentence: &mut Sentence) {
        let is_list = sentence.is_list;
        let Some(draft) = sentence.drafts.last_mut() else { return };
        if (is_list || self.rules.reach(draft.rule) == Reach::List) && clause.kind & subject::NONE != 0 {
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

/// Whether a verb of the lexicon stands in a stretch.
fn clause_has_verb(reader: &Reader<'_, '_>, tokens: &Tokens, from: usize, to: usize) -> bool {
    let words = &reader.words;
    let verbs = words.should
        | words.will
        | words.willing
        | words.agree
        | words.hope
        | words.urge
        | words.oppose
        | words.copula
        | words.ought_not
        | words.agree_view;
    tokens.list[from..to].iter().any(|token| token.is(verbs))
}
