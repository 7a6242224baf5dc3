//! The day of an account: the day its words count from (*today*, *this autumn*).

use chancery_model::{Date, Detection, Role};

use super::Evidence;
use crate::conventions::Class;
use crate::dates;
use crate::shape::{self, Ending};

/// Characters of the beginning of the text in which a date can be that of the event told of.
const OPENING: usize = 60;

/// Characters that can stand before that date, in a script without spaces (*local time*) and in one with spaces (a place).
const BEFORE_UNSPACED: usize = 6;
const BEFORE_SPACED: usize = 24;

impl Evidence<'_> {
    /// The date of a date line, of the title, of an author's line, of the page, of the file name, of the text.
    ///
    /// The text comes last: the day it tells of can be days before the one it was issued on.
    pub(super) fn date(&self, name: &str) -> Option<(Date, Detection)> {
        let of = |line: &str| dates::first(line, self.conventions).map(|found| found.date);
        let lines = |role: Role, from: Detection| self.lines(role).find_map(of).map(|date| (date, from));
        lines(Role::Dateline, Detection::Dateline)
            .or_else(|| self.title.and_then(of).map(|date| (date, Detection::Title)))
            .or_else(|| lines(Role::Byline, Detection::Byline))
            .or_else(|| self.embedded_date().map(|date| (date, Detection::Metadata)))
            .or_else(|| dates::of_file_name(name).map(|date| (date, Detection::FileName)))
            .or_else(|| self.date_in_text().map(|date| (date, Detection::Text)))
    }

    /// The day that the file says it was published or made on.
    pub(super) fn embedded_date(&self) -> Option<Date> {
        self.embedded.published.as_ref()?.day.parse().ok()
    }

    /// The full date that the running text begins with, or that it says it was done on at its end.
    fn date_in_text(&self) -> Option<Date> {
        self.opening_date().or_else(|| self.closing_date())
    }

    /// The date with which the first paragraph of the text opens: nothing ends a sentence before it.
    fn opening_date(&self) -> Option<Date> {
        let first = self.lines(Role::Body).next()?;
        let end = first.char_indices().nth(OPENING).map_or(first.len(), |(at, _)| at);
        let found = dates::first(&first[..end], self.conventions)?;
        let before = &first[..found.range.start];
        let limit = if shape::is_mainly_unspaced(first) { BEFORE_UNSPACED } else { BEFORE_SPACED };
        (before.chars().count() <= limit && shape::ending(before) != Ending::Final).then_some(found.date)
    }

    /// The date of the sentence that says where and when a text was signed.
    fn closing_date(&self) -> Option<Date> {
        let last = self.assigned.paragraphs.iter().rev().take(super::BACK).map(|paragraph| super::words(self.text, paragraph));
        let done = last.filter(|words| words.len() <= 400 && shape::ending(words) != Ending::Colon);
        let mut done = done.filter(|words| self.conventions.has(Class::Done, words));
        done.find_map(|words| dates::first(words, self.conventions)).map(|found| found.date)
    }
}
