//! The arguments of `chancery review`.

use chancery_app::workspace::{EntryFilter, EntryState, Queue, Workspace};
use clap::Args;

use crate::commands::entries::FilterArguments;
use crate::stop::Stop;
use crate::workspace_arguments::AuthorArguments;

/// Go through proposed entries on the terminal: one key an action, the words in their context, undo
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Review {
    #[command(flatten)]
    filter: FilterArguments,
    #[command(flatten)]
    pub(super) author: AuthorArguments,
}

const EXAMPLES: &str = "\
Without --state and --changed it goes through what is proposed. The keys are shown on the last
lines, all of them with ?. A reason given here is that of every decision without one of its own.

Examples:
  chancery review
  chancery review --kind commitment,request --party BER
  chancery review --dossier spring-summit --reason 'second pass'
  chancery review --changed                         what a newer reading sees otherwise";

impl Review {
    /// What is gone through, and whether that is only some of what is proposed.
    pub(super) fn queue(&self, workspace: &mut Workspace) -> Result<(Queue, bool), Stop> {
        let mut filter = self.filter.filter(workspace)?;
        let narrows = filter != EntryFilter::default();
        if filter.states.is_empty() && !filter.changed {
            filter.states = vec![EntryState::Proposed];
        }
        Ok((Queue { filter, words: String::new() }, narrows))
    }
}
