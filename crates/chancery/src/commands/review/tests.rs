//! Keys in, screens out, over a real workspace.

use chancery_app::review::ReviewSession;
use chancery_app::workspace::reading::Reading;
use chancery_app::workspace::{Context, EntryFilter, EntryState, Incoming, Place, Queue, Workspace, id_of};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde_json::{Value, json};

use super::draw::draw;
use super::screen::{Flow, Screen};

const CHINESE: &str = "两国外长在河口会晤。\n甲国愿同乙国建设跨河大桥，扩大大豆贸易。乙国反对收费。";
const ENGLISH: &str = "Alvonia will open a port. Berland opposes all tolls on the river.";

fn entry(text: &str, kind: &str, words: &str, fields: Value) -> Value {
    let start = text[..text.find(words).expect("the words are in the text")].chars().count();
    let mut entry = json!({"id": id_of(&[text, words]), "kind": kind, "span": [start, start + words.chars().count()], "quote": words,
        "areas": ["trade"], "rule": format!("rule.{kind}"), "confidence": 0.8});
    for (key, value) in fields.as_object().expect("an object") {
        entry[key] = value.clone();
    }
    entry
}

fn reading(text: &str, date: &str, title: &str, entries: &[Value]) -> Reading {
    let length = text.chars().count();
    let first = text.find('\n').map_or(length, |at| text[..at].chars().count());
    let mut paragraphs = vec![json!({"span": [0, first], "role": "body"})];
    if first < length {
        paragraphs.push(json!({"span": [first + 1, length], "role": "body"}));
    }
    let reading = json!({
        "schema": "chancery.reading/1", "generator": {"name": "chancery", "version": "0.1.0", "lexicon": "0123456789abcdef"},
        "document": {"id": id_of(&[text]), "source": "a.txt", "media_type": "text/plain", "charset": "utf-8", "title": title, "language": "zh",
            "date": date, "published": null, "kind": "readout", "side": ["ALV"], "participants": null, "issuer": null, "detected": {},
            "part": null, "text": text, "warnings": []},
        "paragraphs": paragraphs, "voices": [], "entries": entries, "actors": [], "mentions": []
    });
    Reading::parse(&reading.to_string()).expect("the reading is in the format")
}

/// A Chinese account of April and an English one of May.
fn screen() -> Screen {
    let mut workspace = Workspace::open_or_create(&Place::Memory).expect("a workspace can be made");
    let chinese = [
        entry(CHINESE, "commitment", "甲国愿同乙国建设跨河大桥，扩大大豆贸易", json!({"parties": ["ALV"], "unconfirmed_by": ["BER"]})),
        entry(CHINESE, "position", "乙国反对收费", json!({"holder": ["BER"], "stance": "oppose"})),
    ];
    let english = [entry(ENGLISH, "commitment", "Alvonia will open a port", json!({"parties": ["ALV"], "modality": "firm"}))];
    let incoming = vec![
        Incoming { source: "a.txt".to_owned(), reading: reading(CHINESE, "2031-04-01", "两国外长会晤", &chinese) },
        Incoming { source: "b.txt".to_owned(), reading: reading(ENGLISH, "2031-05-12", "At the river", &english) },
    ];
    workspace.add(&Context { author: "Alva", time: "2031-05-20T12:00:00Z", reason: "" }, incoming).expect("added");
    let filter = EntryFilter { states: vec![EntryState::Proposed], ..EntryFilter::default() };
    let session = ReviewSession::open(workspace, Queue { filter, words: String::new() }, "Berta", "").expect("it opens");
    Screen::new(session, || "2031-05-21T12:00:00Z".to_owned())
}

fn press(screen: &mut Screen, keys: &str) {
    for key in keys.chars() {
        let code = match key {
            '\n' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            '\u{1b}' => KeyCode::Esc,
            other => KeyCode::Char(other),
        };
        assert_eq!(screen.press(KeyEvent::new(code, KeyModifiers::NONE)), Flow::On, "{key:?} does not quit");
    }
}

