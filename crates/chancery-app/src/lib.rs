//! The use cases of Chancery: plain data in, plain data out.
//!
//! Every surface (command line, server, Python) calls this layer and nothing below it, so that a
//! feature works on all of them or on none. A file's bytes and what is told about it flow through
//! [`read_bytes`] to a reading; [`reading_json`] is what a reading looks like outside.
//!
//! Documents of formats that could be turned against their reader are taken apart by processes that [`serve_extractor`]
//! runs, when the surface has a program to offer for it.
//!
//! Left out: terminals, arguments, sockets, clocks. The one thing read from disk is the folder of
//! a user's lexicon ([`overlay`]), because every surface offers it in the same way.

pub mod compare;
pub mod explain;
mod extractor;
pub mod gathered;
pub mod genealogy;
mod hex;
pub mod mentions;
pub mod overlay;
mod read;
pub mod reading_json;
pub mod review;
pub mod rules;
pub mod sidecar;
pub mod told;
pub mod unsaid;
pub mod wording;
pub mod workspace;

pub use chancery_apart::{ApartError, Bounds, Pool};
pub use chancery_compare::plot;
pub use chancery_document::Told;
pub use chancery_lexicon::{Example, Lexicon, Problem};
pub use chancery_model::Reading;
pub use extractor::{ExtractError, Extractor, serve_extractor};
pub use read::{ReadError, has_rules, read_articles, read_bytes};
pub use reading_json::ReadingJson;
