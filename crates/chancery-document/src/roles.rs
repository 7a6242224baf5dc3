//! The part each paragraph plays.
//!
//! First it is told whether the document holds questions and answers at all; then the paragraphs
//! are gone through once, in order, with what has been seen of the article so far; last the lines
//! under the text are looked at from its end.

use chancery_model::{Paragraph, Role};

use crate::conventions::Class;
use crate::numbering::{self, Mark};
use crate::patterns::{self, Speaker};
use crate::repair::{Block, Form};
use crate::shape::{self, Ending};
use crate::Conventions;

/// Paragraphs with their roles.
#[derive(Debug, Default)]
pub(crate) struct Assigned {
    pub(crate) paragraphs: Vec<Paragraph>,
    /// Whether there are questions and answers to them.
    pub(crate) exchanges: bool,
}

/// Longest title, in characters.
const TITLE_AT_MOST: usize = 220;

/// Longest heading, in characters, in a script without spaces and in one with spaces.
const HEADING_UNSPACED: usize = 40;
const HEADING_SPACED: usize = 130;

/// Longest item that is told by its semicolon alone, in characters.
const ITEM_AT_MOST: usize = 100;

/// Longest question that is told by its number and its question mark alone.
const QUESTION_AT_MOST: usize = 300;

/// How far an article has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Its title is to come.
    Title,
    /// After the title, before the running text.
    Front,
    /// In the running text.
    Body,
    /// After a line that closes an article.
    Closed,
}

/// Which part of an exchange a paragraph without a head belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// There is none.
    None,
    /// Somebody is asking; the next paragraph may still be the question.
    Asking {
        /// The first paragraph after the one with the head.
        since: usize,
    },
    /// Somebody is answering.
    Answering,
}

/// Goes through the paragraphs of a text.
struct Assigner<'t> {
    text: &'t str,
    conventions: &'t Conventions,
    exchanges: bool,
    stage: Stage,
    turn: Turn,
    /// Level of the heading of Markdown that was the first title.
    title_level: Option<u8>,
    /// Whether a list has been announced by a colon and its items end with semicolons.
    listing: bool,
    paragraphs: Vec<Paragraph>,
}

/// Tells the role of each paragraph.
pub(crate) fn assign(text: &str, blocks: Vec<Block>, conventions: &Conventions) -> Assigned {
    let exchanges = has_exchanges(text, &blocks, conventions);
    let mut assigner = Assigner {
        text,
        conventions,
        exchanges,
        stage: Stage::Title,
        turn: Turn::None,
        title_level: None,
        listing: false,
        paragraphs: Vec::with_capacity(blocks.len()),
    };
    for (index, block) in blocks.iter().enumerate() {
        let role = assigner.role(index, block, blocks.get(index + 1));
        assigner.paragraphs.push(Paragraph { span: block.span, role });
    }
    assigner.under_the_text();
    let asked = assigner.paragraphs.iter().any(|paragraph| paragraph.role == Role::Question);
    Assigned { paragraphs: assigner.paragraphs, exchanges: asked }
}

/// The words of a paragraph, its first ones when it is long.
fn beginning<'t>(text: &'t str, block: &Block) -> &'t str {
    shape::beginning(&text[block.span.range()], 600)
}

/// Whether somebody asks and somebody answers in a text.
fn has_exchanges(text: &str, blocks: &[Block], conventions: &Conventions) -> bool {
    let (mut asked, mut answered, mut numbered) = (false, false, false);
    for block in blocks {
        let words = beginning(text, block);
        let number = is_numbered_question(text, block, conventions);
        match patterns::speaker(words, conventions).map(|(speaker, _)| speaker) {
            Some(Speaker::Asks) => asked = true,
            Some(Speaker::Answers) => answered = true,
            Some(Speaker::Named) if !number => answered |= asked || numbered,
            _ => {}
        }
        numbered = number;
        asked |= number && answered;
        if asked && answered {
            return true;
        }
    }
    false
}

/// Whether a paragraph has a number and asks.
fn is_numbered_question(text: &str, block: &Block, conventions: &Conventions) -> bool {
    let words = beginning(text, block);
    let mark = numbering::mark(words, conventions).map(|(mark, _)| mark);
    block.span.len() as usize <= QUESTION_AT_MOST * 3 && matches!(mark, Some(Mark::Han | Mark::Arabic)) && shape::asks(words)
}

