//! Attributions of Chinese sentences: which source a clause names, and when the narrator returns.

use chancery_lexicon::known;
use chancery_model::{ActorId, Language, Role};
use chancery_text::Span;

use super::Sentence;
use crate::clause::Clause;
use crate::phrase::subject;
use crate::reader::{Lasts, Opened, Reader};
use crate::token::Tokens;

impl Reader<'_, '_> {
    /// Whether the narrator, or the speaker of the exchange, plainly takes over again.
    pub(super) fn narrator_returns(&self, tokens: &Tokens, clause: &Clause) -> bool {
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
        let words = &self.words;
        let reports = clause.classes & (words.should | words.willing | words.will | words.shows | words.hope) == 0;
        let meets = clause.classes & words.talks != 0 && reports;
        let is_both = has(known::LEADERS | known::BOTH) && !has(known::SELF | known::WE);
        if is_nested {
            let is_other_person = phrase.kind & subject::PERSON != 0 && !phrase.parties.contains(&opened.source);
            return has(known::LEADERS) || phrase.kind & subject::AGENT != 0 || is_other_person || is_both && meets;
        }
        let verb = list[clause.predicate..clause.tokens.1].iter().find(|token| !token.is(known::ADVERB));
        let agrees = verb.is_some_and(|verb| verb.is(words.agree | words.agree_view));
        let contact = words.talks | words.meeting | words.call | words.ceremony;
        let is_company =
            !has(known::SELF | known::WE) && phrase.parties.len() > 1 && phrase.parties.iter().all(|&party| !self.cast.is_state(party));
        // Of those who lead the speaker's own side, it is the speaker who tells what they did.
        let own = self.cast.state_of(opened.source);
        let is_told = !phrase.parties.contains(&opened.source) && phrase.parties.iter().any(|&party| self.cast.state_of(party) == own);
        is_both && !opened.announces && (meets || agrees && reports) || is_company && !is_told && clause.classes & contact != 0 && reports
    }

    /// Whether a clause that begins with *this* comments on what was said: *this proves again*.
    pub(super) fn shows(&self, tokens: &Tokens, clause: &Clause) -> bool {
        tokens.list[clause.tokens.0..clause.tokens.1].iter().take(4).any(|token| token.is(self.words.shows))
    }

    /// Opens the voice that a clause attributes its content to; where the content begins.
    pub(super) fn attribution(
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
        if let Some(source) = clause.subject.as_ref().filter(|_| self.announces_points(tokens, clause, mark)) {
            // *X made three proposals. First, …*: the points are X's.
            if source.parties.len() == 1 && self.base != Some(source.parties[0]) {
                self.opened = Some(Opened { source: source.parties[0], lasts: Lasts::Paragraph, announces: false });
                let rule = self.named_rule("voice.cue");
                self.say(list[mark + 1].span.start, None, Some(list[cue].span), rule);
            }
        }
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
        if self.is_joint && self.base.is_none() && self.cast.is_state(source) {
            // What a state says in a statement of its own and others is its stance, not a voice.
            sentence.subject = Some(([source].into_iter().collect(), subject::STATE));
            (sentence.is_open, sentence.pending) = (false, None);
            return Some(cue + 1);
        }
        let speaker = self.opened.map(|opened| opened.source).filter(|&speaker| !self.cast.is_state(speaker));
        if let Some(speaker) = speaker.filter(|&speaker| speaker != source && self.cast.is_state(source)) {
            // A person tells what a state has said, their own or the other.
            if self.cast.state_of(speaker) != Some(source) {
                self.inner = Some(source);
                self.say(begin, source_words, Some(list[cue].span), rule);
            }
            (sentence.subject, sentence.is_open, sentence.pending) = (None, false, None);
            return Some(cue + 1);
        }
        let lasts = Lasts::Paragraph;
        let announces = list.get(mark).is_some_and(|token| token.is(known::COLON)) && cue + 1 >= to;
        self.cast.last = Some(source);
        if !self.cast.is_state(source) {
            self.cast.last_source = Some(source);
        }
        if self.role == Role::Answer && sentence_start == 0 && self.base.is_some() && self.base == self.presiding && self.is_of_base(source)
        {
            // The answer names whom the title does not.
            (self.base, self.respondent) = (Some(source), Some(source));
        }
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

    /// Whether an actor is a person of the side that has the base voice.
    fn is_of_base(&self, source: ActorId) -> bool {
        !self.cast.is_state(source) && self.cast.state_of(source) == self.base.and_then(|base| self.cast.state_of(base))
    }

    /// Whether a clause ends a sentence with proposals that the next one begins to number.
    fn announces_points(&self, tokens: &Tokens, clause: &Clause, mark: usize) -> bool {
        let list = &tokens.list;
        let advice = self.words.urge | self.words.hold | self.words.formulation_mark;
        list[mark].is(known::STOP | known::COLON)
            && list[clause.tokens.1 - 1].is(advice)
            && list.get(mark + 1).is_some_and(|token| token.is(self.words.list_mark))
    }

    /// Where the quotation begins that ends right before a token: *“…”, X said*.
    pub(super) fn quotation_before(&self, tokens: &Tokens, place: usize) -> Option<usize> {
        let list = &tokens.list;
        let close = place.checked_sub(1)?;
        if !list[close].is(known::QUOTE_CLOSE) {
            return None;
        }
        list[..close].iter().rposition(|token| token.is(known::QUOTE_OPEN))
    }

    /// The cue that is the first verb of a predicate.
    pub(super) fn leading_cue(&self, tokens: &Tokens, from: usize, to: usize) -> Option<usize> {
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
            if token.is(known::PREPOSITION)
                && let Some(after) = self.after_scene(tokens, at, to)
            {
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
    pub(super) fn source_of(
        &mut self,
        tokens: &Tokens,
        clause: &Clause,
        sentence: &Sentence,
        as_said: bool,
    ) -> Option<(ActorId, Option<Span>)> {
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
            return Some((self.cast.unknown(None, &printed, (Language::ZH, &printed)), Some(words)));
        }
        let (parties, kind) = sentence.subject.as_ref()?;
        (parties.len() == 1 && kind & (subject::PERSON | subject::AGENT) != 0).then(|| (parties[0], None))
    }
}
