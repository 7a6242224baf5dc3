//! Tokens: every byte of a paragraph belongs to a term, a mention, punctuation or other words.

use chancery_lexicon::{ClassSet, Hit, Lexicon, Matcher, NONE, known};
use chancery_mentions::{Vocabulary, recognize_folded};
use chancery_model::{AreaSet, Date, Language, Mention, MentionValue, Paragraph};
use chancery_text::fold::fold_into;
use chancery_text::{Span, runs};

/// Paragraphs and bytes of text whose tokens are made together, at most; one paragraph may be longer.
const BATCH_PARAGRAPHS: usize = 32;
const BATCH_BYTES: u32 = 4 * 1024;

/// Parts paragraphs into those whose tokens are made together.
pub(crate) fn batches(mut left: &[Paragraph]) -> impl Iterator<Item = &[Paragraph]> {
    std::iter::from_fn(move || {
        let first = left.first()?.span.start;
        let fits = |paragraph: &&Paragraph| paragraph.span.end.saturating_sub(first) <= BATCH_BYTES;
        let length = left.iter().take(BATCH_PARAGRAPHS).take_while(fits).count().max(1);
        let (batch, rest) = left.split_at(length);
        left = rest;
        Some(batch)
    })
}

/// A stretch of a paragraph that plays one part.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    /// The parts it can play.
    pub classes: ClassSet,
    /// Where it stands in the document.
    pub span: Span,
    /// The lexicon term, or [`NONE`].
    pub term: u32,
    /// The mention, an index of the paragraph's mentions, or [`NONE`].
    pub mention: u32,
}

impl Token {
    /// Whether the token can play any of these parts.
    #[inline]
    pub fn is(&self, classes: ClassSet) -> bool {
        self.classes & classes != 0
    }
}

/// An area word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AreaHit {
    pub span: Span,
    pub areas: AreaSet,
    /// Whether the word names an actor too.
    pub is_actor: bool,
}

/// The tokens of one paragraph, and the buffers they are made with, kept from one to the next.
#[derive(Default)]
pub(crate) struct Tokens {
    pub list: Vec<Token>,
    pub areas: Vec<AreaHit>,
    /// Mentions of this paragraph.
    pub mentions: Vec<Mention>,
    folded: Vec<u8>,
    spine: Vec<Hit>,
    area_hits: Vec<Hit>,
}

impl Tokens {
    /// The place of the first token that begins at or after a byte.
    pub fn first_at(&self, start: u32) -> usize {
        self.list.partition_point(|token| token.span.start < start)
    }

    /// The tokens wholly inside a span.
    pub fn inside(&self, span: Span) -> &[Token] {
        let from = self.first_at(span.start);
        let to = self.list.partition_point(|token| token.span.end <= span.end);
        &self.list[from.min(to)..to]
    }
}

/// What tokens are made with.
pub(crate) struct Tokenizer<'l> {
    pub matcher: &'l Matcher,
    pub vocabulary: &'l Vocabulary,
    pub language: Language,
    /// The class of words that look like past forms.
    pub past: ClassSet,
    /// The class of words that look like gerunds.
    pub gerund: ClassSet,
}

impl<'l> Tokenizer<'l> {
    pub fn new(lexicon: &'l Lexicon, language: Language) -> Option<Self> {
        Some(Self {
            matcher: lexicon.matcher(language)?,
            vocabulary: lexicon.vocabulary(language)?,
            language,
            past: lexicon.classes(language).find("past").unwrap_or(0),
            gerund: lexicon.classes(language).find("gerund").unwrap_or(0),
        })
    }

    /// Makes the tokens of `text`, a paragraph that begins at byte `offset` of its document: the
    /// three stages below in a row.
    pub fn run(&self, text: &str, offset: u32, reference: Option<Date>, tokens: &mut Tokens) {
        self.find_terms(text, tokens);
        self.find_mentions(text, offset, reference, tokens);
        self.join(text, offset, tokens);
    }

