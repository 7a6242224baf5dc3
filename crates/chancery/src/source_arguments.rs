//! Where documents come from, as flags.

use std::path::PathBuf;

use chancery_sources::{Cache, Permitted, Reach, Rules, Wanted};
use clap::Args;
use glob::Pattern;

use crate::inputs::{Sources, plain};
use crate::limit_arguments::LimitArguments;
use crate::stop::Stop;

/// Where documents come from.
#[derive(Debug, Args)]
#[command(next_help_heading = "Where documents come from")]
pub(crate) struct SourceArguments {
    /// Of the files below folders, read those that match GLOB: by name, or by path where GLOB has a /
    #[arg(long, value_name = "GLOB")]
    include: Vec<Pattern>,
    /// And not those that match GLOB
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<Pattern>,
    /// Accounts that are read of a feed, from its beginning
    #[arg(long, value_name = "N", default_value_t = 50)]
    feed_items: usize,
    /// Keep fetched pages in DIR, and fetch only what changed since
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Fetch nothing: read pages as they are kept in --cache
    #[arg(long, requires = "cache")]
    offline: bool,
    /// Fetch from private networks and any port too; with an ADDRESS such as 10.0.0.7:8080, from there only
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, require_equals = true, default_missing_value = "any", value_parser = permit)]
    allow_private: Vec<Permit>,
}

/// What a use of `--allow-private` permits.
#[derive(Debug, Clone, Copy)]
enum Permit {
    Anything,
    One(Permitted),
}

fn permit(text: &str) -> Result<Permit, chancery_sources::WrongPermit> {
    if text == "any" { Ok(Permit::Anything) } else { text.parse().map(Permit::One) }
}

impl SourceArguments {
    /// What reads files and fetches pages, within limits.
    pub(crate) fn sources(&self, limits: &LimitArguments) -> Result<Sources, Stop> {
        let cache = self.cache.as_deref().map(|folder| {
            Cache::new(folder).map_err(|error| Stop::not_done(format!("{}: cannot make this folder: {}", folder.display(), plain(&error))))
        });
        let rules = Rules {
            reach: self.reach(),
            bytes: limits.page_bytes(),
            time_s: limits.fetch_seconds(),
            cache: cache.transpose()?,
            is_offline: self.offline,
        };
        Ok(Sources::new(rules, limits.file_bytes(), limits.stream_bytes(), self.feed_items))
    }

    /// Which files below folders are read.
    pub(crate) fn wanted(&self) -> Wanted {
        Wanted { include: self.include.clone(), exclude: self.exclude.clone() }
    }

    fn reach(&self) -> Reach {
        let permitted: Option<Vec<Permitted>> =
            self.allow_private.iter().map(|permit| if let Permit::One(one) = permit { Some(*one) } else { None }).collect();
        match permitted {
            None => Reach::Anywhere,
            Some(permitted) if permitted.is_empty() => Reach::Public,
            Some(permitted) => Reach::PublicAnd(permitted),
        }
    }
}
