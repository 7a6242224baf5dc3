//! Word documents, each feature by a small body.

use chancery_formats::{Extracted, Form, Format, FormatError, Limits, Remark, extract};
use chancery_samples::docx_with;

use Form::{Heading, Item, Note, Paragraph, Row, Strong, Title};

fn read(body: &str, parts: &[(&str, &str)]) -> Result<Extracted, FormatError> {
    let bytes = docx_with(body, parts);
    let format = Format::of(&bytes, "a.bin")?;
    assert_eq!(format, Format::Docx);
    extract(bytes, format, &Limits::default())
}

fn lines(extracted: &Extracted) -> Vec<(&str, Form)> {
    let text = std::str::from_utf8(&extracted.text).expect("UTF-8");
    text.lines().zip(extracted.forms.iter().flatten().copied()).collect()
}

fn check_with(body: &str, parts: &[(&str, &str)], expected: &[(&str, Form)]) {
    assert_eq!(lines(&read(body, parts).expect("a document")), expected);
}

fn check(body: &str, expected: &[(&str, Form)]) {
    check_with(body, &[], expected);
}

const STYLES: &str = r#"<x:styles xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main">
<x:style x:type="paragraph" x:default="1" x:styleId="a"><x:name x:val="Normal"/></x:style>
<x:style x:type="paragraph" x:styleId="a3"><x:name x:val="Title"/></x:style>
<x:style x:type="paragraph" x:styleId="b"><x:name x:val="标题 1"/><x:pPr><x:outlineLvl x:val="0"/></x:pPr></x:style>
<x:style x:type="paragraph" x:styleId="c"><x:name x:val="Mine"/><x:basedOn x:val="b"/></x:style>
<x:style x:type="paragraph" x:styleId="d"><x:name x:val="heading 3"/><x:basedOn x:val="d"/></x:style>
<x:style x:type="paragraph" x:styleId="e"><x:name x:val="toc 1"/></x:style>
<x:style x:type="character" x:styleId="f"><x:name x:val="Strong"/><x:rPr><x:b/></x:rPr></x:style>
</x:styles>"#;

#[test]
fn styles_make_titles_and_headings() {
    let paragraph = |style: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{style}</w:t></w:r></w:p>"#);
    let body: String = ["a3", "e", "b", "c", "d", "a", "none"].map(paragraph).concat();
    let outline = r#"<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"#;
    let expected =
        [("a3", Title), ("b", Heading(1)), ("c", Heading(1)), ("d", Heading(3)), ("a", Paragraph), ("none", Paragraph), ("x", Heading(2))];
    check_with(&(body + outline), &[("word/styles.xml", STYLES)], &expected);
}

#[test]
fn whole_bold_paragraphs_are_strong() {
    let body = r#"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Q: </w:t></w:r><w:r><w:rPr><w:rStyle w:val="f"/></w:rPr><w:t>why?</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Lund:</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t> yes</w:t></w:r></w:p><w:p><w:r><w:t>a</w:t></w:r></w:p>"#;
    check_with(body, &[("word/styles.xml", STYLES)], &[("Q: why?", Strong), ("Lund: yes", Paragraph), ("a", Paragraph)]);
}

const NUMBERING: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>"#;

#[test]
fn lists_are_numbered_as_printed() {
    let item = |list: u8, level: u8, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let body = [
        (1, 0, "贸易"),
        (1, 1, "Grain"),
        (1, 1, "Fish"),
        (1, 0, "科技"),
        (1, 1, "Chips"),
        (2, 0, "dot"),
        (3, 0, "五项"),
        (1, 0, "六"),
        (4, 0, "r"),
        (0, 0, "no"),
        (9, 0, "lost"),
    ];
    let body: String = body.iter().map(|(list, level, text)| item(*list, *level, text)).collect();
    let expected = [
        ("一、贸易", Item),
        ("1.1 Grain", Item),
        ("1.2 Fish", Item),
        ("二、科技", Item),
        ("2.1 Chips", Item),
        ("dot", Item),
        ("五、五项", Item),
        ("六、六", Item),
        ("(i) r", Item),
        ("no", Paragraph),
        ("lost", Paragraph),
    ];
    check_with(&body, &[("word/numbering.xml", NUMBERING)], &expected);
}

