//! Why a command stops early, how that is said, and the exit status.

use std::io;
use std::process::ExitCode;

use crate::terminal;

/// Everything was done.
pub(crate) const DONE: u8 = 0;
/// Something could not be done; what, was said.
pub(crate) const NOT_DONE: u8 = 1;
/// The command was used wrongly.
pub(crate) const WRONG_USAGE: u8 = 2;

/// How a command ends.
pub(crate) type Ended = Result<ExitCode, Stop>;

/// Why a command stops early.
#[derive(Debug)]
pub(crate) struct Stop {
    /// What happened, one error a line; empty when there is nothing to say.
    message: String,
    /// What to do next.
    hint: Option<String>,
    status: u8,
}

impl Stop {
    /// Wrong usage, with what to do instead.
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: Some(hint.into()), status: WRONG_USAGE }
    }

    /// Something that could not be done.
    pub(crate) fn not_done(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, status: NOT_DONE }
    }

    /// The same with what to do next.
    pub(crate) fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The same where finding it is what was asked for.
    pub(crate) fn into_finding(self) -> Self {
        Self { hint: None, status: NOT_DONE, ..self }
    }

    /// Says what happened and gives the exit status.
    pub(crate) fn report(self) -> ExitCode {
        for line in self.message.lines() {
            terminal::error(line);
        }
        if let Some(hint) = self.hint {
            terminal::hint(&hint);
        }
        ExitCode::from(self.status)
    }
}

impl From<io::Error> for Stop {
    /// Standard output cannot be written. A reader that went away has what it wanted.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { message: String::new(), hint: None, status: DONE };
        }
        Self::not_done(format!("cannot write to standard output: {error}"))
    }
}
