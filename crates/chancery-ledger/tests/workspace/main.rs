//! What can be done with a workspace, in a file. The same tests run on PostgreSQL, see `tests/postgres`.

#[path = "../common/mod.rs"]
mod common;

mod backup;
mod coding;
mod due;
mod follow;
mod lists;
mod log;
mod queue;
mod register;
mod search;
mod suggest;
