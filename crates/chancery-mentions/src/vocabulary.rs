//! The compiled words of one language.

use chancery_model::Language;

use crate::calendar::{Side, TimeUnit};
use crate::file::{CurrencyLine, UnitLine, Valued, WordFile};
use crate::index::Index;
use crate::triggers::Triggers;
use crate::words::Words;

/// The words of dates, numbers, units and currencies of one language, ready to be looked for.
#[derive(Debug)]
pub struct Vocabulary {
    language: Language,
    units: Vec<String>,
    pub(crate) codes: Vec<Box<str>>,
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

/// What a character or word does in a numeral or a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Again,
    Ago,
    All,
    And,
    Approximation,
    Article,
    Before,
    Between,
    Century,
    Circa,
    Day,
    DayNumber,
    Decade,
    Final,
    First,
    Fiscal,
    For,
    From,
    Half,
    HalfYear,
    In,
    Later,
    Minus,
    Mixed,
    Month,
    Now,
    Of,
    On,
    OrAfter,
    OrBefore,
    Ordinal,
    Over,
    Past,
    Percent,
    Piece,
    Point,
    Rest,
    Share,
    To,
    Weekend,
    Within,
    Year,
}

impl Role {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "again" => Self::Again,
            "ago" => Self::Ago,
            "all" => Self::All,
            "and" => Self::And,
            "approximation" => Self::Approximation,
            "article" => Self::Article,
            "before" => Self::Before,
            "between" => Self::Between,
            "century" => Self::Century,
            "circa" => Self::Circa,
            "day" => Self::Day,
            "day_number" => Self::DayNumber,
            "decade" => Self::Decade,
            "final" => Self::Final,
            "first" => Self::First,
            "fiscal" => Self::Fiscal,
            "for" => Self::For,
            "from" => Self::From,
            "half" => Self::Half,
            "half_year" => Self::HalfYear,
            "in" => Self::In,
            "later" => Self::Later,
            "minus" => Self::Minus,
            "mixed" => Self::Mixed,
            "month" => Self::Month,
            "now" => Self::Now,
            "of" => Self::Of,
            "on" => Self::On,
            "or_after" => Self::OrAfter,
            "or_before" => Self::OrBefore,
            "ordinal" => Self::Ordinal,
            "over" => Self::Over,
            "past" => Self::Past,
            "percent" => Self::Percent,
            "piece" => Self::Piece,
            "point" => Self::Point,
            "rest" => Self::Rest,
            "share" => Self::Share,
            "to" => Self::To,
            "weekend" => Self::Weekend,
            "within" => Self::Within,
            "year" => Self::Year,
            _ => return None,
        })
    }
}

/// What joins the two ends of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joint {
    /// From one to the other.
    To,
    /// Between one and the other.
    And,
}

/// A currency form: its code and the share of the main unit it names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Coin {
    pub code: u16,
    pub part: f64,
}

/// An element of a numeral.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Element {
    /// A digit, or in English a number below a hundred.
    Digit(f64),
    /// A digit in its form for contracts.
    Formal(f64),
    /// Ten, hundred, thousand of Chinese.
    Multiplier(f64),
    /// Ten thousand and up in Chinese; hundred, thousand, million in English.
    Scale(f64),
    /// An ordinal of English.
    Ordinal(f64),
}

/// All tables, by class.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub blocked: Words<()>,
    pub part_before: Words<()>,
    pub apart_after: Words<()>,
    pub counter: Words<()>,
    pub element: Words<Element>,
    /// Multipliers in their form for contracts.
    pub formal: Words<()>,
    pub role: Words<Role>,
    pub percent: Words<f64>,
    pub discount: Words<f64>,
    pub percent_word: Words<f64>,
    pub day: Words<i32>,
    pub week: Words<i32>,
    pub weekday: Words<i32>,
    pub weekday_tail: Words<i32>,
    pub month: Words<i32>,
    pub month_name: Words<i32>,
    pub doubtful_month_name: Words<i32>,
    pub year: Words<i32>,
    pub era: Words<i32>,
    pub century: Words<i32>,
    pub relative: Words<i32>,
    pub year_part: Words<[i32; 2]>,
    pub year_tail: Words<[i32; 2]>,
    pub season: Words<[i32; 2]>,
    pub month_part: Words<[i32; 2]>,
    pub month_part_alone: Words<[i32; 2]>,
    pub time_unit: Words<TimeUnit>,
    pub time_unit_tail: Words<TimeUnit>,
    pub time_joint: Words<i32>,
    pub stretch: Words<i32>,
    pub between: Words<Joint>,
    pub before_date: Words<Side>,
    pub after_date: Words<Side>,
    pub closes_date: Words<Side>,
    pub holiday: Words<[i32; 2]>,
    pub unit: Words<(u16, f64)>,
    pub money_before: Words<Coin>,
    pub money_after: Words<Coin>,
    pub money_part: Words<Coin>,
}

