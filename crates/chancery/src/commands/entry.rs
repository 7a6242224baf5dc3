//! `chancery entry`: one entry shown, decided on, changed, parted, joined, made.

use std::io::{self, Write};
use std::process::ExitCode;

use chancery_app::workspace::operation::Policy;
use chancery_app::workspace::reading::{Span, fields_of, words_of};
use chancery_app::workspace::{EntryRow, Operation, Suggestion, Workspace};
use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use crate::listing::{FormatArguments, ListFormat, Listing, brief, heading, long, short};
use crate::stop::{DONE, Ended, Stop};
use crate::terminal;
use crate::workspace_arguments::{AuthorArguments, PastArguments};

/// Show and decide on entries: accept, edit, reject, split, merge, new, note
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Entry {
    #[command(subcommand)]
    command: EntryCommand,
}

const EXAMPLES: &str = "\
Examples:
  chancery entry show 3fa9
  chancery entry accept 3fa9 77b0 --reason 'both sides published it'
  chancery entry edit 3fa9 modality=willing 'areas=[\"trade\",\"energy\"]' span=120..164
  chancery entry split 3fa9 --at 140
  chancery entry new 1a4d --kind request --span 385..435 from=CHN to=CHN,USA areas=bilateral";

#[derive(Debug, Subcommand)]
enum EntryCommand {
    /// Show entries with all that is known of them
    Show {
        /// Ids, or how they begin
        #[arg(required = true)]
        entries: Vec<String>,
        #[command(flatten)]
        format: FormatArguments,
        #[command(flatten)]
        past: PastArguments,
    },
    /// Accept entries as they stand
    Accept {
        /// Ids, or how they begin
        #[arg(required = true)]
        entries: Vec<String>,
        #[command(flatten)]
        author: AuthorArguments,
    },
    /// Reject entries
    Reject {
        /// Ids, or how they begin
        #[arg(required = true)]
        entries: Vec<String>,
        #[command(flatten)]
        author: AuthorArguments,
    },
    /// Change fields of an entry; the quote follows the span
    Edit {
        /// Id, or how it begins
        entry: String,
        /// FIELD=VALUE: a word, words by commas for lists, JSON, or nothing to take the field away; span=START..END
        #[arg(required = true, value_name = "FIELD=VALUE")]
        changes: Vec<String>,
        #[command(flatten)]
        author: AuthorArguments,
    },
    /// Part an entry in two or more
    Split {
        /// Id, or how it begins
        entry: String,
        /// Where, in characters of the account; several by commas
        #[arg(long, required = true, value_delimiter = ',', value_name = "OFFSET")]
        at: Vec<u32>,
        #[command(flatten)]
        author: AuthorArguments,
    },
    /// Make one entry of several of an account: the fields of the first, the words of all
    Merge {
        /// Ids, or how they begin
        #[arg(required = true, num_args = 2..)]
        entries: Vec<String>,
        #[command(flatten)]
        author: AuthorArguments,
    },
    /// Make an entry from a span of an account
    New {
        /// Id of the account, or how it begins
        account: String,
        /// Kind
        #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(chancery_app::workspace::reading::KINDS))]
        kind: String,
        /// Where its words stand: START..END, in characters
        #[arg(long, value_parser = span)]
        span: Span,
        /// FIELD=VALUE
        #[arg(value_name = "FIELD=VALUE")]
        fields: Vec<String>,
        #[command(flatten)]
        author: AuthorArguments,
    },
}

/// Accept all proposed entries that a policy takes; the policy is kept in the log
#[derive(Debug, Args)]
pub(crate) struct Accept {
    /// At least this confidence, 0 to 1
    #[arg(long, value_name = "SHARE")]
    confidence: f64,
    /// Found by these rules
    #[arg(long, value_delimiter = ',')]
    rule: Vec<String>,
    /// Of these kinds
    #[arg(long, value_delimiter = ',', value_parser = clap::builder::PossibleValuesParser::new(chancery_app::workspace::reading::KINDS))]
    kind: Vec<String>,
    /// Of these accounts
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    account: Vec<String>,
    /// Of the accounts of this dossier
    #[arg(long, value_name = "ID")]
    dossier: Option<String>,
    /// Take entries over damaged words too
    #[arg(long)]
    damaged: bool,
    /// Only list what would be taken
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    author: AuthorArguments,
}

