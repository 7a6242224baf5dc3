//! The body that issued an account, and the state or group it speaks for.

use chancery_model::{Detection, Role};

use super::Evidence;
use crate::{dates, patterns, shape};

/// The names of an issuer and of the state or group it speaks for.
type Named = (String, String);

impl Evidence<'_> {
    /// The issuer of the page, of an agency's or author's line, a date line or a note, of the title, of the run-in line.
    pub(super) fn issuer(&self) -> Option<(String, String, Detection)> {
        if let Some((name, side)) = self.embedded.issuers.iter().find_map(|issuer| self.issuer_in(issuer)) {
            return Some((name, side, Detection::Metadata));
        }
        let places = [(Role::Byline, Detection::Byline), (Role::Dateline, Detection::Dateline), (Role::Note, Detection::Text)];
        for (role, from) in places {
            if let Some((name, side)) = self.lines(role).find_map(|line| self.issuer_in(line)) {
                return Some((name, side, from));
            }
        }
        if let Some((name, side)) = self.title.and_then(|title| self.issuer_of_title(title)) {
            return Some((name, side, Detection::Title));
        }
        let first = self.lines(Role::Body).next().map(|line| shape::beginning(line, 200))?;
        if patterns::is_run_in_agency(first, self.conventions) {
            return self.issuer_at_start(first).map(|(name, side)| (name, side, Detection::Text));
        }
        None
    }

    /// The issuer whose name is in a line, the longest name first.
    fn issuer_in(&self, line: &str) -> Option<Named> {
        let short = shape::beginning(line, 300);
        let named = self.conventions.issuers().iter().flat_map(|issuer| issuer.names().map(move |name| (issuer, name)));
        let longest = named.filter(|(_, name)| short.contains(name)).max_by_key(|(_, name)| name.len())?;
        Some((longest.0.name.clone(), longest.0.side.clone()))
    }

    /// The issuer whose name a title begins with, or what follows its first colon: *Fact Sheet: …*.
    fn issuer_of_title(&self, title: &str) -> Option<Named> {
        let after_colon = || title.split_once([':', '\u{FF1A}']).and_then(|(_, rest)| self.issuer_at_start(rest));
        self.issuer_at_start(title).or_else(after_colon)
    }

    /// The issuer whose name a line begins with, a date before it left aside.
    fn issuer_at_start(&self, line: &str) -> Option<Named> {
        let after_date = dates::first(line, self.conventions).filter(|found| found.range.start == 0).map_or(0, |found| found.range.end);
        let rest = line[after_date..].trim_start();
        let named = self.conventions.issuers().iter().flat_map(|issuer| issuer.names().map(move |name| (issuer, name)));
        let longest = named.filter(|(_, name)| rest.starts_with(name)).max_by_key(|(_, name)| name.len())?;
        Some((longest.0.name.clone(), longest.0.side.clone()))
    }
}
