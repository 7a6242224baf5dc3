//! Why a document could not be read apart.

use chancery_formats::FormatError;

/// Why a document could not be read apart.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApartError {
    /// Its reader says what is wrong with it.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// It took too long.
    #[error("reading it took more than {seconds} s and was stopped; --time-limit allows more")]
    Time {
        /// The limit.
        seconds: u64,
    },
    /// It took too much memory.
    #[error("reading it took more than {mib} MiB of memory and was stopped; --memory-limit allows more")]
    Memory {
        /// The limit.
        mib: u64,
    },
    /// Its parts are inside one another too deeply.
    #[error("its parts are nested so deeply that reading it was stopped")]
    Depth,
    /// The process ended in another way.
    #[error("its reader broke down on it ({how}); the other documents are not affected")]
    Broken {
        /// How it ended.
        how: String,
    },
    /// No process could be started.
    #[error("no process to read it in can be started: {program}: {reason}")]
    NotStarted {
        /// The program.
        program: String,
        /// Why.
        reason: String,
    },
}
