//! Readings beside readings: what several accounts say of one event, how versions of one text
//! differ, and how wording moves over time.
//!
//! All of it is plain data in and plain data out. What stands for the same thing in two languages
//! is told by concepts, numbers, dates and parties, so no language is the pivot.

pub mod account;
pub mod alignment;
pub mod genealogy;
pub mod plot;
mod script;
pub mod statistics;
pub mod unsaid;
pub mod versions;
pub mod wording;

pub use account::{Account, Amount, Period, Statement, state_of};
pub use alignment::{Comparison, compare};
