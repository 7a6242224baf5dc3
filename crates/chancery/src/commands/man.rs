//! `chancery man`: the manual page.

use std::io::Write as _;
use std::process::ExitCode;

use clap::CommandFactory as _;

use crate::cli::{Arguments, Man};
use crate::stop::{Ended, Stop};
use crate::terminal;

/// Prints the page of chancery, or of one of its commands.
pub(crate) fn run(arguments: &Man) -> Ended {
    let mut all = Arguments::command();
    all.build();
    let command = match &arguments.command {
        None => all,
        Some(name) => all
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| Stop::usage(format!("there is no command '{name}'"), "chancery --help lists the commands"))?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    let mut out = terminal::plain_output();
    out.write_all(&page)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
