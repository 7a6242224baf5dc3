//! What a statement is about, as weighted features.
//!
//! Concepts, states named in the words, areas, amounts and days mean the same in every language;
//! words count only between accounts of one language. A feature weighs the less, the more
//! statements have it: the inverse document frequency of Spärck Jones (1972), with statements for
//! documents, scaled so that a feature of one statement keeps its whole weight.

use std::collections::HashMap;
use std::ops::Range;

use chancery_lexicon::{ConceptSort, Lexicon, NONE};
use chancery_model::{Date, EntryKind, Language};
use chancery_text::fold;

use crate::account::{Account, Statement, state_of};

/// Something that two statements can share.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Feature {
    /// A concept of the lexicon, by its index.
    Concept(u32),
    /// A state or group named in the words that takes no part in the statement.
    State(String),
    /// An area.
    Area(String),
    /// A number and its unit.
    Amount(u64, String),
    /// First and last day.
    Period(Option<Date>, Option<Date>),
    /// Two characters that follow one another, or a word.
    Word(String),
}

/// A feature of one statement.
#[derive(Debug, Clone)]
pub(super) struct Weighted {
    /// The number of the feature.
    pub feature: u32,
    /// What it weighs.
    pub weight: f64,
}

/// What a statement is about.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    /// Features that mean the same in every language, ascending.
    pub meanings: Vec<Weighted>,
    /// Features of one language, ascending.
    pub words: Vec<Weighted>,
    /// What the meanings weigh together with the words that no feature accounts for.
    pub weight: f64,
    /// What the words weigh together.
    pub words_weight: f64,
    /// The words that show a meaning, by the number of its feature.
    pub shown: Vec<(u32, String)>,
    /// The state that the place of a contact lies in.
    pub place_state: Option<String>,
}

/// The profiles of all statements, by account, and the features by number.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    pub by_account: Vec<Vec<Profile>>,
    pub features: Vec<Feature>,
    /// How many statements have each feature.
    pub frequencies: Vec<u32>,
}

/// The concept that says nothing of what a statement is about.
const NEGATION: &str = "negation";
/// What a word weighs that no feature accounts for.
const UNACCOUNTED: f64 = 0.05;
/// How much of the weight of a number or time counts as what a statement is about: shared, it tells much; missing, little.
const DETAIL: f64 = 0.3;

/// The profiles of the statements of accounts.
pub(super) fn of_accounts(accounts: &[Account], lexicon: &Lexicon) -> Profiles {
    let mut gathering = Gathering { lexicon, numbers: HashMap::new(), profiles: Profiles::default() };
    for account in accounts {
        let found = account.statements.iter().map(|statement| gathering.profile(statement, account.language)).collect();
        gathering.profiles.by_account.push(found);
    }
    gathering.profiles.weigh();
    gathering.profiles
}

struct Gathering<'l> {
    lexicon: &'l Lexicon,
    numbers: HashMap<Feature, u32>,
    profiles: Profiles,
}

