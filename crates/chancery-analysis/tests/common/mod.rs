//! What the tests of readings share.
#![allow(dead_code)]

use std::sync::OnceLock;

use chancery_document::{Source, Told};
use chancery_lexicon::Lexicon;
use chancery_model::{Date, Document, Language, Metadata, Paragraph, Reading, Role};
use chancery_text::{Span, Text};

/// The built-in lexicon with the made-up states, loaded once a test binary.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let built_in = Lexicon::built_in().unwrap_or_else(|problems| panic!("{problems:?}"));
        built_in.with_specimens().unwrap_or_else(|problems| panic!("{problems:?}"))
    })
}

/// The day the texts are dated.
pub const DAY: Date = Date::constant(2026, 5, 15);

/// A document of `text`, one paragraph a line, each with the role that `role` gives its number.
pub fn document(text: &str, language: Language, side: &str, role: impl Fn(usize) -> Role) -> Document {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for (number, line) in text.split('\n').enumerate() {
        if !line.is_empty() {
            paragraphs.push(Paragraph { span: Span::of(start, start + line.len()), role: role(number) });
        }
        start += line.len() + 1;
    }
    let metadata = Metadata { language: Some(language), date: Some(DAY), side: vec![side.to_owned()], ..Metadata::default() };
    Document { text: Text::new(text.to_owned()).expect("the test's texts are short"), paragraphs, metadata, warnings: Vec::new() }
}

/// The reading of running text issued by the first made-up state.
pub fn read(text: &str, language: Language) -> Reading {
    chancery_analysis::analyse(document(text, language, chancery_lexicon::SPECIMEN_SIDE, |_| Role::Body), lexicon())
}

/// The reading of a file.
pub fn read_file(name: &str, bytes: Vec<u8>, told: &Told, lexicon: &Lexicon) -> Reading {
    let document = chancery_document::read(Source { name, bytes }, told, lexicon.conventions());
    chancery_analysis::analyse(document.unwrap_or_else(|error| panic!("{name}: {error}")), lexicon)
}

/// Panics unless every entry quotes its words and the voices cover the text one after another.
pub fn assert_grounded(reading: &Reading) {
    let text = &reading.document.text;
    for entry in &reading.entries {
        let quote = text.quote(entry.span).unwrap_or_else(|| panic!("{:?} has no quote", entry.span));
        assert_eq!(quote.as_str(), &text.as_str()[entry.span.range()]);
        assert!(!quote.as_str().trim().is_empty(), "{:?} quotes white space", entry.span);
        let holds = reading.document.paragraphs.iter().any(|paragraph| paragraph.span.covers(entry.span));
        assert!(holds, "{:?} “{}” lies in no paragraph", entry.span, quote.as_str());
        let _ = reading.voices.get(entry.voice);
    }
    assert!(reading.entries.is_sorted_by_key(|entry| (entry.span, entry.detail.kind())), "entries are in the order of their spans");
    let mut at = 0;
    for run in &reading.voice_runs {
        assert_eq!(run.span.start, at, "voices follow one another");
        assert!(text.as_str().is_char_boundary(run.span.end as usize), "a voice ends on a character bound");
        assert!(run.span.end >= at, "a voice does not end before it begins");
        at = run.span.end;
        for part in [run.source, run.cue].into_iter().flatten() {
            assert!(text.quote(part).is_some(), "the source and the cue of a voice are words");
        }
    }
    assert_eq!(at, text.len(), "voices cover the text");
    for mention in &reading.mentions {
        assert!(text.quote(mention.span).is_some(), "a mention is words");
    }
    for warning in &reading.document.warnings {
        assert!(text.as_str().get(warning.span.range()).is_some(), "a warning has a place");
    }
}

/// Everything a reading says, as a text to compare.
pub fn told(reading: &Reading) -> String {
    let actors: Vec<&str> = reading.actors.all().iter().map(|actor| actor.id.as_str()).collect();
    let voices: Vec<_> = reading.voice_runs.iter().map(|run| (run, reading.voices.get(run.voice))).collect();
    format!("{actors:?}\n{voices:?}\n{:?}\n{:?}\n{:?}", reading.entries, reading.mentions, reading.document.warnings)
}
