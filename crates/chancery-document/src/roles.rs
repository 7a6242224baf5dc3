//! The part each paragraph plays.
//!
//! First it is told whether the document holds questions and answers at all ([`exchanges`]); then the paragraphs
//! are gone through once, in order, with what has been seen of the article so far; last the lines
//! under the text are looked at from its end.

mod exchanges;

use chancery_model::{Paragraph, Role};
use chancery_text::Span;

use crate::Conventions;
use crate::numbering::{self, Mark};
use crate::patterns::{self, Speaker};
use crate::repair::{Block, Form};
use crate::shape::{self, Ending};

use exchanges::Exchanges;

/// Paragraphs with their roles.
#[derive(Debug, Default)]
pub(crate) struct Assigned {
    pub(crate) paragraphs: Vec<Paragraph>,
    /// Whether there are questions and answers to them.
    pub(crate) exchanges: bool,
}

/// Longest title, in characters; half of that in a script without spaces.
const TITLE_AT_MOST: usize = 340;

/// Longest heading, in characters, in a script without spaces and in one with spaces.
const HEADING_UNSPACED: usize = 40;
const HEADING_SPACED: usize = 130;

/// Longest item that is told by its semicolon alone, in characters.
const ITEM_AT_MOST: usize = 100;

/// Longest question that is told by its number and its question mark alone.
const QUESTION_AT_MOST: usize = 300;

/// Paragraphs among which the title is looked for.
const FRONT: usize = 12;

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
    exchanges: Option<Exchanges<'t>>,
    stage: Stage,
    turn: Turn,
    /// The last title, whole.
    title: Option<Span>,
    /// Level of the heading of Markdown that was the first title.
    title_level: Option<u8>,
    /// Whether a list has been announced by a colon and its items end with semicolons.
    listing: bool,
    /// The roles of the paragraphs so far.
    roles: Vec<Role>,
}

/// Tells the role of each paragraph.
pub(crate) fn assign(text: &str, blocks: Vec<Block>, conventions: &Conventions) -> Assigned {
    let exchanges = exchanges::find(text, &blocks, conventions);
    let mut assigner = Assigner {
        text,
        conventions,
        exchanges,
        stage: if titled_ahead(&blocks) { Stage::Front } else { Stage::Title },
        turn: Turn::None,
        title: None,
        title_level: None,
        listing: false,
        roles: Vec::with_capacity(blocks.len()),
    };
    for (index, block) in blocks.iter().enumerate() {
        let role = assigner.role(index, block, blocks.get(index + 1));
        if role == Role::Title && !assigner.is_title_again(&text[block.span.range()]) {
            assigner.title = Some(block.span);
        }
        assigner.roles.push(role);
    }
    assigner.settle_question();
    assigner.under_the_text(&blocks);
    let asked = assigner.roles.contains(&Role::Question);
    let paragraphs = blocks.into_iter().zip(assigner.roles).map(|(block, role)| Paragraph { span: block.span, role }).collect();
    Assigned { paragraphs, exchanges: asked }
}

/// Whether the format says that one of the first paragraphs is the title, so that no other needs to be looked for.
fn titled_ahead(blocks: &[Block]) -> bool {
    blocks.iter().take(FRONT).any(|block| block.form == Form::Title)
}

/// The words of a paragraph, its first ones when it is long.
fn beginning<'t>(text: &'t str, block: &Block) -> &'t str {
    shape::beginning(&text[block.span.range()], 600)
}

/// Whether a paragraph has a number and asks.
fn is_numbered_question(text: &str, block: &Block, conventions: &Conventions) -> bool {
    let words = &text[block.span.range()];
    words.len() <= QUESTION_AT_MOST * 3
        && shape::asks(words)
        && matches!(numbering::mark(words, conventions), Some((Mark::Han | Mark::Arabic, _)))
}

