//! Who speaks a paragraph: questions, names at the head of answers, voices that go on.

use chancery_lexicon::{NONE, known};
use chancery_model::{ActorId, Language, Paragraph, Role};
use chancery_text::Span;

use crate::phrase::subject;
use crate::reader::{OPENING, Opened, Reader};
use crate::token::{Token, Tokens};

/// Who asks where no outlet is named.
const PRESS: &str = "press";

impl Reader<'_, '_> {
    /// Whether a paragraph that names no source goes on in the voice of the one before: it is the
    /// next of numbered points, or speaks in the first person of that speaker.
    pub fn goes_on(&self, tokens: &Tokens, opened: Opened) -> bool {
        let Some(first) = tokens.list.first() else { return false };
        if self.language != Language::ZH || self.after_agency_line(tokens, 0, tokens.list.len()) > 0 {
            return false;
        }
        if opened.announces {
            return true;
        }
        if first.is(self.words.list_mark) || first.is(known::SELF | known::WE) {
            return true;
        }
        if self.presiding == Some(opened.source) {
            return true;
        }
        let first_sentence = tokens.list.iter().take_while(|token| !token.is(known::STOP | known::QUOTE_OPEN));
        if first_sentence.take(60).any(|token| token.is(known::SELF)) {
            return true;
        }
        let own = self.cast.state_of(opened.source);
        let named = (first.term != NONE && first.is(known::STATE)).then(|| self.tokenizer.matcher.term(first.term).actor);
        let is_own_side = named.is_some_and(|actor| own.is_some_and(|own| self.cast.actors.get(own).id == self.lexicon.actor(actor).id));
        is_own_side && first.span.len() == 6
    }

    /// Whom the title names: a spokesperson answers the questions, and a speech is that of the
    /// only person named before it, unless its text speaks of them as another.
    pub fn find_speaker(&mut self, paragraphs: &[Paragraph], tokens: &mut Tokens) {
        for paragraph in paragraphs.iter().take(OPENING) {
            let is_text = matches!(paragraph.role, Role::Body | Role::ListItem);
            if matches!(paragraph.role, Role::Question | Role::Answer) || is_text && !self.is_speech {
                return;
            }
            self.tokenizer.run(&self.text[paragraph.span.range()], paragraph.span.start, self.date, tokens);
            if is_text {
                let orator = self.orator;
                if orator.is_some() && tokens.list.iter().any(|token| token.is(known::PERSON) && self.actor_of(token) == orator) {
                    self.orator = None;
                }
                continue;
            }
            let Some(named) = tokens.list.iter().position(|token| token.is(known::PERSON | known::OFFICE)) else { continue };
            let Some(phrase) = self.phrase(tokens, named).filter(|phrase| phrase.kind == subject::PERSON) else { continue };
            let office = tokens.list[..phrase.tokens.1].iter().find(|token| token.is(known::OFFICE));
            let answers = office.is_some_and(|office| {
                let office = self.tokenizer.matcher.term(office.term).office;
                office != NONE && self.lexicon.office(office).id.ends_with("spokesperson")
            });
            if answers {
                self.presiding = self.presiding.or(Some(phrase.parties[0]));
            } else if self.is_speech
                && self.language == Language::ZH
                && tokens.list[named..phrase.tokens.1].iter().any(|token| token.is(known::PERSON))
            {
                self.orator = self.orator.or(Some(phrase.parties[0]));
            }
        }
    }

    /// A question: who asks, and whom it is about.
    pub fn question(&mut self, span: Span, tokens: &Tokens) {
        self.cast.local.clear();
        self.respondent = None;
        let outlet = tokens.list.iter().take(6).find(|token| token.is(known::OUTLET));
        let printed = outlet.map_or(PRESS, |token| &self.text[token.span.range()]).to_owned();
        let asker = self.cast.unknown(None, &printed, (self.language, &printed));
        self.base = Some(asker);
        let rule = self.lexicon.rule_id(if self.language == Language::ZH { "zh.voice.question" } else { "en.voice.question" });
        self.say(span.start, outlet.map(|token| token.span), None, rule);
        self.register(tokens);
        let home = self.home;
        let named: Vec<ActorId> = tokens.list.iter().flat_map(|token| self.states_of(token)).collect();
        if let (Some(home), Some(other)) = (home, named.into_iter().find(|&state| Some(state) != home)) {
            self.cast.local = [home, other].into_iter().collect();
        }
    }

    /// A question told in running text: what follows in its paragraph is asked by the press, and gives no entries.
    pub fn press_asks(&mut self, start: u32) {
        (self.opened, self.is_asked) = (None, true);
        self.base = Some(self.cast.unknown(None, PRESS, (self.language, PRESS)));
        let rule = self.lexicon.rule_id("zh.voice.question");
        self.say(start, None, None, rule);
    }

    /// The name and colon at the head of an answer.
    pub fn answer_head(&mut self, span: Span, tokens: &Tokens) -> Option<()> {
        let (speaker, source, cue) = self.head(tokens)?;
        self.respondent = Some(speaker);
        self.base = Some(speaker);
        let rule = self.lexicon.rule_id(if self.language == Language::ZH { "zh.voice.answer" } else { "en.voice.answer" });
        self.say(span.start, Some(source), Some(cue), rule);
        Some(())
    }

    /// Tokens that the head of an answer takes.
    pub fn head_length(&self, tokens: &Tokens) -> usize {
        let colon = tokens.list.iter().take(12).position(|token| token.is(known::COLON));
        match colon {
            Some(place) if self.is_head(&tokens.list[..place]) => place + 1,
            _ => 0,
        }
    }

