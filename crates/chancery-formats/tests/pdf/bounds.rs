//! Files that loop, swell, are protected or broken: each ends in a text or in an error that says why.

use chancery_formats::{Form, Format, FormatError, Limits, Remark, extract};
use proptest::prelude::*;

use crate::writer::{LATIN, Writer, line, lines};
use crate::{check, read};

const TEXT: &str = "Alvonia will open its markets.";

fn text() -> String {
    lines(LATIN, 50.0, 100.0, &[TEXT])
}

fn small() -> Vec<u8> {
    let mut writer = Writer::new();
    writer.page(&text());
    writer.finish()
}

/// A file in which one string stands for another; the places of the objects after it are found anew.
fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).expect("ASCII");
    assert!(text.contains(from));
    text.replace(from, to).into_bytes()
}

const PICTURE: &str = "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8";

#[test]
fn pages_without_text_are_named() {
    let scanned = |texts: &[&str]| {
        let mut writer = Writer::new();
        let picture = writer.stream(PICTURE, b"\0");
        writer.resources = format!("/XObject<</P {picture} 0 R>>");
        texts.iter().for_each(|text| writer.page(&format!("q 600 0 0 800 0 0 cm /P Do Q\n{text}")));
        writer.finish()
    };
    assert_eq!(read(scanned(&["", ""])), Err(FormatError::Scanned { pages: 2 }));
    let partly = read(scanned(&["", &text(), ""])).expect("a text");
    assert_eq!(partly.remarks, [Remark::PagesWithoutText { pages: vec![1, 3] }]);
    assert_eq!(read(scanned(&[&text()])).expect("a text").remarks, []);
}

#[test]
fn empty_files_say_so() {
    let mut writer = Writer::new();
    writer.page("");
    assert_eq!(read(writer.finish()), Err(FormatError::Empty));
}

#[test]
fn files_with_a_password_say_so() {
    let mut writer = Writer::new();
    writer.page(&text());
    let key = "5A".repeat(32);
    writer.trailer = format!("/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{key}>/U<{key}>>>");
    assert_eq!(read(writer.finish()), Err(FormatError::Protected));
}

#[test]
fn loops_end() {
    let expected = [(Form::Paragraph, TEXT)];
    // A form that draws itself, and two that draw each other.
    let mut writer = Writer::new();
    let form = writer.next();
    let resources = |own: usize| format!("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</F {own} 0 R>>>>");
    writer.stream(&resources(form), b"/F Do");
    let other = writer.next();
    writer.stream(&resources(other + 1), b"/F Do");
    writer.stream(&resources(other), b"/F Do");
    writer.resources = format!("/XObject<</F {form} 0 R/G {other} 0 R>>");
    writer.page(&format!("/F Do /G Do\n{}", text()));
    check(writer.finish(), &expected);
    // A page tree that holds itself; a cross-reference table that comes before itself.
    check(replaced(&small(), "/Kids[", "/Kids[2 0 R "), &expected);
    let mut writer = Writer::new();
    writer.page(&text());
    writer.trailer = "/Prev 9".to_owned();
    check(writer.finish(), &expected);
    // A content that refers to itself, and a length that is its own stream.
    let looped = replaced(&small(), "/Contents 4 0 R", "/Contents[5 0 R 4 0 R]");
    check(looped, &expected);
}

#[test]
fn forms_that_multiply_are_refused() {
    let mut writer = Writer::new();
    let mut form = writer.stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"q Q");
    for _ in 0..40 {
        let entries = format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F {form} 0 R>>>>");
        form = writer.stream(&entries, b"/F Do /F Do");
    }
    writer.resources = format!("/XObject<</F {form} 0 R>>");
    writer.page(&format!("/F Do\n{}", text()));
    let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
    let refused = extract(writer.finish(), Format::Pdf, &limits);
    assert!(matches!(refused, Err(FormatError::TooLong { at_most: 1_048_576, .. })), "{refused:?}");
}

