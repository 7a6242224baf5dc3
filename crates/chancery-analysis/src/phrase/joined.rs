//! English rows of actors: short forms in brackets between them, a second one by surname.

use chancery_lexicon::known;
use chancery_model::Parties;

use super::{Phrase, Phrases, subject};
use crate::cast::Cast;

impl Phrases<'_, '_> {
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
        let last = (place..place + 5).take_while(is_title).last().filter(|&last| last > place)?;
        let actor = cast.of_surname(&crate::names::slug(self.words(self.tokens[last].span)))?;
        (!first.parties.contains(&actor)).then(|| Phrase {
            tokens: (place, last + 1),
            parties: Parties::from_iter([actor]),
            kind: subject::PERSON,
        })
    }

    /// Past a short form in brackets, when the row of actors goes on: *Alvonia (A) and Berland*.
    pub(super) fn past_short_form(&self, place: usize) -> usize {
        if self.is_chinese || !self.is(place, known::BRACKET_OPEN) {
            return place;
        }
        let close = (place + 1..place + 9).find(|&at| self.is(at, known::BRACKET_CLOSE));
        close.map_or(place, |close| if self.is(close + 1, self.classes.joiner) { close + 1 } else { place })
    }
}
