//! Which workspace, and who does something there, as flags.

use std::env;

use chancery_app::workspace::{Context, LedgerError, Place, Workspace};
use clap::Args;
use jiff::{Timestamp, Unit, Zoned};

use crate::stop::Stop;

/// The file of a folder's own workspace.
const OWN: &str = "chancery.db";
/// The environment variable that names the workspace.
const WORKSPACE: &str = "CHANCERY_WORKSPACE";
/// The environment variable that names the author.
const AUTHOR: &str = "CHANCERY_AUTHOR";

/// Which workspace.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Workspace")]
pub(crate) struct WorkspaceArguments {
    /// Workspace: a file, or postgres://… [default: $CHANCERY_WORKSPACE, else chancery.db in this folder]
    #[arg(long, value_name = "PLACE", global = true)]
    pub(crate) workspace: Option<String>,
}

/// Which workspace, as it is or as it was.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Workspace")]
pub(crate) struct PastArguments {
    #[command(flatten)]
    pub(crate) workspace: WorkspaceArguments,
    /// As it was after an operation (its number), or at a time (2026-05-16 or 2026-05-16T12:00:00Z)
    #[arg(long, value_name = "OPERATION|TIME")]
    at: Option<String>,
}

/// Which workspace, and who does something there and why.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Workspace")]
pub(crate) struct AuthorArguments {
    #[command(flatten)]
    pub(crate) workspace: WorkspaceArguments,
    /// Who does it [default: $CHANCERY_AUTHOR, else the user's name]
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// Why; kept in the log
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) reason: String,
}

/// Who does something, when and why.
#[derive(Debug, Clone)]
pub(crate) struct Signature {
    author: String,
    time: String,
    reason: String,
}

impl Signature {
    /// The same, as the ledger takes it.
    pub(crate) fn context(&self) -> Context<'_> {
        Context { author: &self.author, time: &self.time, reason: &self.reason }
    }
}

impl WorkspaceArguments {
    /// Where the workspace is.
    pub(crate) fn place(&self) -> Place {
        let told = self.workspace.clone().or_else(|| env::var(WORKSPACE).ok().filter(|place| !place.is_empty()));
        Place::parse(told.as_deref().unwrap_or(OWN))
    }

    /// Opens the workspace.
    pub(crate) fn open(&self) -> Result<Workspace, Stop> {
        Ok(Workspace::open(&self.place())?)
    }

    /// Opens the workspace, and makes it when there is none.
    pub(crate) fn open_or_create(&self) -> Result<Workspace, Stop> {
        Ok(Workspace::open_or_create(&self.place())?)
    }
}

impl PastArguments {
    /// Opens the workspace as it is, or as it was.
    pub(crate) fn open(&self) -> Result<Workspace, Stop> {
        let mut workspace = self.workspace.open()?;
        let Some(at) = &self.at else { return Ok(workspace) };
        let operation = match at.parse::<i64>() {
            // A year is a time.
            Ok(number) if at.len() != 4 => number,
            _ => workspace.operation_at(at)?,
        };
        let last = workspace.head()?.seq;
        if operation < 0 || operation > last {
            return Err(Stop::usage(format!("--at {at}: the last operation is {last}"), "chancery log lists them"));
        }
        Ok(workspace.at(operation)?)
    }
}

impl AuthorArguments {
    /// Opens the workspace.
    pub(crate) fn open(&self) -> Result<Workspace, Stop> {
        self.workspace.open()
    }

    /// Who does something now.
    pub(crate) fn signature(&self) -> Result<Signature, Stop> {
        let told = |name: &str| env::var(name).ok().filter(|author| !author.trim().is_empty());
        let author = self.author.clone().or_else(|| told(AUTHOR)).or_else(|| told("USER")).or_else(|| told("LOGNAME"));
        let author = author.filter(|author| !author.trim().is_empty());
        let author =
            author.ok_or_else(|| Stop::usage("who does this is not known", format!("say it with --author NAME, or in {AUTHOR}")))?;
        Ok(Signature { author, time: now(), reason: self.reason.clone() })
    }
}

/// The time, as the log keeps it: RFC 3339 in UTC.
pub(crate) fn now() -> String {
    Timestamp::now().round(Unit::Second).unwrap_or_else(|_| Timestamp::now()).to_string()
}

/// Today, where the user is.
pub(crate) fn today() -> String {
    Zoned::now().date().to_string()
}

impl From<LedgerError> for Stop {
    fn from(error: LedgerError) -> Self {
        let said = error.to_string();
        match error {
            LedgerError::Missing { .. } => Self::not_done(said).with_hint("chancery add FILE makes one; --workspace names another"),
            LedgerError::NotAWorkspace { .. } => Self::not_done(said).with_hint("--workspace names another"),
            LedgerError::Newer { .. } => Self::not_done(said).with_hint("use a newer chancery"),
            LedgerError::Unknown { class: "account", .. } => Self::not_done(said).with_hint("chancery ls lists the accounts"),
            LedgerError::Unknown { class: "entry", .. } => Self::not_done(said).with_hint("chancery entries lists the entries"),
            LedgerError::Unknown { class: "dossier", .. } => Self::not_done(said).with_hint("chancery dossier ls lists the dossiers"),
            LedgerError::Unknown { class: "operation", .. } => Self::not_done(said).with_hint("chancery log lists the operations"),
            LedgerError::Ambiguous { .. } => Self::not_done(said).with_hint("write more of it"),
            LedgerError::Stale { .. } => Self::not_done(said).with_hint("look at it again and decide anew"),
            LedgerError::DependedOn { .. } => Self::not_done(said).with_hint("undo those first, the last one first"),
            LedgerError::Damaged { .. } => Self::not_done(said).with_hint("restore a backup: chancery restore FILE"),
            _ => Self::not_done(said),
        }
    }
}
