//! `chancery mentions`: a line filter.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::process::ExitCode;

use chancery_app::mentions::{Found, answer_line};

use crate::cli::Common;
use crate::stop::{DONE, Ended, NOT_DONE, Stop};
use crate::terminal;

/// Answers each line of standard input with a line. A wrong line is named on standard error and
/// answered with no mentions, so that lines in and lines out stay in step.
pub(crate) fn run(common: &Common) -> Ended {
    let lexicon = common.load_lexicon()?;
    let mut out = terminal::plain_output();
    let mut status = DONE;
    let mut input = BufReader::new(io::stdin().lock());
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let length = input.read_until(b'\n', &mut line).map_err(|error| Stop::not_done(format!("cannot read standard input: {error}")))?;
        if length == 0 {
            break;
        }
        let found = answer_line(&String::from_utf8_lossy(&line), &lexicon).unwrap_or_else(|error| {
            terminal::error(&format!("line {number}: {error}"));
            status = NOT_DONE;
            Found { mentions: Vec::new() }
        });
        serde_json::to_writer(&mut out, &found).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
        // Whoever asks line by line waits for the answer.
        if input.buffer().is_empty() {
            out.flush()?;
        }
    }
    out.flush()?;
    Ok(ExitCode::from(status))
}