impl Gathering<'_> {
    /// A profile whose weights do not yet know how frequent its features are.
    fn profile(&mut self, statement: &Statement, language: Option<Language>) -> Profile {
        let mut profile = Profile::default();
        let mut accounted = 0;
        let words = words_of_statement(statement);
        for words in &words {
            let concepts = self.concepts(&mut profile, statement.kind, words, language);
            accounted += concepts.iter().map(std::ops::Range::len).sum::<usize>();
            accounted += self.states(&mut profile, statement, words, language, &concepts);
        }
        self.fields(&mut profile, statement);
        if let Some(language) = language {
            for words in &words {
                for word in pieces(words, language) {
                    let feature = self.number(Feature::Word(word));
                    profile.words.push(Weighted { feature, weight: 1.0 });
                }
            }
        }
        for features in [&mut profile.meanings, &mut profile.words] {
            features.sort_by(|a, b| a.feature.cmp(&b.feature).then(b.weight.total_cmp(&a.weight)));
            features.dedup_by_key(|weighted| weighted.feature);
            for weighted in features {
                self.profiles.frequencies[weighted.feature as usize] += 1;
            }
        }
        profile.place_state = self.place_state(statement, language);
        profile.weight = UNACCOUNTED * unaccounted(&words, accounted, language);
        profile
    }

    /// Adds the concepts that stand in words; where they stand, one after another.
    fn concepts(&mut self, profile: &mut Profile, kind: EntryKind, words: &str, language: Option<Language>) -> Vec<Range<usize>> {
        let Some(index) = language.and_then(|language| self.lexicon.concept_index(language)) else { return Vec::new() };
        let mut covered: Vec<Range<usize>> = Vec::new();
        for hit in index.find(words) {
            let end = covered.last().map_or(0, |last| last.end);
            if hit.end > end {
                covered.push(hit.start.max(end)..hit.end);
            }
            let concept = self.lexicon.concept(hit.concept);
            if concept.id == NEGATION {
                continue;
            }
            let weight = match concept.sort {
                ConceptSort::Formulation | ConceptSort::Mechanism => 1.5,
                ConceptSort::Subject => 1.0,
                // A name is made of common words, and means one thing by them.
                ConceptSort::CommonSubject if is_name(kind) => 0.6,
                ConceptSort::CommonSubject | ConceptSort::Guard => 0.25,
            };
            self.add(profile, Feature::Concept(hit.concept), weight, &words[hit.start..hit.end]);
        }
        covered
    }

    /// Adds the states that words name beside those that take part and where no concept stands; how many bytes the names have.
    fn states(
        &mut self,
        profile: &mut Profile,
        statement: &Statement,
        words: &str,
        language: Option<Language>,
        concepts: &[Range<usize>],
    ) -> usize {
        let mut covered = 0;
        for (hit, actor) in self.named_actors(words, language) {
            if concepts.iter().any(|concept| concept.start < hit.end && hit.start < concept.end) {
                continue;
            }
            covered += hit.len();
            let known = self.lexicon.actor(actor);
            let Some(state) = known.state.clone() else { continue };
            let takes_part = statement.parties.iter().chain(&statement.asked).any(|party| state_of(party) == state);
            if known.is_state && !takes_part {
                self.add(profile, Feature::State(state), 0.7, &words[hit]);
            }
        }
        covered
    }

    /// Where words name actors of the lexicon.
    fn named_actors(&self, words: &str, language: Option<Language>) -> Vec<(Range<usize>, u32)> {
        let Some(matcher) = language.and_then(|language| self.lexicon.matcher(language)) else { return Vec::new() };
        let (mut spine, mut areas) = (Vec::new(), Vec::new());
        matcher.find(words, fold::fold(words).as_bytes(), &mut spine, &mut areas);
        let named = spine.iter().filter_map(|hit| {
            let term = matcher.term(hit.term);
            let actor = if term.actor == NONE { term.second } else { term.actor };
            (actor != NONE).then_some((hit.start as usize..hit.end as usize, actor))
        });
        named.collect()
    }

    fn place_state(&self, statement: &Statement, language: Option<Language>) -> Option<String> {
        let place = statement.place.as_deref()?;
        let (_, actor) = self.named_actors(place, language).into_iter().next()?;
        self.lexicon.actor(actor).state.clone()
    }

    fn fields(&mut self, profile: &mut Profile, statement: &Statement) {
        // A name says what it is of by its words alone.
        if !is_name(statement.kind) {
            for area in &statement.areas {
                let weight = if area.starts_with("region:") { 0.4 } else { 0.2 };
                self.add(profile, Feature::Area(area.clone()), weight, area);
            }
        }
        for amount in &statement.amounts {
            let weight = if amount.unit.is_empty() || amount.value.abs() < 10.0 { 0.5 } else { 1.5 };
            let shown = format!("{} {}", amount.value, amount.unit);
            self.add(profile, Feature::Amount(amount.value.to_bits(), amount.unit.clone()), weight, shown.trim_end());
        }
        if let Some(period) = statement.period.as_ref().filter(|period| period.start.is_some() || period.end.is_some()) {
            let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
            let shown = format!("{}/{}", day(period.start), day(period.end));
            self.add(profile, Feature::Period(period.start, period.end), 0.8, &shown);
        }
    }

    fn add(&mut self, profile: &mut Profile, feature: Feature, weight: f64, shown: &str) {
        let feature = self.number(feature);
        profile.meanings.push(Weighted { feature, weight });
        if profile.shown.iter().all(|(known, _)| *known != feature) {
            profile.shown.push((feature, shown.to_owned()));
        }
    }

    fn number(&mut self, feature: Feature) -> u32 {
        if let Some(&number) = self.numbers.get(&feature) {
            return number;
        }
        let number = self.profiles.features.len() as u32;
        self.profiles.features.push(feature.clone());
        self.profiles.frequencies.push(0);
        self.numbers.insert(feature, number);
        number
    }
}

impl Profiles {
    /// Weighs every feature by how few statements have it.
    fn weigh(&mut self) {
        let statements: usize = self.by_account.iter().map(Vec::len).sum();
        let whole = (1.0 + statements as f64).ln();
        let frequencies = &self.frequencies;
        let rarity = |feature: u32| {
            let frequency = f64::from(frequencies[feature as usize].max(1));
            if statements < 2 { 1.0 } else { ((1.0 + statements as f64 / frequency).ln() / whole).min(1.0) }
        };
        for profile in self.by_account.iter_mut().flatten() {
            for weighted in profile.meanings.iter_mut().chain(&mut profile.words) {
                weighted.weight *= rarity(weighted.feature);
            }
            let features = &self.features;
            let part = |weighted: &Weighted| match features[weighted.feature as usize] {
                Feature::Amount(..) | Feature::Period(..) => DETAIL * weighted.weight,
                _ => weighted.weight,
            };
            profile.weight += profile.meanings.iter().map(part).sum::<f64>();
            profile.words_weight = profile.words.iter().map(|weighted| weighted.weight).sum();
        }
    }
}

/// Whether entries of a kind are names.
pub(super) const fn is_name(kind: EntryKind) -> bool {
    matches!(kind, EntryKind::Mechanism | EntryKind::Formulation)
}

/// The words that say what a statement is about: the name of what is a name, else the quote.
fn words_of_statement(statement: &Statement) -> Vec<&str> {
    match &statement.name {
        Some(name) if is_name(statement.kind) => vec![name],
        _ => vec![&statement.quote],
    }
}

/// The pieces of a text by which accounts of one language are compared.
fn pieces(words: &str, language: Language) -> Vec<String> {
    let folded = fold::fold(words);
    if language == Language::ZH {
        let characters: Vec<char> = folded.chars().filter(|character| character.is_alphanumeric()).collect();
        return characters.windows(2).map(|pair| pair.iter().collect()).collect();
    }
    folded.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How many words of a statement no feature accounts for; two characters of Chinese are a word.
fn unaccounted(words: &[&str], accounted: usize, language: Option<Language>) -> f64 {
    let bytes: usize = words.iter().map(|words| words.len()).sum();
    let word = if language == Some(Language::ZH) { 6.0 } else { 6.5 };
    bytes.saturating_sub(accounted) as f64 / word
}
