//! What is recognised, what it resolves to, and what is left alone; in invented accounts.

use std::fmt::Write;
use std::sync::OnceLock;

use chancery_mentions::{Vocabulary, recognize, recognize_layers};
use chancery_model::{Date, Language, Mention, MentionValue};
use proptest::prelude::*;

const FILES: [(&str, &str); 4] = [
    ("zh.toml", include_str!("../../chancery-lexicon/data/mentions/zh.toml")),
    ("en.toml", include_str!("../../chancery-lexicon/data/mentions/en.toml")),
    ("units.toml", include_str!("../../chancery-lexicon/data/mentions/units.toml")),
    ("currencies.toml", include_str!("../../chancery-lexicon/data/mentions/currencies.toml")),
];

fn zh() -> &'static Vocabulary {
    static ZH: OnceLock<Vocabulary> = OnceLock::new();
    ZH.get_or_init(|| Vocabulary::parse(Language::ZH, &FILES).expect("the data files are valid"))
}

fn en() -> &'static Vocabulary {
    static EN: OnceLock<Vocabulary> = OnceLock::new();
    EN.get_or_init(|| Vocabulary::parse(Language::EN, &FILES).expect("the data files are valid"))
}

fn reference() -> Option<Date> {
    Some(Date::constant(2026, 5, 16))
}

fn show(vocabulary: &Vocabulary, value: &MentionValue) -> String {
    let day = |day: &Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    match value {
        MentionValue::Date(date) => day(date),
        MentionValue::DateRange { start, end } => format!("{}..{}", day(start), day(end)),
        MentionValue::Duration(length) => length.to_string(),
        MentionValue::Number(value) => value.to_string(),
        MentionValue::Percent(value) => format!("{value}%"),
        MentionValue::Money { amount: value, currency: unit } | MentionValue::Quantity { value, unit } => {
            format!("{value} {}", vocabulary.units()[usize::from(unit.0)])
        }
    }
}

/// Mentions as `words=value`, joined by `; `.
#[track_caller]
fn check_in(vocabulary: &Vocabulary, text: &str, expected: &str) {
    let mut found = Vec::new();
    recognize(vocabulary, text, 0, reference(), &mut found);
    let mut shown = String::new();
    for Mention { span, value } in &found {
        let separator = if shown.is_empty() { "" } else { "; " };
        write!(shown, "{separator}{}={}", &text[span.range()], show(vocabulary, value)).expect("a string takes what is written");
    }
    assert_eq!(shown, expected, "{text}");
}

#[track_caller]
fn check_zh(text: &str, expected: &str) {
    check_in(zh(), text, expected);
}

#[track_caller]
fn check_en(text: &str, expected: &str) {
    check_in(en(), text, expected);
}

#[test]
fn chinese_days_and_stretches() {
    check_zh("甲国总统于5月13日至15日访问乙国。", "5月13日至15日=2026-05-13..2026-05-15");
    check_zh("当地时间10月30日上午，甲国总理抵达。", "10月30日=2026-10-30");
    check_zh("继去年10月会晤后，今年秋季再次会晤。", "去年10月=2025-10-01..2025-10-31; 今年秋季=2026-09-01..2026-11-30");
    check_zh("力争年内签署，到2027年底完成。", "年内=2026-05-16..2026-12-31; 到2027年底=..2027-12-31");
    check_zh("2030年前落实，2027年底前评估。", "2030年前=..2029-12-31; 2027年底前=..2027-12-31");
    check_zh("自2024年1月1日起实施。", "自2024年1月1日起=2024-01-01..");
    check_zh("明年上半年，甲国将主办。", "明年上半年=2027-01-01..2027-06-30");
    check_zh("计划年初启动", "年初=2026-01-01..2026-03-31");
    check_zh("今年1－4月，今年前9个月", "今年1－4月=2026-01-01..2026-04-30; 今年前9个月=2026-01-01..2026-09-30");
    check_zh("2026—2028年，3至5月", "2026—2028年=2026-01-01..2028-12-31; 3至5月=2026-03-01..2026-05-31");
    check_zh("本周五和下周二", "本周五=2026-05-15; 下周二=2026-05-19");
    check_zh("未来三年提供援助", "未来三年=2026-05-17..2029-05-16");
    check_zh("二〇二六年五月十四日", "二〇二六年五月十四日=2026-05-14");
    check_zh("２０２６年５月１４日", "２０２６年５月１４日=2026-05-14");
    check_zh("兩國元首於5月6號會見，時隔三週", "5月6號=2026-05-06; 三週=P3W");
    check_zh(
        "2026年代表团、2026年会晤、上世纪九十年代",
        "2026年=2026-01-01..2026-12-31; 2026年=2026-01-01..2026-12-31; 上世纪九十年代=1990-01-01..1999-12-31",
    );
    check_zh("2026年2月30日", "2026年2月30日=");
}

