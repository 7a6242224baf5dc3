//! What waits for a person, with all that a decision needs.

use std::collections::HashMap;

use chancery_app::review::differences;
use chancery_app::workspace::reading::{Reading, Span, cut};
use chancery_app::workspace::{AccountRow, By, EntryRow, EntryState, Order, RegisterPlace, Suggestion, Way};
use schemars::JsonSchema;
use serde::Serialize;

use crate::call::Call;
use crate::endpoint::{Endpoint, get};
use crate::problem::Problem;
use crate::views::{AccountBrief, EntriesQuery, EntryView, FieldView, actor_names, cursor, fields, place};

/// Paragraphs shown before and after those of an entry.
const AROUND: usize = 2;

/// Entries between days that are counted at most.
const COUNTED: usize = 10_000;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/review", "review", "Entries that wait for a person, with the text around them", review)]
}

/// A page of the queue.
#[derive(Debug, Serialize, JsonSchema)]
struct ReviewPage {
    /// The entries, oldest account first, by where their words stand.
    rows: Vec<ReviewRow>,
    /// Where the next page begins.
    next: Option<String>,
    /// How many wait in all; told with the first page.
    total: Option<usize>,
    /// How many of those wanted were decided on; told with the first page.
    decided: Option<usize>,
}

/// An entry with what a decision needs.
#[derive(Debug, Serialize, JsonSchema)]
struct ReviewRow {
    /// The entry.
    entry: EntryView,
    /// Its account.
    account: AccountBrief,
    /// Its fields as a person reads and writes them.
    fields: Vec<FieldView>,
    /// Its paragraphs and those around them.
    paragraphs: Vec<ShownParagraph>,
    /// Where other entries of those paragraphs stand that count.
    others: Vec<Span>,
    /// How a newer reading sees it.
    newer: Option<Newer>,
}

/// A paragraph.
#[derive(Debug, Serialize, JsonSchema)]
struct ShownParagraph {
    /// Where it begins in the text, in code points.
    start: u32,
    /// Its words.
    text: String,
    /// Its role.
    role: String,
}

impl ShownParagraph {
    /// Where it ends in the text.
    fn end(&self) -> u32 {
        self.start + self.text.chars().count() as u32
    }
}

/// How a newer reading sees an entry that a person decided on.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "is")]
pub(super) enum Newer {
    /// It does not find it.
    Gone,
    /// With these fields otherwise.
    Changed {
        /// Field by field.
        differences: Vec<DifferenceView>,
    },
}

/// A field that differs.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DifferenceView {
    /// The field.
    field: String,
    /// What it is.
    before: String,
    /// What the newer reading has.
    after: String,
}

impl Newer {
    /// How a newer reading sees an entry, where that differs.
    pub(super) fn of(row: &EntryRow) -> Option<Self> {
        row.review.suggestion.as_ref().map(|suggestion| match suggestion {
            Suggestion::Gone => Self::Gone,
            Suggestion::Changed(newer) => {
                let view =
                    |one: chancery_app::review::Difference| DifferenceView { field: one.field, before: one.before, after: one.after };
                Self::Changed { differences: differences(&row.entry, newer).into_iter().map(view).collect() }
            }
        })
    }
}

fn review(call: &mut Call<'_>, query: EntriesQuery) -> Result<ReviewPage, Problem> {
    let limit = query.rows()?;
    let after: Option<RegisterPlace> = place(query.cursor.as_deref())?;
    let workspace = call.workspace()?;
    let mut queue = query.queue(workspace)?;
    let is_first = after.is_none();
    let mut decided = 0;
    if queue.filter.states.is_empty() && !queue.filter.changed {
        if is_first {
            queue.filter.states = vec![EntryState::Accepted, EntryState::Edited];
            decided = workspace.count_queue_up_to(&queue, COUNTED)?;
        }
        queue.filter.states = vec![EntryState::Proposed];
    }
    let total = if is_first { Some(workspace.count_queue_up_to(&queue, COUNTED)?) } else { None };
    let found = workspace.register(&queue, Order { by: By::Date, way: Way::Onward }, after.as_ref(), limit)?;
    let next = found.last().filter(|_| found.len() == limit).map(|last| cursor(&last.place));
    let mut rows = Vec::with_capacity(found.len());
    let mut open: Option<Open> = None;
    for registered in found {
        let (entry, account) = (registered.entry, registered.account);
        if open.as_ref().is_none_or(|open| open.account != account.num) {
            let reading = workspace.reading(&account)?;
            let entries = workspace.entries_of(&account)?;
            open = Some(Open { account: account.num, names: actor_names(&reading), reading, entries });
        }
        if let Some(open) = &open {
            rows.push(open.row(entry, &account));
        }
    }
    Ok(ReviewPage { rows, next, total, decided: is_first.then_some(decided) })
}

/// The account that is open.
struct Open {
    account: i64,
    reading: Reading,
    entries: Vec<EntryRow>,
    names: HashMap<String, String>,
}

impl Open {
    fn row(&self, row: EntryRow, account: &AccountRow) -> ReviewRow {
        let paragraphs = self.paragraphs(row.entry.span);
        let shown = paragraphs.first().map_or(0, |first| first.start)..paragraphs.last().map_or(0, ShownParagraph::end);
        let counts = self.entries.iter().filter(|other| other.state.counts() && other.num != row.num);
        let others = counts.map(|other| other.entry.span).filter(|[start, end]| *start < shown.end && shown.start < *end);
        ReviewRow {
            fields: fields(&row.entry, &self.names),
            others: others.collect(),
            paragraphs,
            newer: Newer::of(&row),
            account: AccountBrief::from(account),
            entry: EntryView::new(row, account),
        }
    }

    /// The paragraphs at a span and around it.
    fn paragraphs(&self, [start, end]: Span) -> Vec<ShownParagraph> {
        let all = &self.reading.paragraphs;
        let first = all.partition_point(|paragraph| paragraph.span[1] <= start).min(all.len().saturating_sub(1));
        let last = all.partition_point(|paragraph| paragraph.span[0] < end).saturating_sub(1).max(first);
        let shown = all.iter().take(last + 1 + AROUND).skip(first.saturating_sub(AROUND));
        let view = |paragraph: &chancery_app::workspace::reading::Paragraph| ShownParagraph {
            start: paragraph.span[0],
            text: cut(&self.reading.document.text, paragraph.span).unwrap_or_default().to_owned(),
            role: paragraph.role.clone(),
        };
        shown.map(view).collect()
    }
}
