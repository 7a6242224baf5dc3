//! The text of a document, spans of it, and quotes cut from it.

use std::fmt;

use crate::utf8::Utf8;

/// A half-open range of bytes of one [`Text`], both ends on character bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, in bytes.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The span of a range of `usize` offsets of a text, which is never longer than `u32::MAX`.
    #[must_use]
    pub const fn of(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies inside.
    #[must_use]
    pub const fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two spans share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span as a range for slicing.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A text is longer than the 4 GiB that a span can address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// Length of the refused text, in bytes.
    pub bytes: usize,
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a text of {} bytes is longer than the 4294967295 one document may have", self.bytes)
    }
}

impl std::error::Error for TooLong {}

/// The normalised text of one document. It is never changed once made.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Text {
    inner: Utf8,
}

impl Text {
    /// Takes over a text.
    ///
    /// # Errors
    /// [`TooLong`] when it has more bytes than a span can address.
    pub fn new(inner: impl Into<Utf8>) -> Result<Self, TooLong> {
        let inner = inner.into();
        if u32::try_from(inner.len()).is_err() {
            return Err(TooLong { bytes: inner.len() });
        }
        Ok(Self { inner })
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.inner
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.inner.len() as u32
    }

    /// Whether there is no character.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.inner.is_empty()
    }

    /// The quote at `span`; `None` when the span is empty, past the end or splits a character.
    #[must_use]
    pub fn quote(&self, span: Span) -> Option<Quote<'_>> {
        let words = self.inner.get(span.range())?;
        (!words.is_empty()).then_some(Quote { words, span })
    }

    /// The words at `span`, empty when the span is not one of this text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.inner.get(span.range()).unwrap_or_default()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.inner.len())
    }
}

/// Words cut from a text: never empty, always equal to what stands at its span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote<'t> {
    words: &'t str,
    span: Span,
}

impl<'t> Quote<'t> {
    /// The exact words.
    #[must_use]
    pub const fn as_str(self) -> &'t str {
        self.words
    }

    /// Where they stand.
    #[must_use]
    pub const fn span(self) -> Span {
        self.span
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_cut_from_a_text_or_it_is_not() {
        let text = Text::new("甲国愿同乙国合作".to_owned()).expect("short");
        assert_eq!(text.quote(Span::new(0, 6)).map(Quote::as_str), Some("甲国"));
        assert_eq!(text.quote(Span::new(1, 6)), None, "inside a character");
        assert_eq!(text.quote(Span::new(0, 99)), None, "past the end");
        assert_eq!(text.quote(Span::new(3, 3)), None, "empty");
    }
}
