//! The file of a frame, and what can be wrong with it.

use std::collections::HashSet;

use chancery_ledger::EntryState;
use chancery_ledger::reading::{KINDS, words_of};
use chancery_lexicon::Problem;
use serde::Deserialize;
use toml::Spanned;

use super::{Frame, Indicator, Limb, Names, Query};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameFile {
    id: Spanned<String>,
    en: Spanned<String>,
    zh: Spanned<String>,
    about_en: String,
    about_zh: String,
    formulation: Option<String>,
    limb: Vec<LimbTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimbTable {
    id: Spanned<String>,
    en: Spanned<String>,
    zh: Spanned<String>,
    about_en: String,
    about_zh: String,
    indicator: Vec<IndicatorTable>,
}

/// The words of a list, each with its place.
type Words = Vec<Spanned<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorTable {
    id: Spanned<String>,
    en: Spanned<String>,
    zh: Spanned<String>,
    #[serde(default)]
    kind: Words,
    #[serde(default)]
    stance: Words,
    #[serde(default)]
    modality: Words,
    #[serde(default, rename = "type")]
    engagement_type: Words,
    #[serde(default)]
    status: Words,
    #[serde(default)]
    area: Words,
    #[serde(default)]
    state: Words,
    #[serde(default)]
    party: Words,
    #[serde(default)]
    says: Words,
}

impl Frame {
    /// Reads the file of a frame.
    ///
    /// # Errors
    /// Everything that is wrong with it, each at its line and column.
    pub fn parse(path: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let file: FrameFile = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            vec![Problem::at(path, text, at, error.message())]
        })?;
        let mut check = Check { path, text, problems: Vec::new() };
        let frame = check.frame(file);
        if check.problems.is_empty() { Ok(frame) } else { Err(check.problems) }
    }
}

/// Gathers what is wrong on the way.
struct Check<'t> {
    path: &'t str,
    text: &'t str,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn wrong(&mut self, at: &Spanned<String>, message: String) {
        self.problems.push(Problem::at(self.path, self.text, at.span().start, message));
    }

    fn frame(&mut self, file: FrameFile) -> Frame {
        self.id(&file.id, &mut HashSet::new());
        if file.limb.is_empty() {
            self.wrong(&file.id, "a frame has a limb or more: [[limb]]".to_owned());
        }
        let (mut limbs, mut indicators) = (HashSet::new(), HashSet::new());
        Frame {
            id: file.id.get_ref().clone(),
            names: self.names(&file.en, &file.zh),
            about: Names { en: file.about_en, zh: file.about_zh },
            formulation: file.formulation,
            path: self.path.to_owned(),
            limbs: file.limb.into_iter().map(|limb| self.limb(limb, &mut limbs, &mut indicators)).collect(),
        }
    }

    fn limb(&mut self, limb: LimbTable, limbs: &mut HashSet<String>, indicators: &mut HashSet<String>) -> Limb {
        self.id(&limb.id, limbs);
        if limb.indicator.is_empty() {
            self.wrong(&limb.id, "a limb has an indicator or more: [[limb.indicator]]".to_owned());
        }
        Limb {
            id: limb.id.get_ref().clone(),
            names: self.names(&limb.en, &limb.zh),
            about: Names { en: limb.about_en, zh: limb.about_zh },
            indicators: limb.indicator.iter().map(|indicator| self.indicator(indicator, indicators)).collect(),
        }
    }

    fn indicator(&mut self, table: &IndicatorTable, taken: &mut HashSet<String>) -> Indicator {
        self.id(&table.id, taken);
        self.words(&table.kind, &KINDS);
        self.field(table, "stance", &table.stance, &["position"]);
        self.field(table, "modality", &table.modality, &["commitment"]);
        self.field(table, "type", &table.engagement_type, &["engagement"]);
        self.field(table, "status", &table.status, &["engagement", "mechanism"]);
        let counting: Vec<&str> = EntryState::ALL.into_iter().filter(|state| state.counts()).map(EntryState::as_str).collect();
        self.words(&table.state, &counting);
        for phrase in table.says.iter().filter(|phrase| !phrase.get_ref().chars().any(char::is_alphanumeric)) {
            self.wrong(phrase, "a phrase has a letter or digit".to_owned());
        }
        let query = Query {
            kind: plain(&table.kind),
            stance: plain(&table.stance),
            modality: plain(&table.modality),
            engagement_type: plain(&table.engagement_type),
            status: plain(&table.status),
            area: plain(&table.area),
            state: plain(&table.state),
            party: plain(&table.party),
            says: plain(&table.says),
        };
        if query == Query::default() {
            self.wrong(&table.id, "an indicator says which entries it counts: kind, stance, area, says, …".to_owned());
        }
        Indicator { id: table.id.get_ref().clone(), names: self.names(&table.en, &table.zh), query }
    }

    /// A field of some kinds: asked of others it could count nothing.
    fn field(&mut self, table: &IndicatorTable, name: &str, words: &Words, kinds: &[&str]) {
        let Some(first) = words.first() else { return };
        let asked: Vec<&str> = table.kind.iter().map(|kind| kind.get_ref().as_str()).collect();
        if asked.is_empty() || asked.iter().any(|kind| !kinds.contains(kind)) {
            self.wrong(first, format!("{name} belongs to {}; name kind = [\"{}\"]", kinds.join(" and "), kinds.join("\", \"")));
        }
        let of_asked = kinds.iter().filter(|kind| asked.contains(kind));
        let allowed: Vec<&str> = of_asked.filter_map(|kind| words_of(kind, name)).flatten().copied().collect();
        if !allowed.is_empty() {
            self.words(words, &allowed);
        }
    }

    fn words(&mut self, words: &Words, allowed: &[&str]) {
        for word in words.iter().filter(|word| !allowed.contains(&word.get_ref().as_str())) {
            self.wrong(word, format!("'{}' is not one of {}", word.get_ref(), allowed.join(", ")));
        }
    }

    fn id(&mut self, id: &Spanned<String>, taken: &mut HashSet<String>) {
        let name = id.get_ref();
        let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.is_empty() || !name.chars().all(is_id) {
            self.wrong(id, format!("'{name}' is no id: lower-case letters, digits and '-'"));
        }
        if !taken.insert(name.clone()) {
            self.wrong(id, format!("the id '{name}' is there twice"));
        }
    }

    fn names(&mut self, en: &Spanned<String>, zh: &Spanned<String>) -> Names {
        for name in [en, zh].into_iter().filter(|name| name.get_ref().trim().is_empty()) {
            self.wrong(name, "a name has a word or more".to_owned());
        }
        Names { en: en.get_ref().clone(), zh: zh.get_ref().clone() }
    }
}

fn plain(words: &Words) -> Vec<String> {
    words.iter().map(|word| word.get_ref().clone()).collect()
}
