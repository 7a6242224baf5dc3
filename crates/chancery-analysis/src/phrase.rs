//! Actor phrases: offices, states and names that together name one or several actors.

mod joined;

use chancery_lexicon::{KnownActor, NONE, Rank, known};
use chancery_model::{ActorId, Language, Parties};
use chancery_text::Span;

use crate::cast::Cast;
use crate::token::Token;

/// Kinds of subject, as bits; the names stand in `chancery_lexicon::SUBJECTS`.
pub(crate) mod subject {
    pub const JOINT: u16 = 1;
    pub const STATE: u16 = 2;
    pub const PERSON: u16 = 4;
    pub const SELF: u16 = 8;
    pub const WE: u16 = 16;
    pub const AGENT: u16 = 32;
    pub const OTHER: u16 = 64;
    pub const NONE: u16 = 128;
    pub const THIS: u16 = 256;
    pub const BODY: u16 = 512;
}

/// A phrase that names one or several actors.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    /// Its first token and one past its last.
    pub tokens: (usize, usize),
    /// Who they are.
    pub parties: Parties,
    /// Kind of subject it makes.
    pub kind: u16,
}

/// The classes of the data that phrases need, looked up once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PhraseClasses {
    pub joiner: u128,
    pub filler: u128,
    pub speech_cue: u128,
    pub they: u128,
    pub courtesy_title: u128,
    pub determiner: u128,
    pub agent_state: u128,
    pub side: u128,
}

/// Reads actor phrases in the tokens of one paragraph.
pub(crate) struct Phrases<'a, 'l> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub terms: &'l chancery_lexicon::Matcher,
    pub classes: PhraseClasses,
    pub is_chinese: bool,
    /// Who speaks, for *I* and *we*.
    pub speaker: Option<ActorId>,
    /// Whether several sides issued the document together.
    pub is_joint: bool,
    /// The state whose document it is, for *the Foreign Ministry* and *the President*.
    pub home: Option<ActorId>,
}

/// The length of a state's id; groups have ids of other lengths or members.
const STATE_ID: usize = 3;

/// Classes of words that can open an actor phrase by themselves.
pub(crate) const OPENS_ACTOR: u128 = known::STATE
    | known::GROUP
    | known::PERSON
    | known::OFFICE
    | known::BODY
    | known::BOTH
    | known::LEADERS
    | known::SELF
    | known::WE
    | known::PRONOUN
    | known::PAIR
    | known::OTHER_SIDE;

/// Classes of words that an actor phrase can begin with.
pub(crate) const ACTOR: u128 = OPENS_ACTOR | known::ADJECTIVE;

impl Phrases<'_, '_> {
    fn token(&self, place: usize) -> Option<&Token> {
        self.tokens.get(place)
    }

    fn is(&self, place: usize, classes: u128) -> bool {
        self.token(place).is_some_and(|token| token.is(classes))
    }

