//! A workspace in one SQLite file.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags};

use super::{Dialect, Each, Next, Row, Session, Value};
use crate::error::LedgerError;

/// How long a writer waits for another to finish.
const PATIENCE: Duration = Duration::from_secs(60);
/// Statements kept ready.
const STATEMENTS: usize = 128;
/// Tells a workspace from other SQLite files: `chan` as four bytes.
const APPLICATION_ID: i64 = 0x6368_616e;

/// A connection to a workspace in a file.
pub(crate) struct Sqlite {
    connection: Connection,
    place: String,
}

/// Whether a missing file is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// A missing file is an error.
    Existing,
    /// A missing file is made.
    OrNew,
}

impl Sqlite {
    /// Opens the workspace at a path.
    ///
    /// # Errors
    /// The file is missing (with [`Opening::Existing`]), is no SQLite file, or belongs to another program.
    pub(crate) fn open(path: &Path, opening: Opening) -> Result<Self, LedgerError> {
        let place = path.display().to_string();
        if opening == Opening::Existing && !path.exists() {
            return Err(LedgerError::Missing { place });
        }
        if path.is_dir() {
            return Err(LedgerError::NotAWorkspace { place, reason: "it is a folder".to_owned() });
        }
        if opening == Opening::Existing && path.metadata().is_ok_and(|found| found.len() == 0) {
            return Err(LedgerError::NotAWorkspace { place, reason: "the file is empty".to_owned() });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| wrong(&place, &error))?;
        Self::over(connection, place)
    }

    /// A workspace in memory alone.
    pub(crate) fn in_memory() -> Result<Self, LedgerError> {
        let place = "memory".to_owned();
        let connection = Connection::open_in_memory().map_err(|error| wrong(&place, &error))?;
        Self::over(connection, place)
    }

    fn over(connection: Connection, place: String) -> Result<Self, LedgerError> {
        let prepare = || -> rusqlite::Result<i64> {
            connection.busy_timeout(PATIENCE)?;
            connection.set_prepared_statement_cache_capacity(STATEMENTS);
            // Statements are planned once, whatever is given to them.
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            let id: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
            let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
            if id == 0 && tables == 0 {
                connection.pragma_update(None, "page_size", 8192)?;
                connection.pragma_update(None, "application_id", APPLICATION_ID)?;
            } else if id != APPLICATION_ID {
                return Ok(id);
            }
            // A transaction that was acknowledged outlives a loss of power.
            connection.execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -262144; PRAGMA mmap_size = 1073741824;
                 PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000;",
            )?;
            Ok(APPLICATION_ID)
        };
        match prepare() {
            Ok(APPLICATION_ID) => Ok(Self { connection, place }),
            Ok(_) => Err(LedgerError::NotAWorkspace { place, reason: "the database belongs to another program".to_owned() }),
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
                Err(LedgerError::NotAWorkspace { place, reason: "the file is not a database".to_owned() })
            }
            Err(error) => Err(wrong(&place, &error)),
        }
    }
}

impl Session for Sqlite {
    fn run(&mut self, sql: &str) -> Result<(), LedgerError> {
        self.connection.execute_batch(sql).map_err(|error| wrong(&self.place, &error))
    }

    fn execute(&mut self, sql: &str, parameters: &[Value<'_>]) -> Result<u64, LedgerError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|error| wrong(&self.place, &error))?;
        let changed = statement.execute(rusqlite::params_from_iter(parameters)).map_err(|error| wrong(&self.place, &error))?;
        Ok(changed as u64)
    }

    fn execute_each(&mut self, sql: &str, width: usize, parameters: &[Value<'_>]) -> Result<u64, LedgerError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|error| wrong(&self.place, &error))?;
        parameters.chunks_exact(width).try_fold(0, |changed, some| {
            let more = statement.execute(rusqlite::params_from_iter(some)).map_err(|error| wrong(&self.place, &error))?;
            Ok(changed + more as u64)
        })
    }

    fn query(&mut self, sql: &str, parameters: &[Value<'_>], each: Each<'_>) -> Result<(), LedgerError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|error| wrong(&self.place, &error))?;
        let mut rows = statement.query(rusqlite::params_from_iter(parameters)).map_err(|error| wrong(&self.place, &error))?;
        while let Some(row) = rows.next().map_err(|error| wrong(&self.place, &error))? {
            if each(&SqliteRow { row, place: &self.place })? == Next::Enough {
                break;
            }
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<(), LedgerError> {
        self.run("BEGIN IMMEDIATE")
    }

    fn commit(&mut self) -> Result<(), LedgerError> {
        self.run("COMMIT")
    }

    fn rollback(&mut self) {
        if !self.connection.is_autocommit() {
            // SQLite may already have rolled back by itself; either way nothing is kept.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }

    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn place(&self) -> &str {
        &self.place
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
        }))
    }
}

struct SqliteRow<'r> {
    row: &'r rusqlite::Row<'r>,
    place: &'r str,
}

impl SqliteRow<'_> {
    fn of_wrong_type(&self, column: usize) -> LedgerError {
        LedgerError::Database {
            place: self.place.to_owned(),
            reason: format!("column {column} of an answer is not what it was written as"),
        }
    }

    fn at(&self, column: usize) -> Result<ValueRef<'_>, LedgerError> {
        self.row.get_ref(column).map_err(|error| wrong(self.place, &error))
    }
}

impl Row for SqliteRow<'_> {
    fn integer_or_null(&self, column: usize) -> Result<Option<i64>, LedgerError> {
        match self.at(column)? {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(value) => Ok(Some(value)),
            _ => Err(self.of_wrong_type(column)),
        }
    }

    fn text_or_null(&self, column: usize) -> Result<Option<&str>, LedgerError> {
        match self.at(column)? {
            ValueRef::Null => Ok(None),
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).map(Some).map_err(|_| self.of_wrong_type(column)),
            _ => Err(self.of_wrong_type(column)),
        }
    }

    fn bytes(&self, column: usize) -> Result<&[u8], LedgerError> {
        match self.at(column)? {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Ok(bytes),
            _ => Err(self.of_wrong_type(column)),
        }
    }
}

fn wrong(place: &str, error: &rusqlite::Error) -> LedgerError {
    let reason = match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => "the disk is full; nothing was changed".to_owned(),
        Some(rusqlite::ErrorCode::SystemIoFailure) => {
            format!("the disk cannot be read or written, it may be full ({error}); nothing was changed")
        }
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
            format!("another process kept the workspace for more than {} s", PATIENCE.as_secs())
        }
        Some(rusqlite::ErrorCode::ReadOnly) => "the workspace may only be read".to_owned(),
        Some(rusqlite::ErrorCode::DatabaseCorrupt) => format!("the file is damaged ({error}); restore a backup"),
        _ => error.to_string(),
    };
    LedgerError::Database { place: place.to_owned(), reason }
}
