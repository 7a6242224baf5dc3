//! What people decide about entries, made into operations.

use serde_json::{Map, Value};

use crate::Operation;
use crate::apply::take_by_policy;
use crate::error::LedgerError;
use crate::operation::{AcceptByPolicy, Decide, EditEntry, MergeEntries, NewEntry, Note, Policy, RereadAccount, Seen, SplitEntry};
use crate::reading::{Entry, Reading, Span, cut};
use crate::record::id_of;
use crate::state::{self, AccountRow, EntryRow, complete_id, objects_of};
use crate::workspace::Workspace;

impl EntryRow {
    /// The entry as it is seen now.
    #[must_use]
    pub fn seen(&self) -> Seen {
        Seen { entry: self.entry.id.clone(), revision: self.revision }
    }
}

impl Workspace {
    /// Accepts entries as they are seen now.
    ///
    /// # Errors
    /// An id is that of no entry, or of several.
    pub fn accepting(&mut self, entries: &[String]) -> Result<Operation, LedgerError> {
        Ok(Operation::Accept(Decide { entries: self.seen(entries)? }))
    }

    /// Rejects entries as they are seen now.
    ///
    /// # Errors
    /// An id is that of no entry, or of several.
    pub fn rejecting(&mut self, entries: &[String]) -> Result<Operation, LedgerError> {
        Ok(Operation::Reject(Decide { entries: self.seen(entries)? }))
    }

    fn seen(&mut self, entries: &[String]) -> Result<Vec<Seen>, LedgerError> {
        entries.iter().map(|prefix| self.entry(prefix).map(|row| row.seen())).collect()
    }

    /// Changes fields of an entry as it is seen now.
    ///
    /// # Errors
    /// The id is that of no entry, or of several.
    pub fn editing(&mut self, entry: &str, changes: Map<String, Value>) -> Result<Operation, LedgerError> {
        Ok(Operation::Edit(EditEntry { seen: self.entry(entry)?.seen(), changes }))
    }

    /// Splits an entry at places of its account (characters): each part has its fields and its own words.
    ///
    /// # Errors
    /// The id is that of no entry, or a place is not inside the entry.
    pub fn splitting(&mut self, entry: &str, places: &[u32]) -> Result<Operation, LedgerError> {
        let row = self.entry(entry)?;
        let [start, end] = row.entry.span;
        let mut bounds = vec![start];
        for &place in places {
            if place <= *bounds.last().unwrap_or(&start) || place >= end {
                return Err(LedgerError::Refused(format!("{place} does not part the entry, which stands at {start}..{end}")));
            }
            bounds.push(place);
        }
        bounds.push(end);
        let text = self.text_of(&row)?;
        let into =
            bounds.windows(2).map(|part| self_made(&row.entry, &text, trimmed(&text, [part[0], part[1]]))).collect::<Result<_, _>>()?;
        Ok(Operation::Split(SplitEntry { seen: row.seen(), into }))
    }

    /// Makes one entry of several of one account: the first one's fields over the words from the first to the last.
    ///
    /// # Errors
    /// An id is that of no entry, or fewer than two are named.
    pub fn merging(&mut self, entries: &[String]) -> Result<Operation, LedgerError> {
        let rows: Vec<EntryRow> = entries.iter().map(|prefix| self.entry(prefix)).collect::<Result<_, _>>()?;
        let Some(first) = rows.first() else { return Err(LedgerError::Refused("merging takes at least two entries".to_owned())) };
        let start = rows.iter().map(|row| row.entry.span[0]).min().unwrap_or_default();
        let end = rows.iter().map(|row| row.entry.span[1]).max().unwrap_or_default();
        let text = self.text_of(first)?;
        let into = self_made(&first.entry, &text, [start, end])?;
        Ok(Operation::Merge(MergeEntries { entries: rows.iter().map(EntryRow::seen).collect(), into }))
    }

