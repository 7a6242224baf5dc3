//! Feeds: the accounts that an RSS or Atom file lists.
//!
//! Only the links are taken; what else a feed says of an account is in the account. The file is read in one pass, in any
//! encoding that its first line names.

use std::collections::HashSet;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::{Address, AddressError};

/// Bytes at the beginning of a file in which the name of its outermost element must stand.
const BEGINNING: usize = 4096;

/// The accounts that a feed lists, in its order, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Their addresses, or why a link is none.
    pub accounts: Vec<Result<Address, AddressError>>,
    /// How many more there are than were asked for.
    pub left_out: usize,
}

/// Why a feed cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// It is XML and something else.
    #[error("it is XML, but neither an RSS nor an Atom feed")]
    None,
    /// It breaks the rules of XML.
    #[error("it is a broken feed: {reason}, at byte {at}")]
    Broken {
        /// What is wrong.
        reason: String,
        /// Where, in the file as UTF-8.
        at: u64,
    },
    /// It lists nothing.
    #[error("it is a feed that lists no account")]
    Empty,
}

impl Feed {
    /// Whether bytes are a feed, by the name of their outermost element.
    #[must_use]
    pub fn is_one(bytes: &[u8]) -> bool {
        let beginning = decode(&bytes[..bytes.len().min(BEGINNING)]);
        let mut reader = Reader::from_str(&beginning);
        loop {
            return match reader.read_event() {
                Ok(Event::Start(root)) => match root.name().as_ref() {
                    "rss" | "feed" => true,
                    "rdf:RDF" => beginning.contains("http://purl.org/rss/"),
                    _ => false,
                },
                Ok(Event::Text(text)) if text.trim().is_empty() => continue,
                Ok(Event::Decl(_) | Event::Comment(_) | Event::DocType(_) | Event::PI(_)) => continue,
                _ => false,
            };
        }
    }

    /// Reads a feed, of which at most so many accounts are taken; `base` is its own address, where it has one.
    ///
    /// # Errors
    /// [`FeedError`] when it is none, is broken, or lists nothing.
    pub fn read(bytes: &[u8], base: Option<&Address>, at_most: usize) -> Result<Self, FeedError> {
        if !Self::is_one(bytes) {
            return Err(FeedError::None);
        }
        let links = links(&decode(bytes))?;
        let mut seen = HashSet::new();
        let mut accounts: Vec<_> = links.iter().map(|link| base.map_or_else(|| Address::parse(link), |base| base.join(link))).collect();
        accounts.retain(|account| account.as_ref().map_or(true, |address| seen.insert(address.clone())));
        if accounts.is_empty() {
            return Err(FeedError::Empty);
        }
        let left_out = accounts.len().saturating_sub(at_most);
        accounts.truncate(at_most);
        Ok(Self { accounts, left_out })
    }
}

/// Bytes as text, by their mark, else by the encoding that an XML declaration names, else as UTF-8.
fn decode(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    let declaration = bytes.split(|&byte| byte == b'>').next().unwrap_or_default();
    let declaration = String::from_utf8_lossy(&declaration[..declaration.len().min(200)]);
    let label = declaration.split_once("encoding").map(|(_, rest)| rest.trim_start_matches([' ', '=', '"', '\'']));
    let label = label.and_then(|rest| rest.split(['"', '\'', ' ', '?']).next());
    let encoding = label.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8);
    // Whatever is named, the declaration could be read as ASCII.
    let encoding = if encoding.is_ascii_compatible() { encoding } else { UTF_8 };
    encoding.decode(bytes).0
}

/// What an account says of itself in a feed.
#[derive(Default)]
struct Listed {
    link: String,
    guid: String,
    guid_is_link: bool,
}

/// The links of the accounts, in order.
fn links(text: &str) -> Result<Vec<String>, FeedError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut links = Vec::new();
    let mut listed: Option<Listed> = None;
    // The element whose text is gathered, of those right inside an account.
    let mut inside = String::new();
    let mut depth = 0usize;
    loop {
        let at = reader.buffer_position();
        let broken = |reason: String| FeedError::Broken { reason, at };
        match reader.read_event().map_err(|error| broken(error.to_string()))? {
            Event::Start(start) => {
                depth += 1;
                open(&start, &mut listed, &mut inside);
            }
            Event::Empty(start) => {
                open(&start, &mut listed, &mut inside);
                inside.clear();
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                inside.clear();
                if matches!(end.name().as_ref(), "item" | "entry") {
                    links.extend(listed.take().and_then(Listed::into_link));
                }
            }
            Event::Text(words) => gather(&mut listed, &inside, &words),
            Event::CData(words) => gather(&mut listed, &inside, &words),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                let character = character.or_else(|| quick_xml::escape::resolve_xml_entity(&reference).map(str::to_owned));
                gather(&mut listed, &inside, &character.unwrap_or_default());
            }
            Event::Eof if depth > 0 => return Err(broken("it ends in the middle".to_owned())),
            Event::Eof => return Ok(links),
            _ => {}
        }
    }
}

