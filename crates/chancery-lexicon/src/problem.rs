//! What is wrong with a lexicon or rule file, and where.

use std::fmt;

/// A problem in a lexicon or rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: String,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: u32,
    /// Column in characters, from 1; 0 when the whole line is meant.
    pub column: u32,
    /// What is wrong.
    pub message: String,
}

impl Problem {
    /// A problem at a byte offset of a file's text.
    #[must_use]
    pub fn at(path: &str, text: &str, offset: usize, message: impl Into<String>) -> Self {
        let before = text.get(..offset.min(text.len())).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            path: path.to_owned(),
            line: before.matches('\n').count() as u32 + 1,
            column: before[line_start..].chars().count() as u32 + 1,
            message: message.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, column, message } = self;
        match (line, column) {
            (0, _) => write!(f, "{path}: {message}"),
            (_, 0) => write!(f, "{path}:{line}: {message}"),
            _ => write!(f, "{path}:{line}:{column}: {message}"),
        }
    }
}

impl std::error::Error for Problem {}
