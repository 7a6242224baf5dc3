//! A workspace in a PostgreSQL database.
//!
//! Texts are compared by their bytes, as in SQLite, whatever the database's own order is. Writers take turns by an advisory
//! lock that goes away with their transaction. The connection is not encrypted: it is for a socket, this machine, or a tunnel.

use std::collections::HashMap;
use std::error::Error as _;
use std::time::Duration;

use bytes::BytesMut;
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator as _;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, Error, NoTls, Statement};

use super::{Dialect, Each, Next, Opening, Row, Session, Value};
use crate::error::LedgerError;
use crate::place::without_password;

/// How long the server may take to answer at first, unless the address says.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a writer waits for another to finish, in seconds.
const PATIENCE_S: u64 = 60;
/// What writers lock, with the schema: `chan` as four bytes. Locks of other databases are others.
const LOCK: i32 = 0x6368_616e;
/// Statements kept ready.
const STATEMENTS: usize = 256;
/// The oldest server that knows all that is asked of it: version 12.
const OLDEST_SERVER: i64 = 120_000;
/// Tells a workspace from other tables of the same name; `schema/1.sql` writes it.
const MARK: &str = "chancery workspace";

/// A connection to a workspace in a PostgreSQL database.
pub(crate) struct Postgres {
    config: Config,
    client: Client,
    statements: HashMap<String, Statement>,
    transaction: Transaction,
    place: String,
}

/// Where the connection is in a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Transaction {
    None,
    Open,
    /// A statement failed, and the server does nothing more until the end of the transaction.
    Failed,
}

