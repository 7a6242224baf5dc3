//! The tree to blocks: paragraphs, headings, items and rows, in the order of the page.

use crate::Form;

use super::line::{Line, Shown};
use super::list::{List, has_own_number};
use super::tag::Tag;
use super::tree::{Marks, NodeIndex, ROOT, Tree};

/// What would be one line of the text.
#[derive(Debug)]
pub(super) struct Block {
    /// The innermost block element that it stands in.
    pub(super) node: NodeIndex,
    /// The node that its text begins with, which orders it among nodes.
    pub(super) at: NodeIndex,
    /// What it is.
    pub(super) form: Form,
    /// Its text; may hold [`super::line::GLUE`].
    pub(super) text: String,
    /// Its length, a character of Chinese or Japanese counted twice.
    pub(super) weight: u32,
    /// As much of it as is linked.
    pub(super) linked: u32,
    /// How many links it holds.
    pub(super) links: u32,
    /// Marks that end sentences or part them.
    pub(super) stops: u32,
}

impl Block {
    /// Whether most of it is linked.
    pub(super) fn is_linked(&self) -> bool {
        self.linked * 5 >= self.weight * 4
    }
}

/// The blocks of a page, without what carries a mark of `unseen`.
pub(super) fn blocks(tree: &Tree, unseen: Marks) -> Vec<Block> {
    let mut walk = Walk {
        tree,
        blocks: Vec::new(),
        line: Line::default(),
        at: ROOT,
        links: 0,
        open: Vec::new(),
        lists: Vec::new(),
        item: None,
        state: State::default(),
    };
    let mut place = ROOT;
    while place < tree.nodes.len() {
        place = walk.visit(place, unseen);
    }
    walk.leave(usize::MAX);
    walk.flush();
    walk.blocks
}

/// What the elements around a text say of it.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    heading: Option<u8>,
    note: bool,
    bold: bool,
    preformatted: bool,
    /// In a table whose rows are lines.
    rows: bool,
    /// In a row of such a table; with the number of cells before.
    cells: Option<u32>,
}

/// An element that something is done at the end of.
#[derive(Debug)]
struct Open {
    end: usize,
    tag: Tag,
    is_block: bool,
    before: State,
}

struct Walk<'tree> {
    tree: &'tree Tree,
    blocks: Vec<Block>,
    line: Line,
    at: NodeIndex,
    links: u32,
    open: Vec<Open>,
    lists: Vec<List>,
    /// What stands before the first text of the item that was opened last.
    item: Option<String>,
    state: State,
}

