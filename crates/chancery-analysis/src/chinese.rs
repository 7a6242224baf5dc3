//! Chinese sentences: clauses at commas, their subjects, attributions, and the entries they make.

use chancery_lexicon::{Reach, known};
use chancery_model::Parties;
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
}

impl Reader<'_, '_> {
    /// Reads the sentence of tokens `from..to`.
    pub fn chinese_sentence(&mut self, tokens: &Tokens, from: usize, to: usize) {
        let mut sentence = Sentence::default();
        let mut start = from;
        for place in from..to {
            let ends = tokens.list[place].is(known::COMMA | known::SEMICOLON | known::COLON | known::STOP);
            if ends || place + 1 == to {
                let end = if ends { place } else { place + 1 };
                self.chinese_clause(tokens, start, end, place, from, &mut sentence);
                if tokens.list[place].is(known::SEMICOLON) {
                    sentence.is_open = false;
                }
                start = place + 1;
            }
        }
        let mut drafts = sentence.drafts;
        self.finish(tokens, &mut drafts);
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
        let mut place = from;
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
        if place < to && !is_this {
            if let Some(phrase) = self.phrase(tokens, place) {
                if phrase.tokens.1 <= to {
                    self.chinese_subject(tokens, phrase, to, &mut clause);
                }
            }
        }
        if clause.subject.is_none() {
            clause.predicate = place.min(to);
            clause.kind = if is_this { subject::THIS } else { self.kind_without_actor(tokens, place, to) };
            if clause.kind == subject::NONE {
                clause.kind |= inherited.map_or(0, |(_, kind)| *kind);
                clause.predicate = from;
            } else {
                clause.predicate = from;
            }
        }
        clause.is_topic = clause.subject.is_none() && list.get(clause.start).is_some_and(|token| token.is(self.words.topic)) && !clause_has_verb(self, tokens, place, to);
        clause.classes = Self::union(&list[clause.predicate..to]);
        clause
    }

    fn begins_actor(&self, token: &crate::token::Token) -> bool {
        token.is(
            known::STATE
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
                | known::OTHER_SIDE,
        )
    }

    /// Where a scene-setting phrase that opens a clause ends: after its closing word.
    fn after_scene(&self, tokens: &Tokens, place: usize, to: usize) -> Option<usize> {
        (place + 1..to).find(|&at| tokens.list[at].is(known::POSTPOSITION)).map(|at| at + 1)
    }

