//! The headline of a page: where it stands, and what it is without the name of the site.

use super::block::Block;
use super::line::is_ideographic;
use super::tag::Tag;
use super::tree::{Marks, Tree};
use crate::Form;

/// Marks between a headline and the name of a site.
const BETWEEN: [char; 10] = ['|', '_', '\u{2013}', '\u{2014}', '\u{B7}', '\u{BB}', '\u{AB}', '\u{2022}', '\u{FF5C}', '\u{203A}'];

/// Weight of the longest block that can be a headline.
const LONGEST: u32 = 600;

/// Weight of the shortest block that can be a headline for its name alone.
const NAMED: u32 = 12;

/// Lines that a headline may be broken into.
const LINES: usize = 4;

/// What two writings of one headline have in common: letters and digits, in lower case.
pub(super) fn key(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The parts of a `title`, cut where a site's name may begin or end.
pub(super) fn segments(title: &str) -> Vec<&str> {
    let mut segments = Vec::new();
    let mut start = 0;
    for (at, character) in title.char_indices() {
        let after = &title[at + character.len_utf8()..];
        let spaced = title[..at].ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace);
        let ideographic = |text: Option<char>| text.is_some_and(|character| (character as u32) >= 0x2E80);
        let cuts = match character {
            '|' | '_' | '\u{FF5C}' => true,
            '-' | ':' | '>' | '<' | '/' => {
                spaced || character == '-' && ideographic(title[..at].chars().next_back()) && ideographic(after.chars().next())
            }
            _ => BETWEEN.contains(&character) && spaced,
        };
        if cuts && at >= start {
            segments.push(title[start..at].trim());
            start = at + character.len_utf8();
        }
    }
    segments.push(title[start..].trim());
    segments.retain(|segment| segment.chars().any(char::is_alphanumeric));
    segments
}

/// The part of a title without the names of sites at its end or beginning; and the names.
pub(super) fn without_site(title: &str, is_site: impl Fn(&str) -> bool) -> (&str, Vec<&str>) {
    let parts = segments(title);
    let (mut first, mut last) = (0, parts.len());
    while last - first > 1 && is_site(&key(parts[last - 1])) {
        last -= 1;
    }
    while last - first > 1 && is_site(&key(parts[first])) {
        first += 1;
    }
    if last - first == parts.len() || parts.is_empty() {
        return (title.trim(), Vec::new());
    }
    let place = |part: &str| part.as_ptr() as usize - title.as_ptr() as usize;
    let end = place(parts[last - 1]) + parts[last - 1].len();
    let names = parts[last..].iter().chain(&parts[..first]).copied().collect();
    (&title[place(parts[first])..end], names)
}

/// The block that is the page's headline: one with the words that the page gives as its title, or else a heading of the
/// first level. A headline in lines of its own becomes one block.
pub(super) fn headline(tree: &Tree, blocks: &mut Vec<Block>, told: &[String], title: &str) -> Option<usize> {
    let site = tree.within(Marks::SITE.and(Marks::SITE_NAME).and(Marks::TRAIL));
    let given = Given::new(told, title);
    let weighed = |lines: &[Block]| given.value(tree, lines) * if site[lines[0].at] { 1 } else { 4 };
    let value = |(place, lines)| (weighed(&blocks[place..place + lines]), lines, std::cmp::Reverse(place));
    let candidates = (0..blocks.len()).flat_map(|place| (1..=LINES.min(blocks.len() - place)).map(move |lines| (place, lines)));
    let best = candidates
        .map(value)
        .filter(|(value, ..)| *value > 0)
        .max_by_key(|&(value, lines, place)| (value, std::cmp::Reverse(lines), place));
    if let Some((_, lines, std::cmp::Reverse(place))) = best {
        join(blocks, place, lines);
        return Some(place);
    }
    let plain = |block: &Block| !block.is_linked() && !site[block.at] && block.weight <= LONGEST;
    let named = |block: &Block| block.weight >= NAMED && mark_above(tree, block, Marks::HEADLINE) && plain(block);
    let first_level = blocks.iter().position(|block| tree.nodes[block.node].tag == Tag::H1 && plain(block));
    first_level.or_else(|| blocks.iter().position(named))
}

