//! `chancery completions`: completions for a shell.

use std::io::Write as _;
use std::process::ExitCode;

use clap::CommandFactory as _;

use crate::cli::{Arguments, Completions};
use crate::stop::Ended;
use crate::terminal;

/// Prints the completions.
pub(crate) fn run(arguments: &Completions) -> Ended {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "chancery", &mut script);
    let mut out = terminal::plain_output();
    out.write_all(&script)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
