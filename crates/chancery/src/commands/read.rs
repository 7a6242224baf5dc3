//! `chancery read`: documents to readings.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;
use std::process::ExitCode;
use std::thread::available_parallelism;

use chancery_app::{Reading, ReadingJson, has_rules};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::{Common, Group, Read, ReadFormat};
use crate::inputs::{self, Asked, Input, Listed, Means, Place, Unreadable};
use crate::stop::{DONE, Ended, NOT_DONE, Stop};
use crate::{files, ordered, table, terminal};

/// What a run of the command works with.
struct Run<'a> {
    arguments: &'a Read,
    means: Means<'a>,
    threads: usize,
}

/// Reads the documents and prints or writes their readings.
pub(crate) fn run(arguments: &Read, common: &Common) -> Ended {
    check_form(arguments)?;
    let inputs = inputs::gather(&arguments.inputs, &arguments.source.wanted());
    if arguments.out.is_none() && arguments.format == Some(ReadFormat::Json) && inputs.len() > 1 {
        return Err(Stop::usage(
            format!("--format json is for one document, and there are {}", inputs.len()),
            "use --format jsonl for one reading a line, or --out DIR for a file each",
        ));
    }
    if let Some(folder) = &arguments.out {
        check_names(&inputs, arguments.split)?;
        fs::create_dir_all(folder)
            .map_err(|error| Stop::not_done(format!("{}: cannot make this folder: {}", folder.display(), inputs::plain(&error))))?;
    }
    let lexicon = common.load_lexicon()?;
    let means = Means {
        told: arguments.told.told(&lexicon)?,
        lexicon: &lexicon,
        extractor: arguments.limits.extractor()?,
        sources: arguments.source.sources(&arguments.limits)?,
        split: arguments.split,
    };
    let run = Run { arguments, means, threads: arguments.jobs.or(available_parallelism().ok()).map_or(1, usize::from) };
    let all_read = match &arguments.out {
        Some(folder) => write_files(&inputs, folder, &run)?,
        None => print(&inputs, &run)?,
    };
    Ok(ExitCode::from(if all_read { DONE } else { NOT_DONE }))
}

/// Whether the flags go together.
fn check_form(arguments: &Read) -> Result<(), Stop> {
    let format = arguments.format;
    if arguments.out.is_some() && format.is_some_and(|format| format != ReadFormat::Json) {
        return Err(Stop::usage("--out writes JSON files and takes no other --format", "leave --format out, or redirect standard output"));
    }
    if arguments.split && format == Some(ReadFormat::Json) && arguments.out.is_none() {
        return Err(Stop::usage(
            "--format json is for one document, and --split can make several of one",
            "use --format jsonl for one reading a line, or --out DIR for a file each",
        ));
    }
    let is_table = arguments.out.is_none() && format.is_none_or(|format| format == ReadFormat::Table);
    if arguments.group.is_some() && !is_table {
        return Err(Stop::usage("--group is for the table", "leave --group out, or use --format table"));
    }
    let dashes = arguments.inputs.iter().filter(|path| inputs::is_standard_input(path)).count();
    if dashes > 1 {
        return Err(Stop::usage("standard input can be read once only", "give - once"));
    }
    Ok(())
}

/// Whether every document has a name of its own among the files to be written.
fn check_names(inputs: &[Asked], split: bool) -> Result<(), Stop> {
    let mut taken: BTreeMap<String, &Place> = BTreeMap::new();
    let both = |one: &Place, other: &Place, name: &str| {
        let message = format!("{one} and {other} would both be written to {name}.json");
        Stop::usage(message, "rename one of them, or use two --out folders")
    };
    for input in inputs.iter().flatten() {
        let name = input.stem();
        if let Some(other) = taken.insert(name.clone(), &input.place) {
            return Err(both(other, &input.place, &name));
        }
    }
    // An article of one page could be written over another document: page-01 of page.
    let numbered = |name: &str| {
        name.rsplit_once('-').filter(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit())).map(|(page, _)| page.to_owned())
    };
    for (name, place) in taken.iter().filter(|_| split) {
        if let Some(page) = numbered(name).and_then(|page| taken.get(&page)) {
            return Err(both(page, place, name));
        }
    }
    Ok(())
}

/// What is printed, and how that goes.
struct Printed {
    out: Output,
    is_first: bool,
    all_read: bool,
}

/// Prints readings one after another; whether all could be read.
fn print(inputs: &[Asked], run: &Run<'_>) -> Result<bool, Stop> {
    let out = match run.arguments.format.unwrap_or(ReadFormat::Table) {
        ReadFormat::Table => Output::Table {
            out: terminal::coloured_output(),
            columns: terminal::columns(),
            group: run.arguments.group.unwrap_or(Group::Kind),
        },
        ReadFormat::Json => Output::Json(terminal::plain_output()),
        ReadFormat::Jsonl => Output::Jsonl(terminal::plain_output()),
    };
    let mut printed = Printed { out, is_first: true, all_read: true };
    print_each(inputs, run, &mut printed)?;
    printed.out.flush()?;
    Ok(printed.all_read)
}

