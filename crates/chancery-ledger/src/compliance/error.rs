//! Why bytes are no compliance table.

/// Why bytes are no compliance table, or a table cannot be written. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComplianceError {
    /// There is nothing in it.
    #[error("the table is empty; its first line names the columns area,id,year,text,average and the members")]
    Empty,
    /// It is no UTF-8.
    #[error("line {line}, byte {byte} of the line: this is no UTF-8; save the table as CSV in UTF-8")]
    Charset {
        /// The line.
        line: usize,
        /// The byte of the line.
        byte: usize,
    },
    /// A column that every table has is missing or stands elsewhere.
    #[error(
        "line 1, column {column}: '{found}' stands where '{wanted}' should; the columns are area,id,year[,code],text,average and the members"
    )]
    Column {
        /// The place of the column.
        column: usize,
        /// The name that stands there; empty where there is no column any more.
        found: String,
        /// The name that should.
        wanted: &'static str,
    },
    /// There is no member.
    #[error("line 1: no column follows 'average'; each member has a column of its own there")]
    NoMembers,
    /// A member has no name.
    #[error("line 1, column {column}: a member without a name; name the column or take it out")]
    NamelessMember {
        /// The place of the column.
        column: usize,
    },
    /// Two columns have one name.
    #[error("line 1, column {column}: '{name}' is the name of an earlier column; each member has one column")]
    RepeatedMember {
        /// The place of the second column.
        column: usize,
        /// The name.
        name: String,
    },
    /// A row is longer or shorter than the first.
    #[error("line {line}: the row has {found} columns, the first line {wanted}; a text with a comma or a line break needs quotation marks")]
    Width {
        /// The line on which the row begins.
        line: u64,
        /// How many columns it has.
        found: usize,
        /// How many it should have.
        wanted: usize,
    },
    /// It is broken in another way.
    #[error("the table cannot be read or written as CSV: {reason}")]
    Csv {
        /// What the CSV library says.
        reason: String,
    },
}

impl From<csv::Error> for ComplianceError {
    fn from(error: csv::Error) -> Self {
        Self::Csv { reason: error.to_string() }
    }
}
