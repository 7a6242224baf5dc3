//! `chancery entries`: the register of a workspace, and the filters that other commands share.

use std::process::ExitCode;

use chancery_app::workspace::reading::words_of;
use chancery_app::workspace::{AccountRow, EntryFilter, EntryRow, EntryState, Workspace};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use crate::listing::{Column, FormatArguments, ListFormat, Listing, brief, list, long, short};
use crate::stop::{DONE, Ended, Stop};
use crate::terminal;
use crate::workspace_arguments::PastArguments;

/// What a table shows of an entry.
pub(super) const COLUMNS: [Column; 6] = [short("entry"), short("date"), short("kind"), short("state"), short("who"), long("quote")];

/// Which entries.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Which entries (several by commas)")]
pub(crate) struct FilterArguments {
    /// Kinds, such as commitment,request
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(chancery_app::workspace::reading::KINDS))]
    kind: Vec<String>,
    /// States or actors that take part, such as CHN or USA/treasury-secretary
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    party: Vec<String>,
    /// Areas, such as trade or region:korea
    #[arg(long, value_delimiter = ',')]
    area: Vec<String>,
    /// States that issued the account
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    issued_by: Vec<String>,
    /// States or actors that say it
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    voice: Vec<String>,
    /// What was decided
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(EntryState::ALL.map(EntryState::as_str)).map(|name| state(&name)))]
    state: Vec<EntryState>,
    /// States that have not said so themselves
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    unconfirmed_by: Vec<String>,
    /// Rules that found it
    #[arg(long, value_delimiter = ',')]
    rule: Vec<String>,
    /// Only those that a newer reading sees otherwise than the person who decided
    #[arg(long)]
    changed: bool,
    /// Stances of positions, such as oppose,concern
    #[arg(long, value_delimiter = ',', value_parser = words("position", "stance"))]
    stance: Vec<String>,
    /// How firmly commitments bind
    #[arg(long, value_delimiter = ',', value_parser = words("commitment", "modality"))]
    modality: Vec<String>,
    /// Types of engagements, such as visit,call
    #[arg(long = "type", value_delimiter = ',', value_parser = words("engagement", "type"))]
    engagement_type: Vec<String>,
    /// In what state engagements and mechanisms are, such as planned or suspended
    #[arg(long, value_delimiter = ',', value_parser = statuses())]
    status: Vec<String>,
    /// A phrase in the quote; any of several when repeated
    #[arg(long, value_name = "PHRASE")]
    says: Vec<String>,
    /// States that the account is about, all of them
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    about: Vec<String>,
    /// Accounts
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    account: Vec<String>,
    /// Accounts of a dossier
    #[arg(long, value_name = "ID")]
    dossier: Option<String>,
    /// Accounts of this day and later
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// Accounts up to this day
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
}

fn state(name: &str) -> EntryState {
    EntryState::ALL.into_iter().find(|state| state.as_str() == name).unwrap_or(EntryState::Proposed)
}

/// The closed list of words of a field.
fn words(kind: &str, field: &str) -> PossibleValuesParser {
    PossibleValuesParser::new(words_of(kind, field).unwrap_or_default().iter().copied())
}

fn statuses() -> PossibleValuesParser {
    let both = ["engagement", "mechanism"].into_iter().filter_map(|kind| words_of(kind, "status"));
    PossibleValuesParser::new(both.flatten().copied())
}

impl FilterArguments {
    /// The filter, with the ids of accounts in full.
    pub(super) fn filter(&self, workspace: &mut Workspace) -> Result<EntryFilter, Stop> {
        let mut accounts = Vec::new();
        for prefix in &self.account {
            accounts.push(workspace.account(prefix)?.id);
        }
        if let Some(prefix) = &self.dossier {
            accounts.extend(workspace.dossier(prefix)?.accounts);
            if accounts.is_empty() {
                return Err(
                    Stop::not_done(format!("the dossier {prefix} holds no account")).with_hint("chancery dossier include DOSSIER ACCOUNT")
                );
            }
        }
        for day in [&self.since, &self.until].into_iter().flatten() {
            day.parse::<jiff::civil::Date>().map_err(|_| Stop::usage(format!("\"{day}\" is not a day"), "write YYYY-MM-DD"))?;
        }
        Ok(EntryFilter {
            kinds: self.kind.clone(),
            parties: self.party.clone(),
            areas: self.area.clone(),
            sides: self.issued_by.clone(),
            voices: self.voice.clone(),
            states: self.state.clone(),
            unconfirmed_by: self.unconfirmed_by.clone(),
            rules: self.rule.clone(),
            changed: self.changed,
            accounts,
            languages: Vec::new(),
            stances: self.stance.clone(),
            modalities: self.modality.clone(),
            types: self.engagement_type.clone(),
            statuses: self.status.clone(),
            says: self.says.clone(),
            about: self.about.clone(),
            since: self.since.clone(),
            until: self.until.clone(),
        })
    }
}

/// List the entries of the workspace, newest account first
#[derive(Debug, Args)]
pub(crate) struct Entries {
    /// Entries at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// Entries left out at the beginning
    #[arg(long, value_name = "N", default_value_t = 0)]
    skip: usize,
    #[command(flatten)]
    filter: FilterArguments,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    past: PastArguments,
}

/// Lists entries.
pub(crate) fn run(arguments: &Entries) -> Ended {
    let mut workspace = arguments.past.open()?;
    let filter = arguments.filter.filter(&mut workspace)?;
    let mut rows = workspace.entries(&filter, arguments.skip, arguments.limit.saturating_add(1))?;
    let more = rows.len() > arguments.limit;
    rows.truncate(arguments.limit);
    let mut listing = Listing::new(&COLUMNS, "no entry fits");
    for row in rows {
        let account = workspace.account_by_num(row.account)?;
        listing.push(cells(&row, &account), &row)?;
    }
    listing.print(arguments.format.format)?;
    if more && arguments.format.format == ListFormat::Table {
        terminal::hint(&format!("there are more: --skip {}, or a higher --limit", arguments.skip + arguments.limit));
    }
    Ok(ExitCode::from(DONE))
}

/// What a table shows of an entry.
pub(super) fn cells(row: &EntryRow, account: &AccountRow) -> Vec<String> {
    vec![
        brief(&row.entry.id),
        account.date.clone().unwrap_or_default(),
        row.entry.kind.clone(),
        row.state.as_str().to_owned(),
        list(&row.entry.participants().map(str::to_owned).collect::<Vec<_>>()),
        row.entry.quote.clone(),
    ]
}
