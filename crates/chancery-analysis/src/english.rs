//! English sentences.

use crate::reader::Reader;
use crate::token::Tokens;

impl Reader<'_, '_> {
    /// Reads the sentence of tokens `from..to`.
    pub fn english_sentence(&mut self, tokens: &Tokens, from: usize, to: usize) {
        let _ = (tokens, from, to);
    }
}
