//! From the model to the entries as they are written: indices become names, spans code points and
//! words.

use std::borrow::Cow;

use chancery_compare::state_of;
use chancery_model::{
    Action, ActorId, AreaSet, Commitment, Detail, Engagement, Entry, Formulation, Mechanism, Position, Request, RuleId, Target,
    Understanding, UnitId, VoiceId, Window,
};

use super::ReadingJson;
use super::entry::{
    ActionJson, CommitmentJson, DAMAGED, EngagementJson, EntryJson, FormulationJson, MechanismJson, PositionJson, RequestJson, TailJson,
    TargetJson, UnderstandingJson, WindowJson, WordsJson,
};
use super::rows::Number;
use crate::hex;

/// What all kinds have, gathered before the fields of the kind.
struct Common<'v> {
    id: String,
    kind: &'static str,
    words: WordsJson<'v>,
    areas: Vec<&'v str>,
    tail: TailJson<'v>,
}

impl<'v> EntryJson<'v> {
    pub(super) fn new(view: &'v ReadingJson<'_>, index: usize) -> Self {
        let entry = &view.reading.entries[index];
        let common = Common::new(view, index);
        match &entry.detail {
            Detail::Commitment(detail) => Self::Commitment(commitment(view, common, detail)),
            Detail::Understanding(detail) => Self::Understanding(understanding(view, common, detail)),
            Detail::Position(detail) => Self::Position(position(view, common, detail)),
            Detail::Request(detail) => Self::Request(request(view, common, detail)),
            Detail::Action(detail) => Self::Action(action(view, common, detail)),
            Detail::Engagement(detail) => Self::Engagement(engagement(view, common, detail)),
            Detail::Mechanism(detail) => Self::Mechanism(mechanism(view, common, detail)),
            Detail::Formulation(detail) => Self::Formulation(formulation(view, common, detail)),
        }
    }
}

impl<'v> Common<'v> {
    fn new(view: &'v ReadingJson<'_>, index: usize) -> Self {
        let entry = &view.reading.entries[index];
        let tail = TailJson {
            unconfirmed_by: unconfirmed_by(view, &entry.detail),
            flags: if entry.flags.damaged { vec![DAMAGED] } else { Vec::new() },
            rule: view.rule(entry.rule),
            confidence: Number::hundredths(entry.confidence),
        };
        let words = WordsJson { span: view.span(entry.span), quote: view.words(entry.span), voice: view.chain(entry.voice) };
        Self {
            id: view.entry_id(index),
            kind: entry.detail.kind().as_str(),
            words,
            areas: view.areas(view.reading.area_sets.get(entry.areas)),
            tail,
        }
    }
}

impl ReadingJson<'_> {
    /// The stable id of the entry at an index: a hash of document, kind and place. Entries of one
    /// kind at one place are told apart by their order.
    pub(crate) fn entry_id(&self, index: usize) -> String {
        let entry = &self.reading.entries[index];
        let place = |entry: &Entry| (entry.span, entry.detail.kind());
        let twins = self.reading.entries[..index].iter().rev().take_while(|before| place(before) == place(entry)).count();
        let [start, end] = self.span(entry.span);
        let mut name = format!("{} {} {start} {end}", self.document_id, entry.detail.kind().as_str());
        if twins > 0 {
            name.push_str(&format!(" {twins}"));
        }
        hex::sha256([name.as_bytes()], 16)
    }

    /// Ids of the sources of a voice, outermost first.
    pub(crate) fn chain(&self, voice: VoiceId) -> Vec<&str> {
        self.ids(self.reading.voices.get(voice))
    }

    /// The name of a rule.
    pub(crate) fn rule(&self, rule: RuleId) -> &str {
        self.reading.names.rules.get(usize::from(rule.0)).map_or("", String::as_str)
    }

    fn ids(&self, actors: &[ActorId]) -> Vec<&str> {
        actors.iter().map(|&actor| self.reading.actors.get(actor).id.as_str()).collect()
    }

    fn areas(&self, areas: AreaSet) -> Vec<&str> {
        areas.iter().filter_map(|index| self.reading.names.areas.get(usize::from(index))).map(String::as_str).collect()
    }

    fn targets<'v>(&'v self, targets: &'v [Target]) -> Vec<TargetJson<'v>> {
        let row = |target: &'v Target| TargetJson {
            value: Number(target.value),
            unit: self.unit(target.unit),
            of: target.of.map(|span| self.words(span)),
        };
        targets.iter().map(row).collect()
    }

    /// The name of a unit, in plain words.
    fn unit(&self, unit: UnitId) -> Cow<'_, str> {
        let name = self.reading.names.unit(unit);
        if name.contains('_') { name.replace('_', " ").into() } else { name.into() }
    }

    fn window<'v>(&'v self, window: Option<&'v Window>) -> Option<WindowJson<'v>> {
        window.map(|window| WindowJson {
            start: window.start.map(|date| date.to_string()),
            end: window.end.map(|date| date.to_string()),
            length: window.length.as_ref().map(|length| &***length),
            text: window.words.map(|span| self.words(span)),
        })
    }
}

