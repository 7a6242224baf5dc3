//! The benchmark: speed of whole readings beside two yardsticks, start-up time, memory.

use std::ffi::OsStr;
use std::fs;
use std::hint::black_box;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use chancery_app::{Extractor, Lexicon, Told, read_bytes, told};
use chancery_model::Language;
use daachorse::MatchKind;
use daachorse::charwise::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use jieba_rs::Jieba;

use crate::child;
use crate::dictionary::Dictionary;
use crate::genre::Genre;

/// Runs of each measurement; the fastest counts, as noise only slows.
const RUNS: usize = 3;
/// Runs of the binary for the start-up time.
const STARTS: usize = 41;
/// Bytes of a page, for the texts read page by page.
const PAGE_BYTES: usize = 6_000;

/// A text to read.
pub(crate) struct Sample {
    /// What it is called.
    pub(crate) name: &'static str,
    /// Its language.
    pub(crate) language: Language,
    /// The text.
    pub(crate) text: String,
    /// Whether it is read page by page.
    pub(crate) by_page: bool,
}

/// What makes the samples.
pub(crate) struct Samples {
    lexicon: Lexicon,
    dictionary: Dictionary,
    megabytes: usize,
}

/// The names of the samples, in order.
pub(crate) const NAMES: [&str; 4] = ["zh-genre", "zh-pages", "zh-words", "en-genre"];

impl Samples {
    /// Loads lexicon and dictionary.
    pub(crate) fn new(megabytes: usize) -> io::Result<Self> {
        let lexicon = chancery_app::overlay::lexicon(None).map_err(io::Error::other)?;
        Ok(Self { lexicon, dictionary: Dictionary::load()?, megabytes })
    }

    /// The sample of a name.
    pub(crate) fn make(&self, name: &str) -> Option<Sample> {
        let bytes = self.megabytes * 1_000_000;
        let zh = || Genre::chinese(&self.lexicon, &self.dictionary.pairs()).text(bytes, 20);
        Some(match name {
            "zh-genre" => Sample { name: NAMES[0], language: Language::ZH, text: zh(), by_page: false },
            "zh-pages" => Sample { name: NAMES[1], language: Language::ZH, text: zh(), by_page: true },
            "zh-words" => Sample { name: NAMES[2], language: Language::ZH, text: self.dictionary.text(bytes, 21), by_page: false },
            "en-genre" => {
                Sample { name: NAMES[3], language: Language::EN, text: Genre::english(&self.lexicon).text(bytes, 22), by_page: false }
            }
            _ => return None,
        })
    }

    /// Reads a sample once and gives the number of entries found.
    pub(crate) fn read(&self, sample: &Sample) -> usize {
        self.read_pages(pages(sample), sample.language).1
    }

    /// The seconds that reading took, and the number of entries found.
    fn read_pages(&self, pages: Vec<Vec<u8>>, language: Language) -> (f64, usize) {
        let told = Told { language: Some(language), date: told::date("2026-05-16").ok(), ..Told::default() };
        let mut entries = 0;
        let seconds = timed(|| {
            for page in pages {
                let reading = read_bytes("page.txt", page, &told, &self.lexicon, &Extractor::InProcess).expect("the sample is text");
                entries += black_box(reading).entries.len();
            }
        });
        (seconds, entries)
    }

