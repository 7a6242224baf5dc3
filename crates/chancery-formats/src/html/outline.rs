//! Where the text of a page stands, and which parts are the site's.

use super::block::Block;
use super::tag::Tag;
use super::tree::{Marks, NodeIndex, ROOT, Tree};

/// A block of this weight with a mark that parts sentences is prose.
const SENTENCE: u32 = 40;

/// A block of this weight is prose.
const PARAGRAPH: u32 = 160;

/// How much prose a block is.
pub(super) fn prose(block: &Block) -> u32 {
    let is_prose = block.weight >= PARAGRAPH || block.weight >= SENTENCE && block.stops > 0;
    if is_prose && block.linked * 2 < block.weight { block.weight - block.linked } else { 0 }
}

/// What each node holds of a measure of blocks, those of the site left out.
pub(super) fn sums(tree: &Tree, blocks: &[Block], site: &[bool], measure: impl Fn(&Block) -> u32) -> Vec<u64> {
    let mut sums = vec![0; tree.nodes.len()];
    for block in blocks.iter().filter(|block| !site[block.at]) {
        sums[block.node] += u64::from(measure(block));
    }
    for node in (1..sums.len()).rev() {
        sums[tree.parent(node)] += sums[node];
    }
    sums
}

/// Which nodes are the site's: menus, footers, shares, related pages.
///
/// What a name says is not believed of a node with a good part of the page's prose, and nothing is believed when
/// almost no prose would be left.
pub(super) fn site(tree: &Tree, blocks: &[Block], headline: Option<&Block>) -> Vec<bool> {
    let prose_in = sums(tree, blocks, &vec![false; tree.nodes.len()], prose);
    let all = prose_in[ROOT];
    let holds_headline = |node: NodeIndex| headline.is_some_and(|block| tree.subtree(node).contains(&block.at));
    let with_share = |believed: u64| {
        let mut site = vec![false; tree.nodes.len()];
        for node in 1..tree.nodes.len() {
            site[node] = site[tree.parent(node)] || is_site(tree, node, &prose_in, believed) && !holds_headline(node);
        }
        site
    };
    let strict = with_share(all.saturating_add(1));
    let left: u64 = blocks.iter().filter(|block| !strict[block.at]).map(|block| u64::from(prose(block))).sum();
    if left * 7 >= all { strict } else { with_share(all / 2) }
}

/// Whether a node by itself is the site's; parts that hold `believed` of the prose or more never are.
fn is_site(tree: &Tree, node: NodeIndex, prose_in: &[u64], believed: u64) -> bool {
    let marks = tree.nodes[node].marks;
    if prose_in[node] >= believed || tree.nodes[node].tag == Tag::Text || marks.any(Marks::NOTE) {
        return false;
    }
    if marks.any(Marks::SITE) {
        return true;
    }
    let small = prose_in[node] * 4 < prose_in[ROOT] || prose_in[node] == 0;
    !marks.any(Marks::BODY)
        && !tree.nodes[node].tag.is_inline()
        && (marks.any(Marks::SITE_NAME) || small && marks.any(Marks::ASIDE_NAME) || small && tree.nodes[node].tag == Tag::Header)
}
