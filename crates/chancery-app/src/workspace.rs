//! Keeping readings in a workspace: what the ledger offers, and the way of a reading into it.

use std::io;

use chancery_model::Reading;

pub use chancery_ledger::*;

use crate::reading_json::ReadingJson;

/// A reading as the ledger keeps it: the published format, byte for byte what `chancery read` prints.
///
/// # Errors
/// What the ledger cannot keep, in words.
pub fn kept(reading: &Reading) -> Result<reading::Reading, String> {
    let mut json = Vec::new();
    ReadingJson::new(reading).write(&mut json).map_err(|error: io::Error| error.to_string())?;
    let json = String::from_utf8(json).map_err(|error| error.to_string())?;
    reading::Reading::parse(&json)
}
