//! The register: every entry that is wanted, a page at a time.

use chancery_app::workspace::{By, Order, RegisterPlace, Way};
use schemars::JsonSchema;
use serde::Serialize;

use crate::call::Call;
use crate::endpoint::{Endpoint, get};
use crate::problem::Problem;
use crate::views::{AccountBrief, EntriesQuery, EntryView, Sort, cursor, place};

/// Entries between days that are counted at most.
const COUNTED: usize = 10_000;

/// The endpoints of this area.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/register", "register", "Entries with their accounts", register)]
}

/// A page of the register.
#[derive(Debug, Serialize, JsonSchema)]
struct RegisterPage {
    /// The entries.
    rows: Vec<RegisterRow>,
    /// Where the next page begins.
    next: Option<String>,
    /// How many entries are wanted in all; told with the first page.
    total: Option<usize>,
    /// Whether there may be more than `total`: of entries between days at most 10,000 are counted.
    total_is_least: bool,
}

/// An entry with its account.
#[derive(Debug, Serialize, JsonSchema)]
struct RegisterRow {
    /// The entry.
    entry: EntryView,
    /// Its account.
    account: AccountBrief,
}

fn register(call: &mut Call<'_>, query: EntriesQuery) -> Result<RegisterPage, Problem> {
    let limit = query.rows()?;
    let after: Option<RegisterPlace> = place(query.cursor.as_deref())?;
    let workspace = call.workspace()?;
    let queue = query.queue(workspace)?;
    let total = if after.is_none() { Some(workspace.count_queue_up_to(&queue, COUNTED)?) } else { None };
    let has_days = queue.filter.since.is_some() || queue.filter.until.is_some();
    let found = workspace.register(&queue, order(query.sort), after.as_ref(), limit)?;
    let next = found.last().filter(|_| found.len() == limit).map(|last| cursor(&last.place));
    let rows = found
        .into_iter()
        .map(|found| RegisterRow { account: AccountBrief::from(&found.account), entry: EntryView::new(found.entry, &found.account) });
    Ok(RegisterPage { rows: rows.collect(), next, total, total_is_least: has_days && total == Some(COUNTED) })
}

/// Newest first when nothing is said.
fn order(sort: Option<Sort>) -> Order {
    let (by, way) = match sort.unwrap_or(Sort::DateBack) {
        Sort::Date => (By::Date, Way::Onward),
        Sort::DateBack => (By::Date, Way::Back),
        Sort::Kind => (By::Kind, Way::Onward),
        Sort::KindBack => (By::Kind, Way::Back),
        Sort::State => (By::State, Way::Onward),
        Sort::StateBack => (By::State, Way::Back),
    };
    Order { by, way }
}
