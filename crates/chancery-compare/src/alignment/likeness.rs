//! How alike two statements are, and why.

use chancery_lexicon::{ConceptSort, Lexicon};
use chancery_model::EntryKind;

use crate::account::{Period, Statement, states};

use super::profile::{Feature, Profile, Profiles, Weighted, is_name};

/// Something that two statements share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What kind of thing: `concept`, `state`, `area`, `number`, `date`, `type`, `words`.
    pub what: &'static str,
    /// Its id or value.
    pub shared: String,
    /// The words that show it in the first statement.
    pub a: String,
    /// The words that show it in the second.
    pub b: String,
}

/// Two statements with their profiles.
pub(super) struct Pair<'p> {
    pub a: (&'p Statement, &'p Profile),
    pub b: (&'p Statement, &'p Profile),
    /// Whether both are in one language, so that their words can be compared.
    pub one_language: bool,
    pub profiles: &'p Profiles,
    pub lexicon: &'p Lexicon,
}

/// How much is shared from which the evidence is near to whole.
const MUCH: f64 = 0.5;
/// How alike two statements are at most that are not the same in the same words.
pub(super) const NEARLY: f64 = 0.99;
/// What a shared feature must weigh to be evidence by itself.
const TELLING: f64 = 0.3;
/// What counts of a concept when the other statement has a broader or narrower one.
const BROADER: f64 = 0.5;

