//! What holds for every input: no panic, nothing lost but layout, paragraphs cover the text, and a
//! repaired text is repaired already.

mod common;

use chancery_document::{Conventions, ReadError, Source, Told, read};
use chancery_model::Document;
use proptest::prelude::*;
use std::sync::LazyLock;

static CONVENTIONS: LazyLock<Conventions> = LazyLock::new(common::conventions);

/// Pieces of lines that stages look for, joined in any order.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{3000}\u{3000}",
    " ",
    "\t",
    "\u{A0}",
    "\u{FEFF}",
    "\u{200B}",
    "\u{AD}",
    "\u{7}",
    "\u{85}",
    "\u{FFFD}",
    "# ",
    "## ",
    "**",
    "*",
    "_",
    "`",
    "```\n",
    "[",
    "](",
    ")",
    "![",
    "<u>",
    "</u>",
    "<",
    ">",
    "> ",
    "\\",
    "- ",
    "• ",
    "——",
    "1. ",
    "(a) ",
    "（一）",
    "一、",
    "第一，",
    "一是",
    "---",
    "===",
    "甲国同乙国",
    "就共同关心的问题交换意见",
    "。",
    "，",
    "；",
    "：",
    "？",
    "”",
    "（",
    "）",
    "问：",
    "答：",
    "记者：",
    "某某：",
    "据新华社电",
    "（新华社甲城5月15日电）",
    "新华社记者",
    "2026-05-17",
    "2026年5月17日",
    "各位来宾",
    "Q ",
    "QUESTION: ",
    "MR. ALVIN: ",
    "Alvonia",
    "and Berland agreed",
    "to",
    "co-",
    ". ",
    "? ",
    ", ",
    ": ",
    "May 17, 2026",
    "Office of the Spokesperson",
    "Bergstadt, Berland",
    "12",
    "24.",
    "é",
    "𠮷",
];

fn readable(bytes: &[u8]) -> Option<Document> {
    named("a.txt", bytes)
}

fn named(name: &str, bytes: &[u8]) -> Option<Document> {
    match read(Source { name, bytes: bytes.to_vec() }, &Told::default(), &CONVENTIONS) {
        Ok(document) => Some(document),
        Err(ReadError::Format(_)) => None,
        Err(other) => panic!("{other}"),
    }
}

/// The characters of a text that no stage may lose: neither white space, nor marks, nor control characters.
fn substance(text: &str) -> String {
    let tags = text.replace("<u>", "").replace("</u>", "");
    let layout = |character: char| {
        character.is_whitespace()
            || character.is_control()
            || matches!(
                character,
                '#' | '*' | '>' | '\\' | '-' | '=' | '_' | '`' | '[' | ']' | '(' | ')' | '!' | '<' | '\u{FEFF}' | '\u{200B}' | '\u{AD}'
            )
    };
    tags.chars().filter(|&character| !layout(character)).collect()
}

fn check_cover(document: &Document) {
    let text = document.text.as_str();
    let mut next = 0;
    for paragraph in &document.paragraphs {
        assert_eq!(paragraph.span.start, next);
        let words = &text[paragraph.span.range()];
        assert!(!words.is_empty() && !words.contains('\n') && words.trim() == words, "{words:?}");
        next = paragraph.span.end + 1;
    }
    assert_eq!(next as usize, text.len() + 1);
    for warning in &document.warnings {
        assert!(text.get(warning.span.range()).is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Some(document) = readable(&bytes) {
            check_cover(&document);
        }
    }

    #[test]
    fn nothing_but_layout_is_lost(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        // The address of a link is layout too; without brackets there is none.
        let source: String = pieces.concat().replace('[', "");
        if let Some(document) = readable(source.as_bytes()) {
            check_cover(&document);
            prop_assert_eq!(substance(document.text.as_str()), substance(&source));
        }
    }

    #[test]
    fn any_pieces_give_paragraphs_that_cover_the_text(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..120)) {
        let source: String = pieces.concat();
        for document in ["a.txt", "a.md"].iter().filter_map(|name| named(name, source.as_bytes())) {
            check_cover(&document);
        }
    }

    #[test]
    fn reading_twice_is_equal(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        let source: String = pieces.concat();
        let texts = [0, 1].map(|_| readable(source.as_bytes()).map(|document| (document.text, document.paragraphs, document.metadata)));
        prop_assert_eq!(&texts[0], &texts[1]);
    }

    #[test]
    fn finished_sentences_a_line_are_paragraphs_already(lines in proptest::collection::vec("[A-Z][a-z]{2,8}( [a-z]{2,8}){1,9}\\.", 1..20)) {
        let source = lines.join("\n");
        let document = readable(source.as_bytes()).expect("a text");
        prop_assert_eq!(document.text.as_str(), &source);
        prop_assert_eq!(document.paragraphs.len(), lines.len());
    }
}
