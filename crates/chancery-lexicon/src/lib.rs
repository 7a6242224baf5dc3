//! Lexicon and rules: the data of the analysis, its loader, and the compiled matchers.
//!
//! The data are TOML files under `data/`, compiled in. A user's directory of files of the same
//! shape is laid over them: a line with a known id takes the place of the built-in one, any other
//! is added, and the user's rules are tried first. [`Lexicon::load`] reads all of it and reports
//! every problem with file, line and column. A lexicon has a version: a hash of every byte it was
//! made from.
//!
//! Left out: reading directories (the caller gives texts), running rules (the analysis does).

mod actors;
pub mod class;
mod embedded;
mod file;
mod load;
mod load_rules;
pub mod pattern;
mod problem;
mod rule;
mod specimens;
mod term;
mod word_index;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use chancery_document::Conventions;
use chancery_mentions::Vocabulary;
use chancery_model::{Language, Names, RuleId};

pub use actors::{KnownActor, KnownOffice, Rank, Tenure};
pub use class::{ClassSet, Classes, known};
pub use embedded::FILES as BUILT_IN_FILES;
pub use problem::Problem;
pub use rule::{Example, PartiesFrom, Reach, Rule, RuleKind, SUBJECTS, SubjectSet};
pub use specimens::SPECIMEN_SIDE;
pub use term::{Case, Hit, Matcher, NONE, Term};

/// A file of a user's overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlayFile {
    /// Its path, for messages. A file below a folder named `mentions` or `layout` overlays those.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The languages that have rules, in the order of their tables.
pub const LANGUAGES: [Language; 2] = [Language::ZH, Language::EN];

/// A lexicon, ready to read with.
#[derive(Debug)]
pub struct Lexicon {
    pub(crate) classes: [Classes; 2],
    pub(crate) actors: Vec<KnownActor>,
    pub(crate) actor_index: HashMap<String, u32>,
    pub(crate) offices: Vec<KnownOffice>,
    pub(crate) concepts: Vec<String>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) rule_index: HashMap<String, RuleId>,
    pub(crate) tables: [OnceLock<Matcher>; 2],
    pub(crate) unbuilt: [term::TermTable; 2],
    pub(crate) conventions: Conventions,
    pub(crate) vocabularies: [Vocabulary; 2],
    pub(crate) names: Arc<Names>,
    pub(crate) version: Arc<str>,
    /// The files laid over the built-in ones.
    pub(crate) overlay: Vec<OverlayFile>,
}

impl Lexicon {
    /// The built-in lexicon.
    ///
    /// # Errors
    /// The problems of the built-in files; a test holds that there are none.
    pub fn built_in() -> Result<Self, Vec<Problem>> {
        Self::load(&[])
    }

    /// The built-in lexicon with a user's files laid over it.
    ///
    /// # Errors
    /// Every problem found, in the order of files and lines.
    pub fn load(overlay: &[OverlayFile]) -> Result<Self, Vec<Problem>> {
        load::load(overlay)
    }

    /// Which bytes the lexicon was made from: the first 16 hexadecimal digits of their SHA-256.
    #[must_use]
    pub fn version(&self) -> &Arc<str> {
        &self.version
    }

    /// The classes of a language; those of Chinese for a language without rules.
    #[must_use]
    pub fn classes(&self, language: Language) -> &Classes {
        &self.classes[LANGUAGES.iter().position(|&known| known == language).unwrap_or(0)]
    }

    /// The rules, in the order they are tried.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
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
        Some(self.tables[place].get_or_init(|| self.unbuilt[place].clone().finish(language != Language::ZH)))
    }

    /// The words for dates and numbers of a language.
    #[must_use]
    pub fn vocabulary(&self, language: Language) -> Option<&Vocabulary> {
        let place = LANGUAGES.iter().position(|&known| known == language)?;
        Some(&self.vocabularies[place])
    }

    /// The layout words.
    #[must_use]
    pub fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    /// Names of rules, areas and units, as readings refer to them.
    #[must_use]
    pub fn names(&self) -> &Arc<Names> {
        &self.names
    }

    /// The actor at an index.
    #[must_use]
    pub fn actor(&self, index: u32) -> &KnownActor {
        &self.actors[index as usize]
    }

    /// All actors.
    #[must_use]
    pub fn actors(&self) -> &[KnownActor] {
        &self.actors
    }

    /// The index of the actor with an id.
    #[must_use]
    pub fn find_actor(&self, id: &str) -> Option<u32> {
        self.actor_index.get(id).copied()
    }

    /// The office at an index.
    #[must_use]
    pub fn office(&self, index: u32) -> &KnownOffice {
        &self.offices[index as usize]
    }

    /// The concept of a formulation or mechanism.
    #[must_use]
    pub fn concept(&self, index: u32) -> &str {
        &self.concepts[index as usize]
    }
}
