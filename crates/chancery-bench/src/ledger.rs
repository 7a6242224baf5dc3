//! A workspace of many accounts: how fast they come in, and how fast it answers.

use std::fs;
use std::io::{self, Write};
use std::num::NonZero;
use std::ops::Range;
use std::path::Path;
use std::thread;
use std::time::Instant;

use chancery_app::workspace::follow::{DueFilter, Scope};
use chancery_app::workspace::{Context, EntryFilter, EntryState, Incoming, Place, Question, Queue, Way, Workspace, kept};
use chancery_app::{Extractor, Lexicon, Told, overlay, read_bytes, told};
use chancery_model::Language;
use cpu_time::ThreadTime;

use crate::dictionary::Dictionary;
use crate::genre::Genre;
use crate::seeded::Seeded;

/// Bytes of an account: some ten entries.
const BYTES: usize = 800;
/// Accounts that come in together.
const TOGETHER: usize = 4096;
/// Accounts of which a queue shows the places at once.
const SHOWN: usize = 50;
/// Questions that are asked of the search.
const QUESTIONS: usize = 2000;
/// Times that everything else is asked.
const TIMES: usize = 9;
/// The day from which is looked.
const DAY: &str = "2026-11-22";
/// The states of the relationship that is looked at.
const PAIR: [&str; 2] = ["FRA", "JPN"];

