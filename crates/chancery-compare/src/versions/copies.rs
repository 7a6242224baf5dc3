//! Two copies or drafts of a text in one language.

use std::ops::Range;

use chancery_lexicon::Lexicon;
use chancery_text::fold;
use imara_diff::{Algorithm, Diff, InternedInput};

use super::Version;
use super::marks::{self, Alarm, Characters, Mark};

/// How two copies differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Copies {
    /// Where they differ, in the order of the text.
    pub pieces: Vec<Piece>,
    /// What the second copy has where the first may have lost characters, in the order of the first.
    pub settled: Vec<Settled>,
    /// Words that are in both, and in either: the share of the first among the second is how alike they are.
    pub words: [usize; 3],
}

/// A stretch in which two copies differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the first copy, in code points; empty where something came in.
    pub a: [usize; 2],
    /// Where it stands in the second copy; empty where something was taken out.
    pub b: [usize; 2],
    /// Its words in the first copy.
    pub words_a: String,
    /// Its words in the second copy.
    pub words_b: String,
    /// What it touches that must not change unnoticed.
    pub alarms: Vec<Alarm>,
}

/// A place where a copy may have lost characters, beside another copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The place, in code points of the first copy.
    pub span: [usize; 2],
    /// Its words there.
    pub words_a: String,
    /// What the second copy has in its place; nothing where it lacks the passage.
    pub words_b: String,
    /// Whether the two have different words there.
    pub differs: bool,
}

/// A word of a text, or a character of Chinese.
struct Word {
    /// What it is compared by.
    form: String,
    /// Where it stands, in code points.
    span: [usize; 2],
}

/// Words that a change at a place of doubt has at most; a longer one is a passage that the other copy lacks.
const PASSAGE: usize = 16;
/// Words between two changes that are read as one change: a character or two of Chinese between changes are chance.
const TOGETHER: u32 = 1;

/// Compares two copies. Exchanging them exchanges the answer.
#[must_use]
pub fn compare_copies(a: &Version<'_>, b: &Version<'_>, lexicon: &Lexicon) -> Copies {
    let [words_a, words_b] = [words(a.text), words(b.text)];
    let hunks = hunks(&words_a, &words_b);
    let [marks_a, marks_b] = [marks::of_version(a, lexicon), marks::of_version(b, lexicon)];
    let [text_a, text_b] = [Characters::new(a.text), Characters::new(b.text)];
    let pieces = hunks.iter().map(|(in_a, in_b)| {
        let [span_a, span_b] = [span_of(&words_a, in_a), span_of(&words_b, in_b)];
        Piece {
            a: span_a,
            b: span_b,
            words_a: text_a.words(span_a),
            words_b: text_b.words(span_b),
            alarms: marks::alarms(&touched(&marks_a, span_a), &touched(&marks_b, span_b)),
        }
    });
    let changed: usize = hunks.iter().map(|(in_a, _)| in_a.len()).sum();
    Copies {
        pieces: pieces.collect(),
        settled: a.doubts.iter().map(|&doubt| settle(doubt, &words_a, &words_b, &hunks, &text_a, &text_b)).collect(),
        words: [words_a.len() - changed, words_a.len(), words_b.len()],
    }
}

/// The words of a text: runs of letters and digits with what joins them, and every other character but white space.
fn words(text: &str) -> Vec<Word> {
    let folded: Vec<char> = fold::fold(text).chars().collect();
    let mut words: Vec<Word> = Vec::new();
    let mut at = 0;
    while let Some(&character) = folded.get(at) {
        let start = at;
        at += 1;
        if character.is_whitespace() {
            continue;
        }
        if is_letter(character) {
            while folded.get(at).is_some_and(|&next| is_letter(next) || is_joined(&folded, at)) {
                at += 1;
            }
        }
        words.push(Word { form: folded[start..at].iter().collect(), span: [start, at] });
    }
    words
}

/// Whether a character is part of a word of several: a letter or digit of a script with spaces.
fn is_letter(character: char) -> bool {
    character.is_alphanumeric() && !matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..)
}

/// Whether a mark joins the letters or digits on either side of it: an apostrophe, a hyphen, a decimal point.
fn is_joined(text: &[char], at: usize) -> bool {
    matches!(text[at], '\'' | '’' | '-' | '.' | ',')
        && text.get(at + 1).is_some_and(|&next| is_letter(next))
        && (!matches!(text[at], '.' | ',') || text[at - 1].is_ascii_digit() && text[at + 1].is_ascii_digit())
}

