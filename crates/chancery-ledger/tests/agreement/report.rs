//! From codings to units, figures and disagreements.

use chancery_ledger::agreement::{AgreementError, AgreementReport, CodedEntry, Coding, NO_ENTRY, agree};
use serde_json::{Value, json};

fn entry(kind: &str, span: [u32; 2], fields: Value) -> CodedEntry {
    let Value::Object(fields) = fields else { panic!("fields are an object") };
    CodedEntry { kind: kind.to_owned(), span, fields }
}

fn plain(kind: &str, span: [u32; 2]) -> CodedEntry {
    entry(kind, span, json!({}))
}

fn coding(account: &str, coder: &str, entries: Vec<CodedEntry>) -> Coding {
    Coding { account: account.to_owned(), coder: coder.to_owned(), entries }
}

fn of_two(ada: Vec<CodedEntry>, ben: Vec<CodedEntry>) -> AgreementReport {
    agree(&[coding("alvonia.txt", "ada", ada), coding("alvonia.txt", "ben", ben)]).expect("two coders coded the account")
}

/// What was said of the kind of each unit on which coders differ.
fn kinds(report: &AgreementReport) -> Vec<Vec<&str>> {
    let said = |value: &Option<String>| value.as_deref().map_or("?", |value| Box::leak(value.to_owned().into_boxed_str()));
    let differences = report.disagreements.iter().flat_map(|unit| &unit.differs).filter(|difference| difference.field == "kind");
    differences.map(|difference| difference.values.iter().map(said).collect()).collect()
}

#[test]
fn entries_that_share_half_their_words_are_one_unit() {
    let half = of_two(vec![plain("request", [0, 10])], vec![plain("request", [0, 20])]);
    assert_eq!((half.units, half.disagreements.len()), (1, 0));
    let less = of_two(vec![plain("request", [0, 10])], vec![plain("request", [0, 21])]);
    assert_eq!(less.units, 2);
    assert_eq!(kinds(&less), [["request", NO_ENTRY], [NO_ENTRY, "request"]]);
}

#[test]
fn the_better_pair_is_taken_first() {
    let report = of_two(vec![plain("request", [0, 10]), plain("position", [2, 12])], vec![plain("position", [1, 12])]);
    assert_eq!(report.units, 2);
    assert_eq!(kinds(&report), [["request", NO_ENTRY]]);
}

#[test]
fn one_kind_is_preferred_when_the_overlap_is_equal() {
    let report = of_two(
        vec![plain("action", [0, 10]), plain("engagement", [0, 10])],
        vec![plain("engagement", [0, 10]), plain("mechanism", [0, 10])],
    );
    assert_eq!(report.units, 2);
    assert_eq!(kinds(&report), [["action", "mechanism"]]);
}

#[test]
fn an_account_that_a_coder_did_not_code_says_nothing_of_that_coder() {
    let codings = [
        coding("one", "ada", vec![plain("request", [0, 10])]),
        coding("one", "ben", vec![]),
        coding("two", "ada", vec![plain("request", [0, 10])]),
        coding("two", "ben", vec![plain("request", [0, 10])]),
        coding("two", "cem", vec![plain("action", [1, 10])]),
        coding("three", "cem", vec![plain("action", [0, 10])]),
    ];
    let report = agree(&codings).expect("two accounts were coded by two");
    assert_eq!(report.coders, ["ada", "ben", "cem"]);
    let tallies: Vec<_> =
        report.accounts.iter().map(|account| (account.account.as_str(), account.entries.clone(), account.units)).collect();
    assert_eq!(
        tallies,
        [("one", vec![Some(1), Some(0), None], 1), ("three", vec![None, None, Some(1)], 0), ("two", vec![Some(1), Some(1), Some(1)], 1)]
    );
    assert_eq!(kinds(&report), [vec!["request", NO_ENTRY], vec!["request", "request", "action"]]);
    assert_eq!((report.kind.units, report.kind.kappa), (2, None));
    // One agreeing pair of three in one unit, none of one in the other.
    assert!((report.kind.observed.expect("there are pairs").value - 1.0 / 6.0).abs() < 1e-12);
}

#[test]
fn the_order_of_codings_changes_nothing() {
    let spread = |shift: u32| {
        let kind = |at: u32| ["request", "position", "action"][((at + shift) % 3) as usize];
        (0..40).map(|at| plain(kind(at), [at * 3 + shift, at * 3 + 7])).collect()
    };
    let codings: Vec<Coding> = ["ada", "ben", "cem"].iter().zip(0..).map(|(coder, shift)| coding("one", coder, spread(shift))).collect();
    let turned: Vec<Coding> = codings.iter().rev().cloned().collect();
    let report = agree(&codings).expect("all coded the account");
    assert_eq!(Ok(&report), agree(&turned).as_ref());
    assert!(report.units >= 40 && report.disagreements.windows(2).all(|pair| pair[0].span[0] <= pair[1].span[0]));
}

