//! Standing bodies: terms of the lexicon, names that end like a body's, short forms, abbreviations.

use chancery_lexicon::known;
use chancery_model::{Detail, Mechanism, MechanismStatus, Parties};
use chancery_text::Span;

use super::MOST_NAME_TOKENS;
use crate::reader::Reader;
use crate::token::{Token, Tokens};

/// How many entries back the one that is over a body's name is looked for.
const MOST_ENTRIES_BACK: usize = 64;

impl Reader<'_, '_> {
    /// A standing body; one past the tokens of its name.
    pub(super) fn mechanism(&mut self, tokens: &Tokens, place: usize) -> usize {
        let is_listed = tokens.list[place].is(known::MECHANISM);
        let name = if !self.is_chinese() {
            self.english_body(tokens, place)
        } else if is_listed {
            Some((place, place + 1))
        } else {
            self.chinese_name(tokens, place).map(|from| (from, place + 1))
        };
        let Some((from, to)) = name else { return place + 1 };
        let span = Span::new(tokens.list[from].span.start, tokens.list[to - 1].span.end);
        let (sentence_from, _) = self.sentence_around(tokens, place);
        let status = self.mechanism_status(tokens, sentence_from, from);
        let parties = self.body_parties(tokens, from, to);
        if self.is_chinese() && self.is_of_one_state(&parties) {
            return to;
        }
        let name = self.full_name(span);
        let areas = self.areas_in(tokens, span);
        self.note_abbreviation(tokens, to, name);
        let rule = if is_listed { "mechanism.term" } else { "mechanism.name" };
        self.push_named(span, rule, areas, Detail::Mechanism(Box::new(Mechanism { name, parties, status })));
        to
    }

    /// Remembers an abbreviation that stands in brackets after a body's name.
    pub(super) fn note_abbreviation(&mut self, tokens: &Tokens, to: usize, name: Span) {
        let list = &tokens.list;
        let brackets = list.get(to).is_some_and(|token| token.is(known::BRACKET_OPEN))
            && list.get(to + 2).is_some_and(|token| token.is(known::BRACKET_CLOSE));
        if !brackets || self.is_chinese() {
            return;
        }
        let words = &self.text[list[to + 1].span.range()];
        let is_abbreviation = words.len() >= 2 && words.len() <= 8 && words.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_abbreviation && self.abbreviations.len() < 64 {
            self.abbreviations.push((words, name));
        }
    }

    /// An abbreviation of a body named before; one past it.
    pub(super) fn abbreviation(&mut self, tokens: &Tokens, place: usize) -> usize {
        let list = &tokens.list;
        let span = list[place].span;
        let words = &self.text[span.range()];
        let in_brackets = place > 0 && list[place - 1].is(known::BRACKET_OPEN);
        let known_name = self.abbreviations.iter().find(|(short, _)| *short == words).map(|(_, name)| *name);
        if let Some(name) = known_name.filter(|_| !in_brackets) {
            let parties = self.cast.both();
            let areas = self.areas_in(tokens, span);
            self.push_named(
                span,
                "mechanism.name",
                areas,
                Detail::Mechanism(Box::new(Mechanism { name, parties, status: MechanismStatus::Running })),
            );
        }
        place + 1
    }

    /// The first longer name of this document that a short form stands for.
    pub(super) fn full_name(&mut self, span: Span) -> Span {
        let words = &self.text[span.range()];
        if let Some(full) = self.bodies.longer(words) {
            return full;
        }
        self.bodies.remember(words, span);
        span
    }

    /// Where the Chinese name that ends at a token begins; `None` when the word stands alone.
    pub(super) fn chinese_name(&self, tokens: &Tokens, place: usize) -> Option<usize> {
        let list = &tokens.list;
        let part = known::WORD
            | known::PAIR
            | known::STATE
            | known::PLACE
            | known::BODY
            | known::AREA
            | known::GROUP
            | known::FORMULATION
            | known::AGENT;
        let mut from = place;
        while from > 0 && place - from < MOST_NAME_TOKENS {
            let before = list[from - 1];
            if before.is(self.words.use_event
                | self.words.mechanism_stop
                | self.words.establish
                | self.words.resume
                | self.words.suspend
                | self.words.act
                | known::BOTH
                | known::LEADERS)
            {
                break;
            }
            if before.is(part) || before.is(known::GUARD) {
                from -= 1;
            } else if (before.is(known::ENUMERATION) || before.is(self.words.joiner))
                && from > 1
                && list[from - 2].is(known::WORD | known::AREA)
                && list[from].is(known::WORD)
                && self.is_short(list[from].span)
            {
                from -= 2;
            } else {
                break;
            }
        }
        let left =
            if from < place { self.text[Span::new(list[from].span.start, list[place].span.start).range()].chars().count() } else { 0 };
        let is_weak = list[place].is(self.words.weak_head);
        let binding =
            known::PAIR | known::STATE | known::GROUP | if list[place].is(self.words.channel_head) { self.words.channel_kind } else { 0 };
        let is_bound = list[from..place].iter().any(|token| token.is(binding));
        ((2..=24).contains(&left) && (!is_weak || is_bound)).then_some(from)
    }

    pub(super) fn is_short(&self, span: Span) -> bool {
        self.text[span.range()].chars().count() <= 6
    }

