//! What is known about an account: what was told wins, the rest is detected or absent.

use chancery_model::{Date, Detected, Detection, DocumentKind, Language, Metadata, Paragraph, Role};

use crate::conventions::Class;
use crate::roles::Assigned;
use crate::{Conventions, Told, dates, language, patterns, shape};

/// What is known besides the text.
#[derive(Debug)]
pub(crate) struct Known<'a> {
    pub(crate) name: &'a str,
    pub(crate) media_type: &'static str,
    pub(crate) charset: &'a str,
    pub(crate) told: &'a Told,
}

/// Paragraphs from the beginning and from the end that are looked at.
const FRONT: usize = 12;
const BACK: usize = 4;

/// The classes of words that tell a kind by the title, in order.
const KINDS: [(Class, DocumentKind); 6] = [
    (Class::JointStatement, DocumentKind::JointStatement),
    (Class::FactSheet, DocumentKind::FactSheet),
    (Class::PressBriefing, DocumentKind::PressBriefing),
    (Class::Speech, DocumentKind::Speech),
    (Class::Readout, DocumentKind::Readout),
    (Class::Agreement, DocumentKind::Agreement),
];

/// The text and its paragraphs, as far as they are looked at.
struct Evidence<'t> {
    text: &'t str,
    assigned: &'t Assigned,
    title: Option<&'t str>,
    conventions: &'t Conventions,
}

