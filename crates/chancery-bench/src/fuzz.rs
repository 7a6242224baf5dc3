//! Accounts with their characters and lines cut, doubled, swapped and mixed, read over and over:
//! whatever comes in, reading ends, is the same twice, and quotes what stands in the text.

use std::fs;
use std::io;
use std::panic;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chancery_app::{Extractor, Lexicon, ReadingJson, Told, read_bytes};

use crate::seeded::Seeded;

/// Reads mutated accounts until the time is over.
pub(crate) fn run(time: Duration, seed: u64) -> io::Result<ExitCode> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let lexicon = chancery_app::overlay::lexicon(Some(&examples.join("lexicon"))).map_err(io::Error::other)?;
    let accounts = accounts(&examples.join("accounts"))?;
    let start = Instant::now();
    let mut seed = seed;
    while start.elapsed() < time {
        let bytes = mutated(&accounts, seed);
        if let Err(problem) = panic::catch_unwind(|| check(&bytes, &lexicon)).unwrap_or_else(|_| Err("it panicked".to_owned())) {
            let path = std::env::temp_dir().join(format!("chancery-fuzz-{seed}.txt"));
            fs::write(&path, &bytes)?;
            eprintln!("error: seed {seed}: {problem}\nhint: the text is in {}", path.display());
            return Ok(ExitCode::FAILURE);
        }
        seed += 1;
    }
    println!("up to seed {seed}: every reading ended, was the same twice and quoted its text");
    Ok(ExitCode::SUCCESS)
}

fn accounts(folder: &Path) -> io::Result<Vec<String>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|child| Ok(child?.path())).collect::<io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.into_iter().map(fs::read_to_string).collect()
}

/// A few accounts put through a few mutations.
fn mutated(accounts: &[String], seed: u64) -> Vec<u8> {
    let mut seeded = Seeded::new(seed);
    let mut characters: Vec<char> = seeded.one_of(accounts).chars().collect();
    for _ in 0..1 + seeded.below(12) {
        mutate(&mut characters, accounts, &mut seeded);
    }
    let mut bytes = characters.into_iter().collect::<String>().into_bytes();
    if seeded.below(8) == 0 && !bytes.is_empty() {
        let at = seeded.below(bytes.len());
        bytes[at] = seeded.bits() as u8;
    }
    bytes
}

/// Characters that structure hangs on.
const MARKS: [char; 14] =
    ['\n', '\r', '\t', ' ', '\u{3000}', '\u{ff1a}', ':', '\u{201c}', '\u{201d}', '\u{ff0c}', '\u{3002}', '\u{0}', '\u{feff}', '\u{1f30d}'];

fn mutate(characters: &mut Vec<char>, accounts: &[String], seeded: &mut Seeded) {
    let length = characters.len();
    let start = seeded.below(length + 1);
    let end = (start + seeded.below(60)).min(length);
    match seeded.below(6) {
        0 => drop(characters.drain(start..end)),
        1 => {
            let piece = characters[start..end].to_vec();
            let place = seeded.below(length + 1);
            characters.splice(place..place, piece);
        }
        2 => characters.insert(start, *seeded.one_of(&MARKS)),
        3 => {
            let other: Vec<char> = seeded.one_of(accounts).chars().collect();
            let from = seeded.below(other.len());
            let to = (from + seeded.below(200)).min(other.len());
            characters.splice(start..end, other[from..to].iter().copied());
        }
        4 => characters[start..end].reverse(),
        _ => characters.retain(|character| *character != '\n' || seeded.below(3) > 0),
    }
}

/// What holds of every reading.
fn check(bytes: &[u8], lexicon: &Lexicon) -> Result<(), String> {
    let read = || read_bytes("fuzz.txt", bytes.to_vec(), &Told::default(), lexicon, &Extractor::InProcess);
    let (Ok(reading), Ok(again)) = (read(), read()) else { return Ok(()) };
    let written = json(&ReadingJson::new(&reading))?;
    if written != json(&ReadingJson::new(&again))? {
        return Err("two readings differ".to_owned());
    }
    let value: serde_json::Value = serde_json::from_slice(&written).map_err(|error| error.to_string())?;
    let text: Vec<char> = value["document"]["text"].as_str().unwrap_or_default().chars().collect();
    for entry in value["entries"].as_array().map_or(&[][..], Vec::as_slice) {
        let bound = |index: usize| entry["span"][index].as_u64().unwrap_or(u64::MAX) as usize;
        let cut: Option<String> = text.get(bound(0)..bound(1)).map(|characters| characters.iter().collect());
        if cut.is_none() || cut.as_deref() != entry["quote"].as_str() || bound(0) == bound(1) {
            return Err(format!("an entry does not quote its span: {entry}"));
        }
    }
    covered(&value, text.len())
}

/// Whether the voices follow one another and cover the text.
fn covered(value: &serde_json::Value, length: usize) -> Result<(), String> {
    let mut end = 0;
    for run in value["voices"].as_array().map_or(&[][..], Vec::as_slice) {
        let bound = |index: usize| run["span"][index].as_u64().unwrap_or(u64::MAX) as usize;
        if bound(0) != end {
            return Err(format!("a voice does not begin at {end}: {run}"));
        }
        end = bound(1);
    }
    if end == length || length == 0 { Ok(()) } else { Err(format!("the voices end at {end}, the text at {length}")) }
}

fn json(view: &ReadingJson<'_>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    view.write(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mutated_accounts_read_well() {
        let accounts = ["问：有何评论？\n李明：双方同意成立贸易理事会。".to_owned(), "Both sides agreed to meet in June 2026.".to_owned()];
        let lexicon = chancery_app::overlay::lexicon(None).expect("the built-in lexicon is right");
        for seed in 0..200 {
            assert_eq!(check(&mutated(&accounts, seed), &lexicon), Ok(()), "seed {seed}");
        }
    }
}
