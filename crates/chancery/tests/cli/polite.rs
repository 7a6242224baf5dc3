//! What servers ask for: robots.txt, pauses, one connection, conditional requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::server::{Server, answer, moved, send, text};
use crate::support::{EN, Folder, Ran};

fn read(folder: &Folder, server: &Server, paths: &[&str], flags: &[&str]) -> Ran {
    let permit = server.permit();
    let addresses: Vec<String> = paths.iter().map(|path| server.at(path)).collect();
    let mut arguments = vec!["read", &permit, "--format", "jsonl", "--language", "en"];
    arguments.extend(addresses.iter().map(String::as_str));
    arguments.extend(flags);
    folder.run(&arguments)
}

#[test]
fn what_robots_txt_asks_to_be_left_alone_is() {
    let robots = "User-agent: *\nDisallow: /\n\nUser-agent: chancery\nDisallow: /private\nAllow: /private/open\n";
    let server = Server::of([
        ("/robots.txt", answer("200 OK", &["Content-Type: text/plain"], robots)),
        ("/page", text(EN)),
        ("/private/open", text(EN)),
        ("/private/page", text(EN)),
        ("/moved", moved("/private/page")),
    ]);
    let ran = read(&Folder::new(), &server, &["/page", "/private/page", "/private/open", "/moved"], &[]);
    assert_eq!((ran.status, ran.out.lines().count()), (1, 2), "{}", ran.err);
    assert_eq!(ran.err.matches("asks for this page to be left alone").count(), 2, "{}", ran.err);
    assert_eq!((server.times("/robots.txt"), server.times("/private/page")), (1, 0), "it is asked once in a run");
}

#[test]
fn a_robots_txt_that_cannot_be_had_stops_what_it_would_speak_for() {
    for (status, is_read) in
        [("404 Not Found", true), ("403 Forbidden", true), ("500 Internal Server Error", false), ("503 Unavailable", false)]
    {
        let server = Server::of([("/robots.txt", answer(status, &[], "")), ("/page", text(EN))]);
        let ran = read(&Folder::new(), &server, &["/page", "/page"], &[]);
        assert_eq!(
            (ran.status == 0, server.times("/page") > 0, server.times("/robots.txt")),
            (is_read, is_read, 1),
            "{status}: {}",
            ran.err
        );
        assert_eq!(ran.err.contains("because its robots.txt cannot be had"), !is_read, "{status}: {}", ran.err);
    }
    let server = Server::of([
        ("/robots.txt", moved("/rules")),
        ("/rules", answer("200 OK", &[], "User-agent: *\nDisallow: /page")),
        ("/page", text(EN)),
    ]);
    assert_eq!(read(&Folder::new(), &server, &["/page"], &[]).status, 1);
    assert_eq!((server.times("/rules"), server.times("/page")), (1, 0));
}

#[test]
fn a_pause_is_kept_between_requests() {
    let robots = answer("200 OK", &[], "User-agent: *\nCrawl-delay: 0.3\n");
    let server = Server::of([("/robots.txt", robots), ("/1", text(EN)), ("/2", text(EN)), ("/3", text(EN))]);
    let since = Instant::now();
    read(&Folder::new(), &server, &["/1", "/2", "/3"], &["--jobs", "3"]).done();
    assert!(since.elapsed() >= Duration::from_millis(900), "{:?}", since.elapsed());
}

#[test]
fn a_server_has_one_connection_at_a_time() {
    let (at_once, most) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
    let seen = Arc::clone(&most);
    let server = Server::new(move |request, stream| {
        most.fetch_max(at_once.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(20));
        at_once.fetch_sub(1, Ordering::SeqCst);
        send(stream, &if request.path == "/robots.txt" { answer("404 Not Found", &[], "") } else { text(EN) });
    });
    let paths: Vec<String> = (0..8).map(|number| format!("/{number}")).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let ran = read(&Folder::new(), &server, &paths, &["--jobs", "8"]).done();
    assert_eq!((ran.out.lines().count(), seen.load(Ordering::SeqCst)), (8, 1));
}

/// A server that is busy for so many requests.
fn busy(times: usize, status: &'static str, retry_after: String) -> Server {
    let asked = AtomicUsize::new(0);
    Server::new(move |request, stream| {
        let is_busy = request.path != "/robots.txt" && asked.fetch_add(1, Ordering::SeqCst) < times;
        let header = format!("Retry-After: {retry_after}");
        send(stream, &if is_busy { answer(status, &[&header], "") } else { text(EN) });
    })
}

