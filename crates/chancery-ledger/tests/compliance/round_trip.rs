//! What is written is what was read.

use chancery_ledger::compliance::{Averages, Cell, ComplianceError, ComplianceTable, LineEnd, Problem, Row, read_table, stem, write_table};
use proptest::prelude::*;

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-z \\[\\]\",;\n=']{0,20}", "\\PC{0,12}", Just("a\r\nb".to_owned())]
}

fn cells() -> impl Strategy<Value = Cell> {
    prop::sample::select(vec!["1", "0", "-1", "", "−1", "x", " 1", "a\"b", "2,5"]).prop_map(Cell::new)
}

fn rows(members: usize, has_code: bool) -> impl Strategy<Value = Row> {
    let row = (texts(), texts(), texts(), texts(), texts(), texts(), prop::collection::vec(cells(), members));
    row.prop_map(move |(area, id, year, code, text, average, scores)| {
        let code = if has_code { code } else { String::new() };
        Row { line: 0, area, id, year, code, stem: stem(&text).map(str::to_owned), text, average, scores }
    })
}

/// A table of one line that does not end says nothing about how lines end, so none is made.
fn tables() -> impl Strategy<Value = ComplianceTable> {
    let shape = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), prop::collection::btree_set("[a-z]{5}", 1..4));
    shape.prop_flat_map(|(has_byte_order_mark, ends_in_two, ends_last_line, has_code, members)| {
        let line_end = if ends_in_two { LineEnd::CarriageReturn } else { LineEnd::LineFeed };
        let members: Vec<String> = members.into_iter().collect();
        let rows = prop::collection::vec(rows(members.len(), has_code), usize::from(!ends_last_line)..6);
        rows.prop_map(move |rows| {
            let members = members.clone();
            ComplianceTable { has_byte_order_mark, line_end, ends_last_line, has_code, members, rows }
        })
    })
}

fn without_lines(mut table: ComplianceTable) -> ComplianceTable {
    table.rows.iter_mut().for_each(|row| row.line = 0);
    table
}

proptest! {
    #[test]
    fn a_table_comes_back_as_it_was(table in tables()) {
        let bytes = write_table(&table, Averages::Printed).expect("the rows are as long as the header");
        let read = read_table(&bytes).expect("what was written is a table");
        prop_assert_eq!(without_lines(read.clone()), table);
        prop_assert_eq!(write_table(&read, Averages::Printed), Ok(bytes));
    }

    #[test]
    fn recomputed_averages_are_those_of_the_scores(table in tables()) {
        let bytes = write_table(&table, Averages::Recomputed).expect("the rows are as long as the header");
        let read = read_table(&bytes).expect("what was written is a table");
        let is_of_average = |problem: &Problem| matches!(
            problem,
            Problem::AverageDisagrees { .. } | Problem::AverageUnread { .. } | Problem::AverageMissing { .. } | Problem::AverageWithoutScores
        );
        prop_assert!(!read.findings().iter().any(|finding| is_of_average(&finding.problem)));
        let forget = |mut table: ComplianceTable| { table.rows.iter_mut().for_each(|row| row.average.clear()); without_lines(table) };
        prop_assert_eq!(forget(read), forget(table));
    }

    #[test]
    fn no_bytes_are_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..80), is_headed in any::<bool>()) {
        let head: &[u8] = if is_headed { b"area,id,year,code,text,average,us\n" } else { b"" };
        if let Ok(table) = read_table(&[head, &bytes].concat()) {
            prop_assert_eq!(table.aggregates().commitments.len(), table.rows.len());
            prop_assert!(table.findings().iter().all(|finding| !finding.to_string().is_empty()));
        }
    }
}

#[test]
fn averages_are_written_as_the_tables_print_them() {
    let text = "area,id,year,text,average,a,b,c\nTrade,2031-1,2031,Open,9,1,0,0\nTrade,2031-2,2031,Open,9,1,1,\nTrade,2031-3,2031,Open,9,,,\n\
                Trade,2031-4,2031,Open,9,-1,1,0\nTrade,2031-5,2031,Open,9,-1,-1,0\n";
    let table = read_table(text.as_bytes()).expect("it is a table");
    let written = String::from_utf8(write_table(&table, Averages::Recomputed).expect("it can be written")).expect("it is UTF-8");
    let averages: Vec<&str> = written.lines().skip(1).filter_map(|line| line.split(',').nth(4)).collect();
    assert_eq!(averages, ["0.333333333", "1", "", "0", "-0.666666667"]);
    assert_eq!(write_table(&table, Averages::Printed).expect("it can be written"), text.as_bytes());
}

#[test]
fn a_row_of_another_length_is_not_written() {
    let mut table = read_table(b"area,id,year,text,average,a,b\nTrade,2031-1,2031,Open,1,1,1\n").expect("it is a table");
    table.rows[0].scores.pop();
    assert_eq!(write_table(&table, Averages::Printed), Err(ComplianceError::Width { line: 2, found: 6, wanted: 7 }));
}
