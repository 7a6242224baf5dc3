//! A table in, bytes out.

use csv::{Terminator, WriterBuilder};

use super::read::{BYTE_ORDER_MARK, CODE, COLUMNS};
use super::{ComplianceError, ComplianceTable, LineEnd, Row};

/// Decimals of a recomputed average, as many as the groups' tables have.
const DECIMALS: usize = 9;

/// Which averages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Averages {
    /// The mean of the scores, to nine decimals at most; blank where there is no score.
    Recomputed,
    /// What was printed.
    Printed,
}

/// Writes a table in the shape in which it was read: the same columns in the same order, byte order mark and line ends,
/// blanks blank, cells that are no scores as they were.
///
/// Ids are written as they are. CSV has no types, and a spreadsheet that opens the file by a double click takes `1985-1` for
/// a date, which is how `Jan-85` came about: import the file and declare the column `id` as text. Programs that read CSV
/// as text are not concerned.
///
/// A row with more or fewer scores than there are members is an error.
pub fn write_table(table: &ComplianceTable, averages: Averages) -> Result<Vec<u8>, ComplianceError> {
    let (terminator, line_end) = match table.line_end {
        LineEnd::LineFeed => (Terminator::Any(b'\n'), "\n"),
        LineEnd::CarriageReturn => (Terminator::CRLF, "\r\n"),
    };
    let bytes = if table.has_byte_order_mark { BYTE_ORDER_MARK.as_bytes().to_vec() } else { Vec::new() };
    let mut writer = WriterBuilder::new().flexible(true).terminator(terminator).from_writer(bytes);
    let columns = COLUMNS.into_iter().filter(|&column| table.has_code || column != CODE);
    let header: Vec<&str> = columns.chain(table.members.iter().map(String::as_str)).collect();
    writer.write_record(&header)?;
    for row in &table.rows {
        let cells = cells(row, table.has_code, averages);
        if cells.len() != header.len() {
            return Err(ComplianceError::Width { line: row.line, found: cells.len(), wanted: header.len() });
        }
        writer.write_record(&cells)?;
    }
    let mut bytes = writer.into_inner().map_err(|error| ComplianceError::Csv { reason: error.to_string() })?;
    if !table.ends_last_line {
        bytes.truncate(bytes.len() - line_end.len());
    }
    Ok(bytes)
}

fn cells(row: &Row, has_code: bool, averages: Averages) -> Vec<String> {
    let average = match averages {
        Averages::Recomputed => row.mean().map(number).unwrap_or_default(),
        Averages::Printed => row.average.clone(),
    };
    let mut cells = vec![row.area.clone(), row.id.clone(), row.year.clone()];
    cells.extend(has_code.then(|| row.code.clone()));
    cells.extend([row.text.clone(), average]);
    cells.extend(row.scores.iter().map(|cell| cell.printed().to_owned()));
    cells
}

/// A mean as the tables print it: nine decimals at most, no zeros at the end.
pub(super) fn number(mean: f64) -> String {
    let printed = format!("{mean:.DECIMALS$}");
    printed.trim_end_matches('0').trim_end_matches('.').to_owned()
}