#[test]
fn a_server_that_asks_to_come_back_soon_is_asked_again() {
    let server = busy(1, "503 Service Unavailable", "1".to_owned());
    let since = Instant::now();
    read(&Folder::new(), &server, &["/page"], &[]).done();
    assert!(since.elapsed() >= Duration::from_secs(1), "{:?}", since.elapsed());
    let server = busy(2, "429 Too Many Requests", httpdate(SystemTime::UNIX_EPOCH));
    read(&Folder::new(), &server, &["/page"], &[]).done();
    let server = busy(9, "429 Too Many Requests", "0".to_owned());
    read(&Folder::new(), &server, &["/page"], &[]).failed(1, &["429 Too Many Requests and asks to come back in 0 s"]);
    assert_eq!(server.times("/page"), 3, "not for ever");
}

#[test]
fn a_server_that_asks_to_come_back_later_is_left_and_the_time_said() {
    let server = busy(9, "503 Service Unavailable", "3600".to_owned());
    read(&Folder::new(), &server, &["/page"], &[]).failed(1, &["503 Service Unavailable and asks to come back in 3600 s"]);
    let tomorrow = httpdate(SystemTime::now() + Duration::from_secs(86_400));
    let server = busy(9, "429 Too Many Requests", tomorrow.clone());
    read(&Folder::new(), &server, &["/page"], &[]).failed(1, &[&format!("come back after {tomorrow}")]);
    assert_eq!(server.times("/page"), 1);
}

fn httpdate(time: SystemTime) -> String {
    httpdate::fmt_http_date(time)
}

/// A server whose page has a version, and that says when it has not changed.
fn versioned() -> Server {
    Server::new(|request, stream| {
        let is_known = request.header("If-None-Match") == Some("\"v1\"")
            || request.header("If-Modified-Since") == Some("Sat, 16 May 2026 08:00:00 GMT");
        let headers = ["Content-Type: text/plain", "ETag: \"v1\"", "Last-Modified: Sat, 16 May 2026 08:00:00 GMT"];
        send(
            stream,
            &match request.path.as_str() {
                "/old" => moved("/page"),
                "/page" if is_known => answer("304 Not Modified", &["ETag: \"v1\""], ""),
                "/page" => answer("200 OK", &headers, EN),
                _ => answer("404 Not Found", &[], ""),
            },
        );
    })
}

#[test]
fn a_page_that_did_not_change_comes_from_the_cache() {
    let (folder, server) = (Folder::new(), versioned());
    let first = read(&folder, &server, &["/old"], &["--cache", "pages"]).done();
    let names = folder.names("pages");
    let second = read(&folder, &server, &["/old"], &["--cache", "pages"]).done();
    assert_eq!((&first.out, &names), (&second.out, &folder.names("pages")), "same bytes, same files");
    let asked = server.asked();
    assert_eq!(asked.last().expect("it was asked").header("If-None-Match"), Some("\"v1\""));
    assert_eq!(asked.last().expect("it was asked").header("If-Modified-Since"), Some("Sat, 16 May 2026 08:00:00 GMT"));
    let before = asked.len();
    let offline = read(&folder, &server, &["/old"], &["--cache", "pages", "--offline"]).done();
    assert_eq!((&first.out, before), (&offline.out, server.asked().len()), "nothing was asked");
    read(&folder, &server, &["/other"], &["--cache", "pages", "--offline"]).failed(1, &["it is not in the cache"]);
    read(&folder, &server, &["/old"], &["--offline"]).failed(2, &["--cache"]);
}

#[test]
fn a_broken_file_of_the_cache_is_fetched_again() {
    let (folder, server) = (Folder::new(), versioned());
    let first = read(&folder, &server, &["/page"], &["--cache", "pages"]).done();
    for name in folder.names("pages") {
        folder.write(&format!("pages/{name}"), "{");
    }
    read(&folder, &server, &["/page"], &["--cache", "pages", "--offline"]).failed(1, &["it is not in the cache"]);
    assert_eq!(read(&folder, &server, &["/page"], &["--cache", "pages"]).done().out, first.out);
}
