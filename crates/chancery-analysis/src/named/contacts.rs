//! Contacts that a noun phrase names: tallies, dated nouns, a visitor's visit.

use chancery_lexicon::known;
use chancery_model::{Detail, Engagement, EngagementStatus, EngagementType, EntryKind, MentionValue, Parties};
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
                || before.is(known::COMMA) && from > 1 && list[from - 2].is(known::DATE)
                || before.is(self.words.contact_noun);
            let describes = before.is(known::WORD) && from == place && !before.is(self.words.determiner);
            if !is_name && !describes {
                break;
            }
            from -= 1;
        }
        let owner = self.owner_before(tokens, from);
        if let Some((start, _)) = owner {
            from = start;
        }
        if from > 0 && list[from - 1].is(self.words.determiner) {
            from -= 1;
        }
        let mut persons = owner.map_or_else(Parties::new, |(_, parties)| parties);
        let is_visit = matches!(engagement_type, EngagementType::Visit | EngagementType::StateVisit);
        let mut is_anchored = list[from..place].iter().any(|token| self.is_day(tokens, token));
        let (to, is_placed) = self.after_contact(tokens, place + 1, &mut persons);
        is_anchored |= is_placed || is_visit && persons.len() > 1;
        while from < place && list[from].is(known::GUARD | known::QUOTE_CLOSE | known::COMMA) {
            from += 1;
        }
        let span = Span::new(list[from].span.start, list[to - 1].span.end);
        let after = told.partition_point(|known| known.start < span.end);
        let is_told = told[..after].iter().rev().take(4).any(|known| known.overlaps(span));
        if !is_anchored || is_told {
            return place + 1;
        }
        let when = self.window(tokens, span);
        let is_today = when.as_ref().is_some_and(|when| when.start.is_some() && when.start == self.date);
        if is_today && self.tells_of_contact() {
            // The meeting that was told of before.
            return place + 1;
        }
        let participants = self.contact_participants(tokens, from, to, persons);
        let is_ahead = when.as_ref().and_then(|when| when.start).zip(self.date).is_some_and(|(start, today)| start > today);
        let status = if is_ahead { EngagementStatus::Planned } else { EngagementStatus::Held };
        let engagement = Engagement { engagement_type, participants, place: None, when, status, count: None };
        let areas = self.areas_in(tokens, span);
        let areas = if areas.is_empty() { self.diplomacy } else { areas };
        self.push_named(span, "engagement.nominal", areas, Detail::Engagement(Box::new(engagement)));
        to
    }

    /// Whether a token is a date, not a length of time.
    fn is_day(&self, tokens: &Tokens, token: &Token) -> bool {
        token.is(known::DATE) && !matches!(self.mention(tokens, token), Some(MentionValue::Duration(_)))
    }

    /// Whose contact it is by the possessive before it: *my meeting*, *the President’s trip*. Where
    /// that begins, and who.
    fn owner_before(&mut self, tokens: &Tokens, from: usize) -> Option<(usize, Parties)> {
        let list = &tokens.list;
        let before = from.checked_sub(1)?;
        if list[before].is(known::SELF) {
            let phrase = self.phrase(tokens, before)?;
            return Some((before, phrase.parties));
        }
        if !matches!(&self.text[list[before].span.range()], "’s" | "'s" | "s") {
            return None;
        }
        let start = (before.saturating_sub(8)..before).find(|&at| {
            list[at].is(crate::phrase::OPENS_ACTOR) && self.phrase(tokens, at).is_some_and(|phrase| phrase.tokens.1 == before)
        })?;
        self.phrase(tokens, start).map(|phrase| (start, phrase.parties))
    }

    /// What follows the noun of a contact: with whom, where and when. One past it, and whether it
    /// tells where or when.
    fn after_contact(&mut self, tokens: &Tokens, mut to: usize, persons: &mut Parties) -> (usize, bool) {
        let list = &tokens.list;
        let limit = (to + 2 * MOST_NAME_TOKENS).min(list.len());
        let mut is_placed = false;
        let begins = |token: &Token| {
            matches!(self.mention(tokens, token), Some(MentionValue::Date(_) | MentionValue::DateRange { start: Some(_), .. }))
        };
        if to < limit && list[to].is(known::DATE) && begins(&list[to]) {
            // *The summit this week*, not *the summit by May*.
            (to, is_placed) = (to + 1, true);
        }
        while to + 1 < limit && list[to].is(known::PREPOSITION | self.words.infinitive | known::COMMA | self.words.de) {
            let is_doubled = list[to].is(known::COMMA) && list[to + 1].is(known::PREPOSITION) && to + 2 < limit;
            if is_doubled && list[to + 2].is(known::DATE) {
                // *To Alveton, in May*.
                to += 1;
            }
            let at = if list[to + 1].is(self.words.determiner) && to + 2 < limit { to + 2 } else { to + 1 };
            if list[at].is(known::DATE | known::PLACE) {
                is_placed |= list[at].is(known::PLACE) || self.is_day(tokens, &list[at]);
                to = at + 1;
                continue;
            }
            if list[at].is(known::AGENT) && at > to + 1 {
                to = at + 1;
                continue;
            }
            let Some(phrase) = self.phrase(tokens, at).filter(|_| !list[to].is(known::COMMA)) else { break };
            is_placed |= list[to].is(self.words.infinitive);
            for party in phrase.parties {
                if !persons.contains(&party) {
                    persons.push(party);
                }
            }
            to = phrase.tokens.1;
        }
        (to, is_placed)
    }

    /// Who takes part: those named as doers, the states named beside them, else both parties.
    fn contact_participants(&mut self, tokens: &Tokens, from: usize, to: usize, named: Parties) -> Parties {
        let mut participants = named;
        for token in &tokens.list[from..to] {
            for state in self.states_of(token) {
                let is_there = participants.iter().any(|&party| self.cast.state_of(party) == Some(state));
                if !is_there {
                    participants.push(state);
                }
            }
        }
        if participants.len() < 2 { self.cast.both() } else { participants }
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
        self.push_named(span, "engagement.visiting", areas, Detail::Engagement(Box::new(engagement)));
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
        if self.is_chinese() && place > 0 && list[place - 1].is(known::BODY) {
            // The session of an assembly, by its number.
            return contact + 1;
        }
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
        self.push_named(span, "engagement.tally", areas, Detail::Engagement(Box::new(engagement)));
    }

    /// The number of a token that counts times.
    pub fn times(&self, tokens: &Tokens, place: usize) -> Option<u32> {
        match self.mention(tokens, tokens.list.get(place)?)? {
            MentionValue::Quantity { value, unit } => {
                (self.lexicon.names().unit(*unit) == "times" && *value >= 1.0 && *value < 1000.0).then_some(*value as u32)
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

    /// Whether an entry so far tells of a contact.
    fn tells_of_contact(&mut self) -> bool {
        let (is_told, looked_at) = self.contact_told;
        let is_told = is_told || self.entries[looked_at..].iter().any(|entry| entry.detail.kind() == EntryKind::Engagement);
        self.contact_told = (is_told, self.entries.len());
        is_told
    }
}
