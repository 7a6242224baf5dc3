//! From a draft to an entry: parties, areas, targets, windows.

use chancery_lexicon::{PartiesFrom, RuleKind, known};
use chancery_model::{
    Action, ActorId, Commitment, Date, Detail, Engagement, EngagementStatus, EngagementType, Entry, EntryKind, Flags, Language,
    MentionValue, Modality, Parties, Position, Request, Role, RuleId, Stance, Target, ThinVec, Understanding, UnitId, Window,
};
use chancery_text::Span;

use crate::engine::Draft;
use crate::english::is_nobodys;
use crate::phrase::subject;
use crate::reader::Reader;
use crate::token::{Token, Tokens};

/// The longest word between *urge* and who is urged, in bytes.
const MOST_BEFORE_ADDRESSEE: u32 = 6;

impl Reader<'_, '_> {
    /// The entry of a draft.
    pub fn entry(&mut self, tokens: &Tokens, draft: &Draft) -> Option<Entry> {
        let rule = self.rules.rule(draft.rule);
        let RuleKind::Entry(kind) = rule.kind else { return None };
        let span = self.trimmed(Span::new(draft.start, draft.end))?;
        let parties = self.parties(draft, rule.parties, kind);
        if kind == EntryKind::Engagement
            && (draft.tokens.0..draft.tokens.1)
                .any(|at| self.times(tokens, at).is_some() && tokens.list.get(at + 1).is_some_and(|next| self.contact_type(next).is_some()))
        {
            return None;
        }
        let detail = match kind {
            EntryKind::Commitment => Detail::Commitment(Box::new(Commitment {
                modality: rule.modality.unwrap_or(Modality::Firm),
                targets: self.targets(tokens, span),
                window: self.window(tokens, span),
                conditional: draft.conditional,
                parties,
            })),
            EntryKind::Understanding => Detail::Understanding(Understanding { parties }),
            EntryKind::Position => {
                Detail::Position(Position { holder: self.holder(draft, parties), stance: rule.stance.unwrap_or(Stance::Assert) })
            }
            EntryKind::Request => {
                let to = self.addressee(tokens, draft, &parties);
                let from = self.asker(draft, rule.parties, parties);
                if self.is_to_own_state(&from, &to) {
                    return None;
                }
                Detail::Request(Box::new(Request { from, to }))
            }
            EntryKind::Action => {
                Detail::Action(Box::new(Action { actors: parties, when: self.window(tokens, span), targets: self.targets(tokens, span) }))
            }
            EntryKind::Engagement => {
                let engagement_type = rule.engagement_type.unwrap_or(EngagementType::Meeting);
                let engagement = self.engagement(tokens, draft, span, engagement_type, rule.engagement_status, parties);
                if !self.is_between_parties(&engagement.participants) || self.is_told_again(&engagement) {
                    return None;
                }
                if !self.is_chinese() && self.cast.group.is_empty() {
                    self.cast.group = engagement.participants.clone();
                }
                if !self.is_chinese() && engagement.participants.len() > 2 {
                    // *The leaders* are all who met, not those named in one row.
                    self.cast.saw_together(&engagement.participants);
                }
                Detail::Engagement(Box::new(engagement))
            }
            EntryKind::Mechanism | EntryKind::Formulation => return None,
        };
        if !self.is_chinese() && draft.kind & subject::JOINT == 0 && is_nobodys(&detail) {
            return None;
        }
        let areas = self.areas(tokens, span, kind);
        let areas = self.area_sets.intern(areas);
        Some(Entry {
            span,
            voice: draft.voice,
            areas,
            flags: self.flags(span),
            rule: RuleId(draft.rule as u16),
            confidence: rule.confidence,
            detail,
        })
    }

    /// A span without white space, opening connectives' commas and closing marks at its ends.
    pub fn trimmed(&self, span: Span) -> Option<Span> {
        let words = self.text.get(span.range())?;
        let is_edge = |character: char| {
            character.is_whitespace()
                || matches!(character, '，' | '。' | '；' | '：' | '、' | '！' | '？' | ',' | '.' | ';' | ':' | '-' | '–' | '—' | '•')
        };
        let start = words.len() - words.trim_start_matches(is_edge).len();
        let mut kept = words.trim_start_matches(is_edge);
        // A full stop that belongs to an abbreviation stays; so does a mark whose other half is inside.
        let is_closing = |last: char, kept: &str| last == '”' && !kept.contains('“');
        while let Some(last) = kept.chars().next_back().filter(|&last| is_edge(last) || is_closing(last, kept)) {
            let before = &kept[..kept.len() - last.len_utf8()];
            if last == '.'
                && before.len() >= 2
                && before.as_bytes()[before.len() - 1].is_ascii_uppercase()
                && before.as_bytes()[before.len() - 2] == b'.'
            {
                break;
            }
            kept = before;
        }
        (!kept.is_empty()).then(|| Span::of(span.start as usize + start, span.start as usize + start + kept.len()))
    }

