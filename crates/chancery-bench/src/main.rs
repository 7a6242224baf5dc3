//! Measures how fast Chancery reads, and reads mutated accounts.
//!
//! `make bench` and `make fuzz` run it. Texts are generated from seeds, so every run reads the same
//! ones; only times differ.

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

mod child;
mod desk;
mod dictionary;
mod fuzz;
mod genre;
mod ledger;
mod measure;
mod pages;
mod pairs;
mod papers;
mod report;
mod seeded;
mod side_by_side;

use measure::{NAMES, Samples};
use mimalloc::MiMalloc;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const USAGE: &str = "\
usage: chancery-bench [measure] [TEXT…]      the table, for all texts or those named
       chancery-bench read TEXT [RUNS]       nothing but readings, for a profiler
       chancery-bench write TEXT FILE        a text into a file
       chancery-bench formats html FOLDER    pages a second (compare/pages.py measures trafilatura)
       chancery-bench formats pdf FOLDER     pages a second, beside pdftotext where it is installed
       chancery-bench report FOLDER          every file of a folder: format, time, outcome
       chancery-bench ledger [ACCOUNTS]       a workspace of many accounts (100000): adding, finding, lists, proof
       chancery-bench desk [ACCOUNTS]         the desk over a workspace of many accounts, asked as a browser asks it
       chancery-bench compare                 two accounts and a dossier side by side, two copies of a text
       chancery-bench pairs FOLDER            comparisons of two accounts against hand-coded ones (gold/pairs)
       chancery-bench fuzz [--format NAME] [--seconds N] [--seed N]
The environment variable MEGABYTES sets the size of a text; it is 20.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> io::Result<ExitCode> {
    match arguments {
        ["fuzz", rest @ ..] => {
            let seconds = Duration::from_secs(flag(rest, "--seconds", 60)?);
            return fuzz::run(value(rest, "--format"), seconds, flag(rest, "--seed", 1)?);
        }
        ["formats", "html", folder] => pages::run(Path::new(folder))?,
        ["formats", "pdf", folder] => papers::run(Path::new(folder))?,
        ["report", folder] => report::run(Path::new(folder), &mut io::stdout().lock())?,
        ["compare"] => side_by_side::run(&mut io::stdout().lock())?,
        ["pairs", folder] => pairs::run(Path::new(folder), &mut io::stdout().lock())?,
        ["ledger"] => ledger::run(100_000, &mut io::stdout().lock())?,
        ["ledger", accounts] => ledger::run(number(accounts)? as usize, &mut io::stdout().lock())?,
        ["desk"] => desk::run(100_000, &mut io::stdout().lock())?,
        ["desk", accounts] => desk::run(number(accounts)? as usize, &mut io::stdout().lock())?,
        ["read", name] => read(name, 1)?,
        ["read", name, runs] => read(name, number(runs)? as usize)?,
        ["write", name, file] => fs::write(file, sample(&samples()?, name)?.text)?,
        [] | ["measure"] => samples()?.measure(&NAMES, &mut io::stdout().lock())?,
        ["measure", names @ ..] => samples()?.measure(names, &mut io::stdout().lock())?,
        _ => {
            eprintln!("{USAGE}\ntexts: {}", NAMES.join(", "));
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read(name: &str, runs: usize) -> io::Result<()> {
    let samples = samples()?;
    let sample = sample(&samples, name)?;
    for _ in 0..runs {
        println!("{}: {} entries", sample.name, samples.read(&sample));
    }
    Ok(())
}

fn samples() -> io::Result<Samples> {
    let megabytes = std::env::var("MEGABYTES").ok().map_or(Ok(20), |text| number(&text))?;
    Samples::new(megabytes as usize)
}

fn sample(samples: &Samples, name: &str) -> io::Result<measure::Sample> {
    samples.make(name).ok_or_else(|| io::Error::other(format!("there is no text '{name}'; there are {}", NAMES.join(", "))))
}

fn flag(arguments: &[&str], name: &str, otherwise: u64) -> io::Result<u64> {
    value(arguments, name).map_or(Ok(otherwise), number)
}

/// What is said after a flag; empty when nothing is.
fn value<'a>(arguments: &[&'a str], name: &str) -> Option<&'a str> {
    let place = arguments.iter().position(|argument| *argument == name)?;
    Some(arguments.get(place + 1).copied().unwrap_or_default())
}

fn number(text: &str) -> io::Result<u64> {
    text.parse().map_err(|_| io::Error::other(format!("'{text}' is no number")))
}
