//! Files that ask for too much, lie or are damaged: each is refused with what and where, or read; none panics or hangs.

use chancery_formats::{Format, FormatError, Limits, extract};
use chancery_samples::{Block, archive, docx, docx_with, odt, rtf};
use proptest::prelude::*;

const BLOCKS: [Block<'static>; 3] =
    [Block::Title("甲国联合声明"), Block::Item("双方同意成立理事会。"), Block::Paragraph("Both sides agreed.")];

fn read(bytes: Vec<u8>, limits: &Limits) -> Result<String, FormatError> {
    let format = Format::of(&bytes, "a.txt")?;
    let extracted = extract(bytes, format, limits)?;
    let text = String::from_utf8(extracted.text).expect("what comes out is UTF-8");
    if let Some(forms) = extracted.forms {
        assert_eq!(forms.len(), text.lines().count(), "a form a line");
    }
    Ok(text)
}

fn refused(bytes: Vec<u8>, says: &str) {
    let message = read(bytes, &Limits::default()).expect_err("refused").to_string();
    assert!(message.contains(says), "{message}");
}

#[test]
fn a_bomb_is_refused_by_its_ratio_and_by_its_size() {
    let body = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(64 << 20));
    let bomb = docx_with(&body, &[]);
    assert!(bomb.len() < 1 << 20, "it is packed small");
    refused(bomb, "word/document.xml: it unpacks to more than 200 times");
    let small = Limits { unpacked: 2000, ..Limits::default() };
    assert!(matches!(read(docx(&BLOCKS), &small), Err(FormatError::TooLong { at_most: 2000, .. })));
}

#[test]
fn parts_share_what_may_be_unpacked() {
    let filler = "<!-- -->".repeat(100_000);
    let styles = format!("<a>{filler}</a>");
    let limits = Limits { unpacked: 1_000_000, ..Limits::default() };
    let one = docx_with("<w:p><w:r><w:t>x</w:t></w:r></w:p>", &[("word/styles.xml", &styles)]);
    assert_eq!(read(one, &limits).as_deref(), Ok("x\n"));
    let two = docx_with("<w:p><w:r><w:t>x</w:t></w:r></w:p>", &[("word/styles.xml", &styles), ("word/numbering.xml", &styles)]);
    assert!(matches!(read(two, &limits), Err(FormatError::TooLong { what, .. }) if what.contains("word/numbering.xml")));
}

#[test]
fn a_million_elements_inside_one_another_are_refused() {
    for element in ["w:p", "w:tbl", "w:ins", "w:unknown"] {
        let body = format!("<{element}>").repeat(1_000_000);
        refused(docx_with(&body, &[]), "elements inside one another in word/document.xml");
    }
    refused(format!("{{\\rtf1 {}", "{".repeat(1_000_000)).into_bytes(), "groups inside one another");
}

#[test]
fn entities_do_not_grow() {
    let document = r#"<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>"#;
    refused(docx_with("", &[("word/document.xml", document)]), "'&b;'");
}

#[test]
fn an_archive_with_too_many_parts_is_refused() {
    let names: Vec<String> = (0..17_000).map(|number| format!("p{number}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    refused(archive(&parts), "more than 16384 parts");
}

#[test]
fn parts_that_overlap_are_refused() {
    // The second entry of the list of parts is pointed to the place of the first.
    let mut bytes = docx(&BLOCKS);
    let entries: Vec<usize> = memchr::memmem::find_iter(&bytes, b"PK\x01\x02").collect();
    let place: [u8; 4] = bytes[entries[0] + 42..entries[0] + 46].try_into().expect("four bytes");
    bytes[entries[1] + 42..entries[1] + 46].copy_from_slice(&place);
    refused(bytes, "overlap");
}

#[test]
fn sizes_that_lie_change_nothing() {
    for (field, value) in [(24, [0xFF; 4]), (24, [0; 4]), (20, [0xFF, 0xFF, 0xFF, 0x7F])] {
        let mut bytes = docx(&BLOCKS);
        let entries: Vec<usize> = memchr::memmem::find_iter(&bytes, b"PK\x01\x02").collect();
        for entry in entries {
            bytes[entry + field..entry + field + 4].copy_from_slice(&value);
        }
        if let Ok(text) = read(bytes, &Limits::default()) {
            assert_eq!(text, read(docx(&BLOCKS), &Limits::default()).expect("a document"));
        }
    }
}

#[test]
fn other_containers_are_named() {
    let types = |kind: &str| archive(&[("[Content_Types].xml", format!("<Types>{kind}</Types>").as_bytes())]);
    refused(types("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "a spreadsheet (XLSX)");
    refused(types("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"), "a presentation (PPTX)");
    refused(archive(&[("mimetype", b"application/epub+zip")]), "EPUB");
    refused(archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]), "ODS");
    refused(archive(&[("a.txt", b"text")]), "a ZIP file, which is not read; unpack");
}

#[test]
fn parts_in_utf16_are_read() {
    let document = r#"<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>甲国</w:t></w:r></w:p></w:body></w:document>"#;
    let units = chancery_samples::encoded(document, "utf-16le").expect("UTF-16 has all characters");
    let types =
        br#"<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    assert_eq!(
        read(archive(&[("[Content_Types].xml", types), ("word/document.xml", &units)]), &Limits::default()).as_deref(),
        Ok("甲国\n")
    );
}

#[test]
fn files_that_are_cut_off_are_refused() {
    for whole in [docx(&BLOCKS), odt(&BLOCKS), rtf(&BLOCKS)] {
        assert!(read(whole.clone(), &Limits::default()).is_ok());
        for length in (8..whole.len()).step_by(7) {
            assert!(read(whole[..length].to_vec(), &Limits::default()).is_err(), "cut to {length} bytes");
        }
    }
}

proptest! {
    #[test]
    fn damage_is_refused_or_read(which in 0..3_usize, hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = [docx, odt, rtf][which](&BLOCKS);
        for (place, byte) in hits {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = read(bytes, &Limits::default());
    }

    #[test]
    fn damage_inside_the_parts_is_refused_or_read(hits in prop::collection::vec((any::<prop::sample::Index>(), 0..9_usize), 1..8)) {
        const PIECES: [&str; 9] = ["<w:tbl>", "</w:p>", "<w:p>", "<w:r/>", "&amp;", "<w:ins>", "", "<w:sdt><w:sdtContent>", "<w:numPr><w:numId w:val=\"1\"/></w:numPr>"];
        let mut body: Vec<String> = "<w:p>|<w:r>|<w:t>|甲|</w:t>|</w:r>|</w:p>|<w:tbl>|<w:tr>|<w:tc>|<w:p/>|</w:tc>|</w:tr>|</w:tbl>".split('|').map(String::from).collect();
        for (place, piece) in hits {
            let place = place.index(body.len());
            body[place] = PIECES[piece].to_owned();
        }
        let _ = read(docx_with(&body.concat(), &[]), &Limits::default());
    }

    #[test]
    fn any_rich_text_is_refused_or_read(text in "(\\\\(par|cell|row|u30002 \\?|'b9|b|intbl|footnote|shptxt|\\*|bin3|uc2|deleted|f1)|[{}]|[a-z\u{7532} ]){0,60}") {
        let _ = read(format!("{{\\rtf1 {text}}}").into_bytes(), &Limits::default());
    }
}
