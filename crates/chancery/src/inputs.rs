//! What there is to read: files, folders, standard input, addresses and feeds, and the sidecars beside files.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chancery_app::{Extractor, Lexicon, Reading, Told, read_articles, read_bytes, sidecar};
use chancery_sources::{Address, Feed, Fetcher, Rules, Wanted, files_below, is_named_as_feed, read_file, read_stream};

/// Bytes of a sidecar.
const SIDECAR_BYTES: u64 = 1 << 20;

/// One document to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Input {
    /// Where it is.
    pub(crate) place: Place,
    /// Its name in the reading: the file name, or the path below the folder it was found in. That of a page is told when
    /// it is fetched.
    name: String,
    /// Whether a feed lists it.
    is_listed: bool,
}

/// Where a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    File(PathBuf),
    StandardInput,
    Address(Address),
}

/// What cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// The file, folder or address.
    pub(crate) place: String,
    /// Why, with the place in a sidecar where there is one.
    pub(crate) reason: String,
}

/// A document or the reason why there is none.
pub(crate) type Asked = Result<Input, Unreadable>;

/// What a document turns out to be.
#[derive(Debug)]
pub(crate) enum Read {
    /// An account, or the articles of a page.
    Accounts(Vec<Reading>),
    /// A feed.
    Feed(Listed),
}

/// What a feed lists.
#[derive(Debug)]
pub(crate) struct Listed {
    /// The accounts that are to be read.
    pub(crate) accounts: Vec<Asked>,
    /// How many more there are.
    pub(crate) left_out: usize,
}

/// What documents are read with.
#[derive(Debug)]
pub(crate) struct Means<'a> {
    pub(crate) told: Told,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) extractor: Extractor,
    pub(crate) sources: Sources,
    /// Whether each article of a page is a document of its own.
    pub(crate) split: bool,
}

/// Where bytes come from, and how many may.
#[derive(Debug)]
pub(crate) struct Sources {
    rules: Rules,
    file_bytes: u64,
    stream_bytes: u64,
    feed_items: usize,
    /// Made when there is something to fetch.
    fetcher: OnceLock<Fetcher>,
}

/// The bytes of a document and what is known of them.
struct Opened {
    name: String,
    bytes: Vec<u8>,
    address: Option<Address>,
}

impl Sources {
    /// Files, streams and pages within limits; of a feed at most so many items.
    pub(crate) fn new(rules: Rules, file_bytes: u64, stream_bytes: u64, feed_items: usize) -> Self {
        Self { rules, file_bytes, stream_bytes, feed_items, fetcher: OnceLock::new() }
    }

    fn open(&self, input: &Input) -> Result<Opened, String> {
        let named = |bytes| Opened { name: input.name.clone(), bytes, address: None };
        match &input.place {
            Place::StandardInput => read_stream(io::stdin().lock(), self.stream_bytes).map(named).map_err(|error| error.to_string()),
            Place::File(path) => read_file(path, self.file_bytes, self.stream_bytes).map(named).map_err(|error| error.to_string()),
            Place::Address(address) => {
                let fetcher = self.fetcher.get_or_init(|| Fetcher::new(self.rules.clone()));
                let fetched = fetcher.fetch(address).map_err(|error| error.to_string())?;
                Ok(Opened { name: fetched.address.to_string(), bytes: fetched.bytes, address: Some(fetched.address) })
            }
        }
    }

    /// The accounts that a feed lists.
    fn listed(&self, input: &Input, opened: &Opened) -> Result<Listed, String> {
        match &input.place {
            Place::Address(_) if !input.is_listed => {}
            Place::File(path) if is_named_as_feed(path) => {}
            _ => return Err("it is a feed; to read the accounts it lists, give its address, or a file that ends in .xml".to_owned()),
        }
        let feed = Feed::read(&opened.bytes, opened.address.as_ref(), self.feed_items).map_err(|error| error.to_string())?;
        let accounts = feed.accounts.into_iter().enumerate().map(|(index, account)| match account {
            Ok(address) => Ok(Input { is_listed: true, ..Input::at(address) }),
            Err(error) => Err(Unreadable { place: format!("{}, account {}", input.place, index + 1), reason: error.to_string() }),
        });
        Ok(Listed { accounts: accounts.collect(), left_out: feed.left_out })
    }
}

