//! Contacts that a noun phrase names: tallies, dated nouns, a visitor's visit.

use chancery_lexicon::known;
use chancery_model::{Detail, Engagement, EngagementStatus, EngagementType, MentionValue, Parties};
use chancery_text::Span;

use super::MOST_NAME_TOKENS;
use crate::reader::Reader;
use crate::token::{Token, Tokens};

impl Reader<'_, '_> {
    /// A contact named by a noun, with its date or destination; one past it.
    pub(super) fn nominal(&mut self, tokens: &Tokens, place: usize, told: &[Span]) -> usize {
        let list = &tokens.list;
        let Some(engagement_type) = self.contact_type(&list[place]) else { return place + 1 };
        let part = known::PAIR
            | known::STATE
            | known::ADJECTIVE
            | known::GROUP
            | known::PLACE
            | known::DATE
            | known::NUMBER
            | known::PERSON
            | known::OFFICE;
        let mut from = place;
        while from > 0 && place - from < MOST_NAME_TOKENS {
            let before = list[from - 1];
            let is_name = before.is(part)
                || self.is_capital(tokens, from - 1) && !before.is(known::STOP)
                || before.is(known::GUARD | known::COMMA) && list[from].is(known::DATE | known::STATE | known::GROUP)
                || before.is(self.words.contact_noun);
            let describes = before.is(known::WORD) && from == place && !before.is(self.words.determiner);
            if !is_name && !describes {
                break;
            }
            from -= 1;
        }
        if from > 0 && list[from - 1].is(self.words.determiner) {
            from -= 1;
        }
        let mut to = place + 1;
        let mut is_anchored = list[from..place].iter().any(|token| token.is(known::DATE));
        while to + 1 < list.len() && list[to].is(known::PREPOSITION | self.words.infinitive | known::COMMA) {
            let at = if list[to + 1].is(self.words.determiner) && to + 2 < list.len() { to + 2 } else { to + 1 };
            if !list[at].is(known::DATE | known::PLACE | known::STATE) {
                break;
            }
            is_anchored |= list[at].is(known::DATE) || list[to].is(self.words.infinitive);
            to = at + 1;
        }
        let span = Span::new(list[from].span.start, list[to - 1].span.end);
        let after = told.partition_point(|known| known.start < span.end);
        let is_told = told[..after].iter().rev().take(4).any(|known| known.overlaps(span));
        if !is_anchored || is_told {
            return place + 1;
        }
        let when = self.window(tokens, span);
        let mut participants = Parties::new();
        for token in &list[from..to] {
            for state in self.states_of(token) {
                if !participants.contains(&state) {
                    participants.push(state);
                }
            }
        }
        if participants.len() < 2 {
            participants = self.cast.both();
        }
        let is_ahead = when.as_ref().and_then(|when| when.start).zip(self.date).is_some_and(|(start, today)| start > today);
        let status = if is_ahead { EngagementStatus::Planned } else { EngagementStatus::Held };
        let engagement = Engagement { engagement_type, participants, place: None, when, status, count: None };
        let areas = self.areas_in(tokens, span);
        self.push_named(span, "en.engagement.nominal", areas, Detail::Engagement(Box::new(engagement)));
        to
    }

    /// *The president, on a state visit here*: a visit inside a phrase that names the visitor.
    pub(super) fn visiting(&mut self, tokens: &Tokens, place: usize) {
        let list = &tokens.list;
        if !list.get(place + 1).is_some_and(|token| token.is(self.words.de)) {
            return;
        }
        let from = (place.saturating_sub(4)..place).find(|&at| list[at].is(self.words.toward | self.words.visit_to | self.words.under_way));
        let Some(from) = from else { return };
        let Some(phrase) = self.phrase(tokens, place + 2) else { return };
        let (Some(&visitor), Some(host)) = (phrase.parties.first(), self.home) else { return };
        if self.cast.is_state(visitor) || self.cast.state_of(visitor) == Some(host) {
            return;
        }
        let span = Span::new(list[from].span.start, list[phrase.tokens.1 - 1].span.end);
        let engagement_type = if list[place].is(self.words.state_visit) { EngagementType::StateVisit } else { EngagementType::Visit };
        let participants: Parties = [visitor, host].into_iter().collect();
        let engagement = Engagement { engagement_type, participants, place: None, when: None, status: EngagementStatus::Held, count: None };
        let areas = self.areas_in(tokens, span);
        self.push_named(span, "zh.engagement.visiting", areas, Detail::Engagement(Box::new(engagement)));
    }

