//! The little of SQL that the ledger needs, alike for every database.
//!
//! Statements are written once, with `?1`, `?2`, … for parameters; each [`Session`] says them in the dialect of its
//! database. Integers have 64 bits, everything else is text. Left out: what the tables mean.

#[cfg(feature = "postgres")]
mod postgres;
mod rows;
mod schema;
mod sqlite;

use crate::error::LedgerError;
#[cfg(feature = "postgres")]
pub(crate) use postgres::Postgres;
pub(crate) use rows::Insert;
pub(crate) use schema::{PROJECTIONS, migrate};
pub(crate) use sqlite::{Opening, Sqlite};

/// What is given to a statement.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'v> {
    /// Nothing.
    Null,
    /// A number.
    Integer(i64),
    /// A text.
    Text(&'v str),
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(value: &'v str) -> Self {
        Self::Text(value)
    }
}

impl<'v> From<&'v String> for Value<'v> {
    fn from(value: &'v String) -> Self {
        Self::Text(value)
    }
}

impl<'v> From<Option<&'v str>> for Value<'v> {
    fn from(value: Option<&'v str>) -> Self {
        value.map_or(Self::Null, Self::Text)
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(value: Option<i64>) -> Self {
        value.map_or(Self::Null, Self::Integer)
    }
}

/// One row of an answer. Columns are counted from 0.
pub(crate) trait Row {
    /// A number, or nothing.
    fn integer_or_null(&self, column: usize) -> Result<Option<i64>, LedgerError>;
    /// A text, or nothing.
    fn text_or_null(&self, column: usize) -> Result<Option<&str>, LedgerError>;
    /// The bytes of a text, whether or not they are one.
    fn bytes(&self, column: usize) -> Result<&[u8], LedgerError>;

    /// A number; 0 for nothing.
    fn integer(&self, column: usize) -> Result<i64, LedgerError> {
        Ok(self.integer_or_null(column)?.unwrap_or_default())
    }

    /// A text; empty for nothing.
    fn text(&self, column: usize) -> Result<&str, LedgerError> {
        Ok(self.text_or_null(column)?.unwrap_or_default())
    }
}

/// Whether more rows are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// Yes.
    More,
    /// No.
    Enough,
}

/// What looks at each row of an answer.
pub(crate) type Each<'e> = &'e mut dyn FnMut(&dyn Row) -> Result<Next, LedgerError>;

/// A connection to a database.
pub(crate) trait Session: Send {
    /// Says several statements without parameters.
    fn run(&mut self, sql: &str) -> Result<(), LedgerError>;
    /// Says one statement; answers how many rows it changed.
    fn execute(&mut self, sql: &str, parameters: &[Value<'_>]) -> Result<u64, LedgerError>;
    /// Says one statement for each so many parameters; answers how many rows were changed in all.
    fn execute_each(&mut self, sql: &str, width: usize, parameters: &[Value<'_>]) -> Result<u64, LedgerError> {
        parameters.chunks_exact(width).try_fold(0, |changed, some| Ok(changed + self.execute(sql, some)?))
    }
    /// Asks, and shows each row of the answer.
    fn query(&mut self, sql: &str, parameters: &[Value<'_>], each: Each<'_>) -> Result<(), LedgerError>;
    /// Begins a transaction that no other writer can overlap.
    fn begin(&mut self) -> Result<(), LedgerError>;
    /// Keeps what was done since [`Self::begin`]; when this returns, it is on the disk.
    fn commit(&mut self) -> Result<(), LedgerError>;
    /// Forgets what was done since [`Self::begin`].
    fn rollback(&mut self);
    /// What differs between databases.
    fn dialect(&self) -> Dialect;
    /// Which database, for messages.
    fn place(&self) -> &str;
}

/// What differs between databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// SQLite 3.
    Sqlite,
    /// PostgreSQL, from version 12 on.
    #[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "only built with PostgreSQL"))]
    Postgres,
}

/// The number in the first column of the first row, if there is one.
pub(crate) fn one_integer(session: &mut dyn Session, sql: &str, parameters: &[Value<'_>]) -> Result<Option<i64>, LedgerError> {
    let mut found = None;
    session.query(sql, parameters, &mut |row| {
        found = row.integer_or_null(0)?;
        Ok(Next::Enough)
    })?;
    Ok(found)
}

/// The text in the first column of the first row, if there is one.
pub(crate) fn one_text(session: &mut dyn Session, sql: &str, parameters: &[Value<'_>]) -> Result<Option<String>, LedgerError> {
    let mut found = None;
    session.query(sql, parameters, &mut |row| {
        found = row.text_or_null(0)?.map(str::to_owned);
        Ok(Next::Enough)
    })?;
    Ok(found)
}

/// All answers, each made by a function of its row.
pub(crate) fn all<T>(
    session: &mut dyn Session,
    sql: &str,
    parameters: &[Value<'_>],
    mut of_row: impl FnMut(&dyn Row) -> Result<T, LedgerError>,
) -> Result<Vec<T>, LedgerError> {
    let mut found = Vec::new();
    session.query(sql, parameters, &mut |row| {
        found.push(of_row(row)?);
        Ok(Next::More)
    })?;
    Ok(found)
}
