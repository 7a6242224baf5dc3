//! Pages as they are set: columns, paragraphs, running heads, notes, tables.

use chancery_formats::Form::{Heading, Note, Paragraph, Row, Strong, Title};

use crate::check;
use crate::writer::{BOLD, CHINESE, LATIN, Writer, line, lines};

fn page(content: &str) -> Vec<u8> {
    pages(&[content])
}

fn pages(contents: &[&str]) -> Vec<u8> {
    let mut writer = Writer::new();
    contents.iter().for_each(|content| writer.page(content));
    writer.finish()
}

/// Two columns of ten ideographs; first lines are set in by two.
const LEFT: [&str; 5] = ["  甲国和乙国同意开", "放三个港口，并设立一", "个联合委员会。", "  双方将于明年举行", "下一轮会谈。甲方强调"];
const RIGHT: [&str; 5] = ["，合作符合双方的利益", "，也符合各国的期待。", "  乙方表示，愿意为", "此作出不懈的努力，并", "尽快提出建议。"];

/// A line of a column whose leading spaces are ideographs wide.
fn set(x: f32, y: f32, text: &str) -> String {
    let bare = text.trim_start();
    line(CHINESE, 10.0, x + 10.0 * (text.len() - bare.len()) as f32, y, bare)
}

#[test]
fn columns_are_read_one_after_the_other_though_drawn_row_by_row() {
    let mut content = line(CHINESE, 18.0, 80.0, 60.0, "两国发表联合声明");
    for (index, (left, right)) in LEFT.iter().zip(RIGHT).enumerate() {
        let y = 100.0 + 15.0 * index as f32;
        content += &(set(50.0, y, left) + &set(180.0, y, right));
    }
    check(
        page(&content),
        &[
            (Title, "两国发表联合声明"),
            (Paragraph, "甲国和乙国同意开放三个港口，并设立一个联合委员会。"),
            (Paragraph, "双方将于明年举行下一轮会谈。甲方强调，合作符合双方的利益，也符合各国的期待。"),
            (Paragraph, "乙方表示，愿意为此作出不懈的努力，并尽快提出建议。"),
        ],
    );
}

#[test]
fn words_parted_by_hyphens_are_made_whole() {
    let text = ["Alvonia and Borduria agreed to open three har-", "bours on the long-term lease. It is a long-", "term plan."];
    check(
        page(&lines(LATIN, 50.0, 100.0, &text)),
        &[(Paragraph, "Alvonia and Borduria agreed to open three harbours on the long-term lease. It is a long-term plan.")],
    );
}

#[test]
fn paragraphs_are_parted_by_gaps_short_lines_and_headings() {
    let content = line(BOLD, 10.0, 50.0, 100.0, "Trade")
        + &lines(LATIN, 50.0, 115.0, &["Alvonia will open its markets to goods from", "Borduria."])
        + &lines(LATIN, 50.0, 145.0, &["Borduria will lower the duties that it took", "in the past year."])
        + &lines(LATIN, 50.0, 190.0, &["Both will meet again in the coming spring of"]);
    check(
        page(&content),
        &[
            (Strong, "Trade"),
            (Paragraph, "Alvonia will open its markets to goods from Borduria."),
            (Paragraph, "Borduria will lower the duties that it took in the past year."),
            (Paragraph, "Both will meet again in the coming spring of"),
        ],
    );
}

