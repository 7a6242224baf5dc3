//! Means of the scores.

use serde::Serialize;

use super::{Cell, ComplianceTable, Score, member_id};

/// The means of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Aggregates {
    /// For each row its mean, in the order of the rows.
    pub commitments: Vec<CommitmentMean>,
    /// For each member its mean, in the order of the columns.
    pub members: Vec<MemberMean>,
    /// The mean of all scores, each counting the same.
    pub scores: Mean,
    /// The mean of the means of the rows, each row counting the same; its counts are of rows.
    pub rows: Mean,
    /// The mean of the averages as printed, which is what the groups give for a whole table; its counts are of rows.
    pub printed: Mean,
}

/// The mean of a commitment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CommitmentMean {
    /// The line of the row.
    pub line: u64,
    /// Its id as printed.
    pub id: String,
    /// The mean of its scores.
    #[serde(flatten)]
    pub mean: Mean,
}

/// The mean of a member.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MemberMean {
    /// The name of its column.
    pub member: String,
    /// Its id by [`member_id`].
    pub actor: String,
    /// The mean of its scores.
    #[serde(flatten)]
    pub mean: Mean,
}

/// A mean of scores, with what it is a mean of.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Mean {
    /// How many scores there are.
    pub scored: usize,
    /// How many cells are blank, as the commitment does not apply.
    pub blank: usize,
    /// How many cells are no score.
    pub unread: usize,
    /// The mean, −1 to 1; absent when there is no score.
    pub mean: Option<f64>,
    /// The mean in percent, (mean + 1) × 50: 0 to 100.
    pub percentage: Option<f64>,
}

impl Mean {
    fn of_cells<'a>(cells: impl Iterator<Item = &'a Cell>) -> Self {
        let (mut counts, mut sum) = (Self::default(), 0_i64);
        for cell in cells {
            match cell.score() {
                Score::Value(score) => (counts.scored, sum) = (counts.scored + 1, sum + i64::from(score)),
                Score::Blank => counts.blank += 1,
                Score::Unread => counts.unread += 1,
            }
        }
        counts.with_sum(sum as f64)
    }

    /// Of rows that may have a number each.
    fn of_rows(values: impl Iterator<Item = Option<f64>>) -> Self {
        let (mut counts, mut sum) = (Self::default(), 0.0);
        for value in values {
            match value {
                Some(value) => (counts.scored, sum) = (counts.scored + 1, sum + value),
                None => counts.blank += 1,
            }
        }
        counts.with_sum(sum)
    }

    fn with_sum(self, sum: f64) -> Self {
        let mean = (self.scored > 0).then(|| sum / self.scored as f64);
        Self { mean, percentage: mean.map(|mean| (mean + 1.0) * 50.0), ..self }
    }
}

impl ComplianceTable {
    /// The means of the rows, of the members and of all. Blanks and cells that are no score count in none of them.
    pub fn aggregates(&self) -> Aggregates {
        let of_row = |row: &super::Row| CommitmentMean { line: row.line, id: row.id.clone(), mean: Mean::of_cells(row.scores.iter()) };
        let of_member = |(at, member): (usize, &String)| {
            let mean = Mean::of_cells(self.rows.iter().filter_map(|row| row.scores.get(at)));
            MemberMean { member: member.clone(), actor: member_id(member), mean }
        };
        Aggregates {
            commitments: self.rows.iter().map(of_row).collect(),
            members: self.members.iter().enumerate().map(of_member).collect(),
            scores: Mean::of_cells(self.rows.iter().flat_map(|row| &row.scores)),
            rows: Mean::of_rows(self.rows.iter().map(super::Row::mean)),
            printed: Mean::of_rows(self.rows.iter().map(super::Row::printed_average)),
        }
    }
}
