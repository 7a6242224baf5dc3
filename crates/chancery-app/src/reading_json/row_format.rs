//! The layout of a reading as a file: every key of the outermost object and every row of its
//! lists on a line of its own, so that a person can look at it and two of them can be compared.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// Objects and lists nested deeper than this stand on one line.
const DEEPEST: usize = 2;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct RowFormatter {
    depth: usize,
    /// Whether anything was written into the innermost open object or list.
    is_filled: bool,
}

impl RowFormatter {
    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.is_filled = false;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.is_filled && self.depth < DEEPEST {
            self.new_line(writer)?;
        }
        self.is_filled = true;
        writer.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&mut self, writer: &mut W, is_first: bool) -> io::Result<()> {
        if !is_first {
            writer.write_all(b",")?;
        }
        if self.depth <= DEEPEST {
            return self.new_line(writer);
        }
        if is_first { Ok(()) } else { writer.write_all(b" ") }
    }

    fn new_line<W: ?Sized + Write>(&self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| writer.write_all(b"  "))
    }
}

impl Formatter for RowFormatter {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.is_filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.is_filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize as _;

    #[test]
    fn rows_stand_on_lines() {
        let value = serde_json::json!({"a": {"x": 1, "y": []}, "b": [{"s": [0, 5], "t": {}}, [1]], "c": []});
        let mut written = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut written, RowFormatter::default());
        value.serialize(&mut serializer).expect("memory can be written");
        let expected =
            "{\n  \"a\": {\n    \"x\": 1,\n    \"y\": []\n  },\n  \"b\": [\n    {\"s\": [0, 5], \"t\": {}},\n    [1]\n  ],\n  \"c\": []\n}";
        assert_eq!(String::from_utf8(written).expect("JSON is UTF-8"), expected);
    }
}
