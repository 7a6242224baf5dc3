//! Texts about made-up states, and the paragraphs, roles and metadata they are read as.

mod common;

use chancery_document::{ReadError, Source, Told, read};
use chancery_formats::FormatError;
use chancery_model::{Document, WarningCode};

fn document(name: &str, text: &str) -> Document {
    read(Source { name, bytes: text.as_bytes().to_vec() }, &Told::default(), &common::conventions()).expect("a text")
}

/// Reads a text and compares each paragraph, written as `role: words`.
fn check(text: &str, expected: &[&str]) {
    check_named("account.txt", text, expected);
}

fn check_named(name: &str, text: &str, expected: &[&str]) {
    let document = document(name, text);
    let read: Vec<String> = document
        .paragraphs
        .iter()
        .map(|paragraph| format!("{}: {}", paragraph.role.as_str(), document.text.slice(paragraph.span)))
        .collect();
    assert_eq!(read, expected);
}

#[test]
fn a_page_of_two_articles_with_cut_paragraphs() {
    check(
        "## 甲国主席会见乙国总统\n\n## 加强合作\n\n5月15日上午，甲国主席在甲城会见乙国总统，双方就共同关心的国际和地区问题以及两国在各领域的务实合作深入\n\n\
         交换意见。\n\n甲国主席指出，双方应当\n\n相向而行，在相互尊重、平等互利的基础上推动两国关系稳定发展，为地区和平、稳定与繁荣作出新的更大\n\n贡献。\n\n据新华社电\n\n\
         ## 甲国外长介绍会晤情况\n\n应甲国主席邀请，乙国总统访问甲国。\n\n一、如何评价此次会晤？\n\n某某：这是一次重要会晤。\n\n第一，双方达成共识。\n\n二、有何成果？\n\n某某：成果丰富。\n\n据新华社电",
        &[
            "title: 甲国主席会见乙国总统",
            "heading: 加强合作",
            "body: 5月15日上午，甲国主席在甲城会见乙国总统，双方就共同关心的国际和地区问题以及两国在各领域的务实合作深入交换意见。",
            "body: 甲国主席指出，双方应当相向而行，在相互尊重、平等互利的基础上推动两国关系稳定发展，为地区和平、稳定与繁荣作出新的更大贡献。",
            "byline: 据新华社电",
            "title: 甲国外长介绍会晤情况",
            "body: 应甲国主席邀请，乙国总统访问甲国。",
            "question: 一、如何评价此次会晤？",
            "answer: 某某：这是一次重要会晤。",
            "answer: 第一，双方达成共识。",
            "question: 二、有何成果？",
            "answer: 某某：成果丰富。",
            "byline: 据新华社电",
        ],
    );
}

#[test]
fn a_numbered_question_that_nobody_answers_is_a_heading() {
    check(
        "甲国外长的讲话\n\n一、世界怎么了？\n\n世界在变化。\n\n二、合作\n\n双方将加强合作。",
        &["title: 甲国外长的讲话", "heading: 一、世界怎么了？", "body: 世界在变化。", "heading: 二、合作", "body: 双方将加强合作。"],
    );
}

#[test]
fn a_chinese_briefing_with_named_outlets() {
    check(
        "2026年6月21日外交部发言人某某主持例行记者会\n2026-06-21\n\n应甲国邀请，乙国外长将访问甲国。\n\n甲城日报记者：有何评论？\n某某：没有评论。\n此事已有答复。\n\n乙通社：还有吗？\n请再说明。\n某某：没有。",
        &[
            "title: 2026年6月21日外交部发言人某某主持例行记者会",
            "dateline: 2026-06-21",
            "body: 应甲国邀请，乙国外长将访问甲国。",
            "question: 甲城日报记者：有何评论？",
            "answer: 某某：没有评论。",
            "answer: 此事已有答复。",
            "question: 乙通社：还有吗？",
            "question: 请再说明。",
            "answer: 某某：没有。",
        ],
    );
}

