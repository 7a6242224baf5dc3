//! Recognition and resolution of dates, lengths of time, numbers, percentages, money and
//! quantities.
//!
//! One scan over the bytes of a text stops only where a mention can begin (`triggers`); there
//! the grammar of the language tries to read one. All
//! words are data ([`Vocabulary::parse`]); dates resolve against the day of the document.
//!
//! Invariant: mentions are in text order, do not overlap, and each span lies on character bounds;
//! the time is linear in the text whatever it holds.
//!
//! A currency is its ISO 4217 code where the words name the country (`US$5`, `5 yuan`) and a
//! plain name where they leave it open: `$5` and *five dollars* are `Dollar`, *5 cents* `Cent`.
//! Whose dollar it is the caller knows, from the side that issued the account.
//!
//! Left out: times of day, lunar dates, festivals that move, what a mention belongs to.

mod amounts;
mod calendar;
mod digits;
mod digits_date;
mod en;
mod file;
mod index;
mod letters;
mod scan;
mod stretch;
mod tables;
mod triggers;
mod vocabulary;
mod words;
mod zh;

use chancery_model::{Date, Mention, MentionValue};
use chancery_text::Span;
use chancery_text::fold::fold;

use crate::scan::{Found, Layer, Scene, Text};
pub use crate::vocabulary::{Vocabulary, VocabularyError, WordFiles};

/// Finds the mentions of `text` and appends them to `out` in text order, none overlapping.
///
/// `reference` is the day of the document; without it relative words are found and left
/// unresolved. Spans are shifted by `offset`, so that a paragraph can be read by itself.
///
/// Words are matched with the matching form of the text, see [`fold`].
pub fn recognize(vocabulary: &Vocabulary, text: &str, offset: u32, reference: Option<Date>, out: &mut Vec<Mention>) {
    recognize_folded(vocabulary, text, &fold(text), offset, reference, out);
}

/// Finds the mentions of `text` as [`recognize`] does, where its matching form `folded` is at hand.
pub fn recognize_folded(vocabulary: &Vocabulary, text: &str, folded: &str, offset: u32, reference: Option<Date>, out: &mut Vec<Mention>) {
    let text = Text { written: text, folded };
    read(vocabulary, text, reference, Layer::All, |found| out.push(found.mention(offset)));
}

/// Finds dates, numbers and amounts each for itself, so that they may overlap: the number of an
/// amount and the numbers of a date are mentions too, and a quantity is only its number.
///
/// It is the view for people and programs that want one of the three; [`recognize`] decides.
pub fn recognize_layers(vocabulary: &Vocabulary, text: &str, reference: Option<Date>, out: &mut Vec<Mention>) {
    let from = out.len();
    let text = Text { written: text, folded: &fold(text) };
    for layer in [Layer::Times, Layer::Numbers, Layer::Amounts] {
        read(vocabulary, text, reference, layer, |found| out.push(found.mention(0)));
    }
    out[from..].sort_by_key(|mention| (mention.span, matches!(mention.value, MentionValue::Number(_))));
}

/// Reads one layer of a text.
fn read(vocabulary: &Vocabulary, text: Text<'_>, reference: Option<Date>, layer: Layer, emit: impl FnMut(Found)) {
    Scene::new(vocabulary, text, reference, layer).scan(emit);
}

impl Found {
    /// As a mention of the text that begins at `offset`.
    fn mention(self, offset: u32) -> Mention {
        let span = Span::of(self.start, self.end);
        let shifted = Span::new(span.start.saturating_add(offset), span.end.saturating_add(offset));
        Mention { span: shifted, value: self.value }
    }
}
