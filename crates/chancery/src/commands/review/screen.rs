//! What the screen is at, and what a key does to it.

use chancery_app::review::{Edge, ReviewError, ReviewSession, Step, allowed};
use chancery_app::workspace::operation::AcceptByPolicy;
use chancery_app::workspace::reading::{KINDS, Span};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What the keys mean just now.
#[derive(Debug)]
pub(super) enum Mode {
    /// One key an action.
    Review,
    /// The keys are shown, from a line on.
    Help(usize),
    /// Something is written.
    Write { what: Asked, text: String },
    /// A field is chosen.
    Fields(usize),
    /// A place is chosen where the entry becomes two.
    Split(u32),
    /// A span is chosen for a new entry.
    New(Span),
    /// Its kind is chosen.
    Kind(Span),
    /// A policy waits for a yes.
    Alike(AcceptByPolicy),
}

/// What is asked for in writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Reason,
    Words,
    Id,
    Field(&'static str),
}

/// What was said last.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) text: String,
    pub(super) is_bad: bool,
}

/// Whether the review goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    On,
    Quit,
}

/// The review on a screen.
#[derive(Debug)]
pub(super) struct Screen {
    pub(super) session: ReviewSession,
    pub(super) mode: Mode,
    pub(super) message: Option<Message>,
    /// The end of a span that the keys move.
    pub(super) edge: Edge,
    last_reason: String,
    clock: fn() -> String,
}

impl Screen {
    pub(super) fn new(session: ReviewSession, clock: fn() -> String) -> Self {
        Self { session, mode: Mode::Review, message: None, edge: Edge::End, last_reason: String::new(), clock }
    }