impl Tables {
    /// The index of all tables.
    fn index(&mut self) -> Index {
        let mut index = Index::new();
        index.take(&mut self.blocked);
        index.take(&mut self.part_before);
        index.take(&mut self.apart_after);
        index.take(&mut self.counter);
        index.take(&mut self.element);
        index.take(&mut self.formal);
        index.take(&mut self.role);
        index.take(&mut self.percent);
        index.take(&mut self.discount);
        index.take(&mut self.percent_word);
        index.take(&mut self.day);
        index.take(&mut self.week);
        index.take(&mut self.weekday);
        index.take(&mut self.weekday_tail);
        index.take(&mut self.month);
        index.take(&mut self.month_name);
        index.take(&mut self.doubtful_month_name);
        index.take(&mut self.year);
        index.take(&mut self.era);
        index.take(&mut self.century);
        index.take(&mut self.relative);
        index.take(&mut self.year_part);
        index.take(&mut self.year_tail);
        index.take(&mut self.season);
        index.take(&mut self.month_part);
        index.take(&mut self.month_part_alone);
        index.take(&mut self.time_unit);
        index.take(&mut self.time_unit_tail);
        index.take(&mut self.time_joint);
        index.take(&mut self.stretch);
        index.take(&mut self.between);
        index.take(&mut self.before_date);
        index.take(&mut self.after_date);
        index.take(&mut self.closes_date);
        index.take(&mut self.holiday);
        index.take(&mut self.unit);
        index.take(&mut self.money_before);
        index.take(&mut self.money_after);
        index.take(&mut self.money_part);
        index
    }
}