    /// Makes the tokens of a few paragraphs of a text, each stage over all of them before the next, so
    /// that the code and the tables of one stage stay near the processor. `pool` is filled from the
    /// first, one a paragraph, and keeps its buffers.
    pub fn run_together(&self, text: &str, paragraphs: &[Paragraph], reference: Option<Date>, pool: &mut Vec<Tokens>) {
        if pool.len() < paragraphs.len() {
            pool.resize_with(paragraphs.len(), Tokens::default);
        }
        for (paragraph, tokens) in paragraphs.iter().zip(&mut *pool) {
            self.find_terms(&text[paragraph.span.range()], tokens);
        }
        for (paragraph, tokens) in paragraphs.iter().zip(&mut *pool) {
            self.find_mentions(&text[paragraph.span.range()], paragraph.span.start, reference, tokens);
        }
        for (paragraph, tokens) in paragraphs.iter().zip(pool) {
            self.join(&text[paragraph.span.range()], paragraph.span.start, tokens);
        }
    }

    /// First stage: the terms of the lexicon.
    fn find_terms(&self, text: &str, tokens: &mut Tokens) {
        fold_into(text, &mut tokens.folded);
        self.matcher.find(text, &tokens.folded, &mut tokens.spine, &mut tokens.area_hits);
    }

    /// Second stage: dates, numbers and amounts.
    fn find_mentions(&self, text: &str, offset: u32, reference: Option<Date>, tokens: &mut Tokens) {
        tokens.mentions.clear();
        let folded = simdutf8::basic::from_utf8(&tokens.folded).expect("a text that is folded stays UTF-8");
        recognize_folded(self.vocabulary, text, folded, offset, reference, &mut tokens.mentions);
    }

    /// Third stage: area words, and the tokens of all that was found.
    fn join(&self, text: &str, offset: u32, tokens: &mut Tokens) {
        tokens.areas.clear();
        let names = known::GROUP | known::FORMULATION | known::MECHANISM | known::BODY | known::PLACE;
        let mut next = 0;
        if self.language != Language::ZH {
            keep_longest(&mut tokens.area_hits);
        }
        for hit in &tokens.area_hits {
            while next < tokens.spine.len() && tokens.spine[next].end < hit.end {
                next += 1;
            }
            let is_inside = tokens.spine.get(next).is_some_and(|name| {
                name.start <= hit.start && name.end - name.start > hit.end - hit.start && self.matcher.classes(*name) & names != 0
            });
            if is_inside {
                continue;
            }
            let term = self.matcher.term(hit.term);
            let is_actor = term.classes & (known::STATE | known::GROUP | known::ADJECTIVE | known::PERSON) != 0;
            tokens.areas.push(AreaHit { span: Span::new(hit.start + offset, hit.end + offset), areas: term.areas, is_actor });
        }
        self.merge(text, offset, tokens);
    }

    /// Merges terms and mentions and fills the rest with words.
    fn merge(&self, text: &str, offset: u32, tokens: &mut Tokens) {
        let names = known::STATE
            | known::GROUP
            | known::PERSON
            | known::PLACE
            | known::FORMULATION
            | known::MECHANISM
            | known::BODY
            | known::BOTH
            | known::LEADERS;
        let Tokens { list, mentions, spine, .. } = tokens;
        list.clear();
        // Mentions inside a longer name are part of the name.
        let mut next = 0;
        mentions.retain(|mention| {
            while next < spine.len() && spine[next].end + offset <= mention.span.start {
                next += 1;
            }
            spine.get(next).is_none_or(|hit| {
                let span = Span::new(hit.start + offset, hit.end + offset);
                let is_name = self.matcher.classes(*hit) & names != 0;
                let is_part = span.covers(mention.span) && span.len() > mention.span.len();
                !(is_name && span.overlaps(mention.span) && span.len() >= mention.span.len() || is_part)
            })
        });
        let mut at = offset;
        let mut mention = 0;
        for hit in spine.iter() {
            let span = Span::new(hit.start + offset, hit.end + offset);
            while mention < mentions.len() && mentions[mention].span.start < span.end {
                let found = mentions[mention].span;
                if found.start >= at {
                    self.words(text, offset, at, found.start, list);
                    list.push(mention_token(&mentions[mention], mention));
                    at = found.end;
                }
                mention += 1;
            }
            if span.start < at {
                continue;
            }
            self.words(text, offset, at, span.start, list);
            let mut classes = self.matcher.classes(*hit);
            if self.language != Language::ZH && classes & !(known::WORD | known::LITERAL) == 0 {
                // A word that only patterns name still has the form of a verb.
                let words = &text.as_bytes()[hit.start as usize..hit.end as usize];
                classes |= self.form(words.split(|&byte| byte == b' ').next().unwrap_or(words));
            }
            list.push(Token { classes, span, term: hit.term, mention: NONE });
            at = span.end;
        }
        for (index, found) in mentions.iter().enumerate().skip(mention) {
            if found.span.start >= at {
                self.words(text, offset, at, found.span.start, list);
                list.push(mention_token(found, index));
                at = found.span.end;
            }
        }
        self.words(text, offset, at, offset + text.len() as u32, list);
    }

