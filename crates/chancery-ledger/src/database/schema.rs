//! The tables, and how older ones become today's.
//!
//! `operations` is the log and the only thing that is true; every other table follows from it and can be made again
//! (`chancery rebuild`). Migrations only ever go forward.

use super::{Dialect, Session, Value, one_integer, one_text};
use crate::error::LedgerError;

/// What each version added, oldest first. Version n is what the first n make.
const MIGRATIONS: [&str; 1] = [include_str!("schema/1.sql")];

/// The newest version of the tables that this program knows.
pub(crate) const NEWEST_VERSION: i64 = MIGRATIONS.len() as i64;

/// The tables of everything that follows from the log.
pub(crate) const PROJECTIONS: [&str; 13] = [
    "undone",
    "touched",
    "before_images",
    "accounts",
    "account_states",
    "sources",
    "entries",
    "entry_parties",
    "awaited",
    "awaited_counts",
    "objects",
    "passage_words",
    "entry_words",
];

/// Brings the tables to the newest version; makes them in an empty database.
///
/// # Errors
/// The workspace is newer than this program, or the database fails; then nothing was changed.
pub(crate) fn migrate(session: &mut dyn Session) -> Result<(), LedgerError> {
    if version(session)? == NEWEST_VERSION {
        return Ok(());
    }
    session.begin()?;
    let done = migrate_within(session);
    match done {
        Ok(()) => session.commit(),
        Err(error) => {
            session.rollback();
            Err(error)
        }
    }
}

fn migrate_within(session: &mut dyn Session) -> Result<(), LedgerError> {
    let found = version(session)?;
    if found > NEWEST_VERSION {
        return Err(LedgerError::Newer { place: session.place().to_owned(), found, known: NEWEST_VERSION });
    }
    for migration in &MIGRATIONS[found.max(0) as usize..] {
        let sql = in_dialect(migration, session.dialect());
        session.run(&sql)?;
    }
    let newest = NEWEST_VERSION.to_string();
    session.execute(
        "INSERT INTO meta(name, value) VALUES ('version', ?1) ON CONFLICT(name) DO UPDATE SET value = ?1",
        &[Value::from(&newest)],
    )?;
    Ok(())
}

/// The version of the tables; 0 when there are none.
fn version(session: &mut dyn Session) -> Result<i64, LedgerError> {
    let tables = match session.dialect() {
        Dialect::Sqlite => "SELECT count(*) FROM sqlite_schema WHERE name = 'meta'",
        Dialect::Postgres => "SELECT count(*) FROM pg_class WHERE oid = to_regclass(quote_ident(current_schema()) || '.meta')",
    };
    if one_integer(session, tables, &[])? == Some(0) {
        return Ok(0);
    }
    let text = one_text(session, "SELECT value FROM meta WHERE name = 'version'", &[])?.unwrap_or_default();
    text.parse().map_err(|_| LedgerError::NotAWorkspace {
        place: session.place().to_owned(),
        reason: format!("its version is \"{text}\", which is not a number"),
    })
}

/// Parts between `-- only DIALECT` and `-- end` are for that database alone; elsewhere PostgreSQL has its own words for the
/// types, and compares texts by their bytes as SQLite does.
fn in_dialect(sql: &str, dialect: Dialect) -> String {
    let name = match dialect {
        Dialect::Sqlite => "sqlite",
        Dialect::Postgres => "postgres",
    };
    let mut text = String::new();
    let mut wanted = true;
    for line in sql.lines() {
        match line.trim().strip_prefix("-- only ") {
            Some(only) => wanted = only == name,
            None if line.trim() == "-- end" => wanted = true,
            None if wanted => {
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    match dialect {
        Dialect::Sqlite => text,
        Dialect::Postgres => text.replace("INTEGER", "BIGINT").replace(" TEXT", " TEXT COLLATE \"C\"").replace(" WITHOUT ROWID", ""),
    }
}
