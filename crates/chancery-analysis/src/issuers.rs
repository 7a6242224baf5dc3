//! Who issued an English document, by its title, when nothing else says so.

use chancery_lexicon::known;
use chancery_model::{Language, Paragraph, Parties, Role};

use crate::reader::{OPENING, Reader};
use crate::token::Tokens;

impl Reader<'_, '_> {
    /// The state of the first person that the title of a speech names, when no side is known.
    pub(crate) fn home_by_title(&mut self, paragraphs: &[Paragraph], tokens: &mut Tokens) {
        let title = paragraphs.first().filter(|first| self.is_speech && self.home.is_none() && first.role == Role::Title);
        let Some(title) = title.filter(|_| self.language != Language::ZH) else { return };
        self.tokenizer.run(&self.text[title.span.range()], title.span.start, self.date, tokens);
        let person = tokens.list.iter().find(|token| token.is(known::PERSON)).copied();
        self.home = person.and_then(|person| self.states_of(&person).first().copied());
        self.cast.event.extend(self.home);
    }

    /// The states that the title of a joint statement names before its topic issued it together.
    pub(crate) fn issuers_in_title(&mut self, paragraphs: &[Paragraph], tokens: &mut Tokens) -> bool {
        let title = paragraphs.first().filter(|first| self.is_joint_statement && first.role == Role::Title);
        let Some(title) = title.filter(|_| self.language != Language::ZH) else { return false };
        self.tokenizer.run(&self.text[title.span.range()], title.span.start, self.date, tokens);
        let topic = tokens.list.iter().position(|token| token.is(known::PREPOSITION) && token.is(self.words.topic_preposition));
        let mut issuers = Parties::new();
        for (place, token) in tokens.list.iter().enumerate() {
            if issuers.len() >= 2 && topic.is_some_and(|topic| place > topic) {
                break;
            }
            for state in self.states_of(token) {
                if !issuers.contains(&state) {
                    issuers.push(state);
                }
            }
        }
        if issuers.len() < 2 || self.home.is_some_and(|home| !issuers.contains(&home)) {
            return false;
        }
        self.is_joint = true;
        self.cast.event = issuers;
        true
    }

    /// The states that a joint statement says in its first paragraphs to issue it: *Alvonia, Berland, and Corland issue the
    /// following statement*.
    pub(crate) fn issuers_in_row(&mut self, paragraphs: &[Paragraph], tokens: &mut Tokens) -> bool {
        if !self.is_joint_statement || self.is_chinese() {
            return false;
        }
        for paragraph in paragraphs.iter().take(OPENING).filter(|paragraph| matches!(paragraph.role, Role::Body | Role::Note)) {
            self.tokenizer.run(&self.text[paragraph.span.range()], paragraph.span.start, self.date, tokens);
            let end = tokens.list.iter().position(|token| token.is(known::STOP)).unwrap_or(tokens.list.len());
            let row = (0..end).find_map(|place| self.phrase(tokens, place).filter(|phrase| phrase.parties.len() > 2));
            let mut issuers = Parties::new();
            for state in row.iter().flat_map(|row| &row.parties).filter_map(|&party| self.cast.state_of(party)) {
                if !issuers.contains(&state) {
                    issuers.push(state);
                }
            }
            if issuers.len() > 2 && self.home.is_none_or(|home| issuers.contains(&home)) {
                self.is_joint = true;
                self.cast.event = issuers;
                return true;
            }
        }
        false
    }
}
