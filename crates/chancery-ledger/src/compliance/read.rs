//! Bytes in, a table out.

use std::collections::BTreeSet;

use csv::{ReaderBuilder, StringRecord};

use super::{Cell, ComplianceError, ComplianceTable, LineEnd, Row, stem};

/// The byte order mark that spreadsheets put at the head of UTF-8.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";
/// The columns before the members; [`CODE`] may be left out.
pub(super) const COLUMNS: [&str; 6] = ["area", "id", "year", CODE, "text", "average"];
/// The column that not all tables have.
pub(super) const CODE: &str = "code";

/// Reads a table: CSV in UTF-8, with or without a byte order mark, texts of several lines in quotation marks, and any members.
///
/// A cell that is no score is kept for the findings. Empty lines are passed over. Errors say the line, and the column
/// where there is one.
pub fn read_table(bytes: &[u8]) -> Result<ComplianceTable, ComplianceError> {
    let text = std::str::from_utf8(bytes).map_err(|error| charset(bytes, error.valid_up_to()))?;
    let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(body.as_bytes());
    let mut records = reader.records();
    let header = records.next().ok_or(ComplianceError::Empty)??;
    let has_code = header.get(3) == Some(CODE);
    let members = members(&header, has_code)?;
    let mut lines = Lines { body, at: 0, line: 1 };
    let rows =
        records.map(|record| record.map_err(ComplianceError::from).and_then(|record| row(&record, &mut lines, header.len(), has_code)));
    let rows = rows.collect::<Result<_, _>>()?;
    let ends_last_line = body.ends_with(['\n', '\r']);
    Ok(ComplianceTable { has_byte_order_mark: body.len() < text.len(), line_end: line_end(body), ends_last_line, has_code, members, rows })
}

/// Lines of a text by place. The library's own count is of where the row before ends, which is a line too few after a
/// carriage return with a line feed, and after empty lines.
struct Lines<'a> {
    body: &'a str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the first cell at `place` or after it; places only grow.
    fn of(&mut self, place: usize) -> u64 {
        let bytes = self.body.as_bytes();
        let start = place + bytes[place..].iter().take_while(|&&byte| matches!(byte, b'\r' | b'\n')).count();
        self.line += bytes[self.at..start].iter().filter(|&&byte| byte == b'\n').count() as u64;
        self.at = start;
        self.line
    }
}

fn charset(bytes: &[u8], at: usize) -> ComplianceError {
    let before = &bytes[..at];
    let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |feed| feed + 1);
    ComplianceError::Charset { line: 1 + before.iter().filter(|&&byte| byte == b'\n').count(), byte: at - line_start + 1 }
}

/// How the first line ends.
fn line_end(body: &str) -> LineEnd {
    let first = body.split_once('\n').map_or("", |(first, _)| first);
    if first.ends_with('\r') { LineEnd::CarriageReturn } else { LineEnd::LineFeed }
}

/// The members that the first line names.
fn members(header: &StringRecord, has_code: bool) -> Result<Vec<String>, ComplianceError> {
    let wanted: Vec<&'static str> = COLUMNS.into_iter().filter(|&column| has_code || column != CODE).collect();
    let names = header.iter().chain(std::iter::repeat(""));
    if let Some((at, (wanted, found))) = wanted.iter().zip(names).enumerate().find(|(_, (wanted, found))| *wanted != found) {
        return Err(ComplianceError::Column { column: at + 1, found: found.to_owned(), wanted });
    }
    let mut seen: BTreeSet<&str> = wanted.iter().copied().collect();
    for (at, name) in header.iter().enumerate().skip(wanted.len()) {
        if name.trim().is_empty() {
            return Err(ComplianceError::NamelessMember { column: at + 1 });
        }
        if !seen.insert(name.trim()) {
            return Err(ComplianceError::RepeatedMember { column: at + 1, name: name.trim().to_owned() });
        }
    }
    let members: Vec<String> = header.iter().skip(wanted.len()).map(str::to_owned).collect();
    if members.is_empty() { Err(ComplianceError::NoMembers) } else { Ok(members) }
}

fn row(record: &StringRecord, lines: &mut Lines<'_>, wanted: usize, has_code: bool) -> Result<Row, ComplianceError> {
    let line = lines.of(record.position().map_or(lines.at, |position| position.byte() as usize));
    if record.len() != wanted {
        return Err(ComplianceError::Width { line, found: record.len(), wanted });
    }
    let mut cells = record.iter().map(str::to_owned);
    let mut next = || cells.next().unwrap_or_default();
    let (area, id, year) = (next(), next(), next());
    let code = if has_code { next() } else { String::new() };
    let (text, average) = (next(), next());
    let stem = stem(&text).map(str::to_owned);
    Ok(Row { line, area, id, year, code, text, stem, average, scores: cells.map(Cell::new).collect() })
}
