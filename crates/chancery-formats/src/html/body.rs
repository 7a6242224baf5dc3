//! Which part of a page is its article.

use super::block::Block;
use super::hints::HINTS;
use super::outline::{prose, sums};
use super::tag::Tag;
use super::tree::{Marks, NodeIndex, ROOT, Tree};

/// Blocks between headline and body that are kept.
const BETWEEN: usize = 15;

/// Weight of the longest line that says whose the site is.
const IMPRINT: u32 = 400;

/// Links of the shortest list that a page may be for.
const LISTED: usize = 5;

/// Prose of the shortest article among more links than prose.
const SHORTEST: u64 = 150;

/// Prose before the headline counts this many times less.
const BEFORE: u32 = 8;

/// Weight of the longest line that can be date or source.
const DATE_LINE: u32 = 80;

/// Digits of the shortest date.
const DATE_DIGITS: usize = 5;

/// The node in which the body of the article stands.
///
/// From the whole page, or the element that is said to be the article, down as long as one child holds most of the
/// measure.
pub(super) fn body(tree: &Tree, measured: &[u64]) -> NodeIndex {
    let all = measured[ROOT];
    if all == 0 {
        return ROOT;
    }
    let said = |is_said: &dyn Fn(NodeIndex) -> bool, share: u64| {
        let said = (1..tree.nodes.len()).filter(|&node| is_said(node) && measured[node] * 100 >= all * share);
        said.reduce(|best, node| if measured[node] * 100 >= measured[best] * 95 { node } else { best })
    };
    let by_name = said(&|node| tree.nodes[node].marks.any(Marks::BODY), 25);
    let by_element = || said(&|node| matches!(tree.nodes[node].tag, Tag::Article | Tag::Main), 40);
    let mut node = by_name.or_else(by_element).unwrap_or(ROOT);
    while let Some(child) = tree.children(node).max_by_key(|&child| measured[child]) {
        if measured[child] * 100 < measured[node] * 70 || !tree.nodes[child].tag.is_container() {
            break;
        }
        node = child;
    }
    // A table or a row whose lines are rows is taken whole.
    tree.upwards(node).find(|&node| tree.nodes[node].marks.any(Marks::ROWS)).map_or(node, |table| tree.parent(table))
}

/// Which blocks are the article: its body, what stands between it and the headline, and what goes on after it.
pub(super) fn article(tree: &Tree, blocks: &[Block], site: &[bool], headline: Option<usize>) -> Vec<usize> {
    let start = headline.map_or(0, |headline| blocks[headline].at);
    let discounted = |block: &Block, measure: u32| if block.at < start { measure / BEFORE } else { measure };
    let mut prose_in = sums(tree, blocks, site, |block| discounted(block, prose(block)));
    if prose_in[ROOT] == 0 {
        // A page of a few short sentences.
        prose_in = sums(tree, blocks, site, |block| discounted(block, if block.stops > 0 { block.weight - block.linked } else { 0 }));
    }
    let body = body(tree, &prose_in);
    let subtree = tree.subtree(body);
    let shown = |&place: &usize| {
        let block = &blocks[place];
        let turns = block.links > 0 && HINTS.is_turn(&block.text);
        !(site[block.at] || turns || HINTS.is_tool(&block.text) || is_imprint(block))
    };
    let within: Vec<usize> = (0..blocks.len()).filter(|&place| subtree.contains(&blocks[place].at)).filter(shown).collect();
    let (Some(&first), Some(&last)) = (within.first(), within.last()) else { return (0..blocks.len()).collect() };
    let before = before(tree, blocks, headline.filter(|&headline| headline < first), first).into_iter().filter(shown);
    let after: Vec<usize> = (last + 1..blocks.len()).filter(|&place| !subtree.contains(&blocks[place].at)).filter(shown).collect();
    let region = region(tree, &prose_in, body, headline.map(|headline| blocks[headline].at));
    let after = goes_on(blocks, after.into_iter().filter(|&place| region.contains(&blocks[place].at)));
    before.chain(inside(blocks, &within)).chain(after).collect()
}

/// Date, source and summary around the headline.
fn before(tree: &Tree, blocks: &[Block], headline: Option<usize>, first: usize) -> Vec<usize> {
    let Some(headline) = headline else { return Vec::new() };
    let around = tree.subtree(tree.upwards(blocks[headline].node).nth(2).unwrap_or(ROOT));
    let crowded = first - headline > BETWEEN;
    let mut kept = dated(blocks, headline, |block| around.contains(&block.at));
    kept.push(headline);
    for place in headline + 1..first {
        let block = &blocks[place];
        // The name of an agency is often a link after a label.
        let labelled = block.links == 1 && block.weight <= DATE_LINE && blocks[place - 1].text.ends_with([':', '\u{FF1A}']);
        if (block.linked * 2 <= block.weight || digits(block) >= DATE_DIGITS || labelled) && (!crowded || around.contains(&block.at)) {
            kept.push(place);
        }
    }
    kept
}

