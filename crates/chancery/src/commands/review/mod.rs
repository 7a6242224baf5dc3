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

pub(crate) use arguments::ReviewArguments;
use draw::grouped;
use screen::{Flow, Screen};

use crate::stop::{DONE, Ended, Stop};
use crate::terminal;

/// Reviews.
pub(crate) fn run(arguments: &ReviewArguments) -> Ended {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Stop::usage(
            "chancery review needs a terminal for its keys",
            "without one, chancery entry accept, edit, reject, split, merge and new do the same; chancery find lists what is proposed",
        ));
    }
    let author = arguments.author()?;
    let mut workspace = arguments.open()?;
    let queue = arguments.queue(&mut workspace)?;
    let session = ReviewSession::open(workspace, queue, &author, arguments.reason())?;
    if session.view().is_none() {
        return say_empty(arguments);
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
        match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                if screen.press(key) == Flow::Quit {
                    break;
                }
            }
            Event::Paste(text) => screen.paste(&text),
            _ => {}
        }
    }
    Ok(())
}

fn say_empty(arguments: &ReviewArguments) -> Ended {
    let mut out = terminal::plain_output();
    if arguments.narrows() {
        writeln!(out, "no entry of this kind waits for review")?;
        out.flush()?;
        terminal::hint("chancery review without filters shows whether others do");
    } else {
        writeln!(out, "no entry waits for review")?;
        out.flush()?;
        terminal::hint("chancery add takes in more accounts; chancery review --changed shows what a newer reading sees otherwise");
    }
    Ok(ExitCode::from(DONE))
}

/// Whether there are colours: on a terminal, unless NO_COLOR or --color says otherwise.
fn has_colour() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn terminal_fails(error: io::Error) -> Stop {
    Stop::not_done(format!("the terminal does not answer: {error}"))
}

impl From<ReviewError> for Stop {
    fn from(error: ReviewError) -> Self {
        Self::not_done(error.to_string())
    }
}