impl Pair<'_> {
    /// How alike the two are, from 0 to 1.
    pub fn likeness(&self) -> f64 {
        let [kind_a, kind_b] = [self.a.0.kind, self.b.0.kind];
        if self.one_language && self.a.0.is_like(self.b.0) {
            return 1.0;
        }
        // Sums depend on the order of accounts in their last bits.
        let likeness = (self.of_meaning(kind_a, kind_b) * 1e9).round() / 1e9;
        likeness.min(NEARLY)
    }

    fn of_meaning(&self, kind_a: EntryKind, kind_b: EntryKind) -> f64 {
        if kind_a == EntryKind::Engagement && kind_b == EntryKind::Engagement {
            return self.of_engagements();
        }
        let kinds = of_kinds(kind_a, kind_b);
        if kinds == 0.0 {
            return 0.0;
        }
        if !self.may_be_one_name() {
            return 0.0;
        }
        let meanings = self.of_meanings();
        let content = if self.one_language { meanings.max(self.of_words()) } else { meanings };
        content * kinds * self.of_parties()
    }

    /// Whether two names may be names of one thing: known ones are, when the lexicon has them in one line.
    fn may_be_one_name(&self) -> bool {
        if !is_name(self.a.0.kind) || !is_name(self.b.0.kind) {
            return true;
        }
        let [a, b] = [self.known_names(self.a.1), self.known_names(self.b.1)];
        a.is_empty() || b.is_empty() || a.iter().any(|name| b.contains(name))
    }

    /// The set phrases and standing bodies of the lexicon that stand in a statement.
    fn known_names(&self, profile: &Profile) -> Vec<u32> {
        let is_name = |concept: u32| matches!(self.lexicon.concept(concept).sort, ConceptSort::Formulation | ConceptSort::Mechanism);
        let features = profile.meanings.iter().map(|weighted| &self.profiles.features[weighted.feature as usize]);
        let concepts = features.filter_map(|feature| if let Feature::Concept(concept) = feature { Some(*concept) } else { None });
        concepts.filter(|&concept| is_name(concept)).collect()
    }

    /// How much of what the two are about is shared: the mean of Dice's coefficient and the overlap
    /// coefficient (Szymkiewicz and Simpson), less where little is shared at all.
    fn of_meanings(&self) -> f64 {
        let shared = self.shared_meanings();
        let weight: f64 = shared.iter().map(|&(_, weight)| weight).sum();
        if weight == 0.0 || shared.iter().all(|&(_, weight)| weight < TELLING) {
            return 0.0;
        }
        overlap(weight, self.a.1.weight, self.b.1.weight) * (1.0 - (-weight / MUCH).exp())
    }

    fn of_words(&self) -> f64 {
        let shared: f64 = shared(&self.a.1.words, &self.b.1.words).map(|(_, weight)| weight).sum();
        overlap(shared, self.a.1.words_weight, self.b.1.words_weight)
    }

    /// The features that the likeness rests on: meanings, and in one language words.
    pub fn shared(&self) -> Vec<(u32, f64)> {
        let mut found = self.shared_meanings();
        if self.one_language {
            found.extend(shared(&self.a.1.words, &self.b.1.words));
        }
        found
    }

    /// The features that mean the same in both, and what each weighs.
    fn shared_meanings(&self) -> Vec<(u32, f64)> {
        let mut found: Vec<(u32, f64)> = shared(&self.a.1.meanings, &self.b.1.meanings).collect();
        for (one, other) in [(self.a.1, self.b.1), (self.b.1, self.a.1)] {
            for weighted in &one.meanings {
                if let Some(weight) = self.weight_of_broader(weighted, other) {
                    found.push((weighted.feature, weight));
                }
            }
        }
        found
    }

    /// What a concept counts when the other statement lacks it and has the next broader one.
    fn weight_of_broader(&self, weighted: &Weighted, other: &Profile) -> Option<f64> {
        let Feature::Concept(concept) = self.profiles.features[weighted.feature as usize] else { return None };
        let broader = self.lexicon.concept(concept).broader?;
        let has = |wanted: u32| {
            let is_wanted = |found: &&Weighted| self.profiles.features[found.feature as usize] == Feature::Concept(wanted);
            other.meanings.iter().find(is_wanted)
        };
        if has(concept).is_some() {
            return None;
        }
        Some(has(broader)?.weight.min(weighted.weight) * BROADER)
    }

    /// How well those who take part agree.
    fn of_parties(&self) -> f64 {
        if is_name(self.a.0.kind) && is_name(self.b.0.kind) {
            return 1.0;
        }
        let [a, b] = [self.a.0, self.b.0].map(|statement| {
            let all: Vec<String> = statement.parties.iter().chain(&statement.asked).cloned().collect();
            all
        });
        let [a, b] = [states(&a), states(&b)];
        if a.is_empty() || b.is_empty() {
            return 0.9;
        }
        0.5 + 0.5 * jaccard(&a, &b)
    }

    /// Contacts are alike in their type, state, participants, time and place.
    fn of_engagements(&self) -> f64 {
        let (a, b) = (self.a.0, self.b.0);
        let types = of_types(a.engagement_type.as_deref(), b.engagement_type.as_deref());
        let is_ahead = |statement: &Statement| statement.status.as_deref() != Some("held");
        let status = if a.status == b.status {
            1.0
        } else if is_ahead(a) && is_ahead(b) {
            0.8
        } else {
            0.2
        };
        let participants = jaccard(&a.states(), &b.states());
        let time = of_periods(a.period.as_ref(), b.period.as_ref());
        let place = match (&self.a.1.place_state, &self.b.1.place_state) {
            (Some(a), Some(b)) if a == b => 1.0,
            (Some(_), Some(_)) => 0.3,
            _ => 0.8,
        };
        types * status * (0.3 + 0.7 * participants) * time * place
    }

    /// What the two share, the weightiest first.
    pub fn reasons(&self) -> Vec<Reason> {
        let (a, b) = (self.a.0, self.b.0);
        let mut reasons = Vec::new();
        if let (Some(of_a), Some(of_b)) = (&a.engagement_type, &b.engagement_type)
            && of_types(Some(of_a), Some(of_b)) > 0.0
        {
            reasons.push(Reason { what: "type", shared: of_a.min(of_b).clone(), a: of_a.clone(), b: of_b.clone() });
        }
        let mut shared = self.shared_meanings();
        let features = &self.profiles.features;
        let micro = |weight: f64| (weight * 1e6).round() as i64;
        shared.sort_by_key(|&(feature, weight)| (-micro(weight), &features[feature as usize]));
        reasons.extend(shared.into_iter().map(|(feature, _)| self.reason(feature)));
        if self.one_language && self.of_words() > self.of_meanings() {
            let percent = format!("{:.0}%", 100.0 * self.of_words());
            reasons.push(Reason { what: "words", shared: percent, a: String::new(), b: String::new() });
        }
        reasons
    }

    fn reason(&self, number: u32) -> Reason {
        let shown = |profile: &Profile| {
            profile.shown.iter().find(|(feature, _)| *feature == number).map_or_else(String::new, |(_, words)| words.clone())
        };
        let (what, shared) = match &self.profiles.features[number as usize] {
            Feature::Concept(concept) => ("concept", self.lexicon.concept(*concept).id.clone()),
            Feature::State(state) => ("state", state.clone()),
            Feature::Area(area) => ("area", area.clone()),
            Feature::Amount(..) => ("number", shown(self.a.1)),
            Feature::Period(..) => ("date", shown(self.a.1)),
            Feature::Word(word) => ("words", word.clone()),
        };
        Reason { what, shared, a: shown(self.a.1), b: shown(self.b.1) }
    }
}

