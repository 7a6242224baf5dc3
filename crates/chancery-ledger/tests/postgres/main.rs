//! What can be done with a workspace, in a database of a PostgreSQL server that is started for it.
//!
//! Where none can be started the tests say so; those that are not about PostgreSQL alone then run on a file.

#[path = "../common/mod.rs"]
mod common;

#[path = "../workspace/backup.rs"]
mod backup;
#[path = "../workspace/coding.rs"]
mod coding;
#[path = "../workspace/due.rs"]
mod due;
#[path = "../workspace/follow.rs"]
mod follow;
#[path = "../workspace/lists.rs"]
mod lists;
#[path = "../workspace/log.rs"]
mod log;
#[path = "../workspace/queue.rs"]
mod queue;
#[path = "../workspace/register.rs"]
mod register;
#[path = "../workspace/search.rs"]
mod search;
#[path = "../workspace/suggest.rs"]
mod suggest;

mod limits;
mod opening;
mod together;
