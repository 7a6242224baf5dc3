use chancery_model::{Date, Language};
use chancery_text::Span;
use chancery_text::fold::fold;
use proptest::prelude::*;

use super::discover::{Floor, discover};
use super::phrase::{Side, near_wordings, neighbours, places};
use super::*;

/// An account of a day, an issuer and a text; what stands between « and » is a set phrase, of a concept when a colon follows its id.
fn account(day: &str, issuer: &str, text: &str) -> Account {
    let (mut plain, mut formulations, mut rest) = (String::new(), Vec::new(), text);
    while let Some((before, after)) = rest.split_once('«') {
        plain.push_str(before);
        let (marked, after) = after.split_once('»').expect("a mark is closed");
        let (concept, words) = marked.split_once(':').map_or((None, marked), |(id, words)| (Some(id.to_owned()), words));
        let start = plain.len();
        plain.push_str(words);
        formulations.push(Coded { span: Span::of(start, plain.len()), concept });
        rest = after;
    }
    plain.push_str(rest);
    let is_chinese = plain.chars().any(crate::script::is_han);
    Account {
        name: format!("{day}-{issuer}"),
        id: format!("{day}-{issuer}-{plain}"),
        date: day.parse::<Date>().ok(),
        language: Some(if is_chinese { Language::ZH } else { Language::EN }),
        issuer: issuer.to_owned(),
        folded: fold(&plain),
        text: plain,
        voices: Vec::new(),
        formulations,
        names: Vec::new(),
    }
}

fn accounts(list: &[(&str, &str, &str)]) -> Accounts {
    Accounts::new(list.iter().map(|(day, issuer, text)| account(day, issuer, text)).collect())
}

#[test]
fn a_phrase_is_found_in_any_script_case_and_quotation() {
    let check = |text: &str, phrase: &str, expected: usize| {
        let found = places(&accounts(&[("2020-01-01", "ALV", text)]), &[phrase.to_owned()]);
        assert_eq!(found.len(), expected, "{phrase} in {text}");
    };
    check("构建海洋命運共同體，命运共同体", "命运共同体", 2);
    check("The Good Neighbour Policy", "good  neighbour", 1);
    check("a neighbourhood", "neighbour", 0);
    check("互利共赢", "", 0);
    check("合作合作合作", "合作合作", 1);
}

#[test]
fn wordings_of_one_concept_are_one_formulation_in_both_languages() {
    let accounts = accounts(&[
        ("2020-01-01", "ALV", "愿«gn:睦邻伙伴关系»"),
        ("2021-01-01", "ALV", "愿«gn:新时代睦邻伙伴关系»"),
        ("2021-02-01", "BER", "the «gn:good-neighbour partnership»"),
        ("2022-01-01", "ALV", "愿«gn:新时代睦邻伙伴关系»，«深海倡议»"),
    ]);
    let found = formulations(&accounts, Unit::Concept);
    assert_eq!(
        found.iter().map(|one| (one.name.as_str(), one.places.len())).collect::<Vec<_>>(),
        [("新时代睦邻伙伴关系", 4), ("深海倡议", 1)]
    );
    let summary = found[0].summary(&accounts);
    assert_eq!((summary.accounts, summary.of), (4, 4));
    assert_eq!(summary.issuers, [("ALV".to_owned(), 3), ("BER".to_owned(), 1)]);
    let changes: Vec<(&str, &[String])> = summary.variants.iter().map(|one| (one.wording.as_str(), &one.difference.dropped[..])).collect();
    assert_eq!(changes, [("新时代睦邻伙伴关系", &[][..]), ("睦邻伙伴关系", &["新时代".to_owned()]), ("good-neighbour partnership", &[])]);
    assert_eq!(formulations(&accounts, Unit::Wording).len(), 4);
}

#[test]
fn a_list_that_was_added_to_is_one_formulation_with_its_items() {
    let accounts = accounts(&[
        ("2020-01-01", "ALV", "“«三不一无意»”：不封港、不断航、不加税，无意改变对方"),
        ("2022-01-01", "ALV", "“«四不一无意»”，即不封港、不断航、不加税、不设岗，无意改变对方"),
        ("2022-01-02", "BER", "“«两个承诺»”"),
    ]);
    let found = formulations(&accounts, Unit::Concept);
    assert_eq!(found.len(), 2, "{found:?}");
    let versions = variants(&accounts, &found[0].places);
    assert_eq!(versions[0].items, ["不封港", "不断航", "不加税", "无意改变对方"]);
    assert_eq!(versions[1].items, ["不封港", "不断航", "不加税", "不设岗", "无意改变对方"]);
    assert!(variants(&accounts, &found[1].places)[0].items.is_empty());
}

