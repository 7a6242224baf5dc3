//! The arguments, as clap reads them.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use chancery_app::overlay::{self, LexiconError};
use chancery_app::{Lexicon, Told, told};
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::commands::{
    accounts, add, align, coding, compare, compliance, dossier, entries, entry, find, follow, genealogy, keeping, log, reread, review,
    schema, serve, unsaid, users, versions, wording,
};
use crate::inputs::plain;
use crate::limit_arguments::LimitArguments;
use crate::source_arguments::SourceArguments;
use crate::stop::Stop;
use crate::terminal::Color;

/// Read official accounts of diplomatic meetings into a register of who said, agreed and promised what, every line tied to the exact words.
#[derive(Debug, Parser)]
#[command(name = "chancery", version, propagate_version = true, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  chancery read page.txt                            a table: who said what, with the words
  chancery read page.txt --format json              the whole reading
  chancery read *.txt --format jsonl                one reading a line, in the order given
  chancery read accounts/ --out readings/           NAME.json for every document
  chancery explain page.txt --entry 3fa9            why an entry is there
  chancery rules show zh.commitment.agreed          what a rule looks for

Exit status: 0 all done; 1 something could not be done, named on standard error; 2 wrong usage.";

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Lay the lexicon files (*.toml) below DIR over the built-in ones
    #[arg(long, value_name = "DIR", global = true, help_heading = "Common options")]
    pub(crate) lexicon: Option<PathBuf>,
    /// When to colour
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto", global = true, help_heading = "Common options")]
    pub(crate) color: Color,
}

impl Common {
    /// The lexicon, with the user's files laid over it.
    pub(crate) fn load_lexicon(&self) -> Result<Lexicon, Stop> {
        let wrong = |error: LexiconError| match error {
            LexiconError::Unreadable { path, reason } => {
                Stop::usage(format!("{}: {}", path.display(), plain(&reason)), "--lexicon wants a folder with *.toml files")
            }
            LexiconError::Wrong(_) => Stop::usage(error.to_string(), "nothing was read; mend the lexicon, then try chancery rules check"),
        };
        overlay::lexicon(self.lexicon.as_deref()).map_err(wrong)
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Read(Read),
    Explain(Explain),
    /// Find dates, lengths of time, numbers and amounts in sentences
    ///
    /// A line filter: each line of standard input is a JSON object with the keys text, date
    /// (YYYY-MM-DD) and language; for each a JSON object with its mentions is printed, in the same
    /// order. Spans are in characters (Unicode code points).
    #[command(after_help = MENTIONS_EXAMPLE)]
    Mentions,
    Rules(Rules),
    Compare(compare::Compare),
    Align(align::Align),
    Versions(versions::Versions),
    Add(add::Add),
    Ls(accounts::Ls),
    Show(accounts::Show),
    Rm(accounts::Rm),
    Reread(reread::Reread),
    Dossier(dossier::Dossier),
    Entries(entries::Entries),
    Entry(entry::Entry),
    Accept(entry::Accept),
    Review(review::Review),
    Note(entry::Note),
    Due(follow::DueArguments),
    Follow(follow::FollowArguments),
    Evidence(follow::EvidenceArguments),
    Progress(follow::ProgressArguments),
    Score(follow::ScoreArguments),
    Scores(follow::ScoresArguments),
    Thread(follow::ThreadArguments),
    Lists(follow::ListsArguments),
    /// List standing bodies and channels, with their state over time and the accounts that say so
    Mechanisms(follow::ScopeListArguments),
    /// Hold the numbers of meetings, calls and visits that accounts claim against those on record
    Tallies(follow::ScopeListArguments),
    Packet(coding::Packet),
    Agree(coding::Agree),
    Adjudicate(coding::Adjudicate),
    Import(compliance::Import),
    Export(compliance::Export),
    Find(find::Find),
    Wording(wording::Wording),
    Unsaid(unsaid::UnsaidArguments),
    Genealogy(genealogy::GenealogyArguments),
    Log(log::Log),
    Undo(log::Undo),
    Verify(log::Verify),
    Rebuild(log::Rebuild),
    Backup(keeping::Backup),
    Restore(keeping::Restore),
    Merge(keeping::Merge),
    Conflicts(keeping::Conflicts),
    Settle(keeping::Settle),
    Serve(serve::Serve),
    Users(users::Users),
    Schema(schema::Schema),
    Completions(Completions),
    Man(Man),
}

const MENTIONS_EXAMPLE: &str = r#"Example:
  echo '{"text": "5月13日至15日", "date": "2026-05-16", "language": "zh"}' | chancery mentions"#;

/// Read documents: a table for people, or JSON
#[derive(Debug, Args)]
#[command(after_help = READ_EXAMPLES)]
pub(crate) struct Read {
    /// Files, folders (every document below them), web addresses, feeds, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Form of the output; json for --out, else table
    #[arg(long, value_enum)]
    pub(crate) format: Option<ReadFormat>,
    /// Write NAME.json into DIR for every document
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Read each article of a page with several as a document of its own (NAME-01.json, NAME-02.json, … with --out)
    #[arg(long)]
    pub(crate) split: bool,
    /// What the entries of the table stand under
    #[arg(long, value_enum, value_name = "BY")]
    pub(crate) group: Option<Group>,
    /// Documents read at the same time; as many as there are cores when not given
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) told: ToldArguments,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
    #[command(flatten)]
    pub(crate) limits: LimitArguments,
}

