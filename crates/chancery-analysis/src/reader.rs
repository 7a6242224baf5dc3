//! One reading under way: paragraphs in order, each in its voice, sentence by sentence.

use std::mem;
use std::sync::Arc;

use chancery_lexicon::pattern::Pattern;
use chancery_lexicon::{ClassSet, Lexicon, NONE, known};
use chancery_model::{
    ActorId, AreaSet, AreaSets, Document, DocumentKind, Entry, Language, Mention, MentionValue, Paragraph, Parties, Reading, Role, RuleId,
    VoiceId, VoiceRun, Voices,
};
use chancery_text::Span;

use crate::cast::Cast;
use crate::clause::Clause;
use crate::engine::{ClauseRules, Draft};
use crate::named::bodies::Bodies;
use crate::phrase::{ACTOR, Phrase, PhraseClasses, Phrases};
use crate::token::{Token, Tokenizer, Tokens, batches};
use crate::words::Words;

/// How many paragraphs, from the first, say who the parties of the event are.
pub(crate) const OPENING: usize = 12;

/// The most tokens of one sentence; what is longer is read as several, so that no stage looks
/// further, whatever the text.
const MOST_TOKENS: usize = 600;

/// Bytes of a dense text for each change of voice, entry, mention and actor. Room that is asked for at once is not used before
/// there is something in it; a list that grows piece by piece holds its old and its new place at the same time.
const BYTES_OF_A_RUN: usize = 320;
const BYTES_OF_AN_ENTRY: usize = 112;
const BYTES_OF_A_MENTION: usize = 96;
const BYTES_OF_AN_ACTOR: usize = 1024;

/// Classes of words that name one state, by itself or by who is of it.
const ONE_STATE: ClassSet = known::STATE | known::GROUP | known::ADJECTIVE | known::PERSON;

/// How long a voice lasts that a cue opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lasts {
    /// To the end of its sentence.
    Sentence,
    /// To the end of its paragraph.
    Paragraph,
}

/// A voice opened by a cue inside the base voice of its paragraph.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opened {
    pub source: ActorId,
    pub lasts: Lasts,
    /// Whether a colon announced all that follows, further paragraphs included.
    pub announces: bool,
}

