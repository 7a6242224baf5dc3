//! An official account: its text, its paragraphs, and what is known about it.

use chancery_text::{Span, Text};
use jiff::civil::Date;

use crate::Language;

/// One official account, ready to be analysed.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The normalised text: repaired paragraphs joined by one line feed.
    pub text: Text,
    /// The paragraphs, in order; with the line feeds between them they cover the text.
    pub paragraphs: Vec<Paragraph>,
    /// What is known about the account.
    pub metadata: Metadata,
    /// Places where the source is visibly damaged or could not be kept as it was.
    pub warnings: Vec<Warning>,
}

/// A paragraph and the part it plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands, without the line feed after it.
    pub span: Span,
    /// The part it plays.
    pub role: Role,
}

/// The part a paragraph plays in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The title of the document or of one of its articles.
    Title,
    /// A heading inside it.
    Heading,
    /// Date or place line.
    Dateline,
    /// The agency or author line.
    Byline,
    /// A question of a briefing.
    Question,
    /// A paragraph that answers it.
    Answer,
    /// Running text.
    Body,
    /// An item of a list.
    ListItem,
    /// Names under a text.
    Signature,
    /// An editor's or page note.
    Note,
}

impl Role {
    /// Every role, in the order of the coding manual.
    pub const ALL: [Self; 10] = [
        Self::Title,
        Self::Heading,
        Self::Dateline,
        Self::Byline,
        Self::Question,
        Self::Answer,
        Self::Body,
        Self::ListItem,
        Self::Signature,
        Self::Note,
    ];

    /// The name in the reading format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Dateline => "dateline",
            Self::Byline => "byline",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Body => "body",
            Self::ListItem => "list_item",
            Self::Signature => "signature",
            Self::Note => "note",
        }
    }
}

/// The kind of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// One side's account of a meeting, visit or call.
    Readout,
    /// A briefing with questions and answers.
    PressBriefing,
    /// A statement of several parties.
    JointStatement,
    /// A speech or remarks.
    Speech,
    /// A treaty or agreement text.
    Agreement,
    /// A fact sheet.
    FactSheet,
    /// A news report.
    News,
    /// Anything else.
    Other,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 8] =
        [Self::Readout, Self::PressBriefing, Self::JointStatement, Self::Speech, Self::Agreement, Self::FactSheet, Self::News, Self::Other];

    /// The name in the reading format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Readout => "readout",
            Self::PressBriefing => "press_briefing",
            Self::JointStatement => "joint_statement",
            Self::Speech => "speech",
            Self::Agreement => "agreement",
            Self::FactSheet => "fact_sheet",
            Self::News => "news",
            Self::Other => "other",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// What is known about an account; what could not be told is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Where it came from: a file name, or `-` for standard input.
    pub source: String,
    /// Media type of the source.
    pub media_type: String,
    /// Character encoding of the source.
    pub charset: String,
    /// Title.
    pub title: Option<String>,
    /// Language of the text.
    pub language: Option<Language>,
    /// Date of the account.
    pub date: Option<Date>,
    /// Date of publication, where it is known and another than that of the account.
    pub published: Option<Date>,
    /// Kind of document.
    pub kind: Option<DocumentKind>,
    /// The states or groups that issued it, as actor ids.
    pub side: Vec<String>,
    /// The states and groups that take part in what it is about, as actor ids.
    pub participants: Vec<String>,
    /// The body that issued it, as the source names it.
    pub issuer: Option<String>,
    /// Which of these were detected, and from what, in a fixed order.
    pub detected: Vec<Detected>,
    /// Which part of a page it is, when it is one of several articles.
    pub part: Option<Part>,
}

/// The place of one of several articles in the page they were read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its number, from 1.
    pub index: u32,
    /// How many there are.
    pub of: u32,
    /// Where it stands in the text of the whole page, in Unicode code points.
    pub span: [u32; 2],
    /// The id of the whole page, a hash of its text.
    pub whole: String,
}

/// One detected key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detected {
    /// The key of the reading format: `language`, `date`, `published`, `kind`, `side`, `participants`, `issuer`, `title`.
    pub key: &'static str,
    /// What it was told from.
    pub from: Detection,
}

/// What a key was told from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detection {
    /// The running text.
    Text,
    /// The date line.
    Dateline,
    /// The agency or author line.
    Byline,
    /// The title.
    Title,
    /// The structure of the document.
    Structure,
    /// The name of the file.
    FileName,
    /// Metadata inside the file.
    Metadata,
}

impl Detection {
    /// The name in the reading format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Dateline => "dateline",
            Self::Byline => "byline",
            Self::Title => "title",
            Self::Structure => "structure",
            Self::FileName => "file_name",
            Self::Metadata => "metadata",
        }
    }
}

/// A place where something is visibly wrong with the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Where in the normalised text.
    pub span: Span,
    /// What kind of trouble.
    pub code: WarningCode,
    /// What is wrong and why it is thought so.
    pub message: String,
}

/// Kinds of trouble with a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WarningCode {
    /// Words the language forbids stand side by side: characters were probably lost.
    PossibleTextLoss,
    /// A replacement character stands where a byte could not be decoded.
    UndecodableBytes,
    /// Control characters that no text has.
    ControlCharacters,
    /// The source holds tracked changes, which are read as accepted.
    TrackedChanges,
    /// Some pages of the source hold no text, only pictures.
    PagesWithoutText,
    /// The source is a page without an article: a list of links to others.
    LinkList,
}

impl WarningCode {
    /// Every code.
    pub const ALL: [Self; 6] = [
        Self::PossibleTextLoss,
        Self::UndecodableBytes,
        Self::ControlCharacters,
        Self::TrackedChanges,
        Self::PagesWithoutText,
        Self::LinkList,
    ];

    /// The name in the reading format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PossibleTextLoss => "possible_text_loss",
            Self::UndecodableBytes => "undecodable_bytes",
            Self::ControlCharacters => "control_characters",
            Self::TrackedChanges => "tracked_changes",
            Self::PagesWithoutText => "pages_without_text",
            Self::LinkList => "link_list",
        }
    }
}