#[test]
fn limits_are_kept() {
    let mut writer = Writer::new();
    (0..3).for_each(|_| writer.page(&text()));
    let limits = Limits { pages: 2, ..Limits::default() };
    let refused = extract(writer.finish(), Format::Pdf, &limits);
    assert_eq!(refused, Err(FormatError::TooLong { what: "pages".to_owned(), at_most: 2 }));
    let mut writer = Writer::new();
    writer.page(&format!("{}{}", " ".repeat(100_000), text()));
    let limits = Limits { unpacked: 50_000, ..Limits::default() };
    assert!(matches!(extract(writer.finish(), Format::Pdf, &limits), Err(FormatError::TooLong { .. })));
    let mut writer = Writer::new();
    writer.page(&format!("BT /L 1 Tf ({}) Tj ET", "a".repeat(500_000)));
    assert!(matches!(read(writer.finish()), Err(FormatError::TooLong { at_most: 400_000, .. })));
}

#[test]
fn widths_without_end_are_not_read() {
    let swollen = |widths: &str| {
        let mut writer = Writer::new();
        let font = format!(
            "/Type/Font/Subtype/Type0/BaseFont/X/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0\
             /BaseFont/X/W[{widths}]/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]"
        );
        let font = writer.object(format!("<<{font}>>"));
        let content = writer.stream("", format!("BT /X 10 Tf 50 700 Td <7532> Tj ET\n{}", text()).as_bytes());
        let resources = format!("<</Font<</X {font} 0 R/L<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>");
        let page = format!("<</Type/Page/MediaBox[0 0 600 800]/Resources {resources}/Contents {content} 0 R>>");
        let page = writer.object(page);
        writer.page("");
        replaced(&writer.finish(), "/Kids[", &format!("/Kids[{page} 0 R "))
    };
    let text = |widths: &str| String::from_utf8(read(swollen(widths)).expect("a text").text).expect("UTF-8");
    assert!(text("0 4294967295 500").contains(TEXT));
    assert!(text(&"0 65535 500 ".repeat(2000)).contains(TEXT));
    assert!(text("0 9 500").contains('甲'));
}

#[test]
fn broken_files_are_errors_or_what_is_left_of_them() {
    let whole = small();
    assert!(matches!(read(b"%PDF-1.7\n".to_vec()), Err(FormatError::Broken { .. })));
    for length in (9..whole.len()).step_by(7) {
        // Whatever comes out, it comes out.
        let _ = read(whole[..length].to_vec());
    }
    check(replaced(&whole, "startxref", "startxxxx"), &[(Form::Paragraph, TEXT)]);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let _ = read(replaced(&whole, "/Type/Page/", &format!("/Deep {deep}/Type/Page/")));
    let mut writer = Writer::new();
    writer.page(&format!("{deep} TJ {}{}", "q ".repeat(100_000), text()));
    let _ = read(writer.finish());
}

#[test]
fn what_a_file_says_about_itself_is_kept() {
    let mut writer = Writer::new();
    writer.page(&text());
    writer.trailer = "/Info<</Title(Joint Statement of Alvonia)/Author(Ministry of Alvonia)/CreationDate(D:20260514093000+08'00')>>".into();
    let embedded = read(writer.finish()).expect("a text").embedded;
    assert_eq!(embedded.title.as_deref(), Some("Joint Statement of Alvonia"));
    assert_eq!(embedded.issuers, ["Ministry of Alvonia"]);
    assert_eq!(embedded.published.map(|date| date.day).as_deref(), Some("2026-05-14"));
}

proptest! {
    #[test]
    fn mutated_files_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_usize..4), 1..30),
    ) {
        let mut writer = Writer::new();
        let form = writer.stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]", text().as_bytes());
        writer.resources = format!("/XObject<</F {form} 0 R>>");
        writer.page(&(text() + &line("C", 12.0, 50.0, 300.0, "甲国") + "/F Do 10 10 99 1 re f 10 10 1 99 re f"));
        let mut bytes = writer.finish();
        for (place, byte, kind) in changes {
            let place = 9 + place.index(bytes.len() - 9);
            match kind {
                0 => bytes[place] = byte,
                1 => bytes[place] = b'0' + byte % 10,
                2 => bytes.insert(place, byte),
                _ => bytes.truncate(bytes.len() - usize::from(byte) % (bytes.len() - 9).clamp(1, 20)),
            }
        }
        let result = extract(bytes, Format::Pdf, &Limits::default());
        if let Ok(extracted) = result {
            let lines = extracted.text.iter().filter(|&&byte| byte == b'\n').count();
            prop_assert_eq!(lines, extracted.forms.map_or(0, |forms| forms.len()));
        }
    }
}
