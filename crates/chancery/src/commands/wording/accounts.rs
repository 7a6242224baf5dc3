//! The accounts that are looked at together: files that are read for it, or a workspace.

use std::path::PathBuf;
use std::thread::available_parallelism;

use chancery_app::gathered::{self, Gathered};
use chancery_app::{Lexicon, Told};
use clap::Args;

use crate::inputs::{self, Asked, Means, Unreadable};
use crate::limit_arguments::LimitArguments;
use crate::source_arguments::SourceArguments;
use crate::stop::Stop;
use crate::workspace_arguments::PastArguments;
use crate::{ordered, terminal};

/// Names of accounts that a warning has at most.
const MOST_NAMED: usize = 5;

/// How accounts are read.
#[derive(Debug, Args)]
pub(crate) struct ReadingArguments {
    #[command(flatten)]
    past: PastArguments,
    #[command(flatten)]
    source: SourceArguments,
    #[command(flatten)]
    limits: LimitArguments,
}

/// Readings, and whether all that was asked for could be read.
pub(crate) struct Read {
    pub(crate) gathered: Vec<Gathered>,
    pub(crate) all_read: bool,
}

impl ReadingArguments {
    /// The readings of files, or of the workspace when there are none.
    pub(crate) fn gather(&self, files: &[PathBuf], lexicon: &Lexicon) -> Result<Read, Stop> {
        if files.is_empty() {
            let mut workspace = self.past.open()?;
            return Ok(Read { gathered: gathered::of_workspace(&mut workspace)?, all_read: true });
        }
        self.read(files, Told::default(), lexicon)
    }

    /// The readings of files, with what is told about them.
    pub(crate) fn read(&self, files: &[PathBuf], told: Told, lexicon: &Lexicon) -> Result<Read, Stop> {
        let asked = inputs::gather(files, &self.source.wanted());
        let (extractor, sources) = (self.limits.extractor()?, self.source.sources(&self.limits)?);
        let means = Means { told, lexicon, extractor, sources, split: false };
        let mut read = Read { gathered: Vec::new(), all_read: true };
        read.take(&asked, &means, available_parallelism().map_or(1, usize::from))?;
        Ok(read)
    }

    /// The workspace.
    pub(crate) fn past(&self) -> &PastArguments {
        &self.past
    }
}

/// What a document turned out to be.
enum Came {
    Accounts(Vec<Gathered>),
    Feed(inputs::Listed),
}

impl Read {
    fn take(&mut self, asked: &[Asked], means: &Means<'_>, threads: usize) -> Result<(), Stop> {
        let work = |asked: &Asked| -> Result<Came, Unreadable> {
            let input = asked.clone()?;
            let unreadable = |reason| Unreadable { place: input.place.to_string(), reason };
            match inputs::read(&input, means)? {
                inputs::Read::Feed(listed) => Ok(Came::Feed(listed)),
                inputs::Read::Accounts(readings) => {
                    let gathered = readings.iter().map(|reading| gathered::of_reading(&reading.document.metadata.source, reading));
                    gathered.collect::<Result<_, _>>().map(Came::Accounts).map_err(unreadable)
                }
            }
        };
        ordered::for_each(threads, asked, work, |_, came| {
            match came {
                Ok(Came::Accounts(gathered)) => self.gathered.extend(gathered),
                Ok(Came::Feed(listed)) => self.take(&listed.accounts, means, threads)?,
                Err(unreadable) => {
                    terminal::error(&format!("{}: {}", unreadable.place, unreadable.reason));
                    self.all_read = false;
                }
            }
            Ok(())
        })
    }
}

/// Names the accounts that have no day.
pub(crate) fn warn_undated(undated: &[&str]) {
    if undated.is_empty() {
        return;
    }
    let named = undated.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
    let more = undated.len().saturating_sub(MOST_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    terminal::warning(&format!("no day is known of {named}{more}; they count, but in no period"));
    terminal::hint("a sidecar NAME.meta.toml beside the file can say it: date = \"2026-05-16\"");
}
