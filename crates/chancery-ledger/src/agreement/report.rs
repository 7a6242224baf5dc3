//! Codings in, figures and disagreements out.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::fields::{ABSENT, Category, NO, categories};
use super::units::{Unit, align};
use super::{CodedEntry, Coding, Figures, Ratings, RatingsError, figures};

/// The category of a coder who has no entry where another has one.
pub const NO_ENTRY: &str = ABSENT;
/// The category of an entry of the kind in question; what is not is [`NO`].
const CODED: &str = "yes";
/// The name of the kind among what entries differ in.
const KIND: &str = "kind";

/// How far coders agree.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AgreementReport {
    /// The coders, sorted; wherever there is a list by coder, it has this order.
    pub coders: Vec<String>,
    /// The accounts, sorted by name.
    pub accounts: Vec<AccountTally>,
    /// How many units there are in accounts that two coders or more coded.
    pub units: usize,
    /// Agreement on the kind: what kind each coder gave a unit, or [`NO_ENTRY`].
    ///
    /// Where nobody has an entry there is no unit, so coders never agree on [`NO_ENTRY`]; an entry that one of two coders
    /// missed lowers every figure.
    pub kind: Figures,
    /// For each kind, sorted, whether each coder gave it to a unit: `yes` or `no`.
    pub by_kind: Vec<KindFigures>,
    /// For each kind and field, sorted, what coders who gave a unit that kind said in that field.
    pub by_field: Vec<FieldFigures>,
    /// Units on which not all coders say the same, by account and in text order.
    pub disagreements: Vec<Disagreement>,
}

/// What was coded in an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AccountTally {
    /// The account.
    pub account: String,
    /// How many entries each coder has; absent for one who did not code the account.
    pub entries: Vec<Option<usize>>,
    /// How many units they make; 0 when fewer than two coders coded the account.
    pub units: usize,
}

/// Agreement on a kind.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct KindFigures {
    /// The kind.
    pub kind: String,
    /// Agreement on whether a unit is of that kind.
    pub figures: Figures,
}

/// Agreement on a field.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FieldFigures {
    /// The kind of the entries.
    pub kind: String,
    /// The field, as `parties` or `window.end`.
    pub field: String,
    /// Agreement on what stands in it.
    pub figures: Figures,
}

/// A unit on which coders do not agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Disagreement {
    /// The account.
    pub account: String,
    /// From the first code point that any of the coders has to the one past the last.
    pub span: [u32; 2],
    /// What each coder who coded the account found there.
    pub said: Vec<Said>,
    /// In what they differ: the kind first, then the fields of entries of one kind.
    pub differs: Vec<Difference>,
}

/// What a coder found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Said {
    /// The coder.
    pub coder: String,
    /// The place of the entry in the coding, from 0; absent when the coder has none.
    pub entry: Option<usize>,
    /// The span of the entry.
    pub span: Option<[u32; 2]>,
    /// The kind of the entry.
    pub kind: Option<String>,
}

/// What coders differ in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Difference {
    /// `kind`, or the field.
    pub field: String,
    /// The kind whose field it is; absent for the kind itself.
    pub kind: Option<String>,
    /// What each of [`Disagreement::said`] says; absent where the question does not arise, as an entry is missing or of another kind.
    pub values: Vec<Option<String>>,
}

/// Why codings cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AgreementError {
    /// No account was coded twice.
    #[error("no account was coded by two coders; agreement needs two codings of the same account")]
    NothingInCommon,
    /// A coder has two codings of one account.
    #[error("{coder} coded the account {account} twice; give one coding of each account by each coder")]
    Twice {
        /// The account.
        account: String,
        /// The coder.
        coder: String,
    },
    /// A span has no code point.
    #[error(
        "entry {entry} of {coder} in the account {account} has the span {start} to {end}, which holds nothing; a span ends after it starts"
    )]
    EmptySpan {
        /// The account.
        account: String,
        /// The coder.
        coder: String,
        /// The place of the entry in the coding, from 1.
        entry: usize,
        /// Where the span starts.
        start: u32,
        /// Where it ends.
        end: u32,
    },
    /// A table of ratings could not be made.
    #[error(transparent)]
    Ratings(#[from] RatingsError),
}

