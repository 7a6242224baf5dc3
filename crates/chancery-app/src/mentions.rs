//! The line filter: sentences in, dates, durations, numbers and amounts out.

use chancery_lexicon::{LANGUAGES, Lexicon};
use chancery_mentions::recognize_layers;
use chancery_text::CodePoints;
use serde::{Deserialize, Serialize};

use crate::reading_json::MentionJson;
use crate::told;

/// A line in.
#[derive(Debug, Clone, Deserialize)]
pub struct Asked {
    /// The sentence.
    pub text: String,
    /// The date that relative expressions are resolved against, YYYY-MM-DD.
    #[serde(default)]
    pub date: Option<String>,
    /// Its language.
    pub language: String,
}

/// A line out.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// What the sentence mentions, in text order; spans are code points.
    pub mentions: Vec<MentionJson>,
}

/// Why a line has no answer.
#[derive(Debug, thiserror::Error)]
pub enum WrongLine {
    /// It is not the JSON that is asked for.
    #[error("no JSON object with text, date and language: {0}")]
    Json(#[from] serde_json::Error),
    /// A value is wrong.
    #[error(transparent)]
    Value(#[from] told::WrongValue),
    /// There are no words for dates and numbers of the language.
    #[error("no words for dates and numbers in '{language}'; there are some for {}", known())]
    Language {
        /// What was asked for.
        language: String,
    },
}

/// Answers one line, a JSON object.
///
/// # Errors
/// [`WrongLine`] when the line cannot be answered.
pub fn answer_line(line: &str, lexicon: &Lexicon) -> Result<Found, WrongLine> {
    let asked: Asked = serde_json::from_str(line)?;
    let date = asked.date.as_deref().map(told::date).transpose()?;
    let language = told::language(&asked.language)?;
    let vocabulary = lexicon.vocabulary(language).ok_or(WrongLine::Language { language: asked.language })?;
    let mut mentions = Vec::new();
    recognize_layers(vocabulary, &asked.text, date, &mut mentions);
    let points = CodePoints::new(&asked.text);
    Ok(Found { mentions: mentions.iter().map(|mention| MentionJson::new(mention, &points, lexicon.names())).collect() })
}

fn known() -> String {
    LANGUAGES.iter().map(|language| language.as_str()).collect::<Vec<_>>().join(" and ")
}
