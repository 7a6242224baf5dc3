//! What differs between two statements that say one thing.

use chancery_lexicon::ConceptSort;
use chancery_model::EntryKind;

use crate::account::{Amount, Period, Statement};

use super::likeness::Pair;
use super::profile::{Feature, Profile, is_name};

/// Whether two linked statements say the thing alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Nothing that was read of them differs.
    Same,
    /// Something does.
    Differs,
}

impl Relation {
    /// What differences make it.
    pub(super) fn of(differences: &[Difference]) -> Self {
        if differences.is_empty() { Self::Same } else { Self::Differs }
    }

    /// Its name in the comparison's format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differs => "differs",
        }
    }
}

/// What kind of thing differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// What one account has as a commitment, another has as done, asked, or held.
    Kind,
    /// How firmly a party binds itself.
    Modality,
    /// For, against, holds that, is concerned.
    Stance,
    /// Who takes part.
    Party,
    /// A number, or one that only one account has.
    Number,
    /// A day or time, or one that only one account has.
    Date,
    /// The state of a body or contact, or the type of contact.
    State,
    /// Something that only one account says of it.
    Scope,
    /// A condition that only one account has.
    Condition,
}

impl DifferenceKind {
    /// Its name in the comparison's format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Modality => "modality",
            Self::Stance => "stance",
            Self::Party => "party",
            Self::Number => "number",
            Self::Date => "date",
            Self::State => "state",
            Self::Scope => "scope",
            Self::Condition => "condition",
        }
    }
}

/// One thing that differs: what each account has, or nothing where it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What kind of thing.
    pub kind: DifferenceKind,
    /// In the first account.
    pub a: Option<String>,
    /// In the second.
    pub b: Option<String>,
}

/// From what share of a statement on, what only it says is a difference of scope.
const MUCH_MORE: f64 = 0.25;

/// What differs between two statements, in the order of the kinds.
pub(super) fn differences(pair: &Pair<'_>) -> Vec<Difference> {
    let (a, b) = (pair.a.0, pair.b.0);
    let mut found = Vec::new();
    let mut add = |kind, a: Option<String>, b: Option<String>| {
        if a != b {
            found.push(Difference { kind, a, b });
        }
    };
    let of_both = |of: fn(&Statement) -> Option<String>| (of(a), of(b));
    let known = |(a, b): (Option<String>, Option<String>)| if a.is_some() && b.is_some() { (a, b) } else { (None, None) };
    add(DifferenceKind::Kind, Some(a.kind.as_str().to_owned()), Some(b.kind.as_str().to_owned()));
    let (of_a, of_b) = known(of_both(|statement| statement.modality.clone()));
    add(DifferenceKind::Modality, of_a, of_b);
    let (of_a, of_b) = known(of_both(stance));
    add(DifferenceKind::Stance, of_a, of_b);
    if !is_name(a.kind) {
        let [of_a, of_b] = [a, b].map(|statement| Some(statement.states().join(", ")).filter(|states| !states.is_empty()));
        if of_a.is_some() && of_b.is_some() {
            add(DifferenceKind::Party, of_a, of_b);
        }
    }
    let (of_a, of_b) = numbers(a, b);
    add(DifferenceKind::Number, of_a, of_b);
    let (of_a, of_b) = dates(a, b);
    add(DifferenceKind::Date, of_a, of_b);
    let (of_a, of_b) = known(of_both(|statement| statement.engagement_type.clone()));
    add(DifferenceKind::State, of_a, of_b);
    let (of_a, of_b) = known(of_both(|statement| statement.status.clone()));
    add(DifferenceKind::State, of_a, of_b);
    if matches!((a.kind, b.kind), (EntryKind::Commitment, EntryKind::Commitment)) && a.conditional != b.conditional {
        let [of_a, of_b] = [a, b].map(|statement| statement.conditional.then(|| "conditional".to_owned()));
        add(DifferenceKind::Condition, of_a, of_b);
    }
    let (of_a, of_b) = scope(pair);
    add(DifferenceKind::Scope, of_a, of_b);
    found
}