    pub fn flags(&self, span: Span) -> Flags {
        Flags {
            damaged: self
                .warnings
                .iter()
                .rev()
                .take_while(|warning| warning.span.end > span.start)
                .any(|warning| span.overlaps(warning.span)),
        }
    }

    fn parties(&mut self, draft: &Draft, from: PartiesFrom, kind: EntryKind) -> Parties {
        match from {
            PartiesFrom::Both => self.cast.both(),
            PartiesFrom::SpeakerState => {
                let speaker = self.speaker_of(draft);
                speaker.map(|speaker| self.cast.state_of(speaker).unwrap_or(speaker)).into_iter().collect()
            }
            PartiesFrom::Subject | PartiesFrom::Speaker => {
                let is_shared = kind == EntryKind::Understanding;
                // What one source says of several is that source's stance.
                let several = kind == EntryKind::Position && draft.kind & subject::JOINT != 0;
                if let Some(speaker) = self.speaker_of(draft).filter(|_| several) {
                    return [speaker].into_iter().collect();
                }
                let is_thing = draft.kind & (subject::OTHER | subject::THIS) != 0
                    && (!draft.has_subject || kind == EntryKind::Position && draft.kind & subject::AGENT == 0);
                if is_thing && kind != EntryKind::Understanding {
                    return self.speaker_of(draft).or(self.home).into_iter().collect();
                }
                if draft.subject.is_empty() || is_shared && draft.subject.len() < 2 && !draft.has_subject {
                    if is_shared {
                        return self.cast.both();
                    }
                    return self.speaker_of(draft).or(self.home).into_iter().collect();
                }
                if is_shared && draft.kind & (subject::SELF | subject::WE) != 0 && draft.subject.len() < 2 {
                    return self.cast.both();
                }
                draft.subject.clone()
            }
        }
    }

    fn speaker_of(&self, draft: &Draft) -> Option<ActorId> {
        self.voices.get(draft.voice).last().copied()
    }

    /// Whose position it is: a leader's own, any other speaker's state.
    fn holder(&self, draft: &Draft, parties: Parties) -> Parties {
        let is_self = draft.kind & subject::SELF != 0 && self.is_chinese();
        let has_person = draft.has_subject || !self.is_chinese() && draft.kind & subject::PERSON != 0;
        let named = has_person && draft.kind & (subject::OTHER | subject::THIS) == 0 && !is_self;
        if named || !self.is_chinese() && self.base.is_none() {
            return parties;
        }
        parties
            .into_iter()
            .map(|actor| if self.cast.is_leader(actor) { actor } else { self.cast.state_of(actor).unwrap_or(actor) })
            .collect()
    }

    /// Whether a speaker says what their own state should do, which asks nobody.
    fn is_to_own_state(&self, from: &Parties, to: &Parties) -> bool {
        let own = from.first().and_then(|&speaker| self.cast.state_of(speaker));
        self.is_chinese() && to.len() == 1 && own == Some(to[0])
    }

    fn asker(&self, draft: &Draft, from: PartiesFrom, parties: Parties) -> Parties {
        if from == PartiesFrom::Speaker {
            return self.speaker_of(draft).or(self.home).into_iter().collect();
        }
        parties
    }

