//! One request and its answer: the only module that names the HTTP library.
//!
//! What a connection is opened to is checked after the name is looked up, on the very addresses that are then connected
//! to. Nothing is followed, decoded or believed here that was not asked for: no redirects, no cookies, no proxies.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, config::Config, http::Response};

use super::FetchError;
use crate::cache::Kept;
use crate::{Address, Reach, Refused, kinds};

/// Bytes of an answer's headers.
const HEADER_BYTES: usize = 64 << 10;

/// What asks servers.
#[derive(Debug)]
pub(crate) struct Client {
    agent: Agent,
}

/// Time that is left for an address. Pauses that a server asks for do not count.
#[derive(Debug)]
pub(crate) struct TimeLeft {
    seconds: u64,
    left: Duration,
}

/// An answer, its body not yet read.
#[derive(Debug)]
pub(crate) struct Answer {
    response: Response<Body>,
}

impl TimeLeft {
    pub(crate) fn new(seconds: u64) -> Self {
        Self { seconds, left: Duration::from_secs(seconds) }
    }

    pub(crate) fn spend(&mut self, since: Instant) {
        self.left = self.left.saturating_sub(since.elapsed());
    }

    fn is_up(&self) -> FetchError {
        FetchError::Time { seconds: self.seconds }
    }
}

impl Client {
    /// A client that looks names up as the system does.
    pub(crate) fn new(reach: Reach) -> Self {
        Self::with_names(reach, DefaultResolver::default())
    }

    /// A client that looks names up by `names`.
    pub(crate) fn with_names(reach: Reach, names: impl Resolver) -> Self {
        let config = Agent::config_builder()
            .user_agent(concat!("chancery/", env!("CARGO_PKG_VERSION"), " (+reader of official accounts of diplomatic meetings)"))
            .accept(kinds::accepted())
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(HEADER_BYTES)
            .max_idle_connections_per_host(1)
            .tls_config(TlsConfig::builder().root_certs(RootCerts::WebPki).build())
            .build();
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), Guarded { names, reach }) }
    }

    /// Asks for a page; with what is kept of it, only for a newer one.
    pub(crate) fn get(&self, address: &Address, kept: Option<&Kept>, time: &TimeLeft) -> Result<Answer, FetchError> {
        if time.left.is_zero() {
            return Err(time.is_up());
        }
        let request = self.agent.get(address.as_str()).config().timeout_global(Some(time.left)).build();
        let mut request = request.header("Accept-Encoding", "gzip");
        let validators = kept.map(|kept| [("If-None-Match", &kept.etag), ("If-Modified-Since", &kept.last_modified)]);
        for (name, value) in validators.into_iter().flatten() {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let response = request.call().map_err(|error| why(error, time))?;
        Ok(Answer { response })
    }
}

impl Answer {
    /// The status code.
    pub(crate) fn code(&self) -> u16 {
        self.response.status().as_u16()
    }

    /// The status as a person reads it.
    pub(crate) fn status(&self) -> String {
        self.response.status().to_string()
    }

    /// A header, where it is there and ASCII.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.response.headers().get(name)?.to_str().ok()
    }

    /// The whole body, decoded.
    pub(crate) fn read(self, at_most: u64, time: &TimeLeft) -> Result<Vec<u8>, FetchError> {
        let (bytes, has_more) = self.take(at_most, time)?;
        if has_more { Err(FetchError::TooBig { mib: at_most >> 20 }) } else { Ok(bytes) }
    }

    /// The beginning of the body, decoded, and whether there is more.
    pub(crate) fn take(self, at_most: u64, time: &TimeLeft) -> Result<(Vec<u8>, bool), FetchError> {
        let encoding = self.header("Content-Encoding").map_or(String::new(), |value| value.trim().to_ascii_lowercase());
        let mut received = self.response.into_body().into_reader().take(at_most.saturating_add(1));
        let mut bytes = Vec::new();
        let read = match encoding.as_str() {
            "" | "identity" => received.read_to_end(&mut bytes),
            "gzip" | "x-gzip" => MultiGzDecoder::new(&mut received).take(at_most.saturating_add(1)).read_to_end(&mut bytes),
            _ => return Err(FetchError::Encoding(encoding)),
        };
        let has_more = received.limit() == 0 || bytes.len() as u64 > at_most;
        match read {
            // What was cut short cannot be decoded to its end.
            Err(error) if !has_more => Err(broken(error, time)),
            _ => {
                bytes.truncate(usize::try_from(at_most).unwrap_or(usize::MAX));
                Ok((bytes, has_more))
            }
        }
    }
}

/// Looks names up and lets only those of their addresses through that may be connected to.
#[derive(Debug)]
struct Guarded<R> {
    names: R,
    reach: Reach,
}

impl<R: Resolver> Resolver for Guarded<R> {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let mut through = self.empty();
        let mut refused = None;
        for &address in &found {
            match self.reach.check(address) {
                Ok(()) => through.push(address),
                Err(error) => refused = Some(error),
            }
        }
        match refused {
            Some(error) if through.is_empty() => Err(ureq::Error::Other(Box::new(error))),
            _ => Ok(through),
        }
    }
}

/// Why there is no answer.
fn why(error: ureq::Error, time: &TimeLeft) -> FetchError {
    match error {
        ureq::Error::Other(other) => match other.downcast::<Refused>() {
            Ok(refused) => FetchError::Refused(*refused),
            Err(other) => FetchError::Network(other.to_string()),
        },
        ureq::Error::Timeout(_) => time.is_up(),
        ureq::Error::Io(error) => broken(error, time),
        other => FetchError::Network(other.to_string()),
    }
}

/// Why an answer breaks off.
fn broken(error: io::Error, time: &TimeLeft) -> FetchError {
    if error.get_ref().is_some_and(|inner| inner.is::<ureq::Error>()) {
        return why(ureq::Error::from(error), time);
    }
    if error.kind() == io::ErrorKind::UnexpectedEof {
        return FetchError::Network("the server broke off in the middle".to_owned());
    }
    let text = error.to_string();
    FetchError::Network(text.split(" (os error").next().unwrap_or_default().to_owned())
}
