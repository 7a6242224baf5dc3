//! The grammar of English.

mod length;
mod number;
mod numeral;
mod point;
mod time;

use crate::scan::{Found, Scene};

/// The mention that begins at a candidate.
pub(crate) fn find(scene: &Scene<'_>, at: usize) -> Option<Found> {
    if scene.wants_times()
        && let Some(found) = time::time(scene, at)
    {
        return Some(found);
    }
    if scene.wants_numbers() { number::number(scene, at) } else { None }
}
