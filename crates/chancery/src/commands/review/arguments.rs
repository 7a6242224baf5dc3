//! The arguments of `chancery review`.

use std::path::PathBuf;

use chancery_app::review::{EntryFilter, EntryState, KINDS, Place, Queue, ReviewError, Workspace, accounts_of_dossier};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::stop::Stop;

/// Go through proposed entries on the terminal: one key an action, the words in their context, undo
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ReviewArguments {
    /// The workspace; else what CHANCERY_WORKSPACE names, else chancery.db in this folder
    #[arg(long, value_name = "PATH")]
    workspace: Option<PathBuf>,
    /// Entries of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = PossibleValuesParser::new(KINDS))]
    kind: Vec<String>,
    /// Entries in which these states or actors take part
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    party: Vec<String>,
    /// Entries of these areas
    #[arg(long, value_name = "AREA", value_delimiter = ',')]
    area: Vec<String>,
    /// Entries of the accounts of a dossier
    #[arg(long, value_name = "ID", conflicts_with = "account")]
    dossier: Option<String>,
    /// Entries of these accounts, by the beginning of their ids
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    account: Vec<String>,
    /// Entries that a newer reading sees otherwise than the person who decided
    #[arg(long)]
    changed: bool,
    /// Who decides; else what CHANCERY_AUTHOR names, else the user's name
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// Why, for every decision that is not given a reason of its own
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    reason: String,
}

const EXAMPLES: &str = "\
Keys are shown on the last lines, all of them with ?.

Examples:
  chancery review
  chancery review --kind commitment,request --party BER
  chancery review --dossier spring-summit --reason 'second pass'
  chancery review --changed                         what a newer reading sees otherwise";

impl ReviewArguments {
    /// The workspace, opened.
    pub(super) fn open(&self) -> Result<Workspace, Stop> {
        let told = self.workspace.clone().or_else(|| std::env::var_os("CHANCERY_WORKSPACE").map(PathBuf::from));
        let path = told.unwrap_or_else(|| PathBuf::from("chancery.db"));
        let hint = "--workspace PATH names one; chancery add makes one";
        Workspace::open(&Place::parse(&path.to_string_lossy())).map_err(|error| Stop::not_done(error.to_string()).with_hint(hint))
    }

    /// What is gone through.
    pub(super) fn queue(&self, workspace: &mut Workspace) -> Result<Queue, ReviewError> {
        let mut accounts = Vec::with_capacity(self.account.len());
        for account in &self.account {
            accounts.push(workspace.account(account)?.id);
        }
        if let Some(dossier) = &self.dossier {
            accounts = accounts_of_dossier(workspace, dossier)?;
        }
        let filter = EntryFilter {
            kinds: self.kind.clone(),
            parties: self.party.clone(),
            areas: self.area.clone(),
            accounts,
            changed: self.changed,
            states: if self.changed { Vec::new() } else { vec![EntryState::Proposed] },
            ..EntryFilter::default()
        };
        Ok(Queue { filter, words: String::new() })
    }

    /// Who decides.
    pub(super) fn author(&self) -> Result<String, Stop> {
        let named = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let author = self.author.clone().or_else(|| named("CHANCERY_AUTHOR")).or_else(|| named("USER")).or_else(|| named("USERNAME"));
        author.ok_or_else(|| Stop::usage("it is not known who decides", "--author NAME or the variable CHANCERY_AUTHOR says it"))
    }

    /// Why, where no reason of its own is given.
    pub(super) fn reason(&self) -> &str {
        &self.reason
    }

    /// Whether only some of the entries that wait are gone through.
    pub(super) fn narrows(&self) -> bool {
        let lists = [&self.kind, &self.party, &self.area, &self.account];
        self.changed || self.dossier.is_some() || lists.iter().any(|list| !list.is_empty())
    }
}