#[test]
fn shares_have_the_accounts_of_the_issuer_below_them() {
    let accounts = accounts(&[
        ("2020-03-01", "ALV", "«共赢»与«共赢»"),
        ("2020-09-01", "ALV", "无"),
        ("2022-01-01", "ALV", "无"),
        ("2022-01-01", "BER", "无"),
        ("", "ALV", "«共赢»"),
    ]);
    let series = Series::new(&accounts, &formulations(&accounts, Unit::Concept)[0].places, Length::Year);
    let cells: Vec<_> = series.lines[0].cells.iter().map(|cell| (cell.uses, cell.accounts, cell.of)).collect();
    assert_eq!(series.lines.len(), 1, "who never uses it has no line");
    assert_eq!(cells, [(2, 1, 2), (0, 0, 0), (0, 0, 1), (1, 1, 1)], "2020, 2021, 2022, no day");
    assert_eq!(accounts.undated().len(), 1);
}

#[test]
fn neighbours_and_changed_wordings_are_told() {
    let accounts = accounts(&[
        ("2020-01-01", "ALV", "推动构建新型大国关系。"),
        ("2021-01-01", "ALV", "推动构建新型大国关系，构建新型国际关系"),
        ("2022-01-01", "ALV", "推动构建新型国际关系，新型的大国关系"),
        ("2023-01-01", "ALV", "新型，关系"),
    ]);
    let phrase = "新型大国关系";
    let found = places(&accounts, &[phrase.to_owned()]);
    let before: Vec<_> = neighbours(&accounts, &found, Side::Before).into_iter().map(|one| (one.words, one.uses)).collect();
    assert_eq!(before, [("推动构建".to_owned(), 2)]);
    let near: Vec<_> = near_wordings(&accounts, phrase).into_iter().map(|one| (one.wording, one.accounts)).collect();
    assert_eq!(near, [("新型国际关系".to_owned(), 2)], "the one of a single account is left out, and none crosses a mark");
}

#[test]
fn company_is_more_than_chance_and_not_the_same_words() {
    let mut list = vec![];
    let days: Vec<String> = (1..=20).map(|day| format!("2020-01-{day:02}")).collect();
    for (index, day) in days.iter().enumerate() {
        let text = match index {
            0..=5 => "«甲话»，«乙话»，«众话»",
            6..=15 => "«众话»",
            _ => "«丙话»",
        };
        list.push((day.as_str(), "ALV", text));
    }
    let accounts = accounts(&list);
    let all = formulations(&accounts, Unit::Concept);
    let first = all.iter().find(|one| one.name == "甲话").expect("it is there");
    let found: Vec<(String, usize)> =
        company(&accounts, &first.places, &all).into_iter().map(|one| (one.formulation, one.together)).collect();
    assert_eq!(found, [("乙话".to_owned(), 6)], "what stands everywhere is no company, nor is the phrase itself");
}

#[test]
fn what_is_gone_is_told_with_its_chance() {
    let list: Vec<(String, &str)> = (0..20)
        .map(|month| (format!("{}-{:02}-01", 2020 + month / 12, month % 12 + 1), if month < 8 { "«旧话»" } else { "«新话»" }))
        .collect();
    let list: Vec<(&str, &str, &str)> = list.iter().map(|(day, text)| (day.as_str(), "ALV", *text)).collect();
    let accounts = accounts(&list);
    let all = formulations(&accounts, Unit::Concept);
    let day = Date::new(2020, 9, 1).expect("a day");
    let gone = turned(&accounts, &all, Turn::Gone, day);
    assert_eq!(
        gone.iter().map(|one| (one.formulation.as_str(), one.accounts, one.of, one.silent)).collect::<Vec<_>>(),
        [("旧话", 8, 8, 12)]
    );
    assert!(gone[0].chance < 0.001);
    let new = turned(&accounts, &all, Turn::New, day);
    assert_eq!(
        new.iter().map(|one| (one.formulation.as_str(), one.accounts, one.of, one.silent)).collect::<Vec<_>>(),
        [("新话", 12, 12, 8)]
    );
    assert!(turned(&accounts, &all, Turn::New, Date::new(2020, 10, 1).expect("a day")).is_empty(), "it is older than that");
}

