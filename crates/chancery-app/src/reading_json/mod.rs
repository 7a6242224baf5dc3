//! The reading format `chancery.reading/1`: types of its own, apart from the model.
//!
//! [`ReadingJson`] looks at a reading from outside: spans are code points, indices are names. It is
//! written row by row, so that a reading costs no more memory written than held. The JSON Schema
//! ([`schema`]) is generated from the same types.

mod convert;
mod document;
mod entry;
mod row_format;
mod rows;

use std::io::{self, Write};

use chancery_model::{EntryKind, Reading};
use chancery_text::{CodePoints, Span};
use schemars::JsonSchema;
use serde::Serialize;

use crate::hex;
pub use document::{ActorJson, DocumentJson, MentionJson, ParagraphJson, PartJson, VoiceJson, WarningJson};
pub use entry::{
    ActionJson, CommitmentJson, DAMAGED, EngagementJson, EntryJson, FormulationJson, MechanismJson, Parts, PositionJson, RequestJson,
    TailJson, TargetJson, UnderstandingJson, WindowJson, WordsJson,
};
use row_format::RowFormatter;
pub use rows::{NamePairs, Number, Rows};

/// The version of the format.
pub const SCHEMA: &str = "chancery.reading/1";

/// The kinds of entries, in the order of the coding manual.
pub const KINDS: [&str; EntryKind::ALL.len()] = {
    let mut names = [""; EntryKind::ALL.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = EntryKind::ALL[index].as_str();
        index += 1;
    }
    names
};

/// A half-open range of Unicode code points.
pub type SpanJson = [u32; 2];

/// A reading as it is seen from outside.
#[derive(Debug)]
pub struct ReadingJson<'r> {
    reading: &'r Reading,
    points: CodePoints<'r>,
    document_id: String,
}

/// What is written: one object for one document.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Reading", rename = "Reading")]
struct Written<'v> {
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    generator: GeneratorJson<'v>,
    document: DocumentJson<'v>,
    /// The paragraphs, in order; with the line feeds between them they cover the text.
    paragraphs: Rows<'v, ParagraphJson>,
    /// Runs of voices, which follow one another and cover the text.
    voices: Rows<'v, VoiceJson<'v>>,
    /// The entries, in the order of their words.
    entries: Rows<'v, EntryJson<'v>>,
    /// The actors, in the order of first mention.
    actors: Rows<'v, ActorJson<'v>>,
    /// Dates, lengths of time, numbers and amounts, in text order.
    mentions: Rows<'v, MentionJson>,
}

/// What made a reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Generator")]
pub struct GeneratorJson<'r> {
    /// The program.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Hash of the lexicon and rules.
    pub lexicon: &'r str,
}

impl<'r> ReadingJson<'r> {
    /// Looks at a reading from outside.
    #[must_use]
    pub fn new(reading: &'r Reading) -> Self {
        let text = reading.document.text.as_str();
        Self { reading, points: CodePoints::new(text), document_id: document_id(text) }
    }

    /// Writes the reading as one JSON object on one line, without a line feed.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn write(&self, writer: impl Write) -> io::Result<()> {
        serde_json::to_writer(writer, &self.written()).map_err(io::Error::from)
    }

    /// Writes the reading as one JSON object, each of its rows on a line, without a line feed at
    /// the end.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn write_rows(&self, writer: impl Write) -> io::Result<()> {
        let mut serializer = serde_json::Serializer::with_formatter(writer, RowFormatter::default());
        self.written().serialize(&mut serializer).map_err(io::Error::from)
    }

    /// What made the reading.
    #[must_use]
    pub fn generator(&self) -> GeneratorJson<'_> {
        GeneratorJson { name: "chancery", version: env!("CARGO_PKG_VERSION"), lexicon: &self.reading.lexicon_version }
    }

    /// What is known about the document, with its text.
    #[must_use]
    pub fn document(&self) -> DocumentJson<'_> {
        DocumentJson::new(self)
    }

    /// The runs of voices.
    #[must_use]
    pub fn voices(&self) -> Rows<'_, VoiceJson<'_>> {
        Rows::new(self.reading.voice_runs.len(), |index| VoiceJson::new(self, &self.reading.voice_runs[index]))
    }

    /// The entries.
    #[must_use]
    pub fn entries(&self) -> Rows<'_, EntryJson<'_>> {
        Rows::new(self.reading.entries.len(), |index| EntryJson::new(self, index))
    }

    /// The actors.
    #[must_use]
    pub fn actors(&self) -> Rows<'_, ActorJson<'_>> {
        Rows::new(self.reading.actors.all().len(), |index| ActorJson::new(&self.reading.actors.all()[index]))
    }

    /// The reading looked at.
    #[must_use]
    pub fn reading(&self) -> &'r Reading {
        self.reading
    }

    /// The words at a span of the model.
    #[must_use]
    pub fn words(&self, span: Span) -> &'r str {
        self.reading.document.text.slice(span)
    }

    /// A span of the model in code points.
    #[must_use]
    pub fn span(&self, span: Span) -> SpanJson {
        [self.points.of_byte(span.start), self.points.of_byte(span.end)]
    }

    /// The words at a span in code points, with up to `most` characters of the same line before and
    /// after them.
    #[must_use]
    pub fn around(&self, span: SpanJson, most: usize) -> [&'r str; 3] {
        let text = self.reading.document.text.as_str();
        let [start, end] = span.map(|at| self.points.to_byte(at) as usize);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let from = text[line_start..start].char_indices().rev().take(most).last().map_or(start, |(at, _)| line_start + at);
        let to = text[end..line_end].char_indices().nth(most).map_or(line_end, |(at, _)| end + at);
        [&text[from..start], &text[start..end], &text[end..to]]
    }

    fn written(&self) -> Written<'_> {
        let paragraphs = &self.reading.document.paragraphs;
        let mentions = &self.reading.mentions;
        Written {
            schema: SCHEMA,
            generator: self.generator(),
            document: self.document(),
            paragraphs: Rows::new(paragraphs.len(), |index| ParagraphJson::new(self, &paragraphs[index])),
            voices: self.voices(),
            entries: self.entries(),
            actors: self.actors(),
            mentions: Rows::new(mentions.len(), |index| MentionJson::new(&mentions[index], &self.points, &self.reading.names)),
        }
    }
}

/// The id of a document: a hash of its normalised text.
pub(crate) fn document_id(text: &str) -> String {
    hex::sha256([text.as_bytes()], 32)
}

/// The JSON Schema of the format.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Written<'_>>().into()
}