const READ_EXAMPLES: &str = "\
What the flags leave open is taken from a sidecar NAME.meta.toml beside the file, and what that
leaves open is detected. What cannot be told stays unknown.

Examples:
  chancery read page.txt --date 2026-05-16 --side CHN --language zh --kind press_briefing
  chancery read - --format json < page.txt
  chancery read accounts/ --out readings/ --jobs 4
  chancery read newspaper-page.txt --split --format jsonl
  chancery read page.txt --group voice --lexicon my-lexicon/
  chancery read accounts/ --include '2026-*' --exclude 'drafts/**' --format jsonl
  chancery read https://example.org/account.html --cache pages/
  chancery read https://example.org/feed.xml --feed-items 10 --out readings/";

/// What a person tells about the documents.
#[derive(Debug, Args)]
#[command(next_help_heading = "What the documents cannot say themselves")]
pub(crate) struct ToldArguments {
    /// Date of the account, YYYY-MM-DD
    #[arg(long, value_parser = told::date)]
    date: Option<told::Date>,
    /// State or group that issued it, such as CHN, USA or EUU; several by commas or by repeating the flag
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    side: Vec<String>,
    /// Language of the text, such as zh or en
    #[arg(long, value_parser = told::language)]
    language: Option<told::Language>,
    /// Kind of document
    #[arg(long, value_parser = PossibleValuesParser::new(told::kinds()).try_map(|name| told::kind(&name)))]
    kind: Option<told::DocumentKind>,
    /// Title
    #[arg(long)]
    title: Option<String>,
}

impl ToldArguments {
    /// What was told; a side is looked up in the lexicon.
    pub(crate) fn told(&self, lexicon: &Lexicon) -> Result<Told, Stop> {
        let sides: Result<Vec<String>, _> = self.side.iter().map(|side| told::side(side, lexicon)).collect();
        let sides = sides
            .map_err(|error| Stop::usage(error.to_string(), "a state that the lexicon does not know can be added with --lexicon DIR"))?;
        Ok(Told {
            language: self.language,
            date: self.date,
            side: (!sides.is_empty()).then_some(sides),
            kind: self.kind,
            title: self.title.clone(),
        })
    }
}

/// Form of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    /// For people
    Table,
    /// One reading, one row a line
    Json,
    /// One reading a line
    Jsonl,
}

/// What entries stand under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Group {
    /// The kind of entry
    Kind,
    /// Who says it
    Voice,
}

/// Show why an entry is there: its rule, which words matched what, and why the voice
#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub(crate) struct Explain {
    /// A file, a web address, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) input: PathBuf,
    /// The entry with this id, or the only one whose id begins so
    #[arg(long, value_name = "ID", conflicts_with = "at")]
    pub(crate) entry: Option<String>,
    /// The entries at this place of the text, in characters (Unicode code points)
    #[arg(long, value_name = "OFFSET")]
    pub(crate) at: Option<u32>,
    /// Form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TextFormat,
    #[command(flatten)]
    pub(crate) told: ToldArguments,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
    #[command(flatten)]
    pub(crate) limits: LimitArguments,
}

const EXPLAIN_EXAMPLES: &str = "\
Without --entry and --at every entry is explained briefly.

Examples:
  chancery explain page.txt
  chancery explain page.txt --entry 3fa9c2d1
  chancery explain page.txt --at 120 --format json";

/// Form of an explanation or a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextFormat {
    /// For people
    Text,
    /// JSON
    Json,
}

/// List, show and check the rules
#[derive(Debug, Args)]
pub(crate) struct Rules {
    #[command(subcommand)]
    pub(crate) command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// List every rule
    List {
        /// Form of the output
        #[arg(long, value_enum, default_value = "table")]
        format: ListFormat,
    },
    /// Show one rule: what it finds, its patterns and examples
    Show {
        /// Name of the rule
        id: String,
        /// Form of the output
        #[arg(long, value_enum, default_value = "text")]
        format: TextFormat,
    },
    /// Load the lexicon and run the examples and counter-examples of every rule
    Check,
}

/// Form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people
    Table,
    /// One array
    Json,
    /// One object a line
    Jsonl,
    /// Comma-separated values
    Csv,
}

/// Print the completions of a shell
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// Print the manual page
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// A command; the page of chancery itself without it
    pub(crate) command: Option<String>,
}
