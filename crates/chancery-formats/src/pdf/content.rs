//! Content streams: the operators that place text, draw rules, and open forms.
//!
//! Colours, clips, pictures and shadings are passed over: they say nothing about the text, and pictures are never
//! unpacked.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_font::kurbo::{Affine, Point};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream, dict_or_stream};
use hayro_syntax::page::{Page, Resources};

use super::budget::Budget;
use super::fonts::{Face, Fonts};
use super::ink::{Drawn, Ink};
use super::marked::{Hidden, Mark};
use super::path::Path;
use super::runs::Style;
use crate::FormatError;

/// Saved states and open marks that are kept; files that go deeper are broken.
const OPEN_AT_MOST: usize = 1 << 14;

/// What text and lines are drawn with.
#[derive(Clone)]
struct State<'a> {
    place: Affine,
    face: Option<Rc<Face<'a>>>,
    /// Whether a font was chosen, though it may be one that cannot be used.
    chosen: bool,
    size: f64,
    character_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

/// Draws content streams as [`Ink`].
pub(super) struct Painter<'a, 'p> {
    fonts: &'p mut Fonts<'a>,
    budget: &'p mut Budget,
    hidden: &'p Hidden,
    ink: Ink,
    state: State<'a>,
    saved: Vec<State<'a>>,
    text: Affine,
    line: Affine,
    marks: Vec<Mark>,
    path: Path,
    forms: Vec<ObjectIdentifier>,
}

