//! The folder of a user's lexicon: every `*.toml` below it, in the order of their paths, without those of the folder of
//! [`crate::frames`].

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chancery_lexicon::{Lexicon, OverlayFile, Problem};

use crate::frames;

/// Why a lexicon cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// A file or folder of the overlay cannot be read.
    #[error("{}: {reason}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        reason: io::Error,
    },
    /// Files are wrong, each at its place.
    #[error("{}", lines(.0))]
    Wrong(Vec<Problem>),
}

/// The built-in lexicon, with the files below `folder` laid over it when there is one.
///
/// # Errors
/// [`LexiconError`] when a file cannot be read or is wrong.
pub fn lexicon(folder: Option<&Path>) -> Result<Lexicon, LexiconError> {
    let files = folder.map(files_below).transpose()?.unwrap_or_default();
    Lexicon::load(&files).map_err(LexiconError::Wrong)
}

/// The lexicon files below a folder, in the order of their paths.
///
/// # Errors
/// [`LexiconError::Unreadable`] for a file or folder that cannot be read.
pub fn files_below(folder: &Path) -> Result<Vec<OverlayFile>, LexiconError> {
    let mut paths = Vec::new();
    gather(folder, &mut paths)?;
    let frames = folder.join(frames::FOLDER);
    paths.retain(|path| !path.starts_with(&frames));
    paths.sort();
    paths
        .into_iter()
        .map(|path| match fs::read_to_string(&path) {
            Ok(text) => Ok(OverlayFile { path: path.display().to_string(), text }),
            Err(reason) => Err(LexiconError::Unreadable { path, reason }),
        })
        .collect()
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), LexiconError> {
    let unreadable = |reason| LexiconError::Unreadable { path: folder.to_owned(), reason };
    for child in fs::read_dir(folder).map_err(unreadable)? {
        let child = child.map_err(unreadable)?;
        let path = child.path();
        if child.file_type().map_err(unreadable)?.is_dir() {
            gather(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    Ok(())
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
