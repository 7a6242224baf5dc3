//! A page that holds several articles, to a document for each.
//!
//! An article begins where the format says that a title stands, or at a heading or title line beside which there is what
//! stands at the edge of an article: a date line, an agency's line or its run-in form under it, or the line that closes the
//! article before. Of headings one right under another, the one on the level of the others that begin articles begins it. Headings alone part nothing, so an article with headings stays whole, and so does a page of which it
//! cannot be told. What stands before the first title and is no running text (a list of contents) is in none of the articles.
//!
//! Paragraphs are repaired once, on the whole page; each article is then told what it is by itself, and what it does not
//! say of itself is taken from the page.

use chancery_formats::Extracted;
use chancery_model::{Date, Detected, Document, Metadata, Paragraph, Role};
use chancery_text::Span;

use crate::repair::{Block, Form, Repaired};
use crate::shape::{self, Ending};
use crate::{Conventions, Page, ReadError, Told, dates, patterns, roles};

/// A page and the articles in it.
#[derive(Debug)]
pub struct Split {
    /// The whole page as one document.
    pub whole: Document,
    /// Its articles, in order; none when it is a single one.
    pub articles: Vec<Article>,
}

/// One of several articles of a page.
#[derive(Debug)]
pub struct Article {
    /// Where it stands in the text of the page.
    pub span: Span,
    /// The article; its spans are in its own text.
    pub document: Document,
}

/// Paragraphs after a title among which its date line or agency's line is looked for.
const FRONT: usize = 4;

/// Makes documents of what was taken out of a file that may hold several articles. A title that was told is that of the page.
///
/// # Errors
/// [`ReadError`] when there is no visible character in it, or too many.
pub fn assemble_articles(extracted: Extracted, name: &str, told: &Told, conventions: &Conventions) -> Result<Split, ReadError> {
    let Page { repaired, mut file, warnings } = Page::new(extracted, conventions)?;
    let assigned = roles::assign(&repaired.text, repaired.blocks.clone(), conventions);
    let seen = Seen { text: &repaired.text, blocks: &repaired.blocks, paragraphs: &assigned.paragraphs, conventions };
    let ranges = seen.articles();
    let pieces: Vec<(Span, Repaired)> = ranges.iter().map(|range| piece(&repaired, range.clone())).collect();
    let whole = file.document(repaired, warnings.clone(), name, told, conventions)?;
    file.embedded.title = None;
    let told = Told { title: None, ..told.clone() };
    let head = pieces.first().map_or("", |(first, _)| &whole.text.as_str()[..first.start as usize]);
    let is_dated = is_dated(head, whole.metadata.date, conventions);
    let mut articles = Vec::with_capacity(pieces.len());
    for (span, piece) in pieces {
        let mut document = file.document(piece, warnings.clone(), name, &told, conventions)?;
        inherit(&mut document.metadata, &whole.metadata, is_dated);
        articles.push(Article { span, document });
    }
    Ok(Split { whole, articles })
}

/// The paragraphs of an article cut out of a page, and where they stood.
fn piece(page: &Repaired, range: std::ops::Range<usize>) -> (Span, Repaired) {
    let blocks = &page.blocks[range];
    let (start, end) = (blocks.first().map_or(0, |block| block.span.start), blocks.last().map_or(0, |block| block.span.end));
    let moved = |block: &Block| Block { span: Span::new(block.span.start - start, block.span.end - start), ..*block };
    let dropped = page.dropped.iter().filter(|&&at| (start..=end).contains(&at)).map(|&at| at - start);
    let text = page.text[start as usize..end as usize].to_owned().into();
    (Span::new(start, end), Repaired { text, blocks: blocks.iter().map(moved).collect(), dropped: dropped.collect() })
}

/// Whether the day of a page stands in its head, before any of its articles: then it is that of them all.
fn is_dated(head: &str, day: Option<Date>, conventions: &Conventions) -> bool {
    let mut dates = head.lines().filter(|line| line.len() <= 200).filter_map(|line| dates::first(line, conventions));
    day.is_some() && dates.any(|found| Some(found.date) == day)
}

/// Takes from the page what an article does not say of itself: the language, and the day when that is one of the whole page.
fn inherit(article: &mut Metadata, page: &Metadata, is_dated: bool) {
    let from_page = |key: &str| page.detected.iter().find(|detected| detected.key == key).copied();
    let mut taken: Vec<Detected> = Vec::new();
    if article.date.is_none() && is_dated {
        article.date = page.date;
        taken.extend(from_page("date"));
    }
    if article.language.is_none() {
        article.language = page.language;
        taken.extend(from_page("language"));
    }
    article.detected.extend(taken);
    article.detected.sort_by_key(|detected| KEYS.iter().position(|key| *key == detected.key));
}

