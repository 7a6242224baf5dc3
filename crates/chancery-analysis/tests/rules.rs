//! The rules and their examples.

use chancery_lexicon::{Lexicon, OverlayFile, Problem};

fn told(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn every_built_in_rule_passes_its_examples() {
    let lexicon = Lexicon::built_in().unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let problems = chancery_analysis::check_rules(&lexicon);
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), told(&problems));
}

/// The problems of a rule with this example and counter.
fn overlay(example: &str, counter: &str) -> Vec<Problem> {
    let rule = format!(
        "[[class]]\nname = \"salvage\"\nlanguage = \"zh\"\nterms = [\"打捞\"]\n\n[[rule]]\nid = \"zh.action.salvaged\"\nfinds = \"打捞\"\nlanguage = \"zh\"\nkind = \"action\"\npattern = ['.. salvage']\n[[rule.example]]\ntext = \"{example}\"\nquote = \"{example}\"\n[[rule.counter]]\ntext = \"{counter}\"\n"
    );
    let file = OverlayFile { path: "own/rules.toml".to_owned(), text: rule };
    let lexicon = Lexicon::load(&[file]).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    chancery_analysis::check_rules(&lexicon).into_iter().filter(|problem| problem.path == "own/rules.toml").collect()
}

#[test]
fn a_rule_of_ones_own_is_checked_with_its_own_words() {
    assert_eq!(told(&overlay("乙方打捞了沉船", "乙方发现了沉船")), "");
}

#[test]
fn an_example_that_gives_nothing_and_a_counter_that_gives_something_are_problems() {
    let problems = overlay("乙方发现了沉船", "乙方打捞了沉船");
    assert_eq!(problems.len(), 2, "{}", told(&problems));
    assert!(problems.iter().all(|problem| problem.line == 6), "{}", told(&problems));
    assert!(problems[0].message.contains("the example “乙方发现了沉船” should give a action by this rule that quotes"), "{}", problems[0]);
    assert!(
        problems[1].message.contains("should give no action by this rule, but this was found: zh.action.salvaged “乙方打捞了沉船”"),
        "{}",
        problems[1]
    );
}