/// Gathers what is known.
pub(crate) fn tell(known: &Known<'_>, text: &str, assigned: &Assigned, conventions: &Conventions) -> Metadata {
    let title = assigned.paragraphs.iter().take(FRONT).find(|paragraph| paragraph.role == Role::Title);
    let evidence = Evidence { text, assigned, title: title.map(|title| &text[title.span.range()]), conventions };
    let mut detected = Vec::new();
    let language = pick("language", &known.told.language, || evidence.language(), &mut detected);
    let date = pick("date", &known.told.date, || evidence.date(known.name), &mut detected);
    let kind = pick("kind", &known.told.kind, || evidence.kind(), &mut detected);
    let issuer = evidence.issuer();
    let by_issuer = || issuer.as_ref().map(|(_, side, from)| (vec![side.clone()], *from));
    let side = pick("side", &known.told.side, by_issuer, &mut detected).unwrap_or_default();
    let issuer = pick("issuer", &None, || issuer.as_ref().map(|(name, _, from)| (name.clone(), *from)), &mut detected);
    let title = pick("title", &known.told.title, || evidence.title.map(|title| (title.to_owned(), Detection::Structure)), &mut detected);
    Metadata {
        source: known.name.to_owned(),
        media_type: known.media_type.to_owned(),
        charset: known.charset.to_owned(),
        title,
        language,
        date,
        kind,
        side,
        issuer,
        detected,
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
    fn language(&self) -> Option<(Language, Detection)> {
        language::of(self.text, self.conventions).map(|language| (language, Detection::Text))
    }

    /// Short paragraphs at both ends of a role, in order.
    fn lines(&self, role: Role) -> impl Iterator<Item = &'t str> {
        let paragraphs = &self.assigned.paragraphs;
        let back = paragraphs.len().saturating_sub(BACK).max(FRONT);
        let near = paragraphs.iter().take(FRONT).chain(paragraphs.iter().skip(back));
        let text = self.text;
        near.filter(move |paragraph| paragraph.role == role).map(move |paragraph| words(text, paragraph))
    }

    /// The date of a date line, of the title, of the file name.
    fn date(&self, name: &str) -> Option<(Date, Detection)> {
        let of = |line: &str| dates::first(line, self.conventions).map(|found| found.date);
        let dated = self.lines(Role::Dateline).find_map(of).map(|date| (date, Detection::Dateline));
        dated
            .or_else(|| self.title.and_then(of).map(|date| (date, Detection::Title)))
            .or_else(|| self.lines(Role::Byline).find_map(of).map(|date| (date, Detection::Byline)))
            .or_else(|| dates::of_file_name(name).map(|date| (date, Detection::FileName)))
    }

    /// The kind by the title or the headings right under it, by the questions and answers, by an
    /// address to an audience, by an agency's line.
    fn kind(&self) -> Option<(DocumentKind, Detection)> {
        let by_title = self.titles().find_map(|title| self.kind_of_title(title));
        if self.assigned.exchanges && !matches!(by_title, Some(DocumentKind::JointStatement | DocumentKind::FactSheet)) {
            return Some((DocumentKind::PressBriefing, Detection::Structure));
        }
        if let Some(kind) = by_title {
            return Some((kind, Detection::Title));
        }
        let first = self.lines(Role::Body).next().unwrap_or_default();
        if patterns::is_salutation(first, self.conventions) {
            return Some((DocumentKind::Speech, Detection::Structure));
        }
        if patterns::is_run_in_agency(first, self.conventions) {
            return Some((DocumentKind::News, Detection::Text));
        }
        let credited = self.lines(Role::Byline).any(|line| patterns::is_agency_line(line, self.conventions));
        credited.then_some((DocumentKind::News, Detection::Byline))
    }

    /// The title, then the headings before the running text.
    fn titles(&self) -> impl Iterator<Item = &'t str> {
        let text = self.text;
        let front =
            self.assigned.paragraphs.iter().take(FRONT).take_while(|paragraph| !matches!(paragraph.role, Role::Body | Role::ListItem));
        let headings = front.filter(|paragraph| paragraph.role == Role::Heading).map(move |paragraph| words(text, paragraph));
        self.title.into_iter().chain(headings)
    }

    /// The kind that a title tells by its words.
    fn kind_of_title(&self, title: &str) -> Option<DocumentKind> {
        KINDS.iter().find(|(class, _)| self.conventions.has(*class, title)).map(|&(_, kind)| kind)
    }

    /// The body that issued the account, and the state or group it speaks for.
    fn issuer(&self) -> Option<(String, String, Detection)> {
        let places = [(Role::Byline, Detection::Byline), (Role::Dateline, Detection::Dateline), (Role::Note, Detection::Text)];
        for (role, from) in places {
            if let Some((name, side)) = self.lines(role).find_map(|line| self.issuer_in(line)) {
                return Some((name, side, from));
            }
        }
        if let Some((name, side)) = self.title.and_then(|title| self.issuer_at_start(title)) {
            return Some((name, side, Detection::Title));
        }
        let first = self.lines(Role::Body).next().map(|line| shape::beginning(line, 200))?;
        if patterns::is_run_in_agency(first, self.conventions) {
            return self.issuer_at_start(first).map(|(name, side)| (name, side, Detection::Text));
        }
        None
    }

    /// The issuer whose name is in a line, the longest name first.
    fn issuer_in(&self, line: &str) -> Option<(String, String)> {
        let short = shape::beginning(line, 300);
        let named = self.conventions.issuers().iter().flat_map(|issuer| issuer.names().map(move |name| (issuer, name)));
        let longest = named.filter(|(_, name)| short.contains(name)).max_by_key(|(_, name)| name.len())?;
        Some((longest.0.name.clone(), longest.0.side.clone()))
    }

    /// The issuer whose name a line begins with, a date before it left aside.
    fn issuer_at_start(&self, line: &str) -> Option<(String, String)> {
        let after_date = dates::first(line, self.conventions).filter(|found| found.range.start == 0).map_or(0, |found| found.range.end);
        let rest = line[after_date..].trim_start();
        let named = self.conventions.issuers().iter().flat_map(|issuer| issuer.names().map(move |name| (issuer, name)));
        let longest = named.filter(|(_, name)| rest.starts_with(name)).max_by_key(|(_, name)| name.len())?;
        Some((longest.0.name.clone(), longest.0.side.clone()))
    }
}

/// The words of a paragraph.
fn words<'t>(text: &'t str, paragraph: &Paragraph) -> &'t str {
    &text[paragraph.span.range()]
}
