//! The command line of Chancery.
//!
//! Arguments flow from [`cli`] to one file per command under [`commands`]; each calls the
//! application layer and prints what comes back: data to standard output, everything else to
//! standard error. Left out: any knowledge of how a document is read.

mod cli;
mod commands;
mod files;
mod given_arguments;
mod inputs;
mod limit_arguments;
mod listing;
mod ordered;
mod source_arguments;
mod stop;
mod table;
mod terminal;
mod workspace_arguments;

use std::process::ExitCode;

use clap::Parser as _;
use mimalloc::MiMalloc;

/// Also that of SQLite: a workspace takes in accounts half as fast with the usual one of Linux.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let ended = if std::env::args_os().skip(1).eq([commands::extract_worker::NAME]) {
        commands::extract_worker::run()
    } else {
        let arguments = cli::Arguments::parse();
        arguments.common.color.write_global();
        commands::run(arguments.command, &arguments.common)
    };
    ended.unwrap_or_else(|stop| stop.report())
}
