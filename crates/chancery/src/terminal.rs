//! Standard output and error as a person sees them: width, colour, messages.

use std::io::{self, BufWriter, Write};

use anstream::AutoStream;
use clap::builder::styling::{AnsiColor, Style};

/// Headings and titles.
pub(crate) const STRONG: Style = Style::new().bold();
/// What matters less.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// Errors and damaged words.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// Warnings.
pub(crate) const DOUBTFUL: Style = AnsiColor::Yellow.on_default().bold();
/// Hints and matched words.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();

/// Columns when it is not known how many there are.
const COLUMNS: usize = 80;
/// The table is laid out for at least this many columns.
const LEAST_COLUMNS: usize = 60;
/// Longer lines are hard to read.
const MOST_COLUMNS: usize = 120;

/// Standard output for text, buffered.
pub(crate) type ColouredOutput = BufWriter<AutoStream<io::StdoutLock<'static>>>;
/// Standard output for data, buffered.
pub(crate) type PlainOutput = BufWriter<io::StdoutLock<'static>>;

/// When to colour.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Makes the choice known to every stream of the program.
    pub(crate) fn write_global(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// Columns of the terminal: what `COLUMNS` says, else the terminal, else 80.
pub(crate) fn columns() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let seen = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    told.or_else(seen).unwrap_or(COLUMNS).clamp(LEAST_COLUMNS, MOST_COLUMNS)
}

/// Standard output for text with colours, which are left out where they are not wanted.
pub(crate) fn coloured_output() -> ColouredOutput {
    BufWriter::with_capacity(1 << 16, AutoStream::auto(io::stdout().lock()))
}

/// Standard output for data.
pub(crate) fn plain_output() -> PlainOutput {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Says that something could not be done.
pub(crate) fn error(message: &str) {
    say("error", BAD, message);
}

/// Says that something is doubtful.
pub(crate) fn warning(message: &str) {
    say("warning", DOUBTFUL, message);
}

/// Says what to do next.
pub(crate) fn hint(message: &str) {
    say("hint", GOOD, message);
}

fn say(prefix: &str, style: Style, message: &str) {
    // A message may repeat what a file or a server says, which is not to steer the terminal.
    let message: String = message.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect();
    // Nothing is left to be done when standard error is closed.
    let _ = writeln!(anstream::stderr(), "{style}{prefix}:{style:#} {message}");
}
