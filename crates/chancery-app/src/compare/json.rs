//! The comparison as it is written: `chancery.comparison/1`.

use chancery_compare::alignment::{Difference, Link, Place, Reason};
use chancery_compare::{Account, Comparison};
use schemars::JsonSchema;
use serde::Serialize;

/// The name of the format.
pub const SCHEMA: &str = "chancery.comparison/1";

/// A comparison of two accounts or more.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComparisonJson<'c> {
    /// The format.
    pub schema: &'static str,
    /// The accounts, in the order they were given.
    pub accounts: Vec<AccountJson<'c>>,
    /// Statements of two accounts that say one thing.
    pub links: Vec<LinkJson<'c>>,
    /// Statements that only one account has.
    pub only: Vec<SideJson<'c>>,
    /// Claims about a side that its own account makes too.
    pub confirmed: Vec<ConfirmationJson<'c>>,
    /// Statements of one account that repeat one another, by their ids.
    pub repeats: Vec<RepeatJson<'c>>,
}

/// A claim about a side that its own account makes too.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConfirmationJson<'c> {
    /// The entry that makes the claim.
    pub claim: &'c str,
    /// The side that it is about.
    pub side: &'c str,
    /// The entry of that side's account.
    pub by: &'c str,
    /// How the two are linked.
    pub relation: &'static str,
}

/// One of the accounts compared.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AccountJson<'c> {
    /// Its id: the hash of its text.
    pub id: &'c str,
    /// Its title.
    pub title: Option<&'c str>,
    /// The language.
    pub language: Option<&'c str>,
    /// The day.
    pub date: Option<String>,
    /// Who issued it.
    pub side: &'c [String],
    /// How many statements it has.
    pub entries: usize,
    /// How much of it is about each area, in the order they first come up.
    pub balance: Vec<BalanceJson<'c>>,
}

/// How much of an account is about one area.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BalanceJson<'c> {
    /// The area.
    pub area: &'c str,
    /// How many entries are about it.
    pub entries: usize,
    /// Their share of the words of all entries, 0 to 1; an entry about several areas counts for each.
    pub share: f64,
    /// Where it first comes up, in code points of the text.
    pub first: usize,
}

/// A statement of one account.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SideJson<'c> {
    /// Which account, counted from 0.
    pub account: usize,
    /// The statement.
    #[serde(flatten)]
    pub statement: StatementJson<'c>,
}

/// A statement, short.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StatementJson<'c> {
    /// The id of the entry.
    pub id: &'c str,
    /// Its kind.
    pub kind: &'static str,
    /// Where it stands, in code points.
    pub span: [usize; 2],
    /// Its words.
    pub quote: &'c str,
    /// Who says so.
    pub voice: &'c [String],
    /// Who takes part.
    pub parties: &'c [String],
    /// What it is about.
    pub areas: &'c [String],
    /// States that it speaks for and that did not issue the account, but those whose own account says it too.
    pub unconfirmed_by: Vec<&'c str>,
}

/// Two statements that say one thing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LinkJson<'c> {
    /// `same` or `differs`.
    pub relation: &'static str,
    /// How alike they are, 0 to 1.
    pub confidence: f64,
    /// Whether a person decided so.
    pub decided: bool,
    /// The one of the earlier account.
    pub a: SideJson<'c>,
    /// The one of the later account.
    pub b: SideJson<'c>,
    /// What differs.
    pub differences: Vec<DifferenceJson<'c>>,
    /// What they share.
    pub reasons: Vec<ReasonJson<'c>>,
}

/// One thing that differs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DifferenceJson<'c> {
    /// `kind`, `modality`, `stance`, `party`, `number`, `date`, `state`, `scope` or `condition`.
    pub what: &'static str,
    /// What the first account has.
    pub a: Option<&'c str>,
    /// What the second has.
    pub b: Option<&'c str>,
}

