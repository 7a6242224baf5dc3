//! Rows that are written many at a time, where each statement is a message to a server.
//!
//! SQLite is given one row at a time: before a statement of several it would write what waits for the search to the disk.

use super::{Dialect, Session, Value};
use crate::error::LedgerError;

/// How many rows one statement writes, most first.
const AT_ONCE: [usize; 4] = [64, 16, 4, 1];

/// A statement that writes rows, for several numbers of them.
pub(crate) struct Insert {
    width: usize,
    statements: [String; AT_ONCE.len()],
}

impl Insert {
    /// `into` names the table and its columns, `row` is one row with a `?` for each value, `end` follows the rows.
    pub(crate) fn new(into: &str, row: &str, end: &str) -> Self {
        let statement = |rows: usize| {
            let mut sql = format!("INSERT INTO {into} VALUES ");
            let mut parameter = 0;
            for number in 0..rows {
                sql.push_str(if number == 0 { "(" } else { ", (" });
                for character in row.chars() {
                    sql.push(character);
                    if character == '?' {
                        parameter += 1;
                        sql.push_str(&parameter.to_string());
                    }
                }
                sql.push(')');
            }
            format!("{sql} {end}")
        };
        Self { width: row.matches('?').count(), statements: AT_ONCE.map(statement) }
    }

    /// Writes rows, whose values follow one another; answers how many were written.
    pub(crate) fn write(&self, session: &mut dyn Session, values: &[Value<'_>]) -> Result<u64, LedgerError> {
        let (mut rest, mut written) = (values, 0);
        let most = if session.dialect() == Dialect::Sqlite { 1 } else { AT_ONCE[0] };
        for (rows, sql) in AT_ONCE.iter().zip(&self.statements).filter(|(rows, _)| **rows <= most) {
            let width = rows * self.width;
            let (now, left) = rest.split_at(rest.len() - rest.len() % width);
            rest = left;
            if !now.is_empty() {
                written += session.execute_each(sql, width, now)?;
            }
        }
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use super::Insert;
    use crate::database::{Session as _, Sqlite, Value, one_integer};

    #[test]
    fn every_row_is_written_once() {
        let mut session = Sqlite::in_memory().expect("made");
        session.run("CREATE TABLE days (number INTEGER PRIMARY KEY, name TEXT)").expect("made");
        let insert = Insert::new("days(number, name)", "?, upper(?)", "ON CONFLICT DO NOTHING");
        let names: Vec<String> = (0..151).map(|number| format!("d{number}")).collect();
        let values: Vec<Value<'_>> = (0..).zip(&names).flat_map(|(number, name)| [Value::Integer(number), name.into()]).collect();
        assert_eq!(insert.write(&mut session, &values).expect("written"), 151);
        assert_eq!(insert.write(&mut session, &values[..10]).expect("written"), 0, "they are there");
        let sql = "SELECT count(*) FROM days WHERE name = 'D' || number";
        assert_eq!(one_integer(&mut session, sql, &[]).expect("counted"), Some(151));
    }
}
