//! The compiled words of one language.

use chancery_model::{Language, UnitId};

use crate::file::{CurrencyLine, UnitLine, WordFile};
use crate::index::Index;
use crate::tables::{Coin, Tables};
use crate::triggers::Triggers;

/// The words of dates, numbers, units and currencies of one language, ready to be looked for.
#[derive(Debug)]
pub struct Vocabulary {
    language: Language,
    units: Vec<String>,
    pub(crate) tables: Tables,
    pub(crate) triggers: Triggers,
    pub(crate) index: Index,
}

/// A data file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path}:{line}:{column}: {message}")]
pub struct VocabularyError {
    /// The file.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// The data files of all languages, parsed. They can be stored in a form that is faster to read
/// than TOML.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct WordFiles(Vec<WordFile>);

impl WordFiles {
    /// Parses data files, each a path (for messages) and its TOML text.
    ///
    /// # Errors
    /// [`VocabularyError`] with the place of the first thing that is wrong.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, VocabularyError> {
        let parse = |&(path, text): &(&str, &str)| toml::from_str(text).map_err(|error| not_toml(path, text, &error));
        files.iter().map(parse).collect::<Result<_, _>>().map(Self)
    }
}

impl Vocabulary {
    /// Compiles the data files, each a path (for messages) and its TOML text, for one language.
    /// Files of another language are passed over; units and currencies number the same in all.
    ///
    /// # Errors
    /// [`VocabularyError`] with the place of the first thing that is wrong.
    pub fn parse(language: Language, files: &[(&str, &str)]) -> Result<Self, VocabularyError> {
        WordFiles::parse(files).map(|files| Self::new(language, files))
    }

    /// Compiles parsed data files for one language, as [`Self::parse`] does.
    #[must_use]
    pub fn new(language: Language, files: WordFiles) -> Self {
        let mut vocabulary = Self {
            language,
            units: UnitId::FIRST.map(str::to_owned).to_vec(),
            tables: Tables::default(),
            triggers: Triggers::default(),
            index: Index::default(),
        };
        for file in files.0 {
            if file.language.as_deref().is_none_or(|name| name == language.as_str()) {
                vocabulary.take(file);
            }
        }
        vocabulary.index = vocabulary.tables.index();
        vocabulary.triggers = Triggers::new(&vocabulary.tables);
        vocabulary
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The names of the units that quantities and amounts of money refer to.
    #[must_use]
    pub fn units(&self) -> &[String] {
        &self.units
    }

    /// The name of a unit of this vocabulary.
    pub(crate) fn unit_name(&self, unit: UnitId) -> &str {
        &self.units[usize::from(unit.0)]
    }

    /// Adds the words of one file.
    fn take(&mut self, mut file: WordFile) {
        for line in std::mem::take(&mut file.unit) {
            self.take_unit(line);
        }
        for line in std::mem::take(&mut file.currency) {
            self.take_currency(line);
        }
        self.tables.extend(file);
    }

    fn take_unit(&mut self, line: UnitLine) {
        let unit = (self.unit(line.id), line.factor);
        let forms = self.of_language(line.zh, line.en);
        self.tables.unit.extend(forms.into_iter().map(|form| (form, unit)));
    }

    fn take_currency(&mut self, line: CurrencyLine) {
        let coin = Coin { currency: self.unit(line.code), part: line.part };
        let forms = self.of_language(line.zh, line.en).into_iter().map(|form| (form, coin));
        if line.part >= 1.0 {
            self.tables.money_after.extend(forms);
        } else {
            self.tables.money_part.extend(forms);
        }
        self.tables.money_before.extend(line.before.into_iter().map(|form| (form, coin)));
    }

    /// The place of a unit in the table, which it may be new to.
    fn unit(&mut self, name: String) -> UnitId {
        let known = self.units.iter().position(|unit| *unit == name);
        let place = known.unwrap_or_else(|| {
            self.units.push(name);
            self.units.len() - 1
        });
        UnitId(place as u16)
    }

    fn of_language(&self, zh: Vec<String>, en: Vec<String>) -> Vec<String> {
        match self.language {
            Language::ZH => zh,
            Language::EN => en,
            _ => Vec::new(),
        }
    }
}

fn not_toml(path: &str, text: &str, error: &toml::de::Error) -> VocabularyError {
    place(path, text, error.span().map_or(0, |span| span.start), error.message().to_owned())
}

fn place(path: &str, text: &str, at: usize, message: String) -> VocabularyError {
    let before = text.get(..at).unwrap_or_default();
    VocabularyError {
        path: path.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before.chars().rev().take_while(|&character| character != '\n').count() + 1,
        message,
    }
}
