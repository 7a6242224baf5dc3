//! Bytes of a file to a [`Document`]: paragraph repair, roles, metadata.
//!
//! The bytes flow through five stages: [`chancery_formats`] takes the text out of them, `layout` looks at how the
//! beginning of the text is laid out, `repair` compacts the text in place so that each
//! paragraph is one line, `roles` tells what part each paragraph plays, and `metadata` what
//! is known about the whole. Words that the stages look for (the head of a question, an agency's
//! line) are data: see [`Conventions`].
//!
//! Nothing is lost or rewritten but white space and layout: marks of Markdown, tags of bare
//! inline markup, byte-order marks, zero-width spaces, soft hyphens and control characters. The
//! text is only ever compacted, so reading a file needs about one copy of it.

mod conventions;
mod dates;
mod error;
mod inline;
mod language;
mod layout;
mod line_ends;
mod metadata;
mod numbering;
mod patterns;
mod repair;
mod roles;
mod shape;
mod split;

use chancery_formats::{Embedded, Extracted, Format, FormatError, Limits, Remark};
use chancery_model::{Date, Document, DocumentKind, Language, Warning, WarningCode};
use chancery_text::{Span, Text};

use layout::Layout;
use repair::Repaired;

pub use conventions::{Conventions, ConventionsError};
pub use error::ReadError;
pub use split::{Article, Split, assemble_articles};

/// A file to read. Its bytes are given away, so that they can be let go of early.
#[derive(Debug)]
pub struct Source<'a> {
    /// Name of the file, or `-` for standard input.
    pub name: &'a str,
    /// Everything in it.
    pub bytes: Vec<u8>,
}

/// What flags or a sidecar say about a document; it wins over what would be detected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Language of the text.
    pub language: Option<Language>,
    /// Date of the account.
    pub date: Option<Date>,
    /// The states or groups that issued it, as actor ids.
    pub side: Option<Vec<String>>,
    /// Kind of document.
    pub kind: Option<DocumentKind>,
    /// Title.
    pub title: Option<String>,
}

/// Warnings of one kind that are listed place by place; what comes after them is counted.
const PLACES_AT_MOST: usize = 1000;

/// Reads a file of a format that is known.
///
/// # Errors
/// [`ReadError`] when no text can be taken out of the bytes, there is no visible character in it, or it is too long.
pub fn read(source: Source<'_>, told: &Told, conventions: &Conventions) -> Result<Document, ReadError> {
    let format = Format::of(&source.bytes, source.name)?;
    let extracted = chancery_formats::extract(source.bytes, format, &Limits::default())?;
    assemble(extracted, source.name, told, conventions)
}

/// Makes a document of what was taken out of a file.
///
/// # Errors
/// [`ReadError`] when there is no visible character in it, or too many.
pub fn assemble(extracted: Extracted, name: &str, told: &Told, conventions: &Conventions) -> Result<Document, ReadError> {
    let page = Page::new(extracted, conventions)?;
    let Page { repaired, file, warnings } = page;
    file.document(repaired, warnings, name, told, conventions)
}

/// A file whose paragraphs are repaired, before it is told what they are.
#[derive(Debug)]
struct Page {
    repaired: Repaired,
    file: File,
    /// What is amiss with the file as a whole.
    warnings: Vec<Warning>,
}

/// What is known of a file besides its text.
#[derive(Debug)]
struct File {
    media_type: &'static str,
    charset: String,
    embedded: Embedded,
}

impl Page {
    /// Repairs the paragraphs of what was taken out of a file.
    fn new(extracted: Extracted, conventions: &Conventions) -> Result<Self, ReadError> {
        let Extracted { format, charset, text, forms, embedded, remarks } = extracted;
        // With forms, a line is what stands between line feeds, and nothing else ends one.
        let text = if forms.is_some() { text } else { line_ends::unify(text) };
        let layout = layout::look_at(&text, format, conventions);
        let repaired = repair::repair(text, forms, &layout, conventions);
        if repaired.text.is_empty() {
            return Err(FormatError::Empty.into());
        }
        let file = File { media_type: media_type(format, &layout), charset, embedded };
        Ok(Self { repaired, file, warnings: remarks.iter().map(remarked).collect() })
    }
}