#[test]
fn chinese_lengths_of_time() {
    check_zh("继续暂停一年。", "一年=P1Y");
    check_zh("5年邀请5万名青少年", "5年=P5Y; 5万名=50000 person");
    check_zh("为期两年半", "两年半=P2.5Y");
    check_zh("第三年，几十年，80年后的今天", "80年=P80Y; 今天=2026-05-16");
}

#[test]
fn chinese_numbers_and_amounts() {
    check_zh("举行5次通话、会见30多个国家代表", "5次=5 times; 30多个国家=30 country");
    check_zh("贸易额达1,100.9亿美元，增长24%", "1,100.9亿美元=110090000000 USD; 24%=24%");
    check_zh("上调10个百分点，约占三成", "10个百分点=10 percentage_point; 三成=30%");
    check_zh("五分之一的份额，百分之十二点五", "五分之一=0.2; 百分之十二点五=12.5%");
    check_zh("人民币50元，十余万吨", "人民币50元=50 CNY; 十余万吨=100000 tonne");
    check_zh("两千三百五十名工人", "两千三百五十名=2350 person");
}

#[test]
fn chinese_that_only_looks_like_a_mention() {
    check_zh("双方一致认为，一切以人民为中心，统一思想。", "");
    check_zh("甲国外长3日前往乙国。", "3日=2026-05-03");
    check_zh("五角大楼、第二十二次会议、百分之二三十", "");
    check_zh("零和博弈，多元文化，两国元首", "");
    check_zh("庆祝建交50周年", "50=50");
}

#[test]
fn english_days_and_stretches() {
    check_en("Alvonia and Berland met on November 14, 2025.", "November 14, 2025=2025-11-14");
    check_en("The talks run May 13-15, 2026, in Berland.", "May 13-15, 2026=2026-05-13..2026-05-15");
    check_en("It stays in force until December 31, 2026.", "until December 31, 2026=..2026-12-31");
    check_en("Deliveries begin by the end of 2027.", "by the end of 2027=..2027-12-31");
    check_en("before the end of 2027", "before the end of 2027=..2027-12-31");
    check_en(
        "Alvonia will host later this year and this fall.",
        "later this year=2026-05-16..2026-12-31; this fall=2026-09-01..2026-11-30",
    );
    check_en("during the last two months of 2025", "the last two months of 2025=2025-11-01..2025-12-31");
    check_en("in each of 2026, 2027, and 2028", "2026=2026-01-01..2026-12-31; 2027=2027-01-01..2027-12-31; 2028=2028-01-01..2028-12-31");
    check_en("suspended for one year, starting on November 10, 2025", "for one year, starting on November 10, 2025=2025-11-10..2026-11-09");
    check_en("This week, the two sides met.", "This week=2026-05-11..2026-05-17; two=2");
    check_en("From 3 March to 5 April 2026", "From 3 March to 5 April 2026=2026-03-03..2026-04-05");
    check_en("the first quarter of 2026", "the first quarter of 2026=2026-01-01..2026-03-31");
    check_en("February 30, 2026", "February 30, 2026=");
}

#[test]
fn english_lengths_of_time() {
    check_en("over 18 months", "18 months=P18M");
    check_en("within three years", "three years=P3Y");
    check_en("two weeks ago", "two weeks ago=2026-05-02");
    check_en("for the first time in seven years", "seven years=P7Y");
}

#[test]
fn english_numbers_and_amounts() {
    check_en("at least $17 billion per year", "$17 billion=17000000000 Dollar");
    check_en("25 MMT and 12 million metric tons", "25 MMT=25000000 tonne; 12 million metric tons=12000000 tonne");
    check_en("40-45 bcm of gas", "40=40000000000 cubic meter; 45 bcm=45000000000 cubic meter");
    check_en("cut by 10 percentage points, to 90 percent", "10 percentage points=10 percentage_point; 90 percent=90%");
    check_en("five and a half million people", "five and a half million people=5500000 person");
    check_en("two thirds of members; nine out of ten", "two thirds=0.6666666666666666; nine out of ten=0.9");
    check_en("US$5 and EUR 120 million", "US$5=5 USD; EUR 120 million=120000000 EUR");
}

