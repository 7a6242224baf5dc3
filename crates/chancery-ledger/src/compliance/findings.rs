//! What looks wrong in a table.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use super::ids::{mangled, parts};
use super::write::number;
use super::{Cell, ComplianceTable, Row, Score};

/// Decimals to which an average is printed at least. Spreadsheets drop zeros at the end, so `0.4` stands for `0.40`.
const FEWEST_DECIMALS: usize = 2;
/// What binary fractions and the ninth decimal may add.
const SLACK: f64 = 1e-9;

/// What looks wrong in one cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The line of the file on which the row begins, from 1.
    pub line: u64,
    /// The column, by its name.
    pub column: String,
    /// The id of the row as printed.
    pub id: String,
    /// What is printed in the cell.
    pub printed: String,
    /// What looks wrong.
    #[serde(flatten)]
    pub problem: Problem,
}

/// What may look wrong.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// There is no id.
    IdMissing,
    /// The id is a month and a year: a spreadsheet took it for a date.
    IdMangled {
        /// What it most likely was, from the month and the column `year`; absent when the two disagree.
        likely: Option<String>,
    },
    /// The id has white space around it.
    IdWhiteSpace,
    /// The id is not `YYYY[code]-n`.
    IdForm,
    /// An earlier row has the same id, but for white space around it.
    IdRepeated {
        /// The line of the first row that has it.
        first_line: u64,
    },
    /// The year is no year.
    YearForm,
    /// The id has another year.
    YearDisagrees {
        /// The year of the id.
        of_id: String,
    },
    /// The id has another code, or the code is blank though other rows of the year have one.
    CodeDisagrees {
        /// The code of the id; empty when it has none.
        of_id: String,
    },
    /// The cell is no score. It counts in no mean.
    ScoreUnread {
        /// The score it most likely was, if that can be told.
        likely: Option<i8>,
    },
    /// The average is not the mean of the scores.
    AverageDisagrees {
        /// The mean of the scores.
        expected: f64,
    },
    /// The average is no number.
    AverageUnread {
        /// The mean of the scores, if there are scores.
        expected: Option<f64>,
    },
    /// There are scores and no average.
    AverageMissing {
        /// The mean of the scores.
        expected: f64,
    },
    /// There is an average and no score.
    AverageWithoutScores,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, id, printed, problem } = self;
        write!(formatter, "line {line}, column {column}")?;
        if column != "id" {
            write!(formatter, ", id '{}'", id.trim())?;
        }
        write!(formatter, ": '{printed}' ")?;
        match problem {
            Problem::IdMissing => formatter.write_str("is no id"),
            Problem::IdMangled { likely: Some(likely) } => {
                write!(formatter, "is a date made by a spreadsheet; it was most likely {likely}")
            }
            Problem::IdMangled { likely: None } => {
                formatter.write_str("is a date made by a spreadsheet, of another year than the column year has")
            }
            Problem::IdWhiteSpace => formatter.write_str("has white space around it"),
            Problem::IdForm => formatter.write_str("is not of the form YYYY-n or YYYYcode-n"),
            Problem::IdRepeated { first_line } => write!(formatter, "is the id of line {first_line} too"),
            Problem::YearForm => formatter.write_str("is no year"),
            Problem::YearDisagrees { of_id } => write!(formatter, "is not the year of the id, {of_id}"),
            Problem::CodeDisagrees { of_id } => write!(formatter, "is not the code of the id, '{of_id}'"),
            Problem::ScoreUnread { likely: Some(likely) } => write!(formatter, "is none of -1, 0 and 1; it was most likely {likely}"),
            Problem::ScoreUnread { likely: None } => formatter.write_str("is none of -1, 0 and 1"),
            Problem::AverageDisagrees { expected } => write!(formatter, "is not the mean of the scores, {}", number(*expected)),
            Problem::AverageUnread { .. } => formatter.write_str("is no number"),
            Problem::AverageMissing { expected } => {
                write!(formatter, "is no average, though the scores have the mean {}", number(*expected))
            }
            Problem::AverageWithoutScores => formatter.write_str("is the average of no score"),
        }
    }
}