    /// Measures everything and prints a table.
    pub(crate) fn measure(&self, names: &[&str], out: &mut impl Write) -> io::Result<()> {
        let jieba = Jieba::with_dict(&mut self.dictionary.source.as_bytes()).map_err(io::Error::other)?;
        writeln!(out, "| text | MB | entries | reading MB/s | daachorse MB/s | reading takes | jieba MB/s | reading takes |")?;
        writeln!(out, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")?;
        for sample in names.iter().filter_map(|name| self.make(name)) {
            self.measure_one(&sample, &jieba, out)?;
        }
        writeln!(out)?;
        self.measure_child(out)
    }

    fn measure_one(&self, sample: &Sample, jieba: &Jieba, out: &mut impl Write) -> io::Result<()> {
        let megabytes = sample.text.len() as f64 / 1e6;
        let mut entries = 0;
        let reading = fastest(|| {
            let (seconds, found) = self.read_pages(pages(sample), sample.language);
            entries = found;
            seconds
        });
        let automaton = self.automaton(sample.language);
        let matching = fastest(|| timed(|| automaton.leftmost_find_iter(&sample.text).count()));
        let cutting = fastest(|| timed(|| sample.text.lines().map(|line| jieba.cut(line, true).len()).sum::<usize>()));
        writeln!(
            out,
            "| {} | {megabytes:.1} | {entries} | {:.2} | {:.1} | {:.1} times | {:.1} | {:.2} times |",
            sample.name,
            megabytes / reading,
            megabytes / matching,
            reading / matching,
            megabytes / cutting,
            reading / cutting,
        )?;
        out.flush()
    }

    /// The yardstick's automaton: the terms of the lexicon, the longest from the left.
    fn automaton(&self, language: Language) -> CharwiseDoubleArrayAhoCorasick<u32> {
        let matcher = self.lexicon.matcher(language).expect("the samples are of languages with rules");
        let mut terms: Vec<&str> = matcher.terms().iter().map(|term| &*term.text).collect();
        terms.sort_unstable();
        terms.dedup();
        CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build(terms)
            .expect("the lexicon's terms are neither empty nor the same")
    }

    fn measure_child(&self, out: &mut impl Write) -> io::Result<()> {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/accounts/newspaper-page-zh.txt");
        let lexicon = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/lexicon");
        let json = [OsStr::new("--format"), OsStr::new("json")];
        let start = child::median_ms(
            &[OsStr::new("read"), page.as_os_str(), json[0], json[1], OsStr::new("--lexicon"), lexicon.as_os_str()],
            STARTS,
        )?;
        writeln!(out, "one page with an overlay, from start to exit: {start:.1} ms (median of {STARTS})")?;
        let floor = child::median_ms(&[OsStr::new("--version")], STARTS)?;
        writeln!(out, "nothing but start and exit (--version): {floor:.1} ms")?;
        for name in ["zh-genre", "en-genre"] {
            let sample = self.make(name).expect("these are names of samples");
            let file = Scratch::new(&format!("{name}.txt"), sample.text.as_bytes())?;
            let (peak, seconds) = child::peak_kilobytes(&[OsStr::new("read"), file.0.as_os_str(), json[0], json[1]])?;
            let megabytes = sample.text.len() as f64 / 1e6;
            match peak.map(|kilobytes| kilobytes as f64 * 1024.0 / 1e6) {
                Some(peak) => writeln!(
                    out,
                    "{name}, {megabytes:.1} MB in one file, read and written as JSON: {seconds:.2} s, at most {peak:.0} MB held, {:.1} times the file",
                    peak / megabytes
                )?,
                None => writeln!(
                    out,
                    "{name}, {megabytes:.1} MB in one file, read and written as JSON: {seconds:.2} s; this system does not tell the memory held"
                )?,
            }
        }
        out.flush()
    }
}

/// A sample as bytes: whole, or in pages that end with a paragraph.
fn pages(sample: &Sample) -> Vec<Vec<u8>> {
    if !sample.by_page {
        return vec![sample.text.clone().into_bytes()];
    }
    let mut pages: Vec<Vec<u8>> = vec![Vec::new()];
    for line in sample.text.split_inclusive('\n') {
        if pages.last().is_some_and(|page| page.len() > PAGE_BYTES) {
            pages.push(Vec::new());
        }
        if let Some(page) = pages.last_mut() {
            page.extend_from_slice(line.as_bytes());
        }
    }
    pages
}

/// The least of the seconds of several runs.
fn fastest(mut run: impl FnMut() -> f64) -> f64 {
    (0..RUNS).map(|_| run()).fold(f64::INFINITY, f64::min)
}

/// The seconds a function takes: of the processor where the system tells them, so that other
/// programs do not count.
fn timed<T>(work: impl FnOnce() -> T) -> f64 {
    let (start, busy) = (Instant::now(), processor_seconds());
    black_box(work());
    match (busy, processor_seconds()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed().as_secs_f64(),
    }
}

/// The time this thread has run on a processor so far (Linux).
fn processor_seconds() -> Option<f64> {
    let schedule = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: u64 = schedule.split(' ').next()?.parse().ok()?;
    Some(nanoseconds as f64 / 1e9)
}

/// A file that is removed when it is no longer wanted.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, bytes: &[u8]) -> io::Result<Self> {
        let path = std::env::temp_dir().join(format!("chancery-bench-{}-{name}", std::process::id()));
        fs::write(&path, bytes)?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed stays in the system's folder of temporary files.
        drop(fs::remove_file(&self.0));
    }
}
