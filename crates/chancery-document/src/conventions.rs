//! Layout words as data: the heads of questions, agencies, months, kinds of title.
//!
//! Every file but `issuers.toml` has one shape: a table for each class, in it a list of words for
//! each language. A later file adds to an earlier one, so a user's words overlay the built-in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Layout words of all languages, ready for use. They can be stored in a form that is faster to
/// read than TOML.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Conventions {
    /// The words of each class, by its number.
    classes: Vec<WordList>,
    issuers: Vec<Issuer>,
    /// Function words by language, in the order of the languages.
    function_words: BTreeMap<String, Vec<String>>,
}

/// The words of a class, and a filter for the three bytes they begin and end with.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct WordList {
    /// The longest first, so that the first word that matches is the longest one.
    words: Vec<String>,
    first: Edges,
    last: Edges,
}

/// Which three bytes words begin or end with, by a hash; words shorter than that pass all.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Edges {
    bits: [u64; 16],
    short: bool,
}

impl Edges {
    fn place(edge: [u8; 3]) -> (usize, u64) {
        let hash = usize::from(edge[0]) * 7 + usize::from(edge[1]) * 37 + usize::from(edge[2]) * 157;
        (hash / 64 % 16, 1 << (hash % 64))
    }

    fn add(&mut self, edge: Option<[u8; 3]>) {
        match edge {
            Some(edge) => {
                let (word, bit) = Self::place(edge);
                self.bits[word] |= bit;
            }
            None => self.short = true,
        }
    }

    /// Whether a word can have that edge.
    fn may(&self, edge: Option<[u8; 3]>) -> bool {
        self.short || edge.map(Self::place).is_some_and(|(word, bit)| self.bits[word] & bit != 0)
    }
}

impl WordList {
    /// Adds words.
    fn extend(&mut self, words: impl Iterator<Item = String>) {
        self.words.extend(words.filter(|word| !word.is_empty()));
        self.words.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        self.words.dedup();
        for word in self.words.iter().map(String::as_bytes) {
            self.first.add(word.first_chunk().copied());
            self.last.add(word.last_chunk().copied());
        }
    }

    /// The longest word that bytes begin with.
    fn at_start(&self, text: &[u8]) -> Option<&str> {
        let words = (!text.is_empty() && self.first.may(text.first_chunk().copied())).then_some(&self.words)?;
        words.iter().find(|word| word.as_bytes()[0] == text[0] && text.starts_with(word.as_bytes())).map(String::as_str)
    }

    /// The longest word that bytes end with.
    fn at_end(&self, text: &[u8]) -> Option<&str> {
        let words = self.last.may(text.last_chunk().copied()).then_some(&self.words)?;
        words.iter().find(|word| text.ends_with(word.as_bytes())).map(String::as_str)
    }
}

/// A body that issues accounts.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Issuer {
    pub(crate) name: String,
    pub(crate) side: String,
    #[serde(default)]
    pub(crate) forms: Vec<String>,
}

impl Issuer {
    /// The name and its other forms.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.forms).map(String::as_str)
    }
}

/// Where a file of layout words is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}:{column}: {message}")]
pub struct ConventionsError {
    /// The file.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// A class of layout words. Its table has the name in snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Class {
    Agency,
    Agent,
    Agreement,
    Answer,
    AnswerOffice,
    Author,
    Column,
    Company,
    Contact,
    Copula,
    CreditEnd,
    DateLabel,
    DayMark,
    Division,
    Done,
    Editor,
    FactSheet,
    JointStatement,
    FunctionWord,
    Issued,
    #[serde(rename = "m01")]
    Month1,
    #[serde(rename = "m02")]
    Month2,
    #[serde(rename = "m03")]
    Month3,
    #[serde(rename = "m04")]
    Month4,
    #[serde(rename = "m05")]
    Month5,
    #[serde(rename = "m06")]
    Month6,
    #[serde(rename = "m07")]
    Month7,
    #[serde(rename = "m08")]
    Month8,
    #[serde(rename = "m09")]
    Month9,
    #[serde(rename = "m10")]
    Month10,
    #[serde(rename = "m11")]
    Month11,
    #[serde(rename = "m12")]
    Month12,
    MonthMark,
    NewsProgramme,
    NoteStart,
    NoteWhole,
    Numeral,
    Office,
    Ordinal,
    Place,
    Point,
    PressBriefing,
    Question,
    QuestionEnd,
    Readout,
    ReportEnd,
    Salutation,
    Saying,
    Source,
    Speech,
    Statement,
    Topic,
    Venue,
    Weekday,
    YearDigit,
    YearMark,
    YearWord,
}

/// The names of the months, January first.
pub(crate) const MONTHS: [Class; 12] = [
    Class::Month1,
    Class::Month2,
    Class::Month3,
    Class::Month4,
    Class::Month5,
    Class::Month6,
    Class::Month7,
    Class::Month8,
    Class::Month9,
    Class::Month10,
    Class::Month11,
    Class::Month12,
];

type Words = BTreeMap<Class, BTreeMap<String, Vec<String>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Issuers {
    issuer: Vec<Issuer>,
}

