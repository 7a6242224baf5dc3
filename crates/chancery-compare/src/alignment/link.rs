//! Joins statements that say one thing.

use std::collections::{BTreeMap, HashMap, HashSet};

use chancery_lexicon::Lexicon;
use chancery_model::EntryKind;

use crate::account::{Account, Statement};

use super::Decision;
use super::difference::{Difference, Relation, differences};
use super::likeness::{NEARLY, Pair, Reason};
use super::profile::{Profile, Profiles};

/// A statement, by the indices of its account and of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The account.
    pub account: usize,
    /// The statement in it.
    pub statement: usize,
}

/// Two statements of different accounts that say one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The statement of the earlier account of those compared.
    pub a: Place,
    /// The statement of the later one.
    pub b: Place,
    /// Whether they say it alike.
    pub relation: Relation,
    /// How alike they are, from 0 to 1.
    pub likeness: f64,
    /// What differs.
    pub differences: Vec<Difference>,
    /// What they share, the weightiest first.
    pub reasons: Vec<Reason>,
    /// Whether a person decided that they say one thing.
    pub is_decided: bool,
}

/// Two statements that may say one thing.
struct Found {
    a: Place,
    b: Place,
    likeness: f64,
    /// The features they share, and what each weighs.
    shared: Vec<(u32, f64)>,
}

impl Found {
    /// Either statement with the other's account.
    fn keys(&self) -> [(Place, usize); 2] {
        [(self.a, self.b.account), (self.b, self.a.account)]
    }
}

/// How alike two statements must be to be linked.
const LINKED: f64 = 0.3;
/// How near to the best of both statements a further link must come.
const NEAR_BEST: f64 = 0.8;
/// How near to the best of the other statement the best of one must come, unless it rests on something new: what has its
/// counterpart already is no second choice.
const FAR_FROM_BEST: f64 = 0.55;
/// How much of what a link rests on must be new for that.
const FRESH: f64 = 0.5;
/// How alike two statements of one account are that repeat one another.
const REPEATED: f64 = 0.72;
/// A word that more statements have leads to no candidates by itself.
const COMMON_WORD: usize = 60;
/// Nor does a meaning that more have.
const COMMON_MEANING: usize = 200;
/// Candidates at most, of the rarest features: accounts of thousands of pages are compared by what few statements have.
const MOST_CANDIDATES: usize = 1_000_000;

/// Statements of each account that repeat one another.
pub(super) fn repeats(accounts: &[Account], profiles: &Profiles, near: &[(Place, Place)], lexicon: &Lexicon) -> Vec<Vec<Place>> {
    let mut group_of: Vec<Vec<usize>> = accounts.iter().map(|account| (0..account.statements.len()).collect()).collect();
    for &(a, b) in near.iter().filter(|(a, b)| a.account == b.account) {
        let pair = pair(accounts, profiles, lexicon, a, b);
        if may_repeat(pair.a.0, pair.b.0) && pair.likeness() >= REPEATED {
            let groups = &mut group_of[a.account];
            let [one, other] = [a, b].map(|place| first_of(groups, place.statement));
            groups[one.max(other)] = one.min(other);
        }
    }
    let mut found = Vec::new();
    for (account, groups) in group_of.into_iter().enumerate() {
        let mut members: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
        for statement in 0..groups.len() {
            members.entry(first_of(&groups, statement)).or_default().push(Place { account, statement });
        }
        found.extend(members.into_values().filter(|group| group.len() > 1));
    }
    found
}

/// The first statement of a group, by way of those that lead to it.
fn first_of(groups: &[usize], statement: usize) -> usize {
    let mut first = statement;
    while groups[first] != first {
        first = groups[first];
    }
    first
}

/// Whether two statements are of one kind and hold the same of the same.
fn may_repeat(a: &Statement, b: &Statement) -> bool {
    a.kind == b.kind && a.stance == b.stance && a.status == b.status && a.states() == b.states() && a.count == b.count
}

