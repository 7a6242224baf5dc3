//! Readers of formats in processes of their own, so that a document made to break one breaks nothing else.
//!
//! A [`Pool`] keeps processes of one program; each takes a document at a time over its standard input and gives back what
//! was taken out of it over its standard output ([`serve`] is that side). Before it looks at a document a process limits
//! its own memory and time ([`Bounds`]), and the pool ends it when a document took too long. A process that ends, for
//! whatever reason, is an error for the document it was reading, and another takes its place for the next.
//!
//! Left out: which documents are read apart, and what the program is called.

mod bounds;
mod error;
mod frame;
mod pool;
mod serve;
mod worker;

pub use bounds::Bounds;
pub use error::ApartError;
pub use pool::Pool;
pub use serve::serve;
