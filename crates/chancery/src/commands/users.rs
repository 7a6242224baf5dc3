//! `chancery users`: who may sign in at a desk.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;

use chancery_server::{Role, Users as UsersFile, UsersError};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use crate::listing::{FormatArguments, Listing, long, short};
use crate::stop::{DONE, Ended, Stop};

/// Say who may sign in at a desk that is opened with --users
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Users {
    #[command(subcommand)]
    command: UsersCommand,
}

const EXAMPLES: &str = "\
A reader looks; a coder adds accounts and decides on entries; an editor follows commitments, keeps dossiers and settles
disagreements; an admin says who may sign in and takes accounts out. The password is asked for on the terminal, or read as
the first line of standard input. It is kept as an Argon2id hash in a file that only its owner reads.

Examples:
  chancery users add Ana --role admin --users team.toml
  chancery users ls --users team.toml
  chancery users password Ana --users team.toml < new-password.txt";

#[derive(Debug, Subcommand)]
enum UsersCommand {
    /// Let someone in
    Add {
        /// The name that stands in the log
        name: String,
        /// What they may do
        #[arg(long, value_enum, default_value = "coder")]
        role: RoleArgument,
        #[command(flatten)]
        file: FileArgument,
    },
    /// List who may sign in
    Ls {
        #[command(flatten)]
        file: FileArgument,
        #[command(flatten)]
        format: FormatArguments,
    },
    /// Give someone another role
    Role {
        /// The name
        name: String,
        /// What they may do from now on
        #[arg(value_enum)]
        role: RoleArgument,
        #[command(flatten)]
        file: FileArgument,
    },
    /// Give someone another password
    Password {
        /// The name
        name: String,
        #[command(flatten)]
        file: FileArgument,
    },
    /// Let someone in no longer
    Rm {
        /// The name
        name: String,
        #[command(flatten)]
        file: FileArgument,
    },
}

#[derive(Debug, Args)]
struct FileArgument {
    /// The file of people who may sign in
    #[arg(long, value_name = "FILE")]
    users: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleArgument {
    Reader,
    Coder,
    Editor,
    Admin,
}

impl From<RoleArgument> for Role {
    fn from(role: RoleArgument) -> Self {
        match role {
            RoleArgument::Reader => Self::Reader,
            RoleArgument::Coder => Self::Coder,
            RoleArgument::Editor => Self::Editor,
            RoleArgument::Admin => Self::Admin,
        }
    }
}

/// Changes or lists who may sign in.
pub(crate) fn run(arguments: &Users) -> Ended {
    match &arguments.command {
        UsersCommand::Add { name, role, file } => {
            let mut users = UsersFile::open_or_new(&file.users)?;
            if users.find(name).is_some() {
                return Err(UsersError::Known(name.clone()).into());
            }
            users.add(name, (*role).into(), &password(name)?)?;
        }
        UsersCommand::Ls { file, format } => {
            let users = UsersFile::open(&file.users)?;
            let mut listing = Listing::new(&[long("name"), short("role")], "nobody may sign in yet");
            for user in users.all() {
                let role = user.role.as_str();
                listing.push(vec![user.name.clone(), role.to_owned()], &json!({"name": user.name, "role": role}))?;
            }
            listing.print(format.format)?;
        }
        UsersCommand::Role { name, role, file } => UsersFile::open(&file.users)?.set_role(name, (*role).into())?,
        UsersCommand::Password { name, file } => {
            let mut users = UsersFile::open(&file.users)?;
            users.find(name).ok_or_else(|| UsersError::Unknown(name.clone()))?;
            users.set_password(name, &password(name)?)?;
        }
        UsersCommand::Rm { name, file } => UsersFile::open(&file.users)?.remove(name)?,
    }
    Ok(ExitCode::from(DONE))
}

/// A password: asked for twice on a terminal, else the first line of standard input.
fn password(name: &str) -> Result<String, Stop> {
    if !io::stdin().is_terminal() {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        return Ok(line.trim_end_matches(['\n', '\r']).to_owned());
    }
    let asked = |prompt: String| {
        rpassword::prompt_password(prompt).map_err(|error| Stop::not_done(format!("the password cannot be read: {error}")))
    };
    let first = asked(format!("Password of {name}: "))?;
    if asked("The same again: ".to_owned())? != first {
        return Err(Stop::not_done("the two passwords differ; nothing was changed"));
    }
    Ok(first)
}

impl From<UsersError> for Stop {
    fn from(error: UsersError) -> Self {
        let said = error.to_string();
        match error {
            UsersError::Unknown(_) => Self::not_done(said).with_hint("chancery users ls lists them"),
            UsersError::Known(_) => Self::not_done(said).with_hint("chancery users role and password change them"),
            UsersError::Unfit(_) | UsersError::Password(_) => Self::not_done(said).with_hint("nothing was changed"),
            UsersError::Unreadable { .. } => Self::not_done(said).with_hint("chancery users add NAME --users FILE makes one"),
            UsersError::Wrong { .. } => Self::not_done(said),
        }
    }
}
