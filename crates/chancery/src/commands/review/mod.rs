//! `chancery review`: going through proposed entries on the terminal, one key an action.
//!
//! Keys change a [`screen::Screen`], which holds the session of the application layer; [`draw`] shows it. This file has the
//! terminal itself: it is put back whatever ends the review.

mod arguments;
mod draw;
mod keys;
mod passage;
mod screen;
#[cfg(test)]
mod tests;

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use chancery_app::review::{ReviewError, ReviewSession};
use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyEventKind};
use ratatui::crossterm::execute;

pub(crate) use arguments::Review;
use draw::grouped;
use screen::{Flow, Screen};

use crate::stop::{DONE, Ended, Stop};
use crate::terminal;
use crate::workspace_arguments::now;

/// Reviews.
pub(crate) fn run(arguments: &Review) -> Ended {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Stop::usage(
            "chancery review needs a terminal for its keys",
            "without one, chancery entry accept, edit, reject, split, merge and new do the same; chancery entries --state proposed lists what waits",
        ));
    }
    let signature = arguments.author.signature()?;
    let mut workspace = arguments.author.open()?;
    let (queue, narrows) = arguments.queue(&mut workspace)?;
    let session = ReviewSession::open(workspace, queue, signature.context().author, &arguments.author.reason)?;
    if session.view().is_none() {
        return if narrows {
            say_empty("among those asked for waits for review", "chancery review without filters shows whether others do")
        } else {
            say_empty(
                "waits for review",
                "chancery add takes in more accounts; chancery review --changed shows what a newer reading sees otherwise",
            )
        };
    }
    let mut screen = Screen::new(session, now);
    let colour = has_colour();
    let mut terminal = ratatui::try_init().map_err(terminal_fails)?;
    let ended = go(&mut terminal, &mut screen, colour);
    let _ = execute!(io::stdout(), DisableBracketedPaste);
    ratatui::restore();
    ended.map_err(terminal_fails)?;
    let progress = screen.session.progress();
    let mut out = terminal::plain_output();
    writeln!(out, "{} of {} entries settled", grouped(progress.decided), grouped(progress.total))?;
    out.flush()?;
    Ok(ExitCode::from(DONE))
}

fn go(terminal: &mut DefaultTerminal, screen: &mut Screen, colour: bool) -> io::Result<()> {
    // Where the terminal does not know of it, pasted text comes as keys.
    let _ = execute!(io::stdout(), EnableBracketedPaste);
    while screen.session.view().is_some() {
        terminal.draw(|frame| draw::draw(frame, screen, colour))?;
        let flow = match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => screen.press(key),
            Event::Paste(text) => {
                screen.paste(&text);
                continue;
            }
            _ => continue,
        };
        if flow == Flow::Quit {
            break;
        }
    }
    Ok(())
}

/// Says that nothing waits, and what to do next.
fn say_empty(what: &str, hint: &str) -> Ended {
    let mut out = terminal::plain_output();
    writeln!(out, "no entry {what}")?;
    out.flush()?;
    terminal::hint(hint);
    Ok(ExitCode::from(DONE))
}

/// Whether there are colours: on a terminal, unless NO_COLOR or --color says otherwise.
fn has_colour() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

fn terminal_fails(error: io::Error) -> Stop {
    Stop::not_done(format!("the terminal does not answer: {error}"))
}

impl From<ReviewError> for Stop {
    fn from(error: ReviewError) -> Self {
        match error {
            ReviewError::Ledger(error) => Self::from(error),
            other => Self::not_done(other.to_string()),
        }
    }
}
