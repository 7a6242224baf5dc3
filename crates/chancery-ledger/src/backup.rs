//! A whole log as one portable file, and a workspace made of one.
//!
//! The file is JSON lines: a header with the format, one record a line in order, and a trailer with the end of the log. It
//! holds the log alone; everything else follows from it. Any change to the file is seen, since every line has to be
//! exactly as it is written here. Memory stays that of a few records, however long the log is.

use std::io::{BufRead, Read, Write};

use serde::{Deserialize, Serialize};

use crate::database::Session;
use crate::error::LedgerError;
use crate::log::{self, Head};
use crate::place::Place;
use crate::record::{BEGINNING, Record};
use crate::state::Later;
use crate::workspace::{Workspace, carry_out};

/// The format of the file.
pub const BACKUP_FORMAT: &str = "chancery.log/1";
/// Records that are held at a time.
const AT_A_TIME: i64 = 32;
/// Bytes that a line may have; what is longer is no record.
const LONGEST_LINE: u64 = 1 << 30;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    format: String,
}

/// The last line.
#[derive(Debug, Serialize, Deserialize)]
struct Trailer {
    head: Head,
}

impl Workspace {
    /// Writes the whole log, as it stands when this begins; answers where it ends.
    ///
    /// # Errors
    /// The log is damaged, the database fails, or the writer does.
    pub fn backup(&mut self, mut to: impl Write) -> Result<Head, LedgerError> {
        let session = self.session.as_mut();
        let end = log::head(session)?;
        let mut head = Head { seq: 0, hash: BEGINNING.to_owned() };
        write_line(&mut to, &Header { format: BACKUP_FORMAT.to_owned() })?;
        while head.seq < end.seq {
            let records = log::records_after(session, head.seq, AT_A_TIME.min(end.seq - head.seq))?;
            if records.is_empty() {
                return Err(LedgerError::Damaged { operation: head.seq + 1, reason: "it is missing".to_owned() });
            }
            for record in &records {
                head = record.following(&head).map_err(|reason| LedgerError::Damaged { operation: head.seq + 1, reason })?;
                write_line(&mut to, record)?;
            }
        }
        write_line(&mut to, &Trailer { head: head.clone() })?;
        to.flush().map_err(|error| unwritten(&error))?;
        Ok(head)
    }

    /// Makes the workspace at a place out of a backup: where there is none, or one in which nothing was done.
    ///
    /// # Errors
    /// There is a workspace in which something was done, or the backup is not whole and as it was written; then nothing was
    /// made.
    pub fn restore(place: &Place, from: impl BufRead) -> Result<Head, LedgerError> {
        let was_there = matches!(place, Place::File(path) if path.exists());
        let restored = restore_into(place, from);
        if let (Err(_), Place::File(path), false) = (&restored, place, was_there) {
            for ending in ["", "-wal", "-shm"] {
                let mut name = path.clone().into_os_string();
                name.push(ending);
                // Not there is as good as taken away.
                let _ = std::fs::remove_file(name);
            }
        }
        restored
    }
}

fn restore_into(place: &Place, from: impl BufRead) -> Result<Head, LedgerError> {
    let mut lines = Lines { from, line: 0, text: String::new() };
    let header: Header = lines.next(0)?;
    if header.format != BACKUP_FORMAT {
        return Err(lines.wrong(0, &format!("the format is \"{}\", this program reads \"{BACKUP_FORMAT}\"", header.format)));
    }
    let mut workspace = Workspace::open_or_create(place)?;
    workspace.transaction(|session| {
        let head = log::head(session)?;
        if head.seq > 0 {
            return Err(LedgerError::Refused(format!(
                "{}: there is a workspace with {} operations already; restore into a new one",
                session.place(),
                head.seq
            )));
        }
        let mut later = Later::default();
        let head = take_records(session, &mut later, &mut lines, head)?;
        later.write(session)?;
        log::note_head(session, &head)?;
        Ok(head)
    })
}

/// Takes the records of a backup up to its trailer, each of which must follow the one before.
fn take_records(
    session: &mut dyn Session,
    later: &mut Later,
    lines: &mut Lines<impl BufRead>,
    mut head: Head,
) -> Result<Head, LedgerError> {
    loop {
        let expected = head.seq + 1;
        lines.advance(expected)?;
        if lines.text.starts_with("{\"head\":") {
            let trailer: Trailer = lines.parse(expected)?;
            if trailer.head != head {
                let reason =
                    format!("the backup says that the log ends at operation {}, and its records at {}", trailer.head.seq, head.seq);
                return Err(lines.wrong(expected, &reason));
            }
            return lines.end(expected).map(|()| head);
        }
        let record: Record = lines.parse(expected)?;
        head = record.following(&head).map_err(|reason| lines.wrong(expected, &reason))?;
        let operation = record.operation().map_err(|error| lines.wrong(expected, &error.to_string()))?;
        log::append(session, &record)?;
        carry_out(session, later, &record, &operation)?;
    }
}

/// The lines of a backup, one at a time.
struct Lines<R> {
    from: R,
    /// Number of the line at hand, from 1.
    line: u64,
    /// The line at hand, without its end.
    text: String,
}

impl<R: BufRead> Lines<R> {
    /// Reads the next line; `operation` is the one that should come.
    fn advance(&mut self, operation: i64) -> Result<(), LedgerError> {
        self.line += 1;
        self.text.clear();
        let read = (&mut self.from).take(LONGEST_LINE).read_line(&mut self.text);
        match read {
            Err(error) => Err(self.wrong(operation, &error.to_string())),
            Ok(_) if self.text.pop() != Some('\n') => Err(self.wrong(operation, "the backup breaks off here")),
            Ok(_) => Ok(()),
        }
    }

    /// What the line at hand says, which must be written just as this program writes it.
    fn parse<T: Serialize + serde::de::DeserializeOwned>(&self, operation: i64) -> Result<T, LedgerError> {
        let value: T =
            serde_json::from_str(&self.text).map_err(|error| self.wrong(operation, &format!("this is not a line of a backup: {error}")))?;
        if serde_json::to_string(&value).ok().as_deref() == Some(&self.text) {
            Ok(value)
        } else {
            Err(self.wrong(operation, "the line was changed after it was written"))
        }
    }

    fn next<T: Serialize + serde::de::DeserializeOwned>(&mut self, operation: i64) -> Result<T, LedgerError> {
        self.advance(operation)?;
        self.parse(operation)
    }

    /// That nothing follows.
    fn end(&mut self, operation: i64) -> Result<(), LedgerError> {
        self.line += 1;
        match self.from.fill_buf() {
            Err(error) => Err(self.wrong(operation, &error.to_string())),
            Ok([]) => Ok(()),
            Ok(_) => Err(self.wrong(operation, "something follows the end of the backup")),
        }
    }

    fn wrong(&self, operation: i64, reason: &str) -> LedgerError {
        LedgerError::Backup { line: self.line, operation, reason: reason.to_owned() }
    }
}

fn write_line(to: &mut impl Write, line: &impl Serialize) -> Result<(), LedgerError> {
    serde_json::to_writer(&mut *to, line)
        .map_err(std::io::Error::from)
        .and_then(|()| to.write_all(b"\n"))
        .map_err(|error| unwritten(&error))
}

fn unwritten(error: &std::io::Error) -> LedgerError {
    LedgerError::File { path: "backup".to_owned(), reason: error.to_string() }
}
