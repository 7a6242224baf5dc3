//! The one converter between byte offsets inside and code-point offsets outside.
//!
//! Offsets are sampled every 256 bytes, so a conversion looks at no more than one step of
//! text however long the document is. Memory: 4 bytes a step.

/// Bytes between two samples.
const STEP: usize = 256;

/// Converts between byte offsets and code-point offsets of one text.
#[derive(Debug, Clone)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `i * STEP` (before the first character bound at or after it).
    samples: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// Samples `text` in one pass.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut samples = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut count = 0u32;
        for chunk in bytes.chunks(STEP) {
            samples.push(count);
            count += starts(chunk);
        }
        samples.push(count);
        Self { text, samples }
    }

    /// Code points before the byte offset `byte`, which is clamped to the text.
    #[must_use]
    pub fn of_byte(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        let step = byte / STEP;
        self.samples[step] + starts(&self.text.as_bytes()[step * STEP..byte])
    }

    /// Byte offset of the code point `index`; the length of the text when there are fewer.
    #[must_use]
    pub fn to_byte(&self, index: u32) -> u32 {
        let step = self.samples.partition_point(|&count| count <= index).saturating_sub(1);
        let mut left = index.saturating_sub(self.samples[step]);
        for (offset, &byte) in self.text.as_bytes().iter().enumerate().skip(step * STEP) {
            if is_start(byte) {
                if left == 0 {
                    return offset as u32;
                }
                left -= 1;
            }
        }
        self.text.len() as u32
    }

    /// Code points of the whole text.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.of_byte(self.text.len() as u32)
    }
}

/// Whether a UTF-8 byte begins a character.
const fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// Bytes counted at once: as many as a byte can count.
const RUN: usize = 128;

/// How many characters begin in `bytes`.
fn starts(bytes: &[u8]) -> u32 {
    let count = |run: &[u8]| run.iter().map(|&byte| u8::from(is_start(byte))).sum::<u8>();
    bytes.chunks(RUN).map(|run| u32::from(count(run))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_characters_outside_the_basic_plane_once() {
        let text = "a𠮷b";
        let points = CodePoints::new(text);
        assert_eq!(points.of_byte(5), 2);
        assert_eq!(points.to_byte(2), 5);
        assert_eq!(points.to_byte(9), 6, "past the end is the end");
    }

    proptest! {
        #[test]
        fn every_bound_survives_the_round_trip(text in "(\\PC|[a-z中文𠮷\n]){0,3000}") {
            let points = CodePoints::new(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.of_byte(byte as u32), count as u32);
                prop_assert_eq!(points.to_byte(count as u32), byte as u32);
            }
            prop_assert_eq!(points.total(), text.chars().count() as u32);
        }
    }
}