/// Lines right before a headline, when one of them is a date.
fn dated(blocks: &[Block], headline: usize, is_near: impl Fn(&Block) -> bool) -> Vec<usize> {
    let may_be = |&&place: &&usize| blocks[place].links == 0 && blocks[place].weight <= DATE_LINE && is_near(&blocks[place]);
    let places: Vec<usize> = (headline.saturating_sub(3)..headline).rev().collect();
    let mut near: Vec<usize> = places.iter().take_while(may_be).copied().collect();
    near.reverse();
    let first = near.iter().position(|&place| digits(&blocks[place]) >= DATE_DIGITS);
    first.map_or_else(Vec::new, |first| near.split_off(first))
}

/// How many digits a block holds.
fn digits(block: &Block) -> usize {
    block.text.bytes().filter(u8::is_ascii_digit).count()
}

/// The body without links to other pages: those before its first prose, those under a line that says so, and those at
/// its end.
fn inside(blocks: &[Block], within: &[usize]) -> Vec<usize> {
    let is_prose = |place: usize| prose(&blocks[place]) > 0;
    let Some(first_prose) = within.iter().position(|&place| is_prose(place)) else { return within.to_vec() };
    let last_prose = within.iter().rposition(|&place| is_prose(place)).unwrap_or(first_prose);
    let tail = &within[last_prose + 1..];
    // One or two links at the end are the paper itself; a list of them is not.
    let links_end = tail.iter().filter(|&&place| blocks[place].is_linked()).count() > 2;
    let mut in_related = false;
    let mut kept = Vec::new();
    for (order, &place) in within.iter().enumerate() {
        let block = &blocks[place];
        let before_link = within.get(order + 1).is_none_or(|&next| blocks[next].is_linked());
        let opens_related = before_link && HINTS.is_related(&block.text);
        in_related = opens_related || in_related && !is_prose(place) && block.links > 0;
        let menu = order < first_prose && block.links > 1 && block.is_linked();
        let link_at_end = order > last_prose && block.is_linked() && links_end;
        if !in_related && !menu && !link_at_end {
            kept.push(place);
        }
    }
    kept
}

/// How far an article may go on after its body: to the element that also holds the headline, unless far more than the
/// article stands in it.
fn region(tree: &Tree, prose_in: &[u64], body: NodeIndex, headline: Option<NodeIndex>) -> std::ops::Range<NodeIndex> {
    let mut region = body;
    for (level, node) in tree.upwards(body).enumerate() {
        if prose_in[node] * 2 > prose_in[body] * 3 {
            break;
        }
        let holds_headline = headline.is_some_and(|headline| tree.subtree(region).contains(&headline));
        if holds_headline || headline.is_none() && level > 2 {
            break;
        }
        region = node;
        if matches!(tree.nodes[node].tag, Tag::Article | Tag::Main) {
            break;
        }
    }
    tree.subtree(region)
}

/// Blocks after the body for as long as they are more of the same: prose and what stands between it.
fn goes_on(blocks: &[Block], after: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut kept = Vec::new();
    let mut waiting = Vec::new();
    for place in after {
        let block = &blocks[place];
        if HINTS.is_related(&block.text) || block.is_linked() && block.links > 0 && block.weight > 0 {
            break;
        }
        waiting.push(place);
        if prose(block) > 0 || HINTS.is_editor(&block.text) {
            kept.append(&mut waiting);
        }
    }
    kept
}

/// Whether a block says whose the site is.
fn is_imprint(block: &Block) -> bool {
    block.weight <= IMPRINT && HINTS.is_imprint(&block.text)
}

/// The blocks of a page that lists links and has no article; [`None`] when it is not one.
pub(super) fn link_list(tree: &Tree, blocks: &[Block], site: &[bool]) -> Option<Vec<usize>> {
    let linked_in = sums(tree, blocks, site, |block| if block.linked * 2 > block.weight { block.linked } else { 0 });
    let prose_in = sums(tree, blocks, site, |block| if is_imprint(block) { 0 } else { prose(block) });
    let list = body(tree, &linked_in);
    let items = |&place: &usize| tree.subtree(list).contains(&blocks[place].at) && !site[blocks[place].at];
    let listed: Vec<usize> = (0..blocks.len()).filter(items).collect();
    let links = listed.iter().filter(|&&place| blocks[place].links > 0).count();
    (links >= LISTED && prose_in[ROOT] < SHORTEST && prose_in[ROOT] * 4 < linked_in[list]).then_some(listed)
}
