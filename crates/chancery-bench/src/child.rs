//! Runs of the release binary: how long one takes, and how much memory it holds at most.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The binary beside this one.
pub(crate) fn binary() -> io::Result<PathBuf> {
    let path = std::env::current_exe()?.with_file_name(format!("chancery{}", std::env::consts::EXE_SUFFIX));
    if path.is_file() {
        Ok(path)
    } else {
        Err(io::Error::other(format!("{}: build it with cargo build --release -p chancery", path.display())))
    }
}

/// The median time of `runs` runs from start to exit, in milliseconds.
pub(crate) fn median_ms(arguments: &[&OsStr], runs: usize) -> io::Result<f64> {
    let mut times = Vec::new();
    for _ in 0..runs {
        let start = Instant::now();
        check(spawn(arguments)?)?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    Ok(times[times.len() / 2])
}

/// The most memory a run held, in kilobytes (`VmHWM` of Linux), and its time in seconds; `None`
/// where the system does not tell.
pub(crate) fn peak_kilobytes(arguments: &[&OsStr]) -> io::Result<(Option<u64>, f64)> {
    let start = Instant::now();
    let mut child = spawn(arguments)?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait()?.is_none() {
        // The mark only grows, so the last look before the end is the peak.
        peak = fs::read_to_string(&status).ok().as_deref().and_then(high_water_mark).or(peak);
        thread::sleep(Duration::from_millis(1));
    }
    let seconds = start.elapsed().as_secs_f64();
    check(child)?;
    Ok((peak, seconds))
}

fn high_water_mark(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

fn spawn(arguments: &[&OsStr]) -> io::Result<Child> {
    Command::new(binary()?).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::inherit()).spawn()
}

fn check(mut child: Child) -> io::Result<()> {
    let status = child.wait()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("the run ended with {status}"))) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_high_water_mark_is_read() {
        assert_eq!(super::high_water_mark("VmPeak:\t 9 kB\nVmHWM:\t    1234 kB\n"), Some(1234));
        assert_eq!(super::high_water_mark("State:\tZ\n"), None);
    }
}
