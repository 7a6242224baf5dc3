//! How often the encoding of an account is told from its bytes: every text of the corpora, whole and by its beginning.

use std::fs;
use std::path::{Path, PathBuf};

use chancery_formats::{Format, Limits, extract};
use encoding_rs::{BIG5, Encoding, GB18030, WINDOWS_1251, WINDOWS_1252};
use ferrous_opencc::{OpenCC, config::BuiltinConfig};

/// Bytes of the beginning that an encoding is told from.
const BEGINNING: usize = 300;

/// An encoding, the texts it is for, and how to write it.
struct Writing {
    charset: &'static str,
    for_text: fn(&str) -> bool,
    encode: Encode,
}

/// A text in an encoding, or nothing when that has not all its characters.
type Encode = Box<dyn Fn(&str) -> Option<Vec<u8>>>;

fn writings() -> Vec<Writing> {
    let traditional = OpenCC::from_config(BuiltinConfig::S2t).expect("the built-in configuration loads");
    let legacy = |encoding: &'static Encoding| {
        move |text: &str| {
            let (bytes, _, lost) = encoding.encode(text);
            (!lost).then(|| bytes.into_owned())
        }
    };
    let units = |mark: &'static str, bytes: fn(u16) -> [u8; 2]| {
        move |text: &str| Some(mark.encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect())
    };
    let writing = |charset, for_text, encode: Encode| Writing { charset, for_text, encode };
    vec![
        writing("utf-8", |_| true, Box::new(|text: &str| Some(text.as_bytes().to_vec()))),
        writing("gb18030", is_chinese, Box::new(legacy(GB18030))),
        writing("big5", is_chinese, Box::new(move |text: &str| legacy(BIG5)(&of_big5(&traditional.convert(text))))),
        writing("windows-1252", |text| !is_chinese(text) && !is_cyrillic(text), Box::new(legacy(WINDOWS_1252))),
        writing("windows-1251", is_cyrillic, Box::new(legacy(WINDOWS_1251))),
        writing("utf-16le", |_| true, Box::new(units("\u{FEFF}", u16::to_le_bytes))),
        writing("utf-16be", |_| true, Box::new(units("\u{FEFF}", u16::to_be_bytes))),
        writing("utf-16le", |_| true, Box::new(units("", u16::to_le_bytes))),
        writing("utf-16be", |_| true, Box::new(units("", u16::to_be_bytes))),
    ]
}

/// A text without the characters that Big5 does not have: signs, and characters that have no traditional form.
fn of_big5(text: &str) -> String {
    text.chars().filter(|character| !BIG5.encode(character.encode_utf8(&mut [0; 4])).2).collect()
}

fn is_chinese(text: &str) -> bool {
    share(text, |character| matches!(character, '\u{4E00}'..='\u{9FFF}')) > 0.3
}

fn is_cyrillic(text: &str) -> bool {
    share(text, |character| matches!(character, '\u{400}'..='\u{4FF}')) > 0.3
}

fn share(text: &str, of: fn(char) -> bool) -> f64 {
    text.chars().filter(|&character| of(character)).count() as f64 / text.chars().count().max(1) as f64
}

fn corpora() -> Option<Vec<(PathBuf, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora");
    let children = |folder: &Path| fs::read_dir(folder).map(|children| children.flatten().map(|child| child.path()).collect::<Vec<_>>());
    let Ok(folders) = children(&folder) else {
        println!("skipped: there is no {}", folder.display());
        return None;
    };
    let mut paths: Vec<PathBuf> = folders.iter().filter_map(|folder| children(folder).ok()).flatten().collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "md"));
    paths.sort();
    let texts = paths.into_iter().filter_map(|path| fs::read_to_string(&path).ok().map(|text| (path, text)));
    // What was damaged before has a character that stands for bytes in no encoding.
    Some(texts.filter(|(_, text)| !text.contains(char::REPLACEMENT_CHARACTER)).collect())
}

fn charset(bytes: &[u8]) -> String {
    extract(bytes.to_vec(), Format::Text, &Limits::default()).map_or_else(|error| error.to_string(), |extracted| extracted.charset)
}

#[test]
fn encodings_of_the_corpora_are_told() {
    let Some(texts) = corpora() else { return };
    let (mut right, mut of) = ([0_usize; 2], [0_usize; 2]);
    for writing in writings() {
        let (mut right_here, mut of_here) = ([0_usize; 2], 0_usize);
        for (path, text) in texts.iter().filter(|(_, text)| (writing.for_text)(text)) {
            let Some(bytes) = (writing.encode)(text).filter(|bytes| !bytes.is_ascii() || writing.charset.starts_with("utf")) else {
                continue;
            };
            of_here += 1;
            let beginning = &bytes[..bytes.len().min(BEGINNING)];
            for (index, bytes) in [&bytes[..], beginning].into_iter().enumerate() {
                let told = charset(bytes);
                let fits = told == writing.charset || bytes.is_ascii() && told == "utf-8";
                right_here[index] += usize::from(fits);
                if !fits {
                    println!("  {} {}: {told} for {}", path.display(), ["whole", "beginning"][index], writing.charset);
                }
            }
        }
        println!("{}: of {of_here}, {} whole and {} by their beginnings", writing.charset, right_here[0], right_here[1]);
        for index in 0..2 {
            right[index] += right_here[index];
            of[index] += of_here;
        }
    }
    assert!(of[0] > 500, "the corpora hold texts in every script");
    assert_eq!(right[0], of[0], "whole texts");
    assert!(right[1] * 1000 >= of[1] * 995, "beginnings: {} of {}", right[1], of[1]);
}