    /// The English name around a body's last word; a single capitalised word is a short form of a
    /// name given before, or nothing.
    pub(super) fn english_body(&self, tokens: &Tokens, place: usize) -> Option<(usize, usize)> {
        let list = &tokens.list;
        if list[place].is(known::MECHANISM) {
            let follows = (place + 1..(place + 5).min(list.len())).take_while(|&at| self.is_capital(tokens, at));
            let is_part = follows.into_iter().any(|at| list[at].is(known::MECHANISM_HEAD));
            return (!is_part).then_some((place, place + 1));
        }
        if !self.is_capital(tokens, place) {
            return self.common_body(tokens, place);
        }
        let (from, to) = self.capitalised(tokens, place);
        let parties = list[from..place].iter().filter(|token| token.is(known::STATE | known::ADJECTIVE | known::PAIR));
        if list[place].is(self.words.of_parties) && parties.map(|token| if token.is(known::PAIR) { 2 } else { 1 }).sum::<u32>() < 2 {
            return None;
        }
        let words = &self.text[list[place].span.range()];
        (to - from > 1 || self.bodies.longer(words).is_some()).then_some((from, to))
    }

    /// A body without a name of its own: *a trade experts group*, *the strategic dialogue*. A word
    /// that need not be a body is one when it is set up or held at intervals.
    fn common_body(&self, tokens: &Tokens, place: usize) -> Option<(usize, usize)> {
        let list = &tokens.list;
        let describes = known::WORD | known::AREA | known::STATE | known::ADJECTIVE | known::PAIR;
        let breaks = self.words.determiner
            | self.words.establish
            | self.words.resume
            | self.words.finite
            | self.words.is_are
            | self.words.will
            | known::PREPOSITION
            | known::AND
            | known::COMMA
            | known::CONNECTIVE
            | known::ADVERB;
        let mut from = place;
        while from > 0 && place - from < 6 && list[from - 1].is(describes) && !list[from - 1].is(breaks) {
            from -= 1;
        }
        if !list[place].is(self.words.weak_head) {
            return Some((from, place + 1));
        }
        let is_standing = list[from.saturating_sub(4)..place].iter().any(|token| token.is(self.words.establish | self.words.regular));
        while from < place && list[from].is(self.words.regular) {
            from += 1;
        }
        // *The dialogue* after a fuller name.
        let words = &self.text[list[place].span.range()];
        let is_short_form = from == place && place > 0 && list[place - 1].is(self.words.determiner) && self.bodies.ends_longer(words);
        (is_standing && from < place || is_short_form).then_some((from, place + 1))
    }

    /// In what state the words before the name put it.
    pub(super) fn mechanism_status(&self, tokens: &Tokens, from: usize, name: usize) -> MechanismStatus {
        let words = &self.words;
        let before = &tokens.list[from..name];
        let near = &tokens.list[name.saturating_sub(8).max(from)..name];
        let has = |tokens: &[Token], class: u128| tokens.iter().any(|token| token.is(class));
        if has(near, words.establish) {
            if has(before, words.agree | words.will | words.willing) {
                MechanismStatus::Agreed
            } else if has(before, words.should | words.hope) {
                MechanismStatus::Proposed
            } else {
                MechanismStatus::Established
            }
        } else if has(near, words.resume) {
            MechanismStatus::Resumed
        } else if has(near, words.suspend) {
            MechanismStatus::Suspended
        } else if has(near, words.abolish) {
            MechanismStatus::Ended
        } else {
            MechanismStatus::Running
        }
    }

    /// Whether a body is a state's own rather than one between parties.
    fn is_of_one_state(&self, parties: &Parties) -> bool {
        parties.len() == 1 && self.home.is_none_or(|home| parties[0] == home) && !self.is_group(parties[0])
    }

    /// Whether an actor is a grouping of states.
    fn is_group(&self, actor: chancery_model::ActorId) -> bool {
        let known = self.lexicon.find_actor(&self.cast.actors.get(actor).id);
        known.is_some_and(|index| !self.lexicon.actor(index).members.is_empty())
    }

    /// The states in a body's name, else those of what is agreed or done about it there, else the parties of the event.
    pub(super) fn body_parties(&mut self, tokens: &Tokens, from: usize, to: usize) -> Parties {
        let mut parties = Parties::new();
        for token in &tokens.list[from..to] {
            for state in self.states_of(token) {
                if !parties.contains(&state) {
                    parties.push(state);
                }
            }
        }
        match (parties.len(), self.home) {
            (0, _) => self.agreeing(tokens.list[from].span).unwrap_or_else(|| self.parties_at_hand()),
            (1, Some(home)) if parties[0] != home => [home, parties[0]].into_iter().collect(),
            _ => parties,
        }
    }

    /// The parties of the event; in Chinese those last named together.
    fn parties_at_hand(&self) -> Parties {
        if self.is_chinese() || self.cast.event.len() < 2 { self.cast.both() } else { self.cast.event.clone() }
    }

    /// The states of the several who are bound by the entry over a place, or share its view.
    fn agreeing(&self, span: Span) -> Option<Parties> {
        let over = self.entries.iter().rev().take(MOST_ENTRIES_BACK).find(|entry| entry.span.covers(span))?;
        let parties = match &over.detail {
            Detail::Commitment(commitment) => &commitment.parties,
            Detail::Understanding(understanding) => &understanding.parties,
            Detail::Action(action) => &action.actors,
            _ => return None,
        };
        let mut states = Parties::new();
        for state in parties.iter().filter_map(|&party| self.cast.state_of(party)) {
            if !states.contains(&state) {
                states.push(state);
            }
        }
        (states.len() > 1).then_some(states)
    }
}
