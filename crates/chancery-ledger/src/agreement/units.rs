//! Units out of codings: entries of different coders for the same words.

use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fields::categories;

/// What one coder found in one account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coding {
    /// The account, by a name or hash that is the same for all coders.
    pub account: String,
    /// Who coded it.
    pub coder: String,
    /// The entries, in any order; none when the coder found none.
    pub entries: Vec<CodedEntry>,
}

/// One entry as coded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CodedEntry {
    /// Its kind.
    pub kind: String,
    /// Its first code point and the one past its last, in the text of the account.
    pub span: [u32; 2],
    /// Its other fields, as in a reading.
    #[serde(default)]
    pub fields: Map<String, Value>,
}

impl CodedEntry {
    fn length(&self) -> u64 {
        u64::from(self.span[1].saturating_sub(self.span[0]))
    }
}

/// Entries for the same words: for each coder the place of its entry in its coding, or nothing.
pub(super) type Unit = Vec<Option<usize>>;

/// The units of one account, in text order; `codings` has the entries of each coder, or nothing for one who did not code it.
///
/// Entries of two coders may stand for the same words when what their spans share is at least half of what they cover
/// together (Jaccard index 0.5). The pairs are taken best first, those of one kind before others that overlap as much, and
/// never two entries of one coder in a unit; with more than two coders every two entries of a unit overlap that much.
/// What nobody shares is a unit of its own. The order of the coders changes nothing.
pub(super) fn align(codings: &[Option<&[CodedEntry]>]) -> Vec<Unit> {
    let places = placed(codings);
    let mut groups: Vec<Vec<usize>> = (0..places.len()).map(|place| vec![place]).collect();
    let mut group_of: Vec<usize> = (0..places.len()).collect();
    for pair in pairs(&places) {
        let (one, other) = (group_of[pair.first], group_of[pair.second]);
        let mut across = groups[one].iter().flat_map(|&a| groups[other].iter().map(move |&b| (a, b)));
        if one != other && across.all(|(a, b)| places[a].coder != places[b].coder && overlap(places[a].entry, places[b].entry).is_some()) {
            let joined = std::mem::take(&mut groups[other]);
            joined.iter().for_each(|&place| group_of[place] = one);
            groups[one].extend(joined);
        }
    }
    groups.retain(|group| !group.is_empty());
    let start = |group: &Vec<usize>| group.iter().copied().min();
    groups.sort_by_key(start);
    groups.iter().map(|group| unit(group, &places, codings.len())).collect()
}

/// An entry in its coding.
struct Placed<'a> {
    coder: usize,
    index: usize,
    entry: &'a CodedEntry,
    /// The same for entries that are equal, whoever coded them.
    rank: usize,
}

/// All entries in text order.
fn placed<'a>(codings: &[Option<&'a [CodedEntry]>]) -> Vec<Placed<'a>> {
    let with_coder = codings.iter().enumerate().filter_map(|(coder, entries)| Some((coder, (*entries)?)));
    let all = with_coder.flat_map(|(coder, entries)| entries.iter().enumerate().map(move |(index, entry)| (coder, index, entry)));
    let key = |entry: &CodedEntry| {
        let fields: Vec<(String, String)> = categories(&entry.fields).into_iter().map(|(name, category)| (name, category.text)).collect();
        (entry.span, entry.kind.clone(), fields)
    };
    let mut keyed: Vec<_> = all.map(|(coder, index, entry)| (key(entry), coder, index, entry)).collect();
    keyed.sort_by(|one, other| one.0.cmp(&other.0));
    let mut rank = 0;
    let mut places = Vec::with_capacity(keyed.len());
    for (at, (key, coder, index, entry)) in keyed.iter().enumerate() {
        rank += usize::from(at > 0 && keyed[at - 1].0 != *key);
        places.push(Placed { coder: *coder, index: *index, entry, rank });
    }
    places
}

/// Two entries that may stand for the same words.
struct Pair {
    first: usize,
    second: usize,
    /// What the spans share and what they cover together, in code points.
    overlap: (u64, u64),
    is_one_kind: bool,
}

/// The pairs of entries of different coders that overlap enough, best first.
fn pairs(places: &[Placed<'_>]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (first, one) in places.iter().enumerate() {
        let near = places[first + 1..].iter().take_while(|other| other.entry.span[0] < one.entry.span[1]);
        for (second, other) in near.enumerate().map(|(at, other)| (first + 1 + at, other)).filter(|(_, other)| other.coder != one.coder) {
            if let Some(overlap) = overlap(one.entry, other.entry) {
                pairs.push(Pair { first, second, overlap, is_one_kind: one.entry.kind == other.entry.kind });
            }
        }
    }
    let rank = |pair: &Pair| (places[pair.first].rank, places[pair.second].rank);
    pairs.sort_by(|one, other| better(one, other).then_with(|| rank(one).cmp(&rank(other))));
    pairs
}

/// The pair that overlaps more comes first, and of equal ones the pair of one kind.
fn better(one: &Pair, other: &Pair) -> Ordering {
    let product = |one: u64, other: u64| u128::from(one) * u128::from(other);
    let more = product(other.overlap.0, one.overlap.1).cmp(&product(one.overlap.0, other.overlap.1));
    more.then_with(|| other.is_one_kind.cmp(&one.is_one_kind))
}

/// What two spans share and what they cover together, when the first is at least half of the second.
fn overlap(one: &CodedEntry, other: &CodedEntry) -> Option<(u64, u64)> {
    let end = one.span[1].min(other.span[1]);
    let shared = u64::from(end.saturating_sub(one.span[0].max(other.span[0])));
    let covered = one.length() + other.length() - shared;
    (shared > 0 && 2 * shared >= covered).then_some((shared, covered))
}

fn unit(group: &[usize], places: &[Placed<'_>], coders: usize) -> Unit {
    let mut unit = vec![None; coders];
    for &place in group {
        unit[places[place].coder] = Some(places[place].index);
    }
    unit
}
