//! What a file says about itself: its information dictionary, its XMP packet, its language.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Stream, String as PdfString};

use super::budget::Budget;
use super::strings::text_string;
use crate::{Embedded, EmbeddedDate, FormatError};

/// Bytes of an XMP packet that are looked at.
const PACKET_AT_MOST: usize = 1 << 20;

/// What a file says about itself.
pub(super) fn embedded(pdf: &Pdf, budget: &mut Budget) -> Result<Embedded, FormatError> {
    let info = pdf.metadata();
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let packet = match catalog.as_ref().and_then(|catalog| catalog.get::<Stream<'_>>("Metadata")) {
        Some(stream) => budget.unpack(&stream)?.filter(|packet| packet.len() <= PACKET_AT_MOST),
        None => None,
    };
    let packet = packet.map(|packet| String::from_utf8_lossy(&packet).into_owned()).unwrap_or_default();
    let string = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(text_string).filter(|text| !text.is_empty());
    let language = catalog.and_then(|catalog| catalog.get::<PdfString<'_>>("Lang"));
    let day = info.creation_date.map(|made| format!("{:04}-{:02}-{:02}", made.year, made.month, made.day));
    let author = string(&info.author).or_else(|| element(&packet, "dc:creator"));
    Ok(Embedded {
        title: string(&info.title).or_else(|| element(&packet, "dc:title")).filter(|title| is_title(title)),
        issuers: element(&packet, "dc:publisher").into_iter().chain(author.filter(|author| is_author(author))).collect(),
        published: day.or_else(|| day_of(&packet)).map(|day| EmbeddedDate { day }),
        language: language.map(|tag| text_string(tag.as_bytes())).filter(|tag| !tag.is_empty()),
        sections: Vec::new(),
        address: None,
    })
}

/// Whether an author is one, not what a program puts there when it is not told.
fn is_author(author: &str) -> bool {
    const UNTOLD: [&str; 8] = ["anonymous", "unknown", "user", "admin", "administrator", "author", "microsoft office user", "windows"];
    author.chars().count() > 1 && !UNTOLD.contains(&author.to_lowercase().as_str())
}

/// Whether a title is one, not the name of a file or of the program that made it.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let file = [".doc", ".docx", ".pdf", ".indd", ".qxd", ".rtf", ".odt", ".wps", ".txt", ".tmp"].iter().any(|end| lower.ends_with(end));
    let program = ["microsoft word -", "untitled", "powerpoint", "about:blank", "http:", "https:"].iter().any(|name| lower.starts_with(name));
    let words = title.chars().any(char::is_whitespace) || title.chars().any(|character| character as u32 >= 0x2E80);
    !file && !program && words && title.chars().count() >= 4 && title.chars().filter(|character| *character == '\u{FFFD}').count() == 0
}

/// The text of an element of a packet, without the marks of lists and languages in it.
fn element(packet: &str, name: &str) -> Option<String> {
    let start = packet.find(&format!("<{name}"))?;
    let rest = &packet[start..];
    let inner = &rest[rest.find('>')? + 1..rest.find(&format!("</{name}>"))?];
    let mut text = String::new();
    let mut in_mark = false;
    for character in inner.chars() {
        match character {
            '<' => in_mark = true,
            '>' => {
                in_mark = false;
                text.push(' ');
            }
            _ if !in_mark => text.push(character),
            _ => {}
        }
    }
    let text = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (entity, character)| text.replace(entity, character));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The day on which a packet says that the file was made.
fn day_of(packet: &str) -> Option<String> {
    let made = element(packet, "xmp:CreateDate").or_else(|| {
        let rest = &packet[packet.find("xmp:CreateDate=\"")? + 16..];
        Some(rest[..rest.find('"')?].to_owned())
    })?;
    let day = made.get(..10)?;
    let is_day = day.bytes().enumerate().all(|(index, byte)| if matches!(index, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    is_day.then(|| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_no_titles() {
        assert!(is_title("Joint Statement of Alvonia and Borduria"));
        assert!(is_title("联合声明"));
        for name in ["Microsoft Word - statement.doc", "final_v3.pdf", "untitled document", "statement", "C.tmp"] {
            assert!(!is_title(name), "{name}");
        }
    }

    #[test]
    fn packets_are_read() {
        let packet = "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">A &amp; B</rdf:li></rdf:Alt></dc:title>\
            <rdf:Description xmp:CreateDate=\"2026-05-14T10:00:00+08:00\"/>";
        assert_eq!(element(packet, "dc:title").as_deref(), Some("A & B"));
        assert_eq!(day_of(packet).as_deref(), Some("2026-05-14"));
        assert_eq!(element("<dc:title", "dc:title"), None);
    }
}
