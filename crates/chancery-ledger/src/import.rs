//! Compliance tables of the G7 and G20 Research Groups in a workspace: in as an account with commitments and scores, out in
//! the same shape with the scores as they stand.

use serde_json::value::RawValue;

use crate::compliance::{Cell, ComplianceTable, LineEnd, Row, Score as Printed, member_id, stem};
use crate::error::LedgerError;
use crate::follow::SignedScore;
use crate::operation::{AddAccount, ImportCompliance, Operation, Phase, PrintedRow, PrintedTable};
use crate::reading::{Document, Entry, FORMAT, Generator, Paragraph, Reading, VoiceRun};
use crate::record::id_of;
use crate::state::{self, object, objects_of};
use crate::workspace::Workspace;

/// What made the reading of a table.
const MADE_BY: &str = "compliance table";

impl Workspace {
    /// A table as an operation: its texts, one a paragraph, are an account; every row is a commitment of the members that it
    /// applies to.
    ///
    /// # Errors
    /// The table is there already.
    pub fn importing(&mut self, source: &str, table: &ComplianceTable) -> Result<Operation, LedgerError> {
        let (reading, rows) = as_reading(source, table)?;
        if state::account_if_any(self.session.as_mut(), &reading.document.id)?.is_some() {
            return Err(LedgerError::Refused(format!(
                "{source}: these texts are in the workspace already, as account {}",
                reading.document.id
            )));
        }
        let table = PrintedTable {
            has_byte_order_mark: table.has_byte_order_mark,
            has_carriage_returns: table.line_end == LineEnd::CarriageReturn,
            ends_last_line: table.ends_last_line,
            has_code: table.has_code,
            members: table.members.clone(),
            rows,
        };
        let import = AddAccount { source: source.to_owned(), version_of: None, reading };
        Ok(Operation::ImportCompliance(ImportCompliance { import, table }))
    }

    /// The imported table of an account with the scores of the final reports as they stand: a score that did not change is
    /// printed as it was.
    ///
    /// # Errors
    /// No table was imported as this account.
    pub fn exporting(&mut self, account: &str) -> Result<ComplianceTable, LedgerError> {
        let account = self.account(account)?;
        let session = self.session.as_mut();
        let printed: PrintedTable = object(session, "compliance", &account.id)?
            .ok_or_else(|| LedgerError::Refused(format!("account {} is no compliance table", account.id)))?;
        let mut rows = Vec::with_capacity(printed.rows.len());
        for (index, row) in printed.rows.iter().enumerate() {
            let (text, cells) = if row.entry.is_empty() {
                (row.text.clone().unwrap_or_default(), row.scores.iter().map(|cell| Cell::new(cell.as_str())).collect())
            } else {
                let entry = state::entry(session, &row.entry)?.entry;
                let scores: Vec<SignedScore> = objects_of(session, "score", &row.entry)?;
                let cells = printed.members.iter().zip(&row.scores).map(|(member, cell)| now(cell, &member_id(member), &scores)).collect();
                (row.text.clone().unwrap_or(entry.quote), cells)
            };
            rows.push(Row {
                line: index as u64 + 2,
                area: row.area.clone(),
                id: row.id.clone(),
                year: row.year.clone(),
                code: row.code.clone(),
                stem: stem(&text).map(str::to_owned),
                text,
                average: row.average.clone(),
                scores: cells,
            });
        }
        Ok(ComplianceTable {
            has_byte_order_mark: printed.has_byte_order_mark,
            line_end: if printed.has_carriage_returns { LineEnd::CarriageReturn } else { LineEnd::LineFeed },
            ends_last_line: printed.ends_last_line,
            has_code: printed.has_code,
            members: printed.members,
            rows,
        })
    }
}

