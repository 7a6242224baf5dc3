//! Places where words stand side by side that the language forbids.

use chancery_lexicon::{RuleKind, known};
use chancery_model::{Warning, WarningCode};
use chancery_text::Span;

use crate::engine::seen;
use crate::reader::Reader;
use crate::token::Tokens;

impl Reader<'_, '_> {
    /// Warns of places in a paragraph where characters were probably lost.
    pub fn damage(&mut self, tokens: &Tokens) {
        let lexicon = self.lexicon;
        let list = &tokens.list;
        let all = Self::union(list);
        for rule in lexicon.rules().iter().filter(|rule| rule.kind == RuleKind::Damage && rule.language == self.language) {
            if rule.needs != u128::MAX && all & rule.needs == 0 {
                continue;
            }
            for from in 0..list.len() {
                let to = list[from..].iter().take(8).position(|token| token.is(known::STOP)).map_or((from + 8).min(list.len()), |at| from + at + 1);
                let Some(taken) = rule.patterns.iter().find_map(|pattern| {
                    pattern.matches(seen(&list[from..to])).then(|| pattern.trace(&seen(&list[from..to]).collect::<Vec<_>>())).flatten()
                }) else {
                    continue;
                };
                let (Some(&(first, _)), Some(&(last, _))) = (taken.first(), taken.last()) else { continue };
                let span = Span::new(list[from + first].span.start, list[from + last].span.end);
                if self.warnings.last().is_none_or(|warning| warning.span.end <= span.start) {
                    self.warnings.push(Warning { span, code: WarningCode::PossibleTextLoss, message: rule.message.clone() });
                }
            }
        }
    }
}