/// Compares codings of the same accounts. The order in which they come changes nothing.
pub fn agree(codings: &[Coding]) -> Result<AgreementReport, AgreementError> {
    codings.iter().try_for_each(check)?;
    let coders: Vec<&str> = codings.iter().map(|coding| coding.coder.as_str()).collect::<BTreeSet<_>>().into_iter().collect();
    let accounts = accounts(codings, &coders)?;
    if !accounts.iter().any(Account::is_shared) {
        return Err(AgreementError::NothingInCommon);
    }
    let views: Vec<View<'_>> = accounts.iter().flat_map(Account::views).collect();
    let kinds: Vec<Vec<Option<&str>>> = views.iter().map(View::kinds).collect();
    let by_field = by_field(coders.len(), &views)?;
    Ok(AgreementReport {
        accounts: accounts.iter().map(Account::tally).collect(),
        units: views.len(),
        kind: figures(&Ratings::new(coders.len(), &kinds)?),
        by_kind: by_kind(coders.len(), &kinds)?,
        by_field,
        disagreements: views.iter().filter_map(|view| view.disagreement(&coders)).collect(),
        coders: coders.into_iter().map(str::to_owned).collect(),
    })
}

fn check(coding: &Coding) -> Result<(), AgreementError> {
    let empty = coding.entries.iter().enumerate().find(|(_, entry)| entry.span[0] >= entry.span[1]);
    empty.map_or(Ok(()), |(at, entry)| {
        let [start, end] = entry.span;
        Err(AgreementError::EmptySpan { account: coding.account.clone(), coder: coding.coder.clone(), entry: at + 1, start, end })
    })
}

/// An account with what each coder found in it.
struct Account<'a> {
    name: &'a str,
    entries: Vec<Option<&'a [CodedEntry]>>,
    units: Vec<Unit>,
}

fn accounts<'a>(codings: &'a [Coding], coders: &[&str]) -> Result<Vec<Account<'a>>, AgreementError> {
    let mut by_name: BTreeMap<&str, Vec<Option<&[CodedEntry]>>> = BTreeMap::new();
    for coding in codings {
        let entries = by_name.entry(&coding.account).or_insert_with(|| vec![None; coders.len()]);
        let place = coders.partition_point(|coder| *coder < coding.coder.as_str());
        if entries[place].replace(&coding.entries).is_some() {
            return Err(AgreementError::Twice { account: coding.account.clone(), coder: coding.coder.clone() });
        }
    }
    let account = |(name, entries): (&'a str, Vec<Option<&'a [CodedEntry]>>)| {
        let mut account = Account { name, entries, units: Vec::new() };
        if account.is_shared() {
            account.units = align(&account.entries);
        }
        account
    };
    Ok(by_name.into_iter().map(account).collect())
}

impl Account<'_> {
    /// Whether two coders coded it.
    fn is_shared(&self) -> bool {
        self.entries.iter().flatten().count() > 1
    }

    fn tally(&self) -> AccountTally {
        let entries = self.entries.iter().map(|entries| entries.map(<[CodedEntry]>::len)).collect();
        AccountTally { account: self.name.to_owned(), entries, units: self.units.len() }
    }

    fn views(&self) -> impl Iterator<Item = View<'_>> {
        self.units.iter().map(|unit| View::of(self, unit))
    }
}

/// A unit with all that is compared in it.
struct View<'a> {
    account: &'a Account<'a>,
    unit: &'a Unit,
    /// For each coder its entry with the categories of its fields.
    entries: Vec<Option<(&'a CodedEntry, BTreeMap<String, Category>)>>,
}

impl<'a> View<'a> {
    fn of(account: &'a Account<'a>, unit: &'a Unit) -> Self {
        let entry = |(coder, place): (usize, &Option<usize>)| account.entries[coder].and_then(|entries| Some(&entries[(*place)?]));
        let with_fields = |entry: &'a CodedEntry| (entry, categories(&entry.fields));
        let entries = unit.iter().enumerate().map(entry).map(|entry| entry.map(with_fields)).collect();
        Self { account, unit, entries }
    }

    /// What kind each coder says it is; nothing for one who did not code the account.
    fn kinds(&self) -> Vec<Option<&str>> {
        let kind = |(coder, entry): (usize, &Option<(&'a CodedEntry, _)>)| {
            self.account.entries[coder]?;
            Some(entry.as_ref().map_or(NO_ENTRY, |(entry, _)| entry.kind.as_str()))
        };
        self.entries.iter().enumerate().map(kind).collect()
    }

    /// The kinds that two coders or more gave.
    fn shared_kinds(&self) -> BTreeSet<&str> {
        let kinds: Vec<&str> = self.entries.iter().flatten().map(|(entry, _)| entry.kind.as_str()).collect();
        kinds.iter().copied().filter(|kind| kinds.iter().filter(|other| *other == kind).count() > 1).collect()
    }

    /// The fields that entries of a kind have here, with whether one has a yes or a no in it.
    fn fields(&self, kind: &str) -> BTreeMap<&str, bool> {
        let mut fields = BTreeMap::new();
        for (name, category) in self.entries.iter().flatten().filter(|(entry, _)| entry.kind == kind).flat_map(|(_, fields)| fields) {
            *fields.entry(name.as_str()).or_insert(false) |= category.is_yes_or_no;
        }
        fields
    }

    /// What each coder says in a field of a kind; `absent` is what leaving it out says.
    fn field<'b>(&'b self, kind: &str, field: &str, absent: &'b str) -> Vec<Option<&'b str>> {
        let said = |(entry, fields): &'b (&'a CodedEntry, BTreeMap<String, Category>)| {
            (entry.kind == kind).then(|| fields.get(field).map_or(absent, |category| category.text.as_str()))
        };
        self.entries.iter().map(|entry| entry.as_ref().and_then(said)).collect()
    }

