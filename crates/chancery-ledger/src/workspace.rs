//! The workspace: where operations are carried out and the state is asked.

use schemars::JsonSchema;
use serde::Serialize;

use crate::apply::apply;
#[cfg(feature = "postgres")]
use crate::database::Postgres;
use crate::database::{Opening, PROJECTIONS, Session, Sqlite, Value, all, migrate};
use crate::error::LedgerError;
use crate::log::{self, Head, Verified};
use crate::operation::Operation;
use crate::place::Place;
use crate::record::{Context, Record};
use crate::state::{Ground, Later};

/// What was appended to the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Receipt {
    /// Number of the operation.
    pub operation: i64,
    /// Its kind.
    pub kind: String,
    /// Its hash.
    pub hash: String,
}

/// Accounts, decisions and what became of promises, over an append-only log.
///
/// Several processes may have the same workspace open. Each operation is carried out alone, in the order of the log.
pub struct Workspace {
    pub(crate) session: Box<dyn Session>,
}

impl std::fmt::Debug for Workspace {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Workspace").field("place", &self.session.place()).finish()
    }
}

impl Workspace {
    /// Opens the workspace at a place; its tables are brought to today's version.
    ///
    /// # Errors
    /// There is none, it is something else, or it is newer than this program.
    pub fn open(place: &Place) -> Result<Self, LedgerError> {
        Self::over(place, Opening::Existing)
    }

    /// Opens the workspace at a place, and makes it when there is none.
    ///
    /// # Errors
    /// There is something else, or it is newer than this program.
    pub fn open_or_create(place: &Place) -> Result<Self, LedgerError> {
        Self::over(place, Opening::OrNew)
    }

    fn over(place: &Place, opening: Opening) -> Result<Self, LedgerError> {
        let mut session: Box<dyn Session> = match place {
            Place::File(path) => Box::new(Sqlite::open(path, opening)?),
            #[cfg(feature = "postgres")]
            Place::Postgres(address) => Box::new(Postgres::open(address, opening)?),
            #[cfg(not(feature = "postgres"))]
            Place::Postgres(_) => {
                let reason = "this program was built without PostgreSQL; build it with the feature postgres, or name a file".to_owned();
                return Err(LedgerError::Database { place: place.to_string(), reason });
            }
            Place::Memory => Box::new(Sqlite::in_memory()?),
        };
        migrate(session.as_mut())?;
        Ok(Self { session })
    }

    /// Carries out an operation. When this returns, it is on the disk.
    ///
    /// # Errors
    /// The operation does not fit what stands; then nothing was changed.
    pub fn append(&mut self, by: &Context<'_>, operation: &Operation) -> Result<Receipt, LedgerError> {
        let mut receipts = self.append_all(by, std::slice::from_ref(operation))?;
        receipts.pop().ok_or_else(|| LedgerError::Refused("nothing was done".to_owned()))
    }

    /// Carries out several operations, all or none. When this returns, they are on the disk.
    ///
    /// # Errors
    /// One of them does not fit what stands; then nothing was changed.
    pub fn append_all(&mut self, by: &Context<'_>, operations: &[Operation]) -> Result<Vec<Receipt>, LedgerError> {
        self.transaction(|session| {
            let mut head = log::head(session)?;
            let mut later = Later::default();
            let mut receipts = Vec::with_capacity(operations.len());
            for operation in operations {
                receipts.push(append_waiting(session, &mut later, &mut head, by, operation)?);
            }
            later.write(session)?;
            log::note_head(session, &head)?;
            Ok(receipts)
        })
    }

    /// Does something within one transaction: all of it, or nothing.
    pub(crate) fn transaction<T>(&mut self, work: impl FnOnce(&mut dyn Session) -> Result<T, LedgerError>) -> Result<T, LedgerError> {
        self.session.begin()?;
        match work(self.session.as_mut()) {
            Ok(done) => match self.session.commit() {
                Ok(()) => Ok(done),
                Err(error) => {
                    self.session.rollback();
                    Err(error)
                }
            },
            Err(error) => {
                self.session.rollback();
                Err(error)
            }
        }
    }

    /// The end of the log.
    ///
    /// # Errors
    /// The database fails.
    pub fn head(&mut self) -> Result<Head, LedgerError> {
        log::head(self.session.as_mut())
    }

    /// One operation of the log.
    ///
    /// # Errors
    /// There is none with this number.
    pub fn record(&mut self, operation: i64) -> Result<Record, LedgerError> {
        log::record(self.session.as_mut(), operation)
    }

    /// Operations after a number, at most so many, in order.
    ///
    /// # Errors
    /// The database fails.
    pub fn records_after(&mut self, operation: i64, limit: i64) -> Result<Vec<Record>, LedgerError> {
        log::records_after(self.session.as_mut(), operation, limit)
    }

    /// Goes through the whole log and says the first operation that is not as it was written, if any.
    ///
    /// # Errors
    /// The database cannot be read at all.
    pub fn verify(&mut self) -> Result<Verified, LedgerError> {
        log::verify(self.session.as_mut())
    }

