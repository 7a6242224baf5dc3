//! The grammar of Chinese.

mod length;
mod number;
mod numeral;
mod point;
mod time;

use crate::scan::{Found, Scene};
use crate::words::char_at;
pub(crate) use crate::zh::numeral::Numeral;

/// The mention that begins at a candidate.
pub(crate) fn find(scene: &Scene<'_>, at: usize) -> Option<Found> {
    if hopeless(scene, at) || number::inside_numeral(scene, at) {
        return None;
    }
    if scene.wants_times()
        && let Some(found) = time::time(scene, at)
    {
        return Some(found);
    }
    if scene.wants_numbers() { number::number(scene, at) } else { None }
}

/// Whether a glance shows that nothing begins at `at`: a numeral of one character before a
/// character with which no word of the tables begins.
fn hopeless(scene: &Scene<'_>, at: usize) -> bool {
    let numeral = scene.mask(at) == scene.tables.element.bit();
    numeral
        && char_at(scene.text, at).is_some_and(|(_, next)| {
            let follows = scene.char(next);
            follows.is_some_and(|follows| follows.is_alphabetic() && !follows.is_ascii())
                && scene.mask(next) == 0
                && crate::digits::digit_at(scene.bytes, next).is_none()
        })
}
