//! The use cases of Chancery: plain data in, plain data out.
//!
//! Every surface (command line, server, Python) calls this layer and nothing below it, so that a
//! feature works on all of them or on none. A file's bytes and what is told about it flow through
//! [`read_bytes`] to a reading; [`reading_json`] is what a reading looks like outside.
//!
//! Left out: terminals, arguments, sockets, clocks. The one thing read from disk is the folder of
//! a user's lexicon ([`overlay`]), because every surface offers it in the same way.

pub mod explain;
mod hex;
pub mod mentions;
pub mod overlay;
mod read;
pub mod reading_json;
pub mod rules;
pub mod sidecar;
pub mod told;

pub use chancery_document::{ReadError, Told};
pub use chancery_lexicon::{Lexicon, Problem};
pub use chancery_model::Reading;
pub use read::{has_rules, read_articles, read_bytes};
pub use reading_json::ReadingJson;
