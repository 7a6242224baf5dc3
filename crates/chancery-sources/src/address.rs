//! Web addresses: `http` and `https`, without credentials.

use std::fmt;

use sha2::{Digest as _, Sha256};
use url::{Host, Url};

/// The address of a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Url);

/// Why a text is no address that is fetched. No message repeats the text, which may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It cannot be understood.
    #[error("this is no web address: {0}")]
    Wrong(#[from] url::ParseError),
    /// It is of another kind.
    #[error("only http and https addresses are fetched, not {scheme}")]
    Scheme {
        /// What stands before the colon.
        scheme: String,
    },
    /// It holds a user name or a password.
    #[error("an address with a user name or a password is not fetched; save the page and read the file")]
    Credentials,
}

impl Address {
    /// Whether a text is meant as an address: a scheme, a colon and two slashes.
    #[must_use]
    pub fn is_meant(text: &str) -> bool {
        let scheme = text.split_once("://").map_or("", |(scheme, _)| scheme);
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    }

    /// Makes an address of a text.
    ///
    /// # Errors
    /// [`AddressError`] for what is none, or none that is fetched.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        Self::checked(Url::parse(text.trim())?)
    }

    /// The address that a link on this page leads to.
    ///
    /// # Errors
    /// [`AddressError`] as for [`Address::parse`].
    pub fn join(&self, link: &str) -> Result<Self, AddressError> {
        Self::checked(self.0.join(link.trim())?)
    }

    fn checked(mut url: Url) -> Result<Self, AddressError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(AddressError::Scheme { scheme: url.scheme().to_owned() });
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressError::Credentials);
        }
        url.set_fragment(None);
        Ok(Self(url))
    }

    /// The address as text, without a fragment.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// A name for a file about this page, without an ending: host and path for people, a hash to tell all pages apart.
    #[must_use]
    pub fn file_stem(&self) -> String {
        let path = self.0.path().rsplit_once('.').filter(|(_, ending)| !ending.contains('/')).map_or(self.0.path(), |(path, _)| path);
        let whole = format!("{}{path}", self.host());
        let words: Vec<&str> = whole.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').filter(|word| !word.is_empty()).collect();
        let words: String = words.join("-").chars().take(80).collect();
        let hash: String = Sha256::digest(self.as_str()).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        format!("{words}-{hash}")
    }

    /// The host, as written in the address.
    pub(crate) fn host(&self) -> String {
        self.0.host().as_ref().map(Host::to_string).unwrap_or_default()
    }

    /// Scheme, host and port: what has one `robots.txt`.
    pub(crate) fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// Path and query.
    pub(crate) fn path(&self) -> &str {
        &self.0[url::Position::BeforePath..]
    }

    /// Whether what is sent is encrypted.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_a_path() {
        for text in ["http://example.org", "HTTPS://example.org/a", "ftp://example.org/a", "svn+ssh://example.org"] {
            assert!(Address::is_meant(text), "{text}");
        }
        for text in ["page.txt", "a/b:c", "://a", "1a://b", "C:\\a", "dir/http://a", "-"] {
            assert!(!Address::is_meant(text), "{text}");
        }
    }

    #[test]
    fn an_address_has_no_credentials_and_no_fragment() {
        let plain = Address::parse(" https://EXAMPLE.org:443/a b#part ").expect("it is one");
        assert_eq!(plain.as_str(), "https://example.org/a%20b");
        for text in ["http://user@example.org/", "http://:secret@example.org/", "http://user:secret@example.org/"] {
            let error = Address::parse(text).expect_err("refused");
            assert_eq!(error, AddressError::Credentials);
            assert!(!error.to_string().contains("secret"));
        }
        assert!(plain.join("//user:secret@example.org/").is_err());
        assert!(matches!(Address::parse("ftp://example.org/"), Err(AddressError::Scheme { scheme }) if scheme == "ftp"));
        assert!(matches!(plain.join("file:///etc/hosts"), Err(AddressError::Scheme { .. })));
        assert!(Address::parse("http://").is_err());
    }

    #[test]
    fn numbers_in_disguise_are_seen_as_what_they_are() {
        for text in ["http://2130706433/", "http://0x7f.1/", "http://127。0。0。1/", "http://0177.0.0.1/"] {
            assert_eq!(Address::parse(text).expect("it is one").host(), "127.0.0.1", "{text}");
        }
    }

    #[test]
    fn the_name_of_a_file_tells_people_and_all_pages_apart() {
        let stem = |text: &str| Address::parse(text).expect("it is one").file_stem();
        let one = stem("https://example.org/wjb/2026-05/t20260516.shtml?x=1");
        assert!(one.starts_with("example.org-wjb-2026-05-t20260516-"), "{one}");
        assert_ne!(one, stem("https://example.org/wjb/2026-05/t20260516.shtml?x=2"));
        assert!(stem("https://example.org/../../etc/..%2Fhosts").starts_with("example.org-etc-"), "no name leaves its folder");
        assert_eq!(stem(&format!("https://example.org/{}", "a".repeat(500))).len(), 97);
    }
}