/// The links between accounts.
pub(super) fn links(
    accounts: &[Account],
    profiles: &Profiles,
    near: &[(Place, Place)],
    repeats: &[Vec<Place>],
    decisions: &[Decision],
    lexicon: &Lexicon,
) -> Vec<Link> {
    let decided = decided(accounts, decisions);
    let mut found: Vec<Found> = Vec::new();
    for &(a, b) in near.iter().filter(|(a, b)| a.account != b.account) {
        let pair = pair(accounts, profiles, lexicon, a, b);
        let likeness = pair.likeness();
        if likeness >= LINKED && !decided.contains_key(&(a, b)) {
            found.push(Found { a, b, likeness, shared: pair.shared() });
        }
    }
    let chosen = choose(&found);
    let mut shared = share(chosen, &found, repeats);
    for (&(a, b), relation) in &decided {
        match relation {
            Some(_) => drop(shared.insert((a, b), pair(accounts, profiles, lexicon, a, b).likeness())),
            None => drop(shared.remove(&(a, b))),
        }
    }
    let make = |(a, b): (Place, Place), likeness: f64| {
        let pair = pair(accounts, profiles, lexicon, a, b);
        let differences = differences(&pair);
        let decision = decided.get(&(a, b)).copied().flatten();
        let relation = decision.unwrap_or_else(|| Relation::of(&differences));
        Link { a, b, relation, likeness, differences, reasons: pair.reasons(), is_decided: decision.is_some() }
    };
    shared.into_iter().map(|(places, likeness)| make(places, likeness)).collect()
}

/// What was decided about statements of these accounts, by their places.
fn decided(accounts: &[Account], decisions: &[Decision]) -> BTreeMap<(Place, Place), Option<Relation>> {
    if decisions.is_empty() {
        return BTreeMap::new();
    }
    let mut places: HashMap<&str, Place> = HashMap::new();
    for (account, found) in accounts.iter().enumerate() {
        places.extend(found.statements.iter().enumerate().map(|(statement, said)| (said.id.as_str(), Place { account, statement })));
    }
    let placed = decisions.iter().filter_map(|decision| {
        let [a, b] = [places.get(decision.a.as_str())?, places.get(decision.b.as_str())?];
        (a.account != b.account).then_some(((*a.min(b), *a.max(b)), decision.relation))
    });
    placed.collect()
}

/// Keeps, of the links of each two accounts, those that are near to the best of both statements, and those that are the
/// best of one and not far from the best of the other, or rest on something that no better link of the other rests on.
fn choose(found: &[Found]) -> BTreeMap<(Place, Place), f64> {
    let mut best: HashMap<(Place, usize), f64> = HashMap::new();
    for one in found {
        for key in one.keys() {
            let known = best.entry(key).or_insert(0.0);
            *known = known.max(one.likeness);
        }
    }
    let mut order: Vec<&Found> = found.iter().collect();
    order.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
    let mut taken: HashMap<(Place, usize), HashSet<u32>> = HashMap::new();
    let mut kept = BTreeMap::new();
    // Links that are equally alike do not come one before the other.
    for equals in order.chunk_by(|a, b| a.likeness == b.likeness) {
        let chosen: Vec<&&Found> = equals.iter().filter(|one| is_chosen(one, &best, &taken)).collect();
        for one in chosen {
            kept.insert((one.a, one.b), one.likeness);
            for key in one.keys() {
                taken.entry(key).or_default().extend(one.shared.iter().map(|(feature, _)| *feature));
            }
        }
    }
    kept
}

