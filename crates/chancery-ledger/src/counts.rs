//! How many entries there are, by the month of their accounts.

use serde::Serialize;

use crate::database::{Value, all};
use crate::error::LedgerError;
use crate::filter::EntryFilter;
use crate::search::{condition, days_between};
use crate::state::match_words;
use crate::workspace::Workspace;

/// How many entries stand in the accounts of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthCount {
    /// The month, `2026-05`; nothing for accounts whose day is not known.
    pub month: Option<String>,
    /// Entries.
    pub entries: usize,
}

impl Workspace {
    /// How many entries a filter wants, by the month of their accounts, those without a day first.
    ///
    /// # Errors
    /// The database fails.
    pub fn count_by_month(&mut self, filter: &EntryFilter) -> Result<Vec<MonthCount>, LedgerError> {
        let session = self.session.as_mut();
        let dialect = session.dialect();
        let (condition, asked) = condition(dialect, "entry_words", match_words(dialect, &[], &filter.facets()));
        let sql = format!(
            "SELECT substr(entries.date, 1, 7) AS month, count(*) FROM entries WHERE entries.live = 1 AND {condition} AND {}{}
             GROUP BY month ORDER BY month NULLS FIRST",
            days_between("entries.date", 2, 3),
            filter.narrowed(dialect)
        );
        let values: [Value<'_>; 3] = [asked.as_deref().into(), filter.since.as_deref().into(), filter.until.as_deref().into()];
        all(session, &sql, &values, |row| {
            let month = row.text_or_null(0)?.map(str::to_owned);
            Ok(MonthCount { month, entries: usize::try_from(row.integer(1)?).unwrap_or_default() })
        })
    }
}
