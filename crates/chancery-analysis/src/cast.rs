//! The cast of a document: who is who, in the order they are mentioned.
//!
//! Resolves short forms against what has been mentioned so far: *the two sides* to the parties of
//! the event, *both leaders* to their leaders, an office to the person who holds it.

use std::sync::Arc;

use chancery_lexicon::{Lexicon, NONE, Rank};
use chancery_model::{Actor, ActorId, Actors, Date, Language, Parties};

/// A person mentioned, with the state and the office they were mentioned with.
#[derive(Debug, Clone, Copy)]
struct Figure {
    actor: ActorId,
    state: ActorId,
    office: u32,
    is_leader: bool,
}

/// Who has been mentioned, and who the short forms stand for.
pub(crate) struct Cast<'l> {
    pub lexicon: &'l Lexicon,
    pub date: Option<Date>,
    pub actors: Actors,
    /// By index of the lexicon's actors: the actor of this reading, or `u16::MAX`.
    known: Vec<u16>,
    /// By [`ActorId`]: the state, which may be the actor itself.
    states: Vec<Option<ActorId>>,
    /// By [`ActorId`]: whether head of state or government.
    leaders: Vec<bool>,
    /// The office each holds by the lexicon at the document's date, or [`NONE`].
    offices: Vec<u32>,
    /// By [`ActorId`]: hashes of the first and the last part of the name, which rule out most
    /// actors that a word cannot name.
    name_parts: Vec<[u32; 2]>,
    figures: Vec<Figure>,
    /// The parties of the event the document is about.
    pub event: Parties,
    /// The parties last named together, in the present exchange or article.
    pub local: Parties,
    /// The last several actors that were a subject together.
    pub group: Parties,
    /// The last several persons that were a subject together.
    pub people: Parties,
    /// The last single actor that was a subject.
    pub last: Option<ActorId>,
    /// The last single person that was a subject.
    pub last_person: Option<ActorId>,
    /// The person to whom words were last attributed.
    pub last_source: Option<ActorId>,
}

impl<'l> Cast<'l> {
    /// Nobody has been mentioned; there is room for so many.
    pub fn new(lexicon: &'l Lexicon, date: Option<Date>, room: usize) -> Self {
        Self {
            lexicon,
            date,
            actors: Actors::with_capacity(room),
            known: vec![u16::MAX; lexicon.actors().len()],
            states: Vec::with_capacity(room),
            leaders: Vec::with_capacity(room),
            offices: Vec::with_capacity(room),
            name_parts: Vec::with_capacity(room),
            figures: Vec::new(),
            event: Parties::new(),
            local: Parties::new(),
            group: Parties::new(),
            people: Parties::new(),
            last: None,
            last_person: None,
            last_source: None,
        }
    }

    /// The actor of this reading for an actor of the lexicon.
    pub fn known(&mut self, index: u32) -> ActorId {
        let cached = self.known[index as usize];
        if cached != u16::MAX {
            return ActorId(cached);
        }
        let actor = self.lexicon.actor(index);
        let office = actor.office_on(self.date);
        let id = self.actors.intern(&actor.id, || Actor {
            id: actor.id.clone(),
            state: actor.state.as_deref().map(Into::into),
            names: [(Language::EN, &actor.en), (Language::ZH, &actor.zh)]
                .into_iter()
                .filter_map(|(language, name)| Some((language, name.as_deref()?.into())))
                .collect(),
            office: office.map(|office| self.lexicon.office(office).id.as_str().into()),
            known: true,
        });
        self.known[index as usize] = id.0;
        let state = actor.state.as_deref().and_then(|state| self.lexicon.find_actor(state));
        let is_leader = office.is_some_and(|office| self.lexicon.office(office).rank == Rank::Leader);
        let state = match state {
            Some(state) if state == index => Some(id),
            Some(state) => Some(self.known(state)),
            None => None,
        };
        self.record(id, state, is_leader);
        self.offices[usize::from(id.0)] = office.unwrap_or(NONE);
        id
    }

    fn record(&mut self, id: ActorId, state: Option<ActorId>, is_leader: bool) {
        let place = usize::from(id.0);
        if self.states.len() <= place {
            self.states.resize(place + 1, None);
            self.leaders.resize(place + 1, false);
            self.offices.resize(place + 1, NONE);
            let all = self.actors.all();
            self.name_parts.extend(all[self.name_parts.len()..=place].iter().map(|actor| name_parts(&actor.id).map(word_hash)));
        }
        self.states[place] = state;
        self.leaders[place] |= is_leader;
    }

