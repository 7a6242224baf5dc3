//! A workspace of many accounts: how fast they come in, and how fast it answers.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Instant;

use chancery_app::workspace::follow::{DueFilter, Scope};
use chancery_app::workspace::{Context, EntryFilter, EntryState, Incoming, Place, Question, Queue, Way, Workspace, kept};
use chancery_app::{Extractor, Lexicon, Told, overlay, read_bytes, told};
use chancery_model::Language;

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
    writeln!(out, "| what | figure |\n| --- | ---: |")?;
    let (entries, whole, writing) = add(&mut workspace, accounts, &texts, &lexicon)?;
    writeln!(out, "| accounts, entries | {accounts}, {entries} |")?;
    writeln!(out, "| generated, read and added | {:.0} accounts/s |", accounts as f64 / whole)?;
    writeln!(out, "| added, of readings at hand | {:.0} accounts/s |", accounts as f64 / writing.seconds)?;
    if let Some(busy) = writing.busy {
        writeln!(out, "| added, by the time of the processor | {:.0} accounts/s |", accounts as f64 / busy)?;
    }
    let size = fs::metadata(path)?.len() + fs::metadata(path.with_extension("db-wal")).map_or(0, |wal| wal.len());
    writeln!(out, "| size of the workspace | {:.0} MB, {:.0} bytes an entry |", size as f64 / 1e6, size as f64 / entries as f64)?;
    ask(&mut workspace, accounts, &texts, out)?;
    let started = Instant::now();
    let verified = workspace.verify().map_err(io::Error::other)?;
    assert!(verified.damage.is_none(), "nobody changed the log");
    writeln!(out, "| verify | {:.1} s |", started.elapsed().as_secs_f64())
}

/// What accounts are made of.
struct Texts {
    zh: Genre,
    en: Genre,
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

/// How long something took.
#[derive(Default)]
struct Taken {
    /// By the clock.
    seconds: f64,
    /// Seconds that a processor was at work on this thread, which other programs do not lengthen; where the system tells.
    busy: Option<f64>,
}

/// Seconds that a processor was at work on this thread since it began; Linux tells.
fn busy() -> Option<f64> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds * 1e-9)
}

/// Reads on one thread and adds on another; entries, seconds in all, and how long adding alone took.
fn add(workspace: &mut Workspace, accounts: usize, texts: &Texts, lexicon: &Lexicon) -> io::Result<(usize, f64, Taken)> {
    let (send, receive) = sync_channel::<Vec<Incoming>>(2);
    let started = Instant::now();
    let (mut entries, mut writing) = (0, Taken::default());
    let by = Context { author: "bench", time: "2026-11-22T00:00:00Z", reason: "" };
    thread::scope(|scope| {
        scope.spawn(move || {
            for first in (0..accounts).step_by(TOGETHER) {
                let last = accounts.min(first + TOGETHER);
                let batch = (first..last).map(|number| incoming(number, texts, lexicon)).collect();
                if send.send(batch).is_err() {
                    return;
                }
            }
        });
        for batch in receive {
            entries += batch.iter().map(|one| one.reading.entries.len()).sum::<usize>();
            let (begun, before) = (Instant::now(), busy());
            workspace.add(&by, batch).map_err(io::Error::other)?;
            writing.seconds += begun.elapsed().as_secs_f64();
            let more = busy().zip(before).map(|(now, before)| now - before);
            writing.busy = more.map(|more| more + writing.busy.unwrap_or_default());
        }
        Ok((entries, started.elapsed().as_secs_f64(), writing))
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
        let mut times: Vec<f64> = questions.iter().map(|words| milliseconds(|| workspace.find(&question(words)).map(drop))).collect();
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        writeln!(out, "| find {name} | p50 {:.2}, p99 {:.2}, worst {:.2} ms |", at(0.5), at(0.99), at(1.0))?;
    }
    let states = || Scope::States(PAIR[0].to_owned(), PAIR[1].to_owned());
    let due = DueFilter { limit: 50, ..DueFilter::default() };
    writeln!(out, "| due | {:.1} ms |", median(|| workspace.due(DAY, &due).map(drop)))?;
    let (mut on_lists, since) = (0, Some("2026-01-01"));
    let lists = median(|| workspace.lists(&states(), DAY, None).map(|lists| on_lists = lists.cooperation.len() + lists.problems.len()));
    let moved = median(|| workspace.lists(&states(), DAY, since).map(drop));
    writeln!(out, "| both lists of a relationship ({on_lists} on them), with movement | {lists:.1} ms, {moved:.1} ms |")?;
    let filter = EntryFilter { kinds: vec!["commitment".to_owned()], parties: vec![PAIR[0].to_owned()], ..EntryFilter::default() };
    writeln!(out, "| first 50 of a filtered register | {:.1} ms |", median(|| workspace.entries(&filter, 0, 50).map(drop)))?;
    let proposed = EntryFilter { states: vec![EntryState::Proposed], ..EntryFilter::default() };
    let of_parties = EntryFilter { parties: vec![PAIR[0].to_owned()], ..proposed.clone() };
    for (name, filter) in [("all that is proposed", proposed), ("what is proposed of a state", of_parties)] {
        let queue = Queue { filter, words: String::new() };
        let mut waiting = 0;
        let count = median(|| workspace.count_queue(&queue).map(|count| waiting = count));
        let first = median(|| workspace.queue_accounts(&queue, None, Way::Onward, SHOWN).map(drop));
        writeln!(out, "| queue of {name} ({waiting}): count, first {SHOWN} accounts | {count:.1} ms, {first:.1} ms |")?;
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

fn milliseconds<E: std::fmt::Debug>(work: impl FnOnce() -> Result<(), E>) -> f64 {
    let started = Instant::now();
    work().expect("the workspace answers");
    started.elapsed().as_secs_f64() * 1e3
}

fn median<E: std::fmt::Debug>(mut work: impl FnMut() -> Result<(), E>) -> f64 {
    let mut times: Vec<f64> = (0..TIMES).map(|_| milliseconds(&mut work)).collect();
    times.sort_by(f64::total_cmp);
    times[TIMES / 2]
}
