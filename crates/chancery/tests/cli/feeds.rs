//! Feeds: the accounts they list are read in their place.

use crate::server::{Server, answer, text};
use crate::support::{EN, Folder, ZH};

fn rss(links: &[&str]) -> Vec<u8> {
    let items: String = links.iter().map(|link| format!("<item><title>An account</title><link>{link}</link></item>")).collect();
    answer(
        "200 OK",
        &["Content-Type: application/rss+xml"],
        format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>{items}</channel></rss>"),
    )
}

/// A server with a feed of three accounts, one of which is not there.
fn server() -> Server {
    Server::of([
        ("/news/feed.xml", rss(&["zh", "/absent", "../en?a=1&amp;b=2"])),
        ("/news/zh", text(ZH)),
        ("/en?a=1&b=2", text(EN)),
        ("/empty", rss(&[])),
        ("/outer", rss(&["/news/feed.xml", "/news/zh", "ftp://example.org/a"])),
    ])
}

#[test]
fn the_accounts_of_a_feed_are_read_in_its_order() {
    let (folder, server) = (Folder::with_accounts(), server());
    let (feed, permit) = (server.at("/news/feed.xml"), server.permit());
    for jobs in ["1", "4"] {
        let ran = folder.run(&["read", "zh.txt", &feed, "en.txt", &permit, "--format", "jsonl", "--lexicon", "lexicon", "--jobs", jobs]);
        let sources: Vec<serde_json::Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let sources: Vec<&str> = sources.iter().map(|reading| reading["document"]["source"].as_str().expect("a name")).collect();
        assert_eq!(sources, ["zh.txt", &server.at("/news/zh"), &server.at("/en?a=1&b=2"), "en.txt"]);
        assert_eq!(ran.status, 1);
        assert!(ran.err.contains(&format!("error: {}: the server answers 404", server.at("/absent"))), "{}", ran.err);
    }
}

#[test]
fn no_more_accounts_are_read_than_asked_for() {
    let (folder, server) = (Folder::new(), server());
    let ran = folder.run(&["read", &server.at("/news/feed.xml"), &server.permit(), "--feed-items", "1", "--format", "jsonl"]);
    assert_eq!((ran.status, ran.out.lines().count()), (0, 1));
    assert!(ran.err.starts_with("warning: ") && ran.err.contains("2 more accounts are listed and left out"), "{}", ran.err);
    assert_eq!(server.times("/absent"), 0);
}

#[test]
fn each_account_gets_a_file_of_its_own() {
    let (folder, server) = (Folder::new(), server());
    let ran = folder.run(&["read", &server.at("/news/feed.xml"), &server.permit(), "--out", "readings"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    let names = folder.names("readings");
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.iter().all(|name| name.starts_with("127.0.0.1-") && name.ends_with(".json")), "{names:?}");
}

#[test]
fn a_feed_in_a_file_is_read() {
    let (folder, server) = (Folder::new(), server());
    let entry = |path: &str| format!("<entry><link href=\"{}\"/></entry>", server.at(path));
    folder.write(
        "feed.xml",
        format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{}<entry><link href=\"en\"/></entry></feed>", entry("/news/zh")),
    );
    let ran = folder.run(&["read", "feed.xml", &server.permit(), "--format", "jsonl"]);
    assert_eq!((ran.status, ran.out.lines().count()), (1, 1), "{}", ran.err);
    assert!(ran.err.contains("error: feed.xml, account 2: this is no web address"), "{}", ran.err);
}

#[test]
fn what_a_feed_cannot_be_read_as_is_said() {
    let (folder, server) = (Folder::new(), server());
    let (feed, permit) = (server.at("/news/feed.xml"), server.permit());
    folder.run(&["read", &feed, &permit, "--format", "json"]).failed(1, &["it is a feed, and --format json is for one document"]);
    folder.run(&["explain", &feed, &permit]).failed(2, &["is a feed", "give one of the accounts"]);
    folder.run(&["read", &server.at("/empty"), &permit]).failed(1, &["a feed that lists no account"]);
    let ran = folder.run(&["read", &server.at("/outer"), &permit, "--format", "jsonl"]);
    assert_eq!((ran.status, ran.out.lines().count()), (1, 1));
    assert!(ran.err.contains("it is a feed; to read") && ran.err.contains("not ftp"), "{}", ran.err);
    folder.write("broken.xml", "<rss><channel><item>");
    folder.run(&["read", "broken.xml"]).failed(1, &["it is a broken feed: it ends in the middle"]);
}

#[test]
fn no_file_makes_a_connection_unless_it_is_named_as_a_feed() {
    let (folder, server) = (Folder::new(), server());
    let feed = format!("<rss><item><link>{}</link></item></rss>", server.at("/news/zh"));
    for name in ["all/page.html", "all/page.txt", "all/feed.xml"] {
        folder.write(name, &feed);
    }
    let refused = "it is a feed; to read the accounts it lists, give its address";
    folder.run_with_input(&["read", "-", &server.permit()], feed.as_bytes()).failed(1, &[refused]);
    let ran = folder.run(&["read", "all", "all/page.txt", &server.permit()]).failed(1, &[refused]);
    assert_eq!(ran.err.matches(refused).count(), 3, "{}", ran.err);
    assert_eq!(server.asked().len(), 0);
}

#[test]
fn what_an_error_repeats_cannot_steer_the_terminal() {
    let folder = Folder::new();
    folder.write("feed.xml", "<rss><a\u{1b}[2J></b\u{1b}[2J></rss>");
    let ran = folder.run(&["read", "feed.xml"]).failed(1, &["it is a broken feed"]);
    assert!(!ran.err.contains('\u{1b}'), "{}", ran.err);
}
