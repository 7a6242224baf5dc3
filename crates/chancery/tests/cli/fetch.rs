//! Pages from addresses: what is fetched, from where, and what is not.

use std::io::Write as _;
use std::thread;
use std::time::Duration;

use crate::server::{Server, answer, moved, send, text};
use crate::support::{EN, Folder, Ran};

/// Reads an address, with this server permitted and no other.
fn read(server: &Server, path: &str, flags: &[&str]) -> Ran {
    let (at, permit) = (server.at(path), server.permit());
    let mut arguments = vec!["read", &at, &permit, "--format", "json", "--language", "en"];
    arguments.extend(flags);
    Folder::new().run(&arguments)
}

/// The reason why a page of this server is not read.
fn refused(server: &Server, path: &str, flags: &[&str], reason: &str) {
    read(server, path, flags).failed(1, &[&format!("error: {}: ", server.at(path)), reason]);
}

#[test]
fn a_page_is_read_under_its_last_address() {
    let server = Server::of([("/old", moved("a/new?x=1#part")), ("/a/new?x=1", text(EN))]);
    let reading = read(&server, "/old", &[]).done().json();
    assert_eq!(reading["document"]["source"], server.at("/a/new?x=1"));
    assert!(!reading["entries"].as_array().expect("a list").is_empty());
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert!(asked[1].header("User-Agent").expect("a name").starts_with("chancery/"), "{asked:?}");
    assert_eq!(asked[1].header("Accept-Encoding"), Some("gzip"));
    for said in ["Cookie", "Authorization", "Referer"] {
        assert_eq!(asked[1].header(said), None);
    }
}

#[test]
fn an_explanation_can_be_had_of_an_address() {
    let server = Server::of([("/page", text(EN))]);
    let folder = Folder::new();
    assert!(folder.run(&["explain", &server.at("/page"), &server.permit()]).done().out.contains("commitment"));
    folder.run(&["explain", &server.at("/absent"), &server.permit()]).failed(1, &["404 Not Found"]);
}

#[test]
fn private_networks_are_not_fetched_from_in_any_spelling() {
    let server = Server::of([("/page", text(EN))]);
    let port = server.port();
    for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127。0。0。1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
    {
        let at = format!("http://{host}:{port}/page");
        Folder::new().run(&["read", &at]).failed(1, &["private or reserved network", "--allow-private"]);
    }
    for host in ["10.0.0.1", "169.254.169.254", "192.168.0.1", "100.64.0.1", "[fd00::1]", "[64:ff9b::10.0.0.1]", "[2002:7f00:1::]"] {
        Folder::new().run(&["read", &format!("http://{host}/")]).failed(1, &["private or reserved network"]);
    }
    assert_eq!(server.asked().len(), 0);
    let anywhere = Folder::new().run(&["read", &server.at("/page"), "--allow-private", "--language", "en"]);
    assert!(!anywhere.done().out.is_empty());
    Folder::new().run(&["read", &server.at("/page"), "--allow-private=there"]).failed(2, &["--allow-private"]);
}

#[test]
fn no_redirect_leads_into_a_private_network() {
    let inside = Server::of([("/secret", text("the key is 1234"))]);
    let port = inside.port();
    let hosts = ["127.0.0.1", "localhost", "0x7f.1", "[::ffff:127.0.0.1]", "2130706433"];
    let server = Server::new(move |request, stream| {
        let host = request.path.trim_start_matches('/').parse::<usize>().ok().and_then(|index| hosts.get(index));
        send(stream, &host.map_or_else(|| answer("404 Not Found", &[], ""), |host| moved(&format!("http://{host}:{port}/secret"))));
    });
    for index in 0..hosts.len() {
        refused(&server, &format!("/{index}"), &[], "private or reserved network");
    }
    assert_eq!(inside.times("/secret") + inside.times("/robots.txt"), 0, "nothing was asked of it");
}

#[test]
fn redirects_are_few_and_lead_to_pages() {
    let server = Server::new(|request, stream| match request.path.as_str() {
        "/0" => send(stream, &text(EN)),
        "/loop" => send(stream, &moved("/loop")),
        "/file" => send(stream, &moved("file:///etc/hosts")),
        "/named" => send(stream, &moved("http://user:secret@example.org/")),
        "/nowhere" => send(stream, &answer("302 Found", &[], "")),
        "/robots.txt" => send(stream, &answer("404 Not Found", &[], "")),
        path => {
            let left: u32 = path[1..].parse().expect("a number");
            send(stream, &moved(&format!("/{}", left - 1)));
        }
    });
    read(&server, "/5", &[]).done();
    refused(&server, "/6", &[], "it leads on more than 5 times");
    refused(&server, "/loop", &[], "it leads on more than 5 times");
    refused(&server, "/file", &[], "only http and https addresses are fetched, not file");
    refused(&server, "/named", &[], "a user name or a password");
    refused(&server, "/nowhere", &[], "302 Found without an address");
}

#[test]
fn an_address_with_a_password_is_refused_and_not_repeated() {
    for at in ["http://user:secret@example.org/", "https://user:secret@example.org:bad/", "ftp://user:secret@example.org/"] {
        let ran = Folder::new().run(&["read", at]).failed(1, &["@example.org"]);
        assert!(!ran.err.contains("secret"), "{}", ran.err);
    }
    Folder::new().run(&["read", "ftp://example.org/"]).failed(1, &["only http and https"]);
}