#[test]
fn an_interview_whose_names_alone_tell_who_asks() {
    check(
        "甲国总统专访\n\n甲某：您如何评价？\n\n乙某：很好。\n\n我们将继续合作。\n\n甲某：有何打算？\n\n乙某：合作。",
        &[
            "title: 甲国总统专访",
            "question: 甲某：您如何评价？",
            "answer: 乙某：很好。",
            "answer: 我们将继续合作。",
            "question: 甲某：有何打算？",
            "answer: 乙某：合作。",
        ],
    );
    check(
        "甲国和乙国会谈\n\n甲方：愿意合作。\n\n乙方：愿意合作。",
        &["title: 甲国和乙国会谈", "body: 甲方：愿意合作。", "body: 乙方：愿意合作。"],
    );
}

#[test]
fn a_page_repeats_its_title_and_names_its_editor() {
    check(
        "甲方：愿同乙方一道扩大贸易\n2020-04-03\n\n(贸易合作)甲方：愿同乙方一道扩大贸易\n外交部发言人某某3日就此作出回应。\n\
         外交部发言人某某：甲方愿扩大贸易。\n我们将开放市场。\n【编辑:某某】",
        &[
            "title: 甲方：愿同乙方一道扩大贸易",
            "dateline: 2020-04-03",
            "title: (贸易合作)甲方：愿同乙方一道扩大贸易",
            "body: 外交部发言人某某3日就此作出回应。",
            "answer: 外交部发言人某某：甲方愿扩大贸易。",
            "answer: 我们将开放市场。",
            "byline: 【编辑:某某】",
        ],
    );
}

#[test]
fn another_report_ends_an_exchange() {
    check(
        "外交部发言人答记者问\n\n有记者提问，甲国有何评论？\n某某说，甲国反对。\n本报甲城3月29日电 （记者某某）乙国总统发表讲话。",
        &[
            "title: 外交部发言人答记者问",
            "question: 有记者提问，甲国有何评论？",
            "answer: 某某说，甲国反对。",
            "body: 本报甲城3月29日电 （记者某某）乙国总统发表讲话。",
        ],
    );
}

#[test]
fn an_answer_in_indirect_speech_answers() {
    check(
        "外交部发言人答记者问\n\n有记者问：甲国有何评论？\n\n某某说，甲国反对。",
        &["title: 外交部发言人答记者问", "question: 有记者问：甲国有何评论？", "answer: 某某说，甲国反对。"],
    );
}

#[test]
fn an_english_transcript() {
    check(
        "Press Briefing by Secretary Bertold\n2026-05-17\n\nBergstadt, Berland\n\n1:38 P.M.\n\nMR. ALVIN:  Good afternoon.\n\nQ    Why did \\[the council\\] meet?\n\nMR. ALVIN:  To talk.\n\nThey talked.\n\nQUESTION: And then?\n\nIt rained.",
        &[
            "title: Press Briefing by Secretary Bertold",
            "dateline: 2026-05-17",
            "dateline: Bergstadt, Berland",
            "dateline: 1:38 P.M.",
            "body: MR. ALVIN: Good afternoon.",
            "question: Q Why did [the council] meet?",
            "answer: MR. ALVIN: To talk.",
            "answer: They talked.",
            "question: QUESTION: And then?",
            "answer: It rained.",
        ],
    );
}

