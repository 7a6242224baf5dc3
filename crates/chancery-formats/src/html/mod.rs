//! Pages: the article out of what the site puts around it.
//!
//! Bytes are decoded, tags made a tree, the tree blocks (one line each), and of the blocks those are kept that are the
//! article: the body, the headline, and date, source and summary beside it. Which those are is told by where prose and
//! links stand; names that site software is known to use (`data/html.toml`) help and are not needed. Nothing is run or
//! fetched. Every step is linear in the page and none recurses.

mod attributes;
mod block;
mod body;
mod encoding;
mod head;
mod hints;
mod json_ld;
mod line;
mod list;
mod metadata;
mod outline;
mod parse;
mod sniff;
mod table;
mod tag;
#[cfg(test)]
mod tests;
mod title;
mod tree;

use crate::{Extracted, Form, Format, FormatError, Limits, Remark};

use block::Block;
use hints::HINTS;
use metadata::About;
use tree::{Marks, Tree};

pub(crate) use sniff::is_page;

/// A line of the text and what it is.
type Line = (String, Form);

/// Lines at the beginning of a body in which its headline may be said again.
const REPEATED: usize = 5;

/// Names on a path that are kept.
const TRAIL: usize = 6;

/// Bytes of the longest line that gives the day of publication.
const DATE_LINE: usize = 160;

/// Takes the article out of a page.
///
/// # Errors
/// [`FormatError::Empty`] for a page without text, [`FormatError::MadeByScripts`] when scripts would make it.
pub(crate) fn extract(bytes: Vec<u8>, limits: &Limits) -> Result<Extracted, FormatError> {
    let (page, charset) = encoding::decode(bytes)?;
    let mut tree = parse::parse(&page, limits.depth);
    table::mark_tables(&mut tree);
    let about = metadata::read(&tree.head);
    let mut blocks = shown_blocks(&tree);
    if blocks.is_empty() {
        return told_body(&tree, about, charset);
    }
    let page_title = metadata::folded(&tree.head.title);
    let headline = title::headline(&tree, &mut blocks, &about.headlines, &page_title);
    let site = outline::site(&tree, &blocks, headline.map(|headline| &blocks[headline]));
    let listed = body::link_list(&tree, &blocks, &site);
    let article = listed.clone().unwrap_or_else(|| body::article(&tree, &blocks, &site, headline));
    let headline = headline.filter(|headline| listed.is_none() && article.contains(headline));

    let without_site = |title| title_without_site(&about, &blocks, &article, title);
    let given = || without_site(about.headlines.first().unwrap_or(&page_title)).0;
    let title = headline.map_or_else(given, |headline| blocks[headline].text.replace(line::GLUE, ""));
    let (_, outermost) = without_site(&page_title);
    let trail = trail(&tree, &blocks, headline, &title);
    let site_name = outermost.filter(|name| !trail.contains(name) && title::key(name) != title::key(&title));
    let beside = beside_headline(&blocks, &article, headline);
    let mut lines = lines(&blocks, &article, headline, &beside);
    put_title(&mut lines, &title);
    mark_forms(&mut lines);
    let times = times(&tree, &site, beside.iter().map(|&place| &*blocks[place].text));
    let embedded = about.embedded(Some(title).filter(|title| !title.is_empty()), site_name, trail, &times);
    let remarks = listed.map(|listed| Remark::LinkList { links: listed.iter().map(|&place| blocks[place].links).sum() });
    let (text, forms) = joined(lines);
    Ok(Extracted { format: Format::Html, charset, text, forms: Some(forms), embedded, remarks: remarks.into_iter().collect() })
}

/// The blocks that are shown; when what is hidden is most of the page, it was hidden for a while only.
fn shown_blocks(tree: &Tree) -> Vec<Block> {
    let weight = |blocks: &[Block]| blocks.iter().map(|block| u64::from(outline::prose(block))).sum::<u64>();
    let seen = block::blocks(tree, Marks::HIDDEN.and(Marks::SILENT));
    if !tree.nodes.iter().any(|node| node.marks.any(Marks::HIDDEN.and(Marks::SILENT))) {
        return seen;
    }
    let all = block::blocks(tree, Marks::default());
    if weight(&seen) * 4 >= weight(&all) && !seen.is_empty() {
        return seen;
    }
    let audible = block::blocks(tree, Marks::HIDDEN);
    if weight(&audible) * 4 >= weight(&all) && !audible.is_empty() { audible } else { all }
}

/// The article as structured data give it, for a page that shows none.
fn told_body(tree: &Tree, about: About, charset: String) -> Result<Extracted, FormatError> {
    let Some(body) = about.body.as_ref().filter(|body| body.chars().any(char::is_alphanumeric)) else {
        return Err(if tree.head.scripts { FormatError::MadeByScripts } else { FormatError::Empty });
    };
    let mut lines: Vec<Line> =
        body.lines().map(metadata::folded).filter(|line| !line.is_empty()).map(|line| (line, Form::Paragraph)).collect();
    let title = about.headlines.first().cloned().unwrap_or_else(|| metadata::folded(&tree.head.title));
    put_title(&mut lines, &title);
    let embedded = about.embedded(Some(title).filter(|title| !title.is_empty()), None, Vec::new(), &[]);
    let (text, forms) = joined(lines);
    Ok(Extracted { format: Format::Html, charset, text, forms: Some(forms), embedded, remarks: Vec::new() })
}