#[test]
fn a_server_that_drips_is_left() {
    let server = Server::new(|request, stream| {
        if request.path == "/robots.txt" {
            return send(stream, &answer("404 Not Found", &[], ""));
        }
        let head: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";
        send(stream, head);
        if request.path == "/body" {
            send(stream, b"Content-Length: 100000\r\n\r\n");
        }
        for _ in 0..600 {
            thread::sleep(Duration::from_millis(100));
            if stream.write_all(if request.path == "/body" { b"a" } else { b"X: y\r\n" }).is_err() {
                return;
            }
        }
    });
    for path in ["/head", "/body"] {
        refused(&server, path, &["--time-limit", "1"], "fetching it took more than 1 s");
    }
}

#[test]
fn a_page_that_does_not_end_is_stopped_at_the_limit() {
    let server = Server::new(|request, stream| {
        if request.path == "/robots.txt" {
            return send(stream, &answer("404 Not Found", &[], ""));
        }
        send(stream, b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n");
        while stream.write_all(&[b'a'; 1 << 16]).is_ok() {}
    });
    refused(&server, "/endless", &["--size-limit", "1"], "it has more than 1 MiB");
}

#[test]
fn a_head_that_does_not_end_is_stopped() {
    let server = Server::new(|request, stream| {
        if request.path == "/robots.txt" {
            return send(stream, &answer("404 Not Found", &[], ""));
        }
        send(stream, b"HTTP/1.1 200 OK\r\n");
        while stream.write_all(b"X-More: and more and more\r\n").is_ok() {}
    });
    refused(&server, "/head", &[], "it cannot be fetched");
}

/// Bytes compressed, `times` over.
fn gzip(bytes: &[u8], times: usize) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..times {
        encoder.write_all(bytes).expect("memory can be written");
    }
    encoder.finish().expect("memory can be written")
}

#[test]
fn what_is_compressed_is_read_within_the_limit() {
    let headers = ["Content-Type: text/plain", "Content-Encoding: gzip"];
    let bomb = gzip(&[b'a'; 1 << 20], 400);
    assert!(bomb.len() < 1 << 20, "it is small: {}", bomb.len());
    let mut cut = gzip(EN.as_bytes(), 1);
    cut.truncate(cut.len() / 2);
    let server = Server::of([
        ("/page", answer("200 OK", &headers, gzip(EN.as_bytes(), 1))),
        ("/bomb", answer("200 OK", &headers, bomb)),
        ("/empty", answer("200 OK", &headers, gzip(b"", 1).repeat(100_000))),
        ("/cut", answer("200 OK", &headers, cut)),
        ("/noise", answer("200 OK", &headers, "not gzip at all")),
        ("/other", answer("200 OK", &["Content-Type: text/plain", "Content-Encoding: br"], EN)),
    ]);
    assert!(read(&server, "/page", &[]).done().out.contains("Board of Trade"));
    refused(&server, "/bomb", &["--size-limit", "5"], "it has more than 5 MiB");
    refused(&server, "/empty", &["--size-limit", "1"], "it has more than 1 MiB");
    refused(&server, "/cut", &[], "it cannot be fetched");
    refused(&server, "/noise", &[], "it cannot be fetched");
    refused(&server, "/other", &[], "the encoding 'br'");
}

#[test]
fn half_a_page_is_no_page() {
    let whole = text(EN);
    let server = Server::of([("/half", whole[..whole.len() / 2].to_vec())]);
    refused(&server, "/half", &[], "it cannot be fetched");
}

#[test]
fn what_is_no_document_is_named() {
    let server = Server::of([
        ("/picture", answer("200 OK", &["Content-Type: image/png"], "\u{FFFD}PNG")),
        ("/data", answer("200 OK", &["Content-Type: application/json; charset=utf-8"], "{}")),
        ("/unnamed", answer("200 OK", &[], EN)),
        ("/xml", answer("200 OK", &["Content-Type: text/xml"], "<note/>")),
        ("/gone", answer("410 Gone", &[], "")),
        ("/error", answer("500 Internal Server Error", &[], "")),
    ]);
    refused(&server, "/picture", &[], "it is image/png, which is not read");
    refused(&server, "/data", &[], "it is application/json, which is not read");
    refused(&server, "/unnamed", &[], "of a kind that the server does not name");
    refused(&server, "/gone", &[], "the server answers 410 Gone");
    refused(&server, "/error", &[], "the server answers 500 Internal Server Error");
}

#[test]
fn one_address_that_fails_stops_no_other() {
    let server = Server::of([("/one", text(EN)), ("/two", text(EN))]);
    let (one, absent, two, permit) = (server.at("/one"), server.at("/absent"), server.at("/two"), server.permit());
    let ran = Folder::with_accounts().run(&["read", &one, &absent, "http://127.0.0.1:1/", &two, "zh.txt", &permit, "--format", "jsonl"]);
    assert_eq!((ran.status, ran.out.lines().count()), (1, 3), "{}", ran.err);
    assert!(ran.err.contains("/absent: the server answers 404 Not Found"), "{}", ran.err);
}

#[test]
fn nobody_there_is_said() {
    // Bound and closed again, so that nobody listens.
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
    Folder::new()
        .run(&["read", &format!("http://127.0.0.1:{port}/"), "--allow-private"])
        .failed(1, &["it cannot be fetched: Connection refused"]);
}
