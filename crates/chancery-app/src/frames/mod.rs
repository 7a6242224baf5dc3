//! Frames: a way of looking at relations as a few limbs, each with indicators that are counted over time.
//!
//! A frame is a TOML file ([`Frame::parse`]); two are built in, and a user's stand in the folder `frames` of the lexicon
//! overlay. An indicator is a question that the register can be asked as well, so each number can be opened
//! ([`Query::address`]). Counts say how many entries there are; what they mean is said nowhere.

mod counts;
mod file;
mod query;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use chancery_lexicon::Problem;
use schemars::JsonSchema;
use serde::Serialize;

pub use counts::{By, Counted, CountedIndicator, CountedLimb, Cut, MOST_PERIODS, Period};
pub use query::Query;

use crate::overlay::LexiconError;

/// The folder of frames in the folder of a user's lexicon.
pub const FOLDER: &str = "frames";

/// The frames that are built in.
const BUILT_IN: [(&str, &str); 2] = [
    ("frames/strategic-stability.toml", include_str!("../../frames/strategic-stability.toml")),
    ("frames/plover.toml", include_str!("../../frames/plover.toml")),
];

/// Names in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Names {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

/// A frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Frame {
    /// Id.
    pub id: String,
    /// What it is called.
    pub names: Names,
    /// What it is about.
    pub about: Names,
    /// Concept of the lexicon whose wording it takes apart.
    pub formulation: Option<String>,
    /// The file that it stands in.
    pub path: String,
    /// Its limbs, in order.
    pub limbs: Vec<Limb>,
}

/// A limb of a frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Limb {
    /// Id.
    pub id: String,
    /// What it is called.
    pub names: Names,
    /// What it is about.
    pub about: Names,
    /// What is counted for it, in order.
    pub indicators: Vec<Indicator>,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Indicator {
    /// Id, unlike that of any other of the frame.
    pub id: String,
    /// What it is called.
    pub names: Names,
    /// Which entries.
    pub query: Query,
}

/// The built-in frames and those of a user's lexicon folder, by id. A user's takes the place of a built-in one.
///
/// # Errors
/// [`LexiconError`] when a file cannot be read or is wrong, each problem at its place.
pub fn frames(overlay: Option<&Path>) -> Result<Vec<Frame>, LexiconError> {
    let mut found: BTreeMap<String, Frame> = BTreeMap::new();
    let mut problems: Vec<Problem> = Vec::new();
    let mut parse = |path: &str, text: &str| -> Option<Frame> { Frame::parse(path, text).map_err(|wrong| problems.extend(wrong)).ok() };
    for (path, text) in BUILT_IN {
        found.extend(parse(path, text).map(|frame| (frame.id.clone(), frame)));
    }
    let mut own: BTreeMap<String, Frame> = BTreeMap::new();
    let mut twice: Vec<Problem> = Vec::new();
    for path in overlay.map(|folder| files_in(&folder.join(FOLDER))).transpose()?.unwrap_or_default() {
        let text = fs::read_to_string(&path).map_err(|reason| LexiconError::Unreadable { path: path.clone(), reason })?;
        let Some(frame) = parse(&path.display().to_string(), &text) else { continue };
        if let Some(other) = own.get(&frame.id) {
            let message = format!("the frame '{}' stands in {} too", frame.id, other.path);
            twice.push(Problem { path: frame.path.clone(), line: 0, column: 0, message });
        }
        own.insert(frame.id.clone(), frame);
    }
    problems.extend(twice);
    found.extend(own);
    if problems.is_empty() { Ok(found.into_values().collect()) } else { Err(LexiconError::Wrong(problems)) }
}

/// The files `*.toml` in a folder, by name; none when there is no such folder.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, LexiconError> {
    let unreadable = |reason| LexiconError::Unreadable { path: folder.to_owned(), reason };
    let children = match fs::read_dir(folder) {
        Ok(children) => children,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(error)),
    };
    let mut paths = Vec::new();
    for child in children {
        let path = child.map_err(unreadable)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests;
