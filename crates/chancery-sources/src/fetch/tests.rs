//! Names that change their minds: what is checked is what is connected to.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::{Client, FetchError, Fetcher, Hosts, Rules};
use crate::{Address, Reach, Refused};

/// Gives an answer after another for any name, and the last one for ever.
#[derive(Debug)]
struct Changing {
    answers: Vec<Vec<SocketAddr>>,
    asked: AtomicUsize,
}

impl Resolver for Changing {
    fn resolve(&self, _: &Uri, _: &ureq::config::Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let turn = self.asked.fetch_add(1, Ordering::SeqCst).min(self.answers.len() - 1);
        let mut found = self.empty();
        for address in &self.answers[turn] {
            found.push(*address);
        }
        Ok(found)
    }
}

/// A server that answers everything with a text; and how often it was asked.
fn server() -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let address = listener.local_addr().expect("it is bound");
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            counted.fetch_add(1, Ordering::SeqCst);
            let _ = stream.read(&mut [0; 4096]);
            let _ =
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 7\r\nConnection: close\r\n\r\nAlvonia");
        }
    });
    (address, asked)
}

fn fetcher(permitted: SocketAddr, answers: Vec<Vec<SocketAddr>>) -> Fetcher {
    let reach = Reach::PublicAnd(vec![permitted.to_string().parse().expect("a permit")]);
    let rules = Rules { reach: reach.clone(), bytes: 1 << 20, time_s: 10, cache: None, is_offline: false };
    let client = Client::with_names(reach, Changing { answers, asked: AtomicUsize::new(0) });
    Fetcher { rules, client, hosts: Hosts::default() }
}

fn fetch(fetcher: &Fetcher) -> Result<Vec<u8>, FetchError> {
    fetcher.fetch(&Address::parse("http://example.org/page").expect("an address")).map(|fetched| fetched.bytes)
}

#[test]
fn a_name_that_turns_to_a_private_address_is_refused_then() {
    let (permitted, asked) = server();
    let (inside, asked_inside) = server();
    // robots.txt and the page, then both of the next fetch.
    let fetcher = fetcher(permitted, vec![vec![permitted], vec![permitted], vec![inside]]);
    assert_eq!(fetch(&fetcher).as_deref(), Ok(b"Alvonia".as_slice()));
    assert!(matches!(fetch(&fetcher), Err(FetchError::Refused(Refused::Private { .. }))));
    assert_eq!((asked.load(Ordering::SeqCst), asked_inside.load(Ordering::SeqCst)), (2, 0));
}

#[test]
fn a_name_that_turns_between_robots_txt_and_the_page_is_refused() {
    let (permitted, _) = server();
    let (inside, asked_inside) = server();
    let fetcher = fetcher(permitted, vec![vec![permitted], vec![inside]]);
    assert!(matches!(fetch(&fetcher), Err(FetchError::Refused(Refused::Private { .. }))));
    assert_eq!(asked_inside.load(Ordering::SeqCst), 0);
}

#[test]
fn of_several_addresses_only_those_permitted_are_tried() {
    let (permitted, _) = server();
    let (inside, asked_inside) = server();
    let fetcher = fetcher(permitted, vec![vec![inside, permitted]]);
    assert_eq!(fetch(&fetcher).as_deref(), Ok(b"Alvonia".as_slice()));
    assert_eq!(asked_inside.load(Ordering::SeqCst), 0);
}

#[test]
fn an_encrypted_address_does_not_lead_to_one_that_is_not() {
    // What stands in the cache was fetched; a redirect of it is held to the same rules.
    let folder = tempfile::tempdir().expect("a folder");
    let cache = crate::Cache::new(folder.path()).expect("it is there");
    let from = Address::parse("https://example.org/a").expect("an address");
    let moved = crate::cache::Kept { moved_to: Some("http://example.org/a".to_owned()), ..Default::default() };
    cache.keep(&from, moved).expect("it can be kept");
    let rules = Rules { reach: Reach::Public, bytes: 1, time_s: 1, cache: Some(cache), is_offline: true };
    assert_eq!(Fetcher::new(rules).fetch(&from), Err(FetchError::Downgrade { to: "http://example.org/a".to_owned() }));
}
