//! What a person can tell about a document: each value checked, with the accepted form in the error.

use chancery_lexicon::Lexicon;
pub use chancery_model::{Date, DocumentKind, Language};

/// A value that is not of the accepted form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongValue {
    /// No date.
    #[error("'{0}' is no date; a date is given as YYYY-MM-DD, such as 2026-05-16")]
    Date(String),
    /// No language.
    #[error("'{0}' is no language; a language is given as its subtag of two or three letters, such as zh or en")]
    Language(String),
    /// No kind of document.
    #[error("'{text}' is no kind of document; the kinds are {}", kinds().join(", "))]
    Kind {
        /// What was given.
        text: String,
    },
    /// No state or group.
    #[error(
        "'{0}' is no state or group of the lexicon; a side is given as its code, \
         such as CHN or USA (ISO 3166-1 alpha-3), EUU (the European Union) or UNO (the United Nations)"
    )]
    Side(String),
}

/// A date in the one accepted form, YYYY-MM-DD.
///
/// # Errors
/// [`WrongValue::Date`].
pub fn date(text: &str) -> Result<Date, WrongValue> {
    let has_form = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    has_form.then(|| text.parse().ok()).flatten().ok_or_else(|| WrongValue::Date(text.to_owned()))
}

/// A language by its subtag.
///
/// # Errors
/// [`WrongValue::Language`].
pub fn language(text: &str) -> Result<Language, WrongValue> {
    text.parse().map_err(|_| WrongValue::Language(text.to_owned()))
}

/// A kind of document by its name in the reading format.
///
/// # Errors
/// [`WrongValue::Kind`].
pub fn kind(text: &str) -> Result<DocumentKind, WrongValue> {
    DocumentKind::from_name(text).ok_or_else(|| WrongValue::Kind { text: text.to_owned() })
}

/// A side: a state or group that the lexicon, with the user's overlay, knows.
///
/// # Errors
/// [`WrongValue::Side`].
pub fn side(text: &str, lexicon: &Lexicon) -> Result<String, WrongValue> {
    let is_code = (2..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code && lexicon.find_actor(text).is_some() { Ok(text.to_owned()) } else { Err(WrongValue::Side(text.to_owned())) }
}

/// The kinds of document, by name.
#[must_use]
pub fn kinds() -> [&'static str; DocumentKind::ALL.len()] {
    DocumentKind::ALL.map(DocumentKind::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_dates_that_exist_are_dates() {
        assert!(date("2026-05-16").is_ok());
        for wrong in ["2026-5-16", "20260516", "2026-02-30", "2026-05-16T00:00", "16.05.2026", ""] {
            assert_eq!(date(wrong), Err(WrongValue::Date(wrong.to_owned())));
        }
    }

    #[test]
    fn an_error_names_the_accepted_values() {
        let error = kind("poem").expect_err("no such kind").to_string();
        assert!(error.contains("'poem'") && error.contains("press_briefing"), "{error}");
        assert!(kind("press_briefing").is_ok());
        assert!(language("Klingon").is_err());
        assert_eq!(language("zh-Hans").map(|found| found.to_string()), Ok("zh".to_owned()));
    }
}
