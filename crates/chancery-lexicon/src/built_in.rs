//! The built-in lexicon as the build script packed it.

use chancery_mentions::WordFiles;
use serde::Deserialize;

use crate::class::LANGUAGES;
use crate::concept::ConceptWords;
use crate::matcher::Matcher;
use crate::packed;
use crate::parts::Parts;

/// Hash of the built-in files.
pub(crate) const DIGEST: &[u8; 32] = include_bytes!(concat!(env!("OUT_DIR"), "/digest.bin"));
const PARTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/parts.bin"));
const WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));
const CONCEPTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/concepts.bin"));
const TERMS: [&[u8]; 2] =
    [include_bytes!(concat!(env!("OUT_DIR"), "/terms_0.bin")), include_bytes!(concat!(env!("OUT_DIR"), "/terms_1.bin"))];

/// Why what is packed can be unpacked.
const PACKED: &str = "the build script packed these very types";

/// Everything but terms and words.
pub(crate) fn parts() -> Parts {
    unpack(PARTS)
}

/// The words of dates and numbers.
pub(crate) fn words() -> WordFiles {
    unpack(WORDS)
}

/// The wordings of concepts.
pub(crate) fn concept_words() -> ConceptWords {
    unpack(CONCEPTS)
}

/// The matcher of the language at a place of the tables.
pub(crate) fn matcher(place: usize) -> Matcher {
    Matcher::unpacked(packed::unpack(TERMS[place]).expect(PACKED), LANGUAGES[place])
}

fn unpack<'p, T: Deserialize<'p>>(packed: &'p [u8]) -> T {
    postcard::from_bytes(packed).expect(PACKED)
}
