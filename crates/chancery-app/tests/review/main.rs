//! Reviewing over a real workspace: every action, undo, decisions of others, long queues.

mod common;

use chancery_app::review::{Edge, Newer, Progress, ReviewError, Step};
use chancery_app::workspace::operation::{Decide, EditEntry, RereadAccount, Seen};
use chancery_app::workspace::{Context, EntryFilter, EntryState, LedgerError, Operation, Queue};
use common::{ALVA, CHINESE, Fresh, NOON, chinese, english, entry, proposed, quote, reading};
use serde_json::json;

#[test]
fn a_queue_goes_by_day_account_and_place() {
    let fresh = Fresh::of_two();
    let mut session = fresh.proposed();
    let mut quotes = vec![quote(&session)];
    while session.onward().expect("moved") {
        quotes.push(quote(&session));
    }
    let begins: Vec<String> = quotes.iter().map(|quote| quote.chars().take(8).collect()).collect();
    assert_eq!(begins, ["甲国愿同乙国建设", "乙国反对收费", "Alvonia ", "Alvonia ", "Both sid"]);
    assert!(session.previous().expect("moved"));
    assert_eq!(quote(&session), quotes[3]);
    session.go_to(&session.row().expect("open").entry.id.clone()[..6]).expect("found");
    assert_eq!(quote(&session), quotes[3]);
    assert!(matches!(session.go_to("zz"), Err(ReviewError::Ledger(LedgerError::Unknown { .. }))));
    assert_eq!(session.progress(), Progress { decided: 0, total: 5 });
}

#[test]
fn decisions_are_operations_and_are_taken_back() {
    let fresh = Fresh::of_two();
    let mut session = fresh.proposed();
    let first = session.row().expect("open").entry.id.clone();
    session.set_reason("as the desk said");
    session.accept(NOON).expect("accepted");
    assert_eq!(quote(&session), "乙国反对收费");
    assert_eq!(session.reason(), "", "a reason is for one decision");
    session.reject(NOON).expect("rejected");
    assert_eq!(session.progress(), Progress { decided: 2, total: 5 });
    assert!(quote(&session).starts_with("Alvonia and Berland met"));
    let row = fresh.workspace().entry(&first).expect("there");
    assert_eq!(
        (row.state, row.review.author.as_str(), row.review.reason.as_str(), row.review.time.as_str()),
        (EntryState::Accepted, "Berta", "as the desk said", NOON)
    );
    let undone = session.undo(NOON).expect("undone");
    assert_eq!((undone.kind.as_str(), quote(&session).as_str()), ("entry.reject", "乙国反对收费"));
    session.undo(NOON).expect("undone");
    assert_eq!(session.row().map(|row| (row.entry.id.clone(), row.state)), Some((first, EntryState::Proposed)));
    assert_eq!(session.progress(), Progress { decided: 0, total: 5 });
    assert!(session.undo(NOON).expect_err("nothing is left").to_string().contains("nothing was done"));
    assert_eq!(fresh.workspace().verify().expect("verified").damage, None);
}

