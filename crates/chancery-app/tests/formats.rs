//! An account reads the same in whatever format and encoding it comes: the bundled examples and, where they are, the
//! texts of ../shared, written as word processors and old programs write them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use chancery_app::{Lexicon, Reading, Told, overlay, read_bytes};
use chancery_samples::{docx, encoded, odt, paragraphs, rtf};

/// Share of the entries that have to be the same; the rest is for roles that only a layout of lines tells.
const AT_LEAST: f64 = 0.98;

fn read(name: &str, bytes: Vec<u8>, lexicon: &Lexicon) -> Reading {
    read_bytes(name, bytes, &Told::default(), lexicon).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn text_paragraphs(reading: &Reading) -> Vec<&str> {
    reading.document.paragraphs.iter().map(|paragraph| reading.document.text.slice(paragraph.span)).collect()
}

/// The entries as pairs of kind and quote, each with how often it is there.
fn entries(reading: &Reading) -> HashMap<(String, String), usize> {
    let mut entries = HashMap::new();
    for entry in &reading.entries {
        *entries.entry((entry.detail.kind().as_str().to_owned(), reading.document.text.slice(entry.span).to_owned())).or_default() += 1;
    }
    entries
}

/// The F1 of one reading's entries against another's.
fn agreement(one: &Reading, other: &Reading) -> f64 {
    let (ones, others) = (entries(one), entries(other));
    let shared: usize = ones.iter().map(|(entry, count)| others.get(entry).copied().unwrap_or(0).min(*count)).sum();
    let all: usize = ones.values().chain(others.values()).sum();
    if all == 0 { 1.0 } else { 2.0 * shared as f64 / all as f64 }
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let Ok(children) = fs::read_dir(folder) else {
        println!("skipped: there is no {}", folder.display());
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = children.flatten().map(|child| child.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths
}

/// Reads a text in every format and encoding, and holds the readings against that of the plain text.
fn check(path: &Path, lexicon: &Lexicon) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = fs::read_to_string(path).expect("the text is there");
    let plain = read(&name, text.clone().into_bytes(), lexicon);
    let pasted = text_paragraphs(&plain).join("\n");
    let blocks = paragraphs(&pasted);
    for (ending, bytes) in [("docx", docx(&blocks)), ("odt", odt(&blocks)), ("rtf", rtf(&blocks))] {
        let reading = read(&name.replace(".txt", &format!(".{ending}")), bytes, lexicon);
        assert_eq!(text_paragraphs(&reading), text_paragraphs(&plain), "{name} as {ending}");
        let agreed = agreement(&reading, &plain);
        println!("{name} as {ending}: {} entries, F1 {agreed:.3}", reading.entries.len());
        assert!(agreed >= AT_LEAST, "{name} as {ending}: F1 {agreed:.3}");
    }
    // Signs alone do not tell Big5 from GB 18030, and no English account comes in it.
    let of_language = if name.contains("zh") { "big5" } else { "windows-1252" };
    for charset in ["gb18030", "utf-16le", "utf-16be", of_language] {
        let Some(bytes) = encoded(&text, charset).filter(|bytes| !bytes.is_ascii()) else { continue };
        let reading = read(&name, bytes, lexicon);
        assert_eq!(reading.document.metadata.charset, charset, "{name}");
        assert_eq!(text_paragraphs(&reading), text_paragraphs(&plain), "{name} in {charset}");
        assert_eq!(entries(&reading), entries(&plain), "{name} in {charset}");
    }
}

#[test]
fn examples_read_the_same_in_every_format() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let lexicon = overlay::lexicon(Some(&examples.join("lexicon"))).expect("the example lexicon is right");
    let texts = texts(&examples.join("accounts"));
    assert!(!texts.is_empty(), "the examples are there");
    texts.iter().for_each(|path| check(path, &lexicon));
}

#[test]
fn accounts_of_the_world_read_the_same_in_every_format() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let lexicon = overlay::lexicon(None).expect("the built-in lexicon is right");
    for folder in ["gold/sources", "input"] {
        texts(&shared.join(folder)).iter().for_each(|path| check(path, &lexicon));
    }
}
