//! The grammar of English.

mod length;
mod number;
mod numeral;
mod point;
mod relative;
mod time;

use crate::digits::digit_at;
pub(crate) use crate::en::numeral::Numeral;
use crate::scan::{Found, Scene};
use crate::tables::Role;

/// The mention that begins at a candidate.
pub(crate) fn find(scene: &Scene<'_>, at: usize) -> Option<Found> {
    if hopeless(scene, at) {
        return None;
    }
    if scene.wants_times()
        && let Some(found) = time::time(scene, at)
    {
        return Some(found);
    }
    if scene.wants_numbers() { number::number(scene, at) } else { None }
}

/// Whether a glance shows that nothing begins at `at`: an article or a word such as *this* before
/// a word that is in no table, or letters that would have to be a currency and are not.
fn hopeless(scene: &Scene<'_>, at: usize) -> bool {
    let (tables, mask) = (scene.tables, scene.mask(at));
    let leading = scene.role(at, Role::Article).or_else(|| {
        let alone = mask & begins(scene) & !tables.day.bit() == tables.relative.bit();
        scene.raw(&tables.relative, at).filter(|_| alone).map(|(end, _)| end)
    });
    if let Some(end) = leading {
        let next = point::gap(scene, end);
        return next > end && digit_at(scene.bytes, next).is_none() && scene.mask(next) & goes_on(scene) == 0 && !leads(scene, next);
    }
    let phrases = tables.holiday.bit() | tables.money_before.bit();
    mask & begins(scene) & !phrases == 0
        && scene.raw(&tables.holiday, at).is_none()
        && scene.raw(&tables.money_before, at).is_none()
        && digit_at(scene.bytes, at).is_none()
}

/// Whether a word at `at` that has a role can lead a length of time or a date after an article.
fn leads(scene: &Scene<'_>, at: usize) -> bool {
    scene.role_word(at).is_some_and(|(_, role)| {
        !matches!(role, Role::And | Role::Of | Role::In | Role::On | Role::Point | Role::Circa | Role::For | Role::Share | Role::Within)
    })
}

/// The tables with which a mention can begin.
fn begins(scene: &Scene<'_>) -> u64 {
    let tables = scene.tables;
    goes_on(scene) | tables.relative.bit() | tables.role.bit()
}

/// The tables with which a mention can go on after an article or a word such as *this*.
fn goes_on(scene: &Scene<'_>) -> u64 {
    let tables = scene.tables;
    let names =
        tables.month_name.bit() | tables.doubtful_month_name.bit() | tables.weekday.bit() | tables.season.bit() | tables.holiday.bit();
    let parts = tables.year_part.bit() | tables.month_part.bit() | tables.year_tail.bit() | tables.time_unit.bit() | tables.century.bit();
    names | parts | tables.day.bit() | tables.relative.bit() | tables.element.bit()
}
