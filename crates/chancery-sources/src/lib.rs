//! Where accounts come from: files, folders, streams, web addresses and feeds.
//!
//! Everything ends as bytes with a name, read within limits: a folder stands for the files below it ([`files_below`]), a
//! feed for the accounts it lists ([`Feed`]), an address for the page that is there ([`Fetcher`]). What cannot be had is
//! an error of its own and stops nothing else.
//!
//! Left out: what the bytes are, sidecars, and the order and form in which readings are printed.

mod address;
mod cache;
mod feed;
mod fetch;
mod files;
mod kinds;
mod private;

pub use address::{Address, AddressError};
pub use cache::Cache;
pub use feed::{Feed, FeedError};
pub use fetch::{FetchError, Fetched, Fetcher, Rules};
pub use files::{FileError, Wanted, files_below, read_file, read_stream};
pub use kinds::{endings, is_named_as_feed};
pub use private::{Permitted, Reach, Refused, WrongPermit};

/// Bytes that are read of what has no size of its own: standard input, pipes, devices.
pub const STREAM_BYTES: u64 = 256 << 20;
/// Bytes that are fetched from one address.
pub const FETCHED_BYTES: u64 = 50 << 20;
