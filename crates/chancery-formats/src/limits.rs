//! How much a file may ask for.

use serde::{Deserialize, Serialize};

use crate::FormatError;

/// How much a file may ask for before it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes that it may unpack to, all parts together.
    pub unpacked: usize,
    /// Elements inside one another.
    pub depth: usize,
    /// Pages.
    pub pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: u32::MAX as usize, unpacked: 1 << 29, depth: 512, pages: 5000 }
    }
}

impl Limits {
    /// An error when a file is too big.
    pub(crate) fn check_size(&self, bytes: usize) -> Result<(), FormatError> {
        if bytes > self.bytes { Err(FormatError::TooLong { what: "bytes".to_owned(), at_most: self.bytes }) } else { Ok(()) }
    }
}