    /// Settles the subject of a clause that opens with an actor phrase.
    fn chinese_subject(&mut self, tokens: &Tokens, mut phrase: Phrase, to: usize, clause: &mut Clause) {
        let list = &tokens.list;
        let mut end = phrase.tokens.1;
        let agent = (end..(end + 3).min(to)).find(|&at| list[at].is(known::AGENT));
        let is_plain_gap = |upto: usize| list[end..upto].iter().all(|token| token.is(known::WORD | known::BOTH | known::ADVERB | known::OFFICE | known::AGENT | self.words.de | known::BODY) || token.classes == 0);
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
        let is_side = phrase.kind != subject::STATE || self.text[list[end - 1].span.range()].chars().count() < 3 && list[end - 1].span.len() == 6;
        let next_is_word = list.get(end).is_some_and(|token| token.classes == known::WORD) && end < to;
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

    /// Whether a clause that opens without an actor has a thing for its subject, or none.
    fn kind_without_actor(&self, tokens: &Tokens, place: usize, to: usize) -> u16 {
        let words = &self.words;
        let finite = words.should | words.will | words.ought_not | words.copula;
        let list = &tokens.list[place..to];
        match list.iter().position(|token| token.is(finite)) {
            Some(0) | None => subject::NONE,
            Some(at) => {
                let verbs = words.willing | words.agree | words.hope | words.urge | words.oppose | words.support | words.hold | words.welcome | words.promise | words.devote | words.act | words.use_event | words.establish;
                if list[..at].iter().any(|token| token.is(verbs)) { subject::NONE | subject::OTHER } else { subject::OTHER }
            }
        }
    }

    /// Whether the narrator, or the speaker of the exchange, plainly takes over again.
    fn narrator_returns(&self, tokens: &Tokens, clause: &Clause) -> bool {
        if clause.kind & subject::THIS != 0 {
            return self.base.is_some() && self.opened.is_some_and(|opened| opened.lasts == Lasts::Paragraph) && clause.classes & (self.words.will | self.words.copula) != 0 && clause.tokens.0 > 0 && tokens.list[clause.tokens.0 - 1].is(known::STOP);
        }
        let Some(phrase) = &clause.subject else { return false };
        let is_sentence_start = clause.tokens.0 == 0 || tokens.list[clause.tokens.0 - 1].is(known::STOP | known::QUOTE_CLOSE);
        if !is_sentence_start || phrase.kind & subject::JOINT == 0 {
            return false;
        }
        let reports = clause.classes & (self.words.talks | self.words.agree | self.words.agree_view | self.words.ceremony) != 0
            && clause.classes & (self.words.should | self.words.willing) == 0;
        let is_leaders = tokens.list[phrase.tokens.0..phrase.tokens.1].iter().any(|token| token.is(known::LEADERS));
        if self.base.is_some() { is_leaders || phrase.kind & subject::AGENT != 0 || reports } else { reports }
    }

    /// Opens the voice that a clause attributes its content to; where the content begins.
    fn attribution(&mut self, tokens: &Tokens, clause: &Clause, mark: usize, sentence_start: usize, sentence: &mut Sentence) -> Option<usize> {
        let list = &tokens.list;
        let (from, to) = (clause.predicate, clause.tokens.1);
        let cue = self.leading_cue(tokens, from, to)?;
        let opens = list.get(mark).is_some_and(|token| token.is(known::COMMA | known::COLON)) && cue + 1 >= to;
        let as_said = list[clause.tokens.0..from.max(clause.tokens.0 + 1)].iter().any(|token| token.is(known::AS_SAID));
        if !list[cue].is(self.words.cue_strong) && !(opens && clause.subject.is_some()) {
            return None;
        }
        let (source, source_words) = self.source_of(tokens, clause, sentence, as_said)?;
        let begin = if clause.subject.is_none() || sentence.drafts.is_empty() && !as_said { sentence_start } else { clause.tokens.0 };
        let begin = list[begin].span.start;
        let rule = self.lexicon.rule_id(if as_said { "zh.voice.as_said" } else { "zh.voice.cue" });
        if as_said {
            if self.opened.is_some() {
                self.inner = Some(source);
            } else {
                self.opened = Some(Opened { source, lasts: Lasts::Sentence });
            }
            self.say(list[clause.tokens.0].span.start, source_words, Some(list[cue].span), rule);
            return Some(to);
        }
        let lasts = if opens { Lasts::Paragraph } else { Lasts::Sentence };
        if self.base == Some(source) {
            self.opened = None;
        } else if self.opened.is_none_or(|opened| opened.source != source) {
            self.opened = Some(Opened { source, lasts });
        }
        self.say(begin, source_words, Some(list[cue].span), rule);
        for draft in &mut sentence.drafts {
            if draft.start >= begin {
                draft.voice = self.voices.intern(&[self.base, self.opened.map(|opened| opened.source)].into_iter().flatten().collect::<Vec<_>>());
            }
        }
        sentence.subject = None;
        sentence.is_open = false;
        sentence.pending = None;
        Some(cue + 1)
    }

    /// The cue that is the first verb of a predicate.
    fn leading_cue(&self, tokens: &Tokens, from: usize, to: usize) -> Option<usize> {
        let words = &self.words;
        let verbs = words.willing | words.agree | words.hope | words.oppose | words.support | words.welcome | words.promise | words.should | words.will | words.copula | words.act | words.urge;
        let mut at = from;
        while at < to {
            let token = &tokens.list[at];
            if token.is(known::CUE) {
                return Some(at);
            }
            if token.is(known::PREPOSITION) {
                if let Some(after) = self.after_scene(tokens, at, to) {
                    at = after;
                    continue;
                }
            }
            if token.is(verbs) && !token.is(known::ADVERB) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Whose words a clause with a cue reports.
    fn source_of(&mut self, tokens: &Tokens, clause: &Clause, sentence: &Sentence, as_said: bool) -> Option<(chancery_model::ActorId, Option<Span>)> {
        let list = &tokens.list;
        if let Some(phrase) = &clause.subject {
            if phrase.parties.len() != 1 {
                return None;
            }
            let source = phrase.parties[0];
            let own = self.speaker().and_then(|speaker| self.cast.state_of(speaker));
            if self.cast.is_state(source) && self.base.is_some() && own == Some(source) || phrase.kind & subject::WE != 0 || phrase.kind & subject::SELF != 0 {
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
        let mut subject_of = |reader: &Self, clause: &Clause| match &clause.subject {
            Some(phrase) => (phrase.parties.clone(), true),
            None => (
                sentence.subject.as_ref().map_or_else(|| reader.speaker().into_iter().collect(), |(parties, _)| parties.clone()),
                false,
            ),
        };
        let (parties, has_subject) = subject_of(self, &clause);
        let starts_list = clause.classes & self.words.adverb_list != 0;
        let matched = if clause.is_topic { None } else { self.rules.first_match(&clause, list) };
        let start = match (clause.subject.is_some(), from_source, sentence.pending) {
            (true, ..) => list[clause.start].span.start,
            (false, Some(source), _) => list[source].span.start,
            (false, None, Some((pending, _))) if sentence.drafts.is_empty() => pending,
            _ => list[clause.start].span.start,
        };
        if let Some(rule) = matched {
            let merges = clause.subject.is_none() && sentence.is_open && sentence.drafts.last().is_some_and(|draft| draft.rule == rule) && self.rules.reach(rule) == Reach::Run;
            if merges {
                if let Some(draft) = sentence.drafts.last_mut() {
                    draft.end = end;
                    draft.tokens.1 = clause.tokens.1;
                }
            } else {
                let voice = self.voice();
                sentence.drafts.push(Draft {
                    rule,
                    start,
                    end,
                    tokens: (clause.predicate, clause.tokens.1),
                    clause_start: clause.start,
                    subject: parties.clone(),
                    has_subject,
                    kind: clause.kind,
                    voice,
                    conditional: sentence.is_conditional,
                });
            }
            sentence.is_open = self.rules.reach(rule) != Reach::Clause;
            sentence.pending = None;
        } else if sentence.is_open && (clause.subject.is_none() && !clause.is_topic) {
            self.extend(tokens, &clause, end, sentence);
        } else if clause.subject.is_some() {
            sentence.is_open = false;
            sentence.pending = Some((list[clause.start].span.start, clause.predicate));
        } else if sentence.pending.is_none() && sentence.drafts.is_empty() && list[clause.tokens.0].is(known::DATE) {
            sentence.pending = Some((list[clause.start].span.start, clause.start));
        }
        if let Some(phrase) = clause.subject {
            sentence.subject = Some((phrase.parties, phrase.kind));
        }
        let _ = starts_list;
    }

    /// A clause without subject and rule of its own goes on with the entry before it.
    fn extend(&mut self, tokens: &Tokens, clause: &Clause, end: u32, sentence: &mut Sentence) {
        let Some(draft) = sentence.drafts.last_mut() else { return };
        if self.rules.reach(draft.rule) == Reach::List && clause.kind & subject::NONE != 0 {
            let mut next = draft.clone();
            next.start = tokens.list[clause.start].span.start;
            next.end = end;
            next.tokens = (clause.predicate, clause.tokens.1);
            next.clause_start = clause.start;
            next.has_subject = false;
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
    let verbs = words.should | words.will | words.willing | words.agree | words.hope | words.urge | words.oppose | words.copula | words.ought_not | words.agree_view;
    tokens.list[from..to].iter().any(|token| token.is(verbs))
}