fn is_chosen(one: &Found, best: &HashMap<(Place, usize), f64>, taken: &HashMap<(Place, usize), HashSet<u32>>) -> bool {
    let [of_a, of_b] = one.keys().map(|key| best[&key]);
    // Where the very words are there, nothing else is looked for.
    if of_a.max(of_b) > NEARLY {
        return one.likeness > NEARLY;
    }
    let best = of_a.max(of_b);
    if one.likeness >= NEAR_BEST * best || one.likeness >= of_a.min(of_b) && one.likeness >= FAR_FROM_BEST * best {
        return true;
    }
    let is_taken = |feature: u32| one.keys().iter().any(|key| taken.get(key).is_some_and(|taken| taken.contains(&feature)));
    let weight: f64 = one.shared.iter().map(|(_, weight)| weight).sum();
    let fresh: f64 = one.shared.iter().filter(|(feature, _)| !is_taken(*feature)).map(|(_, weight)| weight).sum();
    one.likeness >= of_a.min(of_b) && fresh >= FRESH * weight && fresh > 0.0
}

/// Gives what repeats a linked statement its links too, at the likeness it has or that of what it repeats.
fn share(chosen: BTreeMap<(Place, Place), f64>, found: &[Found], repeats: &[Vec<Place>]) -> BTreeMap<(Place, Place), f64> {
    let group_of: HashMap<Place, &Vec<Place>> = repeats.iter().flat_map(|group| group.iter().map(move |&place| (place, group))).collect();
    let own: HashMap<(Place, Place), f64> = found.iter().map(|one| ((one.a, one.b), one.likeness)).collect();
    let mut shared = chosen.clone();
    for (&(a, b), &likeness) in &chosen {
        let all = |place: Place| group_of.get(&place).map_or_else(|| vec![place], |group| (*group).clone());
        if likeness > NEARLY {
            continue;
        }
        for (a, b) in all(a).into_iter().flat_map(|a| all(b).into_iter().map(move |b| (a, b))) {
            shared.entry((a, b)).or_insert_with(|| own.get(&(a, b)).copied().unwrap_or(likeness));
        }
    }
    shared
}

/// Pairs of statements that share something telling, each once and in order.
pub(super) fn candidates(accounts: &[Account], profiles: &Profiles) -> Vec<(Place, Place)> {
    let mut holders: Vec<Vec<Place>> = vec![Vec::new(); profiles.features.len()];
    let mut engagements = Vec::new();
    for (account, found) in profiles.by_account.iter().enumerate() {
        for (statement, profile) in found.iter().enumerate() {
            let place = Place { account, statement };
            for (features, most) in [(&profile.meanings, COMMON_MEANING), (&profile.words, COMMON_WORD)] {
                for feature in features.iter().map(|weighted| weighted.feature as usize) {
                    if profiles.frequencies[feature] as usize <= most {
                        holders[feature].push(place);
                    }
                }
            }
            if accounts[account].statements[statement].kind == EntryKind::Engagement {
                engagements.push(place);
            }
        }
    }
    // Contacts may be one without sharing a word.
    let count = |places: &[Place]| places.len() * places.len().saturating_sub(1) / 2;
    let mut wanted: Vec<&Vec<Place>> = holders.iter().filter(|places| places.len() > 1).collect();
    if count(&engagements) <= MOST_CANDIDATES / 4 {
        wanted.push(&engagements);
    }
    wanted.sort_by_key(|places| places.len());
    let mut pairs = Vec::new();
    for (of_length, all) in wanted.chunk_by(|a, b| a.len() == b.len()).map(|equals| (count(equals[0]), equals)) {
        // Features that equally many statements have are taken together: which came first says nothing.
        if pairs.len() + of_length * all.len() > MOST_CANDIDATES {
            break;
        }
        for places in all {
            for (at, &a) in places.iter().enumerate() {
                pairs.extend(places[at + 1..].iter().map(|&b| (a, b)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn pair<'p>(accounts: &'p [Account], profiles: &'p Profiles, lexicon: &'p Lexicon, a: Place, b: Place) -> Pair<'p> {
    let of = |place: Place| -> (&'p Statement, &'p Profile) {
        (&accounts[place.account].statements[place.statement], &profiles.by_account[place.account][place.statement])
    };
    let [language_a, language_b] = [a, b].map(|place| accounts[place.account].language);
    Pair { a: of(a), b: of(b), one_language: language_a == language_b, profiles, lexicon }
}
