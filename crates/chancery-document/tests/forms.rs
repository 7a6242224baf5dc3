//! Lines that a format says something of, and the paragraphs and roles they are read as.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use chancery_document::{Source, Told, assemble, read};
use chancery_formats::{Embedded, Extracted, Form, Format, Remark};
use chancery_model::{Document, WarningCode};

/// A document of lines with their forms.
fn formed(lines: &[(Form, &str)], remarks: Vec<Remark>) -> Document {
    let text = lines.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
    let extracted = Extracted {
        format: Format::Text,
        charset: "utf-8".to_owned(),
        text: text.into_bytes(),
        forms: Some(lines.iter().map(|(form, _)| *form).collect()),
        embedded: Embedded::default(),
        remarks,
    };
    assemble(extracted, "page", &Told::default(), &common::conventions()).expect("a text")
}

/// Each paragraph as `role: words`.
fn roles(document: &Document) -> Vec<String> {
    let paragraphs = document.paragraphs.iter();
    paragraphs.map(|paragraph| format!("{}: {}", paragraph.role.as_str(), document.text.slice(paragraph.span))).collect()
}

fn check(lines: &[(Form, &str)], expected: &[&str]) {
    assert_eq!(roles(&formed(lines, Vec::new())), expected);
}

#[test]
fn a_form_is_a_role_and_a_paragraph_of_its_own() {
    check(
        &[
            (Form::Heading(2), "News"),
            (Form::Title, "Alvonia and Berland agree on"),
            (Form::Paragraph, "May 17, 2026"),
            (Form::Paragraph, "The council met in Bergstadt and agreed on a text that both parties had prepared over the"),
            (Form::Paragraph, "summer."),
            (Form::Heading(3), "The council will"),
            (Form::Item, "meet twice a year"),
            (Form::Item, "publish its text"),
            (Form::Row, "Grain\t 400  tonnes \t"),
            (Form::Strong, "Next steps"),
            (Form::Paragraph, "Teams will meet."),
            (Form::Note, "The figures are those of Alvonia"),
        ],
        &[
            "heading: News",
            "title: Alvonia and Berland agree on",
            "dateline: May 17, 2026",
            "body: The council met in Bergstadt and agreed on a text that both parties had prepared over the summer.",
            "heading: The council will",
            "list_item: meet twice a year",
            "list_item: publish its text",
            "list_item: Grain\t400 tonnes",
            "heading: Next steps",
            "body: Teams will meet.",
            "note: The figures are those of Alvonia",
        ],
    );
}

#[test]
fn a_text_with_forms_is_literal() {
    check(
        &[
            (Form::Title, "## Alvonia"),
            (Form::Paragraph, "The **council** read [the text](a.html) and <b>\\*agreed\\*</b>."),
            (Form::Paragraph, "---"),
        ],
        &["title: ## Alvonia", "body: The **council** read [the text](a.html) and <b>\\*agreed\\*</b>.", "body: ---"],
    );
}

#[test]
fn questions_stay_questions_in_a_list_and_items_of_an_answer_stay_in_it() {
    check(
        &[
            (Form::Title, "Press Briefing"),
            (Form::Item, "Office of the Spokesperson"),
            (Form::Paragraph, "QUESTION: What did they agree on?"),
            (Form::Paragraph, "MR. ALVIN: Two texts:"),
            (Form::Item, "one on trade"),
            (Form::Item, "QUESTION: And then?"),
            (Form::Paragraph, "MR. ALVIN: It rained."),
        ],
        &[
            "title: Press Briefing",
            "byline: Office of the Spokesperson",
            "question: QUESTION: What did they agree on?",
            "answer: MR. ALVIN: Two texts:",
            "answer: one on trade",
            "question: QUESTION: And then?",
            "answer: MR. ALVIN: It rained.",
        ],
    );
}

