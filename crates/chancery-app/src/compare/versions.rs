//! Versions of one text, and the format that their difference is written in, `chancery.versions/1`.

use chancery_compare::versions::{Alarm, MarkKind, Mention, Version, Versions};
use chancery_lexicon::Lexicon;
use serde::Serialize;

use super::Given;
use super::account::Mention as Written;

/// Compares two versions of a text: word by word in one language, by paragraphs in two.
#[must_use]
pub fn compare_versions(a: &Given, b: &Given, lexicon: &Lexicon) -> Versions {
    chancery_compare::versions::compare_versions(&version(a), &version(b), lexicon)
}

fn version(given: &Given) -> Version<'_> {
    let document = &given.reading.document;
    let whole = |[start, end]: [u32; 2]| [start as usize, end as usize];
    let doubts = document.warnings.iter().filter(|warning| warning.code == "possible_text_loss" && warning.span[0] < warning.span[1]);
    Version {
        text: &document.text,
        language: given.account.language,
        paragraphs: given.reading.paragraphs.iter().map(|paragraph| whole(paragraph.span)).collect(),
        mentions: Written::of(&given.reading).into_iter().filter(|written| !is_numbering(written, given)).filter_map(mention).collect(),
        doubts: doubts.map(|warning| whole(warning.span)).collect(),
    }
}

/// Whether a number is that of a paragraph: 一、 or (2) or 3. at its beginning.
fn is_numbering(written: &Written, given: &Given) -> bool {
    let [start, end] = written.span;
    let begins = |paragraph: &chancery_ledger::reading::Paragraph| {
        let first = paragraph.span[0] as usize;
        (first..=first + 1).contains(&start) && end <= first + 6
    };
    written.class == "number" && given.reading.paragraphs.iter().any(begins)
}

/// A date or number with what it is worth in any language; one that is not resolved is worth its kind.
fn mention(written: Written) -> Option<Mention> {
    let kind = match written.class.as_str() {
        "date" | "date_range" | "duration" => MarkKind::Date,
        "number" | "quantity" | "money" | "percent" => MarkKind::Number,
        _ => return None,
    };
    let value = match (&written.start, &written.end, &written.length) {
        (None, None, None) if written.value.is_null() => format!("unresolved {}", written.class),
        (None, None, None) => format!("{} {}", written.value, written.unit.unwrap_or_default()),
        (start, end, length) => [start, end, length].map(|part| part.clone().unwrap_or_default()).join("/"),
    };
    Some(Mention { span: written.span, kind, value })
}

/// The difference of two versions as it is written.
#[derive(Debug, Serialize)]
pub struct VersionsJson<'v> {
    /// The format.
    pub schema: &'static str,
    /// `copies` or `translation`.
    pub relation: &'static str,
    /// The ids of the two.
    pub versions: [&'v str; 2],
    /// Of copies: words in both, in the first, in the second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<[usize; 3]>,
    /// Of copies: where they differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pieces: Option<Vec<PieceJson<'v>>>,
    /// Of copies: what the second has where the first may have lost characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<Vec<SettledJson<'v>>>,
    /// Of a translation: paragraphs that belong together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beads: Option<Vec<BeadJson<'v>>>,
}

/// A stretch in which copies differ.
#[derive(Debug, Serialize)]
pub struct PieceJson<'v> {
    /// Where and what, in the first.
    pub a: PlaceJson<'v>,
    /// Where and what, in the second.
    pub b: PlaceJson<'v>,
    /// What it touches.
    pub alarms: Vec<AlarmJson<'v>>,
}

/// Words at a place.
#[derive(Debug, Serialize)]
pub struct PlaceJson<'v> {
    /// Code points of the text.
    pub span: [usize; 2],
    /// The words.
    pub words: &'v str,
}

/// What differs of one kind.
#[derive(Debug, Serialize)]
pub struct AlarmJson<'v> {
    /// `negation`, `number`, `date` or `party`.
    pub what: &'static str,
    /// What only the first has.
    pub a: &'v [String],
    /// What only the second has.
    pub b: &'v [String],
}

/// A place of doubt beside the second copy.
#[derive(Debug, Serialize)]
pub struct SettledJson<'v> {
    /// The place in the first, in code points.
    pub span: [usize; 2],
    /// Its words.
    pub a: &'v str,
    /// What the second has.
    pub b: &'v str,
    /// Whether the two differ there.
    pub differs: bool,
}

/// Paragraphs that belong together.
#[derive(Debug, Serialize)]
pub struct BeadJson<'v> {
    /// Paragraphs of the first, counted from 0: the first, and one past the last.
    pub a: [usize; 2],
    /// Paragraphs of the second.
    pub b: [usize; 2],
    /// Their words in the first.
    pub words_a: &'v str,
    /// Their words in the second.
    pub words_b: &'v str,
    /// What one has and the other lacks.
    pub alarms: Vec<AlarmJson<'v>>,
}

impl<'v> VersionsJson<'v> {
    /// The difference of `a` and `b` as it is written.
    #[must_use]
    pub fn new(a: &'v Given, b: &'v Given, versions: &'v Versions) -> Self {
        let ids = [a.account.id.as_str(), b.account.id.as_str()];
        let mut json = Self {
            schema: "chancery.versions/1",
            relation: "copies",
            versions: ids,
            words: None,
            pieces: None,
            settled: None,
            beads: None,
        };
        match versions {
            Versions::Copies(copies) => {
                json.words = Some(copies.words);
                json.pieces = Some(
                    copies
                        .pieces
                        .iter()
                        .map(|piece| PieceJson {
                            a: PlaceJson { span: piece.a, words: &piece.words_a },
                            b: PlaceJson { span: piece.b, words: &piece.words_b },
                            alarms: alarms(&piece.alarms),
                        })
                        .collect(),
                );
                json.settled = Some(
                    copies
                        .settled
                        .iter()
                        .map(|settled| SettledJson {
                            span: settled.span,
                            a: &settled.words_a,
                            b: &settled.words_b,
                            differs: settled.differs,
                        })
                        .collect(),
                );
            }
            Versions::Translation(translation) => {
                json.relation = "translation";
                json.beads = Some(
                    translation
                        .beads
                        .iter()
                        .map(|bead| BeadJson {
                            a: [bead.a.start, bead.a.end],
                            b: [bead.b.start, bead.b.end],
                            words_a: &bead.words_a,
                            words_b: &bead.words_b,
                            alarms: alarms(&bead.alarms),
                        })
                        .collect(),
                );
            }
        }
        json
    }
}

fn alarms(alarms: &[Alarm]) -> Vec<AlarmJson<'_>> {
    alarms.iter().map(|alarm| AlarmJson { what: alarm.kind.as_str(), a: &alarm.a, b: &alarm.b }).collect()
}
