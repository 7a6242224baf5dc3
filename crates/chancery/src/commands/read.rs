//! `chancery read`: documents to readings.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;
use std::process::ExitCode;
use std::thread::available_parallelism;

use chancery_app::{Lexicon, Reading, ReadingJson, Told, has_rules};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::{Common, Group, Read, ReadFormat};
use crate::inputs::{self, Input, Unreadable};
use crate::stop::{DONE, Ended, NOT_DONE, Stop};
use crate::{files, ordered, table, terminal};

/// A document or the reason why there is none.
type Asked = Result<Input, Unreadable>;

/// Reads the documents and prints or writes their readings.
pub(crate) fn run(arguments: &Read, common: &Common) -> Ended {
    check_form(arguments)?;
    let inputs = inputs::gather(&arguments.inputs);
    if arguments.out.is_none() && arguments.format == Some(ReadFormat::Json) && inputs.len() > 1 {
        return Err(Stop::usage(
            format!("--format json is for one document, and there are {}", inputs.len()),
            "use --format jsonl for one reading a line, or --out DIR for a file each",
        ));
    }
    if let Some(folder) = &arguments.out {
        check_names(&inputs, arguments)?;
        fs::create_dir_all(folder)
            .map_err(|error| Stop::not_done(format!("{}: cannot make this folder: {}", folder.display(), inputs::plain(&error))))?;
    }
    let lexicon = common.load_lexicon()?;
    let told = arguments.told.told(&lexicon)?;
    let reader = Reader { told: &told, lexicon: &lexicon, split: arguments.split };
    let threads = arguments.jobs.or(available_parallelism().ok()).map_or(1, usize::from);
    let all_read = match &arguments.out {
        Some(folder) => write_files(&inputs, folder, &reader, threads)?,
        None => print(&inputs, arguments, &reader, threads)?,
    };
    Ok(ExitCode::from(if all_read { DONE } else { NOT_DONE }))
}

/// What documents are read with.
struct Reader<'a> {
    told: &'a Told,
    lexicon: &'a Lexicon,
    split: bool,
}

impl Reader<'_> {
    /// The reading of a document, or those of its articles.
    fn read(&self, input: &Input) -> Result<Vec<Reading>, Unreadable> {
        if self.split {
            inputs::read_articles(input, self.told, self.lexicon)
        } else {
            inputs::read(input, self.told, self.lexicon).map(|reading| vec![reading])
        }
    }
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
fn check_names(inputs: &[Asked], arguments: &Read) -> Result<(), Stop> {
    let mut taken: BTreeMap<String, &Path> = BTreeMap::new();
    let both = |one: &Path, other: &Path, name: &str| {
        let message = format!("{} and {} would both be written to {name}.json", one.display(), other.display());
        Stop::usage(message, "rename one of them, or use two --out folders")
    };
    for input in inputs.iter().flatten() {
        let name = inputs::stem(input);
        if let Some(other) = taken.insert(name.clone(), &input.path) {
            return Err(both(other, &input.path, &name));
        }
    }
    // An article of one page could be written over another document: page-01 of page.
    let numbered = |name: &str| {
        name.rsplit_once('-').filter(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit())).map(|(page, _)| page.to_owned())
    };
    for (name, path) in taken.iter().filter(|_| arguments.split) {
        if let Some(page) = numbered(name).and_then(|page| taken.get(&page)) {
            return Err(both(page, path, name));
        }
    }
    Ok(())
}

/// Prints readings one after another; whether all could be read.
fn print(inputs: &[Asked], arguments: &Read, reader: &Reader<'_>, threads: usize) -> Result<bool, Stop> {
    let format = arguments.format.unwrap_or(ReadFormat::Table);
    let group = arguments.group.unwrap_or(Group::Kind);
    let mut all_read = true;
    let mut is_first = true;
    let work = |asked: &Asked| asked.clone().and_then(|input| reader.read(&input));
    let mut out = match format {
        ReadFormat::Table => Output::Table { out: terminal::coloured_output(), columns: terminal::columns(), group },
        ReadFormat::Json => Output::Json(terminal::plain_output()),
        ReadFormat::Jsonl => Output::Jsonl(terminal::plain_output()),
    };
    ordered::for_each(threads, inputs, work, |asked, read| {
        match read {
            Ok(readings) => {
                for reading in &readings {
                    if let Ok(input) = asked {
                        warn_without_rules(&input.path, reading);
                    }
                    out.print(reading, is_first)?;
                    is_first = false;
                }
            }
            Err(unreadable) => {
                out.flush()?;
                say_unreadable(&unreadable);
                all_read = false;
            }
        }
        Ok::<(), io::Error>(())
    })?;
    out.flush()?;
    Ok(all_read)
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

/// Writes a file for every document; whether all could be read and written.
fn write_files(inputs: &[Asked], folder: &Path, reader: &Reader<'_>, threads: usize) -> Result<bool, Stop> {
    let bar = progress(inputs.len());
    let mut all_read = true;
    let work = |asked: &Asked| {
        let input = asked.clone()?;
        let readings = reader.read(&input)?;
        for reading in &readings {
            write_file(&input, reading, folder)?;
        }
        let without_rules = readings.iter().find(|reading| !has_rules(reading));
        Ok((input, without_rules.map(|reading| reading.document.metadata.language)))
    };
    ordered::for_each(threads, inputs, work, |_, written: Result<_, Unreadable>| {
        bar.suspend(|| match written {
            Ok((input, without_rules)) => {
                if let Some(language) = without_rules {
                    say_without_rules(&input.path, language.map(|language| language.to_string()));
                }
            }
            Err(unreadable) => {
                say_unreadable(&unreadable);
                all_read = false;
            }
        });
        bar.inc(1);
        Ok::<(), Stop>(())
    })?;
    bar.finish_and_clear();
    Ok(all_read)
}

fn write_file(input: &Input, reading: &Reading, folder: &Path) -> Result<(), Unreadable> {
    let part = reading.document.metadata.part.as_ref();
    let number = part.map(|part| format!("-{:0width$}", part.index, width = part.of.to_string().len().max(2))).unwrap_or_default();
    let path = folder.join(format!("{}{number}.json", inputs::stem(input)));
    files::write_whole(&path, |out| {
        ReadingJson::new(reading).write_rows(&mut *out)?;
        out.write_all(b"\n")
    })
    .map_err(|error| Unreadable {
        path: input.path.clone(),
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
    terminal::error(&format!("{}: {}", unreadable.path.display(), unreadable.reason));
}

fn warn_without_rules(path: &Path, reading: &Reading) {
    if !has_rules(reading) {
        say_without_rules(path, reading.document.metadata.language.map(|language| language.to_string()));
    }
}

fn say_without_rules(path: &Path, language: Option<String>) {
    let path = path.display();
    match language {
        Some(language) => terminal::warning(&format!("{path}: there are no rules for the language '{language}', so no entry can be found")),
        None => {
            terminal::warning(&format!("{path}: its language could not be told, so no entry can be found"));
            terminal::hint("say it with --language zh or --language en");
        }
    }
}
