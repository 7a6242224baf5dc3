//! The account that is open, with all of its entries.

use std::collections::HashMap;

use chancery_ledger::reading::{Reading, Span};
use chancery_ledger::{AccountRow, EntryRow, Workspace};

use super::error::ReviewError;

/// One account, its text and its entries as they stood when it was read.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) account: AccountRow,
    pub(super) reading: Reading,
    /// The text, by characters.
    pub(super) letters: Vec<char>,
    pub(super) rows: Vec<EntryRow>,
    names: HashMap<String, String>,
}

impl Page {
    pub(super) fn open(workspace: &mut Workspace, account: i64) -> Result<Self, ReviewError> {
        let account = workspace.account_by_num(account)?;
        let reading = workspace.reading(&account)?;
        let letters = reading.document.text.chars().collect();
        let names = names(&reading, account.language.as_deref());
        let mut page = Self { account, reading, letters, rows: Vec::new(), names };
        page.refresh(workspace)?;
        Ok(page)
    }

    /// Reads the entries again.
    pub(super) fn refresh(&mut self, workspace: &mut Workspace) -> Result<(), ReviewError> {
        self.rows = workspace.entries_of(&self.account)?;
        self.rows.sort_by_key(|row| (row.entry.span, row.num));
        Ok(())
    }

    pub(super) fn row(&self, id: &str) -> Option<&EntryRow> {
        self.rows.iter().find(|row| row.entry.id == id)
    }

    /// The words at a span.
    pub(super) fn cut(&self, [start, end]: Span) -> String {
        self.letters.get(start as usize..end as usize).unwrap_or_default().iter().collect()
    }

    /// Who speaks at a place.
    pub(super) fn voice_at(&self, at: u32) -> Vec<String> {
        let run = self.reading.voices.iter().find(|run| (run.span[0]..run.span[1]).contains(&at));
        run.map(|run| run.voice.clone()).unwrap_or_default()
    }

    /// An actor with its name, where it has one: `ALV Alvonia`.
    pub(super) fn named(&self, id: &str) -> String {
        match self.names.get(id) {
            Some(name) => format!("{id} {name}"),
            None => id.strip_prefix("?/").unwrap_or(id).to_owned(),
        }
    }
}

/// Names of the actors: in a language, else in English, else any.
fn names(reading: &Reading, language: Option<&str>) -> HashMap<String, String> {
    let name = |names: &serde_json::Map<String, serde_json::Value>| -> Option<String> {
        let of = |language: &str| names.get(language).and_then(serde_json::Value::as_str);
        let any = || names.values().find_map(serde_json::Value::as_str);
        language.and_then(of).or_else(|| of("en")).or_else(any).map(str::to_owned)
    };
    reading.actors.iter().filter(|actor| actor.known).filter_map(|actor| Some((actor.id.clone(), name(&actor.names)?))).collect()
}
