//! The ledger: what people keep, correct, settle and follow of the accounts that were read.

pub mod agreement;
pub mod compliance;
