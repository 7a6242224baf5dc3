//! The parts of a file that is a ZIP archive, unpacked within limits.
//!
//! What an archive says of its sizes is not believed: parts are unpacked until they end or the file's share is used up.
//! Only the parts that are asked for are unpacked.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::{FormatError, Limits, charset};

/// Most parts that an archive may have.
const PARTS: usize = 16 * 1024;

/// A part may unpack to this many times its packed size; XML of office documents stays below a third of it.
const RATIO: u64 = 200;

/// Bytes that a part may unpack to, however small it is packed.
const FLOOR: u64 = 16 << 20;

/// An archive whose parts are read.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    format: &'static str,
    /// Bytes that may still be unpacked.
    left: u64,
    at_most: usize,
}

impl<'a> Package<'a> {
    /// Opens an archive; `format` is what people call the file.
    pub(crate) fn open(bytes: &'a [u8], format: &'static str, limits: &Limits) -> Result<Self, FormatError> {
        let broken = |reason: String| FormatError::Broken { format: format.to_owned(), reason };
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(format!("its list of parts: {error}")))?;
        if archive.len() > PARTS {
            return Err(FormatError::TooLong { what: "parts".to_owned(), at_most: PARTS });
        }
        let mut package = Self { archive, format, left: limits.unpacked as u64, at_most: limits.unpacked };
        match package.archive.has_overlapping_entries() {
            Ok(false) => Ok(package),
            Ok(true) => Err(broken("its parts overlap".to_owned())),
            Err(error) => Err(broken(format!("its list of parts: {error}"))),
        }
    }

    /// Whether there is a part of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of a part; [`None`] when there is none of that name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, FormatError> {
        let format = self.format;
        let broken = |reason: String| FormatError::Broken { format: format.to_owned(), reason: format!("{name}: {reason}") };
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(FormatError::Protected),
            Err(error) => return Err(broken(error.to_string())),
        };
        let by_ratio = file.compressed_size().saturating_mul(RATIO).max(FLOOR);
        let allowed = by_ratio.min(self.left);
        let mut bytes = Vec::new();
        file.take(allowed + 1).read_to_end(&mut bytes).map_err(|error| broken(error.to_string()))?;
        let unpacked = bytes.len() as u64;
        if unpacked <= allowed {
            self.left -= unpacked;
            return Ok(Some(bytes));
        }
        if allowed == self.left {
            return Err(FormatError::TooLong { what: format!("bytes when {name} is unpacked"), at_most: self.at_most });
        }
        Err(broken(format!("it unpacks to more than {RATIO} times its size, as no document does")))
    }

    /// The text of a part that is XML; [`None`] when there is none of that name.
    pub(crate) fn xml(&mut self, name: &str) -> Result<Option<String>, FormatError> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        let declared = declared(&bytes);
        let broken = |reason: String| FormatError::Broken { format: self.format.to_owned(), reason: format!("{name}: {reason}") };
        let (text, _) = charset::decode(bytes, declared.as_deref()).map_err(|error| broken(error.to_string()))?;
        let text = String::from_utf8(text).map_err(|error| broken(error.to_string()))?;
        Ok(Some(match text.strip_prefix('\u{FEFF}') {
            Some(unmarked) => unmarked.to_owned(),
            None => text,
        }))
    }

    /// The text of a part that is XML and has to be there.
    pub(crate) fn needed(&mut self, name: &str) -> Result<String, FormatError> {
        let missing = || FormatError::Broken { format: self.format.to_owned(), reason: format!("it has no part {name}") };
        let missing = missing();
        self.xml(name)?.ok_or(missing)
    }
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = std::str::from_utf8(bytes.get(..bytes.len().min(128))?.split(|byte| *byte == b'>').next()?).ok()?;
    let value = head.strip_prefix("<?xml")?.split_once("encoding")?.1.split(['"', '\'']).nth(1)?;
    Some(value.to_owned())
}
