//! What comes out of a file: lines, what they are, and what the file says about itself.

use serde::{Deserialize, Serialize};

use crate::Format;

/// The text of a file and what its format says about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// The format it was in.
    pub format: Format,
    /// Character encoding of the source, in lower case; `utf-8` for formats that have none of their own.
    pub charset: String,
    /// The text, UTF-8, kept as bytes because the next stage compacts it in place.
    pub text: Vec<u8>,
    /// What the format says each line of the text is; [`None`] when the format has no such marks (plain text, Markdown).
    ///
    /// A line is what stands between line feeds. With marks, each line is a block of its source (a paragraph, a heading,
    /// an item, a row of a table), white space inside it already folded, and no mark of layout is left in the text.
    pub forms: Option<Vec<Form>>,
    /// What the file says about itself.
    pub embedded: Embedded,
    /// What a reader should know about how the text was taken out.
    pub remarks: Vec<Remark>,
}

/// What a format says a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// A paragraph.
    Paragraph,
    /// The title of the page or document.
    Title,
    /// A heading of that level, 1 to 6.
    Heading(u8),
    /// A paragraph that is emphasised as a whole.
    Strong,
    /// An item of a list; the number that the format gives it is part of its text.
    Item,
    /// A row of a table, its cells parted by tabs.
    Row,
    /// A foot or end note.
    Note,
}

/// What a file says about itself, each as it stands there, white space folded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embedded {
    /// Its title.
    pub title: Option<String>,
    /// Who issued it: the publisher, site, agency or author, the most telling first.
    pub issuers: Vec<String>,
    /// When it was published or made.
    pub published: Option<EmbeddedDate>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// What it says it is: sections, article types, in the words of the source.
    pub sections: Vec<String>,
    /// Its address.
    pub address: Option<String>,
}

/// A calendar day and where it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmbeddedDate {
    /// The day as `YYYY-MM-DD`, in the time zone that the source gives it in.
    pub day: String,
}

/// What a reader should know about how the text was taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remark {
    /// Insertions and deletions were tracked and are read as accepted.
    TrackedChanges {
        /// How many there are.
        changes: u32,
    },
    /// Pages that hold no text, counted from 1 (in a document of which other pages do).
    PagesWithoutText {
        /// Their numbers.
        pages: Vec<u32>,
    },
    /// The page has no article; what was taken out is a list of links to other pages.
    LinkList {
        /// How many links.
        links: u32,
    },
}
