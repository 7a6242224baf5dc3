//! Lexicon and rules: the data of the analysis, its loader, and the compiled matchers.
//!
//! The data are TOML files under `data/`, compiled in. A user's directory of files of the same
//! shape is laid over them: a line with a known id takes the place of the built-in one, any other
//! is added, and the user's rules are tried first. [`Lexicon::load`] reads all of it and reports
//! every problem with file, line and column. A lexicon has a version: a hash of every byte it was
//! made from.
//!
//! Left out: reading directories (the caller gives texts), running rules (the analysis does).

mod actor_index;
mod actors;
mod built_in;
pub mod class;
mod concept;
mod concept_index;
mod embedded;
mod file;
mod load;
mod load_rules;
mod matcher;
mod packed;
mod parts;
pub mod pattern;
mod problem;
mod rule;
mod short_forms;
mod specimens;
mod term;
mod word_index;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chancery_document::Conventions;
use chancery_mentions::{Vocabulary, WordFiles};
use chancery_model::{Language, Names, RuleId};

use actor_index::ActorIndex;
use concept::ConceptWords;
use load::Loaded;
use parts::Parts;
use term::TermTable;

pub use actors::{KnownActor, KnownOffice, Rank, Tenure};
pub use class::{ClassSet, Classes, LANGUAGES, known};
pub use concept::{Concept, ConceptSort};
pub use concept_index::{ConceptHit, ConceptIndex};
pub use embedded::FILES as BUILT_IN_FILES;
pub use load::OverlayFile;
pub use matcher::{Hit, Matcher};
pub use problem::Problem;
pub use rule::{Example, PartiesFrom, Reach, Rule, RuleKind, SUBJECTS, SubjectSet};
pub use specimens::SPECIMEN_SIDE;
pub use term::{Case, NONE, Term};

/// A lexicon, ready to read with.
#[derive(Debug)]
pub struct Lexicon {
    parts: Parts,
    actor_index: ActorIndex,
    rule_index: HashMap<String, RuleId>,
    matchers: [OnceLock<Matcher>; 2],
    vocabularies: [OnceLock<Vocabulary>; 2],
    concept_indexes: [OnceLock<ConceptIndex>; 2],
    unbuilt: Unbuilt,
    names: Arc<Names>,
    version: Arc<str>,
    /// The files laid over the built-in ones.
    pub(crate) overlay: Vec<OverlayFile>,
}

/// What matchers and vocabularies are made from when they are first asked for.
#[derive(Debug)]
enum Unbuilt {
    /// The tables of the build script.
    BuiltIn,
    /// Tables made from files, each taken once.
    Loaded { tables: [Mutex<TermTable>; 2], words: WordFiles, concept_words: Box<ConceptWords> },
}

impl Lexicon {
    /// The built-in lexicon: nothing is parsed, the build script has done it.
    ///
    /// # Errors
    /// None now; the form is that of [`Self::load`].
    pub fn built_in() -> Result<Self, Vec<Problem>> {
        Self::load(&[])
    }

    /// The built-in lexicon with a user's files laid over it.
    ///
    /// # Errors
    /// Every problem found, in the order of files and lines.
    pub fn load(overlay: &[OverlayFile]) -> Result<Self, Vec<Problem>> {
        if overlay.is_empty() {
            return Ok(Self::assemble(built_in::parts(), Unbuilt::BuiltIn, overlay));
        }
        Self::parse(overlay)
    }

    /// Parses all files, the built-in ones too: an overlay may change any of their lines.
    fn parse(overlay: &[OverlayFile]) -> Result<Self, Vec<Problem>> {
        let Loaded { parts, tables, words, concept_words } = load::load(overlay)?;
        Ok(Self::assemble(
            parts,
            Unbuilt::Loaded { tables: tables.map(Mutex::new), words, concept_words: Box::new(concept_words) },
            overlay,
        ))
    }

    fn assemble(mut parts: Parts, unbuilt: Unbuilt, overlay: &[OverlayFile]) -> Self {
        let names = Names {
            rules: parts.rules.iter().map(|rule| rule.id.clone()).collect(),
            areas: std::mem::take(&mut parts.areas),
            units: std::mem::take(&mut parts.units),
        };
        let rules = parts.rules.iter().enumerate();
        Self {
            rule_index: rules.map(|(index, rule)| (rule.id.clone(), RuleId(index as u16))).collect(),
            actor_index: ActorIndex::new(&parts.actors),
            matchers: Default::default(),
            vocabularies: Default::default(),
            concept_indexes: Default::default(),
            unbuilt,
            names: Arc::new(names),
            version: version(overlay),
            overlay: overlay.to_vec(),
            parts,
        }
    }

