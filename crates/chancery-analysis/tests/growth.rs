//! Long texts: what is found grows with them, and no text keeps the reader busy for ever.

mod common;

use chancery_model::Language;
use common::{assert_grounded, read};

/// Length of the long texts, in bytes.
const LONG: usize = 200_000;

/// Entries of `unit`, and of as many copies of it in one line as fill [`LONG`] bytes.
fn entries(unit: &str, language: Language) -> (usize, usize, usize) {
    let copies = LONG / unit.len();
    let long = read(&unit.repeat(copies), language);
    assert_grounded(&long);
    (read(unit, language).entries.len(), copies, long.entries.len())
}

#[test]
fn a_line_of_many_copies_has_as_many_times_the_entries() {
    let chinese = "甲乙双方同意成立渔业理事会。甲国愿同乙国扩大贸易，反对单边措施。";
    let english = "Alvonia and Berland agreed to establish a trade council. Alvonia will purchase 200 aircraft by 2027. ";
    for (unit, language) in [(chinese, Language::ZH), (english, Language::EN)] {
        let (one, copies, all) = entries(unit, language);
        assert!(one > 0, "{unit}");
        assert_eq!(all, one * copies, "{copies} copies of {unit}");
    }
}

#[test]
fn a_sentence_without_an_end_has_entries_to_its_end() {
    let chinese = "甲国愿同乙国扩大贸易；";
    let english = "Alvonia will lower its tariffs; ";
    for (unit, language) in [(chinese, Language::ZH), (english, Language::EN)] {
        let (one, copies, all) = entries(unit, language);
        assert!(one > 0 && all >= copies / 2, "{all} entries in {copies} copies of {unit}");
    }
}

#[test]
fn texts_of_one_thing_over_and_over_are_read_to_their_end() {
    let units = [
        ",",
        "，",
        "“",
        "”",
        "\"",
        "《",
        "(",
        "（",
        "、",
        "。",
        ".",
        "；",
        ":",
        "：",
        "9",
        "9,",
        "１",
        "一",
        "一是",
        "甲国",
        "甲方",
        "双方",
        "愿",
        "将",
        "应",
        "同意",
        "的",
        "理事会",
        "会晤、",
        "3次",
        "5年",
        "5月3日",
        "正如",
        "表示，",
        "甲国总统李明表示",
        "甲国、",
        "甲国和",
        "重新开",
        "总统",
        "原则",
        "国事访问的",
        "Alvonia ",
        "Alvonia, ",
        "Alvonia and ",
        "said ",
        "will ",
        "agreed to ",
        "agreed that ",
        "Trade Council ",
        "Council",
        "The Trade and ",
        "Plan of ",
        "President ",
        "of ",
        "and ",
        "Both sides ",
        "meeting ",
        "May 3, ",
        "$5 ",
        "A ",
        "A",
        "-",
        "é",
        "𠮷",
        "\u{FFFD}",
        "a.",
        "U.S. ",
    ];
    for language in [Language::ZH, Language::EN] {
        for unit in units {
            assert_grounded(&read(&unit.repeat(LONG / unit.len()), language));
        }
    }
}
