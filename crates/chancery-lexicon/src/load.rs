//! From files to a lexicon.

use std::collections::HashMap;
use std::path::Path;

use chancery_document::Conventions;
use chancery_mentions::{Vocabulary, WordFiles};
use chancery_model::{AreaSet, Date};
use toml::Spanned;

use crate::actors::{KnownActor, KnownOffice, Rank, Tenure};
use crate::class::{ClassSet, Classes, LANGUAGES, known};
use crate::concept::{Concept, ConceptSort, ConceptWords};
use crate::embedded;
use crate::file::{AreaLine, ClassLine, GroupLine, LexiconFile, NameLine, PersonLine, StateLine};
use crate::load_rules;
use crate::parts::Parts;
use crate::problem::Problem;
use crate::rule::Rule;
use crate::short_forms;
use crate::term::{NONE, Term, TermTable};

/// The place of Chinese in tables by language.
pub(crate) const ZH: usize = 0;
/// The place of English in tables by language.
const EN: usize = 1;

/// One file with its parsed lines.
pub(crate) struct Source<'f> {
    pub path: &'f str,
    pub text: &'f str,
    pub file: LexiconFile,
}

impl Source<'_> {
    pub fn problem(&self, offset: usize, message: impl Into<String>) -> Problem {
        Problem::at(self.path, self.text, offset, message)
    }
}

/// What has been gathered so far.
#[derive(Default)]
pub(crate) struct Gathered {
    pub classes: [Classes; 2],
    pub tables: [TermTable; 2],
    pub actors: Vec<KnownActor>,
    pub actor_index: HashMap<String, u32>,
    pub offices: Vec<KnownOffice>,
    pub office_index: HashMap<String, u32>,
    pub concepts: Vec<Concept>,
    pub concept_words: ConceptWords,
    pub areas: Vec<String>,
    pub problems: Vec<Problem>,
}

/// A file of a user's overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlayFile {
    /// Its path, for messages. A file below a folder named `mentions` or `layout` overlays those.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// All that files say: what a lexicon is made from.
pub(crate) struct Loaded {
    pub parts: Parts,
    pub tables: [TermTable; 2],
    pub words: WordFiles,
    pub concept_words: ConceptWords,
}

/// Reads the built-in files with an overlay laid over them.
pub(crate) fn load(overlay: &[OverlayFile]) -> Result<Loaded, Vec<Problem>> {
    let built_in = embedded::FILES.iter().copied();
    let files: Vec<(&str, &str)> = built_in.chain(overlay.iter().map(|file| (file.path.as_str(), file.text.as_str()))).collect();
    let mut gathered = Gathered::default();
    let sources = parse_all(&files, &mut gathered.problems);
    gather_actors(&mut gathered, &sources);
    gather_words(&mut gathered, &sources);
    let rules = load_rules::gather(&mut gathered, &sources);
    let conventions = Conventions::parse(&below(&files, "layout"));
    let words = WordFiles::parse(&below(&files, "mentions"));
    let mut problems = std::mem::take(&mut gathered.problems);
    if let Err(error) = &conventions {
        problems.push(Problem {
            path: error.path.clone(),
            line: error.line as u32,
            column: error.column as u32,
            message: error.message.clone(),
        });
    }
    if let Err(error) = &words {
        problems.push(Problem {
            path: error.path.clone(),
            line: error.line as u32,
            column: error.column as u32,
            message: error.message.clone(),
        });
    }
    match (conventions, words) {
        (Ok(conventions), Ok(words)) if problems.is_empty() => Ok(loaded(gathered, rules, conventions, words)),
        _ => Err(problems),
    }
}

fn loaded(gathered: Gathered, rules: Vec<Rule>, conventions: Conventions, words: WordFiles) -> Loaded {
    let units = Vocabulary::new(LANGUAGES[ZH], words.clone()).units().to_vec();
    let Gathered { classes, tables, actors, offices, concepts, concept_words, areas, .. } = gathered;
    Loaded { parts: Parts { classes, actors, offices, concepts, areas, units, rules, conventions }, tables, words, concept_words }
}

