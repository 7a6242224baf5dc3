//! The tables of the groups, against a recomputation that shares nothing with the crate.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chancery_ledger::compliance::{Averages, ComplianceTable, Problem, read_table, write_table};

/// A table of the groups with its bytes; prints why when there is none.
fn table(name: &str) -> Option<(Vec<u8>, ComplianceTable)> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/benchmarks/compliance").join(name);
    let Ok(bytes) = std::fs::read(&file) else {
        println!("skipped: there is no {}", file.display());
        return None;
    };
    let table = read_table(&bytes).expect("the groups' tables are read");
    Some((bytes, table))
}

/// A CSV text as rows of cells, each row with the line on which it begins.
fn raw(text: &str) -> Vec<(u64, Vec<String>)> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut row_line, mut is_quoted) = (1, 1, false);
    let mut characters = text.trim_start_matches('\u{feff}').trim_end().chars().chain(['\n']).peekable();
    while let Some(character) = characters.next() {
        line += u64::from(character == '\n');
        match character {
            '"' if is_quoted && characters.peek() == Some(&'"') => cell.extend(characters.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell).trim_end_matches('\r').to_owned());
                rows.push((row_line, std::mem::take(&mut row)));
                row_line = line;
            }
            character => cell.push(character),
        }
    }
    rows
}

/// Whether a printed average is the sum of scores over their number, rounded to two decimals or as many as are printed:
/// in whole numbers, twice the difference is at most one unit of the last decimal.
fn is_mean(printed: &str, scores: &[i128]) -> bool {
    let (sign, figures) = printed.strip_prefix('-').map_or((1, printed), |figures| (-1, figures));
    let (whole, decimals) = figures.split_once('.').unwrap_or((figures, ""));
    let decimals = format!("{decimals:0<2}");
    let unit = 10_i128.pow(decimals.len() as u32);
    let value =
        sign * (whole.parse::<i128>().expect("averages are numbers") * unit + decimals.parse::<i128>().expect("averages are numbers"));
    let count = scores.len() as i128;
    2 * (value * count - scores.iter().sum::<i128>() * unit).abs() <= count
}

fn score(cell: &str) -> Option<i128> {
    match cell {
        "-1" => Some(-1),
        "0" => Some(0),
        "1" => Some(1),
        _ => None,
    }
}

/// Checks the averages and the scores of one table, and prints what was found.
fn check(name: &str) {
    let Some((bytes, table)) = table(name) else { return };
    let text = std::str::from_utf8(&bytes).expect("the groups' tables are UTF-8");
    let mut rows = raw(text).into_iter();
    let (_, header) = rows.next().expect("there is a first line");
    let average = header.iter().position(|column| column == "average").expect("there are averages");
    let (mut disagreeing, mut unread, mut agreeing) = (Vec::new(), Vec::new(), 0);
    for (line, cells) in rows {
        let scores: Vec<i128> = cells[average + 1..].iter().filter_map(|cell| score(cell)).collect();
        let odd = cells[average + 1..].iter().zip(&header[average + 1..]).filter(|(cell, _)| !cell.is_empty() && score(cell).is_none());
        unread.extend(odd.map(|(cell, member)| (line, member.clone(), cell.clone())));
        if is_mean(&cells[average], &scores) { agreeing += 1 } else { disagreeing.push((line, cells[average].clone())) }
    }
    let findings = table.findings();
    let of_average = findings.iter().filter(|finding| matches!(finding.problem, Problem::AverageDisagrees { .. }));
    assert_eq!(of_average.map(|finding| (finding.line, finding.printed.clone())).collect::<Vec<_>>(), disagreeing);
    let of_scores = findings.iter().filter(|finding| matches!(finding.problem, Problem::ScoreUnread { .. }));
    assert_eq!(of_scores.map(|finding| (finding.line, finding.column.clone(), finding.printed.clone())).collect::<Vec<_>>(), unread);
    assert_eq!(agreeing + disagreeing.len(), table.rows.len());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for finding in &findings {
        let json = serde_json::to_value(&finding.problem).expect("findings are plain");
        *counts.entry(json["problem"].to_string()).or_default() += 1;
    }
    println!("{name}: {} rows, {agreeing} averages reproduced; {counts:?}", table.rows.len());
    for finding in findings.iter().filter(|finding| finding.column != "id") {
        println!("{name}: {finding}");
    }
    let aggregates = table.aggregates();
    println!("{name}: {:?}\n{:?}\n{:?}", aggregates.scores, aggregates.rows, aggregates.printed);
}

#[test]
fn averages_of_the_g20_are_reproduced_but_for_the_rows_that_disagree() {
    check("g20.csv");
}

#[test]
fn averages_of_the_g7_are_reproduced_but_for_the_rows_that_disagree() {
    check("g7.csv");
}

/// A mangled id is two figures of the year and the name of a month: told here by its letters and figures alone.
#[test]
fn mangled_ids_of_the_groups_are_all_found() {
    for name in ["g20.csv", "g7.csv"] {
        let Some((bytes, table)) = table(name) else { return };
        let text = std::str::from_utf8(&bytes).expect("the groups' tables are UTF-8");
        let is_date = |id: &str| id.len() == 6 && id.chars().filter(char::is_ascii_alphabetic).count() == 3 && id.contains('-');
        let expected: Vec<(u64, String)> =
            raw(text).into_iter().map(|(line, mut cells)| (line, cells.swap_remove(1))).filter(|(_, id)| is_date(id)).collect();
        let findings = table.findings();
        let found = findings.iter().filter_map(|finding| match &finding.problem {
            Problem::IdMangled { likely } => Some((finding.line, finding.printed.clone(), likely)),
            _ => None,
        });
        let found: Vec<(u64, String, &Option<String>)> = found.collect();
        assert_eq!(found.iter().map(|(line, id, _)| (*line, id.clone())).collect::<Vec<_>>(), expected);
        assert!(found.iter().all(|(_, _, likely)| likely.is_some()), "{found:?}");
        println!("{name}: {} mangled ids", found.len());
    }
}

#[test]
fn the_tables_of_the_groups_are_written_as_they_were() {
    for name in ["g20.csv", "g7.csv"] {
        let Some((bytes, table)) = table(name) else { return };
        let written = write_table(&table, Averages::Printed).expect("it can be written");
        assert!(written == bytes, "{name} is not the same");
        let recomputed = write_table(&table, Averages::Recomputed).expect("it can be written");
        let again = read_table(&recomputed).expect("what was written is a table");
        assert!(!again.findings().iter().any(|finding| finding.column == "average"), "{name}");
    }
}
