//! Texts, spans and quotes: the ground every entry of a register stands on.
//!
//! A [`Text`] never changes once it is made. A [`Span`] is a half-open range of its bytes, on
//! character bounds. A [`Quote`] can only be cut from a text by a span, so that an entry without
//! words cannot be written down. Outside the program offsets are Unicode code points;
//! [`CodePoints`] is the one converter. [`fold`] is the one-to-one matching form of a text, [`runs`] finds
//! where ASCII words end.
//!
//! Left out: reading bytes, paragraphs, languages.

pub mod code_points;
pub mod fold;
pub mod runs;
mod span;
mod utf8;

pub use code_points::CodePoints;
pub use span::{Quote, Span, Text, TooLong};
pub use utf8::Utf8;
