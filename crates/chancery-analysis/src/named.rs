//! Names in running text: set phrases, standing bodies, tallies of contacts.

use chancery_lexicon::{NONE, known};
use chancery_model::{
    ActorId, AreaSet, Detail, Engagement, EngagementStatus, EngagementType, Entry, EntryKind, Formulation, Mechanism, MechanismStatus,
    MentionValue, Parties, VoiceId,
};
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
        if !self.takes_entries() {
            return;
        }
        let list = &tokens.list;
        let engagements = self.entries[first_entry..].iter().filter(|entry| entry.detail.kind() == EntryKind::Engagement);
        let mut told: Vec<Span> = engagements.map(|entry| entry.span).collect();
        told.sort_unstable();
        let mut place = start;
        while place < list.len() {
            let token = list[place];
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

    /// The voice that runs at a byte.
    pub fn voice_at(&self, byte: u32) -> VoiceId {
        let after = self.runs.partition_point(|run| run.span.start <= byte);
        after.checked_sub(1).map_or(VoiceId::NARRATOR, |place| self.runs[place].voice)
    }

    fn push_named(&mut self, span: Span, rule: &str, areas: AreaSet, detail: Detail) {
        let Some(rule) = self.lexicon.rule_id(rule) else { return };
        let confidence = self.lexicon.rules()[usize::from(rule.0)].confidence;
        let voice = self.voice_at(span.start);
        let flags = self.flags(span);
        self.entries.push(Entry { span, voice, areas, flags, rule, confidence, detail });
    }

    fn rule_name(&self, name: &str) -> String {
        format!("{}.{name}", if self.is_chinese() { "zh" } else { "en" })
    }

    fn areas_in(&self, tokens: &Tokens, span: Span) -> AreaSet {
        let from = tokens.areas.partition_point(|hit| hit.span.end <= span.start);
        let inside = tokens.areas[from..]
            .iter()
            .take_while(|hit| hit.span.end <= span.end)
            .filter(|hit| hit.span.start >= span.start && !hit.is_actor);
        inside.fold(AreaSet::default(), |all, hit| all.union(hit.areas))
    }

    fn formulation(&mut self, tokens: &Tokens, term: Span, rule: &str) {
        let areas = self.areas_in(tokens, term);
        let rule = self.rule_name(rule);
        self.push_named(term, &rule, areas, Detail::Formulation(Formulation { term }));
    }

    /// A set phrase of the lexicon; one past its token.
    fn term_formulation(&mut self, tokens: &Tokens, place: usize) -> usize {
        let list = &tokens.list;
        let in_title = place > 0 && self.text[list[place - 1].span.range()] == *self.title_mark();
        let of_body = list[place + 1..(place + 4).min(list.len())]
            .iter()
            .take_while(|token| !token.is(known::COMMA | known::STOP | self.words.de))
            .any(|token| token.is(known::MECHANISM_HEAD | self.words.meet_noun | self.words.meeting));
        if self.is_chinese() && (in_title || of_body) {
            return place + 1;
        }
        let mut from = place;
        if self.is_chinese() && list[place].is(self.words.extendable) {
            while from > 0 && list[from - 1].is(known::PAIR | known::STATE | known::GROUP | self.words.formulation_prefix) {
                from -= 1;
            }
        }
        let term = Span::new(list[from].span.start, list[place].span.end);
        self.formulation(tokens, term, "formulation.term");
        place + 1
    }

    /// A phrase in quotation marks that names a policy, relationship or initiative.
    fn quoted_formulation(&mut self, tokens: &Tokens, place: usize) -> usize {
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
    fn ends_in_head(&self, token: &Token) -> bool {
        token.is(self.words.relationship)
    }

    /// A principle: from the word that says it is followed to its last word.
    fn principle(&mut self, tokens: &Tokens, place: usize) {
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
    fn instrument(&mut self, tokens: &Tokens, place: usize) -> usize {
        let (from, to) = self.capitalised(tokens, place);
        if to - from >= 2 && self.is_capital(tokens, place) {
            let term = Span::new(tokens.list[from].span.start, tokens.list[to - 1].span.end);
            if !tokens.list[from..to].iter().any(|token| token.is(known::FORMULATION)) {
                self.formulation(tokens, term, "formulation.instrument");
            }
        }
        to.max(place + 1)
    }

    fn is_capital(&self, tokens: &Tokens, place: usize) -> bool {
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
        while to < list.len() && to - place < MOST_NAME_TOKENS {
            if !list[to].is(marks) && self.is_capital(tokens, to) && list[to].is(known::WORD) {
                to += 1;
            } else if to + 1 < list.len()
                && list[to].is(self.words.filler)
                && self.is_capital(tokens, to + 1)
                && !list[to + 1].is(marks | known::STATE)
            {
                to += 2;
            } else {
                break;
            }
        }
        (from, to)
    }

    /// Whether a capital only shows that a sentence begins: *The*, *This*.
    fn begins_sentence(&self, tokens: &Tokens, place: usize) -> bool {
        let token = tokens.list[place];
        let words = &self.text[token.span.range()];
        matches!(words, "The" | "This" | "A" | "An" | "Our" | "In" | "At" | "On" | "Their" | "These" | "Both" | "Through" | "As")
            || token.is(known::ADVERB | known::CONNECTIVE | known::PREPOSITION)
    }

    /// A standing body; one past the tokens of its name.
    fn mechanism(&mut self, tokens: &Tokens, place: usize) -> usize {
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
        let name = self.full_name(span);
        let areas = self.areas_in(tokens, span);
        self.note_abbreviation(tokens, to, name);
        let rule = self.rule_name(if is_listed { "mechanism.term" } else { "mechanism.name" });
        self.push_named(span, &rule, areas, Detail::Mechanism(Mechanism { name, parties, status }));
        to
    }

    /// Remembers an abbreviation that stands in brackets after a body's name.
    fn note_abbreviation(&mut self, tokens: &Tokens, to: usize, name: Span) {
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
    fn abbreviation(&mut self, tokens: &Tokens, place: usize) -> usize {
        let list = &tokens.list;
        let span = list[place].span;
        let words = &self.text[span.range()];
        let in_brackets = place > 0 && list[place - 1].is(known::BRACKET_OPEN);
        let known_name = self.abbreviations.iter().find(|(short, _)| *short == words).map(|(_, name)| *name);
        if let Some(name) = known_name.filter(|_| !in_brackets) {
            let parties = self.cast.both();
            let areas = self.areas_in(tokens, span);
            let rule = self.rule_name("mechanism.name");
            self.push_named(span, &rule, areas, Detail::Mechanism(Mechanism { name, parties, status: MechanismStatus::Running }));
        }
        place + 1
    }

    /// The first longer name of this document that a short form stands for.
    fn full_name(&mut self, span: Span) -> Span {
        let words = &self.text[span.range()];
        let known = self
            .bodies
            .iter()
            .find(|(full, _)| full.len() > words.len() && full.ends_with(words) || full.len() > words.len() && full.contains(words));
        if let Some((_, full)) = known {
            return *full;
        }
        if self.bodies.len() < 64 && !self.bodies.iter().any(|(full, _)| full == words) {
            self.bodies.push((words.to_owned(), span));
        }
        span
    }

    /// Where the Chinese name that ends at a token begins; `None` when the word stands alone.
    fn chinese_name(&self, tokens: &Tokens, place: usize) -> Option<usize> {
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

    /// The mark that opens the title of a text.
    const fn title_mark(&self) -> &'static str {
        "《"
    }

    fn is_short(&self, span: Span) -> bool {
        self.text[span.range()].chars().count() <= 6
    }

    /// The English name around a body's last word; a single capitalised word is a short form of a
    /// name given before, or nothing.
    fn english_body(&self, tokens: &Tokens, place: usize) -> Option<(usize, usize)> {
        let list = &tokens.list;
        if list[place].is(known::MECHANISM) {
            let follows = (place + 1..(place + 5).min(list.len())).take_while(|&at| self.is_capital(tokens, at));
            let is_part = follows.into_iter().any(|at| list[at].is(known::MECHANISM_HEAD));
            return (!is_part).then_some((place, place + 1));
        }
        if !self.is_capital(tokens, place) {
            return None;
        }
        let (from, to) = self.capitalised(tokens, place);
        let words = &self.text[list[place].span.range()];
        let is_short_form = || self.bodies.iter().any(|(full, _)| full.len() > words.len() && full.contains(words));
        (to - from > 1 || is_short_form()).then_some((from, to))
    }

    fn sentence_around(&self, tokens: &Tokens, place: usize) -> (usize, usize) {
        let bounds = known::STOP | known::SEMICOLON;
        let list = &tokens.list;
        let (first, last) = (place.saturating_sub(MOST_SENTENCE_TOKENS), (place + MOST_SENTENCE_TOKENS).min(list.len()));
        let from = list[first..place].iter().rposition(|token| token.is(bounds)).map_or(first, |at| first + at + 1);
        let to = list[place..last].iter().position(|token| token.is(bounds)).map_or(last, |at| place + at);
        (from, to)
    }

    /// In what state the words before the name put it.
    fn mechanism_status(&self, tokens: &Tokens, from: usize, name: usize) -> MechanismStatus {
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

    /// The states in a body's name, else the parties of the event.
    fn body_parties(&mut self, tokens: &Tokens, from: usize, to: usize) -> Parties {
        let mut parties = Parties::new();
        for token in &tokens.list[from..to] {
            for state in self.states_of(token) {
                if !parties.contains(&state) {
                    parties.push(state);
                }
            }
        }
        match (parties.len(), self.home) {
            (0, _) => self.cast.both(),
            (1, Some(home)) if parties[0] != home => [home, parties[0]].into_iter().collect(),
            _ => parties,
        }
    }

    /// A contact named by a noun, with its date or destination; one past it.
    fn nominal(&mut self, tokens: &Tokens, place: usize, told: &[Span]) -> usize {
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
    fn visiting(&mut self, tokens: &Tokens, place: usize) {
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
    fn tally(&mut self, tokens: &Tokens, place: usize) -> usize {
        let list = &tokens.list;
        let Some(count) = self.times(tokens, place) else { return place + 1 };
        let Some(engagement_type) = list.get(place + 1).and_then(|token| self.contact_type(token)) else { return place + 1 };
        let (from, _) = self.sentence_around(tokens, place);
        let participants = self.tally_participants(tokens, from, place);
        let start = match list[..place].last() {
            Some(before) if before.is(known::LEADERS | known::BOTH | known::PAIR) => before.span.start,
            _ => list[place].span.start,
        };
        let span = Span::new(start, list[place + 1].span.end);
        self.push_tally(tokens, span, engagement_type, participants.clone(), Some(count));
        let mut end = place + 2;
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

    fn push_tally(&mut self, tokens: &Tokens, span: Span, engagement_type: EngagementType, participants: Parties, count: Option<u32>) {
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

    fn tally_participants(&mut self, tokens: &Tokens, from: usize, place: usize) -> Parties {
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

    /// The actor of a lexicon term, when it names one.
    pub fn actor_of(&mut self, token: &Token) -> Option<ActorId> {
        if token.term == NONE {
            return None;
        }
        let actor = self.tokenizer.matcher.term(token.term).actor;
        (actor != NONE).then(|| self.cast.known(actor))
    }
}
