//! From readings, and entries that people decided on, to what is compared.

use chancery_compare::alignment::{Decision, Relation};
use chancery_compare::{Account, Amount, Period, Statement};
use chancery_ledger::operation::Aligned;
use chancery_ledger::reading::{Entry, Reading, Target, Window};
use chancery_ledger::{AccountRow, LedgerError, Workspace};
use chancery_model::{EntryKind, Language};
use serde::Deserialize;

use crate::gathered::standing;

/// A mention as a reading writes it.
#[derive(Debug, Deserialize)]
pub(super) struct Mention {
    pub span: [usize; 2],
    #[serde(rename = "type")]
    pub class: String,
    #[serde(default)]
    pub value: serde_json::Value,
    #[serde(default)]
    pub unit: Option<String>,
    #[serde(default)]
    pub start: Option<String>,
    #[serde(default)]
    pub end: Option<String>,
    #[serde(default)]
    pub length: Option<String>,
}

impl Mention {
    /// The mentions of a reading.
    pub fn of(reading: &Reading) -> Vec<Self> {
        serde_json::from_str(reading.mentions.get()).unwrap_or_default()
    }
}

/// An account with the reading it was made from.
#[derive(Debug, Clone)]
pub struct Given {
    /// What is compared.
    pub account: Account,
    /// The reading, with text and paragraphs.
    pub reading: Reading,
}

impl Given {
    /// The account of a reading.
    #[must_use]
    pub fn of_reading(reading: Reading) -> Self {
        Self { account: account_of(&reading), reading }
    }

    /// An account of a workspace with its entries as they stand: what was rejected, replaced or withdrawn is left out.
    ///
    /// # Errors
    /// The database fails, or what it holds cannot be read.
    pub fn of_workspace(workspace: &mut Workspace, account: &AccountRow) -> Result<Self, LedgerError> {
        Ok(Self::of_reading(standing(workspace, account)?))
    }
}

/// What people decided in a workspace about statements of two accounts.
///
/// # Errors
/// The database fails.
pub fn decisions(workspace: &mut Workspace) -> Result<Vec<Decision>, LedgerError> {
    let relation = |aligned: Aligned| match aligned {
        Aligned::Same => Some(Relation::Same),
        Aligned::Differs => Some(Relation::Differs),
        Aligned::Cut => None,
    };
    let alignments = workspace.alignments()?.into_iter();
    Ok(alignments.map(|align| Decision { a: align.a, b: align.b, relation: relation(align.aligned) }).collect())
}

fn account_of(reading: &Reading) -> Account {
    let document = &reading.document;
    let mentions = Mention::of(reading);
    let mut statements: Vec<Statement> = reading.entries.iter().filter_map(|entry| statement(entry, &mentions)).collect();
    statements.sort_by_key(|statement| (statement.span, statement.kind));
    Account {
        id: document.id.clone(),
        title: document.title.clone(),
        language: document.language.as_deref().and_then(|tag| tag.parse::<Language>().ok()),
        date: document.date.as_deref().and_then(|day| day.parse().ok()),
        sides: document.side.clone().unwrap_or_default(),
        statements,
    }
}

/// An entry as it is compared; `None` for a kind that there is not.
fn statement(entry: &Entry, mentions: &[Mention]) -> Option<Statement> {
    let span = entry.span.map(|place| place as usize);
    Some(Statement {
        id: entry.id.clone(),
        kind: EntryKind::from_name(&entry.kind)?,
        span,
        quote: entry.quote.clone(),
        voice: entry.voice.clone(),
        parties: entry.participants().map(str::to_owned).collect(),
        asked: entry.to.clone().unwrap_or_default(),
        areas: entry.areas.clone(),
        modality: entry.modality.clone(),
        stance: entry.stance.clone(),
        conditional: entry.conditional.unwrap_or(false),
        engagement_type: entry.engagement_type.clone(),
        status: entry.status.clone(),
        count: entry.count,
        place: entry.place.clone(),
        period: entry.window.as_ref().or(entry.when.as_ref()).map(period).or_else(|| period_named(entry, span, mentions)),
        amounts: amounts(entry.targets.as_deref().unwrap_or_default(), span, mentions),
        name: entry.name.clone().or_else(|| entry.term.clone()),
        unconfirmed_by: entry.unconfirmed_by.clone(),
    })
}

fn period(window: &Window) -> Period {
    let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
    Period { start: day(&window.start), end: day(&window.end), length: window.length.clone() }
}

/// The first time named in the words of an entry whose kind has no field for it.
fn period_named(entry: &Entry, [start, end]: [usize; 2], mentions: &[Mention]) -> Option<Period> {
    if !matches!(entry.kind.as_str(), "understanding" | "position" | "request") {
        return None;
    }
    let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
    let within = mentions.iter().filter(|mention| mention.span[0] >= start && mention.span[1] <= end);
    let periods = within.filter_map(|mention| match mention.class.as_str() {
        "date_range" | "duration" => Some(Period { start: day(&mention.start), end: day(&mention.end), length: mention.length.clone() }),
        _ => None,
    });
    periods.into_iter().find(|period| *period != Period::default())
}

/// The numbers aimed at, and those named in the words.
fn amounts(targets: &[Target], [start, end]: [usize; 2], mentions: &[Mention]) -> Vec<Amount> {
    let of_target = |target: &Target| Some(Amount { value: target.value.as_f64()?, unit: target.unit.clone() });
    let mut amounts: Vec<Amount> = targets.iter().filter_map(of_target).collect();
    let within = mentions.iter().filter(|mention| mention.span[0] >= start && mention.span[1] <= end && mention.class == "quantity");
    for mention in within {
        let Some(value) = mention.value.as_f64() else { continue };
        let amount = Amount { value, unit: mention.unit.clone().unwrap_or_default() };
        if amounts.iter().all(|known| known.value.to_bits() != amount.value.to_bits()) {
            amounts.push(amount);
        }
    }
    amounts
}
