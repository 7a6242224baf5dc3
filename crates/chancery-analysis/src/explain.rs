//! Why an entry is there: the rule, and which words matched what.
//!
//! A reading keeps no trace of how it was made, so the paragraph of the entry is read once more
//! with the drafts of its entries kept. Where the paragraph alone does not give the entry again
//! (it hangs on a lead-in, or on who was named before), the document up to it is read.

use chancery_lexicon::pattern::{Pattern, Seen};
use chancery_lexicon::{Lexicon, Rule, known};
use chancery_model::{Document, Entry, Language, Paragraph, Reading, RuleId};
use chancery_text::Span;

use crate::engine::{Draft, seen};
use crate::reader::{OPENING, Reader};
use crate::token::{Token, Tokenizer, Tokens};

/// Why an entry is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The rule that found it.
    pub rule: RuleId,
    /// The pattern of the rule that matched; `None` for an entry found by the class of its term,
    /// and for one that a list or a row of verbs carries on.
    pub pattern: Option<String>,
    /// The words of the entry that take part, in text order.
    pub words: Vec<MatchedWord>,
}

/// A word of the clause and the part it plays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedWord {
    /// The word.
    pub span: Span,
    /// The classes the lexicon gives it.
    pub classes: Vec<String>,
    /// The element of the pattern it matched, as written; `None` for the subject and for words
    /// that only supply fields.
    pub element: Option<String>,
}

/// Parts that say nothing of a word, and marks.
const NO_PART: u128 = known::WORD
    | known::LITERAL
    | known::GUARD
    | known::COMMA
    | known::ENUMERATION
    | known::SEMICOLON
    | known::COLON
    | known::STOP
    | known::QUESTION_MARK
    | known::QUOTE_OPEN
    | known::QUOTE_CLOSE
    | known::BRACKET_OPEN
    | known::BRACKET_CLOSE;

/// Why the entry at `index` of a reading is there; `None` when there is no such entry, or the
/// reading was not made with this lexicon.
///
/// Linear in the length of the entry's paragraph, at worst of the document up to it.
#[must_use]
pub fn explain_entry(reading: &Reading, lexicon: &Lexicon, index: usize) -> Option<Explanation> {
    let entry = reading.entries.get(index)?;
    let rule = lexicon.rules().get(usize::from(entry.rule.0))?;
    let document = &reading.document;
    let language = document.metadata.language?;
    let after = document.paragraphs.partition_point(|paragraph| paragraph.span.start <= entry.span.start);
    let place = after.checked_sub(1)?;
    let mut tokens = Tokens::default();
    let span = document.paragraphs[place].span;
    Tokenizer::new(lexicon, language)?.run(document.text.slice(span), span.start, document.metadata.date, &mut tokens);
    let draft = draft_of(document, lexicon, language, place, entry, rule);
    let matched = draft.and_then(|draft| matched(&tokens, &draft, rule, language));
    let (pattern, taken) = matched.map_or((None, Vec::new()), |(pattern, taken)| (Some(pattern), taken));
    let words = words(&tokens, entry.span, pattern, &taken, |classes| {
        lexicon.classes(language).names(classes & !known::LITERAL).into_iter().map(str::to_owned).collect()
    });
    Some(Explanation { rule: entry.rule, pattern: pattern.map(|pattern| pattern.source().to_owned()), words })
}

/// What the rules saw when they made the entry; `None` for an entry that a stage made by class.
fn draft_of(document: &Document, lexicon: &Lexicon, language: Language, place: usize, entry: &Entry, rule: &Rule) -> Option<Draft> {
    if rule.patterns.is_empty() {
        return None;
    }
    let read = |paragraphs: &[Paragraph]| {
        let mut reader = Reader::new(document, lexicon, language)?;
        reader.trail = Some(Vec::new());
        reader.run(paragraphs);
        let is_same = |(span, draft): &(Span, Draft)| *span == entry.span && draft.rule == usize::from(entry.rule.0);
        reader.trail?.into_iter().find(is_same).map(|(_, draft)| draft)
    };
    let paragraphs = &document.paragraphs;
    let upto = (place + 1).max(OPENING).min(paragraphs.len());
    read(&paragraphs[place..=place]).or_else(|| read(&paragraphs[..upto]))
}

/// The pattern that matched the first clause of a draft, and which element took which token.
fn matched<'r>(tokens: &Tokens, draft: &Draft, rule: &'r Rule, language: Language) -> Option<(&'r Pattern, Vec<(usize, usize)>)> {
    let (from, to) = draft.tokens;
    let ends = |token: &Token| language == Language::ZH && token.is(known::COMMA | known::SEMICOLON | known::COLON | known::STOP);
    let clause = tokens.list.get(from..to)?;
    let clause = &clause[..clause.iter().position(ends).unwrap_or(clause.len())];
    let seen: Vec<Seen> = seen(clause).collect();
    let (pattern, taken) = rule.patterns.iter().find_map(|pattern| Some((pattern, pattern.trace(&seen)?)))?;
    Some((pattern, taken.into_iter().map(|(place, element)| (from + place, element)).collect()))
}

/// The words that matched, and those of the entry that the lexicon gives a part.
fn words(
    tokens: &Tokens,
    span: Span,
    pattern: Option<&Pattern>,
    taken: &[(usize, usize)],
    names: impl Fn(u128) -> Vec<String>,
) -> Vec<MatchedWord> {
    let word = |(place, token): (usize, &Token)| {
        let element = taken.iter().find(|(at, _)| *at == place).and_then(|&(_, element)| pattern?.element(element));
        let takes_part = element.is_some() || span.covers(token.span) && token.classes & !NO_PART != 0;
        takes_part.then(|| MatchedWord { span: token.span, classes: names(token.classes), element: element.map(str::to_owned) })
    };
    let first = taken.first().map_or(usize::MAX, |&(place, _)| place).min(tokens.first_at(span.start));
    tokens.list.iter().enumerate().skip(first).take_while(|(_, token)| token.span.start < span.end).filter_map(word).collect()
}