    fn disagreement(&self, coders: &[&str]) -> Option<Disagreement> {
        let differs = self.differences();
        if differs.is_empty() {
            return None;
        }
        let spans = || self.entries.iter().flatten().map(|(entry, _)| entry.span);
        let span = [spans().map(|span| span[0]).min()?, spans().map(|span| span[1]).max()?];
        let said = |coder: usize| {
            let entry = self.entries[coder].as_ref().map(|(entry, _)| *entry);
            let (span, kind) = (entry.map(|entry| entry.span), entry.map(|entry| entry.kind.clone()));
            Said { coder: coders[coder].to_owned(), entry: self.unit[coder], span, kind }
        };
        Some(Disagreement { account: self.account.name.to_owned(), span, said: self.present().map(said).collect(), differs })
    }

    /// The coders who coded the account.
    fn present(&self) -> impl Iterator<Item = usize> {
        (0..self.entries.len()).filter(|&coder| self.account.entries[coder].is_some())
    }

    fn differences(&self) -> Vec<Difference> {
        let difference = |field: &str, kind: Option<&str>, values: &[Option<&str>]| {
            let values = self.present().map(|coder| values[coder].map(str::to_owned)).collect();
            Difference { field: field.to_owned(), kind: kind.map(str::to_owned), values }
        };
        let kinds = self.kinds();
        let mut differs = Vec::new();
        if differ(&kinds) {
            differs.push(difference(KIND, None, &kinds));
        }
        for kind in self.shared_kinds() {
            for (field, is_yes_or_no) in self.fields(kind) {
                let values = self.field(kind, field, left_out(is_yes_or_no));
                if differ(&values) {
                    differs.push(difference(field, Some(kind), &values));
                }
            }
        }
        differs
    }
}

/// Whether two of the values that there are differ.
fn differ(values: &[Option<&str>]) -> bool {
    let mut given = values.iter().flatten();
    let first = given.next();
    given.any(|value| Some(value) != first)
}

/// What a coder says who leaves a field out.
const fn left_out(is_yes_or_no: bool) -> &'static str {
    if is_yes_or_no { NO } else { ABSENT }
}

fn by_kind(coders: usize, kinds: &[Vec<Option<&str>>]) -> Result<Vec<KindFigures>, RatingsError> {
    let names: BTreeSet<&str> = kinds.iter().flatten().flatten().copied().filter(|kind| *kind != NO_ENTRY).collect();
    let kind_figures = |kind: &str| {
        let is_coded = |said: &Option<&str>| said.map(|said| if said == kind { CODED } else { NO });
        let units: Vec<Vec<Option<&str>>> = kinds.iter().map(|unit| unit.iter().map(is_coded).collect()).collect();
        Ok(KindFigures { kind: kind.to_owned(), figures: figures(&Ratings::on_scale(coders, &[CODED, NO], &units)?) })
    };
    names.into_iter().map(kind_figures).collect()
}

fn by_field(coders: usize, views: &[View<'_>]) -> Result<Vec<FieldFigures>, RatingsError> {
    let mut fields: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    for view in views {
        for kind in view.shared_kinds() {
            view.fields(kind).into_iter().for_each(|(field, is_yes_or_no)| *fields.entry((kind, field)).or_insert(false) |= is_yes_or_no);
        }
    }
    let field_figures = |((kind, field), is_yes_or_no): ((&str, &str), bool)| {
        let compared = views.iter().filter(|view| view.shared_kinds().contains(kind));
        let units: Vec<_> = compared.map(|view| view.field(kind, field, left_out(is_yes_or_no))).collect();
        let scale: &[&str] = if is_yes_or_no { &[CODED, NO] } else { &[] };
        Ok(FieldFigures { kind: kind.to_owned(), field: field.to_owned(), figures: figures(&Ratings::on_scale(coders, scale, &units)?) })
    };
    fields.into_iter().map(field_figures).collect()
}
