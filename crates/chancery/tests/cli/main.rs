//! The command line from outside: the real binary, in a clean environment.

mod bad_input;
mod explain;
mod lexicon;
mod mentions;
mod read;
mod schema;
mod split;
mod support;
mod table;
mod usage;
