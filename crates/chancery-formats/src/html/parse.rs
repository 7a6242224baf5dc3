//! Tags to a tree, whatever they leave open, cross or repeat.
//!
//! The tokens are those of the HTML standard. The tree is simpler than the standard's: elements that are closed by what
//! follows them are, what stands between the parts of a table stays there, and whether text is linked or bold is a
//! state that blocks do not end. No step looks further than the open elements, whose number is bounded, so time grows
//! with the page and nothing recurses.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::attributes::Attributes;
use super::line::at_most;
use super::tag::Tag;
use super::tree::{Marks, Node, ROOT, Tree};

/// Bytes of a piece of a title that are kept.
const TITLE_BYTES: usize = 1024;

/// Structured data beyond this many bytes are not looked at.
const JSON_LD_BYTES: usize = 1 << 21;

/// Makes a tree of a page; elements deeper than `depth` become part of those around them.
pub(super) fn parse(page: &str, depth: usize) -> Tree {
    let mut builder = Builder::new(depth.max(8));
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        builder.take(event);
        None
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(page, emitter).finish();
    builder.finish()
}

/// An open element.
#[derive(Debug)]
struct Open {
    tag: Tag,
    node: usize,
    /// Whether text was linked and how often it was bold where a cell began.
    before: Option<(bool, u32)>,
}

/// The element whose content is left out, and the elements that were opened in it.
#[derive(Debug)]
struct Muted {
    name: Vec<u8>,
    /// Elements of the same name.
    nested: u32,
    /// Elements of the text, by kind.
    inside: [u32; Tag::COUNT],
}

impl Muted {
    fn new(name: &[u8]) -> Self {
        Self { name: name.to_vec(), nested: 0, inside: [0; Tag::COUNT] }
    }

    /// Whether it is a reading beside a character, whose end tag is often left out.
    fn is_reading(&self) -> bool {
        matches!(&*self.name, b"rt" | b"rp" | b"rtc")
    }
}

#[derive(Debug)]
struct Builder {
    tree: Tree,
    open: Vec<Open>,
    open_counts: [u32; Tag::COUNT],
    /// Elements of each kind that were too deep to be opened.
    flattened: [u32; Tag::COUNT],
    depth: usize,
    muted: Option<Muted>,
    linked: bool,
    bold: u32,
    name: Vec<u8>,
    attributes: Attributes,
    json_ld: Option<String>,
    in_title: bool,
    steps: usize,
}

impl Builder {
    fn new(depth: usize) -> Self {
        let mut builder = Self {
            tree: Tree::default(),
            open: Vec::new(),
            open_counts: [0; Tag::COUNT],
            flattened: [0; Tag::COUNT],
            depth,
            muted: None,
            linked: false,
            bold: 0,
            name: Vec::new(),
            attributes: Attributes::default(),
            json_ld: None,
            in_title: false,
            steps: 0,
        };
        builder.push(Tag::Page);
        builder
    }

    fn finish(mut self) -> Tree {
        self.close_down_to(0);
        #[cfg(test)]
        {
            self.tree.steps = self.steps;
        }
        self.tree
    }