#[test]
fn a_phrase_that_recurs_is_found_whole() {
    let before = ["双边要", "我们将", "各国应", "大家愿", "人人都", "一起来"];
    let after = ["的路", "之道", "为本", "是好", "和平", "与共"];
    // Characters that stand once each, so that what recurs is far from chance.
    let mut others = (0x5000..).filter_map(char::from_u32);
    let mut text = |at: usize| format!("{}走互信共治{}。{}", before[at], after[at], others.by_ref().take(100).collect::<String>());
    let list: Vec<Account> = (0..6).map(|at| account(&format!("2020-01-0{}", at + 1), "ALV", &text(at))).collect();
    let accounts = Accounts::new(list);
    let floor = Floor { uses: 5, accounts: 4 };
    let found = |known: &str| {
        discover(&accounts, floor, |phrase| phrase == known).into_iter().map(|one| (one.phrase, one.uses)).collect::<Vec<_>>()
    };
    assert_eq!(found(""), [("走互信共治".to_owned(), 6)], "not a part of it, and not with what varies around it");
    assert!(found("走互信共治").is_empty(), "what is known is not offered");
    assert!(discover(&accounts, Floor { uses: 7, accounts: 4 }, |_| false).is_empty());
    assert!(discover(&accounts, Floor { uses: 5, accounts: 7 }, |_| false).is_empty());
}

fn any_accounts() -> impl Strategy<Value = Vec<Account>> {
    let text =
        prop::collection::vec(prop::sample::select(vec!["«一二三»", "«x:和平»", "«x:peace»", "合作", "，", "\n", " new way "]), 0..8);
    let one = (0u8..30, prop::sample::select(vec!["ALV", "BER", ""]), text);
    prop::collection::vec(one, 1..10).prop_map(|list| {
        let day = |at: u8| if at == 0 { String::new() } else { format!("20{:02}-0{}-11", 10 + at % 5, at % 9 + 1) };
        list.into_iter().map(|(at, issuer, text)| account(&day(at), issuer, &text.concat())).collect()
    })
}

proptest! {
    #[test]
    fn every_use_is_in_one_period_and_quotes_are_cut_from_the_text(list in any_accounts()) {
        let accounts = Accounts::new(list);
        for formulation in formulations(&accounts, Unit::Concept) {
            for length in [Length::Month, Length::Quarter, Length::Year] {
                let series = Series::new(&accounts, &formulation.places, length);
                prop_assert_eq!(series.lines.iter().map(Line::uses).sum::<usize>(), formulation.places.len());
                prop_assert!(series.total().iter().all(|cell| cell.accounts <= cell.of && cell.accounts <= cell.uses));
            }
            for used in accounts.uses(&formulation.places) {
                let account = accounts.all().iter().find(|account| account.id == used.id).expect("it is one of them");
                let points: String = account.text.chars().skip(used.span[0] as usize).take((used.span[1] - used.span[0]) as usize).collect();
                prop_assert_eq!(&points, &used.quote);
                let around = [used.before.as_str(), &used.quote, &used.after].concat();
                prop_assert!(account.text.contains(&around));
            }
        }
    }

    #[test]
    fn the_order_of_files_does_not_matter(list in any_accounts()) {
        let mut turned_round = list.clone();
        turned_round.reverse();
        let (one, other) = (Accounts::new(list), Accounts::new(turned_round));
        let summaries = |accounts: &Accounts| formulations(accounts, Unit::Concept).iter().map(|one| one.summary(accounts)).collect::<Vec<_>>();
        prop_assert_eq!(summaries(&one), summaries(&other));
        let floor = Floor { uses: 2, accounts: 2 };
        prop_assert_eq!(discover(&one, floor, |_| false), discover(&other, floor, |_| false));
    }

    #[test]
    fn nothing_breaks_on_any_text(text in "\\PC{0,60}", phrase in "\\PC{0,12}") {
        let accounts = accounts(&[("2020-01-01", "ALV", text.replace(['«', '»'], "").as_str())]);
        let found = places(&accounts, std::slice::from_ref(&phrase));
        for side in [Side::Before, Side::After] {
            let _ = neighbours(&accounts, &found, side);
        }
        let _ = near_wordings(&accounts, &phrase);
        let _ = difference(&phrase, &text);
        prop_assert!(found.iter().all(|place| accounts.folded(*place) == phrase::sought(&phrase)));
    }

    #[test]
    fn what_differs_makes_the_one_wording_of_the_other(from in "[甲乙丙 ]{0,8}", to in "[甲乙丙 ]{0,8}") {
        let found = difference(&from, &to);
        let count = |texts: &[String], letter: char| texts.iter().flat_map(|text| text.chars()).filter(|c| *c == letter).count();
        for letter in ['甲', '乙', '丙'] {
            let before = count(std::slice::from_ref(&from), letter) + count(&found.came, letter);
            let after = count(std::slice::from_ref(&to), letter) + count(&found.dropped, letter);
            prop_assert_eq!(before, after);
        }
    }
}
