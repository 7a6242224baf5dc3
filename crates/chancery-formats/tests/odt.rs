//! `OpenDocument` texts, each feature by a small body.

use chancery_formats::{Extracted, Form, Format, FormatError, Limits, Remark, extract};
use chancery_samples::odt_with;

use Form::{Heading, Item, Note, Paragraph, Row, Strong, Title};

const STYLES: &str = r#"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="标题_1" style:display-name="标题 1" style:family="paragraph" style:default-outline-level="1"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="标题_1"/>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="(" style:num-suffix=")" text:display-levels="1"/>
<text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>"#;

fn read(body: &str, parts: &[(&str, &str)]) -> Result<Extracted, FormatError> {
    let bytes = odt_with(body, STYLES, parts);
    assert_eq!(Format::of(&bytes, "a.bin"), Ok(Format::Odt));
    extract(bytes, Format::Odt, &Limits::default())
}

fn lines(extracted: &Extracted) -> Vec<(&str, Form)> {
    let text = std::str::from_utf8(&extracted.text).expect("UTF-8");
    text.lines().zip(extracted.forms.iter().flatten().copied()).collect()
}

fn check(body: &str, expected: &[(&str, Form)]) {
    assert_eq!(lines(&read(body, &[]).expect("a document")), expected);
}

#[test]
fn styles_make_titles_headings_and_emphasis() {
    let body = r#"<text:p text:style-name="P1">甲国<text:line-break/>乙国</text:p><text:h text:outline-level="2">Two</text:h><text:p text:style-name="P2">一</text:p>
<text:p><text:span text:style-name="T1">Bold</text:span></text:p><text:p><text:span text:style-name="T1">Half</text:span> bold</text:p><text:p>x<text:tab/>y<text:s text:c="3"/>z</text:p>"#;
    let expected =
        [("甲国乙国", Title), ("Two", Heading(2)), ("一", Heading(1)), ("Bold", Strong), ("Half bold", Paragraph), ("x y z", Paragraph)];
    check(body, &expected);
}

#[test]
fn lists_are_numbered_as_printed() {
    let item = |inside: &str| format!("<text:list-item>{inside}</text:list-item>");
    let list = |more: &str, inside: &str| format!(r#"<text:list text:style-name="L1"{more}>{inside}</text:list>"#);
    let text = |text: &str| format!("<text:p>{text}</text:p>");
    let deep = format!("<text:list>{}</text:list>", item(&format!("<text:list>{}</text:list>", item(&text("dot")))));
    let second = format!("<text:list>{}{}</text:list>", item(&text("Grain")), item(&(text("Fish") + &text("more"))));
    let first = list(r#" xml:id="x""#, &(item(&(text("贸易") + &second)) + &item(&(text("科技") + &deep))));
    let body = first
        + &text("between")
        + &list(r#" text:continue-list="x""#, &item(&text("海洋")))
        + &list("", &item(&text("另一")))
        + &list("", r#"<text:list-item text:start-value="7"><text:p>七项</text:p></text:list-item>"#);
    let expected = [
        ("一、贸易", Item),
        ("(1) Grain", Item),
        ("(2) Fish", Item),
        ("more", Paragraph),
        ("二、科技", Item),
        ("dot", Item),
        ("between", Paragraph),
        ("三、海洋", Item),
        ("一、另一", Item),
        ("七、七项", Item),
    ];
    check(&body, &expected);
}

#[test]
fn what_is_not_the_text_is_left_out() {
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:table-of-content><text:index-body><text:p>Contents</text:p></text:index-body></text:table-of-content>
<text:section text:display="none"><text:p>hidden</text:p></text:section>
<text:p>A<text:change text:change-id="c"/> <office:annotation><text:p>comment</text:p></office:annotation><text:span text:style-name="T2">hidden</text:span><text:a>link</text:a>,
 <text:date>May 4</text:date>,<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>rt</text:ruby-text></text:ruby><text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Note.</text:p></text:note-body></text:note>
<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></text:p><text:section><text:p>section</text:p></text:section>"#;
    let extracted = read(body, &[]).expect("a document");
    assert_eq!(lines(&extracted), [("A link, May 4,base", Paragraph), ("box", Paragraph), ("section", Paragraph), ("Note.", Note)]);
    assert_eq!(extracted.remarks, [Remark::TrackedChanges { changes: 1 }]);
}

#[test]
fn tables_are_rows() {
    let cell = |inside: &str| format!("<table:table-cell>{inside}</table:table-cell>");
    let header = format!(
        "<table:table-header-rows><table:table-row>{}{}</table:table-row></table:table-header-rows>",
        cell("<text:p>a</text:p><text:p>b</text:p>"),
        cell("<text:p>c</text:p>")
    );
    let frame = format!("<table:table><table:table-row>{}</table:table-row></table:table>", cell("<text:p>d</text:p>"));
    check(&format!("<table:table><table:table-column/>{header}</table:table>{frame}"), &[("a b\tc", Row), ("d", Paragraph)]);
}

#[test]
fn the_file_says_who_and_when() {
    let meta = "<office:document-meta NAMESPACES><office:meta><dc:title>A title</dc:title><meta:initial-creator>Lund</meta:initial-creator><meta:creation-date>2026-05-04T08:00:00</meta:creation-date><dc:language>en-GB</dc:language></office:meta></office:document-meta>";
    let embedded = read("<text:p>x</text:p>", &[("meta.xml", meta)]).expect("a document").embedded;
    assert_eq!((embedded.title.as_deref(), embedded.language.as_deref()), (Some("A title"), Some("en-GB")));
    assert_eq!((embedded.issuers, embedded.published.map(|date| date.day).as_deref()), (vec!["Lund".to_owned()], Some("2026-05-04")));
}

#[test]
fn an_encrypted_text_is_protected() {
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    assert_eq!(read("<text:p>x</text:p>", &[("META-INF/manifest.xml", manifest)]), Err(FormatError::Protected));
}