    /// An actor the lexicon does not know: `STATE/name`, or `?/name` without a state.
    pub fn unknown(&mut self, state: Option<ActorId>, name: &str, printed: (Language, &str)) -> ActorId {
        let owner = state.map(|state| self.shared_id(state));
        let id = [owner.as_deref().unwrap_or("?"), "/", name].concat();
        if let Some(index) = self.lexicon.find_actor(&id) {
            return self.known(index);
        }
        let actor = self.actors.intern(&id, || Actor {
            id: id.clone(),
            state: owner,
            names: [(printed.0, printed.1.into())].into(),
            office: None,
            known: false,
        });
        self.record(actor, state, false);
        actor
    }

    /// The id of a state, as a text that its people share.
    fn shared_id(&self, state: ActorId) -> Arc<str> {
        let state = self.actors.get(state);
        state.state.clone().filter(|own| **own == *state.id).unwrap_or_else(|| state.id.as_str().into())
    }

    /// The state of an actor; a state is its own.
    pub fn state_of(&self, actor: ActorId) -> Option<ActorId> {
        self.states.get(usize::from(actor.0)).copied().flatten()
    }

    /// Whether the actor is a state or group.
    pub fn is_state(&self, actor: ActorId) -> bool {
        self.state_of(actor) == Some(actor)
    }

    /// Whether the actor is head of state or government at the document's date.
    pub fn is_leader(&self, actor: ActorId) -> bool {
        self.leaders.get(usize::from(actor.0)).copied().unwrap_or(false)
    }

    /// Notes that a person was mentioned, with the office they were mentioned with.
    pub fn saw_person(&mut self, actor: ActorId, office: u32) {
        let Some(state) = self.state_of(actor) else { return };
        let held = if office == NONE { self.held_office(actor) } else { office };
        let is_leader = (held != NONE && self.lexicon.office(held).rank == Rank::Leader) || self.is_leader(actor);
        if is_leader {
            self.leaders[usize::from(actor.0)] = true;
        }
        // The one mentioned last is mostly the one mentioned again.
        if let Some(place) = self.figures.iter().rposition(|figure| figure.actor == actor) {
            self.figures.remove(place);
        }
        self.figures.push(Figure { actor, state, office: held, is_leader });
        if self.figures.len() > 64 {
            self.figures.remove(0);
        }
    }

    fn held_office(&self, actor: ActorId) -> u32 {
        self.offices.get(usize::from(actor.0)).copied().unwrap_or(NONE)
    }

    /// The person who holds an office of a state: the last one mentioned, else for a leader the
    /// one the lexicon names for the document's date, else `STATE/office`.
    pub fn holder(&mut self, state: ActorId, office: u32) -> ActorId {
        let mentioned = self.figures.iter().rev().find(|figure| figure.state == state && figure.office == office);
        if let Some(figure) = mentioned {
            return figure.actor;
        }
        let is_leader = self.lexicon.office(office).rank == Rank::Leader;
        if let Some(index) = is_leader.then(|| self.lexicon_holder(state, office)).flatten() {
            return self.known(index);
        }
        let id = &self.lexicon.office(office).id;
        self.unknown(Some(state), id, (Language::EN, id))
    }

    fn lexicon_holder(&self, state: ActorId, office: u32) -> Option<u32> {
        let date = self.date?;
        let state = self.actors.get(state).id.as_str();
        let holders =
            self.lexicon.actors().iter().enumerate().filter(|(_, actor)| !actor.is_state && actor.state.as_deref() == Some(state));
        let mut held: Vec<(Option<Date>, usize)> = Vec::new();
        for (index, actor) in holders {
            let tenure = actor.tenures.iter().find(|tenure| tenure.office == office && tenure.covers(date) && tenure.from.is_some());
            if let Some(tenure) = tenure {
                held.push((tenure.from, index));
            }
        }
        held.into_iter().max().map(|(_, index)| index as u32)
    }

