//! Files, the files below folders, and streams, read within limits.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};

use crate::kinds;

/// Which files below a folder are read, of those whose ending is known.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Those that match one of these; all when there is none.
    pub include: Vec<Pattern>,
    /// But not those that match one of these.
    pub exclude: Vec<Pattern>,
}

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The system says no.
    #[error("{}", plain(.0))]
    System(#[from] io::Error),
    /// It is too big.
    #[error("it has more than {mib} MiB, the most that is read; --size-limit allows more")]
    TooBig {
        /// The limit.
        mib: u64,
    },
    /// A folder without documents.
    #[error("no document below this folder that is wanted: no file that ends in .{}", kinds::endings().collect::<Vec<_>>().join(", ."))]
    NoDocument,
}

impl Wanted {
    /// Whether a path below a folder, its parts parted by `/`, is wanted. A pattern without `/` is for the name alone.
    fn takes(&self, below: &str) -> bool {
        let options = MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };
        let name = below.rsplit('/').next().unwrap_or(below);
        let matches = |pattern: &Pattern| pattern.matches_with(if pattern.as_str().contains('/') { below } else { name }, options);
        (self.include.is_empty() || self.include.iter().any(matches)) && !self.exclude.iter().any(matches)
    }
}

/// The documents below a folder, each with its path below it (parts parted by `/`), in the order of their paths; in
/// between, the folders that cannot be looked into.
///
/// Hidden files and folders, and links to folders, are not followed.
#[must_use]
pub fn files_below(folder: &Path, wanted: &Wanted) -> Vec<(PathBuf, Result<String, FileError>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        if let Err(error) = look_into(&inner, folder, wanted, &mut folders, &mut found) {
            found.push((inner, Err(error.into())));
        }
    }
    if found.is_empty() {
        return vec![(folder.to_owned(), Err(FileError::NoDocument))];
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
}

fn look_into(
    inner: &Path,
    folder: &Path,
    wanted: &Wanted,
    folders: &mut Vec<PathBuf>,
    found: &mut Vec<(PathBuf, Result<String, FileError>)>,
) -> io::Result<()> {
    for child in fs::read_dir(inner)? {
        let child = child?;
        if child.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = child.path();
        if child.file_type()?.is_dir() {
            folders.push(path);
        } else if has_known_ending(&path) && path.is_file() {
            let below = path.strip_prefix(folder).unwrap_or(&path);
            let below = below.iter().map(OsStr::to_string_lossy).collect::<Vec<_>>().join("/");
            if wanted.takes(&below) {
                found.push((path, Ok(below)));
            }
        }
    }
    Ok(())
}

fn has_known_ending(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str);
    ending.is_some_and(|ending| kinds::endings().any(|known| known.eq_ignore_ascii_case(ending)))
}

/// Reads a file of at most `at_most` bytes. Of a pipe or a device no more than `stream_at_most` are taken.
///
/// # Errors
/// [`FileError`] when it cannot be read, or is bigger; then no more is read.
pub fn read_file(path: &Path, at_most: u64, stream_at_most: u64) -> Result<Vec<u8>, FileError> {
    let file = File::open(path)?;
    let about = file.metadata()?;
    if !about.is_file() {
        return read_stream(file, stream_at_most.min(at_most));
    }
    if about.len() > at_most {
        return Err(FileError::TooBig { mib: at_most >> 20 });
    }
    read_bounded(file, at_most, about.len())
}

/// Reads a stream of at most `at_most` bytes.
///
/// # Errors
/// [`FileError`] when it cannot be read, or is longer; then no more is read.
pub fn read_stream(from: impl Read, at_most: u64) -> Result<Vec<u8>, FileError> {
    read_bounded(from, at_most, 0)
}

fn read_bounded(from: impl Read, at_most: u64, expected: u64) -> Result<Vec<u8>, FileError> {
    // The byte more is for the read that finds the end.
    let mut bytes = Vec::with_capacity(usize::try_from(expected.saturating_add(1)).unwrap_or_default());
    from.take(at_most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > at_most { Err(FileError::TooBig { mib: at_most >> 20 }) } else { Ok(bytes) }
}

/// An error of the system without its number.
fn plain(error: &io::Error) -> String {
    error.to_string().split(" (os error").next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(include: &[&str], exclude: &[&str], taken: &[&str]) {
        let patterns = |texts: &[&str]| texts.iter().map(|text| Pattern::new(text).expect("a pattern")).collect();
        let wanted = Wanted { include: patterns(include), exclude: patterns(exclude) };
        let all = ["a.txt", "b.html", "2026/a.txt", "2026/05/c.txt", "drafts/a.txt"];
        assert_eq!(all.into_iter().filter(|below| wanted.takes(below)).collect::<Vec<_>>(), taken, "{include:?} {exclude:?}");
    }

    #[test]
    fn patterns_choose_by_name_or_path() {
        check(&[], &[], &["a.txt", "b.html", "2026/a.txt", "2026/05/c.txt", "drafts/a.txt"]);
        check(&["a.*"], &[], &["a.txt", "2026/a.txt", "drafts/a.txt"]);
        check(&["2026/*"], &[], &["2026/a.txt"]);
        check(&["2026/**/*"], &[], &["2026/a.txt", "2026/05/c.txt"]);
        check(&["*.txt", "*.html"], &["drafts/**", "c.*"], &["a.txt", "b.html", "2026/a.txt"]);
    }

    #[test]
    fn a_stream_is_read_to_its_limit_and_no_further() {
        struct Endless(u64);
        impl Read for Endless {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                self.0 += into.len() as u64;
                into.fill(b'a');
                Ok(into.len())
            }
        }
        let mut endless = Endless(0);
        assert!(matches!(read_stream(&mut endless, 1 << 20), Err(FileError::TooBig { mib: 1 })));
        assert!(endless.0 <= (1 << 20) + 1, "{} bytes were taken", endless.0);
        assert_eq!(read_stream(b"whole".as_slice(), 5).expect("it fits"), b"whole");
        assert!(read_stream(b"whole".as_slice(), 4).is_err());
    }
}
