//! Pages from addresses: politely, within limits, and only from where it is permitted.
//!
//! An address flows through `host` (whose turn it is, what the server asks of robots), `client` (one request) and back,
//! a redirect at a time, each checked as the first one was.

mod client;
mod error;
mod host;
mod retry;
mod robots;
#[cfg(test)]
mod tests;

use std::thread;
use std::time::{Instant, SystemTime};

pub use error::FetchError;

use crate::cache::{Cache, Kept};
use crate::{Address, Reach, kinds};
use client::{Answer, Client, TimeLeft};
use host::{Hosts, turn};

/// Redirects that are followed.
const REDIRECTS: usize = 5;
/// Times a server is asked again after a wait that it asked for.
const AGAIN: usize = 2;

/// What holds for every page.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Where pages may come from.
    pub reach: Reach,
    /// Bytes of a page.
    pub bytes: u64,
    /// Seconds for a page, without the pauses that servers ask for.
    pub time_s: u64,
    /// Where pages are kept.
    pub cache: Option<Cache>,
    /// Whether only what is kept is read.
    pub is_offline: bool,
}

/// Fetches pages, one at a time from each server.
#[derive(Debug)]
pub struct Fetcher {
    rules: Rules,
    client: Client,
    hosts: Hosts,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Where it was in the end.
    pub address: Address,
    /// What is there.
    pub bytes: Vec<u8>,
}

/// What is at an address.
enum There {
    Page(Vec<u8>),
    Elsewhere(Address),
}

impl Fetcher {
    /// Fetches by these rules.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        let client = Client::new(rules.reach.clone());
        Self { rules, client, hosts: Hosts::default() }
    }

    /// Fetches the page at an address.
    ///
    /// # Errors
    /// [`FetchError`] when it cannot be had, is not permitted, or is of no kind that is read.
    pub fn fetch(&self, address: &Address) -> Result<Fetched, FetchError> {
        let mut at = address.clone();
        let mut time = TimeLeft::new(self.rules.time_s);
        for _ in 0..=REDIRECTS {
            let there = if self.rules.is_offline { self.look_up(&at)? } else { self.ask(&at, &mut time)? };
            match there {
                There::Page(bytes) => return Ok(Fetched { address: at, bytes }),
                There::Elsewhere(to) if at.is_encrypted() && !to.is_encrypted() => {
                    return Err(FetchError::Downgrade { to: to.to_string() });
                }
                There::Elsewhere(to) => at = to,
            }
        }
        Err(FetchError::Redirects(REDIRECTS))
    }

    /// What is kept of an address.
    fn look_up(&self, at: &Address) -> Result<There, FetchError> {
        let kept = self.rules.cache.as_ref().and_then(|cache| cache.load(at)).ok_or(FetchError::NotKept)?;
        match kept.moved_to {
            Some(to) => Ok(There::Elsewhere(at.join(&to)?)),
            None => Ok(There::Page(kept.bytes)),
        }
    }

    /// Asks the server, when it is its turn; again when it asks to come back soon.
    fn ask(&self, at: &Address, time: &mut TimeLeft) -> Result<There, FetchError> {
        let kept = self.rules.cache.as_ref().and_then(|cache| cache.load(at)).filter(|kept| kept.moved_to.is_none());
        let host = self.hosts.of(at);
        let mut host = turn(&host);
        let mut attempts_left = AGAIN;
        loop {
            host.permit(at, &self.client, time)?;
            let began = Instant::now();
            let answer = self.client.get(at, kept.as_ref(), time)?;
            let come_back = answer.header("Retry-After").and_then(|value| retry::parse(value, SystemTime::now()));
            match come_back.filter(|_| matches!(answer.code(), 429 | 503)) {
                Some(come_back) if attempts_left > 0 && come_back.wait <= retry::LONGEST => {
                    attempts_left -= 1;
                    time.spend(began);
                    drop(answer);
                    thread::sleep(come_back.wait);
                }
                Some(come_back) => return Err(FetchError::Later { status: answer.status(), when: come_back.said }),
                None => {
                    let there = self.take(at, answer, kept, time);
                    time.spend(began);
                    return there;
                }
            }
        }
    }

    /// What an answer says is there.
    fn take(&self, at: &Address, answer: Answer, kept: Option<Kept>, time: &TimeLeft) -> Result<There, FetchError> {
        match (answer.code(), kept) {
            (200..=299, _) => self.take_page(at, answer, time),
            (304, Some(kept)) => Ok(There::Page(kept.bytes)),
            (301 | 302 | 303 | 307 | 308, _) => {
                let link =
                    answer.header("Location").ok_or_else(|| FetchError::Status(format!("{} without an address", answer.status())))?;
                let to = at.join(link)?;
                self.keep(at, Kept { moved_to: Some(to.to_string()), ..Kept::default() })?;
                Ok(There::Elsewhere(to))
            }
            _ => Err(FetchError::Status(answer.status())),
        }
    }

    fn take_page(&self, at: &Address, answer: Answer, time: &TimeLeft) -> Result<There, FetchError> {
        let header = |name: &str| answer.header(name).map(str::to_owned);
        let content_type = header("Content-Type").unwrap_or_default();
        if !kinds::is_read(&content_type) {
            let kind = kinds::essence(&content_type);
            return Err(FetchError::Kind(if kind.is_empty() { "of a kind that the server does not name".to_owned() } else { kind }));
        }
        let (etag, last_modified) = (header("ETag"), header("Last-Modified"));
        let bytes = answer.read(self.rules.bytes, time)?;
        let kept = self.keep(at, Kept { content_type, etag, last_modified, bytes, ..Kept::default() })?;
        Ok(There::Page(kept.bytes))
    }

    /// Keeps something, where anything is kept.
    fn keep(&self, at: &Address, kept: Kept) -> Result<Kept, FetchError> {
        match &self.rules.cache {
            Some(cache) => cache.keep(at, kept).map_err(|error| FetchError::Cache(error.to_string())),
            None => Ok(kept),
        }
    }
}