    /// Does what a key asks for.
    pub(super) fn press(&mut self, key: KeyEvent) -> Flow {
        if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c') {
            return Flow::Quit;
        }
        let mode = std::mem::replace(&mut self.mode, Mode::Review);
        if !matches!(mode, Mode::Help(_)) {
            self.message = None;
        }
        let flow = match mode {
            Mode::Review => self.review(key.code),
            Mode::Help(line) => Ok(self.help(line, key.code)),
            Mode::Write { what, text } => self.write(what, text, key),
            Mode::Fields(at) => Ok(self.fields(at, key.code)),
            Mode::Split(at) => self.split(at, key.code),
            Mode::New(span) => Ok(self.new_span(span, key.code)),
            Mode::Kind(span) => self.kind(span, key.code),
            Mode::Alike(alike) => self.alike(alike, key.code),
        };
        flow.unwrap_or_else(|error| {
            self.say_bad(error.to_string());
            Flow::On
        })
    }

    /// Takes in pasted text where something is written.
    pub(super) fn paste(&mut self, pasted: &str) {
        if let Mode::Write { text, .. } = &mut self.mode {
            text.extend(pasted.chars().map(|c| if c.is_control() { ' ' } else { c }));
        }
    }

    fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_bad: false });
    }

    fn say_bad(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_bad: true });
    }

    fn review(&mut self, code: KeyCode) -> Result<Flow, ReviewError> {
        let time = (self.clock)();
        match code {
            KeyCode::Char('q') if self.session.has_draft() => return Err(ReviewError::Unsettled),
            KeyCode::Char('q') => return Ok(Flow::Quit),
            KeyCode::Char('a') => self.accept(&time)?,
            KeyCode::Char('r') => {
                self.session.reject(&time)?;
                self.say_decided("rejected");
            }
            KeyCode::Char('t') => {
                let done = self.session.take_newer(&time)?;
                self.say(format!("{}; u takes it back", done.kind));
            }
            KeyCode::Char('m') => {
                self.session.merge(&time)?;
                self.say("merged with the next entry; u takes it back");
            }
            KeyCode::Char('u') => {
                let done = self.session.undo(&time)?;
                self.say(format!("taken back: {} (operation {})", done.kind, done.operation));
            }
            KeyCode::Enter => {
                self.session.keep_draft(&time)?;
                self.say("the span was kept; u takes it back");
            }
            _ => self.look(code)?,
        }
        Ok(Flow::On)
    }

    fn accept(&mut self, time: &str) -> Result<(), ReviewError> {
        let settled = self.session.view().filter(|view| !view.waits && view.row.state.counts()).map(|view| view.row.state.as_str());
        if let Some(state) = settled {
            self.session.onward()?;
            self.say(format!("it was {state} already"));
        } else {
            self.session.accept(time)?;
            self.say_decided("accepted");
        }
        Ok(())
    }

    fn say_decided(&mut self, what: &str) {
        let waits = self.session.view().is_some_and(|view| view.waits);
        if waits {
            self.say(format!("{what}; u takes it back"));
        } else {
            self.say(format!("{what}; nothing after it waits (k goes back, q quits, u takes it back)"));
        }
    }

    /// Keys that change nothing yet.
    fn look(&mut self, code: KeyCode) -> Result<(), ReviewError> {
        if let Some(step) = step_of(code) {
            return self.session.move_edge(self.edge, step);
        }
        match code {
            KeyCode::Char('j' | ' ') | KeyCode::Down if !self.session.onward()? => self.say("this is the last entry"),
            KeyCode::Char('k') | KeyCode::Up if !self.session.previous()? => self.say("this is the first entry"),
            KeyCode::Char('?') => self.mode = Mode::Help(0),
            KeyCode::Esc => self.session.drop_draft(),
            KeyCode::Tab => self.edge = self.edge.other(),
            KeyCode::Char('w') => self.ask(Asked::Reason, self.last_reason.clone()),
            KeyCode::Char('/') => self.ask(Asked::Words, self.session.words().to_owned()),
            KeyCode::Char('g') => self.ask(Asked::Id, String::new()),
            KeyCode::Char('e') if self.session.has_draft() => return Err(ReviewError::Unsettled),
            KeyCode::Char('e') => self.mode = Mode::Fields(0),
            KeyCode::Char('s') if self.session.has_draft() => return Err(ReviewError::Unsettled),
            KeyCode::Char('s') => self.mode = Mode::Split(self.session.natural_split()?),
            KeyCode::Char('n') if self.session.has_draft() => return Err(ReviewError::Unsettled),
            KeyCode::Char('n') => {
                self.edge = Edge::End;
                self.mode = Mode::New(self.session.natural_new()?);
            }
            KeyCode::Char('A') => self.mode = Mode::Alike(self.session.alike()?),
            KeyCode::Char(other) if !matches!(other, 'j' | 'k' | ' ') => self.say(format!("{other} does nothing here; ? shows the keys")),
            _ => {}
        }
        Ok(())
    }

    fn ask(&mut self, what: Asked, text: String) {
        self.mode = Mode::Write { what, text };
    }

    fn help(&mut self, line: usize, code: KeyCode) -> Flow {
        match code {
            KeyCode::Char('j' | ' ') | KeyCode::Down => self.mode = Mode::Help(line + 1),
            KeyCode::Char('k') | KeyCode::Up => self.mode = Mode::Help(line.saturating_sub(1)),
            _ => {}
        }
        Flow::On
    }

    fn write(&mut self, what: Asked, mut text: String, key: KeyEvent) -> Result<Flow, ReviewError> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Esc => return Ok(Flow::On),
            KeyCode::Enter => return self.written(what, text).map(|()| Flow::On),
            KeyCode::Char('u') if control => text.clear(),
            KeyCode::Char('w') if control => text.truncate(text.trim_end().rfind(' ').map_or(0, |at| at + 1)),
            KeyCode::Backspace => drop(text.pop()),
            KeyCode::Char(letter) if !control => text.push(letter),
            _ => {}
        }
        self.mode = Mode::Write { what, text };
        Ok(Flow::On)
    }

    fn written(&mut self, what: Asked, text: String) -> Result<(), ReviewError> {
        match what {
            Asked::Reason => {
                self.session.set_reason(&text);
                self.last_reason = text;
            }
            Asked::Words if !self.session.search(&text)? => self.say_bad(format!("no entry of the queue holds “{}”", text.trim())),
            Asked::Words => {}
            Asked::Id if text.trim().is_empty() => {}
            Asked::Id => self.session.go_to(&text)?,
            Asked::Field(name) => {
                let changed = self.session.edit(name, &text, &(self.clock)());
                if let Err(ReviewError::Unfit(_) | ReviewError::Ledger(_)) = &changed {
                    // What was written stays to be mended.
                    self.ask(what, text);
                }
                changed?;
                self.say(format!("{name} was changed; u takes it back"));
            }
        }
        Ok(())
    }

    fn fields(&mut self, at: usize, code: KeyCode) -> Flow {
        let Some(view) = self.session.view() else { return Flow::On };
        let last = view.fields.len().saturating_sub(1);
        match code {
            KeyCode::Char('j') | KeyCode::Down | KeyCode::Tab => self.mode = Mode::Fields((at + 1).min(last)),
            KeyCode::Char('k') | KeyCode::Up => self.mode = Mode::Fields(at.saturating_sub(1)),
            KeyCode::Enter | KeyCode::Char('e') => {
                if let Some(field) = view.fields.get(at) {
                    self.mode = Mode::Write { what: Asked::Field(field.name), text: field.text.clone() };
                }
            }
            KeyCode::Esc | KeyCode::Char('q') => {}
            _ => self.mode = Mode::Fields(at),
        }
        Flow::On
    }

    fn split(&mut self, at: u32, code: KeyCode) -> Result<Flow, ReviewError> {
        let [start, end] = self.session.view().ok_or(ReviewError::NoEntry)?.span;
        if let Some(step) = step_of(code) {
            self.mode = Mode::Split(self.session.step(at, step).clamp(start + 1, end - 1));
        } else if code == KeyCode::Enter {
            self.session.split(at, &(self.clock)()).inspect_err(|_| self.mode = Mode::Split(at))?;
            self.say("split; this is the first part, j goes to the second, u takes it back");
        } else if code != KeyCode::Esc {
            self.mode = Mode::Split(at);
        }
        Ok(Flow::On)
    }

    fn new_span(&mut self, span: Span, code: KeyCode) -> Flow {
        self.mode = match (step_of(code), code) {
            (Some(step), _) => Mode::New(self.session.moved(span, self.edge, step)),
            (None, KeyCode::Enter) => Mode::Kind(span),
            (None, KeyCode::Esc) => Mode::Review,
            (None, KeyCode::Tab) => {
                self.edge = self.edge.other();
                Mode::New(span)
            }
            _ => Mode::New(span),
        };
        Flow::On
    }

    fn kind(&mut self, span: Span, code: KeyCode) -> Result<Flow, ReviewError> {
        let digit = if let KeyCode::Char(letter) = code { letter.to_digit(10) } else { None };
        let kind = digit.and_then(|digit| KINDS.get((digit as usize).checked_sub(1)?));
        if let Some(kind) = kind {
            self.session.new_entry(span, kind, &(self.clock)())?;
            self.say(format!("a new {kind}; e fills its fields, u takes it back"));
        } else if code != KeyCode::Esc {
            self.mode = Mode::Kind(span);
        }
        Ok(Flow::On)
    }

    fn alike(&mut self, alike: AcceptByPolicy, code: KeyCode) -> Result<Flow, ReviewError> {
        match code {
            KeyCode::Char('y') => {
                let many = alike.entries.len();
                self.session.accept_alike(alike, &(self.clock)())?;
                self.say(format!("{many} accepted in one operation; u takes it back"));
            }
            KeyCode::Char('n') | KeyCode::Esc => {}
            _ => self.mode = Mode::Alike(alike),
        }
        Ok(Flow::On)
    }

    /// What the line above the keys says: a question, a message, or the reason.
    pub(super) fn line(&self) -> (String, bool) {
        match &self.mode {
            Mode::Write { what, text } => (self.question(*what, text), self.message.as_ref().is_some_and(|message| message.is_bad)),
            Mode::Split(_) => ("split at │ — move the place".to_owned(), false),
            Mode::New(_) => (format!("a new entry over the marked words — moving the {}", edge_name(self.edge)), false),
            Mode::Kind(_) => {
                let kinds: Vec<String> = KINDS.iter().enumerate().map(|(index, kind)| format!("{} {kind}", index + 1)).collect();
                (format!("which kind? {}", kinds.join("  ")), false)
            }
            Mode::Alike(alike) => {
                let policy = &alike.policy;
                let damaged = "none over damaged words";
                let (many, rule) = (alike.entries.len(), policy.rules.join(", "));
                (format!("accept {many} of this queue by {rule} from confidence {} up, {damaged}? y n", policy.confidence), false)
            }
            _ => self.said(),
        }
    }

    fn said(&self) -> (String, bool) {
        if let Some(message) = &self.message {
            return (message.text.clone(), message.is_bad);
        }
        if self.session.has_draft() {
            return (format!("{} moved — Enter keeps the span, Esc drops it, Tab moves the other end", edge_name(self.edge)), false);
        }
        let mut parts = Vec::new();
        if self.edge == Edge::Start {
            parts.push("[ ] { } move the start".to_owned());
        }
        if !self.session.words().is_empty() {
            parts.push(format!("only with “{}”", self.session.words()));
        }
        if !self.session.reason().is_empty() {
            parts.push(format!("reason: {}", self.session.reason()));
        }
        (parts.join(" · "), false)
    }

    fn question(&self, what: Asked, text: &str) -> String {
        let asked = match what {
            Asked::Reason => "reason of the next decision".to_owned(),
            Asked::Words => "only entries with the words".to_owned(),
            Asked::Id => "go to the entry whose id begins with".to_owned(),
            Asked::Field(name) => {
                let kind = self.session.row().map_or("", |row| row.entry.kind.as_str());
                format!("{name} ({})", allowed(kind, name))
            }
        };
        let wrong = self.message.as_ref().map(|message| format!("{} — ", message.text)).unwrap_or_default();
        format!("{wrong}{asked}: {text}▏")
    }
}

fn edge_name(edge: Edge) -> &'static str {
    match edge {
        Edge::Start => "start",
        Edge::End => "end",
    }
}

fn step_of(code: KeyCode) -> Option<Step> {
    Some(match code {
        KeyCode::Char('[') | KeyCode::Left => Step::Left,
        KeyCode::Char(']') | KeyCode::Right => Step::Right,
        KeyCode::Char('{') => Step::WordLeft,
        KeyCode::Char('}') => Step::WordRight,
        _ => return None,
    })
}
