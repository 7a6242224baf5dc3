//! Phrases that recur in accounts and that the lexicon does not know.
//!
//! A candidate is a run of Chinese characters, or of words, that no mark, name, date or amount parts. It must
//!
//! - recur in several accounts;
//! - hold together: at its weakest seam its two halves follow one another more often than chance would have it (pointwise
//!   mutual information, K. Church and P. Hanks, *Word association norms, mutual information, and lexicography*, 1990);
//! - be free at both ends: what stands before and after it varies (branching entropy, Jin Zhihui and K. Tanaka-Ishii,
//!   *Unsupervised segmentation of Chinese text by use of branching entropy*, 2006; a mark counts as a neighbour of its own each
//!   time, as in the accessor variety of Feng Haodi and others, 2004);
//! - begin and end with no function word, and hold no digit.
//!
//! What is left is ranked by C-value (K. Frantzi, S. Ananiadou and H. Mima, *Automatic recognition of multi-word terms*, 2000):
//! how often a run stands, less how often it stands inside longer candidates on the average, times the logarithm of its length.
//! A run that stands inside a longer one nearly always is left out.

mod grams;

use std::collections::{BTreeMap, HashMap};

use chancery_model::{Date, Language};
use schemars::JsonSchema;
use serde::Serialize;

use super::account::{Account, Accounts, iso};
use crate::script::{begins_no_phrase, ends_no_phrase, is_han, units, written};
use crate::statistics::entropy;
use grams::{BREAK, Level, Row, levels};

/// Bits that the halves at the weakest seam must tell of one another.
const LEAST_COHESION: f64 = 6.0;
/// Bits of freedom that a candidate must have at each end.
const LEAST_FREEDOM: f64 = 1.5;
/// A run of which less than this part stands on its own belongs to the longer ones.
const LEAST_ALONE: f64 = 0.34;

/// What counts as recurring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Floor {
    /// Uses at least.
    pub uses: usize,
    /// Accounts with a use at least.
    pub accounts: usize,
}

/// A phrase that recurs.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Candidate {
    /// The phrase, as it is mostly written.
    pub phrase: String,
    /// Its language, `zh` or `en`.
    pub language: &'static str,
    /// Uses.
    pub uses: usize,
    /// Accounts with a use.
    pub accounts: usize,
    /// Day of the first use.
    #[serde(serialize_with = "iso")]
    #[schemars(with = "Option<String>")]
    pub first: Option<Date>,
    /// Day of the last use.
    #[serde(serialize_with = "iso")]
    #[schemars(with = "Option<String>")]
    pub last: Option<Date>,
    /// Its C-value.
    pub score: f64,
    /// How it holds together at its weakest seam, in bits.
    pub cohesion: f64,
    /// How free it is at the end that is less so, in bits.
    pub freedom: f64,
}

/// A script and how long its phrases are, in its units.
struct Script {
    language: Language,
    name: &'static str,
    shortest: usize,
    longest: usize,
}

const SCRIPTS: [Script; 2] = [
    Script { language: Language::ZH, name: "zh", shortest: 4, longest: 16 },
    Script { language: Language::EN, name: "en", shortest: 2, longest: 9 },
];

/// A run that may be a phrase.
struct Run {
    length: usize,
    number: usize,
    places: Vec<u32>,
    cohesion: f64,
    freedom: f64,
}

/// The phrases that recur and that `is_known` (told the folded phrase) does not know, best first.
#[must_use]
pub fn discover(accounts: &Accounts, floor: Floor, is_known: impl Fn(&str) -> bool) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = SCRIPTS.iter().flat_map(|script| in_script(accounts, script, floor, &is_known)).collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.phrase.cmp(&b.phrase)));
    found
}

fn in_script(accounts: &Accounts, script: &Script, floor: Floor, is_known: &impl Fn(&str) -> bool) -> Vec<Candidate> {
    let mut row = Row::default();
    for (index, account) in (0..).zip(accounts.all()) {
        if account.language == Some(script.language) {
            fill(&mut row, account, index, script);
        }
    }
    let levels = levels(&row, script.longest + 1, floor.uses.max(2) as u32);
    let mut runs = Vec::new();
    for length in script.shortest..=script.longest.min(levels.len()) {
        let of_length = levels[length - 1].runs().into_iter().enumerate();
        runs.extend(of_length.filter_map(|(number, places)| run(&row, &levels, length, number, places, floor)));
    }
    let nests = nests(&runs, &levels, script.shortest);
    let candidates = runs.iter().filter_map(|run| {
        let nest = nests.get(&(run.length, run.number));
        let score = c_value(run, nest)?;
        let candidate = candidate(accounts, &row, run, script, score);
        (!is_known(&chancery_text::fold::fold(&candidate.phrase))).then_some(candidate)
    });
    candidates.collect()
}

