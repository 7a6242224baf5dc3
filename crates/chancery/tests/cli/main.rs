//! The command line from outside: the real binary, in a clean environment.

mod apart;
mod bad_input;
mod compare;
mod desk;
mod explain;
mod feeds;
mod fetch;
mod lexicon;
mod mentions;
mod places;
mod polite;
mod read;
mod schema;
mod server;
mod split;
mod support;
mod table;
mod usage;
mod walk;
mod wording;
mod workspace;
