//! How far a numeric target is reached, by the evidence that people gave.
//!
//! Amounts of evidence that points the same way and has the unit of the target are added up. What does not count is listed
//! with the reason; what may count twice is counted, flagged, and left out of a second sum.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::amounts::{decimal, decimal_of, fraction, percent};
use super::days::day_after;
use super::placed::{Placed, followed};
use crate::database::{Session, Value};
use crate::error::LedgerError;
use crate::operation::{Amount, Direction, Evidence};
use crate::reading::{Span, Target};
use crate::state::objects_of;
use crate::workspace::Workspace;

/// How far one target is reached.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TargetProgress {
    /// The number that was promised.
    pub target: f64,
    /// Its unit.
    pub unit: String,
    /// Of what, where that is said.
    pub of: Option<String>,
    /// The amounts that count, added up.
    pub sum: f64,
    /// How many percent of the target that is, to a tenth; nothing when the target is 0 or not exact.
    pub percent: Option<f64>,
    /// The sum without what may be counted twice.
    pub sum_without_doubles: f64,
    /// How many percent of the target that is.
    pub percent_without_doubles: Option<f64>,
    /// First day that counts: the one after the account's; nothing when the account has no day.
    pub from: Option<String>,
    /// Last day that counts: the due day, where there is one.
    pub to: Option<String>,
    /// The evidence that counts, by day.
    pub counted: Vec<Counted>,
    /// The evidence that does not, by day.
    pub not_counted: Vec<NotCounted>,
}

/// Evidence whose amount was added.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Counted {
    /// Id of the evidence.
    pub evidence: String,
    /// Its day.
    pub date: String,
    /// Its amount.
    pub amount: Amount,
    /// Why it may be counted twice; empty when nothing says so.
    pub doubts: Vec<Doubt>,
}

/// Why an amount may be counted twice, or toward the wrong thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "doubt")]
pub enum Doubt {
    /// Earlier evidence stands on overlapping words of the same account.
    SameWords {
        /// That evidence.
        evidence: String,
    },
    /// Earlier evidence from another account has the same amount on the same day.
    SameAmountAndDay {
        /// That evidence.
        evidence: String,
    },
    /// The words are evidence of another entry too.
    UsedElsewhere {
        /// That entry.
        entry: String,
    },
    /// The commitment has several targets in this unit.
    SeveralTargets,
    /// A newer version took the place of the account.
    AccountReplaced,
}

impl Doubt {
    /// Whether the amount is in the sum already.
    fn is_double(&self) -> bool {
        matches!(self, Self::SameWords { .. } | Self::SameAmountAndDay { .. })
    }
}

/// Evidence whose amount was not added.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct NotCounted {
    /// Id of the evidence.
    pub evidence: String,
    /// Its day.
    pub date: String,
    /// Its amount, where it has one.
    pub amount: Option<Amount>,
    /// Why.
    pub reason: NotCountedReason,
}

/// Why an amount was not added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotCountedReason {
    /// It has no amount.
    NoAmount,
    /// Its unit is another one.
    OtherUnit,
    /// It speaks against.
    PointsAgainst,
    /// It is from the day of the account or before.
    BeforeWindow,
    /// It is from after the due day.
    AfterWindow,
    /// Its account was taken out.
    AccountRemoved,
    /// Its number is too large or too long to be added exactly.
    NotExact,
}

impl Workspace {
    /// How far each numeric target of the commitment whose id begins so is reached; nothing when it has none.
    ///
    /// # Errors
    /// There is none, there are several, or it is no commitment or request.
    pub fn progress(&mut self, entry: &str) -> Result<Vec<TargetProgress>, LedgerError> {
        let session = self.session.as_mut();
        let placed = followed(session, entry)?;
        progress_of(session, &placed)
    }
}

/// The evidence of an entry, by day.
pub(crate) fn evidence_of(session: &mut dyn Session, entry: &str) -> Result<Vec<Evidence>, LedgerError> {
    let mut evidence: Vec<Evidence> = objects_of(session, "evidence", entry)?;
    evidence.sort_by(|a, b| (&a.date, &a.evidence).cmp(&(&b.date, &b.evidence)));
    Ok(evidence)
}

/// Evidence with what others make of its account and words.
struct Piece {
    evidence: Evidence,
    standing: String,
    elsewhere: BTreeSet<String>,
}

pub(crate) fn progress_of(session: &mut dyn Session, placed: &Placed) -> Result<Vec<TargetProgress>, LedgerError> {
    if placed.targets().is_empty() {
        return Ok(Vec::new());
    }
    let pieces = pieces_of(session, placed.id())?;
    Ok(placed.targets().iter().map(|target| toward(target, placed, &pieces)).collect())
}

fn pieces_of(session: &mut dyn Session, entry: &str) -> Result<Vec<Piece>, LedgerError> {
    let evidence = evidence_of(session, entry)?;
    let accounts: Vec<Value<'_>> = evidence.iter().map(|piece| Value::from(&piece.account)).collect();
    let sql = "SELECT id, standing FROM accounts WHERE id IN ({list})";
    let standings = super::placed::for_each_of(session, sql, &accounts, |row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned())))?;
    let others: Vec<Evidence> = if evidence.is_empty() { Vec::new() } else { objects_of(session, "evidence", "")? };
    let piece = |evidence: Evidence| {
        let standing = standings.iter().find(|(id, _)| *id == evidence.account).map(|(_, standing)| standing.clone());
        let same = |other: &&Evidence| other.entry != entry && other.account == evidence.account && overlap(other.span, evidence.span);
        let elsewhere = others.iter().filter(same).map(|other| other.entry.clone()).collect();
        Piece { standing: standing.unwrap_or_default(), elsewhere, evidence }
    };
    Ok(evidence.into_iter().map(piece).collect())
}

