//! Word documents.

use crate::{Block, archive, escaped};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// Roles of parts beside the document that are found by their names.
const ROLES: [&str; 4] = ["styles", "numbering", "footnotes", "endnotes"];

const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

/// An account as a Word document.
pub fn docx(blocks: &[Block<'_>]) -> Vec<u8> {
    let body: String = blocks.iter().map(block).collect();
    docx_with(&body, &[("word/styles.xml", STYLES), ("word/numbering.xml", NUMBERING)])
}

/// A Word document of a body (`w` is the prefix of the text, `mc`, `wps`, `m` and `v` as programs use them) and other parts.
pub fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>{body}<w:sectPr/></w:body></w:document>"#
    );
    let has = |role: &&&str| parts.iter().any(|(name, _)| *name == format!("word/{role}.xml"));
    let relation = |role: &&str| {
        format!(
            r#"<Relationship Id="{role}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{role}" Target="{role}.xml"/>"#
        )
    };
    let relations: String = ROLES.iter().filter(has).map(relation).collect();
    let relations =
        format!(r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#);
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ];
    all.retain(|(name, _)| parts.iter().all(|(other, _)| name != other));
    all.extend(parts.iter().map(|(name, text)| (*name, text.as_bytes())));
    archive(&all)
}

fn block(block: &Block<'_>) -> String {
    let paragraph = |properties: &str, text: &str| {
        format!(r#"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#, escaped(text))
    };
    match block {
        Block::Title(text) => paragraph(r#"<w:pStyle w:val="a3"/>"#, text),
        Block::Heading(level, text) => paragraph(&format!(r#"<w:pStyle w:val="{level}"/>"#), text),
        Block::Paragraph(text) => paragraph("", text),
        Block::Item(text) => paragraph(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#, text),
        Block::Row(cells) => {
            let cells: String = cells.iter().map(|text| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph("", text))).collect();
            format!("<w:tbl><w:tblPr/><w:tr>{cells}</w:tr></w:tbl>")
        }
    }
}