/// The state of a reading between two sentences.
pub(crate) struct Reader<'l, 't> {
    pub lexicon: &'l Lexicon,
    pub words: Words,
    pub text: &'t str,
    pub language: Language,
    pub date: Option<chancery_model::Date>,
    pub tokenizer: Tokenizer<'l>,
    pub rules: ClauseRules<'l>,
    /// The patterns of damage, each with what is said of it.
    pub damages: Vec<(&'l Pattern, &'l str)>,
    pub cast: Cast<'l>,
    pub voices: Voices,
    pub runs: Vec<VoiceRun>,
    pub entries: Vec<Entry>,
    pub area_sets: AreaSets,
    pub mentions: Vec<Mention>,
    pub warnings: Vec<chancery_model::Warning>,
    /// Whether it is a speech.
    pub is_speech: bool,
    /// Whether several sides issued it together.
    pub is_joint: bool,
    /// Whether it is of the kind that several sides issue together.
    pub is_joint_statement: bool,
    /// The state whose document it is.
    pub home: Option<ActorId>,
    /// Who answers in the present exchange.
    pub respondent: Option<ActorId>,
    /// Who answers where answers bear no name: the spokesperson that the title names.
    pub presiding: Option<ActorId>,
    /// Whose speech the document is.
    pub orator: Option<ActorId>,
    /// The base voice of the present paragraph.
    pub base: Option<ActorId>,
    /// A voice opened inside it.
    pub opened: Option<Opened>,
    /// A second voice inside that one, to the end of its sentence.
    pub inner: Option<ActorId>,
    /// Who has the floor in a transcript, from a name at the head of a paragraph to the next.
    pub floor: Option<ActorId>,
    /// Whether the rest of the present paragraph is a question, told in running text.
    pub is_asked: bool,
    /// The part the present paragraph plays.
    pub role: Role,
    /// What the last sentence bound someone to, for a next one that goes on without a subject.
    pub carried: Option<Draft>,
    /// The area of the relationship as a whole.
    pub bilateral: AreaSet,
    /// The area of exchanges and channels.
    pub diplomacy: AreaSet,
    /// A lead-in that binds the list items after it.
    pub lead_in: Option<LeadIn>,
    /// Bodies named so far.
    pub bodies: Bodies,
    /// Abbreviations given in brackets after a body's name, with that name.
    pub abbreviations: Vec<(&'t str, Span)>,
    /// Whether an entry tells of a contact, among so many that were looked at for that.
    pub contact_told: (bool, usize),
    /// Rules that the names of running text were found by, so far.
    pub named_rules: Vec<(&'static str, Option<RuleId>)>,
    /// The span and draft of each entry a rule made, kept only for an explanation.
    pub trail: Option<Vec<(Span, Draft)>>,
}

/// A sentence before a list whose items carry its subject and rule on.
#[derive(Debug, Clone)]
pub(crate) struct LeadIn {
    pub rule: usize,
    pub subject: chancery_model::Parties,
}

impl<'l, 't> Reader<'l, 't> {
    pub fn new(document: &'t Document, lexicon: &'l Lexicon, language: Language) -> Option<Self> {
        let date = document.metadata.date;
        let length = document.text.as_str().len();
        let mut cast = Cast::new(lexicon, date, length / BYTES_OF_AN_ACTOR);
        let sides: Vec<ActorId> =
            document.metadata.side.iter().filter_map(|id| lexicon.find_actor(id)).map(|index| cast.known(index)).collect();
        cast.event.extend(sides.iter().copied());
        Some(Self {
            lexicon,
            words: Words::new(lexicon, language),
            text: document.text.as_str(),
            language,
            date,
            tokenizer: Tokenizer::new(lexicon, language)?,
            rules: ClauseRules::new(lexicon, language),
            damages: crate::damage::patterns(lexicon, language),
            cast,
            voices: Voices::default(),
            runs: Vec::with_capacity(length / BYTES_OF_A_RUN),
            entries: Vec::with_capacity(length / BYTES_OF_AN_ENTRY),
            area_sets: AreaSets::default(),
            mentions: Vec::with_capacity(length / BYTES_OF_A_MENTION),
            warnings: Vec::new(),
            is_joint: sides.len() > 1 || language == Language::ZH && document.metadata.kind == Some(DocumentKind::JointStatement),
            is_joint_statement: document.metadata.kind == Some(DocumentKind::JointStatement),
            home: sides.first().copied(),
            respondent: None,
            presiding: None,
            orator: None,
            base: None,
            opened: None,
            inner: None,
            floor: None,
            is_asked: false,
            role: Role::Body,
            carried: None,
            bilateral: area_named(lexicon, "bilateral"),
            diplomacy: area_named(lexicon, "diplomacy"),
            lead_in: None,
            bodies: Bodies::default(),
            abbreviations: Vec::new(),
            contact_told: (false, 0),
            named_rules: Vec::new(),
            trail: None,
            is_speech: document.metadata.kind == Some(DocumentKind::Speech),
        })
    }

    /// Reads all paragraphs.
    pub fn run(&mut self, paragraphs: &[Paragraph]) {
        let mut tokens = Tokens::default();
        self.home_by_title(paragraphs, &mut tokens);
        self.find_event(paragraphs, &mut tokens);
        self.find_speaker(paragraphs, &mut tokens);
        let mut pool = Vec::new();
        for batch in batches(paragraphs) {
            self.tokenizer.run_together(self.text, batch, self.date, &mut pool);
            for (paragraph, tokens) in batch.iter().zip(&mut pool) {
                self.paragraph(*paragraph, tokens);
                self.mentions.append(&mut tokens.mentions);
            }
        }
    }

    /// The parties of the event: the document's sides, then the first other states it names.
    fn find_event(&mut self, paragraphs: &[Paragraph], tokens: &mut Tokens) {
        if self.cast.event.len() >= 2 || self.issuers_in_title(paragraphs, tokens) || self.issuers_in_row(paragraphs, tokens) {
            return;
        }
        for paragraph in paragraphs.iter().take(OPENING) {
            let words = &self.text[paragraph.span.range()];
            self.tokenizer.run(words, paragraph.span.start, self.date, tokens);
            for token in &tokens.list {
                for actor in self.states_of(token) {
                    if !self.cast.event.contains(&actor) {
                        self.cast.event.push(actor);
                    }
                }
                if self.cast.event.len() >= 2 {
                    self.cast.event.truncate(2);
                    return;
                }
            }
        }
    }

    /// The states a token names.
    #[inline]
    pub fn states_of(&mut self, token: &Token) -> Parties {
        // Most tokens name no one.
        if token.term == NONE || !token.is(known::PAIR | ONE_STATE) { Parties::new() } else { self.states_named(token) }
    }

    fn states_named(&mut self, token: &Token) -> Parties {
        let term = self.tokenizer.matcher.term(token.term);
        let named = if token.is(known::PAIR) { [term.actor, term.second] } else { [term.actor, NONE] };
        let actors: Parties = named.into_iter().filter(|&actor| actor != NONE).map(|actor| self.cast.known(actor)).collect();
        actors.into_iter().filter_map(|actor| self.cast.state_of(actor)).collect()
    }

    fn paragraph(&mut self, paragraph: Paragraph, tokens: &mut Tokens) {
        let carried = self.opened.filter(|_| self.base == self.ground() && matches!(self.role, Role::Body | Role::ListItem));
        self.role = paragraph.role;
        self.is_asked = false;
        self.carried = None;
        self.opened = None;
        self.inner = None;
        if !matches!(paragraph.role, Role::Body | Role::ListItem) {
            self.floor = None;
        }
        match paragraph.role {
            Role::Question => self.question(paragraph.span, tokens),
            Role::Answer => {
                if self.answer_head(paragraph.span, tokens).is_none() {
                    self.respondent = self.respondent.or(self.presiding);
                    self.base = self.respondent;
                }
                self.say(paragraph.span.start, None, None, None);
                self.body(tokens, self.head_length(tokens));
                if self.respondent.is_none() && self.is_chinese() {
                    // Whoever an answer without a head is attributed to answers on in the next paragraph.
                    self.respondent = self.opened.map(|opened| opened.source).filter(|&source| !self.cast.is_state(source));
                }
            }
            Role::Body | Role::ListItem => {
                self.base = self.ground();
                self.respondent = None;
                self.cast.local.clear();
                if !self.is_chinese() && !self.cast.people.is_empty() {
                    // In a new paragraph *they* are those who met, not the states it last spoke of.
                    self.cast.group = self.cast.people.clone();
                }
                self.opened = carried.filter(|opened| self.goes_on(tokens, *opened));
                self.say(paragraph.span.start, None, None, None);
                let start = self.speaker_head(tokens);
                self.body(tokens, start);
            }
            Role::Title | Role::Heading | Role::Dateline | Role::Byline | Role::Signature | Role::Note => {
                self.base = None;
                self.respondent = if matches!(paragraph.role, Role::Heading) { self.respondent } else { None };
                self.cast.local.clear();
                self.say(paragraph.span.start, None, None, None);
                self.register(tokens);
                self.lead_in = None;
            }
        }
        if !matches!(paragraph.role, Role::ListItem) && !tokens.list.last().is_some_and(|token| token.is(known::COLON)) {
            self.lead_in = None;
        }
    }

    /// Whose words running text is when nothing in it says so: whoever has the floor, else the orator.
    fn ground(&self) -> Option<ActorId> {
        self.floor.or(self.orator)
    }

    /// Notes the actors a paragraph without entries names.
    pub fn register(&mut self, tokens: &Tokens) {
        let mut place = 0;
        while place < tokens.list.len() {
            place = self.phrase(tokens, place).map_or(place + 1, |phrase| phrase.tokens.1);
        }
    }

    /// The actor phrase at a token.
    pub fn phrase(&mut self, tokens: &Tokens, place: usize) -> Option<Phrase> {
        let is = |place: usize, classes: u128| tokens.list.get(place).is_some_and(|token| token.is(classes));
        if !is(place, ACTOR | self.words.they) && !is(place + 1, self.words.short_side) {
            // No actor and no side named by its first character: most tokens.
            return None;
        }
        let phrases = Phrases {
            text: self.text,
            tokens: &tokens.list,
            terms: self.tokenizer.matcher,
            classes: PhraseClasses {
                joiner: self.words.joiner,
                filler: self.words.filler,
                speech_cue: known::CUE,
                they: self.words.they,
                courtesy_title: self.words.courtesy_title,
                determiner: self.words.determiner,
                agent_state: self.words.agent_state,
                side: self.words.short_side,
            },
            is_chinese: self.language == Language::ZH,
            speaker: self.speaker(),
            home: self.home,
            is_joint: self.is_joint,
        };
        phrases.at(place, &mut self.cast)
    }

    /// Who speaks now.
    pub fn speaker(&self) -> Option<ActorId> {
        self.inner.or(self.opened.map(|opened| opened.source)).or(self.base)
    }

    /// The chain of sources now.
    pub fn voice(&mut self) -> VoiceId {
        let chain: Parties = [self.base, self.opened.map(|opened| opened.source), self.inner].into_iter().flatten().collect();
        self.voices.intern(&chain)
    }

    /// Begins a run of the present voice at byte `start`, unless it goes on as it was.
    pub fn say(&mut self, start: u32, source: Option<Span>, cue: Option<Span>, rule: Option<RuleId>) {
        let voice = self.voice();
        if self.runs.last().is_some_and(|run| run.voice == voice) {
            return;
        }
        while self.runs.last().is_some_and(|run| run.span.start >= start) {
            self.runs.pop();
        }
        if self.runs.last().is_some_and(|run| run.voice == voice) {
            return;
        }
        self.runs.push(VoiceRun { span: Span::new(start, start), voice, source, cue, rule });
    }

    /// Running text from a token on: sentence by sentence.
    fn body(&mut self, tokens: &Tokens, start: usize) {
        self.damage(tokens);
        let mut from = start;
        let first_entry = self.entries.len();
        while from < tokens.list.len() {
            let to = self.sentence_end(tokens, from);
            if self.language == Language::ZH {
                self.chinese_sentence(tokens, from, to);
            } else {
                self.english_sentence(tokens, from, to);
            }
            if self.opened.is_some_and(|opened| opened.lasts == Lasts::Sentence) {
                self.opened = None;
                self.next_sentence_voice(tokens, to);
            }
            if self.inner.take().is_some() {
                self.next_sentence_voice(tokens, to);
            }
            from = to;
        }
        self.names(tokens, start, first_entry);
    }

    fn next_sentence_voice(&mut self, tokens: &Tokens, to: usize) {
        if let Some(token) = tokens.list.get(to) {
            self.say(token.span.start, None, None, None);
        }
    }

    /// One past the last token of the sentence that begins at a token.
    fn sentence_end(&self, tokens: &Tokens, from: usize) -> usize {
        let list = &tokens.list;
        let mut to = from;
        while to < list.len() && to - from < MOST_TOKENS {
            let token = list[to];
            to += 1;
            let is_stop = token.is(known::STOP) && self.is_final(list, to - 1);
            if is_stop || self.ends_in_abbreviation(list, to - 1) {
                while to < list.len() && list[to].is(known::STOP | known::QUOTE_CLOSE | known::BRACKET_CLOSE) {
                    to += 1;
                }
                break;
            }
        }
        to
    }

    /// Whether a place that is written with a full stop also ends its sentence: *D.C.*
    fn ends_in_abbreviation(&self, list: &[Token], place: usize) -> bool {
        let token = list[place];
        let Some(next) = list.get(place + 1) else { return false };
        self.language != Language::ZH
            && token.is(known::PLACE)
            && self.text[token.span.range()].ends_with('.')
            && self.text.as_bytes()[next.span.start as usize].is_ascii_uppercase()
            && next.is(known::OFFICE
                | known::PERSON
                | known::BOTH
                | known::LEADERS
                | known::PRONOUN
                | self.words.determiner
                | self.words.they)
    }

    /// Whether a stop ends a sentence: in English, a full stop before a space and a capital.
    fn is_final(&self, list: &[Token], place: usize) -> bool {
        if self.language == Language::ZH {
            return true;
        }
        let Some(next) = list.get(place + 1) else { return true };
        if next.is(known::QUOTE_CLOSE | known::BRACKET_CLOSE) {
            return true;
        }
        let stop = list[place].span;
        let is_initial = place > 0 && list[place - 1].span.len() == 1 && list[place - 1].span.end == stop.start;
        let is_title = place > 0 && list[place - 1].is(self.words.courtesy_title);
        let bytes = self.text.as_bytes();
        let begins = bytes.get(next.span.start as usize).copied().unwrap_or(b' ');
        next.span.start > stop.end && !is_initial && !is_title && !begins.is_ascii_lowercase()
    }

    /// Turns drafts of one sentence into entries.
    pub fn finish(&mut self, tokens: &Tokens, drafts: &mut Vec<Draft>) {
        for draft in drafts.drain(..) {
            if let Some(entry) = self.entry(tokens, &draft) {
                if let Some(trail) = &mut self.trail {
                    trail.push((entry.span, draft.clone()));
                }
                self.entries.push(entry);
            }
        }
    }

    /// The mention of a token.
    pub fn mention<'a>(&self, tokens: &'a Tokens, token: &Token) -> Option<&'a MentionValue> {
        tokens.mentions.get(token.mention as usize).map(|mention| &mention.value)
    }