/// The states that an entry binds or speaks for and that did not issue the document, sorted; none
/// when it is not known who did.
fn unconfirmed_by<'v>(view: &'v ReadingJson<'_>, detail: &Detail) -> Vec<&'v str> {
    let side = &view.reading.document.metadata.side;
    if side.is_empty() {
        return Vec::new();
    }
    let bound = bound(detail).iter().filter_map(|&actor| view.reading.actors.get(actor).state.as_deref());
    let mut states: Vec<&str> = bound.filter(|&state| side.iter().all(|issuer| state_of(issuer) != state)).collect();
    states.sort_unstable();
    states.dedup();
    states
}

/// Whom an entry binds or speaks for.
fn bound(detail: &Detail) -> &[ActorId] {
    match detail {
        Detail::Commitment(commitment) => &commitment.parties,
        Detail::Understanding(understanding) => &understanding.parties,
        Detail::Position(position) => &position.holder,
        Detail::Request(request) => &request.from,
        Detail::Action(action) => &action.actors,
        Detail::Engagement(_) | Detail::Mechanism(_) | Detail::Formulation(_) => &[],
    }
}

fn commitment<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Commitment) -> CommitmentJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    CommitmentJson {
        id,
        kind,
        words,
        parties: view.ids(&detail.parties),
        joint: detail.parties.len() > 1,
        modality: detail.modality.as_str(),
        targets: view.targets(&detail.targets),
        window: view.window(detail.window.as_deref()),
        conditional: detail.conditional,
        areas,
        tail,
    }
}

fn understanding<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Understanding) -> UnderstandingJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    UnderstandingJson { id, kind, words, parties: view.ids(&detail.parties), areas, tail }
}

fn position<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Position) -> PositionJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    PositionJson { id, kind, words, holder: view.ids(&detail.holder), stance: detail.stance.as_str(), areas, tail }
}

fn request<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Request) -> RequestJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    RequestJson { id, kind, words, from: view.ids(&detail.from), to: view.ids(&detail.to), areas, tail }
}

fn action<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Action) -> ActionJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    ActionJson {
        id,
        kind,
        words,
        actors: view.ids(&detail.actors),
        targets: view.targets(&detail.targets),
        when: view.window(detail.when.as_deref()),
        areas,
        tail,
    }
}

fn engagement<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Engagement) -> EngagementJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    EngagementJson {
        id,
        kind,
        words,
        engagement_type: detail.engagement_type.as_str(),
        participants: view.ids(&detail.participants),
        place: detail.place.map(|span| view.words(span)),
        when: view.window(detail.when.as_deref()),
        status: detail.status.as_str(),
        count: detail.count,
        areas,
        tail,
    }
}

fn mechanism<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Mechanism) -> MechanismJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    MechanismJson {
        id,
        kind,
        words,
        name: view.words(detail.name),
        parties: view.ids(&detail.parties),
        status: detail.status.as_str(),
        areas,
        tail,
    }
}

fn formulation<'v>(view: &'v ReadingJson<'_>, common: Common<'v>, detail: &'v Formulation) -> FormulationJson<'v> {
    let Common { id, kind, words, areas, tail } = common;
    FormulationJson { id, kind, words, term: view.words(detail.term), areas, tail }
}
