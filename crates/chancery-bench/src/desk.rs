//! The desk over a workspace of many accounts, asked as a browser asks it.

use std::fs;
use std::io::{self, Read as _, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::Instant;

use chancery_app::workspace::{Context, Incoming, Place, Workspace, kept};
use chancery_app::{Extractor, Lexicon, Told, overlay, read_bytes};
use chancery_server::{Settings, serve};
use chancery_sources::{Fetcher, Reach, Rules};

use crate::dictionary::Dictionary;
use crate::genre::Genre;
use crate::ledger::{Texts, add};

/// Bytes of the long account.
const LONG: usize = 1 << 20;
/// Times that each is asked; what other requests left in memory helps as it does in use.
const TIMES: usize = 9;

/// Opens a desk over so many generated accounts and a long one, asks it, and prints a table.
///
/// # Errors
/// The workspace cannot be written, or the desk does not come up.
pub(crate) fn run(accounts: usize, out: &mut impl Write) -> io::Result<()> {
    let folder = std::env::temp_dir().join(format!("chancery-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let measured = measure(accounts, &folder.join("chancery.db"), out);
    fs::remove_dir_all(&folder)?;
    measured
}

fn measure(accounts: usize, path: &Path, out: &mut impl Write) -> io::Result<()> {
    let lexicon = overlay::lexicon(None).map_err(io::Error::other)?;
    let dictionary = Dictionary::load()?;
    let texts = Texts { zh: Genre::chinese(&lexicon, &dictionary.pairs()), en: Genre::english(&lexicon) };
    let place = Place::File(path.to_owned());
    let mut workspace = Workspace::open_or_create(&place).map_err(io::Error::other)?;
    let (entries, ..) = add(&mut workspace, accounts, &texts, &lexicon)?;
    let long = add_long(&mut workspace, &texts.zh, &lexicon)?;
    drop(workspace);
    let settings = Settings {
        place,
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        users: None,
        frames: Vec::new(),
        author: "bench".to_owned(),
        public: None,
        upload_bytes: 1 << 20,
    };
    let rules = Rules { reach: Reach::Public, bytes: 0, time_s: 1, cache: None, is_offline: true };
    let desk = serve(settings, lexicon, Extractor::InProcess, Fetcher::new(rules)).map_err(io::Error::other)?;
    writeln!(
        out,
        "{accounts} accounts, {entries} entries\n\n| asked | first | median | worst | KB |\n| --- | ---: | ---: | ---: | ---: |"
    )?;
    let whole = format!("/accounts/{long}.json");
    let piece = format!("{whole}?from=0&count=100");
    let asked = [
        "/",
        "/index.json",
        "/register.json",
        "/register.json?sort=kind",
        "/register.json?kind=commitment&state=proposed",
        "/register.json?q=%E5%90%88%E4%BD%9C",
        "/register.json?party=FRA&kind=position&sort=date",
        "/review.json?limit=20",
        "/search.json?q=cooperation",
        "/log.json",
        piece.as_str(),
        whole.as_str(),
    ];
    for path in asked {
        let mut times = Vec::with_capacity(TIMES);
        let mut bytes = 0;
        for _ in 0..TIMES {
            let began = Instant::now();
            bytes = get(desk.listens(), path)?;
            times.push(1e3 * began.elapsed().as_secs_f64());
        }
        let first = times[0];
        times.sort_by(f64::total_cmp);
        let path = path.replace(&long, "LONG");
        writeln!(out, "| {path} | {first:.1} ms | {:.1} ms | {:.1} ms | {} |", times[TIMES / 2], times[TIMES - 1], bytes / 1000)?;
    }
    Ok(())
}

/// Takes in an account of a megabyte; its id.
fn add_long(workspace: &mut Workspace, genre: &Genre, lexicon: &Lexicon) -> io::Result<String> {
    let text = genre.text(LONG, 77).into_bytes();
    let reading = read_bytes("long.txt", text, &Told::default(), lexicon, &Extractor::InProcess).map_err(io::Error::other)?;
    let incoming = Incoming { source: "long.txt".to_owned(), reading: kept(&reading).map_err(io::Error::other)? };
    let by = Context { author: "bench", time: "2026-11-22T00:00:00Z", reason: "" };
    let added = workspace.add(&by, vec![incoming]).map_err(io::Error::other)?;
    Ok(added.first().map(|added| added.account().to_owned()).unwrap_or_default())
}

/// Asks for a path on a connection of its own; bytes of the answer.
fn get(desk: SocketAddr, path: &str) -> io::Result<usize> {
    let mut stream = TcpStream::connect(desk)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {desk}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    if answer.starts_with(b"HTTP/1.1 200 ") {
        return Ok(answer.len());
    }
    let head = answer.split(|byte| *byte == b'\r').next().unwrap_or_default();
    Err(io::Error::other(format!("{path}: {}", String::from_utf8_lossy(head))))
}
