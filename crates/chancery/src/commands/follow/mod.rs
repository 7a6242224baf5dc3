//! What becomes of promises: due, follow, evidence, score, progress, threads, lists, mechanisms, tallies.

mod due;
mod evidence;
mod one;
mod relation;
mod thread;

pub(crate) use due::{DueArguments, due};
pub(crate) use evidence::{EvidenceArguments, evidence};
pub(crate) use one::{FollowArguments, ProgressArguments, ScoreArguments, ScoresArguments, follow, progress, score, scores};
pub(crate) use relation::{ListsArguments, ScopeListArguments, lists, mechanisms, tallies};
pub(crate) use thread::{ThreadArguments, changed, thread};

use chancery_app::workspace::follow::{EntryLine, Reason, Scope};
use clap::Args;

use crate::listing::{brief, list};
use crate::stop::Stop;
use crate::workspace_arguments::today;

/// Which accounts are looked at.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct ScopeArguments {
    /// Those of this dossier
    #[arg(long, value_name = "ID")]
    dossier: Option<String>,
    /// Those about both of these states, such as CHN,USA
    #[arg(long, value_delimiter = ',', num_args = 1..=2, value_name = "CODE,CODE")]
    states: Vec<String>,
}

impl ScopeArguments {
    fn scope(&self) -> Result<Scope, Stop> {
        match (&self.dossier, &self.states[..]) {
            (Some(dossier), _) => Ok(Scope::Dossier(dossier.clone())),
            (None, [one, other]) => Ok(Scope::States(one.clone(), other.clone())),
            _ => Err(Stop::usage("a relationship has two states", "for instance --states CHN,USA, or --dossier ID")),
        }
    }
}

/// The day from which is looked.
#[derive(Debug, Clone, Args)]
pub(crate) struct DayArguments {
    /// As of this day, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
}

impl DayArguments {
    fn day(&self) -> Result<String, Stop> {
        let day = self.day.clone().unwrap_or_else(today);
        is_day(&day)?;
        Ok(day)
    }
}

pub(super) fn is_day(day: &str) -> Result<(), Stop> {
    day.parse::<jiff::civil::Date>().map(drop).map_err(|_| Stop::usage(format!("\"{day}\" is not a day"), "write YYYY-MM-DD"))
}

/// Id, day, parties and words of an entry, as tables show them.
fn line_cells(line: &EntryLine) -> [String; 4] {
    [brief(&line.entry), line.date.clone().unwrap_or_default(), list(&line.parties), line.quote.clone()]
}

/// Reasons as a table shows them.
pub(crate) fn reasons(reasons: &[Reason]) -> String {
    reasons.iter().map(|reason| reason.text.clone()).collect::<Vec<_>>().join("; ")
}
