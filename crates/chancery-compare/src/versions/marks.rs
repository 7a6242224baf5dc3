//! What must not change unnoticed between versions of a text: negations, numbers, dates, parties.

use chancery_lexicon::{Lexicon, NONE};
use chancery_text::fold;

use super::Version;

/// What kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// A word that turns a statement into its opposite.
    Negation,
    /// A number or amount.
    Number,
    /// A date or time.
    Date,
    /// A state, group or person.
    Party,
}

impl MarkKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Negation, Self::Number, Self::Date, Self::Party];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Negation => "negation",
            Self::Number => "number",
            Self::Date => "date",
            Self::Party => "party",
        }
    }
}

/// What of one kind differs between versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// What kind of thing.
    pub kind: MarkKind,
    /// What only the first version has, in its words.
    pub a: Vec<String>,
    /// What only the second version has.
    pub b: Vec<String>,
}

/// A mark of a version.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Where, in code points.
    pub span: [usize; 2],
    pub kind: MarkKind,
    /// What it is worth; the same in every language where that is known.
    pub value: String,
    /// Its words.
    pub words: String,
}

/// The marks of a version, in the order of their starts.
pub(super) fn of_version(version: &Version<'_>, lexicon: &Lexicon) -> Vec<Mark> {
    let text = Characters::new(version.text);
    let given = version.mentions.iter().map(|mention| Mark {
        span: mention.span,
        kind: mention.kind,
        value: mention.value.clone(),
        words: text.words(mention.span),
    });
    let mut marks: Vec<Mark> = given.collect();
    if let Some(index) = version.language.and_then(|language| lexicon.concept_index(language)) {
        for hit in index.find(version.text).into_iter().filter(|hit| lexicon.concept(hit.concept).id == "negation") {
            let span = [text.of_byte(hit.start), text.of_byte(hit.end)];
            marks.push(Mark {
                span,
                kind: MarkKind::Negation,
                value: "not".to_owned(),
                words: version.text[hit.start..hit.end].to_owned(),
            });
        }
    }
    if let Some(matcher) = version.language.and_then(|language| lexicon.matcher(language)) {
        let (mut spine, mut areas) = (Vec::new(), Vec::new());
        matcher.find(version.text, fold::fold(version.text).as_bytes(), &mut spine, &mut areas);
        for hit in spine {
            let term = matcher.term(hit.term);
            let actors = [term.actor, term.second].into_iter().filter(|&actor| actor != NONE);
            let ids: Vec<&str> = actors.map(|actor| lexicon.actor(actor).id.as_str()).collect();
            // A place lies in a state and is no party.
            if term.actor == NONE || ids.is_empty() {
                continue;
            }
            let (start, end) = (hit.start as usize, hit.end as usize);
            let span = [text.of_byte(start), text.of_byte(end)];
            marks.push(Mark { span, kind: MarkKind::Party, value: ids.join("+"), words: version.text[start..end].to_owned() });
        }
    }
    marks.sort_by_key(|mark| (mark.span, mark.kind));
    marks
}

/// What marks of two versions differ in: by kind, the values that one has more often than the other.
pub(super) fn alarms(a: &[&Mark], b: &[&Mark]) -> Vec<Alarm> {
    let of_kind = |kind: MarkKind| {
        let of = |marks: &[&Mark]| -> Vec<Mark> { marks.iter().filter(|mark| mark.kind == kind).map(|&mark| mark.clone()).collect() };
        let [a, b] = [of(a), of(b)];
        let alarm = Alarm { kind, a: beyond(&a, &b), b: beyond(&b, &a) };
        (!alarm.a.is_empty() || !alarm.b.is_empty()).then_some(alarm)
    };
    MarkKind::ALL.into_iter().filter_map(of_kind).collect()
}

/// The words of the marks that `others` has no equal of, each equal counting once.
fn beyond(marks: &[Mark], others: &[Mark]) -> Vec<String> {
    let mut left: Vec<&str> = others.iter().map(|mark| mark.value.as_str()).collect();
    let mut found = Vec::new();
    for mark in marks {
        match left.iter().position(|value| *value == mark.value) {
            Some(place) => drop(left.swap_remove(place)),
            None => found.push(mark.words.clone()),
        }
    }
    found
}

/// A text by its characters.
pub(super) struct Characters<'t> {
    text: &'t str,
    /// The byte each character begins at, and the end.
    starts: Vec<usize>,
}

impl<'t> Characters<'t> {
    pub fn new(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(start, _)| start).chain([text.len()]).collect();
        Self { text, starts }
    }

    /// The character that begins at a byte, or the next one.
    pub fn of_byte(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start < byte)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The words of a span, which is cut to the text.
    pub fn words(&self, [start, end]: [usize; 2]) -> String {
        let [start, end] = [start, end.max(start)].map(|place| self.starts[place.min(self.len())]);
        self.text[start..end].to_owned()
    }
}
