//! What short lines are by their words: date and place lines, agency and author lines, notes,
//! addresses to an audience, and the heads of questions and answers.
//!
//! A line is looked at only when it is short, so each of these is cheap on any text.

use crate::conventions::Class;
use crate::shape::{self, Ending};
use crate::{Conventions, dates};

/// Bytes of the longest line that can be a date, agency, author or place line.
const SHORT: usize = 200;

/// Who speaks in a paragraph, by its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// One who asks.
    Asks,
    /// One who is marked as answering.
    Answers,
    /// Somebody named.
    Named,
}

/// Whether a line is a date line: a full date and, in the front of an account, a little more.
pub(crate) fn is_dateline(line: &str, front: bool, conventions: &Conventions) -> bool {
    if line.len() > if front { SHORT } else { SHORT / 2 } {
        return false;
    }
    if front && is_time(line) {
        return true;
    }
    if shape::ending(line) != Ending::Open {
        return false;
    }
    let Some(found) = dates::first(line, conventions) else { return false };
    let mut rest = format!("{} {}", &line[..found.range.start], &line[found.range.end..]);
    for class in [Class::Weekday, Class::YearWord, Class::DateLabel] {
        for word in conventions.words(class) {
            rest = rest.replace(word.as_str(), "");
        }
    }
    let left = rest.chars().filter(|character| character.is_alphabetic()).count();
    let enclosed = line.starts_with(['(', '\u{FF08}']) && line.ends_with([')', '\u{FF09}']);
    left <= if front || enclosed { 16 } else { 2 }
}

/// Whether a line is a time of day such as *1:38 P.M. EST*.
fn is_time(line: &str) -> bool {
    const HALVES: [&str; 4] = ["A.M.", "P.M.", " AM", " PM"];
    line.len() <= 40 && line.starts_with(|first: char| first.is_ascii_digit()) && {
        let upper = line.to_ascii_uppercase();
        HALVES.iter().any(|half| upper.contains(half))
    }
}

/// Whether a line in the front of an account names a place.
pub(crate) fn is_place(line: &str, conventions: &Conventions) -> bool {
    if line.len() > SHORT / 2 || shape::ending(line) != Ending::Open && !line.ends_with("D.C.") {
        return false;
    }
    let (capitals, words) = shape::capitals(line);
    let small_words = words - capitals;
    let two_names = matches!(line.matches(',').count(), 1 | 2) && !line.contains(" and ") && words <= 8 && small_words <= 2;
    two_names || conventions.has(Class::Place, line) && words <= 14 && small_words <= 3
}

/// Whether a line is an agency's or an author's.
pub(crate) fn is_byline(line: &str, front: bool, conventions: &Conventions) -> bool {
    if line.len() > SHORT || matches!(shape::ending(line), Ending::Final | Ending::Colon | Ending::Pause) {
        return false;
    }
    is_agency_line(line, conventions) || front && is_author_line(line, conventions)
}

/// Whether a whole line only says which agency reports: *according to Xinhua*, *(Xinhua, place, date)*.
pub(crate) fn is_agency_line(line: &str, conventions: &Conventions) -> bool {
    let bare = line.trim_matches(|character: char| {
        shape::is_blank(character) || shape::is_closing(character) || matches!(character, '(' | '\u{FF08}' | '[' | '\u{3010}')
    });
    let after_source =
        conventions.starts(Class::Source, bare).map_or(bare, |length| bare[length..].trim_start_matches([':', '\u{FF1A}', ' ']));
    let Some(length) = conventions.starts(Class::Agency, after_source) else { return false };
    let rest = &after_source[length..];
    let sourced = after_source.len() < bare.len();
    let pausing = rest.contains(['\u{FF0C}', '\u{3002}']);
    let reported = conventions.ends(Class::ReportEnd, rest).is_some() || conventions.has(Class::Author, rest);
    rest.chars().count() <= 40 && !pausing && (reported || rest.is_empty() && (sourced || bare.len() < line.len()))
}