#[test]
fn english_that_only_looks_like_a_mention() {
    check_en("Alvonia may march on; the second point may fall short.", "");
    check_en("This one is right, which one is not?", "");
    check_en("see https://example.org/2024/05/14?q=30%25", "");
    check_en("a resolution of 5G networks", "");
    check_en("in the coming years", "");
}

#[test]
fn spans_are_shifted_and_missing_reference_days_leave_words_unresolved() {
    let mut found = Vec::new();
    recognize(zh(), "今年5次", 100, None, &mut found);
    assert_eq!((found[0].span.start, found[0].span.end), (100, 106));
    assert_eq!(found[0].value, MentionValue::DateRange { start: None, end: None });
    assert_eq!(found[1].span.start, 106);
}

#[test]
fn layers_overlap_and_one_reading_does_not() {
    let mut found = Vec::new();
    recognize_layers(en(), "$20 by 5 May", reference(), &mut found);
    let shown: Vec<String> = found.iter().map(|mention| show(en(), &mention.value)).collect();
    assert_eq!(shown, ["20 Dollar", "20", "..2026-05-05", "5"]);
}

#[test]
fn a_data_file_that_is_wrong_is_named_with_its_place() {
    let error = Vocabulary::parse(Language::ZH, &[("a.toml", "language = \"zh\"\n\n[role]\n\"甲\" = \"nothing\"\n")]);
    let error = error.expect_err("no such role");
    assert_eq!((error.line, error.column, error.path.as_str()), (4, 7, "a.toml"));
    let error = Vocabulary::parse(Language::ZH, &[("b.toml", "language = \"zh\"\nx = \n")]).expect_err("no value");
    assert_eq!((error.line, error.path.as_str()), (2, "b.toml"));
}

#[test]
fn units_have_the_same_index_in_every_language() {
    assert_eq!(zh().units(), en().units());
}

/// Texts that try the seams: pieces of both grammars in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "一",
            "二十",
            "亿",
            "万",
            "年",
            "月",
            "日",
            "至",
            "前",
            "后",
            "5",
            "2026",
            "９",
            "半",
            "第",
            "百分之",
            "成",
            "元",
            "$",
            "-",
            "/",
            ".",
            " ",
            "，",
            "今年",
            "未来",
            "the ",
            "last ",
            "two ",
            "weeks ",
            "of ",
            "May ",
            "and ",
            "half ",
            "million ",
            "99999999999999999999",
            "century",
            "from ",
            "to ",
            "next ",
            "Monday ",
            "percent",
            "q1 ",
            "1990s",
            "季度",
            "个",
            "负",
            "点",
            "又",
            "分之",
            "世纪",
            "年代",
            "\u{a0}",
            "𠮷",
            "é",
            "光绪",
            "9999年",
        ])
        .prop_map(str::to_owned),
        "\\PC{1,3}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

#[test]
fn numbers_too_large_for_a_year_are_none() {
    for text in ["光绪999999999999999999999999年", "99999999999999世纪90年代", "99999999999999年5月"] {
        hold(zh(), text, reference()).expect("read without panic");
    }
}

fn hold(vocabulary: &Vocabulary, text: &str, reference: Option<Date>) -> Result<(), TestCaseError> {
    let mut found = Vec::new();
    recognize(vocabulary, text, 0, reference, &mut found);
    let mut floor = 0;
    for Mention { span, value } in &found {
        prop_assert!(span.start >= floor && !span.is_empty());
        prop_assert!(text.get(span.range()).is_some());
        if let MentionValue::Number(value) | MentionValue::Percent(value) | MentionValue::Quantity { value, .. } = value {
            prop_assert!(value.is_finite(), "{}", text);
        }
        floor = span.end;
    }
    let mut again = Vec::new();
    recognize(vocabulary, text, 0, reference, &mut again);
    prop_assert_eq!(found, again);
    recognize_layers(vocabulary, text, reference, &mut Vec::new());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn any_text_is_read_without_panic(text in prop_oneof![pieces(), "\\PC{0,80}"], year in -9999i16..=9999) {
        let reference = Date::new(year, 12, 31).ok();
        hold(zh(), &text, reference)?;
        hold(en(), &text, reference)?;
    }
}