impl Postgres {
    /// Opens the workspace at an address, `postgres://user:password@host/database`.
    ///
    /// # Errors
    /// The server cannot be reached or does not let the user in, there is no workspace (with [`Opening::Existing`]), or the
    /// database holds tables of something else.
    pub(crate) fn open(address: &str, opening: Opening) -> Result<Self, LedgerError> {
        let place = without_password(address);
        let mut config: Config = address.parse().map_err(|error| {
            let reason = format!("this is not the address of a database ({}); write postgres://user:password@host/database", said(&error));
            LedgerError::Database { place: place.clone(), reason }
        })?;
        config.application_name("chancery");
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIMEOUT);
        }
        let client = config.connect(NoTls).map_err(|error| not_connected(&place, &config, &error))?;
        let mut session = Self { config, client, statements: HashMap::new(), transaction: Transaction::None, place };
        session.set_up()?;
        session.look_at_tables(opening)?;
        Ok(session)
    }

    /// A transaction that was acknowledged outlives a loss of power, unless the server's disks lie.
    fn set_up(&mut self) -> Result<(), LedgerError> {
        self.run(
            "SET client_min_messages = warning;
             SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
        )
    }

    /// Whether the database can hold a workspace, and holds nothing else.
    fn look_at_tables(&mut self, opening: Opening) -> Result<(), LedgerError> {
        let sql = "SELECT CAST(current_setting('server_version_num') AS BIGINT), current_setting('server_encoding'),
                   current_setting('server_version'), obj_description(to_regclass(quote_ident(current_schema()) || '.meta'), 'pg_class'),
                   (SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
                    WHERE nspname = current_schema() AND relkind IN ('r', 'p')
                    AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e'))";
        let place = self.place.clone();
        self.query(sql, &[], &mut |row| {
            let place = place.clone();
            let not_one = |reason: String| LedgerError::NotAWorkspace { place: place.clone(), reason };
            let (encoding, version, is_ours) = (row.text(1)?, row.text(2)?, row.text(3)? == MARK);
            if row.integer(0)? < OLDEST_SERVER {
                return Err(not_one(format!("the server is PostgreSQL {version}; 12 or newer is needed")));
            }
            if encoding != "UTF8" {
                return Err(not_one(format!(
                    "the database has the encoding {encoding}; make one with: createdb --encoding=UTF8 --template=template0"
                )));
            }
            match (is_ours, row.integer(4)?, opening) {
                (true, _, _) | (false, 0, Opening::OrNew) => Ok(Next::Enough),
                (false, 0, Opening::Existing) => Err(LedgerError::Missing { place: place.clone() }),
                _ => Err(not_one("the database has tables of another program; make one for the workspace alone".to_owned())),
            }
        })
    }

    /// Connects again when the connection was lost between transactions.
    fn ready(&mut self) -> Result<(), LedgerError> {
        if self.client.is_closed() && self.transaction == Transaction::None {
            self.statements.clear();
            self.client = self.config.connect(NoTls).map_err(|error| not_connected(&self.place, &self.config, &error))?;
            self.set_up()?;
        }
        Ok(())
    }

    fn statement(&mut self, sql: &str) -> Result<Statement, LedgerError> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(&numbered(sql));
        let statement = self.checked(statement)?;
        if self.statements.len() >= STATEMENTS {
            self.statements.clear();
        }
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    /// What the server answered; a failure ends what can be done in a transaction.
    fn checked<T>(&mut self, answer: Result<T, Error>) -> Result<T, LedgerError> {
        answer.map_err(|error| {
            if self.transaction == Transaction::Open {
                self.transaction = Transaction::Failed;
            }
            wrong(&self.place, &error)
        })
    }

    /// PostgreSQL has no text with the character NUL. It is in no text that was read, so it is refused rather than written
    /// as something else, which would not be what the log has the hash of.
    fn check_texts(&self, parameters: &[Value<'_>]) -> Result<(), LedgerError> {
        let has_nul = |value: &Value<'_>| matches!(value, Value::Text(text) if text.contains('\0'));
        if parameters.iter().any(has_nul) {
            let place = &self.place;
            return Err(LedgerError::Refused(format!(
                "{place}: PostgreSQL cannot keep the character NUL (U+0000); take it out of the text"
            )));
        }
        Ok(())
    }
}

impl Session for Postgres {
    fn run(&mut self, sql: &str) -> Result<(), LedgerError> {
        let done = self.client.batch_execute(sql);
        self.checked(done)
    }

    fn execute(&mut self, sql: &str, parameters: &[Value<'_>]) -> Result<u64, LedgerError> {
        self.check_texts(parameters)?;
        self.ready()?;
        let statement = self.statement(sql)?;
        let parameters: Vec<&(dyn ToSql + Sync)> = parameters.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        let changed = self.client.execute(&statement, &parameters);
        self.checked(changed)
    }

    fn query(&mut self, sql: &str, parameters: &[Value<'_>], each: Each<'_>) -> Result<(), LedgerError> {
        self.check_texts(parameters)?;
        self.ready()?;
        let statement = self.statement(sql)?;
        let answered = match self.client.query_raw(&statement, parameters.iter().copied()) {
            Err(error) => Err(error),
            Ok(mut rows) => loop {
                match rows.next() {
                    Ok(Some(row)) => {
                        if each(&PostgresRow { row: &row, place: &self.place })? == Next::Enough {
                            break Ok(());
                        }
                    }
                    Ok(None) => break Ok(()),
                    Err(error) => break Err(error),
                }
            },
        };
        self.checked(answered)
    }

    fn begin(&mut self) -> Result<(), LedgerError> {
        self.ready()?;
        self.transaction = Transaction::Open;
        let begun = self.run(&format!(
            "BEGIN; SET LOCAL lock_timeout = '{PATIENCE_S}s'; SELECT pg_advisory_xact_lock({LOCK}, hashtext(current_schema()))"
        ));
        if begun.is_err() {
            self.rollback();
        }
        begun
    }

    fn commit(&mut self) -> Result<(), LedgerError> {
        if self.transaction == Transaction::Failed {
            // The server would take the commit as a rollback and not say so.
            let reason = "a statement failed before; nothing was changed".to_owned();
            return Err(LedgerError::Database { place: self.place.clone(), reason });
        }
        self.client.batch_execute("COMMIT").map_err(|error| match error.as_db_error() {
            Some(_) => wrong(&self.place, &error),
            None => {
                let reason = format!("the connection was lost while the change was kept ({}); look whether the log has it", said(&error));
                LedgerError::Database { place: self.place.clone(), reason }
            }
        })?;
        self.transaction = Transaction::None;
        Ok(())
    }

    fn rollback(&mut self) {
        if self.transaction != Transaction::None {
            self.transaction = Transaction::None;
            // Without a connection the server has rolled back by itself; either way nothing is kept.
            let _ = self.client.batch_execute("ROLLBACK");
        }
    }

    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn place(&self) -> &str {
        &self.place
    }
}

/// `?1` as PostgreSQL writes it: `$1`.
fn numbered(sql: &str) -> String {
    let mut text = String::with_capacity(sql.len());
    let mut rest = sql.chars().peekable();
    while let Some(character) = rest.next() {
        let is_parameter = character == '?' && rest.peek().is_some_and(char::is_ascii_digit);
        text.push(if is_parameter { '$' } else { character });
    }
    text
}

impl ToSql for Value<'_> {
    fn to_sql(&self, wanted: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, wanted) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Integer(value), &Type::INT8) => value.to_sql(wanted, out),
            // The server takes the type of a small number that a parameter is compared with.
            (Self::Integer(value), &Type::INT4) => i32::try_from(*value)?.to_sql(wanted, out),
            (Self::Text(value), &Type::TEXT) => value.to_sql(wanted, out),
            (value, wanted) => Err(format!("{value:?} is given where the server expects the type {wanted}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

struct PostgresRow<'r> {
    row: &'r postgres::Row,
    place: &'r str,
}

impl Row for PostgresRow<'_> {
    fn integer_or_null(&self, column: usize) -> Result<Option<i64>, LedgerError> {
        self.row.try_get(column).map_err(|error| wrong(self.place, &error))
    }

    fn text_or_null(&self, column: usize) -> Result<Option<&str>, LedgerError> {
        self.row.try_get(column).map_err(|error| wrong(self.place, &error))
    }

    fn bytes(&self, column: usize) -> Result<&[u8], LedgerError> {
        self.row.try_get::<_, &str>(column).map(str::as_bytes).map_err(|error| wrong(self.place, &error))
    }
}

/// What an error says, with what caused it.
fn said(error: &Error) -> String {
    if let Some(error) = error.as_db_error() {
        return match error.detail() {
            Some(detail) => format!("{} ({detail})", error.message()),
            None => error.message().to_owned(),
        };
    }
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.ends_with(&more) {
            text = format!("{text}: {more}");
        }
        cause = error.source();
    }
    text
}

fn not_connected(place: &str, config: &Config, error: &Error) -> LedgerError {
    let database = config.get_dbname().or(config.get_user()).unwrap_or_default();
    let said = said(error);
    let reason = match error.code() {
        Some(&SqlState::INVALID_PASSWORD) => format!("the server refuses the user or the password: {said}; check both in the address"),
        Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION) => format!("the server does not let this user in: {said}"),
        Some(&SqlState::INVALID_CATALOG_NAME) => format!("the server has no database \"{database}\"; make it with: createdb {database}"),
        None if said.contains("password missing") => {
            "the server wants a password; write it in the address: postgres://user:password@host/database".to_owned()
        }
        None if said.contains("TLS") => format!("{said}; use a socket or a tunnel, and sslmode=disable in the address"),
        _ => format!("cannot connect ({said}); check that the server runs and the address is right"),
    };
    LedgerError::Database { place: place.to_owned(), reason }
}

