//! What there is to read: files, folders and standard input, and the sidecars beside them.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use chancery_app::{Lexicon, Reading, Told, read_bytes, sidecar};

/// One document to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Input {
    /// Where it is; `-` for standard input.
    pub(crate) path: PathBuf,
    /// Its name in the reading: the file name, or the path below the folder it was found in.
    pub(crate) name: String,
}

/// What cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// The file or folder.
    pub(crate) path: PathBuf,
    /// Why, with the place in a sidecar where there is one.
    pub(crate) reason: String,
}

/// Endings of the files that are documents.
const ENDINGS: [&str; 6] = ["txt", "md", "markdown", "html", "htm", "xhtml"];

/// The documents meant by the arguments, in order; a folder stands for the documents below it,
/// sorted by path. What is not there is named in its place.
pub(crate) fn gather(arguments: &[PathBuf]) -> Vec<Result<Input, Unreadable>> {
    let mut inputs = Vec::new();
    for path in arguments {
        if path.is_dir() {
            inputs.extend(below(path));
        } else {
            inputs.push(Ok(Input { path: path.clone(), name: name_of(path) }));
        }
    }
    inputs
}

/// Whether an argument means standard input.
pub(crate) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The last part of a document's name without its ending, as used for `NAME.json`.
pub(crate) fn stem(input: &Input) -> String {
    if is_standard_input(&input.path) {
        return "stdin".to_owned();
    }
    input.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Reads one document with its sidecar; `told` wins over the sidecar.
pub(crate) fn read(input: &Input, told: &Told, lexicon: &Lexicon) -> Result<Reading, Unreadable> {
    let (bytes, told) = load(input, told, lexicon)?;
    read_bytes(&input.name, bytes, &told, lexicon).map_err(|error| unreadable(input, error.to_string()))
}

/// Reads the articles of one page with its sidecar, each as a document of its own.
pub(crate) fn read_articles(input: &Input, told: &Told, lexicon: &Lexicon) -> Result<Vec<Reading>, Unreadable> {
    let (bytes, told) = load(input, told, lexicon)?;
    chancery_app::read_articles(&input.name, bytes, &told, lexicon).map_err(|error| unreadable(input, error.to_string()))
}

fn unreadable(input: &Input, reason: String) -> Unreadable {
    Unreadable { path: input.path.clone(), reason }
}

/// The bytes of a document and what is told about it.
fn load(input: &Input, told: &Told, lexicon: &Lexicon) -> Result<(Vec<u8>, Told), Unreadable> {
    if is_standard_input(&input.path) {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(|error| unreadable(input, plain(&error)))?;
        Ok((bytes, told.clone()))
    } else {
        let bytes = fs::read(&input.path).map_err(|error| unreadable(input, plain(&error)))?;
        Ok((bytes, sidecar::merge(told, told_beside(&input.path, lexicon)?)))
    }
}

/// What the sidecar beside a file says, if there is one.
fn told_beside(path: &Path, lexicon: &Lexicon) -> Result<Told, Unreadable> {
    let beside = path.with_extension("meta.toml");
    let unreadable = |reason: String| Unreadable { path: path.to_owned(), reason };
    match fs::read_to_string(&beside) {
        Ok(text) => sidecar::parse(&beside.display().to_string(), &text, lexicon)
            .map_err(|problem| unreadable(format!("its sidecar is wrong: {problem}"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Told::default()),
        Err(error) => Err(unreadable(format!("its sidecar {} cannot be read: {}", beside.display(), plain(&error)))),
    }
}

fn below(folder: &Path) -> Vec<Result<Input, Unreadable>> {
    let unreadable = |reason: String| Unreadable { path: folder.to_owned(), reason };
    let mut paths = Vec::new();
    if let Err(error) = walk(folder, &mut paths) {
        return vec![Err(unreadable(plain(&error)))];
    }
    if paths.is_empty() {
        return vec![Err(unreadable(format!("no document below this folder: no file that ends with .{}", ENDINGS.join(", ."))))];
    }
    paths.sort();
    let named = |path: PathBuf| Input { name: name_below(folder, &path), path };
    paths.into_iter().map(|path| Ok(named(path))).collect()
}

/// Gathers the documents below a folder. Hidden files and folders, and links to folders, are not
/// followed.
fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for child in fs::read_dir(folder)? {
        let child = child?;
        let path = child.path();
        if child.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if child.file_type()?.is_dir() {
            walk(&path, paths)?;
        } else if is_document(&path) && path.is_file() {
            paths.push(path);
        }
    }
    Ok(())
}

fn is_document(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str);
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The path below a folder, with `/` between its parts on every system.
fn name_below(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    below.iter().map(OsStr::to_string_lossy).collect::<Vec<_>>().join("/")
}

/// An error of the system without its number.
pub(crate) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}
