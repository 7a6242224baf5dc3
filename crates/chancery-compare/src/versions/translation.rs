//! A text and its translation, by paragraphs.
//!
//! Paragraphs are aligned as sentences are by Gale and Church (1993): one to one, one to none, one to two and two to one, by
//! dynamic programming over how well their lengths agree; here what they share of numbers, dates, parties and concepts
//! counts as well.

use std::collections::HashMap;
use std::ops::Range;

use chancery_lexicon::{ConceptSort, Lexicon};

use super::Version;
use super::marks::{self, Alarm, Characters, Mark};

/// A text and its translation.
#[derive(Debug, Clone, PartialEq)]
pub struct Translation {
    /// Paragraphs that belong together, in the order of the text.
    pub beads: Vec<Bead>,
}

/// Paragraphs of one version that say what paragraphs of the other say.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// Paragraphs of the first version, by their order; none where only the second has them.
    pub a: Range<usize>,
    /// Paragraphs of the second version.
    pub b: Range<usize>,
    /// Their words in the first version.
    pub words_a: String,
    /// Their words in the second.
    pub words_b: String,
    /// What one has and the other lacks.
    pub alarms: Vec<Alarm>,
}

/// What a paragraph is aligned by.
struct Side {
    /// Its share of the text.
    length: f64,
    /// Numbers, dates, parties and concepts.
    features: HashMap<String, f64>,
}

/// Steps of the alignment: paragraphs of either side, and what a step costs by itself.
const STEPS: [(usize, usize, f64); 5] = [(1, 1, 0.0), (1, 0, 1.0), (0, 1, 1.0), (1, 2, 0.8), (2, 1, 0.8)];
/// Paragraphs that the diagonal may be left by.
const BAND: usize = 60;

/// Compares a text and its translation. Exchanging them exchanges the answer.
#[must_use]
pub fn compare_translations(a: &Version<'_>, b: &Version<'_>, lexicon: &Lexicon) -> Translation {
    let [marks_a, marks_b] = [a, b].map(|version| marks::of_version(version, lexicon));
    let [text_a, text_b] = [Characters::new(a.text), Characters::new(b.text)];
    let sides_a = sides(a, &marks_a, &text_a, lexicon);
    let sides_b = sides(b, &marks_b, &text_b, lexicon);
    let beads = align(&sides_a, &sides_b).into_iter().map(|(in_a, in_b)| {
        let [span_a, span_b] = [span_of(a, &in_a), span_of(b, &in_b)];
        let within = |marks: &'_ [Mark], span: Option<[usize; 2]>| -> Vec<Mark> {
            let Some([start, end]) = span else { return Vec::new() };
            marks.iter().filter(|mark| mark.span[0] >= start && mark.span[1] <= end).cloned().collect()
        };
        let [found_a, found_b] = [within(&marks_a, span_a), within(&marks_b, span_b)];
        let alarms = if in_a.is_empty() || in_b.is_empty() { Vec::new() } else { alarms(&found_a, &found_b) };
        let words = |text: &Characters<'_>, span: Option<[usize; 2]>| span.map_or_else(String::new, |span| text.words(span));
        Bead { words_a: words(&text_a, span_a), words_b: words(&text_b, span_b), a: in_a, b: in_b, alarms }
    });
    Translation { beads: beads.collect() }
}

/// What differs between marks of two languages: each value counts once, for languages differ in how often they name a thing,
/// and negations are counted only where one language has none at all.
fn alarms(a: &[Mark], b: &[Mark]) -> Vec<Alarm> {
    let once = |marks: &'_ [Mark]| -> Vec<Mark> {
        let mut kept: Vec<Mark> = Vec::new();
        for mark in marks {
            if kept.iter().all(|known| (known.kind, &known.value) != (mark.kind, &mark.value)) {
                kept.push(mark.clone());
            }
        }
        kept
    };
    let [a, b] = [once(a), once(b)];
    marks::alarms(&a.iter().collect::<Vec<_>>(), &b.iter().collect::<Vec<_>>())
}

