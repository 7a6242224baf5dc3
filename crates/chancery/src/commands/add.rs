//! `chancery add`: accounts into a workspace.

use std::io::{self, IsTerminal as _};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::available_parallelism;

use chancery_app::workspace::{Added, Incoming, Workspace, kept};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::{Common, ToldArguments};
use crate::inputs::{self, Asked, Input, Means, Place, Unreadable};
use crate::limit_arguments::LimitArguments;
use crate::listing::{FormatArguments, Listing, brief, long, short};
use crate::source_arguments::SourceArguments;
use crate::stop::{DONE, Ended, NOT_DONE, Stop};
use crate::workspace_arguments::{AuthorArguments, Signature};
use crate::{ordered, terminal};

/// Accounts that are taken in together at most: the more there are, the less is written for each.
const TOGETHER: usize = 4096;
/// Bytes of text that wait together at most.
const BYTES_TOGETHER: usize = 16 << 20;

/// Read documents into the workspace; the first time makes it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Add {
    /// Files, folders (every document below them), web addresses, feeds, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// Take each article of a page with several as an account of its own
    #[arg(long)]
    split: bool,
    /// Documents read at the same time; as many as there are cores when not given
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    author: AuthorArguments,
    #[command(flatten)]
    told: ToldArguments,
    #[command(flatten)]
    source: SourceArguments,
    #[command(flatten)]
    limits: LimitArguments,
}

const EXAMPLES: &str = "\
The same text twice is one account. Where the text at a source changed, a new version takes the place of
the old one, and what was decided about words that did not change stays.

Examples:
  chancery add accounts/
  chancery add page.txt --date 2026-05-16 --side CHN
  chancery add https://example.org/account.html --workspace talks.db --author Ana";

/// Reads the documents and takes them in.
pub(crate) fn run(arguments: &Add, common: &Common) -> Ended {
    let signature = arguments.author.signature()?;
    let asked = inputs::gather(&arguments.inputs, &arguments.source.wanted());
    let lexicon = common.load_lexicon()?;
    let means = Means {
        told: arguments.told.told(&lexicon)?,
        lexicon: &lexicon,
        extractor: arguments.limits.extractor()?,
        sources: arguments.source.sources(&arguments.limits)?,
        split: arguments.split,
    };
    let threads = arguments.jobs.or(available_parallelism().ok()).map_or(1, usize::from);
    let mut taking = Taking {
        workspace: arguments.author.workspace.open_or_create()?,
        signature,
        waiting: Vec::new(),
        bytes: 0,
        listing: Listing::new(&[short("account"), short("outcome"), short("entries"), long("source")], "nothing was added"),
        all_read: true,
        bar: progress(asked.len()),
    };
    taking.take_each(&asked, &means, threads)?;
    taking.flush()?;
    taking.bar.finish_and_clear();
    taking.listing.print(arguments.format.format)?;
    Ok(ExitCode::from(if taking.all_read { DONE } else { NOT_DONE }))
}

/// What is taken in, and how that goes.
struct Taking {
    workspace: Workspace,
    signature: Signature,
    waiting: Vec<Incoming>,
    /// Bytes of the texts that wait.
    bytes: usize,
    listing: Listing,
    all_read: bool,
    bar: ProgressBar,
}

/// What a document turned out to be.
enum Came {
    Accounts(Vec<Incoming>),
    Feed(inputs::Listed),
}

impl Taking {
    fn take_each(&mut self, asked: &[Asked], means: &Means<'_>, threads: usize) -> Result<(), Stop> {
        let work = |asked: &Asked| -> Result<Came, Unreadable> {
            let input = asked.clone()?;
            match inputs::read(&input, means)? {
                inputs::Read::Feed(listed) => Ok(Came::Feed(listed)),
                inputs::Read::Accounts(readings) => {
                    let incoming = readings.iter().map(|reading| {
                        let reading = kept(reading).map_err(|reason| Unreadable { place: input.place.to_string(), reason })?;
                        let part = reading.document.source.rsplit_once('#').map(|(_, part)| part.to_owned()).filter(|_| means.split);
                        Ok(Incoming { source: source_of(&input, part.as_deref(), &reading.document.id), reading })
                    });
                    incoming.collect::<Result<_, _>>().map(Came::Accounts)
                }
            }
        };
        ordered::for_each(threads, asked, work, |_, came| {
            self.bar.inc(1);
            match came {
                Ok(Came::Accounts(incoming)) => {
                    self.bytes += incoming.iter().map(|one| one.reading.document.text.len()).sum::<usize>();
                    self.waiting.extend(incoming);
                    if self.waiting.len() >= TOGETHER || self.bytes >= BYTES_TOGETHER { self.flush() } else { Ok(()) }
                }
                Ok(Came::Feed(listed)) => {
                    self.bar.inc_length(listed.accounts.len() as u64);
                    self.take_each(&listed.accounts, means, 1)
                }
                Err(unreadable) => {
                    self.bar.suspend(|| terminal::error(&format!("{}: {}", unreadable.place, unreadable.reason)));
                    self.all_read = false;
                    Ok(())
                }
            }
        })
    }

    /// Takes in what waits.
    fn flush(&mut self) -> Result<(), Stop> {
        let waiting = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let told: Vec<(String, usize)> = waiting.iter().map(|one| (one.source.clone(), one.reading.entries.len())).collect();
        let added = self.workspace.add(&self.signature.context(), waiting)?;
        for (added, (source, entries)) in added.iter().zip(told) {
            self.listing.push(vec![brief(added.account()), outcome(added), entries.to_string(), source], added)?;
        }
        Ok(())
    }
}

fn outcome(added: &Added) -> String {
    match added {
        Added::New { .. } => "new".to_owned(),
        Added::Version { of, .. } => format!("new version of {}", brief(of)),
        Added::Source { .. } => "known, a further source".to_owned(),
        Added::Same { .. } => "known".to_owned(),
    }
}

/// Where an account is, so that it is known again from any folder.
fn source_of(input: &Input, part: Option<&str>, id: &str) -> String {
    let place = match &input.place {
        Place::File(path) => std::path::absolute(path).unwrap_or_else(|_| path.clone()).display().to_string(),
        Place::StandardInput => format!("standard input ({})", brief(id)),
        Place::Address(address) => address.to_string(),
    };
    part.map_or(place.clone(), |part| format!("{place}#{part}"))
}

/// A progress bar on standard error, when that is a terminal.
fn progress(documents: usize) -> ProgressBar {
    let target = if io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(documents as u64), target);
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} documents, {per_sec}, {eta} left");
    bar.with_style(style.expect("the template is right, as a run on a terminal shows"))
}