    /// Makes everything that follows from the log again; answers how many operations were carried out.
    ///
    /// # Errors
    /// The log is damaged; then nothing was changed.
    pub fn rebuild(&mut self) -> Result<i64, LedgerError> {
        if let Some(damage) = self.verify()?.damage {
            return Err(LedgerError::Damaged { operation: damage.operation, reason: damage.reason });
        }
        self.transaction(|session| {
            for table in PROJECTIONS {
                session.execute(&format!("DELETE FROM {table}"), &[])?;
            }
            let mut later = Later::default();
            let mut seq = 0;
            loop {
                let records = log::records_after(session, seq, 256)?;
                let Some(last) = records.last() else { break };
                seq = last.seq;
                for record in &records {
                    carry_out(session, &mut later, record, &record.operation()?)?;
                }
            }
            later.write(session)?;
            Ok(seq)
        })
    }

    /// The workspace as it was after an operation, in memory.
    ///
    /// # Errors
    /// The log is damaged.
    pub fn at(&mut self, operation: i64) -> Result<Self, LedgerError> {
        let mut past = Self::over(&Place::Memory, Opening::OrNew)?;
        let mut seq = 0;
        while seq < operation {
            let records = log::records_after(self.session.as_mut(), seq, 256.min(operation - seq))?;
            let Some(last) = records.last() else { break };
            seq = last.seq;
            past.replay(&records)?;
        }
        Ok(past)
    }

    /// The last operation at or before a time (RFC 3339, or the beginning of one); 0 when there is none.
    ///
    /// # Errors
    /// The database fails.
    pub fn operation_at(&mut self, time: &str) -> Result<i64, LedgerError> {
        let past = format!("{time}\u{10ffff}");
        let sql = "SELECT coalesce(max(seq), 0) FROM operations WHERE time < ?1";
        Ok(crate::database::one_integer(self.session.as_mut(), sql, &[Value::from(&past)])?.unwrap_or_default())
    }

    /// Appends records of another log as they are. They must follow this one's.
    pub(crate) fn replay(&mut self, records: &[Record]) -> Result<(), LedgerError> {
        self.transaction(|session| {
            let mut head = log::head(session)?;
            let mut later = Later::default();
            for record in records {
                head = record.following(&head).map_err(|reason| LedgerError::Damaged { operation: record.seq, reason })?;
                log::append(session, record)?;
                carry_out(session, &mut later, record, &record.operation()?)?;
            }
            later.write(session)?;
            log::note_head(session, &head)
        })
    }

    /// Operations that were undone, with the operation that did it.
    ///
    /// # Errors
    /// The database fails.
    pub fn undone(&mut self) -> Result<Vec<(i64, i64)>, LedgerError> {
        all(self.session.as_mut(), "SELECT seq, undoing FROM undone ORDER BY seq", &[], |row| Ok((row.integer(0)?, row.integer(1)?)))
    }
}

/// Carries out an operation and appends it to the log, within a transaction.
pub(crate) fn append_one(
    session: &mut dyn Session,
    head: &mut Head,
    by: &Context<'_>,
    operation: &Operation,
) -> Result<Receipt, LedgerError> {
    let mut later = Later::default();
    let receipt = append_waiting(session, &mut later, head, by, operation)?;
    later.write(session)?;
    Ok(receipt)
}

/// The same, within a transaction at whose end `later` must be written.
pub(crate) fn append_waiting(
    session: &mut dyn Session,
    later: &mut Later,
    head: &mut Head,
    by: &Context<'_>,
    operation: &Operation,
) -> Result<Receipt, LedgerError> {
    let payload = operation.payload().map_err(|error| LedgerError::Refused(format!("this cannot be kept: {error}")))?;
    let record = Record::new(head.seq + 1, &head.hash, by, operation.kind(), payload);
    append_record(session, later, head, record, |ground| apply(ground, operation))
}

/// Appends a record to the log and does what it says.
pub(crate) fn append_record(
    session: &mut dyn Session,
    later: &mut Later,
    head: &mut Head,
    record: Record,
    work: impl FnOnce(&mut Ground<'_>) -> Result<(), LedgerError>,
) -> Result<Receipt, LedgerError> {
    log::append(session, &record)?;
    on_ground(session, later, &record, work)?;
    *head = Head { seq: record.seq, hash: record.hash.clone() };
    Ok(Receipt { operation: record.seq, kind: record.kind, hash: record.hash })
}

/// Carries out an operation of the log, within a transaction at whose end `later` must be written.
pub(crate) fn carry_out(session: &mut dyn Session, later: &mut Later, record: &Record, operation: &Operation) -> Result<(), LedgerError> {
    on_ground(session, later, record, |ground| apply(ground, operation))
}

fn on_ground(
    session: &mut dyn Session,
    later: &mut Later,
    record: &Record,
    work: impl FnOnce(&mut Ground<'_>) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    if later.is_long() {
        later.write(session)?;
    }
    work(&mut Ground { session, later, seq: record.seq, author: &record.author, time: &record.time, reason: &record.reason })
}
