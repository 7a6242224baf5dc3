//! Taking accounts in: a file, pasted text, a web address.

use axum::body::Bytes;
use chancery_app::workspace::{Added, Incoming, kept};
use chancery_app::{Reading, Told, read_articles, read_bytes, told};
use chancery_sources::{Address, Feed};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::endpoint::{Endpoint, post, upload};
use crate::problem::Problem;
use crate::views::AccountBrief;

/// Accounts that are read of a feed.
const OF_A_FEED: usize = 20;
/// Characters of a name.
const LONGEST_NAME: usize = 300;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        upload("/accounts", "addDocument", "Take in a document: the body is the file as it is", document),
        post("/accounts/text", "addText", "Take in a text", text),
        post("/accounts/address", "addAddress", "Take in a web page, or what a feed lists", address),
    ]
}

/// What is told about a document.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct DocumentQuery {
    /// The file's name, which helps to tell its format.
    name: String,
    /// Its day, ISO 8601.
    date: Option<String>,
    /// Its language.
    language: Option<String>,
    /// States or groups that issued it.
    side: Vec<String>,
    /// Kind of document.
    kind: Option<String>,
    /// Its title.
    title: Option<String>,
    /// Take each article of a page with several as an account of its own.
    split: bool,
    /// Why.
    reason: String,
}

/// A text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TextGiven {
    /// The words.
    text: String,
    /// What is told about it.
    #[serde(default)]
    about: About,
}

/// A web address.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AddressGiven {
    /// The address.
    address: String,
    /// What is told about it.
    #[serde(default)]
    about: About,
}

/// What is told about a text or a page.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct About {
    /// Where it is from, for the list of sources.
    name: String,
    /// Its day, ISO 8601.
    date: Option<String>,
    /// Its language.
    language: Option<String>,
    /// States or groups that issued it.
    side: Vec<String>,
    /// Kind of document.
    kind: Option<String>,
    /// Its title.
    title: Option<String>,
    /// Take each article of a page with several as an account of its own.
    split: bool,
    /// Why.
    reason: String,
}

/// What came in.
#[derive(Debug, Serialize, JsonSchema)]
struct CameIn {
    /// The accounts.
    accounts: Vec<OneAdded>,
    /// What could not be read of a feed, and why.
    unread: Vec<String>,
}

/// Where an account is from.
enum Source {
    /// It was sent under a name. Another text of the same name is another account.
    Sent(String),
    /// It was fetched. Another text from there is a new version.
    Address(String),
}

impl Source {
    /// The source of an account in the workspace.
    fn of(&self, account: &str) -> String {
        match self {
            Self::Sent(name) => format!("{name} ({})", account.chars().take(8).collect::<String>()),
            Self::Address(address) => address.clone(),
        }
    }
}

/// An account that came in.
#[derive(Debug, Serialize, JsonSchema)]
struct OneAdded {
    /// What became of it.
    #[serde(flatten)]
    added: Added,
    /// The account.
    brief: AccountBrief,
    /// How many entries were found in it.
    entries: usize,
    /// Places of doubt.
    warnings: usize,
}

fn document(call: &mut Call<'_>, query: DocumentQuery, bytes: Bytes) -> Result<CameIn, Problem> {
    let DocumentQuery { name, date, language, side, kind, title, split, reason } = query;
    let about = About { name, date, language, side, kind, title, split, reason };
    let name = file_name(&about.name);
    let readings = read(call, &name, bytes.to_vec(), &about)?;
    take_in(call, &Source::Sent(name), readings, &about)
}

fn text(call: &mut Call<'_>, given: TextGiven) -> Result<CameIn, Problem> {
    let name = if given.about.name.trim().is_empty() { "pasted text".to_owned() } else { file_name(&given.about.name) };
    // A name with an ending would say that the text is of another format.
    let readings = read(call, "pasted.txt", given.text.into_bytes(), &given.about)?;
    take_in(call, &Source::Sent(name), readings, &given.about)
}

