//! Random histories: the state follows from the log, what is undone is as it was, and no decision is lost in a merge.

#[path = "../common/mod.rs"]
mod common;

mod dump;
mod merging;
mod properties;
mod steps;