#[test]
fn fields_are_compared_between_entries_of_one_kind() {
    let ada = vec![
        entry(
            "commitment",
            [0, 10],
            json!({"parties": ["ALV", "BER"], "joint": true, "modality": "firm", "window": {"end": "2031-12-31", "text": "by 2031"}}),
        ),
        entry(
            "commitment",
            [20, 30],
            json!({"parties": ["ALV"], "modality": "firm", "targets": [{"value": 5, "unit": "ship", "of": "ships"}]}),
        ),
        entry("position", [40, 50], json!({"holder": "ALV", "stance": "oppose"})),
    ];
    let ben = vec![
        entry(
            "commitment",
            [0, 10],
            json!({"parties": ["BER", "ALV"], "joint": true, "modality": "willing", "window": {"end": "2031-12-31"}}),
        ),
        entry(
            "commitment",
            [21, 30],
            json!({"parties": ["ALV"], "joint": false, "modality": "firm", "targets": [{"unit": "ship", "value": 5.0}]}),
        ),
        entry("request", [40, 50], json!({"from": "ALV"})),
    ];
    let report = of_two(ada, ben);
    let observed: Vec<(&str, &str, f64)> = report
        .by_field
        .iter()
        .map(|field| (field.kind.as_str(), field.field.as_str(), field.figures.observed.map_or(-1.0, |observed| observed.value)))
        .collect();
    assert_eq!(
        observed,
        [
            ("commitment", "joint", 1.0),
            ("commitment", "modality", 0.5),
            ("commitment", "parties", 1.0),
            ("commitment", "targets", 1.0),
            ("commitment", "window.end", 1.0)
        ]
    );
    let differences: Vec<(&str, Option<&str>)> = report
        .disagreements
        .iter()
        .flat_map(|unit| &unit.differs)
        .map(|difference| (difference.field.as_str(), difference.kind.as_deref()))
        .collect();
    assert_eq!(differences, [("modality", Some("commitment")), ("kind", None)]);
    assert_eq!(report.disagreements[0].differs[0].values, [Some("firm".to_owned()), Some("willing".to_owned())]);
    let by_kind: Vec<(&str, Option<f64>)> =
        report.by_kind.iter().map(|kind| (kind.kind.as_str(), kind.figures.kappa.map(|kappa| kappa.value))).collect();
    assert_eq!(by_kind, [("commitment", Some(1.0)), ("position", Some(0.0)), ("request", Some(0.0))]);
}

#[test]
fn a_chain_of_voices_has_an_order_and_a_set_of_parties_has_none() {
    let with = |voice: Value| vec![entry("position", [0, 5], json!({"voice": voice}))];
    assert_eq!(of_two(with(json!(["ALV", "BER"])), with(json!(["BER", "ALV"]))).disagreements.len(), 1);
    assert_eq!(of_two(with(json!([])), with(json!(null))).disagreements.len(), 0);
}

#[test]
fn a_disagreement_says_what_each_coder_has_there() {
    let report = of_two(vec![plain("action", [5, 10]), plain("request", [50, 60])], vec![plain("position", [48, 60])]);
    let [_, second] = &report.disagreements[..] else { panic!("both units differ") };
    assert_eq!(second.span, [48, 60]);
    let said: Vec<_> = second.said.iter().map(|said| (said.coder.as_str(), said.entry, said.span, said.kind.as_deref())).collect();
    assert_eq!(said, [("ada", Some(1), Some([50, 60]), Some("request")), ("ben", Some(0), Some([48, 60]), Some("position"))]);
}

#[test]
fn codings_that_cannot_be_compared_are_refused() {
    let one = coding("one", "ada", vec![plain("action", [3, 5])]);
    assert_eq!(agree(&[]), Err(AgreementError::NothingInCommon));
    assert_eq!(agree(&[one.clone(), coding("two", "ben", vec![])]), Err(AgreementError::NothingInCommon));
    assert_eq!(agree(&[one.clone(), one.clone()]), Err(AgreementError::Twice { account: "one".to_owned(), coder: "ada".to_owned() }));
    let empty = agree(&[one, coding("one", "ben", vec![plain("action", [5, 5])])]).expect_err("the span is empty");
    assert_eq!(
        empty.to_string(),
        "entry 1 of ben in the account one has the span 5 to 5, which holds nothing; a span ends after it starts"
    );
}

#[test]
fn spans_at_the_end_of_the_numbers_do_no_harm() {
    let far = || vec![plain("action", [0, u32::MAX]), plain("action", [u32::MAX - 1, u32::MAX])];
    let report = of_two(far(), far());
    assert_eq!((report.units, report.disagreements.len()), (2, 0));
}