/// Runs a command on entries.
pub(crate) fn run(arguments: &Entry) -> Ended {
    match &arguments.command {
        EntryCommand::Show { entries, format, past } => show(&mut past.open()?, entries, format.format)?,
        EntryCommand::Accept { entries, author } => act(author, |workspace| Ok(workspace.accepting(entries)?))?,
        EntryCommand::Reject { entries, author } => act(author, |workspace| Ok(workspace.rejecting(entries)?))?,
        EntryCommand::Edit { entry, changes, author } => act(author, |workspace| {
            let row = workspace.entry(entry)?;
            let kind = changes.iter().find_map(|change| change.strip_prefix("kind=")).unwrap_or(&row.entry.kind).to_owned();
            Ok(workspace.editing(entry, fields(changes, &kind)?)?)
        })?,
        EntryCommand::Split { entry, at, author } => act(author, |workspace| Ok(workspace.splitting(entry, at)?))?,
        EntryCommand::Merge { entries, author } => act(author, |workspace| Ok(workspace.merging(entries)?))?,
        EntryCommand::New { account, kind, span, fields: given, author } => {
            act(author, |workspace| Ok(workspace.making(account, kind, *span, &fields(given, kind)?)?))?;
        }
    }
    Ok(ExitCode::from(DONE))
}

/// Carries out an operation and says so.
pub(super) fn act(author: &AuthorArguments, operation: impl FnOnce(&mut Workspace) -> Result<Operation, Stop>) -> Result<(), Stop> {
    let mut workspace = author.open()?;
    let signature = author.signature()?;
    let operation = operation(&mut workspace)?;
    Ok(super::said(&[workspace.append(&signature.context(), &operation)?])?)
}

/// `385..435` as a span.
pub(super) fn span(text: &str) -> Result<Span, String> {
    let parts = text.split_once("..").or_else(|| text.split_once('-')).or_else(|| text.split_once(','));
    let (start, end) = parts.ok_or("write START..END, in characters of the account")?;
    let number = |text: &str| text.trim().parse::<u32>().map_err(|_| format!("\"{text}\" is no number of characters"));
    Ok([number(start)?, number(end)?])
}

/// Fields that hold lists.
const LISTS: [&str; 11] =
    ["voice", "areas", "parties", "holder", "from", "to", "actors", "participants", "flags", "unconfirmed_by", "targets"];

/// `FIELD=VALUE` as fields of an entry of a kind.
fn fields(given: &[String], kind: &str) -> Result<Map<String, Value>, Stop> {
    let mut fields = Map::new();
    for one in given {
        let Some((name, value)) = one.split_once('=') else {
            return Err(Stop::usage(
                format!("\"{one}\" is not FIELD=VALUE"),
                format!("fields of a {kind}: {}", fields_of(kind).join(", ")),
            ));
        };
        let value = match name {
            "span" => serde_json::json!(
                span(value).map_err(|reason| Stop::usage(format!("span={value}: {reason}"), "for instance span=120..164"))?
            ),
            _ => field_value(name, value),
        };
        if let (Some(words), Some(word)) = (words_of(kind, name), value.as_str())
            && !words.contains(&word)
        {
            return Err(Stop::usage(
                format!("{name}={word} is not possible"),
                format!("{name} of a {kind} is one of {}", words.join(", ")),
            ));
        }
        fields.insert(name.to_owned(), value);
    }
    Ok(fields)
}

/// A value as a person writes it: JSON where it is some, a list by commas where the field holds one, nothing as null.
fn field_value(name: &str, value: &str) -> Value {
    if value.is_empty() {
        return if LISTS.contains(&name) { Value::Array(Vec::new()) } else { Value::Null };
    }
    match serde_json::from_str::<Value>(value) {
        Ok(json) if !(json.is_number() && matches!(name, "term" | "name" | "place")) => json,
        _ if LISTS.contains(&name) => value.split(',').map(|part| Value::from(part.trim())).collect(),
        _ => Value::from(value),
    }
}

fn show(workspace: &mut Workspace, entries: &[String], format: ListFormat) -> Result<(), Stop> {
    let mut listing = Listing::new(&[short("entry"), short("kind"), short("state"), long("quote")], "");
    let mut out = terminal::coloured_output();
    for prefix in entries {
        let row = workspace.entry(prefix)?;
        if format == ListFormat::Table {
            show_one(workspace, &row, &mut out)?;
        }
        listing.push(vec![row.entry.id.clone(), row.entry.kind.clone(), row.state.as_str().to_owned(), row.entry.quote.clone()], &row)?;
    }
    if format == ListFormat::Table { Ok(out.flush()?) } else { Ok(listing.print(format)?) }
}