#[test]
fn fields_and_spans_are_edited() {
    let fresh = Fresh::of_two();
    let mut session = fresh.proposed();
    session.edit("areas", "trade, local", NOON).expect("edited");
    session.edit("window", "..2032-12-31", NOON).expect("edited");
    let entry = session.row().expect("open").entry.clone();
    assert_eq!(entry.areas, ["trade", "local"]);
    assert_eq!(entry.window.and_then(|window| window.end).as_deref(), Some("2032-12-31"));
    assert!(session.edit("window", "2032-13-01", NOON).expect_err("no such day").to_string().contains("is not a day"));
    assert!(matches!(session.edit("modality", "strong", NOON), Err(ReviewError::Unfit(_))));
    for _ in 0..2 {
        session.move_edge(Edge::End, Step::WordLeft).expect("moved");
    }
    session.move_edge(Edge::End, Step::Left).expect("moved");
    assert_eq!(quote(&session), "甲国愿同乙国建设跨河大桥，扩大大豆贸易", "nothing is changed yet");
    assert!(matches!(session.onward(), Err(ReviewError::Unsettled)));
    assert!(matches!(session.accept(NOON), Err(ReviewError::Unsettled)));
    session.drop_draft();
    for _ in 0..7 {
        session.move_edge(Edge::End, Step::Left).expect("moved");
    }
    session.move_edge(Edge::Start, Step::Right).expect("moved");
    session.keep_draft(NOON).expect("kept");
    assert_eq!(quote(&session), "国愿同乙国建设跨河大桥");
    assert_eq!(session.progress().decided, 1, "an entry is settled once");
    session.undo(NOON).expect("undone");
    assert_eq!(quote(&session), "甲国愿同乙国建设跨河大桥，扩大大豆贸易");
    let workspace = fresh.workspace().entry(&session.row().expect("open").entry.id).expect("there");
    assert_eq!(workspace.state, EntryState::Edited);
}

#[test]
fn entries_are_split_merged_and_found() {
    let fresh = Fresh::of_two();
    let mut session = fresh.proposed();
    let at = session.natural_split().expect("a place");
    session.split(at, NOON).expect("split");
    assert_eq!(quote(&session), "甲国愿同乙国建设跨河大桥");
    assert!(session.onward().expect("moved"));
    assert_eq!(quote(&session), "扩大大豆贸易");
    assert!(session.split(at, NOON).expect_err("no words before").to_string().contains("both parts need words"));
    assert!(session.previous().expect("moved"));
    session.merge(NOON).expect("merged");
    assert_eq!(quote(&session), "甲国愿同乙国建设跨河大桥，扩大大豆贸易");
    session.undo(NOON).expect("undone");
    session.undo(NOON).expect("undone");
    assert_eq!(session.row().map(|row| row.state), Some(EntryState::Proposed));
    assert!(session.onward().expect("moved"));
    assert_eq!(quote(&session), "乙国反对收费", "the parts are gone");
    assert!(session.merge(NOON).expect_err("the last of its account").to_string().contains("no entry of this account"));

    let span = session.view().expect("open").paragraphs[0].start;
    session.new_entry([span, span + 9], "engagement", NOON).expect("found");
    let made = session.row().expect("open").entry.clone();
    assert_eq!((made.quote.as_str(), made.voice.as_slice()), ("两国外长在河口会晤", ["ALV".to_owned()].as_slice()));
    assert_eq!(made.participants.as_deref(), Some(["BER".to_owned()].as_slice()), "whose the entry beside it is");
    session.undo(NOON).expect("undone");
    assert_eq!(quote(&session), "乙国反对收费");
    assert!(fresh.workspace().entry(&made.id).is_err());
}

#[test]
fn a_part_keeps_a_window_only_with_its_words() {
    let fresh = Fresh::new(vec![english()]);
    let mut session = fresh.proposed();
    session.onward().expect("moved");
    session.split(session.natural_split().expect("a place"), NOON).expect("split");
    assert!(quote(&session).ends_with("by the end of 2031"));
    assert!(session.row().expect("open").entry.window.is_some());
    session.onward().expect("moved");
    assert_eq!(quote(&session), "and Alvonia will lower its tolls");
    assert_eq!(session.row().expect("open").entry.window, None);
}

