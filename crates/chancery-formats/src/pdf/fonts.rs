//! Fonts: character codes to text and advance widths.
//!
//! A code becomes text by the font's own map (`ToUnicode`, glyph names), by the map of its character collection, which
//! the fonts of Chinese, Japanese and Korean files without one of their own rely on, or, for simple fonts, by the code.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::{BfString, CMap, CMapName, load_embedded};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, StandardFont};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};

use super::budget::Budget;
use super::fold::folded;
use crate::FormatError;

/// Widths that a font may list by ranges; there are 65,536 glyphs in the largest.
const WIDTHS_AT_MOST: f64 = 4e6;

/// The fonts of a document.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    by_object: HashMap<ObjectIdentifier, Option<Rc<Face<'a>>>>,
    font_resolver: FontResolverFn,
    cmap_resolver: CMapResolverFn,
}

/// A font, and what its codes were found to be.
pub(super) struct Face<'a> {
    font: Font<'a>,
    collection: Option<Collection>,
    codes: RefCell<HashMap<u32, Rc<Code>>>,
    /// Whether it is a bold one.
    pub(super) bold: bool,
    /// Whether it is written from left to right, not from top to bottom.
    pub(super) horizontal: bool,
}

/// What a code of a font is.
#[derive(Debug)]
pub(super) struct Code {
    /// Its text; empty when it is a mark without text.
    pub(super) text: String,
    /// How far it moves the pen along the line, in thousandths of the font size.
    pub(super) advance: f64,
}

/// The maps of a predefined encoding: from codes to glyphs of the collection, and from these to Unicode.
struct Collection {
    encoding: CMap,
    unicode: CMap,
}

impl<'a> Fonts<'a> {
    /// No font yet.
    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            by_object: HashMap::new(),
            font_resolver: Arc::new(|query| {
                Some(match query {
                    FontQuery::Standard(font) => font.get_font_data(),
                    FontQuery::Fallback(font) => font.pick_standard_font().get_font_data(),
                })
            }),
            cmap_resolver: Arc::new(load_embedded),
        }
    }

    /// The font of that name; [`None`] when it cannot be used.
    pub(super) fn face(&mut self, fonts: &Dict<'a>, name: &[u8], budget: &mut Budget) -> Result<Option<Rc<Face<'a>>>, FormatError> {
        let id = fonts.get_ref(name).map(ObjectIdentifier::from);
        if let Some(known) = id.and_then(|id| self.by_object.get(&id)) {
            return Ok(known.clone());
        }
        let Some(dict) = fonts.get::<Dict<'a>>(name) else { return Ok(self.fallback()) };
        let face = self.load(&dict, budget)?.map(Rc::new);
        if let Some(id) = id {
            self.by_object.insert(id, face.clone());
        }
        Ok(face)
    }

    /// The font that text is shown with when a file names none.
    pub(super) fn fallback(&self) -> Option<Rc<Face<'a>>> {
        let font = self.cache.standard_font(StandardFont::Helvetica, &self.font_resolver)?;
        Some(Rc::new(Face { font, collection: None, codes: RefCell::default(), bold: false, horizontal: true }))
    }

    fn load(&self, dict: &Dict<'a>, budget: &mut Budget) -> Result<Option<Face<'a>>, FormatError> {
        let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let descriptor = descendant.as_ref().unwrap_or(dict).get::<Dict<'_>>("FontDescriptor");
        admit_streams(dict, &["ToUnicode", "Encoding"], budget)?;
        if let Some(descendant) = &descendant {
            admit_streams(descendant, &["CIDToGIDMap"], budget)?;
            if !widths_are_bounded(descendant) {
                return Ok(None);
            }
        }
        if let Some(descriptor) = &descriptor {
            admit_streams(descriptor, &["FontFile", "FontFile2", "FontFile3"], budget)?;
        }
        let Some(font) = self.cache.font(dict, &self.font_resolver, &self.cmap_resolver) else { return Ok(None) };
        let horizontal = font.is_horizontal();
        let bold = is_bold(dict, descriptor.as_ref());
        let collection = if dict.contains_key("ToUnicode") { None } else { collection(dict) };
        Ok(Some(Face { font, collection, codes: RefCell::default(), bold, horizontal }))
    }
}