    /// Whether tokens before a colon can be a name with its titles: *MR. BELL*.
    fn is_head(&self, tokens: &[Token]) -> bool {
        let stops = tokens.iter().filter(|token| token.is(known::STOP)).count();
        let may_abbreviate = self.language != Language::ZH && tokens.len() <= 5 && stops <= 1;
        !tokens.iter().any(|token| token.is(known::COMMA)) && (stops == 0 || may_abbreviate)
    }

    /// A speaker's name and colon at the head of running text; where its words begin.
    pub fn speaker_head(&mut self, tokens: &Tokens) -> usize {
        let Some((speaker, source, cue)) = self.head(tokens) else { return 0 };
        (self.base, self.opened) = (Some(speaker), None);
        let length = self.head_length(tokens);
        let quotes = tokens.list.get(length).is_some_and(|token| token.is(known::QUOTE_OPEN));
        if self.language != Language::ZH && self.role == Role::Body && !quotes {
            self.floor = Some(speaker);
        }
        let rule = self.lexicon.rule_id(if self.language == Language::ZH { "zh.voice.answer" } else { "en.voice.answer" });
        self.say(tokens.list[0].span.start, Some(source), Some(cue), rule);
        length
    }

    fn head(&mut self, tokens: &Tokens) -> Option<(ActorId, Span, Span)> {
        let length = self.head_length(tokens);
        if length < 2 {
            return None;
        }
        let colon = tokens.list[length - 1].span;
        let first = tokens.list[..length].iter().position(|token| !token.is(known::QUOTE_OPEN | known::GUARD))?;
        if let Some(speaker) = self.office_in_capitals(tokens, first, length) {
            return Some((speaker, Span::new(tokens.list[first].span.start, tokens.list[length - 2].span.end), colon));
        }
        let named = self.phrase(tokens, first).filter(|phrase| phrase.tokens.1 + 1 == length);
        let speaker = match named {
            Some(phrase) if phrase.parties.len() == 1 && !self.cast.is_state(phrase.parties[0]) => phrase.parties[0],
            Some(_) => return None,
            None => self.surname_in_capitals(tokens, length).or_else(|| self.unnamed_in_capitals(tokens, first, length))?,
        };
        let source = Span::new(tokens.list[first].span.start, tokens.list[length - 2].span.end);
        Some((speaker, source, colon))
    }

    /// *THE PRESIDENT:* who holds that office in the state whose document it is.
    fn office_in_capitals(&mut self, tokens: &Tokens, first: usize, length: usize) -> Option<ActorId> {
        let token = tokens.list.get(first + 1).filter(|token| token.is(known::OFFICE) && first + 3 == length)?;
        let is_head = tokens.list[first].is(self.words.determiner) && !self.text[token.span.range()].chars().any(char::is_lowercase);
        let office = self.tokenizer.matcher.term(token.term).office;
        let home = self.home.filter(|_| is_head)?;
        Some(self.cast.holder(home, office))
    }

    /// *SENIOR OFFICIAL:* one of the document's side without a name.
    fn unnamed_in_capitals(&mut self, tokens: &Tokens, first: usize, length: usize) -> Option<ActorId> {
        let last = tokens.list[length.checked_sub(2).filter(|&last| last >= first)?];
        let printed = &self.text[Span::new(tokens.list[first].span.start, last.span.end).range()];
        let is_head = last.is(self.words.unnamed_speaker) && !printed.chars().any(char::is_lowercase);
        is_head.then(|| self.cast.unknown(self.home, &crate::names::slug(printed), (Language::EN, printed)))
    }

    /// *MR. BELL:* the person of that surname mentioned before, else one of the document's side.
    fn surname_in_capitals(&mut self, tokens: &Tokens, length: usize) -> Option<ActorId> {
        let place = length.checked_sub(2)?;
        let token = tokens.list[place];
        let has_title = place > 0 && tokens.list[0].is(self.words.courtesy_title) && (place == 1 || tokens.list[1].is(known::STOP));
        let printed = &self.text[token.span.range()];
        let is_surname = has_title
            && place <= 2
            && self.language != Language::ZH
            && printed.len() > 1
            && !printed.chars().any(char::is_lowercase)
            && printed.chars().all(|character| character.is_alphabetic() || character == '-');
        if !is_surname {
            return None;
        }
        if let Some(phrase) = self.phrase(tokens, place).filter(|phrase| phrase.parties.len() == 1) {
            return Some(phrase.parties[0]);
        }
        let surname = crate::names::slug(printed);
        let mentioned = self.cast.of_surname(&surname).or_else(|| self.own_of_surname(&surname));
        Some(mentioned.unwrap_or_else(|| self.cast.unknown(self.home, &surname, (Language::EN, printed))))
    }

    /// The person of the document's side with a surname that the lexicon knows: the only one, or the
    /// only one in office then.
    fn own_of_surname(&mut self, surname: &str) -> Option<ActorId> {
        let side = self.home.map(|home| &*self.cast.actors.get(home).id)?;
        let is_of_side =
            |id: &str| id.strip_prefix(side).is_some_and(|rest| rest.starts_with('/') && rest.rsplit('-').next() == Some(surname));
        let named: Vec<u32> = self.lexicon.actors().iter().zip(0..).filter(|(actor, _)| is_of_side(&actor.id)).map(|(_, at)| at).collect();
        let in_office = |&&at: &&u32| self.lexicon.actor(at).office_on(self.date).is_some();
        let only = match named.as_slice() {
            [only] => *only,
            several => *several.iter().find(in_office).filter(|_| several.iter().filter(in_office).count() == 1)?,
        };
        Some(self.cast.known(only))
    }
}