#[test]
fn what_a_rule_found_is_accepted_together() {
    let other = "Alvonia will open a port. Berland will open a school. Alvonia may pay.";
    let words = ["Alvonia will open a port", "Berland will open a school", "Alvonia may pay"];
    let sure = |index: usize| json!({"parties": ["ALV"], "confidence": if index == 2 { 0.3 } else { 0.9 }});
    let entries: Vec<_> = words.iter().enumerate().map(|(index, words)| entry(other, "commitment", words, sure(index))).collect();
    let fresh = Fresh::new(vec![english(), reading(other, "2031-06-01", &entries)]);
    let mut session = fresh.session(Queue { words: "will".to_owned(), ..proposed() });
    let alike = session.alike().expect("found");
    assert_eq!(alike.entries.len(), 3, "with at least the confidence of the open one");
    session.accept_alike(alike, NOON).expect("accepted");
    assert_eq!(session.progress(), Progress { decided: 3, total: 3 });
    let mut workspace = fresh.workspace();
    let filter = EntryFilter { states: vec![EntryState::Proposed], ..EntryFilter::default() };
    assert_eq!(workspace.entries(&filter, 0, 10).expect("listed").len(), 3);
    session.undo(NOON).expect("undone");
    assert_eq!(workspace.entries(&filter, 0, 10).expect("listed").len(), 6);
}

#[test]
fn what_someone_else_changed_is_said_and_not_written_over() {
    let fresh = Fresh::of_two();
    let mut session = fresh.proposed();
    let row = session.row().expect("open").clone();
    let seen = Seen { entry: row.entry.id.clone(), revision: row.revision };
    let changes = json!({"areas": ["local"]}).as_object().expect("an object").clone();
    let by = Context { reason: "wrong area", ..ALVA };
    fresh.workspace().append(&by, &Operation::Edit(EditEntry { seen, changes })).expect("edited");
    let refused = session.reject(NOON).expect_err("stale");
    let said = refused.to_string();
    assert!(matches!(refused, ReviewError::Stale { .. }));
    assert!(said.contains("entry.edit by Alva (wrong area)") && said.contains("areas: trade → local"), "{said}");
    let now = session.row().expect("open");
    assert_eq!((now.entry.areas[0].as_str(), now.state, &now.entry.id), ("local", EntryState::Edited, &row.entry.id), "shown as it stands");
    session.reject(NOON).expect("now it is seen");
    assert_eq!(fresh.workspace().entry(&row.entry.id).expect("there").state, EntryState::Rejected);
}

#[test]
fn undo_says_who_needs_what_it_would_take_back() {
    let fresh = Fresh::of_two();
    let mut session = fresh.proposed();
    let done = session.accept(NOON).expect("accepted");
    let row = fresh.workspace().entry(&done.entry).expect("there");
    let seen = Seen { entry: done.entry.clone(), revision: row.revision };
    fresh.workspace().append(&ALVA, &Operation::Reject(Decide { entries: vec![seen] })).expect("rejected");
    let refused = session.undo(NOON).expect_err("the other needs it").to_string();
    assert!(refused.contains("cannot be undone") && refused.contains("entry.reject"), "{refused}");
    assert_eq!(fresh.workspace().entry(&done.entry).expect("there").state, EntryState::Rejected);
}

#[test]
fn a_newer_reading_is_shown_and_taken() {
    let fresh = Fresh::of_two();
    let mut session = fresh.proposed();
    session.accept(NOON).expect("accepted");
    session.accept(NOON).expect("accepted");
    let mut newer = chinese();
    newer.entries.truncate(1);
    newer.entries[0].modality = Some("firm".to_owned());
    let account = newer.document.id.clone();
    fresh.workspace().append(&ALVA, &Operation::RereadAccount(RereadAccount { account, reading: newer })).expect("read again");
    let changed = Queue { filter: EntryFilter { changed: true, ..EntryFilter::default() }, words: String::new() };
    let mut session = fresh.session(changed);
    assert_eq!(session.progress(), Progress { decided: 0, total: 2 });
    let view = session.view().expect("open");
    let Some(Newer::Changed(differences)) = &view.newer else { panic!("a difference is shown") };
    assert_eq!((differences[0].field.as_str(), differences[0].after.as_str()), ("modality", "firm"));
    session.take_newer(NOON).expect("taken");
    assert_eq!(session.row().expect("open").entry.modality.as_deref(), Some("firm"));
    session.onward().expect("moved");
    assert!(matches!(session.view().and_then(|view| view.newer), Some(Newer::Gone)));
    session.take_newer(NOON).expect("rejected");
    assert_eq!(session.progress(), Progress { decided: 2, total: 2 });
}

