//! Versions of one text.

use std::sync::OnceLock;

use chancery_compare::versions::{MarkKind, Mention, Version, compare_copies, compare_translations};
use chancery_lexicon::Lexicon;
use chancery_model::Language;
use proptest::prelude::*;

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::built_in().expect("the built-in lexicon is right"))
}

fn version(text: &str, language: Language) -> Version<'_> {
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let length = line.chars().count();
        paragraphs.push([at, at + length]);
        at += length + 1;
    }
    Version { text, language: Some(language), paragraphs, mentions: Vec::new(), doubts: Vec::new() }
}

/// The differences as `[-removed-]{+added+}`, with the kinds of alarm.
fn told(a: &str, b: &str, language: Language) -> Vec<(String, Vec<&'static str>)> {
    let copies = compare_copies(&version(a, language), &version(b, language), lexicon());
    let told = copies.pieces.iter().map(|piece| {
        let kinds = piece.alarms.iter().map(|alarm| alarm.kind.as_str()).collect();
        (format!("[-{}-]{{+{}+}}", piece.words_a, piece.words_b), kinds)
    });
    told.collect()
}

fn check(a: &str, b: &str, language: Language, expected: &[(&str, &[&str])]) {
    let found = told(a, b, language);
    let found: Vec<(&str, &[&str])> = found.iter().map(|(words, kinds)| (words.as_str(), kinds.as_slice())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_lost_negation_raises_the_alarm() {
    check("双方不支持单边行动。", "双方支持单边行动。", Language::ZH, &[("[-不-]{++}", &["negation"])]);
    check("They will not expand it.", "They will expand it.", Language::EN, &[("[-not-]{++}", &["negation"])]);
    check("双方支持行动。", "双方不断支持行动。", Language::ZH, &[("[--]{+不断+}", &[])]);
}

#[test]
fn white_space_and_script_are_no_difference() {
    check("双方 同意\n扩大贸易。", "雙方同意擴大貿易。", Language::ZH, &[]);
    check("The two sides\nagreed.", "The two  sides agreed.", Language::EN, &[]);
}

#[test]
fn near_changes_are_one_piece() {
    check("中方购买大豆和牛肉。", "中方购买小麦和禽肉。", Language::ZH, &[("[-大豆和牛-]{+小麦和禽+}", &[])]);
    check("to buy 12.5 tonnes, well", "to buy 25 tonnes, well", Language::EN, &[("[-12.5-]{+25+}", &[])]);
}

#[test]
fn a_party_put_in_raises_the_alarm() {
    check("欢迎法国参加。", "欢迎法国和德国参加。", Language::ZH, &[("[--]{+和德国+}", &["party"])]);
}

#[test]
fn numbers_and_dates_are_held_against_one_another() {
    let mut a = version("by 2027 it buys 200 aircraft", Language::EN);
    let mut b = version("by 2028 it buys 300 aircraft", Language::EN);
    let mention = |span, kind, value: &str| Mention { span, kind, value: value.to_owned() };
    a.mentions = vec![mention([3, 7], MarkKind::Date, "2027"), mention([16, 28], MarkKind::Number, "200 aircraft")];
    b.mentions = vec![mention([3, 7], MarkKind::Date, "2028"), mention([16, 28], MarkKind::Number, "300 aircraft")];
    let copies = compare_copies(&a, &b, lexicon());
    let alarms: Vec<_> = copies.pieces.iter().flat_map(|piece| &piece.alarms).collect();
    assert_eq!(alarms.len(), 2);
    assert_eq!((alarms[0].kind, alarms[0].a.as_slice()), (MarkKind::Date, &["2027".to_owned()][..]));
    assert_eq!(alarms[1].b, ["300 aircraft"]);
}

#[test]
fn a_second_copy_settles_a_doubt() {
    let mut a = version("各方认同也不接受这一做法。", Language::ZH);
    a.doubts = vec![[2, 8]];
    let b = version("各方不认同也不接受这一做法。", Language::ZH);
    let copies = compare_copies(&a, &b, lexicon());
    assert_eq!(copies.settled[0].words_b, "不认同也不接受");
    assert!(copies.settled[0].differs);
    let same = compare_copies(&a, &a, lexicon());
    assert_eq!((same.settled[0].words_b.as_str(), same.settled[0].differs), ("认同也不接受", false));
}

#[test]
fn paragraphs_of_a_translation_are_aligned() {
    let zh = version("双方同意扩大农产品贸易。\n双方不支持制裁。\n法国总统将访问德国。", Language::ZH);
    let en = version(
        "The two sides agreed to expand trade in agricultural products.\nJournalists from both countries were invited to a tour of the port and its new museum.\nThe two sides support sanctions.\nThe President of France will visit Germany.",
        Language::EN,
    );
    let translation = compare_translations(&zh, &en, lexicon());
    let beads: Vec<_> = translation.beads.iter().map(|bead| (bead.a.clone(), bead.b.clone())).collect();
    assert_eq!(beads, [(0..1, 0..1), (1..1, 1..2), (1..2, 2..3), (2..3, 3..4)]);
    let kinds: Vec<_> = translation.beads[2].alarms.iter().map(|alarm| alarm.kind).collect();
    assert_eq!(kinds, [MarkKind::Negation]);
}

#[test]
fn empty_texts_compare() {
    check("", "", Language::ZH, &[]);
    check("", "双方同意。", Language::ZH, &[("[--]{+双方同意。+}", &[])]);
    assert!(compare_translations(&version("", Language::ZH), &version("", Language::EN), lexicon()).beads.len() <= 1);
}

proptest! {
    /// The differences turn the one text into the other, but for white space.
    #[test]
    fn differences_turn_one_text_into_the_other(a in "[双方不支持大豆 ,.a-c0-3]{0,40}", b in "[双方不支持大豆 ,.a-c0-3]{0,40}") {
        let copies = compare_copies(&version(&a, Language::ZH), &version(&b, Language::ZH), lexicon());
        let characters: Vec<char> = a.chars().collect();
        let mut made = String::new();
        let mut at = 0;
        for piece in &copies.pieces {
            made.extend(&characters[at..piece.a[0].max(at)]);
            made.push_str(&piece.words_b);
            at = piece.a[1].max(at);
        }
        made.extend(&characters[at..]);
        let squeezed = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
        prop_assert_eq!(squeezed(&made), squeezed(&b));
    }

    /// Exchanging the copies exchanges the answer.
    #[test]
    fn exchanging_copies_exchanges_the_answer(a in "[双方不支持大豆 ,.a-c0-3]{0,40}", b in "[双方不支持大豆 ,.a-c0-3]{0,40}") {
        let lexicon = lexicon();
        let (of_a, of_b) = (version(&a, Language::ZH), version(&b, Language::ZH));
        let (forth, back) = (compare_copies(&of_a, &of_b, lexicon), compare_copies(&of_b, &of_a, lexicon));
        let forth: Vec<_> = forth.pieces.iter().map(|piece| (piece.a, piece.b)).collect();
        let back: Vec<_> = back.pieces.iter().map(|piece| (piece.b, piece.a)).collect();
        prop_assert_eq!(forth, back);
    }
}