    fn words(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The phrase that begins at a token, joined ones included: *X and Y*, *X, Y and Z*.
    pub fn at(&self, place: usize, cast: &mut Cast<'_>) -> Option<Phrase> {
        let mut phrase = self.single(place, cast)?;
        loop {
            let end = self.past_short_form(phrase.tokens.1);
            if !self.is(end, self.classes.joiner | known::ENUMERATION | known::AND) || !self.take_in(&mut phrase, end + 1, cast) {
                break;
            }
        }
        if let Some(row) = self.row(&phrase, cast) {
            phrase = row;
        }
        if phrase.parties.len() > 1 && phrase.kind & (subject::STATE | subject::PERSON | subject::SELF) != 0 {
            phrase.kind = subject::JOINT;
            cast.saw_together(&phrase.parties.clone());
        }
        Some(phrase)
    }

    /// Takes the actor at a place, after what joins it, into a phrase; whether there is one that can be joined.
    fn take_in(&self, phrase: &mut Phrase, place: usize, cast: &mut Cast<'_>) -> bool {
        let skips = !self.is_chinese && self.is(place, self.classes.determiner) && !self.is(place, ACTOR);
        let place = self.past_courtesy_title(place + usize::from(skips));
        let Some(next) = self.single(place, cast).or_else(|| self.by_surname(place, phrase, cast)) else { return false };
        if next.kind & (subject::SELF | subject::WE | subject::JOINT) != 0 {
            return false;
        }
        for &party in &next.parties {
            if !phrase.parties.contains(&party) {
                phrase.parties.push(party);
            }
        }
        phrase.tokens.1 = next.tokens.1;
        true
    }

    /// One actor, or one short form.
    fn single(&self, place: usize, cast: &mut Cast<'_>) -> Option<Phrase> {
        let token = *self.token(place)?;
        if !token.is(ACTOR | self.classes.they) {
            return self.side_of_party(place, cast);
        }
        let one = |actor: ActorId, end: usize, kind: u16| Phrase { tokens: (place, end), parties: Parties::from_iter([actor]), kind };
        if token.is(known::PAIR) {
            return Some(self.pair(place, token, cast));
        }
        if token.is(known::LEADERS) {
            return Some(Phrase { tokens: (place, place + 1), parties: cast.both_leaders(), kind: subject::JOINT });
        }
        if token.is(known::BOTH) {
            return Some(self.both(place, cast));
        }
        if token.is(known::SELF) {
            let speaker = self.speaker.or(self.home)?;
            // *I* that stands before a country word is the country: 我国 is a term of its own.
            return Some(one(speaker, place + 1, subject::SELF));
        }
        if token.is(known::WE) {
            if self.is(place + 1, known::LEADERS | known::BOTH) {
                let phrase = self.single(place + 1, cast)?;
                return Some(Phrase { tokens: (place, phrase.tokens.1), ..phrase });
            }
            if self.speaker.is_none() && self.is_joint {
                return Some(Phrase { tokens: (place, place + 1), parties: cast.event.clone(), kind: subject::JOINT });
            }
            let speaker = self.speaker.or(self.home)?;
            let state = cast.state_of(speaker).unwrap_or(speaker);
            return Some(one(state, place + 1, subject::WE));
        }
        if token.is(known::OTHER_SIDE) {
            let other = cast.other_party(self.speaker.or(self.home)?)?;
            return Some(one(other, place + 1, subject::STATE));
        }
        if token.is(self.classes.they) {
            let parties = if cast.group.is_empty() { cast.both() } else { cast.group.clone() };
            return Some(Phrase { tokens: (place, place + 1), parties, kind: subject::JOINT });
        }
        if token.is(known::PRONOUN) && !token.is(known::STATE | known::PERSON) {
            if !self.is_chinese && token.is(self.classes.determiner) {
                return None;
            }
            let last = if self.is_chinese {
                let speaks = self.is(place + 1, self.classes.speech_cue);
                let speaker = self.speaker.filter(|&speaker| speaks && !cast.is_state(speaker));
                // Whoever goes on speaking is a person, though that person's state was the subject since.
                let is_of_last =
                    |&source: &ActorId| cast.last.is_some_and(|last| cast.is_state(last) && cast.state_of(source) == Some(last));
                let source = cast.last_source.filter(|source| speaks && is_of_last(source));
                speaker.or(source).or(cast.last)?
            } else {
                // *He* and *she* are persons, whatever state was the subject since.
                let is_personal = !self.words(token.span).to_ascii_lowercase().starts_with("it");
                if is_personal { cast.last_person.or(cast.last)? } else { cast.last? }
            };
            let kind = if cast.is_state(last) { subject::STATE } else { subject::PERSON };
            return Some(one(last, place + 1, kind));
        }
        self.named(place, cast)
    }

    /// A side named by the first character of a party's name, where the lexicon has no such form.
    fn side_of_party(&self, place: usize, cast: &Cast<'_>) -> Option<Phrase> {
        let token = self.token(place)?;
        if token.is(known::COMMA | known::STOP) || !self.is(place + 1, self.classes.side) || self.is(place + 1, known::STATE) {
            return None;
        }
        let mut characters = self.words(token.span).chars();
        let (initial, rest) = (characters.next()?, characters.next());
        let party = cast.party_named_with(initial).filter(|_| rest.is_none())?;
        Some(Phrase { tokens: (place, place + 2), parties: Parties::from_iter([party]), kind: subject::STATE })
    }

    /// The state that a short form means: a party whose name begins so, else the usual one.
    fn state_of_form(&self, actor: u32, initial: Option<char>, cast: &mut Cast<'_>) -> ActorId {
        let usual = cast.known(actor);
        if cast.both().contains(&usual) {
            return usual;
        }
        initial.and_then(|initial| cast.party_named_with(initial)).unwrap_or(usual)
    }

    /// Two states in one word, with what may follow: both sides, their leaders.
    fn pair(&self, place: usize, token: Token, cast: &mut Cast<'_>) -> Phrase {
        let term = self.terms.term(token.term);
        let mut initials = term.text.chars();
        let first = self.state_of_form(term.actor, initials.next(), cast);
        let second = self.state_of_form(term.second, initials.next(), cast);
        cast.local = Parties::from_iter([first, second]);
        let mut end = place + 1;
        let mut parties = cast.local.clone();
        if self.is(end, known::LEADERS) {
            parties = cast.both_leaders();
            end += 1;
        } else if self.is(end, known::BOTH) {
            let phrase = self.both(end, cast);
            (parties, end) = (phrase.parties, phrase.tokens.1);
        }
        Phrase { tokens: (place, end), parties, kind: subject::JOINT }
    }

    /// *The two countries*, or with an office the two who hold it.
    fn both(&self, place: usize, cast: &mut Cast<'_>) -> Phrase {
        if self.is(place + 1, known::OFFICE) && self.is_chinese {
            let office = self.terms.term(self.tokens[place + 1].term).office;
            if office != NONE {
                return Phrase { tokens: (place, place + 2), parties: cast.both_holders(office), kind: subject::JOINT };
            }
        }
        Phrase { tokens: (place, place + 1), parties: cast.both(), kind: subject::JOINT }
    }

    /// States, offices and names in a row: one actor.
    fn named(&self, place: usize, cast: &mut Cast<'_>) -> Option<Phrase> {
        let mut state: Option<ActorId> = None;
        let mut office = NONE;
        let mut body: Option<ActorId> = None;
        let mut person: Option<ActorId> = None;
        let mut end = place;
        let mut last_state_end = place;
        while let Some(token) = self.token(end) {
            if token.is(known::PERSON) {
                if person.is_some() || self.is_namesakes(end) {
                    break;
                }
                let term = self.terms.term(token.term);
                let words = self.words(token.span);
                let is_short = !self.is_chinese && !words.contains(' ');
                let seen = is_short.then(|| cast.seen_by_name(&crate::names::slug(words))).flatten();
                person = Some(seen.unwrap_or_else(|| self.choose_person(term.actor, term.second, office, cast)));
                end += 1;
            } else if token.is(known::OFFICE) {
                if person.is_some() && !self.is_chinese {
                    break;
                }
                let named = self.terms.term(token.term).office;
                office = if office == NONE || person.is_none() { named } else { office };
                end += 1;
            } else if token.is(known::STATE | known::GROUP | known::ADJECTIVE) && person.is_none() && office == NONE && body.is_none() {
                if state.is_some() && last_state_end != end {
                    break;
                }
                let actor = self.terms.term(token.term).actor;
                if actor == NONE {
                    break;
                }
                let initial = if token.is(self.classes.side) { self.terms.term(token.term).text.chars().next() } else { None };
                state = Some(self.state_of_form(actor, initial, cast));
                end += 1;
                last_state_end = end;
            } else if token.is(known::BODY) && person.is_none() && body.is_none() {
                body = Some(cast.known(self.terms.term(token.term).actor));
                end += 1;
            } else if person.is_none() && office != NONE && self.is_name_gap(end) {
                let owner = state.or(body.and_then(|body| cast.state_of(body))).or(self.home);
                person = self.unknown_person(end, owner, cast);
                end += 1;
            } else if let Some((owner, next)) = self.of_state(end, cast).filter(|_| state.is_none() && (office != NONE || body.is_some())) {
                state = Some(owner);
                end = next;
                if !self.is(end, known::PERSON) {
                    break;
                }
            } else if let Some(holder) = self.past_remit(end).filter(|_| person.is_none() && office != NONE) {
                end = holder;
            } else if !self.is_chinese && person.is_none() && office != NONE && self.is_capital_word(end) {
                let last = (end..end + 4).take_while(|&at| self.is_capital_word(at)).last().unwrap_or(end);
                let name = self.words(Span::new(self.tokens[end].span.start, self.tokens[last].span.end));
                let owner = state.or(self.home);
                person = Some(cast.unknown(owner, &crate::names::slug(name), (Language::EN, name)));
                end = last + 1;
            } else if person.is_none()
                && (token.is(self.classes.filler)
                    || (token.is(known::ENUMERATION) && office != NONE && self.is(end + 1, known::OFFICE | known::BODY)))
                && end > place
            {
                // Between titles: 、 and the like; taken back below when no title follows.
                if self.is(end + 1, known::OFFICE | known::PERSON | known::BODY) {
                    end += 1;
                } else {
                    break;
                }
            } else {
                break;
            }
        }
        self.name_actor(place, end, state, office, body, person, cast)
    }

    #[allow(clippy::too_many_arguments)]
    fn name_actor(
        &self,
        place: usize,
        end: usize,
        state: Option<ActorId>,
        office: u32,
        body: Option<ActorId>,
        person: Option<ActorId>,
        cast: &mut Cast<'_>,
    ) -> Option<Phrase> {
        if end == place {
            return None;
        }
        let done =
            |actor: ActorId, end: usize, kind: u16| Some(Phrase { tokens: (place, end), parties: Parties::from_iter([actor]), kind });
        if let Some(person) = person {
            let person = self.namesake(person, state.filter(|_| office != NONE), end, cast);
            cast.saw_person(person, office);
            return done(person, end, subject::PERSON);
        }
        if office != NONE {
            let owner = state.or_else(|| body.and_then(|body| cast.state_of(body))).or_else(|| {
                let state = cast.lexicon.office(office).state.as_deref()?;
                let index = cast.lexicon.find_actor(state)?;
                Some(cast.known(index))
            });
            let actor = match owner {
                Some(state) => cast.holder(state, office),
                None => cast.last_in_office(office).or_else(|| Some(cast.holder(self.home?, office)))?,
            };
            let is_leader = cast.lexicon.office(office).rank == Rank::Leader;
            let actor = if is_leader { cast.person_for(actor) } else { actor };
            if !is_leader {
                cast.saw_person(actor, office);
            }
            return done(actor, end, subject::PERSON);
        }
        if let Some(body) = body {
            // *The Government of Alvonia* is the state.
            if let Some(state) = state.filter(|_| !self.is_chinese && self.tokens[place].is(known::AGENT)) {
                return done(state, end, subject::STATE);
            }
            let actor = match (cast.state_of(body), state.or(self.home)) {
                (Some(_), _) => body,
                (None, Some(owner)) => {
                    let id = cast.actors.get(body).id.clone();
                    cast.unknown(
                        Some(owner),
                        &id,
                        (if self.is_chinese { Language::ZH } else { Language::EN }, self.words(self.tokens[end - 1].span)),
                    )
                }
                (None, None) => body,
            };
            return done(actor, end, subject::STATE);
        }
        let state = state?;
        let acts = !self.is_chinese && self.is(end, self.classes.agent_state);
        if self.tokens[end - 1].is(known::ADJECTIVE) && !self.tokens[end - 1].is(known::STATE) && !acts {
            return None;
        }
        done(state, end, subject::STATE)
    }

    /// A person named after a title of another state than that of the one the lexicon has by that
    /// name: another of the same name.
    fn namesake(&self, person: ActorId, state: Option<ActorId>, end: usize, cast: &mut Cast<'_>) -> ActorId {
        let (Some(state), Some(own)) = (state, cast.state_of(person)) else { return person };
        let is_other = state != own && Some(own) != self.home && cast.actors.get(state).id.len() == STATE_ID && cast.is_state(state);
        let is_last = self.is(end - 1, known::PERSON);
        if !self.is_chinese || !is_other || !is_last {
            return person;
        }
        self.unknown_person(end - 1, Some(state), cast).unwrap_or(person)
    }

    /// Of two persons of one surname, the one who fits the office or has been mentioned.
    fn choose_person(&self, first: u32, second: u32, office: u32, cast: &mut Cast<'_>) -> ActorId {
        if second == NONE {
            return cast.known(first);
        }
        let fits = |actor: &KnownActor| {
            let held = actor.office_on(cast.date);
            held.is_some() && (office == NONE || held == Some(office))
        };
        let lexicon = cast.lexicon;
        let chosen = if !fits(lexicon.actor(first)) && fits(lexicon.actor(second)) { second } else { first };
        cast.known(chosen)
    }

    /// *of Alvonia* after an English title: the state, and one past it.
    fn of_state(&self, place: usize, cast: &mut Cast<'_>) -> Option<(ActorId, usize)> {
        if self.is_chinese || !self.is(place, self.classes.filler) || !self.words(self.tokens[place].span).eq_ignore_ascii_case("of") {
            return None;
        }
        let at = if self.is(place + 1, self.classes.determiner) && !self.is(place + 1, ACTOR) { place + 2 } else { place + 1 };
        let token = self.token(at).filter(|token| token.is(known::STATE | known::GROUP))?;
        let actor = self.terms.term(token.term).actor;
        (actor != NONE).then(|| (cast.known(actor), at + 1))
    }

    /// Whether a token is a capitalised English word without another part to play.
    fn is_capital_word(&self, place: usize) -> bool {
        self.token(place).is_some_and(|token| {
            token.classes & !known::WORD == 0
                && token.is(known::WORD)
                && self.words(token.span).chars().next().is_some_and(char::is_uppercase)
        })
    }

    /// Whether the words at a token can be a name the lexicon does not know: after a title,
    /// before a cue or the end of the phrase.
    fn is_name_gap(&self, place: usize) -> bool {
        let Some(token) = self.token(place) else { return false };
        if !self.is_chinese || token.classes != known::WORD {
            return false;
        }
        let words = self.words(token.span);
        let length = words.chars().count();
        let follows = self.token(place + 1);
        let is_closed = follows.is_none_or(|next| {
            next.is(self.classes.speech_cue
                | known::COMMA
                | known::CONTACT
                | known::DATE
                | known::COLON
                | known::ENUMERATION
                | known::ADVERB
                | self.classes.joiner)
        });
        (2..=12).contains(&length) && is_closed && words.chars().all(|character| character.is_alphabetic() || character == '·')
    }

    fn unknown_person(&self, place: usize, state: Option<ActorId>, cast: &mut Cast<'_>) -> Option<ActorId> {
        let name = self.words(self.tokens[place].span);
        let id = crate::names::romanised(name);
        Some(cast.unknown(state, &id, (Language::ZH, name)))
    }
}
