//! Runs: characters that follow one another on one line with no more than a word's space between them.
//!
//! Characters come in the order of the file, which for nearly all files is the order of reading within a line. Spaces
//! are those that the font draws and those that a gap stands for.

use super::script::{is_cjk, opens, space_for_gap};

/// Characters on one line. Lengths are in points; x grows along the line and y downwards from line to line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// The characters, with single spaces between words and none at the ends.
    pub(super) text: String,
    /// Where the first character begins.
    pub(super) x0: f32,
    /// Where the last one ends.
    pub(super) x1: f32,
    /// The base line.
    pub(super) y: f32,
    /// Size of the font.
    pub(super) size: f32,
    /// Whether the font is bold.
    pub(super) bold: bool,
    /// Whether the text is drawn without ink, as under the picture of a scanned page.
    pub(super) invisible: bool,
    /// Whether the file marks it as no part of the text: a running head, a watermark.
    pub(super) artifact: bool,
    /// Whether a space was drawn before it.
    pub(super) spaced: bool,
    /// Whether a space was drawn after it.
    pub(super) space_after: bool,
    /// Width of what cannot be parted at its beginning: a word, or one ideograph.
    pub(super) first: f32,
}

impl Run {
    /// The upper edge of its letters.
    pub(super) fn top(&self) -> f32 {
        self.y - 0.72 * self.size
    }

    /// The lower edge of its letters.
    pub(super) fn bottom(&self) -> f32 {
        self.y + 0.12 * self.size
    }
}

/// How a character is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    /// Size of the font in points.
    pub(super) size: f32,
    /// Whether the font is bold.
    pub(super) bold: bool,
    /// Whether it is drawn without ink.
    pub(super) invisible: bool,
    /// Whether it is marked as no part of the text.
    pub(super) artifact: bool,
}

/// A gap of this many font sizes ends a run.
const GAP_AT_MOST: f32 = 1.5;

/// Runs of one direction of writing on one page.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// The runs that have ended and the one that has not.
    runs: Vec<Run>,
    /// Whether the last run may go on.
    open: bool,
    /// Whether a space was drawn since the last character.
    space: bool,
    /// Characters other than spaces.
    pub(super) characters: usize,
}

impl Runs {
    /// Adds a character, or the several that one glyph stands for.
    pub(super) fn push(&mut self, text: &str, x: (f32, f32), y: f32, style: Style) {
        if text.trim().is_empty() {
            // A tab or a wide blank is a gap of its own; a font's space is told by being drawn.
            self.space |= !text.is_empty();
            return;
        }
        self.characters += text.chars().count();
        let space = std::mem::take(&mut self.space);
        if self.open
            && let Some(run) = self.runs.last_mut()
            && extend(run, text, x, y, style, space)
        {
            return;
        }
        if let Some(run) = self.runs.last_mut() {
            run.space_after = space;
        }
        self.open = true;
        let text = text.trim().to_owned();
        self.runs.push(Run {
            text,
            x0: x.0,
            x1: x.1,
            y,
            size: style.size,
            bold: style.bold,
            invisible: style.invisible,
            artifact: style.artifact,
            spaced: space,
            space_after: false,
            first: x.1 - x.0,
        });
    }

    /// The runs.
    pub(super) fn finish(mut self) -> Vec<Run> {
        if let Some(run) = self.runs.last_mut() {
            run.space_after = self.space;
        }
        self.runs
    }
}

/// Adds a character to a run that it follows; `false` when it does not follow it.
fn extend(run: &mut Run, text: &str, x: (f32, f32), y: f32, style: Style, space: bool) -> bool {
    let same_style = run.bold == style.bold && run.invisible == style.invisible && run.artifact == style.artifact;
    let same_size = (run.size - style.size).abs() <= 0.05 * run.size;
    let gap = x.0 - run.x1;
    if !same_style || !same_size || (run.y - y).abs() > 0.1 * run.size {
        return false;
    }
    if gap > GAP_AT_MOST * run.size || gap < -0.5 * run.size {
        return false;
    }
    let (Some(before), Some(after)) = (run.text.chars().next_back(), text.chars().next()) else { return false };
    let apart = if space { true } else { space_for_gap(before, after, gap / run.size) };
    if apart {
        run.text.push(' ');
    } else if run.x1 - run.x0 <= run.first + 0.01 && !breaks_between(before, after) {
        run.first = x.1 - run.x0;
    }
    run.text.push_str(text.trim());
    run.x1 = run.x1.max(x.1);
    true
}

/// Whether a line may end between two characters of one run.
fn breaks_between(before: char, after: char) -> bool {
    (is_cjk(before) || is_cjk(after)) && after.is_alphanumeric() && !opens(before)
}