/// The page's title without the names of site and section, and the outermost of these, when the page says elsewhere
/// that they are such.
fn title_without_site(about: &About, blocks: &[Block], article: &[usize], page_title: &str) -> (String, Option<String>) {
    let names: Vec<String> = about.site_names.iter().map(|name| title::key(name)).collect();
    let (first, last) = (article.first().copied().unwrap_or(0), article.last().copied().unwrap_or(0));
    let around: Vec<String> =
        blocks[..first].iter().chain(blocks.get(last + 1..).unwrap_or_default()).map(|block| title::key(&block.text)).collect();
    let is_site =
        |name: &str| name.chars().count() > 1 && (names.iter().any(|known| known == name) || around.iter().any(|text| text.contains(name)));
    let (title, site) = title::without_site(page_title, is_site);
    (title.to_owned(), site.last().map(|&name| name.to_owned()))
}

/// Times that the page gives for machines, and days in figures in the lines beside the headline.
fn times<'line>(tree: &Tree, site: &[bool], beside: impl Iterator<Item = &'line str>) -> Vec<String> {
    let machine = tree.head.times.iter().filter(|(node, ..)| !site[*node]).map(|(_, time, _)| time.clone());
    machine.chain(beside.filter(|line| line.len() < DATE_LINE).filter_map(metadata::day_within)).collect()
}

/// The places of an article beside its headline: those before its first prose that are not the headline.
fn beside_headline(blocks: &[Block], article: &[usize], headline: Option<usize>) -> Vec<usize> {
    let Some(headline) = headline else { return Vec::new() };
    let after = || article.iter().copied().filter(|&place| place > headline);
    let prose = after().find(|&place| outline::prose(&blocks[place]) > 0);
    let Some(body) = prose.or_else(|| after().find(|&place| blocks[place].stops > 0 && blocks[place].links == 0)) else {
        return Vec::new();
    };
    article.iter().copied().filter(|&place| place < body && place != headline).collect()
}

/// The lines of an article; beside the headline, what style parts is parted by a space.
fn lines(blocks: &[Block], article: &[usize], headline: Option<usize>, beside: &[usize]) -> Vec<Line> {
    let line = |&place: &usize| {
        let text = blocks[place].text.replace(line::GLUE, if beside.contains(&place) { " " } else { "" });
        (text, if Some(place) == headline { Form::Title } else { blocks[place].form })
    };
    article.iter().map(line).collect()
}

/// Puts the title first unless the lines have it; and takes out lines in which the body says it again.
fn put_title(lines: &mut Vec<Line>, title: &str) {
    let words = title::key(title);
    if words.is_empty() {
        return;
    }
    let has_title = lines.iter().position(|(_, form)| *form == Form::Title);
    let from = has_title.map_or(0, |place| place + 1);
    for start in from..lines.len().min(from + REPEATED) {
        let Some(length) = repeats(&lines[start..], &words) else { continue };
        if has_title.is_some() {
            lines.drain(start..start + length);
        } else {
            lines[start..start + length].iter_mut().for_each(|(_, form)| *form = Form::Title);
        }
        return;
    }
    if has_title.is_none() {
        lines.insert(0, (title.to_owned(), Form::Title));
    }
}

/// How many lines together say a title, whose last words (a remark in brackets) may be missing.
fn repeats(lines: &[Line], title: &str) -> Option<usize> {
    let mut said = String::new();
    for (place, (line, _)) in lines.iter().take(4).enumerate() {
        said.push_str(&title::key(line));
        if said.is_empty() || !title.starts_with(&said) {
            return None;
        }
        let most = said.chars().count() * 10 >= title.chars().count() * 9;
        if most {
            return Some(place + 1);
        }
    }
    None
}

/// Notes of editors are notes; and where most of a page is bold, bold says nothing.
fn mark_forms(lines: &mut [Line]) {
    let length = |wanted: Form| lines.iter().filter(|(_, form)| *form == wanted).map(|(text, _)| text.len()).sum::<usize>();
    let all_bold = length(Form::Strong) > length(Form::Paragraph) + length(Form::Item);
    for (text, form) in lines.iter_mut() {
        if *form == Form::Strong && all_bold {
            *form = Form::Paragraph;
        }
        if matches!(form, Form::Paragraph | Form::Strong) && HINTS.is_editor(text) {
            *form = Form::Note;
        }
    }
}

/// The names on the path from the home page to this one, without the two: from what is named as a path, or else from
/// links with marks of a path between them over the headline.
fn trail(tree: &Tree, blocks: &[Block], headline: Option<usize>, title: &str) -> Vec<String> {
    let marks = ['>', '/', '|', '\u{BB}', '\u{203A}', line::GLUE, '\u{2192}', ':', '\u{FF1A}'];
    let on_trail = tree.within(Marks::TRAIL);
    let is_path = |block: &Block| block.links > 1 && block.text.contains(['>', '\u{BB}', '\u{203A}']) && block.linked * 2 > block.weight;
    let named: Vec<&Block> = blocks.iter().filter(|block| on_trail[block.at]).collect();
    let over = || blocks[..headline.unwrap_or(0)].iter().rev().find(|block| is_path(block)).into_iter().collect();
    let path = if named.is_empty() { over() } else { named };
    let number = |character: char| character.is_ascii_digit() || matches!(character, '.' | ' ');
    let names = path.iter().flat_map(|block| block.text.split(marks)).map(|name| name.trim_start_matches(number).trim_end());
    let told =
        names.filter(|name| name.chars().any(char::is_alphanumeric) && !HINTS.is_home(name) && title::key(name) != title::key(title));
    told.take(TRAIL).map(str::to_owned).collect()
}

/// Lines to a text and their forms.
fn joined(lines: Vec<Line>) -> (Vec<u8>, Vec<Form>) {
    let mut text = String::with_capacity(lines.iter().map(|(line, _)| line.len() + 1).sum());
    let mut forms = Vec::with_capacity(lines.len());
    for (line, form) in lines {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&line);
        forms.push(form);
    }
    (text.into_bytes(), forms)
}
