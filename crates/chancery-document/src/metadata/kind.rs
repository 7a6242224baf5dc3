//! The kind of an account: by its title, by its questions and answers, by the page it stands on, by how its text opens.
//!
//! In a language with spaces a title names its kind with words of their own (*Readout of …*). In a script without
//! spaces the noun that names the kind ends the title or a part of it, and a verb before that noun makes the title one of a
//! report; verbs of meeting make it the account of one wherever they stand.

use chancery_model::{Detection, DocumentKind, Role};

use super::{Evidence, FRONT, words};
use crate::conventions::Class;
use crate::{Conventions, patterns, shape};

/// The classes of nouns that end a title and tell its kind, in order.
const NOUNS: [(Class, DocumentKind); 6] = [
    (Class::JointStatement, DocumentKind::JointStatement),
    (Class::FactSheet, DocumentKind::FactSheet),
    (Class::PressBriefing, DocumentKind::PressBriefing),
    (Class::Speech, DocumentKind::Speech),
    (Class::Agreement, DocumentKind::Agreement),
    (Class::Statement, DocumentKind::Other),
];

/// The classes of words that tell a kind by the title, in order.
const KINDS: [(Class, DocumentKind); 6] = [
    (Class::JointStatement, DocumentKind::JointStatement),
    (Class::FactSheet, DocumentKind::FactSheet),
    (Class::PressBriefing, DocumentKind::PressBriefing),
    (Class::Speech, DocumentKind::Speech),
    (Class::Readout, DocumentKind::Readout),
    (Class::Agreement, DocumentKind::Agreement),
];

/// Characters of the running text from which the kind is told.
const OPENING: usize = 220;

impl<'t> Evidence<'t> {
    /// The kind, and from what it was told.
    pub(super) fn kind(&self) -> Option<(DocumentKind, Detection)> {
        let by_title = self.titles().find_map(|title| of_title(title, self.conventions));
        if self.assigned.exchanges && !matches!(by_title, Some(DocumentKind::JointStatement | DocumentKind::FactSheet)) {
            return Some((DocumentKind::PressBriefing, Detection::Structure));
        }
        let quoting = || self.title.filter(|title| self.is_quoting(title)).map(|_| DocumentKind::News);
        let by_title = by_title.or_else(quoting).map(|kind| (kind, Detection::Title));
        by_title.or_else(|| self.kind_of_page()).or_else(|| self.kind_of_opening())
    }

    /// The title, then the headings before the running text; the file's own title when there is neither.
    fn titles(&self) -> impl Iterator<Item = &'t str> {
        let text = self.text;
        let front =
            self.assigned.paragraphs.iter().take(FRONT).take_while(|paragraph| !matches!(paragraph.role, Role::Body | Role::ListItem));
        let headings = front.filter(|paragraph| paragraph.role == Role::Heading).map(move |paragraph| words(text, paragraph));
        let own = self.embedded.title.as_deref().filter(|_| self.title.is_none());
        self.title.into_iter().chain(own).chain(headings)
    }

    /// Whether the title of a speech, the bracket with its day and place, and the address to the audience run into the text.
    fn runs_into_address(&self, opening: &str) -> bool {
        let mut brackets = opening.match_indices(['(', '\u{FF08}']);
        let titled = brackets.any(|(at, _)| self.conventions.ends(Class::Speech, &opening[..at]).is_some());
        titled && self.conventions.has(Class::Salutation, opening)
    }

    /// Whether a title says first which body it has what follows from: *Foreign Ministry: …*.
    fn is_quoting(&self, title: &str) -> bool {
        let colon = title.find([':', '\u{FF1A}']);
        colon.is_some_and(|colon| self.conventions.issuers().iter().any(|issuer| issuer.names().any(|name| name == title[..colon].trim())))
    }

    /// The kind by the section that the page says it stands in.
    fn kind_of_page(&self) -> Option<(DocumentKind, Detection)> {
        let of = |section: &String| KINDS.iter().find(|(class, _)| self.conventions.has(*class, section)).map(|&(_, kind)| kind);
        self.embedded.sections.iter().find_map(of).map(|kind| (kind, Detection::Metadata))
    }

    /// The kind by how the text opens: an address to an audience, an agency's line, a meeting told of.
    fn kind_of_opening(&self) -> Option<(DocumentKind, Detection)> {
        let first = self.lines(Role::Body).next().unwrap_or_default();
        let end = first.char_indices().nth(OPENING).map_or(first.len(), |(at, _)| at);
        let opening = &first[..end];
        if patterns::is_salutation(first, self.conventions) || self.runs_into_address(opening) {
            return Some((DocumentKind::Speech, Detection::Structure));
        }
        if patterns::is_run_in_agency(first, self.conventions) {
            return Some((DocumentKind::News, Detection::Text));
        }
        if self.lines(Role::Byline).any(|line| patterns::is_agency_line(line, self.conventions)) {
            return Some((DocumentKind::News, Detection::Byline));
        }
        self.conventions.has(Class::Contact, opening).then_some((DocumentKind::Readout, Detection::Text))
    }
}