/// Adds the units of an account, with breaks where something stands that is part of no new phrase.
fn fill(row: &mut Row, account: &Account, index: u32, script: &Script) {
    let mut masked: Vec<(usize, usize)> = account.names.iter().map(|span| (span.start as usize, span.end as usize)).collect();
    masked.extend(account.formulations.iter().map(|coded| (coded.span.start as usize, coded.span.end as usize)));
    masked.sort_unstable();
    let mut next = 0;
    let mut covered = 0;
    row.part(index);
    for unit in units(&account.folded) {
        while let Some(&(start, end)) = masked.get(next).filter(|(start, _)| *start < unit.end()) {
            if end > start {
                covered = covered.max(end);
            }
            next += 1;
        }
        let is_of_script = unit.text.chars().all(is_han) == (script.language == Language::ZH);
        if !unit.follows || covered > unit.start || !is_of_script || unit.text.chars().any(|c| c.is_ascii_digit()) {
            row.part(index);
        }
        if covered <= unit.start && is_of_script && !unit.text.chars().any(|c| c.is_ascii_digit()) {
            row.push(unit.text, index);
        }
    }
    row.part(index);
}

/// A run when it recurs in enough accounts, holds together and is free at its ends.
fn run(row: &Row, levels: &[Level], length: usize, number: usize, places: Vec<u32>, floor: Floor) -> Option<Run> {
    let first = *places.first()? as usize;
    let edge = |at: usize| row.names[row.units[at] as usize].as_str();
    if begins_no_phrase(edge(first)) || ends_no_phrase(edge(first + length - 1)) || accounts_with(row, &places) < floor.accounts {
        return None;
    }
    let before = freedom(places.iter().map(|&at| row.at((at as usize).checked_sub(1))));
    let after = freedom(places.iter().map(|&at| row.at(Some(at as usize + length))));
    let (cohesion, freedom) = (cohesion(row, levels, first, length, places.len()), before.min(after));
    (cohesion >= LEAST_COHESION && freedom >= LEAST_FREEDOM).then_some(Run { length, number, places, cohesion, freedom })
}

fn accounts_with(row: &Row, places: &[u32]) -> usize {
    let mut accounts: Vec<u32> = places.iter().map(|&at| row.accounts[at as usize]).collect();
    accounts.dedup();
    accounts.len()
}

/// The entropy of neighbours; each break is one of its own.
fn freedom(neighbours: impl Iterator<Item = u32>) -> f64 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for neighbour in neighbours {
        *counts.entry(neighbour).or_default() += 1;
    }
    let breaks = counts.remove(&BREAK).unwrap_or_default();
    entropy(counts.into_values().chain(std::iter::repeat_n(1, breaks)).collect::<Vec<_>>().into_iter())
}

/// The mutual information of the two halves at the weakest seam.
fn cohesion(row: &Row, levels: &[Level], first: usize, length: usize, uses: usize) -> f64 {
    let total = row.units.len() as f64;
    let at_seam = |seam: usize| {
        let halves = [levels[seam - 1].count(first), levels[length - seam - 1].count(first + seam)].map(f64::from);
        (uses as f64 * total / (halves[0] * halves[1])).log2()
    };
    (1..length).map(at_seam).fold(f64::INFINITY, f64::min)
}

/// For each run that stands in longer ones: how many there are, their uses together, and those of the most used.
type Nests = HashMap<(usize, usize), [usize; 3]>;

fn nests(runs: &[Run], levels: &[Level], shortest: usize) -> Nests {
    let mut nests = Nests::new();
    for run in runs {
        let first = run.places[0] as usize;
        for length in shortest..run.length {
            let mut inside: Vec<usize> = (0..=run.length - length).filter_map(|offset| levels[length - 1].number(first + offset)).collect();
            inside.sort_unstable();
            inside.dedup();
            for number in inside {
                let [count, uses, most] = nests.entry((length, number)).or_default();
                (*count, *uses, *most) = (*count + 1, *uses + run.places.len(), (*most).max(run.places.len()));
            }
        }
    }
    nests
}

/// The C-value of a run; nothing for one that hardly stands on its own.
fn c_value(run: &Run, nest: Option<&[usize; 3]>) -> Option<f64> {
    let uses = run.places.len() as f64;
    let weight = (run.length as f64).log2();
    let Some(&[count, inside, most]) = nest else { return Some(weight * uses) };
    let alone = uses - most as f64;
    (alone / uses >= LEAST_ALONE).then(|| weight * (uses - inside as f64 / count as f64))
}

fn candidate(accounts: &Accounts, row: &Row, run: &Run, script: &Script, score: f64) -> Candidate {
    let first = run.places[0] as usize;
    let words: Vec<&str> = row.units[first..first + run.length].iter().map(|&unit| row.names[unit as usize].as_str()).collect();
    let mut dates = run.places.iter().filter_map(|&at| accounts.get(row.accounts[at as usize] as usize).date);
    let earliest = dates.next();
    Candidate {
        phrase: written(&words),
        language: script.name,
        uses: run.places.len(),
        accounts: accounts_with(row, &run.places),
        first: earliest,
        last: dates.next_back().or(earliest),
        score,
        cohesion: run.cohesion,
        freedom: run.freedom,
    }
}