/// The cell of a member as its score stands.
fn now(cell: &str, party: &str, scores: &[SignedScore]) -> Cell {
    let before = Cell::new(cell);
    let score = scores.iter().find(|signed| signed.score.party == party && signed.score.phase == Phase::Final);
    match score.map(|signed| signed.score.score) {
        Some(Some(value)) if before.value() != Some(value) => Cell::new(value.to_string()),
        Some(None) if before.score() != Printed::Blank => Cell::new(""),
        _ => before,
    }
}

fn as_reading(source: &str, table: &ComplianceTable) -> Result<(Reading, Vec<PrintedRow>), LedgerError> {
    let mut text = String::new();
    let (mut paragraphs, mut entries, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let mut at = 0_u32;
    for row in &table.rows {
        // Lines of one cell become one paragraph.
        let words = row.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let end = at + words.chars().count() as u32;
        // There is no commitment without words: such a row is kept as it is printed.
        let id = if words.is_empty() { String::new() } else { id_of(&[source, &row.id, &row.year, &row.line.to_string(), &words]) };
        if !words.is_empty() {
            paragraphs.push(Paragraph { span: [at, end], role: "body".to_owned() });
            entries.push(commitment(&id, [at, end], &words, row, table));
            text.push_str(&words);
            text.push('\n');
            at = end + 1;
        }
        rows.push(PrintedRow {
            entry: id,
            text: (words != row.text).then(|| row.text.clone()),
            area: row.area.clone(),
            id: row.id.clone(),
            year: row.year.clone(),
            code: row.code.clone(),
            average: row.average.clone(),
            scores: row.scores.iter().map(|cell| cell.printed().to_owned()).collect(),
        });
    }
    if entries.is_empty() {
        return Err(LedgerError::Refused(format!("{source}: no row has a text, so there is no commitment")));
    }
    text.pop();
    let nothing = || RawValue::from_string("{}".to_owned()).map_err(|error| LedgerError::Refused(error.to_string()));
    let list = || RawValue::from_string("[]".to_owned()).map_err(|error| LedgerError::Refused(error.to_string()));
    let length = text.chars().count() as u32;
    let document = Document {
        id: id_of(&[&text, source]),
        source: source.to_owned(),
        media_type: "text/csv".to_owned(),
        charset: "utf-8".to_owned(),
        title: Some(format!("Compliance table {source}")),
        language: Some("en".to_owned()),
        date: None,
        published: None,
        kind: Some("other".to_owned()),
        side: None,
        participants: None,
        issuer: None,
        detected: nothing()?,
        part: None,
        text,
        warnings: Vec::new(),
    };
    let generator = Generator { name: MADE_BY.to_owned(), version: env!("CARGO_PKG_VERSION").to_owned(), lexicon: String::new() };
    let voices = vec![VoiceRun { span: [0, length], voice: Vec::new(), source: None, cue: None, rule: None }];
    let reading =
        Reading { schema: FORMAT.to_owned(), generator, document, paragraphs, voices, entries, actors: Vec::new(), mentions: list()? };
    Ok((reading, rows))
}

fn commitment(id: &str, span: [u32; 2], words: &str, row: &Row, table: &ComplianceTable) -> Entry {
    let members = table.members.iter().zip(&row.scores);
    let parties: Vec<String> = members.filter(|(_, cell)| cell.score() != Printed::Blank).map(|(member, _)| member_id(member)).collect();
    Entry {
        id: id.to_owned(),
        kind: "commitment".to_owned(),
        span,
        quote: words.to_owned(),
        voice: Vec::new(),
        areas: Vec::new(),
        joint: Some(parties.len() > 1),
        parties: Some(parties),
        modality: Some("firm".to_owned()),
        conditional: Some(false),
        targets: Some(Vec::new()),
        window: None,
        holder: None,
        stance: None,
        from: None,
        to: None,
        actors: None,
        engagement_type: None,
        participants: None,
        place: None,
        when: None,
        status: None,
        count: None,
        name: None,
        term: None,
        unconfirmed_by: Vec::new(),
        flags: Vec::new(),
        rule: String::new(),
        confidence: 1.0,
    }
}
