//! Writes accounts in the formats that are read, for tests and the fuzzer. Not part of the product.
//!
//! The files are small and right: what a program would write for the same account, without what does not matter to
//! their text. They are written by this crate alone and never by the code that is tested.

mod docx;
mod html;
mod odt;
pub mod pdf;
mod rtf;

use std::io::{Cursor, Read, Write};

use encoding_rs::Encoding;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub use docx::{docx, docx_with};
pub use html::html;
pub use odt::{odt, odt_with};
pub use rtf::rtf;

/// A block of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    /// The title.
    Title(&'a str),
    /// A heading of that level.
    Heading(u8, &'a str),
    /// A paragraph.
    Paragraph(&'a str),
    /// An item of the one numbered list; its number is not part of the text.
    Item(&'a str),
    /// A table of one row.
    Row(Vec<&'a str>),
}

/// An account of paragraphs only, one a line of a text.
pub fn paragraphs(text: &str) -> Vec<Block<'_>> {
    text.lines().filter(|line| !line.trim().is_empty()).map(Block::Paragraph).collect()
}

/// A ZIP archive of parts, each a name and its bytes. A part called `mimetype` is stored as it is.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let method = if *name == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        let options = SimpleFileOptions::DEFAULT.compression_method(method);
        writer.start_file(*name, options).expect("names are not repeated");
        writer.write_all(bytes).expect("memory takes all bytes");
    }
    writer.finish().expect("memory takes all bytes").into_inner()
}

/// The parts of an archive that [`archive`] wrote, each a name and its bytes.
pub fn parts(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(archive)).expect("it is an archive");
    let length = archive.len();
    let part = |index| {
        let mut part = archive.by_index(index).expect("its parts are whole");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its parts are whole");
        (part.name().expect("its names are UTF-8").into_owned(), bytes)
    };
    (0..length).map(part).collect()
}

/// A text in the encoding of that label, UTF-16 with a byte-order mark; [`None`] when that has not all its characters.
pub fn encoded(text: &str, label: &str) -> Option<Vec<u8>> {
    let marked = || "\u{FEFF}".encode_utf16().chain(text.encode_utf16());
    match label {
        "utf-16le" => Some(marked().flat_map(u16::to_le_bytes).collect()),
        "utf-16be" => Some(marked().flat_map(u16::to_be_bytes).collect()),
        _ => {
            let (bytes, _, lost) = Encoding::for_label(label.as_bytes())?.encode(text);
            (!lost).then(|| bytes.into_owned())
        }
    }
}

/// A text as XML has it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