fn lost(said: &str) -> String {
    format!("the connection to the server was lost ({said}); nothing was changed, try again")
}

fn wrong(place: &str, error: &Error) -> LedgerError {
    let said = said(error);
    let reason = match error.code() {
        Some(&SqlState::DISK_FULL) => "the disk of the server is full; nothing was changed".to_owned(),
        Some(&SqlState::LOCK_NOT_AVAILABLE) => format!("another process kept the workspace for more than {PATIENCE_S} s"),
        Some(&SqlState::READ_ONLY_SQL_TRANSACTION) => "the workspace may only be read".to_owned(),
        Some(&SqlState::INSUFFICIENT_PRIVILEGE) => format!("the user may not do this: {said}; ask who looks after the database"),
        Some(&(SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN)) => lost(&said),
        _ if error.is_closed() => lost(&said),
        _ => said,
    };
    LedgerError::Database { place: place.to_owned(), reason }
}

#[cfg(test)]
mod tests {
    use postgres::Config;
    use postgres::config::Host;

    use super::numbered;

    #[test]
    fn parameters_are_numbered_as_the_server_wants_them() {
        assert_eq!(numbered("SELECT ?1, ?12 WHERE '?' = ?1"), "SELECT $1, $12 WHERE '?' = $1");
    }

    #[test]
    fn sockets_and_tunnels_are_addressed_as_the_documentation_says() {
        let check = |address: &str, host: &Host, port: &[u16]| {
            let config: Config = address.parse().expect("it is an address");
            assert_eq!((config.get_user(), config.get_dbname()), (Some("alva"), Some("desk")), "{address}");
            assert_eq!((config.get_hosts(), config.get_ports()), (std::slice::from_ref(host), port), "{address}");
        };
        check("postgres://alva@/desk?host=/run/postgresql", &Host::Unix("/run/postgresql".into()), &[]);
        check("postgres://alva@localhost:5433/desk?sslmode=disable", &Host::Tcp("localhost".to_owned()), &[5433]);
    }
}
