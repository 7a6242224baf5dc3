//! Accounts that are named to be compared: files, addresses, and accounts of a workspace.

use std::path::{Path, PathBuf};

use chancery_app::compare::{Decision, Given, decisions};
use chancery_app::workspace::kept;
use chancery_app::{Lexicon, Told};
use clap::Args;

use crate::inputs::{self, Means, Read};
use crate::limit_arguments::LimitArguments;
use crate::source_arguments::SourceArguments;
use crate::stop::Stop;
use crate::workspace_arguments::PastArguments;

/// Where named accounts are found, and how they are read.
#[derive(Debug, Args)]
pub(crate) struct GivenArguments {
    #[command(flatten)]
    past: PastArguments,
    #[command(flatten)]
    source: SourceArguments,
    #[command(flatten)]
    limits: LimitArguments,
}

impl GivenArguments {
    /// The accounts that were named, in order.
    pub(crate) fn accounts(&self, names: &[String], lexicon: &Lexicon) -> Result<Vec<Given>, Stop> {
        let means = Means {
            told: Told::default(),
            lexicon,
            extractor: self.limits.extractor()?,
            sources: self.source.sources(&self.limits)?,
            split: false,
        };
        let mut given = Vec::new();
        for name in names {
            if is_document(name) { given.extend(self.read(name, &means)?) } else { given.push(self.kept_account(name)?) }
        }
        Ok(given)
    }

    /// What people decided about statements of accounts, where there is a workspace that keeps some of those given.
    pub(crate) fn decisions(&self) -> Result<Vec<Decision>, Stop> {
        Ok(decisions(&mut self.past.open()?)?)
    }

    /// Whether a name means an account of the workspace.
    pub(crate) fn is_kept(name: &str) -> bool {
        !is_document(name)
    }

    /// The accounts of a dossier.
    pub(crate) fn dossier(&self, id: &str) -> Result<Vec<Given>, Stop> {
        let mut workspace = self.past.open()?;
        let mut given = Vec::new();
        for id in workspace.dossier(id)?.accounts {
            let account = workspace.account(&id)?;
            given.push(Given::of_workspace(&mut workspace, &account)?);
        }
        Ok(given)
    }

    fn read(&self, name: &str, means: &Means<'_>) -> Result<Vec<Given>, Stop> {
        let mut given = Vec::new();
        for asked in inputs::gather(&[PathBuf::from(name)], &self.source.wanted()) {
            let unread = |place: &str, reason: &str| Stop::not_done(format!("{place}: {reason}"));
            let input = asked.map_err(|error| unread(&error.place, &error.reason))?;
            match inputs::read(&input, means).map_err(|error| unread(&error.place, &error.reason))? {
                Read::Accounts(readings) => {
                    for reading in &readings {
                        given.push(Given::of_reading(kept(reading).map_err(|reason| unread(name, &reason))?));
                    }
                }
                Read::Feed(_) => return Err(Stop::usage(format!("{name} is a feed"), "give the accounts it lists")),
            }
        }
        Ok(given)
    }

    fn kept_account(&self, name: &str) -> Result<Given, Stop> {
        let taken = format!("there is no file {name}, so it was taken for the id of an account");
        let mut workspace = self.past.open().map_err(|stop| stop.with_hint(taken))?;
        let account = workspace.account(name)?;
        Ok(Given::of_workspace(&mut workspace, &account)?)
    }
}

/// Whether a name means a document and not the id of an account: there is such a file, or it does not look like an id.
fn is_document(name: &str) -> bool {
    Path::new(name).exists() || !name.bytes().all(|byte| byte.is_ascii_hexdigit())
}
