//! Attributions inside an English sentence: whose words a clause reports.

use chancery_lexicon::known;
use chancery_text::Span;

use super::Sentence;
use crate::clause::Clause;
use crate::phrase::subject;
use crate::reader::{Lasts, Opened, Reader};
use crate::token::Tokens;

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
}
