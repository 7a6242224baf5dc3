//! Moving about in a text, by characters and by words.

use chancery_ledger::reading::Span;

/// An end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

impl Edge {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Start => Self::End,
            Self::End => Self::Start,
        }
    }
}

/// A move in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One character toward the beginning.
    Left,
    /// One character toward the end.
    Right,
    /// To the beginning of a word; of Chinese, of what stands between two marks.
    WordLeft,
    /// To the end of a word; of Chinese, of what stands between two marks.
    WordRight,
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Class {
    Gap,
    Word,
    Unspaced,
}

fn class(letter: char) -> Class {
    let unspaced =
        matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    match letter {
        _ if unspaced => Class::Unspaced,
        '\'' | '’' | '-' => Class::Word,
        _ if letter.is_alphanumeric() => Class::Word,
        _ => Class::Gap,
    }
}

/// Where a step from a place leads, in characters.
pub(super) fn step(letters: &[char], at: u32, step: Step) -> u32 {
    let at = at as usize;
    let led = match step {
        Step::Left => at.saturating_sub(1),
        Step::Right => (at + 1).min(letters.len()),
        Step::WordRight => {
            let start = at + letters[at..].iter().take_while(|letter| class(**letter) == Class::Gap).count();
            let run = letters.get(start).map(|letter| class(*letter));
            start + letters[start..].iter().take_while(|letter| Some(class(**letter)) == run).count()
        }
        Step::WordLeft => {
            let end = at - letters[..at].iter().rev().take_while(|letter| class(**letter) == Class::Gap).count();
            let run = end.checked_sub(1).map(|last| class(letters[last]));
            end - letters[..end].iter().rev().take_while(|letter| Some(class(**letter)) == run).count()
        }
    };
    led as u32
}

/// A span with one end moved; it keeps at least one character.
pub(super) fn moved(letters: &[char], [start, end]: Span, edge: Edge, by: Step) -> Span {
    match edge {
        Edge::Start => [step(letters, start, by).min(end - 1), end],
        Edge::End => [start, step(letters, end, by).max(start + 1)],
    }
}

/// A span without the gaps at its ends, but with a closing mark of a quotation or bracket; nothing when there is no word.
pub(super) fn trimmed(letters: &[char], [start, end]: Span) -> Option<Span> {
    let words = letters.get(start as usize..end as usize)?;
    let is_kept = |letter: &char| class(*letter) != Class::Gap || "“”‘’\"《》「」（）()$€¥£%".contains(*letter);
    let first = words.iter().position(is_kept)?;
    let last = words.iter().rposition(is_kept)?;
    words.iter().any(|letter| class(*letter) != Class::Gap).then_some([start + first as u32, start + last as u32 + 1])
}

/// The place in a span, after a mark, that is nearest to its middle; the middle when there is no mark.
pub(super) fn natural_split(letters: &[char], [start, end]: Span) -> u32 {
    let middle = (start + end) / 2;
    let is_mark = |at: &u32| class(letters[*at as usize - 1]) == Class::Gap && !letters[*at as usize - 1].is_whitespace();
    let after_mark = (start + 1..end).filter(is_mark).min_by_key(|at| at.abs_diff(middle));
    let after_word = || (start + 1..end).filter(|at| letters[*at as usize - 1].is_whitespace()).min_by_key(|at| at.abs_diff(middle));
    after_mark.or_else(after_word).unwrap_or(middle.max(start + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn english_goes_by_words_and_chinese_by_what_stands_between_marks() {
        let check = |text: &str, at, by, expected| assert_eq!(step(&letters(text), at, by), expected, "{text} {at} {by:?}");
        check("Alvonia will buy", 0, Step::WordRight, 7);
        check("Alvonia will buy", 7, Step::WordRight, 12);
        check("Alvonia will buy", 16, Step::WordRight, 16);
        check("Alvonia will buy", 13, Step::WordLeft, 8);
        check("甲国愿合作，乙国反对。", 0, Step::WordRight, 5);
        check("甲国愿合作，乙国反对。", 5, Step::WordRight, 10);
        check("甲国愿合作，乙国反对。", 11, Step::WordLeft, 6);
        check("甲国", 0, Step::Left, 0);
        check("甲国", 2, Step::Right, 2);
        check("，。", 0, Step::WordRight, 2);
        check("，。", 2, Step::WordLeft, 0);
    }

    #[test]
    fn a_span_keeps_a_character() {
        let text = letters("甲国愿合作");
        assert_eq!(moved(&text, [1, 2], Edge::Start, Step::Right), [1, 2]);
        assert_eq!(moved(&text, [1, 2], Edge::End, Step::WordLeft), [1, 2]);
        assert_eq!(moved(&text, [1, 2], Edge::End, Step::WordRight), [1, 5]);
    }

    #[test]
    fn parts_are_cut_at_marks_and_trimmed() {
        let text = letters("双方同意设立贸易理事会，并举办展览。");
        let at = natural_split(&text, [0, 17]);
        assert_eq!(at, 12);
        assert_eq!(trimmed(&text, [0, at]), Some([0, 11]));
        assert_eq!(trimmed(&text, [11, 12]), None);
        assert_eq!(trimmed(&letters(" “open door” , "), [0, 15]), Some([1, 12]));
        assert_eq!(natural_split(&letters("ab"), [0, 2]), 1);
    }
}
