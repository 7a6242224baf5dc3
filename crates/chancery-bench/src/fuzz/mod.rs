//! Accounts in every format that is read, with their characters, lines and marks cut, doubled, swapped and mixed, read
//! over and over: whatever comes in, reading ends, is the same twice, and quotes what stands in the text.

mod formats;
mod mutation;

use std::fs;
use std::io;
use std::panic;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chancery_app::{Extractor, Lexicon, ReadingJson, Told, read_bytes};

use formats::{FORMATS, Format};

/// Reads mutated accounts until the time is over: in the format of that name, or the same time in each.
pub(crate) fn run(format: Option<&str>, time: Duration, seed: u64) -> io::Result<ExitCode> {
    let chosen: Vec<&Format> = FORMATS.iter().filter(|known| format.is_none_or(|name| name == known.name)).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        return Err(io::Error::other(format!("'{}' is no format; there are {}", format.unwrap_or_default(), names.join(", "))));
    }
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let lexicon = chancery_app::overlay::lexicon(Some(&examples.join("lexicon"))).map_err(io::Error::other)?;
    let accounts = accounts(&examples.join("accounts"))?;
    let share = time / chosen.len() as u32;
    for format in chosen {
        if !holds(format, &accounts, &lexicon, share, seed)? {
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether what holds of every reading holds of those of mutated accounts in a format.
fn holds(format: &Format, accounts: &[String], lexicon: &Lexicon, time: Duration, seed: u64) -> io::Result<bool> {
    let seeds = formats::seeds(format, accounts);
    let start = Instant::now();
    let (mut next, mut read) = (seed, 0_u64);
    while start.elapsed() < time {
        let bytes = mutation::mutated(format, &seeds, next);
        let outcome = panic::catch_unwind(|| check(format.file, &bytes, lexicon)).unwrap_or_else(|_| Err("it panicked".to_owned()));
        match outcome {
            Ok(is_read) => read += u64::from(is_read),
            Err(problem) => {
                let path = std::env::temp_dir().join(format!("chancery-fuzz-{next}-{}", format.file));
                fs::write(&path, &bytes)?;
                eprintln!("error: {}, seed {next}: {problem}\nhint: the file is in {}", format.name, path.display());
                return Ok(false);
            }
        }
        next += 1;
    }
    let files = next - seed;
    println!(
        "{}: {files} files up to seed {next}, {read} of them read: every reading ended, was the same twice and quoted its text",
        format.name
    );
    Ok(true)
}

fn accounts(folder: &Path) -> io::Result<Vec<String>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|child| Ok(child?.path())).collect::<io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.into_iter().map(fs::read_to_string).collect()
}

/// What holds of every reading; false when the file is refused, both times alike.
fn check(name: &str, bytes: &[u8], lexicon: &Lexicon) -> Result<bool, String> {
    let read = || read_bytes(name, bytes.to_vec(), &Told::default(), lexicon, &Extractor::InProcess);
    let (reading, again) = match (read(), read()) {
        (Ok(reading), Ok(again)) => (reading, again),
        (Err(error), Err(again)) if error == again => return Ok(false),
        _ => return Err("it is read once and refused once".to_owned()),
    };
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
    covered(&value, text.len()).map(|()| true)
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
        let accounts = [
            "问：有何评论？\n李明：双方同意成立贸易理事会。".to_owned(),
            "Both sides agreed to meet in June 2026.\nA list\nA row".to_owned(),
        ];
        let lexicon = chancery_app::overlay::lexicon(None).expect("the built-in lexicon is right");
        for format in &FORMATS {
            let seeds = formats::seeds(format, &accounts);
            for parts in &seeds {
                assert_eq!(check(format.file, &(format.pack)(parts), &lexicon), Ok(true), "{}", format.name);
            }
            for seed in 0..200 {
                let outcome = check(format.file, &mutation::mutated(format, &seeds, seed), &lexicon);
                assert!(outcome.is_ok(), "{}, seed {seed}: {outcome:?}", format.name);
            }
        }
    }
}