impl File {
    /// A document of repaired paragraphs: their roles, what is known of it, and what is amiss.
    fn document(
        &self,
        repaired: Repaired,
        mut warnings: Vec<Warning>,
        name: &str,
        told: &Told,
        conventions: &Conventions,
    ) -> Result<Document, ReadError> {
        let assigned = roles::assign(&repaired.text, repaired.blocks, conventions);
        let known = metadata::Known { name, media_type: self.media_type, charset: &self.charset, embedded: &self.embedded, told };
        let metadata = metadata::tell(&known, &repaired.text, &assigned, conventions);
        warnings.extend(undecodable(&repaired.text));
        warnings.extend(control_characters(&repaired.text, &repaired.dropped));
        warnings.sort_by_key(|warning| warning.span);
        Ok(Document { text: Text::new(repaired.text)?, paragraphs: assigned.paragraphs, metadata, warnings })
    }
}

/// The media type of a file; a plain text with headings of Markdown is Markdown.
fn media_type(format: Format, layout: &Layout) -> &'static str {
    let written = if format == Format::Text && layout.markdown { Format::Markdown } else { format };
    written.media_type()
}

/// The warning for a remark of the format's reader; it is about the file and stands at no place of the text.
fn remarked(remark: &Remark) -> Warning {
    let (code, message) = match remark {
        Remark::TrackedChanges { changes } => {
            (WarningCode::TrackedChanges, format!("tracked changes ({changes} of them) are read as accepted"))
        }
        Remark::PagesWithoutText { pages } => {
            (WarningCode::PagesWithoutText, format!("pages that are pictures without text were not read: {}", page_numbers(pages)))
        }
        Remark::LinkList { links } => {
            (WarningCode::LinkList, format!("the page holds no account but a list of {links} links to other pages"))
        }
    };
    Warning { span: Span::new(0, 0), code, message }
}

/// Page numbers as people write them: `3, 5-9`.
fn page_numbers(pages: &[u32]) -> String {
    let runs = pages.chunk_by(|one, next| one + 1 == *next);
    let written = runs.filter_map(|run| match (run.first()?, run.last()?) {
        (first, last) if first == last => Some(first.to_string()),
        (first, last) => Some(format!("{first}-{last}")),
    });
    written.collect::<Vec<_>>().join(", ")
}

/// A warning for each run of replacement characters in the text.
fn undecodable(text: &str) -> Vec<Warning> {
    const REPLACEMENT: &str = "\u{FFFD}";
    let mut runs: Vec<Span> = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), REPLACEMENT) {
        let end = at + REPLACEMENT.len();
        match runs.last_mut() {
            Some(run) if run.end as usize == at => run.end = end as u32,
            _ => runs.push(Span::of(at, end)),
        }
    }
    listed(&runs, WarningCode::UndecodableBytes, "bytes that are no character of the encoding stood here")
}

/// A warning for each place where control characters were dropped.
///
/// On a line that marks were taken out of too, the place is where the character was before that,
/// or the end of the text: near enough to look there.
fn control_characters(text: &str, places: &[u32]) -> Vec<Warning> {
    let bound = |at: u32| (0..=at.min(text.len() as u32)).rev().find(|&at| text.is_char_boundary(at as usize)).unwrap_or(0);
    let spans: Vec<Span> = places.iter().map(|&at| bound(at)).map(|at| Span::new(at, at)).collect();
    listed(&spans, WarningCode::ControlCharacters, "control characters that no text has were dropped here")
}

/// One warning a place, and after [`PLACES_AT_MOST`] one for all the others.
fn listed(spans: &[Span], code: WarningCode, message: &str) -> Vec<Warning> {
    let mut warnings: Vec<Warning> =
        spans.iter().take(PLACES_AT_MOST).map(|&span| Warning { span, code, message: message.to_owned() }).collect();
    if let Some(rest) = spans.get(PLACES_AT_MOST..).filter(|rest| !rest.is_empty()) {
        let message = format!("{message}, and at {} more places", rest.len());
        warnings.push(Warning { span: rest[0], code, message });
    }
    warnings
}