    /// Who is asked: the subject of *should*, or the first actor after the asking verb.
    fn addressee(&mut self, tokens: &Tokens, draft: &Draft, parties: &Parties) -> Parties {
        let rule = self.rules.rule(draft.rule);
        if rule.parties == PartiesFrom::Speaker {
            if draft.kind & subject::WE != 0 || !draft.has_subject && draft.kind & subject::JOINT == 0 {
                return self.cast.both();
            }
            return draft.subject.clone();
        }
        let verbs = self.words.hope | self.words.urge;
        let list = &tokens.list[..draft.tokens.1];
        let asking = (draft.tokens.0..list.len()).find(|&at| list[at].is(verbs));
        if let Some(at) = asking {
            for place in at + 1..(at + 6).min(list.len()) {
                if self.is_chinese() && !self.may_precede_addressee(tokens, at + 1, place) {
                    break;
                }
                if let Some(agent) = self.agents_at(tokens, place) {
                    return [agent].into_iter().collect();
                }
                if let Some(state) = self.state_of_people(tokens, place).filter(|state| !parties.contains(state)) {
                    return [state].into_iter().collect();
                }
                if let Some(phrase) = self.phrase(tokens, place) {
                    let mut to = phrase.parties;
                    let is_own = |party: ActorId| {
                        let state = self.cast.state_of(party);
                        parties.iter().any(|&asker| asker == party || state.is_some() && self.cast.state_of(asker) == state)
                    };
                    if to.len() > 1 && tokens.list[place].is(known::STATE | known::GROUP | known::PERSON) {
                        to.retain(|party| !is_own(party));
                    }
                    to.retain(|party| !parties.contains(&party));
                    if !to.is_empty() || phrase.kind == subject::JOINT {
                        return if to.is_empty() { self.cast.both() } else { to };
                    }
                }
            }
        }
        // A call on no one in particular is one on no one, and so is one of several; who hopes hopes it of the other side.
        let calls = if self.is_chinese() { asking.is_some_and(|at| !list[at].is(self.words.hope)) } else { parties.len() > 1 };
        let asker = parties.first().copied().filter(|_| !calls);
        asker.and_then(|asker| self.cast.other_party(asker)).into_iter().collect()
    }

    fn engagement(
        &mut self,
        tokens: &Tokens,
        draft: &Draft,
        span: Span,
        engagement_type: EngagementType,
        status: Option<EngagementStatus>,
        parties: Parties,
    ) -> Engagement {
        let ahead = self.words.will | self.words.hope | self.words.willing | self.words.should | self.words.agree;
        let list = &tokens.list[draft.clause_start..draft.tokens.1];
        let is_planned = list.iter().any(|token| token.is(ahead));
        let when = self.window(tokens, span);
        let starts_later = when.as_ref().and_then(|when| when.start).zip(self.date).is_some_and(|(start, today)| start > today);
        let status = status.unwrap_or(if is_planned || starts_later { EngagementStatus::Planned } else { EngagementStatus::Held });
        let participants = self.participants(tokens, draft, engagement_type, parties);
        let place = self.place(tokens, span);
        Engagement { engagement_type, participants, place, when, status, count: None }
    }

    /// Whether those who take part are of more than one side.
    fn is_between_parties(&self, participants: &Parties) -> bool {
        let mut sides = participants.iter().map(|&actor| self.cast.state_of(actor));
        let first = sides.next();
        participants.len() > 1 && (first == Some(None) || sides.any(|side| Some(side) != first))
    }

    /// The subject and the other actors of the clause.
    fn participants(&mut self, tokens: &Tokens, draft: &Draft, engagement_type: EngagementType, parties: Parties) -> Parties {
        let (subject_states, mut persons): (Parties, Parties) = parties.into_iter().partition(|&actor| self.cast.is_state(actor));
        let mut states = Parties::new();
        let is_visit = matches!(engagement_type, EngagementType::Visit | EngagementType::StateVisit);
        let mut place = draft.clause_start;
        while place < draft.tokens.1 {
            let token = tokens.list[place];
            let has_purpose = !self.is_chinese() && place > draft.tokens.0 && token.is(self.words.infinitive);
            if has_purpose && self.is_bare_verb(tokens, place + 1) {
                break;
            }
            if let Some((agent, end)) = self.agent_of_state(tokens, place) {
                persons.push(agent);
                self.cast.group = [agent].into_iter().collect();
                place = end;
            } else if let Some(phrase) = self.phrase(tokens, place) {
                for &actor in &phrase.parties {
                    let is_body = !self.is_chinese() && phrase.kind & (subject::STATE | subject::PERSON) == subject::STATE;
                    if self.cast.is_state(actor) || is_body {
                        states.push(actor);
                    } else if !persons.contains(&actor) {
                        persons.push(actor);
                    }
                }
                place = phrase.tokens.1;
            } else {
                let term = (token.term != chancery_lexicon::NONE).then(|| self.tokenizer.matcher.term(token.term));
                let visited = term.map_or(chancery_lexicon::NONE, |term| {
                    if token.is(self.words.visit_to) || is_visit && token.is(self.words.toward) {
                        term.actor
                    } else if is_visit && token.is(known::PLACE) {
                        term.second
                    } else {
                        chancery_lexicon::NONE
                    }
                });
                if visited != chancery_lexicon::NONE {
                    states.push(self.cast.known(visited));
                }
                place += 1;
            }
        }
        for state in subject_states {
            if !persons.iter().any(|&person| self.cast.state_of(person) == Some(state)) {
                persons.push(state);
            }
        }
        for state in states {
            let own = self.cast.state_of(state);
            let represented = persons.iter().any(|&person| self.cast.state_of(person) == own);
            if !represented && (is_visit && persons.len() < 2 || persons.is_empty() || !is_visit && persons.len() < 2) {
                persons.push(state);
            }
        }
        persons
    }

