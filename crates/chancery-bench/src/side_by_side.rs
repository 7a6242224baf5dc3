//! How long comparing takes: two accounts of one event in two languages, a dossier of them, and two copies of a text
//! beside Python's `difflib` (where there is a Python) and `imara-diff` by itself.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

use chancery_app::compare::{Account, Given, compare, compare_versions};
use chancery_app::{Extractor, Lexicon, Told, overlay, read_bytes, told, workspace};
use chancery_model::Language;
use imara_diff::{Algorithm, Diff, InternedInput};

use crate::dictionary::Dictionary;
use crate::genre::Genre;

/// Bytes of an account.
const BYTES: usize = 20_000;
/// Accounts of a dossier.
const ACCOUNTS: usize = 50;
/// Runs of each measurement; the fastest counts, as noise only slows.
const RUNS: usize = 7;

/// Measures and writes the table.
///
/// # Errors
/// When the dictionary cannot be read or the table not written.
pub fn run(out: &mut impl Write) -> io::Result<()> {
    let lexicon = overlay::lexicon(None).map_err(io::Error::other)?;
    let zh = Genre::chinese(&lexicon, &Dictionary::load()?.pairs());
    let en = Genre::english(&lexicon);
    let chinese = |seed: u64| read(&lexicon, &zh.text(BYTES, seed), Language::ZH);
    let english = |seed: u64| read(&lexicon, &en.text(BYTES, seed), Language::EN);
    let pair = [chinese(1)?, english(2)?];
    let accounts: Vec<Account> = pair.iter().map(|given| given.account.clone()).collect();
    // What is built once a run of the program is not what is measured.
    let links = compare(&accounts, &lexicon).links.len();
    let entries: usize = accounts.iter().map(|account| account.statements.len()).sum();
    let ms = fastest(|| compare(&accounts, &lexicon).links.len()) * 1e3;
    writeln!(out, "two accounts of 20 KB       {ms:8.2} ms   {entries} entries, {links} links")?;

    let mut dossier = Vec::new();
    for seed in 0..ACCOUNTS as u64 {
        dossier.push(if seed % 2 == 0 { chinese(100 + seed)? } else { english(100 + seed)? }.account);
    }
    let entries: usize = dossier.iter().map(|account| account.statements.len()).sum();
    let links = compare(&dossier, &lexicon).links.len();
    let ms = fastest(|| compare(&dossier, &lexicon).links.len()) * 1e3;
    writeln!(out, "{ACCOUNTS} accounts of 20 KB        {ms:8.2} ms   {entries} entries, {links} links")?;

    let original = zh.text(BYTES, 1);
    let changed = with_changes(&original);
    let copies = [read(&lexicon, &original, Language::ZH)?, read(&lexicon, &changed, Language::ZH)?];
    let ms = fastest(|| compare_versions(&copies[0], &copies[1], &lexicon)) * 1e3;
    writeln!(out, "two copies of 20 KB         {ms:8.2} ms   with alarms")?;
    let characters = [&original, &changed].map(|text| text.chars().collect::<Vec<char>>());
    let ms = fastest(|| {
        let mut input = InternedInput::default();
        input.update_before(characters[0].iter().copied());
        input.update_after(characters[1].iter().copied());
        Diff::compute(Algorithm::Myers, &input).count_additions()
    });
    writeln!(out, "  imara-diff by itself      {:8.2} ms   differences of characters, nothing else", ms * 1e3)?;
    match difflib(&original, &changed) {
        Some(seconds) => writeln!(out, "  difflib.SequenceMatcher   {:8.2} ms   the same", seconds * 1e3),
        None => writeln!(out, "  difflib.SequenceMatcher          -      there is no python3"),
    }
}

fn read(lexicon: &Lexicon, text: &str, language: Language) -> io::Result<Given> {
    let told = Told { language: Some(language), date: told::date("2026-05-16").ok(), ..Told::default() };
    let reading = read_bytes("account.txt", text.as_bytes().to_vec(), &told, lexicon, &Extractor::InProcess).map_err(io::Error::other)?;
    workspace::kept(&reading).map(Given::of_reading).map_err(io::Error::other)
}

/// A text with a character in a hundred taken out and one in a hundred put in.
fn with_changes(text: &str) -> String {
    let mut changed = String::new();
    for (place, character) in text.chars().enumerate() {
        match place % 100 {
            37 => {}
            73 => write!(changed, "不{character}").expect("a string takes everything"),
            _ => changed.push(character),
        }
    }
    changed
}

fn fastest<T>(mut work: impl FnMut() -> T) -> f64 {
    let runs = (0..RUNS).map(|_| {
        let started = Instant::now();
        std::hint::black_box(work());
        started.elapsed().as_secs_f64()
    });
    runs.fold(f64::INFINITY, f64::min)
}

const SCRIPT: &str = "\
import difflib, sys, time
a, b = sys.stdin.read().split('\\0')
started = time.perf_counter()
difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
print(time.perf_counter() - started)";

/// Seconds that Python's `difflib` takes for the same; `None` without a Python.
fn difflib(a: &str, b: &str) -> Option<f64> {
    let mut child =
        Command::new("python3").args(["-c", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    child.stdin.take()?.write_all(format!("{a}\0{b}").as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
