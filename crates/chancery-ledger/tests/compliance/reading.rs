//! What is read, what is refused, and the means.

use chancery_ledger::compliance::{Cell, ComplianceError, ComplianceTable, LineEnd, Mean, Score, read_table, stem};

/// Three commitments of made-up members.
const TABLE: &str = "\u{feff}area,id,year,text,average,alvonia,berland,us\r\n\
    Trade,2031-1,2031,\"[We will:] open the \"\"upper\"\" pass,\nand keep it open\",0.5,1,,0\r\n\
    Trade,2031-2,2031,Lower the dues,-0.666666667,-1,0,-1\r\n\
    Water,2032-1,2032,Share the river,,,,\r\n";

fn read(text: &str) -> ComplianceTable {
    read_table(text.as_bytes()).expect("it is a table")
}

#[track_caller]
fn refused(text: &str, message: &str) {
    assert_eq!(read_table(text.as_bytes()).expect_err("it is no table").to_string(), message);
}

#[test]
fn a_table_is_read_as_it_is_printed() {
    let table = read(TABLE);
    assert!(table.has_byte_order_mark && !table.has_code);
    assert_eq!((table.line_end, &table.members[..]), (LineEnd::CarriageReturn, &["alvonia", "berland", "us"].map(str::to_owned)[..]));
    let first = &table.rows[0];
    assert_eq!(
        (first.line, first.area.as_str(), first.id.as_str(), first.year.as_str(), first.code.as_str()),
        (2, "Trade", "2031-1", "2031", "")
    );
    assert_eq!(first.text, "[We will:] open the \"upper\" pass,\nand keep it open");
    assert_eq!((first.stem.as_deref(), first.average.as_str()), (Some("We will:"), "0.5"));
    let scores: Vec<Score> = first.scores.iter().map(Cell::score).collect();
    assert_eq!(scores, [Score::Value(1), Score::Blank, Score::Value(0)]);
    // The text of the first row has a line break, so the second begins on the fourth line.
    assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4, 5]);
}

#[test]
fn a_code_and_any_members_are_read() {
    let table = read("area,id,year,code,text,average,Alvonia\nTrade,2031W-1,2031,W,Open,1,1");
    assert_eq!((table.has_code, table.rows[0].code.as_str(), table.line_end), (true, "W", LineEnd::LineFeed));
    assert_eq!(table.aggregates().members[0].actor, "?/Alvonia");
}

#[test]
fn cells_say_a_score_a_blank_or_nothing_that_is_read() {
    let scores = [("1", 1), ("0", 0), ("-1", -1), (" 1 ", 1), ("+1", 1), ("-1.0", -1), ("-0", 0)];
    scores.into_iter().for_each(|(printed, score)| assert_eq!(Cell::new(printed).score(), Score::Value(score), "{printed}"));
    ["", "  "].into_iter().for_each(|printed| assert_eq!(Cell::new(printed).score(), Score::Blank, "{printed}"));
    let unread = ["2", "x", "0.5", "−1", "-", "+", "n/a", "nan", "inf", "1 0"];
    unread.into_iter().for_each(|printed| assert_eq!(Cell::new(printed).score(), Score::Unread, "{printed}"));
}

#[test]
fn a_stem_is_what_stands_in_brackets_at_the_head() {
    assert_eq!(stem(" [We will [all]:] open"), Some("We will [all]:"));
    assert_eq!(stem("[we will]…open"), Some("we will"));
    for text in ["We [will] open", "[We will open", "[We will open].", "", "[", "] open"] {
        assert_eq!(stem(text), None, "{text}");
    }
}

#[test]
fn blanks_are_no_zeros_in_a_mean() {
    let aggregates = read(TABLE).aggregates();
    let mean = |scored, blank, mean: Option<f64>| Mean { scored, blank, unread: 0, mean, percentage: mean.map(|mean| 50.0 * mean + 50.0) };
    let of_rows: Vec<Mean> = aggregates.commitments.iter().map(|commitment| commitment.mean).collect();
    assert_eq!(of_rows[0], mean(2, 1, Some(0.5)));
    assert_eq!((of_rows[1].scored, of_rows[2]), (3, mean(0, 3, None)));
    let members: Vec<(&str, Mean)> = aggregates.members.iter().map(|member| (member.actor.as_str(), member.mean)).collect();
    assert_eq!(members, [("?/alvonia", mean(2, 1, Some(0.0))), ("?/berland", mean(1, 2, Some(0.0))), ("USA", mean(2, 1, Some(-0.5)))]);
    assert_eq!(aggregates.scores, mean(5, 4, Some(-0.2)));
    assert_eq!((aggregates.rows.scored, aggregates.rows.blank, aggregates.printed.scored), (2, 1, 2));
    assert!((aggregates.rows.mean.expect("two rows have scores") - (0.5 - 2.0 / 3.0) / 2.0).abs() < 1e-12);
    let unread = read("area,id,year,text,average,us\nTrade,2031-1,2031,Open,1,x").aggregates().scores;
    assert_eq!((unread.scored, unread.unread, unread.mean), (0, 1, None));
}

#[test]
fn what_is_no_table_is_refused() {
    refused("", "the table is empty; its first line names the columns area,id,year,text,average and the members");
    refused(
        "area,number,year,text,average,us\n",
        "line 1, column 2: 'number' stands where 'id' should; the columns are area,id,year[,code],text,average and the members",
    );
    refused(
        "area,id,year,text\n",
        "line 1, column 5: '' stands where 'average' should; the columns are area,id,year[,code],text,average and the members",
    );
    refused("area,id,year,text,average\n", "line 1: no column follows 'average'; each member has a column of its own there");
    refused("area,id,year,text,average,us,\n", "line 1, column 7: a member without a name; name the column or take it out");
    refused("area,id,year,text,average,us,us\n", "line 1, column 7: 'us' is the name of an earlier column; each member has one column");
    refused(
        "area,id,year,text,average,us\nTrade,2031-1,2031,\"a\nb\",1,1\nTrade,2031-2,2031,Open, and shut,1,1\n",
        "line 4: the row has 7 columns, the first line 6; a text with a comma or a line break needs quotation marks",
    );
    let latin = [b"area,id,year,text,average,us\nTrade,2031-1,2031,caf".as_slice(), &[0xe9], b",1,1\n"].concat();
    assert_eq!(read_table(&latin), Err(ComplianceError::Charset { line: 2, byte: 22 }));
}

#[test]
fn a_table_without_rows_has_no_means_and_no_findings() {
    let table = read("area,id,year,text,average,us\n");
    assert_eq!((table.findings().len(), table.aggregates().scores, table.aggregates().rows), (0, Mean::default(), Mean::default()));
}
