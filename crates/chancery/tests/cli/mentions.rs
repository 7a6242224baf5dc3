//! `chancery mentions`: a line in, a line out.

use serde_json::{Value, json};

use crate::support::Folder;

#[test]
fn each_line_has_its_answer() {
    let folder = Folder::new();
    let lines = [
        json!({"text": "会谈定于2026年5月15日举行", "date": "2026-05-01", "language": "zh"}),
        json!({"text": "nothing here", "date": "2026-05-01", "language": "en"}),
        json!({"text": "𠮷2026年5月15日", "language": "zh"}),
    ];
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let ran = folder.run_with_input(&["mentions"], input.as_bytes()).done();
    let answers: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let date = |start: u32| json!({"span": [start, start + 10], "type": "date", "value": "2026-05-15"});
    let has = |answer: &Value, mention: &Value| answer["mentions"].as_array().expect("a list").contains(mention);
    assert_eq!(answers.len(), 3);
    assert!(has(&answers[0], &date(4)), "{}", answers[0]);
    assert_eq!(answers[1], json!({"mentions": []}));
    assert!(has(&answers[2], &date(1)), "{}", answers[2]);
}

#[test]
fn a_wrong_line_is_named_and_keeps_its_place() {
    let folder = Folder::new();
    let input = concat!(
        "{\"text\": \"今天\", \"date\": \"2026-05-01\", \"language\": \"zh\"}\n",
        "no JSON\n",
        "{\"text\": \"x\", \"date\": \"May\", \"language\": \"en\"}\n",
        "{\"text\": \"x\", \"date\": \"2026-05-01\", \"language\": \"fr\"}\n",
    );
    let ran = folder.run_with_input(&["mentions"], input.as_bytes());
    assert_eq!((ran.status, ran.out.lines().count()), (1, 4));
    assert!(ran.out.ends_with("{\"mentions\":[]}\n{\"mentions\":[]}\n{\"mentions\":[]}\n"), "{}", ran.out);
    for error in ["error: line 2: ", "error: line 3: 'May' is no date", "error: line 4: no words for dates and numbers in 'fr'"] {
        assert!(ran.err.contains(error), "{}", ran.err);
    }
}

#[test]
fn no_input_is_no_output() {
    assert_eq!(Folder::new().run(&["mentions"]).done().out, "");
}
