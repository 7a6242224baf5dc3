//! A web server on this machine that answers as a test wants it to.

use std::io::{BufRead as _, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What a server was asked: the path, and all lines of the head.
#[derive(Debug, Clone)]
pub struct Request {
    pub path: String,
    pub head: Vec<String>,
}

impl Request {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let values = self.head.iter().filter_map(|line| line.split_once(": "));
        values.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// A server; it ends with the test.
pub struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// A server that answers each request so.
    pub fn new(answer: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let asked = Arc::<Mutex<Vec<Request>>>::default();
        let server = Self { port, asked: Arc::clone(&asked) };
        let answer = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let (asked, answer) = (Arc::clone(&asked), Arc::clone(&answer));
                thread::spawn(move || {
                    if let Some(request) = read_request(&stream) {
                        asked.lock().expect("no test panics here").push(request.clone());
                        answer(&request, &mut stream);
                    }
                });
            }
        });
        server
    }

    /// A server of pages by path, each a whole answer; what is not there is not found.
    pub fn of<const N: usize>(pages: [(&'static str, Vec<u8>); N]) -> Self {
        Self::new(move |request, stream| {
            let found = pages.iter().find(|(path, _)| *path == request.path);
            send(
                stream,
                found.map_or(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".as_slice(), |(_, page)| page),
            );
        })
    }

    /// The address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// The flag that permits this server alone.
    pub fn permit(&self) -> String {
        format!("--allow-private=127.0.0.1:{}", self.port)
    }

    /// What it was asked, without robots.txt.
    pub fn asked(&self) -> Vec<Request> {
        let asked = self.asked.lock().expect("no test panics here");
        asked.iter().filter(|request| request.path != "/robots.txt").cloned().collect()
    }

    /// How often it was asked for a path.
    pub fn times(&self, path: &str) -> usize {
        self.asked.lock().expect("no test panics here").iter().filter(|request| request.path == path).count()
    }
}

fn read_request(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let head = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    Some(Request { path, head })
}

/// Sends bytes to one who may have gone away.
pub fn send(stream: &mut TcpStream, bytes: &[u8]) {
    let _ = stream.write_all(bytes);
}

/// An answer with a body.
pub fn answer(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let mut answer = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len()).into_bytes();
    answer.extend_from_slice(body);
    answer
}

/// An answer that is a text.
pub fn text(body: &str) -> Vec<u8> {
    answer("200 OK", &["Content-Type: text/plain; charset=utf-8"], body)
}

/// An answer that leads elsewhere.
pub fn moved(to: &str) -> Vec<u8> {
    answer("302 Found", &[&format!("Location: {to}")], "")
}