/// Files in a folder of that name, as their own parsers want them.
fn below<'f>(files: &[(&'f str, &'f str)], folder: &str) -> Vec<(&'f str, &'f str)> {
    files.iter().filter(|(path, _)| stands_in(path, folder)).copied().collect()
}

/// Whether the folder a file stands in has this name.
fn stands_in(path: &str, folder: &str) -> bool {
    Path::new(path).parent().and_then(Path::file_name).is_some_and(|name| name == folder)
}

fn parse_all<'f>(files: &[(&'f str, &'f str)], problems: &mut Vec<Problem>) -> Vec<Source<'f>> {
    let mut sources = Vec::new();
    for &(path, text) in files.iter().filter(|(path, _)| !stands_in(path, "layout") && !stands_in(path, "mentions")) {
        match toml::from_str::<LexiconFile>(text) {
            Ok(file) => sources.push(Source { path, text, file }),
            Err(error) => problems.push(Problem::at(path, text, error.span().map_or(0, |span| span.start), error.message())),
        }
    }
    sources
}

/// The lines of one array over all files; a later line with the same id takes the earlier's place.
pub(crate) fn lines<'s, T>(
    sources: &'s [Source<'s>],
    array: impl Fn(&'s LexiconFile) -> &'s Vec<Spanned<T>>,
    id: impl Fn(&'s T) -> &'s str,
) -> Vec<(&'s Source<'s>, &'s Spanned<T>)> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut kept: Vec<(&Source<'_>, &Spanned<T>)> = Vec::new();
    for source in sources {
        for line in array(&source.file) {
            match places.get(id(line.get_ref())) {
                Some(&place) => kept[place] = (source, line),
                None => {
                    places.insert(id(line.get_ref()), kept.len());
                    kept.push((source, line));
                }
            }
        }
    }
    kept
}