#[test]
fn a_fact_sheet_with_lists_headings_and_run_in_heads() {
    check(
        "Fact Sheet: Alvonia and Berland Agree on Trade\n2026-05-17\n\nREBALANCING TRADE: This week the leaders met.\n\n-   Commitments to:\n    -   Halt the flow.\n\n    -   Open the market. \n\nBERLAND ACTIONS:\n\n1.  Berland will  buy grain.\n2.  Berland will lower tariffs\n\n**Next steps**\n\nTeams will meet.\n\n* * *\n",
        &[
            "title: Fact Sheet: Alvonia and Berland Agree on Trade",
            "dateline: 2026-05-17",
            "body: REBALANCING TRADE: This week the leaders met.",
            "list_item: - Commitments to:",
            "list_item: - Halt the flow.",
            "list_item: - Open the market.",
            "heading: BERLAND ACTIONS:",
            "list_item: 1. Berland will buy grain.",
            "list_item: 2. Berland will lower tariffs",
            "heading: Next steps",
            "body: Teams will meet.",
        ],
    );
}

#[test]
fn lines_wrapped_at_a_width_are_one_paragraph() {
    check(
        "Joint Statement of Alvonia and Berland\n\nThe leaders of Alvonia and Berland met in Bergstadt on Monday. They\nagreed that the council on trade should meet twice a year, and that\nco-\noperation on energy should go on. They also agreed to establish a\nworking group.\n\nThe leaders welcomed the resumption of talks between the officials of\nboth countries and looked forward to their outcome.\n",
        &[
            "title: Joint Statement of Alvonia and Berland",
            "body: The leaders of Alvonia and Berland met in Bergstadt on Monday. They agreed that the council on trade should meet twice a year, and that co-operation on energy should go on. They also agreed to establish a working group.",
            "body: The leaders welcomed the resumption of talks between the officials of both countries and looked forward to their outcome.",
        ],
    );
}

#[test]
fn one_paragraph_a_line_stays_so() {
    check(
        "甲国主席会见乙国总统\n甲国主席说，合作很好。\n乙国总统说，愿继续合作。\n甲某、乙某参加会见。",
        &["title: 甲国主席会见乙国总统", "body: 甲国主席说，合作很好。", "body: 乙国总统说，愿继续合作。", "body: 甲某、乙某参加会见。"],
    );
}

#[test]
fn speeches_have_author_lines_addresses_and_points() {
    check(
        "携手共进\n——在甲乙论坛上的讲话\n（2026年5月15日，甲城）\n甲国主席 某某\n\n尊敬的总统先生，\n\n各位来宾：\n\n　　很高兴来到甲城。\n　　第一，加强合作。\n　　——甲国将扩大开放。\n　　谢谢大家。\n（新华社甲城5月15日电）",
        &[
            "title: 携手共进",
            "heading: ——在甲乙论坛上的讲话",
            "dateline: （2026年5月15日，甲城）",
            "byline: 甲国主席 某某",
            "body: 尊敬的总统先生，",
            "body: 各位来宾：",
            "body: 很高兴来到甲城。",
            "body: 第一，加强合作。",
            "list_item: ——甲国将扩大开放。",
            "body: 谢谢大家。",
            "byline: （新华社甲城5月15日电）",
        ],
    );
}

#[test]
fn a_list_told_by_its_semicolons_and_a_signature() {
    check(
        "甲国同乙国换文\n\n双方商定如下：\n\n扩大贸易；\n\n加强往来。\n\n此换文自签署之日起生效。\n\n甲国外长 某某\n\n2026年5月15日于甲城",
        &[
            "title: 甲国同乙国换文",
            "body: 双方商定如下：",
            "list_item: 扩大贸易；",
            "list_item: 加强往来。",
            "body: 此换文自签署之日起生效。",
            "signature: 甲国外长 某某",
            "dateline: 2026年5月15日于甲城",
        ],
    );
}

#[test]
fn markdown_marks_go_and_words_stay() {
    check_named(
        "account.md",
        "Alvonia and Berland\n===\n\n> The *council* met in [Bergstadt](https://example.org/b).\n\nTrade\n---\n\n+ grain\n* wool\n",
        &["title: Alvonia and Berland", "body: The council met in Bergstadt.", "heading: Trade", "list_item: + grain", "list_item: * wool"],
    );
    check_named(
        "account.txt",
        "Alvonia\n\nA *lone* mark, 5 * 3, and a_b stay.",
        &["title: Alvonia", "body: A *lone* mark, 5 * 3, and a_b stay."],
    );
}

