//! What looks wrong.

use chancery_ledger::compliance::{Problem, read_table};

/// The problems of a table of one member with a code, each row given as `id,year,code,average,score`: line, column, problem.
fn problems(rows: &[&str]) -> Vec<(u64, String, Problem)> {
    let mut text = "area,id,year,code,text,average,alvonia,berland\n".to_owned();
    for row in rows {
        let cells: Vec<&str> = row.split(',').collect();
        let [id, year, code, average, first, second] = cells[..] else { panic!("{row} has six cells") };
        text += &format!("Trade,{id},{year},{code},Open,{average},{first},{second}\n");
    }
    let table = read_table(text.as_bytes()).expect("it is a table");
    table.findings().into_iter().map(|finding| (finding.line, finding.column, finding.problem)).collect()
}

/// Asserts that a table of one row has just one problem.
#[track_caller]
fn check(row: &str, column: &str, problem: Problem) {
    assert_eq!(problems(&[row]), [(2, column.to_owned(), problem)], "{row}");
}

#[track_caller]
fn well(row: &str) {
    assert_eq!(problems(&[row]), [], "{row}");
}

fn mangled(likely: Option<&str>) -> Problem {
    Problem::IdMangled { likely: likely.map(str::to_owned) }
}

#[test]
fn ids_that_became_dates_are_told_with_what_they_were() {
    check("Jan-85,1985,,1,1,1", "id", mangled(Some("1985-1")));
    check("02-Aug,2002,,1,1,1", "id", mangled(Some("2002-8")));
    check("12-Dec,2012,,1,1,1", "id", mangled(Some("2012-12")));
    check("dec-2012,2012,,1,1,1", "id", mangled(Some("2012-12")));
    check("Jan-85,1986,,1,1,1", "id", mangled(None));
    well("1985-1,1985,,1,1,1");
}

#[test]
fn ids_of_another_form_are_told() {
    for id in ["1985-xx", "1985", "1985-1 (AB)", "2009L-62-68", "1985- 1", "Jan", "Mai-85"] {
        let year = if id.starts_with("2009") { "2009" } else { "1985" };
        check(&format!("{id},{year},,1,1,1"), "id", Problem::IdForm);
    }
    check(",1985,,1,1,1", "id", Problem::IdMissing);
    check(" 1985-1,1985,,1,1,1", "id", Problem::IdWhiteSpace);
    check("1985-1 ,1985,,1,1,1", "id", Problem::IdWhiteSpace);
}

#[test]
fn ids_that_are_repeated_are_told_with_their_first_line() {
    let repeated = problems(&["1985-1,1985,,1,1,1", "1985-2,1985,,1,1,1", "1985-1 ,1985,,1,1,1"]);
    let id = || "id".to_owned();
    assert_eq!(repeated, [(4, id(), Problem::IdWhiteSpace), (4, id(), Problem::IdRepeated { first_line: 2 })]);
}

#[test]
fn years_and_codes_that_disagree_are_told() {
    check("1985-1,1986,,1,1,1", "year", Problem::YearDisagrees { of_id: "1985".to_owned() });
    check("1985-1,85,,1,1,1", "year", Problem::YearForm);
    check("2010T-1,2010,S,1,1,1", "code", Problem::CodeDisagrees { of_id: "T".to_owned() });
    check("2010-1,2010,S,1,1,1", "code", Problem::CodeDisagrees { of_id: String::new() });
    well("2010S-1,2010,S,1,1,1");
    // Where a year has one summit only, the column is left blank.
    well("2008W-1,2008,,1,1,1");
    let left_out = problems(&["2010S-1,2010,S,1,1,1", "2010T-1,2010,,1,1,1"]);
    assert_eq!(left_out, [(3, "code".to_owned(), Problem::CodeDisagrees { of_id: "T".to_owned() })]);
}

#[test]
fn cells_that_are_no_scores_are_told() {
    let likely = [("−1", Some(-1)), ("–1", Some(-1)), ("-", Some(-1)), ("+", Some(1)), ("2", None), ("x", None), ("0.5", None)];
    for (printed, likely) in likely {
        check(&format!("1985-1,1985,,1,1,{printed}"), "berland", Problem::ScoreUnread { likely });
    }
}

#[test]
fn averages_are_compared_with_the_scores_as_far_as_they_are_printed() {
    let of = |average: &str, scores: &str| format!("1985-1,1985,,{average},{scores}");
    for (average, scores) in
        [("0.5", "0,1"), ("1", "1,"), ("0", "-1,1"), ("-0.5", "-1,0"), ("0.500000000", "0,1"), ("0.504", "1,"), ("", ",")]
    {
        let is_well = average != "0.504";
        assert_eq!(problems(&[&of(average, scores)]).is_empty(), is_well, "{average} of {scores}");
    }
    check(&of("0.4", "0,1"), "average", Problem::AverageDisagrees { expected: 0.5 });
    check(&of("0.49", "0,1"), "average", Problem::AverageDisagrees { expected: 0.5 });
    check(&of("1", "0,1"), "average", Problem::AverageDisagrees { expected: 0.5 });
    check(&of("0.506", "0,1"), "average", Problem::AverageDisagrees { expected: 0.5 });
    check(&of("about 1", "1,1"), "average", Problem::AverageUnread { expected: Some(1.0) });
    check(&of("nan", ","), "average", Problem::AverageUnread { expected: None });
    check(&of("", "1,0"), "average", Problem::AverageMissing { expected: 0.5 });
    check(&of("0", ","), "average", Problem::AverageWithoutScores);
}

/// A third is 0.33, 0.333 and so on; a value in the last place that another rounding gives is another value.
#[test]
fn rounding_is_half_a_unit_of_the_last_decimal() {
    let table = |average: &str| format!("area,id,year,text,average,a,b,c\nTrade,2031-1,2031,Open,{average},1,0,0\n");
    let agrees = |average: &str| read_table(table(average).as_bytes()).expect("it is a table").findings().is_empty();
    assert!(["0.33", "0.333", "0.333333333", "0.333333333333"].into_iter().all(agrees));
    assert!(!["0.3", "0.32", "0.34", "0.334", "0.332", "0.33333334", "-0.33"].into_iter().any(agrees));
}

#[test]
fn a_finding_says_where_what_and_what_to_expect() {
    let text = "area,id,year,text,average,us\nTrade,Jan-85,1985,Open,0.2,1\nTrade,1985-2,1985,Open,,−1\n";
    let findings = read_table(text.as_bytes()).expect("it is a table").findings();
    let messages: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            "line 2, column id: 'Jan-85' is a date made by a spreadsheet; it was most likely 1985-1",
            "line 2, column average, id 'Jan-85': '0.2' is not the mean of the scores, 1",
            "line 3, column us, id '1985-2': '−1' is none of -1, 0 and 1; it was most likely -1",
        ]
    );
    let json = serde_json::to_value(&findings[0]).expect("findings are plain");
    let expected =
        serde_json::json!({"line": 2, "column": "id", "id": "Jan-85", "printed": "Jan-85", "problem": "id_mangled", "likely": "1985-1"});
    assert_eq!(json, expected);
}
