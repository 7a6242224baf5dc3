//! What one file may still ask for: bytes unpacked, characters drawn, forms opened.
//!
//! The parser underneath decodes a stream at once, so a stream is measured before it is given the word: what it could
//! unpack to at worst, and only where that is too much, what it does unpack to. A form drawn twice is paid for twice,
//! which bounds forms that draw forms.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use crate::{FormatError, Limits};

/// Characters that may be drawn on one page; a broadsheet has some twenty thousand.
const CHARACTERS_A_PAGE: usize = 400_000;

/// What drawing a form costs beside its bytes, so that empty forms are not free.
const OPENING: usize = 512;

/// The most bytes that one byte of a DEFLATE stream unpacks to is 1032; of LZW less than twice that.
const FLATE_RATIO: usize = 1032;
const LZW_RATIO: usize = 2048;
const RUN_LENGTH_RATIO: usize = 64;

/// What is left of what a file may ask for.
#[derive(Debug)]
pub(super) struct Budget {
    at_most: usize,
    left: usize,
    characters_left: usize,
    /// Forms inside one another.
    pub(super) depth: usize,
}

impl Budget {
    /// All that is allowed.
    pub(super) fn new(limits: &Limits) -> Self {
        Self { at_most: limits.unpacked, left: limits.unpacked, characters_left: 0, depth: limits.depth.min(48) }
    }

    /// Begins a page.
    pub(super) const fn turn_page(&mut self) {
        self.characters_left = CHARACTERS_A_PAGE;
    }

    /// Pays for bytes that are read.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), FormatError> {
        self.left = self.left.checked_sub(bytes.saturating_add(OPENING)).ok_or_else(|| self.exhausted())?;
        Ok(())
    }

    /// Pays for a character.
    pub(super) fn spend_character(&mut self) -> Result<(), FormatError> {
        self.characters_left = self.characters_left.checked_sub(1).ok_or_else(|| FormatError::TooLong {
            what: "characters on one page".to_owned(),
            at_most: CHARACTERS_A_PAGE,
        })?;
        Ok(())
    }

    /// What a stream unpacks to, paid for; [`None`] when it cannot be unpacked.
    pub(super) fn unpack<'a>(&mut self, stream: &Stream<'a>) -> Result<Option<Cow<'a, [u8]>>, FormatError> {
        self.admit(stream)?;
        let Ok(unpacked) = stream.decoded_data() else { return Ok(None) };
        self.spend(unpacked.len())?;
        Ok(Some(unpacked))
    }

    /// An error when a stream unpacks to more than is left.
    pub(super) fn admit(&self, stream: &Stream<'_>) -> Result<(), FormatError> {
        let packed = stream.raw_data();
        let filters = stream.filters();
        let at_worst = filters.iter().fold(packed.len(), |bytes, filter| bytes.saturating_mul(ratio(*filter)));
        if at_worst <= self.left {
            return Ok(());
        }
        match filters[..] {
            [Filter::FlateDecode] if unpacks_within(&packed, self.left) => Ok(()),
            _ => Err(self.exhausted()),
        }
    }

    fn exhausted(&self) -> FormatError {
        FormatError::TooLong { what: "bytes once it is unpacked".to_owned(), at_most: self.at_most }
    }
}

/// The most bytes that one byte comes to under a filter.
const fn ratio(filter: Filter) -> usize {
    match filter {
        Filter::FlateDecode => FLATE_RATIO,
        Filter::LzwDecode => LZW_RATIO,
        Filter::RunLengthDecode => RUN_LENGTH_RATIO,
        Filter::Ascii85Decode => 4,
        _ => 1,
    }
}

/// Whether a DEFLATE stream unpacks to no more than so many bytes. A broken one counts up to where it breaks.
fn unpacks_within(packed: &[u8], at_most: usize) -> bool {
    let mut window = vec![0; 1 << 16];
    let mut decoder = ZlibDecoder::new(packed);
    let mut total = 0_usize;
    while let Ok(read @ 1..) = decoder.read(&mut window) {
        total += read;
        if total > at_most {
            return false;
        }
    }
    true
}
