//! Compliance tables: reading, findings, means and writing.

mod findings;
mod groups;
mod reading;
mod round_trip;
