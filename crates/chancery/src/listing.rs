//! Lists, in every form: a table for people, JSON, JSON lines, CSV.

use std::io::{self, Write};

use clap::ValueEnum;
use serde::Serialize;
use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::terminal::{self, FAINT, STRONG};

/// Blanks between columns.
const GAP: usize = 2;
/// What a column that wraps has at least.
const LEAST: usize = 20;
/// What a column that does not wrap has at most.
const MOST: usize = 28;

/// Form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people
    Table,
    /// One array
    Json,
    /// One object a line
    Jsonl,
    /// Comma-separated values with a head
    Csv,
}

/// In which form a list is printed.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct FormatArguments {
    /// Form of the output
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: ListFormat,
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    name: &'static str,
    wraps: bool,
}

/// A column of short words.
pub(crate) const fn short(name: &'static str) -> Column {
    Column { name, wraps: false }
}

/// A column of text, which takes the room that is left.
pub(crate) const fn long(name: &'static str) -> Column {
    Column { name, wraps: true }
}

/// A list of things.
#[derive(Debug)]
pub(crate) struct Listing {
    columns: Vec<Column>,
    rows: Vec<(Vec<String>, Value)>,
    empty: String,
}

impl Listing {
    /// An empty list; `empty` says what there could be and how it comes there.
    pub(crate) fn new(columns: &[Column], empty: impl Into<String>) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new(), empty: empty.into() }
    }

    /// Adds a row: what the table shows, and the whole of it.
    pub(crate) fn push(&mut self, cells: Vec<String>, value: &impl Serialize) -> io::Result<()> {
        self.rows.push((cells, serde_json::to_value(value).map_err(io::Error::from)?));
        Ok(())
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Prints the list.
    pub(crate) fn print(&self, format: ListFormat) -> io::Result<()> {
        match format {
            ListFormat::Table => {
                let mut out = terminal::coloured_output();
                if self.rows.is_empty() {
                    writeln!(out, "{}", self.empty)?;
                }
                self.print_table(&mut out)?;
                out.flush()
            }
            ListFormat::Json => {
                let mut out = terminal::plain_output();
                let values: Vec<&Value> = self.rows.iter().map(|(_, value)| value).collect();
                serde_json::to_writer_pretty(&mut out, &values).map_err(io::Error::from)?;
                writeln!(out)?;
                out.flush()
            }
            ListFormat::Jsonl => {
                let mut out = terminal::plain_output();
                for (_, value) in &self.rows {
                    serde_json::to_writer(&mut out, value).map_err(io::Error::from)?;
                    writeln!(out)?;
                }
                out.flush()
            }
            ListFormat::Csv => self.print_csv(),
        }
    }

    /// The table alone; nothing when there are no rows.
    pub(crate) fn print_table(&self, out: &mut impl Write) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let widths = self.widths(terminal::columns());
        let heads: Vec<String> = self.columns.iter().map(|column| column.name.to_owned()).collect();
        print_row(out, &heads, &widths, Some(FAINT))?;
        self.rows.iter().try_for_each(|(cells, _)| print_row(out, cells, &widths, None))
    }

    /// Each column as wide as it must be, those that wrap in what is left.
    fn widths(&self, room: usize) -> Vec<usize> {
        let widest = |index: usize| {
            let cells = self.rows.iter().map(|(cells, _)| cells[index].width());
            cells.chain([self.columns[index].name.width()]).max().unwrap_or_default()
        };
        let natural: Vec<usize> = (0..self.columns.len()).map(widest).collect();
        let mut widths = natural.clone();
        let gaps = GAP * self.columns.len().saturating_sub(1);
        let mut fixed = 0;
        for (width, column) in widths.iter_mut().zip(&self.columns).filter(|(_, column)| !column.wraps) {
            debug_assert!(!column.wraps);
            *width = (*width).min(MOST);
            fixed += *width;
        }
        let wrapping: Vec<usize> = (0..self.columns.len()).filter(|&index| self.columns[index].wraps).collect();
        let mut left = room.saturating_sub(fixed + gaps);
        for (place, &index) in wrapping.iter().enumerate() {
            let share = left / (wrapping.len() - place);
            widths[index] = natural[index].min(share.max(LEAST));
            left = left.saturating_sub(widths[index]);
        }
        widths
    }

    fn print_csv(&self) -> io::Result<()> {
        let mut out = csv::Writer::from_writer(terminal::plain_output());
        out.write_record(self.columns.iter().map(|column| column.name)).map_err(io::Error::other)?;
        for (cells, _) in &self.rows {
            out.write_record(cells).map_err(io::Error::other)?;
        }
        out.flush()
    }
}

/// A row over as many lines as its longest cell takes.
fn print_row(out: &mut impl Write, cells: &[String], widths: &[usize], style: Option<clap::builder::styling::Style>) -> io::Result<()> {
    let wrapped: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, &width)| wrap(cell, width)).collect();
    let lines = wrapped.iter().map(Vec::len).max().unwrap_or_default();
    let style = style.unwrap_or_default();
    for line in 0..lines {
        let mut text = String::new();
        for (index, (cell, &width)) in wrapped.iter().zip(widths).enumerate() {
            let words = cell.get(line).map_or("", String::as_str);
            text.push_str(words);
            if index + 1 < widths.len() {
                text.push_str(&" ".repeat(width.saturating_sub(words.width()) + GAP));
            }
        }
        writeln!(out, "{style}{}{style:#}", text.trim_end())?;
    }
    Ok(())
}

fn wrap(cell: &str, width: usize) -> Vec<String> {
    // What a document says is not to steer the terminal.
    let clean: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clean.is_empty() {
        return vec![String::new()];
    }
    textwrap::wrap(&clean, width.max(1)).into_iter().map(|line| line.into_owned()).collect()
}

/// A title over a part of what is printed.
pub(crate) fn heading(out: &mut impl Write, text: &str) -> io::Result<()> {
    writeln!(out, "{STRONG}{text}{STRONG:#}")
}

/// The beginning of an id, as tables show it.
pub(crate) fn brief(id: &str) -> String {
    id.chars().take(8).collect()
}

/// Names by commas.
pub(crate) fn list(names: &[String]) -> String {
    names.join(", ")
}
