//! Bytes of one file to a reading.

use chancery_document::{Article, ReadError, Source, Split, Told};
use chancery_lexicon::{LANGUAGES, Lexicon};
use chancery_model::{Part, Reading};
use chancery_text::CodePoints;

use crate::reading_json::document_id;

/// Reads one account: `name` is its file name (`-` for standard input), `told` what flags or a
/// sidecar say about it.
///
/// # Errors
/// [`ReadError`] when the bytes are no text.
pub fn read_bytes(name: &str, bytes: Vec<u8>, told: &Told, lexicon: &Lexicon) -> Result<Reading, ReadError> {
    let document = chancery_document::read(Source { name, bytes }, told, lexicon.conventions())?;
    Ok(chancery_analysis::analyse(document, lexicon))
}

/// Reads the articles of a page, each as an account of its own that says which part of the page it is; one reading, of the
/// whole, when it cannot be told that there are several.
///
/// # Errors
/// [`ReadError`] when the bytes are no text.
pub fn read_articles(name: &str, bytes: Vec<u8>, told: &Told, lexicon: &Lexicon) -> Result<Vec<Reading>, ReadError> {
    let Split { whole, articles } = chancery_document::read_articles(Source { name, bytes }, told, lexicon.conventions())?;
    if articles.is_empty() {
        return Ok(vec![chancery_analysis::analyse(whole, lexicon)]);
    }
    let points = CodePoints::new(whole.text.as_str());
    let id = document_id(whole.text.as_str());
    let of = articles.len() as u32;
    let read = |(index, article): (u32, Article)| {
        let mut document = article.document;
        document.metadata.source = format!("{name}#{index}");
        let span = [points.of_byte(article.span.start), points.of_byte(article.span.end)];
        document.metadata.part = Some(Part { index, of, span, whole: id.clone() });
        chancery_analysis::analyse(document, lexicon)
    };
    Ok((1..).zip(articles).map(read).collect())
}

/// Whether there are rules for the language of a reading, without which it has no entries.
#[must_use]
pub fn has_rules(reading: &Reading) -> bool {
    reading.document.metadata.language.is_some_and(|language| LANGUAGES.contains(&language))
}