#[test]
fn words_narrow_a_queue_from_where_one_is() {
    let fresh = Fresh::of_two();
    let mut session = fresh.proposed();
    assert!(!session.search("nowhere").expect("asked"));
    assert_eq!(session.words(), "");
    assert!(session.search("river").expect("asked"));
    assert!(quote(&session).contains("the river"));
    assert!(!session.onward().expect("asked"), "it is the only one");
    assert!(session.search("").expect("asked"));
    assert!(session.previous().expect("moved") && quote(&session).contains("forty crossings"));
    assert!(session.search("大豆").expect("asked"));
    assert!(quote(&session).contains("大豆"), "what stands before is found when nothing after is");
}

#[test]
fn a_view_has_the_paragraphs_and_the_neighbours() {
    let fresh = Fresh::of_two();
    let mut session = fresh.proposed();
    session.go_to(&session.row().expect("open").entry.id.clone()).expect("found");
    let view = session.view().expect("open");
    let letters: Vec<char> = CHINESE.chars().collect();
    let at = |[start, end]: [u32; 2]| letters[start as usize..end as usize].iter().collect::<String>();
    assert_eq!(at(view.span), "甲国愿同乙国建设跨河大桥，扩大大豆贸易");
    assert_eq!(view.others.iter().map(|span| at(*span)).collect::<Vec<_>>(), ["乙国反对收费"]);
    assert_eq!(view.paragraphs.iter().map(|shown| shown.text.as_str()).collect::<Vec<_>>().join("\n"), CHINESE);
    let parties = view.fields.iter().find(|field| field.name == "parties").expect("a field");
    assert_eq!((parties.shown.as_str(), parties.text.as_str()), ("ALV 甲国", "ALV"));
}

#[test]
fn a_long_queue_is_gone_through_a_few_accounts_at_a_time() {
    let account = |index: usize| {
        let text = format!("Alvonia will open port {index}. Berland opposes toll {index}.");
        let entries = [
            entry(&text, "commitment", &format!("Alvonia will open port {index}"), json!({"parties": ["ALV"]})),
            entry(&text, "position", &format!("Berland opposes toll {index}"), json!({"holder": ["BER"], "stance": "oppose"})),
        ];
        let date = if index.is_multiple_of(7) { String::new() } else { format!("2031-{:02}-{:02}", index % 12 + 1, index % 28 + 1) };
        let mut reading = reading(&text, &date, &entries);
        reading.document.date = reading.document.date.filter(|date| !date.is_empty());
        reading
    };
    let fresh = Fresh::new((0..150).map(account).collect());
    let mut session = fresh.proposed();
    let mut seen = vec![quote(&session)];
    while session.onward().expect("moved") {
        seen.push(quote(&session));
    }
    assert_eq!((seen.len(), seen.iter().collect::<std::collections::BTreeSet<_>>().len()), (300, 300));
    let middle = session.row().expect("open").entry.id.clone();
    let mut session = fresh.proposed();
    session.go_to(&middle).expect("found");
    let mut back = vec![quote(&session)];
    while session.previous().expect("moved") {
        back.push(quote(&session));
    }
    back.reverse();
    assert_eq!(back, seen, "the way back is the way there");
    let of_berland = Queue { filter: EntryFilter { parties: vec!["BER".to_owned()], ..proposed().filter }, words: String::new() };
    let mut session = fresh.session(of_berland);
    let mut many = 1;
    while session.onward().expect("moved") {
        many += 1;
    }
    assert_eq!(many, 150);
}

#[test]
fn an_empty_queue_has_nothing_to_show() {
    let fresh = Fresh::new(Vec::new());
    let mut session = fresh.proposed();
    assert!(session.view().is_none());
    assert!(!session.onward().expect("asked") && !session.previous().expect("asked"));
    assert!(matches!(session.accept(NOON), Err(ReviewError::NoEntry)));
    assert!(!session.search("port").expect("asked"));
}
