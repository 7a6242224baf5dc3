//! How much a document may take, as flags.

use std::env::current_exe;

use chancery_app::{Bounds, Extractor, Pool};
use chancery_sources::{FETCHED_BYTES, STREAM_BYTES};
use clap::Args;

use crate::commands::extract_worker;
use crate::stop::Stop;

/// MiB that a document can have at all.
const MOST_MIB: u64 = 4095;

/// How much one document may take.
#[derive(Debug, Args)]
#[command(next_help_heading = "What one document may take")]
pub(crate) struct LimitArguments {
    /// Size, whatever it comes from; 50 for addresses and 256 for standard input, pipes and devices when not given
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..=MOST_MIB))]
    size_limit: Option<u64>,
    /// Memory for taking the text out of a page, PDF or office document
    #[arg(long, value_name = "MIB", default_value_t = Bounds::default().memory_mib, value_parser = clap::value_parser!(u64).range(64..=1 << 20))]
    memory_limit: u64,
    /// Seconds for fetching it, and again for taking the text out of it
    #[arg(long, value_name = "SECONDS", default_value_t = Bounds::default().time_s, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    time_limit: u64,
}

impl LimitArguments {
    /// What takes the text out of files: processes of this program, within the limits.
    pub(crate) fn extractor(&self) -> Result<Extractor, Stop> {
        let program = current_exe().map_err(|error| Stop::not_done(format!("where this program is cannot be told: {error}")))?;
        let bounds = Bounds { memory_mib: self.memory_limit, time_s: self.time_limit };
        Ok(Extractor::Apart(Pool::new(program, vec![extract_worker::NAME.to_owned()], bounds)))
    }

    /// Bytes of a file.
    pub(crate) fn file_bytes(&self) -> u64 {
        self.size_limit.unwrap_or(MOST_MIB) << 20
    }

    /// Bytes of what has no size of its own.
    pub(crate) fn stream_bytes(&self) -> u64 {
        self.size_limit.map_or(STREAM_BYTES, |mib| mib << 20)
    }

    /// Bytes of a page.
    pub(crate) fn page_bytes(&self) -> u64 {
        self.size_limit.map_or(FETCHED_BYTES, |mib| mib << 20)
    }

    /// Seconds for fetching a page.
    pub(crate) fn fetch_seconds(&self) -> u64 {
        self.time_limit
    }
}