impl Walk<'_> {
    /// Takes a node in; gives the next one to visit.
    fn visit(&mut self, place: NodeIndex, unseen: Marks) -> NodeIndex {
        self.leave(place);
        let node = &self.tree.nodes[place];
        match node.tag {
            Tag::Text => self.text(place),
            Tag::Break => self.line_break(),
            _ if node.marks.any(unseen) => {
                self.line.glue();
                return node.end as usize;
            }
            tag => self.enter(place, tag),
        }
        place + 1
    }

    fn text(&mut self, place: NodeIndex) {
        let node = &self.tree.nodes[place];
        let text = &self.tree.text[node.text.0 as usize..node.text.1 as usize];
        let shown = Shown { linked: node.marks.any(Marks::LINKED), bold: node.marks.any(Marks::BOLD) || self.state.bold };
        if self.line.is_empty() {
            self.at = place;
        }
        if !self.state.preformatted {
            return self.line.push(text, shown);
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.flush();
                self.at = place;
            }
            self.line.push(line, shown);
        }
    }

    /// A break within a block: headings and rows go on after it.
    fn line_break(&mut self) {
        if self.state.heading.is_some() || self.state.cells.is_some() {
            self.line.part();
        } else {
            self.flush();
        }
    }

    fn enter(&mut self, place: NodeIndex, tag: Tag) {
        let node = &self.tree.nodes[place];
        let is_block = !tag.is_inline() || node.marks.any(Marks::BLOCK);
        let before = self.state;
        if is_block {
            self.block_bound();
        } else if matches!(tag, Tag::Span | Tag::Time) {
            self.line.glue();
        }
        if tag == Tag::Superscript {
            self.line.superscript();
        }
        self.links += u32::from(tag == Tag::A);
        self.state.bold |= node.marks.any(Marks::BOLD) && tag != Tag::Bold;
        self.state.note |= node.marks.any(Marks::NOTE);
        match tag {
            Tag::Preformatted => self.state.preformatted = true,
            Tag::OrderedList | Tag::UnorderedList => self.enter_list(place, tag),
            Tag::Item => self.enter_item(node.number),
            Tag::Table => (self.state.rows, self.state.cells) = (node.marks.any(Marks::ROWS), None),
            Tag::Row if self.state.rows => self.state.cells = Some(0),
            Tag::Cell => self.enter_cell(),
            _ => self.state.heading = tag.heading_level().or(self.state.heading),
        }
        self.open.push(Open { end: node.end as usize, tag, is_block, before });
    }

    fn enter_list(&mut self, place: NodeIndex, tag: Tag) {
        let node = &self.tree.nodes[place];
        let counted_down = node.marks.any(Marks::REVERSED);
        let items =
            if counted_down { self.tree.children(place).filter(|&child| self.tree.nodes[child].tag == Tag::Item).count() } else { 0 };
        self.lists.push(List::new(node, tag == Tag::OrderedList, items));
    }

    fn enter_item(&mut self, value: Option<i32>) {
        let mark = self.lists.last_mut().map_or_else(String::new, |list| list.mark(value));
        if self.state.cells.is_some() {
            self.line.push(&mark, Shown { linked: false, bold: false });
        } else {
            self.item = Some(mark);
        }
    }

    /// Parts a cell from the one before; the count is the row's, so it outlives the cell.
    fn enter_cell(&mut self) {
        if let Some(cells) = &mut self.state.cells {
            *cells += 1;
            if *cells > 1 {
                self.line.push_mark("\t");
            }
        }
    }

    /// Ends the elements that end before a place.
    fn leave(&mut self, place: NodeIndex) {
        while let Some(open) = self.open.pop_if(|open| open.end <= place) {
            let cells = self.state.cells;
            if open.tag == Tag::Row && self.state.rows {
                self.flush();
            } else if open.is_block {
                self.block_bound();
            } else if matches!(open.tag, Tag::Span | Tag::Time) {
                self.line.glue();
            }
            match open.tag {
                Tag::OrderedList | Tag::UnorderedList => drop(self.lists.pop()),
                Tag::Item => self.item = None,
                _ => {}
            }
            self.state = open.before;
            if self.state.cells.is_some() && cells.is_some() {
                self.state.cells = cells;
            }
        }
    }

    /// Where a block begins or ends: a new line, but not within a row.
    fn block_bound(&mut self) {
        if self.state.cells.is_some() {
            self.line.part();
        } else {
            self.flush();
        }
    }

    /// Makes a block of the line.
    fn flush(&mut self) {
        let line = self.line.finish();
        let links = std::mem::take(&mut self.links);
        if line.letters == 0 {
            return;
        }
        let mark = self.item.take();
        let form = self.form(&line, mark.is_some());
        let mut text = line.text;
        if self.state.cells.is_some() {
            text.truncate(text.trim_end().len());
        }
        if let Some(mark) = mark.filter(|mark| !mark.is_empty() && !has_own_number(&text)) {
            text.insert_str(0, &mark);
        }
        let node = self.tree.upwards(self.at).find(|&node| self.is_block(node)).unwrap_or(ROOT);
        let Line { weight, linked, stops, .. } = line;
        self.blocks.push(Block { node, at: self.at, form, text, weight, linked, links, stops });
    }

    fn is_block(&self, node: NodeIndex) -> bool {
        let node = &self.tree.nodes[node];
        !node.tag.is_inline() || node.marks.any(Marks::BLOCK)
    }

    fn form(&self, line: &Line, item: bool) -> Form {
        match self.state {
            State { cells: Some(_), .. } => Form::Row,
            State { heading: Some(level), .. } => Form::Heading(level),
            _ if item => Form::Item,
            State { note: true, .. } => Form::Note,
            _ if line.bold == line.weight => Form::Strong,
            _ => Form::Paragraph,
        }
    }
}
