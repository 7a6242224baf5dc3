//! Paths, as far as they are rules: lines along the axes and thin boxes.

use hayro_font::kurbo::{Affine, Point};
use hayro_syntax::content::ops::TypedInstruction as Op;

use super::content::corner;
use super::ink::Ink;

/// Points of one path that are looked at; a longer path is a drawing.
const POINTS_AT_MOST: usize = 4096;

/// The path that is being built.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// Each part by its corners on the page.
    parts: Vec<Vec<Point>>,
    points: usize,
    /// Whether a part of it is curved, or it is too long.
    drawing: bool,
}

impl Path {
    /// Follows an operator that builds or paints a path; passes over any other.
    pub(super) fn operate(&mut self, operator: &Op<'_, '_>, place: Affine, ink: &mut Ink) {
        match operator {
            Op::RectPath(r) => {
                let (x, y, width, height) = (r.0.as_f64(), r.1.as_f64(), r.2.as_f64(), r.3.as_f64());
                let (x1, y1) = (x + width, y + height);
                self.begin(corner(place, x, y));
                for (x, y) in [(x1, y), (x1, y1), (x, y1), (x, y)] {
                    self.add(corner(place, x, y));
                }
            }
            Op::MoveTo(to) => self.begin(corner(place, to.0.as_f64(), to.1.as_f64())),
            Op::LineTo(to) => self.add(corner(place, to.0.as_f64(), to.1.as_f64())),
            Op::ClosePath(_) => self.close(),
            Op::CubicTo(_) | Op::CubicStartTo(_) | Op::CubicEndTo(_) => self.drawing = true,
            Op::StrokePath(_) => self.stroke(ink),
            Op::CloseAndStrokePath(_) => {
                self.close();
                self.stroke(ink);
            }
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => self.fill(ink),
            Op::EndPath(_) => self.clear(),
            _ => {}
        }
    }

    fn begin(&mut self, point: Point) {
        if self.points < POINTS_AT_MOST {
            self.parts.push(vec![point]);
        }
        self.count();
    }

    fn add(&mut self, point: Point) {
        if self.points < POINTS_AT_MOST
            && let Some(part) = self.parts.last_mut()
        {
            part.push(point);
        }
        self.count();
    }

    const fn count(&mut self) {
        self.points += 1;
        self.drawing |= self.points > POINTS_AT_MOST;
    }

    fn close(&mut self) {
        if let Some(&first) = self.parts.last().and_then(|part| part.first()) {
            self.add(first);
        }
    }

    fn stroke(&mut self, ink: &mut Ink) {
        if self.drawing {
            ink.pictures = true;
        } else {
            for part in &self.parts {
                part.windows(2).for_each(|ends| ink.line(ends[0], ends[1]));
            }
        }
        self.clear();
    }

    fn fill(&mut self, ink: &mut Ink) {
        if self.drawing {
            ink.pictures = true;
        } else {
            for part in &self.parts {
                let bounds = |of: fn(&Point) -> f64| {
                    part.iter().map(of).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)))
                };
                let ((x0, x1), (y0, y1)) = (bounds(|point| point.x), bounds(|point| point.y));
                ink.block(x0, y0, x1, y1);
            }
        }
        self.clear();
    }

    fn clear(&mut self) {
        self.parts.clear();
        self.points = 0;
        self.drawing = false;
    }
}
