//! How much memory and time a document may take, and how a process holds itself to it.

use std::io;

use serde::{Deserialize, Serialize};

/// How much the reading of one document may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// Address space of the process, in MiB.
    pub memory_mib: u64,
    /// Time on the clock, in seconds.
    pub time_s: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { memory_mib: 1024, time_s: 30 }
    }
}

impl Bounds {
    /// Limits this process: its memory for good, its processor time to that of one more document.
    ///
    /// The pool's clock is what ends a slow document; the limit of processor time ends a process whose pool is gone.
    ///
    /// # Errors
    /// The system refuses a limit it has. Systems without such limits (macOS for memory, Windows for both) take none.
    #[cfg(unix)]
    pub(crate) fn hold(self) -> io::Result<()> {
        use rustix::process::Resource;
        set(Resource::Core, 0, false)?;
        let memory = set(Resource::As, self.memory_mib.saturating_mul(1 << 20), false);
        if cfg!(target_os = "linux") {
            memory?;
        }
        let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime).tv_sec;
        // One second for the part of one that is used already, one so that the pool's clock comes first.
        set(Resource::Cpu, self.time_s.saturating_add(2).saturating_add(used.unsigned_abs()), true)
    }

    /// There are no limits to set.
    #[cfg(not(unix))]
    pub(crate) fn hold(self) -> io::Result<()> {
        Ok(())
    }
}

/// Sets a limit, or leaves a stricter one of the system as it is.
#[cfg(unix)]
fn set(resource: rustix::process::Resource, most: u64, may_be_raised: bool) -> io::Result<()> {
    use rustix::process::{Rlimit, getrlimit, setrlimit};
    let allowed = getrlimit(resource).maximum;
    let most = allowed.map_or(most, |allowed| most.min(allowed));
    let maximum = if may_be_raised { allowed } else { Some(most) };
    setrlimit(resource, Rlimit { current: Some(most), maximum }).map_err(io::Error::from)
}
