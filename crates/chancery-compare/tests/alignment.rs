//! Accounts laid side by side.

use std::sync::OnceLock;

use chancery_compare::alignment::{DifferenceKind, Relation};
use chancery_compare::{Account, Amount, Comparison, Period, Statement, compare};
use chancery_lexicon::Lexicon;
use chancery_model::{EntryKind, Language};
use proptest::prelude::*;

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::built_in().expect("the built-in lexicon is right"))
}

fn statement(kind: EntryKind, quote: &str, parties: &[&str]) -> Statement {
    Statement {
        id: format!("{kind:?} {quote}"),
        kind,
        span: [0, quote.chars().count()],
        quote: quote.to_owned(),
        voice: Vec::new(),
        parties: parties.iter().map(|&party| party.to_owned()).collect(),
        asked: Vec::new(),
        areas: Vec::new(),
        modality: (kind == EntryKind::Commitment).then(|| "firm".to_owned()),
        stance: (kind == EntryKind::Position).then(|| "support".to_owned()),
        conditional: false,
        engagement_type: None,
        status: None,
        count: None,
        place: None,
        period: None,
        amounts: Vec::new(),
        name: matches!(kind, EntryKind::Mechanism | EntryKind::Formulation).then(|| quote.to_owned()),
        unconfirmed_by: Vec::new(),
    }
}

fn account(language: Language, statements: Vec<Statement>) -> Account {
    Account { id: language.to_string(), title: None, language: Some(language), date: None, sides: Vec::new(), statements }
}

/// What a comparison of two accounts says: words and relation of the links, then the words of one account only.
fn told(accounts: &[Account], comparison: &Comparison) -> (Vec<(String, String, Relation)>, Vec<String>) {
    let words = |place: chancery_compare::alignment::Place| accounts[place.account].statements[place.statement].quote.clone();
    let links = comparison.links.iter().map(|link| (words(link.a), words(link.b), link.relation)).collect();
    (links, comparison.only.iter().map(|&place| words(place)).collect())
}

fn check(a: Account, b: Account, links: &[(&str, &str, Relation)], only: &[&str]) {
    let accounts = [a, b];
    let comparison = compare(&accounts, lexicon());
    let (found, alone) = told(&accounts, &comparison);
    let found: Vec<(&str, &str, Relation)> = found.iter().map(|(a, b, relation)| (a.as_str(), b.as_str(), *relation)).collect();
    assert_eq!(found, links);
    assert_eq!(alone, only);
}

#[test]
fn one_promise_in_two_languages_is_linked_and_others_are_not() {
    let zh = account(
        Language::ZH,
        vec![
            statement(EntryKind::Commitment, "甲国将购买乙国大豆", &["XAA"]),
            statement(EntryKind::Commitment, "双方同意恢复直航航班", &["XAA", "XBB"]),
            statement(EntryKind::Position, "甲国反对单边制裁", &["XAA"]),
        ],
    );
    let en = account(
        Language::EN,
        vec![
            statement(EntryKind::Commitment, "The two sides agreed to resume direct flights", &["XAA", "XBB"]),
            statement(EntryKind::Commitment, "Alvonia will purchase soybeans from Berland", &["XAA"]),
            statement(EntryKind::Position, "Berland supports freedom of navigation", &["XBB"]),
        ],
    );
    check(
        zh,
        en,
        &[
            ("甲国将购买乙国大豆", "Alvonia will purchase soybeans from Berland", Relation::Same),
            ("双方同意恢复直航航班", "The two sides agreed to resume direct flights", Relation::Same),
        ],
        &["甲国反对单边制裁", "Berland supports freedom of navigation"],
    );
}

#[test]
fn what_differs_is_named() {
    let mut a = statement(EntryKind::Commitment, "The parties will buy soybeans", &["XAA", "XBB"]);
    a.amounts = vec![Amount { value: 12e6, unit: "tonne".to_owned() }];
    let mut b = statement(EntryKind::Commitment, "Alvonia is ready to buy soybeans", &["XAA"]);
    b.amounts = vec![Amount { value: 25e6, unit: "tonne".to_owned() }];
    b.modality = Some("willing".to_owned());
    b.conditional = true;
    b.period = Some(Period { start: None, end: Some("2026-12-31".parse().expect("a day")), length: None });
    let accounts = [account(Language::EN, vec![a]), account(Language::EN, vec![b])];
    let comparison = compare(&accounts, lexicon());
    let link = &comparison.links[0];
    let kinds: Vec<DifferenceKind> = link.differences.iter().map(|difference| difference.kind).collect();
    let expected =
        [DifferenceKind::Modality, DifferenceKind::Party, DifferenceKind::Number, DifferenceKind::Date, DifferenceKind::Condition];
    assert_eq!(kinds, expected);
    assert_eq!(link.differences[2].a.as_deref(), Some("12000000 tonne"));
    assert_eq!(link.differences[3].a, None);
}