#[test]
fn running_heads_and_numbers_are_dropped_and_paragraphs_go_on_over_pages() {
    let body = [
        ["Alvonia and Borduria agreed to open three", "harbours to each other, and to set up one"],
        ["commission that meets twice a year in the", "capital of either side, and that reports to"],
        ["both governments. Each side may propose to", "end it."],
    ];
    let contents: Vec<String> = body
        .iter()
        .enumerate()
        .map(|(index, body)| {
            line(LATIN, 8.0, 200.0, 40.0, "Bulletin of Records")
                + &lines(LATIN, 50.0, 100.0, body)
                + &line(LATIN, 8.0, 290.0, 770.0, &format!("- {} -", index + 1))
        })
        .collect();
    let contents: Vec<&str> = contents.iter().map(String::as_str).collect();
    check(
        pages(&contents),
        &[(
            Paragraph,
            "Alvonia and Borduria agreed to open three harbours to each other, and to set up one commission that meets \
             twice a year in the capital of either side, and that reports to both governments. Each side may propose to end it.",
        )],
    );
}

#[test]
fn notes_stand_at_the_end_of_their_page_and_part_no_paragraph() {
    let first = lines(LATIN, 50.0, 100.0, &["Alvonia and Borduria agreed to open three", "harbours to each other, and to set up one"])
        + &line(LATIN, 8.0, 50.0, 700.0, "1 Signed in the capital of Alvonia.");
    let second = lines(LATIN, 50.0, 100.0, &["commission that meets twice a year in the", "capital of either side."]);
    check(
        pages(&[&first, &second]),
        &[
            (
                Paragraph,
                "Alvonia and Borduria agreed to open three harbours to each other, and to set up one commission that \
                 meets twice a year in the capital of either side.",
            ),
            (Note, "1 Signed in the capital of Alvonia."),
        ],
    );
}

#[test]
fn tables_with_rules_are_rows_of_cells() {
    let rules = "50 690 m 350 690 l S 50 660 m 350 660 l S 50 630 m 350 630 l S \
                 50 630 m 50 690 l S 200 630 m 200 690 l S 350 630 m 350 690 l S\n";
    let content = lines(LATIN, 50.0, 80.0, &["The sides agreed on these quotas for the year:"])
        + rules
        + &line(LATIN, 10.0, 60.0, 128.0, "Alvonia")
        + &line(LATIN, 10.0, 210.0, 128.0, "200 tons")
        + &line(LATIN, 10.0, 60.0, 158.0, "Borduria")
        + &line(LATIN, 10.0, 210.0, 158.0, "300 tons");
    check(
        page(&content),
        &[(Paragraph, "The sides agreed on these quotas for the year:"), (Row, "Alvonia\t200 tons"), (Row, "Borduria\t300 tons")],
    );
}

#[test]
fn rotated_text_and_artifacts_are_dropped() {
    let content = lines(LATIN, 50.0, 100.0, &["Alvonia will open its markets."])
        + "BT /L 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET\n"
        + "BT /L 8 Tf 0 1 -1 0 580 300 Tm (Printed in Alvonia) Tj ET\n"
        + "/Artifact BMC "
        + &line(LATIN, 10.0, 50.0, 400.0, "Confidential")
        + "EMC\n";
    check(page(&content), &[(Paragraph, "Alvonia will open its markets.")]);
}

#[test]
fn letters_of_fonts_are_folded_and_chinese_punctuation_is_not() {
    let content = lines(CHINESE, 50.0, 100.0, &["⼈民同意２０２６年举行会谈，并说：“好”（附件）。"]);
    check(page(&content), &[(Paragraph, "人民同意2026年举行会谈，并说：“好”（附件）。")]);
}

#[test]
fn headings_set_wide_are_closed_up_and_sizes_make_levels() {
    let content = line(CHINESE, 22.0, 200.0, 60.0, "公")
        + &line(CHINESE, 22.0, 260.0, 60.0, "报")
        + &line(CHINESE, 14.0, 50.0, 110.0, "一、贸易")
        + &lines(CHINESE, 50.0, 140.0, &["甲国将开放市场，乙国将降低关税，双方同意于", "明年举行会谈。"]);
    check(
        page(&content),
        &[(Title, "公报"), (Heading(1), "一、贸易"), (Paragraph, "甲国将开放市场，乙国将降低关税，双方同意于明年举行会谈。")],
    );
}