    /// What the ending of an English word that the lexicon does not know says of it.
    fn form(&self, word: &[u8]) -> ClassSet {
        if word.len() <= 4 || !word[0].is_ascii_lowercase() {
            return 0;
        }
        match word {
            [.., b'e', b'd'] => self.past,
            [.., b'i', b'n', b'g'] => self.gerund,
            _ => 0,
        }
    }

    /// Fills a stretch without terms with words.
    #[inline]
    fn words(&self, text: &str, offset: u32, start: u32, end: u32, list: &mut Vec<Token>) {
        // Between two terms there is nothing or a space, mostly.
        let is_space = || end - start == 1 && text.as_bytes()[(start - offset) as usize] == b' ';
        if start < end && !is_space() {
            self.other_words(text, offset, start, end, list);
        }
    }

    /// Fills a stretch that is not empty with words.
    fn other_words(&self, text: &str, offset: u32, start: u32, end: u32, list: &mut Vec<Token>) {
        let gap = &text.as_bytes()[(start - offset) as usize..(end - offset) as usize];
        if self.language == Language::ZH {
            if text[(start - offset) as usize..(end - offset) as usize].chars().all(char::is_whitespace) {
                return;
            }
            list.push(Token { classes: known::WORD, span: Span::new(start, end), term: NONE, mention: NONE });
            return;
        }
        let mut place = 0;
        while place < gap.len() {
            let byte = gap[place];
            let from = place;
            let classes = if byte.is_ascii_whitespace() {
                place += 1;
                continue;
            } else if is_word_byte(byte) {
                place = runs::past(gap, place, runs::word_bytes);
                while place < gap.len() && is_inner(gap, place) {
                    place = runs::past(gap, place + 1, runs::word_bytes);
                }
                known::WORD | self.form(&gap[from..place])
            } else {
                place += 1;
                punctuation(byte)
            };
            list.push(Token { classes, span: Span::new(start + from as u32, start + place as u32), term: NONE, mention: NONE });
        }
    }
}

/// Keeps the area words that no longer one covers: *nuclear weapons*, not the weapons in them.
/// They come in the order of their ends, the longest of one end first.
fn keep_longest(hits: &mut Vec<Hit>) {
    let mut kept = 0;
    for at in 0..hits.len() {
        let hit = hits[at];
        if kept > 0 && hits[kept - 1].end == hit.end && hits[kept - 1].start < hit.start {
            continue;
        }
        while kept > 0 && hits[kept - 1].start >= hit.start && hits[kept - 1].end < hit.end {
            kept -= 1;
        }
        hits[kept] = hit;
        kept += 1;
    }
    hits.truncate(kept);
}

fn mention_token(mention: &Mention, index: usize) -> Token {
    let classes = match mention.value {
        MentionValue::Date(_) | MentionValue::DateRange { .. } | MentionValue::Duration(_) => known::DATE,
        _ => known::NUMBER,
    };
    Token { classes, span: mention.span, term: NONE, mention: index as u32 }
}

/// Letters, digits and every byte of a character outside ASCII.
const fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// Whether an apostrophe or hyphen stands inside a word.
fn is_inner(gap: &[u8], place: usize) -> bool {
    matches!(gap[place], b'\'' | b'-') && gap.get(place + 1).is_some_and(|&byte| is_word_byte(byte))
}

const fn punctuation(byte: u8) -> ClassSet {
    match byte {
        b',' => known::COMMA,
        b'.' | b'?' | b'!' => known::STOP,
        b';' => known::SEMICOLON,
        b':' => known::COLON,
        b'(' | b'[' => known::BRACKET_OPEN,
        b')' | b']' => known::BRACKET_CLOSE,
        _ => known::GUARD,
    }
}
