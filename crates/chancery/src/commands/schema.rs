//! `chancery schema`: the JSON Schema of the reading format.

use std::io::Write as _;
use std::process::ExitCode;

use crate::stop::Ended;
use crate::terminal;

/// Prints the schema.
pub(crate) fn run() -> Ended {
    let mut out = terminal::plain_output();
    serde_json::to_writer_pretty(&mut out, &chancery_app::reading_json::schema()).map_err(std::io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
