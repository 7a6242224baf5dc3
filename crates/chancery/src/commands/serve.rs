//! `chancery serve`: the desk, in a browser.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use chancery_server::{PublicAddress, ServeError, Settings, serve};
use chancery_sources::{Fetcher, Reach, Rules};
use clap::Args;

use crate::cli::Common;
use crate::limit_arguments::LimitArguments;
use crate::stop::{DONE, Ended, Stop};
use crate::terminal;
use crate::workspace_arguments::AuthorArguments;

/// MiB of a document that is sent.
const UPLOAD_MIB: u64 = 64;

/// Open the desk over the workspace: read, review, compare and follow in a browser
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Serve {
    /// Where to listen: ADDRESS:PORT, or a port of this machine; 0 takes any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "7417", value_parser = listen)]
    listen: SocketAddr,
    /// Open it in the browser
    #[arg(long)]
    open: bool,
    /// Let in the people of FILE only, each with a password and a role (see chancery users)
    #[arg(long, value_name = "FILE")]
    users: Option<PathBuf>,
    /// The address under which people reach it through a proxy: https, or http, and a host
    #[arg(long, value_name = "ADDRESS")]
    public: Option<PublicAddress>,
    /// Size of a document that is sent
    #[arg(long, value_name = "MIB", default_value_t = UPLOAD_MIB, value_parser = clap::value_parser!(u64).range(1..=1024))]
    upload_limit: u64,
    #[command(flatten)]
    author: AuthorArguments,
    #[command(flatten)]
    limits: LimitArguments,
}

const EXAMPLES: &str = "\
The desk listens on this machine only, and whoever uses this machine can use it: no account is needed. For a team, say with
--users who may sign in, and put a proxy before it that speaks TLS. Ctrl-C closes it.

Examples:
  chancery serve --open
  chancery serve --workspace talks.db --listen 8080
  chancery serve --users team.toml --listen 127.0.0.1:7417 --public https://desk.example.org";

/// An address to listen at.
fn listen(text: &str) -> Result<SocketAddr, String> {
    match text.parse::<u16>() {
        Ok(port) => Ok(SocketAddr::from(([127, 0, 0, 1], port))),
        Err(_) => text.parse().map_err(|_| "write a port as 8080, or an address with a port as 127.0.0.1:8080".to_owned()),
    }
}

/// Brings the desk up and waits until it is told to close.
pub(crate) fn run(arguments: &Serve, common: &Common) -> Ended {
    let lexicon = common.load_lexicon()?;
    let settings = Settings {
        place: arguments.author.workspace.place(),
        listen: arguments.listen,
        users: arguments.users.clone(),
        frames: super::frames::load(common)?,
        author: match &arguments.users {
            Some(_) => String::new(),
            None => arguments.author.signature()?.context().author.to_owned(),
        },
        public: arguments.public.clone(),
        upload_bytes: usize::try_from(arguments.upload_limit << 20).unwrap_or(usize::MAX),
    };
    let rules = Rules {
        reach: Reach::Public,
        bytes: arguments.limits.page_bytes(),
        time_s: arguments.limits.fetch_seconds(),
        cache: None,
        is_offline: false,
    };
    let place = settings.place.to_string();
    let desk = serve(settings, lexicon, arguments.limits.extractor()?, Fetcher::new(rules)).map_err(|error| stop(error, arguments))?;
    let mut out = terminal::plain_output();
    writeln!(out, "{}", desk.address())?;
    out.flush()?;
    terminal::hint(&format!("the desk over {place} is open at {}; Ctrl-C closes it", desk.listens()));
    if arguments.open
        && let Err(error) = open::that_detached(desk.address())
    {
        terminal::warning(&format!("no browser could be opened: {error}"));
    }
    desk.wait();
    Ok(ExitCode::from(DONE))
}

fn stop(error: ServeError, arguments: &Serve) -> Stop {
    let said = error.to_string();
    match error {
        ServeError::Workspace(error) => error.into(),
        ServeError::Users(_) => Stop::not_done(said).with_hint("chancery users add NAME --users FILE makes one"),
        ServeError::NoUsers { path } => Stop::not_done(said).with_hint(format!("chancery users add NAME --role admin --users {path}")),
        ServeError::Open { .. } => Stop::usage(said, "say with --users FILE who may sign in, or listen at 127.0.0.1"),
        ServeError::Nameless { .. } => Stop::usage(said, "say it with --public https://HOST, or listen at one address"),
        ServeError::Running { .. } => Stop::not_done(said).with_hint("open that one, or close it first"),
        ServeError::Busy { .. } => {
            let port = arguments.listen.port();
            Stop::not_done(said).with_hint(format!("--listen {} takes another one, --listen 0 any that is free", port.saturating_add(1)))
        }
        ServeError::System { .. } => Stop::not_done(said),
    }
}
