//! The commands, one file each.

mod completions;
mod explain;
pub(crate) mod extract_worker;
mod man;
mod mentions;
mod read;
pub(crate) mod review;
mod rules;
mod schema;

use crate::cli::{Command, Common};
use crate::stop::Ended;

/// Runs a command.
pub(crate) fn run(command: Command, common: &Common) -> Ended {
    match command {
        Command::Read(arguments) => read::run(&arguments, common),
        Command::Explain(arguments) => explain::run(&arguments, common),
        Command::Mentions => mentions::run(common),
        Command::Review(arguments) => review::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments.command, common),
        Command::Schema => schema::run(),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    }
}
