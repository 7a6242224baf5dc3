//! `OpenDocument` texts.

use crate::{Block, archive, escaped};

const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:xml="http://www.w3.org/XML/1998/namespace""#;

const STYLES: &str = r#"<style:style style:name="Title" style:family="paragraph"/><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>"#;

/// An account as an `OpenDocument` text.
pub fn odt(blocks: &[Block<'_>]) -> Vec<u8> {
    let mut body = String::new();
    for run in blocks.chunk_by(|one, next| matches!((one, next), (Block::Item(_), Block::Item(_)))) {
        let inside: String = run.iter().map(block).collect();
        body += &if matches!(run, [Block::Item(_), ..]) {
            format!(r#"<text:list text:style-name="L1" text:continue-numbering="true">{inside}</text:list>"#)
        } else {
            inside
        };
    }
    odt_with(&body, STYLES, &[])
}

/// An `OpenDocument` text of a body and styles, with the prefixes that programs use, and other parts, in which
/// `NAMESPACES` stands for the declarations of these.
pub fn odt_with(body: &str, styles: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    let parts: Vec<(&str, String)> = parts.iter().map(|(name, text)| (*name, text.replace("NAMESPACES", NAMESPACES))).collect();
    let mut all: Vec<(&str, &[u8])> = vec![("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())];
    all.extend(parts.iter().map(|(name, text)| (*name, text.as_bytes())));
    archive(&all)
}

fn block(block: &Block<'_>) -> String {
    let paragraph = |text: &str| format!("<text:p>{}</text:p>", spaced(text));
    match block {
        Block::Title(text) => format!(r#"<text:p text:style-name="Title">{}</text:p>"#, spaced(text)),
        Block::Heading(level, text) => format!(r#"<text:h text:outline-level="{level}">{}</text:h>"#, spaced(text)),
        Block::Paragraph(text) => paragraph(text),
        Block::Item(text) => format!("<text:list-item>{}</text:list-item>", paragraph(text)),
        Block::Row(cells) => {
            let cells: String = cells.iter().map(|text| format!("<table:table-cell>{}</table:table-cell>", paragraph(text))).collect();
            format!("<table:table><table:table-row>{cells}</table:table-row></table:table>")
        }
    }
}

/// A text as XML has it, with the second of two spaces as the element for one.
fn spaced(text: &str) -> String {
    escaped(text).replace("  ", " <text:s/>")
}
