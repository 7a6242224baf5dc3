//! Whether a document holds questions and answers, and who asks.
//!
//! The heads say so (*Q*, *A*, a reporter, a spokesperson), or a numbered question before a named speaker does, or, in an
//! interview, two names of which one always asks.

use std::collections::BTreeMap;

use crate::conventions::Class;
use crate::patterns::{self, Speaker};
use crate::repair::Block;
use crate::{Conventions, shape};

use super::{beginning, is_numbered_question};

/// Most names that are told apart; an interview has few.
const NAMES_AT_MOST: usize = 32;

/// Fewest paragraphs of a name from which it is told that it asks.
const TURNS_AT_LEAST: usize = 2;

/// The exchanges of a document.
#[derive(Debug, Default)]
pub(super) struct Exchanges<'t> {
    /// Names that ask, where no head says so.
    askers: Vec<&'t str>,
}

impl Exchanges<'_> {
    /// Who speaks in a paragraph.
    pub(super) fn speaker(&self, words: &str, conventions: &Conventions) -> Option<Speaker> {
        let (speaker, name) = patterns::speaker(words, conventions)?;
        Some(if speaker == Speaker::Named && self.askers.contains(&name) { Speaker::Asks } else { speaker })
    }
}

/// What has been seen of the heads of a document.
#[derive(Debug, Default)]
struct Seen<'t> {
    asked: bool,
    answered: bool,
    /// A question with a head and a question mark, which needs no marked answer, or an answer under a spokesperson's head.
    surely: bool,
    /// Whether the paragraph before was a numbered question.
    numbered: bool,
    /// How often each name speaks, and how often it asks.
    names: BTreeMap<&'t str, (usize, usize)>,
}

/// The exchanges of a document, when there are any.
pub(super) fn find<'t>(text: &'t str, blocks: &[Block], conventions: &Conventions) -> Option<Exchanges<'t>> {
    let mut seen = Seen::default();
    for block in blocks {
        seen.paragraph(text, block, conventions);
        if seen.surely || seen.asked && seen.answered {
            return Some(Exchanges::default());
        }
    }
    let askers = seen.askers();
    (!askers.is_empty()).then_some(Exchanges { askers })
}

impl<'t> Seen<'t> {
    /// Takes in the head of a paragraph.
    fn paragraph(&mut self, text: &'t str, block: &Block, conventions: &Conventions) {
        let number = is_numbered_question(text, block, conventions);
        let asks = || shape::asks(&text[block.span.range()]);
        match patterns::speaker(beginning(text, block), conventions) {
            Some((Speaker::Asks, _)) => {
                self.asked = true;
                self.surely |= asks();
            }
            Some((Speaker::Answers, head)) => {
                self.answered = true;
                // A spokesperson's head answers, whoever asked, and wherever that is told.
                self.surely |= conventions.has(Class::AnswerOffice, head);
            }
            Some((Speaker::Named, name)) if !number => {
                self.answered |= self.asked || self.numbered;
                self.asked |= self.numbered;
                if self.names.len() < NAMES_AT_MOST || self.names.contains_key(name) {
                    let (turns, questions) = self.names.entry(name).or_default();
                    *turns += 1;
                    *questions += usize::from(asks());
                }
            }
            _ => {}
        }
        self.numbered = number;
    }

    /// The names that mostly ask, when there is one that mostly does not.
    fn askers(&self) -> Vec<&'t str> {
        let asks = |&(turns, questions): &(usize, usize)| turns >= TURNS_AT_LEAST && questions * 3 >= turns * 2;
        let answers = |&(turns, questions): &(usize, usize)| turns >= TURNS_AT_LEAST && questions * 3 < turns;
        if !self.names.values().any(answers) {
            return Vec::new();
        }
        self.names.iter().filter(|(_, turns)| asks(turns)).map(|(&name, _)| name).collect()
    }
}