    /// A state's people or firms, as an actor of their own: the actor, and one past its words.
    fn agent_of_state(&mut self, tokens: &Tokens, place: usize) -> Option<(ActorId, usize)> {
        let list = &tokens.list;
        let mut end = place + 1;
        if !list[place].is(known::STATE) || !self.is_chinese() {
            return None;
        }
        while list.get(end).is_some_and(|token| token.is(known::AGENT) && !token.is(self.words.agent_state)) {
            end += 1;
        }
        if end == place + 1 {
            return None;
        }
        let printed = self.text[Span::new(list[place].span.start, list[end - 1].span.end).range()].to_owned();
        Some((self.cast.unknown(None, &printed, (Language::ZH, &printed)), end))
    }

    /// Whether nothing but small words stands between an asking verb and a token.
    fn may_precede_addressee(&self, tokens: &Tokens, from: usize, place: usize) -> bool {
        let small = known::ADVERB | known::PREPOSITION | known::GUARD | known::OFFICE | known::QUOTE_OPEN;
        tokens.list[from..place].iter().all(|token| token.is(small) || token.span.len() <= MOST_BEFORE_ADDRESSEE)
    }

    /// People who act for no state in particular, as an actor: *the international community*.
    pub(crate) fn agents_at(&mut self, tokens: &Tokens, place: usize) -> Option<ActorId> {
        let is_agent = |token: &Token| token.is(known::AGENT) && !token.is(self.words.agent_state);
        if !self.is_chinese() || !is_agent(tokens.list.get(place)?) || tokens.list.get(place + 1)?.is(self.words.de) {
            return None;
        }
        let printed = self.text[tokens.list[place].span.range()].to_owned();
        Some(self.cast.unknown(None, &printed, (Language::ZH, &printed)))
    }

    /// The state whose people are named by its adjective and a common noun: *Alvonian political leaders*.
    fn state_of_people(&mut self, tokens: &Tokens, place: usize) -> Option<ActorId> {
        let list = &tokens.list;
        let adjective = list.get(place).copied().filter(|token| token.is(known::ADJECTIVE) && !token.is(known::STATE))?;
        let mut noun = place + 1;
        while noun < place + 3 && list.get(noun).is_some_and(|token| token.is(known::WORD | known::AREA) && !token.is(known::AGENT)) {
            noun += 1;
        }
        let are_people = list.get(noun)?.is(known::AGENT | known::LEADERS | known::OFFICE);
        (are_people && !self.is_chinese()).then(|| self.states_of(&adjective).first().copied())?
    }

    /// The first place named, venue and city together.
    fn place(&self, tokens: &Tokens, span: Span) -> Option<Span> {
        let mut inside = tokens.inside(span).iter().peekable();
        while let Some(token) = inside.next() {
            if token.is(known::PLACE) {
                let mut end = token.span.end;
                while let Some(next) = inside.next_if(|next| next.is(known::PLACE) && next.span.start == end) {
                    end = next.span.end;
                }
                return Some(Span::new(token.span.start, end));
            }
        }
        None
    }

    /// When: the first date or length of time in the span.
    pub fn window(&self, tokens: &Tokens, span: Span) -> Option<Box<Window>> {
        let mut window: Option<Window> = None;
        let from = tokens.first_at(span.start);
        for (place, token) in tokens.inside(span).iter().enumerate().filter(|(_, token)| token.is(known::DATE)) {
            let Some(value) = self.mention(tokens, token) else { continue };
            if self.dates_something_else(tokens, from, from + place) {
                continue;
            }
            let found = match value {
                MentionValue::Date(Some(day)) => Window { start: Some(*day), end: Some(*day), length: None, words: Some(token.span) },
                MentionValue::DateRange { start, end } if start.is_some() || end.is_some() => {
                    Window { start: *start, end: *end, length: None, words: Some(token.span) }
                }
                MentionValue::Duration(length) => Window { start: None, end: None, length: Some(length.clone()), words: Some(token.span) },
                _ => continue,
            };
            window = Some(match window {
                None => found,
                Some(first) if first.length.is_some() && found.length.is_none() => found,
                Some(first) => joined(first, &found),
            });
        }
        window.map(Box::new)
    }