/// The kind that a title tells by its words.
fn of_title(title: &str, conventions: &Conventions) -> Option<DocumentKind> {
    if !shape::is_mainly_unspaced(title) {
        let spoken = if conventions.has(Class::Venue, title) { DocumentKind::Speech } else { DocumentKind::Other };
        let statement = conventions.starts(Class::Statement, title).map(|_| spoken);
        let named = KINDS.iter().find(|(class, _)| conventions.has(*class, title)).map(|&(_, kind)| kind);
        return named.or(statement).or_else(|| of_column(title, conventions));
    }
    let bare = without_works(title);
    let ended = bare
        .rsplit(|character: char| !character.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .find_map(|part| of_end(part, conventions));
    match ended {
        Some(End::Named(kind)) => return Some(kind),
        Some(End::Reported) | None => {}
    }
    let met = conventions.has(Class::Readout, &without_brackets(&bare)).then_some(DocumentKind::Readout);
    let briefed = conventions.has(Class::PressBriefing, &bare).then_some(DocumentKind::PressBriefing);
    briefed.or(met).or_else(|| of_column(title, conventions)).or_else(|| ended.map(|_| DocumentKind::News))
}

/// What the noun that ends a part of a title says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The account is of that kind.
    Named(DocumentKind),
    /// The account reports that such a text was issued.
    Reported,
}

/// What the noun at the end of a part of a title says.
fn of_end(part: &str, conventions: &Conventions) -> Option<End> {
    let (length, kind) = NOUNS.iter().find_map(|&(class, kind)| conventions.ends(class, part).map(|length| (length, kind)))?;
    let reported = conventions.has(Class::Issued, &part[..part.len() - length]);
    Some(if reported { End::Reported } else { End::Named(kind) })
}

/// The kind by the name of a newspaper's column, or of a programme of news.
fn of_column(title: &str, conventions: &Conventions) -> Option<DocumentKind> {
    if conventions.has(Class::NewsProgramme, title) {
        return Some(DocumentKind::News);
    }
    let bracketed = title.rsplit_once(['(', '\u{FF08}']).map_or("", |(_, inside)| inside);
    conventions.has(Class::Column, bracketed).then_some(DocumentKind::Other)
}

/// A title without the names of works in it; all of it when it is the name of one.
fn without_works(title: &str) -> String {
    without(title, '\u{300A}', '\u{300B}')
}

/// A title without what stands in brackets.
fn without_brackets(title: &str) -> String {
    without(title, '\u{FF08}', '\u{FF09}')
}

/// A text without what stands between two marks, or all of it when nothing else does.
fn without(text: &str, open: char, close: char) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(text.len());
    for character in text.chars() {
        depth += usize::from(character == open);
        if depth == 0 {
            kept.push(character);
        }
        if character == close {
            depth = depth.saturating_sub(1);
        }
    }
    if kept.trim().is_empty() { text.to_owned() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_tells_its_kind_or_nothing() {
        let conventions = crate::conventions::tests::built_in();
        for (title, expected) in [
            ("甲国主席在甲乙论坛上的讲话（全文）", Some(DocumentKind::Speech)),
            ("甲国外长在论坛上发表讲话", Some(DocumentKind::News)),
            ("甲国主席出席论坛开幕式并发表主旨演讲", Some(DocumentKind::Readout)),
            ("甲国外交部发言人宣布制裁", None),
            ("甲国和乙国关于合作的联合声明", Some(DocumentKind::JointStatement)),
            ("甲乙签署联合声明", Some(DocumentKind::News)),
            ("甲国就乙国退出《甲乙停战协定》作出回应", None),
            ("《甲乙停战协定》", Some(DocumentKind::Agreement)),
            ("甲国主席会见乙国总统", Some(DocumentKind::Readout)),
            ("携手同心（某组织第二次会晤）", None),
            ("为和平行动起来（国际时评）", Some(DocumentKind::Other)),
            ("Readout of President Alvon’s Call with President Bertold", Some(DocumentKind::Readout)),
            ("Statement from the Spokesperson on Grain", Some(DocumentKind::Other)),
            ("Alvonia and Berland", None),
        ] {
            assert_eq!(of_title(title, &conventions), expected, "{title}");
        }
    }
}
