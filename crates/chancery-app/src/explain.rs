//! Why an entry is there: its rule, which words matched what, and why the voice is whose it is.

use chancery_lexicon::Lexicon;
use chancery_model::{Entry, VoiceRun};
use chancery_text::Span;
use serde::Serialize;

use crate::reading_json::{EntryJson, ReadingJson, SpanJson};

/// Why an entry is there.
#[derive(Debug, Serialize)]
pub struct ExplainedJson<'v> {
    /// The entry.
    pub entry: EntryJson<'v>,
    /// The rule that found it.
    pub rule: RuleSaid<'v>,
    /// The words of the clause that take part, in text order.
    pub words: Vec<WordJson<'v>>,
    /// The sentence or paragraph the entry stands in.
    pub line: LineJson<'v>,
    /// Why the voice is whose it is.
    pub voice: WhyVoice<'v>,
}

/// The rule of an entry and the pattern of it that matched.
#[derive(Debug, Serialize)]
pub struct RuleSaid<'v> {
    /// Its name.
    pub id: &'v str,
    /// What it finds.
    pub finds: &'v str,
    /// The pattern that matched; `null` for an entry found by the class of its term.
    pub pattern: Option<String>,
    /// The file it stands in.
    pub path: &'v str,
    /// The line it begins on.
    pub line: u32,
}

/// A word and the part it plays.
#[derive(Debug, Serialize)]
pub struct WordJson<'v> {
    /// Where.
    pub span: SpanJson,
    /// The word.
    pub text: &'v str,
    /// The classes the lexicon gives it.
    pub classes: Vec<String>,
    /// The element of the pattern it matched, `null` for the subject and words that fill fields.
    pub element: Option<String>,
}

/// The paragraph an entry stands in.
#[derive(Debug, Serialize)]
pub struct LineJson<'v> {
    /// Where.
    pub span: SpanJson,
    /// Its text.
    pub text: &'v str,
}

/// The run of voices an entry stands in.
#[derive(Debug, Serialize)]
pub struct WhyVoice<'v> {
    /// Ids of the sources, outermost first.
    pub chain: Vec<&'v str>,
    /// The run; `null` when no run holds the entry.
    pub run: Option<SpanJson>,
    /// The words that name the source.
    pub source: Option<&'v str>,
    /// The words that say it speaks.
    pub cue: Option<&'v str>,
    /// The rule that opened the run.
    pub rule: Option<&'v str>,
}

/// Which entries are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// All of them.
    All,
    /// The one whose id begins so.
    Id(String),
    /// Those at a place, in code points.
    At(u32),
}

/// Why no entry is explained.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoEntry {
    /// No id begins so.
    #[error("no entry has an id that begins with '{0}'")]
    Unknown(String),
    /// Several ids begin so.
    #[error("the ids of {count} entries begin with '{prefix}'")]
    Ambiguous {
        /// What was asked for.
        prefix: String,
        /// How many entries there are.
        count: usize,
    },
    /// Nothing is there.
    #[error("no entry covers offset {offset} of the {length} characters of the text")]
    Nowhere {
        /// What was asked for.
        offset: u32,
        /// Characters of the text.
        length: u32,
    },
}

/// The indices of the entries asked for, in order.
///
/// # Errors
/// [`NoEntry`] when none, or more than one by id, is meant.
pub fn find(view: &ReadingJson<'_>, asked: &Asked) -> Result<Vec<usize>, NoEntry> {
    let all = 0..view.reading().entries.len();
    match asked {
        Asked::All => Ok(all.collect()),
        Asked::Id(prefix) => {
            let found: Vec<usize> = all.filter(|&index| view.entry_id(index).starts_with(prefix.as_str())).collect();
            match found.len() {
                1 => Ok(found),
                0 => Err(NoEntry::Unknown(prefix.clone())),
                count => Err(NoEntry::Ambiguous { prefix: prefix.clone(), count }),
            }
        }
        &Asked::At(offset) => {
            let covers = |index: &usize| {
                let [start, end] = view.span(view.reading().entries[*index].span);
                start <= offset && offset < end
            };
            let found: Vec<usize> = all.filter(covers).collect();
            let length = view.span(Span::new(0, view.reading().document.text.len()))[1];
            if found.is_empty() { Err(NoEntry::Nowhere { offset, length }) } else { Ok(found) }
        }
    }
}

/// Why the entry at `index` is there; `None` when there is no such entry.
#[must_use]
pub fn explain<'v>(view: &'v ReadingJson<'_>, lexicon: &'v Lexicon, index: usize) -> Option<ExplainedJson<'v>> {
    let reading = view.reading();
    let entry = reading.entries.get(index)?;
    let explanation = chancery_analysis::explain_entry(reading, lexicon, index)?;
    let rule = lexicon.rules().get(usize::from(explanation.rule.0))?;
    let words = explanation.words.into_iter().map(|word| WordJson {
        span: view.span(word.span),
        text: view.words(word.span),
        classes: word.classes,
        element: word.element,
    });
    Some(ExplainedJson {
        entry: view.entries().get(index),
        rule: RuleSaid { id: &rule.id, finds: &rule.finds, pattern: explanation.pattern, path: &rule.path, line: rule.line },
        words: words.collect(),
        line: line(view, entry),
        voice: why_voice(view, entry),
    })
}

/// The paragraph an entry stands in; its own words when no paragraph holds them.
fn line<'v>(view: &'v ReadingJson<'_>, entry: &Entry) -> LineJson<'v> {
    let paragraphs = &view.reading().document.paragraphs;
    let after = paragraphs.partition_point(|paragraph| paragraph.span.start <= entry.span.start);
    let span = after.checked_sub(1).map(|index| paragraphs[index].span).filter(|span| span.covers(entry.span)).unwrap_or(entry.span);
    LineJson { span: view.span(span), text: view.words(span) }
}

fn why_voice<'v>(view: &'v ReadingJson<'_>, entry: &Entry) -> WhyVoice<'v> {
    let runs = &view.reading().voice_runs;
    let after = runs.partition_point(|run| run.span.start <= entry.span.start);
    let run: Option<&VoiceRun> = after.checked_sub(1).map(|index| &runs[index]);
    WhyVoice {
        chain: view.chain(entry.voice),
        run: run.map(|run| view.span(run.span)),
        source: run.and_then(|run| run.source).map(|span| view.words(span)),
        cue: run.and_then(|run| run.cue).map(|span| view.words(span)),
        rule: run.and_then(|run| run.rule).map(|rule| view.rule(rule)),
    }
}