#[test]
fn what_one_account_promises_and_another_has_done_differs_in_kind() {
    let a = account(Language::ZH, vec![statement(EntryKind::Commitment, "同意成立渔业委员会", &["XAA", "XBB"])]);
    let b = account(Language::EN, vec![statement(EntryKind::Action, "Both sides established a fisheries committee", &["XAA", "XBB"])]);
    let accounts = [a, b];
    let comparison = compare(&accounts, lexicon());
    assert_eq!(comparison.links[0].differences[0].kind, DifferenceKind::Kind);
    assert_eq!(comparison.links[0].relation, Relation::Differs);
}

#[test]
fn repeats_share_their_links() {
    let a = account(
        Language::ZH,
        vec![
            statement(EntryKind::Formulation, "一个中国原则", &[]),
            statement(EntryKind::Formulation, "上海精神", &[]),
            statement(EntryKind::Formulation, "一个中国原则", &[]),
        ],
    );
    let b = account(Language::EN, vec![statement(EntryKind::Formulation, "one China policy", &[])]);
    let accounts = [a, b];
    let comparison = compare(&accounts, lexicon());
    assert_eq!(comparison.links.len(), 2);
    assert_eq!(comparison.bundles().len(), 1, "{:?}", comparison.repeats);
    assert_eq!(comparison.only.len(), 1);
}

#[test]
fn bodies_of_different_names_are_not_one() {
    let a = account(Language::ZH, vec![statement(EntryKind::Mechanism, "禁毒合作工作组", &[])]);
    let b = account(Language::EN, vec![statement(EntryKind::Mechanism, "Working Group on Fisheries", &[])]);
    check(a, b, &[], &["禁毒合作工作组", "Working Group on Fisheries"]);
}

#[test]
fn accounts_that_say_nothing_compare() {
    check(account(Language::ZH, Vec::new()), account(Language::EN, Vec::new()), &[], &[]);
    let comparison = compare(&[], lexicon());
    assert!(comparison.links.is_empty() && comparison.only.is_empty());
}

/// Statements of the genre, in pieces that recombine.
fn statements() -> impl Strategy<Value = Vec<Statement>> {
    let quotes = prop::sample::select(vec![
        "双方同意扩大农产品贸易",
        "甲国将购买200架飞机",
        "The two sides agreed to expand trade in agricultural products",
        "Alvonia will purchase 200 aircraft",
        "反对单边主义和保护主义",
        "Berland opposes unilateralism and protectionism",
        "一个中国原则",
        "Board of Trade",
    ]);
    let kinds = prop::sample::select(EntryKind::ALL.to_vec());
    let parties = prop::sample::subsequence(vec!["XAA", "XBB"], 0..=2);
    let one = (kinds, quotes, parties, any::<bool>(), prop::option::of(1u32..4)).prop_map(|(kind, quote, parties, conditional, count)| {
        let mut made = statement(kind, quote, &parties);
        made.conditional = conditional;
        if kind == EntryKind::Engagement {
            made.engagement_type = Some("meeting".to_owned());
            made.status = Some("held".to_owned());
            made.count = count;
        }
        made
    });
    prop::collection::vec(one, 0..8)
}

fn language() -> impl Strategy<Value = Language> {
    prop::sample::select(vec![Language::ZH, Language::EN])
}

proptest! {
    /// An account beside itself: everything is linked to what says the same, and nothing differs.
    #[test]
    fn identical_accounts_give_no_difference(statements in statements(), language in language()) {
        let accounts = [account(language, statements.clone()), account(language, statements)];
        let comparison = compare(&accounts, lexicon());
        prop_assert!(comparison.only.is_empty(), "{:?}", told(&accounts, &comparison));
        for link in &comparison.links {
            prop_assert!(link.differences.is_empty(), "{link:?}");
        }
    }

    /// Exchanging the accounts exchanges the answer.
    #[test]
    fn exchanging_accounts_exchanges_the_answer(
        (a, b) in (statements(), statements()),
        (of_a, of_b) in (language(), language()),
    ) {
        let lexicon = lexicon();
        let one = [account(of_a, a), account(of_b, b)];
        let other = [one[1].clone(), one[0].clone()];
        let (forth, back) = (compare(&one, lexicon), compare(&other, lexicon));
        let mut turned: Vec<_> = back.links.iter().map(|link| {
            let differences: Vec<_> = link.differences.iter().map(|difference| (difference.kind, difference.b.clone(), difference.a.clone())).collect();
            (link.b.statement, link.a.statement, link.likeness.to_bits(), differences)
        }).collect();
        turned.sort_by_key(|link| (link.0, link.1));
        let straight: Vec<_> = forth.links.iter().map(|link| {
            let differences: Vec<_> = link.differences.iter().map(|difference| (difference.kind, difference.a.clone(), difference.b.clone())).collect();
            (link.a.statement, link.b.statement, link.likeness.to_bits(), differences)
        }).collect();
        prop_assert_eq!(straight, turned);
    }
}