fn open(start: &BytesStart<'_>, listed: &mut Option<Listed>, inside: &mut String) {
    let attribute = |name: &str| {
        let found = start.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
    };
    let name = start.name();
    let name: &str = name.as_ref();
    inside.clear();
    match (name, listed) {
        ("item" | "entry", listed) => *listed = Some(Listed::default()),
        ("link", Some(listed)) => match attribute("href") {
            Some(href) if listed.link.is_empty() && attribute("rel").is_none_or(|rel| rel == "alternate") => listed.link = href,
            Some(_) => {}
            None => inside.push_str(name),
        },
        ("guid", Some(listed)) => {
            listed.guid_is_link = attribute("isPermaLink").is_none_or(|is_link| is_link != "false");
            inside.push_str(name);
        }
        _ => {}
    }
}

fn gather(listed: &mut Option<Listed>, inside: &str, words: &str) {
    if let Some(listed) = listed {
        match inside {
            "link" => listed.link.push_str(words),
            "guid" => listed.guid.push_str(words),
            _ => {}
        }
    }
}

impl Listed {
    fn into_link(self) -> Option<String> {
        let guid = Some(self.guid).filter(|_| self.guid_is_link);
        [Some(self.link), guid].into_iter().flatten().find(|link| !link.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(feed: &[u8], expected: &[&str]) {
        let base = Address::parse("https://example.org/news/feed.xml").expect("it is one");
        let feed = Feed::read(feed, Some(&base), 50).expect("it is a feed");
        let accounts: Vec<String> = feed.accounts.into_iter().map(|account| account.expect("an address").to_string()).collect();
        assert_eq!(accounts, expected);
    }

    #[test]
    fn rss_lists_its_items() {
        check(
            br#"<?xml version="1.0"?><!-- made by hand --><rss version="2.0"><channel><link>https://example.org/</link>
            <item><title>A</title><link> https://example.org/a?x=1&amp;y=2 </link></item>
            <item><link><![CDATA[b.html]]></link><guid>ignored</guid></item>
            <item><guid isPermaLink="true">https://example.org/c</guid></item>
            <item><guid isPermaLink="false">tag:1</guid></item>
            <item><link>b.html</link></item></channel></rss>"#,
            &["https://example.org/a?x=1&y=2", "https://example.org/news/b.html", "https://example.org/c"],
        );
    }

    #[test]
    fn atom_lists_its_entries() {
        check(
            br#"<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/feed"/><link href="/"/>
            <entry><link rel="enclosure" href="/sound"/><link rel="alternate" href="/a?x=1&amp;y=2"/></entry>
            <entry><link href="b"/></entry></feed>"#,
            &["https://example.org/a?x=1&y=2", "https://example.org/news/b"],
        );
    }

    #[test]
    fn rdf_and_another_encoding_are_read() {
        // 会谈 in GB 18030, within an address.
        let mut feed = br#"<?xml version='1.0' encoding='gb2312'?><rdf:RDF xmlns="http://purl.org/rss/1.0/"><item><link>/"#.to_vec();
        feed.extend(b"\xBB\xE1\xCC\xB8</link></item></rdf:RDF>");
        check(&feed, &["https://example.org/%E4%BC%9A%E8%B0%88"]);
    }

    #[test]
    fn what_is_no_feed_is_told() {
        for text in ["", "Alvonia", "<html><body/></html>", "<?xml version='1.0'?><note/>", "<rdf:RDF/>", "<rs"] {
            assert!(!Feed::is_one(text.as_bytes()), "{text}");
            assert_eq!(Feed::read(text.as_bytes(), None, 5), Err(FeedError::None), "{text}");
        }
        assert!(Feed::is_one("\u{FEFF}\n<?xml version='1.0'?><!DOCTYPE rss><rss>".as_bytes()));
    }

    #[test]
    fn a_broken_or_empty_feed_is_an_error() {
        let read = |text: &str| Feed::read(text.as_bytes(), None, 5);
        assert_eq!(read("<rss><channel></channel></rss>"), Err(FeedError::Empty));
        for broken in ["<rss><item><link>http://example.org/a</link></item>", "<rss></channel>", "<rss><item", "<rss><!-- "] {
            assert!(matches!(read(broken), Err(FeedError::Broken { .. })), "{broken}");
        }
    }

    #[test]
    fn no_more_accounts_are_taken_than_asked_for() {
        let items: String = (0..10_000).map(|number| format!("<item><link>http://example.org/{number}</link></item>")).collect();
        let feed = Feed::read(format!("<rss>{items}</rss>").as_bytes(), None, 3).expect("it is a feed");
        assert_eq!((feed.accounts.len(), feed.left_out), (3, 9_997));
        let local = Feed::read(b"<rss><item><link>a.html</link></item></rss>", None, 3).expect("it is a feed");
        assert!(matches!(local.accounts[0], Err(AddressError::Wrong(_))), "a link without an address of its own");
    }
}
