//! Why a page cannot be had.

use crate::{AddressError, Refused};

/// Why a page cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// It is on a network that is not fetched from.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// It leads to what is no address.
    #[error("it leads on to what is not fetched: {0}")]
    Link(#[from] AddressError),
    /// It leads on too often.
    #[error("it leads on more than {0} times")]
    Redirects(usize),
    /// It leads from an encrypted address to one that is not.
    #[error("it leads from https to {to}, which is not encrypted; give that address if it is meant")]
    Downgrade {
        /// Where to.
        to: String,
    },
    /// The server asks for it to be left alone.
    #[error("the robots.txt of {host} asks for this page to be left alone")]
    Robots {
        /// The server.
        host: String,
    },
    /// The server cannot say what is to be left alone.
    #[error("nothing is fetched from {host}, because its robots.txt cannot be had: {reason}")]
    NoRobots {
        /// The server.
        host: String,
        /// Why.
        reason: String,
    },
    /// The server answers with an error.
    #[error("the server answers {0}")]
    Status(String),
    /// The server asks to come back later.
    #[error("the server answers {status} and asks to come back {when}")]
    Later {
        /// Its answer.
        status: String,
        /// When.
        when: String,
    },
    /// It is of no kind that is read.
    #[error("it is {0}, which is not read")]
    Kind(String),
    /// It is encoded in a way that was not asked for.
    #[error("it comes in the encoding '{0}', which was not asked for and is not read")]
    Encoding(String),
    /// It is too big.
    #[error("it has more than {mib} MiB, the most that is fetched; --size-limit allows more")]
    TooBig {
        /// The limit.
        mib: u64,
    },
    /// It took too long.
    #[error("fetching it took more than {seconds} s; --time-limit allows more")]
    Time {
        /// The limit.
        seconds: u64,
    },
    /// The network or the server fails.
    #[error("it cannot be fetched: {0}")]
    Network(String),
    /// It is not in the cache, and the network is not to be used.
    #[error("it is not in the cache; leave --offline out to fetch it")]
    NotKept,
    /// It cannot be kept.
    #[error("it cannot be kept in the cache: {0}")]
    Cache(String),
}