impl Assigner<'_> {
    /// The role of a paragraph, given those before it.
    fn role(&mut self, index: usize, block: &Block, next: Option<&Block>) -> Role {
        let words = beginning(self.text, block);
        let whole = words.len() == block.span.len() as usize;
        if whole && patterns::is_editor_line(words, self.conventions) {
            self.settle_question();
            self.turn = Turn::None;
            return Role::Byline;
        }
        match block.form {
            Form::Title => return self.title(),
            Form::Heading(level) => return self.heading(level, words),
            Form::Fenced | Form::Note => return Role::Note,
            _ => {}
        }
        if whole && patterns::is_note(words, self.conventions) {
            return Role::Note;
        }
        let spoken = self.spoken(index, block, words);
        if let Some(role) = spoken.filter(|role| *role == Role::Question) {
            return role;
        }
        if let Some(role) = whole.then(|| self.line(block, words, next)).flatten() {
            return role;
        }
        if matches!(block.form, Form::Item | Form::Row) {
            return spoken.unwrap_or_else(|| self.item());
        }
        self.stage = Stage::Body;
        let whole_words = &self.text[block.span.range()];
        spoken.unwrap_or_else(|| self.running(words, shape::ending(whole_words)))
    }

    /// What the format says is the title.
    fn title(&mut self) -> Role {
        self.turn = Turn::None;
        self.stage = Stage::Front;
        self.title_level = Some(0);
        Role::Title
    }

    /// An item or a row; before the title it belongs to the page, not to the running text.
    fn item(&mut self) -> Role {
        if self.stage != Stage::Title {
            self.stage = Stage::Body;
        }
        Role::ListItem
    }

    /// A heading: a title at the beginning of an article.
    fn heading(&mut self, level: u8, words: &str) -> Role {
        if self.exchanges.is_some() && shape::asks(words) && self.stage != Stage::Title {
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
        let exchanges = self.exchanges.as_ref()?;
        if is_numbered_question(self.text, block, self.conventions) {
            self.turn_to_question(usize::MAX);
            return Some(Role::Question);
        }
        match exchanges.speaker(words, self.conventions) {
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
            _ => self.going_on(words),
        }
    }

    /// Begins a question.
    fn turn_to_question(&mut self, since: usize) {
        self.settle_question();
        self.turn = Turn::Asking { since };
    }

    /// What followed a question without a head, with no answer marked as one, was its answer.
    fn settle_question(&mut self) {
        if let Turn::Asking { since } = self.turn {
            for role in self.roles.iter_mut().skip(since).filter(|role| **role == Role::Question) {
                *role = Role::Answer;
            }
        }
    }

    /// The role of a paragraph without a head.
    fn going_on(&mut self, words: &str) -> Option<Role> {
        if self.turn != Turn::None && patterns::is_run_in_agency(words, self.conventions) {
            // Another report begins.
            self.settle_question();
            self.turn = Turn::None;
        }
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
        if patterns::is_byline(words, front && self.stage != Stage::Title, self.conventions) {
            self.close_article();
            return Some(Role::Byline);
        }
        if self.turn == Turn::None && patterns::is_dateline(words, self.stage == Stage::Front, self.conventions) {
            return Some(Role::Dateline);
        }
        if matches!(block.form, Form::Item | Form::Row) {
            return None;
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
        heading.then(|| if front && self.is_title_again(words) { Role::Title } else { Role::Heading })
    }

    /// Whether a line before the running text is the title once more, or a part of it.
    fn is_title_again(&self, words: &str) -> bool {
        let Some(title) = self.title else { return false };
        let close = |text: &str| text.split_whitespace().collect::<String>();
        let (title, line) = (close(&self.text[title.range()]), close(words));
        title.contains(&line) || line.contains(&title)
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
        if item
            || words.chars().count() > limit
            || !words.chars().any(char::is_alphanumeric)
            || patterns::is_salutation(words, self.conventions)
        {
            return false;
        }
        match ending {
            Ending::Open if unspaced => true,
            Ending::Open => !words.starts_with(char::is_lowercase) && (mark.is_none() || strong || shape::is_titled(words)),
            Ending::Colon => strong || !unspaced && shape::is_headline(words),
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
        let follows_item = self.roles.last() == Some(&Role::ListItem);
        let item = announced && (ending == Ending::Semicolon || follows_item);
        self.listing = ending == Ending::Colon || item && ending == Ending::Semicolon;
        match self.mark(words) {
            None | Some(Mark::Point | Mark::Division) if !item => Role::Body,
            _ => Role::ListItem,
        }
    }

    /// The role of an unfinished line under the text.
    fn closing_line(&self, words: &str) -> Role {
        if patterns::is_dateline(words, true, self.conventions) {
            Role::Dateline
        } else if patterns::is_signature(words, self.conventions) {
            Role::Signature
        } else {
            Role::Note
        }
    }

    /// Lines under the text: names are a signature, the rest notes.
    fn under_the_text(&mut self, blocks: &[Block]) {
        for at in (1..blocks.len()).rev() {
            match self.roles[at] {
                Role::Dateline | Role::Byline | Role::Note => {}
                Role::Heading => {
                    let words = &self.text[blocks[at].span.range()];
                    self.roles[at] = self.closing_line(words);
                }
                _ => break,
            }
        }
    }
}