    /// A tally: a number of times, then the contact; one past it.
    pub(super) fn tally(&mut self, tokens: &Tokens, place: usize) -> usize {
        let list = &tokens.list;
        let Some(count) = self.times(tokens, place) else { return place + 1 };
        let contact = if count > 1 && self.is_chinese() && list.get(place + 1).is_some_and(|token| token.is(known::GUARD)) {
            place + 2
        } else {
            place + 1
        };
        let Some(engagement_type) = list.get(contact).and_then(|token| self.contact_type(token)) else { return place + 1 };
        let (from, _) = self.sentence_around(tokens, place);
        let participants = self.tally_participants(tokens, from, place);
        let start = match list[..place].last() {
            Some(before) if before.is(known::LEADERS | known::BOTH | known::PAIR) => before.span.start,
            _ => list[place].span.start,
        };
        let span = Span::new(start, list[contact].span.end);
        self.push_tally(tokens, span, engagement_type, participants.clone(), Some(count));
        let mut end = contact + 1;
        // Further items without a number: *and many letters*.
        while list.get(end).is_some_and(|token| token.is(known::ENUMERATION)) {
            let Some(contact) = (end + 1..(end + 4).min(list.len())).find(|&at| self.contact_type(&list[at]).is_some()) else { break };
            if list[end + 1..contact].iter().any(|token| token.is(known::NUMBER | known::COMMA | known::ENUMERATION)) {
                break;
            }
            let span = Span::new(list[end + 1].span.start, list[contact].span.end);
            if let Some(engagement_type) = self.contact_type(&list[contact]) {
                self.push_tally(tokens, span, engagement_type, participants.clone(), None);
            }
            end = contact + 1;
        }
        end
    }

    pub(super) fn push_tally(
        &mut self,
        tokens: &Tokens,
        span: Span,
        engagement_type: EngagementType,
        participants: Parties,
        count: Option<u32>,
    ) {
        let areas = self.areas_in(tokens, span);
        let engagement = Engagement { engagement_type, participants, place: None, when: None, status: EngagementStatus::Held, count };
        let rule = self.rule_name("engagement.tally");
        self.push_named(span, &rule, areas, Detail::Engagement(Box::new(engagement)));
    }

    /// The number of a token that counts times.
    pub fn times(&self, tokens: &Tokens, place: usize) -> Option<u32> {
        match self.mention(tokens, tokens.list.get(place)?)? {
            MentionValue::Quantity { value, unit } => {
                let name = self.lexicon.names().units.get(usize::from(unit.0))?;
                (name == "times" && *value >= 1.0 && *value < 1000.0).then_some(*value as u32)
            }
            _ => None,
        }
    }

    /// What kind of contact a token names.
    pub fn contact_type(&self, token: &Token) -> Option<EngagementType> {
        let words = &self.words;
        [
            (words.state_visit, EngagementType::StateVisit),
            (words.visit, EngagementType::Visit),
            (words.call, EngagementType::Call),
            (words.letter, EngagementType::Letter),
            (words.ceremony, EngagementType::Ceremony),
            (words.talks, EngagementType::Talks),
            (words.meeting | words.meet_noun, EngagementType::Meeting),
        ]
        .into_iter()
        .find(|(class, _)| token.is(*class))
        .map(|(_, engagement_type)| engagement_type)
    }

    pub(super) fn tally_participants(&mut self, tokens: &Tokens, from: usize, place: usize) -> Parties {
        let mut at = from;
        let mut last: Option<Parties> = None;
        while at < place {
            match self.phrase(tokens, at) {
                Some(phrase) => {
                    at = phrase.tokens.1.max(at + 1);
                    if phrase.parties.len() >= 2 {
                        last = Some(phrase.parties);
                    }
                }
                None => at += 1,
            }
        }
        last.unwrap_or_else(|| self.cast.both_leaders())
    }
}
