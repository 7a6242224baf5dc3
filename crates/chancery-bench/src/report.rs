//! What becomes of every file of a folder: its format, how long it takes, how it ends.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use chancery_app::{Extractor, Lexicon, Told, overlay, read_bytes};
use chancery_formats::Format;

/// Reads each file of a folder and those below it once and writes a table, parted by tabs: file, format, bytes, thousandths
/// of a second, characters, entries, outcome. A last line sums up.
///
/// # Errors
/// When a file cannot be read from the disk, or the table not written.
pub fn run(folder: &Path, out: &mut impl Write) -> io::Result<()> {
    let lexicon = overlay::lexicon(None).map_err(io::Error::other)?;
    let mut files = Vec::new();
    gather(folder, &mut files)?;
    writeln!(out, "file\tformat\tbytes\tms\tcharacters\tentries\toutcome")?;
    let (mut read, mut seconds) = (0, 0.0);
    for path in &files {
        let bytes = fs::read(path)?;
        let name = path.strip_prefix(folder).unwrap_or(path).display().to_string();
        let size = bytes.len();
        let format = Format::of(&bytes, &name).map_or_else(|_| "-".to_owned(), |format| format!("{format:?}").to_lowercase());
        let started = Instant::now();
        let outcome = outcome(&name, bytes, &lexicon);
        let took = started.elapsed().as_secs_f64();
        seconds += took;
        read += usize::from(outcome.is_ok());
        let told = outcome
            .map_or_else(|reason| format!("-\t-\trefused: {reason}"), |(characters, entries)| format!("{characters}\t{entries}\tread"));
        writeln!(out, "{name}\t{format}\t{size}\t{:.2}\t{told}", took * 1e3)?;
    }
    writeln!(out, "{} files\t\t\t{:.2}\t\t\t{read} read, {} refused", files.len(), seconds * 1e3, files.len() - read)
}

/// Characters and entries, or why there are none.
fn outcome(name: &str, bytes: Vec<u8>, lexicon: &Lexicon) -> Result<(usize, usize), String> {
    let reading = read_bytes(name, bytes, &Told::default(), lexicon, &Extractor::InProcess).map_err(|error| error.to_string())?;
    Ok((reading.document.text.as_str().chars().count(), reading.entries.len()))
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() { gather(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
