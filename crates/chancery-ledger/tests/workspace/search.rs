//! Words are found in both languages, at any length, and filters narrow what is found.

use crate::common::{ALVA, Fresh, entry, fresh, incoming, meeting, reading};
use chancery_ledger::operation::{Decide, Note, RemoveAccount, Seen};
use chancery_ledger::{EntryFilter, EntryRow, LedgerError, Operation, Question, Queue, Way, Within, Workspace};
use serde_json::json;

fn full() -> Fresh {
    let mut fresh = fresh();
    let text = "两国外长在河口会晤。\n甲国愿同乙国建设跨河大桥，扩大大豆贸易。G20峰会将讨论此事。";
    let chinese = reading(
        text,
        "2031-06-01",
        &[entry(text, "commitment", "甲国愿同乙国建设跨河大桥，扩大大豆贸易", json!({"areas": ["local"], "modality": "willing"}))],
    );
    fresh.workspace.add(&ALVA, vec![incoming("a.txt", meeting()), incoming("b.txt", chinese)]).expect("added");
    fresh
}

/// What is found, as `[marked] words` with what it is in.
fn found(workspace: &mut Workspace, question: &Question) -> Vec<String> {
    let hits = workspace.find(question).expect("asked").hits;
    let show = |hit: &chancery_ledger::Hit| {
        let letters: Vec<char> = hit.snippet.chars().collect();
        let marked: Vec<String> = hit.marks.iter().map(|[start, end]| letters[*start as usize..*end as usize].iter().collect()).collect();
        format!("{:?}: {}", hit.within, marked.join("|"))
    };
    hits.iter().map(show).collect()
}

fn question(words: &str) -> Question {
    Question { words: words.to_owned(), limit: 20, ..Question::default() }
}

#[test]
fn any_length_of_chinese_is_found() {
    let mut full = full();
    let mut check = |words: &str, expected: &[&str]| assert_eq!(found(&mut full.workspace, &question(words)), expected, "{words}");
    check("大豆", &["Entry: 大豆"]);
    check("豆", &["Entry: 豆"]);
    check("跨河大桥", &["Entry: 跨河大桥"]);
    check("易", &["Entry: 易"]);
    check("大豆 大桥", &["Entry: 大桥|大豆"]);
    check("\"甲国 愿\"", &[]);
    check("河口会晤", &["Passage: 河口会晤"]);
    check("峰会", &["Passage: 峰会"]);
    check("G20峰会", &["Passage: G20峰会"]);
    check("g20", &["Passage: G20"]);
    check("大豆大桥", &[]);
    check("貿易", &["Entry: 贸易"]);
}

#[test]
fn words_and_phrases_of_english_are_found() {
    let mut full = full();
    let mut check = |words: &str, expected: &[&str]| assert_eq!(found(&mut full.workspace, &question(words)), expected, "{words}");
    check("forty crossings", &["Entry: forty|crossings"]);
    check("\"forty crossings\"", &["Entry: forty crossings"]);
    check("\"crossings forty\"", &[]);
    check("cross", &[]);
    check("river", &["Entry: river"]);
}

#[test]
fn exactly_means_the_very_characters() {
    let mut full = full();
    let exactly = |words: &str| Question { exact: true, ..question(words) };
    assert_eq!(found(&mut full.workspace, &exactly("forty crossings")), ["Entry: forty crossings"]);
    assert_eq!(found(&mut full.workspace, &exactly("Forty crossings")), [""; 0]);
    assert_eq!(found(&mut full.workspace, &exactly("贸易。G20")), ["Passage: 贸易。G20"]);
    assert_eq!(found(&mut full.workspace, &exactly("贸易，G20")), [""; 0]);
}

#[test]
fn filters_narrow() {
    let mut full = full();
    let mut check = |filter: EntryFilter, expected: usize| {
        let question = Question { filter, ..question("甲国") };
        assert_eq!(full.workspace.find(&question).expect("asked").hits.len(), expected);
    };
    let kinds = |kind: &str| EntryFilter { kinds: vec![kind.to_owned()], ..EntryFilter::default() };
    check(kinds("commitment"), 1);
    check(kinds("position"), 0);
    check(EntryFilter { areas: vec!["local".to_owned()], parties: vec!["ALV".to_owned()], ..kinds("commitment") }, 1);
    check(EntryFilter { since: Some("2031-06-02".to_owned()), ..kinds("commitment") }, 0);
    check(EntryFilter { until: Some("2031-06-01".to_owned()), ..kinds("commitment") }, 1);
    let listed = |workspace: &mut Workspace, filter: &EntryFilter| workspace.entries(filter, 0, 10).expect("listed").len();
    assert_eq!(listed(&mut full.workspace, &EntryFilter::default()), 4);
    assert_eq!(listed(&mut full.workspace, &EntryFilter { parties: vec!["BER".to_owned()], ..EntryFilter::default() }), 3);
}