#[test]
fn forms_that_are_missing_are_those_of_paragraphs() {
    let extracted = Extracted {
        format: Format::Text,
        charset: "utf-8".to_owned(),
        text: b"Alvonia\nIt met.\n\n- It agreed.".to_vec(),
        forms: Some(vec![Form::Title]),
        embedded: Embedded::default(),
        remarks: Vec::new(),
    };
    let document = assemble(extracted, "page", &Told::default(), &common::conventions()).expect("a text");
    assert_eq!(roles(&document), ["title: Alvonia", "body: It met.", "list_item: - It agreed."]);
}

#[test]
fn remarks_are_warnings_about_the_file() {
    let remarks =
        vec![Remark::TrackedChanges { changes: 3 }, Remark::PagesWithoutText { pages: vec![2, 5, 6, 7, 9] }, Remark::LinkList { links: 7 }];
    let document = formed(&[(Form::Paragraph, "The council met.")], remarks);
    let told: Vec<_> = document.warnings.iter().map(|warning| (warning.code, warning.span.is_empty(), warning.message.as_str())).collect();
    assert_eq!(
        told,
        [
            (WarningCode::TrackedChanges, true, "tracked changes (3 of them) are read as accepted"),
            (WarningCode::PagesWithoutText, true, "pages that are pictures without text were not read: 2, 5-7, 9"),
            (WarningCode::LinkList, true, "the page has no article; what was read are 7 links to other pages"),
        ]
    );
}

/// The lines of a plain text that are not blank, as a format with a block a line would give them.
fn blocks(text: &str) -> Vec<(Form, String)> {
    let lines = text.lines().map(|line| line.trim_matches(['\u{FEFF}', ' ', '\t', '\u{3000}', '\u{A0}'])).filter(|line| !line.is_empty());
    lines
        .map(|line| match line.split_once(' ') {
            Some((marks, words)) if marks.len() <= 6 && marks.bytes().all(|byte| byte == b'#') => {
                (Form::Heading(marks.len() as u8), words.trim().to_owned())
            }
            _ => (Form::Paragraph, line.to_owned()),
        })
        .collect()
}

/// The plain texts of a folder, by name.
fn texts_below(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).map(|children| children.filter_map(Result::ok).map(|child| child.path()).collect()).unwrap_or_default();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths
}

/// Whether a text has marks that a format would not leave in it.
fn has_marks(text: &str) -> bool {
    let is_rule = |line: &str| !line.is_empty() && !line.contains(char::is_alphanumeric);
    ["**", "](", "\\", "<"].iter().any(|mark| text.contains(mark)) || text.lines().any(|line| line.starts_with("    ") || is_rule(line))
}

#[test]
fn a_block_a_line_gives_the_paragraphs_of_the_plain_text() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths = texts_below(&root.join("examples/accounts"));
    let shared = root.join("../shared");
    if shared.is_dir() {
        for folder in [
            "input",
            "gold",
            "corpora/zh_mfa_joint",
            "corpora/zh_xwlb",
            "corpora/en_state",
            "corpora/en_whitehouse",
            "corpora/zh_cpcnews",
            "corpora/zh_peoplesdaily",
        ] {
            paths.extend(texts_below(&shared.join(folder)));
        }
    } else {
        println!("only the examples are compared: there is no {}", shared.display());
    }
    let conventions = common::conventions();
    let mut compared = 0;
    let mut different = Vec::new();
    for path in &paths {
        let text = fs::read_to_string(path).expect("a text");
        if has_marks(&text) {
            continue;
        }
        compared += 1;
        let source = Source { name: "page.txt", bytes: text.clone().into_bytes() };
        let plain = read(source, &Told::default(), &conventions).expect("a text");
        let blocks = blocks(&text);
        let lines: Vec<(Form, &str)> = blocks.iter().map(|(form, line)| (*form, line.as_str())).collect();
        let formed = formed(&lines, Vec::new());
        if plain.text.as_str() != formed.text.as_str() {
            different.push(path.display().to_string());
        }
    }
    println!("{} of {compared} differ", different.len());
    assert!(different.is_empty(), "{different:#?}");
}
