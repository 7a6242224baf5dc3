//! What an entry is about: the areas its words indicate, or those of the sentences just before.

use chancery_lexicon::known;
use chancery_model::{AreaSet, EntryKind};
use chancery_text::Span;

use crate::reader::Reader;
use crate::token::Tokens;

/// How many sentences back an entry without area words looks for what it is about.
const CONTEXT_SENTENCES: usize = 2;

/// How many tokens back, whatever the sentences.
const MOST_CONTEXT_TOKENS: usize = 400;

/// A stretch about more areas than this is a list, and says nothing of what follows it.
const MOST_CONTEXT_AREAS: u32 = 2;

/// How far back in its paragraph an English entry without area words looks, in bytes: English paragraphs take up a new
/// topic with each sentence.
const ENGLISH_CONTEXT: u32 = 250;

impl Reader<'_, '_> {
    /// The areas of the words in the span; without any, those of the sentences just before.
    pub(crate) fn areas(&mut self, tokens: &Tokens, span: Span, kind: EntryKind) -> AreaSet {
        let areas = self.settled(self.area_words(tokens, span));
        if !areas.is_empty() {
            return areas;
        }
        if kind == EntryKind::Engagement {
            return self.diplomacy;
        }
        let before = if self.is_chinese() { self.areas_before(tokens, span.start) } else { self.areas_near(tokens, span.start) };
        before.unwrap_or(self.bilateral)
    }

    /// What the words just before a place are about.
    fn areas_near(&self, tokens: &Tokens, start: u32) -> Option<AreaSet> {
        let opening = tokens.list.first().map_or(start, |token| token.span.start);
        let (areas, _) = self.area_words(tokens, Span::new(opening.max(start.saturating_sub(ENGLISH_CONTEXT)), start));
        let special = AreaSet(areas.0 & !self.general_areas().0);
        (!special.is_empty()).then_some(special)
    }

    /// What the nearest of the last sentences that is about something is about: one or two areas.
    fn areas_before(&self, tokens: &Tokens, start: u32) -> Option<AreaSet> {
        let before = &tokens.list[..tokens.first_at(start)];
        let mut end = start;
        for _ in 0..CONTEXT_SENTENCES {
            let stop = before.iter().rev().take(MOST_CONTEXT_TOKENS).skip_while(|token| token.span.end >= end);
            let stop = stop.take_while(|token| token.span.end < end).find(|token| token.is(known::STOP | known::SEMICOLON));
            let begin = stop.map_or_else(|| tokens.list.first().map_or(start, |token| token.span.start), |token| token.span.end);
            let special = AreaSet(self.area_words(tokens, Span::new(begin.min(end), end)).0.0 & !self.general_areas().0);
            if !special.is_empty() {
                return (special.0.count_ones() <= MOST_CONTEXT_AREAS).then_some(special);
            }
            end = begin;
        }
        None
    }

    /// The areas that the words of a stretch indicate, regions of third states only; and whether
    /// words of contact are among them, which say what it is about when nothing else does.
    fn area_words(&self, tokens: &Tokens, span: Span) -> (AreaSet, bool) {
        let mut areas = AreaSet::default();
        let mut has_contact = false;
        let general = self.general_areas();
        let from = tokens.areas.partition_point(|hit| hit.span.end <= span.start);
        for hit in tokens.areas[from..].iter().take_while(|hit| hit.span.end <= span.end) {
            if hit.areas == general && self.is_chinese() {
                has_contact = true;
            } else if hit.span.start >= span.start && !(hit.is_actor && self.is_party_word(tokens, hit.span)) {
                areas = areas.union(hit.areas);
            }
        }
        (areas, has_contact)
    }

    /// The relationship as a whole gives way to what the words are about, and words of contact to
    /// both.
    fn settled(&self, (areas, has_contact): (AreaSet, bool)) -> AreaSet {
        let special = AreaSet(areas.0 & !self.general_areas().0);
        if !special.is_empty() {
            AreaSet(areas.0 & !self.bilateral.0)
        } else if !self.is_chinese() {
            areas
        } else if areas.0 & self.bilateral.0 != 0 {
            self.bilateral
        } else if has_contact {
            self.diplomacy
        } else {
            areas
        }
    }

    fn general_areas(&self) -> AreaSet {
        self.bilateral.union(self.diplomacy)
    }

    /// Whether an area word that names an actor names a party of the event.
    fn is_party_word(&self, tokens: &Tokens, span: Span) -> bool {
        let place = tokens.list.partition_point(|token| token.span.end < span.end);
        let token = tokens.list.get(place).filter(|token| token.span.covers(span));
        let Some(token) = token.filter(|token| token.term != chancery_lexicon::NONE) else { return false };
        let actor = self.tokenizer.matcher.term(token.term).actor;
        if actor == chancery_lexicon::NONE {
            return false;
        }
        let state = self.lexicon.actor(actor).state.as_deref();
        self.cast.event.iter().any(|&party| Some(self.cast.actors.get(party).id.as_str()) == state)
    }
}