/// Adds so many generated accounts to a new workspace, asks it, and prints a table.
///
/// # Errors
/// The workspace cannot be written.
pub(crate) fn run(accounts: usize, out: &mut impl Write) -> io::Result<()> {
    let folder = std::env::temp_dir().join(format!("chancery-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let measured = measure(accounts, &folder.join("chancery.db"), out);
    fs::remove_dir_all(&folder)?;
    measured
}

fn measure(accounts: usize, path: &Path, out: &mut impl Write) -> io::Result<()> {
    let mut workspace = Workspace::open_or_create(&Place::File(path.to_owned())).map_err(io::Error::other)?;
    let lexicon = overlay::lexicon(None).map_err(io::Error::other)?;
    let dictionary = Dictionary::load()?;
    let texts = Texts { zh: Genre::chinese(&lexicon, &dictionary.pairs()), en: Genre::english(&lexicon) };
    writeln!(out, "In parentheses: by the time of the processor.\n\n| what | figure |\n| --- | ---: |")?;
    let (entries, whole, writing) = add(&mut workspace, accounts, &texts, &lexicon)?;
    writeln!(out, "| accounts, entries | {accounts}, {entries} |")?;
    writeln!(out, "| generated, read, added | {:.0} accounts/s |", accounts as f64 / whole)?;
    let rate = |seconds: f64| accounts as f64 / seconds;
    writeln!(out, "| added, of readings at hand | {:.0} ({:.0}) accounts/s |", rate(writing.clock), rate(writing.busy))?;
    let size = fs::metadata(path)?.len() + fs::metadata(path.with_extension("db-wal")).map_or(0, |wal| wal.len());
    writeln!(out, "| size of the workspace | {:.0} MB, {:.0} bytes an entry |", size as f64 / 1e6, size as f64 / entries as f64)?;
    ask(&mut workspace, accounts, &texts, out)?;
    let (verified, taken) = Taken::by(|| workspace.verify());
    assert!(verified.map_err(io::Error::other)?.damage.is_none(), "nobody changed the log");
    writeln!(out, "| verify | {:.1} ({:.1}) s |", taken.clock, taken.busy)
}

/// What accounts are made of.
pub(crate) struct Texts {
    pub(crate) zh: Genre,
    pub(crate) en: Genre,
}

impl Texts {
    /// The account of a number, its language and its day.
    fn account(&self, number: usize) -> (String, Language, String) {
        let seed = number as u64;
        let (genre, language) = if number.is_multiple_of(2) { (&self.zh, Language::ZH) } else { (&self.en, Language::EN) };
        let mut seeded = Seeded::new(seed ^ 0xda7e);
        let day = format!("{}-{:02}-{:02}", 2012 + seeded.below(15), 1 + seeded.below(12), 1 + seeded.below(28));
        (genre.text(BYTES, seed), language, day)
    }
}

/// How long something took, in seconds.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Taken {
    /// By the clock.
    clock: f64,
    /// That a processor was at work on this thread, which other programs do not lengthen.
    busy: f64,
}

impl Taken {
    /// How long some work takes on this thread.
    fn by<T>(work: impl FnOnce() -> T) -> (T, Self) {
        let (began, before) = (Instant::now(), ThreadTime::now());
        let done = work();
        (done, Self { clock: began.elapsed().as_secs_f64(), busy: before.elapsed().as_secs_f64() })
    }
}

/// What stands at a share of some times, by the clock and by the processor, in milliseconds.
fn at(times: &[Taken], share: f64) -> String {
    let one = |of: fn(&Taken) -> f64| {
        let mut times: Vec<f64> = times.iter().map(of).collect();
        times.sort_by(f64::total_cmp);
        1e3 * times[((times.len() - 1) as f64 * share) as usize]
    };
    format!("{:.1} ({:.1}) ms", one(|taken| taken.clock), one(|taken| taken.busy))
}

/// Reads some accounts with all processors, then adds them, and so on; entries, seconds in all, and how long adding took.
pub(crate) fn add(workspace: &mut Workspace, accounts: usize, texts: &Texts, lexicon: &Lexicon) -> io::Result<(usize, f64, Taken)> {
    let started = Instant::now();
    let (mut entries, mut writing) = (0, Taken::default());
    let by = Context { author: "bench", time: "2026-11-22T00:00:00Z", reason: "" };
    for first in (0..accounts).step_by(TOGETHER) {
        let batch = readings(first..accounts.min(first + TOGETHER), texts, lexicon);
        entries += batch.iter().map(|one| one.reading.entries.len()).sum::<usize>();
        let (added, taken) = Taken::by(|| workspace.add(&by, batch));
        added.map_err(io::Error::other)?;
        writing.clock += taken.clock;
        writing.busy += taken.busy;
    }
    Ok((entries, started.elapsed().as_secs_f64(), writing))
}

/// The readings of generated accounts, in order.
fn readings(numbers: Range<usize>, texts: &Texts, lexicon: &Lexicon) -> Vec<Incoming> {
    let parts = thread::available_parallelism().map_or(1, NonZero::get);
    let numbers: Vec<usize> = numbers.collect();
    let read = |part: &[usize]| part.iter().map(|number| incoming(*number, texts, lexicon)).collect::<Vec<_>>();
    thread::scope(|scope| {
        let parts: Vec<_> = numbers.chunks(numbers.len().div_ceil(parts)).map(|part| scope.spawn(move || read(part))).collect();
        parts.into_iter().flat_map(|part| part.join().expect("the accounts are read")).collect()
    })
}

fn incoming(number: usize, texts: &Texts, lexicon: &Lexicon) -> Incoming {
    let (text, language, day) = texts.account(number);
    let told = Told { language: Some(language), date: told::date(&day).ok(), ..Told::default() };
    let source = format!("account-{number}.txt");
    let reading = read_bytes(&source, text.into_bytes(), &told, lexicon, &Extractor::InProcess).expect("the account is text");
    Incoming { reading: kept(&reading).expect("a reading is in its own format"), source }
}

fn ask(workspace: &mut Workspace, accounts: usize, texts: &Texts, out: &mut impl Write) -> io::Result<()> {
    let mut seeded = Seeded::new(5);
    let two: Vec<String> = (0..QUESTIONS).map(|_| phrase(accounts, texts, &mut seeded, 2)).collect();
    let longer: Vec<String> = (0..QUESTIONS).map(|_| phrase(accounts, texts, &mut seeded, 5)).collect();
    let words: Vec<String> = (0..QUESTIONS).map(|_| word(accounts, texts, &mut seeded)).collect();
    for (name, questions) in [("two characters of Chinese", two), ("five characters of Chinese", longer), ("a word of English", words)] {
        let question = |words: &String| Question { words: words.clone(), limit: 20, ..Question::default() };
        let times: Vec<Taken> = questions.iter().map(|words| taken(|| workspace.find(&question(words)).map(drop))).collect();
        writeln!(out, "| find {name} | p50 {}, p99 {}, worst {} |", at(&times, 0.5), at(&times, 0.99), at(&times, 1.0))?;
    }
    let states = || Scope::States(PAIR[0].to_owned(), PAIR[1].to_owned());
    let due = DueFilter { limit: 50, ..DueFilter::default() };
    writeln!(out, "| due | {} |", median(|| workspace.due(DAY, &due).map(drop)))?;
    let (mut on_lists, since) = (0, Some("2026-01-01"));
    let lists = median(|| workspace.lists(&states(), DAY, None).map(|lists| on_lists = lists.cooperation.len() + lists.problems.len()));
    let moved = median(|| workspace.lists(&states(), DAY, since).map(drop));
    writeln!(out, "| both lists of a relationship ({on_lists} on them), with movement | {lists}, {moved} |")?;
    let filter = EntryFilter { kinds: vec!["commitment".to_owned()], parties: vec![PAIR[0].to_owned()], ..EntryFilter::default() };
    writeln!(out, "| first 50 of a filtered register | {} |", median(|| workspace.entries(&filter, 0, 50).map(drop)))?;
    let proposed = EntryFilter { states: vec![EntryState::Proposed], ..EntryFilter::default() };
    let of_parties = EntryFilter { parties: vec![PAIR[0].to_owned()], ..proposed.clone() };
    for (name, filter) in [("all that is proposed", proposed), ("what is proposed of a state", of_parties)] {
        let queue = Queue { filter, words: String::new() };
        let mut waiting = 0;
        let count = median(|| workspace.count_queue(&queue).map(|count| waiting = count));
        let first = median(|| workspace.queue_accounts(&queue, None, Way::Onward, SHOWN).map(drop));
        writeln!(out, "| queue of {name} ({waiting}): count, first {SHOWN} accounts | {count}, {first} |")?;
    }
    Ok(())
}

/// Characters that stand together in some Chinese account.
fn phrase(accounts: usize, texts: &Texts, seeded: &mut Seeded, length: usize) -> String {
    loop {
        let (text, ..) = texts.account(2 * seeded.below(accounts.div_ceil(2)));
        let letters: Vec<char> = text.chars().collect();
        let start = seeded.below(letters.len() - length);
        let phrase = &letters[start..start + length];
        if phrase.iter().all(|letter| ('\u{4e00}'..='\u{9fff}').contains(letter)) {
            return phrase.iter().collect();
        }
    }
}

/// A word of some English account.
fn word(accounts: usize, texts: &Texts, seeded: &mut Seeded) -> String {
    let (text, ..) = texts.account(2 * seeded.below(accounts / 2) + 1);
    let words: Vec<&str> = text.split(|letter: char| !letter.is_ascii_alphabetic()).filter(|word| word.len() > 1).collect();
    (*seeded.one_of(&words)).to_owned()
}

fn taken<E: std::fmt::Debug>(work: impl FnOnce() -> Result<(), E>) -> Taken {
    let (done, taken) = Taken::by(work);
    done.expect("the workspace answers");
    taken
}

fn median<E: std::fmt::Debug>(mut work: impl FnMut() -> Result<(), E>) -> String {
    let times: Vec<Taken> = (0..TIMES).map(|_| taken(&mut work)).collect();
    at(&times, 0.5)
}
