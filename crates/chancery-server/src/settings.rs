//! How a desk is set up.

use std::net::SocketAddr;
use std::path::PathBuf;

use chancery_app::workspace::Place;

/// How a desk is set up.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which workspace.
    pub place: Place,
    /// Where it listens. Port 0 takes any that is free.
    pub listen: SocketAddr,
    /// The file of people who may sign in; nobody signs in when there is none.
    pub users: Option<PathBuf>,
    /// Whose name stands in the log where nobody signs in.
    pub author: String,
    /// The address under which people reach it, where that is another: `https://desk.example.org`.
    pub public: Option<PublicAddress>,
    /// Bytes of a document that is sent.
    pub upload_bytes: usize,
}

/// Where people reach a desk behind a proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicAddress {
    /// Whether it is reached by TLS.
    pub is_secure: bool,
    /// Host, with the port where it is told.
    pub host: String,
}

/// An address that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no address of a desk; write https://HOST or http://HOST:PORT, without a path")]
pub struct WrongAddress(String);

impl std::str::FromStr for PublicAddress {
    type Err = WrongAddress;

    fn from_str(text: &str) -> Result<Self, WrongAddress> {
        let wrong = || WrongAddress(text.to_owned());
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        let host = rest.strip_suffix('/').unwrap_or(rest);
        let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        if host.is_empty() || !host.chars().all(is_host) {
            return Err(wrong());
        }
        match scheme {
            "https" => Ok(Self { is_secure: true, host: host.to_ascii_lowercase() }),
            "http" => Ok(Self { is_secure: false, host: host.to_ascii_lowercase() }),
            _ => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_is_a_scheme_and_a_host() {
        let read = |text: &str| text.parse::<PublicAddress>();
        assert_eq!(read("https://Desk.example.org/"), Ok(PublicAddress { is_secure: true, host: "desk.example.org".to_owned() }));
        assert_eq!(read("http://10.0.0.7:8080"), Ok(PublicAddress { is_secure: false, host: "10.0.0.7:8080".to_owned() }));
        for wrong in ["desk.example.org", "ftp://desk", "https://", "https://desk/path", "https://a b"] {
            assert_eq!(read(wrong), Err(WrongAddress(wrong.to_owned())));
        }
    }
}