/// Support and assertion are not told apart: which of the two a stance is, hangs on the verb of a language.
fn stance(statement: &Statement) -> Option<String> {
    let stance = statement.stance.as_deref()?;
    Some(if matches!(stance, "support" | "assert") { "for" } else { stance }.to_owned())
}

/// Amounts of one unit that differ, and amounts that only one statement has.
fn numbers(a: &Statement, b: &Statement) -> (Option<String>, Option<String>) {
    let missing = |one: &[Amount], other: &[Amount]| {
        let absent = one.iter().filter(|amount| !amount.unit.is_empty() && !other.contains(amount));
        let words: Vec<String> = absent.map(|amount| format!("{} {}", amount.value, amount.unit)).collect();
        (!words.is_empty()).then(|| words.join(", "))
    };
    let [mut of_a, mut of_b] = [missing(&a.amounts, &b.amounts), missing(&b.amounts, &a.amounts)];
    if let (Some(count_a), Some(count_b)) = (a.count, b.count)
        && count_a != count_b
    {
        of_a = Some(count_a.to_string());
        of_b = Some(count_b.to_string());
    }
    (of_a, of_b)
}

/// Times that exclude one another; of what is promised, also a time that only one statement has.
fn dates(a: &Statement, b: &Statement) -> (Option<String>, Option<String>) {
    let [of_a, of_b] = [a, b].map(|statement| statement.period.as_ref());
    match (of_a, of_b) {
        (Some(of_a), Some(of_b)) if !agree(of_a, of_b) => (Some(shown(of_a)), Some(shown(of_b))),
        (Some(_), Some(_)) | (None, None) => (None, None),
        _ if a.kind == b.kind && matches!(a.kind, EntryKind::Commitment | EntryKind::Understanding) => (of_a.map(shown), of_b.map(shown)),
        _ => (None, None),
    }
}

/// Whether two times can be one: what both say of them overlaps.
fn agree(a: &Period, b: &Period) -> bool {
    let before =
        |end: Option<chancery_model::Date>, start: Option<chancery_model::Date>| end.zip(start).is_some_and(|(end, start)| end < start);
    let bounded = |period: &Period| (period.start.or(period.end), period.end.or(period.start));
    let [(start_a, end_a), (start_b, end_b)] = [bounded(a), bounded(b)];
    !before(end_a, start_b) && !before(end_b, start_a) && (a.length.is_none() || b.length.is_none() || a.length == b.length)
}

fn shown(period: &Period) -> String {
    let day = |day: Option<chancery_model::Date>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    match &period.length {
        Some(length) if period.start.is_none() && period.end.is_none() => length.clone(),
        _ => format!("{}/{}", day(period.start), day(period.end)),
    }
}

/// What only one statement speaks of, where that is a good part of it.
fn scope(pair: &Pair<'_>) -> (Option<String>, Option<String>) {
    if [pair.a.0.kind, pair.b.0.kind].into_iter().any(|kind| is_name(kind) || kind == EntryKind::Engagement) {
        return (None, None);
    }
    let more = |one: &Profile, other: &Profile| {
        let alone = one
            .meanings
            .iter()
            .filter(|weighted| other.meanings.iter().all(|found| found.feature != weighted.feature) && is_content(pair, weighted.feature));
        let alone: Vec<_> = alone.collect();
        let weight: f64 = alone.iter().map(|weighted| weighted.weight).sum();
        let words = alone
            .iter()
            .filter_map(|weighted| one.shown.iter().find(|(feature, _)| *feature == weighted.feature).map(|(_, words)| words.as_str()));
        (weight > MUCH_MORE * one.weight).then(|| words.collect::<Vec<_>>().join(", "))
    };
    (more(pair.a.1, pair.b.1), more(pair.b.1, pair.a.1))
}

/// Whether a feature is something that is spoken of: concepts that are not common, and states.
fn is_content(pair: &Pair<'_>, feature: u32) -> bool {
    match &pair.profiles.features[feature as usize] {
        Feature::Concept(concept) => pair.lexicon.concept(*concept).sort != ConceptSort::CommonSubject,
        Feature::State(_) => true,
        _ => false,
    }
}