impl Vocabulary {
    /// Compiles the data files, each a path (for messages) and its TOML text, for one language.
    /// Files of another language are passed over; units and currencies number the same in all.
    ///
    /// # Errors
    /// [`VocabularyError`] with the place of the first thing that is wrong.
    pub fn parse(language: Language, files: &[(&str, &str)]) -> Result<Self, VocabularyError> {
        let mut vocabulary = Self {
            language,
            units: Vec::new(),
            codes: Vec::new(),
            tables: Tables::default(),
            triggers: Triggers::default(),
            index: Index::default(),
        };
        for &(path, text) in files {
            let file: WordFile = toml::from_str(text).map_err(|error| not_toml(path, text, &error))?;
            if file.language.as_deref().is_none_or(|name| name == language.as_str()) {
                vocabulary.take(file).map_err(|message| misnamed(path, text, message))?;
            }
        }
        vocabulary.index = vocabulary.tables.index();
        vocabulary.triggers = Triggers::new(&vocabulary.tables);
        Ok(vocabulary)
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The names of the units that quantities refer to.
    #[must_use]
    pub fn units(&self) -> &[String] {
        &self.units
    }

    /// Adds the words of one file; the error names the word that has no such meaning.
    fn take(&mut self, file: WordFile) -> Result<(), Misnamed> {
        for line in file.unit {
            self.take_unit(line);
        }
        for line in file.currency {
            self.take_currency(line);
        }
        let tables = &mut self.tables;
        tables.role.extend(named(file.role, Role::from_name)?);
        tables.time_unit.extend(named(file.time_unit, TimeUnit::from_name)?);
        tables.time_unit_tail.extend(named(file.time_unit_tail, TimeUnit::from_name)?);
        tables.between.extend(named(file.between, joint)?);
        tables.blocked.extend(file.blocked.into_iter().map(|word| (word, ())));
        tables.part_before.extend(file.part_before.into_iter().map(|word| (word, ())));
        tables.apart_after.extend(file.apart_after.into_iter().map(|word| (word, ())));
        tables.counter.extend(file.counter.into_iter().map(|word| (word, ())));
        let formal = file.formal_multiplier.keys().map(|word| (word.clone(), ())).collect::<Vec<_>>();
        tables.formal.extend(formal);
        for (words, meaning) in [
            (file.digit, Element::Digit as fn(f64) -> Element),
            (file.cardinal, Element::Digit),
            (file.formal_digit, Element::Formal),
            (file.multiplier, Element::Multiplier),
            (file.formal_multiplier, Element::Multiplier),
            (file.scale, Element::Scale),
            (file.ordinal, Element::Ordinal),
        ] {
            tables.element.extend(words.into_iter().map(|(word, value)| (word, meaning(value))));
        }
        tables.percent.extend(file.percent);
        tables.discount.extend(file.discount);
        tables.percent_word.extend(file.percent_word);
        tables.day.extend(file.day);
        tables.week.extend(file.week);
        tables.weekday.extend(file.weekday);
        tables.weekday_tail.extend(file.weekday_tail);
        tables.month.extend(file.month);
        tables.month_name.extend(file.month_name);
        tables.doubtful_month_name.extend(file.doubtful_month_name);
        tables.year.extend(file.year);
        tables.era.extend(file.era);
        tables.century.extend(file.century);
        tables.relative.extend(file.relative);
        tables.year_part.extend(file.year_part);
        tables.year_tail.extend(file.year_tail);
        tables.season.extend(file.season);
        tables.month_part.extend(file.month_part);
        tables.month_part_alone.extend(file.month_part_alone);
        tables.time_joint.extend(file.time_joint);
        tables.stretch.extend(file.stretch);
        tables.before_date.extend(file.before_date);
        tables.after_date.extend(file.after_date);
        tables.closes_date.extend(file.closes_date);
        tables.holiday.extend(file.holiday);
        Ok(())
    }

    fn take_unit(&mut self, line: UnitLine) {
        let index = self.units.iter().position(|id| *id == line.id).unwrap_or_else(|| {
            self.units.push(line.id);
            self.units.len() - 1
        });
        let (forms, unit) = (self.of_language(line.zh, line.en), (index as u16, line.factor));
        self.tables.unit.extend(forms.into_iter().map(|form| (form, unit)));
    }

    fn take_currency(&mut self, line: CurrencyLine) {
        let code = self.codes.iter().position(|code| **code == *line.code).unwrap_or_else(|| {
            self.codes.push(line.code.into_boxed_str());
            self.codes.len() - 1
        });
        let coin = Coin { code: code as u16, part: line.part };
        let forms = self.of_language(line.zh, line.en).into_iter().map(|form| (form, coin));
        if line.part >= 1.0 {
            self.tables.money_after.extend(forms);
        } else {
            self.tables.money_part.extend(forms);
        }
        self.tables.money_before.extend(line.before.into_iter().map(|form| (form, coin)));
    }

    fn of_language(&self, zh: Vec<String>, en: Vec<String>) -> Vec<String> {
        match self.language {
            Language::ZH => zh,
            Language::EN => en,
            _ => Vec::new(),
        }
    }
}

/// A word whose meaning has no such name.
struct Misnamed {
    word: String,
    name: String,
}

/// Looks the names of meanings up.
fn named<T>(words: Valued<String>, find: fn(&str) -> Option<T>) -> Result<Vec<(String, T)>, Misnamed> {
    words
        .into_iter()
        .map(|(word, name)| match find(&name) {
            Some(meaning) => Ok((word, meaning)),
            None => Err(Misnamed { word, name }),
        })
        .collect()
}

fn joint(name: &str) -> Option<Joint> {
    match name {
        "to" => Some(Joint::To),
        "and" => Some(Joint::And),
        _ => None,
    }
}

fn not_toml(path: &str, text: &str, error: &toml::de::Error) -> VocabularyError {
    place(path, text, error.span().map_or(0, |span| span.start), error.message().to_owned())
}

fn misnamed(path: &str, text: &str, Misnamed { word, name }: Misnamed) -> VocabularyError {
    let at = text.find(&format!("\"{word}\"")).or_else(|| text.find(&word)).unwrap_or(0);
    place(path, text, at, format!("`{name}` is no meaning that `{word}` can have here"))
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
