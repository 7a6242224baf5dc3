//! The page as a tree, laid flat in the order of its text.

use std::ops::Range;

use super::head::Head;
use super::tag::Tag;

/// A place in [`Tree::nodes`].
pub(super) type NodeIndex = usize;

/// The root of every tree.
pub(super) const ROOT: NodeIndex = 0;

/// What a node's attributes say of it: a set of bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks(u32);

impl Marks {
    /// Not shown.
    pub(super) const HIDDEN: Self = Self(1);
    /// Said to be of no matter to those who hear the page read, which is also said of what lies under an open window.
    pub(super) const SILENT: Self = Self(1 << 1);
    /// Of the site by its element or role: navigation, footer.
    pub(super) const SITE: Self = Self(1 << 2);
    /// Of the site by a name that is given to nothing else: cookie notes, footers.
    pub(super) const SITE_NAME: Self = Self(1 << 3);
    /// Probably of the site by its name: shares, related pages, tools.
    pub(super) const ASIDE_NAME: Self = Self(1 << 4);
    /// The body of the article by a name that site software gives to it.
    pub(super) const BODY: Self = Self(1 << 5);
    /// A headline by its name.
    pub(super) const HEADLINE: Self = Self(1 << 6);
    /// Foot or end notes.
    pub(super) const NOTE: Self = Self(1 << 7);
    /// Printed in bold.
    pub(super) const BOLD: Self = Self(1 << 8);
    /// Shown on lines of its own although its element is not.
    pub(super) const BLOCK: Self = Self(1 << 9);
    /// A path from the home page to this one.
    pub(super) const TRAIL: Self = Self(1 << 10);
    /// A table for looks only.
    pub(super) const LAYOUT: Self = Self(1 << 11);
    /// A list counted downwards.
    pub(super) const REVERSED: Self = Self(1 << 12);
    /// A list whose items show no numbers.
    pub(super) const UNNUMBERED: Self = Self(1 << 13);
    /// A run of text within a link.
    pub(super) const LINKED: Self = Self(1 << 14);
    /// A table whose rows are lines.
    pub(super) const ROWS: Self = Self(1 << 15);

    /// Whether any of the marks is there.
    pub(super) const fn any(self, marks: Self) -> bool {
        self.0 & marks.0 != 0
    }

    /// These and those.
    pub(super) const fn and(self, marks: Self) -> Self {
        Self(self.0 | marks.0)
    }

    /// Adds marks.
    pub(super) fn add(&mut self, marks: Self) {
        self.0 |= marks.0;
    }
}

/// An element or a run of text.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Which element.
    pub(super) tag: Tag,
    /// What its attributes say.
    pub(super) marks: Marks,
    /// The node around it; the root is its own.
    pub(super) parent: u32,
    /// One past its last descendant.
    pub(super) end: u32,
    /// Start and end of a text in [`Tree::text`].
    pub(super) text: (u32, u32),
    /// `start` of an ordered list, `value` of an item.
    pub(super) number: Option<i32>,
    /// How an ordered list counts: one of `1aAiI`.
    pub(super) style: u8,
    /// A hash of its class, 0 when it has none.
    pub(super) class: u32,
}

/// A page: its nodes in the order of their start tags, so that children follow parents, and what stood in its head.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The nodes; the first is the root.
    pub(super) nodes: Vec<Node>,
    /// All text, entities decoded.
    pub(super) text: String,
    /// What the page says about itself.
    pub(super) head: Head,
    /// Steps that building it took, of which growth is measured.
    #[cfg(test)]
    pub(super) steps: usize,
}

impl Tree {
    /// A node and all that is in it.
    pub(super) fn subtree(&self, node: NodeIndex) -> Range<NodeIndex> {
        node..self.nodes[node].end as usize
    }

    /// The node around a node.
    pub(super) fn parent(&self, node: NodeIndex) -> NodeIndex {
        self.nodes[node].parent as usize
    }

    /// A node and those around it, up to the root.
    pub(super) fn upwards(&self, node: NodeIndex) -> impl Iterator<Item = NodeIndex> + '_ {
        std::iter::successors(Some(node), |&node| (node != ROOT).then(|| self.parent(node)))
    }

    /// Which nodes carry one of some marks or stand in a node that does.
    pub(super) fn within(&self, marks: Marks) -> Vec<bool> {
        let mut within = vec![false; self.nodes.len()];
        for (place, node) in self.nodes.iter().enumerate() {
            within[place] = within[node.parent as usize] || node.marks.any(marks);
        }
        within
    }

    /// The nodes directly in a node.
    pub(super) fn children(&self, node: NodeIndex) -> impl Iterator<Item = NodeIndex> + '_ {
        let end = self.nodes[node].end as usize;
        let first = (node + 1 < end).then_some(node + 1);
        std::iter::successors(first, move |&child| Some(self.nodes[child].end as usize).filter(|&next| next < end))
    }
}
