//! Names in running text: set phrases, standing bodies, contacts named by a noun.

pub(crate) mod bodies;
mod contacts;
mod formulations;
mod mechanisms;

use chancery_lexicon::{ClassSet, NONE, known};
use chancery_model::{ActorId, AreaSet, Detail, Entry, EntryKind, RuleId, VoiceId};
use chancery_text::Span;

use crate::reader::Reader;
use crate::token::{Token, Tokens};

/// The most tokens a name may have on one side of its last word.
const MOST_NAME_TOKENS: usize = 14;

/// How far a name's sentence is looked at on either side, in tokens.
const MOST_SENTENCE_TOKENS: usize = 120;

impl Reader<'_, '_> {
    /// Picks up the names of one paragraph, from a token on.
    pub fn names(&mut self, tokens: &Tokens, start: usize, first_entry: usize) {
        if !self.takes_entries() || self.is_asked {
            return;
        }
        let list = &tokens.list;
        let engagements = self.entries[first_entry..].iter().filter(|entry| entry.detail.kind() == EntryKind::Engagement);
        let mut told: Vec<Span> = engagements.map(|entry| entry.span).collect();
        told.sort_unstable();
        let may_begin = self.begins_name();
        let mut place = start;
        while place < list.len() {
            let token = list[place];
            if !token.is(may_begin) && (self.abbreviations.is_empty() || !token.is(known::WORD)) {
                place += 1;
                continue;
            }
            place = if token.is(known::FORMULATION) {
                self.term_formulation(tokens, place)
            } else if token.is(known::QUOTE_OPEN) && self.is_chinese() {
                self.quoted_formulation(tokens, place)
            } else if token.is(self.words.formulation_mark) && self.is_chinese() {
                self.principle(tokens, place);
                place + 1
            } else if token.is(known::FORMULATION_HEAD) && !self.is_chinese() {
                self.instrument(tokens, place)
            } else if token.is(known::MECHANISM | known::MECHANISM_HEAD) {
                self.mechanism(tokens, place)
            } else if token.is(self.words.visit | self.words.state_visit) && self.is_chinese() {
                self.visiting(tokens, place);
                place + 1
            } else if !self.is_chinese() && token.is(known::WORD) && !self.abbreviations.is_empty() {
                self.abbreviation(tokens, place)
            } else if !self.is_chinese() && token.is(self.words.contact_noun) {
                self.nominal(tokens, place, &told)
            } else if token.is(known::NUMBER) {
                self.tally(tokens, place)
            } else {
                place + 1
            };
        }
    }

    /// The classes of the words that names are looked for at, abbreviations apart: most words are
    /// passed over by one look at them.
    fn begins_name(&self) -> ClassSet {
        let words = &self.words;
        let of_both = known::FORMULATION | known::MECHANISM | known::MECHANISM_HEAD | known::NUMBER;
        let of_one = if self.is_chinese() {
            known::QUOTE_OPEN | words.formulation_mark | words.visit | words.state_visit
        } else {
            known::FORMULATION_HEAD | words.contact_noun
        };
        of_both | of_one
    }

    /// The voice that runs at a byte.
    pub fn voice_at(&self, byte: u32) -> VoiceId {
        let after = self.runs.partition_point(|run| run.span.start <= byte);
        after.checked_sub(1).map_or(VoiceId::NARRATOR, |place| self.runs[place].voice)
    }

    /// Adds an entry found by a rule, which is named without its language.
    fn push_named(&mut self, span: Span, rule: &'static str, areas: AreaSet, detail: Detail) {
        let Some(rule) = self.named_rule(rule) else { return };
        let confidence = self.lexicon.rules()[usize::from(rule.0)].confidence;
        let voice = self.voice_at(span.start);
        let flags = self.flags(span);
        let areas = self.area_sets.intern(areas);
        self.entries.push(Entry { span, voice, areas, flags, rule, confidence, detail });
    }

    /// The rule of the reading's language with a name, looked up once a reading.
    pub(crate) fn named_rule(&mut self, name: &'static str) -> Option<RuleId> {
        if let Some(&(_, rule)) = self.named_rules.iter().find(|(known, _)| *known == name) {
            return rule;
        }
        let rule = self.lexicon.rule_id(&format!("{}.{name}", if self.is_chinese() { "zh" } else { "en" }));
        self.named_rules.push((name, rule));
        rule
    }

    fn areas_in(&self, tokens: &Tokens, span: Span) -> AreaSet {
        let from = tokens.areas.partition_point(|hit| hit.span.end <= span.start);
        let inside = tokens.areas[from..]
            .iter()
            .take_while(|hit| hit.span.end <= span.end)
            .filter(|hit| hit.span.start >= span.start && !hit.is_actor);
        inside.fold(AreaSet::default(), |all, hit| all.union(hit.areas))
    }

