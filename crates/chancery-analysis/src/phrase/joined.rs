//! English rows of actors: those set off by commas, short forms in brackets between them, a second one by surname.

use chancery_lexicon::known;
use chancery_model::Parties;

use super::{Phrase, Phrases, subject};
use crate::cast::Cast;

/// How many tokens what an office is for may have.
const MOST_REMIT: usize = 12;

impl Phrases<'_, '_> {
    /// A row of three actors or more that begins with a phrase: *X, Y, and Z*. Only an *and* before the last one shows that
    /// it is a row.
    pub(super) fn row(&self, first: &Phrase, cast: &mut Cast<'_>) -> Option<Phrase> {
        if !self.is_row_comma(self.past_short_form(first.tokens.1)) {
            return None;
        }
        let saved = (cast.local.clone(), cast.last, cast.last_person);
        let mut row = first.clone();
        let is_closed = loop {
            let end = self.past_short_form(row.tokens.1);
            let is_comma = self.is_row_comma(end);
            let place = end + usize::from(is_comma);
            let is_last = self.is(place, self.classes.joiner);
            if !is_comma && !is_last || !self.take_in(&mut row, place + usize::from(is_last), cast) {
                break false;
            }
            if is_last {
                break row.parties.len() > 2;
            }
        };
        if is_closed {
            return Some(row);
        }
        (cast.local, cast.last, cast.last_person) = saved;
        None
    }

    /// Whether a comma stands at a place that can part the actors of a row.
    fn is_row_comma(&self, place: usize) -> bool {
        !self.is_chinese && self.is(place, known::COMMA) && self.token(place).is_some_and(|token| self.words(token.span) == ",")
    }

    /// A second person by an unknown title and the name of someone mentioned: *and Envoy Bell*.
    pub(super) fn by_surname(&self, place: usize, first: &Phrase, cast: &mut Cast<'_>) -> Option<Phrase> {
        if self.is_chinese || first.kind & subject::PERSON == 0 {
            return None;
        }
        let is_title = |at: &usize| {
            self.token(*at).is_some_and(|token| {
                !token.is(known::COMMA | known::STOP) && self.words(token.span).chars().next().is_some_and(char::is_uppercase)
            })
        };
        let is_titled = place > 0 && self.is(place - 1, known::STOP);
        let last = (place..place + 5).take_while(is_title).last().filter(|&last| last > place || is_titled)?;
        let actor = cast.of_surname(&crate::names::slug(self.words(self.tokens[last].span)))?;
        (!first.parties.contains(&actor)).then(|| Phrase {
            tokens: (place, last + 1),
            parties: Parties::from_iter([actor]),
            kind: subject::PERSON,
        })
    }

    /// Past what an office is for, to the name of who holds it: *for Maritime Affairs* in *Secretary for Maritime Affairs Bert
    /// Wade*.
    pub(super) fn past_remit(&self, place: usize) -> Option<usize> {
        if self.is_chinese || !self.is(place, self.classes.filler) {
            return None;
        }
        let is_capital =
            |at: usize| self.token(at).is_some_and(|token| self.words(token.span).chars().next().is_some_and(char::is_uppercase));
        let small = self.classes.filler | self.classes.joiner | self.classes.determiner;
        let is_part = |at: &usize| !self.is(*at, known::PERSON | known::COMMA | known::STOP) && (is_capital(*at) || self.is(*at, small));
        let holder = place + (place..place + MOST_REMIT).take_while(is_part).count();
        (holder > place + 1 && self.is(holder, known::PERSON)).then_some(holder)
    }

    /// Whether a surname alone has a name before it, which is not that of the one known by it: *Ada Wade* is not *Wade*.
    pub(super) fn is_namesakes(&self, place: usize) -> bool {
        let Some((name, before)) = self.token(place).zip(place.checked_sub(1).and_then(|before| self.token(before))) else { return false };
        let is_surname = !self.is_chinese && !self.words(name.span).contains(' ');
        let begins_sentence = place < 2 || self.is(place - 2, known::STOP) && !self.is(place.wrapping_sub(3), self.classes.courtesy_title);
        let is_name = before.classes == known::WORD && self.words(before.span).chars().next().is_some_and(char::is_uppercase);
        is_surname && is_name && !begins_sentence
    }

    /// Past a courtesy title with its full stop: *Dr. Bell*.
    pub(super) fn past_courtesy_title(&self, place: usize) -> usize {
        let is_title = !self.is_chinese && self.is(place, self.classes.courtesy_title);
        place + if !is_title { 0 } else { 1 + usize::from(self.is(place + 1, known::STOP)) }
    }

    /// Past a short form in brackets, when the row of actors goes on: *Alvonia (A) and Berland*.
    pub(super) fn past_short_form(&self, place: usize) -> usize {
        if self.is_chinese || !self.is(place, known::BRACKET_OPEN) {
            return place;
        }
        let close = (place + 1..place + 9).find(|&at| self.is(at, known::BRACKET_CLOSE));
        let goes_on = |at: usize| self.is(at, self.classes.joiner) || self.is_row_comma(at);
        close.map_or(place, |close| if goes_on(close + 1) { close + 1 } else { place })
    }
}