    /// Whether a date belongs to a past act inside the clause: *announced on 3 May*, *since 2017*.
    fn dates_something_else(&self, tokens: &Tokens, from: usize, place: usize) -> bool {
        if self.is_chinese() || place < from + 2 {
            return false;
        }
        let mut near = &tokens.list[place.saturating_sub(4).max(from + 2)..place];
        if let Some(cut) = near.iter().rposition(|token| token.is(known::COMMA | known::DATE)) {
            near = &near[cut + 1..];
        }
        let list = &tokens.list;
        let is_owned = list.get(place + 1).is_some_and(|next| matches!(&self.text[next.span.range()], "’s" | "'s"));
        // *Order 14257 of 2 April*.
        let is_number = |token: &Token| self.text[token.span.range()].bytes().all(|byte| byte.is_ascii_digit());
        let names_document = list[place - 1].is(self.words.de) && is_number(&list[place - 2]);
        if is_owned || names_document {
            return true;
        }
        let words = &self.text[tokens.list[place].span.range()];
        let is_since = words.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("since"));
        is_since
            || near
                .iter()
                .any(|token| token.is(self.words.past) && !token.is(self.words.base | self.words.meet) || token.is(self.words.since))
    }

    /// Numbers with units in the span.
    pub fn targets(&self, tokens: &Tokens, span: Span) -> ThinVec<Target> {
        let mut targets = ThinVec::new();
        let from = tokens.first_at(span.start);
        for (place, token) in tokens.inside(span).iter().enumerate().filter(|(_, token)| token.is(known::NUMBER)) {
            let Some(value) = self.mention(tokens, token) else { continue };
            let (value, unit) = match *value {
                MentionValue::Percent(value) => (value, UnitId::PERCENT),
                // A plain dollar is that of the issuing state's usage: the United States'.
                MentionValue::Money { amount, currency: UnitId::DOLLAR } => (amount, UnitId::US_DOLLAR),
                MentionValue::Money { amount: value, currency: unit } | MentionValue::Quantity { value, unit } => (value, unit),
                _ => continue,
            };
            // Mostly there is one, and a vector makes room for four.
            targets.reserve_exact(1);
            targets.push(Target { value, unit, of: counted(tokens, from + place, self.words.de) });
        }
        targets
    }

    /// Who a clause without subject speaks of: the speaker, else all sides of a joint document.
    pub fn narrating_parties(&self) -> Parties {
        match self.speaker() {
            Some(speaker) => [speaker].into_iter().collect(),
            None if self.is_joint => self.cast.event.clone(),
            None => self.home.into_iter().collect(),
        }
    }

    /// Whether entries are looked for in the present paragraph.
    pub fn takes_entries(&self) -> bool {
        matches!(self.role, Role::Body | Role::Answer | Role::ListItem)
    }

    /// Whether the document is Chinese.
    pub fn is_chinese(&self) -> bool {
        self.language == Language::ZH
    }
}

/// The words that follow an amount, up to the next mark.
fn counted(tokens: &Tokens, place: usize, link: u128) -> Option<Span> {
    let is_part =
        |next: &&Token| next.is(known::WORD | known::STATE | known::ADJECTIVE | known::AGENT) && !next.is(known::COMMA | known::STOP);
    let rest = &tokens.list[place + 1..];
    let rest = if rest.first().is_some_and(|first| first.is(link)) { &rest[1..] } else { rest };
    let length = rest.iter().take(5).take_while(is_part).count();
    let last = rest.get(length.checked_sub(1)?)?;
    Some(Span::new(rest[0].span.start, last.span.end))
}

/// A window over two stretches: *in 2026, 2027 and 2028*.
fn joined(first: Window, second: &Window) -> Window {
    if second.length.is_some() {
        return first;
    }
    let earlier = |a: Option<Date>, b: Option<Date>| a.zip(b).map(|(a, b)| a.min(b));
    let later = |a: Option<Date>, b: Option<Date>| a.zip(b).map(|(a, b)| a.max(b));
    Window {
        start: earlier(first.start, second.start).or(first.start).or(second.start),
        end: later(first.end, second.end).or(first.end).or(second.end),
        length: None,
        words: first.words.zip(second.words).map(|(a, b)| Span::new(a.start.min(b.start), a.end.max(b.end))),
    }
}
