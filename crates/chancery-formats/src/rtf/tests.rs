use super::extract;
use crate::{Extracted, Form, FormatError, Limits, Remark};

fn read(rtf: &str) -> Result<Extracted, FormatError> {
    extract(rtf.as_bytes(), &Limits::default())
}

fn check(rtf: &str, expected: &[(&str, Form)]) {
    let extracted = read(&format!("{{\\rtf1\\ansi\\ansicpg936 {rtf}}}")).expect("rich text");
    let text = String::from_utf8(extracted.text).expect("UTF-8");
    let lines: Vec<(&str, Form)> = text.lines().zip(extracted.forms.expect("forms")).collect();
    assert_eq!(lines, expected);
}

#[test]
fn bytes_are_decoded_by_page_and_font() {
    check("\\'bc\\'d7\\'b9\\'fa Alvonia\\par", &[("甲国 Alvonia", Form::Paragraph)]);
    check("{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset136 B;}}\\f1 \\'a5\\'d2\\f0\\'d2\\'d2\\par", &[("甲乙", Form::Paragraph)]);
    check("\\u30002?\\'b9\\'fa{\\uc0\\u20057}\\u-10179?\\u-8700?!\\par", &[("甲国乙😄!", Form::Paragraph)]);
}

#[test]
fn what_is_no_text_is_left_out() {
    let rtf = "{\\info{\\title T}}{\\header H\\par}{\\*\\unknown x}{\\pict 00ff}a{\\v hidden}{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}\
               {\\footnote {\\super 1} Note.}b{\\*\\bkmkstart c}\\bin4 {{}}\\~c\\_d\\par";
    check(rtf, &[("a7b c-d", Form::Paragraph), ("1 Note.", Form::Note)]);
}

#[test]
fn styles_lists_and_tables_make_forms() {
    let styles = "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\s2 Title;}}";
    let rtf = "\\pard\\s2 Joint\\line Statement\\par\\pard\\s1 Trade\\par\\pard{\\listtext 1.\\tab}One\\par{\\pntext\\'b7\\tab}Two\\par\
               \\pard\\b Bold\\b0\\par\\pard plain\\line after\\par\\trowd\\intbl A\\par more\\cell B\\cell\\row\\pard end\\par";
    check(
        &format!("{styles}{rtf}"),
        &[
            ("Joint Statement", Form::Title),
            ("Trade", Form::Heading(1)),
            ("1. One", Form::Item),
            ("Two", Form::Item),
            ("Bold", Form::Strong),
            ("plain", Form::Paragraph),
            ("after", Form::Paragraph),
            ("A more\tB", Form::Row),
            ("end", Form::Paragraph),
        ],
    );
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let extracted = read("{\\rtf1 a{\\deleted gone\\par}{\\revised new}\\par}").expect("rich text");
    assert_eq!((extracted.text.as_slice(), extracted.remarks), (&b"anew\n"[..], vec![Remark::TrackedChanges { changes: 2 }]));
}

#[test]
fn the_file_says_who_and_when() {
    let extracted = read("{\\rtf1{\\info{\\title A title}{\\author A. Writer}{\\creatim\\yr2026\\mo5\\dy4}}x}").expect("rich text");
    assert_eq!(extracted.embedded.title.as_deref(), Some("A title"));
    assert_eq!(extracted.embedded.issuers, ["A. Writer"]);
    assert_eq!(extracted.embedded.published.map(|date| date.day).as_deref(), Some("2026-05-04"));
}

#[test]
fn what_is_cut_off_or_nested_without_end_is_refused() {
    assert!(matches!(read("{\\rtf1 text"), Err(FormatError::Broken { .. })));
    assert!(matches!(read(&"{".repeat(1_000_000)), Err(FormatError::TooLong { .. })));
    assert_eq!(read("{\\rtf1 }").map(|extracted| extracted.text), Err(FormatError::Empty));
}