#[test]
fn fields_phrases_and_what_an_account_is_about_narrow_lists_and_queues_alike() {
    let mut full = full();
    let words = |words: &[&str]| -> Vec<String> { words.iter().map(|word| (*word).to_owned()).collect() };
    let all = full.workspace.entries(&EntryFilter::default(), 0, 10).expect("listed");
    let mut check = |filter: EntryFilter, is_meant: &dyn Fn(&EntryRow) -> bool| {
        let expected: Vec<i64> = all.iter().filter(|row| is_meant(row)).map(|row| row.num).collect();
        let workspace = &mut full.workspace;
        let listed: Vec<i64> = workspace.entries(&filter, 0, 10).expect("listed").iter().map(|row| row.num).collect();
        assert_eq!(listed, expected, "{filter:?}");
        let queue = Queue { filter: filter.clone(), words: String::new() };
        let mut queued: Vec<i64> = Vec::new();
        for place in workspace.queue_accounts(&queue, None, Way::Onward, 100).expect("gone through") {
            let account = workspace.account_by_num(place.account).expect("there");
            queued.extend(workspace.queued_entries(&queue, &account).expect("queued").iter().map(|row| row.num));
        }
        queued.sort_unstable();
        let mut expected = expected;
        expected.sort_unstable();
        assert_eq!(queued, expected, "{filter:?}");
        let counted: usize = workspace.count_by_month(&filter).expect("counted").iter().map(|month| month.entries).sum();
        assert_eq!(counted, expected.len(), "{filter:?}");
        expected.len()
    };
    let firm =
        check(EntryFilter { modalities: words(&["firm"]), ..EntryFilter::default() }, &|row| row.entry.modality.as_deref() == Some("firm"));
    assert!(firm > 0, "the sample has a firm commitment");
    check(EntryFilter { stances: words(&["oppose", "concern"]), ..EntryFilter::default() }, &|row| {
        matches!(row.entry.stance.as_deref(), Some("oppose" | "concern"))
    });
    check(EntryFilter { types: words(&["visit"]), ..EntryFilter::default() }, &|row| row.entry.engagement_type.as_deref() == Some("visit"));
    check(EntryFilter { statuses: words(&["it's"]), ..EntryFilter::default() }, &|_| false);
    let said = check(EntryFilter { says: words(&["nothing of the kind", "forty crossings"]), ..EntryFilter::default() }, &|row| {
        row.entry.quote.contains("forty crossings")
    });
    assert_eq!(said, 1);
    check(EntryFilter { says: words(&["，"]), ..EntryFilter::default() }, &|_| false);
    let about = check(EntryFilter { about: words(&["ALV", "BER"]), ..EntryFilter::default() }, &|row| row.account == 1);
    assert!(about > 0);
    check(EntryFilter { about: words(&["ALV", "ZZZ"]), ..EntryFilter::default() }, &|_| false);
}

#[test]
fn what_goes_out_is_not_found_and_notes_are() {
    let mut full = full();
    let workspace = &mut full.workspace;
    let row =
        workspace.entries(&EntryFilter { areas: vec!["local".to_owned()], ..EntryFilter::default() }, 0, 1).expect("listed").remove(0);
    let note = Note { note: "1".to_owned(), on: format!("entry:{}", row.entry.id), text: "see the soy desk".to_owned() };
    workspace.append(&ALVA, &Operation::Note(note)).expect("noted");
    assert_eq!(found(workspace, &question("soy")), ["Note: soy"]);
    let seen = Seen { entry: row.entry.id.clone(), revision: row.revision };
    workspace.append(&ALVA, &Operation::Reject(Decide { entries: vec![seen] })).expect("rejected");
    assert_eq!(found(workspace, &question("大豆")), ["Passage: 大豆"], "the words are still in the account");
    let account = workspace.account_by_num(row.account).expect("there");
    workspace.append(&ALVA, &Operation::RemoveAccount(RemoveAccount { account: account.id })).expect("removed");
    assert_eq!(found(workspace, &question("大豆")), [""; 0]);
}

#[test]
fn a_question_without_words_is_refused() {
    let mut full = full();
    for words in ["", " ", "，。", "\"\""] {
        assert!(matches!(full.workspace.find(&question(words)), Err(LedgerError::Refused(_))), "{words}");
    }
    assert_eq!(full.workspace.find(&question("大豆")).expect("asked").hits[0].within, Within::Entry);
}
