//! PDF files, written here, and what is read from them.

mod bounds;
mod layout;
use chancery_samples::pdf as writer;

use chancery_formats::{Extracted, Form, Format, FormatError, Limits, extract};

/// Reads a file with the usual limits.
fn read(bytes: Vec<u8>) -> Result<Extracted, FormatError> {
    assert_eq!(Format::of(&bytes, "a.pdf"), Ok(Format::Pdf));
    extract(bytes, Format::Pdf, &Limits::default())
}

/// Checks what each line of a file is, and its text.
fn check(bytes: Vec<u8>, expected: &[(Form, &str)]) {
    let extracted = read(bytes).expect("a readable file");
    let text = String::from_utf8(extracted.text).expect("UTF-8");
    let forms = extracted.forms.expect("marks");
    let lines: Vec<(Form, &str)> = forms.into_iter().zip(text.lines()).collect();
    assert_eq!(lines, expected);
}
