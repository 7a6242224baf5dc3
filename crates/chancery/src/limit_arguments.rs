//! How much a document may take, as flags.

use std::env::current_exe;

use chancery_app::{Bounds, Extractor, Pool};
use clap::Args;

use crate::commands::extract_worker;
use crate::stop::Stop;

/// How much one document may take.
#[derive(Debug, Args)]
#[command(next_help_heading = "What one document may take")]
pub(crate) struct LimitArguments {
    /// Memory for taking the text out of a page, PDF or office document
    #[arg(long, value_name = "MIB", default_value_t = Bounds::default().memory_mib, value_parser = clap::value_parser!(u64).range(64..=1 << 20))]
    memory_limit: u64,
    /// Seconds for taking the text out of it
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
}