    fn take(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name.clear();
                self.name.extend_from_slice(name);
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => self.attributes.open(name),
            CallbackEvent::AttributeValue { value } => self.attributes.set(value),
            CallbackEvent::CloseStartTag { self_closing } => self.start(self_closing),
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { value } => self.tree.head.take_comment(value),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn start(&mut self, self_closing: bool) {
        let tag = Tag::of(&self.name);
        if let Some(muted) = &mut self.muted {
            if muted.is_reading() && matches!(&*self.name, b"rb" | b"rt" | b"rp" | b"rtc") {
                self.muted = (&*self.name != b"rb").then(|| Muted::new(&self.name));
            } else if tag == Tag::Muted {
                muted.nested += u32::from(muted.name == self.name);
            } else {
                muted.inside[tag.index()] += u32::from(!self_closing && tag != Tag::Nothing && tag != Tag::Break);
            }
            return;
        }
        match tag {
            Tag::Html | Tag::Body | Tag::Head => self.tree.head.take_page(&self.attributes),
            Tag::Meta => self.tree.head.take_meta(&self.attributes),
            Tag::Link => self.tree.head.take_link(&self.attributes),
            Tag::Nothing => {}
            Tag::Title if self.tree.head.title.is_empty() => self.in_title = true,
            Tag::Break => {
                self.add(Tag::Break);
            }
            Tag::Muted if self_closing && matches!(&*self.name, b"svg" | b"math") => {}
            Tag::Muted | Tag::Script | Tag::Button | Tag::Title => self.mute(tag),
            _ => self.element(tag),
        }
    }

    /// Opens an element of the text.
    fn element(&mut self, tag: Tag) {
        self.close_implied(tag);
        if tag == Tag::A {
            self.linked = self.attributes.get("href").is_some();
        }
        // What a cell leaves open ends with it.
        let before = (tag == Tag::Cell).then_some((self.linked, self.bold));
        self.bold += u32::from(tag == Tag::Bold);
        if self.open.len() >= self.depth {
            self.flattened[tag.index()] += 1;
            if !tag.is_inline() {
                self.add_break();
            }
            return;
        }
        self.push(tag);
        self.tree.head.take_time(self.tree.nodes.len() - 1, &self.attributes);
        if let Some(open) = self.open.last_mut() {
            open.before = before;
        }
    }

    /// Ends the elements that a start tag ends.
    fn close_implied(&mut self, tag: Tag) {
        if tag.ends_paragraph() {
            self.close_nearest(Tag::Paragraph, Tag::is_scope);
        }
        match tag {
            Tag::A => self.close_nearest(Tag::A, |tag| !tag.is_inline()),
            _ if tag.heading_level().is_some() && self.open.last().is_some_and(|open| open.tag.heading_level().is_some()) => {
                self.close_down_to(self.open.len() - 1);
            }
            Tag::Item => {
                self.close_nearest(Tag::Item, |tag| tag.is_scope() || matches!(tag, Tag::OrderedList | Tag::UnorderedList | Tag::Nav))
            }
            Tag::Term | Tag::Definition => {
                let bounds = |tag: Tag| tag.is_scope() || tag == Tag::OtherBlock;
                self.close_nearest(Tag::Term, bounds);
                self.close_nearest(Tag::Definition, bounds);
            }
            Tag::Cell => {
                let bounds = |tag| matches!(tag, Tag::Page | Tag::Table | Tag::Row);
                self.close_nearest(Tag::Cell, bounds);
                self.close_nearest(Tag::Caption, bounds);
            }
            Tag::Row | Tag::RowGroup => {
                let bounds = |tag| matches!(tag, Tag::Page | Tag::Table);
                self.close_nearest(Tag::Row, bounds);
                self.close_nearest(Tag::Caption, bounds);
                if tag == Tag::RowGroup {
                    self.close_nearest(Tag::RowGroup, bounds);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        let tag = Tag::of(name);
        if !self.ends_muted(tag, name) {
            self.end_element(tag);
        }
    }

    /// Whether an end tag was all about an element whose content is left out.
    fn ends_muted(&mut self, tag: Tag, name: &[u8]) -> bool {
        let Some(muted) = &mut self.muted else { return false };
        let same = muted.name == name;
        let within = if same { &mut muted.nested } else { &mut muted.inside[tag.index()] };
        if *within > 0 {
            *within -= 1;
            return true;
        }
        // An element that was left open ends with the block around it.
        let ends_around = !tag.is_inline() && tag != Tag::Paragraph && self.open_counts[tag.index()] > 0;
        if !same && !ends_around && !muted.is_reading() {
            return true;
        }
        self.muted = None;
        self.tree.head.json_ld.extend(self.json_ld.take());
        same
    }

    fn end_element(&mut self, tag: Tag) {
        match tag {
            Tag::Title => self.in_title = false,
            Tag::A => self.linked = false,
            Tag::Bold => self.bold = self.bold.saturating_sub(1),
            Tag::Break => {
                self.add(Tag::Break);
                return;
            }
            Tag::Html | Tag::Body | Tag::Head => return,
            _ => {}
        }
        if self.flattened[tag.index()] > 0 {
            self.flattened[tag.index()] -= 1;
            if !tag.is_inline() {
                self.add_break();
            }
            return;
        }
        match tag {
            Tag::Paragraph if self.open_counts[tag.index()] == 0 => self.add_break(),
            _ if tag.is_inline() => self.close_nearest(tag, |tag| !tag.is_inline()),
            _ if tag.is_table_part() => self.close_nearest(tag, |tag| matches!(tag, Tag::Page | Tag::Table)),
            _ if tag.heading_level().is_some() => self.close_heading(),
            _ => self.close_nearest(tag, Tag::is_scope),
        }
    }

    /// Ends the nearest heading, whatever its level.
    fn close_heading(&mut self) {
        let heading = self.open.iter().rev().take_while(|open| !open.tag.is_scope()).find(|open| open.tag.heading_level().is_some());
        if let Some(tag) = heading.map(|open| open.tag) {
            self.close_nearest(tag, Tag::is_scope);
        }
    }

    /// Ends the nearest open element of a kind and all in it, unless a bound stands between.
    fn close_nearest(&mut self, tag: Tag, bounds: impl Fn(Tag) -> bool) {
        if self.open_counts[tag.index()] == 0 {
            return;
        }
        for place in (1..self.open.len()).rev() {
            self.steps += 1;
            let open = self.open[place].tag;
            if open == tag {
                return self.close_down_to(place);
            }
            if bounds(open) {
                return;
            }
        }
    }

    /// Ends open elements until only so many are left.
    fn close_down_to(&mut self, left: usize) {
        while self.open.len() > left {
            self.steps += 1;
            let Some(open) = self.open.pop() else { return };
            self.open_counts[open.tag.index()] -= 1;
            let end = index(self.tree.nodes.len());
            self.tree.nodes[open.node].end = end;
            if let Some((linked, bold)) = open.before {
                (self.linked, self.bold) = (linked, bold);
            }
        }
    }

    /// Adds a node without children.
    fn add(&mut self, tag: Tag) -> &mut Node {
        self.steps += 1;
        let place = self.tree.nodes.len();
        let parent = self.open.last().map_or(ROOT, |open| open.node);
        self.tree.nodes.push(Node {
            tag,
            marks: Marks::default(),
            parent: index(parent),
            end: index(place + 1),
            text: (0, 0),
            number: None,
            style: b'1',
            class: 0,
        });
        &mut self.tree.nodes[place]
    }

    /// Adds a break unless there is one already.
    fn add_break(&mut self) {
        if self.tree.nodes.last().is_some_and(|node| node.tag != Tag::Break) {
            self.add(Tag::Break);
        }
    }

    /// Opens an element with the attributes that were gathered.
    fn push(&mut self, tag: Tag) {
        let marks = self.attributes.marks(tag);
        let class = self.attributes.class_hash();
        let number = match tag {
            Tag::OrderedList => self.attributes.number("start"),
            Tag::Item => self.attributes.number("value"),
            _ => None,
        };
        let style = match (tag, self.attributes.get("type").map(str::as_bytes)) {
            (Tag::OrderedList, Some(&[style])) => style,
            _ => b'1',
        };
        let node = self.tree.nodes.len();
        let added = self.add(tag);
        (added.marks, added.class, added.number, added.style) = (marks, class, number, style);
        self.open.push(Open { tag, node, before: None });
        self.open_counts[tag.index()] += 1;
    }

    /// Leaves out what stands in an element.
    fn mute(&mut self, tag: Tag) {
        if tag == Tag::Script {
            self.tree.head.scripts = true;
            let structured = self.attributes.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
            self.json_ld = structured.then(String::new);
        }
        self.muted = Some(Muted::new(&self.name));
    }

    fn text(&mut self, text: &str) {
        if let Some(json_ld) = &mut self.json_ld {
            let room = JSON_LD_BYTES.saturating_sub(json_ld.len());
            json_ld.push_str(at_most(text, room));
        } else if self.in_title {
            self.tree.head.title.push_str(at_most(text, TITLE_BYTES));
        } else if self.muted.is_none() {
            let start = index(self.tree.text.len());
            self.tree.text.push_str(text);
            let end = index(self.tree.text.len());
            let mut marks = if self.linked { Marks::LINKED } else { Marks::default() };
            if self.bold > 0 {
                marks.add(Marks::BOLD);
            }
            let node = self.add(Tag::Text);
            (node.text, node.marks) = ((start, end), marks);
        }
    }
}

/// A place as it is kept; pages are shorter than 4 GB.
fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
