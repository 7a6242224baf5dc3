//! Whose account it is, where the document names no issuer: told from whom its title names, and how.
//!
//! The genre has the same habits everywhere. A title leads with one's own official, *President Alvon's Call with the
//! Prime Minister of Berland*, and only others are introduced with their state; a joint text names its parties before it says what
//! it is about. Where title and text do not show such a habit, the side stays unknown.
//!
//! What is told here is written into the document's metadata before it is read, noted as detected from the title.

use chancery_lexicon::{Lexicon, NONE, known};
use chancery_model::{Date, Detected, Detection, Document, DocumentKind, Language, Paragraph, Role};

use crate::token::{Token, Tokenizer, Tokens};

/// Words that name a state or group.
const STATES: u128 = known::STATE | known::GROUP | known::ADJECTIVE;

/// Words that name who acts.
const NAMING: u128 = STATES | known::PAIR | known::PERSON | known::OFFICE;

/// Paragraphs among which the first of the running text is looked for.
const FRONT: usize = 12;

/// Bytes of the running text that are looked at.
const OPENING: usize = 900;

/// An actor named in a line, by the words that stand side by side: *Alvonian President Alvon*.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Named {
    /// The states and groups it is or belongs to; two for a pair, none for an office of no particular state.
    states: Vec<String>,
    /// The person, when it is one, as an index of the lexicon's actors.
    person: Option<u32>,
    /// Whether it is a person or an office, not a state.
    acts: bool,
    /// Whether the line gives its state too.
    introduced: bool,
    /// The first byte.
    start: usize,
}

/// Fills in the sides and the participants that the title tells, unless they are known.
pub(crate) fn tell(document: &mut Document, lexicon: &Lexicon) {
    let metadata = &document.metadata;
    let Some(tokenizer) = metadata.language.and_then(|language| Tokenizer::new(lexicon, language)) else { return };
    let Some(title) = metadata.title.as_deref() else { return };
    let names = Names { tokenizer: &tokenizer, lexicon, date: metadata.date };
    let was_told = !metadata.side.is_empty() && !metadata.detected.iter().any(|detected| detected.key == "side");
    let parties = parties(title, document, &names);
    let sides = match metadata.kind {
        _ if was_told => None,
        Some(DocumentKind::JointStatement | DocumentKind::Agreement) => joint_sides(&parties, document, &names),
        Some(kind) if metadata.side.is_empty() => own_side(title, kind, document, &names),
        _ => None,
    };
    let metadata = &mut document.metadata;
    if let Some((sides, from)) = sides {
        metadata.side = sides;
        note(&mut metadata.detected, "side", from);
    }
    if parties.len() > 1 {
        metadata.participants = parties;
        note(&mut metadata.detected, "participants", Detection::Title);
    }
}

/// Notes what a key was told from, in the order of the keys.
fn note(detected: &mut Vec<Detected>, key: &'static str, from: Detection) {
    detected.retain(|known| known.key != key);
    let later: &[&str] = if key == "side" { &["participants", "issuer", "title", "published"] } else { &["issuer", "title", "published"] };
    let place = detected.iter().position(|known| later.contains(&known.key)).unwrap_or(detected.len());
    detected.insert(place, Detected { key, from });
}

/// The states and groups whose meeting, call or text the title is about.
///
/// Those of a joint text stand before its topic; in the topic (*on the Alvonia-Berland Agreement*) they are its parties only when the
/// text itself begins with just these.
fn parties(title: &str, document: &Document, names: &Names<'_, '_>) -> Vec<String> {
    let kind = document.metadata.kind;
    let is_joint = matches!(kind, Some(DocumentKind::JointStatement | DocumentKind::Agreement));
    if !is_joint && kind != Some(DocumentKind::Readout) {
        return Vec::new();
    }
    let before_topic = distinct_states(&names.of(names.lexicon.conventions().before_topic(title)));
    if !is_joint || !before_topic.is_empty() {
        return before_topic;
    }
    let in_topic = distinct_states(&names.of(title));
    let in_text = opening(document).map(|opening| distinct_states(&names.of(opening))).unwrap_or_default();
    let same = in_text.len() >= in_topic.len() && in_text.iter().take(in_topic.len()).all(|state| in_topic.contains(state));
    if in_topic.len() > 1 && same { in_topic } else { Vec::new() }
}

/// The sides of a joint text: its parties, first the one whose body issued it; a single party must be a group that the text begins with.
fn joint_sides(parties: &[String], document: &Document, names: &Names<'_, '_>) -> Option<(Vec<String>, Detection)> {
    let issuer = document.metadata.side.as_slice();
    if let ([], [single]) = (issuer, parties) {
        let in_text = distinct_states(&names.of(opening(document)?));
        if in_text.first() != Some(single) || !names.is_group(single) {
            return None;
        }
    }
    let by_party = issuer.iter().all(|side| parties.contains(side)) || parties.len() == 1;
    let others = parties.iter().filter(|state| !issuer.contains(state));
    let sides: Vec<String> = issuer.iter().chain(others).cloned().collect();
    (by_party && sides.len() > issuer.len()).then_some((sides, Detection::Title))
}