impl Assigner<'_> {
    /// The role of a paragraph, given those before it.
    fn role(&mut self, index: usize, block: &Block, next: Option<&Block>) -> Role {
        let words = beginning(self.text, block);
        let whole = words.len() == block.span.len() as usize;
        if let Form::Heading(level) = block.form {
            return self.heading(level, words);
        }
        if block.form == Form::Fenced {
            return Role::Note;
        }
        let spoken = self.spoken(index, block, words);
        if let Some(role) = spoken.filter(|role| *role == Role::Question) {
            return role;
        }
        if whole {
            if let Some(role) = self.line(block, words, next) {
                return role;
            }
        }
        self.stage = Stage::Body;
        let whole_words = &self.text[block.span.range()];
        spoken.unwrap_or_else(|| self.running(words, shape::ending(whole_words)))
    }

    /// A heading of Markdown: a title at the beginning of an article.
    fn heading(&mut self, level: u8, words: &str) -> Role {
        if self.exchanges && shape::asks(words) && self.stage != Stage::Title {
            self.turn = Turn::Asking { since: usize::MAX };
            return Role::Question;
        }
        self.turn = Turn::None;
        let again = self.title_level.is_some_and(|title| level <= title) && matches!(self.stage, Stage::Body | Stage::Closed);
        if matches!(self.stage, Stage::Title | Stage::Closed) || again {
            self.title_level = Some(self.title_level.map_or(level, |title| title.min(level)));
            self.stage = Stage::Front;
            return Role::Title;
        }
        Role::Heading
    }

    /// The role of a paragraph in an exchange.
    fn spoken(&mut self, index: usize, block: &Block, words: &str) -> Option<Role> {
        if !self.exchanges {
            return None;
        }
        if is_numbered_question(self.text, block, self.conventions) {
            self.turn_to_question(usize::MAX);
            return Some(Role::Question);
        }
        match patterns::speaker(words, self.conventions).map(|(speaker, _)| speaker) {
            Some(Speaker::Asks) => {
                self.turn_to_question(index + 1);
                Some(Role::Question)
            }
            Some(Speaker::Answers) => {
                self.turn = Turn::Answering;
                Some(Role::Answer)
            }
            Some(Speaker::Named) if self.turn != Turn::None => {
                self.turn = Turn::Answering;
                Some(Role::Answer)
            }
            _ => self.going_on(),
        }
    }

    /// Begins a question. What followed the last one without a head was its answer.
    fn turn_to_question(&mut self, since: usize) {
        if let Turn::Asking { since } = self.turn {
            for paragraph in self.paragraphs.iter_mut().skip(since).filter(|paragraph| paragraph.role == Role::Question) {
                paragraph.role = Role::Answer;
            }
        }
        self.turn = Turn::Asking { since };
    }

    /// The role of a paragraph without a head.
    fn going_on(&mut self) -> Option<Role> {
        match self.turn {
            Turn::None => None,
            Turn::Answering => Some(Role::Answer),
            Turn::Asking { since: usize::MAX } => {
                self.turn = Turn::Answering;
                Some(Role::Answer)
            }
            Turn::Asking { .. } => Some(Role::Question),
        }
    }

    /// The role of a paragraph that is a line of its own, by its words and its place.
    fn line(&mut self, block: &Block, words: &str, next: Option<&Block>) -> Option<Role> {
        let front = matches!(self.stage, Stage::Title | Stage::Front);
        if patterns::is_note(words, self.conventions) {
            return Some(Role::Note);
        }
        if patterns::is_byline(words, front && self.stage != Stage::Title, self.conventions) {
            self.close_article();
            return Some(Role::Byline);
        }
        if self.turn == Turn::None && patterns::is_dateline(words, self.stage == Stage::Front, self.conventions) {
            return Some(Role::Dateline);
        }
        if matches!(self.stage, Stage::Title | Stage::Closed) && self.is_title(words, next) {
            self.stage = Stage::Front;
            return Some(Role::Title);
        }
        if self.turn != Turn::None {
            return self.heading_in_exchange(block, words);
        }
        if front && patterns::is_place(words, self.conventions) {
            return Some(Role::Dateline);
        }
        let heading = self.is_heading(block, words);
        heading.then_some(Role::Heading)
    }

    /// An agency line after the running text closes the article.
    fn close_article(&mut self) {
        if self.stage == Stage::Body {
            self.stage = Stage::Closed;
            self.turn = Turn::None;
        }
    }

    /// A heading that ends an exchange: numbered and not asking, or in capitals.
    fn heading_in_exchange(&mut self, block: &Block, words: &str) -> Option<Role> {
        let numbered = matches!(self.mark(words), Some(Mark::Han | Mark::Division)) && shape::ending(words) == Ending::Open;
        let heading = block.form == Form::Strong && !shape::asks(words) || numbered && words.chars().count() <= HEADING_UNSPACED;
        if heading {
            self.turn = Turn::None;
        }
        heading.then_some(Role::Heading)
    }

    /// Whether a line can be the title of an article.
    fn is_title(&self, words: &str, next: Option<&Block>) -> bool {
        let characters = words.chars().count();
        let before_dateline = next.is_some_and(|next| patterns::is_dateline(beginning(self.text, next), true, self.conventions));
        let ended = shape::ending(words) == Ending::Final && !shape::asks(words);
        let item = matches!(self.mark(words), Some(Mark::Bullet | Mark::Dash | Mark::Letter));
        let addressing = patterns::is_salutation(words, self.conventions) && !before_dateline;
        let limit = if shape::is_mainly_unspaced(words) { TITLE_AT_MOST / 2 } else { TITLE_AT_MOST };
        let pausing = matches!(shape::ending(words), Ending::Pause | Ending::Colon | Ending::Semicolon);
        characters <= limit && !item && !pausing && !addressing && (before_dateline || !ended)
    }

    /// Whether a line is a heading inside an article.
    fn is_heading(&self, block: &Block, words: &str) -> bool {
        let ending = shape::ending(words);
        let strong = block.form == Form::Strong;
        let numbered_question = ending == Ending::Final && shape::asks(words);
        if !matches!(ending, Ending::Open | Ending::Colon) && !strong && !numbered_question {
            return false;
        }
        let unspaced = shape::is_mainly_unspaced(words);
        let limit = if unspaced { HEADING_UNSPACED } else { HEADING_SPACED };
        let mark = self.mark(words);
        let item = matches!(mark, Some(Mark::Bullet | Mark::Letter)) || mark == Some(Mark::Dash) && self.stage != Stage::Front;
        if item || words.chars().count() > limit || !words.chars().any(char::is_alphanumeric) || patterns::is_salutation(words, self.conventions) {
            return false;
        }
        match ending {
            Ending::Open if unspaced => true,
            Ending::Open => !words.starts_with(char::is_lowercase) && (mark.is_none() || strong || is_titled(words)),
            Ending::Colon => strong || !unspaced && is_headline(words),
            Ending::Final => strong && !words.ends_with('.') || mark == Some(Mark::Han),
            _ => false,
        }
    }

    /// What a paragraph begins with.
    fn mark(&self, words: &str) -> Option<Mark> {
        numbering::mark(words, self.conventions).map(|(mark, _)| mark)
    }

    /// The role of running text. Short paragraphs that end with semicolons after one that ends with
    /// a colon are items, and so is the one that ends their list.
    fn running(&mut self, words: &str, ending: Ending) -> Role {
        let short = words.chars().count() <= ITEM_AT_MOST;
        let announced = self.listing && short && matches!(ending, Ending::Semicolon | Ending::Final);
        let follows_item = self.paragraphs.last().is_some_and(|paragraph| paragraph.role == Role::ListItem);
        let item = announced && (ending == Ending::Semicolon || follows_item);
        self.listing = ending == Ending::Colon || item && ending == Ending::Semicolon;
        match self.mark(words) {
            None | Some(Mark::Point | Mark::Division) if !item => Role::Body,
            _ => Role::ListItem,
        }
    }

    /// Lines under the text: names are a signature, the rest notes.
    fn under_the_text(&mut self) {
        for at in (1..self.paragraphs.len()).rev() {
            let paragraph = self.paragraphs[at];
            match paragraph.role {
                Role::Dateline | Role::Byline | Role::Note => {}
                Role::Heading => {
                    let words = &self.text[paragraph.span.range()];
                    let named = self.conventions.has(Class::Office, words) || words.chars().count() <= 12 && !words.contains(' ');
                    self.paragraphs[at].role = if named { Role::Signature } else { Role::Note };
                }
                _ => break,
            }
        }
    }
}

/// Whether most words of a line begin with a capital.
fn is_titled(words: &str) -> bool {
    let (capitals, all) = shape::capitals(words);
    capitals * 3 > all * 2
}

/// Whether a line before a colon is in capitals or each of its words has one.
fn is_headline(words: &str) -> bool {
    let (capitals, all) = shape::capitals(words);
    shape::is_all_capitals(words) || capitals == all && (1..=8).contains(&all)
}
