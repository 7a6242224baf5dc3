//! `chancery align`: a person's word on whether two entries say one thing.

use std::process::ExitCode;

use chancery_app::workspace::Operation;
use chancery_app::workspace::operation::{Align as Decided, Aligned};
use clap::{Args, ValueEnum};

use super::entry::act;
use crate::stop::{DONE, Ended};
use crate::workspace_arguments::AuthorArguments;

/// Decide whether entries of two accounts say one thing; compare goes by it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Align {
    /// An entry: its id, or how it begins
    a: String,
    /// An entry of another account
    b: String,
    /// What holds of them
    #[arg(value_enum)]
    decided: Decision,
    #[command(flatten)]
    author: AuthorArguments,
}

/// What a person can decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Decision {
    /// They say one thing, alike
    Same,
    /// They say one thing, differently
    Differs,
    /// They do not say one thing
    Cut,
}

const EXAMPLES: &str = "\
chancery compare --format json gives the ids of entries; chancery undo takes a decision back.

Examples:
  chancery align 3fa9 77b0 differs --reason 'the number is in theirs only'
  chancery align 3fa9 90c1 cut";

/// Keeps the decision.
pub(crate) fn run(arguments: &Align) -> Ended {
    act(&arguments.author, |workspace| {
        let aligned = match arguments.decided {
            Decision::Same => Aligned::Same,
            Decision::Differs => Aligned::Differs,
            Decision::Cut => Aligned::Cut,
        };
        let [a, b] = [workspace.entry(&arguments.a)?, workspace.entry(&arguments.b)?];
        Ok(Operation::Align(Decided { a: a.entry.id, b: b.entry.id, aligned }))
    })?;
    Ok(ExitCode::from(DONE))
}