/// The side of the official that the title leads with or an author's line names, when it is one's own by how it is named.
fn own_side(title: &str, kind: DocumentKind, document: &Document, names: &Names<'_, '_>) -> Option<(Vec<String>, Detection)> {
    let is_speech = kind == DocumentKind::Speech;
    let leads = names.leading(title, kind, document).filter(|first| is_speech || is_own(first, document, names));
    let front = document.paragraphs.iter().take(FRONT).take_while(|paragraph| paragraph.role != Role::Body);
    let mut lines = front.filter(|paragraph| paragraph.role == Role::Byline || is_speech && paragraph.role == Role::Heading);
    let mut signed = || lines.find_map(|line| names.leading(document.text.slice(line.span), kind, document));
    let (first, from) = leads.map(|first| (first, Detection::Title)).or_else(|| Some((signed()?, Detection::Byline)))?;
    Some((first.states, from))
}

/// Whether an official is one's own: neither title nor text introduces them with their state.
fn is_own(official: &Named, document: &Document, names: &Names<'_, '_>) -> bool {
    let in_text = opening(document).map(|opening| names.of(opening)).unwrap_or_default();
    let again = in_text.iter().find(|named| named.acts && named.states == official.states && named.person == official.person);
    !official.introduced && again.is_none_or(|again| !again.introduced)
}