/// Prints the readings of some documents, and in the place of a feed those of what it lists.
fn print_each(inputs: &[Asked], run: &Run<'_>, printed: &mut Printed) -> io::Result<()> {
    let work = |asked: &Asked| {
        let input = asked.clone()?;
        let read = inputs::read(&input, &run.means)?;
        Ok((input, read))
    };
    ordered::for_each(run.threads, inputs, work, |_, read: Result<_, Unreadable>| {
        match read {
            Ok((input, inputs::Read::Accounts(readings))) => {
                for reading in &readings {
                    warn_without_rules(&input.place, reading);
                    printed.out.print(reading, printed.is_first)?;
                    printed.is_first = false;
                }
            }
            Ok((input, inputs::Read::Feed(_))) if matches!(printed.out, Output::Json(_)) => {
                say_unreadable(&Unreadable {
                    place: input.place.to_string(),
                    reason: "it is a feed, and --format json is for one document; use --format jsonl or --out DIR".to_owned(),
                });
                printed.all_read = false;
            }
            Ok((input, inputs::Read::Feed(listed))) => {
                printed.out.flush()?;
                say_left_out(&input.place, &listed);
                print_each(&listed.accounts, run, printed)?;
            }
            Err(unreadable) => {
                printed.out.flush()?;
                say_unreadable(&unreadable);
                printed.all_read = false;
            }
        }
        Ok(())
    })
}

/// Where and in what form readings are printed.
enum Output {
    Table { out: terminal::ColouredOutput, columns: usize, group: Group },
    Json(terminal::PlainOutput),
    Jsonl(terminal::PlainOutput),
}

impl Output {
    fn print(&mut self, reading: &Reading, is_first: bool) -> io::Result<()> {
        let view = ReadingJson::new(reading);
        match self {
            Self::Table { out, columns, group } => {
                if !is_first {
                    writeln!(out)?;
                }
                table::print(&view, *group, *columns, out)
            }
            Self::Json(out) => {
                view.write_rows(&mut *out)?;
                out.write_all(b"\n")
            }
            Self::Jsonl(out) => {
                view.write(&mut *out)?;
                out.write_all(b"\n")
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Table { out, .. } => out.flush(),
            Self::Json(out) | Self::Jsonl(out) => out.flush(),
        }
    }
}

/// What became of a document.
enum Written {
    Accounts { place: Place, has_rules: bool, language: Option<String> },
    Feed(Place, Listed),
}

/// Writes a file for every document; whether all could be read and written.
fn write_files(inputs: &[Asked], folder: &Path, run: &Run<'_>) -> Result<bool, Stop> {
    let bar = progress(inputs.len());
    let all_read = write_each(inputs, folder, run, &bar)?;
    bar.finish_and_clear();
    Ok(all_read)
}

/// Writes the readings of some documents, and in the place of a feed those of what it lists.
fn write_each(inputs: &[Asked], folder: &Path, run: &Run<'_>, bar: &ProgressBar) -> Result<bool, Stop> {
    let mut all_read = true;
    let work = |asked: &Asked| {
        let input = asked.clone()?;
        let readings = match inputs::read(&input, &run.means)? {
            inputs::Read::Accounts(readings) => readings,
            inputs::Read::Feed(listed) => return Ok(Written::Feed(input.place, listed)),
        };
        for reading in &readings {
            write_file(&input, reading, folder)?;
        }
        let without_rules = readings.iter().find(|reading| !has_rules(reading));
        let language = without_rules.and_then(|reading| reading.document.metadata.language).map(|language| language.to_string());
        Ok(Written::Accounts { place: input.place, has_rules: without_rules.is_none(), language })
    };
    ordered::for_each(run.threads, inputs, work, |_, written: Result<_, Unreadable>| {
        bar.inc(1);
        match written {
            Ok(Written::Accounts { has_rules: true, .. }) => {}
            Ok(Written::Accounts { place, language, .. }) => bar.suspend(|| say_without_rules(&place, language)),
            Ok(Written::Feed(place, listed)) => {
                bar.suspend(|| say_left_out(&place, &listed));
                bar.inc_length(listed.accounts.len() as u64);
                all_read &= write_each(&listed.accounts, folder, run, bar)?;
            }
            Err(unreadable) => {
                bar.suspend(|| say_unreadable(&unreadable));
                all_read = false;
            }
        }
        Ok::<(), Stop>(())
    })?;
    Ok(all_read)
}

fn write_file(input: &Input, reading: &Reading, folder: &Path) -> Result<(), Unreadable> {
    let part = reading.document.metadata.part.as_ref();
    let number = part.map(|part| format!("-{:0width$}", part.index, width = part.of.to_string().len().max(2))).unwrap_or_default();
    let path = folder.join(format!("{}{number}.json", input.stem()));
    files::write_whole(&path, |out| {
        ReadingJson::new(reading).write_rows(&mut *out)?;
        out.write_all(b"\n")
    })
    .map_err(|error| Unreadable {
        place: input.place.to_string(),
        reason: format!("its reading cannot be written to {}: {}", path.display(), inputs::plain(&error)),
    })
}

/// A progress bar on standard error, when that is a terminal.
fn progress(documents: usize) -> ProgressBar {
    let target = if io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(documents as u64), target);
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} documents, {per_sec}, {eta} left");
    bar.with_style(style.expect("the template is right, as a run on a terminal shows"))
}

fn say_unreadable(unreadable: &Unreadable) {
    terminal::error(&format!("{}: {}", unreadable.place, unreadable.reason));
}

fn say_left_out(place: &Place, listed: &Listed) {
    if listed.left_out > 0 {
        terminal::warning(&format!("{place}: {} more accounts are listed and left out; --feed-items takes more", listed.left_out));
    }
}

fn warn_without_rules(place: &Place, reading: &Reading) {
    if !has_rules(reading) {
        say_without_rules(place, reading.document.metadata.language.map(|language| language.to_string()));
    }
}

fn say_without_rules(place: &Place, language: Option<String>) {
    match language {
        Some(language) => {
            terminal::warning(&format!("{place}: there are no rules for the language '{language}', so no entry can be found"))
        }
        None => {
            terminal::warning(&format!("{place}: its language could not be told, so no entry can be found"));
            terminal::hint("say it with --language zh or --language en");
        }
    }
}
