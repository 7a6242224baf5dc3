//! Pages in the style of official sites, about states that do not exist, against the lines they hold.
//!
//! `tests/pages/NAME.html` is the page, `NAME.txt` what is taken out of it: a line a block, its form before a bar.

use std::fs;
use std::path::Path;

use chancery_formats::{Embedded, Extracted, Form, Format, FormatError, Limits, Remark, extract};

fn page(name: &str) -> Result<Extracted, FormatError> {
    let bytes = fs::read(Path::new("tests/pages").join(format!("{name}.html"))).expect("the page is in the repository");
    assert_eq!(Format::of(&bytes, name), Ok(Format::Html), "{name}");
    extract(bytes, Format::Html, &Limits::default())
}

/// Text and forms side by side.
fn shown(extracted: &Extracted) -> String {
    let text = str::from_utf8(&extracted.text).expect("UTF-8");
    let forms = extracted.forms.as_ref().expect("pages have forms");
    assert_eq!(text.split('\n').count(), forms.len());
    text.split('\n').zip(forms).map(|(line, form)| format!("{form:?}| {line}\n")).collect()
}

fn check(name: &str) -> Embedded {
    let extracted = page(name).expect("a page with text");
    let expected = fs::read_to_string(Path::new("tests/pages").join(format!("{name}.txt"))).expect("the lines are in the repository");
    assert_eq!(shown(&extracted), expected, "{name}");
    extracted.embedded
}

#[test]
fn a_press_office_with_structured_data() {
    let embedded = check("press-office-en");
    assert_eq!(embedded.title.as_deref(), Some("Prime Minister Rost meets Foreign Minister Verrick"));
    assert_eq!(embedded.issuers, ["Government of Kestria", "Press Office of Kestria", "Duty Officer"]);
    assert_eq!(embedded.published.expect("a day").day, "2026-03-21", "in the time zone of the source");
    assert_eq!(embedded.language.as_deref(), Some("en-GB"));
    assert_eq!(embedded.sections, ["Readouts", "NewsArticle"]);
    assert_eq!(embedded.address.as_deref(), Some("https://press.kestria.example/2026/03/rost-verrick"));
}

#[test]
fn a_ministry_laid_out_by_tables_in_an_old_charset() {
    let embedded = check("ministry-zh");
    assert_eq!(embedded.title.as_deref(), Some("阿尔沃尼亚外长韦里克会见凯斯特里亚总理罗斯特"));
    assert_eq!(embedded.issuers, ["阿尔沃尼亚通讯社", "阿尔沃尼亚外交部"]);
    assert_eq!(embedded.published.expect("a day").day, "2026-03-20");
    assert_eq!(embedded.sections, ["发言人表态"]);
}

#[test]
fn a_portal_in_one_form() {
    let embedded = check("portal-fr");
    assert_eq!(embedded.title.as_deref(), Some("Déclaration conjointe sur les ports"));
}

#[test]
fn a_short_readout_among_long_notices() {
    check("readout-short");
}

#[test]
fn a_list_of_links_is_said_to_be_one() {
    check("listing");
    assert_eq!(page("listing").expect("a page with text").remarks, [Remark::LinkList { links: 5 }]);
}

#[test]
fn a_page_made_by_scripts_says_so() {
    assert_eq!(page("application").expect_err("no text"), FormatError::MadeByScripts);
    let empty = extract(b"<html><body><p>&nbsp;</p></body></html>".to_vec(), Format::Html, &Limits::default());
    assert_eq!(empty.expect_err("no text"), FormatError::Empty);
}

#[test]
fn parts_of_pages_come_out_whole() {
    let lines = |page: &str| shown(&extract(page.as_bytes().to_vec(), Format::Html, &Limits::default()).expect("a page with text"));
    assert_eq!(lines("<p>Talks.</p><p>Held.</p>"), "Paragraph| Talks.\nParagraph| Held.\n");
    assert_eq!(lines("<title>Talks</title><p>Held in Sarn"), "Title| Talks\nParagraph| Held in Sarn\n");
    assert_eq!(lines("<p>沃<ruby>凯<rp>(<rt>kai<rp>)</ruby>会谈</p>"), "Paragraph| 沃凯会谈\n", "readings beside characters are left out");
    assert_eq!(lines("<table><tr><td><p>One.<p>Two.</td></tr></table>"), "Paragraph| One.\nParagraph| Two.\n");
    assert_eq!(lines("<b><p>All</p> <p>bold</b> and not</p>"), "Strong| All\nParagraph| bold and not\n");
    assert_eq!(Form::Title, extract(b"<h1>A</h1>b".to_vec(), Format::Html, &Limits::default()).expect("text").forms.expect("forms")[0]);
}
