//! What a file says about itself, weighed against what its lines say.

mod common;

use chancery_document::{Told, assemble};
use chancery_formats::{Embedded, EmbeddedDate, Extracted, Form, Format};
use chancery_model::Metadata;

/// What is told of a page with some lines and what it says about itself.
fn told(format: Format, lines: &[(Form, &str)], embedded: Embedded) -> Metadata {
    let extracted = Extracted {
        format,
        charset: "utf-8".to_owned(),
        text: lines.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n").into_bytes(),
        forms: Some(lines.iter().map(|(form, _)| *form).collect()),
        embedded,
        remarks: Vec::new(),
    };
    assemble(extracted, "page", &Told::default(), &common::conventions()).expect("a text").metadata
}

/// Dates, kind, side, issuer and title, then what each was told from.
fn check(lines: &[(Form, &str)], embedded: Embedded, expected: &str) {
    let metadata = told(Format::Text, lines, embedded);
    let dates = [metadata.date, metadata.published].map(|date| date.map_or("-".to_owned(), |date| date.to_string()));
    let keys: Vec<String> = metadata.detected.iter().map(|found| format!("{}={}", found.key, found.from.as_str())).collect();
    let found = format!(
        "{} {} | {} | {} | {} | {} | {}",
        dates[0],
        dates[1],
        metadata.language.map(|language| language.to_string()).unwrap_or_default(),
        metadata.kind.map_or("", |kind| kind.as_str()),
        metadata.issuer.unwrap_or_default(),
        metadata.title.unwrap_or_default(),
        keys.join(" ")
    );
    assert_eq!(found, expected);
}

fn published(day: &str) -> Option<EmbeddedDate> {
    Some(EmbeddedDate { day: day.to_owned() })
}

#[test]
fn lines_of_the_text_go_before_what_the_file_says() {
    let embedded = Embedded {
        title: Some("Readout | Example Site".to_owned()),
        published: published("2026-05-20"),
        language: Some("fr".to_owned()),
        ..Embedded::default()
    };
    check(
        &[
            (Form::Title, "Remarks in Bergstadt"),
            (Form::Paragraph, "May 17, 2026"),
            (Form::Paragraph, "The council of the two states met in the city and agreed to the text."),
        ],
        embedded,
        "2026-05-17 - | en | speech |  | Remarks in Bergstadt | language=text date=dateline kind=title title=structure",
    );
}

#[test]
fn the_day_a_page_was_published_is_kept_beside_another_day_of_the_account() {
    let published = |format: Format, day: &str| {
        let lines = [(Form::Title, "Remarks in Bergstadt"), (Form::Paragraph, "May 17, 2026"), (Form::Paragraph, "They met.")];
        let metadata = told(format, &lines, Embedded { published: self::published(day), ..Embedded::default() });
        let noted = metadata.detected.iter().any(|found| found.key == "published");
        assert_eq!(noted, metadata.published.is_some());
        metadata.published.map(|day| day.to_string())
    };
    assert_eq!(published(Format::Html, "2026-05-20").as_deref(), Some("2026-05-20"));
    assert_eq!(published(Format::Html, "2026-05-17"), None, "the same day is said once");
    assert_eq!(published(Format::Text, "2026-05-20"), None, "other files say when they were made");
}

#[test]
fn what_the_lines_do_not_say_is_taken_from_the_file() {
    let embedded = Embedded {
        title: Some("Alvonia and Berland".to_owned()),
        issuers: vec!["Somebody".to_owned(), "European Commission".to_owned()],
        published: published("2026-05-20"),
        language: Some("de".to_owned()),
        sections: vec!["News".to_owned(), "Press Briefings".to_owned()],
        address: None,
    };
    check(
        &[(Form::Paragraph, "Alvonia: 12.")],
        embedded,
        "2026-05-20 - | de | press_briefing | European Commission | Alvonia and Berland | \
         language=metadata date=metadata kind=metadata side=metadata issuer=metadata title=metadata",
    );
}

#[test]
fn the_name_of_a_file_and_a_day_that_is_none_tell_nothing() {
    let embedded = Embedded { title: Some("scan_0012.docx".to_owned()), published: published("2026-02-30"), ..Embedded::default() };
    check(&[(Form::Paragraph, "Alvonia: 12.")], embedded, "- - |  |  |  |  | ");
}
