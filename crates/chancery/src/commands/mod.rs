//! The commands, one file each.

use std::io::{self, Write as _};

pub(crate) mod accounts;
pub(crate) mod add;
pub(crate) mod align;
pub(crate) mod coding;
pub(crate) mod compare;
mod completions;
pub(crate) mod compliance;
mod differences;
pub(crate) mod dossier;
pub(crate) mod entries;
pub(crate) mod entry;
mod explain;
pub(crate) mod extract_worker;
pub(crate) mod find;
pub(crate) mod follow;
pub(crate) mod genealogy;
pub(crate) mod keeping;
pub(crate) mod log;
mod man;
mod mentions;
mod read;
pub(crate) mod reread;
pub(crate) mod review;
mod rules;
pub(crate) mod schema;
pub(crate) mod serve;
pub(crate) mod unsaid;
pub(crate) mod users;
pub(crate) mod versions;
pub(crate) mod wording;

use chancery_app::workspace::Receipt;

use crate::cli::{Command, Common};
use crate::stop::Ended;
use crate::terminal;

/// Runs a command.
pub(crate) fn run(command: Command, common: &Common) -> Ended {
    match command {
        Command::Read(arguments) => read::run(&arguments, common),
        Command::Explain(arguments) => explain::run(&arguments, common),
        Command::Mentions => mentions::run(common),
        Command::Rules(arguments) => rules::run(&arguments.command, common),
        Command::Add(arguments) => add::run(&arguments, common),
        Command::Ls(arguments) => accounts::ls(&arguments),
        Command::Show(arguments) => accounts::show(&arguments),
        Command::Rm(arguments) => accounts::rm(&arguments),
        Command::Dossier(arguments) => dossier::run(&arguments),
        Command::Entries(arguments) => entries::run(&arguments),
        Command::Entry(arguments) => entry::run(&arguments),
        Command::Accept(arguments) => entry::accept(&arguments),
        Command::Review(arguments) => review::run(&arguments),
        Command::Note(arguments) => entry::note(&arguments),
        Command::Due(arguments) => follow::due(&arguments),
        Command::Follow(arguments) => follow::follow(&arguments),
        Command::Evidence(arguments) => follow::evidence(&arguments),
        Command::Progress(arguments) => follow::progress(&arguments),
        Command::Score(arguments) => follow::score(&arguments),
        Command::Scores(arguments) => follow::scores(&arguments),
        Command::Thread(arguments) => follow::thread(&arguments),
        Command::Lists(arguments) => follow::lists(&arguments),
        Command::Mechanisms(arguments) => follow::mechanisms(&arguments),
        Command::Tallies(arguments) => follow::tallies(&arguments),
        Command::Backup(arguments) => keeping::backup(&arguments),
        Command::Restore(arguments) => keeping::restore(&arguments),
        Command::Merge(arguments) => keeping::merge(&arguments),
        Command::Conflicts(arguments) => keeping::conflicts(&arguments),
        Command::Settle(arguments) => keeping::settle(&arguments),
        Command::Reread(arguments) => reread::run(&arguments, common),
        Command::Packet(arguments) => coding::packet(&arguments),
        Command::Agree(arguments) => coding::agree(&arguments),
        Command::Adjudicate(arguments) => coding::adjudicate(&arguments),
        Command::Import(arguments) => compliance::import(&arguments),
        Command::Export(arguments) => compliance::export(&arguments),
        Command::Find(arguments) => find::run(&arguments),
        Command::Genealogy(arguments) => genealogy::run(&arguments, common),
        Command::Unsaid(arguments) => unsaid::run(&arguments, common),
        Command::Wording(arguments) => wording::run(&arguments, common),
        Command::Log(arguments) => log::log(&arguments),
        Command::Undo(arguments) => log::undo(&arguments),
        Command::Verify(arguments) => log::verify(&arguments),
        Command::Rebuild(arguments) => log::rebuild(&arguments),
        Command::Align(arguments) => align::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments, common),
        Command::Versions(arguments) => versions::run(&arguments, common),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments, common),
        Command::Users(arguments) => users::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    }
}

/// Says what was appended to the log: a line an operation, its number and kind.
fn said(receipts: &[Receipt]) -> io::Result<()> {
    let mut out = terminal::plain_output();
    for receipt in receipts {
        writeln!(out, "{} {}", receipt.operation, receipt.kind)?;
    }
    out.flush()
}