impl Face<'_> {
    /// The next code of a string, from `offset` on, what it is, and how many bytes it takes.
    pub(super) fn next(&self, bytes: &[u8], offset: usize) -> (Rc<Code>, bool, usize) {
        let (code, length) = self.font.read_code(bytes, offset);
        let is_space = code == 32 && length == 1;
        if let Some(known) = self.codes.borrow().get(&code) {
            return (known.clone(), is_space, length);
        }
        let advance = self.font.code_advance(code);
        let advance = if self.horizontal { advance.x } else { advance.y.abs() };
        let found = Rc::new(Code { text: folded(&self.text(code)).into_owned(), advance });
        self.codes.borrow_mut().insert(code, found.clone());
        (found, is_space, length)
    }

    /// The text of a code.
    fn text(&self, code: u32) -> Cow<'static, str> {
        let glyph = self.font.glyph(self.font.map_code(code), code);
        let (unicode, by_code) = match &glyph {
            FontGlyph::Outline(glyph) => (glyph.as_unicode(), None),
            FontGlyph::Type3(glyph) => (glyph.as_unicode(), char::from_u32(glyph.char_code())),
        };
        let of_collection = || self.collection.as_ref().and_then(|collection| collection.text(code));
        match unicode.or_else(of_collection) {
            Some(BfString::Char(character)) => String::from(character).into(),
            Some(BfString::String(text)) => text.into(),
            None => by_code.filter(|code| code.is_alphanumeric() || code.is_ascii_punctuation()).map_or_else(
                || if code == 32 { " ".into() } else { "\u{FFFD}".into() },
                |code| String::from(code).into(),
            ),
        }
    }
}

impl Collection {
    fn text(&self, code: u32) -> Option<BfString> {
        let cid = (1..=4).find_map(|length| self.encoding.lookup_cid_code(code, length))?;
        self.unicode.lookup_bf_string(cid)
    }
}

/// The maps of the predefined encoding that a composite font names.
fn collection(dict: &Dict<'_>) -> Option<Collection> {
    let encoding = dict.get::<Name<'_>>("Encoding")?;
    let encoding = CMap::parse(load_embedded(CMapName::from_bytes(encoding.as_ref()))?, load_embedded)?;
    let unicode = encoding.metadata().character_collection.as_ref()?.family.ucs2_cmap()?;
    Some(Collection { unicode: CMap::parse(load_embedded(unicode)?, load_embedded)?, encoding })
}

/// An error when a stream that a dictionary holds unpacks to more than is left.
fn admit_streams(dict: &Dict<'_>, keys: &[&str], budget: &mut Budget) -> Result<(), FormatError> {
    for key in keys {
        if let Some(stream) = dict.get::<Stream<'_>>(key) {
            budget.admit(&stream)?;
            budget.spend(stream.raw_data().len())?;
        }
    }
    Ok(())
}

/// Whether the ranges of glyph widths are no longer than a font can be: each glyph of them takes memory.
fn widths_are_bounded(descendant: &Dict<'_>) -> bool {
    ["W", "W2"].iter().all(|key| {
        let Some(widths) = descendant.get::<Array<'_>>(key) else { return true };
        let (mut total, mut before) = (0.0, f64::INFINITY);
        for object in widths.iter::<Object<'_>>() {
            let number = if let Object::Number(number) = &object { number.as_f64() } else { f64::INFINITY };
            if number.is_finite() && number > before {
                total += number - before;
            }
            before = number;
        }
        total < WIDTHS_AT_MOST
    })
}

/// Whether a font is a bold one, by its name, weight or flags.
fn is_bold(dict: &Dict<'_>, descriptor: Option<&Dict<'_>>) -> bool {
    const FORCED: u32 = 1 << 18;
    const BOLD_FROM: f64 = 600.0;
    let named = dict.get::<Name<'_>>("BaseFont").is_some_and(|name| {
        let name = name.as_str().to_ascii_lowercase();
        ["bold", "black", "heavy", "simhei"].iter().any(|word| name.contains(word))
    });
    named
        || descriptor.is_some_and(|descriptor| {
            descriptor.get::<u32>("Flags").is_some_and(|flags| flags & FORCED != 0)
                || descriptor.get::<Number>("FontWeight").is_some_and(|weight| weight.as_f64() >= BOLD_FROM)
        })
}
