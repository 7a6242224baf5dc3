//! How many pages a second are read.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use chancery_formats::{Format, Limits, extract};

/// How long is measured.
const MEASURED: Duration = Duration::from_secs(3);

/// Reads the pages of a folder and those below it over and over and prints how many are read in a second.
///
/// # Errors
/// When the folder cannot be read or holds no pages.
pub fn run(folder: &Path) -> io::Result<()> {
    let mut pages = Vec::new();
    gather(folder, &mut pages)?;
    if pages.is_empty() {
        return Err(io::Error::other(format!("there are no pages (.html) in {}", folder.display())));
    }
    let limits = Limits::default();
    let (mut read, mut bytes) = (0_usize, 0_usize);
    let started = Instant::now();
    while started.elapsed() < MEASURED {
        for page in &pages {
            bytes += page.len();
            read += usize::from(extract(page.clone(), Format::Html, &limits).is_ok());
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    println!("{} pages: {:.0} pages/s, {:.1} MB/s", pages.len(), read as f64 / seconds, bytes as f64 / seconds / 1e6);
    Ok(())
}

fn gather(folder: &Path, pages: &mut Vec<Vec<u8>>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            gather(&path, pages)?;
        } else if path.extension().is_some_and(|extension| extension == "html") {
            pages.push(fs::read(path)?);
        }
    }
    Ok(())
}