impl ComplianceTable {
    /// What looks wrong, by line and then by column. An empty list says that nothing does.
    pub fn findings(&self) -> Vec<Finding> {
        let mut first_lines: BTreeMap<&str, u64> = BTreeMap::new();
        let coded_years: BTreeSet<&str> = self.rows.iter().filter(|row| !row.code.trim().is_empty()).map(|row| row.year.trim()).collect();
        let mut findings = Vec::new();
        for row in &self.rows {
            let mut found = |column: &str, printed: &str, problem: Problem| {
                let (column, id, printed) = (column.to_owned(), row.id.clone(), printed.to_owned());
                findings.push(Finding { line: row.line, column, id, printed, problem });
            };
            id_problems(row, &mut first_lines).into_iter().for_each(|problem| found("id", &row.id, problem));
            year_problem(row).into_iter().for_each(|problem| found("year", &row.year, problem));
            if self.has_code {
                code_problem(row, &coded_years).into_iter().for_each(|problem| found("code", &row.code, problem));
            }
            average_problem(row).into_iter().for_each(|problem| found("average", &row.average, problem));
            for (member, cell) in self.members.iter().zip(&row.scores) {
                score_problem(cell).into_iter().for_each(|problem| found(member, cell.printed(), problem));
            }
        }
        findings
    }
}

fn id_problems<'a>(row: &'a Row, first_lines: &mut BTreeMap<&'a str, u64>) -> Vec<Problem> {
    let id = row.id.trim();
    if id.is_empty() {
        return vec![Problem::IdMissing];
    }
    let mut problems = Vec::new();
    if let Some(mangled) = mangled(id, &row.year) {
        problems.push(Problem::IdMangled { likely: mangled.likely });
    } else if !parts(id).is_some_and(|id| id.is_whole) {
        problems.push(Problem::IdForm);
    }
    if id.len() != row.id.len() {
        problems.push(Problem::IdWhiteSpace);
    }
    match first_lines.entry(id) {
        Entry::Occupied(first) => problems.push(Problem::IdRepeated { first_line: *first.get() }),
        Entry::Vacant(place) => {
            place.insert(row.line);
        }
    }
    problems
}

fn year_problem(row: &Row) -> Option<Problem> {
    let year = row.year.trim();
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Problem::YearForm);
    }
    parts(&row.id).filter(|id| id.year != year).map(|id| Problem::YearDisagrees { of_id: id.year.to_owned() })
}

fn code_problem(row: &Row, coded_years: &BTreeSet<&str>) -> Option<Problem> {
    let (id, code) = (parts(&row.id)?, row.code.trim());
    let is_left_out = code.is_empty() && !coded_years.contains(row.year.trim());
    (id.code != code && !is_left_out).then(|| Problem::CodeDisagrees { of_id: id.code.to_owned() })
}

fn score_problem(cell: &Cell) -> Option<Problem> {
    (cell.score() == Score::Unread).then(|| Problem::ScoreUnread { likely: cell.likely() })
}

fn average_problem(row: &Row) -> Option<Problem> {
    let average = row.average.trim();
    match (row.mean(), row.printed_average()) {
        (mean, None) if !average.is_empty() => Some(Problem::AverageUnread { expected: mean }),
        (Some(expected), None) => Some(Problem::AverageMissing { expected }),
        (None, Some(_)) => Some(Problem::AverageWithoutScores),
        (Some(expected), Some(printed)) => {
            let is_near = (printed - expected).abs() <= tolerance(average);
            (!is_near).then_some(Problem::AverageDisagrees { expected })
        }
        (None, None) => None,
    }
}

/// How far a printed average may be from the mean: half of its last decimal.
fn tolerance(average: &str) -> f64 {
    let decimals = average.split_once('.').map_or(0, |(_, decimals)| decimals.len()).max(FEWEST_DECIMALS);
    0.5 * 10_f64.powi(-i32::try_from(decimals).unwrap_or(i32::MAX)) + SLACK
}
