//! A reader that does what the document tells it to, for the tests of the pool.

use std::io::{self, Write as _};
use std::time::Duration;

use chancery_apart::serve;
use chancery_formats::{Extracted, Format, FormatError, Limits};

fn main() -> io::Result<()> {
    if std::env::args().nth(1).as_deref() == Some("leave") {
        return Ok(());
    }
    serve(io::stdin().lock(), io::stdout(), obey)
}

fn obey(bytes: Vec<u8>, format: Format, limits: &Limits) -> Result<Extracted, FormatError> {
    match bytes.as_slice() {
        b"sleep" => std::thread::sleep(Duration::from_secs(600)),
        b"spin" => while std::hint::black_box(true) {},
        b"allocate" => allocate(),
        b"abort" => std::process::abort(),
        b"exit" => std::process::exit(3),
        b"panic" => panic!("no such table"),
        b"recurse" => println!("{}", recurse(1)),
        b"lie" => io::stdout().write_all(&[0xFF; 64]).expect("the pool listens"),
        b"shout" => eprint!("{}", "no end ".repeat(1 << 20)),
        b"who" => return chancery_formats::extract(std::process::id().to_string().into_bytes(), format, limits),
        _ => {}
    }
    chancery_formats::extract(bytes, format, limits)
}

fn allocate() {
    let mut held = Vec::new();
    loop {
        held.push(std::hint::black_box(vec![1u8; 1 << 20]));
    }
}

#[expect(unconditional_recursion, reason = "running out of stack is what it is for")]
fn recurse(depth: u64) -> u64 {
    std::hint::black_box(recurse(depth + 1)) + depth
}
