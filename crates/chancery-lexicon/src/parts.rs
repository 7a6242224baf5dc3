//! The tables of a lexicon as they are packed: made by the build script for the built-in files, so
//! that nothing is parsed when the program starts, and by the loader when there is an overlay.
//!
//! The packed form is postcard of these types. Only the program it was packed for reads it, so it
//! has no version.

use chancery_document::Conventions;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::actors::{KnownActor, KnownOffice};
use crate::class::Classes;
use crate::concept::Concept;
use crate::rule::Rule;

/// Everything but the terms and the words of dates and numbers, which are kept by language.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Parts {
    pub classes: [Classes; 2],
    pub actors: Vec<KnownActor>,
    pub offices: Vec<KnownOffice>,
    pub concepts: Vec<Concept>,
    pub areas: Vec<String>,
    pub units: Vec<String>,
    pub rules: Vec<Rule>,
    pub conventions: Conventions,
}

/// A hash of files, each its path and text, after what was hashed `before`.
pub(crate) fn digest<'f>(before: &[u8], files: impl IntoIterator<Item = (&'f str, &'f str)>) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(before);
    for (path, text) in files {
        for part in [path, text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
    }
    hash.finalize().into()
}
