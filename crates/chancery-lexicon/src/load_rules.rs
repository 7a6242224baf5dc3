//! From rule lines to compiled rules.

use std::collections::HashMap;

use chancery_model::{EngagementStatus, EngagementType, EntryKind, MechanismStatus, Modality, Stance};
use toml::Spanned;

use crate::class::{LANGUAGES, known};
use crate::embedded;
use crate::file::{DamageLine, ExampleLine, RuleLine};
use crate::load::{Gathered, Source, place_of};
use crate::pattern::{self, Pattern};
use crate::rule::{Example, PartiesFrom, Reach, Rule, RuleKind, SUBJECTS, SubjectSet};

/// What is wrong with a rule, and where in its file.
type Wrong = (usize, String);

/// Compiles the rules of all files: the user's first, then the built-in ones, each in file order.
pub(crate) fn gather(gathered: &mut Gathered, sources: &[Source<'_>]) -> Vec<Rule> {
    let is_built_in = |source: &&Source<'_>| embedded::FILES.iter().any(|(path, _)| *path == source.path);
    let (built_in, overlay): (Vec<_>, Vec<_>) = sources.iter().partition(is_built_in);
    let mut rules: Vec<Rule> = Vec::new();
    let mut places: HashMap<String, String> = HashMap::new();
    for source in overlay.into_iter().chain(built_in) {
        let entries = source.file.rule.iter().map(|line| (line.span().start, compile(gathered, source, line)));
        let compiled: Vec<_> = entries.collect();
        let damage = source.file.damage.iter().map(|line| (line.span().start, compile_damage(gathered, source, line)));
        let compiled: Vec<_> = compiled.into_iter().chain(damage.collect::<Vec<_>>()).collect();
        for (start, result) in compiled {
            match result {
                Ok(rule) if places.contains_key(&rule.id) => {
                    let first = &places[&rule.id];
                    if first == source.path {
                        gathered.problems.push(source.problem(start, format!("the rule '{}' stands twice in this file", rule.id)));
                    }
                }
                Ok(rule) => {
                    places.insert(rule.id.clone(), source.path.to_owned());
                    rules.push(rule);
                }
                Err((offset, message)) => gathered.problems.push(source.problem(offset, message)),
            }
        }
    }
    rules
}

fn compile(gathered: &mut Gathered, source: &Source<'_>, line: &Spanned<RuleLine>) -> Result<Rule, Wrong> {
    let rule = line.get_ref();
    let start = line.span().start;
    let wrong = |message: String| (start, format!("rule '{}': {message}", rule.id));
    let place = place_of(&rule.language).ok_or_else(|| wrong(format!("language '{}' is not zh or en", rule.language)))?;
    let kind = RuleKind::from_name(&rule.kind)
        .ok_or_else(|| wrong(format!("kind '{}' is not one of the eight kinds, voice or nothing", rule.kind)))?;
    if rule.example.is_empty() || rule.counter.is_empty() {
        return Err(wrong("a rule needs at least one [[rule.example]] and one [[rule.counter]]".to_owned()));
    }
    let patterns = patterns(gathered, place, &rule.id, &rule.pattern)?;
    let unless = self::patterns(gathered, place, &rule.id, &rule.unless)?;
    let named = |field: &str, value: &Option<String>| wrong(format!("{field} '{}' is not known", value.as_deref().unwrap_or_default()));
    let is_mechanism = kind == RuleKind::Entry(EntryKind::Mechanism);
    let mechanism = [
        MechanismStatus::Proposed,
        MechanismStatus::Agreed,
        MechanismStatus::Established,
        MechanismStatus::Running,
        MechanismStatus::Resumed,
        MechanismStatus::Suspended,
        MechanismStatus::Ended,
    ];
    let engagement = [EngagementStatus::Held, EngagementStatus::Planned, EngagementStatus::Invited];
    let status = rule.status.as_deref();
    Ok(Rule {
        id: rule.id.clone(),
        finds: rule.finds.clone(),
        language: LANGUAGES[place],
        kind,
        subjects: subjects(&rule.subject).map_err(wrong)?,
        patterns,
        unless,
        modality: choose(&rule.modality, &[Modality::Firm, Modality::Willing], Modality::as_str)
            .map_err(|()| named("modality", &rule.modality))?,
        stance: choose(&rule.stance, &[Stance::Support, Stance::Oppose, Stance::Assert, Stance::Concern], Stance::as_str)
            .map_err(|()| named("stance", &rule.stance))?,
        engagement_type: choose(&rule.engagement_type, &EngagementType::ALL, EngagementType::as_str)
            .map_err(|()| named("type", &rule.engagement_type))?,
        engagement_status: if is_mechanism { None } else { engagement.into_iter().find(|known| status == Some(known.as_str())) },
        mechanism_status: if is_mechanism { mechanism.into_iter().find(|known| status == Some(known.as_str())) } else { None },
        parties: match rule.parties.as_deref() {
            None | Some("subject") => PartiesFrom::Subject,
            Some("both") => PartiesFrom::Both,
            Some("speaker") => PartiesFrom::Speaker,
            Some("speaker_state") => PartiesFrom::SpeakerState,
            Some(_) => return Err(named("parties", &rule.parties)),
        },
        reach: match rule.reach.as_deref() {
            None | Some("run") => Reach::Run,
            Some("clause") => Reach::Clause,
            Some("list") => Reach::List,
            Some(_) => return Err(named("reach", &rule.reach)),
        },
        interrupts: rule.interrupts,
        confidence: rule.confidence.unwrap_or(80).min(100),
        examples: examples(&rule.example),
        counters: examples(&rule.counter),
        message: String::new(),
        path: source.path.to_owned(),
        line: source.problem(start, "").line,
    })
}

fn compile_damage(gathered: &mut Gathered, source: &Source<'_>, line: &Spanned<DamageLine>) -> Result<Rule, Wrong> {
    let rule = line.get_ref();
    let start = line.span().start;
    let wrong = |message: String| (start, format!("rule '{}': {message}", rule.id));
    let place = place_of(&rule.language).ok_or_else(|| wrong(format!("language '{}' is not zh or en", rule.language)))?;
    if rule.example.is_empty() || rule.counter.is_empty() {
        return Err(wrong("a rule needs at least one [[damage.example]] and one [[damage.counter]]".to_owned()));
    }
    let patterns = patterns(gathered, place, &rule.id, &rule.pattern)?;
    Ok(Rule {
        id: rule.id.clone(),
        finds: rule.finds.clone(),
        language: LANGUAGES[place],
        kind: RuleKind::Damage,
        subjects: 0,
        patterns,
        unless: Vec::new(),
        modality: None,
        stance: None,
        engagement_type: None,
        engagement_status: None,
        mechanism_status: None,
        parties: PartiesFrom::Subject,
        reach: Reach::Clause,
        interrupts: false,
        confidence: 80,
        examples: examples(&rule.example),
        counters: examples(&rule.counter),
        message: rule.message.clone(),
        path: source.path.to_owned(),
        line: source.problem(start, "").line,
    })
}

fn patterns(gathered: &mut Gathered, place: usize, id: &str, sources: &[Spanned<String>]) -> Result<Vec<Pattern>, Wrong> {
    sources.iter().map(|source| pattern(gathered, place, id, source)).collect()
}

fn pattern(gathered: &mut Gathered, place: usize, id: &str, source: &Spanned<String>) -> Result<Pattern, Wrong> {
    let wrong = |message: String| (source.span().start, format!("rule '{id}': {message}"));
    let mut elements = Vec::new();
    for raw in pattern::parse(source.get_ref()).map_err(wrong)? {
        let mut classes = 0;
        for name in &raw.names {
            let bit = gathered.classes[place].find(name);
            classes |= bit.ok_or_else(|| wrong(format!("no class is called '{name}'")))?;
        }
        let mut terms = Vec::new();
        for literal in &raw.literals {
            let index = gathered.tables[place].intern(literal);
            gathered.tables[place].terms[index as usize].classes |= known::WORD | known::LITERAL;
            terms.push(index);
        }
        elements.push((classes, terms, raw.optional, raw.gap));
    }
    Ok(Pattern::new(source.get_ref(), elements))
}

fn subjects(names: &[String]) -> Result<SubjectSet, String> {
    names.iter().try_fold(0, |set, name| {
        let found = SUBJECTS.iter().find(|(known, _)| known == name);
        found.map(|(_, bit)| set | bit).ok_or_else(|| {
            let all: Vec<&str> = SUBJECTS.iter().map(|(known, _)| *known).collect();
            format!("subject '{name}' is not one of {}", all.join(", "))
        })
    })
}

fn choose<T: Copy>(value: &Option<String>, all: &[T], name: impl Fn(T) -> &'static str) -> Result<Option<T>, ()> {
    let Some(value) = value else { return Ok(None) };
    all.iter().copied().find(|&known| name(known) == value).map(Some).ok_or(())
}

fn examples(lines: &[ExampleLine]) -> Vec<Example> {
    lines.iter().map(|line| Example { text: line.text.clone(), quote: line.quote.clone() }).collect()
}
