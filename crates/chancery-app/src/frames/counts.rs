//! A frame counted over time: for each indicator how many entries stand in the accounts of each period.

use chancery_compare::wording::{Length, Period as Stretch};
use chancery_ledger::{EntryFilter, LedgerError, MonthCount, Workspace};
use chancery_model::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::query::push;
use super::{Frame, Limb, Names};

/// Periods that are counted at most.
pub const MOST_PERIODS: usize = 1_200;

/// How long a period is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// A month.
    Month,
    /// Three months.
    #[default]
    Quarter,
    /// A year.
    Year,
}

impl By {
    /// Its word in formats.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    fn length(self) -> Length {
        match self {
            Self::Month => Length::Month,
            Self::Quarter => Length::Quarter,
            Self::Year => Length::Year,
        }
    }
}

/// What a frame is counted over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cut {
    /// States, all of which the accounts are about; any accounts when empty.
    pub about: Vec<String>,
    /// The dossier whose accounts they are, in full.
    pub dossier: Option<String>,
    /// Of accounts from this day on, ISO 8601.
    pub since: Option<String>,
    /// Of accounts up to this day, ISO 8601.
    pub until: Option<String>,
    /// How long a period is.
    pub by: By,
}

/// A period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Period {
    /// `2026-05`, `2026-Q2` or `2026`.
    pub name: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// A frame with its counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counted {
    /// Id of the frame.
    pub id: String,
    /// What it is called.
    pub names: Names,
    /// What it is about.
    pub about: Names,
    /// Concept of the lexicon whose wording it takes apart.
    pub formulation: Option<String>,
    /// How long a period is.
    pub by: By,
    /// The periods from the first with an entry to the last.
    pub periods: Vec<Period>,
    /// The limbs.
    pub limbs: Vec<CountedLimb>,
}

/// A limb with its counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountedLimb {
    /// Id.
    pub id: String,
    /// What it is called.
    pub names: Names,
    /// What it is about.
    pub about: Names,
    /// The indicators.
    pub indicators: Vec<CountedIndicator>,
}

/// An indicator with its counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountedIndicator {
    /// Id.
    pub id: String,
    /// What it is called.
    pub names: Names,
    /// The register that shows all of its entries: what stands after `/register?`. For one period its first and last day are
    /// put behind as `since` and `until`.
    pub register: String,
    /// Entries of each period.
    pub counts: Vec<usize>,
    /// Entries of accounts without a day.
    pub undated: usize,
    /// All entries.
    pub total: usize,
}

impl Frame {
    /// Counts the entries of a workspace.
    ///
    /// # Errors
    /// There is no such dossier, there would be more than [`MOST_PERIODS`] periods, or the database fails.
    pub fn count(&self, workspace: &mut Workspace, cut: &Cut) -> Result<Counted, LedgerError> {
        let accounts: Option<Vec<String>> = match &cut.dossier {
            Some(dossier) => Some(workspace.dossier(dossier)?.accounts.into_iter().collect()),
            None => None,
        };
        let mut found: Vec<Vec<MonthCount>> = Vec::new();
        for indicator in self.limbs.iter().flat_map(|limb| &limb.indicators) {
            // A dossier that holds no account has no entry, which an empty list would not say.
            found.push(match &accounts {
                Some(accounts) if accounts.is_empty() => Vec::new(),
                _ => workspace.count_by_month(&cut.of(indicator.query.filter(), accounts.as_deref().unwrap_or_default()))?,
            });
        }
        let stretches = stretches(&found, cut.by)?;
        let mut found = found.iter();
        let limbs = self.limbs.iter().map(|limb| counted(limb, &mut found, &stretches, cut)).collect();
        Ok(Counted {
            id: self.id.clone(),
            names: self.names.clone(),
            about: self.about.clone(),
            formulation: self.formulation.clone(),
            by: cut.by,
            periods: stretches.iter().map(|stretch| period(*stretch, cut)).collect(),
            limbs,
        })
    }
}

impl Cut {
    /// The filter of an indicator within the cut.
    fn of(&self, filter: EntryFilter, accounts: &[String]) -> EntryFilter {
        EntryFilter {
            about: self.about.clone(),
            accounts: accounts.to_vec(),
            since: self.since.clone(),
            until: self.until.clone(),
            ..filter
        }
    }

    /// What the cut adds to the address of an indicator.
    fn put_behind(&self, mut address: String) -> String {
        self.about.iter().for_each(|state| push(&mut address, "about", state));
        let named = [("dossier", &self.dossier), ("since", &self.since), ("until", &self.until)];
        for (name, value) in named {
            value.iter().for_each(|value| push(&mut address, name, value));
        }
        address
    }
}

fn counted<'m>(limb: &Limb, found: &mut impl Iterator<Item = &'m Vec<MonthCount>>, stretches: &[Stretch], cut: &Cut) -> CountedLimb {
    let mut indicators = Vec::with_capacity(limb.indicators.len());
    for (indicator, months) in limb.indicators.iter().zip(found) {
        let mut counts = vec![0; stretches.len()];
        let mut undated = 0;
        for month in months {
            match (stretches.first(), stretch_of(month, cut.by)) {
                (Some(first), Some(stretch)) => counts[stretch.after(*first)] += month.entries,
                _ => undated += month.entries,
            }
        }
        indicators.push(CountedIndicator {
            id: indicator.id.clone(),
            names: indicator.names.clone(),
            register: cut.put_behind(indicator.query.address()),
            total: counts.iter().sum::<usize>() + undated,
            counts,
            undated,
        });
    }
    CountedLimb { id: limb.id.clone(), names: limb.names.clone(), about: limb.about.clone(), indicators }
}

fn stretch_of(month: &MonthCount, by: By) -> Option<Stretch> {
    let day: Date = format!("{}-01", month.month.as_deref()?).parse().ok()?;
    Some(Stretch::of(day, by.length()))
}

/// All periods from the first that has an entry to the last.
fn stretches(found: &[Vec<MonthCount>], by: By) -> Result<Vec<Stretch>, LedgerError> {
    let dated: Vec<Stretch> = found.iter().flatten().filter_map(|month| stretch_of(month, by)).collect();
    let (Some(first), Some(last)) = (dated.iter().min(), dated.iter().max()) else { return Ok(Vec::new()) };
    let many = last.after(*first) + 1;
    if many > MOST_PERIODS {
        let by = by.as_str();
        return Err(LedgerError::Refused(format!(
            "from {first} to {last} there are {many} periods of a {by}, and {MOST_PERIODS} are counted at most; count by year, or narrow the days"
        )));
    }
    Ok(first.until(*last).collect())
}

/// A period within the days of a cut.
fn period(stretch: Stretch, cut: &Cut) -> Period {
    let (from, to) = stretch.days();
    let from = cut.since.iter().cloned().chain([from]).max().unwrap_or_default();
    let to = cut.until.iter().cloned().chain([to]).min().unwrap_or_default();
    Period { name: stretch.to_string(), from, to }
}