/// Whether a place of a title is its beginning or comes after a space or a mark.
fn begins_a_part(title: &str, at: usize) -> bool {
    title[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
}

/// The beginning of the running text.
fn opening(document: &Document) -> Option<&str> {
    let running = |paragraph: &&Paragraph| matches!(paragraph.role, Role::Body | Role::Question | Role::Answer | Role::ListItem);
    let first = document.paragraphs.iter().take(FRONT).find(running)?;
    let words = document.text.slice(first.span);
    let mut end = words.len().min(OPENING);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    Some(&words[..end])
}

/// The states of some actors, each once, in order.
fn distinct_states(found: &[Named]) -> Vec<String> {
    let mut states: Vec<String> = Vec::new();
    for state in found.iter().flat_map(|named| &named.states) {
        if !states.contains(state) {
            states.push(state.clone());
        }
    }
    states
}

/// Finds the actors that lines name.
struct Names<'a, 'l> {
    tokenizer: &'a Tokenizer<'l>,
    lexicon: &'l Lexicon,
    date: Option<Date>,
}

impl Names<'_, '_> {
    /// The official of one state that a line leads with, before it says in whose company.
    fn leading(&self, line: &str, kind: DocumentKind, document: &Document) -> Option<Named> {
        let conventions = self.lexicon.conventions();
        let spoken = matches!(kind, DocumentKind::Speech | DocumentKind::PressBriefing | DocumentKind::Other);
        let line = if spoken { conventions.after_agent(line) } else { line };
        let leading = conventions.before_company(line);
        let first = self.of(leading).into_iter().next()?;
        let begins = document.metadata.language != Some(Language::ZH) || begins_a_part(leading, first.start);
        (begins && first.acts && first.states.len() == 1).then_some(first)
    }

    /// Whether an id is that of a group of states.
    fn is_group(&self, id: &str) -> bool {
        self.lexicon.find_actor(id).is_some_and(|index| !self.lexicon.actor(index).members.is_empty())
    }

    /// The actors a line names, in order.
    fn of(&self, line: &str) -> Vec<Named> {
        let mut tokens = Tokens::default();
        self.tokenizer.run(line, 0, None, &mut tokens);
        let mut found: Vec<Named> = Vec::new();
        let mut last_end = 0;
        for token in tokens.list.iter().filter(|token| token.is(NAMING) && token.term != NONE) {
            let (start, end) = (token.span.start as usize, token.span.end as usize);
            let between = line.get(last_end..start).unwrap_or_default();
            let is_state = token.is(STATES);
            let last = found.last_mut().filter(|_| last_end > 0);
            let beside = between.chars().all(char::is_whitespace);
            let of = matches!(between.trim(), "of" | "of the");
            match last {
                Some(last) if (beside && !is_state && !token.is(known::PAIR)) || (of && is_state && last.acts) => self.join(last, token),
                _ => {
                    let mut named = Named { start, ..Named::default() };
                    self.join(&mut named, token);
                    found.push(named);
                }
            }
            last_end = end;
        }
        found
    }

    /// Puts what a word says to what the words beside it say.
    fn join(&self, named: &mut Named, token: &Token) {
        let term = self.tokenizer.matcher.term(token.term);
        let acts = token.is(known::PERSON | known::OFFICE) && !token.is(STATES | known::PAIR);
        named.introduced |= (!acts && named.acts) || (acts && !named.acts && !named.states.is_empty());
        named.acts |= acts;
        if token.is(known::PERSON) {
            named.person = Some(self.holder(term.actor, term.second)).filter(|&person| person != NONE);
        }
        let actors = if token.is(known::PAIR) { [term.actor, term.second] } else { [self.holder(term.actor, term.second), NONE] };
        let of_actors = actors.into_iter().filter(|&actor| actor != NONE).filter_map(|actor| self.lexicon.actor(actor).state.clone());
        let of_office = (token.is(known::OFFICE) && term.office != NONE).then(|| self.lexicon.office(term.office).state.clone()).flatten();
        let states: Vec<String> = of_actors.chain(of_office).collect();
        // An office of one state held by a person of another is a name of two people: nobody's.
        if named.acts && !named.states.is_empty() && !states.is_empty() && states.iter().all(|state| !named.states.contains(state)) {
            named.states.clear();
            named.introduced = true;
            return;
        }
        named.states.extend(states);
        named.states.dedup();
    }

    /// Which of the people of a name held an office on the day; none of them when that does not tell.
    fn holder(&self, first: u32, second: u32) -> u32 {
        if second == NONE {
            return first;
        }
        let in_office = |actor: u32| self.date.is_some_and(|date| self.lexicon.actor(actor).office_on(Some(date)).is_some());
        match (in_office(first), in_office(second)) {
            (true, false) => first,
            (false, true) => second,
            _ => NONE,
        }
    }
}

#[cfg(test)]
mod tests {
    use chancery_model::Metadata;
    use chancery_text::{Span, Text};

    use super::*;

    /// The sides and participants of an account with a title and a text, as `sides / participants`.
    fn check(language: Language, kind: DocumentKind, title: &str, text: &str, expected: &str) {
        let lexicon = Lexicon::built_in().and_then(|lexicon| lexicon.with_specimens()).expect("the lexicon is right");
        let metadata = Metadata {
            title: Some(title.to_owned()),
            language: Some(language),
            kind: Some(kind),
            date: Some(Date::constant(2026, 5, 1)),
            ..Metadata::default()
        };
        let paragraphs = vec![Paragraph { span: Span::of(0, text.len()), role: Role::Body }];
        let mut document = Document { text: Text::new(text.to_owned()).expect("short"), paragraphs, metadata, warnings: Vec::new() };
        tell(&mut document, &lexicon);
        let metadata = document.metadata;
        assert_eq!(format!("{} / {}", metadata.side.join(" "), metadata.participants.join(" ")), expected, "{title}");
        let noted: Vec<&str> = metadata.detected.iter().map(|detected| detected.key).collect();
        assert_eq!(noted.contains(&"side"), !metadata.side.is_empty());
    }

    #[test]
    fn ones_own_official_leads_and_is_not_introduced() {
        let english = |kind, title, text, expected| check(Language::EN, kind, title, text, expected);
        let readout = DocumentKind::Readout;
        english(readout, "President Lind’s Call with President Wade", "President Lind spoke today with President Wade.", "XAA / XAA XBB");
        english(readout, "President Wade’s Call with President Lind", "President Wade spoke today with Mr. Lind.", "XBB / XBB XAA");
        english(readout, "Alvonian President Lind’s Call with President Wade", "They spoke.", " / XAA XBB");
        english(readout, "President Lind’s Call with Mr. Wade", "President of Alvonia Alma Lind called.", " / XAA XBB");
        english(readout, "Meeting with President Lind", "We met.", " / ");
        english(DocumentKind::Speech, "Remarks following the Meeting with President Lind", "We met.", " / ");
        english(DocumentKind::Speech, "Speech by President Lind of Alvonia", "Friends.", "XAA / ");
        english(DocumentKind::Speech, "Ready to Act – Remarks by President Lind at the Summit", "Friends.", "XAA / ");
        english(DocumentKind::News, "Alvonia and Berland Talk", "They talked.", " / ");
    }

    #[test]
    fn a_joint_text_has_the_sides_that_stand_before_its_topic() {
        let joint = DocumentKind::JointStatement;
        check(Language::EN, joint, "Joint Statement of Alvonia and Berland on Cordia", "We met.", "XAA XBB / XAA XBB");
        check(Language::EN, joint, "Joint Statement on Alvonia and Berland", "We met.", " / ");
        check(Language::EN, joint, "Joint Statement on the Alvonia-Berland Accord", "Alvonia and Berland met.", "XAA XBB / XAA XBB");
        check(Language::EN, joint, "Joint Statement on the Alvonia-Berland Accord", "Cordia and Berland met.", " / ");
        check(Language::EN, joint, "Joint Statement of Alvonia", "We met.", " / ");
        check(Language::ZH, joint, "甲国和乙国关于丙国问题的联合声明", "双方会晤。", "XAA XBB / XAA XBB");
    }

    #[test]
    fn chinese_titles_lead_with_ones_own_too() {
        let readout = DocumentKind::Readout;
        check(Language::ZH, readout, "李明会见乙国总统王和", "总统李明会见乙国总统王和。", "XAA / XAA XBB");
        check(Language::ZH, readout, "李明会见王和", "甲国总统李明会见乙国总统王和。", " / XAA XBB");
        check(Language::ZH, readout, "在会见李明时的讲话", "朋友们。", " / ");
        check(Language::ZH, readout, "甲国领导人会见王和", "他们会见。", " / XAA XBB");
    }
}
