//! A compliance table as it is printed.

use serde::Serialize;

/// A compliance table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComplianceTable {
    /// Whether the table begins with a byte order mark.
    pub has_byte_order_mark: bool,
    /// How its lines end.
    pub line_end: LineEnd,
    /// Whether the last line ends so too.
    pub ends_last_line: bool,
    /// Whether there is a column `code` between `year` and `text`.
    pub has_code: bool,
    /// The names of the members' columns, in their order.
    pub members: Vec<String>,
    /// The rows, in their order.
    pub rows: Vec<Row>,
}

/// How lines end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineEnd {
    /// With a line feed.
    LineFeed,
    /// With a carriage return and a line feed.
    CarriageReturn,
}

/// A commitment with its scores; every cell has exactly what is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The line of the file on which the row begins, from 1.
    pub line: u64,
    /// The issue area.
    pub area: String,
    /// The id, `YYYY[code]-n` when all is well.
    pub id: String,
    /// The year of the summit.
    pub year: String,
    /// The code of the summit in a year of several; empty in a table without that column.
    pub code: String,
    /// The text of the commitment.
    pub text: String,
    /// The words in brackets at the head of the text, by [`stem`].
    pub stem: Option<String>,
    /// The mean of the scores as printed.
    pub average: String,
    /// The scores, one for each of [`ComplianceTable::members`].
    pub scores: Vec<Cell>,
}

/// What is printed for one member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Cell(String);

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Score {
    /// Nothing: the commitment does not apply to the member. This is not 0.
    Blank,
    /// −1 (not complied), 0 (in progress or unable) or 1 (complied).
    Value(i8),
    /// Something that is no score.
    Unread,
}

impl Cell {
    /// The cell with this in it.
    pub fn new(printed: impl Into<String>) -> Self {
        Self(printed.into())
    }

    /// What is printed.
    pub fn printed(&self) -> &str {
        &self.0
    }

    /// What it says. White space around it, a plus sign and decimals that are 0 do not matter.
    pub fn score(&self) -> Score {
        match self.0.trim() {
            "" => Score::Blank,
            printed => whole(printed).map_or(Score::Unread, Score::Value),
        }
    }

    /// The score, if it has one.
    pub fn value(&self) -> Option<i8> {
        match self.score() {
            Score::Value(value) => Some(value),
            Score::Blank | Score::Unread => None,
        }
    }

    /// What a cell that is no score most likely was: a typographic minus stands for a plain one, and a sign that lost
    /// its figure for −1 or 1.
    pub(super) fn likely(&self) -> Option<i8> {
        let plain: String = self.0.trim().chars().map(|character| if "−–—‒﹣－".contains(character) { '-' } else { character }).collect();
        match plain.as_str() {
            "-" => Some(-1),
            "+" => Some(1),
            printed => whole(printed),
        }
    }
}

/// The score that is printed.
fn whole(printed: &str) -> Option<i8> {
    let value: f64 = printed.parse().ok()?;
    [-1, 0, 1].into_iter().find(|&score| value == f64::from(score))
}

impl Row {
    /// The mean of the scores; absent when there is none. Blanks do not count.
    pub fn mean(&self) -> Option<f64> {
        let scores: Vec<i8> = self.scores.iter().filter_map(Cell::value).collect();
        let sum: i64 = scores.iter().map(|&score| i64::from(score)).sum();
        (!scores.is_empty()).then(|| sum as f64 / scores.len() as f64)
    }

    /// The printed average as a number, if it is one.
    pub fn printed_average(&self) -> Option<f64> {
        self.average.trim().parse().ok().filter(|average: &f64| average.is_finite())
    }
}

/// The words in brackets at the head of a text, which it shares with its neighbours: `[We will:] open the pass` has the stem
/// `We will:`. Absent when the brackets are not closed, or when nothing follows them.
pub fn stem(text: &str) -> Option<&str> {
    let inner = text.trim_start().strip_prefix('[')?;
    let mut depth = 1;
    for (at, character) in inner.char_indices() {
        match character {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let follows = &inner[at + 1..];
            return follows.contains(char::is_alphanumeric).then_some(&inner[..at]);
        }
    }
    None
}