impl Conventions {
    /// Compiles layout words from files, each given as its path and its text.
    ///
    /// # Errors
    /// [`ConventionsError`] for the first file that is no TOML or holds an unknown table.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, ConventionsError> {
        let mut conventions = Self { classes: vec![WordList::default(); Class::YearWord as usize + 1], ..Self::default() };
        for &(path, toml) in files {
            let placed = |error: toml::de::Error| place(path, toml, error.span().map_or(0, |span| span.start), error.message());
            if path.rsplit(['/', '\\']).next() == Some("issuers.toml") {
                conventions.issuers.extend(toml::from_str::<Issuers>(toml).map_err(placed)?.issuer);
            } else {
                conventions.add(toml::from_str(toml).map_err(placed)?);
            }
        }
        Ok(conventions)
    }

    /// Adds the words of one file.
    fn add(&mut self, words: Words) {
        for (class, by_language) in words {
            if class == Class::FunctionWord {
                self.function_words.extend(by_language);
                continue;
            }
            self.classes[class as usize].extend(by_language.into_values().flatten());
        }
    }

    /// The words of a class, the longest first.
    pub(crate) fn words(&self, class: Class) -> &[String] {
        self.classes.get(class as usize).map_or(&[], |list| &list.words)
    }

    /// Whether a text is a word of a class.
    pub(crate) fn is(&self, class: Class, text: &str) -> bool {
        self.starts(class, text) == Some(text.len())
    }

    /// The length of the longest word of a class that a text begins with.
    pub(crate) fn starts(&self, class: Class, text: &str) -> Option<usize> {
        self.classes.get(class as usize)?.at_start(text.as_bytes()).map(str::len)
    }

    /// The length of the longest word of a class that a text ends with.
    pub(crate) fn ends(&self, class: Class, text: &str) -> Option<usize> {
        self.classes.get(class as usize)?.at_end(text.as_bytes()).map(str::len)
    }

    /// Whether a word of a class stands in a text.
    pub(crate) fn has(&self, class: Class, text: &str) -> bool {
        let Some(list) = self.classes.get(class as usize) else { return false };
        let bytes = text.as_bytes();
        (0..bytes.len()).any(|at| list.at_start(&bytes[at..]).is_some())
    }

    /// The bodies that issue accounts.
    pub(crate) fn issuers(&self) -> &[Issuer] {
        &self.issuers
    }

    /// The part of a title before the words that say what a text is about.
    #[must_use]
    pub fn before_topic<'t>(&self, title: &'t str) -> &'t str {
        self.before(Class::Topic, title)
    }

    /// The part of a title before the words that say in whose company, or on what occasion.
    #[must_use]
    pub fn before_company<'t>(&self, title: &'t str) -> &'t str {
        self.before(Class::Company, self.before_topic(title))
    }

    /// The part of a title after the word that says whose words a text gives; all of it without one.
    #[must_use]
    pub fn after_agent<'t>(&self, title: &'t str) -> &'t str {
        let ends = |word: &String| memchr::memmem::find(title.as_bytes(), word.as_bytes()).map(|at| at + word.len());
        self.words(Class::Agent).iter().filter_map(ends).min().map_or(title, |end| &title[end..])
    }

    /// The part of a text before the first word of a class; all of it when it begins with that.
    fn before<'t>(&self, class: Class, text: &'t str) -> &'t str {
        let first = self.words(class).iter().filter_map(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes())).min();
        first.filter(|&at| at > 0).map_or(text, |at| &text[..at])
    }

    /// Function words by language.
    pub(crate) fn function_words(&self) -> &BTreeMap<String, Vec<String>> {
        &self.function_words
    }
}

/// An error at a byte of a file.
fn place(path: &str, toml: &str, at: usize, message: &str) -> ConventionsError {
    let before = toml.get(..at).unwrap_or(toml);
    let line_start = before.rfind('\n').map_or(0, |feed| feed + 1);
    ConventionsError {
        path: path.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        message: message.to_owned(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    macro_rules! files {
        ($($name:literal),*) => { [$(($name, include_str!(concat!("../../chancery-lexicon/data/layout/", $name)))),*] };
    }

    /// The built-in layout words.
    pub(crate) fn built_in() -> Conventions {
        Conventions::parse(&files!(
            "bylines.toml",
            "dates.toml",
            "exchanges.toml",
            "issuers.toml",
            "kinds.toml",
            "languages.toml",
            "months.toml",
            "notes.toml",
            "numerals.toml",
            "places.toml",
            "salutations.toml"
        ))
        .expect("the built-in layout words are well formed")
    }

    #[test]
    fn the_months_are_told_apart() {
        let conventions = built_in();
        let of = |name: &str| MONTHS.iter().position(|&month| conventions.is(month, name));
        assert_eq!((of("January"), of("Sept."), of("декабря"), of("Brumaire")), (Some(0), Some(8), Some(11), None));
        assert!(!conventions.issuers().is_empty() && conventions.function_words().contains_key("en"));
    }

    #[test]
    fn an_error_says_where() {
        let error = Conventions::parse(&[("u/x.toml", "[question]\nen = [\"Q\"]\n[questoin]\nen = []\n")]).expect_err("refused");
        assert_eq!((error.path.as_str(), error.line, error.column), ("u/x.toml", 3, 2));
        assert!(error.to_string().contains("questoin"));
        assert!(Conventions::parse(&[("x.toml", "[question\n")]).is_err());
    }
}