fn address(call: &mut Call<'_>, given: AddressGiven) -> Result<CameIn, Problem> {
    let address = Address::parse(given.address.trim()).map_err(|error| Problem::refused(error.to_string()))?;
    let fetched = fetch(call, &address)?;
    let name = fetched.address.to_string();
    if !Feed::is_one(&fetched.bytes) {
        let readings = read(call, &name, fetched.bytes, &given.about)?;
        return take_in(call, &Source::Address(name), readings, &given.about);
    }
    let feed = Feed::read(&fetched.bytes, Some(&fetched.address), OF_A_FEED).map_err(|error| Problem::refused(error.to_string()))?;
    let mut all = CameIn { accounts: Vec::new(), unread: Vec::new() };
    for listed in feed.accounts {
        let came = listed.map_err(|error| Problem::refused(error.to_string())).and_then(|address| {
            let page = fetch(call, &address)?;
            let name = page.address.to_string();
            let readings = read(call, &name, page.bytes, &given.about)?;
            take_in(call, &Source::Address(name), readings, &given.about)
        });
        match came {
            Ok(came) => all.accounts.extend(came.accounts),
            Err(problem) => all.unread.push(problem.detail.into_string()),
        }
    }
    Ok(all)
}

fn fetch(call: &Call<'_>, address: &Address) -> Result<chancery_sources::Fetched, Problem> {
    call.desk.fetcher.fetch(address).map_err(|error| Problem::refused(error.to_string()))
}

/// A name without the folders that a browser may send with it.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let name: String = last.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    if name.is_empty() { "document".to_owned() } else { name }
}

fn read(call: &Call<'_>, name: &str, bytes: Vec<u8>, about: &About) -> Result<Vec<Reading>, Problem> {
    let desk = call.desk;
    let told = told_of(about, call)?;
    let readings = if about.split {
        read_articles(name, bytes, &told, &desk.lexicon, &desk.extractor)
    } else {
        read_bytes(name, bytes, &told, &desk.lexicon, &desk.extractor).map(|reading| vec![reading])
    };
    readings.map_err(|error| Problem::refused(error.to_string()))
}

fn told_of(about: &About, call: &Call<'_>) -> Result<Told, Problem> {
    let wrong = |error: told::WrongValue| Problem::refused(error.to_string());
    let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let sides = about.side.iter().map(|side| side.trim()).filter(|side| !side.is_empty());
    let sides = sides.map(|side| told::side(side, &call.desk.lexicon)).collect::<Result<Vec<_>, _>>().map_err(wrong)?;
    Ok(Told {
        language: given(&about.language).map(|text| told::language(&text)).transpose().map_err(wrong)?,
        date: given(&about.date).map(|text| told::date(&text)).transpose().map_err(wrong)?,
        side: (!sides.is_empty()).then_some(sides),
        kind: given(&about.kind).map(|text| told::kind(&text)).transpose().map_err(wrong)?,
        title: given(&about.title),
    })
}

fn take_in(call: &mut Call<'_>, source: &Source, readings: Vec<Reading>, about: &About) -> Result<CameIn, Problem> {
    let mut incoming = Vec::with_capacity(readings.len());
    for reading in &readings {
        let reading = kept(reading).map_err(Problem::refused)?;
        let part = reading.document.source.rsplit_once('#').map(|(_, part)| part.to_owned()).filter(|_| about.split);
        let place = source.of(&reading.document.id);
        let place = part.map_or(place.clone(), |part| format!("{place}#{part}"));
        incoming.push(Incoming { source: place, reading });
    }
    let counts: Vec<(usize, usize)> = incoming.iter().map(|one| (one.reading.entries.len(), one.reading.document.warnings.len())).collect();
    let added = call.writing(&about.reason, |workspace, by| workspace.add(by, incoming))?;
    let workspace = call.workspace()?;
    let mut accounts = Vec::with_capacity(added.len());
    for (added, (entries, warnings)) in added.into_iter().zip(counts) {
        let brief = AccountBrief::from(&workspace.account(added.account())?);
        accounts.push(OneAdded { added, brief, entries, warnings });
    }
    Ok(CameIn { accounts, unread: Vec::new() })
}
