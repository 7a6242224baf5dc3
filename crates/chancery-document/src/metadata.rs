//! What is known about an account: what was told wins, the rest is detected or absent.
//!
//! What the file says about itself and what its lines say are weighed key by key: the lines above and under
//! the text were written with it, so a date line goes before the date that a file was made on, and the title that
//! stands over the text before the one in a file's properties; the language of the words themselves goes before any label.

mod date;
mod issuer;
mod kind;

use chancery_formats::Embedded;
use chancery_model::{Detected, Detection, Language, Metadata, Paragraph, Role};

use crate::roles::Assigned;
use crate::{Conventions, Told, language};

/// What is known besides the text.
#[derive(Debug)]
pub(crate) struct Known<'a> {
    pub(crate) name: &'a str,
    pub(crate) media_type: &'static str,
    pub(crate) charset: &'a str,
    pub(crate) embedded: &'a Embedded,
    pub(crate) told: &'a Told,
}

/// Paragraphs from the beginning and from the end that are looked at.
const FRONT: usize = 12;
const BACK: usize = 4;

/// The media type of pages, whose dates say when they were published; those of other files say when they were made.
const PAGE: &str = "text/html";

/// The text and its paragraphs, as far as they are looked at.
struct Evidence<'t> {
    text: &'t str,
    assigned: &'t Assigned,
    title: Option<&'t str>,
    embedded: &'t Embedded,
    conventions: &'t Conventions,
}

/// Gathers what is known.
pub(crate) fn tell(known: &Known<'_>, text: &str, assigned: &Assigned, conventions: &Conventions) -> Metadata {
    let title = assigned.paragraphs.iter().take(FRONT).find(|paragraph| paragraph.role == Role::Title);
    let title = title.map(|title| &text[title.span.range()]);
    let evidence = Evidence { text, assigned, title, embedded: known.embedded, conventions };
    let mut detected = Vec::new();
    let language = pick("language", &known.told.language, || evidence.language(), &mut detected);
    let date = pick("date", &known.told.date, || evidence.date(known.name), &mut detected);
    let kind = pick("kind", &known.told.kind, || evidence.kind(), &mut detected);
    let issuer = evidence.issuer();
    let by_issuer = || issuer.as_ref().map(|(_, side, from)| (vec![side.clone()], *from));
    let side = pick("side", &known.told.side, by_issuer, &mut detected).unwrap_or_default();
    let issuer = pick("issuer", &None, || issuer.as_ref().map(|(name, _, from)| (name.clone(), *from)), &mut detected);
    let title = pick("title", &known.told.title, || evidence.titled(), &mut detected);
    let published = evidence.embedded_date().filter(|published| known.media_type == PAGE && date.is_some_and(|date| date != *published));
    let published = pick("published", &None, || Some((published?, Detection::Metadata)), &mut detected);
    Metadata {
        source: known.name.to_owned(),
        media_type: known.media_type.to_owned(),
        charset: known.charset.to_owned(),
        title,
        language,
        date,
        published,
        kind,
        side,
        participants: Vec::new(),
        issuer,
        detected,
        part: None,
    }
}

/// What was told, or else what is detected, noted as such.
fn pick<T: Clone>(
    key: &'static str,
    told: &Option<T>,
    detect: impl FnOnce() -> Option<(T, Detection)>,
    detected: &mut Vec<Detected>,
) -> Option<T> {
    if told.is_some() {
        return told.clone();
    }
    let (value, from) = detect()?;
    detected.push(Detected { key, from });
    Some(value)
}

impl<'t> Evidence<'t> {
    /// The language of the words, else what the file says it is.
    fn language(&self) -> Option<(Language, Detection)> {
        let labelled = || Some((self.embedded.language.as_deref()?.parse().ok()?, Detection::Metadata));
        language::of(self.text, self.conventions).map(|language| (language, Detection::Text)).or_else(labelled)
    }

    /// The title over the text, else the file's own unless that is the name of a file.
    fn titled(&self) -> Option<(String, Detection)> {
        if let Some(title) = self.title {
            return Some((title.to_owned(), Detection::Structure));
        }
        let title = self.embedded.title.as_deref()?.trim();
        let names_a_file = title.rsplit_once('.').is_some_and(|(_, ending)| {
            (2..=5).contains(&ending.len()) && ending.starts_with(|first: char| first.is_ascii_alphabetic()) && !ending.contains(' ')
        });
        (title.contains(char::is_alphabetic) && !names_a_file).then(|| (title.to_owned(), Detection::Metadata))
    }

    /// Short paragraphs at both ends of a role, in order.
    fn lines(&self, role: Role) -> impl Iterator<Item = &'t str> {
        let paragraphs = &self.assigned.paragraphs;
        let back = paragraphs.len().saturating_sub(BACK).max(FRONT);
        let near = paragraphs.iter().take(FRONT).chain(paragraphs.iter().skip(back));
        let text = self.text;
        near.filter(move |paragraph| paragraph.role == role).map(move |paragraph| words(text, paragraph))
    }
}

/// The words of a paragraph.
fn words<'t>(text: &'t str, paragraph: &Paragraph) -> &'t str {
    &text[paragraph.span.range()]
}