fn span_of(version: &Version<'_>, range: &Range<usize>) -> Option<[usize; 2]> {
    let paragraphs = version.paragraphs.get(range.clone())?;
    Some([paragraphs.first()?[0], paragraphs.last()?[1]])
}

fn sides(version: &Version<'_>, marks: &[Mark], text: &Characters<'_>, lexicon: &Lexicon) -> Vec<Side> {
    let whole: usize = version.paragraphs.iter().map(|[start, end]| end - start).sum();
    let side = |&[start, end]: &[usize; 2]| {
        let mut features = HashMap::new();
        for mark in marks.iter().filter(|mark| mark.span[0] >= start && mark.span[1] <= end) {
            features.insert(format!("{} {}", mark.kind.as_str(), mark.value), 1.0);
        }
        if let Some(index) = version.language.and_then(|language| lexicon.concept_index(language)) {
            for hit in index.find(&text.words([start, end])) {
                let concept = lexicon.concept(hit.concept);
                let weight = if concept.sort == ConceptSort::CommonSubject { 0.2 } else { 1.0 };
                features.insert(format!("concept {}", concept.id), weight);
            }
        }
        Side { length: (end - start) as f64 / whole.max(1) as f64, features }
    };
    version.paragraphs.iter().map(side).collect()
}

/// The cheapest way through both texts.
fn align(a: &[Side], b: &[Side]) -> Vec<(Range<usize>, Range<usize>)> {
    let width = b.len() + 1;
    let mut best = vec![f64::INFINITY; (a.len() + 1) * width];
    let mut from = vec![0usize; (a.len() + 1) * width];
    best[0] = 0.0;
    let scale = b.len() as f64 / a.len().max(1) as f64;
    for at_a in 0..=a.len() {
        let middle = (at_a as f64 * scale) as usize;
        let reach = BAND + a.len().abs_diff(b.len());
        for at_b in middle.saturating_sub(reach)..=(middle + reach).min(b.len()) {
            for (step, &(of_a, of_b, price)) in STEPS.iter().enumerate() {
                if of_a > at_a || of_b > at_b {
                    continue;
                }
                let before = best[(at_a - of_a) * width + at_b - of_b];
                if before.is_infinite() {
                    continue;
                }
                let cost = before + price + distance(&a[at_a - of_a..at_a], &b[at_b - of_b..at_b]);
                if cost + 1e-12 < best[at_a * width + at_b] {
                    best[at_a * width + at_b] = cost;
                    from[at_a * width + at_b] = step;
                }
            }
        }
    }
    let (mut at_a, mut at_b) = (a.len(), b.len());
    let mut beads = Vec::new();
    while at_a > 0 || at_b > 0 {
        let (of_a, of_b, _) = STEPS[from[at_a * width + at_b]];
        if of_a > at_a || of_b > at_b {
            break;
        }
        beads.push((at_a - of_a..at_a, at_b - of_b..at_b));
        (at_a, at_b) = (at_a - of_a, at_b - of_b);
    }
    beads.reverse();
    beads
}

/// How far paragraphs are from saying one thing: by their lengths and by what they do not share.
fn distance(a: &[Side], b: &[Side]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let length = |sides: &[Side]| sides.iter().map(|side| side.length).sum::<f64>() + 1e-4;
    let features = |sides: &[Side]| {
        let mut all: HashMap<String, f64> = HashMap::new();
        for side in sides {
            all.extend(side.features.iter().map(|(name, weight)| (name.clone(), *weight)));
        }
        all
    };
    let [of_a, of_b] = [features(a), features(b)];
    let mut names: Vec<&String> = of_a.keys().filter(|name| of_b.contains_key(*name)).collect();
    names.sort_unstable();
    let shared: f64 = names.iter().map(|name| of_a[*name]).sum();
    let whole = |features: &HashMap<String, f64>| {
        let mut weights: Vec<f64> = features.values().copied().collect();
        weights.sort_by(f64::total_cmp);
        weights.iter().sum::<f64>()
    };
    let all = whole(&of_a) + whole(&of_b);
    let unlike = if all == 0.0 { 0.5 } else { 1.0 - 2.0 * shared / all };
    (length(a) / length(b)).ln().abs().min(2.0) * 0.5 + unlike
}
