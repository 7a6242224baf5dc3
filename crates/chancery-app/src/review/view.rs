//! What a surface shows of the open entry.

use chancery_ledger::reading::Span;
use chancery_ledger::{AccountRow, EntryRow, Suggestion};

use super::ReviewSession;
use super::error::Difference;
use super::fields::{Field, differences, fields};

/// Paragraphs shown before and after those of the entry.
const AROUND: usize = 2;

/// How far a review is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Entries settled in this session.
    pub decided: usize,
    /// Entries that waited when the queue was opened.
    pub total: usize,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownParagraph {
    /// Where it begins in the text, in characters.
    pub start: u32,
    /// Its words.
    pub text: String,
}

/// How a newer reading sees an entry that a person decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Newer {
    /// It does not find it.
    Gone,
    /// With these fields otherwise.
    Changed(Vec<Difference>),
}

/// The open entry and what stands around it.
#[derive(Debug)]
pub struct View<'s> {
    /// Its account.
    pub account: &'s AccountRow,
    /// The entry, with state, revision and who decided.
    pub row: &'s EntryRow,
    /// Its fields, in the order in which they are read.
    pub fields: Vec<Field>,
    /// Its paragraphs and those around them, in order.
    pub paragraphs: Vec<ShownParagraph>,
    /// Where it stands, or would with a moved span; in characters of the text.
    pub span: Span,
    /// Whether that span was moved and not kept.
    pub is_moved: bool,
    /// Where other entries stand that count.
    pub others: Vec<Span>,
    /// States that have not said so themselves, with their names.
    pub unconfirmed_by: Vec<String>,
    /// How a newer reading sees it.
    pub newer: Option<Newer>,
    /// Whether it waits for a person.
    pub waits: bool,
}

impl ReviewSession {
    /// The open entry; nothing when the queue is empty.
    #[must_use]
    pub fn view(&self) -> Option<View<'_>> {
        let page = self.page.as_ref()?;
        let row = self.row()?;
        let span = self.draft.unwrap_or(row.entry.span);
        let newer = row.review.suggestion.as_ref().map(|suggestion| match suggestion {
            Suggestion::Gone => Newer::Gone,
            Suggestion::Changed(newer) => Newer::Changed(differences(&row.entry, newer)),
        });
        let others = page.rows.iter().filter(|other| other.state.counts() && other.entry.id != row.entry.id);
        Some(View {
            account: &page.account,
            row,
            fields: fields(&row.entry, |id| page.named(id)),
            paragraphs: self.paragraphs(span),
            span,
            is_moved: self.draft.is_some(),
            others: others.map(|other| other.entry.span).collect(),
            unconfirmed_by: row.entry.unconfirmed_by.iter().map(|id| page.named(id)).collect(),
            newer,
            waits: self.waits(row),
        })
    }

    /// The paragraphs at a span and around it.
    fn paragraphs(&self, [start, end]: Span) -> Vec<ShownParagraph> {
        let Some(page) = &self.page else { return Vec::new() };
        let all = &page.reading.paragraphs;
        let first = all.iter().position(|paragraph| paragraph.span[1] > start).unwrap_or(all.len().saturating_sub(1));
        let last = all.iter().rposition(|paragraph| paragraph.span[0] < end).unwrap_or(first).max(first);
        let shown = all.iter().take(last + 1 + AROUND).skip(first.saturating_sub(AROUND));
        shown.map(|paragraph| ShownParagraph { start: paragraph.span[0], text: page.cut(paragraph.span) }).collect()
    }

    /// The words at a span of the open account.
    #[must_use]
    pub fn words_at(&self, span: Span) -> String {
        self.page.as_ref().map(|page| page.cut(span)).unwrap_or_default()
    }

    /// How far the review is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let decided = self.decided();
        Progress { decided, total: self.total.max(decided) }
    }
}