    /// Makes an entry of a kind over a span of an account; the voice is that of the text there, unless the fields say
    /// otherwise.
    ///
    /// # Errors
    /// The account is not there, the span not in it, or the fields not those of the kind.
    pub fn making(&mut self, account: &str, kind: &str, span: Span, fields: &Map<String, Value>) -> Result<Operation, LedgerError> {
        let account = self.account(account)?;
        let reading = self.reading(&account)?;
        let words =
            cut(&reading.document.text, span).ok_or_else(|| LedgerError::Refused(format!("the span {span:?} is not in the account")))?;
        let mut value = Map::new();
        value.insert("id".to_owned(), id_of(&[&account.id, kind, &format!("{span:?}"), "person"]).into());
        value.insert("kind".to_owned(), kind.into());
        value.insert("span".to_owned(), serde_json::json!(span));
        value.insert("quote".to_owned(), words.into());
        value.insert("voice".to_owned(), serde_json::json!(voice_at(&reading, span)));
        if let Some(fixed) = fields.keys().find(|key| matches!(key.as_str(), "id" | "quote" | "kind" | "span" | "rule" | "confidence")) {
            return Err(LedgerError::Refused(format!("{fixed} is not a field that is given here")));
        }
        value.extend(fields.clone());
        let entry: Entry = serde_json::from_value(Value::Object(value)).map_err(|error| LedgerError::Refused(error.to_string()))?;
        entry.check(&reading.document.text).map_err(LedgerError::Refused)?;
        Ok(Operation::New(NewEntry { account: account.id, entry }))
    }

    /// The proposed entries that a policy takes.
    ///
    /// # Errors
    /// An account is not there.
    pub fn taken_by(&mut self, policy: &Policy) -> Result<Vec<EntryRow>, LedgerError> {
        take_by_policy(self.session.as_mut(), policy)
    }

    /// Accepts all that a policy takes; nothing when it takes none.
    ///
    /// # Errors
    /// An account is not there.
    pub fn accepting_by(&mut self, policy: Policy) -> Result<Option<Operation>, LedgerError> {
        let entries: Vec<Seen> = self.taken_by(&policy)?.iter().map(EntryRow::seen).collect();
        Ok((!entries.is_empty()).then_some(Operation::AcceptByPolicy(AcceptByPolicy { policy, entries })))
    }

    /// Reads an account again: what no one decided on becomes as the new reading has it, what people decided on stays.
    /// Nothing when the reading does not differ.
    ///
    /// # Errors
    /// The log is damaged.
    pub fn rereading(&mut self, account: &AccountRow, reading: Reading) -> Result<Option<Operation>, LedgerError> {
        let before = self.reading(account)?;
        if before.generator == reading.generator && before.entries == reading.entries {
            return Ok(None);
        }
        Ok(Some(Operation::RereadAccount(RereadAccount { account: account.id.clone(), reading })))
    }

    /// A note on `entry`, `account` or `dossier` with an id.
    ///
    /// # Errors
    /// There is nothing with this id.
    pub fn noting(&mut self, class: &'static str, id: &str, text: &str, time: &str) -> Result<Operation, LedgerError> {
        let on = format!("{class}:{}", complete_id(self.session.as_mut(), class, id)?);
        Ok(Operation::Note(Note { note: id_of(&[&on, text, time]), on, text: text.to_owned() }))
    }

    /// The evidence whose id begins so.
    ///
    /// # Errors
    /// None does, or several do.
    pub fn evidence_id(&mut self, prefix: &str) -> Result<String, LedgerError> {
        complete_id(self.session.as_mut(), "evidence", prefix)
    }

    /// The notes on something: `entry:ID`, `account:ID`, `dossier:ID`.
    ///
    /// # Errors
    /// The database fails.
    pub fn notes(&mut self, on: &str) -> Result<Vec<Note>, LedgerError> {
        objects_of(self.session.as_mut(), "note", on)
    }

    fn text_of(&mut self, row: &EntryRow) -> Result<String, LedgerError> {
        let account = state::account_by_num(self.session.as_mut(), row.account)?;
        Ok(self.reading(&account)?.document.text)
    }
}

/// An entry with the fields of another over other words, as a person's.
fn self_made(entry: &Entry, text: &str, span: Span) -> Result<Entry, LedgerError> {
    let words = cut(text, span).ok_or_else(|| LedgerError::Refused(format!("the span {span:?} is not in the account")))?;
    let id = id_of(&[&entry.id, &entry.kind, &format!("{span:?}"), "person"]);
    Ok(Entry { id, span, quote: words.to_owned(), rule: String::new(), confidence: 1.0, ..entry.clone() })
}

/// A span without white space and separating marks at its ends.
fn trimmed(text: &str, [start, end]: Span) -> Span {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '；' | '、');
    let Some(words) = cut(text, [start, end]) else { return [start, end] };
    let head = words.chars().take_while(|c| is_between(*c)).count() as u32;
    let tail = words.chars().rev().take_while(|c| is_between(*c)).count() as u32;
    if head + tail >= end - start { [start, end] } else { [start + head, end - tail] }
}

/// Who speaks where a span begins.
fn voice_at(reading: &Reading, span: Span) -> Vec<String> {
    let run = reading.voices.iter().find(|run| (run.span[0]..run.span[1]).contains(&span[0]));
    run.map(|run| run.voice.clone()).unwrap_or_default()
}