/// Features of both lists, with the lesser weight. Both ascend.
fn shared<'w>(a: &'w [Weighted], b: &'w [Weighted]) -> impl Iterator<Item = (u32, f64)> {
    let mut rest = b;
    a.iter().filter_map(move |weighted| {
        let passed = rest.iter().take_while(|other| other.feature < weighted.feature).count();
        rest = &rest[passed..];
        let other = rest.first().filter(|other| other.feature == weighted.feature)?;
        Some((weighted.feature, weighted.weight.min(other.weight)))
    })
}

/// The mean of the Dice and overlap coefficients of two weights.
fn overlap(shared: f64, a: f64, b: f64) -> f64 {
    if shared == 0.0 {
        return 0.0;
    }
    let dice = 2.0 * shared / (a + b);
    let contained = shared / a.min(b);
    ((dice + contained) / 2.0).min(1.0)
}

/// The share of two sorted lists that is in both.
fn jaccard(a: &[&str], b: &[&str]) -> f64 {
    let shared = a.iter().filter(|name| b.contains(name)).count();
    let all = a.len() + b.len() - shared;
    if all == 0 { 1.0 } else { shared as f64 / all as f64 }
}

/// Which kinds can say one thing: what one account has as agreed, another may have as done, asked or held.
fn of_kinds(a: EntryKind, b: EntryKind) -> f64 {
    use EntryKind::{Action, Commitment, Engagement, Formulation, Mechanism, Position, Request, Understanding};
    if a == b {
        return 1.0;
    }
    match (a.min(b), a.max(b)) {
        (_, Formulation | Mechanism) => 0.0,
        (Commitment, Understanding | Action) => 0.9,
        (Understanding, Position) | (Position, Request) => 0.85,
        (Commitment, Request | Position) | (Understanding, Request | Action) => 0.7,
        (Position, Action) | (Commitment, Engagement) => 0.6,
        (Request, Action) | (Action, Engagement) => 0.5,
        _ => 0.3,
    }
}

/// How near two types of contact are.
fn of_types(a: Option<&str>, b: Option<&str>) -> f64 {
    match (a, b) {
        (Some(a), Some(b)) if a == b => 1.0,
        (Some(a), Some(b)) => match (a.min(b), a.max(b)) {
            ("state_visit", "visit") => 0.95,
            ("meeting", "talks") => 0.8,
            _ => 0.0,
        },
        _ => 0.0,
    }
}

/// How near two times are; an unknown one says little.
fn of_periods(a: Option<&Period>, b: Option<&Period>) -> f64 {
    match (a.and_then(bounds), b.and_then(bounds)) {
        (Some((from_a, to_a)), Some((from_b, to_b))) => {
            if from_a <= to_b && from_b <= to_a {
                1.0
            } else {
                0.2
            }
        }
        _ => 0.85,
    }
}

fn bounds(period: &Period) -> Option<(chancery_model::Date, chancery_model::Date)> {
    Some((period.start.or(period.end)?, period.end.or(period.start)?))
}