#[test]
fn tables_are_rows_and_frames_are_not() {
    let cell = |inside: &str| format!("<w:tc><w:tcPr/>{inside}</w:tc>");
    let text = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let table = |cells: &str| format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>");
    let inner = table(&(cell(&text("c")) + &cell(&text("d"))));
    let two = table(&(cell(&(text("a") + &text("b"))) + &cell(&inner)));
    let frame = table(&cell(&(text("e") + &text("f"))));
    let deleted = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    check(&(two + &frame + deleted), &[("a b\tc d", Row), ("e", Paragraph), ("f", Paragraph)]);
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let body = r#"<w:p><w:pPr><w:rPr><w:del/></w:rPr><w:pPrChange><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange></w:pPr>
<w:r><w:t xml:space="preserve">one </w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>
<w:p><w:moveFrom><w:r><w:t>from</w:t></w:r></w:moveFrom><w:r><w:t xml:space="preserve"> two</w:t></w:r></w:p>"#;
    let extracted = read(body, &[]).expect("a document");
    assert_eq!(lines(&extracted), [("one new two", Paragraph)]);
    assert_eq!(extracted.remarks, [Remark::TrackedChanges { changes: 4 }]);
}

#[test]
fn what_is_not_the_text_is_left_out() {
    let body = r#"<w:p><w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">A &amp; B </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText><w:t>?</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>May 4</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:hyperlink r:id="x"><w:r><w:t>, link</w:t></w:r></w:hyperlink><w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:r><w:t>, control</w:t></w:r></w:sdtContent></w:sdt>
<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>
<m:oMath><m:r><m:t>, x</m:t></m:r></m:oMath><w:r><w:ruby><w:rt><w:r><w:t>rt</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>, base</w:t></w:r></w:rubyBase></w:ruby></w:r>
<w:r><w:tab/><w:t>tab</w:t><w:noBreakHyphen/><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/><w:br/><w:t>line</w:t></w:r></w:p>"#;
    check(body, &[("A & B May 4, link, control, x, base tab-", Paragraph), ("line", Paragraph)]);
}

#[test]
fn a_field_without_an_end_hides_nothing_more() {
    let body = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>lost</w:t></w:r></w:p><w:p><w:r><w:t>kept</w:t></w:r></w:p>"#;
    check(body, &[("kept", Paragraph)]);
}

#[test]
fn text_boxes_are_read_once() {
    let shape = |text: &str| format!("<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>");
    let body = format!(
        r#"<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>around</w:t></w:r></w:p><w:p><w:r><w:pict><v:textbox>{}</v:textbox></w:pict></w:r></w:p>"#,
        shape("box"),
        shape("box"),
        shape("old box")
    );
    check(&body, &[("around", Paragraph), ("box", Paragraph), ("old box", Paragraph)]);
}

#[test]
fn notes_stand_at_the_end() {
    let note = |id: u8, kind: &str, text: &str| {
        format!(r#"<w:footnote w:id="{id}"{kind}><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>"#)
    };
    let notes = format!(
        r#"<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}{}{}</w:footnotes>"#,
        note(0, r#" w:type="separator""#, "line"),
        note(1, "", "first"),
        note(2, "", "not referred to")
    );
    let body = r#"<w:p><w:r><w:t>text</w:t><w:footnoteReference w:id="1"/></w:r></w:p><w:p><w:r><w:t>more</w:t></w:r></w:p>"#;
    check_with(body, &[("word/footnotes.xml", &notes)], &[("text", Paragraph), ("more", Paragraph), ("first", Note)]);
}

#[test]
fn the_file_says_who_and_when() {
    let core = r#"<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title> A  title </dc:title><dc:creator>Lund</dc:creator><cp:created>2026-05-04T08:00:00Z</cp:created></cp:coreProperties>"#;
    let extended = "<Properties><Company>Ministry</Company></Properties>";
    let extracted =
        read("<w:p><w:r><w:t>x</w:t></w:r></w:p>", &[("docProps/core.xml", core), ("docProps/app.xml", extended)]).expect("a document");
    assert_eq!(extracted.embedded.title.as_deref(), Some("A title"));
    assert_eq!(extracted.embedded.issuers, ["Ministry", "Lund"]);
    assert_eq!(extracted.embedded.published.map(|date| date.day).as_deref(), Some("2026-05-04"));
}

#[test]
fn broken_parts_are_named() {
    for (document, says) in [("<w:document", "word/document.xml, byte"), ("<a><b></a>", "word/document.xml, byte"), ("<a>&x;</a>", "'&x;'")]
    {
        let message = read("", &[("word/document.xml", document)]).expect_err("refused").to_string();
        assert!(message.contains("broken DOCX") && message.contains(says), "{message}");
    }
    assert_eq!(read("<w:p/>", &[]), Err(FormatError::Empty));
}
