//! What PostgreSQL cannot hold or orders otherwise makes no difference.

use chancery_ledger::operation::Note;
use chancery_ledger::reading::Reading;
use chancery_ledger::{AccountFilter, Context, EntryFilter, Hit, Operation, Place, Question, Workspace, id_of};
use serde_json::json;

use crate::common::{ALVA, entry, fresh, incoming, meeting, reading};

/// The same done in a file and in a database.
fn on_both<T>(work: impl Fn(&mut Workspace) -> T) -> [T; 2] {
    let mut file = Workspace::open_or_create(&Place::Memory).expect("made");
    [work(&mut file), work(&mut fresh().workspace)]
}

fn found(workspace: &mut Workspace, words: &str) -> Vec<Hit> {
    workspace.find(&Question { words: words.to_owned(), limit: 20, ..Question::default() }).expect(words).hits
}

/// A paragraph of 20,000 words, of which the rarest stands at the end.
fn endless() -> Reading {
    let text = format!("{}the last bridge of 大桥河口 is near", "the bridge ".repeat(10_000));
    reading(&text, "2031-06-02", &[entry(&text, "position", "the last bridge", json!({}))])
}

#[test]
fn long_paragraphs_are_found_as_in_a_file() {
    let longest = "x".repeat(5_000);
    let wordy: Vec<String> = (0..40_000).map(|number| format!("{number}{}", "w".repeat(30))).collect();
    let wordy = format!("{} the end {longest}", wordy.join(" "));
    let [file, database] = on_both(|workspace| {
        let readings = [endless(), meeting(), reading(&wordy, "2031-06-03", &[])];
        workspace.add(&ALVA, readings.into_iter().map(|reading| incoming(&reading.document.id.clone(), reading)).collect()).expect("added");
        let questions =
            ["last", "\"last bridge\"", "\"bridge last\"", "\"the bridge the bridge\"", "河口", "口", "the end", "forty the", &longest];
        questions.map(|words| (words.len(), found(workspace, words)))
    });
    assert!(file == database, "{:?}", file.iter().zip(&database).find(|(one, other)| one != other));
    let counts: Vec<usize> = database.iter().map(|(_, hits)| hits.len()).collect();
    assert_eq!(counts, [1, 1, 0, 1, 1, 1, 2, 1, 1]);
}

#[test]
fn questions_of_any_characters_are_asked_as_in_a_file() {
    let [file, database] = on_both(|workspace| {
        let text = r"The minister's \ 'draft' & (one | two) said: it's agreed!";
        workspace.add(&ALVA, vec![incoming("a.txt", reading(text, "2031-06-01", &[]))]).expect("added");
        let questions = ["minister's", r"\ draft", "'draft'", "one|two", "it's", "agreed!", ":* draft", "two & said", "<-> one"];
        questions.map(|words| found(workspace, words).len())
    });
    assert_eq!(file, database);
    assert_eq!(database, [1; 9]);
}

#[test]
fn names_and_days_are_in_the_same_order() {
    let [file, database] = on_both(|workspace| {
        for (place, date) in
            ["b", "A", "a", "é", "Z", "_", "甲", "-"].iter().zip(["2031-05", "2031-05-02", "2031", "2031-05-01"].iter().cycle())
        {
            let text = format!("Alvonia will open {place}");
            workspace
                .add(&ALVA, vec![incoming(place, reading(&text, date, &[entry(&text, "commitment", &text, json!({}))]))])
                .expect("added");
            let note = Note { note: (*place).to_owned(), on: format!("account:{}", id_of(&[&text])), text: format!("note {place}") };
            workspace.append(&ALVA, &Operation::Note(note)).expect("noted");
        }
        let mut without = reading("Alvonia will rest", "2031", &[entry("Alvonia will rest", "commitment", "Alvonia will rest", json!({}))]);
        without.document.date = None;
        workspace.add(&ALVA, vec![incoming("without", without)]).expect("added");
        let accounts: Vec<String> = workspace.accounts(&AccountFilter::default()).expect("listed").into_iter().map(|row| row.id).collect();
        let entries = workspace.entries(&EntryFilter::default(), 0, 20).expect("listed");
        let entries: Vec<String> = entries.into_iter().map(|row| row.entry.quote).collect();
        let notes: Vec<String> = found(workspace, "note").into_iter().map(|hit| hit.snippet).collect();
        (accounts, entries, notes)
    });
    assert_eq!((file.0.len(), file.1.len(), file.2.len()), (9, 9, 8));
    assert_eq!(file, database);
}

#[test]
fn a_text_with_nul_is_refused_and_nothing_is_changed() {
    let mut fresh = fresh();
    if matches!(fresh.place, Place::File(_)) {
        return;
    }
    let by = Context { author: "Al\0va", ..ALVA };
    let refused = fresh.workspace.add(&by, vec![incoming("a.txt", meeting())]).expect_err("refused").to_string();
    assert!(refused.contains("PostgreSQL cannot keep the character NUL"), "{refused}");
    assert_eq!(fresh.workspace.head().expect("there").seq, 0);
    let text = "Alvonia will open\0a port";
    fresh.workspace.add(&ALVA, vec![incoming("a.txt", reading(text, "2031-05-12", &[]))]).expect("texts of accounts may have it");
    let account = fresh.workspace.accounts(&AccountFilter::default()).expect("listed").remove(0);
    assert_eq!(fresh.workspace.reading(&account).expect("there").document.text, text);
}
