//! Chinese sentences: clauses at commas, their subjects, attributions, and the entries they make.

mod entries;
mod parts;
mod voices;

use chancery_lexicon::known;
use chancery_model::Parties;

use crate::engine::Draft;
use crate::reader::Reader;
use crate::token::Tokens;

/// What the clauses of one sentence hand on to the next.
#[derive(Default)]
pub(super) struct Sentence {
    pub drafts: Vec<Draft>,
    /// The subject that clauses without one take, and its kind.
    pub subject: Option<(Parties, u16)>,
    /// First byte of a clause with a subject and no entry yet, for the clause that goes on with it.
    pub pending: Option<u32>,
    /// Whether the last draft may still reach further.
    pub is_open: bool,
    pub is_conditional: bool,
    /// *At the invitation of X*: where it begins, and X.
    pub invited: Option<(u32, Parties)>,
    /// First byte of a date that stands before the subject in a clause of its own.
    pub dated: Option<u32>,
    /// Whether what was agreed is being listed.
    pub is_list: bool,
    /// Whether all that follows is the content of a view that is shared.
    pub is_content: bool,
    /// Whether a semicolon has parted that content into points.
    pub is_parted: bool,
    /// Whether the last subject is a thing: what it *will* do is a forecast.
    pub is_thing: bool,
    /// Whether *agreed* stands alone before what was agreed.
    pub awaits_item: bool,
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
                    sentence.is_parted = true;
                }
                start = place + 1;
            }
        }
        self.carried = sentence.drafts.last().filter(|draft| self.rules.binds(draft.rule) && sentence.is_open).cloned();
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
        if clause.classes & self.words.press_asks != 0 && self.base.is_none() {
            self.press_asks(tokens.list[sentence_start].span.start);
        }
        if self.is_asked {
            return;
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
}