/// The keys that can be detected, in their order.
const KEYS: [&str; 8] = ["language", "date", "kind", "side", "participants", "issuer", "title", "published"];

/// A page as far as it has been read.
struct Seen<'p> {
    text: &'p str,
    blocks: &'p [Block],
    paragraphs: &'p [Paragraph],
    conventions: &'p Conventions,
}

impl Seen<'_> {
    /// The paragraphs of each article; none when there are not several.
    fn articles(&self) -> Vec<std::ops::Range<usize>> {
        let level = self.level();
        let mut starts: Vec<usize> = Vec::new();
        for at in (0..self.blocks.len()).filter(|&at| self.begins(at) && !self.heads_a_section(at, level)) {
            let goes_on = starts.last().is_some_and(|&since| !self.has_text(since..at) || self.is_said_again(since, at));
            if !goes_on {
                starts.push(at);
            }
        }
        if let Some(&first) = starts.first().filter(|&&first| self.has_sentences(0..first)) {
            let title = (0..first).find(|&at| self.paragraphs[at].role == Role::Title).unwrap_or(0);
            starts.insert(0, title);
        }
        let ends = starts.iter().skip(1).copied().chain([self.blocks.len()]);
        let articles: Vec<std::ops::Range<usize>> = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
        if articles.len() > 1 { articles } else { Vec::new() }
    }

    /// The level of most of the headings that articles begin with.
    fn level(&self) -> Option<u8> {
        let mut counts = [0_usize; 8];
        for (at, block) in self.blocks.iter().enumerate() {
            if let Form::Heading(level) = block.form {
                counts[usize::from(level.min(7))] += usize::from(self.opens(at));
            }
        }
        (1..8).max_by_key(|&level| counts[usize::from(level)]).filter(|&level| counts[usize::from(level)] > 1)
    }

    /// Whether a heading stands over the articles rather than at the beginning of one: right under it is one on their level.
    fn heads_a_section(&self, at: usize, level: Option<u8>) -> bool {
        let on_level = |at: usize| {
            self.blocks.get(at).is_some_and(|block| matches!((block.form, level), (Form::Heading(one), Some(other)) if one == other))
        };
        !on_level(at) && on_level(at + 1)
    }

    /// Whether a title is that of the article it would end: what stood before was its head.
    fn is_said_again(&self, since: usize, at: usize) -> bool {
        self.words(&self.paragraphs[since]) == self.words(&self.paragraphs[at])
    }

    /// Whether an article begins with a paragraph.
    fn begins(&self, at: usize) -> bool {
        let is_title = self.paragraphs[at].role == Role::Title;
        match self.blocks[at].form {
            Form::Title => true,
            Form::Heading(_) => self.opens(at) || is_title && self.is_closed_before(at),
            _ => is_title && (self.opens(at) || self.is_closed_before(at)),
        }
    }

    /// Whether what stands under a heading opens an article: a date line, an agency's line, its run-in form.
    fn opens(&self, at: usize) -> bool {
        for paragraph in self.paragraphs.iter().skip(at + 1).take(FRONT) {
            match paragraph.role {
                Role::Dateline | Role::Byline => return true,
                Role::Heading | Role::Title => {}
                _ => return patterns::is_run_in_agency(shape::beginning(self.words(paragraph), 200), self.conventions),
            }
        }
        false
    }

    /// Whether the paragraph before closes an article.
    fn is_closed_before(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.paragraphs.get(before));
        before.is_some_and(|before| matches!(before.role, Role::Byline | Role::Dateline | Role::Signature))
    }

    /// Whether there is running text among some paragraphs.
    fn has_text(&self, range: std::ops::Range<usize>) -> bool {
        let running = |paragraph: &Paragraph| matches!(paragraph.role, Role::Body | Role::Question | Role::Answer | Role::ListItem);
        self.paragraphs[range].iter().any(running)
    }

    /// Whether there are sentences of running text among some paragraphs.
    fn has_sentences(&self, range: std::ops::Range<usize>) -> bool {
        let running = |paragraph: &Paragraph| matches!(paragraph.role, Role::Body | Role::Question | Role::Answer);
        self.paragraphs[range].iter().any(|paragraph| running(paragraph) && shape::ending(self.words(paragraph)) == Ending::Final)
    }

    fn words(&self, paragraph: &Paragraph) -> &str {
        &self.text[paragraph.span.range()]
    }
}
