//! What holds of the reading of any text.

mod common;

use chancery_model::{Language, Role};
use common::{assert_grounded, document, lexicon, told};
use proptest::prelude::*;

const CHINESE: &[&str] = &[
    "甲国",
    "乙国",
    "甲方",
    "乙方",
    "甲乙两国",
    "双方",
    "两国元首",
    "甲国总统李明",
    "乙国外长",
    "王和",
    "我们",
    "中方",
    "美国总统",
    "其",
    "表示，",
    "强调",
    "指出：",
    "正如",
    "所说",
    "同意",
    "愿",
    "将",
    "应",
    "要",
    "不能",
    "希望",
    "反对",
    "支持",
    "承诺",
    "敦促",
    "欢迎",
    "举行会谈",
    "通电话",
    "访问甲国",
    "对乙国进行国事访问",
    "会晤",
    "成立贸易理事会",
    "扩大贸易",
    "落实共识",
    "5月3日",
    "今年秋季",
    "5年内",
    "200架",
    "50亿美元",
    "3次会晤、5次通话",
    "“甲乙星桥伙伴关系”",
    "本着平等、互惠的原则",
    "，",
    "。",
    "；",
    "：",
    "、",
    "“",
    "”",
    "《",
    "》",
    "（",
    "）",
    "！",
    "？",
    "一是",
    "包括",
    "如果",
    "的",
    "了",
    "和",
    " ",
    "\u{3000}",
    "\n",
    "\u{FFFD}",
    "𠮷",
    "é",
    "……",
    "——",
    "此次访是",
    "问：",
    "答：",
];

const ENGLISH: &[&str] = &[
    "Alvonia ",
    "Berland ",
    "Alvonian ",
    "President Lind ",
    "President Wade ",
    "the Prime Minister of Berland ",
    "Both sides ",
    "both leaders ",
    "He ",
    "They ",
    "We ",
    "I ",
    "the United States ",
    "said that ",
    "stressed ",
    "added, ",
    "agreed to ",
    "agreed that ",
    "will ",
    "should ",
    "must not ",
    "pledged to ",
    "intends to ",
    "raised concerns about ",
    "opposes ",
    "welcomed ",
    "urged ",
    "called on ",
    "met with ",
    "spoke with ",
    "visited ",
    "held talks ",
    "establish a Trade Council ",
    "the Trade Council ",
    "lower tariffs ",
    "purchase 200 aircraft ",
    "on May 3, 2026 ",
    "by the end of 2027 ",
    "$17 billion per year ",
    "the Northern Harbours Action Plan ",
    "(NHAP) ",
    ", ",
    ". ",
    "; ",
    ": ",
    "\"",
    "“",
    "” ",
    "(",
    ")",
    "and ",
    "if ",
    "— ",
    "- ",
    "U.S. ",
    "D.C. ",
    "'s ",
    "\n",
    "\t",
    "\u{FFFD}",
    "é",
    "中方",
    "Q: ",
    "MR. BELL: ",
];

fn texts() -> impl Strategy<Value = (String, Language)> {
    let of = |fragments: &'static [&'static str], language: Language| {
        proptest::collection::vec(proptest::sample::select(fragments), 0..60).prop_map(move |parts| (parts.concat(), language))
    };
    let any = (".{0,80}", any::<bool>()).prop_map(|(text, is_chinese)| (text, if is_chinese { Language::ZH } else { Language::EN }));
    prop_oneof![4 => of(CHINESE, Language::ZH), 4 => of(ENGLISH, Language::EN), 1 => of(ENGLISH, Language::ZH), 1 => of(CHINESE, Language::EN), 2 => any]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn entries_are_grounded_voices_cover_the_text_and_reading_twice_is_equal(
        (text, language) in texts(),
        roles in proptest::collection::vec(proptest::sample::select(Role::ALL.to_vec()), 8),
        side in proptest::sample::select(vec!["XAA", "XBB", "", "no such state"]),
    ) {
        let once = || chancery_analysis::analyse(document(&text, language, side, |number| roles[number % roles.len()]), lexicon());
        let reading = once();
        assert_grounded(&reading);
        prop_assert_eq!(told(&reading), told(&once()));
    }

    #[test]
    fn every_entry_is_explained_with_words_of_its_paragraph((text, language) in texts()) {
        let reading = common::read(&text, language);
        for (index, entry) in reading.entries.iter().enumerate() {
            let explanation = chancery_analysis::explain_entry(&reading, lexicon(), index).expect("the entry is there");
            prop_assert_eq!(explanation.rule, entry.rule);
            let paragraph = reading.document.paragraphs.iter().find(|paragraph| paragraph.span.covers(entry.span)).expect("an entry lies in a paragraph");
            for word in &explanation.words {
                prop_assert!(paragraph.span.covers(word.span) && !word.span.is_empty());
            }
            prop_assert!(explanation.words.is_sorted_by_key(|word| word.span));
            prop_assert_eq!(explanation.pattern.is_none(), explanation.words.iter().all(|word| word.element.is_none()));
        }
        prop_assert!(chancery_analysis::explain_entry(&reading, lexicon(), reading.entries.len()).is_none());
    }
}