    /// Which bytes the lexicon was made from: the first 16 hexadecimal digits of their SHA-256.
    #[must_use]
    pub fn version(&self) -> &Arc<str> {
        &self.version
    }

    /// The classes of a language; those of Chinese for a language without rules.
    #[must_use]
    pub fn classes(&self, language: Language) -> &Classes {
        &self.parts.classes[LANGUAGES.iter().position(|&known| known == language).unwrap_or(0)]
    }

    /// The rules, in the order they are tried.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.parts.rules
    }

    /// The index of a rule.
    #[must_use]
    pub fn rule_id(&self, id: &str) -> Option<RuleId> {
        self.rule_index.get(id).copied()
    }

    /// The matcher of a language, built when it is first asked for; `None` without rules for it.
    #[must_use]
    pub fn matcher(&self, language: Language) -> Option<&Matcher> {
        let place = LANGUAGES.iter().position(|&known| known == language)?;
        let build = || match &self.unbuilt {
            Unbuilt::BuiltIn => built_in::matcher(place),
            Unbuilt::Loaded { tables, .. } => {
                let table = std::mem::take(&mut *tables[place].lock().unwrap_or_else(PoisonError::into_inner));
                Matcher::new(table.arrange(), language)
            }
        };
        Some(self.matchers[place].get_or_init(build))
    }

    /// The words for dates and numbers of a language, compiled when they are first asked for.
    #[must_use]
    pub fn vocabulary(&self, language: Language) -> Option<&Vocabulary> {
        let place = LANGUAGES.iter().position(|&known| known == language)?;
        let build = || match &self.unbuilt {
            Unbuilt::BuiltIn => Vocabulary::new(language, built_in::words()),
            Unbuilt::Loaded { words, .. } => Vocabulary::new(language, words.clone()),
        };
        Some(self.vocabularies[place].get_or_init(build))
    }

    /// Finds the concepts of a language, built when it is first asked for; `None` without words for it.
    #[must_use]
    pub fn concept_index(&self, language: Language) -> Option<&ConceptIndex> {
        let place = LANGUAGES.iter().position(|&known| known == language)?;
        let build = || match &self.unbuilt {
            Unbuilt::BuiltIn => ConceptIndex::new(&built_in::concept_words()[place], &self.parts.concepts, language),
            Unbuilt::Loaded { concept_words, .. } => ConceptIndex::new(&concept_words[place], &self.parts.concepts, language),
        };
        Some(self.concept_indexes[place].get_or_init(build))
    }

    /// The layout words.
    #[must_use]
    pub fn conventions(&self) -> &Conventions {
        &self.parts.conventions
    }

    /// Names of rules, areas and units, as readings refer to them.
    #[must_use]
    pub fn names(&self) -> &Arc<Names> {
        &self.names
    }

    /// The actor at an index.
    #[must_use]
    pub fn actor(&self, index: u32) -> &KnownActor {
        &self.parts.actors[index as usize]
    }

    /// All actors.
    #[must_use]
    pub fn actors(&self) -> &[KnownActor] {
        &self.parts.actors
    }

    /// The index of the actor with an id.
    #[must_use]
    pub fn find_actor(&self, id: &str) -> Option<u32> {
        self.actor_index.find(&self.parts.actors, id)
    }

    /// The office at an index.
    #[must_use]
    pub fn office(&self, index: u32) -> &KnownOffice {
        &self.parts.offices[index as usize]
    }

    /// The concept at an index.
    #[must_use]
    pub fn concept(&self, index: u32) -> &Concept {
        &self.parts.concepts[index as usize]
    }
}

/// The version of the built-in files with an overlay.
fn version(overlay: &[OverlayFile]) -> Arc<str> {
    let files = overlay.iter().map(|file| (file.path.as_str(), file.text.as_str()));
    let hash = if overlay.is_empty() { *built_in::DIGEST } else { parts::digest(built_in::DIGEST, files) };
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>().into()
}

#[cfg(test)]
mod tests;