    /// What was found, free of the text it was found in.
    pub fn detach(self) -> Found {
        Found {
            voices: self.voices,
            runs: self.runs,
            entries: self.entries,
            area_sets: self.area_sets,
            actors: self.cast.actors,
            mentions: self.mentions,
            warnings: self.warnings,
        }
    }

    /// The union of the classes of some tokens.
    pub fn union(tokens: &[Token]) -> u128 {
        tokens.iter().fold(0, |all, token| all | token.classes)
    }

    /// Makes a clause that has no subject yet.
    pub fn bare_clause(tokens: &Tokens, from: usize, to: usize) -> Clause {
        Clause {
            tokens: (from, to),
            start: from,
            subject: None,
            kind: crate::phrase::subject::NONE,
            predicate: from,
            is_topic: false,
            classes: Self::union(&tokens.list[from..to]),
        }
    }
}

/// What was found in a document.
pub(crate) struct Found {
    voices: Voices,
    runs: Vec<VoiceRun>,
    entries: Vec<Entry>,
    area_sets: AreaSets,
    actors: chancery_model::Actors,
    mentions: Vec<Mention>,
    warnings: Vec<chancery_model::Warning>,
}

impl Found {
    /// The reading of the document all this was found in.
    pub fn into_reading(mut self, mut document: Document, lexicon: &Lexicon) -> Reading {
        let mut end = document.text.len();
        if self.runs.first().is_none_or(|run| run.span.start != 0) {
            self.runs.insert(0, VoiceRun { span: Span::new(0, 0), voice: VoiceId::NARRATOR, source: None, cue: None, rule: None });
        }
        for run in self.runs.iter_mut().rev() {
            run.span.end = mem::replace(&mut end, run.span.start);
        }
        sort(&mut self.entries, &document.paragraphs);
        document.warnings.append(&mut self.warnings);
        document.warnings.sort_by_key(|warning| warning.span);
        Reading {
            document,
            voices: self.voices,
            voice_runs: self.runs,
            entries: self.entries,
            area_sets: self.area_sets,
            actors: self.actors,
            mentions: self.mentions,
            names: Arc::clone(lexicon.names()),
            lexicon_version: Arc::clone(lexicon.version()),
        }
    }
}

/// Sorts entries by span and kind. They come paragraph by paragraph, so that all of them are in order, and soon found
/// so, when those of each paragraph are.
fn sort(entries: &mut [Entry], paragraphs: &[Paragraph]) {
    let order = |entry: &Entry| (entry.span, entry.detail.kind(), entry.rule);
    let mut left = &mut *entries;
    for paragraph in paragraphs {
        let own = left.iter().take_while(|entry| entry.span.start < paragraph.span.end).count();
        let (own, rest) = left.split_at_mut(own);
        own.sort_unstable_by_key(order);
        left = rest;
    }
    entries.sort_unstable_by_key(order);
}

/// The area of that name, alone; no area when the lexicon has none of that name.
fn area_named(lexicon: &Lexicon, name: &str) -> AreaSet {
    let mut set = AreaSet::default();
    if let Some(index) = lexicon.names().areas.iter().position(|area| area == name) {
        set.insert(index as u8);
    }
    set
}