impl Input {
    fn at(address: Address) -> Self {
        Self { name: address.to_string(), place: Place::Address(address), is_listed: false }
    }

    /// The name of its reading's file, without the ending.
    pub(crate) fn stem(&self) -> String {
        match &self.place {
            Place::StandardInput => "stdin".to_owned(),
            Place::File(path) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            Place::Address(address) => address.file_stem(),
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(out),
            Self::StandardInput => out.write_str("-"),
            Self::Address(address) => address.fmt(out),
        }
    }
}

/// The documents meant by the arguments, in order; a folder stands for the documents below it,
/// sorted by path. What is not there is named in its place.
pub(crate) fn gather(arguments: &[PathBuf], wanted: &Wanted) -> Vec<Asked> {
    let mut inputs = Vec::new();
    for path in arguments {
        match path.to_str().filter(|text| Address::is_meant(text)) {
            Some(text) => inputs.push(address(text)),
            None if is_standard_input(path) => {
                inputs.push(Ok(Input { place: Place::StandardInput, name: "-".to_owned(), is_listed: false }))
            }
            None if path.is_dir() => inputs.extend(below(path, wanted)),
            None => inputs.push(Ok(Input { place: Place::File(path.clone()), name: name_of(path), is_listed: false })),
        }
    }
    inputs
}

/// Whether an argument means standard input.
pub(crate) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads one document with its sidecar; what flags tell wins over that.
pub(crate) fn read(input: &Input, means: &Means<'_>) -> Result<Read, Unreadable> {
    let unreadable = |reason: String| Unreadable { place: input.place.to_string(), reason };
    let opened = means.sources.open(input).map_err(unreadable)?;
    if Feed::is_one(&opened.bytes) {
        return means.sources.listed(input, &opened).map(Read::Feed).map_err(unreadable);
    }
    let told = match &input.place {
        Place::File(path) => sidecar::merge(&means.told, told_beside(path, means.lexicon).map_err(unreadable)?),
        Place::StandardInput | Place::Address(_) => means.told.clone(),
    };
    let readings = if means.split {
        read_articles(&opened.name, opened.bytes, &told, means.lexicon, &means.extractor)
    } else {
        read_bytes(&opened.name, opened.bytes, &told, means.lexicon, &means.extractor).map(|reading| vec![reading])
    };
    readings.map(Read::Accounts).map_err(|error| unreadable(error.to_string()))
}

/// An address among the arguments. One with a password is not repeated.
fn address(text: &str) -> Asked {
    let place = || match text.split_once("://") {
        Some((scheme, rest)) if rest.contains('@') => format!("{scheme}://…@{}", rest.rsplit('@').next().unwrap_or_default()),
        _ => text.to_owned(),
    };
    Address::parse(text).map(Input::at).map_err(|error| Unreadable { place: place(), reason: error.to_string() })
}

fn below(folder: &Path, wanted: &Wanted) -> impl Iterator<Item = Asked> {
    files_below(folder, wanted).into_iter().map(|(path, found)| match found {
        Ok(name) => Ok(Input { place: Place::File(path), name, is_listed: false }),
        Err(error) => Err(Unreadable { place: path.display().to_string(), reason: error.to_string() }),
    })
}

/// What the sidecar beside a file says, if there is one.
fn told_beside(path: &Path, lexicon: &Lexicon) -> Result<Told, String> {
    let beside = path.with_extension("meta.toml");
    if !beside.exists() {
        return Ok(Told::default());
    }
    let unread = |reason: String| format!("its sidecar {} cannot be read: {reason}", beside.display());
    let bytes = read_file(&beside, SIDECAR_BYTES, SIDECAR_BYTES).map_err(|error| unread(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| unread("it is not UTF-8".to_owned()))?;
    sidecar::parse(&beside.display().to_string(), &text, lexicon).map_err(|problem| format!("its sidecar is wrong: {problem}"))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// An error of the system without its number.
pub(crate) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}
