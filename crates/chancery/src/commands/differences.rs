//! The words that two texts differ in.

use std::io::{self, Write};

use similar::{ChangeTag, TextDiff};

use crate::terminal::{self, BAD, FAINT, GOOD};

/// Characters shown on either side of a difference.
const AROUND: usize = 30;

/// Prints what was taken out in `[-…-]` and what came in in `{+…+}`, a paragraph at a time; nothing else of a paragraph
/// than what stands around the differences.
pub(super) fn print(before: &str, after: &str) -> io::Result<()> {
    let mut out = terminal::coloured_output();
    let lines = TextDiff::from_lines(before, after);
    let mut is_same = true;
    for group in lines.grouped_ops(0) {
        is_same = false;
        let (mut old, mut new) = (String::new(), String::new());
        for change in group.iter().flat_map(|op| lines.iter_changes(op)) {
            match change.tag() {
                ChangeTag::Delete => old.push_str(change.value()),
                ChangeTag::Insert => new.push_str(change.value()),
                ChangeTag::Equal => {}
            }
        }
        print_words(&mut out, &old, &new)?;
    }
    if is_same {
        writeln!(out, "the texts are the same")?;
    }
    out.flush()
}

fn print_words(out: &mut impl Write, old: &str, new: &str) -> io::Result<()> {
    let words = TextDiff::from_graphemes(old, new);
    let (mut equal, mut first) = (String::new(), true);
    for (tag, value) in words.iter_all_changes().map(|change| (change.tag(), change.value())) {
        match tag {
            ChangeTag::Equal => equal.push_str(value),
            ChangeTag::Delete | ChangeTag::Insert => {
                print_equal(out, &std::mem::take(&mut equal), first, false)?;
                first = false;
                let (style, open, close) = if tag == ChangeTag::Delete { (BAD, "[-", "-]") } else { (GOOD, "{+", "+}") };
                write!(out, "{style}{open}{}{close}{style:#}", value.replace('\n', "⏎"))?;
            }
        }
    }
    print_equal(out, &equal, false, true)?;
    writeln!(out)
}

/// What stands between two differences: whole where it is short.
fn print_equal(out: &mut impl Write, text: &str, is_first: bool, is_last: bool) -> io::Result<()> {
    let text = text.replace('\n', " ");
    let letters: Vec<char> = text.chars().collect();
    let head: String = if is_first { String::new() } else { letters.iter().take(AROUND).collect() };
    let tail: String = if is_last { String::new() } else { letters[letters.len().saturating_sub(AROUND)..].iter().collect() };
    let is_short = letters.len() <= 2 * AROUND && !is_first && !is_last || letters.len() <= AROUND;
    if is_short { write!(out, "{text}") } else { write!(out, "{head}{FAINT}…{FAINT:#}{tail}") }
}