    pub(crate) fn is_capital(&self, tokens: &Tokens, place: usize) -> bool {
        let start = tokens.list[place].span.start as usize;
        self.text[start..].chars().next().is_some_and(char::is_uppercase)
    }

    /// The run of capitalised words around a token, small words inside it included.
    fn capitalised(&self, tokens: &Tokens, place: usize) -> (usize, usize) {
        let list = &tokens.list;
        let marks = known::COMMA
            | known::STOP
            | known::COLON
            | known::SEMICOLON
            | known::QUOTE_OPEN
            | known::QUOTE_CLOSE
            | known::BRACKET_OPEN
            | known::BRACKET_CLOSE
            | known::PERSON
            | known::OFFICE
            | known::DATE;
        let links = |at: usize| list[at].is(self.words.joiner | known::AND);
        let mut from = place;
        while from > 0 && place - from < MOST_NAME_TOKENS {
            let before = from - 1;
            let is_part = !list[before].is(marks) && self.is_capital(tokens, before) && !self.begins_sentence(tokens, before);
            let is_link = links(before)
                && before > 0
                && self.is_capital(tokens, before - 1)
                && !list[before - 1].is(marks)
                && list[from].is(known::WORD | known::MECHANISM_HEAD | known::FORMULATION_HEAD | known::AREA);
            let is_hyphen = list[before].is(known::GUARD) && list[before].span.len() == 1 && list[before].span.end == list[from].span.start;
            if is_part || is_hyphen {
                from = before;
            } else if is_link && from > 1 && !list[before - 1].is(known::STATE) {
                from = before - 1;
            } else {
                break;
            }
        }
        let mut to = place + 1;
        let mut has_topic = false;
        while to < list.len() && to - place < MOST_NAME_TOKENS {
            if !list[to].is(marks) && self.is_capital(tokens, to) && list[to].is(known::WORD | known::FORMULATION_HEAD) {
                to += 1;
            } else if has_topic && links(to) && to + 1 < list.len() && self.is_capital(tokens, to + 1) && list[to + 1].is(known::WORD) {
                to += 2;
            } else if to + 1 < list.len()
                && list[to].is(self.words.filler)
                && self.is_capital(tokens, to + 1)
                && !list[to + 1].is(marks | known::STATE)
            {
                has_topic = true;
                to += 2;
            } else if let Some(last) = self.past_row(tokens, to).filter(|_| has_topic) {
                to = last;
            } else {
                break;
            }
        }
        (from, to)
    }

    /// Past a row of capitalised words that goes on from a comma, when an *and* closes it: *, Fair, and Balanced Trade*.
    fn past_row(&self, tokens: &Tokens, comma: usize) -> Option<usize> {
        let list = &tokens.list;
        let is_comma = |at: usize| list.get(at).is_some_and(|token| token.is(known::COMMA) && self.text[token.span.range()] == *",");
        let is_part = |at: usize| at < list.len() && list[at].is(known::WORD) && self.is_capital(tokens, at);
        let mut at = comma;
        for _ in 0..MOST_NAME_TOKENS {
            at += usize::from(is_comma(at));
            if list.get(at).is_some_and(|token| token.is(self.words.joiner)) {
                return (at > comma + 1 && is_part(at + 1)).then_some(at + 2);
            }
            if at == comma || !is_part(at) {
                return None;
            }
            at += 1;
            if !is_comma(at) && !list.get(at).is_some_and(|token| token.is(self.words.joiner)) {
                return None;
            }
        }
        None
    }

    /// Whether a capital only shows that a sentence begins: *The*, *This*.
    fn begins_sentence(&self, tokens: &Tokens, place: usize) -> bool {
        let token = tokens.list[place];
        let words = &self.text[token.span.range()];
        matches!(words, "The" | "This" | "A" | "An" | "Our" | "In" | "At" | "On" | "Their" | "These" | "Both" | "Through" | "As")
            || token.is(known::ADVERB | known::CONNECTIVE | known::PREPOSITION)
    }

    fn sentence_around(&self, tokens: &Tokens, place: usize) -> (usize, usize) {
        let bounds = known::STOP | known::SEMICOLON;
        let list = &tokens.list;
        let (first, last) = (place.saturating_sub(MOST_SENTENCE_TOKENS), (place + MOST_SENTENCE_TOKENS).min(list.len()));
        let from = list[first..place].iter().rposition(|token| token.is(bounds)).map_or(first, |at| first + at + 1);
        let to = list[place..last].iter().position(|token| token.is(bounds)).map_or(last, |at| place + at);
        (from, to)
    }

    /// The actor of a lexicon term, when it names one.
    pub fn actor_of(&mut self, token: &Token) -> Option<ActorId> {
        if token.term == NONE {
            return None;
        }
        let actor = self.tokenizer.matcher.term(token.term).actor;
        (actor != NONE).then(|| self.cast.known(actor))
    }
}