/// One thing that is shared.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReasonJson<'c> {
    /// `concept`, `state`, `area`, `number`, `date`, `type` or `words`.
    pub what: &'static str,
    /// Its id or value.
    pub shared: &'c str,
    /// The words that show it in the first account.
    pub a: &'c str,
    /// The words that show it in the second.
    pub b: &'c str,
}

/// Statements of one account that repeat one another.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RepeatJson<'c> {
    /// Which account, counted from 0.
    pub account: usize,
    /// Ids of the entries.
    pub entries: Vec<&'c str>,
}

impl<'c> ComparisonJson<'c> {
    /// A comparison of `accounts` as it is written.
    #[must_use]
    pub fn new(accounts: &'c [Account], comparison: &'c Comparison) -> Self {
        let side = |place: Place| SideJson { account: place.account, statement: statement(accounts, comparison, place) };
        let link = |link: &'c Link| LinkJson {
            relation: link.relation.as_str(),
            confidence: hundredths(link.likeness),
            decided: link.is_decided,
            a: side(link.a),
            b: side(link.b),
            differences: link.differences.iter().map(difference).collect(),
            reasons: link.reasons.iter().map(reason).collect(),
        };
        let repeat = |places: &'c Vec<Place>| RepeatJson {
            account: places[0].account,
            entries: places.iter().map(|place| accounts[place.account].statements[place.statement].id.as_str()).collect(),
        };
        let id = |place: Place| accounts[place.account].statements[place.statement].id.as_str();
        let confirmation = |found: &'c chancery_compare::alignment::Confirmation| ConfirmationJson {
            claim: id(found.claim),
            side: &found.side,
            by: id(found.by),
            relation: if found.is_same { "same" } else { "differs" },
        };
        let account = |(at, account): (usize, &'c Account)| AccountJson {
            id: &account.id,
            title: account.title.as_deref(),
            language: account.language.as_ref().map(chancery_model::Language::as_str),
            date: account.date.map(|day| day.to_string()),
            side: &account.sides,
            entries: account.statements.len(),
            balance: balance(&comparison.balances[at]),
        };
        Self {
            schema: SCHEMA,
            accounts: accounts.iter().enumerate().map(account).collect(),
            links: comparison.links.iter().map(link).collect(),
            only: comparison.only.iter().map(|&place| side(place)).collect(),
            confirmed: comparison.confirmations.iter().map(confirmation).collect(),
            repeats: comparison.repeats.iter().map(repeat).collect(),
        }
    }
}

fn statement<'c>(accounts: &'c [Account], comparison: &Comparison, place: Place) -> StatementJson<'c> {
    let statement = &accounts[place.account].statements[place.statement];
    // They stand in the order of the claims.
    let first = comparison.confirmations.partition_point(|found| found.claim < place);
    let of_claim = || comparison.confirmations[first..].iter().take_while(|found| found.claim == place);
    let is_confirmed = |side: &str| of_claim().any(|found| found.side == side);
    StatementJson {
        id: &statement.id,
        kind: statement.kind.as_str(),
        span: statement.span,
        quote: &statement.quote,
        voice: &statement.voice,
        parties: &statement.parties,
        areas: &statement.areas,
        unconfirmed_by: statement.unconfirmed_by.iter().map(String::as_str).filter(|side| !is_confirmed(side)).collect(),
    }
}

fn difference(difference: &Difference) -> DifferenceJson<'_> {
    DifferenceJson { what: difference.kind.as_str(), a: difference.a.as_deref(), b: difference.b.as_deref() }
}

fn reason(reason: &Reason) -> ReasonJson<'_> {
    ReasonJson { what: reason.what, shared: &reason.shared, a: &reason.a, b: &reason.b }
}

fn balance(balance: &chancery_compare::alignment::Balance) -> Vec<BalanceJson<'_>> {
    let share = |length: usize| hundredths(length as f64 / balance.length.max(1) as f64);
    let areas = balance.areas.iter();
    areas.map(|area| BalanceJson { area: &area.area, entries: area.statements, share: share(area.length), first: area.first }).collect()
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