/// The rows of a screen without colours; a wide character stands once.
fn rows(screen: &Screen, columns: u16, lines: u16) -> Vec<String> {
    let mut terminal = Terminal::new(TestBackend::new(columns, lines)).expect("a screen in memory");
    terminal.draw(|frame| draw(frame, screen, false)).expect("drawn");
    let buffer = terminal.backend().buffer();
    let row = |y: u16| {
        let mut text = String::new();
        let mut x = 0;
        while x < columns {
            let symbol = buffer[(x, y)].symbol();
            text.push_str(symbol);
            x += u16::try_from(crate::table::layout::width(symbol).max(1)).expect("a cell is narrow");
        }
        text.trim_end().to_owned()
    };
    (0..lines).map(row).collect()
}

fn holds(rows: &[String], words: &str) -> bool {
    rows.iter().any(|row| row.contains(words))
}

#[test]
fn the_entry_stands_in_its_context_on_every_size() {
    for (columns, lines) in [(80, 24), (60, 16), (200, 50)] {
        let rows = rows(&screen(), columns, lines);
        assert!(rows[0].starts_with("2031-04-01 · ALV · 两国外长会晤") && rows[0].ends_with("0 of 3 done"), "{rows:#?}");
        assert!(holds(&rows, "[甲国愿同乙国建设跨河大桥，扩大大豆贸易]。‹乙国反对收费›。"), "{rows:#?}");
        assert!(holds(&rows, "commitment · proposed"), "{rows:#?}");
        assert!(holds(&rows, "unconfirmed by") && holds(&rows, "BER") && holds(&rows, "rule.commitment (0.80)"), "{rows:#?}");
        assert!(holds(&rows, "a accept") && holds(&rows, "? help") && holds(&rows, "q quit"), "{rows:#?}");
    }
}

#[test]
fn a_screen_too_small_is_no_reason_to_fail() {
    for (columns, lines) in [(1, 1), (2, 3), (10, 4), (20, 6)] {
        rows(&screen(), columns, lines);
    }
}

#[test]
fn keys_decide_and_say_what_they_did() {
    let mut screen = screen();
    press(&mut screen, "wmet\na");
    assert!(holds(&rows(&screen, 80, 24), "accepted; u takes it back"));
    assert!(holds(&rows(&screen, 80, 24), "[乙国反对收费]"));
    press(&mut screen, "k");
    assert!(holds(&rows(&screen, 80, 24), "by Berta, 2031-05-21T12:00:00Z: met"));
    press(&mut screen, "jr");
    let english = rows(&screen, 80, 24);
    assert!(english[0].contains("At the river") && english[0].ends_with("2 of 3 done"), "{english:#?}");
    assert!(holds(&english, "[Alvonia will open a port]. Berland opposes"), "{english:#?}");
    press(&mut screen, "u");
    assert!(holds(&rows(&screen, 80, 24), "taken back: entry.reject"));
    press(&mut screen, "zz");
    assert!(holds(&rows(&screen, 80, 24), "z does nothing here; ? shows the keys"));
    press(&mut screen, "?");
    assert!(holds(&rows(&screen, 80, 24), "accept the entry as it stands and go on"));
}

#[test]
fn fields_spans_and_places_are_chosen_on_the_screen() {
    let mut screen = screen();
    press(&mut screen, "[[[[[[[");
    assert!(holds(&rows(&screen, 60, 16), "[甲国愿同乙国建设跨河大桥]，扩大大豆贸易"));
    assert!(holds(&rows(&screen, 60, 16), "Enter keeps the span"));
    press(&mut screen, "q");
    assert!(holds(&rows(&screen, 60, 16), "the span was moved"), "a moved span is not lost by quitting");
    press(&mut screen, "\n");
    assert!(holds(&rows(&screen, 60, 16), "commitment · edited"));
    press(&mut screen, "us");
    assert!(holds(&rows(&screen, 60, 16), "跨河大桥，│扩大大豆贸易"));
    press(&mut screen, "\n");
    assert!(holds(&rows(&screen, 60, 16), "[甲国愿同乙国建设跨河大桥]，‹扩大大豆贸易›"));
    press(&mut screen, "uejjj\nstrong\n");
    assert!(holds(&rows(&screen, 80, 24), "modality (firm, willing"), "what was written stays");
    press(&mut screen, "\u{1b}ejjj\nfirm\n");
    let rows = rows(&screen, 80, 24);
    assert!(holds(&rows, "modality was changed") && holds(&rows, "modality       firm"), "{rows:#?}");
}

#[test]
fn ctrl_c_and_q_quit() {
    let mut screen = screen();
    assert_eq!(screen.press(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL)), Flow::Quit);
    assert_eq!(screen.press(KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE)), Flow::Quit);
}
