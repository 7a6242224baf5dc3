//! What changed between two promises of the same thing.

use schemars::JsonSchema;
use serde::Serialize;

use super::amounts::decimal;
use super::placed::Placed;
use crate::operation::Relation;
use crate::reading::Target;

/// One difference between an earlier and a later promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Change {
    /// What differs.
    pub what: Changed,
    /// As it was.
    pub from: Option<String>,
    /// As it is.
    pub to: Option<String>,
    /// Whether the later promises more by it.
    pub weight: Weight,
}

/// What differs between two promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Changed {
    /// A number.
    Number,
    /// How firmly it is said.
    Modality,
    /// Whether it hangs on an if.
    Condition,
    /// When it is due.
    Date,
    /// Who is bound.
    Parties,
}

/// Whether the later of two promises is more or less than the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// More.
    Stronger,
    /// Less.
    Weaker,
    /// Neither can be said.
    Neither,
}

/// What differs between an earlier and a later promise. A number compares with the number of the same unit and thing; more
/// is stronger, firm is stronger than willing, without an if than with one, and an earlier day than a later one.
pub(crate) fn changes_between(earlier: &Placed, later: &Placed) -> Vec<Change> {
    let mut changes = numbers(earlier.targets(), later.targets());
    let (one, other) = (&earlier.row.entry, &later.row.entry);
    let firmness = |word: &str| i32::from(word == "firm");
    if let (Some(from), Some(to)) = (&one.modality, &other.modality)
        && from != to
    {
        changes.push(change(Changed::Modality, from, to, firmness(to).cmp(&firmness(from))));
    }
    if let (Some(from), Some(to)) = (one.conditional, other.conditional)
        && from != to
    {
        changes.push(change(Changed::Condition, &from.to_string(), &to.to_string(), from.cmp(&to)));
    }
    changes.extend(days(earlier.due.as_deref(), later.due.as_deref()));
    let (from, to) = (earlier.parties().join(" "), later.parties().join(" "));
    if from != to {
        changes.push(change(Changed::Parties, &from, &to, std::cmp::Ordering::Equal));
    }
    changes
}

fn change(what: Changed, from: &str, to: &str, order: std::cmp::Ordering) -> Change {
    let weight = match order {
        std::cmp::Ordering::Greater => Weight::Stronger,
        std::cmp::Ordering::Less => Weight::Weaker,
        std::cmp::Ordering::Equal => Weight::Neither,
    };
    Change { what, from: Some(from.to_owned()), to: Some(to.to_owned()), weight }
}

fn days(from: Option<&str>, to: Option<&str>) -> Option<Change> {
    if from == to {
        return None;
    }
    let weight = match (from, to) {
        (Some(from), Some(to)) if to < from => Weight::Stronger,
        (None, Some(_)) => Weight::Stronger,
        _ => Weight::Weaker,
    };
    Some(Change { what: Changed::Date, from: from.map(str::to_owned), to: to.map(str::to_owned), weight })
}

/// Numbers that became others, in the order of the earlier, then those that came.
fn numbers(earlier: &[Target], later: &[Target]) -> Vec<Change> {
    let alike = |one: &Target, other: &Target| one.unit == other.unit && (one.of == other.of || one.of.is_none() || other.of.is_none());
    let written = |target: &Target| format!("{} {}", target.value, target.unit);
    let mut left: Vec<&Target> = later.iter().collect();
    let mut changes = Vec::new();
    for from in earlier {
        match left.iter().position(|to| alike(from, to)) {
            Some(at) => {
                let to = left.remove(at);
                let values = (decimal(&from.value.to_string()), decimal(&to.value.to_string()));
                if let (Some(old), Some(new)) = values
                    && old != new
                {
                    changes.push(change(Changed::Number, &written(from), &written(to), new.cmp(&old)));
                }
            }
            None => changes.push(Change { what: Changed::Number, from: Some(written(from)), to: None, weight: Weight::Weaker }),
        }
    }
    let came = |to: &&Target| Change { what: Changed::Number, from: None, to: Some(written(to)), weight: Weight::Stronger };
    changes.extend(left.iter().map(came));
    changes
}

/// How a repeated promise stands to the earlier one: strengthened when more of the changes make it stronger than weaker,
/// weakened the other way round, else reaffirmed.
pub(crate) fn relation_of(changes: &[Change]) -> Relation {
    let count = |weight| changes.iter().filter(|change| change.weight == weight).count();
    match count(Weight::Stronger).cmp(&count(Weight::Weaker)) {
        std::cmp::Ordering::Greater => Relation::Strengthened,
        std::cmp::Ordering::Less => Relation::Weakened,
        std::cmp::Ordering::Equal => Relation::Reaffirmed,
    }
}
