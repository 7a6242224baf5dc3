//! Entries together with the account that they stand in, as follow-through asks for them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::database::{Row, Session, Value, all};
use crate::error::LedgerError;
use crate::reading::Target;
use crate::state::{self, ENTRY_COLUMNS, EntryRow, EntryState, MOST_IN_AN_ACCOUNT};

/// An entry and what is needed of its account.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    /// The entry.
    pub(crate) row: EntryRow,
    /// When it is due, where it is followed.
    pub(crate) due: Option<String>,
    /// Whether it is waited for.
    pub(crate) running: bool,
    /// Id of its account.
    pub(crate) account: String,
    /// Day of its account, ISO 8601.
    pub(crate) date: Option<String>,
    /// Title of its account.
    pub(crate) title: Option<String>,
    /// States that issued its account.
    pub(crate) side: Vec<String>,
    /// States that its account is about.
    pub(crate) states: Vec<String>,
}

/// What [`Placed::of_row`] reads, from `entries` and `accounts`.
pub(crate) fn placed_columns() -> String {
    format!("{ENTRY_COLUMNS}, entries.due, entries.running, accounts.id, accounts.date, accounts.title, accounts.side, accounts.states")
}

impl Placed {
    pub(crate) fn of_row(row: &dyn Row) -> Result<Self, LedgerError> {
        let words = |column| -> Result<Vec<String>, LedgerError> { Ok(row.text(column)?.split_whitespace().map(str::to_owned).collect()) };
        Ok(Self {
            row: EntryRow::of_row(row)?,
            due: row.text_or_null(6)?.map(str::to_owned),
            running: row.integer(7)? == 1,
            account: row.text(8)?.to_owned(),
            date: row.text_or_null(9)?.map(str::to_owned),
            title: row.text_or_null(10)?.map(str::to_owned),
            side: words(11)?,
            states: words(12)?,
        })
    }

    /// Its id.
    pub(crate) fn id(&self) -> &str {
        &self.row.entry.id
    }

    /// Its kind.
    pub(crate) fn kind(&self) -> &str {
        &self.row.entry.kind
    }

    /// Its states, sorted, each once.
    pub(crate) fn parties(&self) -> Vec<&str> {
        state::states(&self.row.entry)
    }

    /// Its numbers with units.
    pub(crate) fn targets(&self) -> &[Target] {
        self.row.entry.targets.as_deref().unwrap_or_default()
    }

    /// Whether its account was there on a day. One without a day was always there.
    pub(crate) fn was_there(&self, day: &str) -> bool {
        self.date.as_deref().is_none_or(|date| date <= day)
    }

    /// By what entries are put in the order of their days, those without one first.
    pub(crate) fn order(&self) -> (&str, i64) {
        (self.date.as_deref().unwrap_or_default(), self.row.num)
    }
}

/// An entry as answers show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntryLine {
    /// Id.
    pub entry: String,
    /// Kind.
    pub kind: String,
    /// What was decided about it.
    pub state: EntryState,
    /// Id of its account.
    pub account: String,
    /// Day of its account, ISO 8601.
    pub date: Option<String>,
    /// Title of its account.
    pub title: Option<String>,
    /// The words.
    pub quote: String,
    /// The states that take part, sorted.
    pub parties: Vec<String>,
    /// What it is about.
    pub areas: Vec<String>,
}

impl From<&Placed> for EntryLine {
    fn from(placed: &Placed) -> Self {
        let entry = &placed.row.entry;
        Self {
            entry: entry.id.clone(),
            kind: entry.kind.clone(),
            state: placed.row.state,
            account: placed.account.clone(),
            date: placed.date.clone(),
            title: placed.title.clone(),
            quote: entry.quote.clone(),
            parties: placed.parties().into_iter().map(str::to_owned).collect(),
            areas: entry.areas.clone(),
        }
    }
}

/// How many values one question asks for at once.
const AT_ONCE: usize = 64;

/// Asks a statement for many values, some at a time: `{list}` in it stands for them.
///
/// Short lists are filled up with their last value, so that every question is the same statement.
pub(crate) fn for_each_of<T>(
    session: &mut dyn Session,
    sql: &str,
    values: &[Value<'_>],
    of_row: impl Fn(&dyn Row) -> Result<T, LedgerError>,
) -> Result<Vec<T>, LedgerError> {
    let list: Vec<String> = (1..=AT_ONCE).map(|number| format!("?{number}")).collect();
    let sql = sql.replace("{list}", &list.join(", "));
    let mut found = Vec::new();
    for chunk in values.chunks(AT_ONCE) {
        let filled: Vec<Value<'_>> = chunk.iter().chain(std::iter::repeat(&chunk[chunk.len() - 1])).take(AT_ONCE).copied().collect();
        found.extend(all(session, &sql, &filled, &of_row)?);
    }
    Ok(found)
}

/// The entry with an id, whatever became of it.
pub(crate) fn placed(session: &mut dyn Session, id: &str) -> Result<Placed, LedgerError> {
    placed_by_ids(session, &[id])?.pop().ok_or_else(|| LedgerError::Unknown { class: "entry", id: id.to_owned() })
}

/// The entries with these ids that there are, whatever became of them, by number.
pub(crate) fn placed_by_ids(session: &mut dyn Session, ids: &[&str]) -> Result<Vec<Placed>, LedgerError> {
    let sql =
        format!("SELECT {} FROM entries JOIN accounts ON accounts.num = entries.account WHERE entries.id IN ({{list}})", placed_columns());
    let values: Vec<Value<'_>> = ids.iter().map(|id| Value::from(*id)).collect();
    let mut found = for_each_of(session, &sql, &values, Placed::of_row)?;
    found.sort_by_key(|placed| placed.row.num);
    found.dedup_by_key(|placed| placed.row.num);
    Ok(found)
}

/// The entries of some accounts that count and are of certain kinds, by number.
pub(crate) fn placed_in(session: &mut dyn Session, accounts: &[i64], kinds: &[&str]) -> Result<Vec<Placed>, LedgerError> {
    let kinds: Vec<String> = kinds.iter().map(|kind| format!("'{kind}'")).collect();
    let sql = format!(
        "SELECT {} FROM accounts CROSS JOIN entries
         WHERE accounts.num IN ({{list}}) AND entries.num >= accounts.num * {MOST_IN_AN_ACCOUNT}
         AND entries.num < (accounts.num + 1) * {MOST_IN_AN_ACCOUNT} AND entries.live = 1 AND entries.kind IN ({})",
        placed_columns(),
        kinds.join(", ")
    );
    let values: Vec<Value<'_>> = accounts.iter().map(|num| Value::from(*num)).collect();
    let mut found = for_each_of(session, &sql, &values, Placed::of_row)?;
    found.sort_by_key(|placed| placed.row.num);
    Ok(found)
}

/// The full id of the commitment or request whose id begins so, with the entry.
pub(crate) fn followed(session: &mut dyn Session, prefix: &str) -> Result<Placed, LedgerError> {
    let id = state::complete_id(session, "entry", prefix)?;
    let placed = placed(session, &id)?;
    if !matches!(placed.kind(), "commitment" | "request") {
        let kind = placed.kind();
        return Err(LedgerError::Refused(format!("entry {id} is of the kind {kind}; commitments and requests are followed")));
    }
    Ok(placed)
}