    /// The leader of a state: the last one mentioned, else the last person mentioned for it, else
    /// the state itself.
    pub fn leader(&self, state: ActorId) -> ActorId {
        let mut of_state = self.figures.iter().rev().filter(|figure| figure.state == state);
        let speaks_for = |figure: &&Figure| figure.office == NONE || self.lexicon.office(figure.office).rank != Rank::Official;
        let leader = of_state.clone().find(|figure| figure.is_leader).or_else(|| of_state.find(speaks_for));
        leader.map_or(state, |figure| figure.actor)
    }

    /// The last person mentioned who holds an office, of whatever state; a general title stands
    /// for a particular one: *the spokesperson* for the ministry's.
    pub fn last_in_office(&self, office: u32) -> Option<ActorId> {
        let id = &self.lexicon.office(office).id;
        let fits = |held: u32| {
            held == office || held != NONE && self.lexicon.office(held).id.strip_suffix(id.as_str()).is_some_and(|rest| rest.ends_with('-'))
        };
        self.figures.iter().rev().find(|figure| fits(figure.office)).map(|figure| figure.actor)
    }

    /// The parties that *the two sides* stand for here.
    pub fn both(&self) -> Parties {
        if self.local.len() >= 2 { self.local.clone() } else { self.event.clone() }
    }

    /// The leaders of the parties.
    pub fn both_leaders(&self) -> Parties {
        self.both().into_iter().map(|state| self.leader(state)).collect()
    }

    /// The last person mentioned with a word as first or last part of the name, in ASCII lower case.
    pub fn seen_by_name(&self, word: &str) -> Option<ActorId> {
        let hash = word_hash(word);
        let may_have_it = |actor: ActorId| self.name_parts.get(usize::from(actor.0)).is_some_and(|parts| parts.contains(&hash));
        let has_it = |actor: ActorId| {
            let id = &self.actors.get(actor).id;
            id.contains('/') && name_parts(id).contains(&word)
        };
        self.figures.iter().rev().map(|figure| figure.actor).find(|&actor| may_have_it(actor) && has_it(actor))
    }

    /// The person of a surname, in ASCII lower case, last added to the cast.
    pub fn of_surname(&self, surname: &str) -> Option<ActorId> {
        let has_it = |id: &str| id.contains('/') && id.rsplit(['/', '-']).next() == Some(surname);
        let place = self.actors.all().iter().rposition(|actor| has_it(&actor.id))?;
        u16::try_from(place).ok().map(ActorId)
    }

    /// For a leader's office without a known holder, the leader of that state last mentioned.
    pub fn person_for(&self, holder: ActorId) -> ActorId {
        let Some(state) = self.state_of(holder).filter(|_| !self.actors.get(holder).known) else { return holder };
        let leader = self.leader(state);
        if leader == state { holder } else { leader }
    }

    /// The persons who hold an office of the parties.
    pub fn both_holders(&mut self, office: u32) -> Parties {
        let parties = self.both();
        parties.into_iter().map(|state| self.holder(state, office)).collect()
    }

    /// The party whose Chinese name begins with a character.
    pub fn party_named_with(&self, initial: char) -> Option<ActorId> {
        let is_named = |state: &ActorId| {
            let mut names = self.actors.get(*state).names.iter();
            names.any(|(language, name)| *language == Language::ZH && name.starts_with(initial))
        };
        self.local.iter().chain(&self.event).copied().find(is_named)
    }

    /// The party that is not the speaker's.
    pub fn other_party(&self, speaker: ActorId) -> Option<ActorId> {
        let own = self.state_of(speaker)?;
        self.both().into_iter().find(|&state| state != own)
    }

    /// Notes that two or more states were named together.
    pub fn saw_together(&mut self, states: &[ActorId]) {
        let mut distinct = Parties::new();
        for &state in states {
            if let Some(state) = self.state_of(state).filter(|state| !distinct.contains(state)) {
                distinct.push(state);
            }
        }
        if distinct.len() >= 2 {
            self.local = distinct;
        }
    }
}

/// The first and the last part of the name in an id: *surname* and *given* of `STATE/surname-given`;
/// empty for a state.
fn name_parts(id: &str) -> [&str; 2] {
    let name = id.split_once('/').map_or("", |(_, name)| name);
    [name.split_once('-').map_or(name, |(first, _)| first), name.rsplit_once('-').map_or(name, |(_, last)| last)]
}

/// FNV-1a, 32 bits.
fn word_hash(word: &str) -> u32 {
    word.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
