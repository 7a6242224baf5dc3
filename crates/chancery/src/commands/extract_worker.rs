//! `chancery extract-worker`: the process in which other processes of chancery read what they do not trust.

use std::io;
use std::process::ExitCode;

use crate::stop::{Ended, Stop};

/// What the command is called. Nobody types it, so no help or completion lists it.
pub(crate) const NAME: &str = "extract-worker";

/// Reads files until no more come.
pub(crate) fn run() -> Ended {
    let ended = chancery_app::serve_extractor(io::stdin().lock(), io::stdout().lock());
    ended.map_err(|error| Stop::not_done(error.to_string()))?;
    Ok(ExitCode::SUCCESS)
}