/// Whether a line in the front of an account names its author or the office it comes from.
fn is_author_line(line: &str, conventions: &Conventions) -> bool {
    let characters = line.chars().count();
    if shape::is_mainly_unspaced(line) {
        let parted = line.contains(' ') && !line.contains(['\u{FF0C}', '\u{3001}', '\u{FF1A}']);
        return characters <= 30 && (conventions.has(Class::Author, line) || parted && conventions.has(Class::Office, line));
    }
    let (capitals, words) = shape::capitals(line);
    words <= 14 && words - capitals <= 4 && conventions.has(Class::Author, line)
}

/// Whether a line begins with an agency, a place and a date that run into the text.
pub(crate) fn is_run_in_agency(head: &str, conventions: &Conventions) -> bool {
    let after_source = conventions.starts(Class::Source, head).map_or(head, |length| &head[length..]);
    let Some(length) = conventions.starts(Class::Agency, after_source) else { return false };
    let near: String = after_source[length..].chars().take(24).collect();
    let until = near.find(['\u{FF0C}', '\u{3002}']).unwrap_or(near.len());
    conventions.has(Class::ReportEnd, &near[..until])
}

/// Whether a line says who edited the page.
pub(crate) fn is_editor_line(line: &str, conventions: &Conventions) -> bool {
    line.len() <= 2 * SHORT && conventions.starts(Class::Editor, line).is_some()
}

/// Whether a line is a note of the page or of its editor.
pub(crate) fn is_note(line: &str, conventions: &Conventions) -> bool {
    let short = line.len() <= 2 * SHORT;
    let starts = |class| conventions.starts(class, line).is_some();
    short && (conventions.is(Class::NoteWhole, line) || starts(Class::NoteStart) || starts(Class::Editor) || is_credit(line, conventions))
}

/// Whether a line is the caption of a picture: it ends with who took it.
fn is_credit(line: &str, conventions: &Conventions) -> bool {
    conventions.ends(Class::CreditEnd, line).is_some() && conventions.has(Class::Author, line)
}

/// Whether a line can hold the names under a text.
pub(crate) fn is_signature(words: &str, conventions: &Conventions) -> bool {
    let names = words.chars().count() <= 24 && !words.contains(|character: char| character.is_ascii_digit());
    conventions.has(Class::Office, words) || names && (shape::is_mainly_unspaced(words) || shape::is_titled(words))
}

/// Whether a line only addresses the audience.
pub(crate) fn is_salutation(line: &str, conventions: &Conventions) -> bool {
    line.len() <= SHORT
        && conventions.starts(Class::Salutation, line).is_some()
        && shape::ending(line) != Ending::Semicolon
        && line.chars().count() <= if shape::is_mainly_unspaced(line) { 32 } else { 90 }
}

/// Whose words a paragraph gives, by the name before its first colon, and how long that head is.
pub(crate) fn speaker<'t>(text: &'t str, conventions: &Conventions) -> Option<(Speaker, &'t str)> {
    let beginning = shape::beginning(text, 90);
    if let Some(rest) = beginning.strip_prefix("Q ") {
        let asks = rest.starts_with(|first: char| first.is_uppercase() || matches!(first, '\u{201C}' | '"' | '(' | '['));
        return asks.then_some((Speaker::Asks, "Q"));
    }
    if let Some(comma) = beginning.find('\u{FF0C}').filter(|&comma| comma >= 4 * 3 && conventions.is(Class::Question, &beginning[..comma]))
    {
        return Some((Speaker::Asks, &text[..comma]));
    }
    let wide = "\u{FF1A}".as_bytes();
    let colons = memchr::memchr2_iter(b':', wide[0], beginning.as_bytes());
    let colon = colons.into_iter().find(|&at| beginning.as_bytes()[at] == b':' || beginning.as_bytes()[at..].starts_with(wide))?;
    let name = text[..colon].trim_end();
    let bare = without_brackets(name);
    if conventions.is(Class::Question, bare) || named_outlet(bare, conventions) {
        return Some((Speaker::Asks, name));
    }
    if conventions.is(Class::Answer, bare) {
        return Some((Speaker::Answers, name));
    }
    let spokesperson = || conventions.has(Class::AnswerOffice, bare) && conventions.ends(Class::Saying, bare).is_none();
    is_name(bare).then(|| (if spokesperson() { Speaker::Answers } else { Speaker::Named }, name))
}