fn gather_actors(gathered: &mut Gathered, sources: &[Source<'_>]) {
    for (source, line) in lines(sources, |file| &file.office, |line| &line.id) {
        let office = line.get_ref();
        let rank = match office.rank.as_deref() {
            Some("leader") => Rank::Leader,
            Some("minister") => Rank::Minister,
            Some("official") | None => Rank::Official,
            Some(other) => {
                gathered.problems.push(source.problem(line.span().start, format!("rank '{other}' is not leader, minister or official")));
                continue;
            }
        };
        let index = gathered.offices.len() as u32;
        gathered.offices.push(KnownOffice { id: office.id.clone(), state: office.state.clone(), rank });
        gathered.office_index.insert(office.id.clone(), index);
        gathered.words([&office.zh, &office.en], known::OFFICE, |term| term.office = index);
    }
    for (_, line) in lines(sources, |file| &file.state, |line| &line.id) {
        gathered.state(line.get_ref());
    }
    for (_, line) in lines(sources, |file| &file.group, |line| &line.id) {
        gathered.group(line.get_ref());
    }
    for (source, line) in lines(sources, |file| &file.person, |line| &line.id) {
        gathered.person(source, line);
    }
    for (_, line) in lines(sources, |file| &file.body, |line| &line.id) {
        let body = line.get_ref();
        let actor = gathered.actor(&body.id, body.state.clone(), body.zh.first(), body.en.first());
        gathered.words([&body.zh, &body.en], known::BODY, |term| term.actor = actor);
    }
    for (_, line) in lines(sources, |file| &file.outlet, |line| &line.id) {
        gathered.words([&line.get_ref().zh, &line.get_ref().en], known::OUTLET, |_| ());
    }
    for (_, line) in lines(sources, |file| &file.place, |line| &line.id) {
        let place = line.get_ref();
        let state = place.state.as_ref().and_then(|state| gathered.actor_index.get(state)).copied().unwrap_or(NONE);
        gathered.words([&place.zh, &place.en], known::PLACE, |term| term.second = state);
    }
    short_forms::derive(gathered, sources);
}

impl Gathered {
    /// Adds terms of both languages to a class and lets `set` fill them.
    fn words(&mut self, by_language: [&Vec<String>; 2], class: ClassSet, mut set: impl FnMut(&mut Term)) {
        for (table, words) in self.tables.iter_mut().zip(by_language) {
            for word in words.iter().filter(|word| !word.trim().is_empty()) {
                let term = table.entry(word);
                term.classes |= class;
                set(term);
            }
        }
    }

    fn actor(&mut self, id: &str, state: Option<String>, zh: Option<&String>, en: Option<&String>) -> u32 {
        let index = self.actors.len() as u32;
        self.actors.push(KnownActor {
            id: id.to_owned(),
            state,
            zh: zh.cloned(),
            en: en.cloned(),
            tenures: Vec::new(),
            is_state: false,
            members: Vec::new(),
        });
        self.actor_index.insert(id.to_owned(), index);
        index
    }

    fn state(&mut self, line: &StateLine) {
        let actor = self.actor(&line.id, Some(line.id.clone()), line.zh.first(), line.en.first());
        self.actors[actor as usize].is_state = true;
        self.words([&line.zh, &line.en], known::STATE, |term| term.actor = actor);
        self.words([&Vec::new(), &line.en_adjective], known::ADJECTIVE, |term| term.actor = actor);
        let capitals = [line.zh_capital.iter().cloned().collect(), line.en_capital.iter().cloned().collect::<Vec<_>>()];
        self.words([&capitals[0], &capitals[1]], known::PLACE, |term| term.second = actor);
    }

    fn group(&mut self, line: &GroupLine) {
        let actor = self.actor(&line.id, Some(line.id.clone()), line.zh.first(), line.en.first());
        self.actors[actor as usize].is_state = true;
        self.actors[actor as usize].members = line.members.clone();
        self.words([&line.zh, &line.en], known::GROUP, |term| term.actor = actor);
    }

    fn person(&mut self, source: &Source<'_>, line: &Spanned<PersonLine>) {
        let person = line.get_ref();
        let state = person.id.split_once('/').map(|(state, _)| state.to_owned());
        let actor = self.actor(&person.id, state, person.zh.first(), person.en.first());
        let mut tenures = Vec::new();
        for tenure in &person.office {
            let Some(&office) = self.office_index.get(&tenure.title) else {
                let message = format!("{}: no office has the id '{}'", person.id, tenure.title);
                self.problems.push(source.problem(line.span().start, message));
                continue;
            };
            let mut day = |text: &Option<String>| match text.as_ref().map(|text| text.parse::<Date>()) {
                None => None,
                Some(Ok(day)) => Some(day),
                Some(Err(_)) => {
                    let message = format!("{}: a tenure's dates are written YYYY-MM-DD", person.id);
                    self.problems.push(source.problem(line.span().start, message));
                    None
                }
            };
            tenures.push(Tenure { office, from: day(&tenure.from), to: day(&tenure.to) });
        }
        self.actors[actor as usize].tenures = tenures;
        self.words([&person.zh, &person.en], known::PERSON, |term| term.actor = actor);
        self.words([&person.zh_short, &person.en_short], known::PERSON, |term| {
            if term.actor == NONE {
                term.actor = actor;
            } else {
                // A surname of several: the analysis asks who held office.
                term.second = actor;
            }
        });
    }
}

fn gather_words(gathered: &mut Gathered, sources: &[Source<'_>]) {
    for (_, line) in lines(sources, |file| &file.area, |line| &line.id) {
        gathered.area(line.get_ref());
    }
    for (_, line) in lines(sources, |file| &file.region, |line| &line.id) {
        gathered.area(line.get_ref());
    }
    for (_, line) in lines(sources, |file| &file.formulation, |line| &line.id) {
        gathered.name(line.get_ref(), known::FORMULATION, ConceptSort::Formulation);
    }
    for (_, line) in lines(sources, |file| &file.mechanism, |line| &line.id) {
        gathered.name(line.get_ref(), known::MECHANISM, ConceptSort::Mechanism);
    }
    gather_subjects(gathered, sources);
    for source in sources {
        for line in &source.file.class {
            gathered.class(source, line);
        }
    }
}

/// Gathers the things spoken of, then which of them are broader: that may stand further down.
fn gather_subjects(gathered: &mut Gathered, sources: &[Source<'_>]) {
    let subjects = lines(sources, |file| &file.concept, |line| &line.id);
    for (_, line) in &subjects {
        let line = line.get_ref();
        let sort = match (line.guard, line.common) {
            (true, _) => ConceptSort::Guard,
            (false, true) => ConceptSort::CommonSubject,
            (false, false) => ConceptSort::Subject,
        };
        gathered.concept([&line.zh, &line.en], Concept { id: line.id.clone(), sort, broader: None, since: None, side: None });
    }
    let first = gathered.concepts.len() - subjects.len();
    for (place, (source, line)) in subjects.iter().enumerate() {
        let Some(broader) = &line.get_ref().broader else { continue };
        match subjects.iter().position(|(_, other)| other.get_ref().id == *broader) {
            Some(other) if other != place => gathered.concepts[first + place].broader = Some((first + other) as u32),
            _ => {
                let message = format!("concept '{}': no other concept has the id '{broader}'", line.get_ref().id);
                gathered.problems.push(source.problem(line.span().start, message));
            }
        }
    }
}

impl Gathered {
    fn area(&mut self, line: &AreaLine) {
        let index = self.areas.len().min(127) as u8;
        self.areas.push(line.id.clone());
        if self.areas.len() > 128 {
            self.problems.push(Problem { path: String::new(), line: 0, column: 0, message: "more than 128 areas and regions".to_owned() });
        }
        let mut set = AreaSet::default();
        set.insert(index);
        self.words([&line.zh, &line.en], known::AREA, |term| term.areas = term.areas.union(set));
    }

    fn name(&mut self, line: &NameLine, class: ClassSet, sort: ConceptSort) {
        let index = self.concept(
            [&line.zh, &line.en],
            Concept { id: line.id.clone(), sort, broader: None, since: line.since.clone(), side: line.side.clone() },
        );
        self.words([&line.zh, &line.en], class, |term| term.concept = index);
    }

    /// Adds a concept with its wordings; its index.
    fn concept(&mut self, wordings: [&Vec<String>; 2], concept: Concept) -> u32 {
        let index = self.concepts.len() as u32;
        self.concepts.push(concept);
        for (known, wordings) in self.concept_words.iter_mut().zip(wordings) {
            known.extend(wordings.iter().filter(|wording| !wording.trim().is_empty()).map(|wording| (wording.clone(), index)));
        }
        index
    }

    fn class(&mut self, source: &Source<'_>, line: &Spanned<ClassLine>) {
        let class = line.get_ref();
        if class.name.starts_with("short.") {
            return;
        }
        let Some(place) = LANGUAGES.iter().position(|language| language.as_str() == class.language) else {
            self.problems
                .push(source.problem(line.span().start, format!("class '{}': language '{}' is not zh or en", class.name, class.language)));
            return;
        };
        if !crate::pattern::is_name(&class.name) {
            self.problems.push(
                source.problem(line.span().start, format!("'{}' is no class name: lower-case letters, digits, '_' and '.'", class.name)),
            );
            return;
        }
        let Some(bit) = self.classes[place].intern(&class.name) else {
            self.problems.push(source.problem(line.span().start, format!("a language can have no more than {} classes", Classes::MOST)));
            return;
        };
        for term in &class.terms {
            if term.get_ref().trim().is_empty() {
                self.problems.push(source.problem(term.span().start, format!("class '{}' has an empty term", class.name)));
                continue;
            }
            self.tables[place].entry(term.get_ref()).classes |= bit;
        }
    }
}

/// The place of a rule's language in tables by language.
pub(crate) fn place_of(language: &str) -> Option<usize> {
    match language {
        "zh" => Some(ZH),
        "en" => Some(EN),
        _ => None,
    }
}