#[test]
fn metadata_are_detected_in_a_fixed_order() {
    let told = |name: &str, text: &str| {
        let metadata = document(name, text).metadata;
        let keys: Vec<String> = metadata.detected.iter().map(|found| format!("{}={}", found.key, found.from.as_str())).collect();
        let date = metadata.date.map(|date| date.to_string()).unwrap_or_default();
        let kind = metadata.kind.map_or("", |kind| kind.as_str());
        format!("{date} {kind} {} {} [{}]", metadata.side.join("+"), metadata.issuer.unwrap_or_default(), keys.join(" "))
    };
    assert_eq!(
        told("a.txt", "2026年6月21日外交部发言人某某主持例行记者会\n\n问：甲国有何评论？\n答：没有评论。"),
        "2026-06-21 press_briefing CHN 外交部 [language=text date=title kind=structure side=title issuer=title title=structure]"
    );
    assert_eq!(
        told(
            "2026-05-17_a.txt",
            "Joint Statement of Alvonia and Berland\n\nThe leaders of Alvonia and Berland met in the city and agreed to the text."
        ),
        "2026-05-17 joint_statement   [language=text date=file_name kind=title title=structure]"
    );
    assert_eq!(told("a.txt", "Alvonia 12"), "    [title=structure]", "nothing is guessed");
    assert_eq!(
        told(
            "a.txt",
            "Readout of the Call with Berland\nMay 17, 2026\n\nOffice of the Spokesperson\n\nThe Secretary spoke with the minister of Berland and thanked him for the council."
        ),
        "2026-05-17 readout USA U.S. Department of State [language=text date=dateline kind=title side=byline issuer=byline title=structure]"
    );
}

#[test]
fn what_is_told_wins() {
    let told = Told { side: Some(vec!["AAA".to_owned()]), title: Some("题".to_owned()), ..Told::default() };
    let bytes = "2026年6月21日外交部发言人某某主持例行记者会".as_bytes().to_vec();
    let metadata = read(Source { name: "-", bytes }, &told, &common::conventions()).expect("a text").metadata;
    assert_eq!((metadata.side, metadata.title.as_deref()), (vec!["AAA".to_owned()], Some("题")));
    assert!(metadata.detected.iter().all(|found| found.key != "side" && found.key != "title"));
}

#[test]
fn damage_is_told_where_it_stands() {
    let mut bytes = ("Alvonia and Berland agreed.\n".repeat(60) + "“Yes” – “no”.\n").into_bytes();
    bytes[8] = 0xFF;
    bytes[40] = 0x07;
    let document = read(Source { name: "a.txt", bytes }, &Told::default(), &common::conventions()).expect("a text");
    let told: Vec<(WarningCode, &str)> =
        document.warnings.iter().map(|warning| (warning.code, document.text.slice(warning.span))).collect();
    assert_eq!(told, [(WarningCode::UndecodableBytes, "\u{FFFD}"), (WarningCode::ControlCharacters, "")]);
}

#[test]
fn what_cannot_be_read_says_why() {
    let error =
        |bytes: &[u8]| read(Source { name: "a", bytes: bytes.to_vec() }, &Told::default(), &common::conventions()).expect_err("refused");
    assert_eq!(error(b""), ReadError::Format(FormatError::Empty));
    assert_eq!(error(" \n\u{3000}\u{FEFF}\r\n".as_bytes()), ReadError::Format(FormatError::Empty));
    assert!(matches!(error(b"%PDF-1.4"), ReadError::Format(FormatError::Broken { .. })));
    assert!(matches!(error(b"\x89PNG\r\n\x1A\n"), ReadError::Format(FormatError::Unread { .. })));
}