/// Where two runs of words differ, near changes together.
fn hunks(a: &[Word], b: &[Word]) -> Vec<(Range<usize>, Range<usize>)> {
    // Which changes are found can hang on which text is the first: it is always the lesser one.
    let forms = |words: &[Word]| words.iter().map(|word| word.form.clone()).collect::<Vec<_>>();
    let [forms_a, forms_b] = [forms(a), forms(b)];
    let is_turned = forms_b < forms_a;
    let [before, after] = if is_turned { [&forms_b, &forms_a] } else { [&forms_a, &forms_b] };
    let mut input = InternedInput::default();
    input.update_before(before.iter().map(String::as_str));
    input.update_after(after.iter().map(String::as_str));
    let mut diff = Diff::compute(Algorithm::Myers, &input);
    diff.postprocess_no_heuristic(&input);
    let mut hunks: Vec<(Range<u32>, Range<u32>)> = Vec::new();
    for hunk in diff.hunks() {
        match hunks.last_mut() {
            Some((in_before, in_after)) if hunk.before.start - in_before.end <= TOGETHER => {
                in_before.end = hunk.before.end;
                in_after.end = hunk.after.end;
            }
            _ => hunks.push((hunk.before, hunk.after)),
        }
    }
    let whole = |range: Range<u32>| range.start as usize..range.end as usize;
    let sides = |(before, after): (Range<u32>, Range<u32>)| {
        let [before, after] = [whole(before), whole(after)];
        if is_turned { (after, before) } else { (before, after) }
    };
    hunks.into_iter().map(sides).collect()
}

/// Where words stand, in code points; an empty range stands before the next word.
fn span_of(words: &[Word], range: &Range<usize>) -> [usize; 2] {
    let end = words.last().map_or(0, |word| word.span[1]);
    let start = words.get(range.start).map_or(end, |word| word.span[0]);
    if range.is_empty() { [start, start] } else { [start, words[range.end - 1].span[1]] }
}

/// The marks that a span touches.
fn touched(marks: &[Mark], [start, end]: [usize; 2]) -> Vec<&Mark> {
    // Into an empty span nothing reaches but what goes on over it.
    let touches =
        |mark: &&Mark| if start == end { mark.span[0] < start && mark.span[1] > start } else { mark.span[0] < end && mark.span[1] > start };
    marks.iter().filter(touches).collect()
}

/// What the second copy has at a place of the first.
fn settle(
    doubt: [usize; 2],
    a: &[Word],
    b: &[Word],
    hunks: &[(Range<usize>, Range<usize>)],
    text_a: &Characters<'_>,
    text_b: &Characters<'_>,
) -> Settled {
    let first = a.partition_point(|word| word.span[1] <= doubt[0]);
    let last = a.partition_point(|word| word.span[0] < doubt[1]).max(first);
    let covers = |(in_a, _): &(Range<usize>, Range<usize>)| in_a.start <= first && in_a.end >= last && in_a.len() > PASSAGE;
    if hunks.iter().any(covers) {
        return Settled { span: doubt, words_a: text_a.words(doubt), words_b: String::new(), differs: true };
    }
    // Characters may be lost at either end of the place.
    let touches = |(in_a, _): &&(Range<usize>, Range<usize>)| in_a.start <= last && in_a.end >= first;
    let near: Vec<&(Range<usize>, Range<usize>)> = hunks.iter().filter(touches).collect();
    let mut in_a = first..last;
    for (changed, _) in &near {
        in_a = in_a.start.min(changed.start)..in_a.end.max(changed.end);
    }
    let in_b = in_second(hunks, in_a.start, false)..in_second(hunks, in_a.end, true);
    let in_b = in_b.start.min(b.len())..in_b.end.min(b.len()).max(in_b.start.min(b.len()));
    Settled { span: doubt, words_a: text_a.words(span_of(a, &in_a)), words_b: text_b.words(span_of(b, &in_b)), differs: !near.is_empty() }
}

/// Where a bound between words of the first text stands in the second; what came in just there lies before an end and after a start.
fn in_second(hunks: &[(Range<usize>, Range<usize>)], bound: usize, is_end: bool) -> usize {
    let passed = hunks.iter().rev().find(|(in_a, _)| in_a.end < bound || in_a.end == bound && (is_end || in_a.start < bound));
    passed.map_or(bound, |(in_a, in_b)| bound - in_a.end + in_b.end)
}