impl<'a, 'p> Painter<'a, 'p> {
    /// A painter of a page, whose own space is placed so.
    pub(super) fn new(fonts: &'p mut Fonts<'a>, budget: &'p mut Budget, hidden: &'p Hidden, ink: Ink, place: Affine) -> Self {
        let state = State {
            place,
            face: None,
            chosen: false,
            size: 1.0,
            character_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        let (text, line) = (Affine::IDENTITY, Affine::IDENTITY);
        let (saved, marks, forms) = (Vec::new(), Vec::new(), Vec::new());
        Self { fonts, budget, hidden, ink, state, saved, text, line, marks, path: Path::default(), forms }
    }

    /// What was drawn.
    pub(super) fn finish(self) -> Ink {
        self.ink
    }

    /// Draws a stream.
    pub(super) fn draw(&mut self, content: &[u8], resources: &Resources<'a>) -> Result<(), FormatError> {
        let (saved, marks) = (self.saved.len(), self.marks.len());
        let mut faces: HashMap<Vec<u8>, Option<Rc<Face<'a>>>> = HashMap::new();
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            match operator {
                Op::SaveState(_) if self.saved.len() < OPEN_AT_MOST => self.saved.push(self.state.clone()),
                Op::RestoreState(_) if self.saved.len() > saved => {
                    if let Some(state) = self.saved.pop() {
                        self.state = state;
                    }
                }
                Op::TextFont(font) => {
                    self.state.size = font.1.as_f64();
                    if !faces.contains_key(font.0.as_ref()) {
                        let face = self.face(resources, font.0)?;
                        faces.insert(font.0.as_ref().to_vec(), face);
                    }
                    self.state.chosen = true;
                    self.state.face = faces.get(font.0.as_ref()).cloned().flatten();
                }
                Op::XObject(object) => {
                    if let Some(object) = resources.get_x_object(object.0) {
                        self.object(&object, resources)?;
                    }
                }
                Op::InlineImage(_) => self.ink.pictures = true,
                Op::BeginMarkedContent(mark) => self.begin(Mark::new(mark.0, None, false, self.marks.last())),
                Op::BeginMarkedContentWithProperties(mark) => {
                    let named = if let Object::Name(name) = mark.1 { Some(name) } else { None };
                    let hidden = named.is_some_and(|name| self.hidden.hides(&resources.properties, name.as_ref()));
                    let named = named.and_then(|name| resources.properties.get::<Dict<'_>>(name.as_ref()));
                    let properties = named.or_else(|| dict_or_stream(mark.1).map(|(properties, _)| properties.clone()));
                    self.begin(Mark::new(mark.0, properties.as_ref(), hidden, self.marks.last()));
                }
                Op::EndMarkedContent(_) if self.marks.len() > marks => {
                    self.marks.pop();
                }
                Op::ShowText(shown) => self.show(shown.0.as_bytes())?,
                Op::ShowTexts(shown) => self.show_all(shown.0)?,
                Op::NextLineAndShowText(shown) => {
                    self.next_line(0.0, -self.state.leading);
                    self.show(shown.0.as_bytes())?;
                }
                Op::ShowTextWithParameters(shown) => {
                    self.state.word_space = shown.0.as_f64();
                    self.state.character_space = shown.1.as_f64();
                    self.next_line(0.0, -self.state.leading);
                    self.show(shown.2.as_bytes())?;
                }
                other => {
                    if !self.place_text(&other) {
                        self.path.operate(&other, self.state.place, &mut self.ink);
                    }
                }
            }
        }
        if self.saved.len() > saved {
            self.state = self.saved.swap_remove(saved);
            self.saved.truncate(saved);
        }
        self.marks.truncate(marks);
        Ok(())
    }

    /// Operators that only set where and how text comes next; `false` for any other.
    fn place_text(&mut self, operator: &Op<'_, '_>) -> bool {
        match operator {
            Op::Transform(m) => self.state.place *= affine([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(|n| n.as_f64())),
            Op::BeginText(_) => (self.text, self.line) = (Affine::IDENTITY, Affine::IDENTITY),
            Op::SetTextMatrix(m) => {
                self.line = affine([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(|n| n.as_f64()));
                self.text = self.line;
            }
            Op::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                self.state.leading = -by.1.as_f64();
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Op::CharacterSpacing(by) => self.state.character_space = by.0.as_f64(),
            Op::WordSpacing(by) => self.state.word_space = by.0.as_f64(),
            Op::HorizontalScaling(by) => self.state.scale = by.0.as_f64() / 100.0,
            Op::TextLeading(by) => self.state.leading = by.0.as_f64(),
            Op::TextRise(by) => self.state.rise = by.0.as_f64(),
            Op::TextRenderingMode(mode) => self.state.mode = mode.0.as_i64(),
            _ => return false,
        }
        true
    }

    fn begin(&mut self, mark: Mark) {
        if self.marks.len() < OPEN_AT_MOST {
            self.marks.push(mark);
        }
    }

    fn face(&mut self, resources: &Resources<'a>, name: &Name<'_>) -> Result<Option<Rc<Face<'a>>>, FormatError> {
        self.fonts.face(&resources.fonts, name.as_ref(), self.budget)
    }

    /// Draws a form, unless it is being drawn already; a picture is only noted.
    fn object(&mut self, object: &Stream<'a>, resources: &Resources<'a>) -> Result<(), FormatError> {
        let dict = object.dict();
        if dict.get::<Name<'_>>("Subtype").is_none_or(|kind| kind.as_ref() != b"Form") {
            self.ink.pictures = true;
            return Ok(());
        }
        let id = object.obj_id();
        if self.forms.contains(&id) || self.hidden.hides(dict, b"OC") {
            return Ok(());
        }
        if self.forms.len() >= self.budget.depth {
            return Err(FormatError::TooLong { what: "forms inside one another".to_owned(), at_most: self.budget.depth });
        }
        let Some(content) = self.budget.unpack(object)? else { return Ok(()) };
        let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
        let outer = (self.state.clone(), self.text, self.line);
        self.state.place *= affine(dict.get::<[f64; 6]>("Matrix").unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]));
        self.forms.push(id);
        self.draw(&content, own.as_ref().unwrap_or(resources))?;
        self.forms.pop();
        (self.state, self.text, self.line) = outer;
        Ok(())
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.text = self.line;
    }

    fn show_all(&mut self, parts: &Array<'_>) -> Result<(), FormatError> {
        for part in parts.iter::<Object<'_>>() {
            match part {
                Object::Number(by) => {
                    let horizontal = self.state.face.as_ref().is_none_or(|face| face.horizontal);
                    let by = -by.as_f64() / 1000.0 * self.state.size;
                    let by = if horizontal { (by * self.state.scale, 0.0) } else { (0.0, by) };
                    self.text *= Affine::translate(by);
                }
                Object::String(string) => self.show(string.as_bytes())?,
                _ => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, bytes: &[u8]) -> Result<(), FormatError> {
        if !self.state.chosen {
            self.state.chosen = true;
            self.state.face = self.fonts.fallback();
        }
        let Some(face) = self.state.face.clone() else { return Ok(()) };
        let mut offset = 0;
        while offset < bytes.len() {
            self.budget.spend_character()?;
            let (code, is_space, length) = face.next(bytes, offset);
            offset += length.max(1);
            let state = &self.state;
            let advance = code.advance / 1000.0 * state.size;
            self.character(&code.text, advance + state.character_space.min(advance), &face);
            let moved = advance + self.state.character_space + if is_space { self.state.word_space } else { 0.0 };
            let moved = if face.horizontal { (moved * self.state.scale, 0.0) } else { (0.0, -moved) };
            self.text *= Affine::translate(moved);
        }
        Ok(())
    }

    /// Puts a character down where the pen is.
    fn character(&mut self, text: &str, advance: f64, face: &Face<'_>) {
        let (mut artifact, mut given, mut words) = (false, false, None);
        if let Some(mark) = self.marks.last_mut() {
            if mark.hidden {
                return;
            }
            (artifact, given, words) = (mark.artifact, mark.given, mark.words.take());
        }
        let text = match &words {
            Some(words) => words,
            None if given => "",
            None => text,
        };
        let state = &self.state;
        let font = Affine::new([state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise]);
        let style = Style {
            size: 0.0,
            bold: face.bold || state.mode == 2,
            invisible: matches!(state.mode, 3 | 7),
            artifact,
        };
        let advance = if state.size == 0.0 { 0.0 } else { advance / state.size };
        let place = state.place * self.text * font;
        self.ink.character(text, &Drawn { place, advance, horizontal: face.horizontal, style });
    }
}

/// The content of a page, unpacked and paid for.
pub(super) fn content(page: &Page<'_>, budget: &mut Budget) -> Result<Vec<u8>, FormatError> {
    let dict = page.raw();
    let mut content = Vec::new();
    let one = dict.get::<Stream<'_>>("Contents");
    let several = if one.is_none() { dict.get::<Array<'_>>("Contents") } else { None };
    let several = several.iter().flat_map(Array::raw_iter).filter_map(|part| match part {
        MaybeRef::Ref(part) => page.xref().get::<Stream<'_>>(part.into()),
        MaybeRef::NotRef(part) => part.into_stream(),
    });
    for stream in one.into_iter().chain(several) {
        if let Some(part) = budget.unpack(&stream)? {
            content.extend_from_slice(&part);
            // An operator does not run on from one stream into the next.
            content.push(b'\n');
        }
    }
    Ok(content)
}

/// A transform of six numbers; those that are none leave it as it is.
fn affine(numbers: [f64; 6]) -> Affine {
    let bounded = numbers.iter().all(|number| number.abs() < 1e9);
    if bounded { Affine::new(numbers) } else { Affine::IDENTITY }
}

/// A corner of a box in the space of a page.
pub(super) fn corner(place: Affine, x: f64, y: f64) -> Point {
    place * Point::new(x, y)
}
