//! Set phrases: terms of the lexicon, names in quotation marks, principles, instruments.

use chancery_lexicon::known;
use chancery_model::{Detail, Formulation};
use chancery_text::Span;

use super::MOST_NAME_TOKENS;
use crate::reader::Reader;
use crate::token::{Token, Tokens};

/// A kind of relationship this short, in characters, is a name only with those it is between.
const BARE_KIND: usize = 5;

impl Reader<'_, '_> {
    pub(super) fn formulation(&mut self, tokens: &Tokens, term: Span, rule: &'static str) {
        let areas = self.areas_in(tokens, term);
        self.push_named(term, rule, areas, Detail::Formulation(Formulation { term }));
    }

    /// A set phrase of the lexicon; one past its token.
    pub(super) fn term_formulation(&mut self, tokens: &Tokens, place: usize) -> usize {
        let list = &tokens.list;
        let in_title = place > 0 && list[place - 1].is(known::BRACKET_OPEN);
        let of_body = list[place + 1..(place + 4).min(list.len())]
            .iter()
            .take_while(|token| !token.is(known::COMMA | known::STOP | self.words.de))
            .any(|token| token.is(known::MECHANISM_HEAD | self.words.meet_noun | self.words.meeting));
        let is_short_form = in_title && list.get(place + 1).is_some_and(|next| next.is(known::BRACKET_CLOSE));
        if self.is_chinese() && (in_title || of_body) || !self.is_chinese() && is_short_form {
            return place + 1;
        }
        let mut from = place;
        if self.is_chinese() && list[place].is(self.words.extendable) {
            from = self.pair_before(tokens, place).or_else(|| self.joined_before(tokens, place)).unwrap_or(place);
            while from > 0 && list[from - 1].is(known::PAIR | known::STATE | known::GROUP | self.words.formulation_prefix) {
                from -= 1;
            }
        }
        let term = Span::new(list[from].span.start, list[place].span.end);
        let is_bare = from == place && list[place].is(self.words.extendable) && self.text[term.range()].chars().count() <= BARE_KIND;
        if self.is_chinese() && is_bare {
            return place + 1;
        }
        self.formulation(tokens, term, "formulation.term");
        place + 1
    }

    /// Where two characters right before a token begin that stand for the parties of the event, a
    /// pair the lexicon has no form of.
    fn pair_before(&self, tokens: &Tokens, place: usize) -> Option<usize> {
        let end = tokens.list[place].span.start;
        let mut before = self.text[..end as usize].char_indices().rev();
        let ((_, second), (start, first)) = (before.next()?, before.next()?);
        let parties = (self.cast.party_named_with(first)?, self.cast.party_named_with(second)?);
        let from = tokens.first_at(start as u32);
        (parties.0 != parties.1 && from < place && tokens.list[from].span.start as usize == start).then_some(from)
    }

    /// Where a name joined by a dash begins: *Alvonia–Western Isles community*.
    fn joined_before(&self, tokens: &Tokens, place: usize) -> Option<usize> {
        let dash = (place.saturating_sub(3)..place).rev().find(|&at| tokens.list[at].is(self.words.formulation_prefix))?;
        let between = Span::new(tokens.list[dash].span.end, tokens.list[place].span.start);
        (dash > 0 && tokens.list[dash - 1].is(known::STATE | known::GROUP) && self.is_short(between)).then_some(dash - 1)
    }

    /// A phrase in quotation marks that names a policy, relationship or initiative.
    pub(super) fn quoted_formulation(&mut self, tokens: &Tokens, place: usize) -> usize {
        let list = &tokens.list;
        let Some(close) = (place + 1..(place + MOST_NAME_TOKENS).min(list.len()))
            .find(|&at| list[at].is(known::QUOTE_CLOSE | known::QUOTE_OPEN | known::STOP | known::COMMA))
        else {
            return place + 1;
        };
        if !list[close].is(known::QUOTE_CLOSE) || close <= place + 1 {
            return place + 1;
        }
        let term = Span::new(list[place + 1].span.start, list[close - 1].span.end);
        let inside = &list[place + 1..close];
        let length = self.text[term.range()].chars().count();
        let is_listed = inside.len() == 1 && inside[0].is(known::FORMULATION);
        let ends_well = inside
            .last()
            .is_some_and(|token| token.is(self.words.formulation_quoted | known::FORMULATION_HEAD) || self.ends_in_head(token));
        let is_called =
            list[close + 1..(close + 3).min(list.len())].iter().any(|token| token.is(known::FORMULATION_HEAD) || self.ends_in_head(token));
        if !is_listed && (is_called && length >= 4 || ends_well && length >= 5) && length <= 40 {
            self.formulation(tokens, term, "formulation.quoted");
            return close + 1;
        }
        place + 1
    }

    /// Whether unknown words end with the last word of a name of a policy.
    pub(super) fn ends_in_head(&self, token: &Token) -> bool {
        token.is(self.words.relationship)
    }

    /// A principle: from the word that says it is followed to its last word.
    pub(super) fn principle(&mut self, tokens: &Tokens, place: usize) {
        let list = &tokens.list;
        let from = place.saturating_sub(MOST_NAME_TOKENS);
        let bounds = known::COMMA | known::STOP | known::SEMICOLON | known::COLON | known::FORMULATION;
        let mut at = place;
        while at > from {
            at -= 1;
            if list[at].is(self.words.principle_prep) && at + 1 < place {
                let term = Span::new(list[at + 1].span.start, list[place].span.end);
                if list[at + 1..place].iter().any(|token| token.is(known::ENUMERATION)) {
                    self.formulation(tokens, term, "formulation.principle");
                }
                return;
            }
            if list[at].is(bounds) {
                return;
            }
        }
    }

    /// An English instrument by name: capitalised words that end in *Plan*, *Accords*, *Pledge*.
    pub(super) fn instrument(&mut self, tokens: &Tokens, place: usize) -> usize {
        let (from, to) = self.capitalised(tokens, place);
        let parties = tokens.list[from..place].iter().filter(|token| token.is(known::STATE | known::ADJECTIVE | known::PAIR));
        let is_named = !tokens.list[place].is(self.words.of_parties) || parties.count() >= 2;
        if to - from >= 2 && is_named && self.is_capital(tokens, place) {
            let term = Span::new(tokens.list[from].span.start, tokens.list[to - 1].span.end);
            if !tokens.list[from..to].iter().any(|token| token.is(known::FORMULATION)) {
                self.formulation(tokens, term, "formulation.instrument");
            }
        }
        to.max(place + 1)
    }
}