fn show_one(workspace: &mut Workspace, row: &EntryRow, out: &mut impl Write) -> Result<(), Stop> {
    let account = workspace.account_by_num(row.account)?;
    heading(out, &format!("{} {}", row.entry.kind, row.entry.id))?;
    writeln!(out, "  “{}”", row.entry.quote)?;
    let Value::Object(fields) = serde_json::to_value(&row.entry).map_err(io::Error::from)? else { return Ok(()) };
    let line = |out: &mut dyn Write, name: &str, value: &str| writeln!(out, "  {name:<15}{value}");
    line(out, "account", &format!("{} {}", brief(&account.id), account.title.as_deref().unwrap_or("(no title)")))?;
    line(out, "date", account.date.as_deref().unwrap_or("not known"))?;
    for (name, value) in fields.iter().filter(|(name, _)| !matches!(name.as_str(), "id" | "kind" | "quote")) {
        let shown = plain_value(value);
        if !shown.is_empty() {
            line(out, name, &shown)?;
        }
    }
    line(out, "state", &decided(row))?;
    for (name, ids) in [("made of", &row.review.from), ("replaced by", &row.review.into)] {
        if !ids.is_empty() {
            line(out, name, &ids.join(", "))?;
        }
    }
    match row.review.suggestion.as_ref() {
        Some(Suggestion::Gone) => line(out, "newer reading", "does not find it any more")?,
        Some(Suggestion::Changed(entry)) => line(out, "newer reading", &differing(&fields, entry)?)?,
        None => {}
    }
    for note in workspace.notes(&format!("entry:{}", row.entry.id))? {
        line(out, "note", &note.text)?;
    }
    Ok(())
}

fn decided(row: &EntryRow) -> String {
    let mut text = row.state.as_str().to_owned();
    if !row.review.author.is_empty() {
        text.push_str(&format!(" by {} on {}", row.review.author, row.review.time.get(..10).unwrap_or_default()));
    }
    if !row.review.reason.is_empty() {
        text.push_str(&format!(": {}", row.review.reason));
    }
    text
}

/// Where a newer reading has other values.
fn differing(fields: &Map<String, Value>, entry: &impl serde::Serialize) -> Result<String, Stop> {
    let Value::Object(newer) = serde_json::to_value(entry).map_err(io::Error::from)? else { return Ok(String::new()) };
    let changed = newer.iter().filter(|(name, value)| fields.get(*name) != Some(value));
    Ok(changed.map(|(name, value)| format!("{name}: {}", plain_value(value))).collect::<Vec<_>>().join("; "))
}

/// A value as a person reads it.
fn plain_value(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain_value).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let shown = fields.iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| format!("{name} {}", plain_value(value)));
            shown.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

/// Accepts by a policy.
pub(crate) fn accept(arguments: &Accept) -> Ended {
    if !(0.0..=1.0).contains(&arguments.confidence) {
        return Err(Stop::usage(
            format!("--confidence {} is not a share", arguments.confidence),
            "write a number from 0 to 1, such as 0.9",
        ));
    }
    let mut workspace = arguments.author.open()?;
    let mut accounts = Vec::new();
    for prefix in &arguments.account {
        accounts.push(workspace.account(prefix)?.id);
    }
    if let Some(prefix) = &arguments.dossier {
        accounts.extend(workspace.dossier(prefix)?.accounts);
    }
    let policy = Policy {
        rules: arguments.rule.clone(),
        kinds: arguments.kind.clone(),
        accounts,
        confidence: arguments.confidence,
        damaged: arguments.damaged,
    };
    if arguments.dry_run {
        let mut listing = Listing::new(&super::entries::COLUMNS, "the policy takes nothing");
        for row in workspace.taken_by(&policy)? {
            let account = workspace.account_by_num(row.account)?;
            listing.push(super::entries::cells(&row, &account), &row)?;
        }
        listing.print(arguments.format.format)?;
        return Ok(ExitCode::from(DONE));
    }
    let signature = arguments.author.signature()?;
    match workspace.accepting_by(policy)? {
        Some(operation) => super::said(&[workspace.append(&signature.context(), &operation)?])?,
        None => writeln!(terminal::plain_output(), "the policy takes nothing")?,
    }
    Ok(ExitCode::from(DONE))
}

/// Make a note on an entry, an account or a dossier
#[derive(Debug, Args)]
pub(crate) struct Note {
    /// entry:ID, account:ID or dossier:ID
    #[arg(value_name = "WHAT:ID")]
    on: String,
    /// What it says
    text: String,
    #[command(flatten)]
    author: AuthorArguments,
}

/// Makes a note.
pub(crate) fn note(arguments: &Note) -> Ended {
    let (class, id) = arguments.on.split_once(':').unwrap_or(("entry", &arguments.on));
    let class = match class {
        "entry" => "entry",
        "account" => "account",
        "dossier" => "dossier",
        _ => return Err(Stop::usage(format!("\"{}\" cannot have a note", arguments.on), "write entry:ID, account:ID or dossier:ID")),
    };
    let mut workspace = arguments.author.open()?;
    let signature = arguments.author.signature()?;
    let operation = workspace.noting(class, id, &arguments.text, signature.context().time)?;
    super::said(&[workspace.append(&signature.context(), &operation)?])?;
    Ok(ExitCode::from(DONE))
}
