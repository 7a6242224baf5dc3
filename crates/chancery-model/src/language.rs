//! The language of a document.

use std::fmt;
use std::str::FromStr;

/// A primary language subtag of BCP 47: two or three lower-case letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Language {
    letters: [u8; 3],
}

impl Language {
    /// Chinese, in either script.
    pub const ZH: Self = Self { letters: *b"zh\0" };
    /// English.
    pub const EN: Self = Self { letters: *b"en\0" };

    /// The subtag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let length = self.letters.iter().position(|&letter| letter == 0).unwrap_or(3);
        std::str::from_utf8(&self.letters[..length]).unwrap_or_default()
    }
}

/// A text that is no language subtag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotALanguage;

impl fmt::Display for NotALanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a language is given as two or three letters, such as zh or en")
    }
}

impl std::error::Error for NotALanguage {}

impl FromStr for Language {
    type Err = NotALanguage;

    /// Reads a BCP 47 tag and keeps its primary subtag (`zh-Hans` is `zh`).
    fn from_str(tag: &str) -> Result<Self, NotALanguage> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(NotALanguage);
        }
        let mut letters = [0; 3];
        for (place, letter) in letters.iter_mut().zip(primary.bytes()) {
            *place = letter.to_ascii_lowercase();
        }
        Ok(Self { letters })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