/// A name without what stands after it in brackets.
fn without_brackets(name: &str) -> &str {
    name.find(['(', '\u{FF08}', '[']).filter(|&at| at > 0).map_or(name, |at| name[..at].trim_end())
}

/// Whether a head is that of an outlet or a reporter.
fn named_outlet(name: &str, conventions: &Conventions) -> bool {
    name.chars().count() <= 40 && !name.contains(['\u{FF0C}', '\u{3002}', ',']) && conventions.ends(Class::QuestionEnd, name).is_some()
}

/// Whether a head can be the name of a person or an office.
fn is_name(name: &str) -> bool {
    let characters = name.chars().count();
    if name.is_empty()
        || name.starts_with(['(', '\u{FF08}', '[', '\u{3010}'])
        || name.contains(['\u{FF0C}', '\u{3002}', '\u{FF1B}', '\u{201C}', '"', '?', '!', ';'])
    {
        return false;
    }
    if shape::is_mainly_unspaced(name) {
        return characters <= 12;
    }
    let (capitals, words) = shape::capitals(name);
    characters <= 60 && (1..=7).contains(&words) && (shape::is_all_capitals(name) || capitals == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_tell_who_speaks() {
        let conventions = crate::conventions::tests::built_in();
        for (text, expected) in [
            ("问：甲国有何评论？", Some(Speaker::Asks)),
            ("甲国通讯社记者：有何评论？", Some(Speaker::Asks)),
            ("有记者提问，甲国有何评论？", Some(Speaker::Asks)),
            ("记者问，这是为什么", None),
            ("甲国外交部发言人王某：没有。", Some(Speaker::Answers)),
            ("甲国外交部发言人表示：没有。", Some(Speaker::Named)),
            ("答：没有。", Some(Speaker::Answers)),
            ("王某：没有。", Some(Speaker::Named)),
            ("Q    Hi there", None),
            ("Q Hi there", Some(Speaker::Asks)),
            ("QUESTION: Why?", Some(Speaker::Asks)),
            ("MS. BERTOLD:  Because.", Some(Speaker::Named)),
            ("Secretary Alvon: Because.", Some(Speaker::Named)),
            ("The two sides agreed to the following: peace", None),
            ("甲方认为，应当如此：和平", None),
        ] {
            assert_eq!(speaker(text, &conventions).map(|(speaker, _)| speaker), expected, "{text}");
        }
    }

    #[test]
    fn short_lines_are_told_by_their_words() {
        let conventions = crate::conventions::tests::built_in();
        for line in ["据新华社电", "（新华社甲城5月15日电）", "新华社记者 甲乙", "(本报记者甲某、乙某)"] {
            assert!(is_byline(line, false, &conventions), "{line}");
        }
        for line in ["新华社发表声明，反对乙国", "甲国主席会见乙国总统", "据新华社报道，甲国将同乙国合作。"]
        {
            assert!(!is_byline(line, true, &conventions), "{line}");
        }
        assert!(is_dateline("（2016年11月21日，甲城）", true, &conventions));
        assert!(is_dateline("1:38 P.M. EST", true, &conventions));
        assert!(!is_dateline("2023年6月21日外交部发言人某某主持例行记者会", false, &conventions));
        assert!(
            is_place("Bergstadt, Berland", &conventions)
                && !is_place("Launch of the joint taskforce, with Berland in the lead", &conventions)
        );
        assert!(
            is_salutation("各位代表：", &conventions)
                && !is_salutation("各位代表讨论了甲国同乙国之间的经贸关系以及其他共同关心的问题，并就此达成一致", &conventions)
        );
        assert!(is_run_in_agency("新华社甲城4月2日电国家主席", &conventions));
    }
}
