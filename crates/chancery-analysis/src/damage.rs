//! Places where words stand side by side that the language forbids.

use chancery_lexicon::pattern::{Holds, Pattern};
use chancery_lexicon::{Lexicon, RuleKind, known};
use chancery_model::{Language, Warning, WarningCode};
use chancery_text::Span;

use crate::engine::seen;
use crate::reader::Reader;
use crate::token::Tokens;

/// How far a damaged place can reach, in tokens.
const MOST_TOKENS: usize = 8;

/// The patterns of the damage that a language can show, each with what is said of it.
pub(crate) fn patterns(lexicon: &Lexicon, language: Language) -> Vec<(&Pattern, &str)> {
    let rules = lexicon.rules().iter().filter(|rule| rule.kind == RuleKind::Damage && rule.language == language);
    rules.flat_map(|rule| rule.patterns.iter().map(|pattern| (pattern, rule.message.as_str()))).collect()
}

impl Reader<'_, '_> {
    /// Warns of places in a paragraph where characters were probably lost.
    pub fn damage(&mut self, tokens: &Tokens) {
        let held = Holds::of(seen(&tokens.list));
        for place in 0..self.damages.len() {
            let (pattern, message) = self.damages[place];
            if pattern.can_match(held) {
                self.damage_by(tokens, pattern, message);
            }
        }
    }

    /// Warns of the places where one pattern matches.
    fn damage_by(&mut self, tokens: &Tokens, pattern: &Pattern, message: &str) {
        let list = &tokens.list;
        for from in (0..list.len()).filter(|&from| pattern.can_begin(list[from].classes)) {
            let limit = (from + MOST_TOKENS).min(list.len());
            let to = list[from..limit].iter().position(|token| token.is(known::STOP)).map_or(limit, |at| from + at + 1);
            if !pattern.matches(seen(&list[from..to])) {
                continue;
            }
            let Some(taken) = pattern.trace(&seen(&list[from..to]).collect::<Vec<_>>()) else { continue };
            let (Some(&(first, _)), Some(&(last, _))) = (taken.first(), taken.last()) else { continue };
            let span = Span::new(list[from + first].span.start, list[from + last].span.end);
            if self.warnings.last().is_none_or(|warning| warning.span.end <= span.start) {
                self.warnings.push(Warning { span, code: WarningCode::PossibleTextLoss, message: message.to_owned() });
            }
        }
    }
}
