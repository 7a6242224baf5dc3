//! The made-up states that the examples of the rules are about.
//!
//! Examples are invented, and so are their states: the built-in lexicon does not know them. They
//! are a file of the ordinary shape, compiled in but not one of the built-in files, and laid over
//! those when the examples are tried. A user's files come last and have the last word.

use crate::{Lexicon, OverlayFile, Problem};

/// Path and text of the file.
const FILE: (&str, &str) = ("specimens.toml", include_str!("../data/specimens.toml"));

/// The state whose account an example is: the first of the file.
pub const SPECIMEN_SIDE: &str = "XAA";

impl Lexicon {
    /// This lexicon with the made-up states of the examples added. Rules keep their places.
    ///
    /// # Errors
    /// The problems of the files; there are none that this lexicon was not made in spite of.
    pub fn with_specimens(&self) -> Result<Self, Vec<Problem>> {
        let specimens = OverlayFile { path: FILE.0.to_owned(), text: FILE.1.to_owned() };
        let files: Vec<OverlayFile> = std::iter::once(specimens).chain(self.overlay.iter().cloned()).collect();
        Self::load(&files)
    }
}
