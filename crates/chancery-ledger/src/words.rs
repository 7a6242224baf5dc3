//! Words as the search knows them.
//!
//! Text is folded as everywhere in matching. A run of Chinese characters becomes the pairs that overlap in it, and its
//! last character alone; anything else becomes words of letters and digits in lower case. So a phrase of any length, from one
//! character, is found by following tokens, without a dictionary and without a database that knows Chinese.

use chancery_text::fold::fold_char;

/// A token and where it stands, in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Tokens of a text, in order, without their places; see [`located`].
pub(crate) fn tokens(text: &str, last: Run) -> Vec<String> {
    located(text, last).into_iter().map(|token| token.text).collect()
}

/// Tokens of a whole text, in order, with blanks between: what is put into an index.
pub(crate) fn indexed(text: &str) -> String {
    let mut words = String::with_capacity(2 * text.len());
    for_each(&folded(text), Run::Closed, |token, _, _| {
        words.extend(token);
        words.push(' ');
    });
    words
}

/// Tokens of a text, in order.
///
/// With [`Run::Open`] the text is a question: its last run of Chinese may go on in what is searched.
pub(crate) fn located(text: &str, last: Run) -> Vec<Token> {
    let mut found = Vec::new();
    for_each(&folded(text), last, |token, start, end| found.push(Token { text: token.iter().collect(), start, end }));
    found
}

fn folded(text: &str) -> Vec<char> {
    text.chars().map(matching).collect()
}

/// Shows each token and where it begins and ends.
fn for_each(folded: &[char], last: Run, mut show: impl FnMut(&[char], usize, usize)) {
    let mut at = 0;
    while at < folded.len() {
        let start = at;
        if is_han(folded[at]) {
            while at < folded.len() && is_han(folded[at]) {
                at += 1;
            }
            (start..at - 1).for_each(|first| show(&folded[first..first + 2], first, first + 2));
            if at < folded.len() || last == Run::Closed || at - start == 1 {
                show(&folded[at - 1..at], at - 1, at);
            }
        } else if folded[at].is_alphanumeric() {
            while at < folded.len() && folded[at].is_alphanumeric() && !is_han(folded[at]) {
                at += 1;
            }
            show(&folded[start..at], start, at);
        } else {
            at += 1;
        }
    }
}

/// Whether the last run of Chinese characters ends with the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Run {
    /// It does: the text is all there is.
    Closed,
    /// It may go on: the text is a part of something.
    Open,
}

/// A character as it is compared: simplified, of half width, in lower case.
fn matching(character: char) -> char {
    let narrow = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => fold_char(other),
    };
    // Chinese has no cases, and most of what is compared is Chinese or plain letters.
    if narrow.is_ascii() || is_han(narrow) { narrow.to_ascii_lowercase() } else { narrow.to_lowercase().next().unwrap_or(narrow) }
}

/// Whether a character belongs to a run that is searched by pairs.
pub(crate) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '\u{3040}'..='\u{30ff}' | '〇' | '々')
}

#[cfg(test)]
mod tests {
    use super::{Run, tokens};

    #[test]
    fn chinese_becomes_pairs_and_the_rest_words() {
        assert_eq!(tokens("甲国同意，The G20 峰会", Run::Closed), ["甲国", "国同", "同意", "意", "the", "g20", "峰会", "会"]);
        assert_eq!(tokens("峰会", Run::Open), ["峰会"]);
        assert_eq!(tokens("峰", Run::Open), ["峰"]);
        assert_eq!(tokens("峰会G20", Run::Open), ["峰会", "会", "g20"]);
        assert_eq!(tokens("", Run::Closed), [""; 0]);
    }

    #[test]
    fn traditional_and_full_width_are_found_alike() {
        assert_eq!(tokens("臺灣Ａ", Run::Closed), tokens("台湾a", Run::Closed));
    }
}
