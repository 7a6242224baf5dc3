//! Lengths of time: `5年`, `三个半月`, `一年多三个月又20天`; and the stretches they measure off
//! from the day of the document: `未来五年`, `过去十年`, `三天前`, `10年来`.

use chancery_model::MentionValue;

use crate::calendar::{Length, Period, TimeUnit, add};
use crate::scan::{Found, Scene};
use crate::tables::Role;
use crate::words::skip_spaces;
use crate::zh::numeral::{Form, numeral};

/// Units one length may have.
const MAX_PARTS: usize = 7;

/// A length of time read.
pub(super) struct Measured {
    pub end: usize,
    pub length: Length,
}

/// The length of time at `at`.
pub(super) fn measured(scene: &Scene<'_>, at: usize) -> Option<Measured> {
    let mut found: Option<Measured> = None;
    let mut from = at;
    for _ in 0..MAX_PARTS {
        let first = found.is_none();
        let Some((end, count, unit)) = part(scene, from, first) else { break };
        let mut length = found.map_or_else(Length::default, |found| found.length);
        length.add(count, unit);
        found = Some(Measured { end, length });
        from = skip_spaces(scene.text, end);
        while let Some((next, _)) = scene.word(&scene.tables.time_joint, from) {
            from = skip_spaces(scene.text, next);
        }
    }
    found
}

/// A number, or half, of one unit.
fn part(scene: &Scene<'_>, at: usize, first: bool) -> Option<(usize, f64, TimeUnit)> {
    if let Some(half) = scene.role(at, Role::Half) {
        let (end, unit) = scene.word(&scene.tables.time_unit, half)?;
        return (unit != TimeUnit::Week && first).then_some((end, 0.5, unit));
    }
    let number = numeral(scene, at)?;
    let vague = matches!(number.form, Form::SingleFormal | Form::Spelled(_));
    let mut from = skip_spaces(scene.text, number.end);
    if let Some(end) = scene.role(from, Role::Approximation) {
        from = end;
    }
    if scene.role(from, Role::Decade).is_some() {
        return None;
    }
    let unit = scene.word(&scene.tables.time_unit, from);
    let (end, unit) = unit.or_else(|| if first { None } else { scene.word(&scene.tables.time_unit_tail, from) })?;
    let a_year = unit == TimeUnit::Year && number.form == Form::Digits(4);
    if vague || a_year || number.value < 0.0 || number.value > 1e5 {
        return None;
    }
    match scene.role(end, Role::Half) {
        Some(half) if first => Some((half, number.value + 0.5, unit)),
        _ => Some((end, number.value, unit)),
    }
}

/// The length of time, or the day or stretch it measures off, at `at`.
pub(super) fn length(scene: &Scene<'_>, at: usize) -> Option<Found> {
    if counted_in_row(scene, at) {
        return None;
    }
    let measured = measured(scene, at)?;
    if let Some(found) = away(scene, at, &measured) {
        return Some(found);
    }
    Some(Found { start: at, end: measured.end, value: MentionValue::Duration(Box::new(measured.length.iso())) })
}

/// Whether an ordinal stands before the number: `第三年`, `第5天`.
fn counted_in_row(scene: &Scene<'_>, at: usize) -> bool {
    scene.ending(&scene.tables.role, scene.floor, at).is_some_and(|(_, role)| role == Role::Ordinal)
}

/// `三天前`, `两年后`: a day; `10年来`: up to the day of the document.
fn away(scene: &Scene<'_>, at: usize, measured: &Measured) -> Option<Found> {
    use crate::calendar::Side;
    if measured.length.has_time() {
        return None;
    }
    let after = skip_spaces(scene.text, measured.end);
    if let Some(end) = scene.role(after, Role::Past) {
        let period = stretch(scene, &measured.length, -1);
        return Some(Found { start: at, end, value: period.value() });
    }
    let (end, side) = super::time::after_date(scene, after)?;
    if scene.role(end, Role::Of).is_some() {
        return None;
    }
    let direction = match side {
        Side::Before => -1,
        Side::After => 1,
        Side::Until | Side::Since => return None,
    };
    let day = scene.reference.and_then(|reference| measured.length.away_from(reference, direction));
    Some(Found { start: at, end, value: MentionValue::Date(day) })
}

/// The stretch of that length up to the eve of the day of the document, or from its morrow on.
fn stretch(scene: &Scene<'_>, length: &Length, direction: i32) -> Period {
    let other = scene.reference.and_then(|reference| length.away_from(reference, direction));
    let eve = scene.reference.and_then(|reference| add(reference, 0, direction));
    if direction < 0 { Period::days(other, eve) } else { Period::days(eve, other) }
}

/// `未来五年`, `近三个月`, `前1周`.
pub(super) fn counted(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let (end, direction) = scene.word(&scene.tables.stretch, at)?;
    let measured = measured(scene, skip_spaces(scene.text, end))?;
    if measured.length.has_time() {
        return None;
    }
    let past = scene.role(measured.end, Role::Past).filter(|_| direction < 0);
    let period = stretch(scene, &measured.length, direction);
    Some(Found { start: at, end: past.unwrap_or(measured.end), value: period.value() })
}

/// Of a period, its first or last so many units: `今年前9个月`, `今年的最后3周`.
pub(super) fn share_of(scene: &Scene<'_>, at: usize, whole: Period) -> Option<(usize, Period)> {
    let of = scene.role(at, Role::Of).map_or(at, |end| skip_spaces(scene.text, end));
    if let Some(end) = scene.role(of, Role::Final) {
        let (end, count, unit) = part(scene, skip_spaces(scene.text, end), true)?;
        return Some((end, crate::calendar::last_units(whole, count, unit)?));
    }
    let (end, _) = scene.word(&scene.tables.stretch, at).filter(|&(_, direction)| direction < 0)?;
    let (end, count, unit) = part(scene, end, true)?;
    Some((end, crate::calendar::first_units(whole, count, unit)?))
}
