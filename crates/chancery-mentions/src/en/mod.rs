//! The grammar of English.

mod length;
mod number;
mod numeral;
mod point;
mod relative;
mod time;

use crate::digits::{self, digit_at};
pub(crate) use crate::en::numeral::Numeral;
use crate::scan::{Found, Scene};
use crate::tables::Role;

/// The mention that begins at a candidate.
pub(crate) fn find(scene: &Scene<'_>, at: usize) -> Option<Found> {
    if hopeless(scene, at) {
        return None;
    }
    if scene.wants_times()
        && !tells_no_time(scene, at)
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

/// Whether a glance shows that no time begins at `at`: a currency, or a number that is no year and is followed by
/// nothing that a date or a length of time goes on with.
fn tells_no_time(scene: &Scene<'_>, at: usize) -> bool {
    let (tables, begins) = (scene.tables, scene.mask(at) & begins(scene));
    let is_digit = digit_at(scene.bytes, at).is_some();
    if begins == 0 && !is_digit {
        return true;
    }
    let others = begins & !tables.element.bit();
    let is_part_of_year = || others != tables.year_part.bit() || scene.raw(&tables.year_part, at).is_some();
    if others != 0 && is_part_of_year() || is_digit && digits::run(scene.bytes, at).is_some_and(|run| run.count > 3) {
        return false;
    }
    let Some(number) = numeral::cardinal(scene, at).filter(|number| !point::YEARS.contains(&(number.value as i64))) else { return false };
    let next = match scene.bytes.get(number.end..) {
        None | Some([]) => return true,
        Some([b' ', ..]) => point::gap(scene, number.end),
        Some([b',' | b'.' | b';' | b')', next, ..]) if !next.is_ascii_digit() => number.end,
        Some([b'%', ..]) => number.end,
        _ => return false,
    };
    let is_sure = match scene.bytes.get(next) {
        None => true,
        Some(b's') => scene.bytes.get(next + 1).is_some_and(u8::is_ascii_alphanumeric),
        Some(byte) => byte.is_ascii_alphabetic() || matches!(byte, b',' | b'.' | b';' | b')' | b'%'),
    };
    is_sure && scene.mask(next) & goes_on_counting(scene) == 0
}

/// The tables with which a date or a length of time can go on after a number.
fn goes_on_counting(scene: &Scene<'_>) -> u64 {
    let tables = scene.tables;
    goes_on(scene) | tables.role.bit() | tables.between.bit() | tables.after_date.bit()
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