/// What a page gives as its title.
struct Given {
    told: Vec<String>,
    /// The beginnings of the page's title, up to each place where it may be cut.
    openings: Vec<String>,
    endings: Vec<String>,
    longest: usize,
}

impl Given {
    fn new(told: &[String], title: &str) -> Self {
        let parts = segments(title);
        let joined = |parts: &[&str]| key(&parts.concat());
        let told: Vec<String> = told.iter().map(|told| key(told)).collect();
        let openings: Vec<String> = (1..=parts.len()).map(|length| joined(&parts[..length])).collect();
        let endings: Vec<String> = (1..parts.len()).map(|start| joined(&parts[start..])).collect();
        let longest = told.iter().chain(&openings).map(String::len).max().unwrap_or(0);
        Self { told, openings, endings, longest }
    }

    /// How well lines would do as the headline; 0 when they are not it.
    fn value(&self, tree: &Tree, lines: &[Block]) -> u32 {
        let [first, rest @ ..] = lines else { return 0 };
        if lines.iter().any(|line| line.form == Form::Row || line.weight > LONGEST) || rest.iter().any(|line| line.node != first.node) {
            return 0;
        }
        let length: usize = lines.iter().map(|line| line.text.len()).sum();
        if length > 4 * self.longest.max(8) {
            return 0;
        }
        let words: String = lines.iter().map(|line| key(&line.text)).collect();
        let named = if words.is_empty() {
            0
        } else if self.told.contains(&words) {
            8
        } else if self.openings.contains(&words) {
            6
        } else if self.endings.contains(&words) {
            3
        } else {
            0
        };
        let heading = match tree.nodes[first.node].tag {
            Tag::H1 => 3,
            tag if tag.heading_level().is_some() => 2,
            _ => u32::from(mark_above(tree, first, Marks::HEADLINE)),
        };
        if named == 0 { 0 } else { named + heading }
    }
}

/// Makes one block of several lines.
fn join(blocks: &mut Vec<Block>, place: usize, lines: usize) {
    let rest: Vec<Block> = blocks.drain(place + 1..place + lines).collect();
    let whole = &mut blocks[place];
    for line in rest {
        let parted = !(whole.text.ends_with(is_ideographic) && line.text.starts_with(is_ideographic));
        whole.text.push_str(if parted { " " } else { "" });
        whole.text.push_str(&line.text);
        whole.weight += line.weight;
        whole.linked += line.linked;
        whole.links += line.links;
        whole.stops += line.stops;
    }
}

/// Whether a block's element, or one of the two around it, carries a mark.
fn mark_above(tree: &Tree, block: &Block, mark: Marks) -> bool {
    tree.upwards(block.node).take(3).any(|node| tree.nodes[node].marks.any(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_cut_where_a_site_may_be_named() {
        assert_eq!(segments("沃外长会见凯总理_阿尔沃尼亚外交部"), ["沃外长会见凯总理", "阿尔沃尼亚外交部"]);
        assert_eq!(segments("Alvonia-Kestria Summit - Ministry | Home"), ["Alvonia-Kestria Summit", "Ministry", "Home"]);
        assert_eq!(segments("Ports: a plan"), ["Ports: a plan"]);
        assert_eq!(segments(""), Vec::<&str>::new());
    }

    #[test]
    fn the_site_is_left_out_only_when_it_is_known() {
        let of_site = |name: &str| name == "ministryofalvonia";
        assert_eq!(without_site("Talks - Part 2 - Ministry of Alvonia", of_site), ("Talks - Part 2", vec!["Ministry of Alvonia"]));
        assert_eq!(without_site("Ministry of Alvonia | Talks", of_site), ("Talks", vec!["Ministry of Alvonia"]));
        assert_eq!(without_site("Talks - Part 2", of_site), ("Talks - Part 2", vec![]));
        assert_eq!(without_site("Ministry of Alvonia", of_site), ("Ministry of Alvonia", vec![]));
    }
}
