//! What a page draws: runs of characters in each direction of writing, and rules.

use hayro_font::kurbo::{Affine, Point};

use super::runs::{Run, Runs, Style};

/// Rules that are kept of one page; a drawing may have any number.
const RULES_AT_MOST: usize = 20_000;

/// What is thicker, in points, is no rule.
const RULE_AT_MOST: f64 = 3.0;

/// A rule: a line or thin box along one of the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Whether it runs along the lines of text.
    pub(super) horizontal: bool,
    /// Where it stands across its length.
    pub(super) at: f32,
    /// Where it begins.
    pub(super) from: f32,
    /// Where it ends.
    pub(super) to: f32,
}

/// What one page draws.
#[derive(Debug)]
pub(super) struct Ink {
    width: f64,
    height: f64,
    /// Characters by direction: right, down, left, up; then those of vertical lines.
    directions: [Runs; 5],
    rules: Vec<Rule>,
    /// Whether it holds a picture or a drawing.
    pub(super) pictures: bool,
}

/// What one page holds, as its lines run: from left to right, or turned so.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Sheet {
    /// Its characters, in the order of the file.
    pub(super) runs: Vec<Run>,
    /// Its rules; none when the page is turned.
    pub(super) rules: Vec<Rule>,
    /// How wide it is.
    pub(super) width: f32,
    /// How high it is.
    pub(super) height: f32,
    /// Whether it holds a picture or a drawing.
    pub(super) pictures: bool,
}

/// A character as it is drawn: where, how large, how far the pen moves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawn {
    /// From the space of the font size to the page, y downwards.
    pub(super) place: Affine,
    /// How far the pen moves, in the space of the place.
    pub(super) advance: f64,
    /// Whether the line runs from left to right, not from top to bottom.
    pub(super) horizontal: bool,
    /// Its style; the size is told here from the place.
    pub(super) style: Style,
}

impl Ink {
    /// An empty page.
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self { width, height, directions: Default::default(), rules: Vec::new(), pictures: false }
    }

    /// Draws a character.
    pub(super) fn character(&mut self, text: &str, drawn: &Drawn) {
        let [a, b, c, d, _, _] = drawn.place.as_coeffs();
        let size = c.hypot(d);
        let start = drawn.place * Point::ORIGIN;
        let along = if drawn.horizontal { Point::new(drawn.advance, 0.0) } else { Point::new(0.0, -drawn.advance) };
        let end = drawn.place * along;
        if !(size > 0.5 && size < 2000.0) || !self.holds(start) || !self.holds(end) {
            return;
        }
        let direction = if drawn.horizontal { quarter(a, b) } else { quarter(c, d).and_then(|q| (q == 3).then_some(4)) };
        let Some(direction) = direction else { return };
        let (from, to) = (self.turned(start, direction), self.turned(end, direction));
        let base = if direction == 4 { from.y + size * 0.35 } else { from.y };
        let style = Style { size: size as f32, ..drawn.style };
        self.directions[direction].push(text, (from.x as f32, to.x as f32), base as f32, style);
    }

    /// Draws a line from one point to another.
    pub(super) fn line(&mut self, from: Point, to: Point) {
        self.block(from.x.min(to.x), from.y.min(to.y), from.x.max(to.x), from.y.max(to.y));
    }

    /// Draws a filled box, given by its edges.
    pub(super) fn block(&mut self, x0: f64, y0: f64, x1: f64, y1: f64) {
        let (width, height) = (x1 - x0, y1 - y0);
        if self.rules.len() >= RULES_AT_MOST || !(x0 + y0 + width + height).is_finite() {
            return;
        }
        let rule = |horizontal, at: f64, from: f64, to: f64| Rule { horizontal, at: at as f32, from: from as f32, to: to as f32 };
        if height <= RULE_AT_MOST && width > RULE_AT_MOST {
            self.rules.push(rule(true, (y0 + y1) / 2.0, x0, x1));
        } else if width <= RULE_AT_MOST && height > RULE_AT_MOST {
            self.rules.push(rule(false, (x0 + x1) / 2.0, y0, y1));
        }
    }

    /// The page as most of its characters run; what runs otherwise is left out.
    pub(super) fn finish(self) -> Sheet {
        let most = (0..self.directions.len()).max_by_key(|&index| (self.directions[index].characters, 5 - index)).unwrap_or(0);
        let (width, height) = if matches!(most, 1 | 3 | 4) { (self.height, self.width) } else { (self.width, self.height) };
        let rules = if most == 0 { self.rules } else { Vec::new() };
        let runs = self.directions.into_iter().nth(most).map(Runs::finish).unwrap_or_default();
        Sheet { runs, rules, width: width as f32, height: height as f32, pictures: self.pictures }
    }

    /// Whether a point is on the page, or near enough to have been meant so.
    fn holds(&self, point: Point) -> bool {
        const MARGIN: f64 = 2.0;
        (-MARGIN..=self.width + MARGIN).contains(&point.x) && (-MARGIN..=self.height + MARGIN).contains(&point.y)
    }

    /// A point of the page turned so that lines of a direction run from left to right.
    fn turned(&self, point: Point, direction: usize) -> Point {
        match direction {
            1 | 4 => Point::new(point.y, self.width - point.x),
            2 => Point::new(self.width - point.x, self.height - point.y),
            3 => Point::new(self.height - point.y, point.x),
            _ => point,
        }
    }
}

/// Which way a vector points: 0 right, 1 down, 2 left, 3 up; [`None`] when it is askew.
fn quarter(x: f64, y: f64) -> Option<usize> {
    const SLANT: f64 = 0.03;
    if y.abs() <= SLANT * x.abs() {
        Some(if x > 0.0 { 0 } else { 2 })
    } else if x.abs() <= SLANT * y.abs() {
        Some(if y > 0.0 { 1 } else { 3 })
    } else {
        None
    }
}