/// Whether two spans share a character.
pub(crate) fn overlap(one: Span, other: Span) -> bool {
    one[0] < other[1] && other[0] < one[1]
}

/// What is added up toward a target.
#[derive(Default)]
struct Sums {
    counted: Vec<Counted>,
    not_counted: Vec<NotCounted>,
    sum: Decimal,
    without_doubles: Decimal,
}

fn toward(target: &Target, placed: &Placed, pieces: &[Piece]) -> TargetProgress {
    let (from, to) = (placed.date.as_deref().map(day_after), placed.due.clone());
    let has_others = placed.targets().iter().filter(|other| other.unit == target.unit).count() > 1;
    let mut sums = Sums::default();
    let mut before: Vec<&Evidence> = Vec::new();
    for piece in pieces {
        match value_toward(piece, target, from.as_deref(), to.as_deref()).and_then(|found| sums.with(found)) {
            Ok((amount, value)) => {
                let mut doubts = doubts_of(piece, &before);
                if has_others {
                    doubts.push(Doubt::SeveralTargets);
                }
                sums.count(&piece.evidence, amount, value, doubts);
                before.push(&piece.evidence);
            }
            Err(reason) => sums.leave_out(&piece.evidence, reason),
        }
    }
    let whole = decimal(&target.value.to_string());
    TargetProgress {
        target: target.value.as_f64().unwrap_or_default(),
        unit: target.unit.clone(),
        of: target.of.clone(),
        sum: fraction(sums.sum),
        percent: whole.and_then(|whole| percent(sums.sum, whole)),
        sum_without_doubles: fraction(sums.without_doubles),
        percent_without_doubles: whole.and_then(|whole| percent(sums.without_doubles, whole)),
        from,
        to,
        counted: sums.counted,
        not_counted: sums.not_counted,
    }
}

impl Sums {
    /// An amount that can still be added exactly.
    fn with<'e>(&self, (amount, value): (&'e Amount, Decimal)) -> Result<(&'e Amount, Decimal), NotCountedReason> {
        let fits = self.sum.checked_add(value).is_some() && self.without_doubles.checked_add(value).is_some();
        fits.then_some((amount, value)).ok_or(NotCountedReason::NotExact)
    }

    fn count(&mut self, evidence: &Evidence, amount: &Amount, value: Decimal, doubts: Vec<Doubt>) {
        self.sum += value;
        if !doubts.iter().any(Doubt::is_double) {
            self.without_doubles += value;
        }
        let (id, date) = (evidence.evidence.clone(), evidence.date.clone());
        self.counted.push(Counted { evidence: id, date, amount: amount.clone(), doubts });
    }

    fn leave_out(&mut self, evidence: &Evidence, reason: NotCountedReason) {
        let (id, date) = (evidence.evidence.clone(), evidence.date.clone());
        self.not_counted.push(NotCounted { evidence: id, date, amount: evidence.amount.clone(), reason });
    }
}

/// What a piece adds toward a target, or why nothing.
fn value_toward<'p>(
    piece: &'p Piece,
    target: &Target,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<(&'p Amount, Decimal), NotCountedReason> {
    let evidence = &piece.evidence;
    let amount = evidence.amount.as_ref().ok_or(NotCountedReason::NoAmount)?;
    if evidence.direction == Direction::Against {
        return Err(NotCountedReason::PointsAgainst);
    }
    if amount.unit != target.unit {
        return Err(NotCountedReason::OtherUnit);
    }
    if from.is_some_and(|from| evidence.date.as_str() < from) {
        return Err(NotCountedReason::BeforeWindow);
    }
    if to.is_some_and(|to| evidence.date.as_str() > to) {
        return Err(NotCountedReason::AfterWindow);
    }
    if piece.standing == "removed" {
        return Err(NotCountedReason::AccountRemoved);
    }
    decimal_of(amount.value).map(|value| (amount, value)).ok_or(NotCountedReason::NotExact)
}

/// Why a piece may be counted twice, beside those that were counted before it.
fn doubts_of(piece: &Piece, before: &[&Evidence]) -> Vec<Doubt> {
    let evidence = &piece.evidence;
    let mut doubts = Vec::new();
    for other in before {
        if other.account == evidence.account {
            if overlap(other.span, evidence.span) {
                doubts.push(Doubt::SameWords { evidence: other.evidence.clone() });
            }
        } else if other.date == evidence.date && other.amount == evidence.amount {
            doubts.push(Doubt::SameAmountAndDay { evidence: other.evidence.clone() });
        }
    }
    doubts.extend(piece.elsewhere.iter().map(|entry| Doubt::UsedElsewhere { entry: entry.clone() }));
    if piece.standing == "replaced" {
        doubts.push(Doubt::AccountReplaced);
    }
    doubts
}
