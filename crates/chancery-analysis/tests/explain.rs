//! Explanations of entries.

mod common;

use chancery_analysis::{Explanation, explain_entry};
use chancery_model::{Language, Reading};
use common::{lexicon, read};

/// The explanation of the first entry by a rule.
fn explained(reading: &Reading, rule: &str) -> Explanation {
    let index = reading.entries.iter().position(|entry| lexicon().rules()[usize::from(entry.rule.0)].id == rule);
    explain_entry(reading, lexicon(), index.unwrap_or_else(|| panic!("no entry by {rule}"))).expect("the entry is there")
}

/// Reads `text` and checks the pattern and the words with their elements that explain `rule`.
fn check(text: &str, language: Language, rule: &str, pattern: Option<&str>, expected: &[(&str, Option<&str>)]) {
    let reading = read(text, language);
    let explanation = explained(&reading, rule);
    assert_eq!(explanation.pattern.as_deref(), pattern, "{text}");
    let words: Vec<(&str, Option<&str>)> =
        explanation.words.iter().map(|word| (reading.document.text.slice(word.span), word.element.as_deref())).collect();
    for word in expected {
        assert!(words.contains(word), "{text}: {word:?} is not in {words:?}");
    }
}

#[test]
fn the_head_word_of_a_commitment_has_its_element() {
    check("甲国愿同乙国扩大贸易。", Language::ZH, "zh.commitment.willing", Some("willing"), &[("甲国", None), ("愿同", Some("willing"))]);
    check("甲乙双方同意成立渔业理事会。", Language::ZH, "zh.commitment.agreed", Some("agree"), &[("甲乙", None), ("同意", Some("agree"))]);
    check(
        "Alvonia pledged to lower its tariffs by 2027.",
        Language::EN,
        "en.commitment.promised",
        Some("promise"),
        &[("Alvonia", None), ("pledged", Some("promise")), ("by 2027", None)],
    );
}

#[test]
fn an_entry_found_by_its_term_has_words_and_no_pattern() {
    check("甲乙双方同意成立渔业理事会。", Language::ZH, "zh.mechanism.name", None, &[("理事会", None)]);
    check("甲乙两国元首2次会晤、5次通话。", Language::ZH, "zh.engagement.tally", None, &[("会晤", None)]);
}

#[test]
fn an_entry_that_hangs_on_what_was_said_before_is_explained() {
    let text = "甲国总统李明同乙国总统王和举行会谈。\n李明表示，甲方欢迎乙方企业。\n我们愿扩大贸易。";
    check(text, Language::ZH, "zh.commitment.willing", Some("willing"), &[("我们", None), ("愿", Some("willing"))]);
}

#[test]
fn classes_are_those_of_the_lexicon() {
    let reading = read("甲国愿同乙国扩大贸易。", Language::ZH);
    let explanation = explained(&reading, "zh.commitment.willing");
    let word =
        |text: &str| explanation.words.iter().find(|word| reading.document.text.slice(word.span) == text).expect("the word is there");
    assert!(word("甲国").classes.iter().any(|class| class == "state"));
    assert!(word("愿同").classes.iter().any(|class| class == "willing"));
    assert_eq!(explanation, explained(&reading, "zh.commitment.willing"));
}
